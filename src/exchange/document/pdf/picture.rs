//! Charts as they are on screen, drawn with lines rather than dots of colour: sharp at any size, small in the file.
//!
//! The chart's own SVG is read and its shapes are handed on. Its letters come along as shapes, since what they say is
//! said to a screen reader by the words of the chart; the caption under it is text.
//!
//! Edges: shadings and pictures within an SVG are left out, and our charts have none.

use std::fmt;
use std::rc::Rc;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::tagging::Tag;
use resvg::usvg::tiny_skia_path::{PathSegment, Point, Transform};
use resvg::usvg::{self, Group, Node, Options, Paint, Tree};

use super::look::{self, Sheet};
use super::setter::Setter;
use super::strip::{Ink, Item, Strip};
use super::text::{Span, Style, clean};
use super::{Fonts, PdfError, tags};
use crate::domain::document::Picture;
use crate::exchange::svg;

/// The part of a page's height that a picture may take: its heading and caption stand with it.
const TALLEST: f32 = 0.72;

/// A shape and how it is painted.
pub struct Shape {
    pub path: Path,
    pub fill: Option<Fill>,
    pub stroke: Option<Stroke>,
}

/// A picture made of shapes, in its own points.
pub struct Art {
    pub width: f32,
    pub height: f32,
    pub shapes: Vec<Shape>,
}

impl fmt::Debug for Art {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "Art({} by {}, {} shapes)",
            self.width,
            self.height,
            self.shapes.len()
        )
    }
}

/// Where pictures are made: the typefaces, read once.
pub struct Studio(Options<'static>);

impl Studio {
    pub fn new(fonts: &Fonts<'_>) -> Self {
        let mut options = Options::default();
        let known = options.fontdb_mut();
        for font in [fonts.regular, fonts.strong].iter().chain(fonts.others) {
            known.load_font_data(font.to_vec());
        }
        let first = known.faces().next();
        if let Some((family, _)) = first.and_then(|face| face.families.first().cloned()) {
            known.set_sans_serif_family(family.clone());
            options.font_family = family;
        }
        Self(options)
    }

    fn art(&self, picture: &Picture) -> Result<Art, usvg::Error> {
        let tree = Tree::from_str(&svg::svg(&picture.chart, picture.size), &self.0)?;
        let mut shapes = Vec::new();
        collect(tree.root(), Transform::identity(), &mut shapes);
        Ok(Art {
            width: tree.size().width(),
            height: tree.size().height(),
            shapes,
        })
    }
}

/// Sets a picture as wide as the text, its caption under it.
///
/// # Errors
/// When the chart's SVG cannot be read.
pub fn set(setter: &mut Setter<'_>, picture: &Picture) -> Result<(), PdfError> {
    let title = clean(picture.chart.title());
    let art = setter.studio.art(picture).map_err(|why| PdfError::Chart {
        title: title.clone(),
        why: why.to_string(),
    })?;
    setter.pictures += 1;
    let frame = setter.frame();
    let most = Sheet::new(false).room() * TALLEST;
    let scale = (frame.width / art.width).min(most / art.height);
    let root = setter.tags.root();
    let node = setter
        .tags
        .open(root, tags::figure(&clean(&picture.chart.alt())));
    let mark = setter.tags.mark(node);
    setter.strips.push(Strip {
        before: setter.look.body,
        height: art.height * scale,
        items: vec![Item {
            x: frame.left,
            y: 0.0,
            mark: Some(mark),
            ink: Ink::Art(Rc::new(art), scale),
        }],
        keeps: true,
        ..Strip::default()
    });
    let node = setter.tags.open(root, Tag::P);
    let caption = format!("Chart {}. {}", setter.pictures, title.trim());
    let style = Style::new(setter.look.small, look::QUIET);
    let strips = setter.paragraph(&[Span::new(&caption, style)], node, frame);
    setter.add(strips, 2.0);
    Ok(())
}

fn collect(group: &Group, above: Transform, shapes: &mut Vec<Shape>) {
    let here = above.pre_concat(group.transform());
    for node in group.children() {
        match node {
            Node::Group(inner) => collect(inner, here, shapes),
            Node::Text(text) => collect(text.flattened(), here, shapes),
            Node::Path(path) if path.is_visible() => shapes.extend(shape(path, here)),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

fn shape(path: &usvg::Path, here: Transform) -> Option<Shape> {
    let grown = (here.get_scale().0 + here.get_scale().1) / 2.0;
    let fill = path.fill().and_then(|fill| {
        Some(Fill {
            paint: colour(fill.paint())?.into(),
            opacity: opacity(fill.opacity().get()),
            rule: match fill.rule() {
                usvg::FillRule::NonZero => FillRule::NonZero,
                usvg::FillRule::EvenOdd => FillRule::EvenOdd,
            },
        })
    });
    let stroke = path.stroke().and_then(|stroke| {
        Some(Stroke {
            paint: colour(stroke.paint())?.into(),
            opacity: opacity(stroke.opacity().get()),
            width: stroke.width().get() * grown,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            dash: stroke.dasharray().map(|dashes| StrokeDash {
                array: dashes.iter().map(|dash| dash * grown).collect(),
                offset: stroke.dashoffset() * grown,
            }),
            ..Stroke::default()
        })
    });
    let is_seen = fill.is_some() || stroke.is_some();
    is_seen
        .then(|| outline(path, here))
        .flatten()
        .map(|path| Shape { path, fill, stroke })
}

fn opacity(part: f32) -> NormalizedF32 {
    NormalizedF32::new(part).unwrap_or(NormalizedF32::ONE)
}

fn colour(paint: &Paint) -> Option<rgb::Color> {
    match paint {
        Paint::Color(colour) => Some(rgb::Color::new(colour.red, colour.green, colour.blue)),
        _ => None,
    }
}

fn outline(path: &usvg::Path, here: Transform) -> Option<Path> {
    let at = |mut point: Point| {
        here.map_point(&mut point);
        (point.x, point.y)
    };
    let mut drawn = PathBuilder::new();
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                let (x, y) = at(to);
                drawn.move_to(x, y);
            }
            PathSegment::LineTo(to) => {
                let (x, y) = at(to);
                drawn.line_to(x, y);
            }
            PathSegment::QuadTo(by, to) => {
                let ((x1, y1), (x, y)) = (at(by), at(to));
                drawn.quad_to(x1, y1, x, y);
            }
            PathSegment::CubicTo(by, and, to) => {
                let ((x1, y1), (x2, y2), (x, y)) = (at(by), at(and), at(to));
                drawn.cubic_to(x1, y1, x2, y2, x, y);
            }
            PathSegment::Close => drawn.close(),
        }
    }
    drawn.finish()
}
