//! The front: what the document is called, and whose figures it shows, of which day and under which rules.
//!
//! It heads the first page and does not fill one by itself: a committee paper begins where its reader begins.

use krilla::tagging::{ListNumbering, Tag};

use super::look::{self, Sheet};
use super::setter::{Frame, Setter};
use super::strip::{Bookmark, Ink, Item, Strip};
use super::text::{Span, Style, clean};
use crate::domain::document::Document;
use crate::exchange::document::words;

/// The document's name where it has none.
const UNNAMED: &str = "Report";

/// The title, which no PDF may lack.
pub fn title(document: &Document) -> String {
    let title = clean(&document.title).replace('\n', " ");
    match title.trim() {
        "" if document.kind.trim().is_empty() => UNNAMED.to_owned(),
        "" => clean(&document.kind),
        title => title.to_owned(),
    }
}

/// Sets title, subtitle and standing.
pub fn set(setter: &mut Setter<'_>, document: &Document) {
    let root = setter.tags.root();
    let frame = setter.frame();
    let title = title(document);
    let node = setter.tags.open(root, Tag::Title);
    let style = Style::new(setter.look.title, look::TITLE).strong();
    let mut strips = setter.paragraph(&[Span::new(&title, style)], node, frame);
    if let Some(first) = strips.first_mut() {
        first.bookmark = Some(Bookmark {
            level: 1,
            text: title,
        });
    }
    setter.add(strips, 0.0);
    if !document.subtitle.trim().is_empty() {
        let node = setter.tags.open(root, Tag::P);
        let style = Style::new(setter.look.body * 1.25, look::QUIET);
        let strips = setter.paragraph(&[Span::new(&document.subtitle, style)], node, frame);
        setter.add(strips, 4.0);
    }
    standing(setter, document, frame);
    let sheet = Sheet::new(false);
    setter.strips.push(rule(&sheet));
}

/// A line of name and value for each thing it stands under.
fn standing(setter: &mut Setter<'_>, document: &Document, frame: Frame) {
    let lines = words::standing(document);
    if lines.is_empty() {
        return;
    }
    let root = setter.tags.root();
    let list = setter.tags.open(root, Tag::L(ListNumbering::None));
    let size = setter.look.small;
    for (at, (name, value)) in lines.iter().enumerate() {
        let node = setter.tags.open(list, Tag::LI);
        let node = setter.tags.open(node, Tag::LBody);
        let spans = [
            Span::new(&format!("{name}: "), Style::new(size, look::QUIET)),
            Span::new(value, Style::new(size, look::TEXT)),
        ];
        let strips = setter.paragraph(&spans, node, frame);
        setter.add(strips, if at == 0 { 12.0 } else { 0.0 });
    }
}

fn rule(sheet: &Sheet) -> Strip {
    Strip {
        before: 10.0,
        height: 6.0,
        items: vec![Item {
            x: sheet.left,
            y: 0.0,
            mark: None,
            ink: Ink::Block([sheet.measure(), 1.2], look::TITLE),
        }],
        ..Strip::default()
    }
}
