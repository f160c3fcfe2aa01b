//! Results, set side by side: a question's answers by channel, group or another question, what they hang on, and what of
//! them may be printed.
//!
//! Everything here is worked out from what is held; nothing is typed. Percentages always stand with their base, and a base
//! of few people is shown as “7 of 12”.
//!
//! Edges: a consultation without counted questions says what belongs here. What is worked out is kept until the plan or
//! the choice changes; a release is worked out when it is asked for.

mod bars;
mod more;
mod release;
mod table;
mod work;

use std::collections::BTreeSet;
use std::rc::Rc;

use egui::{ScrollArea, Ui};

use crate::domain::consultation::across::By;
use crate::domain::consultation::pairs::Adjust;
use crate::domain::consultation::{Consultation, Question, QuestionKind};
use crate::domain::id::{ConsultationId, QuestionId};
use crate::domain::problem::Place;
use crate::ui::consultation::split::release::ReleasePart;
use crate::ui::consultation::split::work::Work;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, combo, empty_state, form_row, section};

/// What this part of the room remembers between frames.
#[derive(Default)]
pub struct SplitDesk {
    question: Option<QuestionId>,
    by: By,
    /// Where the neutral answers stand: half on either side, or aside.
    is_neutral_split: bool,
    compared: usize,
    adjust: Adjust,
    hidden: BTreeSet<String>,
    release: ReleasePart,
    worked: Option<(u64, QuestionId, By, Rc<Work>)>,
}

impl SplitDesk {
    /// Draws it into what is left of the room.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: Option<&Consultation>,
        asks: &mut Vec<Request>,
    ) {
        let questions: Vec<&Question> = desk
            .book()
            .questions
            .iter()
            .filter(|question| held.is_some_and(|held| held.id == question.consultation))
            .filter(|question| question.kind != QuestionKind::Text)
            .collect();
        let Some((held, first)) = held.zip(questions.first()) else {
            card(ui, |ui| {
                let what = "Answers stand here by channel, by group or by another question, with the test, what the result hangs on, and what may be released. First a question is needed whose answers are counted.";
                if empty_state(ui, "No results yet", what, "Go to the questions") {
                    // Without a consultation any key leads to where the first is begun.
                    let id = held.map_or(ConsultationId(0), |held| held.id);
                    asks.push(Request::Open(Place::Consultation(id)));
                }
            });
            return;
        };
        let chosen = questions
            .iter()
            .find(|question| Some(question.id) == self.question);
        let question = *chosen.unwrap_or(first);
        self.question = Some(question.id);
        ScrollArea::vertical()
            .id_salt("results")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                card(ui, |ui| self.head(ui, desk, held, &questions));
                // The choice may have changed in the head; what is below follows at once.
                let question = self.question.and_then(|id| desk.book().questions.get(id));
                if let Some(question) = question {
                    self.below(ui, desk, held, question, asks);
                }
            });
    }

    /// What is shown, and split by what.
    fn head(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Consultation, questions: &[&Question]) {
        section(ui, &format!("Results of {}", held.title));
        let names: Vec<String> = questions.iter().map(|held| name(held)).collect();
        let mut at = questions
            .iter()
            .position(|held| Some(held.id) == self.question)
            .unwrap_or(0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            form_row(ui, "Question", |ui| {
                combo(ui, "split question", "Question", &mut at, &names);
            });
            self.question = questions.get(at).map(|held| held.id);
            let (ways, words) = ways(desk, held, questions, self.question);
            let mut by = ways.iter().position(|way| *way == self.by).unwrap_or(0);
            form_row(ui, "Split by", |ui| {
                combo(ui, "split by", "Split by", &mut by, &words);
            });
            self.by = ways.get(by).copied().unwrap_or_default();
        });
        ui.label(theme::small(
            ui,
            "Respondents chose to answer: they do not stand for everyone, and no margin of error is given. A test says only whether parts of those who answered differ by more than chance would often give.",
        ));
    }

    fn below(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        question: &Question,
        asks: &mut Vec<Request>,
    ) {
        let work = self.work(desk, held, question);
        match &work.table {
            Ok(split) => {
                card(ui, |ui| {
                    table::reach(ui, &work);
                    table::table(ui, question, split);
                    table::notes(ui, question, split);
                });
                card(ui, |ui| self.bars(ui, question, &work));
                if !split.parts.is_empty() {
                    card(ui, |ui| self.tests(ui, split));
                }
            }
            Err(problem) => {
                attention(
                    ui,
                    &Attention {
                        tone: Tone::Warn,
                        title: &format!("{}: {}.", problem.location, problem.what),
                        detail: &format!("{} {}", problem.why, problem.remedy),
                        links: &[],
                    },
                );
            }
        }
        more::cards(ui, &work);
        card(ui, |ui| {
            self.release.ui(ui, desk, held, question, self.by, asks)
        });
    }

    /// What the choice comes to, worked out once a change.
    fn work(&mut self, desk: Desk<'_>, held: &Consultation, question: &Question) -> Rc<Work> {
        let revision = desk.session.revision();
        if let Some((at, of, by, work)) = &self.worked
            && (*at, *of, *by) == (revision, question.id, self.by)
        {
            return Rc::clone(work);
        }
        let work = Rc::new(Work::of(desk, held.id, question, self.by));
        self.worked = Some((revision, question.id, self.by, Rc::clone(&work)));
        work
    }
}

/// What a question can be split by, with the words on screen.
fn ways(
    desk: Desk<'_>,
    held: &Consultation,
    questions: &[&Question],
    chosen: Option<QuestionId>,
) -> (Vec<By>, Vec<String>) {
    let sheet = desk.session.sheet(held.id);
    let mut ways = vec![By::All, By::Channel, By::Group];
    let mut words = vec![
        "everyone together".to_owned(),
        "channel".to_owned(),
        "group".to_owned(),
    ];
    for question in questions {
        let can = crate::domain::consultation::across::can_split_by(sheet.as_deref(), question.id);
        if can && Some(question.id) != chosen {
            ways.push(By::Question(question.id));
            words.push(format!("question {}", name(question)));
        }
    }
    (ways, words)
}

/// A question in a list: its number and the beginning of its text.
fn name(question: &Question) -> String {
    let text: String = question.text.chars().take(70).collect();
    let more = if question.text.chars().count() > 70 {
        "…"
    } else {
        ""
    };
    format!("{} {text}{more}", question.number)
        .trim_start()
        .to_owned()
}

/// A card as wide as the room there is.
fn card(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    theme::card(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        draw(ui);
    });
}
