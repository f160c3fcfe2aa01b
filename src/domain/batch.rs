//! A file of published figures that was taken in: what it was called, what it held, when it came.
//!
//! While a batch stands in the plan its figures count. Removing it takes them out of every answer, and undo brings
//! them back as they were.
//!
//! Edges: a batch is made by an import alone, since it is worth nothing without its figures.

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::id::BatchId;
use crate::domain::ledger::KIND;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;
use crate::domain::responses::entering as responses;

/// Rows left out for one reason, as they are kept with the batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The reason.
    pub reason: String,
    /// How many rows.
    pub n: u64,
}

/// A file, taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its key.
    pub id: BatchId,
    /// What sort of file: `ees`, `lait`; `sample` for the figures that came with the plan.
    pub kind: String,
    /// The file's name.
    pub name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// When it was taken in: `2026-11-21T10:00:00Z`.
    pub entered: String,
    /// What must be said wherever its figures are shown.
    pub source: String,
    /// Rows read.
    pub n_read: u64,
    /// Rows kept.
    pub n_kept: u64,
    /// Figures in it, those that are missing for a reason counted in.
    pub n_figures: u64,
    /// Rows left out, by reason.
    pub skipped: Vec<LeftOut>,
}

impl Record for Batch {
    type Id = BatchId;
    const NOUN: &'static str = "batch of figures";

    fn id(&self) -> BatchId {
        self.id
    }

    fn find(book: &Book, id: BatchId) -> Option<&Self> {
        book.batches.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        match self.kind.as_str() {
            KIND => format!("Ledger {}", self.name),
            responses::KIND => format!("Responses of {}", self.name),
            _ => format!("Figures of {}", self.name),
        }
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} figures, {}", self.n_figures, self.entered)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn problems(&self, _book: &Book) -> Vec<Problem> {
        Vec::new()
    }
}
