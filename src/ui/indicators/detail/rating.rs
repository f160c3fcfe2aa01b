//! How the latest figure is rated: by its rule, or otherwise by an officer who says why.
//!
//! Edges: the rule's rating is kept in sight beside the officer's; removing the officer's gives the rule's back. A
//! rating without a reason is refused, and what was typed stays.

use egui::Ui;

use crate::domain::command::Command;
use crate::domain::id::{IndicatorId, RatingId};
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::problem::Severity;
use crate::domain::rating::{Rag, Rating};
use crate::domain::record::Edit;
use crate::ui::indicators::change::words;
use crate::ui::indicators::charts::Rated;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{Badge, badge, combo, link_button, primary_button, text_field};

/// A rating being given.
#[derive(Clone, Debug)]
struct Draft {
    of: (IndicatorId, Period),
    rag: usize,
    reason: String,
    refused: Option<String>,
}

/// What the rating remembers.
#[derive(Debug, Default)]
pub struct RatingForm {
    draft: Option<Draft>,
}

impl RatingForm {
    /// Draws the rating that stands, with what can be done about it.
    pub fn standing(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        indicator: &Indicator,
        rated: &Rated,
        asks: &mut Vec<Request>,
    ) {
        let of = (indicator.id, rated.period);
        self.draft.take_if(|held| held.of != of);
        standing(ui, rated, &indicator.rag.sentence());
        if desk.session.is_read_only() || self.draft.is_some() {
            return;
        }
        let ask = if rated.rating.is_some() {
            "Change the rating…"
        } else {
            "Rate otherwise…"
        };
        if link_button(ui, ask).clicked() {
            self.draft = Some(begin(of, rated));
        }
        if let Some(rating) = &rated.rating
            && link_button(ui, "Remove the rating").clicked()
        {
            asks.push(Request::Change(Edit::remove(rating).into()));
        }
    }

    /// Draws the form for another rating while it is open.
    pub fn form(&mut self, ui: &mut Ui, desk: Desk<'_>, rated: &Rated, asks: &mut Vec<Request>) {
        let Some(draft) = &mut self.draft else {
            return;
        };
        let mut done = false;
        ui.horizontal(|ui| {
            let labels = Rag::ALL.map(|rag| capital(rag.word()));
            combo(ui, "rag", "Rating", &mut draft.rag, &labels);
            let room = (ui.available_width() - 210.0).clamp(140.0, 420.0);
            ui.scope(|ui| {
                ui.set_max_width(room);
                text_field(
                    ui,
                    "reason",
                    "Reason for the rating",
                    &mut draft.reason,
                    "why it is not the rule’s",
                );
            });
            if primary_button(ui, "Keep rating").clicked() {
                let command = command(desk, draft, rated);
                let problems = command.problems(desk.book());
                let refusal = problems
                    .iter()
                    .find(|held| held.severity == Severity::Error);
                draft.refused = refusal.map(words);
                if refusal.is_none() {
                    asks.push(Request::Change(command));
                    done = true;
                }
            }
            done |= ui.button("Cancel").clicked();
        });
        if let Some(refused) = &draft.refused {
            let colour = theme::palette(ui).error.text;
            ui.label(
                egui::RichText::new(format!("✗ {refused}"))
                    .small()
                    .color(colour),
            );
        }
        if done {
            self.draft = None;
        }
    }
}

fn begin(of: (IndicatorId, Period), rated: &Rated) -> Draft {
    let rag = rated.rating.as_ref().map(|held| held.rag).or(rated.by_rule);
    let at = Rag::ALL.iter().position(|held| Some(*held) == rag);
    let reason = rated.rating.as_ref().map(|held| held.reason.clone());
    Draft {
        of,
        rag: at.unwrap_or(1),
        reason: reason.unwrap_or_default(),
        refused: None,
    }
}

fn command(desk: Desk<'_>, draft: &Draft, rated: &Rated) -> Command {
    let (indicator, period) = draft.of;
    let now = |id| Rating {
        id,
        indicator,
        period,
        rag: Rag::ALL.get(draft.rag).copied().unwrap_or(Rag::NotRated),
        reason: draft.reason.trim().to_owned(),
    };
    match &rated.rating {
        Some(was) => Edit::change(was, now(was.id)).into(),
        None => Edit::add(now(RatingId(desk.session.new_key()))).into(),
    }
}

/// The rating that stands, in a badge and words.
fn standing(ui: &mut Ui, rated: &Rated, rule: &str) {
    let by_rule = rated.by_rule.map_or("not rated", Rag::word);
    match &rated.rating {
        Some(rating) => {
            rag_badge(ui, rating.rag).on_hover_text(rule);
            ui.label(format!(
                "{}, rated by an officer: {} (by rule: {by_rule})",
                capital(rating.rag.word()),
                rating.reason
            ));
        }
        None => {
            rag_badge(ui, rated.by_rule.unwrap_or(Rag::NotRated)).on_hover_text(rule);
            ui.label(match rated.by_rule {
                Some(_) => "by rule",
                None => "the rule says nothing of this figure",
            });
        }
    }
}

fn rag_badge(ui: &mut Ui, rag: Rag) -> egui::Response {
    let kind = match rag {
        Rag::Red => Badge::Tone(Tone::Error),
        Rag::Amber => Badge::Tone(Tone::Warn),
        Rag::Green => Badge::Tone(Tone::Ok),
        Rag::NotRated => Badge::Plain,
    };
    badge(ui, &capital(rag.word()), kind)
}

/// A word with its first letter large.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
