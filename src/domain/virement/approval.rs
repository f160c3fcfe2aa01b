//! Who must approve a move: its size as the council's scheme counts it, its kind, and the band both fall in.
//!
//! Edges: money that serves another objective than its priority area's own counts as that objective's. Lines without an
//! objective are nobody's service, so a move of theirs counts as one between objectives, which is the stricter reading.
//! With any capital in it the move is a capital one.

use crate::domain::book::Book;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::{allocation, total};
use crate::domain::grant::{Grant, Nature};
use crate::domain::id::ObjectiveId;
use crate::domain::money::Pence;
use crate::domain::scheme::{Kind, Scheme};
use crate::domain::virement::{Virement, VirementLine};

/// The size that decides who approves, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The size that is looked up in the scheme.
    pub size: Pence,
    /// What of it was moved before in the year.
    pub before: Pence,
    /// The line whose moves were counted together; none where the move counts by itself.
    pub line: Option<LineAt>,
}

impl Counted {
    /// `£12,000 counted with £4,000 moved before in the year`, or `£8,000`.
    #[must_use]
    pub fn words(&self) -> String {
        if self.before == Pence::ZERO {
            return self.size.to_string();
        }
        format!(
            "{} counted with {} moved before in the year",
            self.size, self.before
        )
    }
}

impl Virement {
    /// The size that decides who approves: with a cumulative scheme the most that any line of it has had moved in or out
    /// in the year, this move counted; else, and where that is more, what this move moves.
    #[must_use]
    pub fn counted(&self, book: &Book, scheme: &Scheme) -> Counted {
        let alone = Counted {
            size: self.size(),
            before: Pence::ZERO,
            line: None,
        };
        if !scheme.is_cumulative {
            return alone;
        }
        let together = self
            .lines
            .iter()
            .filter_map(VirementLine::line)
            .map(|line| {
                let before = self.moved_before(book, line);
                Counted {
                    size: Pence(before.0.saturating_add(self.touched(line).0)),
                    before,
                    line: Some(line),
                }
            });
        // The first of equal lines is named, and a line must pass the move's own size to be named at all.
        together.fold(alone, |most, counted| {
            if counted.size > most.size {
                counted
            } else {
                most
            }
        })
    }

    /// How much of a line this moves, in or out.
    fn touched(&self, line: LineAt) -> Pence {
        let parts = self.lines.iter().filter(|part| part.line() == Some(line));
        total(parts.map(|part| part.amount.abs()))
    }

    /// What other virements of the year moved in or out of a line.
    fn moved_before(&self, book: &Book, line: LineAt) -> Pence {
        let others = book
            .virements
            .iter()
            .filter(|held| held.id != self.id && held.fiscal_year == self.fiscal_year);
        total(others.map(|held| held.touched(line)))
    }

    /// What sort of move it is.
    #[must_use]
    pub fn kind(&self, book: &Book) -> Kind {
        let is_capital = |grant: &Grant| grant.nature == Nature::Capital;
        let moved = || self.lines.iter().filter(|part| part.amount != Pence::ZERO);
        let mut serves: Vec<Option<ObjectiveId>> = moved()
            .filter_map(VirementLine::line)
            .map(|line| serves(book, line))
            .collect();
        serves.dedup();
        let mut grants = moved().filter_map(|part| book.grants.get(part.grant));
        Kind {
            is_same_service: serves.len() <= 1 && serves.iter().all(Option::is_some),
            nature: if grants.any(is_capital) {
                Nature::Capital
            } else {
                Nature::Revenue
            },
            lasting: self.lasting,
        }
    }

    /// The post that must approve it under the council's scheme; none without a scheme.
    #[must_use]
    pub fn must_approve<'a>(&self, book: &'a Book) -> Option<&'a str> {
        let scheme = book.scheme.first()?;
        let counted = self.counted(book, scheme);
        let band = scheme.band(counted.size, self.kind(book))?;
        Some(&band.approver)
    }
}

/// The objective that a line's money serves: its own where it has one, else its priority area's.
fn serves(book: &Book, line: LineAt) -> Option<ObjectiveId> {
    let own = allocation(book, line.grant, line.priority_area).and_then(|held| held.objective);
    own.or_else(|| book.priority_areas.get(line.priority_area)?.objective)
}
