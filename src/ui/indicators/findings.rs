//! What the checks find in the indicator shown, beside its figures, with links to them.
//!
//! The worst stands open; the rest are one click away, so that a figure with many remarks does not push the readings out
//! of sight.

use egui::Ui;

use crate::domain::check;
use crate::domain::id::IndicatorId;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem, Severity};
use crate::ui::indicators::field::sentence;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{Attention, attention, link_button};

/// The findings at one revision.
#[derive(Debug, Default)]
pub struct Findings {
    asked: Option<(u64, IndicatorId)>,
    held: Vec<Problem>,
    is_open: bool,
}

impl Findings {
    /// Draws the findings; gives back the period whose figure is to be opened.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, id: IndicatorId, asks: &mut Vec<Request>) -> Option<Period> {
        let now = (desk.session.revision(), id);
        if self.asked != Some(now) {
            self.is_open &= self.asked.is_some_and(|(_, held)| held == id);
            self.held = check::of_indicator(desk.book(), id);
            self.asked = Some(now);
        }
        let (notes, grave): (Vec<&Problem>, Vec<&Problem>) =
            self.held.iter().partition(|held| held.severity == Severity::Note);
        let mut period = None;
        let shown = if self.is_open { grave.len() } else { 1 };
        for problem in grave.iter().take(shown) {
            period = one(ui, problem, id, asks).or(period);
        }
        for problem in notes {
            let words = format!("{} {}", sentence(&problem.what), problem.why);
            ui.label(theme::small(ui, words)).on_hover_text(&problem.remedy);
        }
        if grave.len() > 1 {
            let words = if self.is_open {
                "Show the first only".to_owned()
            } else {
                format!("Show all {} that need a look", grave.len())
            };
            if link_button(ui, &words).clicked() {
                self.is_open = !self.is_open;
            }
        }
        period
    }
}

fn one(ui: &mut Ui, problem: &Problem, id: IndicatorId, asks: &mut Vec<Request>) -> Option<Period> {
    let tone = if problem.severity == Severity::Error { Tone::Error } else { Tone::Warn };
    let (title, link) = match &problem.place {
        Place::Reading(_, period) => {
            (format!("{period}: {}", sentence(&problem.what)), Some(format!("Go to {period}")))
        }
        Place::Indicator(held) if *held == id => (sentence(&problem.what), None),
        _ => (format!("{}: {}", problem.location, sentence(&problem.what)), Some("Open".to_owned())),
    };
    let detail = format!("{} {}", problem.why, problem.remedy);
    let links: Vec<&str> = link.iter().map(String::as_str).collect();
    let note = Attention { tone, title: &title, detail: &detail, links: &links };
    attention(ui, &note)?;
    match &problem.place {
        Place::Reading(held, period) if *held == id => Some(*period),
        place => {
            asks.push(Request::Open(place.clone()));
            None
        }
    }
}
