//! One sheet of a workbook, the first unless another is wanted, as rows of text: `.xlsx`, `.xls` or `.ods`, told apart by what is in them.
//!
//! The department publishes its lists of neighbours as workbooks, and councils keep tables in them. A reader of a table
//! wants what the cells show: `301`, not `301.0`; `2026-06-01`, not 46174.
//!
//! Edges: a workbook is a packed file from outside, so that what it unpacks to, its rows and its cells are bounded, and
//! a damaged one is refused. Dates are written as ISO writes them. Rows that are not there are empty rows, so that a
//! row's place is its number on the sheet.

// A problem is large and made once a file: boxing it would gain nothing.
#![allow(clippy::result_large_err)]

mod bounds;
mod old;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Xls, Xlsx};

use crate::domain::problem::Problem;
use crate::exchange::published::lait::fault::At;
use crate::exchange::published::workbook::bounds::{CELLS, ROWS, Sort, TEXT};

/// Reads the first sheet; `name` is the file's, for messages. The first row is the sheet's row 1, the first cell its
/// column A.
///
/// # Errors
/// When it is no workbook, is damaged or locked with a password, or is larger than any table that is published.
pub fn first_sheet(bytes: &[u8], name: &str) -> Result<Vec<Vec<String>>, Problem> {
    Ok(sheet(bytes, name, &|_| 0)?.1)
}

/// Reads the sheet that `choose` picks by its place among the names of all sheets; gives those names too. A place that is
/// not there is the first.
///
/// # Errors
/// As [`first_sheet`].
pub(crate) fn sheet(
    bytes: &[u8],
    name: &str,
    choose: &dyn Fn(&[String]) -> usize,
) -> Result<(Vec<String>, Vec<Vec<String>>), Problem> {
    let at = At::file(name);
    let sort = bounds::check(bytes, at)?;
    let read = || match sort {
        Sort::Xlsx => xlsx(bytes, choose),
        Sort::Ods => ods(bytes, choose),
        Sort::Xls => xls(bytes, choose),
    };
    // The reader of workbooks is not ours, and old workbooks are a format in which a wrong offset ends it.
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(rows)) => Ok(rows),
        Ok(Err(Halt::TooLarge)) => Err(bounds::too_large(at)),
        Ok(Err(Halt::Locked)) => Err(at.fault(
            "locked-workbook",
            "a workbook with a password",
            "It cannot be opened without it.",
            "Open it, take the password off, save it and give it again.",
        )),
        Ok(Err(Halt::Broken(why))) => Err(bounds::damaged(at, &why)),
        Err(_) => Err(bounds::damaged(at, "its parts do not fit together")),
    }
}

/// Whether the bytes begin as a workbook does.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(&bounds::OLD)
}

/// Why reading ended.
enum Halt {
    TooLarge,
    Locked,
    Broken(String),
}

fn broken(error: impl std::fmt::Display) -> Halt {
    let words = error.to_string();
    if words.to_lowercase().contains("password") {
        return Halt::Locked;
    }
    Halt::Broken(words)
}

/// Rows being filled cell by cell.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<String>>,
    n_cells: usize,
    /// Bytes of text.
    n_text: usize,
}

impl Rows {
    fn set(&mut self, (row, column): (u32, u32), text: String) -> Result<(), Halt> {
        if text.is_empty() {
            return Ok(());
        }
        let (row, column) = (row as usize, column as usize);
        // One text may stand in every cell, and be kept once in the file.
        self.n_text += text.len();
        if row >= ROWS || self.n_text > TEXT {
            return Err(Halt::TooLarge);
        }
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            self.n_cells += column + 1 - cells.len();
            if self.n_cells > CELLS {
                return Err(Halt::TooLarge);
            }
            cells.resize_with(column + 1, String::new);
        }
        cells[column] = text;
        Ok(())
    }
}

type Sheet = (Vec<String>, Vec<Vec<String>>);

/// The place of the sheet that is wanted.
fn chosen(names: &[String], choose: &dyn Fn(&[String]) -> usize) -> usize {
    Some(choose(names))
        .filter(|place| *place < names.len())
        .unwrap_or(0)
}

fn xlsx(bytes: &[u8], choose: &dyn Fn(&[String]) -> usize) -> Result<Sheet, Halt> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    let sheet = names.get(chosen(&names, choose));
    let sheet = sheet.ok_or_else(|| Halt::Broken("it has no sheet".to_owned()))?;
    let mut cells = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut rows = Rows::default();
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let text = match cell.get_value() {
            DataRef::SharedString(text) => text.trim().to_owned(),
            DataRef::Int(n) => n.to_string(),
            DataRef::Float(value) => number(*value),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                text.trim().to_owned()
            }
            DataRef::Bool(yes) => truth(*yes),
            DataRef::DateTime(day) => date(*day),
            DataRef::Error(error) => error.to_string(),
            DataRef::Empty => String::new(),
        };
        rows.set(cell.get_position(), text)?;
    }
    Ok((names, rows.rows))
}

fn xls(bytes: &[u8], choose: &dyn Fn(&[String]) -> usize) -> Result<Sheet, Halt> {
    let bytes = old::clean(bytes)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes.as_slice())).map_err(broken)?;
    let names = book.sheet_names();
    let range = book.worksheet_range_at(chosen(&names, choose));
    let rows = dense(range.map(|range| range.map_err(broken)))?;
    Ok((names, rows))
}

fn ods(bytes: &[u8], choose: &dyn Fn(&[String]) -> usize) -> Result<Sheet, Halt> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    let range = book.worksheet_range_at(chosen(&names, choose));
    let rows = dense(range.map(|range| range.map_err(broken)))?;
    Ok((names, rows))
}

fn dense(range: Option<Result<calamine::Range<Data>, Halt>>) -> Result<Vec<Vec<String>>, Halt> {
    let range = range.ok_or_else(|| Halt::Broken("it has no sheet".to_owned()))??;
    let (down, across) = range.start().unwrap_or_default();
    let mut rows = Rows::default();
    for (row, column, value) in range.used_cells() {
        let text = match value {
            Data::Int(n) => n.to_string(),
            Data::Float(value) => number(*value),
            Data::Bool(yes) => truth(*yes),
            Data::DateTime(day) => date(*day),
            Data::DateTimeIso(text) => text.trim().trim_end_matches("T00:00:00").to_owned(),
            Data::Empty => String::new(),
            other => other.to_string().trim().to_owned(),
        };
        let at = |n: usize, from: u32| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(from);
        rows.set((at(row, down), at(column, across)), text)?;
    }
    Ok(rows.rows)
}

/// A number as the shortest text that stands for it: `301`, `0.05753`.
fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    value.to_string()
}

fn truth(yes: bool) -> String {
    (if yes { "TRUE" } else { "FALSE" }).to_owned()
}

/// `2026-06-01`, with the time where there is one; a length of time as the number of days that it is kept as.
fn date(day: ExcelDateTime) -> String {
    if !day.is_datetime() {
        return number(day.as_f64());
    }
    let (year, month, of_month, hour, minute, second, _) = day.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{of_month:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
pub(in crate::exchange::published) mod tests;
