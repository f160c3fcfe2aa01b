//! Headings, and the list of them at the front, each a link to its place.
//!
//! The names of the places are numbers: nothing that was typed becomes part of an address.

use maud::{Markup, html as markup};

use crate::domain::document::{Block, Document};

/// As many headings as a reader keeps in view without a list of them.
const FEW: usize = 3;

/// A heading, `nth` from 1 in the document; 0 for one that is not in the list. The page's title is its level 1, so a
/// heading stands one lower; the lowest says its level in words, for the web has six only.
pub(super) fn heading(level: u8, text: &str, nth: usize) -> Markup {
    let id = (nth > 0).then(|| name(nth));
    markup! {
        @match level {
            0 | 1 => { h2 id=[id] dir="auto" { (text) } }
            2 => { h3 id=[id] dir="auto" { (text) } }
            3 => { h4 id=[id] dir="auto" { (text) } }
            4 => { h5 id=[id] dir="auto" { (text) } }
            5 => { h6 id=[id] dir="auto" { (text) } }
            _ => { h6 id=[id] dir="auto" aria-level="7" { (text) } }
        }
    }
}

fn name(nth: usize) -> String {
    format!("part-{nth}")
}

/// A heading as the list shows it.
struct Line<'a> {
    level: u8,
    text: &'a str,
    nth: usize,
}

/// The list of headings; nothing where they are few.
pub(super) fn contents(document: &Document) -> Markup {
    let headings = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, text } => Some((*level, text.as_str())),
        _ => None,
    });
    let lines: Vec<Line> = headings
        .enumerate()
        .map(|(at, (level, text))| Line {
            level,
            text,
            nth: at + 1,
        })
        .collect();
    markup! {
        @if lines.len() > FEW {
            nav aria-label="Contents" {
                p.nav-title { "Contents" }
                (nested(&lines))
            }
        }
    }
}

/// The first line's level makes this list; what is deeper hangs under the line before it.
fn nested(lines: &[Line<'_>]) -> Markup {
    let level = lines.iter().map(|line| line.level).min().unwrap_or(1);
    let starts: Vec<usize> = (0..lines.len())
        .filter(|at| *at == 0 || lines[*at].level == level)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    markup! {
        ol {
            @for (start, end) in starts.iter().copied().zip(ends) {
                @if let Some((line, under)) = lines[start..end].split_first() {
                    li {
                        a href={ "#" (name(line.nth)) } dir="auto" { (line.text) }
                        @if !under.is_empty() { (nested(under)) }
                    }
                }
            }
        }
    }
}
