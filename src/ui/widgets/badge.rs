//! A word or two in a small frame: a status, a kind, a band.

use egui::{Color32, CornerRadius, Frame, Margin, Response, RichText, Stroke, Ui};

use crate::ui::theme::{self, Tone, fonts, size};

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
        Badge::Kind => (Color32::TRANSPARENT, Stroke::new(1.0, palette.edge), palette.muted, pill),
        Badge::Plain => (palette.hover, none, palette.text, small),
        Badge::Tone(tone) => (tone.colours(palette).fill, none, tone.colours(palette).text, small),
        Badge::Picked => (palette.accent, none, palette.on_accent, pill),
    };
    let words = RichText::new(text).small().color(ink);
    let words = match kind {
        Badge::Kind => words,
        _ => words.family(fonts::semibold()),
    };
    Frame::new()
        .fill(fill)
        .stroke(edge)
        .corner_radius(corner)
        .inner_margin(Margin::symmetric(8, 2))
        .show(ui, |ui| ui.label(words))
        .inner
}
