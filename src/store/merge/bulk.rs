//! What comes with a merge beside the journalled rows: areas, the rows of files that were taken in, snapshots.
//!
//! These are only ever added to. Rows of a file count while the row of its batch stands, so undoing the merge takes them
//! out of every answer and leaves them in the file, unread; areas and snapshots stay.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::domain::merge::SnapshotIn;
use crate::domain::snapshot::{Snapshot, free_name};
use crate::store::copy::copy;
use crate::store::error::StoreError;
use crate::store::snapshot;

/// Adds the areas that only their copy knows.
pub fn areas(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    add(from, to, ("area", "true"), None, &mut |_| true)
}

/// The rows of a file: each table with the rows of a batch in it.
const OF_A_BATCH: [(&str, &str); 6] = [
    ("series", "batch_id = ?1"),
    (
        "figure",
        "series_id in (select id from series where batch_id = ?1)",
    ),
    ("ledger_row", "batch_id = ?1"),
    ("response_batch", "batch_id = ?1"),
    ("response", "batch_id = ?1"),
    (
        "comment",
        "response_id in (select id from response where batch_id = ?1)",
    ),
];

/// Adds the rows of a file that was taken in there. `done` is told how many rows are written, and stops it by answering
/// false.
pub fn batch(
    from: &Connection,
    to: &Connection,
    batch: i64,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<(), StoreError> {
    for (table, of) in OF_A_BATCH {
        add(from, to, (table, of), Some(batch), done)?;
    }
    Ok(())
}

/// Adds the rows of theirs that are not here yet.
fn add(
    from: &Connection,
    to: &Connection,
    (table, of): (&str, &str),
    batch: Option<i64>,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<(), StoreError> {
    let into = format!("\"{table}\"");
    let to = (to, into.as_str(), "on conflict do nothing");
    copy((from, table, of), to, batch, done)
}

/// The snapshots that only their copy has, each with the name that is free for it here.
pub fn snapshots(from: &Connection, to: &Connection) -> Result<Vec<(i64, SnapshotIn)>, StoreError> {
    let mut held = snapshot::list(to)?;
    let mut found = Vec::new();
    for theirs in snapshot::list(from)? {
        if held.iter().any(|mine| mine.id == theirs.id) {
            continue;
        }
        let as_name = free_name(&theirs.name, &held);
        let coming = SnapshotIn {
            name: theirs.name.clone(),
            as_name: as_name.clone(),
        };
        found.push((theirs.id.0, coming));
        held.push(Snapshot {
            name: as_name,
            ..theirs
        });
    }
    Ok(found)
}

/// Adds a snapshot as it is, under a name that is free.
pub fn snapshot(
    from: &Connection,
    to: &Connection,
    id: i64,
    as_name: &str,
) -> Result<(), StoreError> {
    let mut query = from.prepare("select * from snapshot where id = ?1")?;
    let names: Vec<String> = query.column_names().map(str::to_owned).collect();
    let marks: Vec<String> = (1..=names.len()).map(|n| format!("?{n}")).collect();
    let mut put = to.prepare(&format!(
        "insert into snapshot ({}) values ({})",
        names.join(", "),
        marks.join(", ")
    ))?;
    let mut rows = query.query([id])?;
    while let Some(row) = rows.next()? {
        let values = names
            .iter()
            .map(|name| match name.as_str() {
                "name" => Ok(Value::Text(as_name.to_owned())),
                name => row.get::<_, Value>(name),
            })
            .collect::<rusqlite::Result<Vec<_>>>()?;
        put.execute(params_from_iter(values))?;
    }
    Ok(())
}
