//! A council's ledger, read as its columns are mapped: every row kept, or left out with the reason.
//!
//! A ledger comes out of a finance system by way of a spreadsheet, with titles above it, blank rows in it and totals below
//! it. What is a posting is kept as it is, even where its amount or its month cannot be read: it is then set aside with the
//! reason, and the control total shows what is missing.
//!
//! Edges: a row that says it is a total, and one without any words whose amount is what came before, is a total of the
//! ledger's own and not counted twice; a supplier called Total is a supplier. A blank amount is no amount, which is not £0.

#![allow(
    clippy::result_large_err,
    reason = "a file is refused once, and the problem is then shown: boxing it would burden every reader"
)]

mod amount;
pub mod heading;
pub mod mapping;
mod row;
mod total;
mod when;

use std::collections::BTreeMap;

use crate::domain::intake::skip;
use crate::domain::ledger::LedgerRow;
use crate::domain::ledger::reading::{LedgerReading, Printed};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};
use crate::exchange::ledger::mapping::LedgerMap;
use crate::exchange::ledger::row::{Columns, Posted};
use crate::exchange::published::gather::stopped;
use crate::exchange::published::text::{Row, at, whole};

/// The most rows of one ledger.
const MOST_ROWS: usize = 1_000_000;
/// The most text in all its rows, in bytes: far more than a million rows of a ledger have.
const MOST_BYTES: usize = 512 << 20;
/// How many rows that cannot be read are named; the rest are listed with the ledger.
const MOST_NAMED: usize = 50;

/// Reads a ledger. `year` is what the officer says; without it the mapping, then the dates say which year it is of.
/// `tick` is given the rows read so far and says whether to go on.
///
/// # Errors
/// What keeps it from being read: a row that cannot be, a column missing, no year; or `stopped`.
pub fn read(
    name: &str,
    rows: impl Iterator<Item = Result<Row, Problem>>,
    map: &LedgerMap,
    year: Option<i16>,
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<LedgerReading, Vec<Problem>> {
    let one = |problem| vec![problem];
    let mut rows = rows.filter(|row| {
        row.as_ref()
            .map_or(true, |row| row.line > map.skip_rows as u64)
    });
    let mut not_blank = rows
        .by_ref()
        .skip_while(|row| row.as_ref().is_ok_and(Row::is_empty));
    let headings = match not_blank.next() {
        Some(row) => row.map_err(one)?,
        None => {
            let why = "There is nothing to read.";
            return Err(vec![whole(
                "empty-file",
                name,
                "no rows",
                why,
                "Look at skip_rows.",
            )]);
        }
    };
    let columns = Columns::new(name, headings, map)?;
    let mut taking = Taking::new(name, columns);
    let mut n_bytes = 0;
    for row in rows {
        let row = row.map_err(one)?;
        let n_read = taking.reading.n_read;
        // Whatever becomes of a row, no more of it is kept than its text.
        n_bytes += row.cells.iter().map(String::len).sum::<usize>();
        if taking.held.len() + taking.reading.printed.len() > MOST_ROWS || n_bytes > MOST_BYTES {
            let why = format!("A ledger of more than {MOST_ROWS} rows is not taken in at once.");
            let remedy = "Take it in by quarter, or without other services.";
            return Err(vec![whole(
                "too-many-rows",
                name,
                "too many rows",
                &why,
                remedy,
            )]);
        }
        if n_read.is_multiple_of(1_024) && !tick(n_read) {
            return Err(stopped(name));
        }
        taking.take(&row).map_err(one)?;
    }
    taking.done(year.or_else(|| map.fiscal_year())).map_err(one)
}

struct Taking<'a> {
    name: &'a str,
    columns: Columns<'a>,
    reading: LedgerReading,
    held: Vec<(LedgerRow, Option<i16>)>,
    years: BTreeMap<i16, usize>,
    /// What all amounts come to, each taken as positive: while that can be held, so can every sum of them.
    moved: i128,
}

impl<'a> Taking<'a> {
    fn new(name: &'a str, mut columns: Columns<'a>) -> Self {
        let problems = std::mem::take(&mut columns.warnings);
        Self {
            name,
            columns,
            reading: LedgerReading {
                name: name.to_owned(),
                problems,
                ..LedgerReading::default()
            },
            held: Vec::new(),
            years: BTreeMap::new(),
            moved: 0,
        }
    }

    fn take(&mut self, row: &Row) -> Result<(), Problem> {
        self.reading.n_read += 1;
        match self.columns.posted(row, self.reading.total) {
            Posted::LeftOut(reason) => {
                let example = row.cells.iter().find(|cell| !cell.is_empty());
                let example = example.map_or("", String::as_str);
                skip(&mut self.reading.skipped, reason, row.line, example);
            }
            Posted::Total(amount) => {
                let words: Vec<&str> = row
                    .cells
                    .iter()
                    .map(String::as_str)
                    .filter(|cell| !cell.is_empty())
                    .take(3)
                    .collect();
                let words = words.join(" ");
                skip(
                    &mut self.reading.skipped,
                    "a total that the ledger prints",
                    row.line,
                    &words,
                );
                let line = row.line;
                self.reading.printed.push(Printed {
                    line,
                    words,
                    amount,
                });
            }
            Posted::Row { row, year, dated } => {
                self.add(row.amount, row.line)?;
                if let Some(problem) = self.columns.fault_of(&row) {
                    self.name_fault(problem);
                }
                if let Some(dated) = year.or(dated) {
                    *self.years.entry(dated).or_default() += 1;
                }
                self.held.push((row, year));
            }
        }
        Ok(())
    }

    fn add(&mut self, amount: Option<Pence>, line: u64) -> Result<(), Problem> {
        let pence = amount.map_or(0, |amount| amount.0);
        self.moved += i128::from(pence).abs();
        if self.moved > i128::from(i64::MAX) {
            return Err(at(
                "too-much-money",
                self.name,
                line,
                "with this row the amounts come to more than can be held",
                "A total that large cannot be right to the penny.",
                "Look at the amounts up to here: one of them is likely not money.",
            ));
        }
        self.reading.total.0 += pence;
        Ok(())
    }

    fn name_fault(&mut self, problem: Problem) {
        let problems = &mut self.reading.problems;
        if problems.len() < MOST_NAMED {
            problems.push(problem.severity(Severity::Warning));
        }
    }

    /// Decides on the year, and leaves out what is of another.
    fn done(mut self, said: Option<i16>) -> Result<LedgerReading, Problem> {
        let most = self.years.iter().max_by_key(|(year, n)| (**n, **year));
        let Some(year) = said.or(most.map(|(year, _)| *year)) else {
            return Err(whole(
                "no-year",
                self.name,
                "neither a date nor a period says the year",
                "What was spent belongs to the grants of one fiscal year.",
                "Say which year it is of: on the command line --year 2001/02.",
            ));
        };
        self.reading.fiscal_year = year;
        for (row, of) in self.held {
            match of.filter(|of| *of != year) {
                None => self.reading.rows.push(row),
                Some(of) => {
                    self.reading.outside.0 += row.amount.map_or(0, |amount| amount.0);
                    let example = Period::Financial(of).label();
                    skip(
                        &mut self.reading.skipped,
                        "outside the year",
                        row.line,
                        &example,
                    );
                }
            }
        }
        if self.reading.rows.is_empty() {
            self.reading.problems.push(whole(
                "no-rows-of-the-year",
                self.name,
                &format!("no row of {}", Period::Financial(year)),
                "There is nothing in it to take in.",
                "Check the year, and which column holds the amount.",
            ));
        }
        Ok(self.reading)
    }
}

#[cfg(test)]
mod tests;
