//! Words before they are set: what is left out, what each is made of, where a line may end.
//!
//! A paragraph is cut into the smallest pieces that are shaped alone: one script direction, one typeface, one style, and
//! no place inside at which the line may end (Unicode Standard Annex 14). Which way the letters run is found by Annex 9.
//!
//! Edges: signs that turn the direction of what follows are left out, because with them a name could be made to read as
//! another. A tab is a space; a line end in the text is a line end on the page.

use std::ops::Range;
use std::rc::Rc;

use krilla::tagging::TagKind;
use unicode_bidi::BidiInfo;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::face::{FaceId, Faces, Shaped};
use super::look::Colour;
use crate::exchange::document::words;

/// How letters are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub size: f32,
    pub colour: Colour,
    pub is_strong: bool,
    /// Leaning, for emphasis.
    pub leans: bool,
}

impl Style {
    pub fn new(size: f32, colour: Colour) -> Self {
        Self {
            size,
            colour,
            is_strong: false,
            leans: false,
        }
    }

    pub fn strong(mut self) -> Self {
        self.is_strong = true;
        self
    }
}

/// Words that are set alike and belong to one place of the tree.
#[derive(Clone, Debug)]
pub struct Span {
    pub text: String,
    pub style: Style,
    /// What it is in the tree, when it is more than the words around it.
    pub kind: Option<TagKind>,
    /// Where it leads, when it is a link.
    pub link: Option<Rc<str>>,
}

impl Span {
    pub fn new(text: &str, style: Style) -> Self {
        Self {
            text: clean(text),
            style,
            kind: None,
            link: None,
        }
    }
}

/// The smallest piece that is shaped.
#[derive(Clone, Debug)]
pub struct Atom {
    pub span: usize,
    pub face: FaceId,
    /// Of embedding: even runs from left to right.
    pub level: u8,
    pub is_space: bool,
    /// Bytes of the whole text.
    pub range: Range<usize>,
    pub shaped: Rc<Shaped>,
    /// Points.
    pub width: f32,
}

/// Atoms between two places at which a line may end.
#[derive(Clone, Debug)]
pub struct Unit {
    pub atoms: Range<usize>,
    /// Without the spaces at its end.
    pub width: f32,
    /// With them.
    pub full: f32,
    /// Whether the line ends here in any case.
    pub is_last: bool,
}

/// A paragraph, cut up.
pub struct Cut<'t> {
    pub atoms: Vec<Atom>,
    pub units: Vec<Unit>,
    /// `None` where all runs from left to right.
    pub bidi: Option<BidiInfo<'t>>,
}

/// The text without what cannot be printed.
pub fn clean(text: &str) -> String {
    let text = words::clean(text);
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\t' => kept.push(' '),
            '\u{AD}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => {}
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}' => {}
            _ => kept.push(letter),
        }
    }
    kept
}

/// Whether any letter runs from right to left: Hebrew to Arabic Extended, their presentation forms, and the old scripts
/// of the supplementary plane.
pub fn has_rtl(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

/// The whole text of the spans.
pub fn whole(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// The atoms and units of `text`, which is that of the spans together.
pub fn cut<'t>(faces: &mut Faces<'_>, spans: &[Span], text: &'t str) -> Cut<'t> {
    let bidi = has_rtl(text).then(|| BidiInfo::new(text, None));
    let mut ends = Vec::with_capacity(spans.len());
    let mut end = 0;
    for span in spans {
        end += span.text.len();
        ends.push(end);
    }
    let mut atoms = Vec::new();
    let mut units = Vec::new();
    let mut start = 0;
    for (end, chance) in linebreaks(text) {
        let first = atoms.len();
        let mut piece = Pieces {
            faces,
            spans,
            ends: &ends,
            bidi: bidi.as_ref(),
            text,
            atoms: &mut atoms,
        };
        piece.add(start..end);
        let is_last = chance == BreakOpportunity::Mandatory && end < text.len();
        units.push(unit(&atoms, first, is_last));
        start = end;
    }
    Cut { atoms, units, bidi }
}

fn unit(atoms: &[Atom], first: usize, is_last: bool) -> Unit {
    let full: f32 = atoms[first..].iter().map(|atom| atom.width).sum();
    let tail = atoms[first..].iter().rev().take_while(|atom| atom.is_space);
    Unit {
        atoms: first..atoms.len(),
        width: full - tail.map(|atom| atom.width).sum::<f32>(),
        full,
        is_last,
    }
}

/// Cuts a stretch without a line end into atoms.
struct Pieces<'p, 'f, 't> {
    faces: &'p mut Faces<'f>,
    spans: &'p [Span],
    /// Where each span ends in the whole text.
    ends: &'p [usize],
    bidi: Option<&'p BidiInfo<'t>>,
    text: &'p str,
    atoms: &'p mut Vec<Atom>,
}

/// What letters must share to be shaped together: span, direction, whether they are spaces, typeface.
type Alike = (usize, u8, bool, Option<FaceId>);

impl Pieces<'_, '_, '_> {
    fn add(&mut self, range: Range<usize>) {
        let text = self.text;
        let mut held: Option<(Alike, Range<usize>)> = None;
        for (offset, cluster) in text[range.clone()].grapheme_indices(true) {
            let at = range.start + offset;
            if cluster.starts_with(['\n', '\u{B}', '\u{C}', '\u{85}']) {
                continue;
            }
            for (alike, part) in self.parts(at, cluster) {
                match &mut held {
                    Some((before, so_far)) if *before == alike && alike.3.is_some() => {
                        so_far.end = part.end;
                    }
                    _ => {
                        self.close(held.take());
                        held = Some((alike, part));
                    }
                }
            }
        }
        self.close(held);
    }

    /// A letter with what combines with it: in one face if one has it all, else each in its own.
    fn parts(&mut self, at: usize, cluster: &str) -> Vec<(Alike, Range<usize>)> {
        let span = self.ends.partition_point(|end| *end <= at);
        let level = self.bidi.map_or(0, |bidi| bidi.levels[at].number());
        let is_strong = self.spans[span].style.is_strong;
        let is_space = cluster.chars().all(char::is_whitespace);
        let mut faces = cluster
            .chars()
            .map(|letter| self.faces.face_of(letter, is_strong));
        let first = faces.next().flatten();
        if faces.all(|face| face == first) {
            return vec![((span, level, is_space, first), at..at + cluster.len())];
        }
        let letters = cluster
            .char_indices()
            .filter(|(_, letter)| *letter != '\u{200D}');
        letters
            .map(|(offset, letter)| {
                let start = at + offset;
                let face = self.faces.face_of(letter, is_strong);
                (
                    (span, level, is_space, face),
                    start..start + letter.len_utf8(),
                )
            })
            .collect()
    }

    fn close(&mut self, held: Option<(Alike, Range<usize>)>) {
        let Some(((span, level, is_space, face), range)) = held else {
            return;
        };
        let text = &self.text[range.clone()];
        let (face, shaped) = match face {
            Some(face) => self.faces.surely(face, level % 2 == 1, text),
            None if is_space => self.space(text),
            None => self.faces.stand_in(text),
        };
        let width = shaped.width * self.spans[span].style.size;
        self.atoms.push(Atom {
            span,
            face,
            level,
            is_space,
            range,
            shaped,
            width,
        });
    }

    /// A space that the typeface lacks, as wide as the common one.
    fn space(&mut self, text: &str) -> (FaceId, Rc<Shaped>) {
        let mut shaped = (*self.faces.shape(0, false, " ")).clone();
        for glyph in &mut shaped.glyphs {
            (glyph.start, glyph.end) = (0, text.len());
        }
        (0, Rc::new(shaped))
    }
}
