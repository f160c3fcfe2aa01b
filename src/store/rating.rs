//! How officers' ratings are kept.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::rating::Rating;
use crate::store::row::{Row, value};

impl Row for Rating {
    const TABLE: &'static str = "rating";
    const ORDER: &'static str = "indicator_id, period, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("indicator_id", value(&self.indicator)),
            ("period", value(&self.period)),
            ("rag", value(&self.rag)),
            ("reason", value(&self.reason)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            indicator: row.get("indicator_id")?,
            period: row.get("period")?,
            rag: row.get("rag")?,
            reason: row.get("reason")?,
        })
    }
}
