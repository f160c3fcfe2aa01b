//! The question that is selected: its counts by channel or group, what they come to, and what must be said of them.
//!
//! The columns that are typed into are one grid; what is worked out from them stands beside it and is not stepped
//! through while one types.

use egui::{RichText, Ui};

use crate::domain::consultation::chart::percent_shown;
use crate::domain::consultation::results::SMALL_BASE;
use crate::domain::consultation::{Question, QuestionKind};
use crate::ui::consultation::ConsultationRoom;
use crate::ui::consultation::cells::{By, Line, Table, Within, channels, groups};
use crate::ui::consultation::counts::{Counts, asked, draft, people};
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

/// What stands beside the columns that are typed into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Total,
    Percent,
    Interval,
    Printed,
}

impl Beside {
    /// What there is to show: nothing is worked out without a channel, and not every report prints percentages.
    fn of(table: &Table) -> Vec<Self> {
        let mut found = Vec::new();
        if !table.columns.is_empty() {
            found.extend([Self::Total, Self::Percent, Self::Interval]);
        }
        found.extend(
            table
                .printed
                .iter()
                .any(Option::is_some)
                .then_some(Self::Printed),
        );
        found
    }

    fn width(self) -> f32 {
        match self {
            Self::Total => 60.0,
            Self::Percent => 76.0,
            Self::Interval => 94.0,
            Self::Printed => 88.0,
        }
    }

    fn head(self, total: &'static str) -> &'static str {
        match self {
            Self::Total => total,
            Self::Percent => "%",
            Self::Interval => "95 % interval",
            Self::Printed => "Report says",
        }
    }
}

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

fn widths(room: f32, columns: usize, besides: &[Beside]) -> Vec<f32> {
    let beside: Vec<f32> = besides.iter().map(|held| held.width()).collect();
    let left = room - beside.iter().sum::<f32>();
    let name = (left * 0.4).clamp(150.0, 300.0);
    let each = ((left - name) / columns.max(1) as f32).clamp(76.0, 190.0);
    let mut widths = vec![name];
    widths.extend(std::iter::repeat_n(each, columns));
    widths.extend(beside);
    widths
}

/// What is worked out for a row.
fn beside(ui: &mut Ui, at: Beside, line: usize, table: &Table, live: &Live) {
    let name = &table.names[line];
    if matches!(table.lines[line], Line::Base(_)) {
        if at == Beside::Total {
            let shown = live.total.base.map_or_else(|| "–".to_owned(), people);
            word(ui, &format!("{name}, all"), &shown, Word::Strong, true);
        }
        return;
    }
    let answer = live.answer(line);
    let (column, shown, look) = match at {
        Beside::Total => (
            "all",
            answer.and_then(|held| held.count).map(people),
            Word::Strong,
        ),
        Beside::Percent => {
            let shown = answer
                .and_then(|held| Some(percent_shown(held.count?, live.total.base?, held.percent?)));
            ("percentage", shown, Word::Plain)
        }
        Beside::Interval => {
            let large = live.total.base.is_some_and(|base| base >= SMALL_BASE);
            let interval = answer.and_then(|held| held.interval).filter(|_| large);
            (
                "95 per cent interval",
                interval.map(|held| format!("{:.0}–{:.0}", held.lower, held.upper)),
                Word::Plain,
            )
        }
        Beside::Printed => {
            let printed = table.printed.get(line).copied().flatten();
            (
                "report says",
                printed.map(|value| format!("{value}%")),
                Word::Muted,
            )
        }
    };
    let look = if shown.is_some() { look } else { Word::Muted };
    word(
        ui,
        &format!("{name}, {column}"),
        shown.as_deref().unwrap_or("–"),
        look,
        true,
    );
}

/// Who answered, column by column: worked out, where one answer is given by each.
fn base_row(ui: &mut Ui, widths: &[f32], table: &Table, live: &Live) {
    let n = table.columns.len();
    row(ui, "counts base", widths, |ui, at| {
        let ground = theme::palette(ui).field;
        ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
        let shown = |base: Option<i64>| base.map_or_else(|| "–".to_owned(), people);
        match at {
            0 => word(ui, "", "Answered (base)", Word::Strong, false),
            at if at <= n => {
                let name = format!("Answered (base), {}", table.columns[at - 1].name);
                word(ui, &name, &shown(live.bases[at - 1]), Word::Strong, true);
            }
            at if at == n + 1 => word(
                ui,
                "Answered (base), all",
                &shown(live.total.base),
                Word::Strong,
                true,
            ),
            _ => {}
        }
    });
}

/// How to read the figures, a sentence each.
fn notes(question: &Question, table: &Table, live: &Live, by: By) -> Vec<String> {
    let mut notes = Vec::new();
    let multiple = question.kind == QuestionKind::Multiple;
    let small = live
        .total
        .base
        .is_some_and(|base| base > 0 && base < SMALL_BASE);
    if multiple {
        notes.push("People may tick several answers: each percentage is of the people who answered, and together they may pass 100.".into());
    } else if let Some(sum) = live.percent_sum().filter(|sum| *sum != 100.0 && !small) {
        notes.push(format!(
            "The percentages add to {sum:.0}, not 100, because each is rounded on its own."
        ));
    }
    if small {
        notes.push(format!(
            "Fewer than {SMALL_BASE} people answered: counts are shown in place of percentages."
        ));
    }
    if table.has_sums() {
        let other = if by == By::Channel {
            "a group"
        } else {
            "a channel"
        };
        notes.push(format!(
            "Some cells are sums. Choose {other} above to enter or change their parts."
        ));
    }
    if table.cells.iter().flatten().any(|cell| cell.n.is_none()) {
        notes.push("– no count entered; 0 means that nobody gave the answer.".into());
    }
    if !question.note.is_empty() {
        notes.push(format!("Note: {}", question.note));
    }
    notes
}

/// The table as a spreadsheet takes it.
fn copied(desk: Desk<'_>, table: &Table, live: &Live) -> String {
    let counts = Counts {
        book: desk.book(),
        table,
    };
    let mut heads = vec!["Answer".to_owned()];
    heads.extend(table.columns.iter().map(|column| column.name.clone()));
    heads.extend(["All", "%", "95 % from", "95 % to"].map(str::to_owned));
    let mut lines = vec![heads.join("\t")];
    for line in 0..counts.rows() {
        let mut cells = vec![table.names[line].clone()];
        cells.extend((0..counts.columns()).map(|col| counts.text(line, col)));
        let answer = live.answer(line);
        let figure =
            |value: Option<f64>| value.map(|value| format!("{value:.1}")).unwrap_or_default();
        cells.push(
            answer
                .and_then(|held| held.count)
                .or(live.total.base)
                .map(|n| n.to_string())
                .unwrap_or_default(),
        );
        cells.push(figure(answer.and_then(|held| held.percent)));
        cells.push(figure(
            answer.and_then(|held| held.interval).map(|held| held.lower),
        ));
        cells.push(figure(
            answer.and_then(|held| held.interval).map(|held| held.upper),
        ));
        lines.push(cells.join("\t"));
    }
    lines.join("\n")
}
