//! The pen: ink on one page, wrapped in what it belongs to.

use std::rc::Rc;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::paint::{Fill, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

use super::face::Faces;
use super::lines::{Line, Piece};
use super::look::{self, Colour, Sheet};
use super::picture::Art;
use super::strip::{Ink, Item, Strip};
use super::tags::{Mark, Tags};

/// How far emphasised letters lean.
const LEAN: f32 = 0.2;
/// The width of a trend's line.
const THIN: f32 = 1.0;

/// A link on the page.
pub struct Link {
    pub mark: Mark,
    /// Left, top, width, height.
    pub area: [f32; 4],
    pub to: Rc<str>,
    pub words: String,
}

/// What is open on the page.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Decoration,
    Part(Mark),
}

/// Draws on one page.
pub struct Pen<'p, 'f> {
    surface: Surface<'p>,
    faces: &'p Faces<'f>,
    tags: &'p mut Tags,
    open: Open,
    links: Vec<Link>,
}

impl<'p, 'f> Pen<'p, 'f> {
    pub fn new(surface: Surface<'p>, faces: &'p Faces<'f>, tags: &'p mut Tags) -> Self {
        Self {
            surface,
            faces,
            tags,
            open: Open::Nothing,
            links: Vec::new(),
        }
    }

    /// Ends the page; its links are laid over it when the surface is gone.
    pub fn finish(mut self) -> Vec<Link> {
        self.close();
        self.surface.finish();
        self.links
    }

    /// A strip whose top stands at `y`.
    pub fn strip(&mut self, strip: &Strip, y: f32) {
        for item in &strip.items {
            match item.mark {
                Some(mark) => self.part(mark),
                None => self.decoration(ArtifactType::Layout),
            }
            self.ink(item, y);
            if let (Ink::Letters(piece), Some(mark)) = (&item.ink, item.mark) {
                self.link(piece, mark, item, y);
            }
        }
    }

    /// The head of a table once more: the tree has it already.
    pub fn again(&mut self, head: &Strip, y: f32) {
        self.decoration(ArtifactType::Layout);
        head.items.iter().for_each(|item| self.ink(item, y));
    }

    /// The running title.
    pub fn head(&mut self, line: &Line, x: f32, y: f32) {
        self.close();
        self.decoration(ArtifactType::Header);
        self.line(line, x, y);
        self.close();
    }

    /// The foot and the page's number.
    pub fn foot(&mut self, lines: &[Line], number: &[Line], sheet: &Sheet, pitch: f32) {
        self.close();
        self.decoration(ArtifactType::Footer);
        let top = sheet.bottom + 14.0;
        self.block([sheet.left, top - 2.0, sheet.measure(), 0.5], look::RULE);
        for (at, line) in lines.iter().enumerate() {
            self.line(line, sheet.left, top + pitch * (at + 1) as f32);
        }
        for line in number {
            self.line(line, sheet.right - line.width, top + pitch);
        }
        self.close();
    }

    fn line(&mut self, line: &Line, x: f32, y: f32) {
        for piece in &line.pieces {
            self.letters(piece, x + piece.x, y);
        }
    }

    fn part(&mut self, mark: Mark) {
        if self.open == Open::Part(mark) {
            return;
        }
        self.close();
        let tag = ContentTag::Span(SpanTag::empty());
        let identifier = self.surface.start_tagged(tag);
        self.tags.found(mark, identifier);
        self.open = Open::Part(mark);
    }

    fn decoration(&mut self, kind: ArtifactType) {
        if self.open == Open::Decoration {
            return;
        }
        self.close();
        let artifact = Artifact::with_kind(kind);
        self.surface.start_tagged(ContentTag::Artifact(artifact));
        self.open = Open::Decoration;
    }

    fn close(&mut self) {
        if self.open != Open::Nothing {
            self.surface.end_tagged();
            self.open = Open::Nothing;
        }
    }

    fn ink(&mut self, item: &Item, top: f32) {
        let (x, y) = (item.x, item.y + top);
        match &item.ink {
            Ink::Letters(piece) => self.letters(piece, x, y),
            Ink::Block([width, height], colour) => self.block([x, y, *width, *height], *colour),
            Ink::Dot(radius, colour) => self.fill(disc(x, y, *radius), *colour),
            Ink::Stroke(runs, colour) => self.stroke(runs, [x, y], *colour),
            Ink::Art(art, scale) => self.art(art, *scale, [x, y]),
        }
    }

    fn letters(&mut self, piece: &Piece, x: f32, y: f32) {
        let font = self.faces.font(piece.face).clone();
        let glyphs: Vec<KrillaGlyph> = piece
            .glyphs
            .iter()
            .map(|glyph| {
                let id = GlyphId::new(glyph.id);
                let range = glyph.start..glyph.end;
                KrillaGlyph::new(id, glyph.advance, glyph.dx, glyph.dy, 0.0, range, None)
            })
            .collect();
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(filled(piece.style.colour)));
        if piece.style.leans {
            let lean = Transform::from_row(1.0, 0.0, -LEAN, 1.0, LEAN * y, 0.0);
            self.surface.push_transform(&lean);
        }
        let start = Point::from_xy(x, y);
        let size = piece.style.size;
        self.surface
            .draw_glyphs(start, &glyphs, font, &piece.text, size, false);
        if piece.style.leans {
            self.surface.pop();
        }
        if piece.link.is_some() {
            self.block(
                [x, y + size * 0.12, piece.width, size * 0.05],
                piece.style.colour,
            );
        }
    }

    fn link(&mut self, piece: &Piece, mark: Mark, item: &Item, top: f32) {
        if let Some(to) = &piece.link {
            let size = piece.style.size;
            self.links.push(Link {
                mark,
                area: [item.x, item.y + top - size, piece.width, size * 1.25],
                to: Rc::clone(to),
                words: piece.text.clone(),
            });
        }
    }

    fn block(&mut self, [x, y, width, height]: [f32; 4], colour: Colour) {
        let area = Rect::from_xywh(x, y, width, height);
        let mut path = PathBuilder::new();
        if let Some(area) = area {
            path.push_rect(area);
        }
        self.fill(path.finish(), colour);
    }

    fn fill(&mut self, path: Option<Path>, colour: Colour) {
        if let Some(path) = path {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(filled(colour)));
            self.surface.draw_path(&path);
        }
    }

    fn stroke(&mut self, runs: &[Vec<[f32; 2]>], [x, y]: [f32; 2], colour: Colour) {
        let mut path = PathBuilder::new();
        for run in runs.iter().filter(|run| run.len() > 1) {
            for (at, point) in run.iter().enumerate() {
                if at == 0 {
                    path.move_to(x + point[0], y + point[1]);
                } else {
                    path.line_to(x + point[0], y + point[1]);
                }
            }
        }
        if let Some(path) = path.finish() {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke {
                paint: paint(colour).into(),
                width: THIN,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Stroke::default()
            }));
            self.surface.draw_path(&path);
        }
    }

    fn art(&mut self, art: &Art, scale: f32, [x, y]: [f32; 2]) {
        let place = Transform::from_row(scale, 0.0, 0.0, scale, x, y);
        self.surface.push_transform(&place);
        for shape in &art.shapes {
            self.surface.set_fill(shape.fill.clone());
            self.surface.set_stroke(shape.stroke.clone());
            self.surface.draw_path(&shape.path);
        }
        self.surface.pop();
    }
}

fn paint(colour: Colour) -> rgb::Color {
    let [red, green, blue] = colour;
    rgb::Color::new(red, green, blue)
}

fn filled(colour: Colour) -> Fill {
    Fill {
        paint: paint(colour).into(),
        ..Fill::default()
    }
}

/// A disc from four curves; 0.5523 of the radius is how far a quarter's handles reach.
fn disc(x: f32, y: f32, r: f32) -> Option<Path> {
    let k = r * 0.5523;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    path.finish()
}
