//! A fault in a file, said with its name, line and column.
//!
//! Whoever mends a file looks for the place first, so every message about a file begins with it.
//!
//! Edges: lines and columns are counted from 1, the heading being line 1, as a spreadsheet shows them.

use crate::domain::problem::{Place, Problem};

/// Where in a file.
#[derive(Clone, Copy, Debug)]
pub(in crate::exchange::published) struct At<'a> {
    /// The file's name.
    pub name: &'a str,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The column, from 1.
    pub column: Option<usize>,
}

impl<'a> At<'a> {
    /// The file as a whole.
    pub(in crate::exchange::published) fn file(name: &'a str) -> Self {
        Self {
            name,
            line: None,
            column: None,
        }
    }

    /// A line of it.
    pub(in crate::exchange::published) fn line(name: &'a str, line: u64) -> Self {
        Self {
            name,
            line: Some(line),
            column: None,
        }
    }

    /// A cell of it; `index` counts from 0.
    pub(in crate::exchange::published) fn cell(name: &'a str, line: u64, index: usize) -> Self {
        Self {
            name,
            line: Some(line),
            column: Some(index + 1),
        }
    }

    /// An error there: what it says, why that cannot be taken, what to do.
    pub(in crate::exchange::published) fn fault(
        self,
        kind: &'static str,
        what: impl Into<String>,
        why: &str,
        remedy: &str,
    ) -> Problem {
        let location = match (self.line, self.column) {
            (Some(line), Some(column)) => format!("{}, line {line}, column {column}", self.name),
            (Some(line), None) => format!("{}, line {line}", self.name),
            _ => self.name.to_owned(),
        };
        let column = self.column.map(|column| column as u64);
        let place = Place::File(self.name.to_owned(), self.line, column);
        Problem::refusal(kind, place, location, what, why, remedy)
    }
}

/// Text for a message: on one line, and no longer than a reader needs.
pub(in crate::exchange::published) fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(30).collect();
    let line = words.join(" ");
    if line.chars().count() <= 60 {
        return line;
    }
    line.chars().take(59).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_where() {
        let at = At::cell("a.csv", 7, 2).fault("figure", "“x”", "Why.", "Do.");
        assert_eq!(at.to_string(), "a.csv, line 7, column 3: “x”. Why. Do.");
        assert_eq!(at.place, Place::File("a.csv".into(), Some(7), Some(3)));
        let file = At::file("a.csv").fault("figure", "x", "Why.", "Do.");
        assert_eq!(file.location, "a.csv");
    }

    #[test]
    fn what_is_shown_fits_a_line() {
        assert_eq!(shown(" a\n b\t"), "a b");
        assert_eq!(shown(&"x".repeat(1000)).chars().count(), 60);
    }
}
