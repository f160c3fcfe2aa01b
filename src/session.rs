//! What the window and the command line both hold: a plan's file, the book loaded from it, and the way to change it.
//!
//! Whoever has `&Session` can read and ask; changing takes `&mut Session`, which a screen is never given. After a
//! change the rows that the journal names are read again from the file, so memory and disk cannot disagree. Answers about bulk figures are remembered
//! until the next change.

mod answers;
pub mod as_at;
mod attention;
pub mod chart;
pub mod copies;
mod dashboard;
pub mod document;
pub mod file;
pub mod giving;
pub mod guide;
pub mod heard;
pub mod import;
pub mod job;
pub mod league;
pub mod ledger;
pub mod merge;
pub mod money;
mod narrative;
pub mod package;
mod quality;
pub mod release;
pub mod report;
pub mod rescue;
pub mod responses;
mod sample;
pub mod snapshot;
pub mod standing;
pub mod table;
pub mod typeface;
pub mod whole;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::problem::Problem;
use crate::session::answers::Answers;
use crate::session::heard::Sheets;
use crate::session::money::YearMoney;
use crate::store::Store;
use crate::store::journal::Stamp;

pub use crate::exchange::sample::Which;
pub use crate::store::error::StoreError;
pub use crate::store::journal::{Brought, Entry};
pub use crate::store::{AsAt, Backup, Opened};

/// A plan, open.
#[derive(Debug)]
pub struct Session {
    store: Store,
    opened: Opened,
    who: String,
    /// The moment that counts as now, for pictures that must come out alike on any day.
    posed: Option<Timestamp>,
    book: Book,
    revision: u64,
    next_undo: Option<String>,
    next_redo: Option<String>,
    /// What the checks find, worked out when it is first asked for: most verbs never do.
    problems: OnceCell<Vec<Problem>>,
    /// Each year's sums and findings, once they are asked for.
    years: RefCell<BTreeMap<i16, Arc<YearMoney>>>,
    saved_at: Option<Timestamp>,
    /// Whether the file is the working copy of the sample: worked out once, since the foot asks in every frame.
    is_working_copy: bool,
    answers: RefCell<Answers>,
    /// Individual responses, kept for as long as no file of them comes or goes.
    sheets: Sheets,
}

impl Session {
    /// Opens a plan's file.
    ///
    /// # Errors
    /// What is wrong with the file, and what to do about it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let (store, opened) = Store::open(path, Timestamp::now())?;
        Self::holding(store, opened)
    }

    /// Opens a plan's file to answer a question: as [`Session::open`], but without a backup.
    ///
    /// # Errors
    /// What is wrong with the file, and what to do about it.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let (store, opened) = Store::open_to_read(path, Timestamp::now())?;
        Self::holding(store, opened)
    }

    /// Opens once more the file that a window has open, for work on a thread of its own.
    ///
    /// # Errors
    /// What is wrong with the file by now.
    pub fn open_again(path: &Path) -> Result<Self, StoreError> {
        Self::holding(Store::open_again(path)?, Opened::default())
    }

    fn holding(store: Store, opened: Opened) -> Result<Self, StoreError> {
        let mut session = Self {
            is_working_copy: store.path() == file::working_copy(),
            store,
            opened,
            who: who(),
            posed: None,
            book: Book::default(),
            revision: 0,
            next_undo: None,
            next_redo: None,
            problems: OnceCell::new(),
            years: RefCell::default(),
            saved_at: None,
            answers: RefCell::default(),
            sheets: Sheets::default(),
        };
        session.load()?;
        Ok(session)
    }

    /// The plan as it stands.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Rises with every change, ours or another's. Whatever was worked out at a lower revision is out of date.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Whether the file may only be read.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// What was done on opening.
    #[must_use]
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// Who is editing.
    #[must_use]
    pub fn who(&self) -> &str {
        &self.who
    }

    /// When the latest change of this session reached the disk.
    #[must_use]
    pub fn saved_at(&self) -> Option<Timestamp> {
        self.saved_at
    }

    /// What undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&str> {
        self.next_undo.as_deref()
    }

    /// What redo would make once more.
    #[must_use]
    pub fn next_redo(&self) -> Option<&str> {
        self.next_redo.as_deref()
    }

    /// A key for a new record: random, so that two copies never give the same.
    #[must_use]
    pub fn new_key(&self) -> i64 {
        fastrand::i64(1..=i64::MAX)
    }

    /// The same plan as this person has it open at this moment: for pictures, which must come out alike on any day and on
    /// any machine.
    #[must_use]
    pub fn posed(mut self, who: &str, now: Timestamp) -> Self {
        who.clone_into(&mut self.who);
        self.posed = Some(now);
        self
    }

    /// As [`Session::posed`], as another session is; as it stands where that one is not posed.
    #[must_use]
    pub fn posed_as(self, (who, now): (String, Option<Timestamp>)) -> Self {
        match now {
            Some(now) => self.posed(&who, now),
            None => self,
        }
    }

    /// Who has the plan open, and the moment that counts as now, if it is posed.
    #[must_use]
    pub fn pose(&self) -> (String, Option<Timestamp>) {
        (self.who.clone(), self.posed)
    }

    /// Today, where the officer is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().to_zoned(self.zone()).date()
    }

    /// The zone in which moments are told.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        if self.posed.is_some() {
            TimeZone::UTC
        } else {
            TimeZone::system()
        }
    }

    fn now(&self) -> Timestamp {
        self.posed.unwrap_or_else(Timestamp::now)
    }

    /// Makes a change. It is on disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with every reason, or what went wrong with the file; nothing is changed then.
    pub fn run(&mut self, command: &Command) -> Result<(), StoreError> {
        let stamp = self.stamp();
        let made = self.store.run(command, &self.book, &stamp);
        if made.is_ok() {
            self.saved_at = Some(self.now());
        }
        self.reload_after(made)
    }

    /// Takes back this person's latest change, and says which it was.
    ///
    /// # Errors
    /// There is nothing to undo, or somebody has changed the same thing since.
    pub fn undo(&mut self) -> Result<String, StoreError> {
        let stamp = self.stamp();
        let undone = self.store.undo(&stamp);
        self.reload_after(undone)
    }

    /// Makes this person's latest undone change once more, and says which it was.
    ///
    /// # Errors
    /// There is nothing to redo, or somebody has changed the same thing since.
    pub fn redo(&mut self) -> Result<String, StoreError> {
        let stamp = self.stamp();
        let redone = self.store.redo(&stamp);
        self.reload_after(redone)
    }

    /// Takes in what another program or window has changed, and says whether there was anything.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn refresh(&mut self) -> Result<bool, StoreError> {
        let changed = self.store.changed_elsewhere()?;
        if changed {
            self.load()?;
        }
        Ok(changed)
    }

    /// As [`Session::refresh`], for a window that looks in every frame: a file that somebody holds locked is not waited for.
    ///
    /// # Errors
    /// [`StoreError::Locked`] at once; or when the file cannot be read, or does not stand at its name any more.
    pub fn glance(&mut self) -> Result<bool, StoreError> {
        let changed = self.store.changed_elsewhere_at_once()?;
        if changed {
            self.load()?;
        }
        Ok(changed)
    }

    /// Writes the plan as it stands, with its history, into a new file. It can be done even where the plan's own file was
    /// removed or replaced, is write-protected, or has no more room.
    ///
    /// # Errors
    /// When `out` is there already or cannot be written, or the plan cannot be read.
    pub fn save_copy(&self, out: &Path) -> Result<(), StoreError> {
        self.store.save_copy(out)
    }

    /// Every change, oldest first, from a date (`2026-11-21`) on if one is given.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, since: Option<&str>) -> Result<Vec<Entry>, StoreError> {
        self.store.history(since)
    }

    /// The backups beside the plan, newest first.
    #[must_use]
    pub fn backups(&self) -> Vec<Backup> {
        self.store.backups()
    }

    /// SQLite's own examination of the file: nothing, or what it found.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn examine(&self) -> Result<Vec<String>, StoreError> {
        self.store.examine()
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            who: self.who.clone(),
            at: format!("{:.3}", self.now()),
        }
    }

    /// A refusal may mean that the file has moved on: then the book is loaded again. Where that cannot be asked just now,
    /// the next refresh asks. A change that is on disk
    /// stays done even if the file cannot be read just now; the next refresh reads it.
    fn reload_after<T>(&mut self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        let stale = done.is_ok() || self.store.changed_elsewhere().unwrap_or(false);
        if stale && self.load().is_err() {
            self.store.forget();
        }
        done
    }

    fn load(&mut self) -> Result<(), StoreError> {
        self.load_all().map_err(|error| self.store.explained(error))
    }

    fn load_all(&mut self) -> Result<(), StoreError> {
        self.store.catch_up(&mut self.book)?;
        self.sheets.hear(&self.store, &mut self.book)?;
        (self.next_undo, self.next_redo) = self.store.next_steps(&self.who)?;
        self.problems = OnceCell::new();
        self.years = RefCell::default();
        self.answers = RefCell::default();
        self.revision += 1;
        Ok(())
    }
}

/// The officer's name as the machine knows it.
fn who() -> String {
    whoami::username()
        .ok()
        .filter(|who| !who.is_empty())
        .unwrap_or_else(|| "somebody".to_owned())
}
