//! Check figures: percentages in print are typed, and the whole people that could be behind them stand beside them.
//!
//! Why: nobody answers by halves, so percentages and a base say which counts there can have been, or that there were none.
//! A paper is checked before it is believed, and one's own before it is sent.
//!
//! Edges: nothing here changes the plan. What cannot be read is said beside its field, and stays as it was typed. Long
//! lists are cut, with how many there are in all.

mod found;

use std::rc::Rc;

use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

use crate::domain::check;
use crate::domain::consultation::claimed::{Claimed, claimed, claimed_bases};
use crate::domain::consultation::{Consultation, CountOf};
use crate::domain::could_be::Rounding;
use crate::domain::id::ConsultationId;
use crate::domain::problem::Problem;
use crate::ui::consultation::figures::found::{Entry, Found, found};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::line_edit::{LineLook, line_edit};
use crate::ui::widgets::{Attention, attention, combo, form_row, section};

/// What the report of the consultation in view printed.
struct Report {
    revision: u64,
    consultation: ConsultationId,
    questions: Vec<Claimed>,
    bases: Vec<(CountOf, u64)>,
    disagrees: Option<Problem>,
}

/// What was typed and which bases were printed, with what they come to.
type Worked = (Entry, Vec<(CountOf, u64)>, Rc<Found>);

/// What this part of the room remembers between frames.
#[derive(Default)]
pub struct FiguresDesk {
    entry: Entry,
    /// The answers whose figures were filled in, while they are those that are typed.
    filled: Option<(String, Vec<String>)>,
    worked: Option<Worked>,
    report: Option<Rc<Report>>,
}

impl FiguresDesk {
    /// Draws it into what is left of the room.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: Option<&Consultation>,
        asks: &mut Vec<Request>,
    ) {
        let report = held.map(|held| self.report(desk, held.id));
        ScrollArea::vertical()
            .id_salt("figures")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                card(ui, |ui| self.form(ui, report.as_deref()));
                if let Some(problem) = report.as_ref().and_then(|held| held.disagrees.as_ref()) {
                    disagreement(ui, problem);
                }
                let found = self.found(report.as_deref());
                card(ui, |ui| found.ui(ui, self.names(), asks));
            });
    }

    fn report(&mut self, desk: Desk<'_>, consultation: ConsultationId) -> Rc<Report> {
        let revision = desk.session.revision();
        if let Some(held) = &self.report
            && (held.revision, held.consultation) == (revision, consultation)
        {
            return Rc::clone(held);
        }
        let problems = check::of_consultation(desk.book(), consultation);
        let found = Rc::new(Report {
            revision,
            consultation,
            questions: claimed(desk.book(), consultation),
            bases: claimed_bases(desk.book(), consultation),
            disagrees: problems
                .into_iter()
                .find(|held| held.kind == "published-total-disagrees"),
        });
        self.report = Some(Rc::clone(&found));
        found
    }

    fn form(&mut self, ui: &mut Ui, report: Option<&Report>) {
        section(ui, "Which people could be behind these percentages?");
        ui.label(theme::muted(
            ui,
            "Type the percentages of one question as they are printed, decimals and all. With a base the whole-person counts stand below, without one the bases that could be.",
        ));
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            for held in report.map_or(&[][..], |held| &held.questions) {
                let words = format!(
                    "Fill in what the report printed of question {}",
                    held.number
                );
                if ui.button(words).clicked() {
                    self.fill(held);
                }
            }
        });
        if report.is_none_or(|held| held.questions.is_empty()) {
            ui.label(theme::small(
                ui,
                "The plan holds no printed percentages of this consultation; type what any paper says.",
            ));
        }
        ui.add_space(space::TINY);
        let why = [
            self.entry.why_percents(),
            self.entry.why_base(),
            self.entry.why_together(),
        ];
        let [percents, base, together] = why;
        // Set by their tops: what is wrong with one field makes it taller, and must not push its neighbours down.
        let side_by_side = Layout::left_to_right(Align::TOP).with_main_wrap(true);
        ui.with_layout(side_by_side, |ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            field(
                ui,
                "Percentages",
                300.0,
                &mut self.entry.percents,
                "24, 32, 29, 15",
                percents,
            );
            field(ui, "Base", 110.0, &mut self.entry.base, "not printed", base);
            field(
                ui,
                "Printed together",
                150.0,
                &mut self.entry.together,
                "1-2=56",
                together,
            );
            ui.vertical(|ui| {
                ui.set_width(180.0);
                form_row(ui, "How halves were rounded", |ui| {
                    let words = Rounding::ALL.map(rounding_words);
                    let mut at = Rounding::ALL
                        .iter()
                        .position(|held| *held == self.entry.rounding)
                        .unwrap_or(0);
                    combo(ui, "rounding", "How halves were rounded", &mut at, &words);
                    self.entry.rounding = Rounding::ALL.get(at).copied().unwrap_or_default();
                });
            });
        });
        ui.checkbox(
            &mut self.entry.is_apart,
            "People could tick several answers, or not every answer is given",
        );
        if !self.entry.together.trim().is_empty() && self.filled.is_some() {
            ui.label(theme::small(
                ui,
                "“Printed together” was filled with the sum of one side’s figures. Empty it if the report does not print that sum.",
            ));
        }
    }

    fn fill(&mut self, held: &Claimed) {
        self.entry = Entry {
            percents: held.percents.clone(),
            base: String::new(),
            together: held.together.clone(),
            rounding: self.entry.rounding,
            is_apart: held.is_apart,
        };
        self.filled = Some((held.percents.clone(), held.answers.clone()));
    }

    /// The answers' words, while their figures stand in the field.
    fn names(&self) -> &[String] {
        match &self.filled {
            Some((percents, names)) if *percents == self.entry.percents => names,
            _ => &[],
        }
    }

    /// What the entry comes to, worked out once a keystroke.
    fn found(&mut self, report: Option<&Report>) -> Rc<Found> {
        let bases = report.map_or_else(Vec::new, |held| held.bases.clone());
        if let Some((entry, of, held)) = &self.worked
            && (entry, of) == (&self.entry, &bases)
        {
            return Rc::clone(held);
        }
        let found = Rc::new(found(&self.entry, &bases));
        self.worked = Some((self.entry.clone(), bases, Rc::clone(&found)));
        found
    }
}

fn disagreement(ui: &mut Ui, problem: &Problem) {
    attention(
        ui,
        &Attention {
            tone: Tone::Warn,
            title: &format!("The report’s totals differ: {}.", problem.what),
            detail: &format!("{} {}", problem.why, problem.remedy),
            links: &[],
        },
    );
}

/// A field with what is wrong with it below.
fn field(ui: &mut Ui, name: &str, wide: f32, text: &mut String, hint: &str, why: Option<String>) {
    ui.allocate_ui(vec2(wide, 60.0), |ui| {
        ui.set_width(wide);
        ui.vertical(|ui| {
            form_row(ui, name, |ui| {
                let look = LineLook {
                    hint,
                    bad: why.is_some(),
                    size: vec2(wide, size::CONTROL),
                    ..LineLook::default()
                };
                let id = ui.make_persistent_id(name);
                line_edit(ui, id, name, text, look);
                if let Some(why) = why {
                    let ink = theme::palette(ui).error.text;
                    ui.label(RichText::new(format!("✗ {why}")).color(ink));
                }
            });
        });
    });
}

fn rounding_words(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::HalfUp => "up (12.5 → 13)",
        Rounding::HalfEven => "to even (12.5 → 12)",
        Rounding::HalfDown => "down (12.5 → 12)",
        Rounding::Any => "any way",
    }
}

fn card(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    theme::card(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        draw(ui);
    });
}
