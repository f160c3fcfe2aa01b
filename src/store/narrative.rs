//! How the sections of the plan's text are kept.

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow};

use crate::domain::narrative::{Confirmed, Narrative, Said};
use crate::store::columns::{Day, Json};
use crate::store::objectives::{Link, attach, objectives};
use crate::store::row::{Links, Row, value};

const LINK: Link = Link::new("narrative_objective", "narrative_id");

impl Row for Narrative {
    const TABLE: &'static str = "narrative";
    const ORDER: &'static str = "position, id";
    const LINKED: &'static [&'static str] = &["narrative_objective", "objective"];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        let confirmed = self.confirmed.as_ref();
        let figures = confirmed.map_or(Value::Null, |held| value(&Json(&held.figures)));
        vec![
            ("section", value(&self.section)),
            ("title", value(&self.title)),
            ("question", value(&self.question)),
            ("text", value(&self.text)),
            ("owner", value(&self.owner)),
            ("review", value(&Day(self.review))),
            ("confirmed_by", value(&confirmed.map(|held| &held.by))),
            ("confirmed_on", value(&Day(confirmed.map(|held| held.on)))),
            ("confirmed_figures", figures),
            ("source", value(&self.source)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            objectives: Vec::new(),
            section: row.get("section")?,
            title: row.get("title")?,
            question: row.get("question")?,
            text: row.get("text")?,
            owner: row.get("owner")?,
            review: row.get::<_, Day>("review")?.0,
            confirmed: confirmed(row)?,
            source: row.get("source")?,
            position: row.get("position")?,
        })
    }

    fn links(&self) -> Vec<Links> {
        vec![objectives(&LINK, &self.objectives)]
    }

    fn attach(conn: &Connection, records: &mut [Self]) -> rusqlite::Result<()> {
        attach(conn, &LINK, records, |record| &mut record.objectives)
    }
}

/// Who stood by a section, in the three columns that the file keeps filled or empty together.
fn confirmed(row: &SqlRow<'_>) -> rusqlite::Result<Option<Confirmed>> {
    let Some(on) = row.get::<_, Day>("confirmed_on")?.0 else {
        return Ok(None);
    };
    Ok(Some(Confirmed {
        by: row.get("confirmed_by")?,
        on,
        figures: row.get::<_, Json<Vec<Said>>>("confirmed_figures")?.0,
    }))
}
