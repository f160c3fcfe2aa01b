//! The rules that say which line a code of the ledger belongs to: a form for one, and the list of those of the year.

use egui::{ScrollArea, Ui};

use crate::domain::command::Command;
use crate::domain::grant::at::LineAt;
use crate::domain::id::{GrantId, LedgerCodeId, PriorityAreaId};
use crate::domain::ledger::LedgerCode;
use crate::domain::period::Period;
use crate::domain::record::Edit;
use crate::ui::grant::change::refusal;
use crate::ui::grant::fields::words;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, form_row, primary_button, section};

/// The rules, and the one that is being made.
#[derive(Debug, Default)]
pub(super) struct Rules {
    cost_centre: String,
    subjective: String,
    grant: Option<GrantId>,
    area: Option<PriorityAreaId>,
    edited: Option<LedgerCodeId>,
    tried: bool,
}

impl Rules {
    /// Lets go of what is of another year than the one that is looked at: the list offers the grants of this one, and a
    /// grant that it does not show must not be kept with the rule.
    fn keep_to(&mut self, desk: Desk<'_>) {
        let book = desk.book();
        let is_of = |grant: GrantId| {
            let held = book.grants.get(grant);
            held.is_some_and(|held| held.fiscal_year == desk.year)
        };
        self.grant = self.grant.filter(|grant| is_of(*grant));
        let is_here = |id: LedgerCodeId| {
            let held = book.ledger_codes.get(id);
            held.is_some_and(|held| is_of(held.grant))
        };
        if self.edited.is_some_and(|id| !is_here(id)) {
            *self = Self {
                area: self.area,
                ..Self::default()
            };
        }
    }

    /// Begins a rule for a code.
    pub(super) fn begin(&mut self, desk: Desk<'_>, cost_centre: &str, subjective: &str) {
        self.keep_to(desk);
        *self = Self {
            cost_centre: cost_centre.to_owned(),
            subjective: subjective.to_owned(),
            grant: self.grant,
            area: self.area,
            ..Self::default()
        };
    }

    fn edit(&mut self, held: &LedgerCode) {
        *self = Self {
            cost_centre: held.cost_centre.clone(),
            subjective: held.subjective.clone(),
            grant: Some(held.grant),
            area: Some(held.priority_area),
            edited: Some(held.id),
            tried: false,
        };
    }

    /// Draws the form and the list.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.keep_to(desk);
        theme::card(ui).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            if !desk.session.is_read_only() {
                self.form(ui, desk, asks);
                ui.add_space(space::MEDIUM);
            }
            self.list(ui, desk, asks);
        });
    }

    fn form(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let title = match self.edited {
            Some(_) => "Change a rule",
            None => "A code belongs to a line",
        };
        section(ui, title);
        let made = self.made(desk);
        let problem = made.as_ref().err().filter(|_| self.tried).cloned();
        words(
            ui,
            "Cost centre",
            &mut self.cost_centre,
            "C100",
            problem.as_deref(),
        );
        let any = "Empty: every account code";
        words(ui, "Account code", &mut self.subjective, any, None);
        self.line(ui, desk);
        ui.horizontal(|ui| {
            let word = if self.edited.is_some() {
                "Keep the rule"
            } else {
                "Add the rule"
            };
            if primary_button(ui, word).clicked() {
                self.tried = true;
                if let Ok(command) = made {
                    asks.push(Request::Change(command));
                    let what = "The rule is kept. Match a ledger again to have it count.";
                    asks.push(Request::Done(what.to_owned()));
                    *self = Self {
                        grant: self.grant,
                        area: self.area,
                        ..Self::default()
                    };
                }
            }
            if self.edited.is_some() && ui.button("Cancel").clicked() {
                *self = Self::default();
            }
        });
    }

    fn line(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let book = desk.book();
        let grants: Vec<_> = book
            .grants
            .iter()
            .filter(|held| held.fiscal_year == desk.year)
            .collect();
        let areas: Vec<_> = book.priority_areas.iter().collect();
        let mut labels = vec!["– choose –".to_owned()];
        labels.extend(grants.iter().map(|held| held.name.clone()));
        let at = grants.iter().position(|held| Some(held.id) == self.grant);
        let mut at = at.map_or(0, |at| at + 1);
        let name = format!("Grant of {}", Period::Financial(desk.year));
        let picked = form_row(ui, &name, |ui| {
            combo(ui, "rule grant", "Grant", &mut at, &labels)
        });
        if picked.changed() {
            self.grant = at
                .checked_sub(1)
                .and_then(|at| grants.get(at))
                .map(|held| held.id);
        }
        let mut labels = vec!["– choose –".to_owned()];
        labels.extend(areas.iter().map(|held| held.name.clone()));
        let at = areas.iter().position(|held| Some(held.id) == self.area);
        let mut at = at.map_or(0, |at| at + 1);
        let picked = form_row(ui, "Priority area", |ui| {
            combo(ui, "rule area", "Priority area", &mut at, &labels)
        });
        if picked.changed() {
            self.area = at
                .checked_sub(1)
                .and_then(|at| areas.get(at))
                .map(|held| held.id);
        }
    }

    /// The change that the form asks for, or why it cannot be.
    fn made(&self, desk: Desk<'_>) -> Result<Command, String> {
        let (Some(grant), Some(priority_area)) = (self.grant, self.area) else {
            return Err(
                "Choose the grant and the priority area that the code belongs to.".to_owned(),
            );
        };
        let held = self.edited.and_then(|id| desk.book().ledger_codes.get(id));
        let now = LedgerCode {
            id: held.map_or_else(|| LedgerCodeId(desk.session.new_key()), |held| held.id),
            cost_centre: self.cost_centre.trim().to_owned(),
            subjective: self.subjective.trim().to_owned(),
            grant,
            priority_area,
        };
        let command = Command::from(match held {
            Some(held) => Edit::change(held, now),
            None => Edit::add(now),
        });
        refusal(&command, desk.book()).map_or(Ok(command), Err)
    }

    fn list(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let book = desk.book();
        let rules: Vec<&LedgerCode> = book
            .ledger_codes
            .iter()
            .filter(|held| held.fiscal_year(book) == Some(desk.year))
            .collect();
        section(ui, &format!("Rules of {}", Period::Financial(desk.year)));
        if rules.is_empty() {
            ui.label(theme::muted(
                ui,
                "None yet. A code in the list has a button for one.",
            ));
            return;
        }
        let can_edit = !desk.session.is_read_only();
        let tall = 2.0 * theme::size::CONTROL;
        ScrollArea::vertical()
            .id_salt("rules")
            .auto_shrink([false, false])
            .show_rows(ui, tall, rules.len(), |ui, range| {
                for rule in rules.get(range).unwrap_or_default() {
                    self.rule(ui, desk, rule, can_edit, asks);
                }
            });
    }

    fn rule(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        rule: &LedgerCode,
        can_edit: bool,
        asks: &mut Vec<Request>,
    ) {
        let line = LineAt::new(rule.grant, rule.priority_area).name(desk.book());
        ui.horizontal(|ui| {
            ui.label(theme::strong(rule.name()));
            ui.add_enabled_ui(can_edit, |ui| {
                let name = rule.name();
                let change = ui
                    .button("Change")
                    .accessible_name(format!("Change the rule for {name}"));
                if change.clicked() {
                    self.edit(rule);
                }
                let remove = ui
                    .button("Remove")
                    .accessible_name(format!("Remove the rule for {name}"));
                if remove.clicked() {
                    asks.push(Request::Change(Edit::remove(rule).into()));
                }
            });
        });
        ui.add(egui::Label::new(theme::muted(ui, &line)).truncate())
            .on_hover_text(&line);
    }
}
