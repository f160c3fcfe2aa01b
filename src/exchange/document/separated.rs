//! The tables of a report as comma-separated text, for other programs: one, or all in a package.
//!
//! A program adds and sorts what it reads, so money is plain pounds with two decimals, a figure keeps all its places, and
//! a missing figure is an empty cell with the reason in a column of its own. Rows that only head others, and rows that
//! sum others, would be taken for figures: what they say goes into a column each.
//!
//! Edges: what follows a number in print (`%`, ` (p)`) goes to the heading where it is the same in the whole column, and
//! into a column of its own where it is not. Words that a spreadsheet would run get an apostrophe before them.

mod packed;

use crate::domain::document::{Cell, Row, RowKind, Table};
use crate::domain::spreadsheet::escaped;
use crate::exchange::document::words;

pub use packed::tables;

/// The table with a header row.
#[must_use]
pub fn csv(table: &Table) -> String {
    let layout = Layout::of(table);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut heading = String::new();
    // Writing to memory cannot fail, and every row has as many cells as the first.
    let _ = writer.write_record(layout.headings(table));
    for row in &table.rows {
        match row.kind {
            RowKind::Heading => heading = row.cells.first().map(words::printed).unwrap_or_default(),
            RowKind::Body | RowKind::Total => {
                let _ = writer.write_record(layout.cells(row, &heading));
            }
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// What a column needs beside itself.
#[derive(Default)]
struct Beside {
    /// What follows every number of the column alike.
    unit: Option<String>,
    /// Whether what follows differs from number to number.
    has_marks: bool,
    /// Whether a figure is missing.
    has_reasons: bool,
}

/// Which columns are written.
struct Layout {
    is_grouped: bool,
    has_totals: bool,
    columns: Vec<Beside>,
}

impl Layout {
    fn of(table: &Table) -> Self {
        let has = |kind| table.rows.iter().any(|row| row.kind == kind);
        Self {
            is_grouped: has(RowKind::Heading),
            has_totals: has(RowKind::Total),
            columns: (0..table.columns.len())
                .map(|at| beside(table, at))
                .collect(),
        }
    }

    fn headings(&self, table: &Table) -> Vec<String> {
        let mut headings = Vec::new();
        headings.extend(self.is_grouped.then(|| "Under".to_owned()));
        headings.extend(self.has_totals.then(|| "Row".to_owned()));
        for (column, beside) in table.columns.iter().zip(&self.columns) {
            let name = &column.heading;
            headings.push(match &beside.unit {
                Some(unit) if !name.contains(unit.trim()) => {
                    escaped(&format!("{name} ({})", unit.trim()))
                }
                _ => escaped(name),
            });
            let own = |what: &str| escaped(&format!("{name}: {what}"));
            headings.extend(beside.has_marks.then(|| own("mark")));
            headings.extend(beside.has_reasons.then(|| own("why missing")));
        }
        headings
    }

    /// A row's cells, as many as there are headings however many the row has.
    fn cells(&self, row: &Row, heading: &str) -> Vec<String> {
        let mut cells = Vec::new();
        let kind = if row.kind == RowKind::Total {
            "total"
        } else {
            ""
        };
        cells.extend(self.is_grouped.then(|| escaped(heading)));
        cells.extend(self.has_totals.then(|| kind.to_owned()));
        for (at, beside) in self.columns.iter().enumerate() {
            let cell = row.cells.get(at).unwrap_or(&Cell::Empty);
            cells.push(plain(cell));
            cells.extend(beside.has_marks.then(|| escaped(suffix(cell).trim())));
            cells.extend(beside.has_reasons.then(|| reason(cell)));
        }
        cells
    }
}

fn beside(table: &Table, at: usize) -> Beside {
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Heading);
    let cells: Vec<&Cell> = rows.filter_map(|row| row.cells.get(at)).collect();
    let mut suffixes = cells.iter().filter_map(|cell| match cell {
        Cell::Number { suffix, .. } => Some(suffix.as_str()),
        _ => None,
    });
    let first = suffixes.next().unwrap_or_default();
    let has_marks = suffixes.any(|suffix| suffix != first);
    Beside {
        unit: (!has_marks && !first.trim().is_empty()).then(|| first.to_owned()),
        has_marks,
        has_reasons: cells
            .iter()
            .any(|cell| matches!(cell, Cell::Missing { .. })),
    }
}

/// A cell as other programs want it: figures bare, words harmless.
fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Money { amount, .. } => amount.plain(),
        Cell::Number { value, .. } if value.is_finite() => value.to_string(),
        Cell::Number { .. } | Cell::Missing { .. } => String::new(),
        _ => escaped(&words::printed(cell)),
    }
}

fn suffix(cell: &Cell) -> &str {
    match cell {
        Cell::Number { suffix, .. } => suffix,
        _ => "",
    }
}

/// `[c] confidential`.
fn reason(cell: &Cell) -> String {
    match cell {
        Cell::Missing { mark, reason } => escaped(&format!("{mark} {reason}")),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Column;
    use crate::domain::money::Pence;

    #[track_caller]
    fn check(columns: &[&str], rows: Vec<Row>, expected: &str) {
        let table = Table {
            columns: columns.iter().map(|name| Column::words(*name, 1)).collect(),
            rows,
            ..Table::default()
        };
        assert_eq!(csv(&table), expected);
    }

    fn number(value: f64, suffix: &str) -> Cell {
        Cell::Number {
            value,
            decimals: 1,
            suffix: suffix.into(),
        }
    }

    #[test]
    fn figures_are_bare_and_reasons_have_a_column() {
        let money = |pence| Cell::Money {
            amount: Pence(pence),
            with_pence: false,
        };
        let missing = Cell::Missing {
            mark: "[c]".into(),
            reason: "confidential".into(),
        };
        check(
            &["Line", "Amount", "Share"],
            vec![
                Row::heading("Ring-fenced"),
                Row::body(vec![
                    Cell::text("Care"),
                    money(46_395_000),
                    number(12.34, "%"),
                ]),
                Row::heading("Other"),
                Row::body(vec![
                    Cell::Head("Late, \"very\"".into()),
                    missing,
                    Cell::Empty,
                ]),
                Row::total(vec![Cell::text("All"), money(-5), number(f64::NAN, "%")]),
            ],
            "Under,Row,Line,Amount,Amount: why missing,Share (%)\n\
             Ring-fenced,,Care,463950.00,,12.34\n\
             Other,,\"Late, \"\"very\"\"\",,[c] confidential,\n\
             Other,total,All,-0.05,,\n",
        );
    }

    #[test]
    fn marks_that_differ_have_a_column() {
        check(
            &["Rate"],
            vec![
                Row::body(vec![number(0.1, "%")]),
                Row::body(vec![number(30.0, "% (p)")]),
            ],
            "Rate,Rate: mark\n0.1,%\n30,% (p)\n",
        );
    }

    #[test]
    fn nothing_is_run() {
        check(
            &["=1+1", "@b"],
            vec![Row::body(vec![
                Cell::text("=cmd|' /C calc'!A0"),
                number(-2.5, ""),
            ])],
            "'=1+1,'@b\n'=cmd|' /C calc'!A0,-2.5\n",
        );
    }

    #[test]
    fn a_row_too_short_keeps_its_columns() {
        check(
            &["a", "b"],
            vec![Row::body(vec![Cell::text("x")])],
            "a,b\nx,\n",
        );
    }
}
