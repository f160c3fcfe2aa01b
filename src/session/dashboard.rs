//! The quarterly dashboard asked of a plan: the same value in the window, on the command line and in a report.
//!
//! A quarter that nobody has published needs the neighbours' figures, which stay in the file; they are asked for here.

use std::collections::HashMap;

use crate::domain::dashboard::{Dashboard, Options};
use crate::domain::id::IndicatorId;
use crate::domain::period::{Period, PeriodKind};
use crate::session::Session;
use crate::session::chart::Against;

impl Session {
    /// The dashboard of a quarter, with the neighbours' figures by one list where it has to be made from the plan's own.
    #[must_use]
    pub fn dashboard(&self, period: Period, options: &Options, against: &Against) -> Dashboard {
        let book = self.book();
        if book.markers.iter().any(|marker| marker.period == period) {
            return Dashboard::of(book, period, options);
        }
        let options = Options {
            benchmarks: self.benchmarks(period, against),
            ..options.clone()
        };
        Dashboard::of(book, period, &options)
    }

    /// The neighbours' figure in one quarter, for every indicator followed by quarter that has one.
    fn benchmarks(&self, period: Period, against: &Against) -> HashMap<IndicatorId, f64> {
        let quarterly = self
            .book()
            .indicators
            .iter()
            .filter(|held| held.period_kind == PeriodKind::Quarter);
        quarterly
            .filter_map(|indicator| {
                let comparisons = self.comparisons(indicator.id, &against.list);
                let held = comparisons.iter().find(|held| held.own.period == period)?;
                Some((indicator.id, held.neighbours.figure(against.average)?))
            })
            .collect()
    }
}
