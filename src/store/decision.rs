//! How decisions are kept.

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow};

use crate::domain::decision::Decision;
use crate::store::columns::Day;
use crate::store::objectives::{Link, attach, objectives};
use crate::store::row::{Links, Row, value};

const LINK: Link = Link::new("decision_objective", "decision_id");

impl Row for Decision {
    const TABLE: &'static str = "decision";
    // One whose day is not known stands last.
    const ORDER: &'static str = "decided_on is null, decided_on, position, id";
    const LINKED: &'static [&'static str] = &["decision_objective", "objective"];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("meeting", value(&self.meeting)),
            ("decided_on", value(&Day(self.on))),
            ("put", value(&self.put)),
            ("decided", value(&self.decided)),
            ("decided_by", value(&self.by)),
            ("consultation_id", value(&self.consultation)),
            ("snapshot", value(&self.snapshot)),
            ("source", value(&self.source)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            meeting: row.get("meeting")?,
            on: row.get::<_, Day>("decided_on")?.0,
            put: row.get("put")?,
            decided: row.get("decided")?,
            by: row.get("decided_by")?,
            objectives: Vec::new(),
            consultation: row.get("consultation_id")?,
            snapshot: row.get("snapshot")?,
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
