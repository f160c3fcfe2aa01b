//! The cells one types into at the Allocate desk, and what a paste, a fill or a clearing does to them.
//!
//! Nothing here is in the plan yet: a weight is only the way to an amount.

use crate::domain::apportion::Number;
use crate::domain::book::Book;
use crate::domain::grant::PriorityArea;
use crate::domain::id::PriorityAreaId;
use crate::ui::grant::allocate::entries::{BaseFrom, Column, Entries};
use crate::ui::grant::allocate::preview::Preview;
use crate::ui::grant::change::read;
use crate::ui::grant::sheet::figure;
use crate::ui::widgets::{GridEvent, Look, Sheet};

/// The typed columns of the lines in view.
pub struct EntrySheet<'a> {
    /// The plan.
    pub book: &'a Book,
    /// The lines in view, by their place among all.
    pub lines: &'a [usize],
    /// The columns.
    pub columns: &'static [Column],
    /// What was said.
    pub entries: &'a Entries,
    /// What follows from it.
    pub preview: &'a Preview,
}

impl<'a> EntrySheet<'a> {
    /// The priority area of a row.
    pub fn area(&self, row: usize) -> Option<&'a PriorityArea> {
        let areas: &'a [PriorityArea] = &self.book.priority_areas;
        areas.get(*self.lines.get(row)?)
    }

    fn cell(&self, row: usize, col: usize) -> Option<(Column, PriorityAreaId)> {
        Some((*self.columns.get(col)?, self.area(row)?.id))
    }

    fn is_derived(&self, column: Column) -> bool {
        column == Column::Base && self.entries.options.base != BaseFrom::Typed
    }

    /// The texts that an event writes, each with its cell; or why it writes none.
    pub fn writes(
        &self,
        event: GridEvent,
    ) -> Result<Vec<(Column, PriorityAreaId, String)>, String> {
        let mut texts: Vec<(usize, usize, String)> = Vec::new();
        match event {
            GridEvent::Commit { row, col, text } => texts.push((row, col, text)),
            GridEvent::Paste { row, col, block } => {
                for (down, cells) in block.into_iter().enumerate() {
                    for (across, text) in cells.into_iter().enumerate() {
                        texts.push((row + down, col + across, text));
                    }
                }
            }
            GridEvent::FillDown(block) => {
                for row in block.rows().skip(1) {
                    for col in block.columns() {
                        texts.push((row, col, self.text(block.first.row, col)));
                    }
                }
            }
            GridEvent::Clear(block) => {
                for row in block.rows() {
                    texts.extend(block.columns().map(|col| (row, col, String::new())));
                }
            }
            GridEvent::None | GridEvent::Draft { .. } | GridEvent::Copy(_) => {}
        }
        let mut written = Vec::with_capacity(texts.len());
        for (row, col, text) in texts {
            let Some((column, area)) = self.cell(row, col) else {
                if text.trim().is_empty() {
                    continue;
                }
                return Err(format!(
                    "Nothing was pasted: “{text}” would stand outside the grid, in row {} and column {}.",
                    row + 1,
                    col + 1
                ));
            };
            if self.is_derived(column) {
                continue;
            }
            self.check(row, col, &text).map_err(|why| {
                format!(
                    "Nothing was pasted: {}, {}: {why}",
                    self.row_name(row),
                    column.name()
                )
            })?;
            written.push((column, area, text));
        }
        Ok(written)
    }
}

impl Sheet for EntrySheet<'_> {
    fn has_others_between(&self) -> bool {
        // The tick, the name and what the weight is taken from.
        true
    }

    fn rows(&self) -> usize {
        self.lines.len()
    }

    fn columns(&self) -> usize {
        self.columns.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.area(row)
            .map_or_else(String::new, |area| area.name.clone())
    }

    fn column_name(&self, col: usize) -> String {
        self.columns
            .get(col)
            .map_or_else(String::new, |column| column.name().to_owned())
    }

    fn shown(&self, row: usize, col: usize) -> String {
        let text = self.text(row, col);
        if text.is_empty() {
            "–".to_owned()
        } else {
            text
        }
    }

    fn text(&self, row: usize, col: usize) -> String {
        let Some((column, area)) = self.cell(row, col) else {
            return String::new();
        };
        if self.is_derived(column) {
            return self
                .preview
                .bases
                .get(&area)
                .copied()
                .map_or_else(String::new, figure);
        }
        self.entries.text(column, area).to_owned()
    }

    fn check(&self, row: usize, col: usize, text: &str) -> Result<(), String> {
        let Some((column, _)) = self.cell(row, col) else {
            return Ok(());
        };
        let negative = if column.is_money() {
            read(text)?.is_some_and(|amount| amount.is_negative())
        } else {
            let number = Number::read(text).map_err(|error| error.to_string())?;
            number.is_some_and(Number::is_negative)
        };
        if negative {
            return Err(format!(
                "“{text}” is below nought. Enter nought or more, or leave it blank."
            ));
        }
        Ok(())
    }

    fn editable(&self, _row: usize, col: usize) -> bool {
        self.columns
            .get(col)
            .is_some_and(|column| !self.is_derived(*column))
    }

    fn look(&self, row: usize, col: usize) -> Look {
        let derived = self
            .columns
            .get(col)
            .is_some_and(|column| self.is_derived(*column));
        if derived || self.text(row, col).is_empty() {
            Look::Muted
        } else {
            Look::Plain
        }
    }
}
