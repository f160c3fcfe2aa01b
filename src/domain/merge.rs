//! Two copies of one plan, edited apart, come together: what comes in, and what both changed and an officer must decide.
//!
//! Every row that their copy changed and this one has not heard of is held against what was done to it here. What only they
//! changed comes in; what both brought to the same value is no question; what both changed to different values is a
//! conflict, and stays as it is here until an officer says which holds. The program never decides.
//!
//! A cell has more than two histories: a copy may have taken some of this copy's changes in before. So each side is asked
//! for the changes that the *other* has not heard of. Where the last change of one side is known to the other, the other
//! has had its say since, and is simply later. Only where neither knows the other's last change are values compared, with
//! those from which both set out.
//!
//! Edges: columns that only make sense together ([`together()`]) are one cell. A row that one side removed and the other
//! changed is a conflict of the whole row, and of its links with it: where it stays, it keeps what it served. A change that
//! was taken back nets to nothing and brings nothing.

mod fate;
mod found;
mod together;
mod weigh;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::compare::Fact;

pub use fate::{Fate, Undecided};
pub use found::{Coming, Conflict, Found, Held, SnapshotIn, copy_of};
pub use together::together;
pub use weigh::weigh;

/// A row's columns with their values.
pub type Fields = BTreeMap<String, Fact>;

/// The name of the whole row where a column's could stand.
pub const ROW: &str = "";

/// Who made a change, and when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Author {
    /// The officer.
    pub who: String,
    /// The moment, as `2026-11-21T10:00:00Z`.
    pub at: String,
}

/// What a change did to a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    /// The change, by the name that it has in every copy.
    pub change: String,
    /// Who made it, and when.
    pub by: Author,
    /// The row before; none where the change added it.
    pub before: Option<Fields>,
    /// The row after; none where the change removed it.
    pub after: Option<Fields>,
    /// Where the other side has heard of the change: the columns in which it is not decided there, [`ROW`] for all. None
    /// where the other side has not heard of it.
    pub heard_but: Option<BTreeSet<String>>,
}

impl Touch {
    /// Whether the change made a column another; [`ROW`] asks whether it added or removed the row.
    fn changes(&self, field: &str) -> bool {
        value(self.before.as_ref(), field) != value(self.after.as_ref(), field)
    }

    /// Whether any of it is not heard of, or not decided, on the other side.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.heard_but.as_ref().is_none_or(|open| !open.is_empty())
    }

    /// Whether the other side has heard of what it did to a column.
    fn is_heard(&self, field: &str) -> bool {
        self.heard_but
            .as_ref()
            .is_some_and(|open| !open.contains(field) && !open.contains(ROW))
    }
}

/// A column of a row that may not be there. The value of [`ROW`] says only whether it is.
fn value<'f>(fields: Option<&'f Fields>, field: &str) -> Option<&'f Fact> {
    if field == ROW {
        fields.map(|_| &Fact::Empty)
    } else {
        fields?.get(field)
    }
}

/// One side of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// What was done to it, oldest first, from the first that the other side has not heard of at the latest.
    pub touches: Vec<Touch>,
    /// The row as it stands; none where it is not there.
    pub now: Option<Fields>,
}

impl Side {
    /// What was done to a column since the last change to it that the other side has heard of.
    fn since(&self, field: &str) -> Vec<&Touch> {
        let all: Vec<&Touch> = self
            .touches
            .iter()
            .filter(|touch| touch.changes(field))
            .collect();
        let heard = all.iter().rposition(|touch| touch.is_heard(field));
        all.into_iter()
            .skip(heard.map_or(0, |heard| heard + 1))
            .collect()
    }
}

/// A row of both copies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its table.
    pub table: String,
    /// Here.
    pub mine: Side,
    /// In the other copy.
    pub theirs: Side,
    /// Where only one copy has the row: its links to other records. They come and go with it, so what was done to one of
    /// them was done to it. Where both have the row, each of its links is weighed by itself.
    pub links: Vec<Self>,
}

/// An officer's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It stays as it is here.
    Mine,
    /// It becomes what it is in the other copy.
    Theirs,
}

impl Choice {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Mine, Self::Theirs];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
        }
    }
}

/// A cell that an officer can be asked about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The table.
    pub table: String,
    /// The row's key, as the journal writes it.
    pub key: String,
    /// The column, or [`ROW`].
    pub field: String,
}

/// What is written into a row here.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// The row is added.
    Add(Fields),
    /// These columns become others.
    Set(Fields),
    /// The row is removed.
    Remove,
}

/// A disagreement about a cell, or about a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// The column by which it is decided, or [`ROW`].
    pub field: String,
    /// The columns that are decided together.
    pub fields: Vec<String>,
    /// What they were when both still agreed, by column; none where the row was not there.
    pub was: Option<Fields>,
    /// Who changed it here, last; none where the journal does not say.
    pub mine_by: Option<Author>,
    /// Who changed it there, last.
    pub theirs_by: Option<Author>,
    /// Their changes that it came by; those of its links are told by [`Side::news`] of each.
    pub changes: BTreeSet<String>,
}

/// What is to be done with a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighed {
    /// What is written.
    pub write: Option<Write>,
    /// What is left to decide.
    pub disputes: Vec<Dispute>,
    /// What was decided to stay as it is here.
    pub kept: Vec<Dispute>,
}
