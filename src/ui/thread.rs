//! The first room: what needs attention, and the plan objective by objective.
//!
//! One row says what an objective costs, what it changes, what people said and what is being done, and every
//! cell opens the room it came from. The row is worked out in [`crate::domain::thread`]; here it is asked for
//! once after each change and drawn.

mod attention;
mod cells;
pub mod columns;
pub mod door;
mod objective;
mod outcomes;
mod said;
mod table;

use std::path::PathBuf;

use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder};

use crate::domain::book::Book;
use crate::domain::id::ObjectiveId;
use crate::domain::period::Period;
use crate::domain::problem::Place;
use crate::domain::thread::{Thread, thread};
use crate::session::chart::Against;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};
use crate::ui::theme::{self, space};
use crate::ui::thread::attention::Chip;
use crate::ui::thread::objective::Editor;
use crate::ui::thread::outcomes::Outcomes;
use crate::ui::widgets::{icon_button, room_heading};

/// The share of the room that the rows keep while an objective is picked.
const ROWS: f32 = 0.38;

/// What the Thread room remembers between frames.
#[derive(Debug, Default)]
pub struct ThreadRoom {
    worked: Option<Worked>,
    /// Whether all that needs attention is shown, and not only what fits in a line.
    unfolded: bool,
    editor: Editor,
    outcomes: Outcomes,
    /// An objective that another room leads to: its row gets the keyboard.
    go_to: Option<ObjectiveId>,
}

/// What is worked out once after each change.
#[derive(Debug)]
struct Worked {
    of: Of,
    thread: Thread,
    chips: Vec<Chip>,
}

/// What it was worked out from.
#[derive(Debug, PartialEq)]
struct Of {
    path: PathBuf,
    revision: u64,
    year: i16,
    against: Against,
}

impl ThreadRoom {
    fn work_out(&mut self, desk: Desk<'_>) {
        let of = Of {
            path: desk.session.path().to_owned(),
            revision: desk.session.revision(),
            year: desk.year,
            against: desk.against.clone(),
        };
        if self.worked.as_ref().is_some_and(|held| held.of == of) {
            return;
        }
        let list = &desk.against.list;
        let comparisons = |id| desk.session.comparisons(id, list);
        let thread = thread(desk.book(), desk.year, comparisons, desk.against.average);
        let chips = attention::chips(desk);
        self.worked = Some(Worked { of, thread, chips });
    }
}

impl Screen for ThreadRoom {
    fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.work_out(desk);
        let Some(worked) = &self.worked else {
            return;
        };
        attention::strip(ui, &worked.chips, &mut self.unfolded, asks);
        ui.add_space(space::TINY);
        theme::card(ui).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            if desk.book().objectives.is_empty() {
                self.editor.first(ui, desk, asks);
                return;
            }
            heading(ui, desk, &mut self.editor);
            self.editor.ui(ui, desk, asks);
            let view = table::View {
                desk,
                thread: &worked.thread,
            };
            let picked = self.editor.picked();
            let go_to = self.go_to.take();
            let pressed = match picked {
                None => view.ui(ui, None, go_to),
                Some(id) => {
                    let (upper, lower) = halves(ui.available_rect_before_wrap());
                    let pressed = inside(ui, upper, |ui| view.ui(ui, picked, go_to));
                    inside(ui, lower, |ui| self.outcomes.ui(ui, desk, id, asks));
                    pressed
                }
            };
            match pressed {
                Some(table::Pressed::Objective(id)) => {
                    self.editor.edit(id);
                    self.go_to = Some(id);
                }
                Some(table::Pressed::Ask(ask)) => asks.push(*ask),
                None => {}
            }
        });
    }

    fn select(&mut self, place: &Place, book: &Book) {
        if let Place::Objective(id) = place
            && book.objectives.get(*id).is_some()
        {
            self.editor.edit(*id);
            self.go_to = Some(*id);
        }
    }

    fn hint(&self, _desk: Desk<'_>) -> String {
        "Tab and the arrow keys move from cell to cell · Enter opens the room it came from".into()
    }
}

/// Where the rows stand, and where the pounds against outcomes of the picked one.
fn halves(room: Rect) -> (Rect, Rect) {
    let tall = (room.height() * ROWS).max(table::ROW * 2.0 + 72.0);
    let (upper, lower) = room.split_top_bottom_at_y(room.top() + tall);
    (upper, lower.with_min_y(lower.top() + space::SMALL))
}

fn inside<T>(ui: &mut Ui, place: Rect, draw: impl FnOnce(&mut Ui) -> T) -> T {
    let layout = Layout::top_down(Align::Min);
    let builder = UiBuilder::new().max_rect(place).layout(layout);
    ui.scope_builder(builder, draw).inner
}

/// What the table is, and the way to one more row.
fn heading(ui: &mut Ui, desk: Desk<'_>, editor: &mut Editor) {
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            room_heading(ui, &format!("The thread, {}", Period::Financial(desk.year).label()));
            let about = "What the money is for, what it changes, what people said. Every cell opens the room it came from.";
            ui.label(theme::muted(ui, about));
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            let add = icon_button(ui, egui_material_icons::icons::ICON_ADD, "Add objective");
            if add.clicked() {
                editor.begin();
            }
        });
    });
    ui.add_space(space::TINY);
}

/// A scrolling part of the room that keeps its place.
fn scroller(salt: &'static str) -> ScrollArea {
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink([false, true])
}
