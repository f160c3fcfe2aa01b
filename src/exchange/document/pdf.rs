//! A report as a PDF: pages for a committee that a screen reader can follow as well.
//!
//! Councils must publish papers that everybody can read. So the file is tagged to PDF/UA-1 (ISO 14289-1): headings,
//! lists, tables with their head cells and drawings with their words are marked as what they are, in reading order, and
//! what is only on the page (page numbers, rules, repeated table heads) is marked as that. The library that writes the
//! bytes checks this, and a file that fails is not given out.
//!
//! The work goes one way: a document becomes `strip`s (a line of a paragraph, a row of a table), `flow` puts the
//! strips on pages, `draw` writes the pages and ties each mark on them to the tree in `tags`.
//!
//! Edges: a letter that no typeface has is printed as □, kept as itself in the text beneath, and told to the caller.
//! A word longer than its line is broken; a row taller than a page goes on overleaf; a table with more columns than a
//! page can hold is continued under its head column. The file has no clock in it: the same document gives the same bytes.

mod block;
mod cell;
mod draw;
mod face;
mod flow;
mod front;
mod lines;
mod look;
mod pen;
mod picture;
mod setter;
mod strip;
mod table;
mod tags;
mod text;
mod widths;

use crate::domain::document::Document;
use setter::Setter;

/// The typefaces a document is lettered in: the contents of TTF or OTF files.
#[derive(Clone, Copy, Debug)]
pub struct Fonts<'a> {
    /// For running text. Its ten digits should be of one width, or columns of figures do not line up.
    pub regular: &'a [u8],
    /// For headings and strong words.
    pub strong: &'a [u8],
    /// Asked in turn for a letter that the first two lack. One of them should have □.
    pub others: &'a [&'a [u8]],
}

/// A document in print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Letters that no typeface has and that stand as □ on the page, each once, in the order of their code points.
    pub missing: Vec<char>,
}

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A typeface could not be read.
    #[error(
        "the typeface no. {0} that the PDF is lettered in could not be read; \
         the program's files are damaged: install it again, or choose HTML or DOCX"
    )]
    Typeface(usize),
    /// A chart could not be drawn.
    #[error("the chart “{title}” could not be drawn: {why}; leave it out, or choose HTML or DOCX")]
    Chart {
        /// Its title.
        title: String,
        /// What the reader of its picture said.
        why: String,
    },
    /// The file could not be written, or is not as PDF/UA-1 asks.
    #[error("the PDF could not be made: {0}; choose HTML or DOCX, and report this as a fault")]
    Writing(String),
}

/// The document as a tagged PDF, A4, upright but for wide tables.
///
/// # Errors
/// When a typeface or a chart cannot be read, or the file fails the check of PDF/UA-1.
pub fn pdf(document: &Document, fonts: &Fonts<'_>) -> Result<Printed, PdfError> {
    let mut setter = Setter::new(fonts, document.manner)?;
    front::set(&mut setter, document);
    block::set_all(&mut setter, &document.blocks)?;
    let pages = flow::pages(&setter.strips, &setter.heads);
    let bytes = draw::write(&mut setter, document, &pages)?;
    Ok(Printed {
        bytes,
        pages: pages.len(),
        missing: setter.faces.missing(),
    })
}

#[cfg(test)]
mod specimen;
#[cfg(test)]
mod tests;
