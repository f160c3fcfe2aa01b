//! The typefaces: which has a letter, and how its letters stand together.
//!
//! Letters are shaped word by word, and a word that was shaped once is remembered: a plan of sixty pages has thirty
//! thousand words but only a few thousand different ones.
//!
//! Edges: a letter that no typeface has is drawn as □ (or ? where even that is lacking) and noted; the text beneath the
//! drawing keeps the letter itself.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::Font;

use super::{Fonts, PdfError};

/// A drawn letter, or several joined. Lengths are parts of the type size.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub id: u32,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    /// The bytes of the shaped text that it stands for.
    pub start: usize,
    pub end: usize,
}

/// A word, shaped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shaped {
    /// From left to right on the page, whichever way the script runs.
    pub glyphs: Vec<Glyph>,
    /// Parts of the type size.
    pub width: f32,
}

struct Face<'a> {
    font: Font,
    read: FontRef<'a>,
    data: ShaperData,
}

/// By number: 0 regular, 1 strong, then the others.
pub type FaceId = usize;

/// A letter's face, or none.
type Held = Option<FaceId>;

/// All typefaces of a document.
pub struct Faces<'a> {
    faces: Vec<Face<'a>>,
    shaped: HashMap<(FaceId, bool), HashMap<Box<str>, Rc<Shaped>>>,
    held: HashMap<(char, bool), Held>,
    missing: BTreeSet<char>,
    /// What stands for a missing letter.
    stand_in: (FaceId, Rc<Shaped>),
}

impl<'a> Faces<'a> {
    /// # Errors
    /// When a file is no typeface.
    pub fn new(fonts: &Fonts<'a>) -> Result<Self, PdfError> {
        let all = [fonts.regular, fonts.strong].into_iter();
        let faces: Vec<Face<'a>> = all
            .chain(fonts.others.iter().copied())
            .enumerate()
            .map(|(at, bytes)| read(bytes).ok_or(PdfError::Typeface(at + 1)))
            .collect::<Result<_, _>>()?;
        let mut faces = Self {
            faces,
            shaped: HashMap::new(),
            held: HashMap::new(),
            missing: BTreeSet::new(),
            stand_in: (0, Rc::default()),
        };
        for sign in ['□', '?'] {
            if let Some(face) = faces.face_of(sign, false) {
                faces.stand_in = (
                    face,
                    faces.shape(face, false, sign.encode_utf8(&mut [0; 4])),
                );
                break;
            }
        }
        Ok(faces)
    }

    /// The typeface itself.
    pub fn font(&self, face: FaceId) -> &Font {
        &self.faces[face].font
    }

    /// Letters that no typeface has.
    pub fn missing(&self) -> Vec<char> {
        self.missing.iter().copied().collect()
    }

    /// The face that has `letter`, the strong one first where that is asked for.
    pub fn face_of(&mut self, letter: char, is_strong: bool) -> Held {
        if let Some(held) = self.held.get(&(letter, is_strong)) {
            return *held;
        }
        let first = usize::from(is_strong);
        let order = [first, 1 - first].into_iter().chain(2..self.faces.len());
        let held = order
            .into_iter()
            .find(|face| has(&self.faces[*face], letter));
        self.held.insert((letter, is_strong), held);
        held
    }

    /// A word in this face, or the stand-in where the face lacks a part of it.
    pub fn surely(&mut self, face: FaceId, is_rtl: bool, text: &str) -> (FaceId, Rc<Shaped>) {
        let shaped = self.shape(face, is_rtl, text);
        if shaped.glyphs.iter().any(|glyph| glyph.id == 0) {
            self.stand_in(text)
        } else {
            (face, shaped)
        }
    }

    /// A word in one face; what the face lacks comes back as its sign for that, number 0.
    pub fn shape(&mut self, face: FaceId, is_rtl: bool, text: &str) -> Rc<Shaped> {
        let known = self.shaped.entry((face, is_rtl)).or_default();
        if let Some(shaped) = known.get(text) {
            return Rc::clone(shaped);
        }
        let shaped = Rc::new(shape(&self.faces[face], is_rtl, text));
        known.insert(text.into(), Rc::clone(&shaped));
        shaped
    }

    /// The stand-in for a letter that is missing, which is noted; `text` is the letter with what combines with it.
    pub fn stand_in(&mut self, text: &str) -> (FaceId, Rc<Shaped>) {
        self.missing.extend(text.chars().next());
        let (face, sign) = &self.stand_in;
        let mut sign = (**sign).clone();
        for glyph in &mut sign.glyphs {
            (glyph.start, glyph.end) = (0, text.len());
        }
        (*face, Rc::new(sign))
    }
}

fn read(bytes: &[u8]) -> Option<Face<'_>> {
    let font = Font::new(bytes.to_vec().into(), 0)?;
    let read = FontRef::new(bytes).ok()?;
    let data = ShaperData::new(&read);
    Some(Face { font, read, data })
}

/// Whether the face draws the letter as something else than its sign for "no such letter", which is number 0.
fn has(face: &Face<'_>, letter: char) -> bool {
    let shaped = shape(face, false, letter.encode_utf8(&mut [0; 4]));
    !shaped.glyphs.is_empty() && shaped.glyphs.iter().all(|glyph| glyph.id != 0)
}

fn shape(face: &Face<'_>, is_rtl: bool, text: &str) -> Shaped {
    let shaper = face.data.shaper(&face.read).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(if is_rtl {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    });
    let units = face.font.units_per_em().max(1.0);
    let output = shaper.shape(buffer, ShapeOptions::new());
    let infos = output.glyph_infos();
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let glyphs: Vec<Glyph> = infos
        .iter()
        .zip(output.glyph_positions())
        .map(|(info, at)| {
            let start = info.cluster as usize;
            let next = starts.partition_point(|other| *other <= start);
            Glyph {
                id: info.glyph_id,
                advance: at.x_advance as f32 / units,
                dx: at.x_offset as f32 / units,
                dy: at.y_offset as f32 / units,
                start,
                end: starts.get(next).copied().unwrap_or(text.len()),
            }
        })
        .collect();
    let width = glyphs.iter().map(|glyph| glyph.advance).sum();
    Shaped { glyphs, width }
}
