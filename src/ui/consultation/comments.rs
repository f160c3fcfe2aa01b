//! What people wrote, in their own words: read beside a codebook, counted by theme, quoted, and answered.
//!
//! Four ways of seeing it: reading and coding; the table of themes with the agreement of two readers; quotes that may be
//! printed; and "you said – we did", where each theme leads to what was done, to its money and to its indicator.
//!
//! Why the comments are read beside the window: a consultation may have fifty thousand of them. They never change while
//! their file stands in the plan, so they are read once for a question and kept.
//!
//! Edges: a consultation without individual responses has no comments, but its themes still have their money and
//! indicators, so that the last view is there for every consultation.

mod codebook;
mod kept;
mod list;
mod merge;
mod quote_form;
mod quotes;
mod read;
mod said;
mod second;
mod sieve;
mod table;
mod view;

use std::sync::Arc;

use egui::{Key, Ui};

use crate::domain::consultation::sheet::Sheet;
use crate::domain::consultation::themes::text_questions;
use crate::domain::consultation::{Consultation, Reader};
use crate::domain::id::{ConsultationId, QuestionId};
use crate::ui::consultation::comments::codebook::Codebook;
use crate::ui::consultation::comments::kept::Kept;
use crate::ui::consultation::comments::list::List;
use crate::ui::consultation::comments::quotes::Quotes;
use crate::ui::consultation::comments::said::Said;
use crate::ui::consultation::comments::sieve::Sieve;
use crate::ui::consultation::comments::table::Counted;
use crate::ui::consultation::comments::view::View;
use crate::ui::consultation::mode::Mode;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, empty_state, room_heading, ways};

/// What this part of the room remembers between frames.
#[derive(Default)]
pub struct CommentsDesk {
    view: View,
    question: Option<QuestionId>,
    /// Whether the second reader reads, who does not see what the first found.
    is_second: bool,
    kept: Kept,
    sieve: Sieve,
    list: List,
    codebook: Codebook,
    counted: Counted,
    quotes: Quotes,
    said: Said,
}

/// The question in view, with its consultation's responses.
#[derive(Clone)]
struct Asked {
    consultation: ConsultationId,
    question: QuestionId,
    sheet: Arc<Sheet>,
}

impl CommentsDesk {
    /// Draws it into what is left of the room; gives back another way of seeing the consultation where that is asked for.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: Option<&Consultation>,
        asks: &mut Vec<Request>,
    ) -> Option<Mode> {
        let Some(held) = held else {
            let what = "What people wrote is read here beside a codebook of themes, once there is a consultation.";
            let begin = empty_state(ui, "No consultations yet", what, "Begin a consultation");
            return begin.then_some(Mode::Count);
        };
        let escape =
            !egui::Popup::is_any_open(ui.ctx()) && ui.input(|input| input.key_pressed(Key::Escape));
        let sheet = desk.session.sheet(held.id);
        let questions: Vec<QuestionId> = sheet.as_ref().map_or_else(Vec::new, |sheet| {
            text_questions(desk.book(), held.id)
                .filter(|id| sheet.column(*id).is_some())
                .collect()
        });
        ui.horizontal_wrapped(|ui| {
            self.view = ways(ui, self.view, View::ALL.map(|view| (view, view.words())));
            if self.view != View::SaidDid && !questions.is_empty() {
                ui.add_space(space::MEDIUM);
                self.pick_question(ui, desk, &questions);
            }
        });
        ui.add_space(space::SMALL);
        if self.view == View::SaidDid {
            if let Some(theme) = self.said.ui(ui, desk, held.id, escape, asks) {
                self.sieve = Sieve::of_theme(theme);
                self.view = View::Read;
            }
            return None;
        }
        let question = self.question.or(questions.first().copied());
        let (Some(sheet), Some(question)) = (sheet, question) else {
            return no_comments(ui, desk);
        };
        let asked = Asked {
            consultation: held.id,
            question,
            sheet,
        };
        self.kept.read(ui, desk, &asked);
        self.part(ui, desk, &asked, escape, asks);
        None
    }

    fn part(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        asked: &Asked,
        escape: bool,
        asks: &mut Vec<Request>,
    ) {
        match self.view {
            View::Table => {
                if let Some(response) = self.table(ui, desk, asked) {
                    self.sieve = Sieve::default();
                    self.list.go_to(response);
                    self.view = View::Read;
                }
            }
            View::Quotes => self.quotes.ui(ui, desk, asked, &self.kept, escape, asks),
            _ => self.reading(ui, desk, asked, escape, asks),
        }
    }

    /// As which reader the officer reads.
    fn reader(&self) -> Reader {
        if self.is_second {
            Reader::Second
        } else {
            Reader::First
        }
    }

    fn pick_question(&mut self, ui: &mut Ui, desk: Desk<'_>, questions: &[QuestionId]) {
        let label = |id: &QuestionId| {
            let held = desk.book().questions.get(*id);
            held.map_or_else(String::new, |held| {
                format!("{}  {}", held.number, held.text)
            })
        };
        let labels: Vec<String> = questions.iter().map(|id| short(&label(id))).collect();
        let known = |id: QuestionId| questions.iter().position(|held| *held == id);
        let mut at = self.question.and_then(known).unwrap_or(0);
        ui.label(theme::muted(ui, "Question"));
        combo(
            ui,
            "comments question",
            "Question in words",
            &mut at,
            &labels,
        );
        let picked = questions.get(at).copied();
        if picked != self.question {
            self.question = picked;
            self.list = List::default();
        }
    }
}

/// A question's words cut to what a list shows.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        text.trim().to_owned()
    } else {
        let cut: String = text.chars().take(MOST - 1).collect();
        format!("{}…", cut.trim())
    }
}

fn no_comments(ui: &mut Ui, desk: Desk<'_>) -> Option<Mode> {
    let what = "Comments come with a survey’s export: every question that was answered in words is listed here, each comment with its respondent’s group and channel.";
    if desk.session.is_read_only() {
        room_heading(ui, "No comments yet");
        ui.label(theme::muted(
            ui,
            "This file may only be read, so no export can be taken in.",
        ));
        return None;
    }
    let take_in = empty_state(ui, "No comments yet", what, "Take in a survey’s export…");
    take_in.then_some(Mode::Responses)
}
