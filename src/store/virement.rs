//! How virements are kept: their lines as JSON, which `v_virement` spells out.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::virement::Virement;
use crate::store::columns::{Day, Json, day};
use crate::store::row::{Row, value};

impl Row for Virement {
    const TABLE: &'static str = "virement";
    const ORDER: &'static str = "fiscal_year, made_on, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("fiscal_year", value(&self.fiscal_year)),
            ("made_on", value(&Day(Some(self.made_on)))),
            ("reason", value(&self.reason)),
            ("approver", value(&self.approver)),
            ("approved_by", value(&self.approved_by)),
            ("lasting", value(&self.lasting)),
            ("lines", value(&Json(&self.lines))),
            ("scenario", value(&self.scenario)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            fiscal_year: row.get("fiscal_year")?,
            made_on: day(row, "made_on")?,
            reason: row.get("reason")?,
            approver: row.get("approver")?,
            approved_by: row.get("approved_by")?,
            lasting: row.get("lasting")?,
            lines: row.get::<_, Json<_>>("lines")?.0,
            scenario: row.get("scenario")?,
        })
    }
}
