//! Grants that councils publish under the 360Giving standard: CSV, workbook and JSON, in and out.
//!
//! Whatever a file says of a grant is kept, under its own heading where the standard has none, and goes out again as it
//! came: `CSV -> plan -> CSV` gives the same cells, `JSON -> plan -> JSON` the same values.
//!
//! Edges: an award that cannot be read, a grant without an identifier or with another's, and an award in other money keep
//! the whole file out, each with its line and column. Days that a spreadsheet wrote as `18/01/2013` are put as the
//! standard wants them, and a note says so.

#![allow(
    clippy::result_large_err,
    reason = "a file is refused once, and the problem is then shown: boxing it would burden every reader"
)]

mod checked;
pub mod fields;
mod object;
mod sheet;
pub mod table;
mod write;

pub use write::{csv, json, xlsx};

use crate::domain::giving::intake::GivingIntake;
use crate::domain::problem::Problem;
use crate::exchange::published::workbook::is_workbook;

/// How many problems of a file are said, the worst first: a page of warnings must not hide the error behind it.
const MOST_SAID: usize = 200;

/// Reads a file of grants: what it is its first bytes say.
///
/// # Errors
/// Why it cannot be read at all. What is wrong with single rows is among the intake's problems.
pub fn read(name: &str, bytes: &[u8]) -> Result<GivingIntake, Problem> {
    let mut intake = if is_workbook(bytes) {
        sheet::workbook(name, bytes)?
    } else if object::is_json(bytes) {
        object::read(name, bytes)?
    } else {
        sheet::text(name, bytes)?
    };
    intake.problems.sort_by_key(|held| held.severity);
    intake.problems.truncate(MOST_SAID);
    Ok(intake)
}

#[cfg(test)]
mod tests;
