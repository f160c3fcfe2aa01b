//! How indicators, their readings and a dashboard's printed marks are kept.

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow};

use crate::domain::dashboard::PublishedStatement;
use crate::domain::id::ObjectiveId;
use crate::domain::indicator::Indicator;
use crate::domain::marker::Marker;
use crate::domain::reading::{Reading, Reported};
use crate::store::columns::Json;
use crate::store::row::{Links, Row, linked, value};

impl Row for Indicator {
    const TABLE: &'static str = "indicator";
    const ORDER: &'static str = "position, id";
    const LINKED: &'static [&'static str] = &["indicator_objective", "objective"];

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("code", value(&self.code)),
            ("title", value(&self.title)),
            ("unit", value(&self.unit)),
            ("unit_words", value(&self.unit_words)),
            ("decimals", value(&self.decimals)),
            ("polarity", value(&self.polarity)),
            ("period_kind", value(&self.period_kind)),
            ("numerator", value(&self.numerator)),
            ("denominator", value(&self.denominator)),
            ("source", value(&self.source)),
            ("definition", value(&self.definition)),
            ("target", value(&self.target)),
            ("topic", value(&self.topic)),
            ("next_publication", value(&self.next_publication)),
            ("breaks", value(&Json(&self.breaks))),
            ("no_quartile", value(&self.no_quartile)),
            ("tolerance", value(&self.tolerance)),
            ("rag", value(&self.rag)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            code: row.get("code")?,
            title: row.get("title")?,
            unit: row.get("unit")?,
            unit_words: row.get("unit_words")?,
            decimals: row.get("decimals")?,
            polarity: row.get("polarity")?,
            period_kind: row.get("period_kind")?,
            numerator: row.get("numerator")?,
            denominator: row.get("denominator")?,
            source: row.get("source")?,
            definition: row.get("definition")?,
            target: row.get("target")?,
            topic: row.get("topic")?,
            next_publication: row.get("next_publication")?,
            breaks: row.get::<_, Json<_>>("breaks")?.0,
            no_quartile: row.get("no_quartile")?,
            tolerance: row.get("tolerance")?,
            rag: row.get("rag")?,
            position: row.get("position")?,
            objectives: Vec::new(),
        })
    }

    fn links(&self) -> Vec<Links> {
        vec![Links {
            table: "indicator_objective",
            from: "indicator_id",
            to: "objective_id",
            keys: self.objectives.iter().map(|other| other.0).collect(),
        }]
    }

    fn attach(conn: &Connection, records: &mut [Self]) -> rusqlite::Result<()> {
        let mut linked = linked(
            conn,
            "indicator_objective",
            "indicator_id",
            "objective_id",
            "objective",
        )?;
        for record in records {
            let keys = linked.remove(&record.id.0).unwrap_or_default();
            record.objectives = keys.into_iter().map(ObjectiveId).collect();
        }
        Ok(())
    }
}

impl Row for Reading {
    const TABLE: &'static str = "reading";
    const ORDER: &'static str = "period_end, period, status, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        let (figure, decimals, missing) = match self.reported {
            Reported::Figure { value, decimals } => (Some(value), Some(decimals), None),
            Reported::Missing(missing) => (None, None, Some(missing)),
        };
        vec![
            ("indicator_id", value(&self.indicator)),
            ("area_code", value(&self.area)),
            ("period", value(&self.period)),
            ("period_end", value(&self.period.end().to_string())),
            ("status", value(&self.status)),
            ("value", value(&figure)),
            ("decimals", value(&decimals)),
            ("missing", value(&missing)),
            ("numerator", value(&self.numerator)),
            ("denominator", value(&self.denominator)),
            ("query", value(&self.query)),
            ("note", value(&self.note)),
            ("source", value(&self.source)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            indicator: row.get("indicator_id")?,
            area: row.get("area_code")?,
            period: row.get("period")?,
            status: row.get("status")?,
            reported: reported(row)?,
            numerator: row.get("numerator")?,
            denominator: row.get("denominator")?,
            query: row.get("query")?,
            note: row.get("note")?,
            source: row.get("source")?,
        })
    }
}

/// The figure in the columns `value`, `decimals` and `missing`, which the file keeps from all being empty.
fn reported(row: &SqlRow<'_>) -> rusqlite::Result<Reported> {
    Ok(match row.get::<_, Option<f64>>("value")? {
        Some(value) => Reported::Figure {
            value,
            decimals: row.get::<_, Option<u8>>("decimals")?.unwrap_or(0),
        },
        None => Reported::Missing(row.get("missing")?),
    })
}

impl Row for Marker {
    const TABLE: &'static str = "marker";
    const ORDER: &'static str = "position, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("indicator_id", value(&self.indicator)),
            ("period", value(&self.period)),
            ("updated", value(&self.updated)),
            ("latest_update", value(&self.latest_update)),
            ("performance", value(&self.performance)),
            ("direction", value(&self.direction)),
            ("rag", value(&self.rag)),
            ("quartile", value(&self.quartile)),
            ("neighbours", value(&self.neighbours)),
            ("target", value(&self.target)),
            ("position", value(&self.position)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            indicator: row.get("indicator_id")?,
            period: row.get("period")?,
            updated: row.get("updated")?,
            latest_update: row.get("latest_update")?,
            performance: row.get("performance")?,
            direction: row.get("direction")?,
            rag: row.get("rag")?,
            quartile: row.get("quartile")?,
            neighbours: row.get("neighbours")?,
            target: row.get("target")?,
            position: row.get("position")?,
        })
    }
}

impl Row for PublishedStatement {
    const TABLE: &'static str = "dashboard_count";
    const ORDER: &'static str = "period, statement, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("period", value(&self.period)),
            ("statement", value(&self.statement)),
            ("n", value(&self.n)),
            ("source", value(&self.source)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            period: row.get("period")?,
            statement: row.get("statement")?,
            n: row.get("n")?,
            source: row.get("source")?,
        })
    }
}
