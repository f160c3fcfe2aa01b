//! Rows of figures that scroll, and the cards they stand in: what the desks of this room draw their tables with.
//!
//! Only the rows in view are drawn, so 5,000 lines under 20 grants scroll as eight do.

use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::ui::grant::paint::{Ink, Side, line};
use crate::ui::theme::{self, size, space};

/// A card that fills a place, and what stands in it.
pub fn in_card<R>(ui: &mut Ui, rect: Rect, salt: &str, body: impl FnOnce(&mut Ui) -> R) -> R {
    let look = UiBuilder::new()
        .max_rect(rect)
        .layout(Layout::top_down(Align::Min))
        .id_salt(salt);
    let mut place = ui.new_child(look);
    theme::card(&place)
        .show(&mut place, |ui| {
            let room = rect.size() - vec2(2.0 * space::LARGE + 2.0, 2.0 * space::LARGE + 2.0);
            ui.set_min_size(room);
            ui.set_max_size(room);
            body(ui)
        })
        .inner
}

/// Cuts a place into a left part of a width and the rest, with a gap between them.
pub fn cut_left(rect: Rect, width: f32) -> (Rect, Rect) {
    let at = (rect.left() + width).min(rect.right());
    let left = Rect::from_min_max(rect.min, pos2(at, rect.bottom()));
    let right = Rect::from_min_max(pos2(at + space::MEDIUM, rect.top()), rect.max);
    (left, right)
}

/// A row's columns: the first takes what the others, given by their widths, leave.
pub fn columns(row: Rect, widths: &[f32]) -> Vec<Rect> {
    let taken: f32 = widths.iter().sum();
    let mut left = row.left() + (row.width() - taken).max(0.0);
    let mut all = vec![Rect::from_min_max(row.min, pos2(left, row.bottom()))];
    for width in widths {
        let place = Rect::from_min_max(pos2(left, row.top()), pos2(left + width, row.bottom()));
        all.push(place);
        left += width;
    }
    all
}

/// The row of column heads: the first at the left, the figures at the right.
pub fn heads(ui: &mut Ui, widths: &[f32], names: &[&str]) {
    let bar = ui.spacing().scroll.allocated_width();
    let room = vec2(ui.available_width(), size::ROW);
    let (rect, _) = ui.allocate_exact_size(room, egui::Sense::hover());
    let rect = Rect::from_min_max(rect.min, pos2(rect.right() - bar, rect.bottom()));
    for (at, (place, name)) in columns(rect, widths).into_iter().zip(names).enumerate() {
        let side = if at == 0 { Side::Left } else { Side::Right };
        line(ui, place, side, &[(name, Ink::head(ui))]);
    }
    rule(ui, rect);
}

/// The line under a row.
pub fn rule(ui: &Ui, row: Rect) {
    let stroke = egui::Stroke::new(1.0, theme::palette(ui).line);
    ui.painter()
        .hline(row.x_range(), row.bottom() - 0.5, stroke);
}

/// Draws the rows in view, in a part `height` points tall that scrolls; `go_to` is brought into view.
pub fn rows(
    ui: &mut Ui,
    salt: &str,
    n: usize,
    height: f32,
    go_to: Option<usize>,
    mut draw: impl FnMut(&mut Ui, usize, Rect),
) {
    let full = n as f32 * size::ROW;
    ScrollArea::vertical()
        .id_salt(salt)
        .max_height(height)
        .min_scrolled_height(height.min(full))
        .auto_shrink([false, true])
        .show_viewport(ui, |ui, view| {
            ui.set_height(full);
            let corner = ui.max_rect().min;
            let bar = ui.spacing().scroll.allocated_width();
            let reserve = if full > height { 0.0 } else { bar };
            let width = (ui.max_rect().width() - reserve).max(1.0);
            let rect_of = |row: usize| {
                let at = pos2(corner.x, corner.y + row as f32 * size::ROW);
                Rect::from_min_size(at, vec2(width, size::ROW))
            };
            if let Some(row) = go_to {
                ui.scroll_to_rect(rect_of(row), None);
            }
            let first = (view.top() / size::ROW).floor().max(0.0) as usize;
            let last = ((view.bottom() / size::ROW).ceil().max(0.0) as usize + 1).min(n);
            for row in first..last {
                draw(ui, row, rect_of(row));
            }
        });
}
