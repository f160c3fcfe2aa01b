//! Paragraphs into lines that fit, and each line's letters in the order they stand on the page.
//!
//! Lines are filled as far as they go. In a line that mixes scripts, the stretches that run from right to left are
//! turned about as Unicode Standard Annex 9 says; the text beneath keeps the order in which it is read.
//!
//! Edges: a word wider than the line is broken between letters, never between a letter and its accents; one letter wider
//! than the line stands alone on it.

use std::ops::Range;
use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use super::face::{FaceId, Faces, Glyph};
use super::text::{self, Atom, Cut, Span, Style};

/// Letters that are drawn in one go.
#[derive(Clone, Debug)]
pub struct Piece {
    /// From the left end of the line.
    pub x: f32,
    pub width: f32,
    pub span: usize,
    pub face: FaceId,
    pub style: Style,
    pub text: String,
    pub glyphs: Vec<Glyph>,
    pub link: Option<Rc<str>>,
    level: u8,
    /// Bytes of the paragraph.
    pub range: Range<usize>,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub pieces: Vec<Piece>,
    /// Of what is seen: without the spaces at its end.
    pub width: f32,
    /// Whether its paragraph runs from right to left, and is set to the right.
    pub is_rtl: bool,
}

/// The widest word and the widest line, were there no margin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    pub word: f32,
    pub line: f32,
}

/// How wide the words are.
pub fn measures(faces: &mut Faces<'_>, spans: &[Span]) -> Measures {
    let whole = text::whole(spans);
    let cut = text::cut(faces, spans, &whole);
    let mut measures = Measures::default();
    let mut line = 0.0;
    for unit in &cut.units {
        measures.word = measures.word.max(unit.width);
        measures.line = measures.line.max(line + unit.width);
        line = if unit.is_last { 0.0 } else { line + unit.full };
    }
    measures
}

/// The lines of a paragraph in `width` points. Words that are nothing but spaces give none.
pub fn lines(faces: &mut Faces<'_>, spans: &[Span], width: f32) -> Vec<Line> {
    let whole = text::whole(spans);
    if whole.trim().is_empty() {
        return Vec::new();
    }
    let cut = text::cut(faces, spans, &whole);
    let mut filling = Filling {
        faces,
        spans,
        text: &whole,
        width,
        line: Vec::new(),
        full: 0.0,
        done: Vec::new(),
    };
    filling.fill(&cut);
    let done = filling.done;
    done.into_iter()
        .map(|atoms| line(&cut, spans, &whole, atoms))
        .collect()
}

/// Lines being filled with atoms.
struct Filling<'p, 'f> {
    faces: &'p mut Faces<'f>,
    spans: &'p [Span],
    text: &'p str,
    width: f32,
    line: Vec<Atom>,
    full: f32,
    done: Vec<Vec<Atom>>,
}

impl Filling<'_, '_> {
    fn fill(&mut self, cut: &Cut<'_>) {
        for unit in &cut.units {
            if !self.line.is_empty() && self.full + unit.width > self.width {
                self.end();
            }
            let atoms = &cut.atoms[unit.atoms.clone()];
            if unit.width > self.width {
                atoms.iter().for_each(|atom| self.force(atom));
            } else {
                atoms.iter().for_each(|atom| self.put(atom.clone()));
            }
            if unit.is_last {
                self.end();
            }
        }
        if !self.line.is_empty() {
            self.end();
        }
    }

    fn put(&mut self, atom: Atom) {
        self.full += atom.width;
        self.line.push(atom);
    }

    fn end(&mut self) {
        self.full = 0.0;
        self.done.push(std::mem::take(&mut self.line));
    }

    /// Puts what no line can hold whole, broken between letters.
    fn force(&mut self, atom: &Atom) {
        if atom.is_space || self.full + atom.width <= self.width {
            return self.put(atom.clone());
        }
        let size = self.spans[atom.span].style.size;
        let mut advances = vec![0.0; atom.range.len()];
        for glyph in &atom.shaped.glyphs {
            if let Some(held) = advances.get_mut(glyph.start) {
                *held += glyph.advance * size;
            }
        }
        let text = self.text;
        let (mut start, mut held) = (0, 0.0);
        for (at, letter) in text[atom.range.clone()].grapheme_indices(true) {
            let wide: f32 = advances[at..at + letter.len()].iter().sum();
            let is_first = self.line.is_empty() && start == at;
            if self.full + held + wide > self.width && !is_first {
                self.part(atom, start..at);
                self.end();
                (start, held) = (at, 0.0);
            }
            held += wide;
        }
        self.part(atom, start..atom.range.len());
    }

    fn part(&mut self, atom: &Atom, part: Range<usize>) {
        if part.is_empty() {
            return;
        }
        let range = atom.range.start + part.start..atom.range.start + part.end;
        let text = &self.text[range.clone()];
        let (face, shaped) = self.faces.surely(atom.face, atom.level % 2 == 1, text);
        self.put(Atom {
            face,
            width: shaped.width * self.spans[atom.span].style.size,
            shaped,
            range,
            ..atom.clone()
        });
    }
}

/// One line from its atoms, which come in reading order.
fn line(cut: &Cut<'_>, spans: &[Span], text: &str, atoms: Vec<Atom>) -> Line {
    let full: f32 = atoms.iter().map(|atom| atom.width).sum();
    let tail = atoms.iter().rev().take_while(|atom| atom.is_space);
    let tail: f32 = tail.map(|atom| atom.width).sum();
    let (atoms, is_rtl) = in_sight(cut, atoms);
    let mut line = Line {
        pieces: Vec::new(),
        width: full - tail,
        is_rtl,
    };
    let mut x = if is_rtl { -tail } else { 0.0 };
    for atom in atoms {
        let joins = line.pieces.last().is_some_and(|piece| joins(piece, &atom));
        match line.pieces.last_mut() {
            Some(piece) if joins => join(piece, &atom, text),
            _ => line.pieces.push(piece(spans, text, &atom, x)),
        }
        x += atom.width;
    }
    line
}

/// The atoms from left to right as they are seen, and whether the paragraph runs from right to left.
fn in_sight(cut: &Cut<'_>, atoms: Vec<Atom>) -> (Vec<Atom>, bool) {
    let (Some(bidi), Some(first), Some(last)) = (&cut.bidi, atoms.first(), atoms.last()) else {
        return (atoms, false);
    };
    let range = first.range.start..last.range.end;
    let holds = |range: &Range<usize>| range.contains(&first.range.start);
    let Some(paragraph) = bidi.paragraphs.iter().find(|held| holds(&held.range)) else {
        return (atoms, false);
    };
    let range = range.start..range.end.min(paragraph.range.end);
    let (levels, runs) = bidi.visual_runs(paragraph, range);
    let mut seen = Vec::with_capacity(atoms.len());
    for run in runs {
        let held = atoms.iter().filter(|atom| run.contains(&atom.range.start));
        if levels[run.start].is_rtl() {
            seen.extend(held.rev().cloned());
        } else {
            seen.extend(held.cloned());
        }
    }
    (seen, paragraph.level.is_rtl())
}

fn joins(piece: &Piece, atom: &Atom) -> bool {
    let is_next = if atom.level % 2 == 1 {
        atom.range.end == piece.range.start
    } else {
        piece.range.end == atom.range.start
    };
    is_next && (piece.span, piece.face, piece.level) == (atom.span, atom.face, atom.level)
}

/// Adds an atom at the right of a piece; where the script runs to the left, its text comes before.
fn join(piece: &mut Piece, atom: &Atom, text: &str) {
    let added = &text[atom.range.clone()];
    let mut glyphs = atom.shaped.glyphs.clone();
    if atom.level % 2 == 1 {
        shift(&mut piece.glyphs, added.len());
        piece.text.insert_str(0, added);
        piece.range.start = atom.range.start;
    } else {
        shift(&mut glyphs, piece.text.len());
        piece.text.push_str(added);
        piece.range.end = atom.range.end;
    }
    piece.glyphs.append(&mut glyphs);
    piece.width += atom.width;
}

fn shift(glyphs: &mut [Glyph], by: usize) {
    for glyph in glyphs {
        glyph.start += by;
        glyph.end += by;
    }
}

fn piece(spans: &[Span], text: &str, atom: &Atom, x: f32) -> Piece {
    Piece {
        x,
        width: atom.width,
        span: atom.span,
        face: atom.face,
        style: spans[atom.span].style,
        text: text[atom.range.clone()].to_owned(),
        glyphs: atom.shaped.glyphs.clone(),
        link: spans[atom.span].link.clone(),
        level: atom.level,
        range: atom.range.clone(),
    }
}
