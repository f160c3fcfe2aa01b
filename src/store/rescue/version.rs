//! Which version of the file's tables a damaged file has: the header may say anything.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::package::Shape;
use crate::store::error::StoreError;
use crate::store::{VERSION, package, schema};

/// The newest version whose tables and columns the file has, all of them; or else what its header names, where that is a
/// version at all, and the newest where it is none.
///
/// # Errors
/// When there is no memory for an empty plan.
pub fn of(from: &Connection, named: i32) -> Result<i32, StoreError> {
    let held = held(from).unwrap_or_default();
    for version in (1..=VERSION).rev() {
        let mut own = Connection::open_in_memory()?;
        schema::create_at(&mut own, version)?;
        let has_all = |shape: &Shape| {
            let column = |name: &String| held.contains(&(shape.name.clone(), name.clone()));
            shape.columns.iter().all(|held| column(&held.name))
        };
        if package::shapes(&own)?.iter().all(has_all) {
            return Ok(version.max(named).min(VERSION));
        }
    }
    Ok(if (1..=VERSION).contains(&named) {
        named
    } else {
        VERSION
    })
}

/// The columns of the file's tables, as far as its list of them can be read.
fn held(from: &Connection) -> rusqlite::Result<BTreeSet<(String, String)>> {
    let mut query = from.prepare("select name from sqlite_schema where type = 'table'")?;
    let mut rows = query.query([])?;
    let mut found = BTreeSet::new();
    // As far as the list goes.
    while let Ok(Some(row)) = rows.next() {
        let Ok(table) = row.get::<_, String>(0) else {
            continue;
        };
        let mut columns = from.prepare_cached("select name from pragma_table_xinfo(?1)")?;
        let columns = columns.query_map([&table], |row| row.get::<_, String>(0));
        let Ok(columns) = columns.and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>) else {
            continue;
        };
        found.extend(columns.into_iter().map(|column| (table.clone(), column)));
    }
    Ok(found)
}
