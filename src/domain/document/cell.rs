//! Tables in documents: numbers as numbers, and a reason where one is missing.
//!
//! A workbook adds and sorts what it gets, so a number goes to it as a number with its places; a reader of the PDF sees
//! the same places printed. Money is whole pence until the last moment.

use crate::domain::money::Pence;

/// What a cell says beside its words, in a colour that the words repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Good.
    Good,
    /// To be watched.
    Watch,
    /// Bad.
    Bad,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing belongs here.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A name that heads its row.
    Head(String),
    /// A number.
    Number {
        /// The figure, in full.
        value: f64,
        /// Places after the point, as printed.
        decimals: u8,
        /// What follows it in print: `%`, ` (p)`; empty for none.
        suffix: String,
    },
    /// An amount.
    Money {
        /// The amount.
        amount: Pence,
        /// Whether the pence are printed; false only where every amount of the column is whole pounds.
        with_pence: bool,
    },
    /// No figure, and why.
    Missing {
        /// The mark that is printed: `[c]`.
        mark: String,
        /// The reason in words, for the legend.
        reason: String,
    },
    /// A rating: the colour's own word, so that colour is never alone.
    Rating {
        /// The word: `Red`.
        word: String,
        /// Its colour.
        tone: Tone,
    },
    /// A line too small to letter: the figures of a trend, oldest first.
    Spark {
        /// The figures; `None` leaves a gap.
        values: Vec<Option<f64>>,
        /// What it shows, in words.
        words: String,
    },
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A whole number.
    #[must_use]
    pub fn count(n: u64) -> Self {
        Self::Number {
            value: n as f64,
            decimals: 0,
            suffix: String::new(),
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether it holds figures, and is set to the right.
    pub is_figure: bool,
    /// Its share of the width, against the other columns'; 0 as wide as its figures need.
    pub share: u8,
}

impl Column {
    /// A column of words with its share of the width.
    pub fn words(heading: impl Into<String>, share: u8) -> Self {
        Self {
            heading: heading.into(),
            is_figure: false,
            share,
        }
    }

    /// A column of figures, as wide as they need.
    pub fn figures(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            is_figure: true,
            share: 0,
        }
    }
}

/// What a row is among the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// A row like the others.
    #[default]
    Body,
    /// The sum of rows above it.
    Total,
    /// A heading over the rows that follow: its first cell only.
    Heading,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells, as many as the table has columns; a heading row has one.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row like the others.
    #[must_use]
    pub fn body(cells: Vec<Cell>) -> Self {
        Self {
            kind: RowKind::Body,
            cells,
        }
    }

    /// A sum of rows above.
    #[must_use]
    pub fn total(cells: Vec<Cell>) -> Self {
        Self {
            kind: RowKind::Total,
            cells,
        }
    }

    /// A heading over the rows that follow.
    pub fn heading(text: impl Into<String>) -> Self {
        Self {
            kind: RowKind::Heading,
            cells: vec![Cell::Head(text.into())],
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// A short name, for a workbook's sheet: `Allocations`. Writers make it unique and of a length that is allowed.
    pub name: String,
    /// What it shows, printed above it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What must be said under it: bases, reasons, how figures are rounded.
    pub notes: Vec<String>,
}

impl Table {
    /// The marks of missing figures in it and what each means, each once, in the order they appear.
    #[must_use]
    pub fn legend(&self) -> Vec<(&str, &str)> {
        let mut legend: Vec<(&str, &str)> = Vec::new();
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            if let Cell::Missing { mark, reason } = cell
                && !legend.contains(&(mark.as_str(), reason.as_str()))
            {
                legend.push((mark, reason));
            }
        }
        legend
    }
}
