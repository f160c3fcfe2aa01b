//! A choice of one of a few views of the same figures, side by side.

use egui::{Button, Ui, accesskit::Role, vec2};

use crate::ui::theme::size;

/// Draws the choice, each with what it shows for who hovers; gives back which is picked.
pub fn switch(ui: &mut Ui, choices: &[(&str, &str)], picked: usize) -> usize {
    let mut now = picked;
    for (at, (words, about)) in choices.iter().enumerate() {
        let button =
            Button::selectable(at == picked, *words).min_size(vec2(0.0, size::CONTROL - 4.0));
        let response = ui.add(button).on_hover_text(*about);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::RadioButton);
            node.set_toggled((at == picked).into());
        });
        if response.clicked() {
            now = at;
        }
    }
    now
}
