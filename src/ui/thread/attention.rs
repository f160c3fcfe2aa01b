//! What needs attention, worst first, as a line of chips that each open the place they speak of.
//!
//! As many are shown as fit in one line; "and 6 more" shows the rest. A chip carries its whole finding in its
//! name and on hover: what is so, why that is not right, and what to do.

use egui::{FontId, Rect, Response, Stroke, StrokeKind, Ui, Vec2, vec2};

use crate::domain::check;
use crate::domain::problem::{Problem, Severity};
use crate::ui::request::Request;
use crate::ui::room::{Desk, Room};
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::thread::door::{Words, door};
use crate::ui::thread::scroller;
use crate::ui::widgets::{link_button, section};

/// Points across beyond which a chip's words are shortened.
const WIDEST: f32 = 372.0;
/// From the edge of a chip to its words, in points.
const SIDE: f32 = 10.0;
/// The last word of a chip.
const OPEN: &str = "open";
/// How tall the unfolded chips may be before they scroll, in points.
const TALLEST: f32 = 220.0;

/// One thing that needs attention.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    tone: Tone,
    /// What is so, with where.
    words: String,
    /// The whole finding, for whoever hovers.
    whole: String,
    opens: Request,
}

/// Errors and warnings, worst first, and the late actions together as one.
pub fn chips(desk: Desk<'_>) -> Vec<Chip> {
    let problems = desk.session.problems().iter().filter(|problem| problem.severity != Severity::Note);
    problems.map(chip).chain(late(desk)).collect()
}

fn chip(problem: &Problem) -> Chip {
    Chip {
        tone: if problem.severity == Severity::Error { Tone::Error } else { Tone::Warn },
        words: format!("{}: {}", problem.location, problem.what),
        whole: problem.to_string(),
        opens: Request::Open(problem.place.clone()),
    }
}

/// The actions that are late today. One is named; several are counted, and the longest overdue is opened.
fn late(desk: Desk<'_>) -> Option<Chip> {
    let late = check::late_actions(desk.book(), desk.session.today());
    let first = late.first()?;
    if late.len() == 1 {
        return Some(chip(first));
    }
    Some(Chip {
        words: format!("{} actions late", late.len()),
        whole: format!("{} actions are late. The longest: {first}", late.len()),
        ..chip(first)
    })
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
                ui.label(egui::RichText::new("✓ Nothing: every check is content").color(ok));
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
        let more_width = width_of(ui, "and 9,999 more");
        let mut room = ui.available_width();
        let mut shown = 0;
        for (n, chip) in chips.iter().enumerate() {
            let last = n + 1 == chips.len();
            let spare = if last { 0.0 } else { more_width + gap };
            let width = chip_width(ui, chip);
            if n > 0 && width + gap + spare > room {
                break;
            }
            let width = width.min((room - spare - gap).max(120.0));
            draw(ui, chip, n, width, asks);
            room -= width + gap;
            shown += 1;
        }
        if shown < chips.len() && link_button(ui, &format!("and {} more", chips.len() - shown)).clicked() {
            *unfolded = true;
        }
    });
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
            for (n, chip) in chips.iter().enumerate() {
                let width = chip_width(ui, chip).min(ui.available_size_before_wrap().x.max(WIDEST));
                draw(ui, chip, n, width, asks);
            }
        });
    });
}

fn width_of(ui: &Ui, text: &str) -> f32 {
    let font = theme::body_font(ui);
    ui.painter().layout_no_wrap(text.to_owned(), font, theme::palette(ui).text).size().x
}

fn chip_width(ui: &Ui, chip: &Chip) -> f32 {
    let whole = width_of(ui, &said(chip)) + width_of(ui, OPEN) + space::SMALL + 2.0 * SIDE;
    whole.ceil().min(WIDEST)
}

fn said(chip: &Chip) -> String {
    format!("{} {}", chip.tone.sign(), chip.words)
}

fn draw(ui: &mut Ui, chip: &Chip, n: usize, width: f32, asks: &mut Vec<Request>) {
    let (_, rect) = ui.allocate_space(vec2(width, size::CONTROL));
    let colours = chip.tone.colours(theme::palette(ui));
    let edge = Stroke::new(1.0, colours.edge);
    ui.painter().rect(rect, size::ROUND_SMALL, colours.fill, edge, StrokeKind::Inside);
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
    let ink = if response.hovered() { palette.accent } else { palette.text };
    Words::new(OPEN, &font, ink).paint(ui, open);
    let under = open.center().y + font.size * 0.5;
    ui.painter().hline(open.x_range(), under, Stroke::new(1.0, ink));
}
