//! The plan's text: sections by objective, and the one that is picked, written and read.
//!
//! A section is written in plain words with a few marks, and its figures are named rather than typed. So the list says of
//! each section whether its figures still say what they said when somebody stood by it, and the section itself shows the
//! text as it will be printed beside the text as it is typed.

mod figures;
mod insert;
mod kind;
mod list;
mod marks;
mod new;
mod offered;
mod section;
mod write;

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::id::{NarrativeId, ObjectiveId};
use crate::ui::plan::filter::Filter;
use crate::ui::plan::pane::{Pane, apart};
use crate::ui::plan::text::insert::Insert;
use crate::ui::plan::text::marks::Marks;
use crate::ui::plan::text::new::Draft;
use crate::ui::plan::text::write::Writing;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::space;

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Text {
    pane: Pane<NarrativeId, Draft>,
    refused: Option<String>,
    filter: Filter,
    /// Only sections whose figures need a look.
    only_marked: bool,
    go_to: Option<NarrativeId>,
    marks: Marks,
    writing: Writing,
    insert: Insert,
    /// The section to be confirmed as soon as what was typed in it is kept.
    confirm: Option<NarrativeId>,
}

impl Text {
    /// Picks one and puts the keyboard on its row.
    pub fn select(&mut self, id: NarrativeId) {
        self.show(id);
        self.filter.clear();
        self.only_marked = false;
        self.go_to = Some(id);
    }

    fn show(&mut self, id: NarrativeId) {
        self.pane = Pane::Held(id);
        self.refused = None;
        self.insert.close();
        self.confirm = None;
    }

    fn begin(&mut self, objective: Option<ObjectiveId>) {
        self.pane.begin();
        if let (Pane::New(draft), Some(id)) = (&mut self.pane, objective) {
            draft.serve(id);
        }
        self.refused = None;
        self.insert.close();
    }

    /// Keeps what is being typed, since its field is no longer in view.
    pub fn leave(&mut self, book: &Book, asks: &mut Vec<Request>) {
        self.writing.leave(book, asks);
    }

    /// The same, where the field was not drawn since this was last asked.
    pub fn leave_if_unseen(&mut self, book: &Book, asks: &mut Vec<Request>) {
        self.writing.leave_if_unseen(book, asks);
    }

    /// Draws the list of sections, and the one that is picked.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let whole = ui.available_width();
        let list = (whole * 0.3).clamp(256.0, 380.0);
        if self.writing.of() != self.pane.picked() {
            self.writing.leave(desk.book(), asks);
        }
        apart(
            ui,
            &mut (self, asks),
            whole - list - space::MEDIUM,
            |ui, (part, _)| part.list(ui, desk),
            |ui, (part, asks)| part.pane(ui, desk, asks),
        );
    }
}
