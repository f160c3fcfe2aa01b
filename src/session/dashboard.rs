//! The quarterly dashboard asked of a plan: the same value in the window, on the command line and in a report.
//!
//! A quarter that nobody has published is made from figures which stay in the file; they are asked for here, measure by
//! measure, and whoever waits is told how far it has come and may stop it.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::domain::dashboard::{Dashboard, Options, chosen, quarters};
use crate::domain::period::Period;
use crate::session::Session;
use crate::session::chart::Against;

/// How many quarters in which published figures ended are offered.
const OFFERED: usize = 8;

impl Session {
    /// The dashboard of a quarter, with the neighbours' figures by one list where it has to be made from the plan's own.
    #[must_use]
    pub fn dashboard(&self, period: Period, options: &Options, against: &Against) -> Dashboard {
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let options = self.dashboard_options(period, options, against, go_on);
        Dashboard::of(self.book(), period, &options)
    }

    /// The options with every figure that a dashboard of the quarter needs of the file. `tick` is told how many
    /// indicators are read of how many, and may stop it; what was read until then is given.
    #[must_use]
    pub fn dashboard_options(
        &self,
        period: Period,
        options: &Options,
        against: &Against,
        tick: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Options {
        let book = self.book();
        let mut options = Options {
            average: against.average,
            ..options.clone()
        };
        if book.markers.iter().any(|marker| marker.period == period) {
            return options;
        }
        let (area, of) = (book.plan().area, book.indicators.len());
        let mut figures = HashMap::new();
        for (done, indicator) in book.indicators.iter().enumerate() {
            if tick(done, of).is_break() {
                break;
            }
            let found = self.standing_by(indicator.id, &area, &against.list, |line| {
                chosen(line, period).map(|held| held.own.period)
            });
            match found {
                Ok(found) => {
                    figures.insert(indicator.id, found.comparisons);
                }
                Err(error) => self.answers.borrow_mut().fault = Some(error.to_string()),
            }
        }
        options.figures = figures;
        options
    }

    /// The quarter whose dashboard is shown unless another is asked for: the newest of the council's own, before those in
    /// which only published figures ended.
    #[must_use]
    pub fn dashboard_quarter(&self) -> Option<Period> {
        let own = quarters(self.book()).first().copied();
        own.or_else(|| self.dashboard_quarters().first().copied())
    }

    /// The quarters that a dashboard can be had of, newest first: those that have one or figures of their own, and the
    /// newest in which published figures ended.
    #[must_use]
    pub fn dashboard_quarters(&self) -> Vec<Period> {
        let mut found = quarters(self.book());
        let today = self.today();
        match self.store.published_periods() {
            Ok(periods) => {
                let ended = periods.into_iter().map(Period::end);
                let ended = ended.filter(|end| *end <= today);
                let mut ended: Vec<Period> = ended.map(Period::quarter_of).collect();
                ended.sort_by(|a, b| b.cmp(a));
                ended.dedup();
                found.extend(ended.into_iter().take(OFFERED));
            }
            Err(error) => self.answers.borrow_mut().fault = Some(error.to_string()),
        }
        found.sort_by(|a, b| b.cmp(a));
        found.dedup();
        found
    }
}
