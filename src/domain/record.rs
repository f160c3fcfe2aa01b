//! The one shape of every change: what a record was, and what it is to be.
//!
//! An edit carries what the officer saw. If somebody has changed the record since, the edit is refused with
//! both values, and nothing is silently overwritten. Adding has no "was"; removing has no "now".

use crate::domain::book::Book;
use crate::domain::id::Key;
use crate::domain::problem::{Place, Problem};

/// A noun of the plan that is kept, changed and undone one at a time.
pub trait Record: Clone + PartialEq + std::fmt::Debug {
    /// Its key.
    type Id: Key;
    /// The word for it: `grant`.
    const NOUN: &'static str;

    /// Its key.
    fn id(&self) -> Self::Id;
    /// The record as the book holds it now.
    fn find(book: &Book, id: Self::Id) -> Option<&Self>;
    /// What the Edit menu and the history call it: `Amount for Assessment`.
    fn title(&self, book: &Book) -> String;
    /// Its value in a few words, to set two versions side by side.
    fn shown(&self, book: &Book) -> String;
    /// The thing to open to see it.
    fn place(&self, book: &Book) -> Place;
    /// The cell that only one record of its noun may stand in, as numbers: a line's grant and priority area. None where
    /// the noun has no such cell. [`Shelf::twin`](crate::domain::book::Shelf::twin) finds who else is there.
    fn cell(&self) -> Option<[i64; 3]> {
        None
    }
    /// What would be wrong with the plan if it held this record.
    fn problems(&self, book: &Book) -> Vec<Problem>;
    /// What stands in the way of removing it.
    fn in_use(&self, _book: &Book) -> Vec<Problem> {
        Vec::new()
    }
}

/// One record added, changed or removed.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit<T> {
    /// The record as the officer saw it; none when it is added.
    pub was: Option<T>,
    /// The record as it is to be; none when it is removed.
    pub now: Option<T>,
}

impl<T: Record> Edit<T> {
    /// A new record.
    pub fn add(now: T) -> Self {
        Self {
            was: None,
            now: Some(now),
        }
    }

    /// A record changed from what the officer saw.
    pub fn change(was: &T, now: T) -> Self {
        Self {
            was: Some(was.clone()),
            now: Some(now),
        }
    }

    /// A record removed.
    pub fn remove(was: &T) -> Self {
        Self {
            was: Some(was.clone()),
            now: None,
        }
    }

    /// The words for the Edit menu and the history.
    pub fn words(&self, book: &Book) -> String {
        match (&self.was, &self.now) {
            (None, Some(now)) => format!("Add {}", now.title(book)),
            (Some(was), None) => format!("Remove {}", was.title(book)),
            (_, Some(now)) => now.title(book),
            (None, None) => "Nothing".into(),
        }
    }

    /// Every reason to refuse this edit: somebody changed the record since, or the result would break a rule.
    pub fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.overtaken(book).into_iter().collect();
        match (&self.was, &self.now) {
            (_, Some(now)) => problems.extend(now.problems(book)),
            (Some(was), None) => problems.extend(was.in_use(book)),
            (None, None) => {}
        }
        problems
    }

    /// The refusal when the book no longer holds what the officer saw.
    fn overtaken(&self, book: &Book) -> Option<Problem> {
        let known = self.was.as_ref().or(self.now.as_ref())?;
        let held = T::find(book, known.id());
        if held == self.was.as_ref() {
            return None;
        }
        let seen = self
            .was
            .as_ref()
            .map_or_else(|| "nothing".to_owned(), |was| was.shown(book));
        let held_words = held.map_or_else(|| "removed".to_owned(), |held| held.shown(book));
        let asked = self
            .now
            .as_ref()
            .map_or_else(|| "its removal".to_owned(), |now| now.shown(book));
        Some(Problem::refusal(
            "changed-meanwhile",
            known.place(book),
            known.title(book),
            format!("you saw {seen} and asked for {asked}; it is now {held_words}"),
            "Somebody changed it after you read it.",
            "Look at the new value and enter yours again if it should still replace it.",
        ))
    }
}
