//! The form for a new section: what it is of, and then the keyboard goes to its text.

use egui::Ui;

use crate::domain::id::{NarrativeId, ObjectiveId};
use crate::domain::narrative::{Narrative, Section};
use crate::domain::record::Edit;
use crate::ui::plan::field::ask;
use crate::ui::plan::pane::{Objectives, Pane, after_last};
use crate::ui::plan::text::Text;
use crate::ui::plan::text::kind::Kinds;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::space;
use crate::ui::widgets::{combo, form_row, primary_button, section, text_field};

/// What a section of no objective belongs to.
const NONE: &str = "the plan as a whole";

/// A new section as chosen and typed so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// Whether its first field has had the keyboard.
    begun: bool,
    objective: Option<ObjectiveId>,
    kind: usize,
    title: String,
    question: String,
    owner: String,
}

impl Draft {
    /// Begins it for an objective.
    pub fn serve(&mut self, objective: ObjectiveId) {
        self.objective = Some(objective);
    }
}

impl Text {
    /// Draws the form, and adds the section when it is asked for.
    pub(super) fn new_section(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let Pane::New(draft) = &mut self.pane else {
            return;
        };
        match form(ui, desk, draft) {
            Some(true) => match add(desk, draft, asks) {
                Ok(id) => {
                    self.select(id);
                    self.go_to = None;
                    self.writing.want_keyboard();
                }
                Err(why) => self.refused = Some(why),
            },
            Some(false) => {
                self.pane = Pane::Closed;
                self.refused = None;
            }
            None => {}
        }
    }
}

fn add(desk: Desk<'_>, draft: &Draft, asks: &mut Vec<Request>) -> Result<NarrativeId, String> {
    let book = desk.book();
    let kind = Kinds::of(book, &Section::Progress).get(draft.kind);
    let id = NarrativeId(desk.session.new_key());
    let section = Narrative {
        objectives: draft.objective.into_iter().collect(),
        title: draft.title.trim().to_owned(),
        question: draft.question.trim().to_owned(),
        owner: draft.owner.trim().to_owned(),
        position: after_last(book.narratives.iter().map(|held| held.position)),
        ..Narrative::new(id, kind)
    };
    ask(book, Edit::add(section).into(), asks).map(|()| id)
}

/// Whether the section is to be added, or the form given up.
fn form(ui: &mut Ui, desk: Desk<'_>, draft: &mut Draft) -> Option<bool> {
    let book = desk.book();
    section(ui, "New section");
    ui.add_space(space::TINY);
    let kinds = Kinds::of(book, &Section::Progress);
    let field = form_row(ui, "Kind", |ui| {
        combo(ui, "new kind", "Kind", &mut draft.kind, &kinds.labels)
    });
    if !std::mem::replace(&mut draft.begun, true) {
        field.request_focus();
    }
    let objectives = Objectives::of(book, NONE);
    let mut at = objectives.at(draft.objective);
    let about = form_row(ui, "Belongs to", |ui| {
        combo(ui, "new about", "Belongs to", &mut at, &objectives.labels)
    });
    if about.changed() {
        draft.objective = objectives.get(at);
    }
    let fields = [
        (
            "Heading",
            &mut draft.title,
            "Leave it empty for the name of its kind",
        ),
        (
            "Question it answers",
            &mut draft.question,
            "Only for a set question",
        ),
        ("Owner", &mut draft.owner, "Who writes it"),
    ];
    for (label, text, hint) in fields {
        form_row(ui, label, |ui| {
            text_field(ui, ("new section", label), label, text, hint)
        });
    }
    ui.horizontal(|ui| {
        let added = primary_button(ui, "Add this section").clicked();
        let cancelled = ui.button("Cancel").clicked();
        (added || cancelled).then_some(added)
    })
    .inner
}
