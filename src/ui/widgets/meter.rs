//! A bar that shows how much of a whole is used.

use egui::{Rect, Response, Sense, Ui, Vec2, accesskit::Role};

use crate::ui::theme::{self, Series, size};

/// Draws the bar as wide as the room there is. `share` is 0 for nothing and 1 for all of it; beyond 1 the bar is full and
/// the number a screen reader hears says by how much. `over` gives it the colour of what needs a look.
///
/// A share that is not a number is drawn empty and heard without a value.
pub fn meter(ui: &mut Ui, label: &str, share: f64, over: bool) -> Response {
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), size::METER), Sense::hover());
    let palette = theme::palette(ui);
    let round = rect.height() / 2.0;
    ui.painter().rect_filled(rect, round, palette.track);
    let width = rect.width() * share.clamp(0.0, 1.0) as f32;
    if width > 0.0 {
        let series = if over {
            Series::Attention
        } else {
            Series::Authority
        };
        // Never narrower than its own round ends, or a small share would be a sliver.
        let filled =
            Rect::from_min_size(rect.min, Vec2::new(width.max(rect.height()), rect.height()));
        ui.painter().rect_filled(filled, round, palette.of(series));
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Meter);
        node.set_label(label);
        if share.is_finite() {
            node.set_numeric_value(share * 100.0);
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
            node.set_value(format!("{:.0} %", share * 100.0));
        }
    });
    response
}
