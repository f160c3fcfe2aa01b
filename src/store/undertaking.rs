//! How actions, milestones and risks are kept, each with the objectives it serves.

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow};

use crate::domain::plan::{Action, Milestone, Risk};
use crate::store::columns::Day;
use crate::store::objectives::{Link, attach, objectives};
use crate::store::row::{Links, Row, value};

const ACTION_LINK: Link = Link::new("action_objective", "action_id");
const MILESTONE_LINK: Link = Link::new("milestone_objective", "milestone_id");
const RISK_LINK: Link = Link::new("risk_objective", "risk_id");

impl Row for Action {
    const TABLE: &'static str = "action";
    const ORDER: &'static str = "position, id";
    const LINKED: &'static [&'static str] = &["action_objective", "objective"];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("objective_id", value(&self.objective)),
            ("heading", value(&self.heading)),
            ("title", value(&self.title)),
            ("responsible", value(&self.responsible)),
            ("due", value(&Day(self.due))),
            ("impact_sought", value(&self.impact_sought)),
            ("progress", value(&self.progress)),
            ("status", value(&self.status)),
            ("source", value(&self.source)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            objective: row.get("objective_id")?,
            also: Vec::new(),
            heading: row.get("heading")?,
            title: row.get("title")?,
            responsible: row.get("responsible")?,
            due: row.get::<_, Day>("due")?.0,
            impact_sought: row.get("impact_sought")?,
            progress: row.get("progress")?,
            status: row.get("status")?,
            source: row.get("source")?,
            position: row.get("position")?,
        })
    }

    fn links(&self) -> Vec<Links> {
        vec![objectives(&ACTION_LINK, &self.also)]
    }

    fn attach(conn: &Connection, records: &mut [Self]) -> rusqlite::Result<()> {
        attach(conn, &ACTION_LINK, records, |record| &mut record.also)
    }
}

impl Row for Milestone {
    const TABLE: &'static str = "milestone";
    const ORDER: &'static str = "position, id";
    const LINKED: &'static [&'static str] = &["milestone_objective", "objective"];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("workstream", value(&self.workstream)),
            ("title", value(&self.title)),
            ("starts", value(&Day(self.from))),
            ("ends", value(&Day(self.to))),
            ("dates_as_printed", value(&self.dates_as_printed)),
            ("audience", value(&self.audience)),
            ("note", value(&self.note)),
            ("source", value(&self.source)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            workstream: row.get("workstream")?,
            title: row.get("title")?,
            objectives: Vec::new(),
            from: row.get::<_, Day>("starts")?.0,
            to: row.get::<_, Day>("ends")?.0,
            dates_as_printed: row.get("dates_as_printed")?,
            audience: row.get("audience")?,
            note: row.get("note")?,
            source: row.get("source")?,
            position: row.get("position")?,
        })
    }

    fn links(&self) -> Vec<Links> {
        vec![objectives(&MILESTONE_LINK, &self.objectives)]
    }

    fn attach(conn: &Connection, records: &mut [Self]) -> rusqlite::Result<()> {
        attach(conn, &MILESTONE_LINK, records, |record| {
            &mut record.objectives
        })
    }
}

impl Row for Risk {
    const TABLE: &'static str = "risk";
    const ORDER: &'static str = "position, id";
    const LINKED: &'static [&'static str] = &["risk_objective", "objective"];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("objective_id", value(&self.objective)),
            ("title", value(&self.title)),
            ("probability", value(&self.probability)),
            ("impact", value(&self.impact)),
            ("movement", value(&self.movement)),
            ("earlier_score", value(&self.earlier)),
            ("mitigation", value(&self.mitigation)),
            ("owner", value(&self.owner)),
            ("review", value(&Day(self.review))),
            ("source", value(&self.source)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            objective: row.get("objective_id")?,
            also: Vec::new(),
            title: row.get("title")?,
            probability: row.get("probability")?,
            impact: row.get("impact")?,
            movement: row.get("movement")?,
            earlier: row.get("earlier_score")?,
            mitigation: row.get("mitigation")?,
            owner: row.get("owner")?,
            review: row.get::<_, Day>("review")?.0,
            source: row.get("source")?,
            position: row.get("position")?,
        })
    }

    fn links(&self) -> Vec<Links> {
        vec![objectives(&RISK_LINK, &self.also)]
    }

    fn attach(conn: &Connection, records: &mut [Self]) -> rusqlite::Result<()> {
        attach(conn, &RISK_LINK, records, |record| &mut record.also)
    }
}
