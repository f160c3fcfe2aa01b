//! Answers about published figures, asked of the file once and remembered until the next change.

use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::area::{AreaCode, lists_for};
use crate::domain::benchmark::{self, Comparison, Peers};
use crate::domain::id::IndicatorId;
use crate::domain::panel::Panel;
use crate::session::standing::Standing;
use crate::session::{Session, StoreError};

/// What has been asked since the last change.
#[derive(Debug, Default)]
pub(super) struct Answers {
    pub(super) fault: Option<String>,
    panels: HashMap<IndicatorId, Rc<Panel>>,
    comparisons: HashMap<(IndicatorId, AreaCode, String), Rc<Vec<Comparison>>>,
    pub(super) peers: HashMap<(AreaCode, String), Rc<Peers>>,
    pub(super) standings: HashMap<(IndicatorId, AreaCode, String), Rc<Standing>>,
}

impl Session {
    /// Every published figure of an indicator. Empty when the file could not be read; [`Session::fault`] then says why.
    #[must_use]
    pub fn panel(&self, indicator: IndicatorId) -> Rc<Panel> {
        if let Some(held) = self.answers.borrow().panels.get(&indicator) {
            return Rc::clone(held);
        }
        match self.store.panel(indicator) {
            Ok(found) => {
                let found = Rc::new(found);
                self.answers
                    .borrow_mut()
                    .panels
                    .insert(indicator, Rc::clone(&found));
                found
            }
            // No answer is not an empty answer: it is not remembered, and whoever asks is told by `fault`.
            Err(error) => {
                self.failed(&error);
                Rc::default()
            }
        }
    }

    /// Remembers why published figures could not be read.
    pub(super) fn failed(&self, error: &StoreError) {
        self.answers.borrow_mut().fault = Some(error.to_string());
    }

    /// Why published figures could not be read since the last change, if they could not.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        self.answers.borrow().fault.clone()
    }

    /// The plan's own authority's figures beside its peers' by a dated list, oldest first.
    #[must_use]
    pub fn comparisons(&self, indicator: IndicatorId, list: &str) -> Rc<Vec<Comparison>> {
        self.comparisons_of(indicator, &self.book().plan().area, list)
    }

    /// The same for any authority.
    #[must_use]
    pub fn comparisons_of(
        &self,
        indicator: IndicatorId,
        area: &AreaCode,
        list: &str,
    ) -> Rc<Vec<Comparison>> {
        let question = (indicator, area.clone(), list.to_owned());
        if let Some(held) = self.answers.borrow().comparisons.get(&question) {
            return Rc::clone(held);
        }
        let found = self
            .book()
            .indicators
            .get(indicator)
            .map_or_else(Vec::new, |held| {
                let peers = Peers::of(self.book(), area, list);
                benchmark::comparisons(self.book(), held, &peers, &self.panel(indicator))
            });
        let found = Rc::new(found);
        if self.fault().is_some() {
            return found;
        }
        self.answers
            .borrow_mut()
            .comparisons
            .insert(question, Rc::clone(&found));
        found
    }

    /// The neighbour lists that name the plan's authority, newest first.
    #[must_use]
    pub fn neighbour_lists(&self) -> Vec<String> {
        lists_for(self.book(), &self.book().plan().area)
    }

    /// How many published figures the plan holds, those that are missing for a reason counted in.
    #[must_use]
    pub fn n_figures(&self) -> u64 {
        self.book()
            .batches
            .iter()
            .map(|batch| batch.n_figures)
            .sum()
    }

    /// What must be said wherever published figures are shown, one line a source.
    #[must_use]
    pub fn sources(&self) -> Vec<String> {
        let batches = self.book().batches.iter();
        let mut sources: Vec<String> = batches.map(|batch| batch.source.clone()).collect();
        sources.retain(|source| !source.is_empty());
        sources.sort_unstable();
        sources.dedup();
        sources
    }
}
