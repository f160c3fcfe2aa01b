//! How lines came from what the plan gave them to what they have now, one move after the other.
//!
//! This is what a waterfall draws: where it begins, each move with its sign, where it ends.
//!
//! Edges: moves of one day stand in the order in which they are kept.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::check;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::total;
use crate::domain::id::{GrantId, VirementId};
use crate::domain::money::Pence;
use crate::domain::problem::{Problem, Severity};
use crate::domain::virement::Virement;

/// One move as some lines felt it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The move.
    pub virement: VirementId,
    /// When it was decided.
    pub made_on: Date,
    /// Why.
    pub reason: String,
    /// What the lines gained; below nought what they gave up.
    pub change: Pence,
    /// What they had after it.
    pub after: Pence,
}

/// From the original budget to the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// What the plan gave.
    pub original: Pence,
    /// The moves, the earliest first.
    pub steps: Vec<Step>,
    /// What is there now.
    pub latest: Pence,
}

/// The steps of some lines together; a move that only shifts money among them is no step.
#[must_use]
pub fn of(book: &Book, lines: &BTreeSet<LineAt>) -> Steps {
    let given = book
        .allocations
        .iter()
        .filter(|held| lines.contains(&LineAt::new(held.grant, held.priority_area)));
    let original = total(given.map(|held| held.amount));
    let mut moves: Vec<&Virement> = book.virements.iter().collect();
    moves.sort_by_key(|held| held.made_on);
    let mut latest = original;
    let mut steps = Vec::new();
    for held in moves {
        let is_ours = |line: Option<LineAt>| line.is_some_and(|line| lines.contains(&line));
        let parts = held.lines.iter().filter(|part| is_ours(part.line()));
        let change = total(parts.map(|part| part.amount));
        if change == Pence::ZERO {
            continue;
        }
        latest = Pence(latest.0.saturating_add(change.0));
        steps.push(Step {
            virement: held.id,
            made_on: held.made_on,
            reason: held.reason.clone(),
            change,
            after: latest,
        });
    }
    Steps {
        original,
        steps,
        latest,
    }
}

impl Virement {
    /// A book of the year's money alone as it would stand with this move made; without it as it stands.
    #[must_use]
    pub fn made(book: &Book, fiscal_year: i16, made: Option<&Self>) -> Book {
        let of_year = |grant: GrantId| {
            let held = book.grants.get(grant);
            held.is_some_and(|held| held.fiscal_year == fiscal_year)
        };
        let grants = book.grants.iter().filter(|held| of_year(held.id));
        let allocations = book.allocations.iter().filter(|held| of_year(held.grant));
        let virements = book.virements.iter().chain(made);
        let virements = virements.filter(|held| held.fiscal_year == fiscal_year);
        Book {
            grants: grants.cloned().collect::<Vec<_>>().into(),
            allocations: allocations.cloned().collect::<Vec<_>>().into(),
            virements: virements.cloned().collect::<Vec<_>>().into(),
            priority_areas: book.priority_areas.clone(),
            objectives: book.objectives.clone(),
            of_which: book.of_which.clone(),
            contributions: book.contributions.clone(),
            actuals: book.actuals.clone(),
            forecasts: book.forecasts.clone(),
            commitments: book.commitments.clone(),
            profiles: book.profiles.clone(),
            carried: book.carried.clone(),
            closings: book.closings.clone(),
            scheme: book.scheme.clone(),
            published_totals: book.published_totals.clone(),
            ..Book::default()
        }
    }

    /// What the checks of the year would say with this move made that they do not say now, and what they would no
    /// longer say.
    #[must_use]
    pub fn checks_changed(&self, book: &Book) -> (Vec<Problem>, Vec<Problem>) {
        let year = self.fiscal_year;
        let found = |made| check::of_year(&Self::made(book, year, made), year, None);
        let (before, after) = (found(None), found(Some(self)));
        // Why and what to do may be put otherwise when other figures change; that is no other finding.
        let is_same = |a: &Problem, b: &Problem| {
            (a.kind, &a.location, &a.what) == (b.kind, &b.location, &b.what)
        };
        let less = |these: &[Problem], those: &[Problem]| -> Vec<Problem> {
            let only = these.iter().filter(|problem| {
                problem.severity != Severity::Note
                    && !those.iter().any(|other| is_same(problem, other))
            });
            only.cloned().collect()
        };
        (less(&after, &before), less(&before, &after))
    }
}
