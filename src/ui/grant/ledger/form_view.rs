//! The form for a ledger as it looks: the file, its columns and its control total at the left, what it holds at the right.

use egui::{Key, Rect, ScrollArea, Ui, pos2};

use crate::domain::closing::{MONTHS, month_name};
use crate::domain::id::BatchId;
use crate::domain::statistics::grouped;
use crate::session::ledger::{LedgerTable, SLOTS};
use crate::ui::data::figures::{preview, work};
use crate::ui::files::Purpose;
use crate::ui::grant::fields::follow_focus;
use crate::ui::grant::ledger::form::{LedgerForm, Work};
use crate::ui::grant::monitor::part;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{combo, form_row, primary_button, section, text_field};

impl LedgerForm {
    /// Draws it; true when the officer leaves it.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> bool {
        if self.is_busy() {
            ui.ctx().request_repaint_after(work::LOOK_AGAIN);
        }
        let mut is_over = false;
        ui.horizontal(|ui| {
            section(ui, "Take in a ledger");
            ui.add_enabled_ui(!self.is_writing(), |ui| {
                is_over = ui.button("Back to the ledgers").clicked();
            });
        });
        let whole = ui.available_rect_before_wrap();
        let cut = whole.left() + 340.0_f32.min(whole.width() * 0.42);
        let left = Rect::from_min_max(whole.min, pos2(cut, whole.bottom()));
        let right = Rect::from_min_max(pos2(cut + space::MEDIUM, whole.top()), whole.max);
        part(ui, left, "what to take", |ui| {
            card(ui, "what", |ui| self.left(ui, desk, asks))
        });
        part(ui, right, "what it holds", |ui| {
            card(ui, "holds", |ui| self.right(ui, desk))
        });
        ui.advance_cursor_after_rect(whole);
        is_over
    }

    fn left(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let is_writing = self.is_writing();
        ui.add_enabled_ui(!is_writing, |ui| {
            self.the_path(ui, desk, asks);
            if self.table.is_none() {
                if primary_button(ui, "Look at it").clicked() {
                    self.look(desk.session);
                }
                return;
            }
            self.the_control(ui);
            let mut changed = form_row(ui, "Fiscal year", |ui| {
                let hint = "Such as 2001/02; empty: as its dates say";
                text_field(ui, "ledger year", "Fiscal year", &mut self.year, hint).lost_focus()
            }) && self
                .arrived
                .as_ref()
                .is_none_or(|held| held.reading.year().label() != self.year);
            if let Some(table) = &mut self.table {
                changed |= columns(ui, table);
            }
            if changed {
                self.read(desk.session);
            }
        });
    }

    fn the_path(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let entered = form_row(ui, "File", |ui| {
            let hint = "Folder and name: CSV or a workbook";
            let field = text_field(
                ui,
                "ledger path",
                "Path of the ledger",
                &mut self.path,
                hint,
            );
            if std::mem::take(&mut self.just_opened) {
                field.request_focus();
            }
            field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        });
        if ui.button("Browse…").clicked() {
            asks.push(Request::Browse(Purpose::Ledger));
        }
        ui.add_space(space::SMALL);
        if entered {
            self.look(desk.session);
        }
    }

    fn the_control(&mut self, ui: &mut Ui) {
        form_row(
            ui,
            "Control total: what the ledger says it comes to",
            |ui| {
                text_field(
                    ui,
                    "control",
                    "Control total",
                    &mut self.control,
                    "1,234.56",
                );
            },
        );
    }

    fn right(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        match &self.work {
            Work::Reading(job) => return work::bar(ui, "Reading the ledger", job),
            Work::Comparing(_, job) => {
                return work::bar(ui, "Holding it against the other ledgers", job);
            }
            Work::Writing(job) => return work::bar(ui, "Writing the ledger", job),
            Work::Nothing => {}
        }
        if !self.problems.is_empty() {
            section(ui, "It cannot be read so");
            preview::problems(ui, &self.problems);
            if self.table.is_some() {
                ui.label(theme::muted(ui, "Put its columns right at the left."));
            }
            return;
        }
        if self.arrived.is_none() {
            let words = "Choose a file. What it holds stands here before anything is written.";
            ui.label(theme::muted(ui, words));
            return;
        }
        self.in_place_of(ui);
        self.verdict(ui, desk);
        let found = self.found(desk.session);
        self.holds(ui, desk);
        preview::problems(ui, &found);
    }

    /// Offers to take it in in place of each ledger that counts some of it already.
    fn in_place_of(&mut self, ui: &mut Ui) {
        let offers: Vec<(BatchId, String)> = self
            .overlaps()
            .iter()
            .map(|held| (held.batch, held.name.clone()))
            .collect();
        for (batch, name) in &offers {
            let mut is_replaced = self.replaces(*batch);
            let words = format!("In place of {name}, which counts some of it already");
            let says = "What that one counts goes in the same step; undo brings it back";
            if ui
                .checkbox(&mut is_replaced, words)
                .on_hover_text(says)
                .changed()
            {
                self.replace(*batch, is_replaced);
            }
        }
        if !offers.is_empty() {
            ui.add_space(space::SMALL);
        }
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
                ui.label(theme::strong("The total ties to the penny."));
                if primary_button(ui, "Take it in").clicked() {
                    self.write(desk.session);
                }
                let says = "One step: undo takes it out again. A backup is made first.";
                ui.label(theme::muted(ui, says));
            }
        }
        ui.add_space(space::SMALL);
    }

    /// Every row that was read: on a line, set aside, left out.
    fn holds(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let Some(tie) = self.tie(desk.session) else {
            return;
        };
        let (n, amount) = (tie.n_matched(), tie.amount());
        let reasons = tie.reasons();
        let Some(arrived) = &self.arrived else { return };
        let reading = &arrived.reading;
        section(ui, &format!("{}, {}", reading.name, reading.year()));
        let mut facts: Vec<(String, String, String)> = Vec::new();
        let mut fact = |name: &str, n: u64, detail: String| {
            facts.push((name.to_owned(), grouped(n), detail));
        };
        fact("Read", reading.n_read, reading.total.to_string());
        fact("On lines of the plan", n, amount.to_string());
        for (reason, n) in reasons {
            fact(&format!("Set aside: {reason}"), n, String::new());
        }
        for held in &reading.skipped {
            let detail = format!("first in line {}: {}", held.line, held.example);
            fact(&format!("Left out: {}", held.reason), held.n, detail);
        }
        if let Some(printed) = reading.printed.last() {
            let amount = printed
                .amount
                .map_or_else(|| "?".to_owned(), |held| held.to_string());
            fact("Total that it prints last", 1, amount);
        }
        let late = reading.n_adjustments() as u64;
        if late > 0 {
            let detail = format!("counted in {}", month_name(12));
            fact("Posted after the year’s end", late, detail);
        }
        egui::Grid::new("ledger holds")
            .num_columns(3)
            .spacing([space::LARGE, space::TINY])
            .show(ui, |ui| {
                for (name, n, detail) in facts {
                    ui.label(name);
                    ui.label(n);
                    ui.label(theme::muted(ui, detail));
                    ui.end_row();
                }
            });
        ui.add_space(space::MEDIUM);
    }
}

fn card(ui: &mut Ui, name: &str, draw: impl FnOnce(&mut Ui)) {
    theme::card(ui).show(ui, |ui| {
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

/// Draws a list of headings for each column; true when something was chosen otherwise.
fn columns(ui: &mut Ui, table: &mut LedgerTable) -> bool {
    let said = if table.is_remembered {
        "Columns as they were named the last time a ledger had these headings"
    } else {
        "Columns as they look; put right what is not. They are remembered with the plan."
    };
    ui.add(egui::Label::new(theme::small(ui, said)).wrap());
    let mut labels = vec!["– none –".to_owned()];
    labels.extend(table.headings.iter().enumerate().map(|(at, heading)| {
        let sample = table.sample.get(at).map_or("", String::as_str);
        let sample: String = sample.chars().take(20).collect();
        if sample.is_empty() {
            heading.clone()
        } else {
            format!("{heading}  ({sample})")
        }
    }));
    let mut changed = false;
    for (name, slot, _) in SLOTS {
        let column = slot(&mut table.map.columns);
        let at = table.headings.iter().position(|held| held == column);
        let mut at = at.map_or(0, |at| at + 1);
        let picked = form_row(ui, name, |ui| combo(ui, name, name, &mut at, &labels));
        if picked.changed() {
            let heading = at.checked_sub(1).and_then(|at| table.headings.get(at));
            *column = heading.cloned().unwrap_or_default();
            changed = true;
        }
    }
    let mut labels = vec!["As each row says"];
    labels.extend(MONTHS);
    let mut at = table.map.month.map_or(0, usize::from);
    let name = "Month of every row";
    if form_row(ui, name, |ui| combo(ui, name, name, &mut at, &labels)).changed() {
        table.map.month = u8::try_from(at).ok().filter(|month| *month > 0);
        changed = true;
    }
    changed
}
