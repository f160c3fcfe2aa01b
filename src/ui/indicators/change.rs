//! From what was typed, pasted, filled or cleared in the readings to one change of the plan.
//!
//! A block is one change: all of it is taken or none. A pasted block that begins in the column of periods is matched by
//! its periods, so that rows from a spreadsheet may come in any order, mend figures that are there and add others.
//!
//! Edges: published figures are never changed here. An emptied value removes its reading.

use std::collections::BTreeMap;

use crate::domain::command::Command;
use crate::domain::id::{Key as _, ReadingId};
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::{Missing, Reading, Reported, Status};
use crate::domain::record::Edit;
use crate::ui::indicators::field::{Field, marked, sentence};
use crate::ui::indicators::line::{Fresh, Line};
use crate::ui::room::Desk;
use crate::ui::widgets::Block;

/// What a change is made from.
#[derive(Clone, Copy)]
pub struct Readings<'a> {
    /// The plan.
    pub desk: Desk<'a>,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The rows as shown.
    pub lines: &'a [Line],
    /// What has been typed into the new row.
    pub fresh: &'a Fresh,
}

/// What a finished text comes to.
#[derive(Debug)]
pub enum Outcome {
    /// A change of the plan.
    Change(Command),
    /// A new reading, and its key.
    Add(Command, ReadingId),
    /// Kept in the new row until there is a period and a value.
    Keep,
}

impl Readings<'_> {
    /// What a finished text in a cell comes to.
    ///
    /// # Errors
    /// Why it cannot be kept, and what to type instead.
    pub fn typed(&self, row: usize, field: Field, text: &str) -> Result<Outcome, String> {
        match self.lines.get(row) {
            Some(Line::Entered(was)) => self.changed(was, &[(field, text)]).map(Outcome::Change),
            Some(Line::New) => self.added(field, text),
            Some(Line::Published(_)) | None => Err(PUBLISHED.to_owned()),
        }
    }

    /// Several cells of one reading: its change, or its removal where the value is emptied.
    fn changed(&self, was: &Reading, cells: &[(Field, &str)]) -> Result<Command, String> {
        let emptied =
            |(field, text): &(Field, &str)| *field == Field::Value && text.trim().is_empty();
        if cells.iter().any(emptied) {
            return Ok(Edit::remove(was).into());
        }
        let mut now = was.clone();
        for (field, text) in cells {
            field.put(&mut now, text, self.indicator)?;
        }
        self.accepted(Edit::change(was, now).into(), |_| true)
    }

    fn added(&self, field: Field, text: &str) -> Result<Outcome, String> {
        let mut fresh = self.fresh.clone();
        fresh.keep(field, text);
        let reading = fresh.onto(self.blank(), self.indicator)?;
        if !fresh.is_whole() {
            // What is typed so far must hold by itself; the period may still be a stand-in.
            self.accepted(Edit::add(reading).into(), |problem| {
                problem.kind != "same-reading"
            })?;
            return Ok(Outcome::Keep);
        }
        let id = reading.id;
        self.accepted(Edit::add(reading).into(), |_| true)
            .map(|command| Outcome::Add(command, id))
    }

    /// The new reading with one more text, if there is a period and a value then.
    pub fn fresh_with(&self, field: Field, text: &str) -> Option<Reading> {
        let mut fresh = self.fresh.clone();
        fresh.keep(field, text);
        let whole = fresh.is_whole();
        fresh
            .onto(self.blank(), self.indicator)
            .ok()
            .filter(|_| whole)
    }

    /// A new reading of which nothing is known yet: its period is a stand-in until one is typed.
    fn blank(&self) -> Reading {
        let kind = self.indicator.period_kind;
        let stand_in = self
            .lines
            .iter()
            .rev()
            .find_map(Line::period)
            .filter(|period| period.kind() == kind);
        let stand_in = stand_in.or_else(|| Period::read(kind.example(), kind).ok());
        Reading {
            id: ReadingId(self.desk.session.new_key()),
            indicator: self.indicator.id,
            area: self.desk.book().plan().area,
            period: stand_in.unwrap_or(Period::Financial(2000)),
            status: Status::Outturn,
            reported: Reported::Missing(Missing::Blank),
            numerator: None,
            denominator: None,
            query: String::new(),
            note: String::new(),
            source: String::new(),
        }
    }

    fn accepted(
        &self,
        command: Command,
        matters: impl Fn(&Problem) -> bool,
    ) -> Result<Command, String> {
        let problems = command.problems(self.desk.book());
        let refusal = problems
            .iter()
            .find(|held| held.severity == Severity::Error && matters(held));
        refusal.map_or(Ok(command), |problem| Err(words(problem)))
    }

    /// A block pasted with its first cell here.
    ///
    /// # Errors
    /// The first cell that cannot be taken, by its row in the block.
    pub fn pasted(&self, row: usize, col: usize, block: &[Vec<String>]) -> Result<Command, String> {
        if Field::at(col) == Field::Period && block.iter().any(|cells| cells.len() > 1) {
            self.pasted_by_period(block)
        } else {
            self.pasted_in_place(row, col, block)
        }
    }

    /// Rows of period, value and perhaps more, each to the reading of its period.
    fn pasted_by_period(&self, block: &[Vec<String>]) -> Result<Command, String> {
        let kind = self.indicator.period_kind;
        let cell = |cells: &[String], at: usize| {
            cells
                .get(at)
                .map(|text| text.trim().to_owned())
                .unwrap_or_default()
        };
        let is_head = block.len() > 1
            && block
                .first()
                .is_some_and(|cells| Period::read(&cell(cells, 0), kind).is_err())
            && block
                .get(1)
                .is_some_and(|cells| Period::read(&cell(cells, 0), kind).is_ok());
        let mut commands = Vec::new();
        let mut seen: BTreeMap<(Period, Status), usize> = BTreeMap::new();
        for (at, cells) in block.iter().enumerate().skip(usize::from(is_head)) {
            if cells.iter().all(|text| text.trim().is_empty()) {
                continue;
            }
            let row = at + 1;
            let told = |words: String| format!("Row {row} of the block: {words}");
            let (was, now) = self.matched(cells).map_err(told)?;
            if let Some(first) = seen.insert((now.period, now.status), row) {
                return Err(told(format!(
                    "{} {} stands in row {first} as well. Keep one of them.",
                    now.period,
                    now.status.word()
                )));
            }
            let command: Command = match &was {
                Some(was) if *was == now => continue,
                Some(was) => Edit::change(was, now).into(),
                None => Edit::add(now).into(),
            };
            commands.push(self.accepted(command, |_| true).map_err(told)?);
        }
        self.together("Paste", commands)
    }

    /// A pasted row as a reading, and the one it replaces: of the same period and status.
    fn matched(&self, cells: &[String]) -> Result<(Option<Reading>, Reading), String> {
        let mut now = self.blank();
        let typed = |field: Field| cells.get(field.col()).map_or("", |text| text.trim());
        let (period, marker) =
            Period::read_marked(typed(Field::Period), self.indicator.period_kind)
                .map_err(|error| sentence(&error.to_string()))?;
        now.period = period;
        now.status = marker.map_or(now.status, marked);
        if !typed(Field::Status).is_empty() {
            Field::Status.put(&mut now, typed(Field::Status), self.indicator)?;
        }
        let says_status = marker.is_some() || !typed(Field::Status).is_empty();
        let of_period = |reading: &&Reading| {
            reading.period == period && (!says_status || reading.status == now.status)
        };
        let was = self
            .lines
            .iter()
            .filter_map(Line::entered)
            .find(of_period)
            .cloned();
        if let Some(was) = &was {
            now = was.clone();
        }
        for field in Field::ALL.into_iter().skip(1) {
            if field == Field::Value || !typed(field).is_empty() {
                field.put(&mut now, typed(field), self.indicator)?;
            }
        }
        Ok((was, now))
    }

    fn pasted_in_place(
        &self,
        row: usize,
        col: usize,
        block: &[Vec<String>],
    ) -> Result<Command, String> {
        let mut commands = Vec::new();
        for (down, cells) in block.iter().enumerate() {
            let told = |words: String| format!("Row {} of the block: {words}", down + 1);
            let cells: Vec<(Field, &str)> = cells
                .iter()
                .enumerate()
                .filter_map(|(along, text)| Some((*Field::ALL.get(col + along)?, text.as_str())))
                .collect();
            match self.lines.get(row + down) {
                Some(Line::Entered(was)) => commands.push(self.changed(was, &cells).map_err(told)?),
                Some(Line::Published(_)) => return Err(told(PUBLISHED.to_owned())),
                Some(Line::New) | None => return Err(told(NO_PERIOD.to_owned())),
            }
        }
        self.together("Paste", commands)
    }

    /// The first row of the block copied into its other rows.
    ///
    /// # Errors
    /// The first cell that cannot be taken.
    pub fn filled(&self, block: Block) -> Result<Command, String> {
        let above = self.lines.get(block.first.row).and_then(Line::entered);
        let Some(above) = above else {
            return Err(PUBLISHED.to_owned());
        };
        let texts: Vec<(Field, String)> = block
            .columns()
            .map(Field::at)
            .map(|field| (field, field.text(above)))
            .collect();
        let cells: Vec<(Field, &str)> = texts
            .iter()
            .map(|(field, text)| (*field, text.as_str()))
            .collect();
        let rows = block
            .rows()
            .skip(1)
            .filter_map(|row| self.lines.get(row)?.entered());
        let commands: Result<Vec<Command>, String> =
            rows.map(|was| self.changed(was, &cells)).collect();
        self.together("Fill down", commands?)
    }

    /// The block emptied: readings whose value is in it are removed, other cells lose their text.
    ///
    /// # Errors
    /// When a cell of it cannot be empty.
    pub fn cleared(&self, block: Block) -> Result<Command, String> {
        let cells: Vec<(Field, &str)> = block.columns().map(|col| (Field::at(col), "")).collect();
        let rows = block
            .rows()
            .filter_map(|row| self.lines.get(row)?.entered());
        let commands: Result<Vec<Command>, String> =
            rows.map(|was| self.changed(was, &cells)).collect();
        self.together("Clear", commands?)
    }

    /// One change of one name; a single one keeps its own words.
    fn together(&self, verb: &str, mut commands: Vec<Command>) -> Result<Command, String> {
        match commands.len() {
            0 => Err("There is nothing here that could be changed.".to_owned()),
            1 => Ok(commands.remove(0)),
            n => Ok(Command::several(
                format!("{verb}: {n} readings of {}", self.indicator.code),
                commands,
            )),
        }
    }
}

/// Every reading under an indicator removed, as one change.
pub fn without_figures(desk: Desk<'_>, indicator: &Indicator) -> Option<(usize, Command)> {
    let held = desk
        .book()
        .readings
        .iter()
        .filter(|reading| reading.indicator.number() == indicator.id.number());
    let commands: Vec<Command> = held.map(|reading| Edit::remove(reading).into()).collect();
    let n = commands.len();
    (n > 0).then(|| {
        (
            n,
            Command::several(
                format!("Remove {n} readings of {}", indicator.code),
                commands,
            ),
        )
    })
}

/// A refusal as it stands beside the cell.
pub fn words(problem: &Problem) -> String {
    let mut what = problem.what.chars();
    let first: String = what
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!(
        "{} {} {}",
        sentence(&(first + what.as_str())),
        problem.why,
        problem.remedy
    )
}

const PUBLISHED: &str = "This figure is published and cannot be changed here. Enter your own below it, as outturn or revised.";
const NO_PERIOD: &str = "There is no reading here to change. To add readings, paste rows of period and value into the column of periods.";
