//! The form for a file of responses as it looks: what to take and where at the left, what each column is at the right.

use egui::{Key, Rect, ScrollArea, Ui, UiBuilder, pos2};

use crate::domain::consultation::Consultation;
use crate::domain::responses::layout::Layout;
use crate::domain::responses::propose::Proposal;
use crate::domain::statistics::grouped;
use crate::session::responses::ResponsesArrived;
use crate::ui::consultation::responses::columns::columns_table;
use crate::ui::consultation::responses::form::{Change, ResponsesForm, Work};
use crate::ui::data::figures::{preview, work};
use crate::ui::files::Purpose;
use crate::ui::grant::fields::follow_focus;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{combo, form_row, primary_button, section, text_field};

impl ResponsesForm {
    /// Draws it; true when the officer leaves it.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> bool {
        if self.is_busy() {
            ui.ctx().request_repaint_after(work::LOOK_AGAIN);
        }
        let mut is_over = false;
        ui.horizontal(|ui| {
            section(ui, "Take in responses");
            ui.add_enabled_ui(!self.is_writing(), |ui| {
                is_over = ui.button("Back to the responses").clicked();
            });
        });
        let whole = ui.available_rect_before_wrap();
        let cut = whole.left() + 300.0_f32.min(whole.width() * 0.36);
        let left = Rect::from_min_max(whole.min, pos2(cut, whole.bottom()));
        let right = Rect::from_min_max(pos2(cut + space::MEDIUM, whole.top()), whole.max);
        let mut change = None;
        side(ui, left, "responses what", |ui| {
            self.left(ui, desk, asks, &mut change);
        });
        side(ui, right, "responses holds", |ui| {
            self.right(ui, desk, &mut change);
        });
        ui.advance_cursor_after_rect(whole);
        if let Some(change) = change {
            self.change(desk.session, change);
            ui.ctx().request_repaint();
        }
        is_over
    }

    fn left(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        asks: &mut Vec<Request>,
        change: &mut Option<Change>,
    ) {
        let is_writing = self.is_writing();
        ui.add_enabled_ui(!is_writing, |ui| {
            self.the_path(ui, desk, asks);
            let Some(arrived) = self.arrived.clone() else {
                if !self.is_busy() && primary_button(ui, "Look at it").clicked() {
                    self.look(desk.session);
                }
                return;
            };
            self.the_consultation(ui, desk);
            if self.needs_channel(desk.session) {
                let name = "Channel of those whose file does not say it";
                form_row(ui, name, |ui| {
                    text_field(
                        ui,
                        "responses channel",
                        "Channel",
                        &mut self.channel,
                        "Online",
                    );
                });
            }
            the_layout(ui, &arrived, change);
            the_rows(ui, &arrived.proposal, change);
        });
    }

    fn the_path(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let entered = form_row(ui, "File", |ui| {
            let hint = "Folder and name: CSV or a workbook";
            let name = "Path of the responses";
            let field = text_field(ui, "responses path", name, &mut self.path, hint);
            if std::mem::take(&mut self.just_opened) {
                field.request_focus();
            }
            field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        });
        if ui.button("Browse…").clicked() {
            asks.push(Request::Browse(Purpose::Responses));
        }
        ui.add_space(space::SMALL);
        if entered {
            self.look(desk.session);
        }
    }

    fn the_consultation(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let held: Vec<&Consultation> = desk.book().consultations.iter().collect();
        let mut labels = vec!["A new consultation"];
        labels.extend(held.iter().map(|held| held.title.as_str()));
        let place = held.iter().position(|held| Some(held.id) == self.into);
        let mut at = place.map_or(0, |at| at + 1);
        let name = "Responses to";
        if form_row(ui, name, |ui| {
            combo(ui, "responses to", name, &mut at, &labels)
        })
        .changed()
        {
            self.into = at
                .checked_sub(1)
                .and_then(|at| held.get(at))
                .map(|held| held.id);
        }
        if self.into.is_none() {
            form_row(ui, "Its title", |ui| {
                let hint = "What it is called in reports";
                text_field(
                    ui,
                    "responses title",
                    "Title of the consultation",
                    &mut self.title,
                    hint,
                );
            });
        }
    }

    fn right(&mut self, ui: &mut Ui, desk: Desk<'_>, change: &mut Option<Change>) {
        match &self.work {
            Work::Reading(job) => return reading(ui, job),
            Work::Writing(job) => return work::bar(ui, "Writing", job),
            Work::Nothing => {}
        }
        if !self.problems.is_empty() {
            section(ui, "It cannot be read");
            preview::problems(ui, &self.problems);
            return;
        }
        let Some(arrived) = self.arrived.clone() else {
            let words = "Choose a file. What each of its columns is stands here before anything is written.";
            ui.label(theme::muted(ui, words));
            return;
        };
        self.verdict(ui, desk);
        preview::problems(ui, self.found(desk.session));
        section(ui, &summary(&arrived));
        let words = if arrived.is_remembered {
            "The columns are what you said the last time a file had these headings."
        } else {
            "Put right what is not as it should be. It is remembered for the next file with these headings."
        };
        ui.add(egui::Label::new(theme::muted(ui, words)).wrap());
        let n = arrived.dropped().count();
        if n > 0 {
            let words = format!(
                "{} dropped: what {} never enters the plan.",
                preview::several(n, "column"),
                if n == 1 { "it says" } else { "they say" }
            );
            ui.add(egui::Label::new(words).wrap());
        }
        ui.add_space(space::TINY);
        columns_table(ui, &arrived, change);
        self.offered.ui(ui, &arrived.proposal, change);
    }

    fn verdict(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        match self.hindrance(desk.session) {
            Some(why) => {
                theme::note(ui, Tone::Warn).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.add(egui::Label::new(why).wrap());
                });
            }
            None => {
                ui.horizontal_wrapped(|ui| {
                    if primary_button(ui, "Take it in").clicked() {
                        self.write(desk.session);
                    }
                    let says = "One step: undo takes it out again. A backup is made first.";
                    ui.label(theme::muted(ui, says));
                });
            }
        }
        ui.add_space(space::SMALL);
    }
}

/// How many rows are read; how many there are is only known at the end.
fn reading<T>(ui: &mut Ui, job: &crate::session::job::Job<T>) {
    let words = if job.is_stopping() {
        "Stopping…".to_owned()
    } else {
        format!("Reading: {} rows", grouped(job.progress().done))
    };
    ui.label(theme::strong(words));
    ui.add_space(space::SMALL);
    ui.add_enabled_ui(!job.is_stopping(), |ui| {
        if ui.button("Cancel").clicked() {
            job.stop();
        }
    });
}

fn summary(arrived: &ResponsesArrived) -> String {
    format!(
        "{}: {} and {}",
        arrived.name,
        preview::several(arrived.proposal.columns.len(), "column"),
        preview::several(
            usize::try_from(arrived.proposal.accounting.n_kept).unwrap_or(usize::MAX),
            "response"
        ),
    )
}

/// The tool, by what it was known, and the sheet.
fn the_layout(ui: &mut Ui, arrived: &ResponsesArrived, change: &mut Option<Change>) {
    let recognised = &arrived.proposal.recognised;
    let labels = Layout::ALL.map(Layout::name);
    let place = Layout::ALL
        .iter()
        .position(|held| *held == recognised.layout);
    let mut at = place.unwrap_or(0);
    let name = "Exported by";
    if form_row(ui, name, |ui| combo(ui, "layout", name, &mut at, &labels)).changed()
        && let Some(layout) = Layout::ALL.get(at)
    {
        *change = Some(Change::Layout(*layout));
    }
    for reason in &recognised.reasons {
        ui.add(egui::Label::new(theme::small(ui, reason.as_str())).wrap());
    }
    ui.add_space(space::SMALL);
    if arrived.sheets.len() > 1 {
        let mut at = arrived.sheet.unwrap_or(0);
        let name = "Sheet";
        let picked = form_row(ui, name, |ui| {
            combo(ui, "sheet", name, &mut at, &arrived.sheets)
        });
        if picked.changed()
            && let Some(sheet) = arrived.sheets.get(at)
        {
            *change = Some(Change::Sheet(sheet.clone()));
        }
    }
}

/// Rows kept and set aside, and the doubtful kinds that may be kept.
fn the_rows(ui: &mut Ui, proposal: &Proposal, change: &mut Option<Change>) {
    let accounting = &proposal.accounting;
    section(ui, "Rows");
    let words = format!(
        "{} read, {} kept",
        grouped(accounting.n_read),
        grouped(accounting.n_kept)
    );
    ui.label(words);
    for held in &accounting.set_aside {
        let words = format!(
            "{} {}, first in line {}",
            grouped(held.n),
            held.reason,
            grouped(held.line)
        );
        ui.add(egui::Label::new(theme::muted(ui, words)).wrap());
    }
    ui.add_space(space::TINY);
    ui.label(theme::small(ui, "Keep all the same:"));
    let mut keep = proposal.keep;
    let kinds = [
        (&mut keep.incomplete, "Responses that were not sent in"),
        (&mut keep.duplicates, "Second responses under one number"),
        (&mut keep.tests, "Test responses"),
        (&mut keep.without_answers, "Responses without an answer"),
    ];
    for (is_kept, words) in kinds {
        ui.checkbox(is_kept, words);
    }
    if keep != proposal.keep {
        *change = Some(Change::Keep(keep));
    }
}

/// One half of the form: a card that scrolls.
fn side(ui: &mut Ui, rect: Rect, name: &str, draw: impl FnOnce(&mut Ui)) {
    let layout = egui::Layout::top_down(egui::Align::Min);
    let look = UiBuilder::new().max_rect(rect).layout(layout).id_salt(name);
    let mut child = ui.new_child(look);
    theme::card(&child).show(&mut child, |ui| {
        ui.set_min_size(ui.available_size());
        ScrollArea::vertical()
            .id_salt(name)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                // The bar floats over the right edge.
                ui.set_max_width(ui.available_width() - space::MEDIUM);
                draw(ui);
                follow_focus(ui);
            });
    });
}
