//! Several indicators side by side: a small trend each, with its sentence, at a scale of its own.
//!
//! They are picked in the list, whose rows have a box here. One chart tells one story; twelve on a page still read.
//!
//! Edges: each chart has its own scale, which is said, since a steep line here and a flat one there may be the same
//! change. A chart that is not drawn yet is worked out in one of the next frames.

use std::collections::{BTreeSet, HashMap};
use std::time::Instant;

use egui::{Label, ScrollArea, Ui};

use crate::domain::chart::Chart;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::session::chart::Against;
use crate::ui::chart;
use crate::ui::indicators::Ask;
use crate::ui::indicators::facts::BUDGET;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{link_button, section};

/// As many as a page holds and a reader compares.
pub const MOST: usize = 12;
/// Height of a small chart.
const TALL: f32 = 190.0;

/// What stands side by side.
#[derive(Debug, Default)]
pub struct SideBySide {
    ids: Vec<IndicatorId>,
    asked: Option<(u64, Against)>,
    charts: HashMap<IndicatorId, Chart>,
    /// Lines switched off, in all of them.
    hidden: BTreeSet<String>,
    /// Whether one more was asked for than there is room for.
    is_full: bool,
}

impl SideBySide {
    /// Those that stand side by side, in the order they were picked.
    pub fn ids(&self) -> &[IndicatorId] {
        &self.ids
    }

    /// Sets these beside one another, as far as there is room.
    pub fn set(&mut self, ids: Vec<IndicatorId>) {
        self.ids = ids;
        self.ids.truncate(MOST);
        self.is_full = false;
    }

    /// Adds one, or takes it away.
    pub fn tick(&mut self, id: IndicatorId) {
        let before = self.ids.len();
        self.ids.retain(|held| *held != id);
        self.is_full = before == self.ids.len() && before >= MOST;
        if before == self.ids.len() && before < MOST {
            self.ids.push(id);
        }
    }

    /// Draws them into the room there is.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>) -> Option<Ask> {
        let book = desk.book();
        self.ids.retain(|id| book.indicators.get(*id).is_some());
        self.bring_up(ui, desk);
        let mut asked = None;
        self.head(ui);
        ScrollArea::vertical()
            .id_salt("side by side")
            .auto_shrink(false)
            .show(ui, |ui| {
                let wide = ui.available_width();
                let across = if wide >= 1000.0 {
                    3
                } else if wide >= 540.0 {
                    2
                } else {
                    1
                };
                ui.spacing_mut().item_spacing.x = space::SMALL;
                let ids = self.ids.clone();
                for ids in ids.chunks(across) {
                    ui.columns(across, |columns| {
                        for (ui, id) in columns.iter_mut().zip(ids) {
                            if let Some(held) = book.indicators.get(*id) {
                                asked = self.one(ui, held).or(asked.take());
                            }
                        }
                    });
                    ui.add_space(space::SMALL);
                }
            });
        asked
    }

    /// Works out charts that are missing: one at least, and more while the frame has time.
    fn bring_up(&mut self, ui: &Ui, desk: Desk<'_>) {
        let asked = (desk.session.revision(), desk.against.clone());
        if self.asked.as_ref() != Some(&asked) {
            self.charts.clear();
            self.asked = Some(asked);
        }
        let begun = Instant::now();
        for id in &self.ids {
            if self.charts.contains_key(id) {
                continue;
            }
            if begun.elapsed() > BUDGET {
                ui.ctx().request_repaint();
                return;
            }
            if let Some(chart) = desk.session.trend(*id, desk.against) {
                self.charts.insert(*id, chart);
            }
        }
    }

    fn head(&mut self, ui: &mut Ui) {
        if self.ids.is_empty() {
            theme::card(ui).show(ui, |ui| {
                ui.set_width(ui.available_width());
                section(ui, "Nothing stands side by side yet");
                let words = "Tick indicators in the list, by a click or with ↑ ↓ and Enter. Their trends appear here, up to twelve.";
                ui.label(theme::muted(ui, words));
            });
            return;
        }
        ui.horizontal(|ui| {
            let n = self.ids.len();
            let words = if self.is_full {
                format!("{n} stand side by side, which is the most. Remove one to add another.")
            } else {
                format!("{n} of up to {MOST}, each at its own scale.")
            };
            ui.label(theme::small(ui, words));
            if link_button(ui, "Remove all").clicked() {
                self.set(Vec::new());
            }
        });
    }

    fn one(&mut self, ui: &mut Ui, indicator: &Indicator) -> Option<Ask> {
        let mut asked = None;
        let frame = theme::card(ui).inner_margin(space::MEDIUM);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let title = Label::new(theme::strong(&indicator.title)).truncate();
            ui.add(title).on_hover_text(&indicator.title);
            ui.scope(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                ui.horizontal(|ui| {
                    let open = format!("Open {}", indicator.code);
                    if link_button(ui, "Open").accessible_name(&open).clicked() {
                        asked = Some(Ask::Open(indicator.id));
                    }
                    let remove = format!("Remove {} from side by side", indicator.code);
                    if link_button(ui, "Remove").accessible_name(&remove).clicked() {
                        asked = Some(Ask::Tick(indicator.id));
                    }
                    let about = format!("{} · {}", indicator.code, indicator.subtitle());
                    ui.add(Label::new(theme::small(ui, about)).truncate());
                });
            });
            let Some(chart) = self.charts.get(&indicator.id) else {
                ui.add_space(TALL);
                return;
            };
            let salt = ("beside", indicator.id);
            chart::show(ui, salt, chart, TALL, &mut self.hidden);
            if let Chart::Trend(trend) = chart {
                // Ragged right: justified lines of a narrow card have holes.
                ui.vertical(|ui| ui.label(theme::small(ui, &trend.sentence)));
            }
        });
        asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_tick_takes_away_and_a_thirteenth_is_refused() {
        let mut beside = SideBySide::default();
        for n in 0..13 {
            beside.tick(IndicatorId(n));
        }
        assert_eq!((beside.ids().len(), beside.is_full), (MOST, true));
        beside.tick(IndicatorId(3));
        assert!(!beside.is_full && !beside.ids().contains(&IndicatorId(3)));
        beside.tick(IndicatorId(12));
        assert_eq!(beside.ids().last(), Some(&IndicatorId(12)));
    }
}
