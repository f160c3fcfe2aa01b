//! Tables of a Word file: a caption before, a head that comes again on every page, figures to the right.
//!
//! A row is not broken over two pages. A screen reader is told the caption as the table's title.

use maud::{Markup, html as markup};

use crate::domain::document::{Cell, Column, Row, RowKind, Table, Tone, Weight};
use crate::exchange::document::docx::prose::{self, Look};
use crate::exchange::document::docx::widths::widths;
use crate::exchange::document::docx::{Sizes, package};
use crate::exchange::document::words;

/// A table, its caption above, its notes and marks below; `room` in twentieths of a point.
pub(super) fn table(table: &Table, room: u32, sizes: Sizes) -> Markup {
    let widths = widths(table, room, sizes.table);
    markup! {
        (prose::line(&table.caption, "Caption"))
        @if !widths.is_empty() {
            w:tbl {
                (properties(&table.caption, &widths))
                (head(&table.columns, &widths))
                @for row in &table.rows { (row_of(row, &table.columns, &widths)) }
            }
        }
        @for line in words::under(table) { (prose::line(&line, "TableNote")) }
        (gap())
    }
}

/// A line too small to see: two tables must not touch, or Word makes one of them.
fn gap() -> Markup {
    markup! { w:p { w:pPr { w:pStyle w:val="Gap" {} } } }
}

fn properties(caption: &str, widths: &[u32]) -> Markup {
    markup! {
        w:tblPr {
            w:tblStyle w:val="PlanTable" {}
            w:tblW w:w=(widths.iter().sum::<u32>()) w:type="dxa" {}
            w:tblLayout w:type="fixed" {}
            w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"
                w:noHBand="0" w:noVBand="1" {}
            w:tblCaption w:val=(package::short(caption)) {}
        }
        w:tblGrid { @for width in widths { w:gridCol w:w=(width) {} } }
    }
}

fn head(columns: &[Column], widths: &[u32]) -> Markup {
    markup! {
        w:tr {
            w:trPr { w:cantSplit {} w:tblHeader {} }
            @for (column, width) in columns.iter().zip(widths) {
                w:tc {
                    w:tcPr {
                        w:tcW w:w=(width) w:type="dxa" {}
                        w:vAlign w:val="bottom" {}
                    }
                    (prose::line(&column.heading, style(column.is_figure)))
                }
            }
        }
    }
}

fn style(is_figure: bool) -> &'static str {
    if is_figure {
        "TableFigure"
    } else {
        "TableText"
    }
}

fn row_of(row: &Row, columns: &[Column], widths: &[u32]) -> Markup {
    markup! {
        w:tr {
            w:trPr { w:cantSplit {} }
            @if row.kind == RowKind::Heading {
                (heading(row, widths))
            } @else {
                @for (at, (column, width)) in columns.iter().zip(widths).enumerate() {
                    (cell_of(row.cells.get(at).unwrap_or(&Cell::Empty), row.kind, column, *width))
                }
            }
        }
    }
}

/// One cell over all columns, kept with the row that it heads.
fn heading(row: &Row, widths: &[u32]) -> Markup {
    let words = row.cells.first().map(words::printed).unwrap_or_default();
    markup! {
        w:tc {
            w:tcPr {
                w:tcW w:w=(widths.iter().sum::<u32>()) w:type="dxa" {}
                @if widths.len() > 1 { w:gridSpan w:val=(widths.len()) {} }
                w:shd w:val="clear" w:color="auto" w:fill="F0F3F5" {}
            }
            (prose::line(&words, "TableHeading"))
        }
    }
}

fn cell_of(cell: &Cell, kind: RowKind, column: &Column, width: u32) -> Markup {
    let words = words::printed(cell);
    let weight = if kind == RowKind::Total {
        Weight::Strong
    } else {
        Weight::Plain
    };
    markup! {
        w:tc {
            w:tcPr {
                w:tcW w:w=(width) w:type="dxa" {}
                @if kind == RowKind::Total {
                    w:tcBorders { w:top w:val="single" w:sz="12" w:space="0" w:color="0B0C0C" {} }
                }
            }
            w:p {
                (prose::head(style(column.is_figure), &words, &markup! {}))
                @if let Cell::Rating { tone, .. } = cell {
                    (prose::pieces(&format!("{}{words}", mark(*tone)), &rated(*tone)))
                } @else {
                    (prose::pieces(&words, &Look { weight, ..Look::default() }))
                }
            }
        }
    }
}

/// A shape before a rating's word, so that the eye finds it without its colour; not parted from the word.
fn mark(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "●\u{a0}",
        Tone::Watch => "▲\u{a0}",
        Tone::Bad => "■\u{a0}",
    }
}

/// The colour is the run's own: some programs do not take it from a style within a table.
fn rated(tone: Tone) -> Look {
    let colour = match tone {
        Tone::Good => "00603B",
        Tone::Watch => "7A4A00",
        Tone::Bad => "A1161B",
    };
    Look {
        weight: Weight::Strong,
        colour: Some(colour),
        ..Look::default()
    }
}

/// A row a name, with room for a signature and a day above a line.
pub(super) fn sign_off(names: &[String], room: u32) -> Markup {
    let widths = [room * 4 / 10, room * 4 / 10, room * 2 / 10];
    let columns = ["Name", "Signature", "Date"].map(|heading| Column::words(heading, 1));
    markup! {
        w:tbl {
            (properties("Signatures", &widths))
            (head(&columns, &widths))
            @for name in names {
                w:tr {
                    w:trPr { w:cantSplit {} w:trHeight w:val="850" w:hRule="atLeast" {} }
                    @for (text, width) in [name.as_str(), "", ""].into_iter().zip(widths) {
                        w:tc {
                            w:tcPr {
                                w:tcW w:w=(width) w:type="dxa" {}
                                w:tcBorders { w:bottom w:val="single" w:sz="8" w:space="0" w:color="0B0C0C" {} }
                                w:vAlign w:val="bottom" {}
                            }
                            (prose::line(text, "TableText"))
                        }
                    }
                }
            }
        }
        (gap())
    }
}
