//! From what was typed, filled or cleared in the readings to one change of the plan.
//!
//! A block is one change: all of it is taken or none. What is pasted is in `paste`.
//!
//! Edges: published figures are never changed here. An emptied value removes its reading.

use crate::domain::command::Command;
use crate::domain::id::{Key as _, ReadingId};
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::{Missing, Reading, Reported, Status};
use crate::domain::record::Edit;
use crate::ui::indicators::field::{Field, sentence};
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
    pub fn changed(&self, was: &Reading, cells: &[(Field, &str)]) -> Result<Command, String> {
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
    pub fn blank(&self) -> Reading {
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

    pub fn accepted(
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
    pub fn together(&self, verb: &str, mut commands: Vec<Command>) -> Result<Command, String> {
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

/// Why a published figure stays as it is.
pub const PUBLISHED: &str = "This figure is published and cannot be changed here. Enter your own below it, as outturn or revised.";
