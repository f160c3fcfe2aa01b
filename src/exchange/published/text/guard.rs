//! A watch on what is read, so that a file without line ends cannot fill the memory.
//!
//! One quotation mark that is never closed makes the rest of a file one cell, and two gigabytes of one letter are one
//! row. The guard stands between the file and whatever takes it apart: it counts what was read since the last row ended
//! and refuses when that is more than any real row.
//!
//! It also counts lines, as an editor does: the empty ones, and those that end with two bytes, too.
//!
//! Edges: the count is of what was asked of the file, so a few kilobytes of the next row may be in it. A file whose
//! lines end with a carriage return alone is all one line.

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Read};

/// The longest row, in bytes.
pub const ROW: u64 = 4 << 20;

/// Why a guard stopped the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A row longer than [`ROW`].
    EndlessRow,
    /// A byte that no text has.
    NotText,
    /// Something packed that would unpack to more than is taken.
    Bomb,
}

impl Refusal {
    /// What is so, why it is refused and what to do.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::EndlessRow => (
                "a row longer than 4 MB, as where a quotation mark is not closed",
                "No published table has such a row, so the file is not what it seems.",
                "Look at the line for a quotation mark without its fellow, or download the file again.",
            ),
            Self::NotText => (
                "bytes that are not text",
                "A table of text has no NUL in it; this may be a workbook, a picture or a damaged file.",
                "Save it as CSV, or download it again.",
            ),
            Self::Bomb => (
                "a packed file that unpacks to far more than it is",
                "It would fill the memory, as no release does.",
                "Unpack it with your own tools, look at it, and give the table itself.",
            ),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words().0)
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::new(io::ErrorKind::InvalidData, refusal)
    }
}

/// The guard's own refusal, where that is what stopped the reading.
#[must_use]
pub fn refusal_of(error: &io::Error) -> Option<Refusal> {
    error.get_ref()?.downcast_ref::<Refusal>().copied()
}

/// A reader that refuses a row without an end, and bytes that are not text.
#[derive(Debug)]
pub struct Guard<R> {
    inner: R,
    since_row: u64,
    n_read: u64,
    /// Where each line ended that the rows have not come to yet.
    ends: VecDeque<u64>,
    line: u64,
    n_quotes: u64,
}

impl<R: Read> Guard<R> {
    /// Stands before this reader.
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            since_row: 0,
            n_read: 0,
            ends: VecDeque::new(),
            line: 1,
            n_quotes: 0,
        }
    }

    /// How many quotation marks were read.
    pub fn n_quotes(&self) -> u64 {
        self.n_quotes
    }

    /// Says that a row has been read to its end, so many bytes from the beginning; gives the line it ended on.
    pub fn row_ends(&mut self, end: u64) -> u64 {
        self.since_row = 0;
        let mut line = self.line;
        while let Some(&at) = self.ends.front().filter(|&&at| at < end) {
            self.ends.pop_front();
            self.line += 1;
            // A row's own line end is the last byte of it, or comes after it.
            line = if at + 1 == end {
                self.line - 1
            } else {
                self.line
            };
        }
        line
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since_row > ROW {
            return Err(Refusal::EndlessRow.into());
        }
        let n = self.inner.read(buffer)?;
        for (at, &byte) in (self.n_read..).zip(buffer.iter().take(n)) {
            match byte {
                0 => return Err(Refusal::NotText.into()),
                b'\n' => self.ends.push_back(at),
                b'"' => self.n_quotes += 1,
                _ => {}
            }
        }
        self.n_read += n as u64;
        self.since_row += n as u64;
        Ok(n)
    }
}

/// A reader of something packed, that refuses when more than `left` bytes come out of it.
#[derive(Debug)]
pub struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Bounded<R> {
    /// Lets at most `limit` bytes through.
    pub fn new(inner: R, limit: u64) -> Self {
        Self { inner, left: limit }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(n as u64)
            .ok_or(io::Error::from(Refusal::Bomb))?;
        Ok(n)
    }
}
