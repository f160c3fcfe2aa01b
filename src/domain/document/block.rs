//! The parts of a document: a heading, a paragraph, a list, a table, a drawing.
//!
//! Few kinds, because each must mean the same in four formats and to a screen reader: a heading is a heading in the
//! outline, a table has its head row marked as one, a drawing carries its words.

use crate::domain::chart::Chart;
use crate::domain::document::cell::Table;
use crate::domain::document::text::Run;

/// One part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of the outline.
    Heading {
        /// 1 for a chapter, 2 within it, and so on to 6.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Text(Vec<Run>),
    /// A list.
    List {
        /// The number of its first item, where they are numbered; a list may go on from one before it.
        numbered_from: Option<u32>,
        /// Its items.
        items: Vec<Item>,
    },
    /// What is set apart from the run of the text, and must not be overlooked.
    Note(Vec<Run>),
    /// A table.
    Table(Table),
    /// A drawing.
    Picture(Picture),
    /// Names that sign, each with a line for a signature and one for the date.
    SignOff(Vec<String>),
    /// What follows begins on a new page, where there are pages.
    NewPage,
}

/// One item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Its words.
    pub text: Vec<Run>,
    /// Items under it.
    pub items: Vec<Item>,
    /// The number of the first of those, where they are numbered.
    pub numbered_from: Option<u32>,
}

/// A chart in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The same value as on screen: its title, text alternative and table come with it.
    pub chart: Chart,
    /// Width and height in points, at which its lettering is drawn; a writer may scale both alike.
    pub size: [u32; 2],
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl From<Picture> for Block {
    fn from(picture: Picture) -> Self {
        Self::Picture(picture)
    }
}
