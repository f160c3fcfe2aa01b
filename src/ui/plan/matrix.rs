//! The risk matrix: probability up, impact across, and in each cell how many risks there are and how grave they are.

use egui::{Align, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::domain::plan::{Level, Risk, Scale, rating};
use crate::ui::plan::risks::tone;
use crate::ui::theme;
use crate::ui::thread::door::{Words, door};

/// A cell: its probability and its impact.
pub type Cell = (Level, Level);

/// The room for the words at the left, in points.
const SIDE: f32 = 84.0;
/// The room for a line of words above, in points.
const LINE: f32 = 22.0;

/// The size of a cell, in points: five to a side must fit where three do.
fn cell_size(scale: Scale) -> Vec2 {
    match scale {
        Scale::Words => vec2(118.0, 46.0),
        Scale::Figures => vec2(86.0, 30.0),
    }
}

/// Draws the matrix of one scale; gives back the cell that was pressed. `only` is marked.
pub fn show(ui: &mut Ui, risks: &[&Risk], scale: Scale, only: Option<Cell>) -> Option<Cell> {
    let (levels, size) = (scale.levels(), cell_size(scale));
    let whole = size * levels.len() as f32 + vec2(SIDE, 2.0 * LINE);
    let (_, rect) = ui.allocate_space(whole);
    words(ui, rect, levels, size);
    let mut pressed = None;
    for (down, probability) in levels.iter().rev().enumerate() {
        for (across, impact) in levels.iter().enumerate() {
            let corner = rect.min
                + vec2(
                    SIDE + size.x * across as f32,
                    2.0 * LINE + size.y * down as f32,
                );
            let place = Rect::from_min_size(corner, size).shrink(1.5);
            let cell = (*probability, *impact);
            let n = risks
                .iter()
                .filter(|risk| (risk.probability, risk.impact) == cell)
                .count();
            if draw(ui, place, cell, n, only == Some(cell)) {
                pressed = Some(cell);
            }
        }
    }
    pressed
}

/// The names of the two directions and of their levels.
fn words(ui: &Ui, rect: Rect, levels: &[Level], size: Vec2) {
    let (small, palette) = (theme::small_font(ui), theme::palette(ui));
    let strong = egui::FontId::new(small.size, theme::fonts::semibold());
    let line =
        |n: f32| Rect::from_min_size(rect.min + vec2(0.0, LINE * n), vec2(rect.width(), LINE));
    let across = line(0.0).with_min_x(rect.left() + SIDE);
    Words {
        align: Align::Center,
        ..Words::new("Impact", &strong, palette.muted)
    }
    .paint(ui, across);
    Words::new("Probability", &strong, palette.muted)
        .paint(ui, line(1.0).with_max_x(rect.left() + SIDE));
    for (n, level) in levels.iter().enumerate() {
        let left = rect.left() + SIDE + size.x * n as f32;
        let head = line(1.0).with_min_x(left).with_max_x(left + size.x);
        Words {
            align: Align::Center,
            ..Words::new(level.word(), &small, palette.muted)
        }
        .paint(ui, head);
        let top = rect.top() + 2.0 * LINE + size.y * (levels.len() - 1 - n) as f32;
        let side = Rect::from_min_max(
            pos2(rect.left(), top),
            pos2(rect.left() + SIDE - 8.0, top + size.y),
        );
        Words::new(level.word(), &small, palette.muted).paint(ui, side);
    }
}

fn draw(ui: &mut Ui, place: Rect, (probability, impact): Cell, n: usize, marked: bool) -> bool {
    let palette = theme::palette(ui);
    let level = rating(probability, impact);
    let colours = tone(level).colours(palette);
    let edge = if marked {
        Stroke::new(2.0, palette.accent)
    } else {
        Stroke::new(1.0, colours.edge)
    };
    let noun = if n == 1 { "risk" } else { "risks" };
    let name = format!(
        "{n} {noun} of probability {}, impact {}: {}. Lists only these",
        probability.word(),
        impact.word(),
        level.word()
    );
    ui.painter().rect(
        place,
        theme::size::ROUND_SMALL,
        colours.fill,
        edge,
        StrokeKind::Inside,
    );
    let response = door(
        ui,
        place,
        ui.scope_id()
            .with(("cell", probability as u8, impact as u8)),
        &name,
    );
    let ink = if n == 0 { palette.muted } else { palette.text };
    let (left, right) = place
        .shrink2(vec2(7.0, 0.0))
        .split_left_right_at_fraction(0.3);
    let big = egui::FontId::new(18.0, theme::fonts::semibold());
    let count = if n == 0 {
        "–".to_owned()
    } else {
        n.to_string()
    };
    Words::new(&count, &big, ink).paint(ui, left);
    Words::new(level.word(), &theme::small_font(ui), colours.text)
        .right()
        .paint(ui, right);
    response.clicked()
}
