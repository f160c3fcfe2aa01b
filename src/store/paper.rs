//! Paper forms as each keyer read them.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::consultation::PaperForm;
use crate::store::columns::Json;
use crate::store::row::{Row, value};

impl Row for PaperForm {
    const TABLE: &'static str = "paper_form";
    const ORDER: &'static str = "consultation_id, bundle, number, keying, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("consultation_id", value(&self.consultation)),
            ("channel_id", value(&self.channel)),
            ("group_id", value(&self.group)),
            ("bundle", value(&self.bundle)),
            ("number", value(&self.number)),
            ("keyer", value(&self.keyer)),
            ("keying", value(&self.keying)),
            ("answers", value(&Json(&self.answers))),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            consultation: row.get("consultation_id")?,
            channel: row.get("channel_id")?,
            group: row.get("group_id")?,
            bundle: row.get("bundle")?,
            number: row.get("number")?,
            keyer: row.get("keyer")?,
            keying: row.get("keying")?,
            answers: row.get::<_, Json<_>>("answers")?.0,
        })
    }
}
