//! A file of published grants, read but not yet part of the plan, and the one change that takes it in.
//!
//! A grant that the plan has already, by its identifier, is changed to what the file says; the others are added. A file
//! that says nothing new changes nothing.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::giving::Giving;
use crate::domain::id::MappingId;
use crate::domain::intake::Skipped;
use crate::domain::mapping::Mapping;
use crate::domain::problem::{Problem, Severity};
use crate::domain::record::Edit;

/// The kind under which the headings of published grants are remembered.
pub const KIND: &str = "grants";

/// A file of published grants, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GivingIntake {
    /// The file's name.
    pub name: String,
    /// Rows, or grants, read.
    pub n_read: u64,
    /// The grants, in the order of the file.
    pub grants: Vec<Giving>,
    /// Rows left out, by reason; with the grants they are the rows read.
    pub skipped: Vec<Skipped>,
    /// What is wrong. An error keeps the file out.
    pub problems: Vec<Problem>,
    /// The headings of a sheet; empty for JSON.
    pub headings: Vec<String>,
}

/// How a file stands to what the plan has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// Grants that the plan does not have.
    pub new: usize,
    /// Grants that the plan has otherwise.
    pub changed: usize,
    /// Grants that the plan has so.
    pub same: usize,
}

impl GivingIntake {
    /// Whether it may be taken in.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let is_error = |held: &Problem| held.severity == Severity::Error;
        !self.grants.is_empty() && !self.problems.iter().any(is_error)
    }

    /// How it stands to what the plan has.
    #[must_use]
    pub fn against(&self, book: &Book) -> Against {
        let mut against = Against::default();
        for grant in &self.grants {
            match book.givings.get(grant.id) {
                None => against.new += 1,
                Some(held) if held.body == grant.body => against.same += 1,
                Some(_) => against.changed += 1,
            }
        }
        against
    }

    /// The change that takes it in; none when the plan says all of it already.
    #[must_use]
    pub fn change(&self, book: &Book, new_key: impl FnOnce() -> i64) -> Option<Command> {
        let last = book.givings.iter().map(|held| held.position).max();
        let mut next = last.unwrap_or(0);
        let mut commands: Vec<Command> = Vec::new();
        for grant in &self.grants {
            let held = book.givings.get(grant.id);
            match held {
                Some(held) if held.body == grant.body => {}
                Some(held) => {
                    let now = Giving {
                        position: held.position,
                        ..grant.clone()
                    };
                    commands.push(Edit::change(held, now).into());
                }
                None => {
                    next += 1;
                    let now = Giving {
                        position: next,
                        ..grant.clone()
                    };
                    commands.push(Edit::add(now).into());
                }
            }
        }
        commands.extend(self.remembering(book, new_key));
        if commands.is_empty() {
            return None;
        }
        Some(Command::several(
            format!("Grants made of {}", self.name),
            commands,
        ))
    }

    /// The headings are remembered, so that the file can go out as it came.
    fn remembering(&self, book: &Book, new_key: impl FnOnce() -> i64) -> Option<Command> {
        let headings = self.headings.join("\t");
        let held = book.mappings.iter().find(|held| held.kind == KIND);
        match held {
            _ if headings.is_empty() => None,
            Some(held) if held.headings == headings => None,
            Some(held) => {
                let now = Mapping {
                    headings,
                    name: self.name.clone(),
                    ..held.clone()
                };
                Some(Edit::change(held, now).into())
            }
            None => Some(
                Edit::add(Mapping {
                    id: MappingId(new_key()),
                    kind: KIND.to_owned(),
                    name: self.name.clone(),
                    headings,
                    body: String::new(),
                })
                .into(),
            ),
        }
    }
}

/// The headings that published grants last came under.
#[must_use]
pub fn headings(book: &Book) -> Vec<String> {
    let held = book.mappings.iter().find(|held| held.kind == KIND);
    held.map_or_else(Vec::new, |held| {
        held.headings.split('\t').map(str::to_owned).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::giving::json::Json;
    use crate::domain::money::Pence;

    fn giving(identifier: &str, title: &str, position: i64) -> Giving {
        let body = Json::read(&format!(
            r#"{{"id":"{identifier}","title":"{title}","currency":"GBP"}}"#
        ));
        let day = "2020-01-01".parse().unwrap();
        Giving::of(&body.unwrap(), Pence(1), day, position)
    }

    fn intake(grants: Vec<Giving>) -> GivingIntake {
        GivingIntake {
            name: "a.csv".into(),
            n_read: grants.len() as u64,
            grants,
            headings: vec!["Identifier".into(), "Title".into()],
            ..GivingIntake::default()
        }
    }

    #[test]
    fn new_grants_are_added_known_ones_changed_and_the_same_left() {
        let book = Book {
            givings: vec![giving("a", "A", 4), giving("b", "B", 5)].into(),
            ..Book::default()
        };
        let file = intake(vec![
            giving("a", "A", 0),
            giving("b", "Better", 1),
            giving("c", "C", 2),
        ]);
        let against = file.against(&book);
        assert_eq!((against.new, against.changed, against.same), (1, 1, 1));
        let Some(Command::Several { commands, .. }) = file.change(&book, || 9) else {
            panic!("a change")
        };
        let positions: Vec<i64> = commands
            .iter()
            .filter_map(|command| match command {
                Command::Giving(edit) => edit.now.as_ref().map(|now| now.position),
                _ => None,
            })
            .collect();
        assert_eq!((positions.as_slice(), commands.len()), (&[5, 6][..], 3));
        assert!(Command::several("", commands).problems(&book).is_empty());
    }

    #[test]
    fn a_file_that_says_nothing_new_changes_nothing() {
        let file = intake(vec![giving("a", "A", 0)]);
        let mut book = Book {
            givings: vec![giving("a", "A", 4)].into(),
            ..Book::default()
        };
        assert!(file.change(&book, || 9).is_some(), "its headings are new");
        book.mappings = vec![Mapping {
            id: MappingId(9),
            kind: KIND.into(),
            name: "a.csv".into(),
            headings: "Identifier\tTitle".into(),
            body: String::new(),
        }]
        .into();
        assert_eq!(file.change(&book, || 9), None);
        assert_eq!(headings(&book), ["Identifier", "Title"]);
    }
}
