//! Every authority's rank on every indicator in every period, read in one pass through the file.
//!
//! Edges: figures of one area and period that came in two batches count once, the later.

use crate::domain::area::{AreaCode, AreaKind};
use crate::domain::benchmark::league::League;
use crate::domain::indicator::Indicator;
use crate::session::Session;
use crate::store::error::StoreError;

/// One period of one indicator, ranked.
#[derive(Debug)]
pub struct Ranked<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The period as its source prints it.
    pub label: &'a str,
    /// Its authorities.
    pub league: League<&'a AreaCode>,
}

impl Session {
    /// Ranks every authority on every indicator in every period, each told to `see` as it is done.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn leagues(
        &self,
        only: Option<&Indicator>,
        mut see: impl FnMut(Ranked<'_>),
    ) -> Result<(), StoreError> {
        let book = self.book();
        let mut authorities: Vec<&AreaCode> = book
            .areas
            .values()
            .filter(|area| area.kind == AreaKind::Authority)
            .map(|area| &area.code)
            .collect();
        authorities.sort_unstable();
        let wanted = |indicator: &&Indicator| only.is_none_or(|only| only.id == indicator.id);
        for indicator in book.indicators.iter().filter(wanted) {
            for (label, figures) in self.store.values(indicator.id, &authorities)? {
                let figures = figures
                    .into_iter()
                    .map(|(place, value)| (authorities[place], value))
                    .collect();
                see(Ranked {
                    indicator,
                    label: &label,
                    league: League::of(indicator, figures),
                });
            }
        }
        Ok(())
    }
}
