//! The plan's own record, and the plan around the money and the measures: actions, milestones and risks.

mod action;
mod level;
mod milestone;
mod risk;

use crate::domain::area::AreaCode;
use crate::domain::book::Book;
use crate::domain::id::PlanId;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

pub use action::{Action, ActionStatus};
pub use level::{Level, Scale, Score, rating};
pub use milestone::Milestone;
pub use risk::{Movement, Risk};

/// Whose plan it is and how its comparisons are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Always 1.
    pub id: PlanId,
    /// What the plan is called.
    pub title: String,
    /// The authority whose plan it is.
    pub area: AreaCode,
    /// The framework its objectives come from: `quality-protects`, `every-child-matters`, `none`.
    pub framework: String,
    /// What this file is, for whoever opens it: the sample says that it is one.
    pub about: String,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            id: PlanId(1),
            title: String::new(),
            area: AreaCode(String::new()),
            framework: "none".into(),
            about: String::new(),
        }
    }
}

impl Record for Plan {
    type Id = PlanId;
    const NOUN: &'static str = "plan";

    fn id(&self) -> PlanId {
        self.id
    }

    fn find(book: &Book, id: PlanId) -> Option<&Self> {
        book.plan.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        "Plan title".into()
    }

    fn shown(&self, _book: &Book) -> String {
        self.title.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(name_empty(Place::Plan, "Plan, title"));
        }
        if !book.areas.is_empty() && !book.areas.contains_key(&self.area) {
            problems.push(Problem::refusal(
                "unknown-area",
                Place::Plan,
                "Plan, authority",
                format!("“{}”", self.area),
                "No authority has that code.",
                "Give a three-digit DfE code, such as 856 for Leicester.",
            ));
        }
        problems
    }

    fn in_use(&self, _book: &Book) -> Vec<Problem> {
        vec![Problem::refusal(
            "in-use",
            Place::Plan,
            "Plan",
            "its own record",
            "A file is one plan.",
            "Start a new file instead.",
        )]
    }
}

/// The refusal of a name that was left empty.
#[must_use]
pub fn name_empty(place: Place, location: &str) -> Problem {
    Problem::refusal(
        "name-empty",
        place,
        location,
        "nothing entered",
        "It is found and printed by its name.",
        "Give it a name.",
    )
}
