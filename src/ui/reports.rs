//! The Reports room.

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};

/// What the Reports room remembers between frames.
#[derive(Debug, Default)]
pub struct ReportsRoom {}

impl Screen for ReportsRoom {
    fn ui(&mut self, ui: &mut egui::Ui, _desk: Desk<'_>, _asks: &mut Vec<Request>) {
        crate::ui::widgets::room_heading(ui, "Reports");
    }

    fn select(&mut self, _place: &Place, _book: &Book) {}
}
