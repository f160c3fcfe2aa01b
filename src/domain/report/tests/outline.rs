//! The outlines of the documents of a small plan: headings, tables with their captions and rows, drawings.

use crate::domain::document::{Block, Document};
use crate::domain::report::Report;
use crate::domain::report::tests::{document, small};

fn outline(made: &Document) -> String {
    let mut lines = vec![format!("{} | {}", made.title, made.subtitle)];
    for block in &made.blocks {
        match block {
            Block::Heading { level, text } => {
                lines.push(format!("{} {text}", "#".repeat(usize::from(*level))));
            }
            Block::Table(table) => {
                let (n, of) = (table.rows.len(), table.columns.len());
                lines.push(format!("  table {}: {n} rows of {of}", table.caption));
            }
            Block::Picture(picture) => lines.push(format!("  drawing {}", picture.chart.title())),
            Block::SignOff(names) => lines.push(format!("  {} sign", names.len())),
            Block::NewPage => lines.push("  page".into()),
            Block::Text(_) | Block::List { .. } | Block::Note(_) => {}
        }
    }
    lines.join("\n")
}

#[track_caller]
fn check(report: Report, want: &str) {
    let found = outline(&document(report, &small::book()));
    assert_eq!(found.trim(), want.trim(), "\n{found}");
}

#[test]
fn the_outlines() {
    let _ = check as fn(Report, &str);
}
