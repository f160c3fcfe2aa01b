//! The setter: what everything that is set shares, and how a paragraph becomes strips.
//!
//! It holds the typefaces, the tree and the strips so far. Whoever sets something opens its place in the tree, asks for
//! its lines, and adds the strips in reading order.

use super::face::Faces;
use super::lines::{self, Line};
use super::look::{Look, Sheet};
use super::picture::Studio;
use super::strip::{Ink, Item, Strip};
use super::tags::{Node, Tags};
use super::text::Span;
use super::{Fonts, PdfError};
use crate::domain::document::Manner;

/// Where a letter's foot stands below the top of its line, as part of the line's height: half the white above, the
/// typeface's height above its foot being 0.78 of its size and 0.22 below.
const FOOT: f32 = 0.78;

/// To which side lines are set. Text that runs from right to left is set to the right in either case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// The room a paragraph is set in.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub left: f32,
    pub width: f32,
    pub side: Side,
}

/// What everything shares.
pub struct Setter<'a> {
    pub faces: Faces<'a>,
    pub tags: Tags,
    pub look: Look,
    pub studio: Studio,
    pub strips: Vec<Strip>,
    /// Heads of tables, repeated overleaf.
    pub heads: Vec<Strip>,
    /// Pictures so far.
    pub pictures: usize,
}

impl<'a> Setter<'a> {
    /// # Errors
    /// When a typeface cannot be read.
    pub fn new(fonts: &Fonts<'a>, manner: Manner) -> Result<Self, PdfError> {
        Ok(Self {
            faces: Faces::new(fonts)?,
            tags: Tags::new(),
            look: Look::new(manner),
            studio: Studio::new(fonts),
            strips: Vec::new(),
            heads: Vec::new(),
            pictures: 0,
        })
    }

    /// The room between the margins of an upright page.
    pub fn frame(&self) -> Frame {
        let sheet = Sheet::new(false);
        Frame {
            left: sheet.left,
            width: sheet.measure(),
            side: Side::Left,
        }
    }

    /// The height of a line of letters of `size` points.
    pub fn pitch(&self, size: f32) -> f32 {
        size * self.look.leading
    }

    /// The lines of a paragraph, each a strip, none left alone at the foot or the head of a page.
    pub fn paragraph(&mut self, spans: &[Span], node: Node, frame: Frame) -> Vec<Strip> {
        let lines = lines::lines(&mut self.faces, spans, frame.width);
        let pitch = self.pitch(tallest(spans));
        let mut places = vec![None; spans.len()];
        let count = lines.len();
        lines
            .into_iter()
            .enumerate()
            .map(|(at, line)| Strip {
                height: pitch,
                items: self.items(line, spans, &mut places, node, frame, pitch),
                keeps: count > 1 && (at == 0 || at + 2 == count),
                ..Strip::default()
            })
            .collect()
    }

    /// A line's letters, their top being that of the strip. `places` remembers where each span is in the tree.
    pub fn items(
        &mut self,
        line: Line,
        spans: &[Span],
        places: &mut [Option<Node>],
        node: Node,
        frame: Frame,
        pitch: f32,
    ) -> Vec<Item> {
        let mut order: Vec<usize> = line.pieces.iter().map(|piece| piece.span).collect();
        order.sort_unstable();
        order.dedup();
        let mut marks = vec![None; spans.len()];
        for span in order {
            let place = match (places[span], &spans[span].kind) {
                (Some(place), _) => place,
                (None, Some(kind)) => self.tags.open(node, kind.clone()),
                (None, None) => node,
            };
            places[span] = Some(place);
            marks[span] = Some(self.tags.mark(place));
        }
        let is_right = line.is_rtl || frame.side == Side::Right;
        let spare = if is_right {
            frame.width - line.width
        } else {
            0.0
        };
        let left = frame.left + spare.max(0.0);
        // Written in the order in which they are read, wherever they stand on the line.
        let mut pieces = line.pieces;
        pieces.sort_by_key(|piece| piece.range.start);
        let pieces = pieces.into_iter();
        pieces
            .map(|piece| Item {
                x: left + piece.x,
                y: foot(pitch, tallest(spans)),
                mark: marks[piece.span],
                ink: Ink::Letters(piece),
            })
            .collect()
    }

    /// Adds strips under `before` points of white.
    pub fn add(&mut self, mut strips: Vec<Strip>, before: f32) {
        if let Some(first) = strips.first_mut() {
            first.before = before;
        }
        self.strips.append(&mut strips);
    }
}

/// Where letters stand in a line of this height.
pub fn foot(pitch: f32, size: f32) -> f32 {
    (pitch - size) / 2.0 + FOOT * size
}

/// The largest size among the spans.
pub fn tallest(spans: &[Span]) -> f32 {
    spans.iter().map(|span| span.style.size).fold(1.0, f32::max)
}
