//! Published figures: hundreds of thousands of them, asked for and never loaded whole.
//!
//! They come in as a batch that remembers its file, its hash and its source. A withdrawn batch stays in the file
//! and is not read, so that withdrawing it can be undone.

use rusqlite::Connection;

use crate::domain::area::AreaCode;
use crate::domain::benchmark::Figure;
use crate::domain::id::IndicatorId;
use crate::domain::reading::Reported;
use crate::store::error::StoreError;
use crate::store::indicator::reported;

/// Figures to be entered together.
#[derive(Clone, Debug)]
pub struct NewBatch {
    /// The batch's key.
    pub id: i64,
    /// What kind of file it came from: `sample`, `ees`, `lait`.
    pub kind: String,
    /// The file's name.
    pub name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// When it was entered: `2026-11-21T10:00:00Z`.
    pub entered: String,
    /// What must be said wherever the figures are shown.
    pub source: String,
    /// The figures of each indicator.
    pub figures: Vec<(IndicatorId, Vec<Figure>)>,
}

/// Enters a batch.
pub fn add(conn: &Connection, batch: &NewBatch) -> Result<(), StoreError> {
    let n_rows: usize = batch.figures.iter().map(|(_, figures)| figures.len()).sum();
    conn.execute(
        "insert into batch (id, kind, name, sha256, n_rows, entered, source) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (batch.id, &batch.kind, &batch.name, &batch.sha256, n_rows as i64, &batch.entered, &batch.source),
    )?;
    let mut put = conn.prepare_cached(
        "insert into figure (indicator_id, area_code, period, period_end, status, value, decimals, missing, batch_id)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (indicator, figures) in &batch.figures {
        for figure in figures {
            let (value, decimals, missing) = match figure.reported {
                Reported::Figure { value, decimals } => (Some(value), Some(decimals), None),
                Reported::Missing(missing) => (None, None, Some(missing)),
            };
            put.execute((
                indicator,
                &figure.area,
                figure.period,
                figure.period.end().to_string(),
                figure.status,
                value,
                decimals,
                missing,
                batch.id,
            ))?;
        }
    }
    Ok(())
}

/// The figures of an indicator for some areas, or for all where none are named; later batches stand before earlier.
pub fn figures(
    conn: &Connection,
    indicator: IndicatorId,
    areas: &[AreaCode],
) -> Result<Vec<Figure>, StoreError> {
    let wanted = serde_json::to_string(areas).unwrap_or_else(|_| "[]".into());
    let mut query = conn.prepare_cached(
        "select f.area_code, f.period, f.status, f.value, f.decimals, f.missing
         from figure f join batch b on b.id = f.batch_id
         where f.indicator_id = ?1 and not b.withdrawn
           and (json_array_length(?2) = 0 or f.area_code in (select value from json_each(?2)))
         order by f.period_end, f.area_code, b.entered desc, b.id",
    )?;
    let mut found = query
        .query_map((indicator, wanted), |row| {
            Ok(Figure {
                area: row.get("area_code")?,
                period: row.get("period")?,
                status: row.get("status")?,
                reported: reported(row)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<Figure>>>()?;
    found.dedup_by(|later, earlier| later.area == earlier.area && later.period == earlier.period);
    Ok(found)
}

/// How many figures stand in the file.
pub fn count(conn: &Connection) -> Result<u64, StoreError> {
    let n: i64 = conn.query_row(
        "select ifnull(sum(n_rows), 0) from batch where not withdrawn",
        [],
        |row| row.get(0),
    )?;
    Ok(n.unsigned_abs())
}

/// Where the figures came from.
pub fn sources(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = conn.prepare_cached(
        "select distinct source from batch where not withdrawn and source <> '' order by source",
    )?;
    Ok(query
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}
