//! How an intake becomes one change to the plan: indicators it brings, neighbours it names, and the batch itself.
//!
//! An indicator that the plan has already keeps what officers have said of it, and is given only what was blank. A
//! neighbour list that comes again replaces the one of its name, place by place.

use std::collections::{HashMap, HashSet};

use crate::domain::area::{AreaCode, Neighbour};
use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::{IndicatorId, NeighbourId};
use crate::domain::indicator::Indicator;
use crate::domain::intake::{ArrivingNeighbour, Intake};
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Edit;

/// An intake as a change, with the plan's key of each indicator it has figures of.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The change.
    pub command: Command,
    /// The key of each of [`Intake::indicators`].
    pub indicators: Vec<IndicatorId>,
}

impl Intake {
    /// The change that takes this intake into the plan. `new_key` gives a key that nothing has.
    pub fn change(&self, book: &Book, batch: Batch, mut new_key: impl FnMut() -> i64) -> Change {
        let words = format!("Figures of {}", batch.name);
        let by_code: HashMap<&str, &Indicator> = book
            .indicators
            .iter()
            .map(|held| (held.code.as_str(), held))
            .collect();
        let last = book.indicators.iter().map(|held| held.position).max();
        let mut commands = Vec::new();
        let mut indicators = Vec::new();
        for (arriving, position) in self.indicators.iter().zip(last.unwrap_or(0) + 1..) {
            if let Some(held) = by_code.get(arriving.code.as_str()) {
                indicators.push(held.id);
                let now = filled(held, arriving);
                if now != **held {
                    commands.push(Edit::change(*held, now).into());
                }
            } else {
                let id = IndicatorId(new_key());
                indicators.push(id);
                let new = Indicator {
                    id,
                    position,
                    ..arriving.clone()
                };
                commands.push(Edit::add(new).into());
            }
        }
        commands.extend(neighbours(book, &self.neighbours, new_key));
        commands.push(Edit::add(batch).into());
        Change {
            command: Command::several(words, commands),
            indicators,
        }
    }

    /// What keeps this intake out of this plan, though the file itself is sound.
    #[must_use]
    pub fn problems_with(&self, book: &Book, file: &str) -> Vec<Problem> {
        let arriving = self.indicators.iter();
        let pairs = arriving.filter_map(|arriving| {
            let mut held = book.indicators.iter();
            Some((arriving, held.find(|held| held.code == arriving.code)?))
        });
        pairs
            .filter(|(arriving, held)| arriving.period_kind != held.period_kind)
            .map(|(arriving, held)| {
                Problem::refusal(
                    "period-of-another-kind",
                    Place::File(file.to_owned(), None, None),
                    format!("{file}, indicator {}", held.code),
                    format!(
                        "figures by {}, where the plan has them by {}",
                        arriving.period_kind, held.period_kind
                    ),
                    "Different kinds of period do not mix in one series.",
                    "Give the plan’s indicator another code, or change its kind of period, and take the file in again.",
                )
            })
            .collect()
    }
}

/// The plan's indicator with what it leaves blank taken from the file.
fn filled(held: &Indicator, arriving: &Indicator) -> Indicator {
    let mut now = held.clone();
    for (own, theirs) in [
        (&mut now.topic, &arriving.topic),
        (&mut now.definition, &arriving.definition),
        (&mut now.source, &arriving.source),
        (&mut now.unit_words, &arriving.unit_words),
    ] {
        if own.is_empty() {
            own.clone_from(theirs);
        }
    }
    if !arriving.next_publication.is_empty() {
        now.next_publication.clone_from(&arriving.next_publication);
    }
    now.no_quartile |= arriving.no_quartile;
    now
}

fn neighbours(
    book: &Book,
    arriving: &[ArrivingNeighbour],
    mut new_key: impl FnMut() -> i64,
) -> Vec<Command> {
    let place = |list: &str, area: &AreaCode| (list.to_owned(), area.clone());
    let named: HashSet<(String, AreaCode)> = arriving
        .iter()
        .map(|new| place(&new.list, &new.area))
        .collect();
    let mut held: HashMap<(&str, &AreaCode, &AreaCode), &Neighbour> = book
        .neighbours
        .iter()
        .filter(|held| named.contains(&place(&held.list, &held.area)))
        .map(|held| ((held.list.as_str(), &held.area, &held.neighbour), held))
        .collect();
    let mut puts = Vec::new();
    for new in arriving {
        let was = held.remove(&(new.list.as_str(), &new.area, &new.neighbour));
        let now = Neighbour {
            id: was.map_or_else(|| NeighbourId(new_key()), |was| was.id),
            list: new.list.clone(),
            area: new.area.clone(),
            rank: new.rank,
            neighbour: new.neighbour.clone(),
            closeness: new.closeness.clone(),
        };
        match was {
            Some(was) if *was == now => {}
            Some(was) => puts.push(Edit::change(was, now).into()),
            None => puts.push(Edit::add(now).into()),
        }
    }
    let mut gone: Vec<&Neighbour> = held.into_values().collect();
    gone.sort_by_key(|gone| gone.id);
    let removals = gone.into_iter().map(|gone| Edit::remove(gone).into());
    removals.chain(puts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::BatchId;
    use crate::domain::intake::FileKind;

    fn batch() -> Batch {
        Batch {
            id: BatchId(9),
            kind: "lait".into(),
            name: "lait.csv".into(),
            sha256: String::new(),
            entered: "2026-11-22T10:00:00Z".into(),
            source: String::new(),
            n_read: 1,
            n_kept: 1,
            n_figures: 1,
            skipped: Vec::new(),
        }
    }

    fn indicator(id: i64, code: &str, topic: &str) -> Indicator {
        Indicator {
            code: code.into(),
            title: code.into(),
            topic: topic.into(),
            ..Indicator::new(IndicatorId(id))
        }
    }

    fn keys() -> impl FnMut() -> i64 {
        let mut last = 100;
        move || {
            last += 1;
            last
        }
    }

    fn parts(change: Change) -> Vec<Command> {
        match change.command {
            Command::Several { commands, .. } => commands,
            one => vec![one],
        }
    }

    #[test]
    fn an_indicator_of_the_plan_is_filled_and_a_new_one_added() {
        let book = Book {
            indicators: vec![Indicator {
                title: "Our words".into(),
                ..indicator(1, "LAC", "")
            }]
            .into(),
            ..Book::default()
        };
        let mut intake = Intake::new(FileKind::Lait);
        intake.indicators = vec![
            indicator(0, "LAC", "Looked after"),
            indicator(0, "CIN", "Need"),
        ];
        let change = intake.change(&book, batch(), keys());
        assert_eq!(change.indicators, [IndicatorId(1), IndicatorId(101)]);
        let parts = parts(change);
        let Command::Indicator(edit) = &parts[0] else {
            panic!("{parts:?}")
        };
        let now = edit.now.as_ref().unwrap();
        assert_eq!(
            (now.title.as_str(), now.topic.as_str()),
            ("Our words", "Looked after")
        );
        assert_eq!(parts.len(), 3);
        assert!(matches!(&parts[2], Command::Batch(_)));
    }

    #[test]
    fn a_list_that_comes_again_replaces_the_one_of_its_name() {
        let neighbour = |id, list: &str, rank, code: &str| Neighbour {
            id: NeighbourId(id),
            list: list.into(),
            area: AreaCode::new("856"),
            rank,
            neighbour: AreaCode::new(code),
            closeness: "Close".into(),
        };
        let book = Book {
            neighbours: vec![
                neighbour(1, "2025-05", 1, "821"),
                neighbour(2, "2025-05", 2, "871"),
                neighbour(3, "2025-05", 3, "304"),
                neighbour(4, "2021-04", 1, "304"),
            ]
            .into(),
            ..Book::default()
        };
        let mut intake = Intake::new(FileKind::Neighbours);
        for (rank, code) in [(1, "821"), (2, "304"), (3, "331")] {
            intake.neighbours.push(ArrivingNeighbour {
                list: "2025-05".into(),
                area: AreaCode::new("856"),
                rank,
                neighbour: AreaCode::new(code),
                closeness: "Close".into(),
            });
        }
        let parts = parts(intake.change(&book, batch(), keys()));
        let edits: Vec<String> = parts
            .iter()
            .filter_map(|part| match part {
                Command::Neighbour(edit) => {
                    let was = edit.was.as_ref().map_or(0, |was| was.id.0);
                    let (id, rank) = edit.now.as_ref().map_or((0, 0), |now| (now.id.0, now.rank));
                    Some(format!("{was} becomes {id} at {rank}"))
                }
                _ => None,
            })
            .collect();
        assert_eq!(
            edits,
            ["2 becomes 0 at 0", "3 becomes 3 at 2", "0 becomes 101 at 3",]
        );
    }

    #[test]
    fn periods_of_another_kind_are_refused() {
        let book = Book {
            indicators: vec![indicator(1, "LAC", "")].into(),
            ..Book::default()
        };
        let mut intake = Intake::new(FileKind::Ees);
        intake.indicators = vec![Indicator {
            period_kind: crate::domain::period::PeriodKind::Calendar,
            ..indicator(0, "LAC", "")
        }];
        let problems = intake.problems_with(&book, "a.csv");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].kind, "period-of-another-kind");
    }
}
