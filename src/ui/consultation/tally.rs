//! The question that is selected: its counts by channel or group, what they come to, and what must be said of them.
//!
//! The columns that are typed into are one grid; what is worked out from them stands beside it and is not stepped
//! through while one types.

use egui::{RichText, Ui};

use crate::domain::book::Book;
use crate::domain::consultation::{Question, QuestionKind};
use crate::domain::statistics::grouped;
use crate::ui::consultation::ConsultationRoom;
use crate::ui::consultation::beside::{Beside, base_row, beside, copied, notes, widths};
use crate::ui::consultation::cells::{By, Table, Within, channels, groups};
use crate::ui::consultation::counts::{Counts, asked, draft};
use crate::ui::consultation::form::named::ChannelForm;
use crate::ui::consultation::form::question::{QuestionForm, agreement};
use crate::ui::consultation::form::{Open, answer::AnswerForm, carry};
use crate::ui::consultation::lines::{Word, row, word};
use crate::ui::consultation::live::Live;
use crate::ui::consultation::quick::{Quick, asked_for};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{
    Attention, Grid, GridEvent, Sheet as _, attention, combo, empty_state, link_button,
    room_heading,
};

impl ConsultationRoom {
    /// The card of the selected question.
    pub(super) fn question_card(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        question: &Question,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        let (table, live) = self.worked_out(desk, question);
        self.counts_draft = None;
        theme::card(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            room_heading(ui, &format!("{} · {}", question.number, question.text));
            self.question_bar(ui, desk, question, &table);
            if self.question_form_is_for(question) {
                carry(&mut self.forms.question, ui, "question", desk, escape, asks);
            }
            if question.kind == QuestionKind::Text {
                return own_words(ui);
            }
            if table.lines.is_empty() {
                return self.no_answers(ui, desk, question, asks);
            }
            self.quick_tally(ui, desk, question, asks, escape);
            ui.add_space(space::TINY);
            people_apart(ui, desk.book(), question);
            let event = self.grid(ui, desk, question, &table, &live);
            let sheet = Counts {
                book: desk.book(),
                table: &table,
            };
            self.counts_draft = draft(&sheet, &event);
            let found = asked(&sheet, event, &mut || desk.session.new_key());
            self.ask(found, asks);
            self.refusals(ui);
            self.foot(ui, desk, question, &table, &live, asks);
        });
        if self.answers_open {
            self.answers_card(ui, desk, question, asks, escape);
        }
    }

    fn question_form_is_for(&self, question: &Question) -> bool {
        self.forms
            .question
            .as_ref()
            .is_some_and(|open| open.entry.of_which() == Some(question.id))
    }

    /// The buttons and lists under the question's words.
    fn question_bar(&mut self, ui: &mut Ui, desk: Desk<'_>, question: &Question, table: &Table) {
        ui.horizontal_wrapped(|ui| {
            if question.kind != QuestionKind::Text && !table.lines.is_empty() {
                if !table.columns.is_empty() {
                    self.split(ui, desk, question);
                }
                let shown = ui
                    .button("Answers…")
                    .on_hover_text("Add, rename or remove the answers it offers");
                if shown.clicked() {
                    self.answers_open = !self.answers_open;
                }
            }
            let edit = ui.button("Edit question…");
            if edit.clicked() {
                self.forms.close();
                self.forms.question = Some(Open::new(QuestionForm::of(question), &edit));
            }
        });
    }

    fn split(&mut self, ui: &mut Ui, desk: Desk<'_>, question: &Question) {
        let quick = ui.button("Quick tally  T").accessible_name("Quick tally");
        if quick
            .on_hover_text("Count paper with the keys 1 to 9")
            .clicked()
        {
            self.begin_quick();
        }
        ui.label("Split by");
        let mut by = usize::from(self.by == By::Group);
        if combo(ui, "split", "Split by", &mut by, &["channel", "group"]).changed() {
            self.by = if by == 1 { By::Group } else { By::Channel };
            self.within = Within::All;
        }
        self.narrow(ui, desk, question);
    }

    /// The list that narrows the table to one group or channel, where there is more than one.
    fn narrow(&mut self, ui: &mut Ui, desk: Desk<'_>, question: &Question) {
        let book = desk.book();
        let (name, parts): (&str, Vec<(Within, String)>) = match self.by {
            By::Channel => {
                let groups = groups(book, question.consultation);
                let none = (!groups.is_empty())
                    .then(|| (Within::Group(None), "group not recorded".to_owned()));
                let held = groups
                    .into_iter()
                    .map(|held| (Within::Group(Some(held.id)), held.name.clone()));
                ("Group", held.chain(none).collect())
            }
            By::Group => {
                let channels = channels(book, question.consultation);
                (
                    "Channel",
                    channels
                        .into_iter()
                        .map(|held| (Within::Channel(held.id), held.name.clone()))
                        .collect(),
                )
            }
        };
        if parts.is_empty() || (self.by == By::Group && parts.len() == 1) {
            return;
        }
        let all = if self.by == By::Channel {
            "all groups"
        } else {
            "all channels"
        };
        let mut labels = vec![all];
        labels.extend(parts.iter().map(|(_, name)| name.as_str()));
        let mut at = parts
            .iter()
            .position(|(held, _)| *held == self.within)
            .map_or(0, |at| at + 1);
        ui.label("in");
        if combo(ui, "narrow", name, &mut at, &labels).changed() {
            self.within = at
                .checked_sub(1)
                .and_then(|at| parts.get(at))
                .map_or(Within::All, |(held, _)| *held);
        }
    }

    fn begin_quick(&mut self) {
        let (channel, group) = match self.within {
            Within::All => (None, None),
            Within::Channel(channel) => (Some(channel), None),
            Within::Group(group) => (None, group),
        };
        self.quick = Some(Quick::new(channel, group));
    }

    /// The quick tally: its keys first, before any cell can take them.
    fn quick_tally(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        question: &Question,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        if channels(desk.book(), question.consultation).is_empty() {
            self.quick = None;
            return;
        }
        if asked_for(ui) {
            self.begin_quick();
        }
        let elsewhere = ui.ctx().text_edit_focused()
            || self.grid_has_keyboard
            || egui::Popup::is_any_open(ui.ctx());
        let Some(quick) = &mut self.quick else {
            return;
        };
        let mut made = quick.take_keys(ui, desk, question, elsewhere && !quick.is_fresh());
        let (clicked, ended) = quick.show(ui, desk, question, elsewhere);
        made.extend(clicked);
        asks.extend(made.into_iter().map(Request::Change));
        if ended || (escape && !elsewhere) {
            self.quick = None;
        }
    }

    fn no_answers(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        question: &Question,
        asks: &mut Vec<Request>,
    ) {
        let what = "A question offers answers, and counts are entered against them: so many people agreed, so many did not.";
        if question.kind != QuestionKind::Likert {
            if empty_state(ui, "No answers yet", what, "Add the first answer") {
                self.answers_open = true;
                self.forms.close();
                self.forms.answer = Some(Open::bare(AnswerForm::fresh(question)));
            }
            return;
        }
        if empty_state(
            ui,
            "No answers yet",
            what,
            "Use the five-point scale of agreement",
        ) {
            let words = format!("Scale of agreement for question {}", question.number);
            let scale = agreement(desk, question.id);
            asks.push(Request::Change(crate::domain::command::Command::several(
                words, scale,
            )));
        }
        ui.vertical_centered(|ui| {
            let own = ui.button("Add an answer of your own…");
            if own.clicked() {
                self.answers_open = true;
                self.forms.close();
                self.forms.answer = Some(Open::new(AnswerForm::fresh(question), &own));
            }
        });
    }

    fn grid(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        question: &Question,
        table: &Table,
        live: &Live,
    ) -> GridEvent {
        let counts = Counts {
            book: desk.book(),
            table,
        };
        let besides = Beside::of(table);
        let widths = widths(ui.available_width(), table.columns.len(), &besides);
        let mut event = GridEvent::None;
        egui::ScrollArea::horizontal()
            .id_salt("counts")
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut grid = Grid::begin(ui, ("counts", question.id), &counts);
                let n = table.columns.len();
                let total = if self.within == Within::All {
                    "All"
                } else {
                    "Total"
                };
                row(ui, "counts head", &widths, |ui, at| match at {
                    0 => word(ui, "", "Answer", Word::Head, false),
                    at if at <= n => drop(grid.head(ui, at - 1)),
                    at => word(ui, "", besides[at - n - 1].head(total), Word::Head, true),
                });
                for line in 0..counts.rows() {
                    row(ui, ("counts", line), &widths, |ui, at| match at {
                        0 => word(ui, "", &table.names[line], Word::Plain, false),
                        at if at <= n => drop(grid.cell(ui, line, at - 1)),
                        at => beside(ui, besides[at - n - 1], line, table, live),
                    });
                }
                if question.kind != QuestionKind::Multiple && n > 0 {
                    base_row(ui, &widths, table, live);
                }
                self.grid_has_keyboard = grid.has_keyboard(ui);
                event = grid.end(ui);
            });
        event
    }

    /// Why a pasted block was not taken.
    fn refusals(&mut self, ui: &mut Ui) {
        if self.refused.is_empty() {
            return;
        }
        let detail = self.refused.join("\n");
        let note = Attention {
            tone: Tone::Error,
            title: "Nothing was changed.",
            detail: &detail,
            links: &["Put this away"],
        };
        if attention(ui, &note).is_some() {
            self.refused.clear();
        }
    }

    /// The sentence, and the small notes on how to read the figures.
    fn foot(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        question: &Question,
        table: &Table,
        live: &Live,
        asks: &mut Vec<Request>,
    ) {
        ui.add_space(space::SMALL);
        if table.columns.is_empty() {
            self.no_channels(ui, question, table);
        } else {
            let printed_only = table.printed.iter().any(Option::is_some) && !table.is_counted();
            let said = if printed_only {
                no_counts_published()
            } else {
                &live.sentence
            };
            strip(ui, said);
        }
        for note in notes(question, table, live, self.by) {
            let words = theme::small(ui, note);
            ui.label(words);
        }
        if table.is_counted() && link_button(ui, "Copy the table").clicked() {
            let text = copied(desk, table, live);
            asks.push(Request::Copy {
                text,
                what: format!("question {}’s table", question.number),
            });
        }
    }

    /// There is no channel to count by: what a report printed is shown, and the way on.
    fn no_channels(&mut self, ui: &mut Ui, question: &Question, table: &Table) {
        let said = if table.printed.iter().any(Option::is_some) {
            no_counts_published()
        } else {
            "Counts are entered by channel: online, on paper, at a meeting. There is none yet."
        };
        strip(ui, said);
        let add = ui.button("Add a channel…");
        if add.clicked() {
            self.forms.close();
            self.forms.channel = Some(Open::new(ChannelForm::fresh(question.consultation), &add));
        }
    }
}

fn no_counts_published() -> &'static str {
    "No counts were published, only percentages: how many people answered is not known, so nothing can be worked out from them."
}

fn own_words(ui: &mut Ui) {
    ui.add_space(space::SMALL);
    strip(
        ui,
        "People answer this question in their own words. Comments, each with its group and channel, come with a later version; until then the themes below hold what was said.",
    );
}

/// A sentence in a quiet strip with a rule at its left.
pub fn strip(ui: &mut Ui, text: &str) {
    let shown = theme::quiet(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.label(RichText::new(text));
    });
    let rect = shown.response.rect;
    let rule = rect.with_max_x(rect.left() + 3.0);
    ui.painter()
        .rect_filled(rule, 0.0, theme::palette(ui).accent);
}

/// That individual responses answer the question as well: the grid holds only what is entered by hand.
fn people_apart(ui: &mut Ui, book: &Book, question: &Question) {
    let heard = book.heard.get(&question.consultation);
    let Some(held) = heard.and_then(|heard| heard.questions.get(&question.id)) else {
        return;
    };
    let n = grouped(held.reach.answered.unsigned_abs());
    let words = format!(
        "{n} individual responses answer it and are counted with these; their answers stand under “Results”. Here counts are entered by hand, as of paper and meetings."
    );
    ui.label(theme::small(ui, words));
}
