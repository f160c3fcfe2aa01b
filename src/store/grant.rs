//! How grants, priority areas and what pays for what are kept.

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow};

use crate::domain::grant::{
    Allocation, Contribution, Grant, OfWhich, PriorityArea, PublishedTotal,
};
use crate::domain::id::{ObjectiveId, PriorityAreaId};
use crate::store::columns::Day;
use crate::store::objectives::{Link, attach, objectives};
use crate::store::row::{self, Links, Row, value};

impl Row for Grant {
    const TABLE: &'static str = "\"grant\"";
    const ORDER: &'static str = "fiscal_year, position, id";
    const LINKED: &'static [&'static str] = &[
        "grant_eligible",
        "grant_eligible_objective",
        "priority_area",
        "objective",
    ];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", value(&self.name)),
            ("short", value(&self.short)),
            ("funder", value(&self.funder)),
            ("fiscal_year", value(&self.fiscal_year)),
            ("pence", value(&self.amount)),
            ("nature", value(&self.nature)),
            ("ring_fence", value(&self.ring_fence)),
            ("status", value(&self.status)),
            ("carry_forward", value(&self.carry_forward)),
            ("source", value(&self.source)),
            ("note", value(&self.note)),
            ("payment", value(&self.payment)),
            ("conditions", value(&self.conditions)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            short: row.get("short")?,
            funder: row.get("funder")?,
            fiscal_year: row.get("fiscal_year")?,
            amount: row.get("pence")?,
            nature: row.get("nature")?,
            ring_fence: row.get("ring_fence")?,
            status: row.get("status")?,
            carry_forward: row.get("carry_forward")?,
            source: row.get("source")?,
            note: row.get("note")?,
            position: row.get("position")?,
            payment: row.get("payment")?,
            conditions: row.get("conditions")?,
            eligible: Vec::new(),
            eligible_objectives: Vec::new(),
        })
    }

    fn links(&self) -> Vec<Links> {
        vec![
            Links {
                table: "grant_eligible",
                from: "grant_id",
                to: "priority_area_id",
                keys: self.eligible.iter().map(|other| other.0).collect(),
            },
            Links {
                table: "grant_eligible_objective",
                from: "grant_id",
                to: "objective_id",
                keys: self
                    .eligible_objectives
                    .iter()
                    .map(|other| other.0)
                    .collect(),
            },
        ]
    }

    fn attach(conn: &Connection, records: &mut [Self]) -> rusqlite::Result<()> {
        let mut linked = row::linked(
            conn,
            "grant_eligible",
            "grant_id",
            "priority_area_id",
            "priority_area",
        )?;
        let mut objectives = row::linked(
            conn,
            "grant_eligible_objective",
            "grant_id",
            "objective_id",
            "objective",
        )?;
        for record in records {
            let keys = linked.remove(&record.id.0).unwrap_or_default();
            record.eligible = keys.into_iter().map(PriorityAreaId).collect();
            let keys = objectives.remove(&record.id.0).unwrap_or_default();
            record.eligible_objectives = keys.into_iter().map(ObjectiveId).collect();
        }
        Ok(())
    }
}

const AREA_LINK: Link = Link::new("priority_area_objective", "priority_area_id");

impl Row for PriorityArea {
    const TABLE: &'static str = "priority_area";
    const ORDER: &'static str = "position, id";
    const LINKED: &'static [&'static str] = &["priority_area_objective", "objective"];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", value(&self.name)),
            ("objective_id", value(&self.objective)),
            ("nature", value(&self.nature)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            objective: row.get("objective_id")?,
            also: Vec::new(),
            nature: row.get("nature")?,
            position: row.get("position")?,
        })
    }

    fn links(&self) -> Vec<Links> {
        vec![objectives(&AREA_LINK, &self.also)]
    }

    fn attach(conn: &Connection, records: &mut [Self]) -> rusqlite::Result<()> {
        attach(conn, &AREA_LINK, records, |record| &mut record.also)
    }
}

impl Row for Allocation {
    const TABLE: &'static str = "allocation";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("grant_id", value(&self.grant)),
            ("priority_area_id", value(&self.priority_area)),
            ("pence", value(&self.amount)),
            ("status", value(&self.status)),
            ("reopened", value(&self.reopened)),
            ("objective_id", value(&self.objective)),
            ("covers_from", value(&Day(self.from))),
            ("covers_to", value(&Day(self.to))),
            ("note", value(&self.note)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            grant: row.get("grant_id")?,
            priority_area: row.get("priority_area_id")?,
            amount: row.get("pence")?,
            status: row.get("status")?,
            reopened: row.get("reopened")?,
            objective: row.get("objective_id")?,
            from: row.get::<_, Day>("covers_from")?.0,
            to: row.get::<_, Day>("covers_to")?.0,
            note: row.get("note")?,
        })
    }
}

impl Row for OfWhich {
    const TABLE: &'static str = "of_which";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("allocation_id", value(&self.allocation)),
            ("name", value(&self.name)),
            ("pence", value(&self.amount)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            allocation: row.get("allocation_id")?,
            name: row.get("name")?,
            amount: row.get("pence")?,
        })
    }
}

impl Row for Contribution {
    const TABLE: &'static str = "contribution";
    const ORDER: &'static str = "fiscal_year, position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("fiscal_year", value(&self.fiscal_year)),
            ("objective_id", value(&self.objective)),
            ("name", value(&self.name)),
            ("funder", value(&self.funder)),
            ("pence", value(&self.amount)),
            ("priority_area_id", value(&self.priority_area)),
            ("certainty", value(&self.certainty)),
            ("pooling", value(&self.pooling)),
            ("note", value(&self.note)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            fiscal_year: row.get("fiscal_year")?,
            objective: row.get("objective_id")?,
            name: row.get("name")?,
            funder: row.get("funder")?,
            amount: row.get("pence")?,
            priority_area: row.get("priority_area_id")?,
            certainty: row.get("certainty")?,
            pooling: row.get("pooling")?,
            note: row.get("note")?,
            position: row.get("position")?,
        })
    }
}

impl Row for PublishedTotal {
    const TABLE: &'static str = "published_total";
    const ORDER: &'static str = "fiscal_year, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("fiscal_year", value(&self.fiscal_year)),
            ("total_of", value(&self.of)),
            ("pence", value(&self.amount)),
            ("tolerance_pence", value(&self.tolerance)),
            ("source", value(&self.source)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            fiscal_year: row.get("fiscal_year")?,
            of: row.get("total_of")?,
            amount: row.get("pence")?,
            tolerance: row.get("tolerance_pence")?,
            source: row.get("source")?,
        })
    }
}
