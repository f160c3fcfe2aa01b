//! Every table of a report in one package: a file a table, and a list that says what each is and under what it stands.
//!
//! A table of figures without its rules is a number without a source, so the list carries what the report's front and the
//! notes under each table carry.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::domain::document::{Document, Table};
use crate::domain::spreadsheet::escaped;
use crate::exchange::document::separated::csv;
use crate::exchange::document::{DocumentError, words};

/// The list of what is in the package.
const LIST: &str = "00-about.csv";
/// Most letters of a table's name in its file's.
const LONGEST: usize = 60;

/// A package of the report's tables as comma-separated text, numbered in reading order.
///
/// # Errors
/// [`DocumentError::Packing`], which no table of a report that fits into memory gives.
pub fn tables(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file(LIST, options)?;
    zip.write_all(list(document).as_bytes())?;
    for (at, table) in document.tables().enumerate() {
        zip.start_file(file_name(at, table), options)?;
        zip.write_all(csv(table).as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Of which file what is said: `,Authority,Leicester` of the report, `01-grants.csv,Table,Grants of 2001/02` of a table.
fn list(document: &Document) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and every row has three cells.
    let mut add = |file: &str, what: &str, says: &str| {
        let _ = writer.write_record([file, what, &escaped(&words::clean(says))]);
    };
    add("file", "what", "says");
    add("", "Title", &document.title);
    for (name, value) in words::standing(document) {
        add("", name, &value);
    }
    for (at, table) in document.tables().enumerate() {
        let file = file_name(at, table);
        add(&file, "Table", &table.caption);
        for note in words::under(table) {
            add(&file, "Note", &note);
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// `01-money-by-objective.csv`: letters and figures, the rest dashes.
fn file_name(at: usize, table: &Table) -> String {
    let kept = table.name.chars().map(|letter| {
        if letter.is_alphanumeric() {
            letter
        } else {
            ' '
        }
    });
    let kept: String = kept.take(LONGEST).collect();
    let kept = kept.to_lowercase();
    let name: Vec<&str> = kept.split_whitespace().collect();
    let name = name.join("-");
    let name = if name.is_empty() { "table" } else { &name };
    format!("{:02}-{name}.csv", at + 1)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::domain::document::{Block, Cell, Column, Row};

    fn table(name: &str, caption: &str, note: &str) -> Block {
        Block::Table(Table {
            name: name.into(),
            caption: caption.into(),
            columns: vec![Column::words("Line", 1)],
            rows: vec![Row::body(vec![Cell::text(caption)])],
            notes: vec![note.into()],
        })
    }

    #[test]
    fn every_table_is_in_it_and_the_list_says_what_each_is() {
        let document = Document {
            title: "Grant report".into(),
            blocks: vec![
                table("Money/by: Objective", "Money by objective", "Rounded."),
                table("../..", "=1+1", "@b"),
            ],
            ..Document::default()
        };
        let packed = tables(&document).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        let mut found = Vec::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            found.push((file.name().to_owned(), text));
        }
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, [LIST, "01-money-by-objective.csv", "02-table.csv"]);
        assert_eq!(found[1].1, "Line\nMoney by objective\n");
        assert_eq!(found[2].1, "Line\n'=1+1\n");
        for line in [
            ",Title,Grant report\n",
            "01-money-by-objective.csv,Table,Money by objective\n",
            "01-money-by-objective.csv,Note,Rounded.\n",
            "02-table.csv,Table,'=1+1\n",
            "02-table.csv,Note,'@b\n",
        ] {
            assert!(found[0].1.contains(line), "{line} in {}", found[0].1);
        }
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        let document = Document {
            blocks: vec![table("a", "b", "c")],
            ..Document::default()
        };
        assert_eq!(tables(&document).unwrap(), tables(&document).unwrap());
    }
}
