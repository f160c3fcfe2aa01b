//! A year's money with what the checks find in it, worked out once for whoever asks.
//!
//! Why: the grid, the foot of the window and the Data room all ask after every change, and a year may have 5,000 lines
//! under 20 grants.
//!
//! Edges: nothing here is ever stale, since every change forgets it.

use std::sync::Arc;

use crate::domain::check;
use crate::domain::grant::position::YearPosition;
use crate::domain::problem::Problem;
use crate::session::Session;

/// A fiscal year's sums and findings.
#[derive(Debug)]
pub struct YearMoney {
    /// The sums.
    pub position: YearPosition,
    /// What the checks find in them, worst first.
    pub problems: Vec<Problem>,
}

impl Session {
    /// A fiscal year's sums and findings, by the year in which it begins.
    #[must_use]
    pub fn year_money(&self, fiscal_year: i16) -> Arc<YearMoney> {
        let mut years = self.years.borrow_mut();
        let held = years.entry(fiscal_year).or_insert_with(|| {
            let position = YearPosition::of(&self.book, fiscal_year, None);
            let problems = check::of_position(&self.book, &position);
            Arc::new(YearMoney { position, problems })
        });
        Arc::clone(held)
    }

    /// Every problem in the plan, worst first.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.problems.get_or_init(|| {
            let of_year = |year| self.year_money(year).problems.clone();
            let mut found = check::all_with(&self.book, of_year);
            match self.store.undecided(&self.book) {
                Ok(open) if open.is_empty() => return found,
                Ok(open) => found.extend(open),
                Err(error) => self.failed(&error),
            }
            check::worst_first(found)
        })
    }
}
