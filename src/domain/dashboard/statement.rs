//! A count that the overview of a published dashboard states: "10 have improved".
//!
//! It is kept as printed, with where it was printed, so that it can be set beside the count the table gives.

use crate::domain::book::Book;
use crate::domain::dashboard::Statement;
use crate::domain::id::StatementId;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// A count that a dashboard's overview printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedStatement {
    /// Its key.
    pub id: StatementId,
    /// The quarter whose dashboard it is.
    pub period: Period,
    /// What was counted, in the words of [`Statement::words`]; other words are kept and compared with nothing.
    pub statement: String,
    /// How many, as printed.
    pub n: u32,
    /// Where it was printed.
    pub source: String,
}

impl PublishedStatement {
    fn location(&self) -> String {
        format!("Dashboard {}, “{}”", self.period, self.statement)
    }
}

impl Record for PublishedStatement {
    type Id = StatementId;
    const NOUN: &'static str = "dashboard count";

    fn id(&self) -> StatementId {
        self.id
    }

    fn find(book: &Book, id: StatementId) -> Option<&Self> {
        book.statements.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        self.location()
    }

    fn shown(&self, _book: &Book) -> String {
        self.n.to_string()
    }

    fn place(&self, book: &Book) -> Place {
        let marker = book.markers.iter().find(|held| held.period == self.period);
        marker.map_or(Place::Plan, |marker| Place::Indicator(marker.indicator))
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let refuse = |kind, what: String, why: &str, remedy: &str| {
            Problem::refusal(kind, place.clone(), self.location(), what, why, remedy)
        };
        let mut problems = Vec::new();
        if self.statement.trim().is_empty() {
            problems.push(name_empty(
                place.clone(),
                "Dashboard count, what was counted",
            ));
        }
        if self.period.kind() != PeriodKind::Quarter {
            problems.push(refuse(
                "period-of-another-kind",
                format!("“{}” is a {}", self.period, self.period.kind()),
                "A dashboard is of a quarter.",
                "Enter a quarter, such as 2015/16 Q2.",
            ));
        }
        let has_twin = book.statements.iter().any(|held| {
            held.id != self.id && held.period == self.period && held.statement == self.statement
        });
        if has_twin {
            problems.push(refuse(
                "same-statement",
                format!("a second count of “{}”", self.statement),
                "There is one already for that quarter.",
                "Change the one that is there.",
            ));
        }
        problems
    }
}

impl Statement {
    /// The statement that these words print; none for words of another kind.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let words = words.trim();
        Self::ALL
            .into_iter()
            .find(|held| held.words().eq_ignore_ascii_case(words))
    }
}
