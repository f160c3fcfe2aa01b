//! Controls at the right end of a line, met by the keyboard from left to right as they are read.
//!
//! Why own: egui puts things at the right by drawing them from right to left, and Tab then goes backwards.

use egui::{Align, AsIdSalt, Layout, Ui, UiBuilder};

/// Draws what is added at the right end of the room there is in this line.
///
/// How wide it is, is known from the frame before; the first frame is drawn twice.
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
    let drawn = ui.scope_builder(inside, add);
    let width = drawn.response.rect.width();
    if known.is_none_or(|held| (held - width).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.ctx()
            .request_discard("the width of what stands at the right");
    }
    drawn.inner
}
