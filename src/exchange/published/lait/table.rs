//! A comma-separated file read row by row, each row with the line it begins on, and never more than a row in memory.
//!
//! The file may be hundreds of megabytes and comes from outside: it may be cut short, packed so that it swells a
//! thousandfold, or hold a quotation mark that is never closed, after which everything is one cell. So a row has a
//! greatest length, and what is unpacked has a greatest size.
//!
//! Edges: gzip is known by its first two bytes. Blank lines are passed over and counted as lines.

use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

use csv::ByteRecord;

use crate::domain::problem::Problem;
use crate::exchange::published::lait::fault::At;
use crate::exchange::published::text::guard::{ROW, Refusal, refusal_of};
use crate::exchange::published::text::open;

/// Rows of a comma-separated file.
pub(in crate::exchange::published) struct Table<'a> {
    reader: csv::Reader<Box<dyn Read + 'a>>,
    name: &'a str,
    counts: Rc<Counts>,
}

/// What has gone by, in bytes.
#[derive(Default)]
struct Counts {
    source: Cell<u64>,
    since_row: Cell<u64>,
}

impl<'a> Table<'a> {
    /// A file of this name; `source` may be gzip.
    ///
    /// # Errors
    /// When it cannot be read, is empty, or is plainly something else.
    pub(in crate::exchange::published) fn open(
        source: impl Read + 'a,
        name: &'a str,
    ) -> Result<Self, Problem> {
        let counts = Rc::new(Counts::default());
        let counted = Counted {
            inner: source,
            counts: Rc::clone(&counts),
        };
        // What parts the cells is for the heading to say: a file of these kinds has commas, or is another file.
        let (text, _) = open::open(name, Box::new(counted))?;
        let guarded: Box<dyn Read + 'a> = Box::new(Guarded {
            inner: text,
            counts: Rc::clone(&counts),
        });
        // Rows end with the line feed alone, so that the count of lines stands where the next row begins; the carriage
        // return before it is taken off below.
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .buffer_capacity(1 << 17)
            .from_reader(guarded);
        Ok(Self {
            reader,
            name,
            counts,
        })
    }

    /// Reads the next row into `row` and says on which line it begins; none at the end.
    ///
    /// # Errors
    /// When the file is damaged, or the row has no end.
    pub(in crate::exchange::published) fn next(
        &mut self,
        row: &mut ByteRecord,
    ) -> Result<Option<u64>, Problem> {
        loop {
            let before = self.reader.position().line();
            match self.reader.read_byte_record(row) {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(error) => return Err(self.broken(before, &error)),
            }
            self.counts.since_row.set(0);
            if row.len() == 1 && row[0].trim_ascii().is_empty() {
                continue;
            }
            let after = self.reader.position().line();
            if after == before + 1 {
                return Ok(Some(before));
            }
            // Lines within cells, and blank lines before the row.
            let within = row.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
            return Ok(Some(after.saturating_sub(within + 1).max(before)));
        }
    }

    /// Bytes of the source that have been read.
    pub(in crate::exchange::published) fn bytes(&self) -> u64 {
        self.counts.source.get()
    }

    fn broken(&self, line: u64, error: &csv::Error) -> Problem {
        let at = At::line(self.name, line);
        let refusal = match error.kind() {
            csv::ErrorKind::Io(error) => refusal_of(error),
            _ => None,
        };
        if let Some(refusal) = refusal {
            let (what, why, remedy) = refusal.words();
            let kind = match refusal {
                Refusal::EndlessRow => "row-without-end",
                Refusal::NotText | Refusal::Bomb => "unreadable-file",
            };
            return at.fault(kind, what, why, remedy);
        }
        damaged(at, error)
    }
}

fn damaged(at: At<'_>, error: &dyn std::fmt::Display) -> Problem {
    at.fault(
        "unreadable-file",
        format!("reading stopped: {error}"),
        "The file is damaged or was cut short.",
        "Fetch it again from where it is published.",
    )
}

/// A cell without the carriage return of its line.
pub(in crate::exchange::published) fn bare(cell: &[u8]) -> &[u8] {
    cell.trim_ascii()
}

/// A cell as text: UTF-8, and where it is not that, what Excel saves as plain CSV (Windows-1252).
pub(in crate::exchange::published) fn text(cell: &[u8]) -> String {
    match std::str::from_utf8(cell) {
        Ok(text) => text.trim().to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(cell).0.trim().to_owned(),
    }
}

/// Counts what is read of the source.
struct Counted<R> {
    inner: R,
    counts: Rc<Counts>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(into)?;
        self.counts.source.set(self.counts.source.get() + n as u64);
        Ok(n)
    }
}

/// Refuses to go on in a row that does not end. It counts bytes and nothing else: [`Guard`](crate::exchange::published::text::guard::Guard), which
/// follows the lines too, would look at each of the forty million bytes once more.
struct Guarded<'a> {
    inner: Box<dyn Read + 'a>,
    counts: Rc<Counts>,
}

impl Read for Guarded<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.counts.since_row.get() > ROW {
            return Err(Refusal::EndlessRow.into());
        }
        let n = self.inner.read(into)?;
        let since_row = self.counts.since_row.get() + n as u64;
        self.counts.since_row.set(since_row);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[(u64, &str)]) {
        let mut table = Table::open(text.as_bytes(), "a.csv").expect("opens");
        let mut row = ByteRecord::new();
        let mut found = Vec::new();
        while let Some(line) = table.next(&mut row).expect("reads") {
            let first = row.iter().map(bare).map(super::text).collect::<Vec<_>>();
            found.push((line, first.join("|")));
        }
        let found: Vec<(u64, &str)> = found.iter().map(|(n, row)| (*n, row.as_str())).collect();
        assert_eq!(found, want, "{text:?}");
    }

    #[test]
    fn each_row_has_the_line_it_begins_on() {
        check("a,b\n1,2\n3,4\n", &[(1, "a|b"), (2, "1|2"), (3, "3|4")]);
        check("a,b\r\n1,2\r\n3,4", &[(1, "a|b"), (2, "1|2"), (3, "3|4")]);
        check(
            "a,b\r\n\r\n1,2\r\n \n3,4\n",
            &[(1, "a|b"), (3, "1|2"), (5, "3|4")],
        );
        check("a\n\n\nb,c\n", &[(1, "a"), (4, "b|c")]);
        check(
            "a,b\n\"1\n2\",\"3\"\r\n4,5\n",
            &[(1, "a|b"), (2, "1\n2|3"), (4, "4|5")],
        );
    }

    #[test]
    fn a_packed_file_is_unpacked_and_a_cut_one_refused() {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(b"a,b\n1,2\n").unwrap();
        let packed = packer.finish().unwrap();
        let read = |bytes: &[u8]| {
            let mut table = Table::open(bytes, "a.csv.gz")?;
            let mut row = ByteRecord::new();
            let mut n = 0;
            while table.next(&mut row)?.is_some() {
                n += 1;
            }
            assert_eq!(table.bytes(), bytes.len() as u64);
            Ok::<_, Problem>(n)
        };
        assert_eq!(read(&packed), Ok(2));
        for cut in [2, 12, packed.len() - 1] {
            let error = read(&packed[..cut]).unwrap_err();
            assert_eq!(error.kind, "unreadable-file", "{cut}");
        }
    }

    #[test]
    fn a_row_without_end_is_refused_without_reading_it() {
        let endless = std::io::repeat(b'x').take(2 << 30);
        let source = "a,b\n1,\"".as_bytes().chain(endless);
        let mut table = Table::open(source, "a.csv").unwrap();
        let mut row = ByteRecord::new();
        assert_eq!(table.next(&mut row).unwrap(), Some(1));
        let error = table.next(&mut row).unwrap_err();
        assert_eq!(
            (error.kind, error.location.as_str()),
            ("row-without-end", "a.csv, line 2")
        );
        assert!(table.bytes() < 2 * ROW, "{}", table.bytes());
    }

    #[test]
    fn text_of_two_bytes_a_letter_is_read() {
        let bytes: Vec<u8> = std::iter::once(0xfeff)
            .chain("a,b\n1,2\n".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let mut table = Table::open(&bytes[..], "a.csv").unwrap();
        let mut row = ByteRecord::new();
        assert_eq!(table.next(&mut row).unwrap(), Some(1));
        assert_eq!(table.next(&mut row).unwrap(), Some(2));
        assert_eq!(&row[1], b"2");
        assert_eq!(table.next(&mut row).unwrap(), None);
    }

    #[test]
    fn another_sort_of_file_is_named() {
        for (bytes, what) in [
            (&b""[..], "an empty file"),
            (b"PK\x03\x04", "a workbook (.xlsx) or a zip"),
            (
                b"<!DOCTYPE html>",
                "this is a web page saved under the name of a table",
            ),
            (b"\xd0\xcf\x11\xe0", "an older workbook (.xls)"),
        ] {
            let error = Table::open(bytes, "a").err().unwrap();
            assert_eq!(error.what, what);
        }
    }
}
