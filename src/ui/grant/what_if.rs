//! Scenarios side by side with the plan, and one of them made the plan.

use egui::Ui;

use crate::ui::request::Request;
use crate::ui::room::Desk;

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct WhatIfDesk {}

impl WhatIfDesk {
    /// Draws it into what is left of the room.
    pub fn ui(&mut self, _ui: &mut Ui, _desk: Desk<'_>, _asks: &mut Vec<Request>) {}
}
