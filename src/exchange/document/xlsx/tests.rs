//! The workbook is read back with another reader, and its figures held against the document's.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::domain::document::{Cell, RowKind};
use crate::exchange::document::specimen::{self, specimen};

fn open(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(xlsx(document).unwrap())).unwrap()
}

/// The cells of a sheet, from its first.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn every_table_and_chart_has_its_sheet() {
    let book = open(&specimen());
    assert_eq!(
        book.sheet_names(),
        [
            "Notes",
            "Grants main ring-fenced 2001",
            "Measures",
            "Second or later child protectio",
            "Neighbours, 2024 25",
            "Where each grant goes",
            "Six years",
            "<script>alert(\"1\" & '2')< scrip",
        ]
    );
}

#[test]
fn numbers_read_back_are_the_documents() {
    let document = specimen();
    let mut book = open(&document);
    let names = book.sheet_names();
    let mut n_held = 0;
    for (sheet, name) in sheets(&document).iter().zip(names.iter().skip(1)) {
        let read = rows(&mut book, name);
        for (at, row) in sheet.table.rows.iter().enumerate() {
            for (nth, cell) in row.cells.iter().enumerate() {
                let expected = match cell {
                    Cell::Number { value, .. } => *value,
                    Cell::Money { amount, .. } => amount.0 as f64 / 100.0,
                    _ => continue,
                };
                assert_eq!(
                    read[at + 4][nth],
                    Data::Float(expected),
                    "{name} {at} {nth}"
                );
                assert_ne!(row.kind, RowKind::Heading);
                n_held += 1;
            }
        }
    }
    assert!(n_held > 600, "{n_held}");
    let trend = rows(&mut book, &names[3]);
    assert_eq!(
        trend[4][1],
        Data::Float(30.5),
        "a drawing's figures are figures too"
    );
    assert_eq!(trend[9][1], Data::String("[c]".into()));
}

#[test]
fn words_are_never_formulas() {
    let mut book = open(&specimen());
    let names = book.sheet_names();
    let last = rows(&mut book, &names[7]);
    assert_eq!(last[0][0], Data::String(specimen::FORMULA.into()));
    assert_eq!(last[5][0], Data::String(specimen::FORMULA.into()));
    assert_eq!(last[4][0], Data::String(specimen::SCRIPT.into()));
    assert_eq!(last[6][0], Data::String(specimen::ARABIC.into()));
    for name in &names {
        let formulas = book.worksheet_formula(name).unwrap();
        assert!(
            formulas.cells().all(|(_, _, text)| text.is_empty()),
            "{name}"
        );
    }
}

#[test]
fn notes_say_everything_that_was_said() {
    let mut book = open(&specimen());
    let notes = rows(&mut book, "Notes");
    let lines: Vec<String> = notes.iter().map(|row| row[0].to_string()).collect();
    for line in [
        "Management Action Plan 2001-02",
        "Made from: snapshot “as shown to Cabinet 25 March” (9f2c41aa)",
        "Note: Association, not cause. Spending and outcomes are shown side by side; one does not prove the other.",
        "Table: Measures: Measures against statistical neighbours",
        "2. Open the second unit",
        "To be signed by: Section 151 officer",
        "12.5%: Indicator A1, 2001/02, outturn",
        specimen::FORMULA,
    ] {
        assert!(
            lines.iter().any(|held| held == line),
            "{line:?} in {lines:#?}"
        );
    }
}

#[test]
fn too_much_for_a_cell_is_cut_and_says_so() {
    let mut document = Document {
        title: specimen::long_title(),
        ..Document::default()
    };
    document.say("word ".repeat(10_000));
    let mut book = open(&document);
    let notes = rows(&mut book, "Notes");
    assert_eq!(notes[0][0].to_string(), specimen::long_title());
    let last = notes.last().unwrap()[0].to_string();
    assert!(last.ends_with(" … (cut)") && last.len() > 32_000);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(xlsx(&specimen()).unwrap(), xlsx(&specimen()).unwrap());
}
