//! The versions of the file, as SQL text, and how an older one becomes the newest.
//!
//! A fresh file and a migrated one are the same: a test compares their schemas. Each version is one file in
//! `schema/`; adding one is adding a line here.

use rusqlite::{Connection, TransactionBehavior};

use crate::store::error::StoreError;
use crate::store::journal;

/// What marks a file as ours in SQLite's header: the letters `GTpl`.
pub const APPLICATION_ID: i32 = 0x4754_706C;

/// Every version, oldest first. The place in the list, counted from 1, is the `user_version`.
const VERSIONS: &[&str] = &[include_str!("schema/001.sql")];

/// The newest version.
pub const VERSION: i32 = VERSIONS.len() as i32;

/// Makes the tables of the newest version in an empty file. The journal's triggers are installed by the caller,
/// after the plan's first records.
pub fn create(conn: &mut Connection) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for sql in VERSIONS {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", VERSION)?;
    tx.commit()?;
    Ok(())
}

/// Brings an older file up to the newest version, all in one transaction.
pub fn migrate(conn: &mut Connection, from: i32) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    journal::uninstall(&tx)?;
    let done = usize::try_from(from).unwrap_or(0);
    for sql in VERSIONS.iter().skip(done) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", VERSION)?;
    journal::install(&tx)?;
    tx.commit()?;
    Ok(())
}
