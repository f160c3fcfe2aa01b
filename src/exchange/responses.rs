//! A survey's export from its bytes: CSV as any tool writes it, or a sheet of a workbook.
//!
//! Officers give the file as the survey tool or a colleague's spreadsheet left it: commas, semicolons or tabs, UTF-8, UTF-16
//! or Windows-1252, with or without a mark at the beginning. What can be read is read; letters that were not what they
//! should be are said. What the columns mean is decided in [`responses`](crate::domain::responses).
//!
//! Edges: input from outside is not trusted: rows, columns, cells and what a workbook unpacks to are bounded. Empty lines
//! between rows are rows with nothing in them, so that the account of rows is of the file an officer sees; those at its end
//! are not there in a CSV. In a workbook with many sheets the one that is named for responses is read, unless the officer
//! names another.

#![allow(
    clippy::result_large_err,
    reason = "a file is refused once, and the problem is then shown: boxing it would burden every reader"
)]

pub mod map;
mod quoted;

use crate::domain::problem::Problem;
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

/// Reads an export. `sheet` names the sheet of a workbook; without it the one named for responses, or the first, is read.
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
    let mut last = Row::default();
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
        last.clone_from(&row);
    }
    if let Some(problem) = quoted::unclosed(name, &last, rows.n_quotes()) {
        return Err(problem);
    }
    let mut export = taking.gathering.done()?;
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
        None => Some(likeliest(names)),
    };
    let (sheets, rows) = workbook::sheet(bytes, name, &|names| place(names).unwrap_or(0))?;
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
    let export = taking.gathering.done()?;
    Ok(Found {
        export,
        sheets,
        sheet: Some(sheet),
    })
}

/// The sheet that is named for responses; the first where none is.
fn likeliest(names: &[String]) -> usize {
    let of = |words: &&[&str]| names.iter().position(|name| has_any(&folded(name), words));
    SHEETS.iter().find_map(of).unwrap_or(0)
}

struct Taking<'n> {
    name: &'n str,
    gathering: Gathering,
    n_cells: usize,
}

impl<'n> Taking<'n> {
    fn new(name: &'n str) -> Self {
        Self {
            name,
            gathering: Gathering::new(name),
            n_cells: 0,
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
        self.gathering.row(line, cells.iter().map(String::as_str));
        Ok(())
    }
}

#[cfg(test)]
mod tests;
