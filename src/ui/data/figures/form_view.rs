//! The form for a file of figures as it looks: what to take at the left, what that would bring at the right.

use egui::{Key, Rect, ScrollArea, Ui, UiBuilder, vec2};

use crate::domain::intake::FileKind;
use crate::ui::data::figures::form::{Choice, Form, Work};
use crate::ui::data::figures::{columns, preview, work};
use crate::ui::files::Purpose;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{combo, form_row, primary_button, section, text_field};

/// How wide the left side is, in points.
const LEFT: f32 = 330.0;

impl Form {
    /// Draws it; true when the officer leaves it.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> bool {
        if self.is_busy() {
            ui.ctx().request_repaint_after(work::LOOK_AGAIN);
        }
        let mut is_over = false;
        ui.horizontal(|ui| {
            section(ui, "Take in a file");
            ui.add_space(space::SMALL);
            ui.add_enabled_ui(!self.is_writing(), |ui| {
                is_over = ui.button("Back to the files in this plan").clicked();
            });
        });
        ui.add_space(space::TINY);
        let all = ui.available_rect_before_wrap();
        let wide = LEFT.min(all.width() * 0.45);
        let left = Rect::from_min_size(all.min, vec2(wide, all.height()));
        let right = Rect::from_min_max(all.min + vec2(wide + space::HUGE, 0.0), all.max);
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
            ScrollArea::vertical()
                .id_salt("what to take")
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    ui.set_max_width(wide - space::MEDIUM);
                    ui.add_enabled_ui(!self.is_writing(), |ui| self.left(ui, desk, asks));
                });
        });
        let line = egui::Stroke::new(1.0, theme::palette(ui).line);
        let x = left.right() + space::LARGE;
        ui.painter().vline(x, all.y_range(), line);
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            ScrollArea::vertical()
                .id_salt("what it brings")
                .auto_shrink([false, false])
                .show(ui, |ui| self.right(ui, desk));
        });
        is_over
    }

    fn left(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.the_path(ui, desk, asks);
        if self.kind.is_none() || !self.is_looked_at() {
            ui.add_space(space::SMALL);
            if primary_button(ui, "Look at it").clicked() && !self.path.trim().is_empty() {
                self.look(desk.session, None);
            }
            return;
        }
        self.the_kind(ui, desk);
        let mut changed = match self.kind {
            Some(FileKind::Lait) => self.the_dictionary(ui, asks),
            Some(FileKind::Neighbours) => self.the_list(ui),
            _ => false,
        };
        ui.add_space(space::TINY);
        changed |= ui
            .checkbox(
                &mut self.leave_out,
                "Leave out rows of areas that are not known",
            )
            .on_hover_text("Otherwise such a row keeps the whole file out")
            .changed();
        ui.add_space(space::SMALL);
        changed |= match &mut self.choice {
            Choice::Nothing => false,
            Choice::Release(release) => release.ui(ui),
            Choice::Table(table) => columns::ui(ui, table),
        };
        if changed {
            self.changed();
        }
    }

    fn the_path(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let entered = form_row(ui, "File", |ui| {
            let hint = "Folder and name: CSV, Excel or zip";
            let field = text_field(ui, "figures path", "Path of the file", &mut self.path, hint);
            if std::mem::take(&mut self.just_opened) {
                field.request_focus();
            }
            field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        });
        if ui.button("Browse…").clicked() {
            asks.push(Request::Browse(Purpose::Figures));
        }
        if entered && !self.path.trim().is_empty() {
            self.look(desk.session, None);
        }
    }

    fn the_kind(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let names = FileKind::ALL.map(FileKind::name);
        let at = FileKind::ALL
            .iter()
            .position(|kind| Some(*kind) == self.kind);
        let mut at = at.unwrap_or(0);
        ui.add_space(space::SMALL);
        let picked = form_row(ui, "What sort of file", |ui| {
            combo(ui, "kind", "What sort of file", &mut at, &names)
        });
        if picked.changed() {
            self.look(desk.session, FileKind::ALL.get(at).copied());
        }
    }

    fn the_dictionary(&mut self, ui: &mut Ui, asks: &mut Vec<Request>) -> bool {
        let name = "LAIT’s dictionary: what each measure is";
        let changed = form_row(ui, name, |ui| {
            let hint = "None: titles as the file has them";
            let field = text_field(
                ui,
                "dictionary",
                "LAIT’s dictionary",
                &mut self.dictionary,
                hint,
            );
            field.changed()
        });
        if ui
            .button("Browse…")
            .accessible_name("Browse for the dictionary…")
            .clicked()
        {
            asks.push(Request::Browse(Purpose::Dictionary));
        }
        changed
    }

    fn the_list(&mut self, ui: &mut Ui) -> bool {
        form_row(ui, "Month of the list", |ui| {
            let hint = "Such as 2025-05; empty: from the file’s name";
            text_field(ui, "list", "Month of the list", &mut self.list, hint).changed()
        })
    }

    fn read_again(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let nothing = matches!(&self.choice, Choice::Release(release) if release.is_empty());
        if nothing {
            ui.label(theme::muted(
                ui,
                "No column of figures is chosen. Tick one.",
            ));
        } else if primary_button(ui, "Read it so").clicked() {
            self.read(desk.session);
        }
        ui.add_space(space::SMALL);
    }

    fn right(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        match &self.work {
            Work::Looking(job) => return work::bar(ui, "Looking through the file", job),
            Work::Reading(job) => return work::bar(ui, "Reading the file", job),
            Work::Writing(job) => {
                work::bar(ui, "Writing the figures", job);
                let words =
                    "The other rooms can be used meanwhile. Stopping leaves the plan as it was.";
                ui.label(theme::muted(ui, words));
                return;
            }
            Work::Nothing => {}
        }
        if !self.problems.is_empty() {
            section(ui, "It cannot be read");
            preview::problems(ui, &self.problems);
            return;
        }
        if self.previews.is_empty() {
            let is_ready = self.is_looked_at() && self.kind.is_some();
            if is_ready {
                self.read_again(ui, desk);
            }
            let words = if is_ready {
                "What was chosen has changed. Read the file so, and what it would bring stands here."
            } else {
                "Choose a file, or drop one on the window. What it would bring stands here before anything is written."
            };
            ui.label(theme::muted(ui, words));
            return;
        }
        self.verdict(ui, desk);
        for held in &self.previews {
            preview::ui(ui, desk, held);
        }
    }

    /// Whether it can be taken in, above what it holds, so that it is seen without scrolling.
    fn verdict(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let read_only = desk.session.is_read_only();
        let why = if read_only {
            "This plan can only be read here, so nothing can be taken in. Copy it to a folder you may write to, and open the copy."
        } else if !self.may_write() {
            "There are errors, or there is nothing in it, so it is kept out. What is wrong stands below."
        } else {
            let says = if primary_button(ui, "Take it in").clicked() {
                self.write(desk.session);
                return;
            } else {
                "One step: undo takes it out again. A backup is made first."
            };
            ui.label(theme::muted(ui, says));
            ui.add_space(space::SMALL);
            return;
        };
        theme::note(ui, if read_only { Tone::Warn } else { Tone::Error }).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.add(egui::Label::new(why).wrap());
        });
        ui.add_space(space::SMALL);
    }
}
