//! The answers a question offers: their words and sides, added, renamed and removed.

use egui::Ui;

use crate::domain::consultation::{Choice, Leaning, Question};
use crate::ui::consultation::ConsultationRoom;
use crate::ui::consultation::cells::choices;
use crate::ui::consultation::form::answer::AnswerForm;
use crate::ui::consultation::form::{Open, carry};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Badge, badge, link_button, section};

impl ConsultationRoom {
    /// The answers, one a row, and the form of the one that is being changed.
    pub(super) fn answers_card(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        question: &Question,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        ui.add_space(space::MEDIUM);
        theme::card(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            section(ui, &format!("Answers of question {}", question.number));
            for choice in choices(desk.book(), question.id) {
                self.answer_row(ui, choice);
                let changed = self
                    .forms
                    .answer
                    .as_ref()
                    .and_then(|open| open.entry.of_which());
                if changed == Some(choice.id) {
                    carry(&mut self.forms.answer, ui, "answer", desk, escape, asks);
                }
            }
            let is_new = self
                .forms
                .answer
                .as_ref()
                .is_some_and(|open| open.entry.of_which().is_none());
            ui.horizontal(|ui| {
                let add = ui.button("Add an answer…");
                if add.clicked() {
                    self.forms.close();
                    self.forms.answer = Some(Open::new(AnswerForm::fresh(question), &add));
                }
                if ui.button("Done with answers").clicked() {
                    self.answers_open = false;
                }
            });
            if is_new {
                carry(&mut self.forms.answer, ui, "new answer", desk, escape, asks);
            }
        });
    }

    fn answer_row(&mut self, ui: &mut Ui, choice: &Choice) {
        ui.horizontal_wrapped(|ui| {
            ui.label(&choice.text);
            let strong = if choice.strength > 1 { "strongly " } else { "" };
            match choice.leaning {
                Leaning::None => {}
                Leaning::Neutral => drop(badge(ui, choice.leaning.word(), Badge::Kind)),
                _ => drop(badge(
                    ui,
                    &format!("{strong}{}", choice.leaning.word()),
                    Badge::Kind,
                )),
            }
            let edit =
                link_button(ui, "Edit").accessible_name(format!("Edit answer {}", choice.text));
            if edit.clicked() {
                self.forms.close();
                self.forms.answer = Some(Open::new(AnswerForm::of(choice), &edit));
            }
        });
    }
}
