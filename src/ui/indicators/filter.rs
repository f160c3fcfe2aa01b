//! Which indicators the list shows: those that have every word searched for, and serve the objective picked.
//!
//! A search looks in codes, titles and the words of the objectives served, without regard to capitals. What it found is
//! kept until the plan, the words or the objective change, so that thousands of indicators cost nothing while one reads.

use std::rc::Rc;

use crate::domain::book::Book;
use crate::domain::id::{IndicatorId, ObjectiveId};
use crate::domain::indicator::Indicator;

/// What is searched for, and what was found last.
#[derive(Debug, Default)]
pub struct Filter {
    /// The words in the search field.
    pub search: String,
    /// Only indicators of this objective.
    pub objective: Option<ObjectiveId>,
    asked: Option<(u64, String, Option<ObjectiveId>)>,
    found: Rc<Vec<IndicatorId>>,
    /// In small letters, at one revision.
    texts: Vec<(IndicatorId, String)>,
}

impl Filter {
    /// The indicators to show, in the plan's order.
    pub fn found(&mut self, book: &Book, revision: u64) -> Rc<Vec<IndicatorId>> {
        let asks = (revision, self.search.clone(), self.objective);
        if self.asked.as_ref() != Some(&asks) {
            if self.asked.as_ref().is_none_or(|asked| asked.0 != revision) {
                self.objective = self
                    .objective
                    .filter(|id| book.objectives.get(*id).is_some());
                self.texts = book
                    .indicators
                    .iter()
                    .map(|held| (held.id, text(book, held)))
                    .collect();
            }
            self.found = Rc::new(self.look(book));
            self.asked = Some((revision, self.search.clone(), self.objective));
        }
        Rc::clone(&self.found)
    }

    fn look(&self, book: &Book) -> Vec<IndicatorId> {
        let search = self.search.to_lowercase();
        let words: Vec<&str> = search.split_whitespace().collect();
        let serves = |id: IndicatorId| {
            self.objective.is_none_or(|objective| {
                book.indicators
                    .get(id)
                    .is_some_and(|held| held.objectives.contains(&objective))
            })
        };
        self.texts
            .iter()
            .filter(|(id, text)| words.iter().all(|word| text.contains(word)) && serves(*id))
            .map(|(id, _)| *id)
            .collect()
    }
}

/// Everything a search looks in.
fn text(book: &Book, indicator: &Indicator) -> String {
    let mut text = format!("{} {}", indicator.code, indicator.title);
    for objective in indicator
        .objectives
        .iter()
        .filter_map(|id| book.objectives.get(*id))
    {
        text.push(' ');
        text.push_str(&objective.short);
        text.push(' ');
        text.push_str(&objective.title);
    }
    text.to_lowercase()
}
