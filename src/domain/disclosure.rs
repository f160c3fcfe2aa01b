//! Which counts may be printed, so that nobody learns what one of a few people said.
//!
//! Where two young people at a meeting disagreed, a table that prints 2 may tell their class who they are. So small
//! counts are printed `[c]`. That is not enough: a total less the other counts gives the hidden one back, and so does a
//! second table of the same people less the first (all replies less those online leaves those on paper). Hence the rule
//! works on a **release**, all tables that are let out together: small counts are hidden, then the cheapest other counts
//! that keep them hidden, and then everything printed is attacked as a reader would.
//!
//! - Nought is printed. It tells of nobody's answer, and to hide it would hide most of any table. But then a reader who
//!   knows the rule knows that `[c]` is one or more, and the attack takes that for known ([`Reader::KnowsTheRule`]).
//! - Totals are counts too: a total of three is small, and any total may be hidden to keep a count hidden.
//! - Counts that are not printed at all but follow from what is (those on paper, above) are protected like the rest.
//! - A count is protected when the attack is **proved** unable to say it: other counts are shown that would have been
//!   printed just so. Where no proof is found within bounds the release is refused, and the problem says where.
//!
//! Cheapest is the least sum of hidden counts. It is found exactly for tables of the usual size, and well beyond them;
//! [`Released::least`] says which.
//!
//! Edges: a reader who knows one of the people knows more than any table; nothing here protects against that. A reader
//! is taken to believe that any `[c]` may be there for another's sake, which the legend says.

mod attack;
mod moves;
mod release;
mod secondary;
mod system;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::domain::disclosure::attack::Attack;
use crate::domain::disclosure::secondary::Choice;
use crate::domain::problem::{Place, Problem};

pub use attack::Inferred;
pub use release::{CellId, Grid, Layout, Print, Release, TableId};

/// The rule for small counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Every count is printed: for working papers that do not leave the office.
    None,
    /// Counts from 1 to 4 are hidden.
    #[default]
    Under5,
    /// Counts from 1 to 9 are hidden.
    Under10,
    /// Counts from 1 to 9 are hidden and all others rounded to the nearest 5.
    Ons10And5,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 4] = [Self::None, Self::Under5, Self::Under10, Self::Ons10And5];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Under5 => "5",
            Self::Under10 => "10",
            Self::Ons10And5 => "10-5",
        }
    }

    /// The profile of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.word() == word)
    }

    /// Counts below this, but for nought, are hidden.
    #[must_use]
    pub fn threshold(self) -> u64 {
        match self {
            Self::None => 0,
            Self::Under5 => 5,
            Self::Under10 | Self::Ons10And5 => 10,
        }
    }

    /// Whether a count is hidden for its own sake.
    #[must_use]
    pub fn hides(self, count: u64) -> bool {
        (1..self.threshold()).contains(&count)
    }

    /// What stands below tables under this rule, a line each; `is_hidden` says whether `[c]` stands in them.
    #[must_use]
    pub fn legend(self, is_hidden: bool) -> Vec<String> {
        let mut lines = Vec::new();
        if is_hidden {
            lines.push(format!(
                "[c]: not shown, to protect people: a count from 1 to {}, or one from which such a count could be worked out.",
                self.threshold().saturating_sub(1)
            ));
        }
        if self == Self::Ons10And5 {
            lines.push(
                "Counts are rounded to the nearest 5, each for itself; they may not sum to their totals."
                    .to_owned(),
            );
        }
        lines
    }

    /// A count as it is printed when it is not hidden.
    #[must_use]
    pub fn shown(self, count: u64) -> Mark {
        if self == Self::Ons10And5 {
            Mark::Rounded(round5(count))
        } else {
            Mark::Shown(count)
        }
    }
}

/// A count rounded to the nearest 5; no whole number lies half-way.
#[must_use]
pub fn round5(count: u64) -> u64 {
    count.saturating_add(2) / 5 * 5
}

/// How a count is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// As it is.
    Shown(u64),
    /// Rounded to the nearest 5.
    Rounded(u64),
    /// Not: `[c]` stands in its place.
    Suppressed,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shown(count) | Self::Rounded(count) => count.fmt(f),
            Self::Suppressed => f.pad("[c]"),
        }
    }
}

/// What a reader is taken to know beside what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reader {
    /// That counts are whole and not below nought.
    CountsOnly,
    /// The rule as well: a nought is never hidden, and nothing small is rounded.
    KnowsTheRule,
}

/// A release as it may leave the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    profile: Profile,
    marks: Vec<Option<Mark>>,
    /// Counts that were small themselves and are hidden, in the order of the release.
    pub primary: Vec<CellId>,
    /// Counts hidden for their sake.
    pub secondary: Vec<CellId>,
    /// The sum of the counts hidden for others' sake, in people.
    pub cost: u64,
    /// Whether that is proved to be the least possible.
    pub least: bool,
    /// What a reader who knows the rule can still say of each hidden count.
    pub audit: Vec<Inferred>,
}

impl Released {
    /// How a count is printed; none where the release does not print it.
    #[must_use]
    pub fn mark(&self, cell: CellId) -> Option<Mark> {
        self.marks.get(cell.0).copied().flatten()
    }

    /// What stands below the tables, a line each.
    #[must_use]
    pub fn legend(&self) -> Vec<String> {
        self.profile
            .legend(self.marks.contains(&Some(Mark::Suppressed)))
    }

    /// Hidden counts of which a reader can say more than the rule itself says: fewer values are left than it hides.
    pub fn narrowed(&self) -> impl Iterator<Item = &Inferred> {
        let hidden = self.profile.threshold().saturating_sub(1);
        self.audit
            .iter()
            .filter(move |found| found.values().is_some_and(|left| left < hidden))
    }
}

impl Release {
    /// Hides what must be hidden, and proves that it stays so.
    ///
    /// # Errors
    /// A problem for each small count that cannot be shown to stay hidden; then nothing may be printed.
    pub fn publish(&self, profile: Profile) -> Result<Released, Vec<Problem>> {
        let primary = self.primary(profile);
        let Choice {
            hidden,
            least,
            bare,
        } = secondary::choose(self, profile);
        if !bare.is_empty() {
            let refused = bare.into_iter().map(|cell| self.cannot_hide(cell));
            return Err(refused.collect());
        }
        let suppressed = |cell: usize| hidden.get(self.root(cell)) == Some(&true);
        let marks: Vec<Option<Mark>> = (0..self.cells.len())
            .map(|cell| match self.at(cell) {
                held if held.print == Print::Never => None,
                _ if suppressed(cell) => Some(Mark::Suppressed),
                held if held.print == Print::Known => Some(Mark::Shown(held.count)),
                held => Some(profile.shown(held.count)),
            })
            .collect();
        let secondary: Vec<CellId> = self
            .roots()
            .filter(|cell| suppressed(*cell) && !self.is_small(*cell, profile))
            .map(CellId)
            .collect();
        let cost = secondary.iter().map(|cell| self.at(cell.0).count);
        Ok(Released {
            profile,
            cost: cost.fold(0, u64::saturating_add),
            audit: Attack::new(self, profile, &hidden, Reader::KnowsTheRule).ranges(),
            marks,
            primary,
            secondary,
            least,
        })
    }

    /// The printed counts that are hidden for their own sake, in the order of the release.
    #[must_use]
    pub fn primary(&self, profile: Profile) -> Vec<CellId> {
        self.roots()
            .filter(|cell| self.at(*cell).print != Print::Never && self.is_small(*cell, profile))
            .map(CellId)
            .collect()
    }

    /// What a reader can say of each of these counts when they are hidden and all others printed: the attack alone.
    #[must_use]
    pub fn audit(&self, profile: Profile, hidden: &[CellId], reader: Reader) -> Vec<Inferred> {
        let mut is_hidden = vec![false; self.cells.len()];
        for cell in hidden.iter().filter(|cell| cell.0 < self.cells.len()) {
            is_hidden[self.root(cell.0)] = true;
        }
        Attack::new(self, profile, &is_hidden, reader).ranges()
    }

    fn cannot_hide(&self, cell: usize) -> Problem {
        let held = self.at(cell);
        let what = if held.print == Print::Never {
            "A small count that follows from the printed ones"
        } else {
            "A small count"
        };
        Problem::refusal(
            "disclosure",
            Place::Field(held.name.clone()),
            held.name.clone(),
            format!("{what} cannot be kept hidden"),
            "Whatever else is hidden, no proof was found that a reader could not work it out from the rest.",
            "Merge small groups or answers, leave out a total, or leave out one of the tables that share it.",
        )
    }
}
