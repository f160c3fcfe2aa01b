//! An action with every field of it, or a new one.

use egui::Ui;

use crate::domain::id::ActionId;
use crate::domain::plan::{Action, ActionStatus};
use crate::domain::record::Edit;
use crate::ui::plan::actions::Actions;
use crate::ui::plan::field::{Forms, ask, read_day, refusals};
use crate::ui::plan::pane::{Objectives, Pane, after_last};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, form_row, primary_button, section, text_field};

/// What having no objective is called.
const NONE: &str = "no objective";

/// A new action as typed so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// Whether its first field has had the keyboard.
    begun: bool,
    objective: usize,
    heading: String,
    title: String,
    responsible: String,
    due: String,
}

/// The pane beside the list of actions.
pub struct Form<'a, 'b> {
    pub desk: Desk<'a>,
    pub asks: &'b mut Vec<Request>,
}

impl Form<'_, '_> {
    /// Draws what is picked, or the form for a new action.
    pub fn ui(&mut self, ui: &mut Ui, part: &mut Actions) {
        match &mut part.pane {
            Pane::Closed => {
                ui.label(theme::muted(
                    ui,
                    "Pick an action to see all of it and change it here, or add one.",
                ));
            }
            Pane::New(draft) => {
                let (added, cancelled) = new(ui, self.desk, draft);
                if added {
                    match self.add(draft) {
                        Ok(id) => part.select(id),
                        Err(why) => part.refused = Some(why),
                    }
                } else if cancelled {
                    part.pane = Pane::Closed;
                    part.refused = None;
                }
            }
            Pane::Held(id) => match self.desk.book().actions.get(*id).cloned() {
                Some(held) => self.held(ui, &held, part),
                // It is being added, or another window removed it.
                None => drop(ui.label(theme::muted(ui, "This action is no longer in the plan."))),
            },
        }
        refusals(ui, part.refused.as_deref());
    }

    fn add(&mut self, draft: &Draft) -> Result<ActionId, String> {
        let book = self.desk.book();
        let action = Action {
            id: ActionId(self.desk.session.new_key()),
            objective: Objectives::of(book, NONE).get(draft.objective),
            also: Vec::new(),
            heading: draft.heading.trim().to_owned(),
            title: draft.title.trim().to_owned(),
            responsible: draft.responsible.trim().to_owned(),
            due: read_day(&draft.due)?,
            impact_sought: String::new(),
            progress: String::new(),
            status: ActionStatus::NotStarted,
            source: String::new(),
            position: after_last(book.actions.iter().map(|held| held.position)),
        };
        let id = action.id;
        ask(book, Edit::add(action).into(), self.asks).map(|()| id)
    }

    fn held(&mut self, ui: &mut Ui, held: &Action, part: &mut Actions) {
        section(ui, "Action");
        ui.add_space(space::TINY);
        let book = self.desk.book();
        let mut form = Forms {
            desk: self.desk,
            asks: self.asks,
        };
        form.words(ui, held, "What is to be done", &held.title, |now, text| {
            now.title = text
        });
        let objectives = Objectives::of(book, NONE);
        let at = objectives.at(held.objective);
        form.pick(
            ui,
            held,
            "Objective",
            (at, &objectives.labels),
            |now, at| {
                now.objective = objectives.get(at);
                now.also.retain(|id| Some(*id) != now.objective);
            },
        );
        form.many(
            ui,
            held,
            "Other objectives it serves",
            (&held.also, held.objective),
            |now, ids| now.also = ids,
        );
        form.text(ui, held, "Heading", &held.heading, |now, text| {
            now.heading = text
        });
        form.text(ui, held, "Responsible", &held.responsible, |now, text| {
            now.responsible = text
        });
        form.day(ui, held, "Due", held.due, |now, day| now.due = day);
        let statuses: Vec<String> = ActionStatus::ALL
            .iter()
            .map(|status| status.word().to_owned())
            .collect();
        let at = ActionStatus::ALL
            .iter()
            .position(|status| *status == held.status)
            .unwrap_or(0);
        form.pick(ui, held, "Status", (at, &statuses), |now, at| {
            now.status = ActionStatus::ALL.get(at).copied().unwrap_or(now.status);
        });
        form.words(
            ui,
            held,
            "Impact sought",
            &held.impact_sought,
            |now, text| now.impact_sought = text,
        );
        form.words(ui, held, "Progress", &held.progress, |now, text| {
            now.progress = text
        });
        form.text(ui, held, "Source", &held.source, |now, text| {
            now.source = text
        });
        if ui.button("Remove action").clicked() {
            part.refused = ask(book, Edit::remove(held).into(), self.asks).err();
            if part.refused.is_none() {
                part.pane = Pane::Closed;
            }
        }
    }
}

/// The form for a new action; whether it is to be added, and whether it was given up.
fn new(ui: &mut Ui, desk: Desk<'_>, draft: &mut Draft) -> (bool, bool) {
    section(ui, "New action");
    ui.add_space(space::TINY);
    let field = form_row(ui, "What is to be done", |ui| {
        text_field(
            ui,
            "new title",
            "What is to be done",
            &mut draft.title,
            "Recruit 20 carers",
        )
    });
    if !std::mem::replace(&mut draft.begun, true) {
        field.request_focus();
    }
    let objectives = Objectives::of(desk.book(), NONE);
    form_row(ui, "Objective", |ui| {
        combo(
            ui,
            "new objective",
            "Objective",
            &mut draft.objective,
            &objectives.labels,
        )
    });
    form_row(ui, "Heading", |ui| {
        text_field(
            ui,
            "new heading",
            "Heading",
            &mut draft.heading,
            "Placements",
        )
    });
    form_row(ui, "Responsible", |ui| {
        text_field(
            ui,
            "new responsible",
            "Responsible",
            &mut draft.responsible,
            "Fostering team",
        )
    });
    form_row(ui, "Due", |ui| {
        text_field(ui, "new due", "Due", &mut draft.due, "31 March 2027")
    });
    ui.horizontal(|ui| {
        let added = primary_button(ui, "Add this action").clicked();
        (added, ui.button("Cancel").clicked())
    })
    .inner
}
