//! The documents that a plan is printed as: chosen at the left, looked at as they will be printed at the right, and saved
//! in the format that is asked for.
//!
//! The page in view and the file that is saved are made from one value, so what an officer has read is what a committee
//! gets. Making it takes a moment on a large plan, and is done beside the window.
//!
//! Edges: the page is made again when the plan or a choice changes, and until then the old one is not shown as if it were
//! the new one. What could not be read or written is said, and nothing is saved half.

mod choices;
mod make;
mod page;
pub(in crate::ui) mod parts;
mod spans;

use std::rc::Rc;

use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::domain::book::Book;
use crate::domain::document::Document;
use crate::domain::problem::Place;
use crate::domain::report::Report;
use crate::session::document::Format;
use crate::ui::data::snapshots::keep_a_copy;
use crate::ui::reports::choices::Choices;
use crate::ui::reports::make::Making;
use crate::ui::reports::page::Page;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};
use crate::ui::theme::{self, space};
use crate::ui::thread::door::pickable;
use crate::ui::widgets::{room_heading, section};

/// How tall a document's entry in the list is, in points.
const ENTRY: f32 = 52.0;

/// What the Reports room remembers between frames.
#[derive(Debug, Default)]
pub struct ReportsRoom {
    at: usize,
    choices: Choices,
    making: Making,
    page: Page,
    /// Whether the plan keeps what is saved.
    keep: bool,
}

impl Screen for ReportsRoom {
    fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        room_heading(ui, "Reports");
        ui.add_space(space::TINY);
        let report = self.report();
        self.making.poll(ui, asks);
        let wanted = self.choices.key(desk, report);
        self.making.ask(ui, desk, &wanted);
        let whole = ui.available_rect_before_wrap();
        let cut = whole.left() + (whole.width() * 0.28).clamp(230.0, 320.0);
        let left = Rect::from_min_max(whole.min, pos2(cut, whole.bottom()));
        let right = Rect::from_min_max(pos2(cut + space::MEDIUM, whole.top()), whole.max);
        ui.scope_builder(down(left), |ui| {
            ScrollArea::vertical()
                .id_salt("documents")
                .auto_shrink(false)
                .show(ui, |ui| self.left(ui, desk));
        });
        ui.scope_builder(down(right), |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.right(ui, desk);
            });
        });
        ui.advance_cursor_after_rect(whole);
    }

    fn select(&mut self, place: &Place, book: &Book) {
        if let Place::Consultation(id) = place
            && book.consultations.get(*id).is_some()
        {
            let of = |held: &Report| *held == Report::Consultation;
            self.at = Report::ALL.iter().position(of).unwrap_or(self.at);
            self.choices.consultation = Some(*id);
        }
    }

    fn hint(&self, _desk: Desk<'_>) -> String {
        "the page at the right is what is saved, figure for figure".into()
    }
}

impl ReportsRoom {
    fn report(&self) -> Report {
        Report::ALL.get(self.at).copied().unwrap_or(Report::Plan)
    }

    fn left(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        for (at, report) in Report::ALL.into_iter().enumerate() {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ENTRY));
            let name = format!("{}, for {}", report.name(), report.reader());
            let id = ui.scope_id().with(("document", at));
            if pickable(ui, rect.shrink(1.0), id, &name, self.at == at).clicked() {
                self.at = at;
            }
            let mut inside = ui.new_child(down(rect.shrink2(vec2(10.0, 6.0))));
            inside.add(egui::Label::new(theme::strong(report.name())).selectable(false));
            let reader = theme::small(&inside, format!("for {}", report.reader()));
            inside.add(egui::Label::new(reader).selectable(false).truncate());
        }
        ui.add_space(space::SMALL);
        ui.add(egui::Label::new(theme::muted(ui, self.report().holds())).wrap());
        ui.add_space(space::MEDIUM);
        section(ui, "Made with");
        self.choices.ui(ui, desk, self.report());
    }

    fn right(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let made = self.making.made();
        self.top(ui, desk, made.as_ref());
        if let Some(why) = self.making.trouble() {
            theme::note_error(ui).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.add(egui::Label::new(why).wrap());
            });
        }
        match made {
            Some(document) => self.page.ui(ui, &document),
            None => self.making.progress(ui),
        }
    }

    /// The buttons that save it.
    fn top(&mut self, ui: &mut Ui, desk: Desk<'_>, made: Option<&Rc<Document>>) {
        ui.horizontal_wrapped(|ui| {
            ui.label("Save as");
            ui.add_enabled_ui(made.is_some() && !self.making.is_writing(), |ui| {
                for format in Format::ALL {
                    if ui.button(format!("{}…", format.name())).clicked()
                        && let Some(document) = made
                    {
                        self.making.write(ui, document, format, self.keep);
                    }
                }
            });
            if !desk.session.is_read_only() {
                keep_a_copy(ui, &mut self.keep);
            }
            if self.making.is_writing() {
                ui.spinner().accessible_name("In progress");
                ui.label("Writing the file");
            }
            if desk.book().objectives.is_empty() {
                ui.label(theme::small(
                    ui,
                    "The plan has no objectives yet: the document says what will stand there.",
                ));
            }
        });
        ui.add_space(space::TINY);
    }
}

/// A part of the room, filled from its top.
fn down(rect: Rect) -> UiBuilder {
    let layout = Layout::top_down(Align::Min);
    UiBuilder::new().max_rect(rect).layout(layout)
}
