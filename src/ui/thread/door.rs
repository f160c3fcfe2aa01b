//! A stretch of a row that opens something: the whole of it can be pressed, by mouse or by keyboard.
//!
//! Why own rows: in a table every cell leads somewhere, and a button frame around each would be noise. A door is
//! quiet until the pointer or the keyboard is on it, and always has a name that says what it shows and that it
//! opens. What is out of view is not painted, but can be reached by Tab, and comes into view then.

use egui::{
    Align, Color32, CornerRadius, FontId, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo,
    accesskit::Role,
    pos2,
    text::{LayoutJob, TextWrapping},
};

use crate::ui::theme::{self, size};

/// From the edge of a cell to its text, in points.
pub const INSET: f32 = 8.0;

/// Makes `rect` a door called `name`, and paints its ground when the pointer or the keyboard is on it.
pub fn door(ui: &Ui, rect: Rect, id: Id, name: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if response.gained_focus() {
        ui.scroll_to_rect(rect.expand(2.0), None);
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let palette = theme::palette(ui);
    let round = CornerRadius::same(size::ROUND_SMALL);
    if response.hovered() {
        ui.painter().rect_filled(rect, round, palette.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(size::FOCUS, palette.accent);
        ui.painter()
            .rect_stroke(rect, round, ring, StrokeKind::Inside);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The same for a row that can be picked: `picked` has a ground of its own.
pub fn pickable(ui: &Ui, rect: Rect, id: Id, name: &str, picked: bool) -> Response {
    if picked && ui.is_rect_visible(rect) {
        let round = CornerRadius::same(size::ROUND_SMALL);
        ui.painter()
            .rect_filled(rect, round, theme::palette(ui).selected);
    }
    let response = door(ui, rect, id, name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), picked, name));
    response
}

/// How words stand in their place.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The words.
    pub text: &'a str,
    /// Their font.
    pub font: &'a FontId,
    /// Their colour.
    pub colour: Color32,
    /// At the left or at the right.
    pub align: Align,
    /// How many lines there may be.
    pub lines: usize,
}

impl<'a> Words<'a> {
    /// One line, at the left, as text.
    pub fn new(text: &'a str, font: &'a FontId, colour: Color32) -> Self {
        Self {
            text,
            font,
            colour,
            align: Align::Min,
            lines: 1,
        }
    }

    /// At the right, as figures stand.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Max;
        self
    }

    /// So many lines at most.
    #[must_use]
    pub fn lines(mut self, lines: usize) -> Self {
        self.lines = lines;
        self
    }

    /// Paints the words in the middle of `rect`'s height, and says whether they had to be shortened.
    pub fn paint(self, ui: &Ui, rect: Rect) -> bool {
        if self.text.is_empty() || rect.width() <= 0.0 {
            return false;
        }
        let mut job = LayoutJob::simple(
            self.text.to_owned(),
            self.font.clone(),
            self.colour,
            rect.width(),
        );
        job.wrap = TextWrapping {
            max_width: rect.width(),
            max_rows: self.lines,
            break_anywhere: self.lines == 1,
            ..TextWrapping::default()
        };
        let galley = ui.painter().layout_job(job);
        let x = match self.align {
            Align::Max => rect.right() - galley.size().x,
            Align::Center => rect.center().x - galley.size().x / 2.0,
            Align::Min => rect.left(),
        };
        let at = pos2(x, rect.center().y - galley.size().y / 2.0);
        let shortened = galley.elided;
        ui.painter().galley(at, galley, self.colour);
        shortened
    }
}

/// The line under a row.
pub fn rule(ui: &Ui, rect: Rect) {
    let stroke = Stroke::new(1.0, theme::palette(ui).line);
    ui.painter().hline(rect.x_range(), rect.bottom(), stroke);
}
