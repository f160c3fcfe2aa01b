//! The plan around the money, the figures and the voices: its text, and what has been undertaken and decided.
//!
//! Five desks of one room, since a sentence, an action's date, a programme's year, a risk and a decision are read together
//! but kept apart. Each has a list, and beside it the thing picked, with every field of it. One search goes over all.

mod action_form;
mod actions;
mod decisions;
pub mod field;
mod filter;
mod many;
mod matrix;
mod milestone_form;
mod milestones;
pub mod pane;
mod risk_form;
mod risks;
mod search;
mod text;
mod timeline;

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::session::Session;
use crate::ui::plan::actions::Actions;
use crate::ui::plan::decisions::Decisions;
use crate::ui::plan::milestones::Milestones;
use crate::ui::plan::pane::tabs;
use crate::ui::plan::risks::Risks;
use crate::ui::plan::search::Search;
use crate::ui::plan::text::Text;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};
use crate::ui::theme::space;
use crate::ui::widgets::room_heading;

/// The desks, by their place among the tabs.
const TEXT: usize = 0;
const ACTIONS: usize = 1;
const MILESTONES: usize = 2;
const RISKS: usize = 3;
const DECISIONS: usize = 4;

/// Their names, in that order.
pub const PARTS: [&str; 5] = ["Text", "Actions", "Milestones", "Risks", "Decisions"];

/// What the Plan room remembers between frames.
#[derive(Debug, Default)]
pub struct PlanRoom {
    part: usize,
    search: Search,
    text: Text,
    actions: Actions,
    milestones: Milestones,
    risks: Risks,
    decisions: Decisions,
}

impl PlanRoom {
    /// Keeps text that was being typed when another room was gone to.
    pub fn poll(&mut self, session: &Session, asks: &mut Vec<Request>) {
        self.text.leave_if_unseen(session.book(), asks);
    }

    fn head(&mut self, ui: &mut Ui, book: &Book) {
        let mut n_held = [
            book.narratives.len(),
            book.actions.len(),
            book.milestones.len(),
            book.risks.len(),
            book.decisions.len(),
        ]
        .into_iter();
        let labels = PARTS.map(|part| format!("{part} ({})", n_held.next().unwrap_or(0)));
        ui.horizontal(|ui| {
            room_heading(ui, "Plan");
            ui.add_space(space::MEDIUM);
            let before = self.part;
            tabs(ui, &mut self.part, &labels);
            if self.part != before {
                self.search.clear();
            }
            self.search.field(ui);
        });
        ui.add_space(space::TINY);
    }
}

impl Screen for PlanRoom {
    fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.head(ui, desk.book());
        if self.search.is_on() {
            self.text.leave(desk.book(), asks);
            let revision = desk.session.revision();
            if let Some(place) = self.search.list(ui, desk.book(), revision) {
                self.select(&place, desk.book());
            }
            return;
        }
        if self.part != TEXT {
            self.text.leave(desk.book(), asks);
        }
        match self.part {
            TEXT => self.text.ui(ui, desk, asks),
            ACTIONS => self.actions.ui(ui, desk, asks),
            MILESTONES => self.milestones.ui(ui, desk, asks),
            RISKS => self.risks.ui(ui, desk, asks),
            _ => self.decisions.ui(ui, desk, asks),
        }
    }

    fn show(&mut self, part: usize) {
        self.search.clear();
        self.part = part;
    }

    fn select(&mut self, place: &Place, book: &Book) {
        self.search.clear();
        match place {
            Place::Narrative(id) if book.narratives.get(*id).is_some() => {
                self.part = TEXT;
                self.text.select(*id);
            }
            Place::Action(id) if book.actions.get(*id).is_some() => {
                self.part = ACTIONS;
                self.actions.select(*id);
            }
            Place::Milestone(id) if book.milestones.get(*id).is_some() => {
                self.part = MILESTONES;
                self.milestones.select(*id);
            }
            Place::Risk(id) if book.risks.get(*id).is_some() => {
                self.part = RISKS;
                self.risks.select(*id);
            }
            Place::Decision(id) if book.decisions.get(*id).is_some() => {
                self.part = DECISIONS;
                self.decisions.select(*id);
            }
            _ => {}
        }
    }

    fn hint(&self, _desk: Desk<'_>) -> String {
        if self.part == TEXT {
            "Enter opens a section, once more writes in it · text is kept when you leave its field, Esc puts back what was there".into()
        } else {
            "Enter opens a row beside the list · a field is kept when you leave it, Esc puts back what was there".into()
        }
    }
}
