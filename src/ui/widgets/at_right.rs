//! Controls at the right end of a line, met by the keyboard from left to right as they are read.
//!
//! Why own: egui puts things at the right by drawing them from right to left, and Tab then goes backwards.

use egui::{Align, AsIdSalt, Layout, Rect, Ui, UiBuilder};

/// Draws what is added at the right end of the room there is in this line.
///
/// How wide it is, is known from the frame before.
pub fn at_right<T>(ui: &mut Ui, id: impl AsIdSalt, add: impl FnOnce(&mut Ui) -> T) -> T {
    let id = ui.make_persistent_id(id);
    let known = ui.data(|data| data.get_temp::<f32>(id));
    let mut place = ui.available_rect_before_wrap();
    if let Some(width) = known {
        place.min.x = (place.max.x - width).max(place.min.x);
    }
    let inside = UiBuilder::new()
        .max_rect(place)
        .layout(Layout::left_to_right(Align::Center));
    // Not a scope: what is wider than it was known to be must not widen the line, and all below it, for a frame.
    let mut line = ui.new_child(inside);
    let answer = add(&mut line);
    let drawn = line.min_rect();
    let width = drawn.width();
    ui.advance_cursor_after_rect(Rect::from_x_y_ranges(place.x_range(), drawn.y_range()));
    if known.is_none_or(|held| (held - width).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.ctx()
            .request_discard("the width of what stands at the right");
    }
    answer
}
