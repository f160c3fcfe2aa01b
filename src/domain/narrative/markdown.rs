//! Markdown as the parts of a document: paragraphs, lists, headings, tables, links, and live figures among the words.
//!
//! Officers write plain text with a few marks; what they write is printed in four formats, so it becomes the same
//! [`Block`]s that every report is made of. Nothing of it is ever run: a tag is printed as the text that it is, a picture
//! as its words, and a link leads somewhere only if it begins with `https:`, `http:` or `mailto:`.
//!
//! Headings stand under the section that the text belongs to, without a gap; a quotation is set apart as a note; code is
//! printed line by line. Figures in code are not looked up. Figures are put in after the marks are read, so that no name
//! can be taken for a mark.
//!
//! Edges: lists within lists are followed eight deep, and what is deeper is printed with the eighth. A text that uses every
//! private character of Unicode has its figures printed as they were typed.

mod build;
mod table;

use std::cell::RefCell;

use pulldown_cmark::{Options, Parser, TextMergeStream};

use crate::domain::document::{Block, Run};
use crate::domain::live::{Piece, Reference, pieces};
use crate::domain::narrative::markdown::build::Builder;

/// What a text says, under a heading of this level (1 to 6; 0 for none). `caption` heads a table that has no heading over
/// it; `figure` says what is printed for a figure.
#[must_use]
pub fn blocks(
    text: &str,
    level: u8,
    caption: &str,
    figure: &dyn Fn(&Reference) -> Run,
) -> Vec<Block> {
    let marked = Marked::of(text);
    read(&marked, Builder::new(level, caption, &marked, figure))
}

/// What a page of the program's own guide says: as [`blocks`], but a link may lead to another page, figures stay as they
/// were typed, and each line of code is set apart.
#[must_use]
pub fn page(text: &str) -> Vec<Block> {
    let as_typed = |reference: &Reference| Run::new(format!("{{{}}}", reference.written));
    let marked = Marked::of(text);
    read(&marked, Builder::new(0, "", &marked, &as_typed).of_a_page())
}

fn read(marked: &Marked, mut builder: Builder<'_>) -> Vec<Block> {
    let parser = Parser::new_ext(&marked.text, Options::ENABLE_TABLES);
    for event in TextMergeStream::new(parser) {
        builder.take(event);
    }
    builder.finish()
}

/// The figures that a text prints, each once, in order.
#[must_use]
pub fn figures(text: &str) -> Vec<Reference> {
    let found: RefCell<Vec<Reference>> = RefCell::default();
    let note = |reference: &Reference| {
        let mut found = found.borrow_mut();
        if !found.contains(reference) {
            found.push(reference.clone());
        }
        Run::default()
    };
    drop(blocks(text, 0, "", &note));
    found.into_inner()
}

/// A text whose figures are replaced by marks that mean nothing to Markdown: a private character, a number, the character
/// again.
struct Marked {
    text: String,
    mark: Option<char>,
    figures: Vec<Reference>,
}

/// A stretch of a marked text.
enum Stretch<'a> {
    Words(&'a str),
    Figure(&'a Reference),
}

impl Marked {
    fn of(text: &str) -> Self {
        let mark = ('\u{E000}'..='\u{F8FF}').find(|c| !text.contains(*c));
        let Some(private) = mark else {
            return Self {
                text: text.to_owned(),
                mark,
                figures: Vec::new(),
            };
        };
        let (mut marked, mut figures) = (String::with_capacity(text.len()), Vec::new());
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) => marked.push_str(words),
                Piece::Figure(reference) => {
                    marked.push_str(&format!("{private}{}{private}", figures.len()));
                    figures.push(reference);
                }
            }
        }
        Self {
            text: marked,
            mark,
            figures,
        }
    }

    /// Words taken apart at the marks.
    fn stretches<'a>(&'a self, words: &'a str) -> Vec<Stretch<'a>> {
        let Some(mark) = self.mark else {
            return vec![Stretch::Words(words)];
        };
        // Between two marks stands a number, and nothing but the marks holds the character.
        let parts = words.split(mark).enumerate();
        parts
            .filter_map(|(at, part)| match at % 2 {
                0 if part.is_empty() => None,
                0 => Some(Stretch::Words(part)),
                _ => part
                    .parse::<usize>()
                    .ok()
                    .and_then(|n| self.figures.get(n))
                    .map(Stretch::Figure),
            })
            .collect()
    }

    /// Words with the figures as they were typed.
    fn as_typed(&self, words: &str) -> String {
        self.stretches(words)
            .into_iter()
            .map(|stretch| match stretch {
                Stretch::Words(words) => words.to_owned(),
                Stretch::Figure(reference) => format!("{{{}}}", reference.written),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
