//! Which grant pays which line so that least general money is needed, and what cannot be spent.

use egui::Ui;

use crate::ui::request::Request;
use crate::ui::room::Desk;

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct FencesDesk {}

impl FencesDesk {
    /// Draws it into what is left of the room.
    pub fn ui(&mut self, _ui: &mut Ui, _desk: Desk<'_>, _asks: &mut Vec<Request>) {}
}
