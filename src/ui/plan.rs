//! What has been undertaken: actions, milestones and risks.
//!
//! Three parts of one room, since an action's date, a programme's year and a risk are read together but kept
//! apart. Each has a list, and beside it the thing picked, with every field of it.

mod action_form;
mod actions;
pub mod field;
mod matrix;
mod milestone_form;
mod milestones;
pub mod pane;
mod risk_form;
mod risks;
mod timeline;

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::ui::plan::actions::Actions;
use crate::ui::plan::milestones::Milestones;
use crate::ui::plan::pane::tabs;
use crate::ui::plan::risks::Risks;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};
use crate::ui::theme::{self, space};
use crate::ui::widgets::room_heading;

/// What the Plan room remembers between frames.
#[derive(Debug, Default)]
pub struct PlanRoom {
    part: usize,
    actions: Actions,
    milestones: Milestones,
    risks: Risks,
}

impl Screen for PlanRoom {
    fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let book = desk.book();
        let labels = [
            format!("Actions ({})", book.actions.len()),
            format!("Milestones ({})", book.milestones.len()),
            format!("Risks ({})", book.risks.len()),
        ];
        ui.horizontal(|ui| {
            room_heading(ui, "Plan");
            ui.add_space(space::MEDIUM);
            tabs(ui, &mut self.part, &labels);
        });
        ui.add_space(space::TINY);
        // Leaves a line for what is to come.
        let tall = (ui.available_height() - 26.0).max(120.0);
        ui.allocate_ui(egui::vec2(ui.available_width(), tall), |ui| {
            ui.set_min_height(tall);
            match self.part {
                0 => self.actions.ui(ui, desk, asks),
                1 => self.milestones.ui(ui, desk, asks),
                _ => self.risks.ui(ui, desk, asks),
            }
        });
        let to_come = "To come here with a later version: narrative whose figures stay live, and decisions with what was put before the meeting.";
        ui.add(egui::Label::new(theme::small(ui, to_come)).truncate());
    }

    fn select(&mut self, place: &Place, book: &Book) {
        match place {
            Place::Action(id) if book.actions.get(*id).is_some() => {
                self.part = 0;
                self.actions.select(*id);
            }
            Place::Milestone(id) if book.milestones.get(*id).is_some() => {
                self.part = 1;
                self.milestones.pick(*id);
            }
            Place::Risk(id) if book.risks.get(*id).is_some() => {
                self.part = 2;
                self.risks.select(*id);
            }
            _ => {}
        }
    }

    fn hint(&self, _desk: Desk<'_>) -> String {
        "Enter opens a row beside the list · a field is kept when you leave it, Esc puts back what was there".into()
    }
}
