//! Writes a command's rows.

use rusqlite::Connection;

use crate::domain::command::Command;
use crate::domain::record::Edit;
use crate::store::error::StoreError;
use crate::store::row::{self, Row};
use crate::with_every_record;

macro_rules! rows {
    ($($noun:ident),*) => {
        /// Writes the rows of a command that the book allows. The caller holds the transaction.
        pub fn apply(conn: &Connection, command: &Command) -> Result<(), StoreError> {
            match command {
                $(Command::$noun(edit) => write(conn, edit),)*
                Command::Several { commands, .. } => commands.iter().try_for_each(|command| apply(conn, command)),
            }
        }
    };
}

with_every_record!(rows);

fn write<T: Row>(conn: &Connection, edit: &Edit<T>) -> Result<(), StoreError> {
    match (&edit.was, &edit.now) {
        (_, Some(now)) => row::put(conn, now)?,
        (Some(was), None) => row::remove(conn, was)?,
        (None, None) => {}
    }
    Ok(())
}
