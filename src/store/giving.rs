//! How grants made are kept.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::giving::Giving;
use crate::store::columns::{Day, day};
use crate::store::row::{Row, value};

impl Row for Giving {
    const TABLE: &'static str = "giving";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("identifier", value(&self.identifier)),
            ("title", value(&self.title)),
            ("pence", value(&self.amount)),
            ("currency", value(&self.currency)),
            ("award_date", value(&Day(Some(self.awarded)))),
            ("recipient", value(&self.recipient)),
            ("funder", value(&self.funder)),
            ("programme", value(&self.programme)),
            ("body", value(&self.body)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            identifier: row.get("identifier")?,
            title: row.get("title")?,
            amount: row.get("pence")?,
            currency: row.get("currency")?,
            awarded: day(row, "award_date")?,
            recipient: row.get("recipient")?,
            funder: row.get("funder")?,
            programme: row.get("programme")?,
            body: row.get("body")?,
            position: row.get("position")?,
        })
    }
}
