//! The form in hand: whose it is, and what it says to each question.

use std::collections::BTreeMap;

use egui::{Event, Key, Modifiers, RichText, ScrollArea, Ui};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::paper::Said;
use crate::domain::consultation::{
    ChannelKind, Choice, Consultation, Keying, PaperForm, Question, QuestionKind,
};
use crate::domain::id::{ChannelId, ChoiceId, GroupId, PaperFormId, QuestionId};
use crate::domain::record::Edit;
use crate::ui::consultation::cells::{channels, choices, groups};
use crate::ui::consultation::counts::refusal;
use crate::ui::consultation::paper::trouble;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, form_row, primary_button, section, text_field};

/// The form being keyed.
#[derive(Debug)]
pub struct FormCard {
    bundle: String,
    number: String,
    keyer: Option<String>,
    keying: Keying,
    channel: Option<ChannelId>,
    group: Option<GroupId>,
    /// What was chosen, by question.
    said: BTreeMap<QuestionId, Said>,
    /// What is typed into the fields of figures and words, by question.
    typed: BTreeMap<QuestionId, String>,
    /// Which question the number keys are for.
    at: usize,
    refused: Option<String>,
    kept: Option<String>,
}

impl Default for FormCard {
    fn default() -> Self {
        Self {
            bundle: "1".into(),
            number: "1".into(),
            keyer: None,
            keying: Keying::First,
            channel: None,
            group: None,
            said: BTreeMap::new(),
            typed: BTreeMap::new(),
            at: 0,
            refused: None,
            kept: None,
        }
    }
}

impl FormCard {
    /// Draws the card.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        asks: &mut Vec<Request>,
    ) {
        let book = desk.book();
        let asked: Vec<&Question> = book
            .questions
            .iter()
            .filter(|question| question.consultation == held.id)
            .collect();
        section(ui, "The form in hand");
        if desk.session.is_read_only() {
            ui.label(theme::muted(
                ui,
                "This file may only be read, so no form can be keyed.",
            ));
            return;
        }
        if asked.is_empty() || channels(book, held.id).is_empty() {
            let what = "A form answers the questions of its consultation and came by one of its channels. Add both under “Count” first.";
            ui.label(theme::muted(ui, what));
            return;
        }
        self.at = self.at.min(asked.len() - 1);
        self.keys(ui, book, &asked);
        self.head(ui, desk, held);
        ui.separator();
        let room = (ui.available_height() - 96.0).max(120.0);
        ScrollArea::vertical()
            .id_salt("questions")
            .max_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (at, question) in asked.iter().enumerate() {
                    self.question(ui, book, at, question);
                }
            });
        ui.add_space(space::SMALL);
        self.foot(ui, desk, held, &asked, asks);
    }

    /// Number keys answer the question in turn; Enter and the arrows go from one to the next. A field that has the
    /// keyboard keeps its keys.
    fn keys(&mut self, ui: &Ui, book: &Book, asked: &[&Question]) {
        if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        let mut figures = String::new();
        let mut step = 0_i32;
        ui.input_mut(|i| {
            i.events.retain(|event| match event {
                Event::Text(text) if text.chars().all(|c| c.is_ascii_digit()) => {
                    figures.push_str(text);
                    false
                }
                _ => true,
            });
            if i.consume_key(Modifiers::NONE, Key::ArrowDown) {
                step += 1;
            }
            if i.consume_key(Modifiers::NONE, Key::ArrowUp) {
                step -= 1;
            }
            if i.consume_key(Modifiers::NONE, Key::Backspace)
                && let Some(question) = asked.get(self.at)
            {
                self.said.remove(&question.id);
            }
        });
        for figure in figures.chars() {
            let Some(question) = asked.get(self.at) else {
                break;
            };
            let offered = choices(book, question.id);
            // 0 stands for the tenth, as on the keyboard.
            let place = figure
                .to_digit(10)
                .map_or(0, |n| if n == 0 { 9 } else { n as usize - 1 });
            if let Some(choice) = offered.get(place) {
                self.pick(question, choice.id);
                if matches!(question.kind, QuestionKind::Single | QuestionKind::Likert) {
                    step += 1;
                }
            }
        }
        let last = asked.len().saturating_sub(1) as i32;
        self.at = (self.at as i32 + step).clamp(0, last) as usize;
    }

    /// An answer chosen: of one it takes the other's place, of several it is ticked or unticked, of a ranking it comes next.
    fn pick(&mut self, question: &Question, choice: ChoiceId) {
        self.kept = None;
        let now = match (question.kind, self.said.remove(&question.id)) {
            (QuestionKind::Multiple, Some(Said::Many(mut some))) => {
                if some.contains(&choice) {
                    some.retain(|held| *held != choice);
                } else {
                    some.push(choice);
                }
                Said::Many(some)
            }
            (QuestionKind::Multiple, _) => Said::Many(vec![choice]),
            (QuestionKind::Ranking, Some(Said::Ranks(mut places))) => {
                if places.iter().any(|held| held.0 == choice) {
                    places.retain(|held| held.0 != choice);
                    for (at, held) in places.iter_mut().enumerate() {
                        held.1 = u8::try_from(at + 1).unwrap_or(u8::MAX);
                    }
                } else {
                    let next = u8::try_from(places.len() + 1).unwrap_or(u8::MAX);
                    places.push((choice, next));
                }
                Said::Ranks(places)
            }
            (QuestionKind::Ranking, _) => Said::Ranks(vec![(choice, 1)]),
            (_, Some(Said::One(held))) if held == choice => return,
            _ => Said::One(choice),
        };
        let is_empty = matches!(&now, Said::Many(some) if some.is_empty())
            || matches!(&now, Said::Ranks(places) if places.is_empty());
        if !is_empty {
            self.said.insert(question.id, now);
        }
    }

    fn head(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Consultation) {
        let book = desk.book();
        let mut keyer = (self.keyer.take()).unwrap_or_else(|| desk.session.who().to_owned());
        ui.horizontal_wrapped(|ui| {
            for (name, text, wide, hint) in [
                ("Bundle", &mut self.bundle, 90.0, "1"),
                ("Form", &mut self.number, 60.0, "1"),
                ("Keyed by", &mut keyer, 130.0, "Name"),
            ] {
                ui.vertical(|ui| {
                    ui.set_width(wide);
                    form_row(ui, name, |ui| text_field(ui, name, name, text, hint));
                });
            }
            ui.vertical(|ui| {
                let words = ["first keying", "second, blind"];
                let mut at = usize::from(self.keying == Keying::Second);
                form_row(ui, "Reading", |ui| {
                    combo(ui, "keying", "Reading", &mut at, &words)
                });
                self.keying = if at == 0 {
                    Keying::First
                } else {
                    Keying::Second
                };
            });
            ui.vertical(|ui| self.channel(ui, book, held));
            ui.vertical(|ui| self.group(ui, book, held));
        });
        self.keyer = Some(keyer);
    }

    fn channel(&mut self, ui: &mut Ui, book: &Book, held: &Consultation) {
        let all = channels(book, held.id);
        let paper = || all.iter().position(|held| held.kind == ChannelKind::Paper);
        let chosen = self
            .channel
            .and_then(|id| all.iter().position(|held| held.id == id));
        let mut at = chosen.or_else(paper).unwrap_or(0);
        let names: Vec<&str> = all.iter().map(|held| held.name.as_str()).collect();
        form_row(ui, "Came by", |ui| {
            combo(ui, "came by", "Came by", &mut at, &names)
        });
        self.channel = all.get(at).map(|held| held.id);
    }

    fn group(&mut self, ui: &mut Ui, book: &Book, held: &Consultation) {
        let all = groups(book, held.id);
        if all.is_empty() {
            self.group = None;
            return;
        }
        let chosen = self
            .group
            .and_then(|id| all.iter().position(|held| held.id == id));
        let mut at = chosen.map_or(0, |at| at + 1);
        let mut names = vec!["not said"];
        names.extend(all.iter().map(|held| held.name.as_str()));
        form_row(ui, "Group", |ui| {
            combo(ui, "group of form", "Group", &mut at, &names)
        });
        self.group = at
            .checked_sub(1)
            .and_then(|at| all.get(at))
            .map(|held| held.id);
    }

    fn question(&mut self, ui: &mut Ui, book: &Book, at: usize, question: &Question) {
        let mut words = format!("{} {}", question.number, question.text);
        if !question.stem.is_empty() {
            words = format!("{} {} – {}", question.number, question.stem, question.text);
        }
        let words = RichText::new(words);
        ui.label(if at == self.at { words.strong() } else { words });
        if question.kind.is_counted() {
            ui.horizontal_wrapped(|ui| {
                for (place, choice) in choices(book, question.id).iter().enumerate() {
                    let label = format!("{}{}", keyed(place), self.marked(question, choice));
                    let is_picked = self.is_picked(question, choice.id);
                    let response = ui.add(egui::Button::selectable(is_picked, label));
                    if response.clicked() {
                        self.at = at;
                        self.pick(question, choice.id);
                    }
                }
            });
        } else {
            let text = self.typed.entry(question.id).or_default();
            let hint = if question.kind == QuestionKind::Number {
                "A figure"
            } else {
                "Their own words"
            };
            let label = format!("Answer to {}", question.number);
            let field = text_field(ui, ("answer", question.id.0), &label, text, hint);
            if field.gained_focus() {
                self.at = at;
            }
        }
        ui.add_space(space::SMALL);
    }

    fn is_picked(&self, question: &Question, choice: ChoiceId) -> bool {
        match self.said.get(&question.id) {
            Some(Said::One(held)) => *held == choice,
            Some(Said::Many(some)) => some.contains(&choice),
            Some(Said::Ranks(places)) => places.iter().any(|held| held.0 == choice),
            _ => false,
        }
    }

    /// The answer's words, in a ranking with its place.
    fn marked(&self, question: &Question, choice: &Choice) -> String {
        match self.said.get(&question.id) {
            Some(Said::Ranks(places)) => match places.iter().find(|held| held.0 == choice.id) {
                Some((_, place)) => format!("{} (place {place})", choice.text),
                None => choice.text.clone(),
            },
            _ => choice.text.clone(),
        }
    }

    fn foot(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        asked: &[&Question],
        asks: &mut Vec<Request>,
    ) {
        ui.horizontal(|ui| {
            let is_kept = primary_button(ui, "Keep the form").clicked()
                || ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
            if is_kept {
                match self.made(desk, held, asked) {
                    Ok(command) => {
                        asks.push(Request::Change(command));
                        self.next();
                    }
                    Err(why) => self.refused = Some(why),
                }
            }
            if ui.button("Clear").clicked() {
                self.clear();
            }
            ui.label(theme::small(
                ui,
                "1–9 answer · ↑ ↓ question · Ctrl+Enter keeps",
            ));
        });
        trouble(ui, self.refused.as_deref());
        if let Some(kept) = &self.kept {
            ui.label(theme::small(ui, kept));
        }
    }

    /// The change that keeps the form, or why it cannot be.
    fn made(
        &self,
        desk: Desk<'_>,
        held: &Consultation,
        asked: &[&Question],
    ) -> Result<Command, String> {
        let number = self.number.trim().parse().map_err(|_| {
            format!(
                "Form “{}” is not a number. Number the forms of a bundle from 1.",
                self.number
            )
        })?;
        let channel = self.channel.ok_or("Say how the form came.")?;
        let mut answers = self.said.clone();
        for question in asked {
            let text = self.typed.get(&question.id).map_or("", |text| text.trim());
            let said = match question.kind {
                _ if text.is_empty() => continue,
                QuestionKind::Number => text
                    .replace(',', "")
                    .parse()
                    .map_or_else(|_| Said::Outside(text.to_owned()), Said::Number),
                QuestionKind::Text => Said::Text(text.to_owned()),
                _ => continue,
            };
            answers.insert(question.id, said);
        }
        let form = PaperForm {
            id: PaperFormId(desk.session.new_key()),
            consultation: held.id,
            channel,
            group: self.group,
            bundle: self.bundle.trim().to_owned(),
            number,
            keyer: self.keyer.as_deref().unwrap_or_default().trim().to_owned(),
            keying: self.keying,
            answers,
        };
        let command = Command::from(Edit::add(form));
        refusal(&command, desk.book()).map_or(Ok(command), Err)
    }

    /// The next form of the bundle, with nothing said yet.
    fn next(&mut self) {
        self.kept = Some(format!(
            "Form {} of bundle {} is kept.",
            self.number.trim(),
            self.bundle.trim()
        ));
        if let Ok(number) = self.number.trim().parse::<i64>() {
            self.number = number.saturating_add(1).to_string();
        }
        self.clear();
    }

    fn clear(&mut self) {
        self.said.clear();
        self.typed.clear();
        self.at = 0;
        self.refused = None;
    }
}

/// The key of an answer: `1 `; none beyond the tenth.
fn keyed(place: usize) -> String {
    match place {
        0..=8 => format!("{} ", place + 1),
        9 => "0 ".to_owned(),
        _ => String::new(),
    }
}
