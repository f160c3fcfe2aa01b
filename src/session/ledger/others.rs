//! The other ledgers of a year: what a new one would count once more, and which of them can go when it comes in.
//!
//! Edges: the rows of a ledger are in the file and not in memory, so this reads them; a window does it beside its work.

use std::path::Path;

use crate::domain::batch::Batch;
use crate::domain::id::BatchId;
use crate::domain::ledger::change::matches;
use crate::domain::ledger::overlap::{Overlap, overlap};
use crate::domain::ledger::{KIND, LedgerRow};
use crate::session::Session;
use crate::session::ledger::LedgerArrived;
use crate::store::error::StoreError;

/// A ledger that the plan has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its key.
    pub batch: BatchId,
    /// Its name.
    pub name: String,
    /// When it was taken in.
    pub entered: String,
}

impl Session {
    /// The ledgers of a fiscal year, in the order in which they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ledgers_of(&self, year: i16) -> Result<Vec<Other>, StoreError> {
        let mut found = Vec::new();
        self.each_ledger_of(year, &mut |batch, _| {
            found.push(Other {
                batch: batch.id,
                name: batch.name.clone(),
                entered: batch.entered.clone(),
            });
        })?;
        Ok(found)
    }

    fn each_ledger_of(
        &self,
        year: i16,
        see: &mut dyn FnMut(&Batch, &[LedgerRow]),
    ) -> Result<(), StoreError> {
        let book = self.book();
        for batch in book.batches.iter().filter(|held| held.kind == KIND) {
            // What counts says the year, so that the rows of other years need not be read.
            let grants = matches(book, batch.id).filter_map(|held| book.grants.get(held.grant));
            let mut years = grants.map(|grant| grant.fiscal_year);
            if years.next().is_some_and(|other| other != year) {
                continue;
            }
            let (of, rows) = self.store.ledger_rows(batch.id)?;
            if of == year {
                see(batch, &rows);
            }
        }
        Ok(())
    }
}

/// What of a ledger that has been read counts already by the ledgers of its year, in the order in which they came.
///
/// # Errors
/// When the file cannot be read.
pub fn overlaps(session: &Session, arrived: &LedgerArrived) -> Result<Vec<Overlap>, StoreError> {
    let book = session.book();
    let (year, rows) = (arrived.reading.fiscal_year, &arrived.reading.rows);
    let tie = arrived.tie(book);
    let mut found = Vec::new();
    session.each_ledger_of(year, &mut |batch, held| {
        found.extend(overlap(book, year, (batch, held), (rows, &tie)));
    })?;
    Ok(found)
}

/// The same on a connection of its own: what a thread does.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn overlaps_of(plan: &Path, arrived: &LedgerArrived) -> Result<Vec<Overlap>, StoreError> {
    overlaps(&Session::open_again(plan)?, arrived)
}
