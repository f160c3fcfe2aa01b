//! What the lines would get: worked out whenever something said changes, and kept until then.
//!
//! Why the whole of it and not line by line: the last pennies of one line depend on all the others. A reason that stops
//! the sharing is kept with the place it is about, so that it stands beside the field.
//!
//! Edges: a line whose weight is not known stops the sharing by name; it is given another source, or unticked.

use std::collections::HashMap;

use crate::domain::apportion::{Ask, Line, Number, Shared, Spot, share};
use crate::domain::closing::is_closed;
use crate::domain::command::Command;
use crate::domain::grant::Grant;
use crate::domain::grant::position::less;
use crate::domain::id::{ChoiceId, IndicatorId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::problem::Place;
use crate::ui::grant::allocate::entries::{Column, Entries, HowMuch, Method};
use crate::ui::grant::change::{refusal, set, told};
use crate::ui::grant::memo::Ledger;
use crate::ui::room::Desk;

/// Where a reason stands that stops the sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The amount.
    Total,
    /// The floor.
    Floor,
    /// The ceiling.
    Ceiling,
    /// The formula.
    Formula,
    /// The lines.
    Lines,
}

/// The sharing as it stands.
#[derive(Debug, Default)]
pub struct Preview {
    /// The lines that take part, in the plan's order, by which ties are decided.
    pub areas: Vec<PriorityAreaId>,
    /// What each gets, if it can be said.
    pub shared: Option<Shared>,
    /// What is shared.
    pub total: Pence,
    /// Why it cannot be said, and where.
    pub trouble: Option<(Beside, String)>,
    /// Lines that stop it, each with its reason.
    pub stopped: HashMap<PriorityAreaId, String>,
    /// What is known of a line's weight: `24.8 beside 20.1 in 2015/16`.
    pub notes: HashMap<PriorityAreaId, String>,
    /// What every line has now from the grant.
    pub now: HashMap<PriorityAreaId, Pence>,
    /// What a line would have; only lines that change.
    pub would_be: HashMap<PriorityAreaId, Pence>,
    /// What the bases are.
    pub bases: HashMap<PriorityAreaId, Pence>,
    /// The indicator that stands for each line.
    pub indicators: HashMap<PriorityAreaId, IndicatorId>,
    /// The answer that stands for each line.
    pub answers: HashMap<PriorityAreaId, ChoiceId>,
    /// What the grant would have left.
    pub left_after: Pence,
    /// How many lines cannot be changed, and the first reason.
    pub frozen: Option<(Vec<PriorityAreaId>, String)>,
    places: HashMap<PriorityAreaId, usize>,
}

impl Preview {
    /// A line's place among those that take part.
    pub fn place(&self, area: PriorityAreaId) -> Option<usize> {
        self.places.get(&area).copied()
    }

    /// Works everything out.
    pub fn of(desk: Desk<'_>, ledger: &Ledger, grant: &Grant, entries: &Entries) -> Self {
        let book = desk.book();
        let mut held = Self::default();
        for area in &book.priority_areas {
            if let Some(now) = ledger.latest(book, grant.id, area.id) {
                held.now.insert(area.id, now);
            }
            if entries.is_ticked(book, grant, area.id) {
                held.places.insert(area.id, held.areas.len());
                held.areas.push(area.id);
            }
        }
        held.left_after = less(grant.amount, total(held.now.values()));
        let worked = held.work_out(desk, grant, entries);
        match worked {
            Ok(shared) => held.settle(desk, ledger, grant, entries, shared),
            Err(trouble) => held.trouble = Some(trouble),
        }
        held
    }

    fn work_out(
        &mut self,
        desk: Desk<'_>,
        grant: &Grant,
        entries: &Entries,
    ) -> Result<Shared, (Beside, String)> {
        let options = &entries.options;
        self.total = self.amount(grant, entries)?;
        let lines = self.lines(desk, grant, entries)?;
        let limits = options.method == Method::Limits;
        let ask = Ask {
            total: self.total,
            unit: options.unit(),
            lines: &lines,
            floor: percent(&options.floor, Beside::Floor)?.filter(|_| limits),
            ceiling: percent(&options.ceiling, Beside::Ceiling)?.filter(|_| limits),
        };
        if limits && ask.floor.is_none() && ask.ceiling.is_none() {
            return Err((
                Beside::Floor,
                "Enter a floor, a ceiling or both, in per cent: −2 lets no line lose more than 2 %.".to_owned(),
            ));
        }
        share(&ask).map_err(|fault| {
            let spot = fault.spot();
            let field = |_: Spot| (Place::Field(String::new()), String::new());
            let words = told(&fault.problem(&ask, field));
            if let Spot::Weight(at) | Spot::Fixed(at) | Spot::Base(at) = spot
                && let Some(area) = self.areas.get(at)
            {
                self.stopped.insert(*area, words.clone());
            }
            let beside = match spot {
                Spot::Total => Beside::Total,
                Spot::Floor => Beside::Floor,
                Spot::Ceiling => Beside::Ceiling,
                _ => Beside::Lines,
            };
            (beside, words)
        })
    }

    /// How much is shared.
    fn amount(&self, grant: &Grant, entries: &Entries) -> Result<Pence, (Beside, String)> {
        let options = &entries.options;
        let at = |words: String| (Beside::Total, words);
        match options.how_much {
            HowMuch::Whole => Ok(grant.amount),
            HowMuch::Left if self.left_after > Pence::ZERO => Ok(self.left_after),
            HowMuch::Left => Err(at(format!(
                "Nothing is left of {}. Share the whole grant, or another amount.",
                grant.short
            ))),
            HowMuch::Typed => match Pence::read(&options.total) {
                Ok(Some(amount)) => Ok(amount),
                Ok(None) => Err(at("Enter the amount to share.".to_owned())),
                Err(error) => Err(at(error.to_string())),
            },
        }
    }

    fn lines(
        &mut self,
        desk: Desk<'_>,
        grant: &Grant,
        entries: &Entries,
    ) -> Result<Vec<Line>, (Beside, String)> {
        let book = desk.book();
        let name = |area: &PriorityAreaId| {
            let held = book.priority_areas.get(*area);
            held.map_or_else(String::new, |held| held.name.clone())
        };
        let mut lines: Vec<Line> = self
            .areas
            .iter()
            .map(|area| Line {
                name: name(area),
                ..Line::default()
            })
            .collect();
        match entries.options.method {
            Method::Weights => self.typed(entries, Column::Weight, &mut lines),
            Method::Fixed => {
                self.typed(entries, Column::Weight, &mut lines);
                self.amounts(entries, Column::Fixed, &mut lines);
            }
            Method::Formula => self.formula(entries, &mut lines)?,
            Method::Limits => {
                self.typed(entries, Column::Calculated, &mut lines);
                self.find_bases(desk, grant, entries);
                for (line, area) in lines.iter_mut().zip(&self.areas) {
                    // A line that has neither a base nor an amount takes no part; it need not be unticked.
                    line.base = self
                        .bases
                        .get(area)
                        .copied()
                        .filter(|_| line.weight.is_some());
                    if line.weight.is_some() && line.base.is_none() {
                        let why = format!(
                            "{}: it has no base, and a missing base is not nought. Choose another base, type it, or untick the line.",
                            line.name
                        );
                        self.stopped.insert(*area, why);
                    }
                }
            }
            Method::Gap => self.gaps(desk, entries, &mut lines),
            Method::Voice => self.voices(desk, entries, &mut lines)?,
        }
        self.stop()?;
        Ok(lines)
    }

    /// Refuses by name what is not known.
    pub(super) fn stop(&self) -> Result<(), (Beside, String)> {
        let stopped = self.areas.iter().find_map(|area| self.stopped.get(area));
        let Some(first) = stopped else { return Ok(()) };
        let words = match self.stopped.len() {
            1 => first.clone(),
            n => format!("{first} {} more lines have a reason beside them.", n - 1),
        };
        Err((Beside::Lines, words))
    }

    /// What the lines would have, and what stands in the way.
    fn settle(
        &mut self,
        desk: Desk<'_>,
        ledger: &Ledger,
        grant: &Grant,
        entries: &Entries,
        shared: Shared,
    ) {
        let adds = entries.options.adds;
        let before = |held: &Self, area| {
            let now = held.now.get(&area).copied().unwrap_or_default();
            if adds { now } else { Pence::ZERO }
        };
        for (area, line) in self.areas.clone().into_iter().zip(&shared.lines) {
            let would_be = Pence(before(self, area).0.saturating_add(line.allocated.0));
            // Nothing for a line that has nothing is no line of £0.
            if would_be != Pence::ZERO || self.now.contains_key(&area) {
                self.would_be.insert(area, would_be);
            }
        }
        if let (Some(area), Some(over)) = (entries.options.balancing, shared.balancing) {
            let so_far = self.would_be.get(&area).or_else(|| self.now.get(&area));
            let so_far = so_far.copied().unwrap_or_default();
            self.would_be
                .insert(area, Pence(so_far.0.saturating_add(over.0)));
        }
        let kept = self
            .now
            .iter()
            .filter(|(area, _)| !self.would_be.contains_key(area));
        let after = total(kept.map(|(_, now)| now).chain(self.would_be.values()));
        self.left_after = less(grant.amount, after);
        self.shared = Some(shared);
        self.find_frozen(desk, ledger, grant);
    }

    /// Lines that are approved or closed, and a year that is.
    fn find_frozen(&mut self, desk: Desk<'_>, ledger: &Ledger, grant: &Grant) {
        let book = desk.book();
        let year_closed = is_closed(book, grant.fiscal_year, None);
        let (mut lines, mut first) = (Vec::new(), None);
        for (area, amount) in &self.would_be {
            let cell = (grant.id, *area);
            let frozen = ledger
                .held(book, grant.id, *area)
                .is_some_and(|held| held.status.is_frozen());
            if !frozen && !year_closed {
                continue;
            }
            let change = set(book, ledger, cell, Some(*amount), i64::MAX);
            if let Some(why) = change.and_then(|change| refusal(&change, book)) {
                lines.push(*area);
                first.get_or_insert(why);
            }
            if year_closed {
                break;
            }
        }
        self.frozen = first.map(|why| (lines, why));
    }

    /// The one change, if there is anything to change.
    pub fn command(
        &self,
        desk: Desk<'_>,
        ledger: &Ledger,
        grant: &Grant,
        by: &str,
    ) -> Option<Command> {
        let book = desk.book();
        let in_order = book.priority_areas.iter().map(|area| area.id);
        let commands: Vec<Command> = in_order
            .filter_map(|area| {
                let amount = self.would_be.get(&area)?;
                let cell = (grant.id, area);
                set(book, ledger, cell, Some(*amount), desk.session.new_key())
            })
            .collect();
        let words = format!("Allocate {} of {} {by}", self.total, grant.short);
        (!commands.is_empty()).then(|| Command::several(words, commands))
    }
}

fn total<'a>(amounts: impl Iterator<Item = &'a Pence>) -> Pence {
    crate::domain::grant::position::total(amounts.copied())
}

fn percent(text: &str, beside: Beside) -> Result<Option<Number>, (Beside, String)> {
    Number::read(text.trim().trim_end_matches('%')).map_err(|error| (beside, error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_may_have_its_sign() {
        assert_eq!(
            percent(" 2.5% ", Beside::Floor),
            Ok(Number::read("2.5").unwrap())
        );
        assert_eq!(percent("", Beside::Floor), Ok(None));
        assert!(percent("two", Beside::Floor).is_err());
    }
}
