//! A plan's file seen as it was: at a moment, or in a snapshot, without writing a byte of it.
//!
//! On a connection of its own every journalled table gets a twin that lives in memory only. SQLite takes the twin for the
//! table, so that whatever reads a plan (the book, published figures, responses) reads it as it was, from the same
//! queries. Bulk rows stay where they are: they count where their batch stands in the twin.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::store::copy::copy;
use crate::store::error::StoreError;
use crate::store::{Store, journal, snapshot};

/// Areas are not journalled, but a snapshot holds its own.
pub(super) const AREA: &str = "area";

impl Store {
    /// The plan as it stood just before a moment, to be read only.
    ///
    /// # Errors
    /// As for [`Store::as_at`].
    pub fn seen_at(path: &Path, before: Timestamp) -> Result<Self, StoreError> {
        let store = Self::twin(path, &[])?;
        store.was_there(before)?;
        let conn = &store.conn;
        let tx = conn.unchecked_transaction()?;
        for table in journal::tables(conn)? {
            conn.execute_batch(&format!(
                "insert into temp.\"{0}\" select * from main.\"{0}\"",
                table.name
            ))?;
        }
        if let Some(first) = journal::first_from(conn, before)? {
            journal::rewind(conn, first)?;
        }
        tx.commit()?;
        Ok(store)
    }

    /// The plan as a snapshot holds it, to be read only.
    ///
    /// # Errors
    /// When there is no such snapshot, it is not what was taken, or the file cannot be read.
    pub fn seen_in(path: &Path, id: i64) -> Result<Self, StoreError> {
        let store = Self::twin(path, &[AREA])?;
        let held = snapshot::rows_of(&store.conn, id)?;
        let tx = store.conn.unchecked_transaction()?;
        for table in twins(&store.conn, &[AREA])? {
            let twin = format!("temp.\"{table}\"");
            copy(
                (&held, &table, "true"),
                (&store.conn, &twin, ""),
                None,
                &mut |_| true,
            )?;
        }
        tx.commit()?;
        Ok(store)
    }

    /// A connection of its own, with an empty twin of every journalled table and of some more.
    fn twin(path: &Path, more: &[&str]) -> Result<Self, StoreError> {
        let mut store = Self::open_again(path)?;
        store.read_only = true;
        let conn = &store.conn;
        conn.pragma_update(None, "temp_store", "memory")?;
        // A twin may refer to a table that has none; the rows were checked when they were written.
        conn.pragma_update(None, "foreign_keys", false)?;
        for table in twins(conn, more)? {
            let made: String = conn.query_row(
                "select sql from main.sqlite_schema where type = 'table' and name = ?1",
                [&table],
                |row| row.get(0),
            )?;
            let rest = made
                .get("create table".len()..)
                .filter(|_| made.to_ascii_lowercase().starts_with("create table"))
                .ok_or_else(|| StoreError::Damaged {
                    what: format!("the table “{table}” is not made as a table is"),
                    backup: None,
                })?;
            // One statement: a file that says more than that is not obeyed.
            conn.execute(&format!("create temp table{rest}"), [])?;
        }
        Ok(store)
    }
}

fn twins(conn: &Connection, more: &[&str]) -> Result<Vec<String>, StoreError> {
    let mut names: Vec<String> = journal::tables(conn)?
        .into_iter()
        .map(|table| table.name)
        .collect();
    names.extend(more.iter().map(|name| (*name).to_owned()));
    Ok(names)
}
