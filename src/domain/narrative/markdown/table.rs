//! A table in a text, as a table of the document.
//!
//! Its cells are words, for what stands in them was typed. A column that is set to the right is one of figures.

use pulldown_cmark::Alignment;

use crate::domain::document::{Cell, Column, Row, Run, Table};

/// A table that is not yet at its end.
pub(super) struct Draft {
    are_figures: Vec<bool>,
    head: Option<Vec<String>>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    notes: Vec<String>,
}

impl Draft {
    pub(super) fn new(alignments: &[Alignment]) -> Self {
        Self {
            are_figures: alignments
                .iter()
                .map(|alignment| *alignment == Alignment::Right)
                .collect(),
            head: None,
            rows: Vec::new(),
            row: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The words of a cell. What is to be said beside a figure is said under the table.
    pub(super) fn cell(&mut self, runs: &[Run]) {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let warned = runs.iter().filter(|run| !run.warning.is_empty());
        let notes = warned.map(|run| format!("{}: {}", run.text, run.warning));
        self.notes.extend(notes);
        self.row.push(text.trim().to_owned());
    }

    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if self.head.is_none() {
            self.head = Some(row);
        } else {
            self.rows.push(row);
        }
    }

    pub(super) fn done(self, caption: &str) -> Table {
        let caption = match caption.trim() {
            "" => "Table",
            caption => caption,
        };
        let head = self.head.unwrap_or_default();
        let width = self.are_figures.len();
        let columns = self
            .are_figures
            .into_iter()
            .enumerate()
            .map(|(at, is_figure)| Column {
                heading: head.get(at).cloned().unwrap_or_default(),
                is_figure,
                share: 1,
            });
        let rows = self.rows.into_iter().map(|cells| {
            let mut cells = cells.into_iter();
            let row = (0..width).map(|_| match cells.next() {
                Some(text) if !text.is_empty() => Cell::Text(text),
                _ => Cell::Empty,
            });
            Row::body(row.collect())
        });
        Table {
            name: caption.chars().take(30).collect(),
            caption: caption.to_owned(),
            columns: columns.collect(),
            rows: rows.collect(),
            notes: self.notes,
        }
    }
}
