//! A strip: what cannot be cut by the foot of a page, such as a line of text or a row of a table.
//!
//! Everything becomes strips before anything has a page. Then filling pages is one simple rule, the same for prose,
//! tables and pictures, and the count of pages is known when the first is drawn.

use std::rc::Rc;

use super::lines::Piece;
use super::look::Colour;
use super::picture::Art;
use super::tags::Mark;

/// Something to draw.
#[derive(Clone, Debug)]
pub enum Ink {
    /// Letters, their left end and the line they stand on being the item's point.
    Letters(Piece),
    /// A filled rectangle of this width and height.
    Block([f32; 2], Colour),
    /// A disc of this radius about the item's point.
    Dot(f32, Colour),
    /// Lines through points, seen from the item's point.
    Stroke(Vec<Vec<[f32; 2]>>, Colour),
    /// A picture, enlarged by so much.
    Art(Rc<Art>, f32),
}

/// Something to draw, and where in its strip.
#[derive(Clone, Debug)]
pub struct Item {
    /// From the left edge of the page.
    pub x: f32,
    /// From the top of the strip.
    pub y: f32,
    /// What it belongs to; `None` for what is only decoration.
    pub mark: Option<Mark>,
    pub ink: Ink,
}

/// The heads of tables that are repeated overleaf, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head(pub usize);

/// A heading's place in the list of bookmarks.
#[derive(Clone, Debug)]
pub struct Bookmark {
    pub level: u8,
    pub text: String,
}

/// A band across the page that is not cut.
#[derive(Clone, Debug, Default)]
pub struct Strip {
    /// White above it, left out at the top of a page.
    pub before: f32,
    pub height: f32,
    pub items: Vec<Item>,
    /// Whether the next strip must stand on the same page.
    pub keeps: bool,
    /// Whether it stands on a page on its side.
    pub is_wide: bool,
    /// Whether it begins a page.
    pub breaks: bool,
    /// What is repeated above it where it begins a page.
    pub head: Option<Head>,
    pub bookmark: Option<Bookmark>,
}
