//! The file itself: every check, every change, and what the file holds and where it came from.
//!
//! An officer who must answer "is this right, who changed it, where is it from?" finds the three answers here, and
//! can take the list of checks away as a table.

pub(in crate::ui) mod figures;
pub(in crate::ui) mod file;
pub(in crate::ui) mod history;
mod merge;
mod problems;
pub(in crate::ui) mod snapshots;

use egui::{Context, Ui};

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::session::Session;
use crate::ui::data::figures::Figures;
use crate::ui::data::file::FilePart;
use crate::ui::data::history::History;
use crate::ui::data::merge::MergePart;
use crate::ui::data::problems::Problems;
use crate::ui::data::snapshots::SnapshotsPart;
use crate::ui::plan::pane::tabs;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Screen};
use crate::ui::theme::{self, space};
use crate::ui::widgets::room_heading;

/// What the Data room remembers between frames.
#[derive(Debug, Default)]
pub struct DataRoom {
    part: usize,
    problems: Problems,
    history: History,
    file: FilePart,
    figures: Figures,
    snapshots: SnapshotsPart,
    copy: MergePart,
}

impl DataRoom {
    /// Shows the form for a file of figures, with this path in it.
    pub fn take_in(&mut self, path: &str) {
        self.part = FIGURES;
        self.figures.take_in(path);
    }

    /// Takes this file for LAIT's dictionary.
    pub fn use_dictionary(&mut self, path: &str) {
        self.figures.use_dictionary(path);
    }

    /// Shows what a colleague's copy would bring.
    pub fn look_at_copy(&mut self, path: &str) {
        self.part = COPY;
        self.copy.choose(path);
    }

    /// Whether figures or a colleague's changes are being written into the plan.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.figures.is_writing() || self.copy.is_writing()
    }

    /// Takes what work beside the window has brought, whichever room is in view.
    pub fn poll(&mut self, ctx: &Context, session: &Session, asks: &mut Vec<Request>) {
        self.figures.poll(ctx, session, asks);
        self.copy.poll(ctx, asks);
    }
}

/// Where the published figures stand among the parts.
const FIGURES: usize = 1;
/// Where a colleague's copy stands among them.
const COPY: usize = 4;
/// Where the file stands among them.
const FILE: usize = 5;

/// The parts, in the order of the row at the top.
pub const PARTS: [&str; 6] = [
    "Checks",
    "Published figures",
    "History",
    "Snapshots",
    "A colleague’s copy",
    "The file",
];

impl Screen for DataRoom {
    fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let mut labels = PARTS.map(str::to_owned);
        labels[0] = format!("{} ({})", PARTS[0], self.problems.n(desk));
        ui.horizontal(|ui| {
            room_heading(ui, "Data");
            ui.add_space(space::MEDIUM);
            tabs(ui, &mut self.part, &labels);
        });
        ui.add_space(space::TINY);
        theme::card(ui).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            match self.part {
                0 => self.problems.ui(ui, desk, asks),
                FIGURES => self.figures.ui(ui, desk, asks),
                2 => self.history.ui(ui, desk),
                3 => self.snapshots.ui(ui, desk, asks),
                COPY => self.copy.ui(ui, desk, asks),
                _ => self.file.ui(ui, desk, asks),
            }
        });
    }

    fn select(&mut self, place: &Place, _book: &Book) {
        if matches!(place, Place::Plan) {
            self.part = FILE;
        }
    }

    fn show(&mut self, part: usize) {
        self.part = part;
    }

    fn hint(&self, _desk: Desk<'_>) -> String {
        match self.part {
            0 => "Enter on a row opens its place".into(),
            2 => "Page Up, Page Down, Home and End move through the history".into(),
            _ => String::new(),
        }
    }
}
