//! Lists of statistical neighbours, as the Department for Education publishes them: ten a council, nearest first.
//!
//! A council is compared with the ten most like it, and the ten change: Leicester kept four of its ten from April 2021 to
//! May 2025. So a list is dated, and lists are kept side by side. The same list is published as a workbook with a
//! column a neighbour, as a wide CSV, and as a long one with a row a neighbour; all are read as they come.
//!
//! Edges: the list is named by its month, given or found in the file's name. LAIT's list of areas looks like one of
//! these and holds no neighbours: it is recognised, and only says which of its areas are known. A wholly blank row is
//! no row.

// A problem is large and made once a file: boxing it would gain nothing.
#![allow(clippy::result_large_err)]

mod layout;
mod list;

use csv::ByteRecord;

use crate::domain::area::AreaCode;
use crate::domain::intake::{ArrivingNeighbour, FileKind, Intake};
use crate::domain::problem::{Problem, Severity};
use crate::exchange::published::known::Known;
use crate::exchange::published::lait::fault::{At, shown};
use crate::exchange::published::lait::table::{Table, text};
use crate::exchange::published::neighbours::layout::{Found, Layout, Wide};
use crate::exchange::published::workbook;

pub use crate::exchange::published::lait::Options;

/// What must be said wherever a list is named.
pub const SOURCE: &str = "Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for Education, statistical neighbours model.";

/// Neighbours of one council.
const TEN: usize = 10;
/// The most rows of a list.
const ROWS: usize = 100_000;
/// After so many errors nothing more is read.
const ERRORS: usize = 200;

/// A row that holds something, with its line.
type Row = (u64, Vec<String>);

/// Reads a list of neighbours from the bytes of a file; `name` is the file's, `list` the list's own name, such as
/// `2025-05`, where it is given.
///
/// # Errors
/// When the file is no such list, is damaged, or nothing says which list it is. Errors in single rows are among
/// [`Intake::problems`].
pub fn read(
    bytes: &[u8],
    name: &str,
    list: Option<&str>,
    known: &Known,
    options: Options,
) -> Result<Intake, Vec<Problem>> {
    let rows = rows(bytes, name).map_err(|problem| vec![problem])?;
    let found = layout::find(&rows, name).map_err(|problem| vec![problem])?;
    let mut reading = Reading {
        name,
        known,
        options,
        list: String::new(),
        intake: Intake::new(FileKind::Neighbours),
        given: Vec::new(),
    };
    SOURCE.clone_into(&mut reading.intake.source);
    let Found { row, layout } = found;
    let rows = &rows[row + 1..];
    match &layout {
        Layout::Areas { code } => {
            reading.areas(rows, *code);
            return Ok(reading.intake);
        }
        Layout::Wide(wide) => {
            reading.list = list::name(list, name).map_err(|problem| vec![problem])?;
            rows.iter().for_each(|row| reading.wide(row, wide));
        }
        Layout::Long(columns) => {
            reading.list = list::name(list, name).map_err(|problem| vec![problem])?;
            rows.iter().for_each(|row| reading.long(row, columns));
        }
    }
    reading.check();
    Ok(reading.intake)
}

fn rows(bytes: &[u8], name: &str) -> Result<Vec<Row>, Problem> {
    let mut found: Vec<Row> = Vec::new();
    let too_many = || {
        let what = format!("more than {ROWS} rows");
        let why = "A list of neighbours has a few hundred, or ten times as many.";
        At::file(name).fault(
            "too-many-rows",
            what,
            why,
            "Give the list as it is published.",
        )
    };
    let mut take = |line, cells: Vec<String>| {
        if cells.iter().any(|cell| !cell.is_empty()) {
            found.push((line, cells));
        }
        if found.len() > ROWS {
            Err(too_many())
        } else {
            Ok(())
        }
    };
    if workbook::is_workbook(bytes) {
        for (line, cells) in (1..).zip(workbook::first_sheet(bytes, name)?) {
            take(line, cells)?;
        }
        return Ok(found);
    }
    let mut table = Table::open(bytes, name)?;
    let mut row = ByteRecord::new();
    while let Some(line) = table.next(&mut row)? {
        take(line, row.iter().map(text).collect())?;
    }
    Ok(found)
}

/// One neighbour, as a file gives it.
struct Given {
    area: AreaCode,
    rank: u8,
    neighbour: AreaCode,
    closeness: String,
    line: u64,
    column: usize,
}

struct Reading<'a> {
    name: &'a str,
    known: &'a Known,
    options: Options,
    list: String,
    intake: Intake,
    given: Vec<Given>,
}

impl Reading<'_> {
    fn refuse(&mut self, problem: Problem) {
        if self.intake.problems.len() < ERRORS {
            self.intake.problems.push(problem);
        }
    }

    /// The area of a cell; what is not known is said, or left out and counted.
    fn area(&mut self, cell: &str, line: u64, column: usize) -> Option<AreaCode> {
        if let Some(area) = self.known.by_code(layout::whole(cell)) {
            return Some(area.clone());
        }
        if self.options.leave_out_unknown {
            self.intake.skip("no such area", line, cell);
            return None;
        }
        self.refuse(At::cell(self.name, line, column).fault(
            "unknown-area",
            format!("“{}”", shown(cell)),
            "No area of the plan has that number.",
            "Check the number, or have the rows of areas that are not known left out.",
        ));
        None
    }

    /// A row with a column a neighbour.
    fn wide(&mut self, (line, cells): &Row, columns: &Wide) {
        self.intake.n_read += 1;
        let cell = |column: usize| cells.get(column).map_or("", String::as_str);
        let gives = |column: &layout::Place| !matches!(cell(column.code), "" | "-" | "NA");
        let none = !columns.places.iter().any(gives);
        if none {
            let reason = if cell(columns.code).is_empty() {
                "a row between the parts of the table"
            } else {
                "no neighbours given"
            };
            let example = cells.iter().find(|cell| !cell.is_empty());
            self.intake
                .skip(reason, *line, example.map_or("", String::as_str));
            return;
        }
        let Some(area) = self.area(cell(columns.code), *line, columns.code) else {
            return;
        };
        let mut row = Vec::with_capacity(TEN);
        for place in columns.places.iter().filter(|place| gives(place)) {
            let Some(neighbour) = self.area(cell(place.code), *line, place.code) else {
                return;
            };
            row.push(Given {
                area: area.clone(),
                rank: place.rank,
                neighbour,
                closeness: words(place.closeness.map_or("", cell)),
                line: *line,
                column: place.code,
            });
        }
        self.given.append(&mut row);
        self.intake.n_kept += 1;
    }

    /// A row that is one neighbour.
    fn long(&mut self, (line, cells): &Row, columns: &layout::Long) {
        self.intake.n_read += 1;
        let cell = |column: usize| cells.get(column).map_or("", String::as_str);
        let rank = layout::whole(cell(columns.rank)).parse::<u8>();
        let Some(rank) = rank
            .ok()
            .filter(|rank| (1..=TEN).contains(&usize::from(*rank)))
        else {
            self.refuse(At::cell(self.name, *line, columns.rank).fault(
                "rank",
                format!("“{}”", shown(cell(columns.rank))),
                "A neighbour's rank is a number from 1 to 10.",
                "Put in the rank, 1 for the nearest.",
            ));
            return;
        };
        let area = self.area(cell(columns.code), *line, columns.code);
        let Some(area) = area else { return };
        let neighbour = self.area(cell(columns.neighbour), *line, columns.neighbour);
        let Some(neighbour) = neighbour else { return };
        self.given.push(Given {
            area,
            rank,
            neighbour,
            closeness: words(columns.closeness.map_or("", cell)),
            line: *line,
            column: columns.neighbour,
        });
        self.intake.n_kept += 1;
    }

    /// LAIT's own list of areas: which of them are known.
    fn areas(&mut self, rows: &[Row], code: usize) {
        let mut n_known = 0;
        for (line, cells) in rows {
            self.intake.n_read += 1;
            let cell = cells.get(code).map_or("", String::as_str);
            if self.known.by_code(layout::whole(cell)).is_some() {
                n_known += 1;
                self.intake
                    .skip("an area that the plan knows", *line, &cells.join(", "));
            } else {
                self.intake.skip("no such area", *line, &cells.join(", "));
            }
        }
        let unknown = rows.len() - n_known;
        let note = At::file(self.name).fault(
            "list-of-areas",
            format!("a list of {} areas, {n_known} of them known and {unknown} not", rows.len()),
            "It holds no neighbours, and areas are part of the program, so that there is nothing to take in.",
            "For neighbours, give a list of statistical neighbours.",
        );
        self.intake.problems.push(note.severity(Severity::Note));
    }

    /// Checks that each council has ten different neighbours, ranked 1 to 10 and not itself, and hands them over.
    fn check(&mut self) {
        let mut given = std::mem::take(&mut self.given);
        given.sort_by(|one, next| (&one.area, one.rank).cmp(&(&next.area, next.rank)));
        let mut wrong = Vec::new();
        for of_one in given.chunk_by(|one, next| one.area == next.area) {
            self.check_one(of_one, &mut wrong);
        }
        wrong.sort_by_key(|(line, _)| *line);
        wrong
            .into_iter()
            .for_each(|(_, problem)| self.refuse(problem));
        self.intake.neighbours = given
            .into_iter()
            .map(|place| ArrivingNeighbour {
                list: self.list.clone(),
                area: place.area,
                rank: place.rank,
                neighbour: place.neighbour,
                closeness: place.closeness,
            })
            .collect();
    }

    fn check_one(&self, given: &[Given], wrong: &mut Vec<(u64, Problem)>) {
        let mut say = |place: &Given, kind, what: String, why: &str, remedy: &str| {
            let at = At::cell(self.name, place.line, place.column);
            wrong.push((place.line, at.fault(kind, what, why, remedy)));
        };
        for (n, place) in given.iter().enumerate() {
            let (area, neighbour) = (&place.area, &place.neighbour);
            if area == neighbour {
                let what = format!("{area} as a neighbour of itself");
                let why = "An authority is not its own neighbour.";
                say(
                    place,
                    "own-neighbour",
                    what,
                    why,
                    "Put in the neighbour that is meant.",
                );
            }
            if let Some(first) = given[..n].iter().find(|held| held.rank == place.rank) {
                let what = format!(
                    "neighbour {} of {area}, which line {} gives too",
                    place.rank, first.line
                );
                let why = "A council has one neighbour of each rank.";
                say(place, "same-rank", what, why, "Take one of the two out.");
            } else if let Some(first) = given[..n].iter().find(|held| &held.neighbour == neighbour)
            {
                let what = format!(
                    "{neighbour} as neighbour {} of {area}, of which it is neighbour {} already",
                    place.rank, first.rank
                );
                let why = "A neighbour stands in a council's list once.";
                say(
                    place,
                    "same-neighbour",
                    what,
                    why,
                    "Put in the neighbour that is meant.",
                );
            }
        }
        let lacks =
            (1..=TEN).find(|rank| !given.iter().any(|held| usize::from(held.rank) == *rank));
        if let (Some(rank), Some(first)) = (lacks, given.first()) {
            let what = format!("no neighbour {rank} of {}", first.area);
            let why = "A list names ten neighbours, ranked 1 to 10 without a gap.";
            say(
                first,
                "rank-gap",
                what,
                why,
                "Put in the one that is missing.",
            );
        }
    }
}

/// The list's own word, its spaces put right: `Close ` is `Close`.
fn words(cell: &str) -> String {
    let words = cell
        .split_whitespace()
        .take(8)
        .collect::<Vec<_>>()
        .join(" ");
    if words == "-" { String::new() } else { words }
}

#[cfg(test)]
mod tests;
