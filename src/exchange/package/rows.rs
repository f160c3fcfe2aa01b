//! The rows of one table of a package, written and read one at a time, with the hash of its file.

use std::io::{Read, Write};

use sha2::{Digest, Sha256};

use crate::domain::package::{Cell, Shape, file_of};
use crate::domain::problem::{Place, Problem};
use crate::exchange::package::cell;

/// The longest cell that is read, in bytes. A snapshot of the largest plan is a tenth of it.
const LONGEST: usize = 256 << 20;
/// The longest row, in bytes.
const LONGEST_ROW: u64 = 320 << 20;

/// What was written or read: rows without the heading, bytes, and the hash of the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Rows.
    pub n_rows: u64,
    /// Bytes.
    pub n_bytes: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Passes bytes on and counts and hashes them.
#[derive(Debug)]
struct Hashed<T> {
    inner: T,
    hash: Sha256,
    n_bytes: u64,
    /// Bytes since the last row that was read.
    since_row: u64,
}

impl<T> Hashed<T> {
    fn new(inner: T) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
            n_bytes: 0,
            since_row: 0,
        }
    }

    fn note(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.n_bytes += bytes.len() as u64;
    }

    fn counted(self, n_rows: u64) -> Counted {
        let hash = self.hash.finalize();
        Counted {
            n_rows,
            n_bytes: self.n_bytes,
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.note(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.since_row > LONGEST_ROW {
            return Err(std::io::Error::other(
                "a row longer than 320 MB: is a quotation mark not closed?",
            ));
        }
        let n = self.inner.read(into)?;
        self.note(&into[..n]);
        self.since_row += n as u64;
        Ok(n)
    }
}

/// Writes a table.
pub struct Writer<'s, W: Write> {
    shape: &'s Shape,
    csv: csv::Writer<Hashed<W>>,
    n_rows: u64,
}

impl<W: Write> std::fmt::Debug for Writer<'_, W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Writer of {}, row {}", self.shape.name, self.n_rows)
    }
}

impl<'s, W: Write> Writer<'s, W> {
    /// Writes the heading.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(shape: &'s Shape, out: W) -> std::io::Result<Self> {
        let mut csv = csv::Writer::from_writer(Hashed::new(out));
        csv.write_record(shape.columns.iter().map(|column| &column.name))
            .map_err(std::io::Error::from)?;
        Ok(Self {
            shape,
            csv,
            n_rows: 0,
        })
    }

    /// Writes a row: one cell a column.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> std::io::Result<()> {
        for (column, held) in self.shape.columns.iter().zip(cells) {
            self.csv.write_field(cell::text(column, *held).as_bytes())?;
        }
        self.csv.write_record(None::<&[u8]>)?;
        self.n_rows += 1;
        Ok(())
    }

    /// Ends the table and says what it came to.
    ///
    /// # Errors
    /// When the last bytes cannot be written.
    pub fn end(self) -> std::io::Result<(W, Counted)> {
        let n_rows = self.n_rows;
        let mut out = self
            .csv
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        out.flush()?;
        let Hashed {
            inner,
            hash,
            n_bytes,
            since_row,
        } = out;
        let counted = Hashed {
            inner: (),
            hash,
            n_bytes,
            since_row,
        };
        Ok((inner, counted.counted(n_rows)))
    }
}

/// Reads a table.
pub struct Reader<'s, R: Read> {
    shape: &'s Shape,
    csv: csv::Reader<Hashed<R>>,
    record: csv::StringRecord,
    n_rows: u64,
}

impl<R: Read> std::fmt::Debug for Reader<'_, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reader of {}, row {}", self.shape.name, self.n_rows)
    }
}

impl<'s, R: Read> Reader<'s, R> {
    /// Reads the heading, which must be the table's own.
    ///
    /// # Errors
    /// The first column that is not as it should be, with its place.
    pub fn new(shape: &'s Shape, from: R) -> Result<Self, Box<Problem>> {
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(Hashed::new(from));
        let mut reader = Self {
            shape,
            csv,
            record: csv::StringRecord::new(),
            n_rows: 0,
        };
        if !reader.advance()? {
            return Err(reader.fault(
                None,
                "The file is empty".into(),
                "Its first line must name its columns.",
                AGAIN,
            ));
        }
        reader.heading()?;
        Ok(reader)
    }

    fn heading(&self) -> Result<(), Box<Problem>> {
        let found: Vec<&str> = self.record.iter().collect();
        let extra = found
            .iter()
            .position(|name| self.shape.place(name).is_none());
        if let Some(at) = extra {
            return Err(self.fault(
                Some(at),
                format!("“{}”", found[at]),
                "The table has no column of that name.",
                "Take the column out, or take the package from the plan again.",
            ));
        }
        for (at, column) in self.shape.columns.iter().enumerate() {
            if found.get(at) != Some(&column.name.as_str()) {
                return Err(self.fault(
                    Some(at),
                    format!("“{}” is not where it belongs", column.name),
                    "The table’s columns must all be there, in their order.",
                    AGAIN,
                ));
            }
        }
        if found.len() > self.shape.columns.len() {
            return Err(self.fault(
                Some(self.shape.columns.len()),
                format!("“{}” once more", found[self.shape.columns.len()]),
                "Each column may be there once.",
                AGAIN,
            ));
        }
        Ok(())
    }

    /// Gives every row to `take`, with the line on which it begins, and ends with what the file came to.
    ///
    /// # Errors
    /// The first row that cannot be read, with its line and column, or what `take` said of one.
    pub fn rows<E: From<Box<Problem>>>(
        mut self,
        mut take: impl FnMut(u64, &[Cell<'_>]) -> Result<(), E>,
    ) -> Result<Counted, E> {
        while self.advance()? {
            self.n_rows += 1;
            if self.record.len() != self.shape.columns.len() {
                return Err(E::from(self.fault(
                    None,
                    format!(
                        "{} cells where there are {} columns",
                        self.record.len(),
                        self.shape.columns.len()
                    ),
                    "Each row has a cell for each column.",
                    "Look for a comma or a quotation mark too many or too few.",
                )));
            }
            let mut bytes = vec![Vec::new(); self.record.len()];
            let mut cells = Vec::with_capacity(self.record.len());
            let columns = self.shape.columns.iter().zip(&self.record).zip(&mut bytes);
            for (at, ((column, text), bytes)) in columns.enumerate() {
                if text.len() > LONGEST {
                    return Err(E::from(self.fault(
                        Some(at),
                        format!("{} bytes in one cell", text.len()),
                        "No plan has a cell of that length.",
                        AGAIN,
                    )));
                }
                cells.push(cell::value(column, text, bytes).map_err(|should_be| {
                    self.fault(
                        Some(at),
                        format!("“{}”", short(text)),
                        &format!("In the column “{}” it must be {should_be}.", column.name),
                        "Put it right; where a spreadsheet has shortened keys, take the package from the plan again.",
                    )
                })?);
            }
            take(self.line(), &cells)?;
        }
        let n_rows = self.n_rows;
        Ok(self.csv.into_inner().counted(n_rows))
    }

    fn advance(&mut self) -> Result<bool, Box<Problem>> {
        let read = self.csv.read_record(&mut self.record);
        self.csv.get_mut().since_row = 0;
        read.map_err(|error| {
            let line = error.position().map(csv::Position::line);
            let why = match error.kind() {
                csv::ErrorKind::Utf8 { .. } => "It is not text in UTF-8.".to_owned(),
                _ => format!("It cannot be read ({error})."),
            };
            Box::new(problem(
                &self.shape.name,
                line,
                None,
                "A row".into(),
                &why,
                AGAIN,
            ))
        })
    }

    fn line(&self) -> u64 {
        self.record.position().map_or(1, csv::Position::line)
    }

    fn fault(&self, column: Option<usize>, what: String, why: &str, remedy: &str) -> Box<Problem> {
        let column = column.map(|at| at as u64 + 1);
        Box::new(problem(
            &self.shape.name,
            Some(self.line()),
            column,
            what,
            why,
            remedy,
        ))
    }
}

/// The way on where a file is not what was exported.
const AGAIN: &str = "Take the package from the plan again.";

/// A problem in a table's file.
pub fn problem(
    table: &str,
    line: Option<u64>,
    column: Option<u64>,
    what: String,
    why: &str,
    remedy: &str,
) -> Problem {
    let file = file_of(table);
    let mut location = file.clone();
    for (word, number) in [("line", line), ("column", column)] {
        if let Some(number) = number {
            location.push_str(&format!(", {word} {number}"));
        }
    }
    Problem::refusal(
        "package",
        Place::File(file, line, column),
        location,
        what,
        why,
        remedy,
    )
}

/// The beginning of a long cell.
fn short(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(59).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::package::{Column, Kind};

    fn shape() -> Shape {
        let column = |name: &str, kind, may_be_empty| Column {
            name: name.into(),
            kind,
            may_be_empty,
        };
        Shape {
            name: "risk".into(),
            columns: vec![
                column("id", Kind::Whole, false),
                column("title", Kind::Text, false),
                column("value", Kind::Real, true),
            ],
            keys: vec!["id".into()],
            references: Vec::new(),
        }
    }

    fn read(bytes: &[u8]) -> Result<(Vec<String>, Counted), String> {
        let shape = shape();
        let mut rows = Vec::new();
        let said = |problem: Box<Problem>| problem.to_string();
        let counted = Reader::new(&shape, bytes)
            .map_err(said)?
            .rows(|line, cells| {
                rows.push(format!("{line} {cells:?}"));
                Ok::<(), Box<Problem>>(())
            })
            .map_err(said)?;
        Ok((rows, counted))
    }

    #[test]
    fn rows_come_back_as_they_were_written() {
        let shape = shape();
        let mut writer = Writer::new(&shape, Vec::new()).unwrap();
        let rows = [
            [
                Cell::Whole(1),
                Cell::Text("=1+1\r\n\"two\", lines"),
                Cell::Real(0.5),
            ],
            [Cell::Whole(-2), Cell::Text(""), Cell::Empty],
        ];
        for row in &rows {
            writer.row(row).unwrap();
        }
        let (bytes, written) = writer.end().unwrap();
        let (found, counted) = read(&bytes).unwrap();
        assert_eq!(
            found,
            [format!("2 {:?}", rows[0]), format!("4 {:?}", rows[1])]
        );
        assert_eq!(counted, written);
        assert_eq!(counted.n_rows, 2);
        assert_eq!(counted.n_bytes, bytes.len() as u64);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        #[track_caller]
        fn check(bytes: &[u8], want: &[&str]) {
            let error = read(bytes).unwrap_err();
            for words in want {
                assert!(error.contains(words), "“{words}” is not in: {error}");
            }
        }
        check(b"", &["risk.csv", "empty"]);
        check(b"id,title\n", &["line 1, column 3", "“value” is not where"]);
        check(b"id,owner,title,value\n", &["line 1, column 2", "“owner”"]);
        check(
            b"title,id,value\n",
            &["line 1, column 1", "“id” is not where"],
        );
        check(
            b"id,title,value,value\n",
            &["line 1, column 4", "once more"],
        );
        check(
            b"id,title,value\n1,a,2\nx,b,2\n",
            &["line 3, column 1", "“x”", "a whole number"],
        );
        check(
            b"id,title,value\n1,a,two\n",
            &["line 2, column 3", "a number"],
        );
        check(
            b"id,title,value\n1,a\n",
            &["line 2", "2 cells where there are 3"],
        );
        check(b"id,title,value\n1,\xFF,2\n", &["line 2", "UTF-8"]);
    }
}
