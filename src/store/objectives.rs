//! How a record's objectives are kept: a table of two columns, the record and the objective.
//!
//! Eight nouns serve objectives; what differs is the name of the table and of its column.

use rusqlite::Connection;

use crate::domain::id::{Key, ObjectiveId};
use crate::store::row::{Links, Row, linked};

/// The table in which a noun's objectives are kept.
pub struct Link {
    table: &'static str,
    from: &'static str,
}

impl Link {
    /// `action_objective`, in which `action_id` names the record.
    pub const fn new(table: &'static str, from: &'static str) -> Self {
        Self { table, from }
    }
}

/// The links that a record has to these objectives.
pub fn objectives(link: &Link, held: &[ObjectiveId]) -> Links {
    Links {
        table: link.table,
        from: link.from,
        to: "objective_id",
        keys: held.iter().map(|objective| objective.0).collect(),
    }
}

/// Gives loaded records their objectives, in the objectives' own order.
pub fn attach<T: Row>(
    conn: &Connection,
    link: &Link,
    records: &mut [T],
    field: impl Fn(&mut T) -> &mut Vec<ObjectiveId>,
) -> rusqlite::Result<()> {
    let mut linked = linked(conn, link.table, link.from, "objective_id", "objective")?;
    for record in records {
        let keys = linked.remove(&record.id().number()).unwrap_or_default();
        *field(record) = keys.into_iter().map(ObjectiveId).collect();
    }
    Ok(())
}
