//! What becomes of a line's money at the year's end, line by line, by the grant's own rule: carried into a grant of the
//! next year, or paid back to the funder.
//!
//! Edges: an overspent line has less than nothing left: carried forward it is the first call on next year's money, so it
//! lowers what other lines of its grant bring forward. What the grant's papers do not say is for the officer to decide,
//! and is asked. Spending that comes in after the decision changes what is left, and the line is to be decided again.

mod decide;

pub use decide::decide;

use crate::domain::book::Book;
use crate::domain::closing;
use crate::domain::grant::CarryForward;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::kinds::kinds;
use crate::domain::grant::position::less;
use crate::domain::id::{CarriedId, GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::monitor::YearMonitor;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

kinds! {
    /// Where the money goes.
    Fate {
        /// Into next year.
        CarriedForward = "carried forward",
        /// Back to the funder.
        Repaid = "repaid",
    }
}

/// A line's money left, and where it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its key.
    pub id: CarriedId,
    /// The grant of the year that ends.
    pub grant: GrantId,
    /// The line's priority area.
    pub priority_area: PriorityAreaId,
    /// How much; below nought for an overspend.
    pub amount: Pence,
    /// Where it goes.
    pub fate: Fate,
    /// The grant of the next year that holds it.
    pub into: Option<GrantId>,
    /// Anything else.
    pub note: String,
}

impl Carried {
    /// The line it comes from.
    #[must_use]
    pub fn line(&self) -> LineAt {
        LineAt::new(self.grant, self.priority_area)
    }
}

/// A line's money left at the year's end, and what its grant's rule says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// The line.
    pub line: LineAt,
    /// Latest budget less what was spent.
    pub amount: Pence,
    /// Where the grant's rule sends it; none where the rule is not stated.
    pub by_rule: Option<Fate>,
    /// What was decided already: of how much, and where it goes.
    pub decided: Option<(Pence, Fate)>,
}

impl Left {
    /// Whether it is decided as it stands now. What was decided before more was spent is open again.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.decided
            .is_some_and(|(amount, _)| amount == self.amount)
    }
}

/// What is left on each line of a year, in the plan's order; nought is left out unless something else was decided.
#[must_use]
pub fn left(book: &Book, year: &YearMonitor) -> Vec<Left> {
    let lines = year.lines.iter().filter_map(|held| {
        let grant = book.grants.get(held.line.grant)?;
        let amount = less(held.latest, held.actual);
        let decided = book.carried.in_cell(held.line.cell(0));
        (amount != Pence::ZERO || decided.is_some_and(|held| held.amount != amount)).then(|| Left {
            line: held.line,
            amount,
            by_rule: match grant.carry_forward {
                CarryForward::Allowed => Some(Fate::CarriedForward),
                CarryForward::Repayable => Some(Fate::Repaid),
                CarryForward::NotStated => None,
            },
            decided: decided.map(|held| (held.amount, held.fate)),
        })
    });
    lines.collect()
}

impl Record for Carried {
    type Id = CarriedId;
    const NOUN: &'static str = "carry-forward";

    fn id(&self) -> CarriedId {
        self.id
    }

    fn find(book: &Book, id: CarriedId) -> Option<&Self> {
        book.carried.get(id)
    }

    fn title(&self, book: &Book) -> String {
        format!("What is left of {}", self.line().name(book))
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} {}", self.amount, self.fate.word())
    }

    fn place(&self, _book: &Book) -> Place {
        self.line().place()
    }

    fn cell(&self) -> Option<[i64; 3]> {
        Some(self.line().cell(0))
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::from_iter(self.line().unknown(book, &self.title(book)));
        problems.extend(closing::change(book, self, |held| {
            held.line().fiscal_year(book)
        }));
        let Some(grant) = book.grants.get(self.grant) else {
            return problems;
        };
        let against = match (grant.carry_forward, self.fate) {
            (CarryForward::Repayable, Fate::CarriedForward) => Some("must be paid back"),
            (CarryForward::Allowed, Fate::Repaid) => None,
            _ => None,
        };
        if let Some(rule) = against
            && self.amount > Pence::ZERO
        {
            let next = Period::Financial(grant.fiscal_year.saturating_add(1));
            problems.push(Problem::refusal(
                "carried-against-rule",
                self.place(book),
                self.title(book),
                format!("{} carried into {next}", self.amount),
                format!("What is not spent of {} {rule}.", grant.short),
                "Pay it back, or correct the grant’s rule if its conditions allow it.",
            ));
        }
        if book.carried.twin(self).is_some() {
            problems.push(Problem::refusal(
                "carried-twice",
                self.place(book),
                self.title(book),
                "decided a second time",
                "Money that is left is carried or repaid once.",
                "Change the decision that is there.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        closing::removal(book, self, |held| held.line().fiscal_year(book))
    }
}
