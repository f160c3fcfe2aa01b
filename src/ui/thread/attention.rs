//! What needs attention, worst first, as a line of chips that each open the place they speak of.
//!
//! As many are shown as fit in one line; "and 6 more" shows the rest. A chip carries its whole finding in its
//! name and on hover: what is so, why that is not right, and what to do.

use egui::{FontId, Rect, Response, Stroke, StrokeKind, Ui, Vec2, vec2};

use crate::domain::problem::Severity;
use crate::domain::thread::Attention;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Room};
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::thread::door::{Words, door};
use crate::ui::thread::scroller;
use crate::ui::widgets::{link_button, section};

/// Points across that a chip has about, where all are shown in columns.
const WIDEST: f32 = 372.0;
/// Points across that a chip in the one line has at least, if it has that much to say.
const LEAST: f32 = 272.0;
/// From the edge of a chip to its words, in points.
const SIDE: f32 = 10.0;
/// The last word of a chip.
const OPEN: &str = "open";
/// No window is wide enough for more chips than this in one line.
const MOST: usize = 40;
/// How tall the unfolded chips may be before they scroll, in points.
const TALLEST: f32 = 220.0;

/// One thing that needs attention.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// None for what is only to be known.
    tone: Option<Tone>,
    /// What is so, with where.
    words: String,
    /// The whole finding, for whoever hovers.
    whole: String,
    opens: Request,
}

/// What [`crate::domain::thread::attention`] lists, in its order.
pub fn chips(desk: Desk<'_>) -> Vec<Chip> {
    desk.session.attention().iter().map(chip).collect()
}

fn chip(held: &Attention) -> Chip {
    Chip {
        tone: match held.problem.severity {
            Severity::Error => Some(Tone::Error),
            Severity::Warning => Some(Tone::Warn),
            Severity::Note => None,
        },
        words: held.brief(),
        whole: held.whole(),
        opens: Request::Open(held.problem.place.clone()),
    }
}

/// Draws the strip.
pub fn strip(ui: &mut Ui, chips: &[Chip], unfolded: &mut bool, asks: &mut Vec<Request>) {
    let margin = egui::Margin::symmetric(16, 11);
    theme::card(ui).inner_margin(margin).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        if chips.is_empty() {
            ui.horizontal(|ui| {
                section(ui, "Needs attention");
                let ok = theme::palette(ui).ok.text;
                ui.label(
                    egui::RichText::new(
                        "✓ Nothing: every check passes, nothing is late and nothing is due",
                    )
                    .color(ok),
                );
            });
        } else if *unfolded {
            all(ui, chips, unfolded, asks);
        } else {
            one_line(ui, chips, unfolded, asks);
        }
    });
}

fn one_line(ui: &mut Ui, chips: &[Chip], unfolded: &mut bool, asks: &mut Vec<Request>) {
    ui.horizontal(|ui| {
        section(ui, "Needs attention");
        let gap = ui.spacing().item_spacing.x;
        let room = ui.available_width();
        let natural: Vec<f32> = chips
            .iter()
            .take(MOST)
            .map(|chip| chip_width(ui, chip))
            .collect();
        let more = width_of(ui, "and 9,999 more") + gap;
        let widths = fitting(&natural, chips.len(), room, gap, more);
        for (n, (chip, width)) in chips.iter().zip(&widths).enumerate() {
            draw(ui, chip, n, *width, asks);
        }
        let shown = widths.len();
        if shown < chips.len()
            && link_button(ui, &format!("and {} more", chips.len() - shown)).clicked()
        {
            *unfolded = true;
        }
    });
}

/// How wide each chip in one line is: as many as can have [`LEAST`], and what is over shared among those cut short.
fn fitting(natural: &[f32], of: usize, room: f32, gap: f32, more: f32) -> Vec<f32> {
    let mut widths: Vec<f32> = Vec::new();
    for (n, width) in natural.iter().enumerate() {
        let used: f32 = widths.iter().map(|held| held + gap).sum();
        let spare = if n + 1 == of { 0.0 } else { more };
        let least = width.min(LEAST);
        if n > 0 && used + least + spare > room {
            break;
        }
        widths.push(least);
    }
    let spare = if widths.len() == of { 0.0 } else { more };
    let used: f32 = widths.iter().map(|held| held + gap).sum::<f32>() + spare;
    let short = widths
        .iter()
        .zip(natural)
        .filter(|(width, natural)| width < natural)
        .count();
    let each = (room - used).max(0.0) / short.max(1) as f32;
    widths
        .iter()
        .zip(natural)
        .map(|(width, natural)| (width + each).min(*natural))
        .collect()
}

fn all(ui: &mut Ui, chips: &[Chip], unfolded: &mut bool, asks: &mut Vec<Request>) {
    ui.horizontal(|ui| {
        section(ui, "Needs attention");
        if link_button(ui, "Show fewer").clicked() {
            *unfolded = false;
        }
        if link_button(ui, "All checks in Data").clicked() {
            asks.push(Request::Go(Room::Data));
        }
    });
    scroller("attention").max_height(TALLEST).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
            let room = ui.available_width();
            let across = (room / WIDEST).floor().max(1.0);
            let widest = (room - space::SMALL * (across - 1.0)) / across - 1.0;
            for (n, chip) in chips.iter().enumerate() {
                let width = chip_width(ui, chip).min(widest);
                draw(ui, chip, n, width, asks);
            }
        });
    });
}

fn width_of(ui: &Ui, text: &str) -> f32 {
    let font = theme::body_font(ui);
    ui.painter()
        .layout_no_wrap(text.to_owned(), font, theme::palette(ui).text)
        .size()
        .x
}

fn chip_width(ui: &Ui, chip: &Chip) -> f32 {
    let whole = width_of(ui, &said(chip)) + width_of(ui, OPEN) + space::SMALL + 2.0 * SIDE;
    whole.ceil()
}

fn said(chip: &Chip) -> String {
    match chip.tone {
        Some(tone) => format!("{} {}", tone.sign(), chip.words),
        None => chip.words.clone(),
    }
}

fn draw(ui: &mut Ui, chip: &Chip, n: usize, width: f32, asks: &mut Vec<Request>) {
    let (_, rect) = ui.allocate_space(vec2(width, size::CONTROL));
    let palette = theme::palette(ui);
    let (fill, edge) = chip.tone.map_or((palette.field, palette.edge), |tone| {
        let colours = tone.colours(palette);
        (colours.fill, colours.edge)
    });
    let edge = Stroke::new(1.0, edge);
    ui.painter()
        .rect(rect, size::ROUND_SMALL, fill, edge, StrokeKind::Inside);
    let name = format!("{}, open", chip.words);
    let response = door(ui, rect, ui.scope_id().with(("chip", n)), &name);
    paint(ui, chip, rect, &response);
    if response.on_hover_text(&chip.whole).clicked() {
        asks.push(chip.opens.clone());
    }
}

fn paint(ui: &Ui, chip: &Chip, rect: Rect, response: &Response) {
    let palette = theme::palette(ui);
    let font: FontId = theme::body_font(ui);
    let inner = rect.shrink2(vec2(SIDE, 0.0));
    let open_width = width_of(ui, OPEN);
    let (words, open) = inner.split_left_right_at_x(inner.right() - open_width);
    let words = words.with_max_x(words.right() - space::SMALL);
    Words::new(&said(chip), &font, palette.text).paint(ui, words);
    let ink = if response.hovered() {
        palette.accent
    } else {
        palette.text
    };
    Words::new(OPEN, &font, ink).paint(ui, open);
    let under = open.center().y + font.size * 0.5;
    ui.painter()
        .hline(open.x_range(), under, Stroke::new(1.0, ink));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_chips_as_fit_share_the_line() {
        #[track_caller]
        fn check(natural: &[f32], of: usize, room: f32, want: &[f32]) {
            assert_eq!(fitting(natural, of, room, 10.0, 100.0), want);
        }
        check(&[], 0, 500.0, &[]);
        // Both fit as they are; the second is the last, so no room is kept for "more".
        check(&[200.0, 250.0], 2, 470.0, &[200.0, 250.0]);
        // Three with the least, and what is over goes to those that are cut short.
        check(
            &[400.0, 100.0, 400.0, 400.0],
            4,
            854.0,
            &[312.0, 100.0, 312.0],
        );
        // One always stands there.
        check(&[400.0, 400.0], 2, 200.0, &[272.0]);
    }
}
