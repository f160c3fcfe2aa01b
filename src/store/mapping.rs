//! How mappings of columns are kept.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::mapping::Mapping;
use crate::store::row::{Row, value};

impl Row for Mapping {
    const TABLE: &'static str = "mapping";
    const ORDER: &'static str = "kind, name, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("kind", value(&self.kind)),
            ("name", value(&self.name)),
            ("headings", value(&self.headings)),
            ("body", value(&self.body)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            name: row.get("name")?,
            headings: row.get("headings")?,
            body: row.get("body")?,
        })
    }
}
