//! The Grant room.

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};

/// What the Grant room remembers between frames.
#[derive(Debug, Default)]
pub struct GrantRoom {}

impl Screen for GrantRoom {
    fn ui(&mut self, ui: &mut egui::Ui, _desk: Desk<'_>, _asks: &mut Vec<Request>) {
        crate::ui::widgets::room_heading(ui, "Grant");
    }

    fn select(&mut self, _place: &Place, _book: &Book) {}
}
