//! Where two keyers read a form otherwise: decided with the paper in hand, form by form.

use std::collections::BTreeMap;

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::paper::{Bundle, Difference, Said, agreed};
use crate::domain::consultation::{Keying, PaperForm};
use crate::domain::id::{ConsultationId, PaperFormId, QuestionId};
use crate::domain::record::Edit;
use crate::ui::consultation::counts::refusal;
use crate::ui::consultation::paper::trouble;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::space;
use crate::ui::widgets::{primary_button, section};

/// What is decided so far of the form in hand.
#[derive(Debug, Default)]
pub struct AgreeCard {
    of: Option<(String, i64)>,
    decided: BTreeMap<QuestionId, Option<Said>>,
    refused: Option<String>,
}

impl AgreeCard {
    /// Draws the differences of the first form that has any.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        consultation: ConsultationId,
        bundles: &[Bundle],
        asks: &mut Vec<Request>,
    ) {
        let Some((bundle, number)) = bundles.iter().find_map(|held| {
            let first = held.differences.first()?;
            Some((held, first.number))
        }) else {
            return;
        };
        let of = (bundle.name.clone(), number);
        if self.of.as_ref() != Some(&of) {
            *self = Self {
                of: Some(of),
                ..Self::default()
            };
        }
        section(
            ui,
            &format!(
                "Bundle {}, form {number}: what does the paper say?",
                bundle.name
            ),
        );
        let differences: Vec<&Difference> = bundle
            .differences
            .iter()
            .filter(|held| held.number == number)
            .collect();
        for held in &differences {
            self.difference(ui, desk.book(), held);
        }
        trouble(ui, self.refused.as_deref());
        let is_decided = differences
            .iter()
            .all(|held| self.decided.contains_key(&held.question));
        ui.add_enabled_ui(is_decided && !desk.session.is_read_only(), |ui| {
            if primary_button(ui, "Record what the paper says").clicked() {
                match self.made(desk, consultation, &bundle.name, number) {
                    Ok(command) => asks.push(Request::Change(command)),
                    Err(why) => self.refused = Some(why),
                }
            }
        });
    }

    fn difference(&mut self, ui: &mut Ui, book: &Book, held: &Difference) {
        let question = book.questions.get(held.question);
        let words = question.map_or_else(String::new, |asked| {
            format!("{} {}", asked.number, asked.text)
        });
        ui.label(words);
        ui.horizontal_wrapped(|ui| {
            for (who, said) in [("First", &held.first), ("Second", &held.second)] {
                let label = format!("{who}: {}", told(book, said.as_ref()));
                let is_chosen = self.decided.get(&held.question) == Some(said);
                if ui.add(egui::Button::selectable(is_chosen, label)).clicked() {
                    self.decided.insert(held.question, said.clone());
                }
            }
            if held.first.is_some() && held.second.is_some() {
                let is_chosen = self.decided.get(&held.question) == Some(&None);
                if ui
                    .add(egui::Button::selectable(is_chosen, "Left open"))
                    .clicked()
                {
                    self.decided.insert(held.question, None);
                }
            }
        });
        ui.add_space(space::SMALL);
    }

    fn made(
        &self,
        desk: Desk<'_>,
        consultation: ConsultationId,
        bundle: &str,
        number: i64,
    ) -> Result<Command, String> {
        let is_first = |held: &&PaperForm| {
            held.consultation == consultation
                && held.bundle == bundle
                && held.number == number
                && held.keying == Keying::First
        };
        let first = desk.book().forms.iter().find(is_first);
        let first = first.ok_or("The first reading of this form is not there any more.")?;
        let key = PaperFormId(desk.session.new_key());
        let form = agreed(key, first, desk.session.who(), &self.decided);
        let command = Command::from(Edit::add(form));
        refusal(&command, desk.book()).map_or(Ok(command), Err)
    }
}

/// What a keyer read, in words.
fn told(book: &Book, said: Option<&Said>) -> String {
    let name = |id| {
        let held = book.choices.get(id);
        held.map_or("?", |held| held.text.as_str())
    };
    match said {
        None => "left open".to_owned(),
        Some(Said::One(choice)) => name(*choice).to_owned(),
        Some(Said::Many(some)) => {
            let names: Vec<&str> = some.iter().map(|id| name(*id)).collect();
            names.join(", ")
        }
        Some(Said::Ranks(places)) => {
            let names: Vec<String> = places
                .iter()
                .map(|(id, place)| format!("{place} {}", name(*id)))
                .collect();
            names.join(", ")
        }
        Some(Said::Number(number)) => number.to_string(),
        Some(Said::Text(text) | Said::Outside(text)) => format!("“{text}”"),
    }
}
