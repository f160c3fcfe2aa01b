//! How views of the indicators are kept: their choice as JSON, since nothing in the file refers into it.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::saved_view::SavedView;
use crate::store::columns::Json;
use crate::store::row::{Row, value};

impl Row for SavedView {
    const TABLE: &'static str = "saved_view";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", value(&self.name)),
            ("body", value(&Json(&self.choice))),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            choice: row.get::<_, Json<_>>("body")?.0,
            position: row.get("position")?,
        })
    }
}
