//! Lists of a Word file, numbered by Word itself, so that an item put in later gets its number.
//!
//! Every numbered list starts at its own number: each is a numbering of its own on one pattern.

use maud::{Markup, html as markup};

use crate::domain::document::Item;
use crate::exchange::document::docx::{Parts, prose};
use crate::exchange::document::words;

/// The numbering that all lists with bullets share; numbered lists follow it.
const BULLETS: usize = 1;
/// The format knows nine levels.
const DEEPEST: usize = 8;

/// A list with the lists under its items.
pub(super) fn list(numbered_from: Option<u32>, items: &[Item], parts: &mut Parts) -> Markup {
    level(numbered_from, items, 0, parts)
}

fn level(numbered_from: Option<u32>, items: &[Item], depth: usize, parts: &mut Parts) -> Markup {
    let numbering = match numbered_from {
        Some(first) => {
            parts.numbered.push((depth.min(DEEPEST), first));
            BULLETS + parts.numbered.len()
        }
        None => BULLETS,
    };
    let place = markup! {
        w:numPr { w:ilvl w:val=(depth.min(DEEPEST)) {} w:numId w:val=(numbering) {} }
    };
    markup! {
        @for item in items {
            w:p {
                (prose::head("ListParagraph", &words::paragraph(&item.text), &place))
                (prose::set(&item.text, parts))
            }
            @if !item.items.is_empty() {
                (level(item.numbered_from, &item.items, depth + 1, parts))
            }
        }
    }
}

/// The part of the file that says how lists are numbered: of each its level and its first number.
pub(super) fn numbering(numbered: &[(usize, u32)]) -> Markup {
    markup! {
        w:numbering xmlns:w=(super::package::WORD) {
            (pattern(0, |_| ("bullet", "•".into())))
            (pattern(1, |depth| {
                let kind = ["decimal", "lowerLetter", "lowerRoman"][depth % 3];
                (kind, format!("%{}.", depth + 1))
            }))
            w:num w:numId=(BULLETS) { w:abstractNumId w:val="0" {} }
            @for (at, (depth, first)) in numbered.iter().enumerate() {
                w:num w:numId=(BULLETS + 1 + at) {
                    w:abstractNumId w:val="1" {}
                    w:lvlOverride w:ilvl=(depth) { w:startOverride w:val=(first) {} }
                }
            }
        }
    }
}

fn pattern(id: u8, mark: impl Fn(usize) -> (&'static str, String)) -> Markup {
    markup! {
        w:abstractNum w:abstractNumId=(id) {
            w:multiLevelType w:val="multilevel" {}
            @for depth in 0..=DEEPEST {
                @let (kind, text) = mark(depth);
                w:lvl w:ilvl=(depth) {
                    w:start w:val="1" {}
                    w:numFmt w:val=(kind) {}
                    w:lvlText w:val=(text) {}
                    w:lvlJc w:val="left" {}
                    w:pPr { w:ind w:left=(400 * (depth + 1)) w:hanging="400" {} }
                }
            }
        }
    }
}
