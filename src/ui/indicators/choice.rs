//! From what the room shows to the words a saved view keeps, and back.
//!
//! Edges: what a view names that the plan no longer has is left out, and given back as words to say so.

use std::collections::HashMap;

use crate::domain::area::list_name;
use crate::domain::benchmark::Average;
use crate::domain::id::IndicatorId;
use crate::domain::objective::Objective;
use crate::domain::saved_view::Choice;
use crate::session::chart::Against;
use crate::ui::indicators::facet::Facet;
use crate::ui::indicators::filter::Wanted;
use crate::ui::indicators::mode::Mode;
use crate::ui::indicators::sort::Sort;
use crate::ui::room::Desk;

/// What a view shows, in the room's own terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Search, filters and order.
    pub wanted: Wanted,
    /// Whom it is compared with.
    pub against: Against,
    /// Those that stand side by side.
    pub beside: Vec<IndicatorId>,
    /// Which way of seeing.
    pub mode: Mode,
}

/// The words for what the room shows now.
pub fn taken(desk: Desk<'_>, mode: Mode, wanted: &Wanted, beside: &[IndicatorId]) -> Choice {
    let book = desk.book();
    let words = |facet: Facet| {
        let picked = wanted.picked(facet).iter();
        picked.map(|answer| (*answer).to_owned()).collect()
    };
    let objective = wanted.objective.and_then(|id| book.objectives.get(id));
    let newest = desk.session.against();
    let codes = beside.iter().filter_map(|id| book.indicators.get(*id));
    Choice {
        search: wanted.search.trim().to_owned(),
        objective: objective.map(Objective::label).unwrap_or_default(),
        topic: wanted.topic.clone(),
        bands: words(Facet::Band),
        ratings: words(Facet::Rating),
        significance: words(Facet::Significance),
        polarities: words(Facet::Polarity),
        list: if desk.against.list == newest.list {
            String::new()
        } else {
            desk.against.list.clone()
        },
        average: if desk.against.average == Average::default() {
            String::new()
        } else {
            desk.against.average.word().to_owned()
        },
        sort: wanted.sort.word().to_owned(),
        side_by_side: codes.map(|held| held.code.clone()).collect(),
        shown_as: match mode {
            Mode::Measures | Mode::Dashboard => String::new(),
            other => other.word().to_owned(),
        },
    }
}

/// What a kept view shows on the plan as it stands, and what of it is no more.
pub fn opened(desk: Desk<'_>, choice: &Choice) -> (Shown, Vec<String>) {
    let mut gone = Vec::new();
    let mut wanted = Wanted::default();
    wanted.search.clone_from(&choice.search);
    wanted.sort = Sort::of(&choice.sort);
    let answers = [
        (Facet::Band, &choice.bands),
        (Facet::Rating, &choice.ratings),
        (Facet::Significance, &choice.significance),
        (Facet::Polarity, &choice.polarities),
    ];
    for (facet, words) in answers {
        let picked = |answer: &&str| words.iter().any(|word| word == answer);
        for answer in facet.answers().into_iter().filter(picked) {
            wanted.toggle(facet, answer);
        }
    }
    let book = desk.book();
    let mut objectives = book.objectives.iter();
    let objective = objectives.find(|held| held.label() == choice.objective);
    wanted.objective = objective.map(|held| held.id);
    if wanted.objective.is_none() && !choice.objective.is_empty() {
        gone.push(format!("objective {}", choice.objective));
    }
    if book
        .indicators
        .iter()
        .any(|held| held.topic == choice.topic)
    {
        wanted.topic.clone_from(&choice.topic);
    } else if !choice.topic.is_empty() {
        gone.push(format!("topic {}", choice.topic));
    }
    let by_code: HashMap<&str, IndicatorId> = book
        .indicators
        .iter()
        .map(|held| (held.code.as_str(), held.id))
        .collect();
    let mut beside = Vec::new();
    for code in &choice.side_by_side {
        match by_code.get(code.as_str()) {
            Some(id) => beside.push(*id),
            None => gone.push(code.clone()),
        }
    }
    let mut against = desk.session.against();
    if desk.session.neighbour_lists().contains(&choice.list) {
        against.list.clone_from(&choice.list);
    } else if !choice.list.is_empty() {
        gone.push(format!("neighbour list {}", list_name(&choice.list)));
    }
    if choice.average == Average::Median.word() {
        against.average = Average::Median;
    }
    let mode = Mode::of(&choice.shown_as);
    let shown = Shown {
        wanted,
        against,
        beside,
        mode,
    };
    (shown, gone)
}
