//! Rows carried from one file to another, column by column and unread.
//!
//! A merge, and the plan as it stood, both carry rows of tables that they know nothing of. The columns are the same in
//! both files, for both are of one version.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::store::error::StoreError;

/// After how many rows it is asked whether to go on.
const STEP: u64 = 1_024;

/// Copies the rows of a table that a condition names, of a batch where it speaks of one, with a clause for those that are
/// there already. `into` is the table's name on the other side, as SQL has it. `done` is told how many rows are copied, and
/// stops it by answering false.
///
/// # Errors
/// When either file cannot be read or written; [`StoreError::Stopped`].
pub fn copy(
    (from, table, of): (&Connection, &str, &str),
    (to, into, on_conflict): (&Connection, &str, &str),
    batch: Option<i64>,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<(), StoreError> {
    let mut query = from.prepare(&format!("select * from \"{table}\" where {of}"))?;
    let names: Vec<String> = query
        .column_names()
        .map(|name| format!("\"{name}\""))
        .collect();
    let marks: Vec<String> = (1..=names.len()).map(|n| format!("?{n}")).collect();
    let mut put = to.prepare(&format!(
        "insert into {into} ({}) values ({}) {on_conflict}",
        names.join(", "),
        marks.join(", ")
    ))?;
    let mut rows = query.query(params_from_iter(batch))?;
    let mut n = 0;
    while let Some(row) = rows.next()? {
        let values = (0..names.len())
            .map(|at| row.get::<_, Value>(at))
            .collect::<rusqlite::Result<Vec<_>>>()?;
        put.execute(params_from_iter(values))?;
        n += 1;
        if n % STEP == 0 && !done(n) {
            return Err(StoreError::Stopped);
        }
    }
    Ok(())
}
