//! How the council's scheme of virement is kept: its bands as JSON.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::scheme::Scheme;
use crate::store::columns::Json;
use crate::store::row::{Row, value};

impl Row for Scheme {
    const TABLE: &'static str = "scheme";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", value(&self.name)),
            ("is_cumulative", value(&self.is_cumulative)),
            ("bands", value(&Json(&self.bands))),
            ("amber", value(&self.amber)),
            ("red", value(&self.red)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            is_cumulative: row.get("is_cumulative")?,
            bands: row.get::<_, Json<_>>("bands")?.0,
            amber: row.get("amber")?,
            red: row.get("red")?,
        })
    }
}
