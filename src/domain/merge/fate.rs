//! What became of a colleague's change here: the history says it of each that a merge brought.
//!
//! A merge hears of every change of theirs, and takes not all of them in: what an officer decided to leave, and what nobody
//! has decided yet, did not happen to this plan, and the history must not read as if it had.
//!
//! Edges: a change of several records is told by those of them that were in question. A question that settled by itself,
//! because the two came to the same value, counts as decided by whoever changed it here.

/// What became of a change of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It came in.
    CameIn,
    /// It was decided that what it changed stays as it is here.
    Kept,
    /// Nobody has decided yet: it stays as it is here until then.
    Undecided,
}

impl Fate {
    /// In the history, before the words of the change.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::CameIn => "came in",
            Self::Kept => "kept as it is here",
            Self::Undecided => "not decided yet",
        }
    }
}

/// A cell of a colleague's change that is not decided here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The cell.
    pub cell: super::Cell,
    /// Who made the change, and when.
    pub by: super::Author,
}
