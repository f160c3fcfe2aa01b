//! Individual responses: files taken in, what came of them channel by channel, copies among them, and what is set aside.
//!
//! A consultation without any says what belongs here and offers to take in a file. With some, the cards follow the way
//! a response goes: the file it came with, the ledger from received to analysed, copies, and those set aside.
//!
//! Edges: taking in and finding copies go on beside the window. A file that may only be read shows everything and
//! changes nothing.

mod aside;
mod batches;
mod columns;
mod copies;
mod form;
mod form_view;
mod ledger;
mod lists;
mod offered;

use egui::{ScrollArea, Ui};

use crate::domain::consultation::Consultation;
use crate::domain::id::ConsultationId;
use crate::session::Session;
use crate::ui::consultation::responses::aside::AsideCard;
use crate::ui::consultation::responses::batches::batches_card;
use crate::ui::consultation::responses::copies::CopiesCard;
use crate::ui::consultation::responses::form::ResponsesForm;
use crate::ui::consultation::responses::ledger::ledger_card;
use crate::ui::consultation::responses::lists::Who;
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, empty_state, primary_button, room_heading};

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct ResponsesDesk {
    form: Option<Box<ResponsesForm>>,
    copies: CopiesCard,
    aside: AsideCard,
    who: Who,
    wanted: Option<ConsultationId>,
}

impl ResponsesDesk {
    /// Draws it into what is left of the room.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: Option<&Consultation>,
        asks: &mut Vec<Request>,
    ) {
        if let Some(form) = &mut self.form {
            if form.ui(ui, desk, asks) {
                self.form = None;
            }
            return;
        }
        let sheet = held.and_then(|held| desk.session.sheet(held.id));
        let (Some(held), Some(sheet)) = (held, sheet) else {
            self.which(ui, desk, held);
            return self.nothing(ui, desk, held);
        };
        self.head(ui, desk, held);
        self.who.know(desk.session.revision(), held.id, &sheet);
        ScrollArea::vertical()
            .id_salt("responses")
            .auto_shrink(false)
            .show(ui, |ui| {
                // The bar floats over the right edge.
                ui.set_max_width(ui.available_width() - space::MEDIUM);
                card(ui, |ui| ledger_card(ui, desk, held.id));
                card(ui, |ui| batches_card(ui, desk, held.id, asks));
                card(ui, |ui| self.copies.ui(ui, desk, held.id, &self.who, asks));
                card(ui, |ui| self.aside.ui(ui, desk, held.id, &self.who, asks));
                crate::ui::grant::fields::follow_focus(ui);
            });
    }

    /// Whether responses are being written into the plan.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.form.as_ref().is_some_and(|form| form.is_writing())
    }

    /// Takes what work beside the window has brought.
    pub fn poll(&mut self, ctx: &egui::Context, session: &Session, asks: &mut Vec<Request>) {
        let Some(form) = &mut self.form else { return };
        if let Some(consultation) = form.poll(session, asks) {
            self.form = None;
            self.wanted = Some(consultation);
            // The notice and the cards are of the plan as it now is.
            ctx.request_repaint();
        } else if form.is_busy() {
            ctx.request_repaint_after(LOOK_AGAIN);
        }
    }

    /// Opens the form with this file in it.
    pub fn take_in(&mut self, path: &str, into: Option<ConsultationId>) {
        if !self.is_writing() {
            self.form = Some(Box::new(ResponsesForm::new(path, into)));
        }
    }

    /// Looks at a file that was chosen elsewhere; where the form is open, for the consultation that stands in it.
    pub fn choose(&mut self, path: &str) {
        let into = self.form.as_ref().and_then(|form| form.into);
        self.take_in(path, into);
    }

    /// The consultation that is to be shown, once: chosen here, or just taken in.
    pub fn wanted(&mut self) -> Option<ConsultationId> {
        self.wanted.take()
    }

    fn head(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Consultation) {
        ui.horizontal_wrapped(|ui| {
            self.which_list(ui, desk, Some(held));
            ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                if primary_button(ui, "Take in responses…").clicked() {
                    self.take_in("", Some(held.id));
                }
            });
            if desk.session.is_read_only() {
                ui.label(theme::muted(ui, "This file may only be read."));
            }
        });
        ui.add_space(space::SMALL);
    }

    fn which(&mut self, ui: &mut Ui, desk: Desk<'_>, held: Option<&Consultation>) {
        if held.is_some() {
            ui.horizontal_wrapped(|ui| self.which_list(ui, desk, held));
        }
    }

    /// The list of consultations; of one, its title.
    fn which_list(&mut self, ui: &mut Ui, desk: Desk<'_>, held: Option<&Consultation>) {
        let all: Vec<&Consultation> = desk.book().consultations.iter().collect();
        let Some(held) = held else { return };
        if all.len() < 2 {
            room_heading(ui, &held.title);
            return;
        }
        let titles: Vec<&str> = all.iter().map(|held| held.title.as_str()).collect();
        let place = all.iter().position(|other| other.id == held.id);
        let mut at = place.unwrap_or(0);
        ui.label("Consultation");
        if combo(ui, "responses of", "Consultation", &mut at, &titles).changed() {
            self.wanted = all.get(at).map(|held| held.id);
        }
    }

    fn nothing(&mut self, ui: &mut Ui, desk: Desk<'_>, held: Option<&Consultation>) {
        let what = "Give the file as the survey tool exports it: Citizen Space, Microsoft Forms, SurveyMonkey or any table with a row a response. Names and addresses are dropped; what each column is stands here before anything is written.";
        if desk.session.is_read_only() {
            room_heading(ui, "No responses yet");
            let words = "This file may only be read, so none can be taken in.";
            ui.label(theme::muted(ui, words));
        } else if empty_state(ui, "No responses yet", what, "Take in responses…") {
            // Counts that were typed are of another kind than a file of responses: they begin apart.
            let is_bare = |held: &&Consultation| {
                let mut asked = desk.book().questions.iter();
                !asked.any(|question| question.consultation == held.id)
            };
            self.take_in("", held.filter(is_bare).map(|held| held.id));
        }
    }
}

fn card(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    theme::card(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        draw(ui);
    });
    ui.add_space(space::SMALL);
}
