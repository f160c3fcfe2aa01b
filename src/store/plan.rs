//! How the plan's own record, its areas and its objectives are kept.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow};

use crate::domain::area::{Area, AreaCode, Neighbour};
use crate::domain::objective::Objective;
use crate::domain::plan::Plan;
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
