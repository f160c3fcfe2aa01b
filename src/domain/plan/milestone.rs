//! Steps of a programme: what is to be reached in a month, a span or a year.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::id::{MilestoneId, ObjectiveId};
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// A step of a programme, in a month, a span or a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its key.
    pub id: MilestoneId,
    /// The workstream.
    pub workstream: String,
    /// What is to be reached.
    pub title: String,
    /// The objectives it serves.
    pub objectives: Vec<ObjectiveId>,
    /// The first day of its span.
    pub from: Option<Date>,
    /// The last day of its span.
    pub to: Option<Date>,
    /// The dates as the source prints them.
    pub dates_as_printed: String,
    /// Whom it is for.
    pub audience: String,
    /// Anything else.
    pub note: String,
    /// The plan it comes from.
    pub source: String,
    /// Where it stands in the list.
    pub position: i64,
}

impl Record for Milestone {
    type Id = MilestoneId;
    const NOUN: &'static str = "milestone";

    fn id(&self) -> MilestoneId {
        self.id
    }

    fn find(book: &Book, id: MilestoneId) -> Option<&Self> {
        book.milestones.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Milestone “{}”", self.title)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} {}", self.dates_as_printed, self.title)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Milestone(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(name_empty(
                place.clone(),
                "Milestone, what is to be reached",
            ));
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to < from
        {
            problems.push(Problem::refusal(
                "dates-reversed",
                place,
                format!("Milestone “{}”, dates", self.title),
                format!("from {from} to {to}"),
                "It would end before it begins.",
                "Exchange the two dates.",
            ));
        }
        problems
    }
}
