//! The plan and the year's what-ifs side by side, worked out once and kept until something changes.
//!
//! Each grant begins with what it is worth and ends with what it has left, so that a what-if that does not hold is seen
//! where it does not.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::check;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::{latest, less, total};
use crate::domain::id::{GrantId, ScenarioId};
use crate::domain::money::Pence;
use crate::domain::problem::{Problem, Severity};
use crate::domain::scenario::Scenario;

/// What a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// What a grant is worth.
    Worth(GrantId),
    /// A line.
    Line(LineAt),
    /// What a grant has left.
    Left(GrantId),
}

impl Of {
    /// The grant that it belongs to.
    pub fn grant(self) -> GrantId {
        match self {
            Self::Worth(grant) | Self::Left(grant) => grant,
            Self::Line(line) => line.grant,
        }
    }
}

/// One row: the plan first, then each what-if.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is of.
    pub of: Of,
    /// Its name.
    pub name: String,
    /// The amounts; none where a line is not there.
    pub amounts: Vec<Option<Pence>>,
}

/// The year's what-ifs beside the plan. Column 0 is the plan.
#[derive(Debug)]
pub struct Table {
    /// The what-ifs, in their order.
    pub scenarios: Vec<ScenarioId>,
    /// By column, its name.
    pub names: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// By column, what the checks say that needs a look.
    pub findings: Vec<Vec<Problem>>,
}

impl Table {
    /// Works it out; with `unused` also lines that have no money anywhere.
    pub fn of(book: &Book, year: i16, unused: bool) -> Self {
        let held: Vec<&Scenario> = book
            .scenarios
            .iter()
            .filter(|held| held.fiscal_year == year)
            .collect();
        let mut columns = vec![latest(book)];
        columns.extend(held.iter().map(|held| held.by_line()));
        let mut rows = Vec::new();
        for grant in book.grants.iter().filter(|grant| grant.fiscal_year == year) {
            let worth =
                std::iter::once(grant.amount).chain(held.iter().map(|held| held.worth(grant)));
            let worth: Vec<Pence> = worth.collect();
            let lines: Vec<Row> = book
                .priority_areas
                .iter()
                .map(|area| line(book, &columns, LineAt::new(grant.id, area.id)))
                .collect();
            let left = worth.iter().enumerate().map(|(column, worth)| {
                let given = lines.iter().filter_map(|row| row.amounts[column]);
                Some(less(*worth, total(given)))
            });
            let left = Row {
                of: Of::Left(grant.id),
                name: format!("{}, left", grant.short),
                amounts: left.collect(),
            };
            rows.push(Row {
                of: Of::Worth(grant.id),
                name: format!("{}, granted", grant.short),
                amounts: worth.into_iter().map(Some).collect(),
            });
            let is_used = |row: &Row| unused || row.amounts.iter().any(Option::is_some);
            rows.extend(lines.into_iter().filter(is_used));
            rows.push(left);
        }
        let plan = check::of_year(book, year, None);
        let mut findings = vec![plan];
        findings.extend(held.iter().map(|held| held.findings(book)));
        for found in &mut findings {
            found.retain(|problem| problem.severity != Severity::Note);
        }
        let names =
            std::iter::once("Plan".to_owned()).chain(held.iter().map(|held| held.name.clone()));
        Self {
            names: names.collect(),
            scenarios: held.iter().map(|held| held.id).collect(),
            rows,
            findings,
        }
    }

    /// The column of a what-if; the plan's for none.
    pub fn column(&self, id: Option<ScenarioId>) -> usize {
        let place = id.and_then(|id| self.scenarios.iter().position(|one| *one == id));
        place.map_or(0, |place| place + 1)
    }

    /// What each line has in one column less what it has in another.
    pub fn differences(&self, from: usize, to: usize) -> Vec<(LineAt, Pence)> {
        let lines = self.rows.iter().filter_map(|row| match row.of {
            Of::Line(line) => Some((line, difference(row, from, to))),
            _ => None,
        });
        lines.collect()
    }

    /// What the lines of a column have together.
    pub fn on_lines(&self, column: usize) -> Pence {
        let lines = self.rows.iter().filter(|row| matches!(row.of, Of::Line(_)));
        total(lines.filter_map(|row| row.amounts.get(column).copied().flatten()))
    }
}

fn line(book: &Book, columns: &[HashMap<LineAt, Pence>], at: LineAt) -> Row {
    Row {
        of: Of::Line(at),
        name: at.name(book),
        amounts: columns.iter().map(|held| held.get(&at).copied()).collect(),
    }
}

/// What a row has in one column less what it has in another; nothing counts as nought.
pub fn difference(row: &Row, from: usize, to: usize) -> Pence {
    let at = |column: usize| {
        row.amounts
            .get(column)
            .copied()
            .flatten()
            .unwrap_or_default()
    };
    less(at(to), at(from))
}
