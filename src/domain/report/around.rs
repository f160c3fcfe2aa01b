//! The plan around the money and the measures, as tables: actions, risks, milestones, decisions.

use jiff::civil::Date;

use crate::domain::decision::Decision;
use crate::domain::document::{Block, Cell, Column, Row, Tone};
use crate::domain::period::Period;
use crate::domain::plan::{Action, ActionStatus, Level, Milestone, Risk};
use crate::domain::report::cells::{capital, head, missing, set, table, words};

/// `31 March 2002`.
pub(super) fn day(date: Date) -> String {
    Period::AsAt(date).label()
}

fn due(date: Option<Date>) -> Cell {
    date.map_or_else(|| words(""), |date| Cell::text(day(date)))
}

/// Actions: what, who, by when, how it stands.
pub(super) fn actions(caption: &str, held: &[&Action]) -> Block {
    let columns = vec![
        Column::words("Action", 5),
        Column::words("Who", 3),
        Column::words("Due", 2),
        Column::words("Impact sought", 4),
        Column::words("Progress", 4),
        Column::words("Status", 2),
    ];
    let mut table = table("Actions", caption, columns);
    let mut under = "";
    for action in held {
        if action.heading != under && !action.heading.trim().is_empty() {
            table.rows.push(Row::heading(action.heading.clone()));
        }
        under = &action.heading;
        table.rows.push(Row::body(vec![
            head(action.title.clone()),
            words(&action.responsible),
            due(action.due),
            words(&action.impact_sought),
            words(&action.progress),
            status(action.status),
        ]));
    }
    set(table)
}

/// How an action stands, with its word.
fn status(status: ActionStatus) -> Cell {
    let tone = match status {
        ActionStatus::Late => Tone::Bad,
        ActionStatus::AtRisk => Tone::Watch,
        ActionStatus::Done | ActionStatus::OnTrack => Tone::Good,
        ActionStatus::NotStarted => return Cell::text(capital(status.word())),
    };
    Cell::Rating {
        word: capital(status.word()),
        tone,
    }
}

/// Risks, the gravest first.
pub(super) fn risks(caption: &str, held: &[&Risk]) -> Block {
    let columns = vec![
        Column::words("Risk", 5),
        Column::words("Probability", 2),
        Column::words("Impact", 2),
        Column::words("Rating", 2),
        Column::words("What is done about it", 5),
        Column::words("Owner", 2),
    ];
    let mut table = table("Risks", caption, columns);
    let mut held = held.to_vec();
    held.sort_by_key(|risk| std::cmp::Reverse(risk.gravity()));
    for risk in held {
        table.rows.push(Row::body(vec![
            head(risk.title.clone()),
            Cell::text(capital(risk.probability.word())),
            Cell::text(capital(risk.impact.word())),
            level(risk.rating()),
            words(&risk.mitigation),
            words(&risk.owner),
        ]));
    }
    table
        .notes
        .push("The rating is of probability times impact. Of three levels each, 6 and over of 9 is High and 3 and over Medium; of five, 15 and over of 25 is High and 8 and over Medium.".into());
    set(table)
}

/// A rating of a risk with its word.
fn level(level: Level) -> Cell {
    Cell::Rating {
        word: capital(level.word()),
        tone: match level {
            Level::High => Tone::Bad,
            Level::Medium => Tone::Watch,
            Level::Low => Tone::Good,
            _ => Tone::Watch,
        },
    }
}

/// Milestones by workstream, as the plan has them.
pub(super) fn milestones(held: &[&Milestone]) -> Block {
    let columns = vec![
        Column::words("Milestone", 5),
        Column::words("When", 3),
        Column::words("For whom", 2),
        Column::words("Note", 3),
    ];
    let mut table = table("Milestones", "Milestones by workstream", columns);
    let mut streams: Vec<&str> = Vec::new();
    for milestone in held {
        if !streams.contains(&milestone.workstream.as_str()) {
            streams.push(&milestone.workstream);
        }
    }
    for stream in streams {
        let name = if stream.trim().is_empty() {
            "No workstream"
        } else {
            stream
        };
        table.rows.push(Row::heading(name));
        for milestone in held.iter().filter(|held| held.workstream == stream) {
            table.rows.push(Row::body(vec![
                head(milestone.title.clone()),
                words(&when(milestone)),
                words(&milestone.audience),
                words(&milestone.note),
            ]));
        }
    }
    set(table)
}

/// Decisions as they were taken, those still to be taken last: what was put, what was decided, on which figures.
pub(super) fn decisions(held: &[&Decision]) -> Block {
    let columns = vec![
        Column::words("Meeting", 3),
        Column::words("What was put", 5),
        Column::words("Decided", 5),
        Column::words("By", 2),
        Column::words("Figures before it", 3),
    ];
    let mut table = table("Decisions", "Decisions on the plan", columns);
    for decision in held {
        let decided = if decision.is_open() {
            missing("still to be decided")
        } else {
            Cell::text(decision.decided.clone())
        };
        let snapshot = if decision.snapshot.trim().is_empty() {
            missing("no snapshot is named")
        } else {
            Cell::text(decision.snapshot.clone())
        };
        table.rows.push(Row::body(vec![
            head(decision.heading()),
            words(&decision.put),
            decided,
            words(&decision.by),
            snapshot,
        ]));
    }
    set(table)
}

/// The dates as the source prints them, or our own words for them.
fn when(milestone: &Milestone) -> String {
    if !milestone.dates_as_printed.trim().is_empty() {
        return milestone.dates_as_printed.clone();
    }
    match (milestone.from, milestone.to) {
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
        (Some(from), None) => format!("from {}", day(from)),
        (None, Some(to)) => format!("by {}", day(to)),
        (None, None) => String::new(),
    }
}
