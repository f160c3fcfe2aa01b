//! The checks of published figures, asked of the file one indicator at a time.
//!
//! A release holds hundreds of thousands of figures. They are read an indicator at a time and let go again, so that
//! asking for every finding does not fill the memory with panels that nobody looks at.

use crate::domain::check::{self, OwnPublished};
use crate::domain::id::IndicatorId;
use crate::domain::problem::Problem;
use crate::session::Session;

impl Session {
    /// Every finding about the published figures of the plan's own authority, worst first. An indicator whose figures
    /// could not be read is left out, and [`Session::fault`] then says why.
    #[must_use]
    pub fn published_problems(&self) -> Vec<Problem> {
        let mut checks = OwnPublished::of(self.book());
        for indicator in &self.book().indicators {
            match self.store.panel(indicator.id) {
                Ok(panel) => checks.look(indicator.id, &panel),
                Err(error) => self.failed(&error),
            }
        }
        checks.findings()
    }

    /// Every finding about one indicator: what officers entered first, then what was published.
    #[must_use]
    pub fn problems_of(&self, indicator: IndicatorId) -> Vec<Problem> {
        let mut problems = check::of_indicator(self.book(), indicator);
        let panel = self.panel(indicator);
        problems.extend(check::of_published(self.book(), indicator, &panel));
        problems.sort_by_key(|problem| problem.severity);
        problems
    }
}
