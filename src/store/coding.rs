//! Themes found in comments by each reader, and quotes.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::consultation::{Coding, Quote};
use crate::store::row::{Row, value};

impl Row for Coding {
    const TABLE: &'static str = "coding";
    const ORDER: &'static str = "question_id, response_id, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("response_id", value(&self.response)),
            ("question_id", value(&self.question)),
            ("theme_id", value(&self.theme)),
            ("coder", value(&self.coder)),
            ("reader", value(&self.reader)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            response: row.get("response_id")?,
            question: row.get("question_id")?,
            theme: row.get("theme_id")?,
            coder: row.get("coder")?,
            reader: row.get("reader")?,
        })
    }
}

impl Row for Quote {
    const TABLE: &'static str = "quote";
    const ORDER: &'static str = "question_id, response_id, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("response_id", value(&self.response)),
            ("question_id", value(&self.question)),
            ("theme_id", value(&self.theme)),
            ("text", value(&self.text)),
            ("is_consented", value(&self.is_consented)),
            ("note", value(&self.note)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            response: row.get("response_id")?,
            question: row.get("question_id")?,
            theme: row.get("theme_id")?,
            text: row.get("text")?,
            is_consented: row.get("is_consented")?,
            note: row.get("note")?,
        })
    }
}
