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
use crate::domain::period::Period;
use crate::domain::reading::{Reported, Status};
use crate::store::Store;
use crate::store::error::StoreError;

impl Store {
    /// An indicator's published figures: every area's, in every period.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn panel(&self, indicator: IndicatorId) -> Result<Panel, StoreError> {
        panel(&self.conn, indicator)
    }

    /// One area's published figures in every period, and every area's in the one period that is chosen once the area's own
    /// are known: what a ranking of that period needs, at a tenth of the reading.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn near(
        &self,
        indicator: IndicatorId,
        area: &AreaCode,
        choose: impl FnOnce(&Panel) -> Option<Period>,
    ) -> Result<Panel, StoreError> {
        near(&self.conn, indicator, area, choose)
    }

    /// The periods that published figures of what happened are of, each once.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn published_periods(&self) -> Result<Vec<Period>, StoreError> {
        periods(&self.conn)
    }

    /// The figures of some areas on an indicator, period by period: each period as its source prints it, with the place of
    /// the area among those given and its figure, for ranking every authority at once: a tenth of the reading that
    /// [`Store::panel`] does. `areas` stand in the order of their codes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn values(
        &self,
        indicator: IndicatorId,
        areas: &[&AreaCode],
    ) -> Result<Vec<Values>, StoreError> {
        values(&self.conn, indicator, areas)
    }
}

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

fn panel(conn: &Connection, indicator: IndicatorId) -> Result<Panel, StoreError> {
    let mut strips = strips(conn, indicator)?;
    for (key, strip) in &mut strips {
        strip.cells = cells(conn, *key)?;
    }
    Ok(laid(strips))
}

fn near(
    conn: &Connection,
    indicator: IndicatorId,
    area: &AreaCode,
    choose: impl FnOnce(&Panel) -> Option<Period>,
) -> Result<Panel, StoreError> {
    let mut strips = strips(conn, indicator)?;
    for (key, strip) in &mut strips {
        strip.cells = cells_of(conn, *key, area)?;
    }
    let Some(period) = choose(&laid(strips.clone())) else {
        return Ok(laid(strips));
    };
    for (key, strip) in strips
        .iter_mut()
        .filter(|(_, strip)| strip.period == period)
    {
        strip.cells = cells(conn, *key)?;
    }
    Ok(laid(strips))
}

fn laid(strips: Vec<(i64, Strip)>) -> Panel {
    Panel::new(strips.into_iter().map(|(_, strip)| strip).collect())
}

/// The series of an indicator, still without figures, each with its key, in the order in which their batches came.
fn strips(conn: &Connection, indicator: IndicatorId) -> Result<Vec<(i64, Strip)>, StoreError> {
    let mut query = conn.prepare_cached(
        "select s.id, s.batch_id, s.period, s.label, s.status
         from series s join batch b on b.id = s.batch_id
         where s.indicator_id = ?1
         order by b.entered, b.id, s.period_end, s.id",
    )?;
    let mut rows = query.query([indicator])?;
    let mut strips = Vec::new();
    while let Some(row) = rows.next()? {
        let strip = Strip {
            batch: row.get(1)?,
            period: row.get(2)?,
            label: row.get(3)?,
            status: row.get(4)?,
            cells: Vec::new(),
        };
        strips.push((row.get(0)?, strip));
    }
    Ok(strips)
}

fn periods(conn: &Connection) -> Result<Vec<Period>, StoreError> {
    let mut query = conn.prepare_cached(
        "select distinct s.period, s.status from series s join batch b on b.id = s.batch_id
         order by s.period",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut found: Vec<Period> = Vec::new();
    for row in rows {
        let (period, status): (Period, Status) = row?;
        if status.is_actual() && found.last() != Some(&period) {
            found.push(period);
        }
    }
    Ok(found)
}

/// One period's label, and the figures of those areas that have one.
pub type Values = (String, Vec<(usize, f64)>);

fn values(
    conn: &Connection,
    indicator: IndicatorId,
    areas: &[&AreaCode],
) -> Result<Vec<Values>, StoreError> {
    let mut query = conn.prepare_cached(
        "select s.id, s.period, s.label from series s join batch b on b.id = s.batch_id
         where s.indicator_id = ?1 order by s.period_end, s.period, b.entered, b.id, s.id",
    )?;
    let mut figures =
        conn.prepare_cached("select area_code, value from figure where series_id = ?1")?;
    let mut found: Vec<(String, Values)> = Vec::new();
    let mut series = query.query([indicator])?;
    while let Some(row) = series.next()? {
        let (key, period, label): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let mut held: Vec<(usize, f64)> = Vec::with_capacity(areas.len());
        let mut told = Vec::new();
        let again = found.last().is_some_and(|(last, _)| *last == period);
        let mut rows = figures.query([key])?;
        // Both lists stand in the order of the codes: one step along each finds every area.
        let mut place = 0;
        while let Some(row) = rows.next()? {
            let code = row.get_ref(0)?.as_str().unwrap_or_default();
            while areas.get(place).is_some_and(|area| area.0.as_str() < code) {
                place += 1;
            }
            if areas.get(place).is_some_and(|area| area.0 == code) {
                if again {
                    told.push(place);
                }
                if let Some(value) = row.get::<_, Option<f64>>(1)? {
                    held.push((place, value));
                }
            }
        }
        match found.last_mut().filter(|_| again) {
            // A later file says it again: what it speaks of stands as it says.
            Some((_, (last_label, last))) => {
                last.retain(|(place, _)| !told.contains(place));
                last.extend(held);
                *last_label = label;
            }
            None => found.push((period, (label, held))),
        }
    }
    Ok(found.into_iter().map(|(_, values)| values).collect())
}

fn cells(conn: &Connection, series: i64) -> rusqlite::Result<Vec<(AreaCode, Cell)>> {
    let mut query = conn.prepare_cached(
        "select area_code, value, decimals, missing, numerator, denominator, lower, upper
         from figure where series_id = ?1",
    )?;
    let mut rows = query.query([series])?;
    let mut found = Vec::with_capacity(175);
    while let Some(row) = rows.next()? {
        found.push((row.get(0)?, cell(row)?));
    }
    Ok(found)
}

fn cells_of(
    conn: &Connection,
    series: i64,
    area: &AreaCode,
) -> rusqlite::Result<Vec<(AreaCode, Cell)>> {
    let mut query = conn.prepare_cached(
        "select area_code, value, decimals, missing, numerator, denominator, lower, upper
         from figure where series_id = ?1 and area_code = ?2",
    )?;
    let mut rows = query.query((series, area))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((row.get(0)?, cell(row)?));
    }
    Ok(found)
}

fn cell(row: &SqlRow<'_>) -> rusqlite::Result<Cell> {
    let basis = Basis {
        numerator: row.get(4)?,
        denominator: row.get(5)?,
        lower: row.get(6)?,
        upper: row.get(7)?,
    };
    // By number, not name: this runs for every figure of a ranking.
    let reported = match row.get::<_, Option<f64>>(1)? {
        Some(value) => Reported::Figure {
            value,
            decimals: row.get::<_, Option<u8>>(2)?.unwrap_or(0),
        },
        None => Reported::Missing(row.get(3)?),
    };
    Ok(Cell {
        reported,
        basis: (basis != Basis::default()).then(|| Box::new(basis)),
    })
}
