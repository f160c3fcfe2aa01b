//! What the sample's plans say in words: their text by section, and what was put before which meeting.

use serde::Deserialize;

use crate::domain::decision::Decision;
use crate::domain::id::{ConsultationId, DecisionId, NarrativeId, ObjectiveId};
use crate::domain::narrative::{Narrative, Section};
use crate::exchange::sample::Reader;
use crate::exchange::sample::known::Known;
use crate::exchange::sample::table::{Line, Refused, several};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NarrativeRow {
    section: String,
    title: String,
    question: String,
    text: String,
    objectives: String,
    owner: String,
    review: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionRow {
    meeting: String,
    on: String,
    put: String,
    decided: String,
    by: String,
    objectives: String,
    consultation: String,
    snapshot: String,
    source: String,
}

/// Sections of text and decisions.
pub(super) fn add_all(reader: &mut Reader) {
    reader.add("narrative.csv", narrative);
    reader.add("decision.csv", decision);
}

/// The objectives that a cell names by number.
pub(super) fn objectives(
    known: &Known,
    line: &Line,
    cell: &str,
) -> Result<Vec<ObjectiveId>, Refused> {
    several(cell)
        .map(|number| {
            known
                .find(line, "objective", "objectives", number)
                .map(ObjectiveId)
        })
        .collect()
}

fn narrative(
    known: &mut Known,
    line: &Line,
    row: NarrativeRow,
    position: i64,
) -> Result<Narrative, Refused> {
    let natural = format!(
        "{}|{}|{}|{}",
        row.section, row.objectives, row.title, row.question
    );
    let id = NarrativeId(known.define(line, "narrative", "section", &natural)?);
    Ok(Narrative {
        objectives: objectives(known, line, &row.objectives)?,
        title: row.title,
        question: row.question,
        text: row.text,
        owner: row.owner,
        review: line.date("review", &row.review)?,
        source: row.source,
        position,
        ..Narrative::new(id, Section::read(&row.section))
    })
}

fn decision(
    known: &mut Known,
    line: &Line,
    row: DecisionRow,
    position: i64,
) -> Result<Decision, Refused> {
    let natural = format!("{}|{}|{}", row.meeting, row.on, row.put);
    let followed = known.find_any(line, "consultation", "consultation", &row.consultation)?;
    Ok(Decision {
        id: DecisionId(known.define(line, "decision", "meeting", &natural)?),
        on: line.date("on", &row.on)?,
        objectives: objectives(known, line, &row.objectives)?,
        consultation: followed.map(ConsultationId),
        meeting: row.meeting,
        put: row.put,
        decided: row.decided,
        by: row.by,
        snapshot: row.snapshot,
        source: row.source,
        position,
    })
}
