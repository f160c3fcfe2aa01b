//! How a year is followed: profiles, actual spending, forecasts, commitments, closings, what is carried forward.

use rusqlite::Row as SqlRow;
use rusqlite::types::Value;

use crate::domain::actual::Actual;
use crate::domain::carried::Carried;
use crate::domain::closing::Closing;
use crate::domain::commitment::Commitment;
use crate::domain::forecast::Forecast;
use crate::domain::profile::Profile;
use crate::store::columns::{Day, Json, day};
use crate::store::row::{Row, value};

impl Row for Profile {
    const TABLE: &'static str = "profile";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("grant_id", value(&self.grant)),
            ("priority_area_id", value(&self.priority_area)),
            ("shape", value(&self.shape)),
            ("weights", value(&Json(&self.weights))),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            grant: row.get("grant_id")?,
            priority_area: row.get("priority_area_id")?,
            shape: row.get("shape")?,
            weights: row.get::<_, Json<_>>("weights")?.0,
        })
    }
}

impl Row for Actual {
    const TABLE: &'static str = "actual";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("grant_id", value(&self.grant)),
            ("priority_area_id", value(&self.priority_area)),
            ("month", value(&self.month)),
            ("pence", value(&self.amount)),
            ("batch_id", value(&self.batch)),
            ("note", value(&self.note)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            grant: row.get("grant_id")?,
            priority_area: row.get("priority_area_id")?,
            month: row.get("month")?,
            amount: row.get("pence")?,
            batch: row.get("batch_id")?,
            note: row.get("note")?,
        })
    }
}

impl Row for Forecast {
    const TABLE: &'static str = "forecast";
    const ORDER: &'static str = "month, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("grant_id", value(&self.grant)),
            ("priority_area_id", value(&self.priority_area)),
            ("month", value(&self.month)),
            ("made_on", value(&Day(Some(self.made_on)))),
            ("pence", value(&self.outturn)),
            ("made_by", value(&self.made_by)),
            ("reason", value(&self.reason)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            grant: row.get("grant_id")?,
            priority_area: row.get("priority_area_id")?,
            month: row.get("month")?,
            made_on: day(row, "made_on")?,
            outturn: row.get("pence")?,
            made_by: row.get("made_by")?,
            reason: row.get("reason")?,
        })
    }
}

impl Row for Commitment {
    const TABLE: &'static str = "commitment";
    const ORDER: &'static str = "reference, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("grant_id", value(&self.grant)),
            ("priority_area_id", value(&self.priority_area)),
            ("reference", value(&self.reference)),
            ("what", value(&self.what)),
            ("requisitioned", value(&self.requisitioned)),
            ("ordered", value(&self.ordered)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            grant: row.get("grant_id")?,
            priority_area: row.get("priority_area_id")?,
            reference: row.get("reference")?,
            what: row.get("what")?,
            requisitioned: row.get("requisitioned")?,
            ordered: row.get("ordered")?,
        })
    }
}

impl Row for Closing {
    const TABLE: &'static str = "closing";
    const ORDER: &'static str = "fiscal_year, month";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("fiscal_year", value(&self.fiscal_year)),
            ("month", value(&self.month)),
            ("is_closed", value(&self.is_closed)),
            ("made_on", value(&Day(Some(self.made_on)))),
            ("made_by", value(&self.made_by)),
            ("reason", value(&self.reason)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            fiscal_year: row.get("fiscal_year")?,
            month: row.get("month")?,
            is_closed: row.get("is_closed")?,
            made_on: day(row, "made_on")?,
            made_by: row.get("made_by")?,
            reason: row.get("reason")?,
        })
    }
}

impl Row for Carried {
    const TABLE: &'static str = "carried";
    const ORDER: &'static str = "id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("grant_id", value(&self.grant)),
            ("priority_area_id", value(&self.priority_area)),
            ("pence", value(&self.amount)),
            ("fate", value(&self.fate)),
            ("into_grant_id", value(&self.into)),
            ("note", value(&self.note)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            grant: row.get("grant_id")?,
            priority_area: row.get("priority_area_id")?,
            amount: row.get("pence")?,
            fate: row.get("fate")?,
            into: row.get("into_grant_id")?,
            note: row.get("note")?,
        })
    }
}
