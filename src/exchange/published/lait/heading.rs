//! Which column of LAIT's long file is which, found by its heading.
//!
//! Columns are found by name because a file that went through a spreadsheet may have them in another order.
//!
//! Edges: small and large letters are the same. `LA and Regions` is only needed where an area has no number, and
//! `Region` not at all.

use csv::ByteRecord;

use crate::domain::problem::Problem;
use crate::exchange::published::lait::fault::{At, shown};
use crate::exchange::published::lait::table::text;

/// Where each column stands, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub code: usize,
    pub title: usize,
    pub years: usize,
    pub value: usize,
    pub number: usize,
    pub area: Option<usize>,
    /// How many there are.
    pub n: usize,
}

impl Columns {
    /// Finds the columns in the row of headings.
    pub(super) fn of(row: &ByteRecord, name: &str, line: u64) -> Result<Self, Problem> {
        let headings: Vec<String> = row
            .iter()
            .map(|cell| text(cell).trim_start_matches('\u{feff}').to_lowercase())
            .map(|heading| heading.trim().trim_matches('"').to_owned())
            .collect();
        another_sort(&headings, name, line)?;
        let found = |heading: &str| headings.iter().position(|held| held == heading);
        let wanted = |heading: &str| {
            let at = found(heading).ok_or_else(|| missing(heading, &headings, name, line))?;
            match headings[at + 1..].iter().position(|held| held == heading) {
                Some(again) => Err(twice(heading, At::cell(name, line, at + 1 + again))),
                None => Ok(at),
            }
        };
        Ok(Self {
            code: wanted("short desc")?,
            title: wanted("data item")?,
            years: wanted("years")?,
            value: wanted("values")?,
            number: wanted("la number")?,
            area: found("la and regions"),
            n: headings.len(),
        })
    }
}

/// A file in which there is no row at all.
pub(super) fn nothing(name: &str) -> Problem {
    At::file(name).fault(
        "empty-file",
        "no row at all",
        "There is nothing to read.",
        "Fetch the file again from where it is published.",
    )
}

fn another_sort(headings: &[String], name: &str, line: u64) -> Result<(), Problem> {
    let Some(first) = headings.first().filter(|_| headings.len() <= 2) else {
        return Ok(());
    };
    let parted = [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")];
    for (sign, word) in parted {
        if first.matches(sign).count() >= 3 {
            return Err(At::line(name, line).fault(
                "wrong-delimiter",
                format!("columns parted by {word}"),
                "LAIT's file has commas between its columns.",
                "Save it from the spreadsheet as CSV with commas, or give it as it is published.",
            ));
        }
    }
    Ok(())
}

fn missing(heading: &str, headings: &[String], name: &str, line: u64) -> Problem {
    let there = shown(&headings.join(", "));
    At::line(name, line).fault(
        "missing-column",
        format!("no column “{heading}” among: {there}"),
        "LAIT's long file has Short Desc, Data item, Years, LA and Regions, Values, LA Number and Region.",
        "Give the long file as it is published.",
    )
}

fn twice(heading: &str, at: At<'_>) -> Problem {
    at.fault(
        "same-heading",
        format!("“{heading}” for the second time"),
        "It cannot be told which of the two is meant.",
        "Take one of them out.",
    )
}
