//! The documents that a plan will be printed as, for whom each is, and where its figures stand today.
//!
//! They come with a later version, and this room says so plainly: nothing here looks as if it could be pressed
//! that cannot. Each document names the rooms its figures come from, and those can be opened.

pub(in crate::ui) mod page;
mod spans;

use egui::{ScrollArea, Ui, vec2};

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Room, Screen};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{link_button, room_heading, section};

/// How tall a card is inside, in points: a name, a reader, two lines of words and one of links.
const TALL: f32 = 116.0;

/// A document that is to come.
struct Document {
    name: &'static str,
    reader: &'static str,
    holds: &'static str,
    rooms: &'static [Room],
}

const DOCUMENTS: [Document; 6] = [
    Document {
        name: "The plan",
        reader: "the Department and Cabinet",
        holds: "Every objective with its progress, what will be achieved, its money by priority area and its indicators over six years.",
        rooms: &[Room::Thread, Room::Grant, Room::Indicators, Room::Plan],
    },
    Document {
        name: "Summary",
        reader: "members and professionals",
        holds: "Four pages: the thread from pounds to outcomes to what people said.",
        rooms: &[Room::Thread],
    },
    Document {
        name: "For young people",
        reader: "young people and parents",
        holds: "Plain words in large type, with pictures of the figures, for a reading age of about eleven.",
        rooms: &[Room::Thread, Room::Indicators, Room::Consultation],
    },
    Document {
        name: "Dashboard",
        reader: "the scrutiny committee",
        holds: "Performance, direction, trend, quartile and neighbours for each indicator, with a sentence for each outcome.",
        rooms: &[Room::Indicators],
    },
    Document {
        name: "Grant",
        reader: "the section 151 officer",
        holds: "Grants, ring-fences, allocations and what is left, with a block to sign.",
        rooms: &[Room::Grant],
    },
    Document {
        name: "Consultation",
        reader: "Cabinet and the public",
        holds: "What came in and how, every question with its counts and bases, and what was done about it.",
        rooms: &[Room::Consultation],
    },
];

/// What the Reports room remembers between frames: nothing yet.
#[derive(Debug, Default)]
pub struct ReportsRoom {}

impl Screen for ReportsRoom {
    fn ui(&mut self, ui: &mut Ui, _desk: Desk<'_>, asks: &mut Vec<Request>) {
        room_heading(ui, "Reports");
        let about = "Six documents, each made from the same figures as the rooms. They come with a later version: nothing can be \
                     printed from here yet. Until then, a chart can be copied or saved from its own room, and checks copied from Data.";
        ui.add(egui::Label::new(about).wrap());
        ui.add_space(space::SMALL);
        ScrollArea::vertical()
            .id_salt("documents")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let across = if ui.available_width() > 760.0 { 2 } else { 1 };
                for (n, pair) in DOCUMENTS.chunks(across).enumerate() {
                    ui.push_id(n, |ui| {
                        ui.columns(across, |columns| {
                            for (ui, document) in columns.iter_mut().zip(pair) {
                                card(ui, document, asks);
                            }
                        });
                    });
                    ui.add_space(space::TINY);
                }
            });
    }

    fn select(&mut self, _place: &Place, _book: &Book) {}
}

fn card(ui: &mut Ui, document: &Document, asks: &mut Vec<Request>) {
    theme::card(ui).show(ui, |ui| {
        ui.set_min_size(vec2(ui.available_width(), TALL));
        // Ragged right: the layout of columns would stretch the lines.
        ui.vertical(|ui| words(ui, document, asks));
    });
}

fn words(ui: &mut Ui, document: &Document, asks: &mut Vec<Request>) {
    section(ui, document.name);
    ui.label(theme::small(ui, format!("For {}", document.reader)));
    ui.add(egui::Label::new(document.holds).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::small(ui, "Its figures stand in"));
        for room in document.rooms {
            let opened = ui
                .push_id(document.name, |ui| link_button(ui, room.name()).clicked())
                .inner;
            if opened {
                asks.push(Request::Go(*room));
            }
        }
    });
}
