//! Text painted at a place, for the parts of the grid that are not cells: names, totals, heads.
//!
//! Why by hand: a table of thousands of rows must be cheap, and its columns must stand where the cells stand. Each text
//! still has its name and role for a screen reader, and its whole words on hover when it was cut.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Rect, Response, Sense, Ui, Vec2, accesskit::Role, pos2};

use crate::ui::theme;

/// From the edge of a cell to its text, as in the grid's own cells.
const INSET: f32 = 7.0;

/// How a text stands.
pub struct Ink {
    /// Its font.
    pub font: FontId,
    /// Its colour.
    pub colour: Color32,
}

impl Ink {
    /// Ordinary text.
    pub fn plain(ui: &Ui) -> Self {
        Self {
            font: theme::body_font(ui),
            colour: theme::palette(ui).text,
        }
    }

    /// Text of second rank.
    pub fn muted(ui: &Ui) -> Self {
        Self {
            font: theme::body_font(ui),
            colour: theme::palette(ui).muted,
        }
    }

    /// Totals.
    pub fn strong(ui: &Ui) -> Self {
        Self {
            font: theme::strong_font(ui),
            colour: theme::palette(ui).text,
        }
    }

    /// What needs a look.
    pub fn attention(ui: &Ui) -> Self {
        Self {
            font: theme::strong_font(ui),
            colour: theme::palette(ui).warn.text,
        }
    }

    /// Small text of second rank.
    pub fn small(ui: &Ui) -> Self {
        Self {
            font: theme::small_font(ui),
            colour: theme::palette(ui).muted,
        }
    }

    /// The head of a column.
    pub fn head(ui: &Ui) -> Self {
        let font = FontId::new(theme::small_font(ui).size, theme::fonts::semibold());
        Self {
            font,
            colour: theme::palette(ui).muted,
        }
    }
}

/// Which side a text stands at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// As words.
    Left,
    /// As figures.
    Right,
}

/// Paints pieces of text one after the other in one line, cut with an ellipsis where they do not fit; says whether they did.
pub fn line(ui: &Ui, rect: Rect, side: Side, pieces: &[(&str, Ink)]) -> bool {
    let inside = rect.shrink2(Vec2::new(INSET, 0.0));
    let mut job = LayoutJob::default();
    for (text, ink) in pieces {
        job.append(text, 0.0, TextFormat::simple(ink.font.clone(), ink.colour));
    }
    job.break_on_newline = false;
    job.wrap = TextWrapping::truncate_at_width(inside.width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let x = match side {
        Side::Left => inside.left(),
        Side::Right => inside.right() - galley.size().x,
    };
    let at = pos2(x, rect.center().y - galley.size().y / 2.0);
    let fits = !galley.elided;
    ui.painter()
        .with_clip_rect(rect.intersect(ui.clip_rect()))
        .galley(at, galley, Color32::PLACEHOLDER);
    fits
}

/// A text in a place, with its name and role for a screen reader.
pub fn named(
    ui: &Ui,
    rect: Rect,
    salt: impl egui::AsIdSalt,
    role: Role,
    name: &str,
    sense: Sense,
) -> Response {
    let response = ui.interact(rect, ui.make_persistent_id(salt), sense);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        node.set_label(name);
        // egui says it only of what can have the keyboard.
        node.set_bounds(egui::accesskit::Rect {
            x0: rect.min.x.into(),
            y0: rect.min.y.into(),
            x1: rect.max.x.into(),
            y1: rect.max.y.into(),
        });
    });
    response
}
