//! A question's table as the rule for small counts sees it: whole numbers by part, and how they are marked in the end.

use crate::domain::consultation::across::SplitTable;
use crate::domain::consultation::results::Breakdown;
use crate::domain::disclosure::{Mark, Profile};

/// How people stand in the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// Each in one.
    One,
    /// Each in as many as they like, or in none.
    Several,
    /// Each in one, the answer put first; of as many as ranked that answer.
    Ranked,
}

/// A part of a table. A count that nobody entered is nought here, and none where it is printed.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) label: String,
    pub(super) base: u64,
    pub(super) of_people: Option<u64>,
    pub(super) of_counts: Option<u64>,
    /// Each row, with those who answered otherwise last where there are any.
    pub(super) counts: Vec<u64>,
    /// Of a ranking: how many ranked each answer.
    pub(super) ranked: Vec<u64>,
}

/// What stands side by side under one split.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) columns: Vec<Column>,
    /// How many people each part has, whatever they were asked: what a reader may know of it.
    pub(super) people: Vec<u64>,
}

/// A question with everything of it that may ever be printed beside it.
#[derive(Clone, Debug)]
pub(super) struct Board {
    pub(super) name: String,
    pub(super) rows: Rows,
    pub(super) row_names: Vec<String>,
    /// For each row the wider one that it is part of, or nothing where no row is part of another.
    pub(super) within: Vec<Option<usize>>,
    pub(super) all: Column,
    pub(super) sides: Vec<Side>,
}

/// A slip below nought is in no table.
pub(super) fn whole(n: Option<i64>) -> u64 {
    n.and_then(|n| u64::try_from(n).ok()).unwrap_or(0)
}

/// Whether a table has a row for those who answered otherwise than offered.
pub(super) fn has_other(table: &SplitTable) -> bool {
    table.printed().any(|part| part.other > 0)
}

impl Column {
    /// A part; of a question that is answered with a figure the one row is of those who gave one.
    pub(super) fn of(held: &Breakdown, has_other: bool, is_number: bool) -> Self {
        let figures = is_number.then(|| whole(held.base.map(|base| base - held.other)));
        let counts = held.answers.iter().map(|answer| whole(answer.count));
        let counts = figures.into_iter().chain(counts);
        let other = has_other.then(|| whole(Some(held.other)));
        let ranked = held.answers.iter().map(|answer| whole(answer.base));
        let counts: Vec<u64> = counts.chain(other).collect();
        Self {
            label: held.label.clone(),
            base: whole(held.base),
            of_people: held.of_people.map(|n| whole(Some(n))),
            of_counts: held.of_counts.map(|n| whole(Some(n))),
            counts,
            ranked: ranked.collect(),
        }
    }

    /// Every figure hidden.
    pub(super) fn hidden(&self) -> Marks {
        Marks {
            base: Mark::Suppressed,
            of_people: self.of_people.map(|_| Mark::Suppressed),
            of_counts: self.of_counts.map(|_| Mark::Suppressed),
            counts: vec![Mark::Suppressed; self.counts.len()],
            ranked: vec![Mark::Suppressed; self.ranked.len()],
            is_whole: true,
        }
    }

    /// Every figure printed as the rule prints what is not hidden.
    pub(super) fn shown(&self, profile: Profile) -> Marks {
        let each = |counts: &[u64]| counts.iter().map(|n| profile.shown(*n)).collect();
        Marks {
            base: profile.shown(self.base),
            of_people: self.of_people.map(|n| profile.shown(n)),
            of_counts: self.of_counts.map(|n| profile.shown(n)),
            counts: each(&self.counts),
            ranked: each(&self.ranked),
            is_whole: false,
        }
    }
}

/// How a part is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) base: Mark,
    pub(super) of_people: Option<Mark>,
    pub(super) of_counts: Option<Mark>,
    pub(super) counts: Vec<Mark>,
    pub(super) ranked: Vec<Mark>,
    /// Whether all of it is hidden, noughts as well.
    pub(super) is_whole: bool,
}
