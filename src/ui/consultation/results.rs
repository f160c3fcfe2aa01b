//! What the counts come to: the answers as bars, and whatever does not agree with itself.

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::consultation::Question;
use crate::domain::problem::{Place, Problem, Severity};
use crate::ui::chart;
use crate::ui::consultation::ConsultationRoom;
use crate::ui::consultation::cells::By;
use crate::ui::consultation::live::Live;
use crate::ui::request::Request;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, section};

/// How many findings are shown before the rest are folded away.
const SHOWN: usize = 4;

impl ConsultationRoom {
    /// The answers as bars.
    pub(super) fn bars_card(&mut self, ui: &mut Ui, question: &Question, live: &Live) {
        theme::card(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let by = if self.by == By::Channel {
                "channel"
            } else {
                "group"
            };
            let title = if live.n_rows > 1 && live.by_parts {
                format!("Answers of everyone, then by {by}")
            } else {
                "Answers of everyone".to_owned()
            };
            section(ui, &title);
            let caption = theme::small(ui, live.chart.subtitle());
            ui.label(caption);
            ui.add_space(space::TINY);
            let rows = live.n_rows.clamp(1, 8) as f32;
            chart::show(
                ui,
                ("answers", question.id),
                &live.chart,
                52.0 + 42.0 * rows,
                &mut self.hidden,
            );
        });
    }

    /// What the checks say of this consultation: of the selected question first.
    pub(super) fn checks_card(
        &mut self,
        ui: &mut Ui,
        book: &Book,
        question: Option<&Question>,
        problems: &[Problem],
        asks: &mut Vec<Request>,
    ) {
        theme::card(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            section(ui, "Does it agree with itself?");
            ui.add_space(space::TINY);
            let mut found: Vec<&Problem> = problems.iter().filter(|held| held.kind != "meetings-disagree").collect();
            let here = |held: &Problem| question.is_some_and(|question| held.place == Place::Question(question.id));
            found.sort_by_key(|held| (!here(held), matches!(held.place, Place::Question(_))));
            if found.is_empty() {
                let words = "Nothing found: receipts, bases and printed percentages agree as far as they are entered.";
                attention(ui, &Attention { tone: Tone::Ok, title: words, detail: "", links: &[] });
            }
            let n = if self.all_checks { found.len() } else { SHOWN.min(found.len()) };
            for problem in &found[..n] {
                ui.spacing_mut().item_spacing.y = space::SMALL;
                if finding(ui, book, problem, here(problem)) {
                    asks.push(Request::Open(problem.place.clone()));
                }
            }
            if found.len() > SHOWN {
                let words = if self.all_checks { "Show fewer".to_owned() } else { format!("Show {} more", found.len() - SHOWN) };
                if ui.button(words).clicked() {
                    self.all_checks = !self.all_checks;
                }
            }
        });
    }
}

/// One finding; true when its link to another question was pressed.
pub fn finding(ui: &mut Ui, book: &Book, problem: &Problem, here: bool) -> bool {
    let tone = match problem.severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warn,
        Severity::Note => Tone::Ok,
    };
    let question = match problem.place {
        Place::Question(id) if !here => book.questions.get(id),
        _ => None,
    };
    let lead = question
        .map(|held| format!("Question {}: ", held.number))
        .unwrap_or_default();
    let note = if problem.severity == Severity::Note {
        "Note: "
    } else {
        ""
    };
    let title = format!("{lead}{note}{}.", problem.what);
    let detail = format!("{} {}", problem.why, problem.remedy);
    let link = question.map(|held| format!("Go to question {}", held.number));
    let links: Vec<&str> = link.iter().map(String::as_str).collect();
    attention(
        ui,
        &Attention {
            tone,
            title: &title,
            detail: &detail,
            links: &links,
        },
    )
    .is_some()
}
