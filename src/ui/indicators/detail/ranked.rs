//! The neighbours, or all authorities, in order of one period's figure.

use std::collections::BTreeSet;

use egui::Ui;

use crate::domain::period::Period;
use crate::ui::chart;
use crate::ui::indicators::charts::{Asked, Charts};
use crate::ui::indicators::detail::switch::switch;
use crate::ui::theme;
use crate::ui::widgets::{combo, section};

/// Draws the card; `left` is how much of the window's height there is for it.
pub fn ui(ui: &mut Ui, charts: &Charts, asked: &mut Asked, left: f32) {
    let frame = theme::card(ui);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let Some(ranked) = &charts.ranked else {
            return;
        };
        ui.horizontal(|ui| {
            let title = ranked
                .title()
                .rsplit_once(", ")
                .map_or(ranked.title(), |(name, _)| name);
            section(ui, title);
            let labels: Vec<&str> = charts
                .periods
                .iter()
                .map(|(_, label)| label.as_str())
                .collect();
            let held = |period: Period| charts.periods.iter().position(|(held, _)| *held == period);
            let mut picked = charts.period.and_then(held).unwrap_or(0);
            if combo(ui, "period", "Period of the ranking", &mut picked, &labels).changed() {
                asked.period = charts.periods.get(picked).map(|(period, _)| *period);
            }
        });
        let mut used = 94.0;
        if charts.can_rank_all {
            used += 30.0;
            ui.horizontal(|ui| {
                let choices = [
                    ("Neighbours", "Our statistical neighbours and ourselves"),
                    (
                        "All authorities",
                        "Every authority with a figure, ours marked",
                    ),
                ];
                asked.all = switch(ui, &choices, usize::from(asked.all)) == 1;
            });
        }
        ui.label(theme::small(ui, ranked.subtitle()));
        let tall = (left - used).clamp(244.0, 320.0);
        chart::show(ui, "ranked", ranked, tall, &mut BTreeSet::new());
    });
}
