//! Snapshots: the plan as it was shown to somebody, under a name, and what has changed since.
//!
//! A committee must be able to see again what it was shown. A snapshot is taken with a name, cannot be changed, and is
//! proved by its hash; any two versions are compared cell by cell, and each difference leads to its place.
//!
//! Edges: a snapshot cannot be taken back, and the form says so. What was typed goes when it is taken, and not before.

mod compare;
mod keep;

use std::path::PathBuf;

use egui::{Align, Key, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use crate::domain::snapshot::{Kind, Snapshot, problems_of_name};
use crate::ui::data::history::moment;
use crate::ui::data::snapshots::compare::CompareCard;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, rule};
use crate::ui::widgets::{form_row, link_button, primary_button, section, text_field};

pub(in crate::ui::data) use crate::ui::data::snapshots::compare::{DIFFERENCES, difference};
pub(in crate::ui) use crate::ui::data::snapshots::keep::keep_a_copy;

const ROW: f32 = theme::size::ROW;
/// How far a button stands below the top of a field's name beside it, in points.
const BESIDE: f32 = 19.0;

const SNAPSHOTS: [Column; 6] = [
    Column::new("Name", 200.0, 2.0),
    Column::new("Taken", 180.0, 0.0),
    Column::new("By", 110.0, 0.4),
    Column::new("Note", 140.0, 1.4),
    Column::new("Proof", 130.0, 0.0),
    Column::new("Holds", 120.0, 0.0),
];

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct SnapshotsPart {
    of: Option<(PathBuf, u64)>,
    held: Vec<Snapshot>,
    failed: Option<String>,
    name: String,
    note: String,
    /// The name that was asked for last.
    asked: Option<String>,
    /// The name that was refused, and why.
    refused: Option<(String, String)>,
    compare: CompareCard,
}

impl SnapshotsPart {
    fn read(&mut self, desk: Desk<'_>) {
        let of = (desk.session.path().to_owned(), desk.session.revision());
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.of = Some(of);
        match desk.session.snapshots() {
            Ok(found) => {
                // The newest first; what is compared begins with it and today.
                self.held = found.into_iter().rev().collect();
                self.failed = None;
                self.compare.begin_with(&self.held);
                let asked = self.asked.take();
                if asked.is_some_and(|name| self.held.iter().any(|held| held.name == name)) {
                    (self.name, self.note) = (String::new(), String::new());
                }
            }
            Err(error) => self.failed = Some(error.to_string()),
        }
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.read(desk);
        section(ui, "Take a snapshot");
        let lead = "The plan as it stands is kept under a name and cannot be changed or taken back: “as shown to Cabinet 25 March”. Documents can be made from it.";
        ui.add(egui::Label::new(theme::muted(ui, lead)).wrap());
        self.form(ui, desk, asks);
        if let Some(why) = &self.failed {
            ui.label(RichText::new(format!("✗ {why}")).color(theme::palette(ui).error.text));
        }
        ui.add_space(space::SMALL);
        if self.held.is_empty() {
            ui.label(theme::muted(ui, "None has been taken yet."));
        } else {
            self.list(ui, desk, asks);
        }
        ui.add_space(space::MEDIUM);
        self.compare.ui(ui, desk, &self.held, asks);
    }

    fn form(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let mut is_asked = false;
        side_by_side(ui, |ui| {
            field(ui, 300.0, |ui| {
                form_row(ui, "Name", |ui| {
                    let (name, hint) = ("Name of the snapshot", "as shown to Cabinet 25 March");
                    let field = text_field(ui, "snapshot name", name, &mut self.name, hint);
                    is_asked = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
                });
            });
            field(ui, 300.0, |ui| {
                form_row(ui, "Note", |ui| {
                    let hint = "why, or for whom";
                    text_field(ui, "snapshot note", "Note", &mut self.note, hint);
                });
            });
            ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                ui.vertical(|ui| {
                    ui.add_space(BESIDE);
                    is_asked |= primary_button(ui, "Take the snapshot").clicked();
                });
            });
        });
        if is_asked && !desk.session.is_read_only() {
            let problems = problems_of_name(&self.name, &self.held);
            self.refused = problems.first().map(|held| {
                let why = format!("{}. {} {}", held.what, held.why, held.remedy);
                (self.name.clone(), why)
            });
            if self.refused.is_none() {
                self.asked = Some(self.name.trim().to_owned());
                asks.push(Request::TakeSnapshot {
                    name: self.name.clone(),
                    note: self.note.clone(),
                });
            }
        }
        if let Some((_, why)) = self.refused.as_ref().filter(|(of, _)| *of == self.name) {
            ui.label(RichText::new(format!("✗ {why}")).color(theme::palette(ui).error.text));
        }
    }

    fn list(&self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let before = ui.spacing().item_spacing.y;
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &SNAPSHOTS);
        let (body, small) = (theme::body_font(ui), theme::small_font(ui));
        let palette = theme::palette(ui);
        ScrollArea::vertical()
            .id_salt("snapshots")
            .max_height(ROW * 6.0)
            .show_rows(ui, ROW, self.held.len(), |ui, range| {
                for held in self.held.get(range).unwrap_or_default() {
                    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
                    let places = cells(&SNAPSHOTS, rect);
                    let taken = moment(&held.taken_at);
                    let proof = format!("{}…", held.short_hash());
                    let words = [&held.name, &taken, &held.taken_by, &held.note, &proof];
                    for ((place, words), at) in places.iter().zip(words).zip(0..) {
                        let font = if at == 4 { &small } else { &body };
                        let ink = if at == 0 { palette.text } else { palette.muted };
                        Words::new(words, font, ink).paint(ui, *place);
                    }
                    let kind = if held.kind == Kind::Release {
                        "document"
                    } else {
                        "plan"
                    };
                    let said = format!(
                        "Snapshot {}, {kind}, taken {taken} by {}, {}, SHA-256 {}",
                        held.name, held.taken_by, held.note, held.sha256
                    );
                    let id = ui.scope_id().with(("snapshot", held.id));
                    let response = ui.interact(rect, id, egui::Sense::hover());
                    response.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::accesskit::Role::Row, true, &said)
                    });
                    response.on_hover_text(said);
                    if let Some(place) = places.get(words.len()) {
                        holds(ui, *place, desk, held, asks);
                    }
                    rule(ui, rect);
                }
            });
        ui.spacing_mut().item_spacing.y = before;
    }
}

/// What was kept: the plan, or a file that can be saved once more as it was.
fn holds(ui: &mut Ui, place: Rect, desk: Desk<'_>, held: &Snapshot, asks: &mut Vec<Request>) {
    if held.kind == Kind::Plan {
        Words::new("the plan", &theme::body_font(ui), theme::palette(ui).muted).paint(ui, place);
        return;
    }
    let mut inside = ui.new_child(
        UiBuilder::new()
            .id_salt(("holds", held.id))
            .max_rect(place)
            .layout(Layout::left_to_right(Align::Center)),
    );
    let link = link_button(&mut inside, "Save it…");
    if link
        .on_hover_text(format!(
            "Save “{}” byte for byte as it was released",
            held.name
        ))
        .clicked()
    {
        asks.push(match desk.session.release_bytes(held.id) {
            Ok(bytes) => Request::Save {
                name: held.name.clone(),
                bytes,
                keep: None,
            },
            Err(error) => Request::Refused(error.to_string()),
        });
    }
}

/// Fields beside one another, set by their tops.
fn side_by_side(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(
        Layout::left_to_right(Align::TOP).with_main_wrap(true),
        |ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            add(ui);
        },
    );
}

/// One of them, its name above it.
fn field(ui: &mut Ui, wide: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui(vec2(wide, 50.0), |ui| {
        ui.vertical(|ui| {
            ui.set_width(wide);
            add(ui);
        });
    });
}
