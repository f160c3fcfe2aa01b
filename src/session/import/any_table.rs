//! A table that follows no standard, from a text file or a workbook: its first rows, and what is known of its columns.

use std::io::Cursor;

use crate::domain::problem::Problem;
use crate::exchange::published::mapping::Mapping;
use crate::exchange::published::text::Row;
use crate::exchange::published::{mapped, workbook};
use crate::session::import::Remembered;

/// How many rows are looked at to guess what the columns are.
const FIRST: usize = 50;

/// Rows, or what is wrong with one.
type Rows<'a> = Box<dyn Iterator<Item = Result<Row, Problem>> + 'a>;

/// A table, open.
pub(in crate::session) struct AnyTable<'a> {
    name: &'a str,
    bytes: &'a [u8],
    sheet: Option<Vec<Vec<String>>>,
}

impl<'a> AnyTable<'a> {
    /// The first worksheet of a workbook, or a table of text.
    pub(in crate::session) fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, Vec<Problem>> {
        let is_sheet = bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
        let sheet = match is_sheet {
            true => Some(workbook::first_sheet(bytes, name).map_err(|problem| vec![problem])?),
            false => None,
        };
        Ok(Self { name, bytes, sheet })
    }

    /// Whether it is a worksheet, whose figures are fractions of a machine.
    pub(in crate::session) fn is_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// Its rows.
    pub(in crate::session) fn rows(&self) -> Result<Rows<'_>, Vec<Problem>> {
        Ok(match &self.sheet {
            Some(sheet) => Box::new(mapped::rows_of_sheet(sheet.clone())),
            None => {
                let rows = mapped::rows_of_text(self.name, Cursor::new(self.bytes));
                Box::new(rows.map_err(|problem| vec![problem])?)
            }
        })
    }

    /// The first of them that can be read.
    pub(in crate::session) fn first_rows(&self) -> Result<Vec<Row>, Vec<Problem>> {
        Ok(self.rows()?.take(FIRST).filter_map(Result::ok).collect())
    }
}

/// The row of headings below so many lines, and what follows it.
pub(in crate::session) fn below(first: &[Row], skip_rows: usize) -> Option<(&Row, &[Row])> {
    let at = first.iter().position(|row| row.line > skip_rows as u64)?;
    first.get(at..)?.split_first()
}

/// The headings as a mapping is remembered by them.
pub(in crate::session) fn headings(first: &[Row], skip_rows: usize) -> String {
    below(first, skip_rows).map_or_else(String::new, |(row, _)| row.cells.join("\t"))
}

/// How the columns are to be read: as was said before of a table with these headings, else as they look. The second
/// says which.
pub(in crate::session) fn columns(first: &[Row], remembered: &[Remembered]) -> (Mapping, bool) {
    let read = |body: &str| Mapping::read("", body).ok();
    if let Some(known) = known(first, remembered, read, |mapping| mapping.skip_rows) {
        return (known, true);
    }
    let Some((headings, rest)) = first.split_first() else {
        return (Mapping::default(), false);
    };
    let samples: Vec<Vec<String>> = rest.iter().map(|row| row.cells.clone()).collect();
    (Mapping::guess(&headings.cells, &samples), false)
}

/// What was said before of a table with these headings.
pub(in crate::session) fn known<M>(
    first: &[Row],
    remembered: &[Remembered],
    read: impl Fn(&str) -> Option<M>,
    skip_rows: impl Fn(&M) -> usize,
) -> Option<M> {
    remembered.iter().find_map(|held| {
        let mapping = read(&held.body)?;
        (headings(first, skip_rows(&mapping)) == held.headings).then_some(mapping)
    })
}
