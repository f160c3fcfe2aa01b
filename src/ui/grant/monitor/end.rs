//! The year's end: what is left on each line, and where each grant's rule sends it.

use std::collections::HashMap;

use egui::Ui;

use crate::domain::carried::{Carried, Fate, Left, brought_forward, left};
use crate::domain::command::Command;
use crate::domain::grant::at::LineAt;
use crate::domain::id::{CarriedId, GrantId};
use crate::domain::monitor::YearMonitor;
use crate::domain::period::Period;
use crate::domain::record::Edit;
use crate::ui::grant::change::refusal;
use crate::ui::grant::fields::trouble;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::widgets::{combo, primary_button, section};

/// What is offered for a line: to leave it undecided, or one of the fates.
const OFFERED: [&str; 3] = ["not decided", "carried forward", "repaid"];

/// What the card remembers.
#[derive(Debug, Default)]
pub struct EndCard {
    chosen: HashMap<LineAt, usize>,
    refused: Option<String>,
}

impl EndCard {
    /// Draws the card.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, year: &YearMonitor, asks: &mut Vec<Request>) {
        let next = Period::Financial(desk.year.saturating_add(1));
        section(ui, &format!("What is left, and what goes into {next}"));
        let lines = left(desk.book(), year);
        if lines.is_empty() {
            ui.label(theme::muted(ui, "Every line was spent to the penny."));
        }
        let can_edit = !desk.session.is_read_only();
        let open: Vec<Left> = lines
            .iter()
            .filter(|held| !held.is_decided)
            .copied()
            .collect();
        for held in &open {
            self.line(ui, desk, held, can_edit);
        }
        for held in desk
            .book()
            .carried
            .iter()
            .filter(|held| held.line().fiscal_year(desk.book()) == Some(desk.year))
        {
            ui.label(theme::small(
                ui,
                format!(
                    "{}: {} {}",
                    held.line().name(desk.book()),
                    held.amount,
                    held.fate.word()
                ),
            ));
        }
        trouble(ui, self.refused.as_deref());
        let decided: Vec<(&Left, Fate)> = open
            .iter()
            .filter_map(|held| Some((held, self.fate(held)?)))
            .collect();
        if can_edit && !decided.is_empty() {
            let plural = if decided.len() == 1 { "" } else { "s" };
            let words = format!("Record what becomes of {} line{plural}", decided.len());
            if primary_button(ui, &words).clicked() {
                let command = record(desk, &decided);
                self.refused = refusal(&command, desk.book());
                if self.refused.is_none() {
                    asks.push(Request::Change(command));
                }
            }
        }
    }

    /// What is chosen for a line: what the officer picked, else the grant's rule.
    fn fate(&self, held: &Left) -> Option<Fate> {
        match self.chosen.get(&held.line) {
            Some(0) => None,
            Some(1) => Some(Fate::CarriedForward),
            Some(_) => Some(Fate::Repaid),
            None => held.by_rule,
        }
    }

    fn line(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Left, can_edit: bool) {
        ui.horizontal_wrapped(|ui| {
            let name = held.line.name(desk.book());
            let state = if held.amount.is_negative() {
                format!("{} overspent", held.amount.abs())
            } else {
                format!("{} left", held.amount)
            };
            ui.label(format!("{name}: {state}"));
            let mut at = match self.fate(held) {
                None => 0,
                Some(Fate::CarriedForward) => 1,
                Some(Fate::Repaid) => 2,
            };
            if !can_edit {
                ui.label(OFFERED[at]);
                return;
            }
            let before = at;
            let label = format!("What becomes of {name}");
            let id = ("fate", held.line.grant.0, held.line.priority_area.0);
            combo(ui, id, &label, &mut at, &OFFERED);
            if at != before {
                self.chosen.insert(held.line, at);
            }
            if held.by_rule.is_none() {
                ui.label(theme::small(ui, "the grant’s papers do not say"));
            }
        });
    }
}

/// The change that records what becomes of lines: their decisions, and for each grant with money carried forward a grant
/// of the next year that holds it.
fn record(desk: Desk<'_>, decided: &[(&Left, Fate)]) -> Command {
    let book = desk.book();
    let mut carried: Vec<Carried> = decided
        .iter()
        .map(|(held, fate)| Carried {
            id: CarriedId(desk.session.new_key()),
            grant: held.line.grant,
            priority_area: held.line.priority_area,
            amount: held.amount,
            fate: *fate,
            into: None,
            note: String::new(),
        })
        .collect();
    let mut commands = Vec::new();
    for grant in book
        .grants
        .iter()
        .filter(|grant| grant.fiscal_year == desk.year)
    {
        let key = GrantId(desk.session.new_key());
        let Some(next) = brought_forward(grant, key, &carried) else {
            continue;
        };
        let carries =
            |held: &&mut Carried| held.grant == grant.id && held.fate == Fate::CarriedForward;
        for held in carried.iter_mut().filter(carries) {
            held.into = Some(key);
        }
        commands.push(Command::from(Edit::add(next)));
    }
    let n = carried.len();
    commands.extend(carried.into_iter().map(|held| Edit::add(held).into()));
    let plural = if n == 1 { "" } else { "s" };
    Command::several(
        format!("What becomes of {n} line{plural} at the year’s end"),
        commands,
    )
}
