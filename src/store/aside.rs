//! Responses that are not counted, and copies with the rule by which they count.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::consultation::{Aside, Cluster};
use crate::store::columns::Json;
use crate::store::row::{Row, value};

impl Row for Aside {
    const TABLE: &'static str = "response_aside";
    const ORDER: &'static str = "response_id, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("response_id", value(&self.response)),
            ("reason", value(&self.reason)),
            ("note", value(&self.note)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            response: row.get("response_id")?,
            reason: row.get("reason")?,
            note: row.get("note")?,
        })
    }
}

impl Row for Cluster {
    const TABLE: &'static str = "response_cluster";
    const ORDER: &'static str = "consultation_id, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("consultation_id", value(&self.consultation)),
            ("kind", value(&self.kind)),
            ("rule", value(&self.rule)),
            ("members", value(&Json(&self.members))),
            ("note", value(&self.note)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            consultation: row.get("consultation_id")?,
            kind: row.get("kind")?,
            rule: row.get("rule")?,
            members: row.get::<_, Json<_>>("members")?.0,
            note: row.get("note")?,
        })
    }
}
