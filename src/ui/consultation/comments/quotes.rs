//! Quotes: words that may be printed, each with why it may or may not, and how they are balanced by group.
//!
//! Nothing leaves by this view that the rules refuse: what is copied for a report is asked for one by one or all together,
//! and a quote without consent, from a small group or with an address in it stays, with the reason.

use std::rc::Rc;

use egui::{Label, ScrollArea, Ui};

use crate::domain::book::Book;
use crate::domain::consultation::Quote;
use crate::domain::consultation::quote::{
    Answerers, GroupShare, SMALL, balance, group_name, refusals,
};
use crate::domain::id::{QuestionId, ThemeId};
use crate::domain::problem::Problem;
use crate::domain::statistics::grouped;
use crate::ui::consultation::comments::Asked;
use crate::ui::consultation::comments::kept::{Kept, Line};
use crate::ui::consultation::comments::quote_form::QuoteForm;
use crate::ui::consultation::comments::read::{halves, part};
use crate::ui::consultation::form::{Open, carry};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Badge, badge, section};

/// The form that is open, and what is worked out of the quotes.
#[derive(Default)]
pub(super) struct Quotes {
    form: Option<Open<QuoteForm>>,
    memo: Option<(u64, QuestionId, Rc<Known>)>,
}

/// The quotes of a question.
struct Known {
    answerers: Answerers,
    shares: Vec<GroupShare>,
    /// Each with the reasons why it may not be released.
    quotes: Vec<(Quote, Vec<Problem>)>,
}

impl Quotes {
    /// Begins a quote of a comment.
    pub(super) fn begin(&mut self, question: QuestionId, line: &Line, theme: Option<ThemeId>) {
        let entry = QuoteForm::fresh(question, line.response, &line.text, theme);
        self.form = Some(Open::bare(entry));
    }

    fn known(&mut self, desk: Desk<'_>, asked: &Asked) -> Rc<Known> {
        let revision = desk.session.revision();
        if let Some((at, question, held)) = &self.memo
            && (*at, *question) == (revision, asked.question)
        {
            return Rc::clone(held);
        }
        let book = desk.book();
        let answerers = Answerers::of(book, &asked.sheet, asked.question);
        let own = book.quotes.iter();
        let quotes = own
            .filter(|held| held.question == asked.question)
            .map(|held| (held.clone(), refusals(book, &answerers, held)));
        let known = Rc::new(Known {
            quotes: quotes.collect(),
            shares: balance(book, &answerers, asked.question),
            answerers,
        });
        self.memo = Some((revision, asked.question, Rc::clone(&known)));
        known
    }

    /// Draws the quotes beside their balance and the form.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        asked: &Asked,
        kept: &Kept,
        escape: bool,
        asks: &mut Vec<Request>,
    ) {
        let known = self.known(desk, asked);
        let whole = ui.available_rect_before_wrap();
        let [left, right] = halves(ui, 0.38, 300.0, 470.0);
        part(ui, left, "quotes", |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.list(ui, desk, &known, kept, asks);
            });
        });
        part(ui, right, "quote", |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                ScrollArea::vertical()
                    .id_salt("quote side")
                    .auto_shrink([false, false])
                    .show(ui, |ui| {
                        if self.form.is_some() {
                            carry(&mut self.form, ui, "quote form", desk, escape, asks);
                            ui.add_space(space::MEDIUM);
                        }
                        balanced(ui, desk.book(), &known);
                    });
            });
        });
        ui.advance_cursor_after_rect(whole);
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        known: &Known,
        kept: &Kept,
        asks: &mut Vec<Request>,
    ) {
        let free = || known.quotes.iter().filter(|(_, why)| why.is_empty());
        ui.horizontal_wrapped(|ui| {
            section(ui, "Quotes");
            ui.label(theme::muted(
                ui,
                format!(
                    "{} of {} may be released",
                    free().count(),
                    known.quotes.len()
                ),
            ));
            ui.add_enabled_ui(free().next().is_some(), |ui| {
                if ui.button("Copy those that may be released").clicked() {
                    let lines: Vec<String> = free()
                        .map(|(held, _)| printed(desk.book(), known, held))
                        .collect();
                    asks.push(Request::Copy {
                        text: lines.join("\n"),
                        what: "the quotes".to_owned(),
                    });
                }
            });
        });
        if known.quotes.is_empty() {
            let words = "None yet. Choose a comment in “Read” and press “Quote this…”: names, addresses and numbers in it are pointed out before it is kept.";
            ui.add(Label::new(theme::muted(ui, words)).wrap());
            return;
        }
        ScrollArea::vertical()
            .id_salt("quotes")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                for (held, why) in &known.quotes {
                    ui.push_id(held.id, |ui| {
                        self.quote(ui, desk, known, (held, why), kept, asks)
                    });
                    ui.add_space(space::SMALL);
                }
            });
    }

    fn quote(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        known: &Known,
        (held, why): (&Quote, &[Problem]),
        kept: &Kept,
        asks: &mut Vec<Request>,
    ) {
        let book = desk.book();
        theme::quiet(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.add(Label::new(format!("“{}”", held.text)).wrap());
            let theme = held.theme.and_then(|id| book.themes.get(id));
            let whose = [
                Some(group_of(book, known, held)),
                theme.map(|theme| theme.title.clone()),
            ];
            let whose: Vec<String> = whose.into_iter().flatten().collect();
            ui.label(theme::small(ui, whose.join(" · ")));
            if why.is_empty() {
                badge(ui, "✓ may be released", Badge::Tone(Tone::Ok));
            }
            for problem in why {
                let words = format!("⚠ {}. {}", problem.what, problem.why);
                let ink = theme::palette(ui).warn.text;
                let words = egui::RichText::new(words).small().color(ink);
                ui.add(Label::new(words).wrap());
            }
            ui.horizontal_wrapped(|ui| {
                if ui.button("Copy for release").clicked() {
                    asks.push(release(book, known, held, why));
                }
                ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                    let edit = ui.button("Edit").accessible_name("Edit quote");
                    if edit.clicked() {
                        let original = kept.line(held.response);
                        let original = original.map_or("", |line| line.text.as_str());
                        self.form = Some(Open::new(QuoteForm::of(held, original), &edit));
                    }
                });
            });
        });
    }
}

/// What is asked for when a quote is to be released: its words, or the reasons why not.
fn release(book: &Book, known: &Known, held: &Quote, why: &[Problem]) -> Request {
    if why.is_empty() {
        return Request::Copy {
            text: printed(book, known, held),
            what: "the quote".to_owned(),
        };
    }
    let words: Vec<String> = why.iter().map(ToString::to_string).collect();
    Request::Refused(words.join("\n"))
}

/// A quote as it is printed: its words and the group.
fn printed(book: &Book, known: &Known, held: &Quote) -> String {
    format!("“{}” – {}", held.text, group_of(book, known, held))
}

fn group_of(book: &Book, known: &Known, held: &Quote) -> String {
    match known.answerers.group(held.response) {
        Some(group) => group_name(book, group),
        None => "a response that does not count".to_owned(),
    }
}

/// How many quotes each group has beside how many of it answered.
fn balanced(ui: &mut Ui, book: &Book, known: &Known) {
    section(ui, "Balance by group");
    let words = format!(
        "As many a group as its people are of those who answered. Groups of fewer than {SMALL} are not quoted."
    );
    ui.add(Label::new(theme::small(ui, words)).wrap());
    ui.add_space(space::TINY);
    egui::Grid::new("balance")
        .num_columns(4)
        .spacing([space::LARGE, 6.0])
        .show(ui, |ui| {
            for head in ["Group", "People", "Quotes", "Even share"] {
                let head = theme::column_head(ui, head);
                ui.label(head);
            }
            ui.end_row();
            for share in &known.shares {
                ui.label(group_name(book, share.group));
                ui.label(grouped(share.people.unsigned_abs()));
                ui.label(share.quotes.to_string());
                let even = if share.people < SMALL {
                    "too few".to_owned()
                } else {
                    format!("{:.1}", share.fair)
                };
                ui.label(even);
                ui.end_row();
            }
        });
}
