//! Money promised to a supplier and not yet paid: requisitioned, then ordered, then invoiced.
//!
//! A requisition and an order both lower what is free to spend; an invoice turns what was ordered into actual spending,
//! so that no pound is counted twice.
//!
//! Edges: an invoice for more than was ordered uses up what was only requisitioned; for more than both, it is all the
//! same paid, and nothing is promised any more.

use crate::domain::actual::Actual;
use crate::domain::book::Book;
use crate::domain::closing;
use crate::domain::command::Command;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::less;
use crate::domain::id::{ActualId, CommitmentId, GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::{Edit, Record};

/// What is promised under one reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Its key.
    pub id: CommitmentId,
    /// The grant that will pay.
    pub grant: GrantId,
    /// What it will pay for.
    pub priority_area: PriorityAreaId,
    /// The order's or requisition's number.
    pub reference: String,
    /// What is bought, and from whom.
    pub what: String,
    /// Asked for, and not ordered yet.
    pub requisitioned: Pence,
    /// Ordered, and not invoiced yet.
    pub ordered: Pence,
}

impl Commitment {
    /// The line that will pay.
    #[must_use]
    pub fn line(&self) -> LineAt {
        LineAt::new(self.grant, self.priority_area)
    }

    /// What it takes from the money that is free.
    #[must_use]
    pub fn outstanding(&self) -> Pence {
        Pence(self.requisitioned.0.saturating_add(self.ordered.0))
    }

    /// The commitment after this much of what was requisitioned is ordered; an order may be for more or less than was
    /// asked, but what is requisitioned never falls below nought.
    #[must_use]
    pub fn order(&self, amount: Pence) -> Self {
        Self {
            requisitioned: Pence((self.requisitioned.0.saturating_sub(amount.0)).max(0)),
            ordered: Pence(self.ordered.0.saturating_add(amount.0)),
            ..self.clone()
        }
    }

    /// An invoice in a month: what was ordered falls, then what was requisitioned, and the commitment goes when nothing
    /// is left of it; the spending is entered.
    #[must_use]
    pub fn invoice(&self, amount: Pence, month: u8, key: ActualId, book: &Book) -> Command {
        let of_order = amount.min(self.ordered);
        let beyond = less(amount, of_order);
        let now = Self {
            ordered: less(self.ordered, of_order),
            requisitioned: less(self.requisitioned, beyond).max(Pence::ZERO),
            ..self.clone()
        };
        let kept = if now.outstanding() == Pence::ZERO {
            Edit::remove(self)
        } else {
            Edit::change(self, now)
        };
        let spent = Actual {
            id: key,
            grant: self.grant,
            priority_area: self.priority_area,
            month,
            amount,
            batch: None,
            note: format!("Invoice on {}", self.reference),
        };
        Command::several(
            format!("Invoice of {amount} on {}", self.title(book)),
            vec![kept.into(), Edit::add(spent).into()],
        )
    }
}

impl Record for Commitment {
    type Id = CommitmentId;
    const NOUN: &'static str = "commitment";

    fn id(&self) -> CommitmentId {
        self.id
    }

    fn find(book: &Book, id: CommitmentId) -> Option<&Self> {
        book.commitments.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Commitment {}", self.reference)
    }

    fn shown(&self, _book: &Book) -> String {
        format!(
            "{} requisitioned, {} ordered",
            self.requisitioned, self.ordered
        )
    }

    fn place(&self, _book: &Book) -> Place {
        self.line().place()
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::from_iter(self.line().unknown(book, &self.title(book)));
        problems.extend(closing::change(book, self, |held| {
            held.line().fiscal_year(book)
        }));
        if self.reference.trim().is_empty() {
            problems.push(crate::domain::plan::name_empty(
                self.place(book),
                "Commitment, reference",
            ));
        }
        if self.requisitioned.is_negative() || self.ordered.is_negative() {
            problems.push(Problem::refusal(
                "amount-below-zero",
                self.place(book),
                self.title(book),
                self.shown(book),
                "A promise to pay is not less than nothing.",
                "Enter nought or more; a credit note is entered as spending below nought.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        closing::removal(book, self, |held| held.line().fiscal_year(book))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::{Sample, YEAR};
    use crate::domain::grant::position::YearPosition;
    use crate::domain::monitor::{LineMonitor, of_year};

    /// `commitments_oca_mis_217` of `tests/vectors/grants.json`: a budget of £1,000.
    #[test]
    fn promises_lower_what_is_free_and_are_counted_once() {
        let mut sample = Sample::default();
        let line = sample.area("Care");
        let grant = sample.grant("Main", 1_000, "", &[]);
        sample.pay(grant, line, 1_000);
        let mut book = sample.book();
        let mut held = Commitment {
            id: CommitmentId(1),
            grant,
            priority_area: line,
            reference: "PR 1".into(),
            what: String::new(),
            requisitioned: Pence(30_000),
            ordered: Pence::ZERO,
        };
        #[track_caller]
        fn check(book: &Book, pounds: [i64; 4]) {
            let position = YearPosition::of(book, YEAR, None);
            let months = of_year(book, &position, 0);
            let LineMonitor {
                committed,
                actual,
                free,
                ..
            } = &months.lines[0];
            let n: i64 = book
                .commitments
                .iter()
                .map(|held| held.requisitioned.0)
                .sum();
            assert_eq!(
                [n, committed.0 - n, actual.0, free.0],
                pounds.map(|pounds| pounds * 100)
            );
        }
        book.commitments = vec![held.clone()].into();
        check(&book, [300, 0, 0, 700]);
        held = held.order(Pence(20_000));
        book.commitments = vec![held.clone()].into();
        check(&book, [100, 200, 0, 700]);
        let Command::Several { commands, .. } = held.invoice(Pence(20_000), 3, ActualId(1), &book)
        else {
            panic!("an invoice is two changes");
        };
        let [Command::Commitment(kept), Command::Actual(spent)] = &commands[..] else {
            panic!("a commitment and an actual: {commands:?}");
        };
        let mut kept = kept.now.clone().unwrap();
        kept.requisitioned = Pence(15_000);
        book.commitments = vec![kept].into();
        book.actuals = vec![spent.now.clone().unwrap()].into();
        check(&book, [150, 0, 200, 650]);
    }

    #[test]
    fn an_invoice_beyond_the_order_uses_up_what_was_requisitioned() {
        #[track_caller]
        fn check(requisitioned: i64, ordered: i64, invoice: i64, want: Option<[i64; 2]>) {
            let held = Commitment {
                id: CommitmentId(1),
                grant: GrantId(1),
                priority_area: PriorityAreaId(1),
                reference: "PR 1".into(),
                what: String::new(),
                requisitioned: Pence(requisitioned),
                ordered: Pence(ordered),
            };
            let command = held.invoice(Pence(invoice), 1, ActualId(1), &Book::default());
            let Command::Several { commands, .. } = command else {
                panic!("an invoice is two changes");
            };
            let [Command::Commitment(kept), Command::Actual(spent)] = &commands[..] else {
                panic!("a commitment and an actual: {commands:?}");
            };
            let left = kept.now.as_ref();
            assert_eq!(left.map(|now| [now.requisitioned.0, now.ordered.0]), want);
            assert_eq!(spent.now.as_ref().map(|now| now.amount.0), Some(invoice));
        }
        check(100, 0, 100, None);
        check(100, 0, 60, Some([40, 0]));
        check(100, 50, 60, Some([90, 0]));
        check(100, 50, 50, Some([100, 0]));
        check(0, 50, 60, None);
        // A credit note gives the order back what it took.
        check(100, 50, -10, Some([100, 60]));
    }
}
