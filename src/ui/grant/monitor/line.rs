//! The line picked: its forecast with the reason and the history, its profile, its months, its commitments.

use std::collections::BTreeSet;

use egui::{ScrollArea, Ui};

use crate::domain::closing::month_name;
use crate::domain::forecast::Forecast;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::chart::months;
use crate::domain::id::ProfileId;
use crate::domain::monitor::{LineMonitor, YearMonitor, accuracy};
use crate::domain::profile::{Profile, Shape};
use crate::domain::record::Edit;
use crate::ui::grant::change::refusal;
use crate::ui::grant::fields::{follow_focus, trouble};
use crate::ui::grant::monitor::commitments::Commitments;
use crate::ui::grant::monitor::{lines, months as month_grid};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{CellEdit, combo, link_button, section};

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct LinePanel {
    of: Option<LineAt>,
    commitments: Commitments,
    all_lines: bool,
}

impl LinePanel {
    /// Draws the panel.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        year: &YearMonitor,
        line: &LineMonitor,
        hidden: &mut BTreeSet<String>,
        asks: &mut Vec<Request>,
    ) {
        if self.of != Some(line.line) {
            self.of = Some(line.line);
            self.commitments = Commitments::default();
        }
        ScrollArea::vertical()
            .id_salt("line")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                theme::card(ui).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    section(ui, &line.line.name(desk.book()));
                    forecast(ui, desk, year, line, asks);
                });
                ui.add_space(space::SMALL);
                theme::card(ui).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    self.chart(ui, year, line, hidden);
                });
                ui.add_space(space::SMALL);
                theme::card(ui).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    section(ui, "Month by month");
                    profile(ui, desk, line, asks);
                    ui.scope(|ui| month_grid::show(ui, desk, year.fiscal_year, line, asks));
                });
                ui.add_space(space::SMALL);
                theme::card(ui).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    self.commitments.ui(ui, desk, year, line, asks);
                });
                follow_focus(ui);
            });
    }
}

impl LinePanel {
    /// Plan, spending and forecast through the year, of the line or of all of them together.
    fn chart(
        &mut self,
        ui: &mut Ui,
        year: &YearMonitor,
        line: &LineMonitor,
        hidden: &mut BTreeSet<String>,
    ) {
        ui.horizontal(|ui| {
            section(ui, "Through the year");
            ui.checkbox(&mut self.all_lines, "All lines together");
        });
        let drawn = if self.all_lines {
            months(&year.profile(), &year.spent(), year.forecast())
        } else {
            months(&line.profile, &line.spent, line.forecast)
        };
        crate::ui::chart::show(ui, "through the year", &drawn, 190.0, hidden);
    }
}

/// The forecast: the suggestion to take, the reason, and what was said before.
fn forecast(
    ui: &mut Ui,
    desk: Desk<'_>,
    year: &YearMonitor,
    line: &LineMonitor,
    asks: &mut Vec<Request>,
) {
    let can_edit = !desk.session.is_read_only();
    let book = desk.book();
    let mut said: Vec<&Forecast> = book
        .forecasts
        .iter()
        .filter(|held| held.line() == line.line)
        .collect();
    said.sort_by_key(|held| held.month);
    let now = said.iter().rfind(|held| held.month == year.month).copied();
    match line.forecast {
        Some(outturn) => {
            let words = line.variance.map_or_else(String::new, |variance| {
                if variance.is_negative() {
                    format!(", {} under its budget", variance.abs())
                } else if variance.0 == 0 {
                    ", on its budget".to_owned()
                } else {
                    format!(", {variance} over its budget")
                }
            });
            ui.label(format!("Expected to cost {outturn}{words}."));
        }
        None => {
            ui.label(theme::muted(
                ui,
                "Nobody has said yet what it will cost. Type it in the column “Forecast”.",
            ));
        }
    }
    if can_edit && line.forecast != Some(line.suggested) {
        let words = format!(
            "Take {}: spent so far, and the rest as planned",
            line.suggested
        );
        if link_button(ui, &words).clicked() {
            let command = lines::said(desk, line.line, year.month, Some(line.suggested));
            match command.as_ref().and_then(|command| refusal(command, book)) {
                Some(words) => asks.push(Request::Refused(words)),
                None => asks.extend(command.map(Request::Change)),
            }
        }
    }
    if let Some(held) = now.filter(|_| can_edit) {
        reason(ui, desk, held, asks);
    }
    for held in said
        .iter()
        .rev()
        .filter(|held| !held.reason.is_empty() || said.len() > 1)
    {
        let at = match held.month {
            0 => "before the year".to_owned(),
            month => format!("at the end of {}", month_name(month)),
        };
        let mut words = format!("{} {at}", held.outturn);
        if !held.reason.is_empty() {
            words.push_str(&format!(": {}", held.reason));
        }
        if !held.made_by.is_empty() {
            words.push_str(&format!(" ({}, {})", held.made_by, held.made_on));
        }
        ui.label(theme::small(ui, words));
    }
    for held in accuracy(book, year) {
        let share = held.percent().map_or_else(String::new, |share| {
            format!(", {share:.1}% out line by line")
        });
        let at = match held.month {
            0 => "Before the year".to_owned(),
            month => format!("At the end of {}", month_name(month)),
        };
        ui.label(theme::small(
            ui,
            format!(
                "{at} forecasts of all lines said {}; it came to {}{share}",
                held.said, held.outturn
            ),
        ));
    }
}

fn reason(ui: &mut Ui, desk: Desk<'_>, held: &Forecast, asks: &mut Vec<Request>) {
    ui.horizontal(|ui| {
        ui.label(theme::small(ui, "Why"));
        let out = CellEdit::new(
            ("reason", held.id.0),
            "Reason of the forecast",
            &held.reason,
        )
        .hint("What makes it so")
        .width(ui.available_width())
        .show(ui, |_| Ok(()));
        if let Some(reason) = out.committed {
            let now = Forecast {
                reason,
                ..held.clone()
            };
            let command = Edit::change(held, now).into();
            match refusal(&command, desk.book()) {
                Some(words) => asks.push(Request::Refused(words)),
                None => asks.push(Request::Change(command)),
            }
        }
    });
}

/// The profile: its shape, and the officer's own weights.
fn profile(ui: &mut Ui, desk: Desk<'_>, line: &LineMonitor, asks: &mut Vec<Request>) {
    let book = desk.book();
    let held = book.profiles.iter().find(|held| held.line() == line.line);
    if desk.session.is_read_only() {
        ui.label(theme::muted(ui, format!("Spent {}", line.shape.word())));
        return;
    }
    let make = |shape: Shape, weights: Vec<u32>| Profile {
        id: held.map_or_else(|| ProfileId(desk.session.new_key()), |held| held.id),
        grant: line.line.grant,
        priority_area: line.line.priority_area,
        shape,
        weights,
    };
    let ask = |now: Profile, asks: &mut Vec<Request>| {
        let command = match held {
            Some(held) => Edit::change(held, now),
            None => Edit::add(now),
        }
        .into();
        match refusal(&command, book) {
            Some(words) => asks.push(Request::Refused(words)),
            None => asks.push(Request::Change(command)),
        }
    };
    ui.horizontal(|ui| {
        ui.label(theme::small(ui, "Spent"));
        let words = Shape::ALL.map(Shape::word);
        let mut at = Shape::ALL
            .iter()
            .position(|shape| *shape == line.shape)
            .unwrap_or_default();
        let before = at;
        combo(ui, "shape", "Profile", &mut at, &words);
        if at != before
            && let Some(shape) = Shape::ALL.get(at)
        {
            let weights = if *shape == Shape::Own {
                vec![1; 12]
            } else {
                Vec::new()
            };
            ask(make(*shape, weights), asks);
        }
    });
    let Some(held) = held.filter(|held| held.shape == Shape::Own) else {
        return;
    };
    let weights: Vec<String> = held.weights.iter().map(u32::to_string).collect();
    let shown = weights.join(" ");
    let out = CellEdit::new(("weights", held.id.0), "Weights, April first", &shown)
        .width(ui.available_width())
        .show(ui, |text| read_weights(text).map(drop));
    trouble(ui, out.problem.as_deref());
    if let Some(Ok(weights)) = out.committed.as_deref().map(read_weights) {
        ask(make(Shape::Own, weights), asks);
    }
}

/// Twelve whole numbers.
fn read_weights(text: &str) -> Result<Vec<u32>, String> {
    let words = text.split([' ', ',', '\t']).filter(|word| !word.is_empty());
    let weights: Vec<u32> = words
        .map(|word| {
            word.parse().map_err(|_| {
                format!(
                    "“{word}” is not a whole number. Write twelve, such as 1 1 2 1 1 1 1 1 1 1 1 3."
                )
            })
        })
        .collect::<Result<_, _>>()?;
    if weights.len() != 12 {
        return Err(format!(
            "{} weights for twelve months. Write one for each month, April first.",
            weights.len()
        ));
    }
    if weights.iter().all(|weight| *weight == 0) {
        return Err("All weights are nought. Give at least one month a weight.".to_owned());
    }
    Ok(weights)
}

#[cfg(test)]
mod tests {
    use super::read_weights;

    #[test]
    fn weights_are_twelve_and_not_all_nought() {
        assert_eq!(
            read_weights("1 1 2 1 1 1,1 1 1 1 1 3").map(|held| held.len()),
            Ok(12)
        );
        assert!(read_weights("1 1").unwrap_err().starts_with("2 weights"));
        assert!(read_weights(&"0 ".repeat(12)).is_err());
        assert!(
            read_weights("1 1 2 1 1 1 1 1 1 1 1 x")
                .unwrap_err()
                .contains("“x”")
        );
    }
}
