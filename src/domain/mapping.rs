//! How the columns of one kind of file are to be read, remembered by its headings.
//!
//! A council's own spreadsheet comes every quarter with the same headings. What was said about its columns the first
//! time is kept with the plan and offered the next.

use crate::domain::book::Book;
use crate::domain::id::MappingId;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// A mapping, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Its key.
    pub id: MappingId,
    /// The kind of file: `indicators`, `ledger`, `responses`.
    pub kind: String,
    /// What the officer calls it; the file's name at first.
    pub name: String,
    /// The headings it is for, joined by tabs.
    pub headings: String,
    /// The mapping as TOML, as it would be given with `--map`.
    pub body: String,
}

impl Record for Mapping {
    type Id = MappingId;
    const NOUN: &'static str = "mapping";

    fn id(&self) -> MappingId {
        self.id
    }

    fn find(book: &Book, id: MappingId) -> Option<&Self> {
        book.mappings.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Columns of “{}”", self.name)
    }

    fn shown(&self, _book: &Book) -> String {
        self.name.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn problems(&self, _book: &Book) -> Vec<Problem> {
        if self.name.trim().is_empty() {
            vec![name_empty(Place::Plan, "Mapping, name")]
        } else {
            Vec::new()
        }
    }
}
