//! Grants, what they may pay for, and what each pays for each priority area.
//!
//! A ring-fence is a rule, not a label: the grant names the priority areas that it may pay for. Amounts are
//! whole pence. Whether the sums work is said in [`position`] and [`crate::domain::check`].

pub mod at;
pub mod chart;
mod fence;
pub mod flow;
pub(in crate::domain) mod kinds;
mod line;
pub mod position;
mod total;

pub use fence::Fence;
pub use kinds::{
    AreaNature, CarryForward, Certainty, GrantStatus, LineStatus, Nature, Payment, Pooling,
};
pub use line::{Allocation, OfWhich, PriorityArea};
pub use total::{Contribution, PublishedTotal, TotalOf};

use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::closing;
use crate::domain::id::{GrantId, ObjectiveId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// A grant of one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its key.
    pub id: GrantId,
    /// Its official name.
    pub name: String,
    /// A word or two for the head of a column.
    pub short: String,
    /// Who gives it.
    pub funder: String,
    /// The year in which its fiscal year begins: 2001 for 2001/02.
    pub fiscal_year: i16,
    /// How much.
    pub amount: Pence,
    /// Revenue or capital.
    pub nature: Nature,
    /// What the money must be spent on, in words; empty for a general grant.
    pub ring_fence: String,
    /// The priority areas that a ring-fenced grant may pay for. A general grant may pay for any.
    pub eligible: Vec<PriorityAreaId>,
    /// The objectives whose every priority area a ring-fenced grant may pay for.
    pub eligible_objectives: Vec<ObjectiveId>,
    /// When the funder pays.
    pub payment: Payment,
    /// What the funder asks for in return: returns, audits, match funding.
    pub conditions: String,
    /// How sure it is.
    pub status: GrantStatus,
    /// What becomes of money left.
    pub carry_forward: CarryForward,
    /// Where the figure comes from.
    pub source: String,
    /// Anything else.
    pub note: String,
    /// Where it stands in the list.
    pub position: i64,
}

impl Grant {
    /// Whether the grant may be spent only on what it names.
    #[must_use]
    pub fn is_ring_fenced(&self) -> bool {
        !self.ring_fence.is_empty()
    }

    /// Whether the grant may pay for this priority area: by its ring-fence, which names priority areas or whole
    /// objectives, and by its nature.
    #[must_use]
    pub fn may_pay(&self, book: &Book, area: PriorityAreaId) -> bool {
        let held = book.priority_areas.get(area);
        self.is_within_fence(book, area) && held.is_none_or(|held| held.nature.takes(self.nature))
    }

    /// Whether the ring-fence alone lets the grant pay for this priority area.
    #[must_use]
    pub fn is_within_fence(&self, book: &Book, area: PriorityAreaId) -> bool {
        let serves = || book.priority_areas.get(area)?.objective;
        !self.is_ring_fenced()
            || self.eligible.contains(&area)
            || serves().is_some_and(|objective| self.eligible_objectives.contains(&objective))
    }

    /// Whether the ring-fence names anything that it may pay for.
    #[must_use]
    pub fn names_lines(&self) -> bool {
        !(self.eligible.is_empty() && self.eligible_objectives.is_empty())
    }

    /// `2001/02`.
    #[must_use]
    pub fn year(&self) -> Period {
        Period::Financial(self.fiscal_year)
    }
}

impl Record for Grant {
    type Id = GrantId;
    const NOUN: &'static str = "grant";

    fn id(&self) -> GrantId {
        self.id
    }

    fn find(book: &Book, id: GrantId) -> Option<&Self> {
        book.grants.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Grant {} {}", self.short, self.year())
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} {}", self.name, self.amount)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Grant(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Grant, name"));
        }
        if self.short.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Grant, short name"));
        }
        if !(1900..=2199).contains(&self.fiscal_year) {
            problems.push(Problem::refusal(
                "year-out-of-range",
                place.clone(),
                "Grant, fiscal year",
                self.fiscal_year.to_string(),
                "Years from 1900 to 2199 are kept.",
                "Enter a year such as 2001/02.",
            ));
        }
        if self.amount.is_negative() {
            problems.push(Problem::refusal(
                "amount-below-zero",
                place.clone(),
                format!("Grant {}, amount", self.short),
                self.amount.to_string(),
                "A grant is not less than nothing.",
                "Enter what was granted; a clawback is a separate line.",
            ));
        }
        problems.extend(closing::change(book, self, |held| Some(held.fiscal_year)));
        if self.is_ring_fenced() && !self.names_lines() {
            problems.push(
                Problem::refusal(
                    "ring-fence-without-lines",
                    place,
                    format!("Grant {}, ring-fence", self.short),
                    format!("“{}” with no priority area", self.ring_fence),
                    "A ring-fence says what the grant may pay for.",
                    "Choose at least one priority area or objective.",
                )
                .severity(crate::domain::problem::Severity::Warning),
            );
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let closed = closing::removal(book, self, |held| Some(held.fiscal_year));
        if !closed.is_empty() {
            return closed;
        }
        let followed = at::in_use(book, self.place(book), self.title(book), |grant, _| {
            grant == self.id
        });
        if !followed.is_empty() {
            return followed;
        }
        let n = book
            .allocations
            .iter()
            .filter(|allocation| allocation.grant == self.id)
            .count();
        if n == 0 {
            return Vec::new();
        }
        vec![Problem::refusal(
            "in-use",
            self.place(book),
            self.title(book),
            format!("it pays {}", several(n, "line")),
            "Those lines would have nobody to pay them.",
            "Move or clear its lines first.",
        )]
    }
}
