//! Snapshots: the plan as it was shown to somebody, under a name, and what has changed since.
//!
//! A committee must be able to see again what it was shown. A snapshot is taken with a name, cannot be changed, and is
//! proved by its hash; any two versions are compared cell by cell, and each difference leads to its place.
//!
//! Edges: a snapshot cannot be taken back, and the form says so. Comparing reads two whole plans and is done beside the
//! window. A version may also be a day: the plan as it stood just before it.

use std::path::PathBuf;

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::domain::compare::Difference;
use crate::domain::snapshot::{Kind, NOW, Snapshot};
use crate::domain::spreadsheet::tabbed;
use crate::domain::statistics::grouped;
use crate::session::Session;
use crate::session::job::{Answer, Job};
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::data::history::moment;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, door, rule};
use crate::ui::widgets::{form_row, primary_button, section, text_field};

const ROW: f32 = theme::size::ROW;

const SNAPSHOTS: [Column; 5] = [
    Column::new("Name", 200.0, 2.0),
    Column::new("Taken", 150.0, 0.0),
    Column::new("By", 110.0, 0.4),
    Column::new("Note", 140.0, 1.4),
    Column::new("Proof", 130.0, 0.0),
];

const DIFFERENCES: [Column; 5] = [
    Column::new("", 80.0, 0.0),
    Column::new("What", 220.0, 2.0),
    Column::new("Field", 110.0, 0.6),
    Column::new("Was", 140.0, 1.4),
    Column::new("Is", 140.0, 1.4),
];

/// What was compared: the two versions as they were written, and the plan's revision.
type Compared = (String, String, u64);

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct SnapshotsPart {
    of: Option<(PathBuf, u64)>,
    held: Vec<Snapshot>,
    failed: Option<String>,
    name: String,
    note: String,
    was: String,
    now: String,
    work: Option<Job<Result<Vec<Difference>, String>>>,
    /// What was compared, and what differs.
    found: Option<(Compared, Result<Vec<Difference>, String>)>,
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
                let newest = self.held.iter().find(|held| held.kind != Kind::Release);
                if self.was.is_empty()
                    && let Some(held) = newest
                {
                    self.was.clone_from(&held.name);
                }
                if self.now.is_empty() {
                    self.now = NOW.to_owned();
                }
            }
            Err(error) => self.failed = Some(error.to_string()),
        }
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.read(desk);
        self.poll(ui, desk);
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
            self.list(ui);
        }
        ui.add_space(space::MEDIUM);
        self.compare(ui, desk);
        self.differences(ui, desk, asks);
    }

    fn form(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            ui.allocate_ui(vec2(300.0, 50.0), |ui| {
                form_row(ui, "Name", |ui| {
                    let hint = "as shown to Cabinet 25 March";
                    text_field(
                        ui,
                        "snapshot name",
                        "Name of the snapshot",
                        &mut self.name,
                        hint,
                    )
                });
            });
            ui.allocate_ui(vec2(300.0, 50.0), |ui| {
                form_row(ui, "Note", |ui| {
                    text_field(
                        ui,
                        "snapshot note",
                        "Note",
                        &mut self.note,
                        "why, or for whom",
                    )
                });
            });
            ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                if primary_button(ui, "Take the snapshot").clicked() {
                    asks.push(Request::TakeSnapshot {
                        name: std::mem::take(&mut self.name),
                        note: std::mem::take(&mut self.note),
                    });
                }
            });
        });
    }

    fn list(&self, ui: &mut Ui) {
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
                    rule(ui, rect);
                }
            });
        ui.spacing_mut().item_spacing.y = before;
    }

    fn compare(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        section(ui, "Compare two versions");
        ui.add(
            egui::Label::new(theme::muted(
                ui,
                "A snapshot’s name, a day such as 2026-11-21 (the plan as it stood at its end), or “now”.",
            ))
            .wrap(),
        );
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            ui.allocate_ui(vec2(260.0, 50.0), |ui| {
                form_row(ui, "Earlier", |ui| {
                    text_field(
                        ui,
                        "earlier version",
                        "Earlier version",
                        &mut self.was,
                        "name or day",
                    )
                });
            });
            ui.allocate_ui(vec2(260.0, 50.0), |ui| {
                form_row(ui, "Later", |ui| {
                    text_field(ui, "later version", "Later version", &mut self.now, NOW)
                });
            });
            if self.work.is_some() {
                ui.spinner();
                ui.label("Comparing");
            } else if ui.button("Compare").clicked() {
                self.begin(ui, desk);
            }
        });
    }

    fn begin(&mut self, ui: &Ui, desk: Desk<'_>) {
        let (was, now) = (self.was.clone(), self.now.clone());
        let key = (was.clone(), now.clone(), desk.session.revision());
        let plan = desk.session.path().to_owned();
        let job = Job::start("compare", move |_| {
            let compared = || {
                let session = Session::open_again(&plan)?;
                let (was, now) = (session.side(&was)?, session.side(&now)?);
                session.compare(was, now)
            };
            compared().map_err(|error: crate::session::StoreError| error.to_string())
        });
        match job {
            Ok(job) => {
                self.found = Some((key, Ok(Vec::new())));
                self.work = Some(job);
            }
            Err(error) => self.found = Some((key, Err(error.to_string()))),
        }
        ui.ctx().request_repaint_after(LOOK_AGAIN);
    }

    fn poll(&mut self, ui: &Ui, desk: Desk<'_>) {
        let Some(job) = &self.work else {
            // What was compared with a plan that has changed since is no answer any more.
            let revision = desk.session.revision();
            if self
                .found
                .as_ref()
                .is_some_and(|((_, _, of), _)| *of != revision)
            {
                self.found = None;
            }
            return;
        };
        let done = match job.answer() {
            Answer::Waiting => return ui.ctx().request_repaint_after(LOOK_AGAIN),
            Answer::Done(done) => done,
            Answer::Gone => Err("They could not be compared. Try again.".to_owned()),
        };
        self.work = None;
        if let Some((_, found)) = &mut self.found {
            *found = done;
        }
    }

    fn differences(&self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let Some(((was, now, _), found)) = self.found.as_ref().filter(|_| self.work.is_none())
        else {
            return;
        };
        let found = match found {
            Ok(found) => found,
            Err(why) => {
                ui.label(RichText::new(format!("✗ {why}")).color(theme::palette(ui).error.text));
                return;
            }
        };
        let said = match found.len() {
            0 => format!("“{was}” and “{now}” are the same, cell by cell."),
            1 => "1 difference".to_owned(),
            n => format!("{} differences", grouped(n as u64)),
        };
        ui.horizontal(|ui| {
            ui.label(said);
            if !found.is_empty() && ui.button("Copy as a table").clicked() {
                asks.push(Request::Copy {
                    text: tsv(found),
                    what: "the differences".into(),
                });
            }
        });
        if found.is_empty() {
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &DIFFERENCES);
        ScrollArea::vertical()
            .id_salt("differences")
            .auto_shrink(false)
            .show_rows(ui, ROW, found.len(), |ui, range| {
                let from = range.start;
                for (at, held) in found.get(range).unwrap_or_default().iter().enumerate() {
                    difference(ui, desk, from + at, held, asks);
                }
            });
    }
}

fn difference(ui: &mut Ui, desk: Desk<'_>, at: usize, held: &Difference, asks: &mut Vec<Request>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let places = cells(&DIFFERENCES, rect);
    let change = held.change.word();
    let said = format!(
        "{change}: {} {}, {} was {}, is {}",
        held.noun, held.title, held.field, held.was, held.now
    );
    let id = ui.scope_id().with(("difference", at));
    if door(ui, rect.shrink(1.0), id, &said)
        .on_hover_text(said)
        .clicked()
    {
        let _ = desk;
        asks.push(Request::Open(held.place.clone()));
    }
    let body = theme::body_font(ui);
    let palette = theme::palette(ui);
    let words = [change, &held.title, &held.field, &held.was, &held.now];
    for ((place, words), at) in places.iter().zip(words).zip(0..) {
        let ink = if at == 0 || at == 2 {
            palette.muted
        } else {
            palette.text
        };
        Words::new(words, &body, ink).paint(ui, *place);
    }
    rule(ui, rect);
}

/// The differences as a table for a spreadsheet, with nothing in it that a spreadsheet would run.
fn tsv(found: &[Difference]) -> String {
    let mut text = String::from("change\tnoun\twhat\tfield\twas\tis\n");
    for held in found {
        let cells = [
            held.change.word(),
            held.noun,
            &held.title,
            &held.field,
            &held.was,
            &held.now,
        ];
        text.push_str(&tabbed(&cells));
        text.push('\n');
    }
    text
}
