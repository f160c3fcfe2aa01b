//! What the plan is for: objectives, or outcomes, that money, indicators and voices are joined by.

use crate::domain::book::Book;
use crate::domain::check::words::{list, several};
use crate::domain::command::Command;
use crate::domain::id::ObjectiveId;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::{Edit, Record};

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

/// The change that adds the objectives of a framework (number, short title, title) to a plan, after those that it has. One
/// that is there already, by its short title or its title, is not added again. None when all are there.
#[must_use]
pub fn add_framework(
    book: &Book,
    name: &str,
    objectives: &[(&str, &str, &str)],
    mut new_key: impl FnMut() -> i64,
) -> Option<Command> {
    let last = book.objectives.iter().map(|held| held.position).max();
    let is_held = |short: &str, title: &str| {
        let mut held = book.objectives.iter();
        held.any(|held| same(&held.short, short) || same(&held.title, title))
    };
    let missing = objectives
        .iter()
        .filter(|(_, short, title)| !is_held(short, title));
    let adds: Vec<Command> = missing
        .zip(last.map_or(1, |last| last.saturating_add(1))..)
        .map(|((number, short, title), position)| {
            Edit::add(Objective {
                id: ObjectiveId(new_key()),
                number: (*number).to_owned(),
                short: (*short).to_owned(),
                title: (*title).to_owned(),
                position,
            })
            .into()
        })
        .collect();
    (!adds.is_empty()).then(|| Command::several(format!("Add objectives of {name}"), adds))
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::decision::Decision;
    use crate::domain::id::{DecisionId, MilestoneId, NarrativeId, RiskId};
    use crate::domain::narrative::{Narrative, Section};
    use crate::domain::plan::{Milestone, Risk};

    fn milestone(objectives: Vec<ObjectiveId>) -> Milestone {
        Milestone {
            id: MilestoneId(1),
            workstream: String::new(),
            title: "Open".into(),
            objectives,
            from: None,
            to: None,
            dates_as_printed: String::new(),
            audience: String::new(),
            note: String::new(),
            source: String::new(),
            position: 1,
        }
    }

    #[test]
    fn an_objective_in_use_is_not_removed_and_says_what_uses_it() {
        #[track_caller]
        fn check(fill: impl FnOnce(&mut Book, ObjectiveId), want: Option<&str>) {
            let mut sample = Sample::default();
            let id = sample.objective("1", "Safe");
            sample.area("Placements");
            let mut book = sample.book();
            fill(&mut book, id);
            let objective = book.objectives[0].clone();
            let found = Edit::remove(&objective).problems(&book);
            assert_eq!(found.first().map(|held| held.what.as_str()), want);
        }
        check(|_, _| {}, None);
        check(
            |book, id| {
                let mut area = book.priority_areas[0].clone();
                area.also = vec![id];
                book.priority_areas.replace(area);
            },
            Some("one priority area hangs on it"),
        );
        check(
            |book, id| book.milestones = vec![milestone(vec![id])].into(),
            Some("one milestone hangs on it"),
        );
        check(
            |book, id| {
                let also = |key, also: &[ObjectiveId]| Risk {
                    also: also.to_vec(),
                    ..Risk::new(RiskId(key))
                };
                book.risks = vec![also(1, &[id]), also(2, &[id]), also(3, &[])].into();
                let section = Narrative::new(NarrativeId(1), Section::Progress);
                book.narratives = vec![Narrative {
                    objectives: vec![id],
                    ..section
                }]
                .into();
                book.decisions = vec![Decision {
                    objectives: vec![id],
                    ..Decision::new(DecisionId(1))
                }]
                .into();
            },
            Some("two risks, one text section and one decision hang on it"),
        );
    }

    #[test]
    fn a_frameworks_objectives_are_added_once() {
        const FIVE: [(&str, &str, &str); 2] = [
            ("1", "Be healthy", "Children are well"),
            ("2", "Stay safe", "Children are safe"),
        ];
        let mut sample = Sample::default();
        sample.objective("9", "stay SAFE");
        let book = sample.book();
        let mut key = 100;
        let command = add_framework(&book, "Every Child Matters", &FIVE, || {
            key += 1;
            key
        });
        let Some(Command::Several { words, commands }) = command else {
            panic!("{command:?}");
        };
        assert_eq!(words, "Add objectives of Every Child Matters");
        let [
            Command::Objective(Edit {
                now: Some(added), ..
            }),
        ] = &commands[..]
        else {
            panic!("{commands:?}");
        };
        assert_eq!(
            (added.short.as_str(), added.id),
            ("Be healthy", ObjectiveId(101))
        );
        assert!(added.position > book.objectives[0].position);
        assert_eq!(add_framework(&book, "x", &FIVE[1..], || 1), None);
    }
}
