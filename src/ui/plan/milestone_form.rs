//! A milestone with every field of it, or a new one.

use egui::Ui;

use crate::domain::id::MilestoneId;
use crate::domain::plan::Milestone;
use crate::domain::record::Edit;
use crate::ui::plan::field::{Forms, ask, read_day, refusals};
use crate::ui::plan::milestones::Milestones;
use crate::ui::plan::pane::{Pane, after_last};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{form_row, primary_button, section, text_field};

/// A new milestone as typed so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// Whether its first field has had the keyboard.
    begun: bool,
    workstream: String,
    title: String,
    from: String,
    to: String,
}

/// The pane beside the timeline.
pub struct Form<'a, 'b> {
    pub desk: Desk<'a>,
    pub asks: &'b mut Vec<Request>,
}

impl Form<'_, '_> {
    /// Draws what is picked, or the form for a new milestone.
    pub fn ui(&mut self, ui: &mut Ui, part: &mut Milestones) {
        match &mut part.pane {
            Pane::Closed => {
                ui.label(theme::muted(
                    ui,
                    "Pick a milestone to see all of it and change it here, or add one.",
                ));
            }
            Pane::New(draft) => {
                let (added, cancelled) = new(ui, draft);
                if added {
                    match self.add(draft) {
                        Ok(id) => part.pick(id),
                        Err(why) => part.refused = Some(why),
                    }
                } else if cancelled {
                    part.pane = Pane::Closed;
                    part.refused = None;
                }
            }
            Pane::Held(id) => match self.desk.book().milestones.get(*id).cloned() {
                Some(held) => self.held(ui, &held, part),
                None => {
                    drop(ui.label(theme::muted(ui, "This milestone is no longer in the plan.")))
                }
            },
        }
        refusals(ui, part.refused.as_deref());
    }

    fn add(&mut self, draft: &Draft) -> Result<MilestoneId, String> {
        let book = self.desk.book();
        let milestone = Milestone {
            id: MilestoneId(self.desk.session.new_key()),
            workstream: draft.workstream.trim().to_owned(),
            title: draft.title.trim().to_owned(),
            objectives: Vec::new(),
            from: read_day(&draft.from)?,
            to: read_day(&draft.to)?,
            dates_as_printed: String::new(),
            audience: String::new(),
            note: String::new(),
            source: String::new(),
            position: after_last(book.milestones.iter().map(|held| held.position)),
        };
        let id = milestone.id;
        ask(book, Edit::add(milestone).into(), self.asks).map(|()| id)
    }

    fn held(&mut self, ui: &mut Ui, held: &Milestone, part: &mut Milestones) {
        section(ui, "Milestone");
        ui.add_space(space::TINY);
        let book = self.desk.book();
        let mut form = Forms {
            desk: self.desk,
            asks: self.asks,
        };
        form.words(
            ui,
            held,
            "What is to be reached",
            &held.title,
            |now, text| now.title = text,
        );
        form.text(ui, held, "Workstream", &held.workstream, |now, text| {
            now.workstream = text
        });
        form.many(
            ui,
            held,
            "Objectives it serves",
            (&held.objectives, None),
            |now, ids| now.objectives = ids,
        );
        form.day(ui, held, "First day", held.from, |now, day| now.from = day);
        form.day(ui, held, "Last day", held.to, |now, day| now.to = day);
        form.text(
            ui,
            held,
            "Dates as printed",
            &held.dates_as_printed,
            |now, text| now.dates_as_printed = text,
        );
        form.text(ui, held, "Audience", &held.audience, |now, text| {
            now.audience = text
        });
        form.words(ui, held, "Note", &held.note, |now, text| now.note = text);
        form.text(ui, held, "Source", &held.source, |now, text| {
            now.source = text
        });
        if ui.button("Remove milestone").clicked() {
            part.refused = ask(book, Edit::remove(held).into(), self.asks).err();
            if part.refused.is_none() {
                part.pane = Pane::Closed;
            }
        }
    }
}

/// The form for a new milestone; whether it is to be added, and whether it was given up.
fn new(ui: &mut Ui, draft: &mut Draft) -> (bool, bool) {
    section(ui, "New milestone");
    ui.add_space(space::TINY);
    let fields = [
        (
            "What is to be reached",
            &mut draft.title,
            "New service open",
        ),
        ("Workstream", &mut draft.workstream, "Leaving care"),
        ("First day", &mut draft.from, "1 April 2027"),
        ("Last day", &mut draft.to, "31 March 2028"),
    ];
    for (label, text, hint) in fields {
        let field = form_row(ui, label, |ui| {
            text_field(ui, ("new milestone", label), label, text, hint)
        });
        // The first of them gets the keyboard once.
        if !std::mem::replace(&mut draft.begun, true) {
            field.request_focus();
        }
    }
    ui.horizontal(|ui| {
        let added = primary_button(ui, "Add this milestone").clicked();
        (added, ui.button("Cancel").clicked())
    })
    .inner
}
