//! Views that are kept under a name: opened, saved anew, renamed, removed.
//!
//! A view holds what is asked and not what was answered, so that the one set up for this year's meeting shows next
//! year's figures.
//!
//! Edges: two views of one name are refused beside the name; what a view names that is gone is said in a quiet line.

use egui::{Key, Ui};

use crate::domain::command::Command;
use crate::domain::id::SavedViewId;
use crate::domain::problem::Severity;
use crate::domain::record::Edit;
use crate::domain::saved_view::{Choice, SavedView};
use crate::ui::indicators::change::words;
use crate::ui::indicators::choice::{Shown, opened};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, size};
use crate::ui::widgets::{combo, link_button, text_field};

/// What the line of views remembers.
#[derive(Debug, Default)]
pub struct Saved {
    /// The one that was opened or saved last.
    open: Option<SavedViewId>,
    naming: Option<Naming>,
    /// What the one that was opened names and the plan does not have.
    gone: Vec<String>,
}

/// A name that is being typed.
#[derive(Debug)]
struct Naming {
    text: String,
    /// The one to be renamed; none for a new one.
    of: Option<SavedViewId>,
    is_new: bool,
    refused: Option<String>,
}

impl Saved {
    /// Draws the views to pick from and what can be done, in a row that has begun; gives back what is to be shown.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        now: &Choice,
        asks: &mut Vec<Request>,
    ) -> Option<Shown> {
        let views = &desk.book().saved_views;
        self.open = self.open.filter(|id| views.get(*id).is_some());
        if self.naming.is_some() {
            self.name(ui, desk, now, asks);
            return None;
        }
        let mut shown = None;
        if !views.is_empty() {
            let none = std::iter::once("No view");
            let names: Vec<&str> = none
                .chain(views.iter().map(|view| view.name.as_str()))
                .collect();
            let held = |id| views.iter().position(|view| view.id == id);
            let mut picked = self.open.and_then(held).map_or(0, |at| at + 1);
            ui.label(theme::small(ui, "View"));
            if combo(ui, "view", "Saved view", &mut picked, &names).changed() {
                let view = views.iter().zip(1..).find(|(_, at)| *at == picked);
                let view = view.map(|(view, _)| view);
                shown = Some(self.turn_to(desk, view));
            }
        }
        if !desk.session.is_read_only() {
            self.change(ui, desk, now, asks);
        }
        shown
    }

    /// Says what the open view names that is no more.
    pub fn gone(&mut self, ui: &mut Ui) {
        if self.gone.is_empty() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let words = format!(
                "No longer in the plan, and left out of this view: {}.",
                self.gone.join(", ")
            );
            ui.label(theme::small(ui, words));
            if link_button(ui, "Hide")
                .accessible_name("Hide what was left out")
                .clicked()
            {
                self.gone.clear();
            }
        });
    }

    fn turn_to(&mut self, desk: Desk<'_>, view: Option<&SavedView>) -> Shown {
        self.open = view.map(|view| view.id);
        let none = Choice::default();
        let (shown, gone) = opened(desk, view.map_or(&none, |view| &view.choice));
        self.gone = gone;
        shown
    }

    fn change(&mut self, ui: &mut Ui, desk: Desk<'_>, now: &Choice, asks: &mut Vec<Request>) {
        let views = &desk.book().saved_views;
        let open = self.open.and_then(|id| views.get(id));
        if let Some(view) = open {
            if view.choice != *now
                && link_button(ui, "Save changes")
                    .on_hover_text("Keep search, filters, order and comparison as they are now")
                    .clicked()
            {
                let now = SavedView {
                    choice: now.clone(),
                    ..view.clone()
                };
                asks.push(Request::Change(Edit::change(view, now).into()));
                self.gone.clear();
            }
            if link_button(ui, "Rename…")
                .accessible_name("Rename view…")
                .clicked()
            {
                self.naming = Some(Naming::of(&view.name, Some(view.id)));
            }
            if link_button(ui, "Remove")
                .accessible_name("Remove view")
                .clicked()
            {
                asks.push(Request::Change(Edit::remove(view).into()));
            }
        }
        let words = if open.is_some() {
            "Save as another…"
        } else {
            "Save this view…"
        };
        if link_button(ui, words)
            .on_hover_text("Keep search, filters, order and comparison under a name")
            .clicked()
        {
            self.naming = Some(Naming::of("", None));
        }
    }

    fn name(&mut self, ui: &mut Ui, desk: Desk<'_>, now: &Choice, asks: &mut Vec<Request>) {
        let Some(naming) = &mut self.naming else {
            return;
        };
        let room = egui::vec2(220.0, size::CONTROL);
        let field = ui
            .allocate_ui(room, |ui| {
                let hint = "Name of the view";
                text_field(ui, "view name", hint, &mut naming.text, hint)
            })
            .inner;
        if std::mem::take(&mut naming.is_new) {
            field.request_focus();
        }
        if field.changed() {
            naming.refused = None;
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let is_save = ui.button("Save").accessible_name("Save view").clicked();
        let is_left = ui.button("Cancel").clicked()
            || field.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape));
        if let Some(refused) = &naming.refused {
            let colour = Tone::Error.colours(theme::palette(ui)).text;
            let sign = Tone::Error.sign();
            ui.label(
                egui::RichText::new(format!("{sign} {refused}"))
                    .small()
                    .color(colour),
            );
        }
        if is_left {
            self.naming = None;
        } else if is_save || entered {
            let (id, command) = naming.command(desk, now);
            let problems = command.problems(desk.book());
            let refusal = problems
                .iter()
                .find(|held| held.severity == Severity::Error);
            match refusal {
                Some(problem) => {
                    naming.refused = Some(words(problem));
                    field.request_focus();
                }
                None => {
                    asks.push(Request::Change(command));
                    self.open = Some(id);
                    self.naming = None;
                }
            }
        }
    }
}

impl Naming {
    fn of(text: &str, of: Option<SavedViewId>) -> Self {
        Self {
            text: text.to_owned(),
            of,
            is_new: true,
            refused: None,
        }
    }

    /// What keeps the name: a view renamed, or a new one of what is shown now.
    fn command(&self, desk: Desk<'_>, now: &Choice) -> (SavedViewId, Command) {
        let views = &desk.book().saved_views;
        let name = self.text.trim().to_owned();
        if let Some(view) = self.of.and_then(|id| views.get(id)) {
            let now = SavedView {
                name,
                ..view.clone()
            };
            return (view.id, Edit::change(view, now).into());
        }
        let last = views.iter().map(|view| view.position).max();
        let view = SavedView {
            id: SavedViewId(desk.session.new_key()),
            name,
            choice: now.clone(),
            position: last.map_or(0, |last| last + 1),
        };
        (view.id, Edit::add(view).into())
    }
}
