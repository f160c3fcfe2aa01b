//! The lines of a weights file, each with the place where it stands, so that a refusal can name line and column.

use crate::cli::allocate::refused;
use crate::domain::apportion::formula::{CannotWorkOut, Formula, plain};
use crate::domain::apportion::{Line, Number, Spot};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem};
use crate::session::table::{self, Row};

/// The most instalments: daily for ten years.
const MOST: usize = 3_660;

/// The lines, and where in the file each stands.
pub(super) struct Given {
    /// The file; none for instalments.
    pub(super) table: Option<table::Table>,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// The columns of weight, fixed amount and base.
    columns: [Option<usize>; 3],
}

impl Given {
    pub(super) fn instalments(n: usize) -> anyhow::Result<Self> {
        if !(1..=MOST).contains(&n) {
            anyhow::bail!("--instalments {n}: give a number from 1 to {MOST}");
        }
        let line = |n: usize| Line {
            name: format!("instalment {n}"),
            weight: Some(Number::whole(1)),
            ..Line::default()
        };
        Ok(Self {
            table: None,
            lines: (1..=n).map(line).collect(),
            columns: [None; 3],
        })
    }

    pub(super) fn read(path: &std::path::Path, formula: Option<&str>) -> anyhow::Result<Self> {
        let table = table::read(path).map_err(|problem| refused(&problem))?;
        let column = |heading| {
            let found = table.column(heading);
            found.map_err(|problem| refused(&problem))
        };
        let Some(name) = column("line")? else {
            anyhow::bail!("{}", refused(&missing(&table, "line")));
        };
        // A formula goes before a column of weights, which is then not read.
        let weight = match formula {
            Some(_) => None,
            None => column("weight")?,
        };
        let columns = [weight, column("fixed")?, column("base")?];
        if columns[0].is_none() && columns[1].is_none() && formula.is_none() {
            anyhow::bail!("{}", refused(&missing(&table, "weight")));
        }
        let weights = match formula {
            Some(text) => Some(worked_out(&table, text)?),
            None => None,
        };
        let mut lines = Vec::with_capacity(table.rows.len());
        for (place, row) in table.rows.iter().enumerate() {
            let number = |column: Option<usize>| match column {
                Some(column) => number_at(&table, row, column),
                None => Ok(None),
            };
            lines.push(Line {
                name: named(&table, row, name)?,
                weight: match &weights {
                    Some(weights) => Some(weights[place]),
                    None => number(columns[0])?,
                },
                fixed: money_at(&table, row, columns[1])?,
                base: money_at(&table, row, columns[2])?,
            });
        }
        Ok(Self {
            table: Some(table),
            lines,
            columns,
        })
    }

    /// Where a spot of a refusal is.
    pub(super) fn at(&self, spot: Spot) -> (Place, String) {
        let field = |flag: &str| (Place::Field(flag.to_owned()), flag.to_owned());
        let Some(table) = &self.table else {
            return field("--total");
        };
        let cell = |line: usize, column: usize| {
            let found = table.rows.get(line).zip(self.columns[column]);
            found.map_or_else(|| table.whole(), |(row, column)| table.cell(row, column))
        };
        match spot {
            Spot::Total => field("--total"),
            Spot::Floor => field("--floor"),
            Spot::Ceiling => field("--ceiling"),
            Spot::Lines => table.whole(),
            Spot::Weight(line) => cell(line, 0),
            Spot::Fixed(line) => cell(line, 1),
            Spot::Base(line) => cell(line, 2),
        }
    }
}

fn missing(table: &table::Table, heading: &str) -> Problem {
    let place = Place::File(table.name.clone(), Some(1), None);
    let held = if table.headings.is_empty() {
        "no headings".to_owned()
    } else {
        format!("the headings {}", table.headings.join(", "))
    };
    Problem::refusal(
        "missing-column",
        place,
        format!("{}, line 1", table.name),
        format!("{held}, and none of them “{heading}”"),
        "The first row names the columns.",
        "Write line,weight in the first row.",
    )
}

fn named(table: &table::Table, row: &Row, column: usize) -> anyhow::Result<String> {
    let name = row.cell(column);
    if !name.is_empty() {
        return Ok(name.to_owned());
    }
    let (place, location) = table.cell(row, column);
    let problem = Problem::refusal(
        "name-empty",
        place,
        location,
        "no name",
        "Nobody could say whose money it is.",
        "Give the line a name, or take the row out.",
    );
    Err(refused(&problem))
}

fn number_at(table: &table::Table, row: &Row, column: usize) -> anyhow::Result<Option<Number>> {
    Number::read(row.cell(column)).map_err(|error| {
        let (place, location) = table.cell(row, column);
        refused(&Problem::refusal(
            "not-a-number",
            place,
            location,
            format!("“{}”, {} at character {}", error.given, error.why, error.at),
            "A weight is one number, read exactly as it is written.",
            "Write a number such as 37 or 0.0286, or leave the cell blank.",
        ))
    })
}

fn money_at(
    table: &table::Table,
    row: &Row,
    column: Option<usize>,
) -> anyhow::Result<Option<Pence>> {
    let Some(column) = column else {
        return Ok(None);
    };
    Pence::read(row.cell(column)).map_err(|error| {
        let (place, location) = table.cell(row, column);
        refused(&Problem::refusal(
            "not-an-amount",
            place,
            location,
            format!("“{}”, {} at character {}", error.given, error.why, error.at),
            "It must be one amount of money.",
            "Write an amount such as 1,234.50, or leave the cell blank.",
        ))
    })
}

/// The weights by the formula.
fn worked_out(table: &table::Table, text: &str) -> anyhow::Result<Vec<Number>> {
    let headings: Vec<&str> = table.headings.iter().map(String::as_str).collect();
    let formula = Formula::read(text, &headings)
        .map_err(|error| anyhow::anyhow!("--formula “{text}”, {error}"))?;
    let mut cells = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let cell = |column: usize| match formula.needs(column) {
            true => number_at(table, row, column),
            false => Ok(None),
        };
        cells.push(
            (0..headings.len())
                .map(cell)
                .collect::<anyhow::Result<Vec<_>>>()?,
        );
    }
    formula.weights(&cells).map_err(|error| {
        let (line, column, what) = match &error {
            CannotWorkOut::Blank { line, column } => {
                (Some(*line), *column, "a blank cell that the formula needs")
            }
            CannotWorkOut::DividedByNought(line) => (Some(*line), 0, "a division by nought"),
            CannotWorkOut::NoSum { column } => (
                None,
                *column,
                "a column that comes to nought, so nothing is a part of it",
            ),
            CannotWorkOut::TooLong(line) => {
                (Some(*line), 0, "more figures than can be counted exactly")
            }
        };
        let row = line.and_then(|line| table.rows.get(line));
        let (place, location) = row.map_or_else(|| table.whole(), |row| table.cell(row, column));
        refused(&Problem::refusal(
            "cannot-be-worked-out",
            place,
            location,
            format!(
                "{what}: --formula “{text}” with {}",
                plain(headings.get(column).unwrap_or(&""))
            ),
            "A missing count is not nought.",
            "Enter the figure, or take the line out.",
        ))
    })
}
