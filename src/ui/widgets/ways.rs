//! The toggle at the head of a room: which of its ways of seeing is open.
//!
//! A screen reader meets it as radio buttons, of which one is set.

use egui::{Button, Ui, accesskit::Role, vec2};

use crate::ui::theme::size;

/// Draws the ways, each with its words and what one does there, in a row that has begun; gives back what is picked.
pub fn ways<T: Copy + PartialEq>(
    ui: &mut Ui,
    open: T,
    all: impl IntoIterator<Item = (T, (&'static str, &'static str))>,
) -> T {
    let mut picked = open;
    for (way, (words, about)) in all {
        let button = Button::selectable(open == way, words).min_size(vec2(84.0, size::CONTROL));
        let response = ui.add(button);
        let response = if about.is_empty() {
            response
        } else {
            response.on_hover_text(about)
        };
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::RadioButton);
            node.set_toggled((open == way).into());
        });
        if response.clicked() {
            picked = way;
        }
    }
    picked
}
