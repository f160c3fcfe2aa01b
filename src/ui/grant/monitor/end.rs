//! The year's end: what is left on each line, and where each grant's rule sends it.

use std::collections::HashMap;

use egui::Ui;

use crate::domain::carried::{Fate, Left, decide, left};
use crate::domain::grant::at::LineAt;
use crate::domain::money::Pence;
use crate::domain::monitor::YearMonitor;
use crate::domain::period::Period;
use crate::ui::grant::change::{refusal, told};
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
            .filter(|held| !held.is_decided())
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
            .filter(|held| open.iter().all(|open| open.line != held.line()))
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
        let decided: Vec<(Left, Fate)> = open
            .iter()
            .filter_map(|held| Some((*held, self.fate(held)?)))
            .collect();
        if can_edit && !decided.is_empty() {
            let plural = if decided.len() == 1 { "" } else { "s" };
            let words = format!("Record what becomes of {} line{plural}", decided.len());
            if primary_button(ui, &words).clicked() {
                match decide(desk.book(), &decided, || desk.session.new_key()) {
                    Ok(command) => {
                        self.refused = refusal(&command, desk.book());
                        if self.refused.is_none() {
                            asks.push(Request::Change(command));
                        }
                    }
                    Err(problem) => self.refused = Some(told(&problem)),
                }
            }
        }
    }

    /// What is chosen for a line: what the officer picked, else what was decided before, else the grant's rule.
    fn fate(&self, held: &Left) -> Option<Fate> {
        match self.chosen.get(&held.line) {
            Some(0) => None,
            Some(1) => Some(Fate::CarriedForward),
            Some(_) => Some(Fate::Repaid),
            None => held.decided.map(|(_, fate)| fate).or(held.by_rule),
        }
    }

    fn line(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Left, can_edit: bool) {
        ui.horizontal_wrapped(|ui| {
            let name = held.line.name(desk.book());
            let state = match held.decided {
                Some((was, fate)) => {
                    format!(
                        "{} now, {} when {}",
                        state(held.amount),
                        state(was),
                        fate.word()
                    )
                }
                None => state(held.amount),
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
            if held.by_rule.is_none() && held.decided.is_none() {
                ui.label(theme::small(ui, "the grant’s papers do not say"));
            }
        });
    }
}

/// `£30 overspent`, `£100 left`.
fn state(amount: Pence) -> String {
    if amount.is_negative() {
        format!("{} overspent", amount.abs())
    } else {
        format!("{amount} left")
    }
}
