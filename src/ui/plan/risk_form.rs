//! A risk with every field of it, or a new one.

use egui::Ui;

use crate::domain::id::RiskId;
use crate::domain::plan::{Level, Risk};
use crate::domain::record::Edit;
use crate::ui::plan::field::{Forms, ask, refusals};
use crate::ui::plan::pane::{Objectives, Pane, after_last};
use crate::ui::plan::risks::Risks;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, form_row, primary_button, section, text_field};

/// What a risk to no objective by name threatens.
const NONE: &str = "the programme as a whole";

/// A new risk as typed so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// Whether its first field has had the keyboard.
    begun: bool,
    title: String,
    objective: usize,
    probability: usize,
    impact: usize,
    mitigation: String,
    owner: String,
}

/// The pane beside the list of risks.
pub struct Form<'a, 'b> {
    pub desk: Desk<'a>,
    pub asks: &'b mut Vec<Request>,
}

impl Form<'_, '_> {
    /// Draws what is picked, or the form for a new risk.
    pub fn ui(&mut self, ui: &mut Ui, part: &mut Risks) {
        match &mut part.pane {
            Pane::Closed => {
                ui.label(theme::muted(
                    ui,
                    "Pick a risk to see all of it and change it here, or add one.",
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
            Pane::Held(id) => match self.desk.book().risks.get(*id).cloned() {
                Some(held) => self.held(ui, &held, part),
                None => drop(ui.label(theme::muted(ui, "This risk is no longer in the plan."))),
            },
        }
        refusals(ui, part.refused.as_deref());
    }

    fn add(&mut self, draft: &Draft) -> Result<RiskId, String> {
        let book = self.desk.book();
        let risk = Risk {
            objective: Objectives::of(book, NONE).get(draft.objective),
            title: draft.title.trim().to_owned(),
            probability: level(draft.probability),
            impact: level(draft.impact),
            mitigation: draft.mitigation.trim().to_owned(),
            owner: draft.owner.trim().to_owned(),
            position: after_last(book.risks.iter().map(|held| held.position)),
            ..Risk::new(RiskId(self.desk.session.new_key()))
        };
        let id = risk.id;
        ask(book, Edit::add(risk).into(), self.asks).map(|()| id)
    }

    fn held(&mut self, ui: &mut Ui, held: &Risk, part: &mut Risks) {
        section(ui, "Risk");
        ui.add_space(space::TINY);
        let book = self.desk.book();
        let mut form = Forms {
            desk: self.desk,
            asks: self.asks,
        };
        form.words(ui, held, "What could go wrong", &held.title, |now, text| {
            now.title = text
        });
        let objectives = Objectives::of(book, NONE);
        let at = objectives.at(held.objective);
        form.pick(
            ui,
            held,
            "Threatens",
            (at, &objectives.labels),
            |now, at| now.objective = objectives.get(at),
        );
        let levels = levels();
        form.pick(
            ui,
            held,
            "Probability",
            (place_of(held.probability), &levels),
            |now, at| now.probability = level(at),
        );
        form.pick(
            ui,
            held,
            "Impact",
            (place_of(held.impact), &levels),
            |now, at| now.impact = level(at),
        );
        form.words(
            ui,
            held,
            "What is done about it",
            &held.mitigation,
            |now, text| now.mitigation = text,
        );
        form.text(ui, held, "Owner", &held.owner, |now, text| now.owner = text);
        form.text(ui, held, "Source", &held.source, |now, text| {
            now.source = text
        });
        if ui.button("Remove risk").clicked() {
            part.refused = ask(book, Edit::remove(held).into(), self.asks).err();
            if part.refused.is_none() {
                part.pane = Pane::Closed;
            }
        }
    }
}

fn levels() -> Vec<String> {
    Level::ALL
        .iter()
        .map(|level| level.word().to_owned())
        .collect()
}

fn place_of(level: Level) -> usize {
    let held = Level::ALL.iter().position(|known| *known == level);
    held.unwrap_or(0)
}

fn level(at: usize) -> Level {
    Level::ALL.get(at).copied().unwrap_or(Level::Low)
}

/// The form for a new risk; whether it is to be added, and whether it was given up.
fn new(ui: &mut Ui, desk: Desk<'_>, draft: &mut Draft) -> (bool, bool) {
    section(ui, "New risk");
    ui.add_space(space::TINY);
    let field = form_row(ui, "What could go wrong", |ui| {
        text_field(
            ui,
            "new risk",
            "What could go wrong",
            &mut draft.title,
            "Money for training runs short",
        )
    });
    if !std::mem::replace(&mut draft.begun, true) {
        field.request_focus();
    }
    let objectives = Objectives::of(desk.book(), NONE);
    form_row(ui, "Threatens", |ui| {
        combo(
            ui,
            "new threatens",
            "Threatens",
            &mut draft.objective,
            &objectives.labels,
        )
    });
    let levels = levels();
    form_row(ui, "Probability", |ui| {
        combo(
            ui,
            "new probability",
            "Probability",
            &mut draft.probability,
            &levels,
        )
    });
    form_row(ui, "Impact", |ui| {
        combo(ui, "new impact", "Impact", &mut draft.impact, &levels)
    });
    form_row(ui, "What is done about it", |ui| {
        text_field(
            ui,
            "new mitigation",
            "What is done about it",
            &mut draft.mitigation,
            "Set aside from base budgets",
        )
    });
    form_row(ui, "Owner", |ui| {
        text_field(
            ui,
            "new owner",
            "Owner",
            &mut draft.owner,
            "Programme board",
        )
    });
    ui.horizontal(|ui| {
        let added = primary_button(ui, "Add this risk").clicked();
        (added, ui.button("Cancel").clicked())
    })
    .inner
}
