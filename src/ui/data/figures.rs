//! Published figures: which files are in the plan, taking in another, taking one out, comparing two releases.
//!
//! Reading and writing a large file takes longer than a frame, so both are done beside the window, with a bar and a
//! way to stop. What is asked for meanwhile in other rooms goes on as ever.

mod batches;
mod columns;
mod compare;
mod form;
mod form_view;
pub(in crate::ui) mod preview;
mod release;
mod removal;
pub(in crate::ui) mod work;

use egui::{Context, Ui};

use crate::session::Session;
use crate::ui::data::figures::compare::Compare;
use crate::ui::data::figures::form::{Done, Form};
use crate::ui::data::figures::removal::Removal;
use crate::ui::request::Request;
use crate::ui::room::Desk;

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Figures {
    step: Step,
    removal: Option<Removal>,
}

/// What is in view.
#[derive(Debug, Default)]
enum Step {
    /// The files that are in the plan.
    #[default]
    Batches,
    /// One more.
    Form(Box<Form>),
    /// Two releases side by side.
    Compare(Box<Compare>),
}

/// What the officer asks for in the list of files.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    TakeIn,
    Compare,
    Remove(crate::domain::id::BatchId),
}

impl Figures {
    /// Shows the form, with this path in it. A form in which figures are being written stays.
    pub fn take_in(&mut self, path: &str) {
        if self.is_writing() {
            return;
        }
        self.removal = None;
        self.step = Step::Form(Box::new(Form::new(path)));
    }

    /// Takes this file for LAIT's dictionary.
    pub fn use_dictionary(&mut self, path: &str) {
        if let Step::Form(form) = &mut self.step {
            form.use_dictionary(path);
        }
    }

    /// Whether figures are being written into the plan.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        matches!(&self.step, Step::Form(form) if form.is_writing())
    }

    /// Takes what work beside the window has brought.
    pub fn poll(&mut self, ctx: &Context, session: &Session, asks: &mut Vec<Request>) {
        let is_busy = match &mut self.step {
            Step::Batches => false,
            Step::Form(form) => {
                if form.poll(session, asks) == Done::TakenIn {
                    self.step = Step::Batches;
                    // The notice and the list are of the plan as it now is.
                    ctx.request_repaint();
                    return;
                }
                form.is_busy()
            }
            Step::Compare(compare) => compare.poll(session),
        };
        if is_busy {
            ctx.request_repaint_after(work::LOOK_AGAIN);
        }
    }

    /// Draws the part.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let is_over = match &mut self.step {
            Step::Form(form) => form.ui(ui, desk, asks),
            Step::Compare(compare) => compare.ui(ui, desk, asks),
            Step::Batches => {
                self.batches(ui, desk, asks);
                false
            }
        };
        if is_over {
            self.step = Step::Batches;
        }
    }

    fn batches(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        if let Some(removal) = &mut self.removal
            && removal.ui(ui, desk, asks)
        {
            self.removal = None;
        }
        match batches::ui(ui, desk) {
            None => {}
            Some(Wanted::TakeIn) => self.take_in(""),
            Some(Wanted::Compare) => {
                self.step = Step::Compare(Box::new(Compare::new(desk.session)));
            }
            Some(Wanted::Remove(id)) => self.removal = Removal::of(desk.session, id, asks),
        }
    }
}
