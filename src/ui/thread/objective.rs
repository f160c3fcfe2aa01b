//! Adding, changing and removing an objective, in the card of the thread itself.
//!
//! A change is made as soon as its field is left, and can be undone; a new objective is made by its button.
//! What an objective still carries stands in the way of removing it, and that is said here.

use egui::Ui;

use crate::domain::id::ObjectiveId;
use crate::domain::objective::Objective;
use crate::domain::record::Edit;
use crate::ui::plan::field::{Forms, ask, refusals};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{form_row, primary_button, room_heading, section, text_field};

/// What is being edited, if anything.
#[derive(Debug, Default)]
pub struct Editor {
    state: State,
    /// Why the last button did nothing.
    refused: Option<String>,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Closed,
    /// A new objective, as typed so far; whether its first field is still to get the keyboard.
    New(Draft, bool),
    /// One that is there.
    Held(ObjectiveId),
}

#[derive(Debug, Default)]
struct Draft {
    number: String,
    short: String,
    title: String,
}

impl Editor {
    /// The objective whose row is marked.
    pub fn picked(&self) -> Option<ObjectiveId> {
        match self.state {
            State::Held(id) => Some(id),
            _ => None,
        }
    }

    /// Opens one that is there.
    pub fn edit(&mut self, id: ObjectiveId) {
        *self = Self {
            state: State::Held(id),
            refused: None,
        };
    }

    /// Opens the form for a new one, keeping what is typed if it is open already.
    pub fn begin(&mut self) {
        if !matches!(self.state, State::New(..)) {
            *self = Self {
                state: State::New(Draft::default(), true),
                refused: None,
            };
        }
    }

    /// What an empty plan shows: what belongs here, and the form for the first objective.
    pub fn first(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        ui.vertical_centered(|ui| {
            ui.set_max_width(560.0);
            ui.add_space(space::HUGE);
            room_heading(ui, "No objectives yet");
            let about = "An objective is what the plan is for: “Secure attachment”, “Care leavers”. Money, indicators, \
                         consultations, actions and risks hang on objectives, and each objective becomes a row here.";
            ui.label(theme::muted(ui, about));
            ui.add_space(space::MEDIUM);
        });
        self.begin();
        let room = ui.available_rect_before_wrap();
        let across = room.width().min(760.0);
        let place = egui::Rect::from_center_size(room.center(), egui::vec2(across, room.height()));
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            self.ui(ui, desk, asks)
        });
    }

    /// Draws the form that is open, if any.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        match &self.state {
            State::Closed => {}
            State::New(..) => self.new_form(ui, desk, asks),
            State::Held(id) => match desk.book().objectives.get(*id).cloned() {
                Some(held) => self.held_form(ui, desk, &held, asks),
                None => *self = Self::default(),
            },
        }
    }

    fn new_form(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let State::New(draft, fresh) = &mut self.state else {
            return;
        };
        let first = desk.book().objectives.is_empty();
        let mut done = Done::Nothing;
        panel(ui, |ui| {
            section(
                ui,
                if first {
                    "The first objective"
                } else {
                    "New objective"
                },
            );
            done = fields(ui, draft, std::mem::take(fresh), first);
        });
        match done {
            Done::Nothing => {}
            Done::Close => *self = Self::default(),
            Done::Add => {
                let objective = draft.objective(desk);
                let id = objective.id;
                self.refused = ask(desk.book(), Edit::add(objective).into(), asks).err();
                if self.refused.is_none() {
                    self.edit(id);
                }
            }
        }
        self.refusal(ui);
    }

    fn held_form(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Objective,
        asks: &mut Vec<Request>,
    ) {
        let (mut close, mut remove) = (false, false);
        panel(ui, |ui| {
            let mut form = Forms { desk, asks };
            ui.push_id(held.id, |ui| {
                columns(ui, |ui, n| match n {
                    0 => form.text(ui, held, "Number", &held.number, |now, text| {
                        now.number = text
                    }),
                    1 => form.text(ui, held, "Short title", &held.short, |now, text| {
                        now.short = text
                    }),
                    _ => form.text(ui, held, "Title", &held.title, |now, text| now.title = text),
                });
            });
            ui.horizontal(|ui| {
                close = ui.button("Close").clicked();
                remove = ui
                    .button(format!("Remove objective {}", held.label()))
                    .clicked();
            });
        });
        if remove {
            self.refused = ask(desk.book(), Edit::remove(held).into(), asks).err();
        }
        if close || (remove && self.refused.is_none()) {
            *self = Self::default();
        }
        self.refusal(ui);
    }

    fn refusal(&self, ui: &mut Ui) {
        refusals(ui, self.refused.as_deref());
    }
}

impl Draft {
    fn objective(&self, desk: Desk<'_>) -> Objective {
        let last = desk
            .book()
            .objectives
            .iter()
            .map(|held| held.position)
            .max();
        let title = if self.title.trim().is_empty() {
            &self.short
        } else {
            &self.title
        };
        Objective {
            id: ObjectiveId(desk.session.new_key()),
            number: self.number.trim().to_owned(),
            short: self.short.trim().to_owned(),
            title: title.trim().to_owned(),
            position: last.map_or(0, |last| last.saturating_add(1)),
        }
    }
}

enum Done {
    Nothing,
    Add,
    Close,
}

fn fields(ui: &mut Ui, draft: &mut Draft, fresh: bool, first: bool) -> Done {
    let mut entered = false;
    columns(ui, |ui, n| {
        let (label, text, hint) = match n {
            0 => ("Number", &mut draft.number, "1"),
            1 => ("Short title", &mut draft.short, "Care leavers"),
            _ => (
                "Title",
                &mut draft.title,
                "Young people leaving care live well as adults",
            ),
        };
        form_row(ui, label, |ui| {
            let field = text_field(ui, label, label, text, hint);
            if fresh && n == 0 {
                field.request_focus();
            }
            entered |= field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        });
    });
    let mut done = if entered { Done::Add } else { Done::Nothing };
    ui.horizontal(|ui| {
        if primary_button(
            ui,
            if first {
                "Add the first objective"
            } else {
                "Add this objective"
            },
        )
        .clicked()
        {
            done = Done::Add;
        }
        if !first && ui.button("Cancel").clicked() {
            done = Done::Close;
        }
    });
    done
}

/// Three fields beside each other: a number, a few words, a sentence.
fn columns(ui: &mut Ui, mut field: impl FnMut(&mut Ui, usize)) {
    let gap = ui.spacing().item_spacing.x;
    let room = ui.available_width() - 2.0 * gap;
    let short = (room * 0.24).clamp(120.0, 240.0);
    let widths = [64.0, short, (room - 64.0 - short).max(120.0)];
    ui.horizontal_top(|ui| {
        for (n, width) in widths.into_iter().enumerate() {
            ui.vertical(|ui| {
                ui.set_width(width);
                field(ui, n);
            });
        }
    });
}

fn panel(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    theme::quiet(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        add(ui);
    });
    ui.add_space(space::SMALL);
}
