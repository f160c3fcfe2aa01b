//! What a merge finds, in the nouns' own words: what a row is called, and its values here and there.

use std::collections::HashMap;

use crate::domain::compare::{Fact, Held as Record, Reader, Version};
use crate::domain::merge::{Cell, Conflict, Dispute, Fields, Held, ROW, Row, Write};
use crate::domain::naming;
use crate::domain::problem::Place;
use crate::store::error::StoreError;
use crate::store::merge::copy::{RowKey, fields, number, whole};
use crate::store::merge::rules::Fault;

/// The words of both copies.
pub struct Tell<'v> {
    mine: One<'v>,
    theirs: One<'v>,
}

struct One<'v> {
    records: HashMap<&'static str, HashMap<i64, &'v Record>>,
    reader: Reader<'v>,
}

impl<'v> One<'v> {
    fn new(version: &'v Version) -> Self {
        let mut records: HashMap<&'static str, HashMap<i64, &'v Record>> = HashMap::new();
        for held in &version.records {
            records
                .entry(held.table)
                .or_default()
                .insert(held.key, held);
        }
        Self {
            records,
            reader: version.reader(),
        }
    }

    fn find(&self, row: &RowKey) -> Option<&'v Record> {
        let of_table = self.records.get(row.0.as_str())?;
        of_table.get(&number(&row.1)?).copied()
    }

    fn values(&self, table: &str, names: &[String], of: Option<&Fields>) -> String {
        let Some(of) = of else {
            return String::new();
        };
        let said: Vec<String> = names
            .iter()
            .filter_map(|name| Some((name, of.get(name)?)))
            .map(|(name, fact)| self.reader.words(table, name, fact))
            .filter(|words| !words.is_empty())
            .collect();
        said.join("; ")
    }
}

impl<'v> Tell<'v> {
    /// The words of the plan here, and of their copy.
    pub fn new(mine: &'v Version, theirs: &'v Version) -> Self {
        Self {
            mine: One::new(mine),
            theirs: One::new(theirs),
        }
    }

    fn find(&self, row: &RowKey) -> Option<&'v Record> {
        self.mine.find(row).or_else(|| self.theirs.find(row))
    }

    /// What a row is called, with its noun.
    pub fn title(&self, row: &RowKey) -> String {
        let (noun, title) = self.named(row);
        if title.is_empty() {
            noun
        } else {
            format!("{noun} “{title}”")
        }
    }

    /// A column in words.
    pub fn column(&self, table: &str, column: &str) -> String {
        naming::column(table, column).words
    }

    fn named(&self, row: &RowKey) -> (String, String) {
        if let Some(record) = self.find(row) {
            return (record.noun.to_owned(), record.title.clone());
        }
        let noun = naming::about(&row.0).map_or(row.0.as_str(), |(title, _)| title);
        (noun.to_owned(), self.link(row).unwrap_or_default())
    }

    /// What a link joins: its key is the keys of two records.
    fn link(&self, row: &RowKey) -> Option<String> {
        let ends = naming::joins(&row.0, &row.1)?;
        let names: Vec<String> = ends
            .iter()
            .map(|(table, key)| {
                self.find(&((*table).to_owned(), format!("[{key}]")))
                    .map_or_else(|| key.to_string(), |record| record.title.clone())
            })
            .collect();
        Some(names.join(", "))
    }

    fn place(&self, row: &RowKey) -> Place {
        self.find(row)
            .map_or(Place::Plan, |record| record.place.clone())
    }

    /// A cell that both changed.
    pub fn conflict(&self, at: &RowKey, row: &Row, dispute: &Dispute) -> Conflict {
        let (noun, title) = self.named(at);
        let is_row = dispute.field == ROW;
        let value = |one: &One<'v>, now: Option<&Fields>| -> String {
            if now.is_none() {
                "removed".to_owned()
            } else if is_row {
                one.find(at)
                    .map_or_else(String::new, |record| record.shown.clone())
            } else {
                one.values(&at.0, &dispute.fields, now)
            }
        };
        Conflict {
            cell: Cell {
                field: dispute.field.clone(),
                ..whole(at)
            },
            noun,
            title,
            field: if is_row {
                String::new()
            } else {
                let main = match dispute.fields.as_slice() {
                    [one] => one,
                    _ => &dispute.field,
                };
                self.column(&at.0, main)
            },
            was: if is_row {
                String::new()
            } else {
                self.mine
                    .values(&at.0, &dispute.fields, dispute.was.as_ref())
            },
            mine: value(&self.mine, row.mine.now.as_ref()),
            mine_by: dispute.mine_by.clone(),
            theirs: value(&self.theirs, row.theirs.now.as_ref()),
            theirs_by: dispute.theirs_by.clone(),
            place: self.place(at),
        }
    }

    /// A record that stays out, and how many with it.
    pub fn held(&self, at: &RowKey, row: &Row, fault: &Fault, n_with_it: usize) -> Held {
        let (noun, title) = self.named(at);
        Held {
            cell: whole(at),
            noun,
            title,
            theirs: match &row.theirs.now {
                None => "removed".to_owned(),
                Some(_) => self
                    .theirs
                    .find(at)
                    .map_or_else(String::new, |record| record.shown.clone()),
            },
            theirs_by: row
                .links
                .iter()
                .chain([row])
                .filter_map(|part| part.theirs.touches.last())
                .next_back()
                .map(|touch| touch.by.clone()),
            why: fault.why.clone(),
            n_with_it,
        }
    }
}

/// A row of theirs as it would be here, for the file's own rules.
pub fn would_be(row: &Row, write: &Write) -> Result<Fields, StoreError> {
    Ok(match write {
        Write::Add(all) => all.clone(),
        Write::Set(some) => {
            let mut all = row.mine.now.clone().unwrap_or_default();
            all.extend(
                some.iter()
                    .map(|(name, fact): (&String, &Fact)| (name.clone(), fact.clone())),
            );
            all
        }
        Write::Remove => fields("{}")?,
    })
}
