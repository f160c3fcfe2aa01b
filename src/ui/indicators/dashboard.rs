//! The quarterly dashboard inside the Indicators room: the overview in sentences, then every measure by outcome.
//!
//! The sentences are made from the table below them, and a published count that the table does not give is said beside
//! them. A row opens its measure.
//!
//! Edges: a quarter without a published dashboard is made from the plan's own figures, and says so. In a low window the
//! rules behind the counts are folded away, since the rows are worth more.

mod line;
mod overview;
mod table;

use std::rc::Rc;

use egui::{Align, Layout, Ui};

use crate::domain::dashboard::{Dashboard, Options};
use crate::domain::id::IndicatorId;
use crate::domain::period::Period;
use crate::session::chart::Against;
use crate::ui::indicators::dashboard::table::Table;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, room_heading};

/// From this height on the rules stand open.
const RULES_FROM: f32 = 680.0;

/// What the view remembers.
#[derive(Debug, Default)]
pub struct DashboardView {
    period: Option<Period>,
    /// Whether the rules are open, once somebody has said so.
    rules: Option<bool>,
    table: Table,
    quarters: Option<(u64, Rc<Vec<Period>>)>,
    held: Option<(u64, Against, Rc<Dashboard>)>,
}

impl DashboardView {
    /// Whether the plan holds a quarter to show.
    pub fn is_offered(&mut self, desk: Desk<'_>) -> bool {
        !self.quarters(desk).is_empty()
    }

    /// Draws the dashboard; gives back the measure to open.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>) -> Option<IndicatorId> {
        let quarters = self.quarters(desk);
        let newest = *quarters.first()?;
        let mut period = self
            .period
            .filter(|held| quarters.contains(held))
            .unwrap_or_else(|| newest_published(desk, &quarters).unwrap_or(newest));
        let height = ui.available_height();
        theme::card(ui)
            .inner_margin(space::MEDIUM)
            .show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                let mut rules = self.rules.unwrap_or(height >= RULES_FROM);
                self.head(ui, &quarters, &mut period, &mut rules);
                let dashboard = self.dashboard(desk, period);
                overview::ui(ui, &dashboard, rules);
                ui.add_space(space::SMALL);
                self.table.ui(ui, &dashboard)
            })
            .inner
    }

    fn head(&mut self, ui: &mut Ui, quarters: &[Period], period: &mut Period, rules: &mut bool) {
        ui.horizontal(|ui| {
            room_heading(ui, &format!("Dashboard {period}"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let labels: Vec<String> = quarters.iter().map(|held| held.label()).collect();
                let mut picked = quarters.iter().position(|held| held == period).unwrap_or(0);
                if combo(
                    ui,
                    "quarter",
                    "Quarter of the dashboard",
                    &mut picked,
                    &labels,
                )
                .changed()
                    && let Some(held) = quarters.get(picked)
                {
                    *period = *held;
                    self.period = Some(*held);
                }
                if ui.checkbox(rules, "How it is counted").changed() {
                    self.rules = Some(*rules);
                }
            });
        });
    }

    fn quarters(&mut self, desk: Desk<'_>) -> Rc<Vec<Period>> {
        let revision = desk.session.revision();
        match &self.quarters {
            Some((held, found)) if *held == revision => Rc::clone(found),
            _ => {
                let found = Rc::new(desk.session.dashboard_quarters());
                self.quarters = Some((revision, Rc::clone(&found)));
                found
            }
        }
    }

    fn dashboard(&mut self, desk: Desk<'_>, period: Period) -> Rc<Dashboard> {
        let revision = desk.session.revision();
        if let Some((held, against, found)) = &self.held
            && *held == revision
            && against == desk.against
            && found.period == period
        {
            return Rc::clone(found);
        }
        let found = desk
            .session
            .dashboard(period, &Options::default(), desk.against);
        let found = Rc::new(found);
        self.held = Some((revision, desk.against.clone(), Rc::clone(&found)));
        found
    }
}

/// The newest quarter with a published dashboard.
fn newest_published(desk: Desk<'_>, quarters: &[Period]) -> Option<Period> {
    let is_published = |period: &&Period| {
        desk.book()
            .markers
            .iter()
            .any(|held| held.period == **period)
    };
    quarters.iter().find(is_published).copied()
}
