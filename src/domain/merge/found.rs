//! What a merge brings, in words: the changes that come in, what they make of the plan, and what is left to decide.

use crate::domain::compare::Difference;
use crate::domain::merge::{Author, Cell};
use crate::domain::problem::Place;

/// A change of theirs that this copy has not heard of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// Who made it, and when.
    pub by: Author,
    /// What, in words.
    pub words: String,
    /// Whether it takes another back, or makes it once more.
    pub is_step: bool,
}

/// A cell that both changed to different values.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The cell, for the decision.
    pub cell: Cell,
    /// The word for the noun: `grant`.
    pub noun: String,
    /// What the record is called.
    pub title: String,
    /// The field in words; empty for the whole record.
    pub field: String,
    /// What it was when both still agreed.
    pub was: String,
    /// What it is here.
    pub mine: String,
    /// Who changed it here, and when; none where the journal does not say.
    pub mine_by: Option<Author>,
    /// What it is there.
    pub theirs: String,
    /// Who changed it there, and when.
    pub theirs_by: Option<Author>,
    /// Where it is seen here.
    pub place: Place,
}

/// A record of theirs that the plan's rules keep out, though nobody changed it here.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The row, for the decision to let it go.
    pub cell: Cell,
    /// The word for the noun.
    pub noun: String,
    /// What the record is called.
    pub title: String,
    /// What they made of it: `removed`, or its value.
    pub theirs: String,
    /// Who, and when.
    pub theirs_by: Option<Author>,
    /// Why it stays out, and what to do.
    pub why: String,
    /// How many records stay out with it, because they belong to it.
    pub n_with_it: usize,
}

/// A snapshot of theirs that comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotIn {
    /// Its name there.
    pub name: String,
    /// Its name here: another, where that name is taken.
    pub as_name: String,
}

/// What a merge brings, or would bring.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// What the step is called: `Merge of priya’s copy`.
    pub words: String,
    /// Their changes that this copy had not heard of, oldest first.
    pub coming: Vec<Coming>,
    /// What becomes of the plan by it.
    pub differences: Vec<Difference>,
    /// Files of figures, ledgers or responses that come with their rows, by name.
    pub files: Vec<String>,
    /// Snapshots that come in.
    pub snapshots: Vec<SnapshotIn>,
    /// What both changed, and nobody has decided.
    pub conflicts: Vec<Conflict>,
    /// What the plan's rules keep out.
    pub held: Vec<Held>,
}

impl Found {
    /// Whether something is left to decide or to put right.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.conflicts.is_empty() || !self.held.is_empty()
    }

    /// Whether the plan would be, or is, another by it.
    #[must_use]
    pub fn brings_something(&self) -> bool {
        !self.differences.is_empty() || !self.files.is_empty() || !self.snapshots.is_empty()
    }

    /// In a sentence or a few.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut parts = Vec::new();
        if self.coming.is_empty() && !self.brings_something() && !self.is_open() {
            return "Their copy has nothing that this one lacks.".into();
        }
        parts.push(match self.coming.len() {
            0 => "Their copy has no change that this one has not heard of".to_owned(),
            1 => "1 change of theirs comes in".to_owned(),
            n => format!("{n} changes of theirs come in"),
        });
        match self.differences.len() {
            0 => parts.push("no value here becomes another".into()),
            1 => parts.push("1 value or record here becomes another".into()),
            n => parts.push(format!("{n} values or records here become others")),
        }
        if !self.files.is_empty() {
            parts.push(format!(
                "with {}",
                counted(self.files.len(), "file", "files")
            ));
        }
        if !self.snapshots.is_empty() {
            parts.push(counted(self.snapshots.len(), "snapshot", "snapshots"));
        }
        let mut said = format!("{}.", parts.join(", "));
        if !self.conflicts.is_empty() {
            said.push_str(&match self.conflicts.len() {
                1 => " 1 value was changed on both sides; it stays as it is here until you decide.".to_owned(),
                n => format!(" {n} values were changed on both sides; they stay as they are here until you decide."),
            });
        }
        if !self.held.is_empty() {
            said.push_str(&match self.held.len() {
                1 => " 1 record of theirs cannot come in as things stand.".to_owned(),
                n => format!(" {n} records of theirs cannot come in as things stand."),
            });
        }
        said
    }
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What the step is called, by who made the changes; `file` is named where nobody did.
#[must_use]
pub fn copy_of(coming: &[Coming], file: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for change in coming {
        let name = format!("{}’s", change.by.who);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => format!("Merge of {file}"),
        [one] => format!("Merge of {one} copy"),
        [many @ .., last] => format!("Merge of {} and {last} copy", many.join(", ")),
    }
}
