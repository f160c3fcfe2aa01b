//! Closing months and the year, and opening them again with a reason.

use egui::Ui;

use crate::domain::closing::{Closing, is_closed, month_name};
use crate::domain::command::Command;
use crate::domain::id::ClosingId;
use crate::domain::record::Edit;
use crate::ui::grant::change::refusal;
use crate::ui::grant::fields::{trouble, words};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::widgets::{Badge, badge, combo, primary_button, section};

/// What the card remembers.
#[derive(Debug, Default)]
pub struct CloseCard {
    picked: usize,
    reason: String,
    refused: Option<String>,
}

impl CloseCard {
    /// Draws the card.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        section(ui, "Closed months");
        let book = desk.book();
        let of_year = || {
            book.closings
                .iter()
                .filter(|held| held.fiscal_year == desk.year)
        };
        let closed: Vec<&Closing> = of_year().filter(|held| held.is_closed).collect();
        ui.horizontal_wrapped(|ui| {
            if closed.is_empty() {
                ui.label(theme::muted(
                    ui,
                    "None. Close a month once its figures are reported, so that they stay as reported.",
                ));
            }
            for held in &closed {
                badge(ui, &held.name(), Badge::Plain);
            }
        });
        for held in of_year().filter(|held| !held.is_closed) {
            let words = format!(
                "{} opened again on {} by {}: {}",
                held.name(),
                held.made_on,
                held.made_by,
                held.reason
            );
            ui.label(theme::small(ui, words));
        }
        if desk.session.is_read_only() {
            return;
        }
        self.act(ui, desk, asks);
    }

    fn act(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let names: Vec<String> = (1..=12)
            .map(month_name)
            .chain(["The whole year".to_owned()])
            .collect();
        let month = |picked: usize| u8::try_from((picked + 1) % 13).unwrap_or(0);
        let mut ask = None;
        ui.horizontal_wrapped(|ui| {
            combo(
                ui,
                "to close",
                "Month to close or open",
                &mut self.picked,
                &names,
            );
            let month = month(self.picked);
            let held = desk
                .book()
                .closings
                .iter()
                .find(|held| held.fiscal_year == desk.year && held.month == month);
            let is_closed_now = held.is_some_and(|held| held.is_closed);
            let is_under_year = month != 0 && is_closed(desk.book(), desk.year, None);
            if is_closed_now {
                if ui.button("Open again").clicked() {
                    ask = Some((held, month, false));
                }
            } else if is_under_year {
                ui.label(theme::small(ui, "The whole year is closed"));
            } else if primary_button(ui, "Close").clicked() {
                ask = Some((held, month, true));
            }
        });
        words(
            ui,
            "Reason, for opening again",
            &mut self.reason,
            "What must change, and why",
            None,
        );
        trouble(ui, self.refused.as_deref());
        let Some((held, month, is_closed)) = ask else {
            return;
        };
        let now = Closing {
            id: held.map_or_else(|| ClosingId(desk.session.new_key()), |held| held.id),
            fiscal_year: desk.year,
            month,
            is_closed,
            made_on: desk.session.today(),
            made_by: desk.session.who().to_owned(),
            reason: self.reason.trim().to_owned(),
        };
        let command: Command = match held {
            Some(held) => Edit::change(held, now),
            None => Edit::add(now),
        }
        .into();
        self.refused = refusal(&command, desk.book());
        if self.refused.is_none() {
            self.reason.clear();
            asks.push(Request::Change(command));
        }
    }
}
