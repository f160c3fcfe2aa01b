//! The Plan room.

pub mod field;

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};

/// What the Plan room remembers between frames.
#[derive(Debug, Default)]
pub struct PlanRoom {}

impl Screen for PlanRoom {
    fn ui(&mut self, ui: &mut egui::Ui, _desk: Desk<'_>, _asks: &mut Vec<Request>) {
        crate::ui::widgets::room_heading(ui, "Plan");
    }

    fn select(&mut self, _place: &Place, _book: &Book) {}
}
