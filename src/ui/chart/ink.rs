//! Which colour, dash and weight each line of a chart has, from the theme.
//!
//! Ours is heavy and solid, the region dashed, England dotted: told apart without colour too.

use egui::{Color32, FontId, Ui};
use egui_plot::LineStyle;

use crate::domain::chart::{Role, Side, Tone};
use crate::ui::theme::{self, Palette, Series};

/// How a line is drawn and its name is written.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    pub line: Color32,
    pub text: Color32,
    pub width: f32,
    pub style: LineStyle,
}

/// The ink of a line in this theme.
pub fn of(ui: &Ui, role: Role) -> Ink {
    let palette = theme::palette(ui);
    let (series, width, style) = match role {
        Role::Own => (Series::Authority, 2.8, LineStyle::Solid),
        Role::Neighbours => (Series::Neighbours, 2.2, LineStyle::Solid),
        Role::Region => (Series::Region, 1.9, LineStyle::Dashed { length: 8.0 }),
        // egui_plot takes the width of a dotted line for the radius of its dots.
        Role::England => (Series::England, 1.1, LineStyle::Dotted { spacing: 5.0 }),
        Role::Other => (Series::Other, 1.6, LineStyle::Dashed { length: 3.0 }),
    };
    let line = if role == Role::Other {
        palette.muted
    } else {
        palette.of(series)
    };
    Ink {
        line,
        text: palette.text_of(series),
        width,
        style,
    }
}

/// The colour of targets and markers.
pub fn target(ui: &Ui) -> Color32 {
    theme::palette(ui).series_text[2]
}

/// The ground of a quartile band.
pub fn band(palette: &Palette, tone: Tone) -> Color32 {
    match tone {
        Tone::Best => palette.ok.fill,
        Tone::Middle => palette.field,
        Tone::Worst => palette.warn.fill,
    }
}

/// The ground of an answer on a scale.
pub fn answer(palette: &Palette, side: Side, strength: u8) -> Color32 {
    let [strongly_against, against, neutral, for_it, strongly_for] = palette.opinion;
    match (side, strength) {
        (Side::Negative, 0 | 1) => against,
        (Side::Negative, _) => strongly_against,
        (Side::Neutral, _) => neutral,
        (Side::Positive, 0 | 1) => for_it,
        (Side::Positive, _) => strongly_for,
    }
}

/// The text cut to a width, with an ellipsis.
pub fn fit(ui: &Ui, text: &str, font: &FontId, room: f32) -> String {
    crate::domain::chart::shorten(text, |text| width(ui, text, font) <= room)
}

/// How wide a text is, in points.
pub fn width(ui: &Ui, text: &str, font: &FontId) -> f32 {
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER);
    galley.size().x
}
