//! A journal that begins in the middle of a plan's life: what was before could not be rescued from a damaged file.
//!
//! A change stands where the journal begins and says so. It cannot be taken back, nor looked behind. It is known by the row
//! of `beginning` that it writes of: that table is not journalled otherwise. What a rescue had to do is a change, too, the
//! latest then; it is known by a row of a table, `rescued`, that there is not.

use rusqlite::{Connection, OptionalExtension};

use crate::store::error::StoreError;
use crate::store::journal::{Stamp, replay, tables};

const WORDS: &str = "Put together from a damaged file; the changes before it are lost";

/// The first change, going back from the newest, that the rows as they are do not lead back over; those up to `upto` are not
/// looked at. The rows are taken back meanwhile: the caller has a savepoint to return to.
///
/// # Errors
/// When the file cannot be written.
pub fn leads_back_to(conn: &Connection, upto: i64) -> Result<Option<i64>, StoreError> {
    let mut query = conn.prepare("select id from change where id > ?1 order by id desc")?;
    let ids: Vec<i64> = query
        .query_map([upto], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let tables = tables(conn)?;
    for id in ids {
        match replay::rewind_one(conn, &tables, id) {
            Ok(()) => {}
            Err(StoreError::Damaged { .. } | StoreError::Rule(_) | StoreError::Sqlite(_)) => {
                return Ok(Some(id));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(None)
}

/// Puts the change that says that the journal begins here before the first that it still has.
///
/// # Errors
/// When the file cannot be written.
pub fn begin_anew(conn: &Connection, stamp: &Stamp) -> Result<(), StoreError> {
    let mut query = conn.prepare("select id - 1, at from change order by id limit 1")?;
    let first: Option<(i64, String)> = query
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (id, at) = first.map_or((None, stamp.at.clone()), |(id, at)| (Some(id), at));
    conn.execute(
        "insert into change (id, at, who, words) values (?1, ?2, ?3, ?4)",
        (id, &at, &stamp.who, WORDS),
    )?;
    conn.execute(
        "insert into change_row (change_id, seq, tbl, key, before, after)
         values (?1, 1, 'beginning', '[1]', null, json_object('at', ?2))",
        (conn.last_insert_rowid(), &at),
    )?;
    Ok(())
}

/// Notes what became of a damaged file, as the latest of its history. There is nothing in it to take back.
///
/// # Errors
/// When the file cannot be written.
pub fn note_rescue(conn: &Connection, stamp: &Stamp, words: &str) -> Result<(), StoreError> {
    conn.execute(
        "insert into change (at, who, words) values (?1, ?2, ?3)",
        (&stamp.at, &stamp.who, words),
    )?;
    conn.execute(
        "insert into change_row (change_id, seq, tbl, key, before, after) values (?1, 1, 'rescued', '[]', null, null)",
        [conn.last_insert_rowid()],
    )?;
    Ok(())
}

/// When the journal begins, where that is in the middle of the plan's life.
///
/// # Errors
/// When the file cannot be read.
pub fn begun_anew(conn: &Connection) -> Result<Option<String>, StoreError> {
    // The mark is the first row of its change: asked for by its key, for a change may have thousands of rows.
    let mut query = conn.prepare_cached(
        "select c.at from change c cross join change_row r on r.change_id = c.id and r.seq = 1
         where r.tbl = 'beginning' order by c.id desc limit 1",
    )?;
    Ok(query.query_row([], |row| row.get(0)).optional()?)
}
