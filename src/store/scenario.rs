//! How scenarios are kept: their grants and lines as JSON.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::scenario::Scenario;
use crate::store::columns::Json;
use crate::store::row::{Row, value};

impl Row for Scenario {
    const TABLE: &'static str = "scenario";
    const ORDER: &'static str = "fiscal_year, position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("fiscal_year", value(&self.fiscal_year)),
            ("name", value(&self.name)),
            ("about", value(&self.about)),
            ("grants", value(&Json(&self.grants))),
            ("lines", value(&Json(&self.lines))),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            fiscal_year: row.get("fiscal_year")?,
            name: row.get("name")?,
            about: row.get("about")?,
            grants: row.get::<_, Json<_>>("grants")?.0,
            lines: row.get::<_, Json<_>>("lines")?.0,
            position: row.get("position")?,
        })
    }
}
