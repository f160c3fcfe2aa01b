//! What a line is expected to cost by the year's end, as it was said at each month: the history is kept, so that one can
//! see how good the forecasts were.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::closing::month_name;
use crate::domain::grant::at::LineAt;
use crate::domain::id::{ForecastId, GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// An expected outturn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Its key.
    pub id: ForecastId,
    /// The grant that pays.
    pub grant: GrantId,
    /// What it pays for.
    pub priority_area: PriorityAreaId,
    /// The last month whose spending was known, counted from April; 0 before the year began.
    pub month: u8,
    /// When it was made.
    pub made_on: Date,
    /// What the line will cost in the whole year.
    pub outturn: Pence,
    /// Who made it.
    pub made_by: String,
    /// Why it is what it is.
    pub reason: String,
}

impl Forecast {
    /// The line it is of.
    #[must_use]
    pub fn line(&self) -> LineAt {
        LineAt::new(self.grant, self.priority_area)
    }
}

impl Record for Forecast {
    type Id = ForecastId;
    const NOUN: &'static str = "forecast";

    fn id(&self) -> ForecastId {
        self.id
    }

    fn find(book: &Book, id: ForecastId) -> Option<&Self> {
        book.forecasts.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let line = self.line().name(book);
        let at = if self.month == 0 {
            "before the year".to_owned()
        } else {
            format!("at {}", month_name(self.month))
        };
        format!("Forecast {at} of {line}")
    }

    fn shown(&self, _book: &Book) -> String {
        self.outturn.to_string()
    }

    fn place(&self, _book: &Book) -> Place {
        self.line().place()
    }

    fn cell(&self) -> Option<[i64; 3]> {
        Some(self.line().cell(self.month))
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = self.line().problems(book, None, &self.title(book));
        if book.forecasts.twin(self).is_some() {
            problems.push(Problem::refusal(
                "forecast-twice",
                self.place(book),
                self.title(book),
                "a second forecast of one line at one month",
                "One of them would be forgotten.",
                "Change the one that is there.",
            ));
        }
        if self.month > 12 {
            problems.push(Problem::refusal(
                "month-out-of-range",
                self.place(book),
                self.title(book),
                self.month.to_string(),
                "A year has twelve months, counted from April.",
                "Choose a month.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        self.line().problems(book, None, &self.title(book))
    }
}
