//! Two versions of the plan compared cell by cell: snapshots, the plan as it stood at the end of a day, and now.
//!
//! Edges: two whole plans are read for it, so it is done beside the window; a change of the plan takes the answer away.

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::domain::compare::Difference;
use crate::domain::snapshot::{Kind, NOW, Snapshot};
use crate::domain::spreadsheet::tabbed;
use crate::domain::statistics::grouped;
use crate::session::Session;
use crate::session::job::{Answer, Job};
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::data::snapshots::{BESIDE, ROW, field, side_by_side};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, door, rule};
use crate::ui::widgets::{combo, form_row, section, text_field};

/// The columns of a list of differences.
pub(in crate::ui::data) const DIFFERENCES: [Column; 5] = [
    Column::new("", 80.0, 0.0),
    Column::new("What", 220.0, 2.0),
    Column::new("Field", 110.0, 0.6),
    Column::new("Was", 140.0, 1.4),
    Column::new("Is", 140.0, 1.4),
];

/// What was compared: the two versions as they were written, and the plan's revision.
type Compared = (String, String, u64);

/// What the card remembers between frames.
#[derive(Debug, Default)]
pub(super) struct CompareCard {
    was: Picked,
    now: Picked,
    work: Option<Job<Result<Vec<Difference>, String>>>,
    /// What was compared, and what differs.
    found: Option<(Compared, Result<Vec<Difference>, String>)>,
}

/// A version as it is picked: by its name, or by a day that is typed.
#[derive(Debug, Default)]
struct Picked {
    name: String,
    day: String,
}

/// What stands in the list for a day that is typed.
const A_DAY: &str = "as it stood on a day…";

impl Picked {
    /// What the session is asked for.
    fn words(&self) -> String {
        let words = if self.name == A_DAY {
            &self.day
        } else {
            &self.name
        };
        words.trim().to_owned()
    }

    /// Draws the list, and the field for a day.
    fn ui(&mut self, ui: &mut Ui, label: &str, names: &[String]) {
        let place = names.iter().position(|held| *held == self.name);
        let mut at = place.unwrap_or(0);
        form_row(ui, label, |ui| combo(ui, label, label, &mut at, names));
        self.name = names.get(at).cloned().unwrap_or_default();
        if self.name == A_DAY {
            let name = format!("{label}, day");
            text_field(ui, name.clone(), &name, &mut self.day, "2026-11-21");
        }
    }
}

impl CompareCard {
    /// Begins with the newest snapshot and today, where nothing else was picked.
    pub(super) fn begin_with(&mut self, held: &[Snapshot]) {
        let newest = held.iter().find(|held| held.kind != Kind::Release);
        let newest = newest.map_or(A_DAY, |held| held.name.as_str());
        for (picked, first) in [(&mut self.was, newest), (&mut self.now, NOW)] {
            if picked.name.is_empty() || picked.name == A_DAY {
                first.clone_into(&mut picked.name);
            }
        }
    }

    /// Draws it.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &[Snapshot],
        asks: &mut Vec<Request>,
    ) {
        self.poll(ui, desk);
        self.choose(ui, desk, held);
        self.differences(ui, asks);
    }

    fn choose(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &[Snapshot]) {
        section(ui, "Compare two versions");
        let lead = "What was added, removed and changed between two snapshots, the plan as it stood on a day, and now.";
        ui.add(egui::Label::new(theme::muted(ui, lead)).wrap());
        let names = held.iter().filter(|held| held.kind != Kind::Release);
        let mut names: Vec<String> = names.map(|held| held.name.clone()).collect();
        names.extend([NOW.to_owned(), A_DAY.to_owned()]);
        side_by_side(ui, |ui| {
            field(ui, 260.0, |ui| self.was.ui(ui, "Earlier", &names));
            field(ui, 260.0, |ui| self.now.ui(ui, "Later", &names));
            ui.vertical(|ui| {
                ui.add_space(BESIDE);
                if self.work.is_some() {
                    ui.horizontal(|ui| {
                        ui.spinner().accessible_name("In progress");
                        ui.label("Comparing");
                    });
                } else if ui.button("Compare").clicked() {
                    self.begin(ui, desk);
                }
            });
        });
    }

    fn begin(&mut self, ui: &Ui, desk: Desk<'_>) {
        let (was, now) = (self.was.words(), self.now.words());
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

    fn differences(&self, ui: &mut Ui, asks: &mut Vec<Request>) {
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
                    difference(ui, from + at, held, asks);
                }
            });
    }
}

/// A difference as a row that leads to its place.
pub(in crate::ui::data) fn difference(
    ui: &mut Ui,
    at: usize,
    held: &Difference,
    asks: &mut Vec<Request>,
) {
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
