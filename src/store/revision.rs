//! Two releases side by side, and what only one batch knows of.
//!
//! Both are asked of the file series by series, so that comparing two files of hundreds of thousands of figures takes
//! no more memory than what differs.

use std::collections::{BTreeMap, HashSet};

use rusqlite::Connection;

use crate::domain::area::AreaCode;
use crate::domain::id::{BatchId, IndicatorId};
use crate::domain::period::Period;
use crate::domain::reading::Reported;
use crate::domain::revision::{Revision, is_same};
use crate::store::Store;
use crate::store::error::StoreError;

impl Store {
    /// What two batches do not say alike. `tick` is told how many series are compared of how many, and stops it by
    /// answering false.
    ///
    /// # Errors
    /// When the file cannot be read; [`StoreError::Stopped`].
    pub fn revisions(
        &self,
        old: BatchId,
        new: BatchId,
        tick: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Found, StoreError> {
        revisions(&self.conn, old, new, tick)
    }

    /// The indicators that this batch has figures of and no other that stands.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn only_in(&self, batch: BatchId) -> Result<Vec<IndicatorId>, StoreError> {
        only_in(&self.conn, batch)
    }
}

/// What two batches do not say alike, of the indicators that both have; and how many figures they do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The differences, by indicator and period.
    pub revisions: Vec<Revision>,
    /// Figures that both give alike.
    pub n_same: u64,
}

/// The series of a batch by indicator and period: an indicator may have several of one period, for different areas.
type SeriesOf = BTreeMap<(IndicatorId, Period), Vec<i64>>;

fn revisions(
    conn: &Connection,
    old: BatchId,
    new: BatchId,
    tick: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Found, StoreError> {
    let (old, new) = (series(conn, old)?, series(conn, new)?);
    let indicators = |of: &SeriesOf| -> HashSet<IndicatorId> {
        of.keys().map(|(indicator, _)| *indicator).collect()
    };
    let (in_old, in_new) = (indicators(&old), indicators(&new));
    let mut keys: Vec<&(IndicatorId, Period)> = old.keys().chain(new.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|(indicator, _)| in_old.contains(indicator) && in_new.contains(indicator));
    let of = keys.len() as u64;
    let mut found = Found::default();
    for (key, done) in keys.into_iter().zip(1..) {
        let was = figures(conn, old.get(key))?;
        let now = figures(conn, new.get(key))?;
        found.add(*key, was, now);
        if !tick(done, of) {
            return Err(StoreError::Stopped);
        }
    }
    Ok(found)
}

impl Found {
    fn add(
        &mut self,
        (indicator, period): (IndicatorId, Period),
        was: BTreeMap<AreaCode, Reported>,
        mut now: BTreeMap<AreaCode, Reported>,
    ) {
        let revision = |area, was, now| Revision {
            indicator,
            area,
            period,
            was,
            now,
        };
        for (area, was) in was {
            match now.remove(&area) {
                Some(now) if is_same(&was, &now) => self.n_same += 1,
                now => self.revisions.push(revision(area, Some(was), now)),
            }
        }
        for (area, now) in now {
            self.revisions.push(revision(area, None, Some(now)));
        }
    }
}

fn series(conn: &Connection, batch: BatchId) -> Result<SeriesOf, StoreError> {
    let mut query =
        conn.prepare_cached("select id, indicator_id, period from series where batch_id = ?1")?;
    let mut rows = query.query([batch])?;
    let mut found = SeriesOf::new();
    while let Some(row) = rows.next()? {
        let key = (row.get(1)?, row.get(2)?);
        found.entry(key).or_default().push(row.get(0)?);
    }
    Ok(found)
}

fn figures(
    conn: &Connection,
    series: Option<&Vec<i64>>,
) -> Result<BTreeMap<AreaCode, Reported>, StoreError> {
    let mut query = conn.prepare_cached(
        "select area_code, value, decimals, missing from figure where series_id = ?1",
    )?;
    let mut found = BTreeMap::new();
    for key in series.into_iter().flatten() {
        let mut rows = query.query([key])?;
        while let Some(row) = rows.next()? {
            let reported = match row.get::<_, Option<f64>>(1)? {
                Some(value) => Reported::Figure {
                    value,
                    decimals: row.get::<_, Option<u8>>(2)?.unwrap_or(0),
                },
                None => Reported::Missing(row.get(3)?),
            };
            found.insert(row.get(0)?, reported);
        }
    }
    Ok(found)
}

fn only_in(conn: &Connection, batch: BatchId) -> Result<Vec<IndicatorId>, StoreError> {
    let mut query = conn.prepare_cached(
        "select distinct indicator_id from series where batch_id = ?1
         except
         select distinct s.indicator_id from series s join batch b on b.id = s.batch_id where b.id <> ?1",
    )?;
    let found = query.query_map([batch], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
