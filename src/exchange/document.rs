//! A report, written: as a web page, a PDF, a Word file, a workbook, or tables of text.
//!
//! Each writer prints the same value ([`crate::domain::document::Document`]) and nothing else, so the same figure stands
//! in all of them. How a figure reads in print is decided once, in [`words`].
//!
//! | writer | gives |
//! |---|---|
//! | [`html()`] | one page with its style and drawings inside, that fetches nothing and runs nothing |
//! | [`guide()`] | a page of the program's guide so, with its pictures in a folder beside it |
//! | [`pdf::pdf`] | pages, tagged, with their text in reading order |
//! | [`docx()`] | a file for Word: headings, lists and tables are the program's own, so it can be edited |
//! | [`xlsx()`] | a workbook: a sheet of notes, then a sheet a table, numbers as numbers |
//! | [`csv()`] | one table, for other programs |
//! | [`tables()`] | every table so, in one package with a list of what each is |
//!
//! Edges: the same document gives the same bytes, whenever and wherever it is written.

mod docx;
mod html;
pub mod pdf;
mod separated;
#[cfg(test)]
mod specimen;
pub mod words;
mod xlsx;

use crate::exchange::png::PictureError;

pub use docx::docx;
pub use html::{guide, html};
pub use separated::{csv, tables};
pub use xlsx::xlsx;

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A drawing could not be turned into pixels.
    #[error(
        "The drawing “{title}” cannot go into the Word file: {cause}. Write the report as a web page instead."
    )]
    Picture {
        /// The drawing's title.
        title: String,
        /// What was wrong with it.
        cause: PictureError,
    },
    /// The parts of a Word file, or the tables, could not be packed into one.
    #[error("The file cannot be packed: {0}. Write the report as a web page instead.")]
    Packing(#[from] zip::result::ZipError),
    /// A sheet cannot hold what the table says.
    #[error(
        "The workbook cannot hold the sheet “{sheet}”: {}. Write the report as a web page, or the table as CSV.",
        .cause.to_string().trim_end_matches('.')
    )]
    Sheet {
        /// The sheet.
        sheet: String,
        /// What the workbook refuses.
        cause: rust_xlsxwriter::XlsxError,
    },
}

impl From<std::io::Error> for DocumentError {
    fn from(cause: std::io::Error) -> Self {
        Self::Packing(cause.into())
    }
}
