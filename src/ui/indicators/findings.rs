//! What the checks find in the indicator shown, beside its figures, with links to them.
//!
//! The worst is told in a sentence; why, what to do and the rest are one click away, so that a figure with many remarks
//! does not push the readings out of sight.

use egui::Ui;

use crate::domain::id::IndicatorId;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem, Severity};
use crate::ui::indicators::field::sentence;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{Attention, attention};

/// The findings at one revision.
#[derive(Debug, Default)]
pub struct Findings {
    asked: Option<(u64, IndicatorId)>,
    held: Vec<Problem>,
    is_open: bool,
}

impl Findings {
    /// Draws the findings; gives back the period whose figure is to be opened.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        id: IndicatorId,
        asks: &mut Vec<Request>,
    ) -> Option<Period> {
        let now = (desk.session.revision(), id);
        if self.asked != Some(now) {
            self.is_open &= self.asked.is_some_and(|(_, held)| held == id);
            self.held = desk.session.problems_of(id);
            self.asked = Some(now);
        }
        let (notes, grave): (Vec<&Problem>, Vec<&Problem>) = self
            .held
            .iter()
            .partition(|held| held.severity == Severity::Note);
        let (mut period, mut flip) = (None, false);
        let shown = if self.is_open { grave.len() } else { 1 };
        for (at, problem) in grave.iter().take(shown).enumerate() {
            let fold = match (at, self.is_open, grave.len()) {
                (0, true, _) => Some("Fold away".to_owned()),
                (_, false, 1) => Some("Why, and what to do".to_owned()),
                (_, false, n) => Some(format!("Why, and {} more", n - 1)),
                _ => None,
            };
            match one(ui, problem, id, fold.as_deref()) {
                Some(Pressed::Fold) => flip = true,
                Some(Pressed::Go) => period = go(problem, id, asks),
                None => {}
            }
        }
        for problem in notes {
            let words = format!("{} {}", sentence(&problem.what), problem.why);
            ui.label(theme::small(ui, words))
                .on_hover_text(&problem.remedy);
        }
        self.is_open ^= flip;
        period
    }
}

/// What was pressed in a finding.
enum Pressed {
    /// The link to its figure.
    Go,
    /// The link that unfolds or folds the words.
    Fold,
}

/// One finding; folded it is one sentence, and unfolded it says why and what to do.
fn one(ui: &mut Ui, problem: &Problem, id: IndicatorId, fold: Option<&str>) -> Option<Pressed> {
    let tone = if problem.severity == Severity::Error {
        Tone::Error
    } else {
        Tone::Warn
    };
    let (title, link) = match &problem.place {
        Place::Reading(_, period) => (
            format!("{period}: {}", sentence(&problem.what)),
            Some(format!("Go to {period}")),
        ),
        Place::Indicator(held) if *held == id => (sentence(&problem.what), None),
        _ => (
            format!("{}: {}", problem.location, sentence(&problem.what)),
            Some("Open".to_owned()),
        ),
    };
    let is_folded = fold.is_some_and(|words| words.starts_with("Why"));
    let detail = if is_folded {
        String::new()
    } else {
        format!("{} {}", problem.why, problem.remedy)
    };
    let links: Vec<&str> = link.as_deref().into_iter().chain(fold).collect();
    let note = Attention {
        tone,
        title: &title,
        detail: &detail,
        links: &links,
    };
    match attention(ui, &note)? {
        0 if link.is_some() => Some(Pressed::Go),
        _ => Some(Pressed::Fold),
    }
}

/// The period whose figure is to be opened, or a request for what is elsewhere.
fn go(problem: &Problem, id: IndicatorId, asks: &mut Vec<Request>) -> Option<Period> {
    match &problem.place {
        Place::Reading(held, period) if *held == id => Some(*period),
        place => {
            asks.push(Request::Open(place.clone()));
            None
        }
    }
}
