//! One table on its sheet: caption, head, rows, and under them what must be said.
//!
//! The head stays in view while the rows are read, and is repeated on every printed page. Small trends are drawn beyond
//! the table's right edge, each beside the figures it is drawn from.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Sparkline, Worksheet, XlsxError};

use crate::domain::document::{Cell, Document, RowKind, Table};
use crate::exchange::document::words;
use crate::exchange::document::xlsx::{Sheet, cell};

/// The row of column headings; the caption and the line of its standing are above.
const HEAD: u32 = 3;
/// A column is at least and at most so many letters wide.
const WIDTHS: [usize; 2] = [9, 60];

/// Lines above and below the table run over at least so many letters, so that they are not tall and narrow.
const SPAN: f64 = 90.0;
/// More points than a row of one line has.
const ONE_LINE: f64 = 20.0;
/// The width of a column that nobody has set.
const UNSET: f64 = 8.43;

pub(super) fn write(
    sheet: &mut Worksheet,
    document: &Document,
    held: &Sheet,
) -> Result<(), XlsxError> {
    sheet.set_name(&held.name)?;
    let widths = widths(&held.table);
    let span = Span::of(&widths);
    let title = Format::new().set_bold();
    let quiet = Format::new().set_italic();
    span.line(sheet, 0, &held.table.caption, (&title, 14.0))?;
    span.line(sheet, 1, &words::foot(document), (&quiet, 10.0))?;
    head(sheet, &held.table)?;
    let mut last = rows(sheet, &held.table, &widths)? + 1;
    for line in words::under(&held.table) {
        last += 1;
        span.line(sheet, last, &line, (&Format::new(), 10.0))?;
    }
    sparks(sheet, held)?;
    for (at, width) in widths.iter().enumerate() {
        sheet.set_column_width(column(at)?, *width)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_print_area(0, 0, last, span.last)?;
    page(sheet, document)
}

/// The columns over which a line runs that is not part of the table.
struct Span {
    last: u16,
    letters: f64,
}

impl Span {
    fn of(widths: &[f64]) -> Self {
        let mut span = Self {
            last: 0,
            letters: widths.first().copied().unwrap_or(UNSET),
        };
        // As many columns as the table has, and as many more as a line needs.
        while usize::from(span.last) + 1 < widths.len() || span.letters < SPAN {
            span.last += 1;
            let width = widths.get(usize::from(span.last));
            span.letters += width.copied().unwrap_or(UNSET);
            if span.last == u16::MAX {
                break;
            }
        }
        span
    }

    fn line(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        text: &str,
        (format, size): (&Format, f64),
    ) -> Result<(), XlsxError> {
        let format = format
            .clone()
            .set_font_size(size)
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        if self.last > 0 {
            sheet.merge_range(row, 0, row, self.last, "", &format)?;
        }
        cell::text(sheet, (row, 0), text, &format)?;
        sheet.set_row_height(row, cell::height(text, self.letters, size))?;
        Ok(())
    }
}

/// The number of a column; a table beyond the last is refused with the workbook's own words.
fn column(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

fn row_at(at: usize) -> Result<u32, XlsxError> {
    u32::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

fn head(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    for (at, held) in table.columns.iter().enumerate() {
        let side = if held.is_figure {
            FormatAlign::Right
        } else {
            FormatAlign::Left
        };
        let format = cell::base(RowKind::Heading)
            .set_align(FormatAlign::Bottom)
            .set_align(side)
            .set_border_bottom(FormatBorder::Medium);
        cell::text(sheet, (HEAD, column(at)?), &held.heading, &format)?;
    }
    Ok(())
}

/// Writes the rows and gives the number of the last.
fn rows(sheet: &mut Worksheet, table: &Table, widths: &[f64]) -> Result<u32, XlsxError> {
    for (at, row) in table.rows.iter().enumerate() {
        let place = HEAD + 1 + row_at(at)?;
        for (nth, held) in row.cells.iter().enumerate() {
            let is_figure = table.columns.get(nth).is_some_and(|held| held.is_figure);
            let figure = match held {
                Cell::Text(text) if is_figure => cell::figure(text),
                _ => None,
            };
            let held = figure.as_ref().unwrap_or(held);
            cell::write(sheet, (place, column(nth)?), held, (row.kind, is_figure))?;
        }
        let shown = row.cells.iter().zip(widths);
        let heights = shown.map(|(held, width)| cell::height(&words::printed(held), *width, 11.0));
        let tallest = heights.fold(0.0, f64::max);
        if tallest > ONE_LINE && row.kind != RowKind::Heading {
            sheet.set_row_height(place, tallest)?;
        }
        if row.kind == RowKind::Heading {
            for nth in 1..table.columns.len() {
                sheet.write_blank(place, column(nth)?, &cell::base(row.kind))?;
            }
        }
    }
    Ok(HEAD + row_at(table.rows.len())?)
}

/// Figures and drawings of the small trends, from the second column after the table.
fn sparks(sheet: &mut Worksheet, held: &Sheet) -> Result<(), XlsxError> {
    let table = &held.table;
    let mut first = table.columns.len() + 1;
    for (nth, of) in table.columns.iter().enumerate() {
        let trends =
            table
                .rows
                .iter()
                .enumerate()
                .filter_map(|(at, row)| match row.cells.get(nth) {
                    Some(Cell::Spark { values, .. }) => Some((at, values)),
                    _ => None,
                });
        let trends: Vec<(usize, &Vec<Option<f64>>)> = trends.collect();
        let longest = trends.iter().map(|(_, values)| values.len()).max();
        let Some(longest) = longest.filter(|longest| *longest > 0) else {
            continue;
        };
        let heading = format!("{}: drawn, then its figures, oldest first", of.heading);
        let format = cell::base(RowKind::Heading).unset_text_wrap();
        cell::text(sheet, (HEAD, column(first)?), &heading, &format)?;
        sheet.set_column_width(column(first)?, 18)?;
        for (at, values) in trends {
            let place = HEAD + 1 + row_at(at)?;
            for (along, value) in values.iter().enumerate() {
                if let Some(value) = value.filter(|value| value.is_finite()) {
                    sheet.write_number(place, column(first + 1 + along)?, value)?;
                }
            }
            if !values.is_empty() {
                let [from, to] = [column(first + 1)?, column(first + values.len())?];
                let range = (held.name.as_str(), place, from, place, to);
                let line = Sparkline::new().set_range(range).show_last_point(true);
                sheet.add_sparkline(place, column(first)?, &line)?;
            }
        }
        first += longest + 2;
    }
    Ok(())
}

/// The width of each column in letters: its longest line, within bounds.
fn widths(table: &Table) -> Vec<f64> {
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max();
    let mut widths: Vec<usize> = table
        .columns
        .iter()
        .map(|held| {
            let words = held.heading.split_whitespace();
            words.map(|word| word.chars().count()).max().unwrap_or(0)
        })
        .collect();
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Heading) {
        for (width, cell) in widths.iter_mut().zip(&row.cells) {
            *width = (*width).max(longest(&words::printed(cell)).unwrap_or(0));
        }
    }
    let [least, most] = WIDTHS;
    widths
        .iter()
        .map(|width| (*width).clamp(least, most) as f64 + 2.0)
        .collect()
}

/// A sheet on paper: lying, one page wide, its head on each page, and at the foot what the figures stand under.
pub(super) fn page(sheet: &mut Worksheet, document: &Document) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    // `&` begins a command in a footer, and more than 255 letters are refused.
    let line = cell::short(&words::foot(document), 90).replace('&', "&&");
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_footer(format!("&L{line}&RPage &P of &N"));
    if sheet.name() != super::name::NOTES {
        sheet.set_repeat_rows(HEAD, HEAD)?;
    }
    Ok(())
}
