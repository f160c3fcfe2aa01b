//! Takes a survey in by a proposal that the officer has agreed to.
//!
//! Each different text is looked up once and each row is then a number, so a large export takes no longer than reading it.
//!
//! Edges: an option column is a tick, a plain "no" or blank. Where every column of a question is blank, nothing shows that
//! the person saw it, and it is not answered; a 0 or a FALSE shows that they did. An answer that is not offered is
//! [`OUTSIDE`](crate::domain::responses::taken::OUTSIDE), kept as said, and told with its line and column.

mod cells;
mod ranks;

use std::collections::{HashMap, HashSet};

use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::responses::export::Export;
use crate::domain::responses::propose::Proposal;
use crate::domain::responses::role::Role;
use crate::domain::responses::rows::{Fate, accounting, fates};
use crate::domain::responses::taken::{Outside, Purpose, Question, Taken};

/// How many answers outside those offered are told one by one; the rest are counted, and all are kept.
pub const SHOWN: usize = 20;

/// The respondents' own numbers in the tool, of every row that is somebody's response; nothing where the file has none.
#[must_use]
pub fn numbers(export: &Export, proposal: &Proposal) -> Vec<String> {
    let rows = responses(&fates(export, proposal));
    texts(export, proposal, &rows, &Role::RespondentId)
}

/// The rows that are somebody's response, those set aside with them.
fn responses(fates: &[Fate]) -> Vec<usize> {
    let is = |row: &usize| fates.get(*row).is_some_and(|fate| fate.is_response());
    (0..fates.len()).filter(is).collect()
}

/// Takes a survey in.
#[must_use]
pub fn take(export: &Export, proposal: &Proposal) -> Taken {
    let fates = fates(export, proposal);
    let rows = responses(&fates);
    let aside = rows.iter().map(|row| {
        let fate = fates.get(*row)?;
        Some((fate.aside()?, fate.word().to_owned()))
    });
    let aside = aside.collect();
    let lines = rows
        .iter()
        .filter_map(|row| export.lines.get(*row).copied())
        .collect();
    let (channels, channel) = parts(export, proposal, &rows, &Role::Channel);
    let (groups, group) = parts(export, proposal, &rows, &Role::Group);
    let mut taken = Taken {
        lines,
        aside,
        ids: texts(export, proposal, &rows, &Role::RespondentId),
        submitted: texts(export, proposal, &rows, &Role::SubmittedAt),
        channels,
        channel,
        groups,
        group,
        accounting: accounting(export, &fates),
        ..Taken::default()
    };
    for columns in questions(proposal) {
        let question = taken.questions.len();
        let taking = cells::Taking::new(export, proposal, &rows, question);
        if let Some((question, outside)) = taking.question(columns) {
            taken.questions.push(question);
            taken.outside.extend(outside);
        }
    }
    number(&mut taken.questions);
    taken.problems = proposal.problems.clone();
    taken.problems.extend(told(export, &taken));
    taken
}

/// The columns of each question, in the order of the file.
fn questions(proposal: &Proposal) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (at, held) in proposal.columns.iter().enumerate() {
        let goes_with = |columns: &&mut Vec<usize>| {
            let other = columns
                .first()
                .and_then(|first| proposal.columns.get(*first));
            other.is_some_and(|other| match (&other.role, &held.role) {
                (Role::MultiColumns { stem: one, .. }, Role::MultiColumns { stem: two, .. })
                | (Role::Rank { stem: one, .. }, Role::Rank { stem: two, .. })
                | (Role::RankPlace { stem: one, .. }, Role::RankPlace { stem: two, .. }) => {
                    one == two && other.title.key == held.title.key
                }
                _ => false,
            })
        };
        match &held.role {
            Role::Group => {}
            role if !role.is_question() => {}
            _ => match out.iter_mut().rev().find(goes_with) {
                Some(columns) => columns.push(at),
                None => out.push(vec![at]),
            },
        }
    }
    out
}

/// Gives each question a number of its own. One without a printed number is numbered in its order, and what is about the
/// respondent `A1`, `A2`; where several have one number, as the rows of a grid do, they are its parts: `5.1`, `5.2`.
fn number(questions: &mut [Question]) {
    let (mut n, mut n_about) = (0, 0);
    let mut before: Option<String> = None;
    for question in questions.iter_mut() {
        let is_about = question.purpose != Purpose::Matter;
        let goes_on = !is_about && question.stem.is_some() && question.stem == before;
        if !is_about {
            before.clone_from(&question.stem);
        }
        let counter = if is_about { &mut n_about } else { &mut n };
        *counter += i32::from(!goes_on);
        if question.number.is_empty() {
            let letter = if is_about { "A" } else { "" };
            question.number = format!("{letter}{counter}");
        }
    }
    // A number that is taken is given no second time, also not to a part.
    let mut shared: HashMap<String, usize> = HashMap::new();
    for question in questions.iter() {
        *shared.entry(question.number.clone()).or_default() += 1;
    }
    let mut taken: HashSet<String> = shared.keys().cloned().collect();
    let mut parts: HashMap<String, usize> = HashMap::new();
    for question in questions.iter_mut() {
        let whole = question.number.clone();
        while shared.get(&whole).is_some_and(|n| *n > 1) {
            let part = parts.entry(whole.clone()).or_default();
            *part += 1;
            question.number = format!("{whole}.{part}");
            if taken.insert(question.number.clone()) {
                break;
            }
        }
    }
}

/// The names of channels or groups, and which each respondent is of.
fn parts(
    export: &Export,
    proposal: &Proposal,
    rows: &[usize],
    role: &Role,
) -> (Vec<String>, Vec<u16>) {
    let found = proposal.of_role(|held| held == role).next();
    let Some(column) = found.and_then(|at| export.columns.get(at)) else {
        return (Vec::new(), Vec::new());
    };
    let mut names: Vec<String> = Vec::new();
    let mut place_of = vec![0_u16; column.values.len()];
    let mut each = Vec::with_capacity(rows.len());
    for row in rows {
        let code = column.cells.get(*row).copied().unwrap_or(0);
        let Some(place) = place_of.get_mut(code as usize) else {
            continue;
        };
        if *place == 0 && code != 0 {
            names.push(column.value(code).to_owned());
            *place = u16::try_from(names.len()).unwrap_or(u16::MAX);
        }
        each.push(*place);
    }
    (names, each)
}

fn texts(export: &Export, proposal: &Proposal, rows: &[usize], role: &Role) -> Vec<String> {
    let found = proposal.of_role(|held| held == role).next();
    let Some(column) = found.and_then(|at| export.columns.get(at)) else {
        return Vec::new();
    };
    rows.iter()
        .map(|row| column.text(*row).to_owned())
        .collect()
}

/// Answers that were not offered, told with their places: the first few, and how many more.
fn told(export: &Export, taken: &Taken) -> Vec<Problem> {
    let one = |held: &Outside| {
        let question = taken.questions.get(held.question)?;
        let line = taken.lines.get(held.respondent as usize).copied();
        let place = Place::File(export.name.clone(), line, Some(held.column as u64 + 1));
        let at = format!(
            "{}, line {}, column {}",
            export.name,
            line.unwrap_or(0),
            held.column + 1
        );
        let said: String = held.said.chars().take(60).collect();
        let words: String = question.text.chars().take(60).collect();
        let what = format!("“{said}” in answer to “{words}”");
        let remedy =
            "Add it to the answers offered, or leave it: it is counted apart and kept as said.";
        let why = "It is not among the answers the question offers.";
        Some(
            Problem::refusal("outside-answers", place, at, what, why, remedy)
                .severity(Severity::Warning),
        )
    };
    let mut problems: Vec<Problem> = taken.outside.iter().take(SHOWN).filter_map(one).collect();
    if let Some(more) = taken
        .outside
        .len()
        .checked_sub(SHOWN)
        .filter(|more| *more > 0)
    {
        let place = Place::File(export.name.clone(), None, None);
        let what = format!("{more} more answers that were not offered");
        let why = "They are kept as said and counted apart.";
        let remedy = "Look at the answers each question offers.";
        let problem = Problem::refusal("outside-answers", place, &export.name, what, why, remedy);
        problems.push(problem.severity(Severity::Warning));
    }
    problems
}

#[cfg(test)]
mod tests;
