//! A document as a value: what is printed for a committee, before it is a web page, a PDF, a Word file or a workbook.
//!
//! The same report leaves in four formats, and its figures must be the same figures in each. So a report is first built
//! as the plain parts here (headings, sentences, tables, charts), and every writer in `exchange/document` prints nothing
//! else. What a writer cannot show (a drawing, in a workbook) it gives as the words or the table of the same value.
//!
//! Edges: text is text. A name that looks like markup, a formula or a command stays as it was typed; each writer makes it
//! harmless in its own way. A missing figure is a [`Cell::Missing`] with its mark, never an empty cell or nought.

mod block;
mod cell;
mod check;
mod standing;
mod text;

pub use block::{Block, Item, Picture};
pub use cell::{Cell, Column, Row, RowKind, Table, Tone};
pub use check::faults;
pub use standing::{Standing, Version};
pub use text::{Run, Weight, plain};

/// For whose eyes a document is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Committee papers: 11 point, tables close.
    #[default]
    Paper,
    /// Large type and short lines, for young people and for whoever asks.
    Large,
}

/// A report, ready to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it is called, on its front and in its properties.
    pub title: String,
    /// The line under the title; may be empty.
    pub subtitle: String,
    /// What kind of document it is, for its properties and its notes sheet: `Grant report`.
    pub kind: String,
    /// Whose figures these are, of which day, and under which rules.
    pub standing: Standing,
    /// For whose eyes.
    pub manner: Manner,
    /// What it says, in reading order. Headings begin at level 1 and nest without a gap.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The tables in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// The charts in reading order.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        })
    }

    /// What is noted beside a copy that is kept: `Grant report, working copy`.
    #[must_use]
    pub fn kept_as(&self) -> String {
        format!("{}, {}", self.title, self.standing.version_words())
    }

    /// Adds a heading; `level` from 1.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) -> &mut Self {
        self.blocks.push(Block::Heading {
            level,
            text: text.into(),
        });
        self
    }

    /// Adds a paragraph of plain text.
    pub fn say(&mut self, text: impl Into<String>) -> &mut Self {
        self.blocks.push(Block::Text(plain(text)));
        self
    }

    /// Adds a part.
    pub fn add(&mut self, block: impl Into<Block>) -> &mut Self {
        self.blocks.push(block.into());
        self
    }
}
