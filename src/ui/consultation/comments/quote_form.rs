//! The form for a quote: the comment to look at, the words that may be printed, and the consent.
//!
//! It begins with the comment from which e-mail addresses, telephone numbers, postcodes and titled names are taken. What
//! else may tell who wrote it is pointed out while one types; the officer decides.

use egui::{Label, TextEdit};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::Quote;
use crate::domain::consultation::redact::{redacted, spots};
use crate::domain::id::{ConsultationId, QuestionId, QuoteId, ResponseId, ThemeId};
use crate::domain::record::Edit;
use crate::ui::consultation::cells::edit;
use crate::ui::consultation::form::voice::pick;
use crate::ui::consultation::form::{Entry, Fields};
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::widgets::form_row;

/// What is typed in the form.
pub(super) struct QuoteForm {
    was: Option<Quote>,
    response: ResponseId,
    question: QuestionId,
    /// The comment; empty where it is no longer in the plan.
    original: String,
    text: String,
    theme: Option<ThemeId>,
    is_consented: bool,
    note: String,
}

impl QuoteForm {
    /// For a quote that is not there yet.
    pub(super) fn fresh(
        question: QuestionId,
        response: ResponseId,
        original: &str,
        theme: Option<ThemeId>,
    ) -> Self {
        Self {
            was: None,
            response,
            question,
            original: original.to_owned(),
            text: redacted(original),
            theme,
            is_consented: false,
            note: String::new(),
        }
    }

    /// For one that is to be changed.
    pub(super) fn of(was: &Quote, original: &str) -> Self {
        Self {
            response: was.response,
            question: was.question,
            original: original.to_owned(),
            text: was.text.clone(),
            theme: was.theme,
            is_consented: was.is_consented,
            note: was.note.clone(),
            was: Some(was.clone()),
        }
    }

    fn consultation(&self, book: &Book) -> Option<ConsultationId> {
        let held = book.questions.get(self.question);
        held.map(|held| held.consultation)
    }

    /// What in the words may tell who wrote them.
    fn pointed_out(&self) -> Vec<String> {
        let found = spots(&self.text).into_iter();
        found
            .map(|spot| {
                let sure = if spot.is_sure { "is" } else { "may be" };
                format!("⚠ “{}” {sure} a {}", spot.text, spot.what.word())
            })
            .collect()
    }
}

impl Entry for QuoteForm {
    fn title(&self) -> &'static str {
        if self.was.is_some() {
            "Quote"
        } else {
            "New quote"
        }
    }

    fn keep(&self) -> &'static str {
        if self.was.is_some() {
            "Save"
        } else {
            "Keep this quote"
        }
    }

    fn fields(&mut self, fields: &mut Fields<'_>, desk: Desk<'_>) {
        let book = desk.book();
        if !self.original.is_empty() {
            form_row(fields.ui, "The comment, which is not printed", |ui| {
                let words = theme::muted(ui, &self.original);
                ui.add(Label::new(words).wrap());
            });
        }
        form_row(fields.ui, "Words to print", |ui| {
            let edit = TextEdit::multiline(&mut self.text)
                .desired_rows(4)
                .desired_width(ui.available_width());
            ui.add(edit).accessible_name("Words to print");
        });
        for words in self.pointed_out() {
            let ink = theme::palette(fields.ui).warn.text;
            let words = egui::RichText::new(words).small().color(ink);
            fields.ui.add(Label::new(words).wrap());
        }
        fields.tick("The person agreed to be quoted", &mut self.is_consented);
        let themes: Vec<(ThemeId, String)> = book
            .themes
            .iter()
            .filter(|held| Some(held.consultation) == self.consultation(book))
            .map(|held| (held.id, held.title.clone()))
            .collect();
        if !themes.is_empty() {
            pick(fields, "Stands for", "no theme", &mut self.theme, &themes);
        }
        fields.text("Note", &mut self.note, "how the consent was given");
    }

    fn command(&self, desk: Desk<'_>) -> Result<Option<Command>, String> {
        let now = Quote {
            id: self
                .was
                .as_ref()
                .map_or_else(|| QuoteId(desk.session.new_key()), |was| was.id),
            response: self.response,
            question: self.question,
            theme: self.theme,
            text: self.text.trim().to_owned(),
            is_consented: self.is_consented,
            note: self.note.trim().to_owned(),
        };
        Ok(edit(self.was.as_ref(), Some(now)).map(Command::Quote))
    }

    fn removal(&self, _book: &Book) -> Option<Result<Command, String>> {
        self.was.as_ref().map(|was| Ok(Edit::remove(was).into()))
    }
}
