//! How the plan's own record, its areas, its objectives and what stands around the money are kept.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow};

use crate::domain::area::{Area, AreaCode, Neighbour};
use crate::domain::objective::Objective;
use crate::domain::plan::{Action, Milestone, Plan, Risk};
use crate::store::columns::Day;
use crate::store::row::{Row, value};

/// Adds areas, or changes their names and regions.
pub fn put_areas(conn: &Connection, areas: &[Area]) -> rusqlite::Result<()> {
    let mut put = conn.prepare_cached(
        "insert into area (code, name, kind, region_code) values (?1, ?2, ?3, ?4)
         on conflict (code) do update set name = excluded.name, kind = excluded.kind, region_code = excluded.region_code",
    )?;
    for area in areas {
        put.execute((&area.code, &area.name, area.kind, &area.region))?;
    }
    Ok(())
}

/// Every area, by code.
pub fn areas(conn: &Connection) -> rusqlite::Result<HashMap<AreaCode, Area>> {
    let mut query = conn.prepare_cached("select code, name, kind, region_code from area")?;
    query
        .query_map([], |row| {
            let area = Area {
                code: row.get("code")?,
                name: row.get("name")?,
                kind: row.get("kind")?,
                region: row.get("region_code")?,
            };
            Ok((area.code.clone(), area))
        })?
        .collect()
}

impl Row for Plan {
    const TABLE: &'static str = "plan";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("title", value(&self.title)),
            ("area_code", value(&self.area)),
            ("framework", value(&self.framework)),
            ("about", value(&self.about)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            title: row.get("title")?,
            area: row.get("area_code")?,
            framework: row.get("framework")?,
            about: row.get("about")?,
        })
    }
}

impl Row for Neighbour {
    const TABLE: &'static str = "neighbour";
    const ORDER: &'static str = "list desc, area_code, rank";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("list", value(&self.list)),
            ("area_code", value(&self.area)),
            ("rank", value(&self.rank)),
            ("neighbour_code", value(&self.neighbour)),
            ("closeness", value(&self.closeness)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            list: row.get("list")?,
            area: row.get("area_code")?,
            rank: row.get("rank")?,
            neighbour: row.get("neighbour_code")?,
            closeness: row.get("closeness")?,
        })
    }
}

impl Row for Objective {
    const TABLE: &'static str = "objective";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("number", value(&self.number)),
            ("short", value(&self.short)),
            ("title", value(&self.title)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            number: row.get("number")?,
            short: row.get("short")?,
            title: row.get("title")?,
            position: row.get("position")?,
        })
    }
}

impl Row for Action {
    const TABLE: &'static str = "action";
    const ORDER: &'static str = "position, id";

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
}

impl Row for Milestone {
    const TABLE: &'static str = "milestone";
    const ORDER: &'static str = "position, id";

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
            from: row.get::<_, Day>("starts")?.0,
            to: row.get::<_, Day>("ends")?.0,
            dates_as_printed: row.get("dates_as_printed")?,
            audience: row.get("audience")?,
            note: row.get("note")?,
            source: row.get("source")?,
            position: row.get("position")?,
        })
    }
}

impl Row for Risk {
    const TABLE: &'static str = "risk";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("objective_id", value(&self.objective)),
            ("title", value(&self.title)),
            ("probability", value(&self.probability)),
            ("impact", value(&self.impact)),
            ("mitigation", value(&self.mitigation)),
            ("owner", value(&self.owner)),
            ("source", value(&self.source)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            objective: row.get("objective_id")?,
            title: row.get("title")?,
            probability: row.get("probability")?,
            impact: row.get("impact")?,
            mitigation: row.get("mitigation")?,
            owner: row.get("owner")?,
            source: row.get("source")?,
            position: row.get("position")?,
        })
    }
}
