//! A file of grants as a table: a row a grant, a column a field.

use std::collections::HashMap;
use std::io::Cursor;

use crate::domain::giving::intake::GivingIntake;
use crate::domain::giving::json::{Json, is_number};
use crate::domain::intake::Skipped;
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::spreadsheet::unescaped;
use crate::exchange::day;
use crate::exchange::giving::checked::{Checked, Where};
use crate::exchange::giving::fields::{Kind, Path, Step, column};
use crate::exchange::published::mapped::rows_of_sheet;
use crate::exchange::published::text::{Row, Rows, at_cell, whole};
use crate::exchange::published::workbook::first_sheet;

/// Reads the first sheet of a workbook.
pub(super) fn workbook(name: &str, bytes: &[u8]) -> Result<GivingIntake, Problem> {
    let sheet = first_sheet(bytes, name)?;
    let mut rows = rows_of_sheet(sheet);
    let mut next = |row: &mut Row| match rows.next() {
        Some(held) => held.map(|held| {
            *row = held;
            true
        }),
        None => Ok(false),
    };
    read(name, &mut next)
}

/// Reads a table of text.
pub(super) fn text(name: &str, bytes: &[u8]) -> Result<GivingIntake, Problem> {
    let mut rows = Rows::open(name, Cursor::new(bytes))?.with_spaces();
    let mut intake = read(name, &mut |row: &mut Row| rows.next_into(row))?;
    intake.problems.extend(rows.warnings());
    Ok(intake)
}

type Next<'a> = &'a mut dyn FnMut(&mut Row) -> Result<bool, Problem>;

fn read(name: &str, next: Next<'_>) -> Result<GivingIntake, Problem> {
    let mut row = Row::default();
    let mut reading = loop {
        if !next(&mut row)? {
            let why = "There is not even a heading in it.";
            return Err(whole(
                "empty-file",
                name,
                "no rows",
                why,
                "Check that it is the right file.",
            ));
        }
        if !is_blank(&row) {
            break Reading::new(name, &row)?;
        }
    };
    while next(&mut row)? {
        reading.row(&row);
    }
    Ok(reading.done())
}

fn is_blank(row: &Row) -> bool {
    row.cells.iter().all(|cell| cell.trim().is_empty())
}

struct Reading<'a> {
    name: &'a str,
    headings: Vec<String>,
    columns: Vec<(Path, Kind)>,
    places: HashMap<Path, usize>,
    checked: Checked,
    notes: Vec<Problem>,
    n_read: u64,
    blank: Option<Skipped>,
}

impl<'a> Reading<'a> {
    fn new(name: &'a str, headings: &Row) -> Result<Self, Problem> {
        let shown: Vec<String> = headings
            .cells
            .iter()
            .map(|held| held.trim().to_owned())
            .collect();
        let columns: Vec<(Path, Kind)> = shown.iter().map(|held| column(unescaped(held))).collect();
        let mut places = HashMap::new();
        for (at, (path, _)) in columns.iter().enumerate() {
            let heading = shown.get(at).map_or("", String::as_str);
            if heading.is_empty() {
                continue;
            }
            if let Some(before) = places.insert(path.clone(), at) {
                return Err(at_cell(
                    "same-heading",
                    name,
                    headings.line,
                    at,
                    heading,
                    &format!("it says the same as column {}", before + 1),
                    "A grant would have two values for one field.",
                    "Take one of the two columns out, or give it another heading.",
                ));
            }
        }
        let identifier: Path = vec![Step::Name("id".to_owned())];
        if !places.contains_key(&identifier) {
            let row = Row {
                line: headings.line,
                cells: shown,
            };
            return Err(crate::exchange::published::ees::headings::missing_column(
                name,
                &row,
                "Identifier",
            ));
        }
        Ok(Self {
            name,
            headings: shown,
            columns,
            places,
            checked: Checked::default(),
            notes: Vec::new(),
            n_read: 0,
            blank: None,
        })
    }

    fn row(&mut self, row: &Row) {
        self.n_read += 1;
        if is_blank(row) {
            let blank = self.blank.get_or_insert_with(|| Skipped {
                reason: "blank row".to_owned(),
                n: 0,
                line: row.line,
                example: String::new(),
            });
            blank.n += 1;
            return;
        }
        let mut body = Json::Object(Vec::new());
        for (at, cell) in row.cells.iter().enumerate() {
            if !cell.trim().is_empty() {
                self.cell(&mut body, row.line, at, unescaped(cell));
            }
        }
        let place = Where {
            name: self.name,
            line: row.line,
            columns: &self.places,
        };
        self.checked.take(&body, &place);
    }

    fn cell(&mut self, body: &mut Json, line: u64, at: usize, text: &str) {
        let heading = self.headings.get(at).map_or("", String::as_str);
        let Some((path, kind)) = self.columns.get(at).filter(|_| !heading.is_empty()) else {
            self.notes.push(at_cell(
                "no-heading",
                self.name,
                line,
                at,
                "no heading",
                &format!("“{text}”"),
                "What stands under no heading cannot be kept.",
                "Give the column a heading, or take the cell out.",
            ));
            return;
        };
        let (value, respelt) = value(*kind, text);
        if let Some(why) = respelt {
            let what = format!("“{text}”, kept as {}", value.words());
            let remedy = "Look whether that is right.";
            let problem = at_cell("respelt", self.name, line, at, heading, &what, why, remedy);
            self.notes.push(problem.severity(Severity::Note));
        }
        put(body, path, value);
    }

    fn done(self) -> GivingIntake {
        let blank = self.blank.as_ref().map_or(0, |blank| blank.n);
        let n_kept = self.checked.grants.len() as u64;
        let mut problems = self.checked.problems;
        problems.extend(self.notes);
        let mut intake = GivingIntake {
            name: self.name.to_owned(),
            n_read: self.n_read,
            grants: self.checked.grants,
            skipped: self.blank.into_iter().collect(),
            problems,
            headings: self.headings,
        };
        if n_kept + blank < self.n_read {
            skip_faulty(&mut intake, n_kept + blank);
        }
        intake
    }
}

/// Counts the rows that have an error in them, with the line of the first: a warning before it is of a row that is kept.
pub(super) fn skip_faulty(intake: &mut GivingIntake, n_others: u64) {
    let is_error = |held: &&Problem| held.severity == Severity::Error;
    let mut errors = intake.problems.iter().filter(is_error);
    let line = errors.find_map(|held| match held.place {
        Place::File(_, line, _) => line,
        _ => None,
    });
    intake.skipped.push(Skipped {
        reason: "row with an error".to_owned(),
        n: intake.n_read - n_others,
        line: line.unwrap_or(1),
        example: String::new(),
    });
}

/// What a cell stands for, and why it is not kept as it was written.
fn value(kind: Kind, text: &str) -> (Json, Option<&'static str>) {
    let trimmed = text.trim();
    match kind {
        Kind::Text => (Json::Text(text.to_owned()), None),
        Kind::List => {
            let parts = text.split(';').map(|part| Json::Text(part.to_owned()));
            (Json::List(parts.collect()), None)
        }
        Kind::Number if is_number(trimmed) => (Json::Number(trimmed.to_owned()), None),
        Kind::Number => match Pence::read_figure(trimmed) {
            Ok(Some(amount)) => {
                let why = "The standard wants figures without signs and commas.";
                (Json::Number(amount.plain()), Some(why))
            }
            _ => (Json::Text(text.to_owned()), None),
        },
        Kind::Day if day::iso(trimmed).is_some() => (Json::Text(trimmed.to_owned()), None),
        Kind::Day => match day::british(trimmed) {
            Some(date) => {
                let why = "The standard wants the year first; the day was taken to stand before the month.";
                (Json::Text(date.to_string()), Some(why))
            }
            None => (Json::Text(text.to_owned()), None),
        },
    }
}

/// Puts a value at its place, making what it lies in.
fn put(within: &mut Json, path: &[Step], value: Json) {
    let Some((step, rest)) = path.split_first() else {
        *within = value;
        return;
    };
    match step {
        Step::Name(name) => {
            if !matches!(within, Json::Object(_)) {
                *within = Json::Object(Vec::new());
            }
            let Json::Object(fields) = within else { return };
            let at = fields.iter().position(|(held, _)| held == name);
            let at = at.unwrap_or_else(|| {
                fields.push((name.clone(), Json::Null));
                fields.len() - 1
            });
            if let Some((_, held)) = fields.get_mut(at) {
                put(held, rest, value);
            }
        }
        Step::At(at) => {
            if !matches!(within, Json::List(_)) {
                *within = Json::List(Vec::new());
            }
            let Json::List(held) = within else { return };
            // No sheet has more parts of one thing than columns.
            let at = (*at).min(crate::exchange::published::text::COLUMNS);
            while held.len() <= at {
                held.push(Json::Object(Vec::new()));
            }
            put(&mut held[at], rest, value);
        }
    }
}
