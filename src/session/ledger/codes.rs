//! Rules read from a table: hundreds of codes are not typed one by one.
//!
//! The table has the columns `cost_centre`, `subjective`, `grant` and `line`. A rule that the plan has already is changed
//! to what the table says.
//!
//! Edges: a code that the table gives twice is refused, naming both rows, for it belongs to one line in a year; where the
//! second row says what the first does, it is passed over.

#![allow(
    clippy::result_large_err,
    reason = "a table is refused once, and the problems are then shown"
)]

use std::collections::HashMap;
use std::path::Path;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::{Grant, PriorityArea};
use crate::domain::id::LedgerCodeId;
use crate::domain::ledger::{LedgerCode, code_name, folded};
use crate::domain::problem::Problem;
use crate::domain::record::Edit;
use crate::exchange::ledger::heading::column_of;
use crate::exchange::published::text::{Row, at_cell, whole};
use crate::session::Session;
use crate::session::import::any_table::AnyTable;
use crate::session::import::name_of;
use crate::session::import::open::bytes_of;

const COLUMNS: [&str; 4] = ["cost_centre", "subjective", "grant", "line"];

/// The change that adds the rules of a table; none when the plan has them all. `year` is the fiscal year of their grants,
/// where a name is that of several.
///
/// # Errors
/// What is wrong in the table, with line and column.
pub fn codes(
    session: &Session,
    path: &Path,
    year: Option<i16>,
) -> Result<Option<Command>, Vec<Problem>> {
    let name = name_of(path);
    let (bytes, _) = bytes_of(path)?;
    let table = AnyTable::open(&name, &bytes)?;
    let mut rows = table.rows()?;
    let headings = match rows.next() {
        Some(row) => row.map_err(|problem| vec![problem])?,
        None => return Err(vec![column_missing(&name, "cost_centre")]),
    };
    let mut places = [0; 4];
    for (place, wanted) in places.iter_mut().zip(COLUMNS) {
        let found = column_of(&name, &headings, wanted);
        let (at, twin) = found.ok_or_else(|| vec![column_missing(&name, wanted)])?;
        *place = at;
        if let Some(twin) = twin {
            return Err(vec![twin]);
        }
    }
    let mut reading = Reading {
        name: &name,
        book: session.book(),
        year,
        places,
        given: HashMap::new(),
    };
    let (mut commands, mut problems) = (Vec::new(), Vec::new());
    for row in rows {
        let row = row.map_err(|problem| vec![problem])?;
        if row.is_empty() {
            continue;
        }
        match reading.rule(&row, LedgerCodeId(session.new_key())) {
            Ok(command) => commands.extend(command),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let words = format!("Ledger rules of {name}");
    Ok((!commands.is_empty()).then(|| Command::several(words, commands)))
}

fn column_missing(name: &str, wanted: &str) -> Problem {
    whole(
        "missing-column",
        name,
        &format!("no column {wanted}"),
        "A table of rules has the columns cost_centre, subjective, grant and line.",
        "Name the column so in its first line.",
    )
}

struct Reading<'a> {
    name: &'a str,
    book: &'a Book,
    year: Option<i16>,
    places: [usize; 4],
    /// What the rows so far give: by code and fiscal year the row of the file, and the line of the plan.
    given: HashMap<(String, String, i16), (u64, LineAt)>,
}

impl Reading<'_> {
    fn rule(&mut self, row: &Row, id: LedgerCodeId) -> Result<Option<Command>, Problem> {
        let [cost_centre, subjective, grant, line] = self.places.map(|at| row.cell(at));
        let grant = self.grant(row, grant)?.clone();
        let area = self.area(row, line)?.clone();
        let code = (folded(cost_centre), folded(subjective));
        let year = grant.fiscal_year;
        let given = (row.line, LineAt::new(grant.id, area.id));
        let key = (code.0.clone(), code.1.clone(), year);
        match self.given.get(&key) {
            Some((_, line)) if *line == given.1 => return Ok(None),
            Some(before) => return Err(self.twice(row, *before, given.1)),
            None => self.given.insert(key, given),
        };
        let held = self.book.ledger_codes.iter().find(|held| {
            folded(&held.cost_centre) == code.0
                && folded(&held.subjective) == code.1
                && held.fiscal_year(self.book) == Some(year)
        });
        let now = LedgerCode {
            id: held.map_or(id, |held| held.id),
            cost_centre: cost_centre.to_owned(),
            subjective: subjective.to_owned(),
            grant: grant.id,
            priority_area: area.id,
        };
        Ok(match held {
            Some(held) if *held == now => None,
            Some(held) => Some(Edit::change(held, now).into()),
            None => Some(Edit::add(now).into()),
        })
    }

    fn twice(&self, row: &Row, (before, line): (u64, LineAt), now: LineAt) -> Problem {
        let code = code_name(row.cell(self.places[0]), row.cell(self.places[1]));
        at_cell(
            "same-code",
            self.name,
            row.line,
            self.places[0],
            COLUMNS[0],
            &format!(
                "{code} for {}, when line {before} of the table gives it to {}",
                now.name(self.book),
                line.name(self.book)
            ),
            "A code belongs to one line in a year, or money would count twice.",
            "Take one of the two rows out, or name the account code to part them.",
        )
    }

    fn grant(&self, row: &Row, wanted: &str) -> Result<&Grant, Problem> {
        let is_named = |held: &&Grant| {
            (same(&held.short, wanted) || same(&held.name, wanted))
                && self.year.is_none_or(|year| year == held.fiscal_year)
        };
        let found: Vec<&Grant> = self.book.grants.iter().filter(is_named).collect();
        match found.as_slice() {
            [one] => Ok(one),
            [] => {
                let held = self.book.grants.iter().map(|held| held.short.as_str());
                Err(self.fault(row, 2, wanted, "grant", held.collect()))
            }
            several => {
                let years = several.iter().map(|held| held.year().label());
                let years: Vec<String> = years.collect();
                let what = format!("“{wanted}” is the name of grants of {}", years.join(", "));
                Err(at_cell(
                    "several-grants",
                    self.name,
                    row.line,
                    self.places[2],
                    COLUMNS[2],
                    &what,
                    "A rule is for one of them.",
                    "Say which with --year.",
                ))
            }
        }
    }

    fn area(&self, row: &Row, wanted: &str) -> Result<&PriorityArea, Problem> {
        let mut areas = self.book.priority_areas.iter();
        areas.find(|held| same(&held.name, wanted)).ok_or_else(|| {
            let held = self
                .book
                .priority_areas
                .iter()
                .map(|held| held.name.as_str());
            self.fault(row, 3, wanted, "priority area", held.collect())
        })
    }

    fn fault(
        &self,
        row: &Row,
        at: usize,
        wanted: &str,
        noun: &str,
        mut known: Vec<&str>,
    ) -> Problem {
        // A grant has the same name in each of its years.
        known.sort_unstable();
        known.dedup();
        at_cell(
            "no-such-line",
            self.name,
            row.line,
            self.places[at],
            COLUMNS[at],
            &format!("no {noun} “{wanted}”"),
            &format!("The plan has {}.", known.join("; ")),
            "Write one of those.",
        )
    }
}

fn same(held: &str, wanted: &str) -> bool {
    held.trim().to_lowercase() == wanted.trim().to_lowercase()
}
