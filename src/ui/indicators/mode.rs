//! The toggle at the head of the Indicators room: measure by measure, or a quarter's dashboard.

use egui::{Button, Ui, accesskit::Role, vec2};

use crate::ui::theme::{self, space};

/// What the room shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The list and one measure beside it.
    #[default]
    Measures,
    /// A quarter's measures in one table.
    Dashboard,
}

/// Draws the toggle; gives back what is picked.
pub fn toggle(ui: &mut Ui, mode: Mode) -> Mode {
    let mut picked = mode;
    ui.horizontal(|ui| {
        for (held, words, about) in [
            (
                Mode::Measures,
                "Measures",
                "One measure at a time, with its trend and readings",
            ),
            (
                Mode::Dashboard,
                "Dashboard",
                "A quarter’s measures in one table, with the counts behind the overview",
            ),
        ] {
            let button =
                Button::selectable(mode == held, words).min_size(vec2(96.0, theme::size::CONTROL));
            let response = ui.add(button).on_hover_text(about);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_role(Role::RadioButton);
                node.set_toggled((mode == held).into());
            });
            if response.clicked() {
                picked = held;
            }
        }
    });
    ui.add_space(space::TINY);
    picked
}
