//! The small forms of this room: one is open at a time, in its place on the page.
//!
//! Why one frame for all: each has a first field with the keyboard in it, Enter to keep, Esc to leave, and a refusal that
//! stays until it is mended. What the forms differ in is an [`Entry`]: its fields, and the change they make.
//!
//! Edges: nothing that was typed is lost by a refusal; leaving with Esc or Cancel forgets it.

pub mod answer;
pub mod consultation;
pub mod meeting;
pub mod named;
pub mod question;
pub mod voice;

use egui::{AsIdSalt, Id, Key, Response, RichText, Ui};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::problem::Severity;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{
    Attention, attention, combo, form_row, primary_button, section, text_field,
};

/// A line of words longer than this, in points, is not read at a glance.
const WIDEST: f32 = 560.0;

/// What a form is about.
pub trait Entry {
    /// Its heading.
    fn title(&self) -> &'static str;
    /// The word on its main button.
    fn keep(&self) -> &'static str;
    /// Draws the fields.
    fn fields(&mut self, fields: &mut Fields<'_>, desk: Desk<'_>);
    /// The change it makes; none where nothing was changed.
    ///
    /// # Errors
    /// Why a field cannot be kept.
    fn command(&self, desk: Desk<'_>) -> Result<Option<Command>, String>;
    /// The change that removes the thing, where it is there already.
    ///
    /// # Errors
    /// What stands in the way.
    fn removal(&self, _book: &Book) -> Option<Result<Command, String>> {
        None
    }
}

/// A form that is open.
pub struct Open<E> {
    /// What it is about.
    pub entry: E,
    /// The button that opened it, which gets the keyboard back.
    opener: Option<Id>,
    refusals: Vec<String>,
    fresh: bool,
    /// For how many frames yet the whole form should be brought into view.
    frames_to_show: u8,
}

/// What became of a form in this frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// It is still open.
    No,
    /// It was left.
    Left,
    /// It made this change.
    Made(Box<Command>),
}

/// The fields of a form while they are drawn.
pub struct Fields<'u> {
    /// Where they are drawn.
    pub ui: &'u mut Ui,
    fresh: bool,
    keep: bool,
}

impl Fields<'_> {
    /// A line of words.
    pub fn text(&mut self, name: &str, text: &mut String, hint: &str) {
        let response = form_row(self.ui, name, |ui| text_field(ui, name, name, text, hint));
        self.after(&response);
    }

    /// A line of words that is checked while one types.
    pub fn checked(&mut self, name: &str, text: &mut String, hint: &str, problem: Option<String>) {
        let response = form_row(self.ui, name, |ui| {
            let response = text_field(ui, name, name, text, hint);
            if let Some(problem) = problem {
                let ink = theme::palette(ui).error.text;
                ui.label(RichText::new(problem).small().color(ink));
            }
            response
        });
        self.after(&response);
    }

    /// One of a list.
    pub fn pick<Text: AsRef<str>>(&mut self, name: &str, picked: &mut usize, labels: &[Text]) {
        form_row(self.ui, name, |ui| combo(ui, name, name, picked, labels));
    }

    /// Yes or no.
    pub fn tick(&mut self, name: &str, on: &mut bool) {
        self.ui.checkbox(on, name);
    }

    /// The first field has the keyboard to begin with; Enter in any keeps the form.
    fn after(&mut self, response: &Response) {
        if std::mem::take(&mut self.fresh) {
            response.request_focus();
        }
        self.keep |= response.lost_focus() && self.ui.input(|i| i.key_pressed(Key::Enter));
    }
}

impl<E: Entry> Open<E> {
    /// A form just opened by a button.
    pub fn new(entry: E, opener: &Response) -> Self {
        Self {
            entry,
            opener: Some(opener.id),
            refusals: Vec::new(),
            fresh: true,
            frames_to_show: 2,
        }
    }

    /// A form opened by nothing that could get the keyboard back.
    pub fn bare(entry: E) -> Self {
        Self {
            entry,
            opener: None,
            refusals: Vec::new(),
            fresh: true,
            frames_to_show: 2,
        }
    }

    /// Draws the form and says what became of it.
    pub fn show(&mut self, ui: &mut Ui, salt: impl AsIdSalt, desk: Desk<'_>, escape: bool) -> Done {
        let salt = egui::IdSalt::new(&salt);
        let drawn = ui.push_id(salt, |ui| {
            theme::quiet(ui)
                .show(ui, |ui| self.inside(ui, desk, escape))
                .inner
        });
        let done = drawn.inner;
        if self.frames_to_show > 0 {
            // Its first field has the keyboard; its buttons should be seen as well.
            self.frames_to_show -= 1;
            ui.scroll_to_rect(drawn.response.rect, None);
            ui.ctx().request_repaint();
        }
        if let (true, Some(opener)) = (done != Done::No, self.opener) {
            ui.memory_mut(|memory| memory.request_focus(opener));
        }
        done
    }

    fn inside(&mut self, ui: &mut Ui, desk: Desk<'_>, escape: bool) -> Done {
        let width = ui.available_width().min(WIDEST);
        ui.set_min_width(width);
        ui.set_max_width(width);
        section(ui, self.entry.title());
        ui.add_space(space::TINY);
        let mut fields = Fields {
            ui,
            fresh: self.fresh,
            keep: false,
        };
        self.entry.fields(&mut fields, desk);
        let by_enter = fields.keep;
        self.fresh = fields.fresh;
        for refusal in &self.refusals {
            attention(
                ui,
                &Attention {
                    tone: Tone::Error,
                    title: refusal,
                    detail: "",
                    links: &[],
                },
            );
        }
        let mut done = if escape { Done::Left } else { Done::No };
        ui.horizontal_wrapped(|ui| {
            if primary_button(ui, self.entry.keep()).clicked() || by_enter {
                done = self.kept(desk);
            }
            if ui.button("Cancel").clicked() {
                done = Done::Left;
            }
            if let Some(removal) = self.entry.removal(desk.book())
                && ui.button("Remove").clicked()
            {
                done = self.removed(desk.book(), removal);
            }
        });
        done
    }

    fn kept(&mut self, desk: Desk<'_>) -> Done {
        match self.entry.command(desk) {
            Ok(Some(command)) => self.made(desk.book(), command),
            Ok(None) => Done::Left,
            Err(why) => self.refuse(vec![why]),
        }
    }

    fn removed(&mut self, book: &Book, removal: Result<Command, String>) -> Done {
        match removal {
            Ok(command) => self.made(book, command),
            Err(why) => self.refuse(vec![why]),
        }
    }

    fn made(&mut self, book: &Book, command: Command) -> Done {
        let problems = command.problems(book);
        let errors = problems
            .iter()
            .filter(|held| held.severity == Severity::Error);
        let refusals: Vec<String> = errors.map(ToString::to_string).collect();
        if refusals.is_empty() {
            Done::Made(Box::new(command))
        } else {
            self.refuse(refusals)
        }
    }

    fn refuse(&mut self, refusals: Vec<String>) -> Done {
        self.refusals = refusals;
        self.frames_to_show = 2;
        // The keyboard goes back to the first field, so that it can be mended at once.
        self.fresh = true;
        Done::No
    }
}

/// Draws a form where one is open, carries its change to the application, and closes it when it is done. Gives back
/// the change it made.
pub fn carry<E: Entry>(
    open: &mut Option<Open<E>>,
    ui: &mut Ui,
    salt: impl AsIdSalt,
    desk: Desk<'_>,
    escape: bool,
    asks: &mut Vec<Request>,
) -> Option<Command> {
    let done = open.as_mut()?.show(ui, salt, desk, escape);
    if done != Done::No {
        *open = None;
    }
    let Done::Made(command) = done else {
        return None;
    };
    asks.push(Request::Change((*command).clone()));
    Some(*command)
}

/// Where a new record stands: after all those there.
#[must_use]
pub fn next_position(positions: impl Iterator<Item = i64>) -> i64 {
    positions.max().map_or(0, |last| last.saturating_add(1))
}

/// A refusal to remove what other things hang on; none where nothing does.
#[must_use]
pub fn hangs_on(parts: &[(usize, &str, &str)]) -> Option<String> {
    let held: Vec<String> = parts
        .iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }))
        .collect();
    let (last, before) = held.split_last()?;
    let list = if before.is_empty() {
        last.clone()
    } else {
        format!("{} and {last}", before.join(", "))
    };
    Some(format!(
        "{list} would be part of nothing. Remove what hangs on it first."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_counts_what_hangs_on_a_thing() {
        #[track_caller]
        fn check(parts: &[(usize, &str, &str)], want: Option<&str>) {
            assert_eq!(hangs_on(parts).as_deref(), want);
        }
        let end = " would be part of nothing. Remove what hangs on it first.";
        check(&[(0, "theme", "themes")], None);
        check(
            &[(1, "theme", "themes"), (0, "base", "bases")],
            Some(&format!("1 theme{end}")),
        );
        check(
            &[(2, "theme", "themes"), (3, "base", "bases")],
            Some(&format!("2 themes and 3 bases{end}")),
        );
    }

    #[test]
    fn a_new_record_stands_last() {
        assert_eq!(next_position([].into_iter()), 0);
        assert_eq!(next_position([4, 2].into_iter()), 5);
    }
}
