//! What the calendar brings: decisions to be taken, and milestones that are due soon.
//!
//! A decision whose day has passed without an outcome being entered needs a look; what still lies ahead only has to be known.
//!
//! Edges: a decision without a day is still to come. A milestone says nothing of having been reached, so only one whose last
//! day lies ahead is named.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::decision::Decision;
use crate::domain::period::Period;
use crate::domain::plan::Milestone;
use crate::domain::problem::{Place, Problem, Severity};

/// How many days ahead a milestone is named.
pub const SOON: i32 = 31;

/// Decisions past their day first, then what is to come, the soonest first; what has no day stands last.
#[must_use]
pub fn coming(book: &Book, today: Date) -> Vec<Problem> {
    let decisions = book
        .decisions
        .iter()
        .filter(|held| held.is_open())
        .map(|held| (held.on, decision(held, today)));
    let milestones = book
        .milestones
        .iter()
        .filter_map(|held| Some((held.to, milestone(held, today)?)));
    let mut found: Vec<(Option<Date>, Problem)> = decisions.chain(milestones).collect();
    found.sort_by_key(|(on, problem)| (problem.severity, on.is_none(), *on));
    found.into_iter().map(|(_, problem)| problem).collect()
}

fn decision(held: &Decision, today: Date) -> Problem {
    let (severity, what, remedy) = match held.on {
        Some(on) if on < today => (
            Severity::Warning,
            format!(
                "the meeting was {}, and nothing is entered as decided",
                days(on, today)
            ),
            "Enter what was decided, or the new day if it was put off.",
        ),
        Some(on) => (
            Severity::Note,
            format!("to be decided {}", days(on, today)),
            "Look at what is to be put before the meeting, and at its figures.",
        ),
        None => (
            Severity::Note,
            "to be decided, on a day not yet known".to_owned(),
            "Enter the day of the meeting once it is known.",
        ),
    };
    let put: String = held.put.chars().take(80).collect();
    Problem::refusal(
        "decision-to-come",
        Place::Decision(held.id),
        held.heading(),
        what,
        format!("Put before it: {put}."),
        remedy,
    )
    .severity(severity)
}

fn milestone(held: &Milestone, today: Date) -> Option<Problem> {
    let to = held.to?;
    let left = (to - today).get_days();
    (0..=SOON).contains(&left).then(|| {
        Problem::refusal(
            "milestone-due",
            Place::Milestone(held.id),
            format!("Milestone “{}”", held.title),
            format!("due {}", days(to, today)),
            if held.workstream.is_empty() {
                "A programme’s next step waits for it.".to_owned()
            } else {
                format!("A step of {}.", held.workstream)
            },
            "See whether it will be reached; if not, agree a new date.",
        )
        .severity(Severity::Note)
    })
}

/// `today`, `on 25 March 2002, in 12 days`, `on 25 March 2002, 3 days ago`.
fn days(on: Date, today: Date) -> String {
    let label = Period::AsAt(on).label();
    match (on - today).get_days() {
        0 => "today".to_owned(),
        1 => format!("on {label}, tomorrow"),
        -1 => format!("on {label}, yesterday"),
        n if n > 0 => format!("on {label}, in {n} days"),
        n => format!("on {label}, {} days ago", n.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::id::{DecisionId, MilestoneId};

    fn decided(id: i64, on: Option<Date>, words: &str) -> Decision {
        Decision {
            meeting: "Cabinet".into(),
            on,
            put: "The plan".into(),
            decided: words.into(),
            ..Decision::new(DecisionId(id))
        }
    }

    fn step(id: i64, to: Option<Date>) -> Milestone {
        Milestone {
            id: MilestoneId(id),
            workstream: "Homes".into(),
            title: format!("Step {id}"),
            objectives: Vec::new(),
            from: None,
            to,
            dates_as_printed: String::new(),
            audience: String::new(),
            note: String::new(),
            source: String::new(),
            position: id,
        }
    }

    #[test]
    fn what_is_past_its_day_stands_before_what_is_to_come() {
        let book = Book {
            decisions: vec![
                decided(1, None, ""),
                decided(2, Some(date(2002, 3, 25)), ""),
                decided(3, Some(date(2002, 3, 1)), ""),
                decided(4, Some(date(2002, 3, 1)), "Agreed"),
            ]
            .into(),
            milestones: vec![
                step(1, Some(date(2002, 3, 13))),
                step(2, Some(date(2002, 3, 12))),
                step(3, Some(date(2002, 3, 11))),
                step(4, Some(date(2002, 4, 12))),
                step(5, Some(date(2002, 4, 13))),
                step(6, None),
            ]
            .into(),
            ..Book::default()
        };
        let found = coming(&book, date(2002, 3, 12));
        let found: Vec<(Severity, String)> = found
            .iter()
            .map(|held| (held.severity, format!("{}: {}", held.location, held.what)))
            .collect();
        let note = |words: &str| (Severity::Note, words.to_owned());
        assert_eq!(
            found,
            [
                (
                    Severity::Warning,
                    "Cabinet, 1 March 2002: the meeting was on 1 March 2002, 11 days ago, and nothing is entered as \
                     decided"
                        .to_owned()
                ),
                note("Milestone “Step 2”: due today"),
                note("Milestone “Step 1”: due on 13 March 2002, tomorrow"),
                note("Cabinet, 25 March 2002: to be decided on 25 March 2002, in 13 days"),
                note("Milestone “Step 4”: due on 12 April 2002, in 31 days"),
                note("Cabinet: to be decided, on a day not yet known"),
            ]
        );
    }
}
