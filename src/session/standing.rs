//! Where an authority stands on an indicator in one period, asked of the file without reading the rest of its history.
//!
//! A list of four hundred indicators shows one period of each: reading every area's history for that would be ten times
//! the work. So the authority's own line is read, then every area's figures of the one period.

use std::rc::Rc;

use crate::domain::area::AreaCode;
use crate::domain::benchmark::judgement::{Judgement, judge};
use crate::domain::benchmark::{self, Average, Comparison, Peers, latest};
use crate::domain::book::Book;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::session::Session;
use crate::store::error::StoreError;

/// An authority's own line on an indicator, with everything that one period of it is compared with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// One for each period of ours, oldest first. Only the one at [`Standing::at`] has its peers.
    pub comparisons: Vec<Comparison>,
    /// Which of them is asked about; none where there is no figure of ours.
    pub at: Option<usize>,
}

impl Standing {
    /// The comparison that is asked about.
    #[must_use]
    pub fn now(&self) -> Option<&Comparison> {
        self.comparisons.get(self.at?)
    }

    /// What is judged of it.
    #[must_use]
    pub fn judged<'a>(
        &self,
        book: &'a Book,
        indicator: &Indicator,
        average: Average,
    ) -> Option<Judgement<'a>> {
        let now = self.now()?;
        Some(judge(book, indicator, &self.comparisons, now, average))
    }
}

impl Session {
    /// Where the plan's authority stands on an indicator in its latest period; remembered until the next change.
    #[must_use]
    pub fn standing(&self, indicator: IndicatorId, list: &str) -> Rc<Standing> {
        let area = self.book().plan().area;
        let question = (indicator, area.clone(), list.to_owned());
        if let Some(held) = self.answers.borrow().standings.get(&question) {
            return Rc::clone(held);
        }
        match self.standing_of(indicator, &area, list, None) {
            Ok(found) => {
                let found = Rc::new(found);
                let mut answers = self.answers.borrow_mut();
                answers.standings.insert(question, Rc::clone(&found));
                found
            }
            Err(error) => {
                self.answers.borrow_mut().fault = Some(error.to_string());
                Rc::default()
            }
        }
    }

    /// Whom an authority is compared with by a dated list; worked out once until the next change.
    fn peers(&self, area: &AreaCode, list: &str) -> Rc<Peers> {
        let mut answers = self.answers.borrow_mut();
        let question = (area.clone(), list.to_owned());
        let held = answers.peers.entry(question);
        Rc::clone(held.or_insert_with(|| Rc::new(Peers::of(self.book(), area, list))))
    }

    /// Where any authority stands in a period, or in its latest.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn standing_of(
        &self,
        indicator: IndicatorId,
        area: &AreaCode,
        list: &str,
        period: Option<Period>,
    ) -> Result<Standing, StoreError> {
        self.standing_by(indicator, area, list, |line| {
            period.or_else(|| latest(line).map(|latest| latest.own.period))
        })
    }

    /// Where any authority stands in the period that is chosen of its own figures, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn standing_by(
        &self,
        indicator: IndicatorId,
        area: &AreaCode,
        list: &str,
        choose: impl Fn(&[Comparison]) -> Option<Period>,
    ) -> Result<Standing, StoreError> {
        let book = self.book();
        let Some(held) = book.indicators.get(indicator) else {
            return Ok(Standing::default());
        };
        let peers = self.peers(area, list);
        let mut asked = None;
        let panel = self.store.near(indicator, area, |own| {
            let line = benchmark::own_series(book, indicator, area, own);
            let line: Vec<Comparison> = line.into_iter().map(Comparison::alone).collect();
            asked = choose(&line);
            asked
        })?;
        let Some(period) = asked else {
            return Ok(Standing::default());
        };
        let comparisons = benchmark::comparisons(book, held, &peers, &panel);
        let at = comparisons
            .iter()
            .position(|held| held.own.period == period && held.own.status.is_actual());
        Ok(Standing { comparisons, at })
    }
}
