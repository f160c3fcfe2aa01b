//! Published figures: hundreds of thousands of them, asked for and never loaded whole.
//!
//! They come in as a batch that remembers its file, its hash and its source, as series of one indicator and period
//! each. A series counts while the row of its batch stands; when that row is taken away the figures stay in the file
//! unread, so that taking a batch out can be undone.

use rusqlite::{Connection, Row as SqlRow};

use crate::domain::area::AreaCode;
use crate::domain::id::{BatchId, IndicatorId};
use crate::domain::intake::Arriving;
use crate::domain::panel::{Basis, Cell, Panel, Strip};
use crate::domain::reading::Reported;
use crate::store::error::StoreError;

/// Figures to be entered together.
#[derive(Clone, Debug)]
pub struct Bulk<'a> {
    /// The batch they belong to.
    pub batch: BatchId,
    /// The plan's indicators that [`Arriving::indicator`] counts through.
    pub indicators: &'a [IndicatorId],
    /// The areas that the cells count through.
    pub areas: &'a [AreaCode],
    /// The figures.
    pub series: &'a [Arriving],
}

/// Writes a batch's figures. Its own row is a record, written by a command.
///
/// # Errors
/// When an area is not in the file, or the file cannot be written.
pub fn write(
    conn: &Connection,
    bulk: &Bulk<'_>,
    mut done: impl FnMut(usize) -> bool,
) -> Result<(), StoreError> {
    let mut put_series = conn.prepare_cached(
        "insert into series (id, batch_id, indicator_id, period, period_end, label, status)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut put = conn.prepare_cached(
        "insert into figure (series_id, area_code, value, decimals, missing, numerator, denominator, lower, upper)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    // Series of one batch lie side by side in the file: their keys follow the batch's.
    let first = bulk.batch.0 & (i64::MAX >> 1);
    for (n, series) in bulk.series.iter().enumerate() {
        let Some(indicator) = bulk.indicators.get(series.indicator) else {
            continue;
        };
        let key = first + n as i64;
        put_series.execute((
            key,
            bulk.batch,
            indicator,
            series.period,
            series.period.end().to_string(),
            &series.label,
            series.status,
        ))?;
        for (area, cell) in &series.cells {
            let Some(area) = bulk.areas.get(usize::from(*area)) else {
                continue;
            };
            let (value, decimals, missing) = match cell.reported {
                Reported::Figure { value, decimals } => (Some(value), Some(decimals), None),
                Reported::Missing(missing) => (None, None, Some(missing)),
            };
            let basis = cell.basis();
            put.execute((
                key,
                area,
                value,
                decimals,
                missing,
                basis.numerator,
                basis.denominator,
                basis.lower,
                basis.upper,
            ))?;
        }
        if !done(n + 1) {
            return Err(StoreError::Stopped);
        }
    }
    Ok(())
}

/// An indicator's published figures.
///
/// # Errors
/// When the file cannot be read.
pub fn panel(conn: &Connection, indicator: IndicatorId) -> Result<Panel, StoreError> {
    let mut query = conn.prepare_cached(
        "select s.id, s.batch_id, s.period, s.label, s.status
         from series s join batch b on b.id = s.batch_id
         where s.indicator_id = ?1
         order by b.entered, b.id, s.period_end, s.id",
    )?;
    let mut strips = query
        .query_map([indicator], |row| {
            Ok((
                row.get::<_, i64>("id")?,
                Strip {
                    period: row.get("period")?,
                    label: row.get("label")?,
                    status: row.get("status")?,
                    batch: row.get("batch_id")?,
                    cells: Vec::new(),
                },
            ))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut cells = conn.prepare_cached(
        "select area_code, value, decimals, missing, numerator, denominator, lower, upper
         from figure where series_id = ?1",
    )?;
    for (key, strip) in &mut strips {
        let mut rows = cells.query([*key])?;
        while let Some(row) = rows.next()? {
            strip.cells.push((row.get(0)?, cell(row)?));
        }
    }
    Ok(Panel::new(
        strips.into_iter().map(|(_, strip)| strip).collect(),
    ))
}

/// A figure, by the places of its columns in [`panel`]'s query: to look each up by its name for each of half a million
/// figures takes longer than to read them.
fn cell(row: &SqlRow<'_>) -> rusqlite::Result<Cell> {
    let reported = match row.get::<_, Option<f64>>(1)? {
        Some(value) => Reported::Figure {
            value,
            decimals: row.get::<_, Option<u8>>(2)?.unwrap_or(0),
        },
        None => Reported::Missing(row.get(3)?),
    };
    let basis = Basis {
        numerator: row.get(4)?,
        denominator: row.get(5)?,
        lower: row.get(6)?,
        upper: row.get(7)?,
    };
    Ok(Cell {
        reported,
        basis: (basis != Basis::default()).then(|| Box::new(basis)),
    })
}
