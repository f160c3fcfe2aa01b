//! How large a workbook may be, and what sort it is, looked at before it is opened.
//!
//! A packed file of a few kilobytes can unpack to gigabytes, and a sheet of two cells can claim a million rows between
//! them. Both are measured here by unpacking into nothing, since what a packed file says of its own size may be untrue.
//!
//! Edges: an old `.xls` is not packed; what is in it is looked through by [`old`](super::old).

use std::io::{Cursor, Read, Write};

use quick_xml::events::Event;

use crate::domain::problem::Problem;
use crate::exchange::published::lait::fault::At;

/// The most rows of a sheet: as many as a spreadsheet has.
pub(super) const ROWS: usize = 1_048_576;
/// The most cells, counted across to the last that is filled in each row.
pub(super) const CELLS: usize = 5_000_000;
/// The most text in the cells of a sheet, in bytes.
pub(super) const TEXT: usize = 256 << 20;
/// The most that a workbook may unpack to, in bytes.
const UNPACKED: u64 = 512 << 20;
/// Nothing written by people packs closer than this many to one, once there is more than a little of it.
const RATIO: u64 = 400;
/// An old workbook's greatest size, in bytes.
const OLD_SIZE: usize = 32 << 20;
/// The most parts.
const PARTS: usize = 10_000;
/// The most tags of a part that is held in memory as a whole: the texts that cells share take four each.
const TAGS: u64 = 20_000_000;
/// How an old workbook begins.
pub(super) const OLD: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// What sort of workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Xlsx,
    Ods,
    Xls,
}

/// The sort of a workbook that is no larger than it may be.
pub(super) fn check(bytes: &[u8], at: At<'_>) -> Result<Sort, Problem> {
    if bytes.starts_with(&OLD) {
        return if bytes.len() > OLD_SIZE {
            Err(too_large(at))
        } else {
            Ok(Sort::Xls)
        };
    }
    if !bytes.starts_with(b"PK") {
        return Err(at.fault(
            "wrong-sort-of-file",
            "no workbook",
            "A workbook (.xlsx, .xls or .ods) is wanted.",
            "Give the workbook as it is published.",
        ));
    }
    packed(bytes, at)
}

fn packed(bytes: &[u8], at: At<'_>) -> Result<Sort, Problem> {
    let wrong = |error: zip::result::ZipError| damaged(at, &error.to_string());
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).map_err(wrong)?;
    if parts.len() > PARTS {
        return Err(too_large(at));
    }
    let (mut total, mut sort) = (0, None);
    for n in 0..parts.len() {
        let part = parts.by_index(n).map_err(wrong)?;
        let name = part.name().to_owned();
        let left = UNPACKED.saturating_sub(total) + 1;
        let mut part = part.take(left);
        if name == "content.xml" {
            let mut text = Vec::new();
            let read = part.read_to_end(&mut text);
            read.map_err(|error| damaged(at, &error.to_string()))?;
            total += text.len() as u64;
            // A comment could hide from what follows how much there is; no spreadsheet writes any.
            if contains(&text, b"<!") {
                return Err(damaged(at, "there are comments or definitions in it"));
            }
            whole(&text).map_err(|why| damaged(at, &why))?;
            let laid_out = laid_out(&text);
            if laid_out.cells > CELLS as u64 || laid_out.text > TEXT as u64 {
                return Err(too_large(at));
            }
            sort = Some(Sort::Ods);
        } else {
            let mut tags = Tags(0);
            let read = std::io::copy(&mut part, &mut tags);
            total += read.map_err(|error| damaged(at, &error.to_string()))?;
            if is_held_whole(&name) && tags.0 > TAGS {
                return Err(too_large(at));
            }
        }
        if name == "xl/workbook.xml" {
            sort = Some(Sort::Xlsx);
        }
        let swollen = total > 16 << 20 && total / RATIO > bytes.len() as u64;
        if total > UNPACKED || swollen {
            return Err(too_large(at));
        }
    }
    sort.ok_or_else(|| {
        at.fault(
            "wrong-sort-of-file",
            "a packed file that is no workbook",
            "A workbook (.xlsx, .xls or .ods) is wanted.",
            "Unpack it and give the workbook that is in it.",
        )
    })
}

/// That every element of a text is closed: the reader of workbooks looks for the end of a table without end.
fn whole(text: &[u8]) -> Result<(), String> {
    let mut reader = quick_xml::Reader::from_reader(text);
    let mut deep = 0_u64;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => deep += 1,
            // One that closes what was not opened is an error of the reader's.
            Ok(Event::End(_)) => deep = deep.saturating_sub(1),
            Ok(Event::Eof) if deep > 0 => return Err("it ends in the middle".to_owned()),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// Whether the reader of workbooks keeps all of a part, where it takes sheets cell by cell.
fn is_held_whole(name: &str) -> bool {
    !name.to_ascii_lowercase().contains("worksheets/")
}

/// Counts tags by their opening brackets.
struct Tags(u64);

impl Write for Tags {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.iter().filter(|byte| **byte == b'<').count() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub(super) fn too_large(at: At<'_>) -> Problem {
    at.fault(
        "too-large",
        "a workbook larger than any table that is published",
        "It has too many rows or cells, or unpacks to more than 512 MB.",
        "Save the sheet that is wanted as a workbook of its own, or as CSV.",
    )
}

pub(super) fn damaged(at: At<'_>, why: &str) -> Problem {
    at.fault(
        "damaged-workbook",
        format!("a workbook that cannot be read: {why}"),
        "It is damaged or was cut short.",
        "Fetch it again from where it is published, or open it in a spreadsheet and save it anew.",
    )
}

/// What an OpenDocument workbook is laid out to.
#[derive(Debug, Default, PartialEq, Eq)]
struct LaidOut {
    /// Cells of all sheets: rows to the last that has a value, times the widest of them. A row or a cell may stand for
    /// many, and only those with a value, or before one, are laid out.
    cells: u64,
    /// Bytes of what stands in cells, or in rows, that stand for many: each once for every one but the first.
    text: u64,
}

fn laid_out(text: &[u8]) -> LaidOut {
    let mut sum = LaidOut::default();
    let (mut rows, mut widest, mut most, mut column) = (0_u64, 0_u64, 0_u64, 0_u64);
    let (mut rows_alike, mut alike) = (1_u64, 0_u64);
    for part in text.split(|byte| *byte == b'<') {
        let tag = part.split(|byte| *byte == b'>').next().unwrap_or_default();
        if tag.starts_with(b"table:table ") {
            sum.cells = sum.cells.saturating_add(most);
            (rows, widest, most) = (0, 0, 0);
        } else if tag.starts_with(b"table:table-row") {
            rows_alike = number_after(tag, b"number-rows-repeated=");
            rows = rows.saturating_add(rows_alike);
            (column, alike) = (0, 0);
        } else if tag.starts_with(b"table:table-cell")
            || tag.starts_with(b"table:covered-table-cell")
        {
            let cells_alike = number_after(tag, b"number-columns-repeated=");
            column = column.saturating_add(cells_alike);
            let filled = contains(tag, b"office:") || contains(tag, b"table:formula");
            if filled {
                widest = widest.max(column);
                most = most.max(rows.saturating_mul(widest));
            }
            alike = cells_alike.saturating_mul(rows_alike).saturating_sub(1);
        }
        // What follows a cell, up to the next, is in it.
        let n = part.len() as u64;
        sum.text = sum.text.saturating_add(n.saturating_mul(alike));
    }
    sum.cells = sum.cells.saturating_add(most);
    sum
}

fn contains(tag: &[u8], word: &[u8]) -> bool {
    tag.windows(word.len()).any(|window| window == word)
}

/// The number in quotation marks after a word; 1 where there is none.
fn number_after(tag: &[u8], word: &[u8]) -> u64 {
    let at = tag.windows(word.len()).position(|window| window == word);
    let Some(at) = at else { return 1 };
    let digits = tag[at + word.len()..].iter().skip(1);
    let digits: Vec<u8> = digits
        .copied()
        .take_while(u8::is_ascii_digit)
        .take(10)
        .collect();
    std::str::from_utf8(&digits)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_as_large_as_what_lies_before_its_last_value() {
        let sheet = |rows: &str| {
            laid_out(format!("<table:table table:name=\"a\">{rows}</table:table>").as_bytes()).cells
        };
        let empty = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
        let value = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
        let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
        assert_eq!(sheet(&row(value)), 1);
        assert_eq!(sheet(&row(&format!("{value}{value}{empty}"))), 2);
        assert_eq!(sheet(&row(&format!("{empty}{value}"))), 16_385);
        let many = "<table:table-row table:number-rows-repeated=\"1000000\">";
        assert_eq!(
            sheet(&format!("{}{many}{empty}</table:table-row>", row(value))),
            1
        );
        assert_eq!(
            sheet(&format!("{many}{value}{value}</table:table-row>")),
            2_000_000
        );
    }

    #[test]
    fn a_text_that_stands_for_many_is_counted_as_many() {
        let cell = "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"1000\"><text:p>ten bytes.</text:p></table:table-cell>";
        let row = "<table:table-row table:number-rows-repeated=\"50\">";
        let once = laid_out(b"<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell></table:table-row>");
        assert_eq!(once.text, 0);
        let many = laid_out(format!("{row}{cell}</table:table-row>").as_bytes());
        assert!(many.text > 10 * 50 * 999, "{many:?}");
        let two = "<table:table table:name=\"a\"><table:table-row><table:table-cell office:value=\"1\"/></table:table-row></table:table>";
        assert_eq!(laid_out(two.repeat(2).as_bytes()).cells, 2);
    }
}
