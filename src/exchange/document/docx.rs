//! A report as a Word file: committee papers are edited by people who were not there when they were made.
//!
//! So everything is Word's own: headings that its navigation lists, lists that go on numbering, tables whose head comes
//! again on every page, a caption style, a language for the spelling checker. Drawings are put in sharp (SVG) with a
//! picture of them for older versions, and with their words for a screen reader.
//!
//! The parts are written from templates (`maud` escapes every text) and packed here. The crate made for such files,
//! docx-rs 0.4.22, was read and left: it writes no repeated table heads, no alternative text, no title, no language and
//! no right-to-left runs, gives every drawing the same number, and adds settings for East Asian layout. To repair its
//! text in six places afterwards would be more to keep than the text itself.
//!
//! Edges: letters that the format forbids become `�`. A table too wide for an upright page lies on pages of its own.
//! Words that read from the right are marked so, run by run. The same document gives the same bytes.

mod body;
mod list;
mod package;
mod picture;
mod prose;
mod styles;
mod table;
mod widths;

use crate::domain::document::{Document, Manner};
use crate::exchange::document::DocumentError;

/// The document as a Word file, its drawings lettered in `fonts` (the contents of TTF or OTF files, the first one
/// first).
///
/// # Errors
/// When a drawing cannot be turned into pixels, or the parts cannot be packed.
pub fn docx(document: &Document, fonts: &[&[u8]]) -> Result<Vec<u8>, DocumentError> {
    let mut parts = Parts::default();
    let body = body::body(document, fonts, &mut parts)?;
    package::pack(document, &body, &parts)
}

/// What the body refers to and the package must hold.
#[derive(Default)]
struct Parts {
    /// Where links lead, in order; a link's name is its place.
    links: Vec<String>,
    /// Drawings as SVG and as PNG, in order.
    pictures: Vec<[Vec<u8>; 2]>,
    /// Lists that number their items, each with its level and its first number; the first list's own number follows that
    /// of the bullets.
    numbered: Vec<(usize, u32)>,
}

/// Sizes that differ between a committee paper and large type, in the format's own measures.
#[derive(Clone, Copy)]
struct Sizes {
    /// The text, in half points.
    text: u32,
    /// The text of a table, in half points.
    table: u32,
    /// Room under a paragraph, in twentieths of a point.
    after: u32,
}

impl Sizes {
    fn of(manner: Manner) -> Self {
        match manner {
            Manner::Paper => Self {
                text: 22,
                table: 18,
                after: 120,
            },
            Manner::Large => Self {
                text: 32,
                table: 28,
                after: 200,
            },
        }
    }
}

#[cfg(test)]
mod tests;
