//! A decision with every field of it, or a new one.

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::decision::Decision;
use crate::domain::id::{ConsultationId, DecisionId};
use crate::domain::record::Edit;
use crate::ui::plan::decisions::Decisions;
use crate::ui::plan::field::{Forms, ask, read_day, refusals};
use crate::ui::plan::pane::{Pane, after_last};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{form_row, link_button, primary_button, section, text_field};

use crate::domain::problem::Place;

/// A new decision as typed so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// Whether its first field has had the keyboard.
    begun: bool,
    meeting: String,
    on: String,
    put: String,
}

/// The pane beside the list of decisions.
pub struct Form<'a, 'b> {
    pub desk: Desk<'a>,
    pub asks: &'b mut Vec<Request>,
}

impl Form<'_, '_> {
    /// Draws what is picked, or the form for a new decision.
    pub fn ui(&mut self, ui: &mut Ui, part: &mut Decisions) {
        match &mut part.pane {
            Pane::Closed => {
                ui.label(theme::muted(
                    ui,
                    "Pick a decision to see all of it and change it here, or add one.",
                ));
            }
            Pane::New(draft) => match new(ui, draft) {
                Some(true) => match self.add(draft) {
                    Ok(id) => part.select(id),
                    Err(why) => part.refused = Some(why),
                },
                Some(false) => {
                    part.pane = Pane::Closed;
                    part.refused = None;
                }
                None => {}
            },
            Pane::Held(id) => match self.desk.book().decisions.get(*id).cloned() {
                Some(held) => self.held(ui, &held, part),
                None => drop(ui.label(theme::muted(ui, "This decision is not in the plan."))),
            },
        }
        refusals(ui, part.refused.as_deref());
    }

    fn add(&mut self, draft: &Draft) -> Result<DecisionId, String> {
        let book = self.desk.book();
        let decision = Decision {
            meeting: draft.meeting.trim().to_owned(),
            on: read_day(&draft.on)?,
            put: draft.put.trim().to_owned(),
            position: after_last(book.decisions.iter().map(|held| held.position)),
            ..Decision::new(DecisionId(self.desk.session.new_key()))
        };
        let id = decision.id;
        ask(book, Edit::add(decision).into(), self.asks).map(|()| id)
    }

    fn held(&mut self, ui: &mut Ui, held: &Decision, part: &mut Decisions) {
        section(ui, "Decision");
        ui.add_space(space::TINY);
        let book = self.desk.book();
        let mut form = Forms {
            desk: self.desk,
            asks: self.asks,
        };
        form.text(ui, held, "Meeting", &held.meeting, |now, text| {
            now.meeting = text;
        });
        form.day(ui, held, "Date", held.on, |now, day| now.on = day);
        form.words(ui, held, "What was put", &held.put, |now, text| {
            now.put = text;
        });
        form.words(ui, held, "What was decided", &held.decided, |now, text| {
            now.decided = text;
        });
        form.text(ui, held, "Decided by", &held.by, |now, text| now.by = text);
        form.many(
            ui,
            held,
            "Objectives it is about",
            (&held.objectives, None),
            |now, ids| now.objectives = ids,
        );
        let known = Consultations::of(book);
        form.pick(
            ui,
            held,
            "Consultation it followed",
            (known.at(held.consultation), &known.labels),
            |now, at| now.consultation = known.get(at),
        );
        form.text(
            ui,
            held,
            "Snapshot whose figures lay before it",
            &held.snapshot,
            |now, text| now.snapshot = text,
        );
        form.text(ui, held, "Source", &held.source, |now, text| {
            now.source = text;
        });
        if let Some(id) = held.consultation
            && link_button(ui, "Open the consultation").clicked()
        {
            self.asks.push(Request::Open(Place::Consultation(id)));
        }
        if ui.button("Remove decision").clicked() {
            part.refused = ask(book, Edit::remove(held).into(), self.asks).err();
            if part.refused.is_none() {
                part.pane = Pane::Closed;
            }
        }
    }
}

/// The consultations that a decision may have followed: none first.
struct Consultations {
    ids: Vec<Option<ConsultationId>>,
    labels: Vec<String>,
}

impl Consultations {
    fn of(book: &Book) -> Self {
        let held = book.consultations.iter();
        let (mut ids, mut labels) = (vec![None], vec!["none".to_owned()]);
        for consultation in held {
            ids.push(Some(consultation.id));
            labels.push(consultation.title.clone());
        }
        Self { ids, labels }
    }

    fn at(&self, id: Option<ConsultationId>) -> usize {
        self.ids.iter().position(|held| *held == id).unwrap_or(0)
    }

    fn get(&self, at: usize) -> Option<ConsultationId> {
        self.ids.get(at).copied().flatten()
    }
}

/// The form for a new decision; whether it is to be added, or was given up.
fn new(ui: &mut Ui, draft: &mut Draft) -> Option<bool> {
    section(ui, "New decision");
    ui.add_space(space::TINY);
    let fields = [
        ("Meeting", &mut draft.meeting, "Cabinet"),
        ("Date", &mut draft.on, "25 March 2027, or nothing yet"),
        ("What was put", &mut draft.put, "To endorse the plan"),
    ];
    for (label, text, hint) in fields {
        let field = form_row(ui, label, |ui| {
            text_field(ui, ("new decision", label), label, text, hint)
        });
        // The first of them gets the keyboard once.
        if !std::mem::replace(&mut draft.begun, true) {
            field.request_focus();
        }
    }
    ui.horizontal(|ui| {
        let added = primary_button(ui, "Add this decision").clicked();
        let cancelled = ui.button("Cancel").clicked();
        (added || cancelled).then_some(added)
    })
    .inner
}
