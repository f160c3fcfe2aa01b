//! "Make it the plan": one recorded virement, and the grants' new amounts, under the council's scheme.

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::{ScenarioId, VirementId};
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};
use crate::domain::scenario::Scenario;
use crate::domain::virement::{Lasting, Virement};
use crate::ui::grant::change::told;
use crate::ui::grant::dates::read_day;
use crate::ui::grant::fields::{pick, trouble, words};
use crate::ui::grant::what_if::new_form::Out;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{primary_button, section};

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct PromoteForm {
    /// The what-if.
    pub scenario: ScenarioId,
    id: VirementId,
    reason: String,
    approver: String,
    approved_by: String,
    date: String,
    lasting: Lasting,
}

/// What would come of it.
#[derive(Debug)]
pub struct Made {
    /// The change; none where the plan is so already.
    pub command: Option<Command>,
    virement: Virement,
    approval: Option<(String, String)>,
    refusals: Vec<Problem>,
}

impl PromoteForm {
    /// An empty form.
    pub fn new(desk: Desk<'_>, scenario: ScenarioId) -> Self {
        let year = Period::Financial(desk.year);
        let today = desk.session.today();
        let is_inside = (year.start()..=year.end()).contains(&today);
        let day = if is_inside { today } else { year.end() };
        Self {
            scenario,
            id: VirementId(desk.session.new_key()),
            reason: String::new(),
            approver: String::new(),
            approved_by: String::new(),
            date: day.to_string(),
            lasting: Lasting::ThisYear,
        }
    }

    /// What would come of it.
    ///
    /// # Errors
    /// Why the date is none.
    pub fn made(&self, book: &Book) -> Result<Made, String> {
        let made_on = read_day(&self.date)?.ok_or("Write when it was decided.")?;
        let scenario = book
            .scenarios
            .get(self.scenario)
            .ok_or("The what-if is not there any more.")?;
        let mut virement = Virement {
            id: self.id,
            fiscal_year: scenario.fiscal_year,
            made_on,
            reason: self.reason.trim().to_owned(),
            approver: self.approver.trim().to_owned(),
            approved_by: self.approved_by.trim().to_owned(),
            lasting: self.lasting,
            lines: scenario.moves(book),
            scenario: scenario.name.clone(),
        };
        let post = virement
            .must_approve(book)
            .filter(|_| !virement.lines.is_empty());
        let approval = book
            .scheme
            .first()
            .zip(post.map(str::to_owned))
            .map(|(scheme, post)| (virement.counted(book, scheme).words(), post));
        if let Some((_, post)) = &approval {
            virement.approver.clone_from(post);
        }
        let command = scenario.promote(book, virement.clone());
        let is_empty = matches!(&command, Command::Several { commands, .. } if commands.is_empty());
        let problems = command.problems(book).into_iter();
        Ok(Made {
            refusals: problems
                .filter(|problem| problem.severity == Severity::Error)
                .collect(),
            command: (!is_empty).then_some(command),
            virement,
            approval,
        })
    }

    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, scenario: &Scenario, made: &Result<Made, String>) -> Out {
        section(ui, &format!("Make “{}” the plan", scenario.name));
        let mut out = Out::Stay;
        if let Ok(made) = made {
            summary(ui, made);
        }
        let needs_post = made.as_ref().is_ok_and(|made| made.approval.is_none());
        words(
            ui,
            "Reason for the change",
            &mut self.reason,
            "The settlement came out lower",
            None,
        );
        if needs_post {
            words(
                ui,
                "Approver’s post",
                &mut self.approver,
                "Head of finance",
                None,
            );
        }
        words(
            ui,
            "Approved by",
            &mut self.approved_by,
            "The name of the officer in that post",
            None,
        );
        let why = made.as_ref().err().map(String::as_str);
        words(ui, "Decided on", &mut self.date, "2001-09-30", why);
        pick(ui, "Lasting", &mut self.lasting, &Lasting::ALL, |lasting| {
            lasting.word().to_owned()
        });
        let refusals = made.as_ref().map_or(&[][..], |made| &made.refusals);
        let command = made.as_ref().ok().and_then(|made| made.command.as_ref());
        ui.horizontal(|ui| {
            let can = command.is_some() && refusals.is_empty();
            let make = ui.add_enabled_ui(can, |ui| primary_button(ui, "Make it the plan"));
            if make.inner.clicked() {
                out = Out::Done(command.cloned().map(Box::new));
            }
            if ui.button("Cancel").clicked() {
                out = Out::Done(None);
            }
        });
        for problem in refusals {
            trouble(ui, Some(&told(problem)));
        }
        out
    }
}

fn summary(ui: &mut Ui, made: &Made) {
    if made.command.is_none() {
        ui.label("The plan is so already: there is nothing to move.");
    } else if made.virement.lines.is_empty() {
        ui.label("No line changes, only what grants are worth; no virement is recorded.");
    } else {
        let n = made
            .virement
            .lines
            .iter()
            .filter(|part| part.priority_area.is_some())
            .count();
        let plural = if n == 1 { "" } else { "s" };
        let size = made.virement.size();
        ui.label(format!(
            "One virement of {size} over {n} line{plural} is recorded, and undone as one step."
        ));
    }
    match &made.approval {
        Some((size, post)) => drop(ui.label(format!("{size}: {post} must approve it."))),
        None => drop(ui.label(theme::muted(
            ui,
            "No scheme names an approver: any will do.",
        ))),
    }
    ui.add_space(space::TINY);
}
