//! Reads one CSV file of the sample text, row by row, and says where a cell is wrong.
//!
//! Each row becomes a small struct whose fields carry the columns' own names, so a column that is missing,
//! misspelt or too many is caught with its line. A cell that is read but makes no sense is refused through
//! [`Line::fault`], which knows the file, the line and the column.
//!
//! Edges: lines and columns are counted from 1 and the heading is line 1. The first bad cell of a row is
//! named; the rows after it are still read.

use std::rc::Rc;

use csv::StringRecord;
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::domain::money::Pence;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::problem::{Place, Problem};
use crate::domain::reading::Reported;

/// Why a row is not taken. Boxed, since a problem is large and hardly any row has one.
pub(super) type Refused = Box<Problem>;

/// A file of the sample text, compiled into the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    /// Its name under `sample-db`: `leicester/grant.csv`.
    pub(super) name: &'static str,
    /// Its text.
    pub(super) text: &'static str,
}

/// Where a row stands, to say so if one of its cells is wrong.
#[derive(Clone, Debug)]
pub(super) struct Line {
    file: &'static str,
    headings: Rc<StringRecord>,
    number: u64,
}

/// The rows of a file, or for each that cannot be read, why.
pub(super) fn rows<R: DeserializeOwned>(file: File) -> Vec<Result<(Line, R), Refused>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(file.text.as_bytes());
    let headings = match reader.headers() {
        Ok(headings) => Rc::new(headings.clone()),
        Err(error) => return vec![Err(unreadable(file.name, 1, None, &error))],
    };
    reader
        .into_records()
        .map(|record| row(file.name, &headings, record))
        .collect()
}

fn row<R: DeserializeOwned>(
    file: &'static str,
    headings: &Rc<StringRecord>,
    record: csv::Result<StringRecord>,
) -> Result<(Line, R), Refused> {
    let at = |error: &csv::Error| error.position().map_or(1, csv::Position::line);
    let record = record.map_err(|error| unreadable(file, at(&error), None, &error))?;
    let number = record.position().map_or(1, csv::Position::line);
    match record.deserialize(Some(headings)) {
        Ok(row) => {
            let headings = Rc::clone(headings);
            let line = Line {
                file,
                headings,
                number,
            };
            Ok((line, row))
        }
        Err(error) => Err(unreadable(file, number, field(&error), &error)),
    }
}

/// The column at fault, from 1, where the reader knows it.
fn field(error: &csv::Error) -> Option<u64> {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.field().map(|field| field + 1),
        _ => None,
    }
}

fn unreadable(file: &str, line: u64, column: Option<u64>, error: &csv::Error) -> Refused {
    Box::new(Problem::refusal(
        "sample-text",
        Place::File(file.to_owned(), Some(line), column),
        format!("{file}, line {line}"),
        error.to_string(),
        "The row cannot be read under the file’s headings.",
        "Give every row one cell for each heading, and keep the headings as they are.",
    ))
}

impl Line {
    /// The refusal of one cell of the row.
    pub(super) fn fault(
        &self,
        column: &str,
        given: &str,
        why: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Refused {
        let at = self.headings.iter().position(|heading| heading == column);
        let place = at.and_then(|at| u64::try_from(at + 1).ok());
        let given = if given.is_empty() {
            "an empty cell".to_owned()
        } else {
            format!("“{given}”")
        };
        Box::new(Problem::refusal(
            "sample-text",
            Place::File(self.file.to_owned(), Some(self.number), place),
            format!("{}, line {}, {column}", self.file, self.number),
            given,
            why,
            remedy,
        ))
    }

    /// An amount of money; a blank is refused, for it is not £0.
    pub(super) fn amount(&self, column: &str, text: &str) -> Result<Pence, Refused> {
        match Pence::read(text) {
            Ok(Some(amount)) => Ok(amount),
            Ok(None) => Err(self.fault(column, text, "A blank is no amount.", "Write the amount.")),
            Err(error) => Err(self.fault(
                column,
                text,
                format!("There is {} at character {}.", error.why, error.at),
                format!("{}.", error.remedy),
            )),
        }
    }

    /// A day as `2015-12-20`; blank is no day.
    pub(super) fn date(&self, column: &str, text: &str) -> Result<Option<Date>, Refused> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| {
            let remedy = "Write the year, month and day: 2015-12-20.";
            self.fault(column, text, "It is not a day.", remedy)
        })
    }

    /// A whole number, or anything else that is read from its plain text.
    pub(super) fn whole<N: std::str::FromStr>(
        &self,
        column: &str,
        text: &str,
    ) -> Result<N, Refused> {
        text.parse().map_err(|_| {
            let why = "It is not a whole number that can be held here.";
            self.fault(column, text, why, "Write figures only.")
        })
    }

    /// A number with or without decimals; blank is none.
    pub(super) fn number(&self, column: &str, text: &str) -> Result<Option<f64>, Refused> {
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(self.fault(column, text, "It is not a number.", "Write figures only.")),
        }
    }

    /// A figure as printed, or why there is none.
    pub(super) fn reported(&self, column: &str, text: &str) -> Result<Reported, Refused> {
        Reported::read(text).map_err(|why| {
            self.fault(
                column,
                text,
                format!("{why}."),
                "Write it as it is printed.",
            )
        })
    }

    /// A period of the kind that its series is by.
    pub(super) fn period(
        &self,
        column: &str,
        text: &str,
        kind: PeriodKind,
    ) -> Result<Period, Refused> {
        Period::read(text, kind).map_err(|error| {
            let why = format!("It {}.", error.why);
            self.fault(column, text, why, format!("{}.", error.remedy))
        })
    }

    /// The year in which a fiscal year such as `2001/02` begins.
    pub(super) fn fiscal_year(&self, column: &str, text: &str) -> Result<i16, Refused> {
        match self.period(column, text, PeriodKind::Financial)? {
            Period::Financial(start) => Ok(start),
            _ => Err(self.fault(column, text, "It is not a fiscal year.", "Write 2001/02.")),
        }
    }

    /// One of a domain type's own words.
    pub(super) fn word<T: Copy>(
        &self,
        column: &str,
        text: &str,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Result<T, Refused> {
        let found = all.iter().copied().find(|one| word(*one) == text);
        found.ok_or_else(|| {
            let known: Vec<&str> = all.iter().map(|one| word(*one)).collect();
            let remedy = format!("Use one of: {}.", known.join(", "));
            self.fault(
                column,
                text,
                "It is not one of the words kept here.",
                remedy,
            )
        })
    }
}

/// The parts of a cell that names several things: `3; 11`.
pub(super) fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        name: String,
        amount: String,
    }

    #[track_caller]
    fn check(text: &'static str, want: &[(u64, Option<u64>)]) {
        let file = File {
            name: "x.csv",
            text,
        };
        let found: Vec<Refused> = rows::<Row>(file)
            .into_iter()
            .filter_map(|read| {
                let amount =
                    |(line, row): (Line, Row)| line.amount("amount", &row.amount).map(|_| row.name);
                read.and_then(amount).err()
            })
            .collect();
        let places: Vec<Place> = found.into_iter().map(|problem| problem.place).collect();
        let want: Vec<Place> = want
            .iter()
            .map(|(line, column)| Place::File("x.csv".into(), Some(*line), *column))
            .collect();
        assert_eq!(places, want);
    }

    #[test]
    fn a_broken_row_gives_its_file_line_and_column() {
        check("name,amount\nA,12\n", &[]);
        check(
            "name,amount\nA,12\nB,12x\nC,\n",
            &[(3, Some(2)), (4, Some(2))],
        );
        check("name,amount\n\"A\nB\",1\nC,?\n", &[(4, Some(2))]);
        check("name,amount\nA\nB,1\nC,1,2\n", &[(2, None), (4, None)]);
        check("name,amonut\nA,1\n", &[(2, None)]);
    }
}
