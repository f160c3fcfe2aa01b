//! The Consultation room: what was asked, how many gave each answer, and what was done about what people said.
//!
//! Left: the consultation with its questions, meetings, receipts, channels and groups. Right: the question that is
//! selected, as a table of counts with percentages beside it, a sentence, bars, checks, and themes with what was done.
//!
//! Why counts and never percentages are typed: a percentage without its base cannot be added to another, checked
//! against receipts, or split by group. What a report printed stands beside ours, muted.
//!
//! Edges: a plan with no consultation offers to begin one; a question with no channel, no answer or no count says what
//! is missing and offers the next step. Results are worked out once a change or a keystroke, not once a frame.

mod answers;
mod beside;
mod cells;
mod comments;
mod count;
mod counts;
mod date;
mod figures;
mod form;
mod lines;
mod list;
mod live;
mod memo;
mod mode;
mod paper;
mod quick;
mod receipts;
mod responses;
mod results;
mod rows;
pub(in crate::ui) mod rule;
mod split;
mod tally;
mod themes;

use std::collections::BTreeSet;
use std::rc::Rc;

use egui::{Align, Key, Layout, ScrollArea, Ui, UiBuilder, vec2};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{Consultation, Question, QuestionKind};
use crate::domain::id::{ConsultationId, QuestionId};
use crate::domain::problem::Place;
use crate::session::Session;
use crate::ui::consultation::cells::{By, Table, Within};
use crate::ui::consultation::comments::CommentsDesk;
use crate::ui::consultation::counts::Asked;
use crate::ui::consultation::figures::FiguresDesk;
use crate::ui::consultation::form::answer::AnswerForm;
use crate::ui::consultation::form::consultation::ConsultationForm;
use crate::ui::consultation::form::meeting::MeetingForm;
use crate::ui::consultation::form::named::{ChannelForm, GroupForm};
use crate::ui::consultation::form::question::QuestionForm;
use crate::ui::consultation::form::voice::ThemeForm;
use crate::ui::consultation::form::{Open, carry};
use crate::ui::consultation::live::Live;
use crate::ui::consultation::memo::{Basis, Outline};
use crate::ui::consultation::mode::Mode;
use crate::ui::consultation::paper::PaperDesk;
use crate::ui::consultation::quick::Quick;
use crate::ui::consultation::responses::ResponsesDesk;
use crate::ui::consultation::split::SplitDesk;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};
use crate::ui::theme::{self, space};
use crate::ui::widgets::empty_state;

/// From here on, in points, checks and themes stand side by side.
const SIDE_BY_SIDE: f32 = 860.0;

/// The ways of seeing a consultation, by their names and in their order on screen.
pub fn parts() -> Vec<&'static str> {
    Mode::ALL.map(|mode| mode.words().0).to_vec()
}

/// What the Consultation room remembers between frames.
#[derive(Default)]
pub struct ConsultationRoom {
    mode: Mode,
    responses: ResponsesDesk,
    paper: PaperDesk,
    split: SplitDesk,
    comments: CommentsDesk,
    figures: FiguresDesk,
    /// What the officer chose; it may have been removed since.
    chosen: Option<ConsultationId>,
    question: Option<QuestionId>,
    /// The consultation that is on screen in this frame.
    shown: Option<ConsultationId>,
    by: By,
    within: Within,
    forms: Forms,
    quick: Option<Quick>,
    receipts_open: bool,
    answers_open: bool,
    all_checks: bool,
    /// Why the last block was not taken.
    refused: Vec<String>,
    /// What is being typed, as the change it would make.
    counts_draft: Option<Command>,
    receipts_draft: Option<Command>,
    grid_has_keyboard: bool,
    hidden: BTreeSet<String>,
    outline: Option<(u64, ConsultationId, Rc<Outline>)>,
    worked: Option<(Basis, Rc<Table>, Rc<Live>)>,
}

/// The forms; at most one is open.
#[derive(Default)]
struct Forms {
    consultation: Option<Open<ConsultationForm>>,
    question: Option<Open<QuestionForm>>,
    answer: Option<Open<AnswerForm>>,
    channel: Option<Open<ChannelForm>>,
    group: Option<Open<GroupForm>>,
    meeting: Option<Open<MeetingForm>>,
    theme: Option<Open<ThemeForm>>,
}

impl Forms {
    fn close(&mut self) {
        *self = Self::default();
    }
}

impl Screen for ConsultationRoom {
    fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        // Esc on an open list closes the list, and on a cell forgets its text, but not the form elsewhere on the page.
        let elsewhere = egui::Popup::is_any_open(ui.ctx()) || self.grid_has_keyboard;
        let escape = !elsewhere && ui.input(|i| i.key_pressed(Key::Escape));
        let drafts = (self.counts_draft.clone(), self.receipts_draft.clone());
        self.chosen = self.responses.wanted().or(self.chosen);
        let held = self.on_screen(desk.book());
        ui.horizontal(|ui| self.mode = mode::toggle(ui, self.mode));
        ui.add_space(space::SMALL);
        match (self.mode, held) {
            (Mode::Count, Some(held)) => self.room(ui, desk, held, asks, escape),
            (Mode::Count, None) => self.nothing_yet(ui, desk, asks, escape),
            (Mode::Responses, held) => self.responses.ui(ui, desk, held, asks),
            (Mode::Paper, held) => {
                if let Some(mode) = self.paper.ui(ui, desk, held, asks) {
                    self.mode = mode;
                }
            }
            (Mode::Results, held) => self.split.ui(ui, desk, held, asks),
            (Mode::Comments, held) => {
                if let Some(mode) = self.comments.ui(ui, desk, held, asks) {
                    self.mode = mode;
                }
            }
            (Mode::Figures, held) => self.figures.ui(ui, desk, held, asks),
        }
        if drafts != (self.counts_draft.clone(), self.receipts_draft.clone()) {
            // What follows from the draft is drawn above it, and so one frame later.
            ui.ctx().request_repaint();
        }
    }

    fn select(&mut self, place: &Place, book: &Book) {
        match *place {
            Place::Consultation(id) => {
                self.chosen = Some(id);
                self.question = None;
            }
            Place::Question(id) => {
                self.chosen = book.questions.get(id).map(|held| held.consultation);
                self.question = Some(id);
            }
            _ => return,
        }
        self.mode = Mode::Count;
        self.forms.close();
        self.quick = None;
        self.within = Within::All;
    }

    fn show(&mut self, part: usize) {
        self.mode = Mode::ALL.get(part).copied().unwrap_or_default();
    }

    fn hint(&self, _desk: Desk<'_>) -> String {
        if self.mode != Mode::Count {
            return String::new();
        }
        if self.quick.is_some() {
            "1–9 count one person · Ctrl+Z takes the last back · Esc ends the quick tally".into()
        } else {
            "T quick tally · arrows move, typing replaces, Enter goes down · Ctrl+V pastes a block"
                .into()
        }
    }
}

impl ConsultationRoom {
    /// Whether responses are being written into the plan.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.responses.is_writing()
    }

    /// Takes what work beside the window has brought.
    pub fn poll(&mut self, ctx: &egui::Context, session: &Session, asks: &mut Vec<Request>) {
        self.responses.poll(ctx, session, asks);
    }

    /// Whether responses are in view.
    #[must_use]
    pub fn is_at_responses(&self) -> bool {
        self.mode == Mode::Responses
    }

    /// Opens the form for responses with this file in it.
    pub fn take_in(&mut self, path: &str) {
        self.mode = Mode::Responses;
        self.responses.choose(path);
    }

    /// The consultation chosen, or the first.
    fn on_screen<'a>(&mut self, book: &'a Book) -> Option<&'a Consultation> {
        let held = self
            .chosen
            .and_then(|id| book.consultations.get(id))
            .or(book.consultations.first());
        self.shown = held.map(|held| held.id);
        held
    }

    /// The question chosen, or the first of the consultation.
    fn asked<'a>(&self, book: &'a Book, consultation: ConsultationId) -> Option<&'a Question> {
        let chosen = self
            .question
            .and_then(|id| book.questions.get(id))
            .filter(|held| held.consultation == consultation);
        chosen.or_else(|| {
            book.questions
                .iter()
                .find(|held| held.consultation == consultation)
        })
    }

    fn nothing_yet(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>, escape: bool) {
        ScrollArea::vertical().id_salt("nothing").show(ui, |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                if self.forms.consultation.is_none() {
                    let what = "A consultation holds what was asked of whom, how many people gave each answer by each channel, and what was done about it.";
                    if empty_state(ui, "No consultations yet", what, "Begin a consultation") {
                        self.forms.consultation = Some(Open::bare(ConsultationForm::fresh()));
                    }
                    return;
                }
                if let Some(made) = carry(&mut self.forms.consultation, ui, "first consultation", desk, escape, asks) {
                    self.follow(&made);
                }
            });
        });
    }

    fn room(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        let question = self.asked(desk.book(), held.id);
        self.question = question.map(|question| question.id).or(self.question);
        let room = ui.available_rect_before_wrap();
        let left = (room.width() * 0.24).clamp(244.0, 340.0);
        let [list, rest] = [
            room.with_max_x(room.left() + left),
            room.with_min_x(room.left() + left + space::MEDIUM),
        ];
        let down = |rect| {
            UiBuilder::new()
                .max_rect(rect)
                .layout(Layout::top_down(Align::Min))
        };
        ui.scope_builder(down(list), |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                ui.spacing_mut().item_spacing = vec2(space::SMALL, 4.0);
                ScrollArea::vertical()
                    .id_salt("list")
                    .auto_shrink(false)
                    .show(ui, |ui| self.list(ui, desk, held, asks, escape));
            });
        });
        ui.scope_builder(down(rest), |ui| {
            ScrollArea::vertical()
                .id_salt("question")
                .auto_shrink(false)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 6.0;
                    self.right(ui, desk, held, question, asks, escape);
                });
        });
    }

    fn right(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        question: Option<&Question>,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        let is_new = self
            .forms
            .question
            .as_ref()
            .is_some_and(|open| open.entry.of_which().is_none());
        if is_new {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                if let Some(made) = carry(
                    &mut self.forms.question,
                    ui,
                    "new question",
                    desk,
                    escape,
                    asks,
                ) {
                    self.follow(&made);
                }
            });
            ui.add_space(space::SMALL);
        }
        self.receipts_draft = None;
        if self.receipts_open {
            self.receipts_card(ui, desk, asks);
            ui.add_space(space::SMALL);
        }
        match question {
            Some(question) => self.question_part(ui, desk, question, asks, escape),
            None if !is_new => self.no_question(ui, desk, held),
            None => {}
        }
        self.foot_cards(ui, desk, held, question, asks, escape);
    }

    fn question_part(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        question: &Question,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        self.question_card(ui, desk, question, asks, escape);
        let (table, live) = self.worked_out(desk, question);
        if question.kind != QuestionKind::Text
            && (table.is_counted() || self.counts_draft.is_some())
        {
            ui.add_space(space::SMALL);
            self.bars_card(ui, question, &live);
        }
    }

    fn no_question(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Consultation) {
        theme::card(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let what = "A question offers answers; how many people gave each is entered by channel, and by group where that is known.";
            if empty_state(ui, "No questions yet", what, "Add the first question") {
                self.forms.close();
                self.forms.question = Some(Open::bare(QuestionForm::fresh(desk.book(), held.id)));
            }
        });
    }

    /// Checks and themes, beside or below each other.
    fn foot_cards(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        question: Option<&Question>,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        let problems = match question {
            Some(question) => self.worked_out(desk, question).1.problems.clone(),
            None => self.outline(desk, held.id).problems.clone(),
        };
        ui.add_space(space::SMALL);
        if ui.available_width() < SIDE_BY_SIDE {
            self.checks_card(ui, desk.book(), question, &problems, asks);
            ui.add_space(space::SMALL);
            self.themes_card(ui, desk, held.id, asks, escape);
            return;
        }
        ui.columns(2, |columns| {
            // Columns justify what stands in them; words with holes are read badly.
            columns[0].vertical(|ui| self.checks_card(ui, desk.book(), question, &problems, asks));
            columns[1].vertical(|ui| self.themes_card(ui, desk, held.id, asks, escape));
        });
    }

    /// Shows what a form has just added.
    fn follow(&mut self, made: &Command) {
        match made {
            Command::Several { commands, .. } => {
                if let Some(first) = commands.first() {
                    self.follow(first);
                }
            }
            Command::Consultation(edit) => {
                if let (None, Some(now)) = (&edit.was, &edit.now) {
                    self.chosen = Some(now.id);
                    self.question = None;
                }
            }
            Command::Question(edit) => {
                self.question = edit.now.as_ref().map(|now| now.id).or(self.question)
            }
            _ => {}
        }
    }

    /// Asks for a change, or keeps the reasons why it cannot be made.
    fn ask(&mut self, found: Asked, asks: &mut Vec<Request>) {
        match found {
            Ok(Some(command)) => {
                self.refused.clear();
                asks.push(Request::Change(command));
            }
            Ok(None) => {}
            Err(why) => self.refused = why,
        }
    }
}
