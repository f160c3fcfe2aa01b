//! What a room shows while there is nothing in it yet.

use egui::Ui;

use crate::ui::theme::{self, space};
use crate::ui::widgets::button::primary_button;
use crate::ui::widgets::section::room_heading;

/// Says what belongs here and offers the first step; true when that was pressed.
pub fn empty_state(ui: &mut Ui, title: &str, what_belongs_here: &str, first_step: &str) -> bool {
    ui.vertical_centered(|ui| {
        ui.add_space(space::HUGE);
        ui.set_max_width(ui.available_width().min(440.0));
        room_heading(ui, title);
        ui.label(theme::muted(ui, what_belongs_here));
        ui.add_space(space::SMALL);
        let pressed = primary_button(ui, first_step).clicked();
        ui.add_space(space::HUGE);
        pressed
    })
    .inner
}
