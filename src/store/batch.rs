//! How a batch of published figures is remembered. Its figures are kept by `published`.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::batch::Batch;
use crate::store::columns::Json;
use crate::store::row::{Row, value};

impl Row for Batch {
    const TABLE: &'static str = "batch";
    const ORDER: &'static str = "entered, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("kind", value(&self.kind)),
            ("name", value(&self.name)),
            ("sha256", value(&self.sha256)),
            ("entered", value(&self.entered)),
            ("source", value(&self.source)),
            ("n_read", count(self.n_read)),
            ("n_kept", count(self.n_kept)),
            ("n_figures", count(self.n_figures)),
            ("skipped", value(&Json(&self.skipped))),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            name: row.get("name")?,
            sha256: row.get("sha256")?,
            entered: row.get("entered")?,
            source: row.get("source")?,
            n_read: row.get::<_, i64>("n_read")?.unsigned_abs(),
            n_kept: row.get::<_, i64>("n_kept")?.unsigned_abs(),
            n_figures: row.get::<_, i64>("n_figures")?.unsigned_abs(),
            skipped: row.get::<_, Json<_>>("skipped")?.0,
        })
    }
}

/// A count as the file holds it; no file has more rows than a 63-bit number.
fn count(n: u64) -> Value {
    Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}
