//! Comments.

use egui::Ui;

use crate::domain::consultation::Consultation;
use crate::ui::request::Request;
use crate::ui::room::Desk;

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct CommentsDesk {}

impl CommentsDesk {
    /// Draws it into what is left of the room.
    pub fn ui(
        &mut self,
        _ui: &mut Ui,
        _desk: Desk<'_>,
        _held: Option<&Consultation>,
        _asks: &mut Vec<Request>,
    ) {
    }
}
