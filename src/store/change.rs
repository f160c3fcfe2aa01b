//! Every change to the plan: a command, a file taken in, a step of undo or redo. One transaction, one entry of the journal.
//!
//! Edges: a command is held against the plan as the file has it at that moment, whoever has changed it since it was loaded;
//! a refusal by what somebody did meanwhile says so.

use rusqlite::{Connection, TransactionBehavior};

use crate::domain::area::Area;
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::problem::Severity;
use crate::domain::retraction;
use crate::store::error::StoreError;
use crate::store::journal::{self, Stamp, Step};
use crate::store::published::{self, Bulk};
use crate::store::{CACHE_KIB, IMPORT_CACHE_KIB, Store, command, meanwhile, plan, row};

impl Store {
    /// Makes a change, if the plan as it stands on disk at this moment allows it.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with every reason; or what went wrong with the file. Nothing is changed then.
    pub fn run(&mut self, command: &Command, book: &Book, stamp: &Stamp) -> Result<(), StoreError> {
        self.writable()?;
        self.write(command, book, stamp)
            .map_err(|error| self.explained(error))
    }

    fn write(&mut self, command: &Command, book: &Book, stamp: &Stamp) -> Result<(), StoreError> {
        self.write_with(command, Some(book), stamp, |_| Ok(()))
    }

    /// Writes a command and what goes with it in one transaction. Without a book, or with one that somebody has
    /// changed since, the command is held against the plan as the file has it.
    pub(in crate::store) fn write_with(
        &mut self,
        command: &Command,
        book: Option<&Book>,
        stamp: &Stamp,
        along: impl FnOnce(&Connection) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let seen = self.seen;
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let now: i64 = tx.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let loaded;
        let known = book;
        let book = match book {
            Some(book) if now == seen => book,
            _ => {
                loaded = row::load(&tx)?;
                &loaded
            }
        };
        let mut refusals: Vec<_> = command
            .problems(book)
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error)
            .collect();
        if !refusals.is_empty() {
            if let Some(seen) = known {
                meanwhile::tell(&tx, command, (seen, book), stamp, &mut refusals);
            }
            return Err(StoreError::Refused(refusals));
        }
        journal::record(&tx, stamp, &command.words(book), Step::New, |tx| {
            along(tx)?;
            command::apply(tx, command)
        })?;
        tx.commit()?;
        Ok(())
    }

    /// Takes in a file of published figures: the command that names its batch and indicators, the areas that the plan
    /// does not know yet, and the figures, all or nothing, as one step of the journal. `done` is told how many series
    /// are written and stops the import by answering false.
    ///
    /// # Errors
    /// As for [`Store::run`]; [`StoreError::Stopped`] when it was stopped.
    pub fn import(
        &mut self,
        command: &Command,
        areas: &[Area],
        bulk: &Bulk<'_>,
        stamp: &Stamp,
        mut done: impl FnMut(usize) -> bool,
    ) -> Result<(), StoreError> {
        self.writable()?;
        self.conn
            .pragma_update(None, "cache_size", -IMPORT_CACHE_KIB)?;
        let written = self.write_with(command, None, stamp, |tx| {
            plan::put_areas(tx, areas)?;
            published::write(tx, bulk, &mut done)
        });
        self.conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
        written.map_err(|error| self.explained(error))
    }

    /// Takes back this person's latest change that still stands, and says which it was.
    ///
    /// # Errors
    /// [`StoreError::NothingToUndo`]; or [`StoreError::Overtaken`] when somebody has changed the same thing since.
    pub fn undo(&mut self, stamp: &Stamp) -> Result<String, StoreError> {
        self.step(stamp, journal::undo)
    }

    /// Makes this person's latest change that was taken back once more, and says which it was.
    ///
    /// # Errors
    /// [`StoreError::NothingToRedo`]; or [`StoreError::Overtaken`] when somebody has changed the same thing since.
    pub fn redo(&mut self, stamp: &Stamp) -> Result<String, StoreError> {
        self.step(stamp, journal::redo)
    }

    fn step(
        &mut self,
        stamp: &Stamp,
        step: fn(&Connection, &Stamp) -> Result<String, StoreError>,
    ) -> Result<String, StoreError> {
        self.writable()?;
        self.step_rows(stamp, step)
            .map_err(|error| self.explained(error))
    }

    fn step_rows(
        &mut self,
        stamp: &Stamp,
        step: fn(&Connection, &Stamp) -> Result<String, StoreError>,
    ) -> Result<String, StoreError> {
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let before = can_be_refused(&tx)?.then(|| row::load(&tx)).transpose()?;
        let words = step(&tx, stamp)?;
        // Closings and virements may stand only after the step: then nothing that was reported has changed.
        if let Some(before) = before {
            let problems = retraction::refusals(&before, &row::load(&tx)?);
            if !problems.is_empty() {
                return Err(StoreError::Refused(problems));
            }
        }
        tx.commit()?;
        Ok(words)
    }

    /// What this person's next undo and redo would be called.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_steps(&self, who: &str) -> Result<(Option<String>, Option<String>), StoreError> {
        journal::next_steps(&self.conn, who).map_err(|error| self.explained(error))
    }
}

/// Whether undo and redo must be held against the plan's rules: it costs two readings of the whole plan, and only plans
/// with a closed period or with money moved need it.
fn can_be_refused(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "select exists (select 1 from closing where is_closed) or exists (select 1 from virement)",
    )?
    .query_row([], |row| row.get(0))
}
