//! A word or two in a small frame: a status, a kind, a band.

use egui::{
    Color32, CornerRadius, FontId, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};

use crate::ui::theme::{self, Tone, fonts, size};

/// From the edge of a badge to its words, in points.
const INSET: Vec2 = Vec2::new(8.0, 2.0);

/// What a badge says besides its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// A kind of thing: outlined and round, such as "ring-fenced · revenue".
    Kind,
    /// A state without a judgement.
    Plain,
    /// A state in a tone.
    Tone(Tone),
    /// The one that is picked among several.
    Picked,
}

/// Draws the badge. The words must say it without the colour.
pub fn badge(ui: &mut Ui, text: &str, kind: Badge) -> Response {
    let palette = theme::palette(ui);
    let none = Stroke::NONE;
    let small = CornerRadius::same(size::ROUND_SMALL);
    let pill = CornerRadius::same(12);
    let (fill, edge, ink, corner) = match kind {
        Badge::Kind => (
            Color32::TRANSPARENT,
            Stroke::new(1.0, palette.edge),
            palette.muted,
            pill,
        ),
        Badge::Plain => (palette.hover, none, palette.text, small),
        Badge::Tone(tone) => (
            tone.colours(palette).fill,
            none,
            tone.colours(palette).text,
            small,
        ),
        Badge::Picked => (palette.accent, none, palette.on_accent, pill),
    };
    let font = match kind {
        Badge::Kind => theme::small_font(ui),
        _ => FontId::new(theme::small_font(ui).size, fonts::semibold()),
    };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, ink);
    // Painted by hand: a frame in a row of controls would be stretched to their height.
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * INSET, Sense::hover());
    ui.painter()
        .rect(rect, corner, fill, edge, StrokeKind::Inside);
    ui.painter().galley(rect.min + INSET, galley, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    response
}
