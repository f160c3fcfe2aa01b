//! What the plan is for: objectives, or outcomes, that money, indicators and voices are joined by.

use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::id::ObjectiveId;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// An objective or outcome of the plan's framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    /// Its key.
    pub id: ObjectiveId,
    /// Its number as the framework prints it: `1`, or empty.
    pub number: String,
    /// Two or three words for a table row: `Care leavers`.
    pub short: String,
    /// The whole title.
    pub title: String,
    /// Where it stands in the list.
    pub position: i64,
}

impl Objective {
    /// `1 Secure attachment`, or the short title alone.
    #[must_use]
    pub fn label(&self) -> String {
        if self.number.is_empty() {
            self.short.clone()
        } else {
            format!("{} {}", self.number, self.short)
        }
    }
}

impl Record for Objective {
    type Id = ObjectiveId;
    const NOUN: &'static str = "objective";

    fn id(&self) -> ObjectiveId {
        self.id
    }

    fn find(book: &Book, id: ObjectiveId) -> Option<&Self> {
        book.objectives.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Objective {}", self.label())
    }

    fn shown(&self, _book: &Book) -> String {
        self.title.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Objective(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.short.trim().is_empty() {
            problems.push(Problem::refusal(
                "name-empty",
                self.place(book),
                "Objective, short title",
                "nothing entered",
                "An objective is found by its name.",
                "Give it two or three words.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n_areas = book
            .priority_areas
            .iter()
            .filter(|area| area.objective == Some(self.id))
            .count();
        let n_indicators = book
            .indicators
            .iter()
            .filter(|indicator| indicator.objectives.contains(&self.id))
            .count();
        let n_actions = book
            .actions
            .iter()
            .filter(|action| action.objective == Some(self.id))
            .count();
        let n_risks = book
            .risks
            .iter()
            .filter(|risk| risk.objective == Some(self.id))
            .count();
        let n_consultations = book
            .consultations
            .iter()
            .filter(|held| held.objectives.contains(&self.id))
            .count();
        if n_areas + n_indicators + n_actions + n_risks + n_consultations == 0 {
            return Vec::new();
        }
        vec![Problem::refusal(
            "in-use",
            self.place(book),
            self.title(book),
            format!(
                "{}, {}, {}, {} and {} hang on it",
                several(n_areas, "priority area"),
                several(n_indicators, "indicator"),
                several(n_consultations, "consultation"),
                several(n_actions, "action"),
                several(n_risks, "risk"),
            ),
            "Removing it would leave them without an objective.",
            "Move them to another objective first.",
        )]
    }
}
