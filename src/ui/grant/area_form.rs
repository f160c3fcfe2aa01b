//! The form of a priority area: its name and the objective it serves.
//!
//! Edges: a priority area is the same from year to year, so one that has money in any year cannot be removed; the refusal
//! says how many lines stand in the way.

use egui::{Key, Ui};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::grant::{AreaNature, PriorityArea};
use crate::domain::id::{ObjectiveId, PriorityAreaId};
use crate::domain::problem::{Problem, Severity};
use crate::domain::record::Edit;
use crate::ui::grant::change::told;
use crate::ui::grant::fields::{pick, trouble, words};
use crate::ui::grant::grant_form::FormOut;
use crate::ui::widgets::{primary_button, section};

/// A priority area as it is being typed.
#[derive(Debug)]
pub struct AreaForm {
    was: Option<PriorityArea>,
    now: PriorityArea,
    tried: bool,
    fresh: bool,
    entered: bool,
    refused: Option<String>,
}

impl AreaForm {
    /// One that is there.
    pub fn edit(area: &PriorityArea) -> Self {
        Self {
            was: Some(area.clone()),
            now: area.clone(),
            tried: false,
            fresh: true,
            entered: false,
            refused: None,
        }
    }

    /// A new one, last in the list.
    pub fn new(book: &Book, key: i64) -> Self {
        let position = book
            .priority_areas
            .iter()
            .map(|area| area.position)
            .max()
            .map_or(0, |last| last.saturating_add(1));
        let blank = PriorityArea {
            id: PriorityAreaId(key),
            name: String::new(),
            objective: None,
            also: Vec::new(),
            nature: AreaNature::Either,
            position,
        };
        Self {
            was: None,
            ..Self::edit(&blank)
        }
    }

    /// The priority area it is about.
    pub fn id(&self) -> PriorityAreaId {
        self.now.id
    }

    /// Draws the fields.
    pub fn fields(&mut self, ui: &mut Ui, book: &Book) {
        section(
            ui,
            if self.was.is_some() {
                "Edit priority area"
            } else {
                "Add a priority area"
            },
        );
        let problem = self.problem(book);
        let shown = problem
            .as_ref()
            .filter(|problem| self.tried || problem.kind != "name-empty")
            .map(told);
        let name = words(
            ui,
            "Name",
            &mut self.now.name,
            "What money is spent on",
            shown.as_deref(),
        );
        if std::mem::take(&mut self.fresh) {
            name.request_focus();
        }
        self.entered = name.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        self.objective(ui, book);
        pick(
            ui,
            "What it is made of",
            &mut self.now.nature,
            &AreaNature::ALL,
            |nature| match nature {
                AreaNature::Revenue => "running costs (revenue)".to_owned(),
                AreaNature::Capital => "buildings and equipment (capital)".to_owned(),
                AreaNature::Either => "either, or not said".to_owned(),
            },
        );
    }

    fn objective(&mut self, ui: &mut Ui, book: &Book) {
        if book.objectives.is_empty() {
            return;
        }
        let mut all: Vec<Option<ObjectiveId>> = vec![None];
        all.extend(book.objectives.iter().map(|objective| Some(objective.id)));
        pick(
            ui,
            "Objective it serves",
            &mut self.now.objective,
            &all,
            |id| {
                let objective = id.and_then(|id| book.objectives.get(id));
                objective.map_or_else(
                    || "none".to_owned(),
                    crate::domain::objective::Objective::label,
                )
            },
        );
    }

    /// Draws what ends the form.
    pub fn buttons(&mut self, ui: &mut Ui, book: &Book) -> FormOut {
        let mut out = FormOut::Stay;
        trouble(ui, self.refused.as_deref());
        let words = if self.was.is_some() {
            "Save priority area"
        } else {
            "Add priority area"
        };
        ui.horizontal(|ui| {
            if primary_button(ui, words).clicked() || self.entered {
                self.tried = true;
                if self.problem(book).is_none() {
                    out = self.saved();
                }
            }
            if ui.button("Cancel").clicked() {
                out = FormOut::Close;
            }
            let Some(was) = &self.was else { return };
            if ui
                .button("Remove")
                .accessible_name("Remove priority area")
                .clicked()
            {
                let command = Command::from(Edit::remove(was));
                match first_error(&command, book) {
                    Some(problem) => self.refused = Some(told(&problem)),
                    None => out = FormOut::Ask(Box::new(command)),
                }
            }
        });
        out
    }

    fn saved(&self) -> FormOut {
        match (&self.was, self.area()) {
            (Some(was), now) if *was == now => FormOut::Close,
            (_, _) => FormOut::Ask(Box::new(self.command())),
        }
    }

    fn area(&self) -> PriorityArea {
        PriorityArea {
            name: self.now.name.trim().to_owned(),
            ..self.now.clone()
        }
    }

    fn command(&self) -> Command {
        match &self.was {
            Some(was) => Edit::change(was, self.area()).into(),
            None => Edit::add(self.area()).into(),
        }
    }

    fn problem(&self, book: &Book) -> Option<Problem> {
        first_error(&self.command(), book)
    }
}

fn first_error(command: &Command, book: &Book) -> Option<Problem> {
    command
        .problems(book)
        .into_iter()
        .find(|problem| problem.severity == Severity::Error)
}
