//! Which rows of an export count, and why the others do not: every row read is kept or set aside with its reason.
//!
//! Exports are pasted together and tested before they open. A blank line, the headings again halfway down, a response
//! that was begun and never sent in, the officer's own trial: none of them is a person's answer, and each is counted.
//!
//! Edges: incomplete responses, tests and second responses under one number are set aside unless the officer keeps them.
//! Nothing is deleted: setting aside is a count with the line of the first.

use std::collections::HashSet;

use crate::domain::consultation::AsideReason;
use crate::domain::intake::{Skipped, skip};
use crate::domain::responses::export::{Column, Export};
use crate::domain::responses::layout::Layout;
use crate::domain::responses::propose::Proposal;
use crate::domain::responses::role::{Personal, Role};
use crate::domain::responses::words::{folded, has_any};

/// Which doubtful rows are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Responses that were not sent in.
    pub incomplete: bool,
    /// Trials.
    pub tests: bool,
    /// Second and later responses under one number.
    pub duplicates: bool,
    /// Responses without an answer to any question.
    pub without_answers: bool,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is a response.
    Kept,
    /// There is nothing in it.
    Blank,
    /// It is the headings again.
    Headings,
    /// It is a trial.
    Test,
    /// It was not sent in.
    Incomplete,
    /// Its number was there before.
    Duplicate,
    /// It answers no question.
    NoAnswers,
}

impl Fate {
    /// Whether somebody answered, or began to: such a row enters the plan, and is set aside there where it does not count.
    #[must_use]
    pub fn is_response(self) -> bool {
        !matches!(self, Self::Blank | Self::Headings)
    }

    /// For which reason a response is set aside; none where it counts or is no response.
    #[must_use]
    pub fn aside(self) -> Option<AsideReason> {
        match self {
            Self::Kept | Self::Blank | Self::Headings => None,
            Self::Test | Self::Incomplete => Some(AsideReason::Invalid),
            Self::Duplicate => Some(AsideReason::Duplicate),
            Self::NoAnswers => Some(AsideReason::Blank),
        }
    }

    /// Every fate.
    pub const ALL: [Self; 7] = [
        Self::Kept,
        Self::Blank,
        Self::Headings,
        Self::Test,
        Self::Incomplete,
        Self::Duplicate,
        Self::NoAnswers,
    ];

    /// The reason, on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Blank => "blank row",
            Self::Headings => "headings again",
            Self::Test => "test response",
            Self::Incomplete => "incomplete",
            Self::Duplicate => "duplicate number",
            Self::NoAnswers => "no answers",
        }
    }
}

/// Rows read, kept and set aside: what is kept and what is set aside make up what was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounting {
    /// Rows below the headings.
    pub n_read: u64,
    /// Responses.
    pub n_kept: u64,
    /// The rest, by reason, with the line of the first of each.
    pub set_aside: Vec<Skipped>,
}

impl Accounting {
    /// Whether every row is accounted for.
    #[must_use]
    pub fn balances(&self) -> bool {
        self.n_read == self.n_kept + self.set_aside.iter().map(|held| held.n).sum::<u64>()
    }
}

/// Counts the rows by what becomes of them.
#[must_use]
pub fn accounting(export: &Export, fates: &[Fate]) -> Accounting {
    let mut out = Accounting {
        n_read: fates.len() as u64,
        ..Accounting::default()
    };
    for (row, fate) in fates.iter().enumerate() {
        match fate {
            Fate::Kept => out.n_kept += 1,
            fate => {
                let line = export.lines.get(row).copied().unwrap_or(0);
                // Nothing of what the row says is shown: it may be personal.
                skip(&mut out.set_aside, fate.word(), line, "");
            }
        }
    }
    out
}

/// What becomes of every row.
#[must_use]
pub fn fates(export: &Export, proposal: &Proposal) -> Vec<Fate> {
    let n_rows = export.n_rows();
    let n_filled = filled(export, 0..export.columns.len(), n_rows);
    let questions: Vec<usize> = proposal.of_role(Role::is_question).collect();
    let n_answers = filled(export, questions.iter().copied(), n_rows);
    let mut fates = vec![Fate::Kept; n_rows];
    for (row, fate) in fates.iter_mut().enumerate() {
        if n_filled.get(row) == Some(&0) {
            *fate = Fate::Blank;
        }
    }
    for row in &export.again {
        if let Some(fate) = fates.get_mut(*row) {
            *fate = Fate::Headings;
        }
    }
    let keep = proposal.keep;
    if !keep.tests {
        let (states, texts) = written(export, proposal);
        set(&mut fates, Fate::Test, |row| is_test(&states, &texts, row));
    }
    if !keep.incomplete {
        let open = unfinished(export, proposal);
        set(&mut fates, Fate::Incomplete, |row| {
            open.get(row).copied().unwrap_or(false)
        });
    }
    if !keep.without_answers {
        let none = |row: usize| n_answers.get(row).copied().unwrap_or(0) == 0;
        if !questions.is_empty() {
            set(&mut fates, Fate::NoAnswers, none);
        }
    }
    if !keep.duplicates {
        let ids = proposal.of_role(|role| *role == Role::RespondentId).next();
        if let Some(column) = ids.and_then(|at| export.columns.get(at)) {
            let mut seen = HashSet::new();
            for (row, fate) in fates
                .iter_mut()
                .enumerate()
                .filter(|(_, fate)| **fate == Fate::Kept)
            {
                let code = column.cells.get(row).copied().unwrap_or(0);
                if code != 0 && !seen.insert(code) {
                    *fate = Fate::Duplicate;
                }
            }
        }
    }
    fates
}

fn set(fates: &mut [Fate], to: Fate, is: impl Fn(usize) -> bool) {
    for (row, fate) in fates.iter_mut().enumerate() {
        if *fate == Fate::Kept && is(row) {
            *fate = to;
        }
    }
}

/// How many cells of some columns each row fills.
fn filled(export: &Export, columns: impl Iterator<Item = usize>, n_rows: usize) -> Vec<u32> {
    let mut out = vec![0; n_rows];
    for column in columns.filter_map(|at| export.columns.get(at)) {
        for (n, code) in out.iter_mut().zip(&column.cells) {
            *n += u32::from(*code != 0);
        }
    }
    out
}

const UNFINISHED: [&str; 6] = [
    "partial",
    "incomplete",
    "in progress",
    "draft",
    "not completed",
    "partially completed",
];
const TRIAL: [&str; 4] = ["survey preview", "survey test", "preview", "test"];

/// The columns that say how far a response came, and those in which a person wrote.
fn written<'e>(export: &'e Export, proposal: &Proposal) -> (Vec<&'e Column>, Vec<&'e Column>) {
    let of = |is: fn(&Role) -> bool| {
        let found = proposal.of_role(is);
        found.filter_map(|at| export.columns.get(at)).collect()
    };
    let is_text = |role: &Role| matches!(role, Role::Text | Role::Drop(Personal::Name));
    (of(|role| *role == Role::Status), of(is_text))
}

/// A status that says so, or nothing but `test` in every text that a person wrote.
fn is_test(states: &[&Column], texts: &[&Column], row: usize) -> bool {
    let says = |column: &&Column| has_any(&folded(column.text(row)), &TRIAL);
    if states.iter().any(says) {
        return true;
    }
    let is_word = |text: &str| {
        text.len() <= 8 && ["test", "testing", "test 1", "test1"].contains(&folded(text).as_str())
    };
    let mut said = texts.iter().map(|column| column.text(row));
    let mut any = false;
    let all = said.all(|text| {
        any |= !text.is_empty();
        text.is_empty() || is_word(text)
    });
    any && all
}

/// Which responses were not sent in.
fn unfinished(export: &Export, proposal: &Proposal) -> Vec<bool> {
    let mut out = vec![false; export.n_rows()];
    for (held, column) in proposal.columns.iter().zip(&export.columns) {
        let is_open = match held.role {
            Role::Status => codes(column, |value| says_unfinished(&held.title.whole, value)),
            Role::SubmittedAt if proposal.recognised.layout == Layout::LimeSurvey => {
                // Only a blank is a response not sent in: 1980-01-01 stands for the day in an anonymised survey.
                codes(column, str::is_empty)
            }
            _ => continue,
        };
        for (open, code) in out.iter_mut().zip(&column.cells) {
            *open |= is_open.get(*code as usize).copied().unwrap_or(false);
        }
    }
    out
}

fn says_unfinished(heading: &str, value: &str) -> bool {
    let (heading, value) = (folded(heading), folded(value));
    let asks = ["finish", "complete"]
        .iter()
        .any(|word| heading.contains(word));
    has_any(&value, &UNFINISHED) || (asks && ["0", "false", "no"].contains(&value.as_str()))
}

fn codes(column: &Column, is: impl Fn(&str) -> bool) -> Vec<bool> {
    column.values.iter().map(|value| is(value)).collect()
}
