//! A chart in plain letters, for a terminal, an e-mail, or a test that a person can read.
//!
//! The plot gives the shape and the table below it the figures; both come from the same chart value
//! as the picture does. Lines are at most 80 columns wide, so that nothing wraps.
//!
//! Edges: letters are counted, not measured, so scripts with wide letters may run past the columns;
//! a table too wide for one block goes on in a second with its first column repeated.

mod plot;
mod rows;
mod strips;

use crate::domain::chart::{Chart, Table, shorten};

/// Most letters in a line.
const COLUMNS: usize = 80;

/// The chart as lines of text: heading, drawing, sentence, table, source.
#[must_use]
pub fn text(chart: &Chart) -> String {
    let mut out = String::new();
    paragraph(&mut out, chart.title());
    paragraph(&mut out, chart.subtitle());
    out.push('\n');
    match chart {
        Chart::Trend(trend) => {
            plot::draw(&mut out, trend);
            out.push('\n');
            paragraph(&mut out, &trend.sentence);
            for note in &trend.notes {
                paragraph(&mut out, note);
            }
        }
        Chart::Bars(bars) => rows::bars(&mut out, bars),
        Chart::Diverging(diverging) => rows::diverging(&mut out, diverging),
        Chart::Stacked(stacked) => strips::draw(&mut out, &stacked.strips()),
        Chart::Waterfall(waterfall) => strips::draw(&mut out, &waterfall.strips()),
    }
    out.push('\n');
    table(&mut out, &figures(chart));
    if !chart.source().trim().is_empty() {
        out.push('\n');
        paragraph(&mut out, &format!("Source: {}", chart.source()));
    }
    out
}

/// The chart's table; without the notes on rows of answers, which stand in the drawing.
fn figures(chart: &Chart) -> Table {
    let mut table = chart.table();
    if matches!(chart, Chart::Diverging(_)) {
        table.headings.pop();
        table.rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    table
}

/// Letters in a text.
fn count(text: &str) -> usize {
    text.chars().count()
}

/// The text without line ends, cut to so many letters and filled up with spaces.
fn cell(text: &str, width: usize) -> String {
    let flat = shorten(&flat(text), |text| count(text) <= width);
    format!("{flat:<width$}")
}

/// As [`cell`], with the text at the right.
fn cell_right(text: &str, width: usize) -> String {
    let flat = shorten(&flat(text), |text| count(text) <= width);
    format!("{flat:>width$}")
}

/// Control characters would move the cursor of a terminal: they become spaces.
fn flat(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// A line without the spaces at its end.
fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// Words wrapped at the width of the page.
fn paragraph(out: &mut String, text: &str) {
    let mut row = String::new();
    for word in flat(text).split_whitespace() {
        let word = shorten(word, |word| count(word) <= COLUMNS);
        if !row.is_empty() && count(&row) + 1 + count(&word) > COLUMNS {
            line(out, &row);
            row.clear();
        }
        if !row.is_empty() {
            row.push(' ');
        }
        row.push_str(&word);
    }
    if !row.is_empty() {
        line(out, &row);
    }
}

/// Items three spaces apart, none broken over two lines.
fn pack(out: &mut String, items: &[String]) {
    let mut row = String::new();
    for item in items {
        let item = cell(item, count(item).min(COLUMNS));
        if !row.is_empty() && count(&row) + 3 + count(&item) > COLUMNS {
            line(out, &row);
            row.clear();
        }
        if !row.is_empty() {
            row.push_str("   ");
        }
        row.push_str(&item);
    }
    if !row.is_empty() {
        line(out, &row);
    }
}

/// The table on its side when only so it fits in one block.
fn table(out: &mut String, table: &Table) {
    let fits = |table: &Table| {
        let widths = (0..table.headings.len()).map(|at| column_width(table, at) + 2);
        widths.sum::<usize>() <= COLUMNS + 2
    };
    let turned = turned(table);
    if !fits(table) && fits(&turned) {
        blocks(out, &turned);
    } else {
        blocks(out, table);
    }
}

/// Rows become columns.
fn turned(table: &Table) -> Table {
    let column = |at: usize| -> Vec<String> {
        let cells = table
            .rows
            .iter()
            .map(|row| row.get(at).cloned().unwrap_or_default());
        table
            .headings
            .get(at)
            .cloned()
            .into_iter()
            .chain(cells)
            .collect()
    };
    let mut columns = (0..table.headings.len()).map(column);
    Table {
        headings: columns.next().unwrap_or_default(),
        rows: columns.collect(),
    }
}

/// The table in as many blocks as it takes, the first column in each.
fn blocks(out: &mut String, table: &Table) {
    let widths: Vec<usize> = (0..table.headings.len())
        .map(|at| column_width(table, at))
        .collect();
    let mut first = 1;
    while first < widths.len() {
        let mut used = widths[0];
        let mut end = first;
        while end < widths.len() && (end == first || used + 2 + widths[end] <= COLUMNS) {
            used += 2 + widths[end];
            end += 1;
        }
        if first > 1 {
            out.push('\n');
        }
        for cells in std::iter::once(&table.headings).chain(&table.rows) {
            let mut row = cell(&cells[0], widths[0]);
            for at in first..end {
                row.push_str("  ");
                row.push_str(&cell_right(&cells[at], widths[at]));
            }
            line(out, &row);
        }
        first = end;
    }
}

/// As wide as its widest cell; headings are cut before figures are.
fn column_width(table: &Table, at: usize) -> usize {
    let cells = table
        .rows
        .iter()
        .filter_map(|row| row.get(at))
        .map(|cell| count(cell));
    let heading = table
        .headings
        .get(at)
        .map_or(0, |heading| count(heading))
        .min(16);
    cells.fold(heading, usize::max).min(36)
}

#[cfg(test)]
mod tests;
