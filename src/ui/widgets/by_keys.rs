//! Moving what scrolls by keys, for whoever has no mouse.

use egui::{Key, Modifiers, Ui, vec2};

/// Moves the scrolled part that is being drawn: each key by so many points, upwards where they are more than nought.
pub fn by_keys(ui: &Ui, moves: &[(Key, f32)]) {
    for (key, far) in moves {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key)) {
            ui.scroll_with_delta(vec2(0.0, *far));
        }
    }
}
