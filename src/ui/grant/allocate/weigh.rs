//! Each line's weight by the rule that was chosen: typed, by formula, between limits, from need, from what people said.
//!
//! Edges: what is not known is never nought. The line is named with the reason, and the officer gives another source or
//! unticks it.

use crate::domain::apportion::formula::{CannotWorkOut, Formula};
use crate::domain::apportion::gap::gap;
use crate::domain::apportion::voice::matched;
use crate::domain::apportion::{Line, Number};
use crate::domain::consultation::results::{AnswerCount, Split, results};
use crate::domain::grant::Grant;
use crate::domain::grant::position::YearPosition;
use crate::domain::id::{IndicatorId, QuestionId};
use crate::ui::grant::allocate::entries::{BaseFrom, Column, Entries, offered};
use crate::ui::grant::allocate::preview::{Beside, Preview};
use crate::ui::grant::change::read;
use crate::ui::room::Desk;

/// How many indicators are looked at for a line before the officer is asked to choose.
const MOST_TRIED: usize = 40;

impl Preview {
    pub(super) fn typed(&mut self, entries: &Entries, column: Column, lines: &mut [Line]) {
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

    pub(super) fn amounts(&mut self, entries: &Entries, column: Column, lines: &mut [Line]) {
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

    pub(super) fn formula(
        &mut self,
        entries: &Entries,
        lines: &mut [Line],
    ) -> Result<(), (Beside, String)> {
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

    pub(super) fn find_bases(&mut self, desk: Desk<'_>, grant: &Grant, entries: &Entries) {
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
    pub(super) fn gaps(&mut self, desk: Desk<'_>, entries: &Entries, lines: &mut [Line]) {
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

    pub(super) fn voices(
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
