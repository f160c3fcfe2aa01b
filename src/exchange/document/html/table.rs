//! A table of a page: a caption, a head that a screen reader names, figures to the right.
//!
//! A heading row opens a body of its own, so that the rows under it belong to it. Marks of missing figures carry their
//! reason under the pointer, and all of them are said in words below the table.

use maud::{Markup, html as markup};

use crate::domain::document::{Cell, Column, Row, RowKind, Table, Tone};
use crate::exchange::document::words;

/// The table with its notes. It may be wider than the page, so it can be scrolled, by key too.
pub(super) fn table(table: &Table) -> Markup {
    markup! {
        div.wide role="region" tabindex="0" aria-label=(table.caption) {
            table {
                caption dir="auto" { (table.caption) }
                thead { tr { @for column in &table.columns { (head(column)) } } }
                @for body in bodies(&table.rows) {
                    tbody { @for row in body { (row_of(row, &table.columns)) } }
                }
            }
        }
        @let under = words::under(table);
        @if !under.is_empty() {
            ul.under { @for line in under { li dir="auto" { (line) } } }
        }
    }
}

/// The rows, cut before each heading row.
fn bodies(rows: &[Row]) -> Vec<&[Row]> {
    rows.chunk_by(|_, next| next.kind != RowKind::Heading)
        .collect()
}

fn head(column: &Column) -> Markup {
    let class = column.is_figure.then_some("figure");
    markup! { th scope="col" class=[class] dir="auto" { (column.heading) } }
}

fn row_of(row: &Row, columns: &[Column]) -> Markup {
    match row.kind {
        RowKind::Heading => {
            let words = row.cells.first().map(words::printed).unwrap_or_default();
            let span = columns.len().max(1);
            markup! { tr.group { th scope="rowgroup" colspan=(span) dir="auto" { (words) } } }
        }
        RowKind::Total => markup! { tr.total { (cells(row, columns)) } },
        RowKind::Body => markup! { tr { (cells(row, columns)) } },
    }
}

fn cells(row: &Row, columns: &[Column]) -> Markup {
    markup! {
        @for (at, cell) in row.cells.iter().enumerate() {
            (cell_of(cell, columns.get(at).is_some_and(|column| column.is_figure)))
        }
    }
}

fn cell_of(cell: &Cell, is_figure: bool) -> Markup {
    let class = is_figure.then_some("figure");
    match cell {
        Cell::Head(text) => markup! { th scope="row" class=[class] dir="auto" { (text) } },
        Cell::Text(text) => markup! { td class=[class] dir="auto" { (text) } },
        Cell::Missing { mark, reason } => markup! {
            td class=[class] { abbr title=(reason) { (mark) } }
        },
        Cell::Rating { word, tone } => markup! {
            td class=[class] { span class={ "rating " (tone_class(*tone)) } dir="auto" { (word) } }
        },
        Cell::Spark { values, words } => markup! { td class=[class] { (spark(values, words)) } },
        Cell::Empty | Cell::Number { .. } | Cell::Money { .. } => markup! {
            td class=[class] { (words::printed(cell)) }
        },
    }
}

fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Watch => "watch",
        Tone::Bad => "bad",
    }
}

/// Width and height of a small trend, in pixels.
const SPARK: [f64; 2] = [88.0, 22.0];

/// A small trend: a line with gaps where figures are missing, a dot at the last; its words where nothing can be drawn.
fn spark(values: &[Option<f64>], words: &str) -> Markup {
    let pieces = spark_pieces(values);
    let Some(last) = pieces.last().and_then(|piece| piece.last()).copied() else {
        return markup! { (words) };
    };
    let [width, height] = SPARK;
    markup! {
        svg.spark width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } role="img" {
            title { (words) }
            @for piece in &pieces {
                polyline points=(points(piece)) {}
            }
            circle cx=(coordinate(last[0])) cy=(coordinate(last[1])) r="2.5" {}
        }
    }
}

/// The figures as runs of places on the small sheet, one run between two gaps.
fn spark_pieces(values: &[Option<f64>]) -> Vec<Vec<[f64; 2]>> {
    let known = |value: &Option<f64>| value.filter(|v| v.is_finite());
    let figures: Vec<f64> = values.iter().filter_map(known).collect();
    let least = figures.iter().copied().fold(f64::INFINITY, f64::min);
    let most = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Halved before they are taken from each other: two figures far apart must not overflow.
    let spread = most / 2.0 - least / 2.0;
    let [width, height] = SPARK.map(|side| side - 8.0);
    let place = |at: usize, value: f64| {
        let along = at as f64 / (values.len().max(2) - 1) as f64;
        let up = if spread > 0.0 {
            (value / 2.0 - least / 2.0) / spread
        } else {
            0.5
        };
        [4.0 + width * along, 4.0 + height * (1.0 - up)]
    };
    let mut pieces = vec![Vec::new()];
    for (at, value) in values.iter().enumerate() {
        match (known(value), pieces.last_mut()) {
            (Some(value), Some(piece)) => piece.push(place(at, value)),
            _ => pieces.push(Vec::new()),
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn points(piece: &[[f64; 2]]) -> String {
    let places: Vec<String> = piece
        .iter()
        .map(|[x, y]| format!("{},{}", coordinate(*x), coordinate(*y)))
        .collect();
    places.join(" ")
}

/// One decimal is a tenth of a pixel.
fn coordinate(value: f64) -> String {
    format!("{value:.1}")
}
