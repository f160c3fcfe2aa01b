//! From a block pasted out of a spreadsheet to one change of the readings.
//!
//! A block that begins in the column of periods is matched by its periods, so that its rows may come in any order, mend
//! figures that are there and add others. Elsewhere it goes into the cells it covers.
//!
//! Edges: all of it is taken or none, and the refusal says which row. A first row that is a heading is passed over.

use std::collections::BTreeMap;

use crate::domain::command::Command;
use crate::domain::period::Period;
use crate::domain::reading::{Reading, Status};
use crate::domain::record::Edit;
use crate::ui::indicators::change::{PUBLISHED, Readings};
use crate::ui::indicators::field::{Field, marked, sentence};
use crate::ui::indicators::line::Line;

/// Why a figure cannot be pasted where there is no row for it.
const NO_PERIOD: &str = "There is no reading here to change. To add readings, paste rows of period and value into the column of periods.";

impl Readings<'_> {
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
}
