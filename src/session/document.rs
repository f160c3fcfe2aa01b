//! A document as bytes, in the format that an officer asks for.
//!
//! The window and the command line make the same files: the format is said by the file's ending, and the typefaces are
//! the program's own, so that a paper looks the same on every machine.

use std::path::Path;

use crate::domain::document::Document;
use crate::exchange::document as writers;
pub use crate::exchange::document::csv;
use crate::exchange::document::pdf::{Fonts, pdf};
pub use crate::exchange::document::words::{printed, under, warning};
use crate::session::typeface;

/// A format that documents are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One page for a browser, charts inside.
    Html,
    /// Pages, tagged for screen readers.
    Pdf,
    /// For Word, where committee papers are edited.
    Docx,
    /// For spreadsheets: one sheet a table.
    Xlsx,
    /// For other programs: a package with each table as comma-separated text, and a list that says what each is.
    Tables,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Docx, Self::Html, Self::Xlsx, Self::Tables];

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Tables => "zip",
        }
    }

    /// What it is called on a button.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "Web page",
            Self::Pdf => "PDF",
            Self::Docx => "Word",
            Self::Xlsx => "Workbook",
            Self::Tables => "Tables as CSV",
        }
    }

    /// The format that a file's ending says; none for an ending that is no format.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let ending = if ending == "htm" {
            "html".into()
        } else {
            ending
        };
        Self::ALL.into_iter().find(|held| held.ending() == ending)
    }
}

/// The typefaces of a PDF; the others are asked in turn for a letter that the first two do not have.
const FONTS: Fonts<'static> = Fonts {
    regular: typeface::REGULAR,
    strong: typeface::SEMIBOLD,
    others: &[typeface::SIGNS, typeface::ARABIC, typeface::HEBREW],
};

/// A document as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// Letters that the typefaces do not have: their place is marked on the page, and they are still found and read out.
    pub missing: Vec<char>,
}

/// Writes a document.
///
/// # Errors
/// In words, what kept it from being written.
pub fn write(document: &Document, format: Format) -> Result<Written, String> {
    let plain = |bytes: Vec<u8>| Written {
        bytes,
        missing: Vec::new(),
    };
    match format {
        Format::Html => Ok(plain(writers::html(document).into_bytes())),
        Format::Docx => {
            let bytes =
                writers::docx(document, &typeface::FAMILY).map_err(|error| error.to_string())?;
            Ok(plain(bytes))
        }
        Format::Xlsx => {
            let bytes = writers::xlsx(document).map_err(|error| error.to_string())?;
            Ok(plain(bytes))
        }
        Format::Tables => {
            let bytes = writers::tables(document).map_err(|error| error.to_string())?;
            Ok(plain(bytes))
        }
        Format::Pdf => {
            let printed = pdf(document, &FONTS).map_err(|error| error.to_string())?;
            Ok(Written {
                bytes: printed.bytes,
                missing: printed.missing,
            })
        }
    }
}

/// A document's name as that of a file: `Grant report, Leicester.pdf`, without what a file's name cannot hold.
#[must_use]
pub fn file_name(document: &Document, format: Format) -> String {
    let mut name = document.kind.clone();
    if !document.standing.authority.is_empty() {
        name = format!("{name}, {}", document.standing.authority);
    }
    let held = name.chars().map(|letter| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    });
    let held: String = held.take(120).collect();
    let words: Vec<&str> = held.split_whitespace().collect();
    format!("{}.{}", words.join(" "), format.ending())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Standing;

    #[test]
    fn the_ending_says_the_format() {
        #[track_caller]
        fn check(name: &str, want: Option<Format>) {
            assert_eq!(Format::of(Path::new(name)), want, "{name}");
        }
        check("a.pdf", Some(Format::Pdf));
        check("folder.docx/a.HTML", Some(Format::Html));
        check("a.htm", Some(Format::Html));
        check("a.xlsx", Some(Format::Xlsx));
        check("a.zip", Some(Format::Tables));
        check("a.doc", None);
        check("a", None);
    }

    #[test]
    fn a_files_name_holds_nothing_that_a_file_cannot() {
        let document = Document {
            kind: "Grant report".into(),
            standing: Standing {
                authority: "A/B: \"<C>\" ".into(),
                ..Standing::default()
            },
            ..Document::default()
        };
        assert_eq!(file_name(&document, Format::Pdf), "Grant report, A B C.pdf");
    }
}
