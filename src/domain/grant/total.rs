//! Money beside the grants: what others put in, and the totals that documents printed.

use crate::domain::book::Book;
use crate::domain::closing;
use crate::domain::grant::{Certainty, Pooling};
use crate::domain::id::{ContributionId, ObjectiveId, PriorityAreaId, PublishedTotalId};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// Money that somebody else puts in, or that the papers name apart from the plan's lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Its key.
    pub id: ContributionId,
    /// The year in which its fiscal year begins.
    pub fiscal_year: i16,
    /// The objective it serves.
    pub objective: Option<ObjectiveId>,
    /// What it is for.
    pub name: String,
    /// Whose money it is.
    pub funder: String,
    /// How much.
    pub amount: Pence,
    /// The priority area that it pays for, where the papers say.
    pub priority_area: Option<PriorityAreaId>,
    /// Whether it is sure to come.
    pub certainty: Certainty,
    /// How it stands beside ours.
    pub pooling: Pooling,
    /// Anything else.
    pub note: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// What a printed total claims to be the sum of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TotalOf {
    /// The year's grants.
    Grants,
    /// The year's allocations.
    Allocations,
}

impl TotalOf {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Grants, Self::Allocations];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Grants => "grants",
            Self::Allocations => "allocations",
        }
    }
}

/// A total that a document printed, which ours must tie to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTotal {
    /// Its key.
    pub id: PublishedTotalId,
    /// The year in which the fiscal year begins.
    pub fiscal_year: i16,
    /// What it is the sum of.
    pub of: TotalOf,
    /// How much was printed.
    pub amount: Pence,
    /// How far off still ties; nil unless stated.
    pub tolerance: Pence,
    /// Where it was printed.
    pub source: String,
}

impl Record for Contribution {
    type Id = ContributionId;
    const NOUN: &'static str = "contribution";

    fn id(&self) -> ContributionId {
        self.id
    }

    fn find(book: &Book, id: ContributionId) -> Option<&Self> {
        book.contributions.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("{} from {}", self.name, self.funder)
    }

    fn shown(&self, _book: &Book) -> String {
        self.amount.to_string()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::FiscalYear(self.fiscal_year)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = closing::change(book, self, |held| Some(held.fiscal_year));
        if self.name.trim().is_empty() {
            problems.push(name_empty(self.place(book), "Contribution, what it is for"));
        }
        if self.amount.is_negative() {
            problems.push(Problem::refusal(
                "amount-below-zero",
                self.place(book),
                self.title(book),
                self.amount.to_string(),
                "A partner puts in no less than nothing.",
                "Enter nought or more; what a partner no longer puts in lowers the amount, or is removed.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        closing::removal(book, self, |held| Some(held.fiscal_year))
    }
}

impl Record for PublishedTotal {
    type Id = PublishedTotalId;
    const NOUN: &'static str = "published total";

    fn id(&self) -> PublishedTotalId {
        self.id
    }

    fn find(book: &Book, id: PublishedTotalId) -> Option<&Self> {
        book.published_totals.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!(
            "Published total of {} {}",
            self.of.word(),
            Period::Financial(self.fiscal_year)
        )
    }

    fn shown(&self, _book: &Book) -> String {
        self.amount.to_string()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::FiscalYear(self.fiscal_year)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        closing::change(book, self, |held| Some(held.fiscal_year))
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        closing::removal(book, self, |held| Some(held.fiscal_year))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partner_puts_in_no_less_than_nothing() {
        #[track_caller]
        fn check(amount: i64, want: &[&str]) {
            let held = Contribution {
                id: ContributionId(1),
                fiscal_year: 2001,
                objective: None,
                name: "Outreach".into(),
                funder: "Health".into(),
                amount: Pence(amount),
                priority_area: None,
                certainty: Certainty::Secured,
                pooling: Pooling::Aligned,
                note: String::new(),
                position: 1,
            };
            let found = held.problems(&Book::default());
            let kinds: Vec<&str> = found.iter().map(|found| found.kind).collect();
            assert_eq!(kinds, want);
        }
        check(0, &[]);
        check(1, &[]);
        check(-1, &["amount-below-zero"]);
    }
}
