//! What partners put in for a line's objective: whose money, how much, whether it is sure, aligned or pooled.

use egui::Ui;

use crate::domain::command::Command;
use crate::domain::grant::position::total;
use crate::domain::grant::{Certainty, Contribution, Pooling, PriorityArea};
use crate::domain::id::{ContributionId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::record::Edit;
use crate::ui::grant::change::{read, refusal};
use crate::ui::grant::detail::fact;
use crate::ui::grant::fields::{pick, trouble, words};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::widgets::{link_button, primary_button};

/// A partner's money being entered.
#[derive(Debug)]
struct Form {
    was: Option<Contribution>,
    now: Contribution,
    amount: String,
    refused: Option<String>,
    /// The priority area and the year that the panel showed when it was opened.
    about: (PriorityAreaId, i16),
}

/// What this part remembers.
#[derive(Debug, Default)]
pub struct Partners {
    form: Option<Form>,
}

impl Partners {
    /// Draws partners' money for a priority area or its objective, and the form that is open.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        area: &PriorityArea,
        asks: &mut Vec<Request>,
    ) {
        // A form is about what the panel shows; half-typed for one line it is not kept for another.
        let about = (area.id, desk.year);
        self.form.take_if(|form| form.about != about);
        let serves = |held: &&Contribution| match held.priority_area {
            Some(id) => id == area.id,
            None => area.objective.is_some() && held.objective == area.objective,
        };
        let found: Vec<&Contribution> = desk
            .book()
            .contributions
            .iter()
            .filter(|held| held.fiscal_year == desk.year)
            .filter(serves)
            .collect();
        let can_edit = !desk.session.is_read_only();
        for held in &found {
            let kind = match held.certainty {
                Certainty::Secured => held.pooling.word().to_owned(),
                Certainty::Unsecured => format!("{}, not secured", held.pooling.word()),
            };
            fact(
                ui,
                &format!("Also from {}: {} ({kind})", held.funder, held.name),
                held.amount.to_string(),
            );
            if can_edit
                && link_button(ui, "Change…")
                    .accessible_name(format!("Change {}…", held.name))
                    .clicked()
            {
                self.form = Some(Form::edit(held, about));
            }
        }
        if found.len() > 1 {
            let sum = total(found.iter().map(|held| held.amount));
            fact(ui, "Together from partners", sum.to_string());
        }
        if !can_edit {
            return;
        }
        if self.form.is_none() && link_button(ui, "Add a partner’s money…").clicked() {
            self.form = Some(Form::new(desk, area));
        }
        let Some(form) = &mut self.form else { return };
        if form.ui(ui, desk, asks) {
            self.form = None;
        }
    }
}

impl Form {
    fn edit(held: &Contribution, about: (PriorityAreaId, i16)) -> Self {
        Self {
            about,
            amount: held.amount.pounds_grouped(),
            now: held.clone(),
            was: Some(held.clone()),
            refused: None,
        }
    }

    fn new(desk: Desk<'_>, area: &PriorityArea) -> Self {
        let last = desk.book().contributions.iter().map(|held| held.position);
        Self {
            about: (area.id, desk.year),
            was: None,
            amount: String::new(),
            refused: None,
            now: Contribution {
                id: ContributionId(desk.session.new_key()),
                fiscal_year: desk.year,
                objective: area.objective,
                name: String::new(),
                funder: String::new(),
                amount: Pence::ZERO,
                priority_area: Some(area.id),
                certainty: Certainty::Unsecured,
                pooling: Pooling::Aligned,
                note: String::new(),
                position: last.max().map_or(1, |last| last.saturating_add(1)),
            },
        }
    }

    /// Draws the form; true when it is done with.
    fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> bool {
        theme::quiet(ui)
            .show(ui, |ui| {
                words(
                    ui,
                    "Partner",
                    &mut self.now.funder,
                    "Health Action Zone",
                    None,
                );
                words(ui, "What it is for", &mut self.now.name, "", None);
                words(ui, "Partner’s amount", &mut self.amount, "70,000", None);
                pick(
                    ui,
                    "Is it sure?",
                    &mut self.now.certainty,
                    &Certainty::ALL,
                    |one| one.word().to_owned(),
                );
                pick(
                    ui,
                    "Aligned or pooled",
                    &mut self.now.pooling,
                    &Pooling::ALL,
                    |one| one.word().to_owned(),
                );
                trouble(ui, self.refused.as_deref());
                ui.horizontal(|ui| self.buttons(ui, desk, asks)).inner
            })
            .inner
    }

    fn buttons(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> bool {
        let mut asked: Option<Command> = None;
        if primary_button(ui, "Keep").clicked() {
            match self.command() {
                Ok(command) => asked = Some(command),
                Err(words) => self.refused = Some(words),
            }
        }
        let cancelled = ui.button("Cancel").clicked();
        if let Some(was) = &self.was
            && ui.button("Remove").clicked()
        {
            asked = Some(Edit::remove(was).into());
        }
        let Some(command) = asked else {
            return cancelled;
        };
        self.refused = refusal(&command, desk.book());
        if self.refused.is_some() {
            return false;
        }
        asks.push(Request::Change(command));
        true
    }

    fn command(&self) -> Result<Command, String> {
        let amount = read(&self.amount)?.ok_or("Enter how much, such as 70,000.")?;
        let now = Contribution {
            amount,
            ..self.now.clone()
        };
        Ok(match &self.was {
            Some(was) => Edit::change(was, now).into(),
            None => Edit::add(now).into(),
        })
    }
}
