//! What was spent on a line in a month, entered by hand or taken in with a ledger.

use crate::domain::book::Book;
use crate::domain::closing::month_name;
use crate::domain::grant::at::LineAt;
use crate::domain::id::{ActualId, BatchId, GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// Money spent on a line in a month. Below nought is a refund or a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actual {
    /// Its key.
    pub id: ActualId,
    /// The grant that paid.
    pub grant: GrantId,
    /// What it paid for.
    pub priority_area: PriorityAreaId,
    /// The month, counted from April: 1 to 12.
    pub month: u8,
    /// How much.
    pub amount: Pence,
    /// The ledger it came in with; none when it was entered by hand.
    pub batch: Option<BatchId>,
    /// Anything else.
    pub note: String,
}

impl Actual {
    /// The line it was spent on.
    #[must_use]
    pub fn line(&self) -> LineAt {
        LineAt::new(self.grant, self.priority_area)
    }
}

impl Record for Actual {
    type Id = ActualId;
    const NOUN: &'static str = "actual spending";

    fn id(&self) -> ActualId {
        self.id
    }

    fn find(book: &Book, id: ActualId) -> Option<&Self> {
        book.actuals.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let line = self.line().name(book);
        format!("Spent in {} on {line}", month_name(self.month))
    }

    fn shown(&self, _book: &Book) -> String {
        self.amount.to_string()
    }

    fn place(&self, _book: &Book) -> Place {
        self.line().place()
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = self
            .line()
            .problems(book, Some(self.month), &self.title(book));
        if !(1..=12).contains(&self.month) {
            problems.push(Problem::refusal(
                "month-out-of-range",
                self.place(book),
                self.title(book),
                self.month.to_string(),
                "A year has twelve months, counted from April.",
                "Choose a month.",
            ));
        }
        // What is moved out of a closed month changes that month too.
        if let Some(held) = book.actuals.get(self.id)
            && (held.month, held.line()) != (self.month, self.line())
        {
            problems.extend(
                held.line()
                    .problems(book, Some(held.month), &held.title(book)),
            );
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        self.line()
            .problems(book, Some(self.month), &self.title(book))
    }
}
