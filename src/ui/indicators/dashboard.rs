//! The quarterly dashboard inside the Indicators room: the overview in sentences, then every measure by outcome.
//!
//! The sentences are made from the table below them, and a published count that the table does not give is said beside
//! them. A row opens its measure.
//!
//! Edges: a quarter without a published dashboard is made from the plan's own figures, and says so. In a low window the
//! rules behind the counts are folded away, since the rows are worth more. One that has to be made from the figures of
//! hundreds of indicators is made beside the window.

mod line;
mod overview;
mod table;

use std::ops::ControlFlow;
use std::rc::Rc;

use egui::{RichText, Ui};

use crate::domain::dashboard::{Dashboard, Options};
use crate::domain::id::IndicatorId;
use crate::domain::period::Period;
use crate::session::Session;
use crate::session::chart::Against;
use crate::session::import::Progress;
use crate::session::job::{Answer, Job};
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::indicators::dashboard::table::Table;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{at_right, combo, room_heading};

/// From this height on the rules stand open.
const RULES_FROM: f32 = 680.0;

/// The most indicators of which a dashboard is made between two frames.
const AT_ONCE: usize = 100;

/// What the view remembers.
#[derive(Debug, Default)]
pub struct DashboardView {
    period: Option<Period>,
    /// Whether the rules are open, once somebody has said so.
    rules: Option<bool>,
    table: Table,
    quarters: Option<(u64, Rc<Vec<Period>>)>,
    held: Option<(Of, Rc<Dashboard>)>,
    making: Option<(Of, Making)>,
    /// Why the one that was asked for last could not be made.
    trouble: Option<(Of, String)>,
}

/// A dashboard on its way.
type Making = Job<Result<Dashboard, String>>;

/// Of which state of the plan, beside whom, of which quarter.
#[derive(Clone, Debug, PartialEq)]
struct Of {
    revision: u64,
    against: Against,
    period: Period,
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
                let Some(dashboard) = self.dashboard(ui, desk, period) else {
                    self.wait(ui);
                    return None;
                };
                overview::ui(ui, &dashboard, rules);
                ui.add_space(space::SMALL);
                self.table.ui(ui, &dashboard)
            })
            .inner
    }

    fn head(&mut self, ui: &mut Ui, quarters: &[Period], period: &mut Period, rules: &mut bool) {
        ui.horizontal(|ui| {
            room_heading(ui, &format!("Dashboard {period}"));
            at_right(ui, "dashboard head", |ui| {
                if ui.checkbox(rules, "How it is counted").changed() {
                    self.rules = Some(*rules);
                }
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

    /// The dashboard, once it is made.
    fn dashboard(&mut self, ui: &Ui, desk: Desk<'_>, period: Period) -> Option<Rc<Dashboard>> {
        let of = Of {
            revision: desk.session.revision(),
            against: desk.against.clone(),
            period,
        };
        self.poll(ui);
        if let Some((held, found)) = &self.held
            && *held == of
        {
            return Some(Rc::clone(found));
        }
        if self.trouble.as_ref().is_some_and(|(held, _)| *held == of) {
            return None;
        }
        self.trouble = None;
        let is_printed = desk.book().markers.iter().any(|held| held.period == period);
        if is_printed || desk.book().indicators.len() <= AT_ONCE {
            let options = Options::default();
            let found = desk.session.dashboard(period, &options, desk.against);
            let found = Rc::new(found);
            self.held = Some((of, Rc::clone(&found)));
            return Some(found);
        }
        if self.making.as_ref().is_none_or(|(held, _)| *held != of) {
            match begin(desk, &of) {
                Ok(job) => self.making = Some((of, job)),
                Err(why) => self.trouble = Some((of, why)),
            }
        }
        ui.ctx().request_repaint_after(LOOK_AGAIN);
        None
    }

    /// Takes in what the thread has done.
    fn poll(&mut self, ui: &Ui) {
        let Some((of, job)) = &self.making else {
            return;
        };
        let of = of.clone();
        match job.answer() {
            Answer::Waiting => return ui.ctx().request_repaint_after(LOOK_AGAIN),
            Answer::Done(Ok(found)) => self.held = Some((of, Rc::new(found))),
            Answer::Done(Err(why)) => self.trouble = Some((of, why)),
            Answer::Gone => {
                let why = "The dashboard could not be made.";
                self.trouble = Some((of, why.to_owned()));
            }
        }
        self.making = None;
    }

    /// How far it is, or why it could not be made.
    fn wait(&mut self, ui: &mut Ui) {
        if let Some((_, why)) = &self.trouble {
            ui.label(RichText::new(format!("✗ {why}")).color(theme::palette(ui).error.text));
            if ui.button("Make it").clicked() {
                self.trouble = None;
            }
            return;
        }
        let Some((of, job)) = &self.making else {
            return;
        };
        let Progress { done, of: all } = job.progress();
        ui.label(format!("Making the dashboard of {}", of.period));
        ui.label(theme::small(ui, format!("{done} of {all} indicators read")));
        if ui.button("Cancel").clicked() {
            let why = "Cancelled: the dashboard was not made.".to_owned();
            self.trouble = Some((of.clone(), why));
            self.making = None;
        }
    }
}

/// Begins to make a dashboard on a thread, from the file.
fn begin(desk: Desk<'_>, of: &Of) -> Result<Making, String> {
    let (plan, of) = (desk.session.path().to_owned(), of.clone());
    let job = Job::start("dashboard", move |tick| {
        let session = Session::open_again(&plan).map_err(|error| error.to_string())?;
        let mut go_on = |done: usize, all: usize| {
            let (done, all) = (done as u64, all as u64);
            if tick(Progress { done, of: all }) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        let options = Options::default();
        let options = session.dashboard_options(of.period, &options, &of.against, &mut go_on);
        match session.fault() {
            Some(fault) => Err(fault),
            None => Ok(Dashboard::of(session.book(), of.period, &options)),
        }
    });
    job.map_err(|error| error.to_string())
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
