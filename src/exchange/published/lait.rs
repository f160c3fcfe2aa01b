//! The long file of the Local Authority Interactive Tool: every measure, year and area, one figure a row.
//!
//! LAIT gathers what the Department for Education and others publish of every authority: 434 measures, 641,070 rows. An
//! officer takes in the whole of it and has every comparison at hand. The file names each measure by a short
//! description; its dictionary, a second file, says what the measure is and which way is better.
//!
//! Edges: the columns and the rows may stand in any order. A row that is not kept is counted with the reason. A figure
//! that cannot be read, an area nobody knows or two figures for one place are errors, said with line and column; the
//! intake then is not sound, and nothing of it is to be written. Reading stops after 200 of them.

// A problem is large and made once a file: boxing it would gain nothing.
#![allow(clippy::result_large_err)]

mod area;
mod dictionary;
pub(in crate::exchange::published) mod fault;
mod figure;
mod finish;
mod gather;
mod heading;
pub(in crate::exchange::published) mod table;
mod unit;
mod years;

use std::io::Read;

use csv::ByteRecord;

use crate::domain::intake::Intake;
use crate::domain::problem::Problem;
use crate::exchange::published::known::Known;
use crate::exchange::published::lait::fault::At;
use crate::exchange::published::lait::gather::Gathering;
use crate::exchange::published::lait::heading::Columns;
use crate::exchange::published::lait::table::Table;

pub use dictionary::{Dictionary, Entry};
pub use years::Years;

/// What must be said wherever LAIT's figures are shown.
pub const SOURCE: &str = "Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for Education, Local Authority Interactive Tool (LAIT).";

/// Rows between one call of `tick` and the next.
const TICK: u64 = 8_192;

/// How a file is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Leave out, and count, the rows of areas that are not known, rather than refuse the file for them.
    pub leave_out_unknown: bool,
}

/// Reads the long file, packed with gzip or not; `name` is the file's, for messages.
///
/// `tick` is told now and then how many bytes of the source have been read, and answers whether to go on.
///
/// # Errors
/// When the file is not LAIT's long file, is damaged, has a row without an end, or `tick` said to stop. Errors in single
/// rows are among [`Intake::problems`], so that the rest can be looked at.
pub fn read(
    source: impl Read,
    name: &str,
    dictionary: Option<&Dictionary>,
    known: &Known,
    options: Options,
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<Intake, Vec<Problem>> {
    let one = |problem| vec![problem];
    let mut table = Table::open(source, name).map_err(one)?;
    let mut row = ByteRecord::new();
    let columns = match table.next(&mut row).map_err(one)? {
        Some(line) => Columns::of(&row, name, line).map_err(one)?,
        None => return Err(vec![heading::nothing(name)]),
    };
    let mut gathering = Gathering::new(name, columns, dictionary, known, options);
    let mut n = 0;
    while let Some(line) = table.next(&mut row).map_err(one)? {
        gathering.row(&row, line);
        n += 1;
        if n % TICK == 0 {
            if !tick(table.bytes()) {
                return Err(vec![stopped(name, line)]);
            }
            if gathering.is_hopeless() {
                break;
            }
        }
    }
    Ok(finish::intake(gathering))
}

fn stopped(name: &str, line: u64) -> Problem {
    At::line(name, line).fault(
        "stopped",
        "reading was stopped",
        "Somebody asked for it.",
        "Nothing was taken in; start again when you wish.",
    )
}

#[cfg(test)]
mod tests;
