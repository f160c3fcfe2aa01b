//! Which indicators are shown, and in what order.
//!
//! A search looks in codes, titles, topics, definitions, sources and the words of the objectives served, without regard
//! to capitals. What was found is kept until the plan, the question or a figure changes, so that hundreds of indicators
//! cost nothing while one reads.
//!
//! Edges: an indicator whose figures have not been looked at yet passes no filter that is about figures.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::domain::book::Book;
use crate::domain::id::{IndicatorId, ObjectiveId};
use crate::domain::indicator::Indicator;
use crate::ui::indicators::facet::Facet;
use crate::ui::indicators::facts::Facts;
use crate::ui::indicators::sort::Sort;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The words in the search field.
    pub search: String,
    /// Only indicators of this objective.
    pub objective: Option<ObjectiveId>,
    /// Only indicators of this topic; empty for all.
    pub topic: String,
    /// The answers picked, one set a facet in the order of [`Facet::ALL`]; an empty set lets everything through.
    picked: [BTreeSet<&'static str>; 4],
    /// The order.
    pub sort: Sort,
}

impl Wanted {
    /// The answers picked of a facet.
    pub fn picked(&self, facet: Facet) -> &BTreeSet<&'static str> {
        &self.picked[facet as usize]
    }

    /// Picks an answer, or lets it go.
    pub fn toggle(&mut self, facet: Facet, answer: &'static str) {
        let set = &mut self.picked[facet as usize];
        if !set.remove(answer) {
            set.insert(answer);
        }
    }

    /// How many filters are set, the search not counted.
    pub fn n_filters(&self) -> usize {
        let facets = self.picked.iter().filter(|set| !set.is_empty()).count();
        facets + usize::from(self.objective.is_some()) + usize::from(!self.topic.is_empty())
    }

    /// Whether anything narrows the list.
    pub fn is_narrow(&self) -> bool {
        self.n_filters() > 0 || !self.search.trim().is_empty()
    }

    /// Ends search and filters, and keeps the order.
    pub fn clear(&mut self) {
        *self = Self {
            sort: self.sort,
            ..Self::default()
        };
    }

    /// Whether the figures of every indicator are needed.
    pub fn needs_figures(&self) -> bool {
        let asked = |facet: &Facet| facet.needs_figures() && !self.picked(*facet).is_empty();
        self.sort.needs_figures() || Facet::ALL.iter().any(asked)
    }
}

/// What is asked for, and what was found last.
#[derive(Debug, Default)]
pub struct Filter {
    /// What is asked for.
    pub wanted: Wanted,
    asked: Option<(u64, u64, Wanted)>,
    found: Rc<Vec<IndicatorId>>,
    /// In small letters, at one revision.
    texts: Vec<(IndicatorId, String)>,
    topics: Rc<Vec<String>>,
}

impl Filter {
    /// The indicators to show, in order.
    pub fn found(&mut self, book: &Book, revision: u64, facts: &Facts) -> Rc<Vec<IndicatorId>> {
        self.read(book, revision);
        let version = if self.wanted.needs_figures() {
            facts.version()
        } else {
            0
        };
        let is_same = self.asked.as_ref().is_some_and(|(held, at, wanted)| {
            (*held, *at) == (revision, version) && *wanted == self.wanted
        });
        if !is_same {
            self.found = Rc::new(self.look(book, facts));
            self.asked = Some((revision, version, self.wanted.clone()));
        }
        Rc::clone(&self.found)
    }

    /// The plan's topics, in alphabetical order.
    pub fn topics(&mut self, book: &Book, revision: u64) -> Rc<Vec<String>> {
        self.read(book, revision);
        Rc::clone(&self.topics)
    }

    /// Reads the words of the plan anew after a change, and lets go of an objective or topic that is no more.
    fn read(&mut self, book: &Book, revision: u64) {
        if self.asked.as_ref().is_some_and(|asked| asked.0 == revision) {
            return;
        }
        self.asked = Some((revision, u64::MAX, Wanted::default()));
        let topics: BTreeSet<&str> = book
            .indicators
            .iter()
            .map(|held| held.topic.as_str())
            .filter(|topic| !topic.is_empty())
            .collect();
        if !topics.contains(self.wanted.topic.as_str()) {
            self.wanted.topic.clear();
        }
        self.topics = Rc::new(topics.into_iter().map(str::to_owned).collect());
        let held = |id: &ObjectiveId| book.objectives.get(*id).is_some();
        self.wanted.objective = self.wanted.objective.filter(held);
        let texts = book
            .indicators
            .iter()
            .map(|held| (held.id, text(book, held)));
        self.texts = texts.collect();
    }

    fn look(&self, book: &Book, facts: &Facts) -> Vec<IndicatorId> {
        let search = self.wanted.search.to_lowercase();
        let words: Vec<&str> = search.split_whitespace().collect();
        let mut found: Vec<&Indicator> = self
            .texts
            .iter()
            .filter(|(_, text)| words.iter().all(|word| text.contains(word)))
            .filter_map(|(id, _)| book.indicators.get(*id))
            .filter(|held| self.passes(held, facts))
            .collect();
        let fact = |held: &Indicator| facts.known(held.id);
        found.sort_by(|a, b| self.wanted.sort.compare((a, fact(a)), (b, fact(b))));
        found.into_iter().map(|held| held.id).collect()
    }

    fn passes(&self, held: &Indicator, facts: &Facts) -> bool {
        let wanted = &self.wanted;
        let serves = |id: ObjectiveId| held.objectives.contains(&id);
        wanted.objective.is_none_or(serves)
            && (wanted.topic.is_empty() || wanted.topic == held.topic)
            && Facet::ALL.into_iter().all(|facet| {
                let picked = wanted.picked(facet);
                picked.is_empty()
                    || facet
                        .answer(held, facts.known(held.id))
                        .is_some_and(|answer| picked.contains(answer))
            })
    }
}

/// Everything a search looks in.
fn text(book: &Book, held: &Indicator) -> String {
    let mut parts = vec![
        held.code.as_str(),
        &held.title,
        &held.topic,
        &held.definition,
        &held.source,
    ];
    let served = held.objectives.iter();
    for objective in served.filter_map(|id| book.objectives.get(*id)) {
        parts.extend([objective.short.as_str(), &objective.title]);
    }
    parts.join(" ").to_lowercase()
}
