//! The parts of a document, one after another: headings, paragraphs, lists, notes, pictures, lines to sign on.

use std::rc::Rc;

use krilla::tagging::{Tag, TagKind};

use super::look::{self, Sheet};
use super::setter::{Frame, Setter, foot};
use super::strip::{Bookmark, Ink, Item, Strip};
use super::tags::Node;
use super::text::{Span, Style, clean};
use super::{PdfError, picture, table, tags};
use crate::domain::document::{Block, Item as Point, Run, Weight};
use crate::exchange::document::words;

/// Lists that are nested deeper are set no further to the right, and their marks stay within the tree's depth.
const DEEPEST: usize = 8;

/// How far a list stands in from what is around it, as parts of the type size.
const INDENT: f32 = 1.6;

/// Sets all parts in their order.
///
/// # Errors
/// When a chart cannot be read.
pub fn set_all(setter: &mut Setter<'_>, blocks: &[Block]) -> Result<(), PdfError> {
    let mut breaks = false;
    for block in blocks {
        let first = setter.strips.len();
        match block {
            Block::NewPage => {
                breaks = true;
                continue;
            }
            Block::Heading { level, text } => heading(setter, *level, text),
            Block::Text(runs) => text(setter, runs),
            Block::List {
                numbered_from,
                items,
            } => whole_list(setter, *numbered_from, items),
            Block::Note(runs) => note(setter, runs),
            Block::Table(held) => table::set(setter, held),
            Block::Picture(held) => picture::set(setter, held)?,
            Block::SignOff(names) => sign_off(setter, names),
        }
        if let Some(strip) = setter.strips.get_mut(first) {
            strip.breaks |= std::mem::take(&mut breaks);
        }
    }
    Ok(())
}

fn heading(setter: &mut Setter<'_>, level: u8, text: &str) {
    let text = clean(text).replace('\n', " ");
    let root = setter.tags.root();
    let size = setter.look.heading(level);
    let colour = if level <= 2 { look::TITLE } else { look::TEXT };
    let spans = [Span::new(&text, Style::new(size, colour).strong())];
    if text.trim().is_empty() {
        return;
    }
    let node = setter.tags.open(root, tags::heading(level, text.trim()));
    let frame = setter.frame();
    let mut strips = setter.paragraph(&spans, node, frame);
    strips.iter_mut().for_each(|strip| strip.keeps = true);
    if let Some(first) = strips.first_mut() {
        first.bookmark = Some(Bookmark {
            level: level.saturating_add(1),
            text,
        });
    }
    setter.add(strips, size * if level <= 1 { 1.3 } else { 1.0 });
}

/// The runs of a paragraph, each warning after its words, links that may be followed as links.
pub fn spans(runs: &[Run], style: Style) -> Vec<Span> {
    let mut spans = Vec::with_capacity(runs.len());
    for run in runs {
        let mut span = Span::new(&run.text, style);
        match run.weight {
            Weight::Plain => {}
            Weight::Strong => {
                span.style.is_strong = true;
                span.kind = Some(Tag::Strong.into());
            }
            Weight::Emphasis => {
                span.style.leans = true;
                span.kind = Some(Tag::Em.into());
            }
        }
        if words::is_followed(&run.link) {
            span.style.colour = look::LINK;
            span.kind = Some(Tag::Link.into());
            span.link = Some(Rc::from(run.link.trim()));
        }
        spans.push(span);
        if let Some(warning) = words::warning(run) {
            let mut span = Span::new(&warning, style.strong());
            span.kind = Some(TagKind::from(Tag::Strong));
            spans.push(span);
        }
    }
    spans.retain(|span| !span.text.is_empty());
    spans
}

fn text(setter: &mut Setter<'_>, runs: &[Run]) {
    let root = setter.tags.root();
    let size = setter.look.body;
    let spans = spans(runs, Style::new(size, look::TEXT));
    let node = setter.tags.open(root, Tag::P);
    let frame = setter.frame();
    let strips = setter.paragraph(&spans, node, frame);
    setter.add(strips, size * 0.55);
}

fn whole_list(setter: &mut Setter<'_>, numbered_from: Option<u32>, items: &[Point]) {
    if items.is_empty() {
        return;
    }
    let root = setter.tags.root();
    let first = setter.strips.len();
    list(setter, numbered_from, items, root, 0);
    if let Some(strip) = setter.strips.get_mut(first) {
        strip.before = setter.look.body * 0.55;
    }
}

fn list(
    setter: &mut Setter<'_>,
    numbered_from: Option<u32>,
    items: &[Point],
    above: Node,
    depth: usize,
) {
    let node = setter.tags.open(above, tags::list(numbered_from.is_some()));
    for (at, item) in (0u32..).zip(items) {
        let sign = match (numbered_from, depth % 2) {
            (Some(first), _) => format!("{}.", first.saturating_add(at)),
            (None, 0) => "•".to_owned(),
            (None, _) => "–".to_owned(),
        };
        let place = setter.tags.open(node, Tag::LI);
        point(setter, &sign, item, place, depth);
    }
}

fn point(setter: &mut Setter<'_>, sign: &str, item: &Point, place: Node, depth: usize) {
    let style = Style::new(setter.look.body, look::TEXT);
    let step = style.size * INDENT;
    let outer = setter.frame();
    let left = outer.left + step * depth.min(DEEPEST) as f32;
    let label = setter.tags.open(place, Tag::Lbl);
    let held = Frame {
        left,
        width: step * 2.0,
        ..outer
    };
    let label = setter.paragraph(&[Span::new(sign, style)], label, held);
    let body = setter.tags.open(place, Tag::LBody);
    let inner = Frame {
        left: left + step,
        width: outer.left + outer.width - left - step,
        ..outer
    };
    let mut strips = setter.paragraph(&spans(&item.text, style), body, inner);
    let label = label.into_iter().flat_map(|strip| strip.items);
    match strips.first_mut() {
        Some(first) => first.items.splice(0..0, label).for_each(drop),
        None => strips.push(Strip {
            height: setter.pitch(style.size),
            items: label.collect(),
            ..Strip::default()
        }),
    }
    setter.add(strips, style.size * 0.2);
    if item.items.is_empty() {
        return;
    }
    if depth + 1 < DEEPEST {
        list(setter, item.numbered_from, &item.items, body, depth + 1);
    } else {
        flat(setter, &item.items, body);
    }
}

/// Items nested deeper than anybody reads, one under another without further marks; nothing is lost.
fn flat(setter: &mut Setter<'_>, items: &[Point], place: Node) {
    let mut waiting: Vec<&Point> = items.iter().rev().collect();
    let outer = setter.frame();
    let step = setter.look.body * INDENT * DEEPEST as f32;
    let frame = Frame {
        left: outer.left + step,
        width: outer.width - step,
        ..outer
    };
    while let Some(item) = waiting.pop() {
        let style = Style::new(setter.look.body, look::TEXT);
        let strips = setter.paragraph(&spans(&item.text, style), place, frame);
        setter.add(strips, style.size * 0.2);
        waiting.extend(item.items.iter().rev());
    }
}

/// Set on a ground, a bar at its left.
fn note(setter: &mut Setter<'_>, runs: &[Run]) {
    let root = setter.tags.root();
    let size = setter.look.body;
    let outer = setter.frame();
    let frame = Frame {
        left: outer.left + 14.0,
        width: outer.width - 24.0,
        ..outer
    };
    let node = setter.tags.open(root, Tag::Note);
    let mut strips = setter.paragraph(&spans(runs, Style::new(size, look::TEXT)), node, frame);
    let white = size * 0.6;
    if let Some(first) = strips.first_mut() {
        first.height += white;
        first.items.iter_mut().for_each(|item| item.y += white);
    }
    if let Some(last) = strips.last_mut() {
        last.height += white;
    }
    for strip in &mut strips {
        // A hair taller than the strip, so that no seam shows between two of them.
        let tall = strip.height + 0.3;
        let ground = |width, colour| Item {
            x: outer.left,
            y: 0.0,
            mark: None,
            ink: Ink::Block([width, tall], colour),
        };
        let behind = [ground(outer.width, look::GROUND), ground(3.0, look::TITLE)];
        strip.items.splice(0..0, behind).for_each(drop);
    }
    setter.add(strips, size * 0.8);
}

/// A line for a signature and one for the date, under each name.
fn sign_off(setter: &mut Setter<'_>, names: &[String]) {
    let root = setter.tags.root();
    let size = setter.look.body;
    let frame = setter.frame();
    let pitch = setter.pitch(size);
    for name in names {
        let node = setter.tags.open(root, Tag::P);
        let style = Style::new(size, look::TEXT);
        let mut strips = setter.paragraph(&[Span::new(name, style.strong())], node, frame);
        strips.iter_mut().for_each(|strip| strip.keeps = true);
        setter.add(strips, size * 1.4);
        let node = setter.tags.open(root, Tag::P);
        let half = frame.width * 0.62;
        let mut items = Vec::new();
        for (text, left, right) in [
            ("Signed ", frame.left, frame.left + half),
            ("Date ", frame.left + half + 16.0, frame.left + frame.width),
        ] {
            let held = Frame {
                left,
                width: half,
                ..frame
            };
            let spans = [Span::new(text, Style::new(size, look::QUIET))];
            let lines = setter.paragraph(&spans, node, held);
            items.extend(lines.into_iter().flat_map(|strip| strip.items));
            items.push(dotted(left + size * 4.0, right, foot(pitch, size) + 2.0));
        }
        items.iter_mut().for_each(|item| item.y += size);
        setter.strips.push(Strip {
            height: pitch + size,
            items,
            ..Strip::default()
        });
    }
}

fn dotted(left: f32, right: f32, y: f32) -> Item {
    let right = right.min(Sheet::new(false).right);
    Item {
        x: left,
        y,
        mark: None,
        ink: Ink::Block([right - left, 0.7], look::QUIET),
    }
}
