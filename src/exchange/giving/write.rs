//! Grants made, as the files that others read: CSV, JSON and a workbook.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::domain::giving::Giving;
use crate::domain::giving::json::Json;
use crate::exchange::giving::table::{Cell, table};

/// The grants as CSV, under these headings first. Lines end as the standard for CSV has them (RFC 4180).
///
/// # Errors
/// When memory does not suffice.
pub fn csv(grants: &[Giving], headings: &[String]) -> Result<Vec<u8>, csv::Error> {
    let table = table(grants, headings);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(&table.headings)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(Cell::text))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// The grants as a JSON package of the standard.
#[must_use]
pub fn json(grants: &[Giving]) -> String {
    let bodies = grants
        .iter()
        .map(|held| Json::read(&held.body).unwrap_or(Json::Null));
    let package = Json::Object(vec![("grants".to_owned(), Json::List(bodies.collect()))]);
    package.pretty() + "\n"
}

/// The grants as a workbook of one sheet, under these headings first.
///
/// # Errors
/// When there are more grants than a sheet has rows, or a text is longer than a cell may be.
pub fn xlsx(grants: &[Giving], headings: &[String]) -> Result<Vec<u8>, XlsxError> {
    let table = table(grants, headings);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("grants")?;
    let bold = Format::new().set_bold();
    for (at, heading) in (0..).zip(&table.headings) {
        sheet.write_string_with_format(0, at, heading, &bold)?;
    }
    for (line, row) in (1..).zip(&table.rows) {
        for (at, cell) in (0..).zip(row) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string(line, at, text)?;
                }
                // A sheet holds figures as fractions of the machine; one that it would not give back stays words.
                Cell::Number(text) => match text.parse::<f64>() {
                    Ok(figure) if figure.to_string() == shortest(text) => {
                        sheet.write_number(line, at, figure)?;
                    }
                    _ => {
                        sheet.write_string(line, at, text)?;
                    }
                },
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

/// A figure without the noughts that say nothing: `3150.00` is `3150`.
fn shortest(text: &str) -> &str {
    if text.contains('.') && !text.contains(['e', 'E']) {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}
