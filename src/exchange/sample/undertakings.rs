//! What the sample's councils undertook: actions, milestones, and what could go wrong.

use serde::Deserialize;

use crate::domain::id::{ActionId, MilestoneId, ObjectiveId, RiskId};
use crate::domain::plan::{Action, ActionStatus, Level, Milestone, Movement, Risk};
use crate::exchange::sample::Reader;
use crate::exchange::sample::known::Known;
use crate::exchange::sample::table::{Line, Refused};
use crate::exchange::sample::written::objectives;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionRow {
    objective: String,
    heading: String,
    title: String,
    responsible: String,
    due: String,
    impact_sought: String,
    progress: String,
    status: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MilestoneRow {
    workstream: String,
    title: String,
    objectives: String,
    from: String,
    to: String,
    dates_as_printed: String,
    audience: String,
    note: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RiskRow {
    objective: String,
    title: String,
    probability: String,
    impact: String,
    mitigation: String,
    owner: String,
    source: String,
}

/// Actions, milestones and risks.
pub(super) fn add_all(reader: &mut Reader) {
    reader.add("action.csv", action);
    reader.add("milestone.csv", milestone);
    reader.add("risk.csv", risk);
}

fn action(
    known: &mut Known,
    line: &Line,
    row: ActionRow,
    position: i64,
) -> Result<Action, Refused> {
    let objective = known.find_any(line, "objective", "objective", &row.objective)?;
    let natural = format!("{}|{}|{}", row.source, row.heading, row.title);
    Ok(Action {
        id: ActionId(known.define(line, "action", "title", &natural)?),
        objective: objective.map(ObjectiveId),
        also: Vec::new(),
        due: line.date("due", &row.due)?,
        status: line.word(
            "status",
            &row.status,
            &ActionStatus::ALL,
            ActionStatus::word,
        )?,
        heading: row.heading,
        title: row.title,
        responsible: row.responsible,
        impact_sought: row.impact_sought,
        progress: row.progress,
        source: row.source,
        position,
    })
}

fn milestone(
    known: &mut Known,
    line: &Line,
    row: MilestoneRow,
    position: i64,
) -> Result<Milestone, Refused> {
    let natural = format!(
        "{}|{}|{}|{}",
        row.source, row.workstream, row.dates_as_printed, row.title
    );
    Ok(Milestone {
        id: MilestoneId(known.define(line, "milestone", "title", &natural)?),
        from: line.date("from", &row.from)?,
        to: line.date("to", &row.to)?,
        workstream: row.workstream,
        title: row.title,
        objectives: objectives(known, line, &row.objectives)?,
        dates_as_printed: row.dates_as_printed,
        audience: row.audience,
        note: row.note,
        source: row.source,
        position,
    })
}

fn risk(known: &mut Known, line: &Line, row: RiskRow, position: i64) -> Result<Risk, Refused> {
    let objective = known.find_any(line, "objective", "objective", &row.objective)?;
    let natural = format!("{}|{}", row.source, row.title);
    Ok(Risk {
        id: RiskId(known.define(line, "risk", "title", &natural)?),
        objective: objective.map(ObjectiveId),
        also: Vec::new(),
        probability: line.word("probability", &row.probability, &Level::ALL, Level::word)?,
        impact: line.word("impact", &row.impact, &Level::ALL, Level::word)?,
        title: row.title,
        movement: Movement::NotSaid,
        earlier: None,
        mitigation: row.mitigation,
        owner: row.owner,
        review: None,
        source: row.source,
        position,
    })
}
