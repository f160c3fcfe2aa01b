//! A rectangle of cells, and the same as text between this program and a spreadsheet.
//!
//! Spreadsheets put a block on the clipboard as lines of cells parted by tabs. A cell that itself has a tab, a line break or
//! a quotation mark stands in quotation marks, with those inside it doubled.

use std::ops::RangeInclusive;

/// A cell's place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub col: usize,
}

/// A rectangle of cells, its edges included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The first cell: least row and column.
    pub first: At,
    /// The last cell: greatest row and column.
    pub last: At,
}

impl Block {
    /// The block that has these two cells as opposite corners.
    pub fn between(a: At, b: At) -> Self {
        Self {
            first: At {
                row: a.row.min(b.row),
                col: a.col.min(b.col),
            },
            last: At {
                row: a.row.max(b.row),
                col: a.col.max(b.col),
            },
        }
    }

    /// Its rows.
    pub fn rows(&self) -> RangeInclusive<usize> {
        self.first.row..=self.last.row
    }

    /// Its columns.
    pub fn columns(&self) -> RangeInclusive<usize> {
        self.first.col..=self.last.col
    }

    /// Whether a cell is in it.
    pub fn contains(&self, at: At) -> bool {
        self.rows().contains(&at.row) && self.columns().contains(&at.col)
    }

    /// Whether it is one cell.
    pub fn is_single(&self) -> bool {
        self.first == self.last
    }

    /// The block as a spreadsheet takes it.
    pub fn to_text(&self, cell: impl Fn(usize, usize) -> String) -> String {
        let line = |row| {
            let cells: Vec<String> = self.columns().map(|col| quoted(&cell(row, col))).collect();
            cells.join("\t")
        };
        self.rows().map(line).collect::<Vec<_>>().join("\n")
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The rows of cells in what a spreadsheet put on the clipboard. A line break at the end does not start another row.
pub fn from_text(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut rest = text;
    loop {
        let (cell, after) = first_cell(rest);
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
        let mut letters = after.chars();
        match letters.next() {
            Some('\t') => rest = letters.as_str(),
            Some(_) if letters.as_str().is_empty() => break,
            Some(_) => {
                rest = letters.as_str();
                rows.push(Vec::new());
            }
            None => break,
        }
    }
    rows
}

/// The first cell, and what follows it from its tab or line break on. "\r\n" counts as its "\n".
fn first_cell(text: &str) -> (String, &str) {
    let quoted = text.strip_prefix('"').and_then(|inside| {
        let end = closing_quote(inside)?;
        let after = &inside[end + 1..];
        let after = after.strip_prefix("\r\n").map_or(after, |_| &after[1..]);
        // A quotation mark that is only part of a cell's words is not a frame around it.
        let framed = after.is_empty() || after.starts_with(['\t', '\n', '\r']);
        framed.then(|| (inside[..end].replace("\"\"", "\""), after))
    });
    quoted.unwrap_or_else(|| {
        let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
        let after = &text[end..];
        let after = after.strip_prefix("\r\n").map_or(after, |_| &after[1..]);
        (text[..end].to_owned(), after)
    })
}

/// Where the quotation mark is that ends a framed cell: the first that is not doubled.
fn closing_quote(inside: &str) -> Option<usize> {
    let mut letters = inside.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '"' && letters.next_if(|(_, next)| *next == '"').is_none() {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, want: &[&[&str]]) {
        assert_eq!(from_text(text), want, "{text:?}");
    }

    #[test]
    fn blocks_come_in_as_spreadsheets_write_them() {
        check("7", &[&["7"]]);
        check("1\t2\n3\t4", &[&["1", "2"], &["3", "4"]]);
        check("1\t2\r\n3\t4\r\n", &[&["1", "2"], &["3", "4"]]);
        check("1\n\n3\n", &[&["1"], &[""], &["3"]]);
        check("\t2", &[&["", "2"]]);
        check("", &[&[""]]);
        check("\"a\nb\"\tc\n", &[&["a\nb", "c"]]);
        check("\"say \"\"yes\"\"\"\r\nno", &[&["say \"yes\""], &["no"]]);
        check("\"half\" a word\tx", &[&["\"half\" a word", "x"]]);
        check("\"never closed\t1", &[&["\"never closed", "1"]]);
    }

    proptest! {
        #[test]
        fn a_block_survives_the_clipboard(
            cells in proptest::collection::vec(proptest::collection::vec("[a-z£ \"\t\n]{0,6}", 3), 1..5)
        ) {
            let block = Block::between(At { row: cells.len() - 1, col: 2 }, At::default());
            // The last cell has a letter, for a block that ends in a line break cannot be told from one that does not.
            let mut cells = cells;
            cells.last_mut().unwrap()[2].push('x');
            let text = block.to_text(|row, col| cells[row][col].clone());
            prop_assert_eq!(from_text(&text), cells);
        }
    }

    #[test]
    fn a_block_has_its_edges() {
        let block = Block::between(At { row: 4, col: 1 }, At { row: 2, col: 3 });
        assert_eq!((block.rows(), block.columns()), (2..=4, 1..=3));
        assert!(block.contains(At { row: 4, col: 3 }));
        assert!(!block.contains(At { row: 5, col: 3 }));
        assert!(!block.is_single());
    }
}
