//! Documents and charts that cannot be written.

use golden_thread::domain::document::{Block, Column, Document, Table};
use golden_thread::exchange::document::pdf::{Fonts, pdf};
use golden_thread::exchange::document::xlsx;
use golden_thread::exchange::png::png;

use crate::bench::Row;

const SQUARE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'/>";

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        said!("picture-svg", "a chart that says: not a picture", |_b| png("not a picture", 1.0, &[]).unwrap_err().to_string()),
        said!("picture-size", "a chart at scale 0", |_b| png(SQUARE, 0.0, &[]).unwrap_err().to_string()),
        said!("pdf-typeface", "a PDF in a typeface of three bytes", |_b| pdf(&Document::default(), &Fonts { regular: b"abc", strong: b"abc", others: &[] }).unwrap_err().to_string()),
        said!("document-sheet", "a table of 16,385 columns", |_b| {
            let columns = vec![Column::default(); 16_385];
            let table = Table { name: "Wide".into(), columns, ..Table::default() };
            let document = Document { title: "A".into(), blocks: vec![Block::Table(table)], ..Document::default() };
            xlsx(&document).unwrap_err().to_string()
        }),
    ]
}
