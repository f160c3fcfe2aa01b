//! What the plan is for: objectives, or outcomes, that money, indicators and voices are joined by.

use crate::domain::book::Book;
use crate::domain::check::words::{list, several};
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

/// Whether something with these objectives, a first and others, serves this one.
#[must_use]
pub fn serves(first: Option<ObjectiveId>, also: &[ObjectiveId], objective: ObjectiveId) -> bool {
    first == Some(objective) || also.contains(&objective)
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
        let hanging: Vec<String> = hanging(book, self.id)
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, noun)| several(n, noun))
            .collect();
        if hanging.is_empty() {
            return Vec::new();
        }
        let hang = match hanging.as_slice() {
            [one] if one.starts_with("one ") => "hangs",
            _ => "hang",
        };
        vec![Problem::refusal(
            "in-use",
            self.place(book),
            self.title(book),
            format!("{} {hang} on it", list(&hanging)),
            "Removing it would leave them without an objective.",
            "Move them to another objective first.",
        )]
    }
}

/// How many of each noun serve an objective, first or too.
fn hanging(book: &Book, id: ObjectiveId) -> Vec<(usize, &'static str)> {
    macro_rules! count {
        ($shelf:ident, $held:ident => $serves:expr) => {
            book.$shelf.iter().filter(|$held| $serves).count()
        };
    }
    vec![
        (
            count!(priority_areas, held => held.serves(id)),
            "priority area",
        ),
        (
            count!(allocations, held => held.objective == Some(id)),
            "amount",
        ),
        (
            count!(grants, held => held.eligible_objectives.contains(&id)),
            "ring-fence",
        ),
        (
            count!(contributions, held => held.objective == Some(id)),
            "partner contribution",
        ),
        (
            count!(indicators, held => held.objectives.contains(&id)),
            "indicator",
        ),
        (
            count!(consultations, held => held.objectives.contains(&id)),
            "consultation",
        ),
        (
            count!(themes, held => held.objectives.contains(&id)),
            "theme",
        ),
        (count!(actions, held => held.serves(id)), "action"),
        (
            count!(milestones, held => held.objectives.contains(&id)),
            "milestone",
        ),
        (count!(risks, held => held.serves(id)), "risk"),
        (
            count!(narratives, held => held.objectives.contains(&id)),
            "text section",
        ),
        (
            count!(decisions, held => held.objectives.contains(&id)),
            "decision",
        ),
    ]
}
