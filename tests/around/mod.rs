//! Changes to the plan around the three, from numbers that a property test draws: text, decisions, risks, actions,
//! milestones, and what serves which objectives.

use golden_thread::domain::command::Command;
use golden_thread::domain::decision::Decision;
use golden_thread::domain::id::{DecisionId, NarrativeId, ObjectiveId};
use golden_thread::domain::narrative::{Confirmed, Narrative, Said, Section};
use golden_thread::domain::objective::Objective;
use golden_thread::domain::plan::{Level, Movement};
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;
use jiff::civil::date;

/// How many kinds of change there are.
pub const KINDS: u8 = 8;

/// A change to Leicester's sample.
pub fn change(session: &Session, kind: u8, at: usize, amount: i64) -> Command {
    let book = session.book();
    let key = session.new_key();
    let some: Vec<ObjectiveId> = book
        .objectives
        .iter()
        .skip(at % 5)
        .step_by(3)
        .map(|objective| objective.id)
        .collect();
    let day = date(
        2000 + (amount % 30) as i16,
        1 + (at % 12) as i8,
        1 + (at % 28) as i8,
    );
    match kind % KINDS {
        0 if !book.narratives.is_empty() => {
            let was = &book.narratives[at % book.narratives.len()];
            let mut now = was.clone();
            now.text = format!("{} **{amount}** {{indicator:PAF A1}} '\"\u{202e}", was.text);
            now.objectives = some;
            now.position = amount % 20;
            now.review = (amount % 2 == 0).then_some(day);
            now.confirmed = (amount % 3 != 0).then(|| Confirmed {
                by: "an officer".into(),
                on: day,
                figures: vec![Said {
                    figure: "indicator:PAF A1".into(),
                    said: format!("{amount}%"),
                }],
            });
            Edit::change(was, now).into()
        }
        0 | 1 => match book.narratives.get_at(at) {
            Some(was) if amount % 2 == 0 => Edit::remove(was).into(),
            _ => {
                let mut now =
                    Narrative::new(NarrativeId(key), Section::Free(format!("part {amount}")));
                now.objectives = some;
                now.position = amount % 90;
                Edit::add(now).into()
            }
        },
        2 => match book.decisions.get_at(at) {
            Some(was) if amount % 2 == 0 => {
                let mut now = was.clone();
                now.on = (amount % 4 == 0).then_some(day);
                now.objectives = some;
                now.decided = format!("Agreed {amount}");
                Edit::change(was, now).into()
            }
            Some(was) if amount % 5 == 0 => Edit::remove(was).into(),
            _ => {
                let mut now = Decision::new(DecisionId(key));
                now.meeting = "Cabinet".into();
                now.put = "=1+1".into();
                now.on = (amount % 3 == 0).then_some(day);
                now.objectives = some;
                Edit::add(now).into()
            }
        },
        3 => {
            let was = &book.risks[at % book.risks.len()];
            let mut now = was.clone();
            let levels = if amount % 2 == 0 {
                &Level::WORDS[..]
            } else {
                &Level::FIGURES[..]
            };
            now.probability = levels[at % levels.len()];
            now.impact = levels[(at / 7) % levels.len()];
            now.earlier = (amount % 3 == 0).then_some(1 + (amount % 25) as u8);
            now.movement = Movement::ALL[(amount % 5) as usize];
            now.review = Some(day);
            now.also = some;
            Edit::change(was, now).into()
        }
        4 => {
            let (was, area) = (
                &book.actions[at % book.actions.len()],
                &book.priority_areas[at % book.priority_areas.len()],
            );
            let (mut now, mut wider) = (was.clone(), area.clone());
            now.also.clone_from(&some);
            wider.also = some;
            Command::several(
                "Serves too",
                vec![
                    Edit::change(was, now).into(),
                    Edit::change(area, wider).into(),
                ],
            )
        }
        // Only what it serves: the record's own row stays as it is.
        5 if !book.narratives.is_empty() => {
            let was = &book.narratives[at % book.narratives.len()];
            let mut now = was.clone();
            now.objectives = some;
            Edit::change(was, now).into()
        }
        // An objective comes, is served, and goes: links may have nothing to lead to.
        6 if !book.narratives.is_empty() => {
            let id = ObjectiveId(900 + (at % 2) as i64);
            match book.objectives.get(id) {
                Some(was) if amount % 2 == 0 => Edit::remove(was).into(),
                Some(_) => {
                    let was = &book.narratives[at % book.narratives.len()];
                    let mut now = was.clone();
                    now.objectives = some.into_iter().take(1).chain([id]).collect();
                    Edit::change(was, now).into()
                }
                None => Edit::add(Objective {
                    id,
                    number: String::new(),
                    short: format!("Late {at}"),
                    title: "Late".into(),
                    position: 98,
                })
                .into(),
            }
        }
        _ => {
            let was = &book.milestones[at % book.milestones.len()];
            let mut now = was.clone();
            now.objectives = some;
            now.position = amount % 100;
            Edit::change(was, now).into()
        }
    }
}

/// One of a list, counted round.
trait At<T> {
    fn get_at(&self, at: usize) -> Option<&T>;
}

impl<T> At<T> for [T] {
    fn get_at(&self, at: usize) -> Option<&T> {
        self.get(at % self.len().max(1))
    }
}
