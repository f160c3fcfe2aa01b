//! What the lines would get: worked out whenever something said changes, and kept until then.
//!
//! Why the whole of it and not line by line: the last pennies of one line depend on all the others. A reason that stops
//! the sharing is kept with the place it is about, so that it stands beside the field.
//!
//! Edges: a line whose weight is not known stops the sharing by name; it is given another source, or unticked.

use std::collections::HashMap;

use crate::domain::apportion::formula::{CannotWorkOut, Formula};
use crate::domain::apportion::gap::gap;
use crate::domain::apportion::voice::matched;
use crate::domain::apportion::{Ask, Line, Number, Shared, Spot, share};
use crate::domain::closing::is_closed;
use crate::domain::command::Command;
use crate::domain::consultation::results::{AnswerCount, Split, results};
use crate::domain::grant::Grant;
use crate::domain::grant::position::{YearPosition, less};
use crate::domain::id::{ChoiceId, IndicatorId, PriorityAreaId, QuestionId};
use crate::domain::money::Pence;
use crate::domain::problem::Place;
use crate::ui::grant::allocate::entries::{BaseFrom, Column, Entries, HowMuch, Method, offered};
use crate::ui::grant::change::{read, refusal, set, told};
use crate::ui::grant::memo::Ledger;
use crate::ui::room::Desk;

/// How many indicators are looked at for a line before the officer is asked to choose.
const MOST_TRIED: usize = 40;

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
    fn stop(&self) -> Result<(), (Beside, String)> {
        let stopped = self.areas.iter().find_map(|area| self.stopped.get(area));
        let Some(first) = stopped else { return Ok(()) };
        let words = match self.stopped.len() {
            1 => first.clone(),
            n => format!("{first} {} more lines have a reason beside them.", n - 1),
        };
        Err((Beside::Lines, words))
    }

    fn typed(&mut self, entries: &Entries, column: Column, lines: &mut [Line]) {
        for (line, area) in lines.iter_mut().zip(&self.areas) {
            match Number::read(entries.latest(column, *area)) {
                Ok(weight) => line.weight = weight,
                Err(error) => drop(
                    self.stopped
                        .insert(*area, format!("{}: {error}.", line.name)),
                ),
            }
        }
    }

    fn amounts(&mut self, entries: &Entries, column: Column, lines: &mut [Line]) {
        for (line, area) in lines.iter_mut().zip(&self.areas) {
            match read(entries.latest(column, *area)) {
                Ok(amount) => line.fixed = amount,
                Err(error) => drop(
                    self.stopped
                        .insert(*area, format!("{}: {error}.", line.name)),
                ),
            }
        }
    }

    fn formula(&mut self, entries: &Entries, lines: &mut [Line]) -> Result<(), (Beside, String)> {
        let text = &entries.options.formula;
        let at = |words: String| (Beside::Formula, words);
        if text.trim().is_empty() {
            return Err(at("Enter a formula, such as 12.50*a + 3*b.".to_owned()));
        }
        let columns = [Column::A, Column::B, Column::C];
        let formula = Formula::read(text, &columns.map(Column::name))
            .map_err(|error| at(error.to_string()))?;
        // A line of which nothing is entered takes no part.
        let (mut cells, mut places) = (Vec::new(), Vec::new());
        for (place, area) in self.areas.iter().enumerate() {
            let texts = columns.map(|column| entries.latest(column, *area));
            if texts.iter().all(|text| text.trim().is_empty()) {
                continue;
            }
            let read = texts.map(Number::read);
            if let Some(Err(error)) = read.iter().find(|cell| cell.is_err()) {
                let words = format!("{}: {error}.", lines[place].name);
                self.stopped.insert(*area, words);
                continue;
            }
            cells.push(
                read.into_iter()
                    .map(|cell| cell.unwrap_or_default())
                    .collect(),
            );
            places.push(place);
        }
        self.stop()?;
        let name = |line: usize| {
            places
                .get(line)
                .map_or("", |place| lines[*place].name.as_str())
        };
        let weights = formula.weights(&cells).map_err(|error| match error {
            CannotWorkOut::Blank { line, column } => (
                Beside::Lines,
                format!(
                    "{} has no {}, which the formula needs. A missing count is not nought: enter it or untick the line.",
                    name(line),
                    columns[column.min(2)].name()
                ),
            ),
            CannotWorkOut::DividedByNought(line) => at(format!("It divides by nought for {}.", name(line))),
            CannotWorkOut::NoSum { column } => at(format!(
                "{} comes to nought over all lines, so nothing is a part of it.",
                columns[column.min(2)].name()
            )),
            CannotWorkOut::TooLong(line) => {
                at(format!("{} has more figures than can be counted exactly.", name(line)))
            }
        })?;
        for (place, weight) in places.iter().zip(weights) {
            lines[*place].weight = Some(weight);
        }
        Ok(())
    }

    fn find_bases(&mut self, desk: Desk<'_>, grant: &Grant, entries: &Entries) {
        let book = desk.book();
        match entries.options.base {
            BaseFrom::Now => self.bases = self.now.clone(),
            BaseFrom::LastYear => {
                let before = grant.fiscal_year.saturating_sub(1);
                let position = YearPosition::of(book, before, None);
                for line in position.lines {
                    if line.cells.iter().any(Option::is_some) {
                        self.bases.insert(line.priority_area, line.total);
                    }
                }
            }
            BaseFrom::Typed => {
                for area in &self.areas {
                    match read(entries.latest(Column::Base, *area)) {
                        Ok(Some(base)) => drop(self.bases.insert(*area, base)),
                        Ok(None) => {}
                        Err(error) => drop(self.stopped.insert(*area, format!("Base: {error}."))),
                    }
                }
            }
        }
    }

    /// The gap of the indicator chosen for each line, else of the first offered of which a gap is known.
    fn gaps(&mut self, desk: Desk<'_>, entries: &Entries, lines: &mut [Line]) {
        let book = desk.book();
        let known = |id: IndicatorId| {
            let held = book.indicators.get(id)?;
            let standing = desk.session.standing(id, &desk.against.list);
            let gap = gap(held, standing.now(), desk.against.average);
            Some((held, gap))
        };
        for (line, area) in lines.iter_mut().zip(&self.areas) {
            let chosen = entries.indicator(book, *area).or_else(|| {
                let offered = offered(book, *area);
                let has_gap = |id: &&IndicatorId| known(**id).is_some_and(|(_, gap)| gap.is_ok());
                let found = offered.iter().take(MOST_TRIED).find(has_gap);
                found.or(offered.first()).copied()
            });
            let Some((id, (held, found))) = chosen.and_then(|id| Some((id, known(id)?))) else {
                let why = format!(
                    "{}: no indicator serves its objective. Link one, or untick the line.",
                    line.name
                );
                self.stopped.insert(*area, why);
                continue;
            };
            self.indicators.insert(*area, id);
            match found {
                Ok(gap) => {
                    line.weight = Some(gap.weight);
                    let words = format!(
                        "{} beside the neighbours’ {} in {}",
                        short(gap.own),
                        short(gap.neighbours),
                        gap.period
                    );
                    self.notes.insert(*area, words);
                }
                Err(why) => {
                    let why = format!(
                        "{}: “{}” {why}. Choose another indicator or untick the line.",
                        line.name, held.title
                    );
                    self.stopped.insert(*area, why);
                }
            }
        }
    }

    fn voices(
        &mut self,
        desk: Desk<'_>,
        entries: &Entries,
        lines: &mut [Line],
    ) -> Result<(), (Beside, String)> {
        let Some(question) = entries.options.question else {
            return Err((
                Beside::Lines,
                "Choose the question that was asked.".to_owned(),
            ));
        };
        let counts = counts(desk, question, &entries.options.whose);
        let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
        let texts: Vec<&str> = counts.iter().map(|answer| answer.text.as_str()).collect();
        let by_name = matched(&texts, &names);
        for (place, area) in self.areas.iter().enumerate() {
            let meant = by_name.iter().position(|line| *line == Some(place));
            let answer = match entries.answer(*area) {
                Some(said) => said.and_then(|id| counts.iter().find(|answer| answer.choice == id)),
                None => meant.and_then(|at| counts.get(at)),
            };
            let name = &lines[place].name;
            match answer.map(|answer| (answer, answer.count)) {
                Some((answer, Some(count))) => {
                    self.answers.insert(*area, answer.choice);
                    lines[place].weight = Some(Number::whole(count));
                }
                Some((answer, None)) => {
                    self.answers.insert(*area, answer.choice);
                    let why = format!(
                        "{name}: nobody has entered a count for “{}”. Choose another answer or untick the line.",
                        answer.text
                    );
                    self.stopped.insert(*area, why);
                }
                None => {
                    let why =
                        format!("{name}: no answer stands for it. Choose one or untick the line.");
                    self.stopped.insert(*area, why);
                }
            }
        }
        Ok(())
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

/// A figure to read.
fn short(figure: f64) -> String {
    crate::domain::statistics::half_up(figure, 2).to_string()
}

/// The answers to a question, of everyone or of one channel or group.
pub fn counts(desk: Desk<'_>, question: QuestionId, whose: &str) -> Vec<AnswerCount> {
    let book = desk.book();
    let all = |split| results(book, question, split, None);
    let parts = all(Split::All)
        .into_iter()
        .chain(all(Split::Channel))
        .chain(all(Split::Group));
    let mut parts = parts.filter(|part| whose.is_empty() || part.label == whose);
    parts.next().map(|part| part.answers).unwrap_or_default()
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
        assert_eq!(short(20.125), "20.13");
    }
}
