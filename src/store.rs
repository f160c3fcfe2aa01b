//! The file: the only part that speaks SQL.
//!
//! One SQLite file is one plan. Every change goes through [`Store::run`]: one transaction, one journal entry,
//! one undo step. Triggers made from the schema write the journal, so nothing can be changed without it.
//! What can go wrong with a file is in [`error`], each with its own words and way on.

mod as_at;
mod aside;
mod backup;
mod batch;
mod change;
mod coding;
mod columns;
mod command;
mod consultation;
mod copy;
mod decision;
pub mod error;
mod facts;
mod giving;
mod grant;
mod indicator;
pub mod journal;
mod ledger;
mod mapping;
mod meanwhile;
mod merge;
mod monitor;
mod narrative;
mod objectives;
mod open;
mod own;
mod package;
mod paper;
mod patch;
pub mod place;
mod plan;
mod published;
mod rating;
pub mod rescue;
mod responses;
mod revision;
mod row;
mod saved_view;
mod scenario;
mod schema;
mod scheme;
mod shadow;
mod snapshot;
mod undertaking;
mod virement;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::domain::area::Area;
use crate::domain::book::Book;
use crate::domain::check;
use crate::domain::command::Command;
use crate::domain::plan::Plan;
use crate::domain::problem::Problem;
use crate::store::error::StoreError;
use crate::store::journal::Entry;

pub use as_at::AsAt;
pub use backup::Backup;
pub use facts::version;
pub use open::Opened;
pub use package::{Filling, Reading};
pub use published::{Bulk, Values};
pub use responses::{Comment, Responses};
pub use revision::Found;
pub use schema::{APPLICATION_ID, VERSION};

/// The pages that SQLite keeps in memory, in KiB: its own default.
const CACHE_KIB: i64 = 2_000;
/// The same while a file is taken in: all of LAIT fits, so that no page is read twice, and nothing goes to the file
/// until all of it is written, so that whoever reads it meanwhile need not wait. More than that goes out as it comes.
const IMPORT_CACHE_KIB: i64 = 96 * 1024;

/// A plan's file, open.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    read_only: bool,
    /// Which file it is, whatever comes to stand at its name.
    place: place::FileAt,
    /// SQLite's own count of changes made by other connections, as of the last load.
    seen: i64,
    /// The journal's latest change as of the last load; none before the first, or when that is not to be trusted.
    loaded: Option<i64>,
}

impl Store {
    /// Makes a new file at `path` that holds a plan, its areas and its first records.
    ///
    /// The first records are where the plan begins: they are not journalled and cannot be undone.
    ///
    /// # Errors
    /// When the file is there already, or cannot be written, or a record breaks one of the file's rules.
    pub fn create(
        path: &Path,
        plan: &Plan,
        areas: &[Area],
        records: &[Command],
        bulk: Option<&Bulk<'_>>,
    ) -> Result<Self, StoreError> {
        if path.exists() {
            return Err(StoreError::AlreadyThere(path.to_owned()));
        }
        // Half a plan is no plan: it is made beside its place and moved there whole, so that a program that is
        // stopped meanwhile leaves nothing in the way of the next try.
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
        drop(std::fs::remove_file(&beside));
        let made = Self::fill(&beside, plan, areas, records, bulk).and_then(|store| {
            drop(store);
            if path.exists() {
                return Err(StoreError::AlreadyThere(path.to_owned()));
            }
            std::fs::rename(&beside, path).map_err(|source| StoreError::File {
                path: path.to_owned(),
                why: source,
            })
        });
        if made.is_err() {
            drop(std::fs::remove_file(&beside));
        }
        made?;
        let (store, _) = Self::open_to_read(path, jiff::Timestamp::UNIX_EPOCH)?;
        Ok(store)
    }

    fn fill(
        path: &Path,
        plan: &Plan,
        areas: &[Area],
        records: &[Command],
        bulk: Option<&Bulk<'_>>,
    ) -> Result<Self, StoreError> {
        let mut conn = Connection::open(path).map_err(|error| StoreError::at(path, error))?;
        open::settle(&conn)?;
        schema::create(&mut conn)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        plan::put_areas(&tx, areas)?;
        row::put(&tx, plan)?;
        for record in records {
            command::apply(&tx, record)?;
        }
        if let Some(bulk) = bulk {
            published::write(&tx, bulk, |_| true)?;
        }
        journal::install(&tx)?;
        tx.commit()?;
        let mut store = Self {
            conn,
            path: path.to_owned(),
            read_only: false,
            place: place::FileAt::of(path),
            seen: 0,
            loaded: None,
        };
        store.seen = store.data_version()?;
        Ok(store)
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file may only be read.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// The whole plan but its bulk figures.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load(&mut self) -> Result<Book, StoreError> {
        self.load_rows().map_err(|error| self.explained(error))
    }

    fn load_rows(&mut self) -> Result<Book, StoreError> {
        let tx = self.conn.transaction()?;
        let book = row::load(&tx)?;
        let loaded = patch::latest(&tx)?;
        self.seen = tx.pragma_query_value(None, "data_version", |row| row.get(0))?;
        tx.commit()?;
        self.loaded = Some(loaded);
        Ok(book)
    }

    /// Brings a book that this store loaded up to date with the file: by the rows that the journal says have changed
    /// since, or whole where that will not do. Either way the book is what [`Store::load`] would give.
    ///
    /// # Errors
    /// When the file cannot be read. What is then in the book is as old as it was or in part newer: the next refresh
    /// loads it whole.
    pub fn catch_up(&mut self, book: &mut Book) -> Result<(), StoreError> {
        let Some(since) = self.loaded.take() else {
            *book = self.load()?;
            return Ok(());
        };
        if !self
            .patch_rows(book, since)
            .map_err(|error| self.explained(error))?
        {
            *book = self.load()?;
        }
        Ok(())
    }

    fn patch_rows(&mut self, book: &mut Book, since: i64) -> Result<bool, StoreError> {
        let tx = self.conn.transaction()?;
        let is_whole = patch::patch(&tx, book, since)?;
        let loaded = patch::latest(&tx)?;
        self.seen = tx.pragma_query_value(None, "data_version", |row| row.get(0))?;
        tx.commit()?;
        self.loaded = is_whole.then_some(loaded);
        Ok(is_whole)
    }

    /// Whether another program, or another window, has changed the file since the last load.
    ///
    /// # Errors
    /// When the file cannot be read, or does not stand at its name any more.
    pub fn changed_elsewhere(&self) -> Result<bool, StoreError> {
        self.still_there()?;
        let now = self.data_version();
        Ok(now.map_err(|error| self.explained(error))? != self.seen)
    }

    /// As [`Store::changed_elsewhere`], for a window that looks in every frame: it does not wait for a file that somebody
    /// holds locked.
    ///
    /// # Errors
    /// [`StoreError::Locked`] at once; or as [`Store::changed_elsewhere`].
    pub fn changed_elsewhere_at_once(&self) -> Result<bool, StoreError> {
        self.conn.busy_timeout(Duration::ZERO)?;
        let changed = self.changed_elsewhere();
        self.conn.busy_timeout(open::PATIENCE)?;
        changed
    }

    /// That the file stands at its name.
    fn still_there(&self) -> Result<(), StoreError> {
        match self.place.gone_from(&self.path) {
            Some(how) => Err(StoreError::Moved {
                path: self.path.clone(),
                how,
            }),
            None => Ok(()),
        }
    }

    /// Writes the plan as it stands into a new file. The file that this store has open is only read, and need not stand
    /// at its name any more: what SQLite has open can still be copied.
    ///
    /// # Errors
    /// When `out` is there already or cannot be written, or the plan cannot be read.
    pub fn save_copy(&self, out: &Path) -> Result<(), StoreError> {
        as_at::new_file(&self.path, out, |beside| {
            let copied = self.conn.backup(
                rusqlite::MAIN_DB,
                beside,
                None::<fn(rusqlite::backup::Progress)>,
            );
            copied.map_err(|error| StoreError::at(beside, error))
        })
    }

    /// Forgets what was seen, so that the next refresh loads the plan again.
    pub fn forget(&mut self) {
        self.seen = -1;
        self.loaded = None;
    }

    fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// An error with the way on that only the open file knows: its newest backup, its place.
    pub fn explained(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::Sqlite(error) => StoreError::at(&self.path, error),
            other => open::name_backup(&self.path, other),
        }
    }

    fn writable(&self) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly(self.path.clone()));
        }
        self.still_there()
    }

    /// Every change, oldest first, from a date (`2026-11-21`) on if one is given.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, since: Option<&str>) -> Result<Vec<Entry>, StoreError> {
        journal::history(&self.conn, since).map_err(|error| self.explained(error))
    }

    /// What of colleagues' copies was merged and is not decided, as findings.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn undecided(&self, book: &Book) -> Result<Vec<Problem>, StoreError> {
        let open = journal::undecided(&self.conn).map_err(|error| self.explained(error))?;
        if open.is_empty() {
            return Ok(Vec::new());
        }
        Ok(check::undecided(&open, &facts::version(book)))
    }

    /// SQLite's own examination of the whole file: nothing, or what it found.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn examine(&self) -> Result<Vec<String>, StoreError> {
        open::examine(&self.conn)
    }
}
