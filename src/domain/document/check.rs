//! What a document must be before it is written, and what its reader is warned of.
//!
//! A report that is built wrongly (a row too short, headings that skip a level) is a fault of the program and is caught
//! by its tests.

use crate::domain::document::{Block, Document, RowKind, Table};

/// Every way in which a document is built wrongly: headings that skip a level, rows that do not fit their table, a table
/// or a picture without a name. Empty for a sound one.
#[must_use]
pub fn faults(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    let mut above = 0;
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => {
                if *level == 0 || *level > above + 1 || *level > 6 {
                    faults.push(format!(
                        "heading “{text}” is of level {level} under one of level {above}"
                    ));
                }
                above = *level;
            }
            Block::Table(table) => faults.extend(of_table(table)),
            Block::Picture(picture) if picture.chart.title().trim().is_empty() => {
                faults.push("a picture has no title".into());
            }
            _ => {}
        }
    }
    faults
}

fn of_table(table: &Table) -> Vec<String> {
    let mut faults = Vec::new();
    let name = &table.caption;
    if name.trim().is_empty() || table.name.trim().is_empty() {
        faults.push(format!("table “{name}” has no name or no caption"));
    }
    for (at, row) in table.rows.iter().enumerate() {
        let expected = match row.kind {
            RowKind::Heading => 1,
            RowKind::Body | RowKind::Total => table.columns.len(),
        };
        if row.cells.len() != expected {
            faults.push(format!(
                "table “{name}”, row {}: {} cells where {expected} belong",
                at + 1,
                row.cells.len()
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{Cell, Column, Row};

    #[track_caller]
    fn check(build: impl FnOnce(&mut Document), expected: &[&str]) {
        let mut document = Document::default();
        build(&mut document);
        assert_eq!(faults(&document), expected);
    }

    fn table(cells: usize) -> Table {
        Table {
            name: "Grants".into(),
            caption: "Grants of the year".into(),
            columns: vec![Column::words("Grant", 3), Column::figures("Amount")],
            rows: vec![
                Row::heading("Ring-fenced"),
                Row::body(vec![Cell::Empty; cells]),
            ],
            notes: Vec::new(),
        }
    }

    #[test]
    fn headings_nest_and_rows_fit() {
        check(
            |document| {
                document
                    .heading(1, "One")
                    .heading(2, "Two")
                    .heading(1, "Three");
                document.add(table(2));
            },
            &[],
        );
        check(
            |document| {
                document.heading(1, "One").heading(3, "Deep");
            },
            &["heading “Deep” is of level 3 under one of level 1"],
        );
        check(
            |document| {
                document.add(table(3));
            },
            &["table “Grants of the year”, row 2: 3 cells where 2 belong"],
        );
    }

    #[test]
    fn a_legend_says_each_mark_once() {
        let missing = |mark: &str, reason: &str| Cell::Missing {
            mark: mark.into(),
            reason: reason.into(),
        };
        let mut table = table(2);
        table.rows.push(Row::body(vec![
            missing("[c]", "confidential"),
            missing("[x]", "not available"),
        ]));
        table
            .rows
            .push(Row::body(vec![missing("[c]", "confidential"), Cell::Empty]));
        assert_eq!(
            table.legend(),
            [("[c]", "confidential"), ("[x]", "not available")]
        );
    }
}
