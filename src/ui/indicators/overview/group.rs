//! Under which heads the rows of the overview stand: topics, objectives, or none.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::id::IndicatorId;

/// What the rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// By topic.
    Topic,
    /// By objective: a measure stands under each that it serves.
    Objective,
    /// Not at all.
    None,
}

/// A line of the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A group, with how many are in it.
    Group(String, usize),
    /// An indicator.
    Row(IndicatorId),
}

impl Grouping {
    /// Every one, in the order on screen.
    pub const ALL: [Self; 3] = [Self::Topic, Self::Objective, Self::None];

    /// The words on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Topic => "By topic",
            Self::Objective => "By objective",
            Self::None => "Not grouped",
        }
    }

    /// By topic where most have one, or else by objective.
    pub fn usual(book: &Book) -> Self {
        let with_topic = book.indicators.iter().filter(|held| !held.topic.is_empty());
        if with_topic.count() * 2 > book.indicators.len() {
            Self::Topic
        } else {
            Self::Objective
        }
    }

    /// The lines of these indicators, each group in their order. What belongs to no group stands last.
    pub fn items(self, book: &Book, found: &[IndicatorId]) -> Vec<Item> {
        let (heads, rows) = match self {
            Self::None => return found.iter().copied().map(Item::Row).collect(),
            Self::Topic => by_topic(book, found),
            Self::Objective => by_objective(book, found),
        };
        let mut items = Vec::with_capacity(found.len() + heads.len());
        for (head, rows) in heads.into_iter().zip(rows) {
            if !rows.is_empty() {
                items.push(Item::Group(head, rows.len()));
                items.extend(rows.into_iter().map(Item::Row));
            }
        }
        items
    }
}

type Groups = (Vec<String>, Vec<Vec<IndicatorId>>);

fn by_topic(book: &Book, found: &[IndicatorId]) -> Groups {
    let topic = |id: &IndicatorId| book.indicators.get(*id).map_or("", |held| &held.topic);
    let mut topics: Vec<&str> = found.iter().map(topic).collect();
    topics.sort_unstable();
    topics.dedup();
    // Those without a topic sort first, and belong last.
    if topics.first() == Some(&"") {
        topics.rotate_left(1);
    }
    let places: HashMap<&str, usize> = topics.iter().copied().zip(0..).collect();
    let mut rows = vec![Vec::new(); topics.len()];
    for id in found {
        if let Some(row) = places.get(topic(id)).and_then(|at| rows.get_mut(*at)) {
            row.push(*id);
        }
    }
    let head = |topic: &str| match topic {
        "" => "No topic".to_owned(),
        topic => topic.to_owned(),
    };
    (topics.into_iter().map(head).collect(), rows)
}

fn by_objective(book: &Book, found: &[IndicatorId]) -> Groups {
    let mut heads: Vec<String> = book.objectives.iter().map(|held| held.label()).collect();
    heads.push("No objective yet".to_owned());
    let mut rows: Vec<Vec<IndicatorId>> = Vec::with_capacity(heads.len());
    let serves = |id: &IndicatorId| book.indicators.get(*id).map(|held| &held.objectives);
    for objective in book.objectives.iter() {
        let of = found
            .iter()
            .filter(|id| serves(id).is_some_and(|held| held.contains(&objective.id)));
        rows.push(of.copied().collect());
    }
    let none = found
        .iter()
        .filter(|id| serves(id).is_some_and(Vec::is_empty));
    rows.push(none.copied().collect());
    (heads, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ObjectiveId;
    use crate::domain::indicator::Indicator;
    use crate::domain::objective::Objective;

    #[test]
    fn a_measure_stands_under_each_objective_it_serves_and_what_has_no_group_last() {
        let objective = |id, short: &str| Objective {
            id: ObjectiveId(id),
            number: String::new(),
            short: short.into(),
            title: String::new(),
            position: 0,
        };
        let indicator = |id, topic: &str, serves: &[i64]| Indicator {
            topic: topic.into(),
            objectives: serves.iter().copied().map(ObjectiveId).collect(),
            ..Indicator::new(IndicatorId(id))
        };
        let book = Book {
            objectives: vec![objective(1, "Safe"), objective(2, "Well")].into(),
            indicators: vec![
                indicator(1, "", &[1, 2]),
                indicator(2, "Health", &[]),
                indicator(3, "Health", &[2]),
            ]
            .into(),
            ..Book::default()
        };
        #[track_caller]
        fn check(book: &Book, grouping: Grouping, want: &[&str]) {
            let found = [1, 2, 3].map(IndicatorId);
            let items = grouping.items(book, &found);
            let words: Vec<String> = items
                .into_iter()
                .map(|item| match item {
                    Item::Group(head, n) => format!("{head} {n}"),
                    Item::Row(id) => id.0.to_string(),
                })
                .collect();
            assert_eq!(words, want);
        }
        check(&book, Grouping::None, &["1", "2", "3"]);
        let topics = ["Health 2", "2", "3", "No topic 1", "1"];
        check(&book, Grouping::Topic, &topics);
        let objectives = ["Safe 1", "1", "Well 2", "1", "3", "No objective yet 1", "2"];
        check(&book, Grouping::Objective, &objectives);
    }
}
