//! Questions that were put only to some, found from who was never seen to answer them.
//!
//! "Have you used the centre? If so, …": whoever said no was not asked the rest, and is no refusal. Exports do not say so;
//! but where everybody who gave one answer left a later question blank, and most who gave another answered it, the answer
//! decided who was asked.
//!
//! Edges: the sign is taken only from [`FEW`] people or more, and the officer may take it back. It changes no percentage,
//! for those have the people who answered as their base; it parts "not asked" from "not answered".

use crate::domain::responses::export::{Column, Export};
use crate::domain::responses::propose::Proposal;
use crate::domain::responses::role::Role;
use crate::domain::responses::rows::Fate;

/// The fewest people who must have been passed over.
pub const FEW: u32 = 20;
/// How many closed questions before a question are looked at.
const BEFORE: usize = 6;
/// The most answers of a question that decides who is asked.
const MOST: usize = 6;

/// A question that was put only to those who gave certain answers to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The column, counted from 0: all columns of one question have the same route.
    pub of: usize,
    /// The column whose answer decides.
    pub when: usize,
    /// The answers of those who were asked.
    pub is: Vec<String>,
}

impl Route {
    /// For each row whether the question was put.
    #[must_use]
    pub fn asked(&self, export: &Export) -> Vec<bool> {
        let Some(column) = export.columns.get(self.when) else {
            return vec![true; export.n_rows()];
        };
        let by_code: Vec<bool> = column
            .values
            .iter()
            .map(|value| self.is.contains(value))
            .collect();
        column
            .cells
            .iter()
            .map(|code| by_code.get(*code as usize).copied().unwrap_or(true))
            .collect()
    }
}

/// The routes that the kept rows of an export show, one for each column of a question at most.
#[must_use]
pub fn find(export: &Export, proposal: &Proposal, fates: &[Fate]) -> Vec<Route> {
    let kept: Vec<bool> = fates.iter().map(|fate| *fate == Fate::Kept).collect();
    let mut deciders: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (first, last) in questions(proposal) {
        let answered = answered(export, first..=last);
        let found = deciders.iter().rev().take(BEFORE).find_map(|&when| {
            let column = export.columns.get(when)?;
            let is = decides(column, &answered, &kept)?;
            Some((when, is))
        });
        if let Some((when, is)) = found {
            out.extend((first..=last).map(|of| Route {
                of,
                when,
                is: is.clone(),
            }));
        }
        let one = export.columns.get(first).filter(|_| first == last);
        let is_single = proposal
            .columns
            .get(first)
            .is_some_and(|held| held.role == Role::Single);
        if is_single && one.is_some_and(|column| (2..=MOST).contains(&column.n_distinct())) {
            deciders.push(first);
        }
    }
    out
}

/// The first and last column of each question; demographic ones are put to all.
fn questions(proposal: &Proposal) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (at, held) in proposal.columns.iter().enumerate() {
        if !held.role.is_question()
            || matches!(held.role, Role::Attribute | Role::Group | Role::Consent)
        {
            continue;
        }
        let before = at
            .checked_sub(1)
            .and_then(|before| proposal.columns.get(before));
        let goes_on = held.role.stem().is_some()
            && before.is_some_and(|before| {
                before.role.stem() == held.role.stem() && before.title.key == held.title.key
            });
        match out.last_mut().filter(|_| goes_on) {
            Some((_, last)) => *last = at,
            None => out.push((at, at)),
        }
    }
    out
}

fn answered(export: &Export, columns: std::ops::RangeInclusive<usize>) -> Vec<bool> {
    let mut out = vec![false; export.n_rows()];
    for column in columns.filter_map(|at| export.columns.get(at)) {
        for (any, code) in out.iter_mut().zip(&column.cells) {
            *any |= *code != 0;
        }
    }
    out
}

/// The answers whose givers were asked, where the column decides.
fn decides(column: &Column, answered: &[bool], kept: &[bool]) -> Option<Vec<String>> {
    let mut n = vec![(0_u32, 0_u32); column.values.len()];
    for ((code, any), _) in column
        .cells
        .iter()
        .zip(answered)
        .zip(kept)
        .filter(|(_, kept)| **kept)
    {
        if let Some(held) = n.get_mut(*code as usize) {
            held.0 += 1;
            held.1 += u32::from(*any);
        }
    }
    let said = n.get(1..)?;
    let passed_over: u32 = said
        .iter()
        .filter(|(_, any)| *any == 0)
        .map(|(all, _)| all)
        .sum();
    let asked: Vec<usize> = (1..n.len())
        .filter(|code| n.get(*code).is_some_and(|(_, any)| *any > 0))
        .collect();
    let (all, any) = asked
        .iter()
        .filter_map(|code| n.get(*code))
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    // Whoever did not answer the deciding question was not asked the other, or the column decides nothing.
    let from_silent = n.first().map_or(0, |(_, any)| *any);
    let decides = passed_over >= FEW && any * 2 >= all && from_silent == 0 && !asked.is_empty();
    decides.then(|| {
        asked
            .iter()
            .filter_map(|code| column.values.get(*code).cloned())
            .collect()
    })
}
