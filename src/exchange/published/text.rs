//! Bytes of a downloaded table as rows of text, each with its line.
//!
//! Officers give a file as the browser or a spreadsheet left it: with or without a byte order mark, in UTF-8, UTF-16 or
//! Windows-1252, with commas, tabs or semicolons, packed with gzip, or a web page saved under the name of a table. What
//! can be read is read, and what cannot is named for what it is.
//!
//! Edges: a row is at most [`guard::ROW`] long and [`COLUMNS`] wide, so that a file of one endless line is refused
//! after a few megabytes. Cells that are not UTF-8 are read as Windows-1252, cell by cell, with a warning.

pub mod guard;
pub(in crate::exchange::published) mod open;

use std::io::Read;

use csv::ByteRecord;

use crate::domain::problem::{Place, Problem, Severity};
use crate::exchange::published::text::guard::{Guard, refusal_of};

/// The most columns a table may have.
pub const COLUMNS: usize = 5_000;

/// A table being read, its heading first.
pub struct Rows<'a> {
    name: String,
    reader: csv::Reader<Guard<Box<dyn Read + 'a>>>,
    record: ByteRecord,
    separator: u8,
    with_spaces: bool,
    line: u64,
    in_windows_1252: Option<u64>,
}

/// One row: its line, counted from 1, and its cells, trimmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<String>,
}

impl Row {
    /// A cell, or nothing where the row is too short to have it.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether every cell is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

impl<'a> Rows<'a> {
    /// A table of this name. Nothing is read but its beginning.
    ///
    /// # Errors
    /// What the file is, where it is not a table of text: a web page, a workbook, a PDF, nothing at all.
    pub fn open(name: &str, bytes: impl Read + 'a) -> Result<Self, Problem> {
        let (decoded, separator) = open::open(name, Box::new(bytes))?;
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(Guard::new(decoded));
        Ok(Self {
            name: name.to_owned(),
            reader,
            record: ByteRecord::new(),
            separator,
            with_spaces: false,
            line: 1,
            in_windows_1252: None,
        })
    }

    /// The same table, its cells with the spaces around them, for a reader that gives them out again as they came.
    #[must_use]
    pub fn with_spaces(mut self) -> Self {
        self.with_spaces = true;
        self
    }

    /// What parts one cell from the next: `,`, a tab, `;` or `|`.
    #[must_use]
    pub fn separator(&self) -> char {
        char::from(self.separator)
    }

    /// How many quotation marks were read so far; after the last row, all there are.
    pub fn n_quotes(&mut self) -> u64 {
        self.reader.get_mut().n_quotes()
    }

    /// The file's name, for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads the next row into `row`; false at the end of the file. Lines with nothing on them are passed over.
    ///
    /// # Errors
    /// What is wrong, with the line: a row without an end, too many columns, bytes that are not text, a broken file.
    pub fn next_into(&mut self, row: &mut Row) -> Result<bool, Problem> {
        let more = self.reader.read_byte_record(&mut self.record);
        match more {
            Err(error) => return Err(self.broken(&error)),
            Ok(false) => return Ok(false),
            Ok(true) => {}
        }
        let end = self.reader.position().byte();
        let last_line = self.reader.get_mut().row_ends(end);
        // The line it ends on, less the line ends inside its cells.
        let inside = self.record.as_slice().iter().filter(|&&byte| byte == b'\n');
        let begins = last_line.saturating_sub(inside.count() as u64);
        // Where a cell is never closed, the file's last line end is in it; no row begins before the one above it ended.
        row.line = begins.max(self.line.saturating_sub(1)).max(1);
        self.line = last_line + 1;
        if self.record.len() > COLUMNS {
            let what = format!("{} columns", self.record.len());
            let why = format!("A table of more than {COLUMNS} columns is not read.");
            return Err(at(
                "too-wide",
                &self.name,
                row.line,
                &what,
                &why,
                "Give the file as it was downloaded.",
            ));
        }
        self.fill(row);
        Ok(true)
    }

    fn fill(&mut self, row: &mut Row) {
        row.cells.resize_with(self.record.len(), String::new);
        for (bytes, cell) in self.record.iter().zip(&mut row.cells) {
            cell.clear();
            let text = std::str::from_utf8(bytes).map_or_else(
                |_| {
                    self.in_windows_1252.get_or_insert(row.line);
                    let windows = encoding_rs::WINDOWS_1252;
                    windows.decode_without_bom_handling(bytes).0
                },
                std::borrow::Cow::Borrowed,
            );
            cell.push_str(if self.with_spaces { &text } else { text.trim() });
        }
    }

    /// What an officer should know about how the text was read.
    #[must_use]
    pub fn warnings(&self) -> Vec<Problem> {
        let Some(line) = self.in_windows_1252 else {
            return Vec::new();
        };
        let warning = at(
            "not-utf-8",
            &self.name,
            line,
            "letters that are not UTF-8",
            "They were read as Windows-1252, as older spreadsheets save them.",
            "Look at the names with accents or £ in them.",
        );
        vec![warning.severity(Severity::Warning)]
    }

    fn broken(&self, error: &csv::Error) -> Problem {
        if let csv::ErrorKind::Io(error) = error.kind() {
            if let Some(refusal) = refusal_of(error) {
                let (what, why, remedy) = refusal.words();
                return at("unreadable-file", &self.name, self.line, what, why, remedy);
            }
            let what = format!("the file breaks off: {error}");
            let why = "It is damaged, or was not downloaded to its end.";
            return at(
                "unreadable-file",
                &self.name,
                self.line,
                &what,
                why,
                "Download it again.",
            );
        }
        at(
            "unreadable-file",
            &self.name,
            self.line,
            &error.to_string(),
            "The row cannot be read.",
            "Give the file as it was downloaded.",
        )
    }
}

/// A refusal at a line of a file.
pub(in crate::exchange) fn at(
    kind: &'static str,
    name: &str,
    line: u64,
    what: &str,
    why: &str,
    remedy: &str,
) -> Problem {
    let place = Place::File(name.to_owned(), Some(line), None);
    Problem::refusal(
        kind,
        place,
        format!("{name}, line {line}"),
        what,
        why,
        remedy,
    )
}

/// A refusal at a cell: `column` counts from 0 as the program does, and is said from 1 with its heading.
#[allow(
    clippy::too_many_arguments,
    reason = "where, what, why and what to do are each words of their own"
)]
pub(crate) fn at_cell(
    kind: &'static str,
    name: &str,
    line: u64,
    column: usize,
    heading: &str,
    what: &str,
    why: &str,
    remedy: &str,
) -> Problem {
    let place = Place::File(name.to_owned(), Some(line), Some(column as u64 + 1));
    let location = format!("{name}, line {line}, column {} ({heading})", column + 1);
    Problem::refusal(kind, place, location, what, why, remedy)
}

/// A refusal of a file as a whole.
pub(crate) fn whole(
    kind: &'static str,
    name: &str,
    what: &str,
    why: &str,
    remedy: &str,
) -> Problem {
    let place = Place::File(name.to_owned(), None, None);
    Problem::refusal(kind, place, name, what, why, remedy)
}

#[cfg(test)]
mod tests;
