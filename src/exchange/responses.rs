//! A survey's export from its bytes: CSV as any tool writes it, or a sheet of a workbook.
//!
//! Officers give the file as the survey tool or a colleague's spreadsheet left it: commas, semicolons or tabs, UTF-8, UTF-16
//! or Windows-1252, with or without a mark at the beginning. What can be read is read; letters that were not what they
//! should be are said. What the columns mean is decided in [`responses`](crate::domain::responses).
//!
//! Edges: input from outside is not trusted: rows, columns, cells and what a workbook unpacks to are bounded. Empty lines
//! between rows are rows with nothing in them, so that the account of rows is of the file an officer sees; those at its end
//! are not there in a CSV. In a workbook with many sheets the one that is named for responses is read, else the one with
//! most in it, which is said, unless the officer names another. A cell that holds a spreadsheet's error (`#N/A`) is nobody's
//! answer: it is read as empty, and told.

#![allow(
    clippy::result_large_err,
    reason = "a file is refused once, and the problem is then shown: boxing it would burden every reader"
)]

pub mod map;
mod quoted;

use crate::domain::problem::{Problem, Severity};
use crate::domain::responses::export::{Export, Gathering};
use crate::domain::responses::words::{folded, has_any};
use crate::exchange::published::text::{Row, Rows, at_cell, whole};
use crate::exchange::published::workbook;

/// The most rows of one export.
pub const MOST_ROWS: usize = 500_000;
/// The most cells with something in them.
pub const MOST_CELLS: usize = 60_000_000;
/// The longest cell, in bytes: the words of a long letter many times over.
pub const LONGEST_CELL: usize = 256 << 10;
/// Rows between one call of `tick` and the next.
const TICK: usize = 1_024;

/// What sheets are called that hold responses, the surest first.
const SHEETS: [&[&str]; 4] = [
    &["responses", "response"],
    &["raw data", "results", "answers"],
    &["data"],
    &["export"],
];

/// What a spreadsheet writes in a cell whose formula came to nothing.
const ERRORS: [&str; 9] = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
];
/// How many sheets are looked at for the one that holds answers.
const MOST_SHEETS: usize = 12;

/// An export, and where in the file it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The export.
    pub export: Export,
    /// The sheets of the workbook; none where the file is no workbook.
    pub sheets: Vec<String>,
    /// Which of them was read.
    pub sheet: Option<usize>,
}

/// Reads an export. `sheet` names the sheet of a workbook; without it the one named for responses, or the fullest, is read.
/// `tick` is given the rows read so far and says whether to go on.
///
/// # Errors
/// What keeps it from being read, with the place: what the file is if it is no table, a sheet that is not there, more than
/// is read; or `stopped`.
pub fn read(
    name: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<Found, Problem> {
    if workbook::is_workbook(bytes) {
        return from_workbook(name, bytes, sheet, tick);
    }
    let mut rows = Rows::open(name, bytes)?.with_spaces();
    let mut taking = Taking::new(name);
    let mut row = Row::default();
    let mut next_line = None;
    let mut width = None;
    while rows.next_into(&mut row)? {
        // Empty lines are passed over by the reader of rows; here they count.
        for line in next_line.unwrap_or(row.line)..row.line {
            taking.row(line, &[], tick)?;
        }
        let inside: usize = row
            .cells
            .iter()
            .map(|cell| cell.bytes().filter(|b| *b == b'\n').count())
            .sum();
        next_line = Some(row.line + inside as u64 + 1);
        let width = *width.get_or_insert(row.cells.len());
        if let Some(problem) = quoted::swallowed(name, &row, width, rows.separator()) {
            return Err(problem);
        }
        taking.row(row.line, &row.cells, tick)?;
    }
    // At the end of the file the last row still stands in it.
    if let Some(problem) = quoted::unclosed(name, &row, rows.n_quotes()) {
        return Err(problem);
    }
    let mut export = taking.done()?;
    export.warnings.extend(rows.warnings());
    Ok(Found {
        export,
        sheets: Vec::new(),
        sheet: None,
    })
}

fn from_workbook(
    name: &str,
    bytes: &[u8],
    wanted: Option<&str>,
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<Found, Problem> {
    let place = |names: &[String]| match wanted {
        Some(wanted) => names.iter().position(|name| folded(name) == folded(wanted)),
        None => likeliest(names).or(Some(0)),
    };
    let (sheets, mut rows) = workbook::sheet(bytes, name, &|names| place(names).unwrap_or(0))?;
    let is_guess = wanted.is_none() && sheets.len() > 1 && likeliest(&sheets).is_none();
    let mut guessed = None;
    if is_guess {
        let (at, fullest) = fullest(bytes, name, sheets.len(), rows);
        (guessed, rows) = (Some(at), fullest);
    }
    let place = |names: &[String]| guessed.or_else(|| place(names));
    let Some(sheet) = place(&sheets) else {
        let what = format!("no sheet “{}”", wanted.unwrap_or_default());
        let remedy = format!("Name one of its sheets: {}.", sheets.join(", "));
        return Err(whole(
            "no-such-sheet",
            name,
            &what,
            "The workbook has no sheet of that name.",
            &remedy,
        ));
    };
    let mut taking = Taking::new(name);
    for (line, cells) in (1..).zip(&rows) {
        taking.row(line, cells, tick)?;
    }
    let mut export = taking.done()?;
    if is_guess {
        export.warnings.push(guess(name, &sheets, sheet));
    }
    Ok(Found {
        export,
        sheets,
        sheet: Some(sheet),
    })
}

/// The sheet that is named for responses; none where none is.
fn likeliest(names: &[String]) -> Option<usize> {
    let of = |words: &&[&str]| names.iter().position(|name| has_any(&folded(name), words));
    SHEETS.iter().find_map(of)
}

/// The sheet with most cells in rows of two or more, for notes have one a row: its place and its rows. The first is given.
fn fullest(
    bytes: &[u8],
    name: &str,
    n_sheets: usize,
    first: Vec<Vec<String>>,
) -> (usize, Vec<Vec<String>>) {
    let n_cells = |rows: &[Vec<String>]| {
        let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
        let filled = rows.iter().map(filled);
        filled.filter(|n| *n > 1).sum::<usize>()
    };
    let mut best = (n_cells(&first), 0, first);
    for at in 1..n_sheets.min(MOST_SHEETS) {
        // A sheet that cannot be read, such as a chart's, holds no answers.
        let Ok((_, rows)) = workbook::sheet(bytes, name, &|_| at) else {
            continue;
        };
        let n = n_cells(&rows);
        if n > best.0 {
            best = (n, at, rows);
        }
    }
    (best.1, best.2)
}

/// Says which sheet was read where no name told.
fn guess(name: &str, sheets: &[String], sheet: usize) -> Problem {
    let read = sheets.get(sheet).map_or("", String::as_str);
    let what = format!("the sheet “{read}” was read, of {}", sheets.join(", "));
    let why = "No sheet is named for responses, and this one holds most.";
    let remedy = "If the answers are on another, choose that sheet (--sheet on the command line).";
    whole("sheet-chosen", name, &what, why, remedy).severity(Severity::Note)
}

struct Taking<'n> {
    name: &'n str,
    gathering: Gathering,
    n_cells: usize,
    /// How many cells hold an error, and the first of them: its line, its column and what it says.
    n_errors: u64,
    first_error: Option<(u64, usize, String)>,
}

impl<'n> Taking<'n> {
    fn new(name: &'n str) -> Self {
        Self {
            name,
            gathering: Gathering::new(name),
            n_cells: 0,
            n_errors: 0,
            first_error: None,
        }
    }

    fn row(
        &mut self,
        line: u64,
        cells: &[String],
        tick: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(), Problem> {
        let n = self.gathering.n_rows();
        self.n_cells += cells.iter().filter(|cell| !cell.is_empty()).count();
        if n >= MOST_ROWS || self.n_cells > MOST_CELLS {
            return Err(whole(
                "too-many-rows",
                self.name,
                &format!("more than {n} rows"),
                &format!(
                    "An export of more than {MOST_ROWS} rows or {MOST_CELLS} answers is not read."
                ),
                "Download it in parts, by month or by channel, or leave out columns that are not wanted.",
            ));
        }
        if let Some((column, cell)) = cells
            .iter()
            .enumerate()
            .find(|(_, cell)| cell.len() > LONGEST_CELL)
        {
            return Err(at_cell(
                "too-long",
                self.name,
                line,
                column,
                "answer",
                &format!("{} bytes in one cell", cell.len()),
                "No answer is that long: a quotation mark may not be closed.",
                "Look at the line, or download the export again.",
            ));
        }
        if n.is_multiple_of(TICK) && !tick(n as u64) {
            return Err(whole(
                "stopped",
                self.name,
                "the reading was stopped",
                "Nothing of the file was taken in.",
                "Give it again when you want it.",
            ));
        }
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| is_error(cell)) {
            self.n_errors += 1;
            let first = || (line, column, cell.trim().to_owned());
            self.first_error.get_or_insert_with(first);
        }
        let cells = cells.iter().map(String::as_str);
        let cells = cells.map(|cell| if is_error(cell) { "" } else { cell });
        self.gathering.row(line, cells);
        Ok(())
    }

    /// The export, with the errors of a spreadsheet told.
    fn done(self) -> Result<Export, Problem> {
        let mut export = self.gathering.done()?;
        if let Some((line, column, said)) = self.first_error {
            let problem = at_cell(
                "error-in-cell",
                self.name,
                line,
                column,
                "answer",
                &format!(
                    "cells with a spreadsheet's error: {}, the first here, {said}",
                    self.n_errors
                ),
                "A formula came to nothing there, which is nobody's answer: they are read as empty.",
                "Put the formulas right, or download the responses again as the tool gives them.",
            );
            export.warnings.push(problem.severity(Severity::Warning));
        }
        Ok(export)
    }
}

/// Whether a cell holds what a spreadsheet writes where a formula came to nothing.
fn is_error(cell: &str) -> bool {
    cell.starts_with('#') && ERRORS.contains(&cell.trim())
}

#[cfg(test)]
mod tests;
