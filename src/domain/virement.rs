//! Money moved from lines to other lines after the budget was approved, with its reason and who approved it.
//!
//! A virement moves money and makes none: what it takes and gives must be equal within each grant, since a grant's money
//! stays that grant's. Money that no line has is a line of its own here, so that it too can be moved.
//!
//! Edges: the approver is found by the council's [`crate::domain::scheme::Scheme`]; without one any name will do. Where
//! the scheme counts a line's moves of the year together, an amount split into small ones still meets the larger band.
//! Money that no line has is given up only as far as there is any; a scenario that is made the plan is measured against
//! what the scenario makes each grant worth.

mod approval;
mod rules;
pub mod steps;
#[cfg(test)]
mod tests;

pub use approval::Counted;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::kinds::kinds;
use crate::domain::grant::position::total;
use crate::domain::id::{GrantId, PriorityAreaId, VirementId};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

kinds! {
    /// How long a move lasts.
    Lasting {
        /// For this year alone.
        ThisYear = "this year",
        /// For good: next year's plan begins with it.
        Permanent = "permanent",
    }
}

/// One line's part in a virement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VirementLine {
    /// The grant whose money it is.
    pub grant: GrantId,
    /// The priority area; none for the grant's money that no line has.
    #[serde(rename = "area")]
    pub priority_area: Option<PriorityAreaId>,
    /// What it gains; below nought what it gives up.
    #[serde(rename = "pence")]
    pub amount: Pence,
}

impl VirementLine {
    /// The line, if it is one.
    #[must_use]
    pub fn line(&self) -> Option<LineAt> {
        Some(LineAt::new(self.grant, self.priority_area?))
    }

    /// `Assessment, from Main`, or `Main, not allocated`.
    #[must_use]
    pub fn name(&self, book: &Book) -> String {
        self.line().map_or_else(
            || {
                let grant = book.grants.get(self.grant).map_or("?", |held| &held.short);
                format!("{grant}, not allocated")
            },
            |line| line.name(book),
        )
    }
}

/// A recorded move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Virement {
    /// Its key.
    pub id: VirementId,
    /// The year in which the fiscal year begins.
    pub fiscal_year: i16,
    /// When it was decided.
    pub made_on: Date,
    /// Why.
    pub reason: String,
    /// The post that approved it, as the scheme names it.
    pub approver: String,
    /// The officer in that post.
    pub approved_by: String,
    /// How long it lasts.
    pub lasting: Lasting,
    /// What each line gains or gives up.
    pub lines: Vec<VirementLine>,
    /// The scenario it makes real; empty for none.
    pub scenario: String,
}

impl Virement {
    /// What is moved: the sum of what lines gain.
    #[must_use]
    pub fn size(&self) -> Pence {
        total(
            self.lines
                .iter()
                .map(|part| part.amount)
                .filter(|amount| !amount.is_negative()),
        )
    }

    /// What each grant's parts sum to where that is not nought.
    #[must_use]
    pub fn out_of_balance(&self) -> Vec<(GrantId, Pence)> {
        let mut sums: BTreeMap<GrantId, i128> = BTreeMap::new();
        for part in &self.lines {
            *sums.entry(part.grant).or_default() += i128::from(part.amount.0);
        }
        let held = |sum: i128| Pence(i64::try_from(sum).unwrap_or(i64::MAX));
        sums.into_iter()
            .filter(|(_, sum)| *sum != 0)
            .map(|(grant, sum)| (grant, held(sum)))
            .collect()
    }
}

impl Record for Virement {
    type Id = VirementId;
    const NOUN: &'static str = "virement";

    fn id(&self) -> VirementId {
        self.id
    }

    fn find(book: &Book, id: VirementId) -> Option<&Self> {
        book.virements.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Virement of {}", self.size())
    }

    fn shown(&self, _book: &Book) -> String {
        format!(
            "{} between {}: {}",
            self.size(),
            several(self.lines.len(), "line"),
            self.reason
        )
    }

    fn place(&self, _book: &Book) -> Place {
        Place::FiscalYear(self.fiscal_year)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        self.refusals(book)
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        self.removal_refusals(book)
    }
}
