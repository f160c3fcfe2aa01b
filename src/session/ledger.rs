//! Ledgers: read, looked at against a control total, taken in, matched again.
//!
//! As for published figures, reading and taking in are apart, because an officer decides between them; and a ledger is
//! taken in whole or not at all, in one step of the journal.

mod codes;
mod others;

use std::io::Cursor;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::BatchId;
use crate::domain::ledger::change::{matches, matching_again, taking_in};
use crate::domain::ledger::reading::LedgerReading;
use crate::domain::ledger::tie::{Tie, tie};
use crate::domain::ledger::{KIND, LedgerMatch, LedgerRow};
use crate::domain::money::Pence;
use crate::domain::problem::{Problem, Severity};
use crate::exchange::published::text::Rows;
use crate::session::Session;
use crate::session::import::any_table::{AnyTable, below, known};
use crate::session::import::open::{bytes_of, in_rows};
use crate::session::import::{Progress, Remembered, left_out, name_of, same_file};
use crate::store::error::StoreError;

pub use codes::codes;
pub use others::{Other, overlaps, overlaps_of};

pub use crate::exchange::ledger::mapping::{
    Credits, LedgerColumns, LedgerMap, Months, SLOTS, fiscal_year,
};

/// Which ledger to read, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerOrder {
    /// Where it is.
    pub path: PathBuf,
    /// How its columns are to be read; without it as was said before of these headings, else as they look.
    pub map: Option<LedgerMap>,
    /// The fiscal year; without it the mapping says it, or the dates.
    pub year: Option<i16>,
}

/// A ledger's headings, its first row, and how its columns are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerTable {
    /// The headings.
    pub headings: Vec<String>,
    /// The first row below them.
    pub sample: Vec<String>,
    /// How its columns are to be read.
    pub map: LedgerMap,
    /// Whether that was said before of these headings.
    pub is_remembered: bool,
}

/// A ledger, read.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerArrived {
    /// What it holds.
    pub reading: LedgerReading,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How its columns were read.
    pub table: LedgerTable,
    /// The ledgers of the plan that go when it comes in, because it holds what they hold.
    pub replaces: Vec<BatchId>,
}

/// A ledger, looked at: its columns, and what it holds or why it cannot be read so; or why it cannot be opened.
pub type Looked = Result<(LedgerTable, Result<LedgerArrived, Vec<Problem>>), Vec<Problem>>;

/// Looks at a ledger's columns, and reads it where they are known well enough. The columns are given back either way, so
/// that they can be put right.
///
/// # Errors
/// Why it cannot be opened.
pub fn look(
    order: &LedgerOrder,
    remembered: &[Remembered],
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Looked {
    let name = name_of(&order.path);
    let (bytes, sha256) = bytes_of(&order.path)?;
    let any = AnyTable::open(&name, &bytes)?;
    let first = any.first_rows()?;
    let read = |body: &str| LedgerMap::read("", body).ok();
    let said = known(&first, remembered, read, |map| map.skip_rows);
    let is_remembered = order.map.is_none() && said.is_some();
    let map = order.map.clone().or(said);
    let map = map.unwrap_or_else(|| LedgerMap::guess(&first));
    let (headings, sample) = match below(&first, map.skip_rows) {
        Some((row, rest)) => (
            row.cells.clone(),
            rest.first().map_or_else(Vec::new, |row| row.cells.clone()),
        ),
        None => Default::default(),
    };
    let table = LedgerTable {
        headings,
        sample,
        map,
        is_remembered,
    };
    let of = bytes.len() as u64;
    let read = any.rows().and_then(|rows| {
        crate::exchange::ledger::read(&name, rows, &table.map, order.year, &mut |rows| {
            tick(in_rows(rows, of))
        })
    });
    let arrived = read.map(|mut reading| {
        reading.problems.extend(letters(&name, &bytes, &any));
        LedgerArrived {
            reading,
            sha256,
            table: table.clone(),
            replaces: Vec::new(),
        }
    });
    Ok((table, arrived))
}

/// What should be known of how the text was read: letters that are not UTF-8.
fn letters(name: &str, bytes: &[u8], any: &AnyTable<'_>) -> Vec<Problem> {
    if any.is_sheet() || std::str::from_utf8(bytes).is_ok() {
        return Vec::new();
    }
    let Ok(mut rows) = Rows::open(name, Cursor::new(bytes)) else {
        return Vec::new();
    };
    let mut row = crate::exchange::published::text::Row::default();
    while rows.warnings().is_empty() && rows.next_into(&mut row).unwrap_or(false) {}
    rows.warnings()
}

/// Reads a ledger.
///
/// # Errors
/// Why it cannot be read.
pub fn read(
    order: &LedgerOrder,
    remembered: &[Remembered],
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<LedgerArrived, Vec<Problem>> {
    look(order, remembered, tick)?.1
}

impl LedgerArrived {
    /// Everything that is wrong with it or with taking it into this plan, worst first; what it would count once more is
    /// found by [`overlaps`], for that is in the file.
    #[must_use]
    pub fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = self.reading.problems.clone();
        let is_replaced = self.replaced(book).any(|held| held.sha256 == self.sha256);
        if !is_replaced {
            problems.extend(same_file(book, &self.reading.name, &self.sha256));
        }
        problems.sort_by_key(|held| held.severity);
        problems
    }

    /// The ledgers of the plan that go when it comes in.
    fn replaced<'a>(&self, book: &'a Book) -> impl Iterator<Item = &'a Batch> {
        let replaced = self.replaces.iter();
        let held: Vec<&Batch> = replaced.filter_map(|id| book.batches.get(*id)).collect();
        held.into_iter().filter(|held| held.kind == KIND)
    }

    /// Which of its rows would count on which line.
    #[must_use]
    pub fn tie(&self, book: &Book) -> Tie {
        tie(book, self.reading.fiscal_year, &self.reading.rows, &[])
    }

    fn batch(&self, id: BatchId, control: Pence, now: Timestamp) -> Batch {
        let reading = &self.reading;
        let with_amount = reading.rows.iter().filter(|row| row.amount.is_some());
        Batch {
            id,
            kind: KIND.to_owned(),
            name: reading.name.clone(),
            sha256: self.sha256.clone(),
            entered: format!("{now:.3}"),
            source: format!("Ledger of {}; control total {control}", reading.year()),
            n_read: reading.n_read,
            n_kept: reading.rows.len() as u64,
            n_figures: with_amount.count() as u64,
            skipped: left_out(&reading.skipped),
        }
    }
}

/// A row of a ledger that counts nowhere, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsideRow {
    /// The ledger.
    pub batch: BatchId,
    /// The row.
    pub row: LedgerRow,
    /// Why it counts nowhere.
    pub reason: String,
}

impl Session {
    /// Takes a ledger in, if its total is the one the officer has: one step, after a backup, in which the ledgers that it
    /// replaces go. `tick` is told how many rows
    /// are written of how many, and stops it by answering false.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with everything that is wrong with it; [`StoreError::Stopped`]; or what went wrong with
    /// the plan's file. Nothing is written then.
    pub fn take_in_ledger(
        &mut self,
        arrived: &LedgerArrived,
        control: Pence,
        tick: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<BatchId, StoreError> {
        self.refresh()?;
        let mut problems = arrived.problems(self.book());
        problems.retain(|held| held.severity == Severity::Error);
        problems.extend(arrived.reading.off(control));
        if !problems.is_empty() {
            return Err(StoreError::Refused(problems));
        }
        let now = Timestamp::now();
        self.store.back_up(now)?;
        let id = BatchId(self.new_key());
        let batch = arrived.batch(id, control, now);
        let name = batch.name.clone();
        let book = self.book();
        let replaced: Vec<&Batch> = arrived.replaced(book).collect();
        let mut command = taking_in(book, batch, &replaced, &arrived.tie(book), new_key);
        if let Command::Several { commands, .. } = &mut command {
            let columns = Remembered {
                headings: arrived.table.headings.join("\t"),
                body: arrived.table.map.write(),
            };
            commands.extend(self.remembering(KIND, &columns, &name));
        }
        let reading = &arrived.reading;
        let of = reading.rows.len() as u64;
        let stamp = self.stamp();
        let done = self.store.import_ledger(
            &command,
            (id, reading.fiscal_year),
            &reading.rows,
            &stamp,
            &mut |done| tick(Progress { done, of }),
        );
        self.reload_after(done)?;
        Ok(id)
    }

    /// The change that ties a ledger's rows anew by the rules as they are now; none where nothing would change.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn matching_again(&self, batch: BatchId) -> Result<Option<Command>, StoreError> {
        let Some(held) = self.book().batches.get(batch) else {
            return Ok(None);
        };
        let (year, rows) = self.store.ledger_rows(batch)?;
        Ok(matching_again(self.book(), held, year, &rows, new_key))
    }

    /// The rows of a ledger that count nowhere, as they were last matched, and why by the rules as they are now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn set_aside(&self, batch: BatchId) -> Result<Vec<AsideRow>, StoreError> {
        let book = self.book();
        let (year, rows) = self.store.ledger_rows(batch)?;
        let held: Vec<&LedgerMatch> = matches(book, batch).collect();
        let counts = |row: &LedgerRow| {
            let is_of = |held: &&&LedgerMatch| {
                held.cost_centre == row.cost_centre
                    && held.subjective == row.subjective
                    && row.month.is_some_and(|month| held.has(month))
            };
            row.fault.is_empty() && row.amount.is_some() && held.iter().any(|held| is_of(&held))
        };
        let rows: Vec<LedgerRow> = rows.into_iter().filter(|row| !counts(row)).collect();
        let tied = tie(book, year, &rows, &held);
        let mut reasons: Vec<String> =
            vec!["it has a rule now: match again".to_owned(); rows.len()];
        for aside in tied.set_aside {
            if let Some(reason) = reasons.get_mut(aside.at) {
                *reason = aside.reason;
            }
        }
        let rows = rows.into_iter().zip(reasons);
        Ok(rows
            .map(|(row, reason)| AsideRow { batch, row, reason })
            .collect())
    }
}

fn new_key() -> i64 {
    fastrand::i64(1..=i64::MAX)
}

/// Every row of every ledger of a plan that counts nowhere, on a connection of its own: what a thread does.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn all_set_aside(plan: &Path, batches: &[BatchId]) -> Result<Vec<AsideRow>, StoreError> {
    let session = Session::open_again(plan)?;
    let mut found = Vec::new();
    for batch in batches {
        found.extend(session.set_aside(*batch)?);
    }
    Ok(found)
}

/// Takes a ledger in on a connection of its own: what a thread does.
///
/// # Errors
/// As for [`Session::take_in_ledger`].
pub fn take_in(
    plan: &Path,
    arrived: &LedgerArrived,
    control: Pence,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<BatchId, StoreError> {
    Session::open_again(plan)?.take_in_ledger(arrived, control, tick)
}
