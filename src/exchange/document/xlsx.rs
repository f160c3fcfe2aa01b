//! A report as a workbook: a sheet of notes first, then one sheet a table, numbers as numbers.
//!
//! An accountant adds and sorts what is here, so a figure is a figure with the places it has in print, and an amount is
//! pounds. What was typed is always written as words: a cell that begins with `=` stays what it looks like.
//!
//! Edges: a drawing is given as its figures. A small trend is drawn to the right of its table, beside its figures, its
//! words in the cell. More letters than a cell can hold (32,767) are cut, and the cell says so; the web page has them
//! all. An amount too large for a workbook's 15 figures is written as words rather than as another amount.

mod cell;
mod name;
mod notes;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::domain::document::{Block, Document, Table};
use crate::exchange::document::{DocumentError, words};

/// The document as a workbook.
///
/// # Errors
/// When a sheet cannot hold its table: more than 1,048,576 rows or 16,384 columns.
pub fn xlsx(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let sheets = sheets(document);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document));
    notes::write(workbook.add_worksheet(), document, &sheets).map_err(in_sheet(name::NOTES))?;
    for sheet in &sheets {
        sheet::write(workbook.add_worksheet(), document, sheet).map_err(in_sheet(&sheet.name))?;
    }
    workbook.save_to_buffer().map_err(in_sheet("all of them"))
}

fn in_sheet(sheet: &str) -> impl FnOnce(XlsxError) -> DocumentError + '_ {
    move |cause| DocumentError::Sheet {
        sheet: sheet.to_owned(),
        cause,
    }
}

/// A table with the name its sheet got.
struct Sheet {
    name: String,
    table: Table,
}

/// Every table and every drawing's figures, in reading order.
fn sheets(document: &Document) -> Vec<Sheet> {
    let mut names = name::Names::default();
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.clone()),
        Block::Picture(picture) => Some(Table {
            notes: vec![picture.chart.alt()],
            ..words::figures(picture)
        }),
        _ => None,
    });
    tables
        .map(|table| Sheet {
            name: names.unique(&table.name),
            table,
        })
        .collect()
}

/// Title, kind and authority; the day is the document's own, so that the same document gives the same bytes.
fn properties(document: &Document) -> DocProperties {
    let made = document
        .standing
        .made
        .unwrap_or(jiff::civil::date(2000, 1, 1));
    let properties = DocProperties::new()
        .set_title(cell::short(&document.title, 255))
        .set_subject(cell::short(&document.kind, 255))
        .set_company(cell::short(&document.standing.authority, 255))
        .set_comment(cell::short(&words::foot(document), 255));
    let [month, day] = [made.month(), made.day()].map(i8::unsigned_abs);
    match ExcelDateTime::from_ymd(made.year().unsigned_abs(), month, day) {
        Ok(made) => properties.set_creation_datetime(&made),
        Err(_) => properties,
    }
}

#[cfg(test)]
mod tests;
