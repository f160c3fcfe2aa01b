//! A table that a verb or a screen is given, as rows of text with their lines: CSV in any coding, or a workbook's first
//! sheet.
//!
//! Edges: text is read as it comes; a workbook is read whole and so is bounded. A byte order mark that was itself saved as
//! letters is taken off the first heading.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use crate::domain::problem::{Place, Problem};
use crate::exchange::published::text::Rows;
use crate::exchange::published::workbook;

pub use crate::exchange::published::text::Row;

/// The largest workbook that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The most that the cells of a table may take, in bytes.
const MOST: usize = 256 << 20;
/// What a cell takes beside its text, in bytes.
const CELL: usize = 72;

/// A table, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The file's own name, for messages.
    pub name: String,
    /// Its headings.
    pub headings: Vec<String>,
    /// The line on which they stand, counted from 1.
    pub heading_line: u64,
    /// The rows below them that are not empty.
    pub rows: Vec<Row>,
    /// What should be known of how it was read.
    pub warnings: Vec<Problem>,
}

impl Table {
    /// The column of a heading, whatever its capitals.
    ///
    /// # Errors
    /// Where two columns have it, for which of them is meant the heading does not say.
    pub fn column(&self, heading: &str) -> Result<Option<usize>, Box<Problem>> {
        let wanted = heading.to_lowercase();
        let held = self.headings.iter().enumerate();
        let mut found = held.filter(|(_, held)| held.to_lowercase() == wanted);
        let first = found.next().map(|(at, _)| at);
        match (first, found.next()) {
            (Some(first), Some((twin, held))) => {
                let (name, n) = (&self.name, twin + 1);
                let line = self.heading_line;
                Err(Box::new(Problem::refusal(
                    "same-heading",
                    Place::File(name.clone(), Some(line), Some(n as u64)),
                    format!("{name}, line {line}, column {n} ({held})"),
                    format!("the same heading as column {}", first + 1),
                    "Which of the two is meant, the heading does not say.",
                    "Give the other one a heading of its own in the file, or take it out.",
                )))
            }
            _ => Ok(first),
        }
    }

    /// A refusal at a cell of a row, the column counted from 0.
    #[must_use]
    pub fn cell(&self, row: &Row, column: usize) -> (Place, String) {
        let heading = self.headings.get(column).map_or("", String::as_str);
        let place = Place::File(self.name.clone(), Some(row.line), Some(column as u64 + 1));
        let (name, line, n) = (&self.name, row.line, column + 1);
        (
            place,
            format!("{name}, line {line}, column {n} ({heading})"),
        )
    }

    /// A refusal of the file as a whole.
    #[must_use]
    pub fn whole(&self) -> (Place, String) {
        let place = Place::File(self.name.clone(), None, None);
        (place, self.name.clone())
    }
}

/// Reads a table.
///
/// # Errors
/// Why it cannot be read, with the place.
pub fn read(path: &Path) -> Result<Table, Box<Problem>> {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let unreadable = |error: std::io::Error| {
        Box::new(Problem::refusal(
            "file-unreadable",
            Place::File(name.clone(), None, None),
            name.clone(),
            format!("the file cannot be read: {error}"),
            "Nothing is known of what is in it.",
            "Check the file's name and that you may read it.",
        ))
    };
    let mut file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(unreadable(std::io::Error::other("it is a folder")));
    }
    let mut head = Vec::new();
    file.by_ref()
        .take(4)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    let is_sheet = head.starts_with(b"PK") || head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let bytes = std::io::Cursor::new(head).chain(file);
    if is_sheet {
        let mut whole = Vec::new();
        bytes
            .take(LARGEST)
            .read_to_end(&mut whole)
            .map_err(unreadable)?;
        let sheet = workbook::first_sheet(&whole, &name)?;
        let rows = (1..).zip(sheet).map(|(line, cells)| Row { line, cells });
        return Ok(of_rows(name, rows.collect(), Vec::new()));
    }
    let mut reader = Rows::open(&name, BufReader::new(bytes))?;
    let mut rows = Vec::new();
    let mut row = Row::default();
    let mut n_bytes = 0;
    while reader.next_into(&mut row)? {
        // A packed file of a few megabytes may unpack to gigabytes.
        n_bytes += row
            .cells
            .iter()
            .map(|cell| cell.len() + CELL)
            .sum::<usize>();
        if n_bytes > MOST {
            return Err(too_large(&name, row.line));
        }
        rows.push(row.clone());
    }
    let warnings = reader.warnings();
    Ok(of_rows(name, rows, warnings))
}

fn too_large(name: &str, line: u64) -> Box<Problem> {
    Box::new(Problem::refusal(
        "too-large",
        Place::File(name.to_owned(), Some(line), None),
        format!("{name}, line {line}"),
        "more than 256 MB of cells",
        "A table of this kind is never so large, and it would fill the memory.",
        "Check that it is the right file, or give it in parts.",
    ))
}

fn of_rows(name: String, mut rows: Vec<Row>, warnings: Vec<Problem>) -> Table {
    rows.retain(|row| !row.is_empty());
    let first = (!rows.is_empty()).then(|| rows.remove(0));
    let first = first.unwrap_or(Row {
        line: 1,
        cells: Vec::new(),
    });
    let (heading_line, mut headings) = (first.line, first.cells);
    if let Some(first) = headings.first_mut() {
        // The mark as one letter, or as the three that it becomes when it is saved once more.
        let bare = first.trim_start_matches(['\u{feff}', 'ï', '»', '¿']);
        *first = bare.trim().trim_matches('"').to_owned();
    }
    Table {
        name,
        headings,
        heading_line,
        rows,
        warnings,
    }
}
