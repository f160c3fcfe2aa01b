//! The ledger: what was spent, taken in against a control total, and the rows that belong to no line yet.
//!
//! Left, the ledgers of the plan and their rows that are set aside, by code; right, the rules that say which line a code
//! belongs to. A row without a rule is given one here and matched again; nothing of a ledger is lost meanwhile.
//!
//! Edges: rows are read beside the window, for a ledger has forty thousand. While they are read, the list says so.

mod aside;
mod form;
mod form_view;
mod rules;

use egui::{Rect, ScrollArea, Ui, pos2};

use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::ledger::KIND;
use crate::domain::ledger::change::matches;
use crate::domain::money::Pence;
use crate::domain::statistics::grouped;
use crate::session::Session;
use crate::session::release::removal;
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::data::history::moment;
use crate::ui::grant::ledger::aside::Aside;
use crate::ui::grant::ledger::form::LedgerForm;
use crate::ui::grant::ledger::rules::Rules;
use crate::ui::grant::monitor::part;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{empty_state, primary_button, room_heading, section};

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct LedgerDesk {
    form: Option<Box<LedgerForm>>,
    aside: Aside,
    rules: Rules,
}

/// What is asked for of a ledger.
enum Wanted {
    Match,
    Remove,
}

impl LedgerDesk {
    /// Draws it into what is left of the room.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        if let Some(form) = &mut self.form {
            if form.ui(ui, desk, asks) {
                self.form = None;
            }
            return;
        }
        let ledgers = ledgers(desk.book());
        if ledgers.is_empty() && desk.book().ledger_codes.is_empty() {
            return self.nothing(ui, desk);
        }
        let whole = ui.available_rect_before_wrap();
        let side = (whole.width() * 0.34).clamp(290.0, 420.0);
        let cut = whole.right() - side;
        let left = Rect::from_min_max(whole.min, pos2(cut - space::MEDIUM, whole.bottom()));
        let right = Rect::from_min_max(pos2(cut, whole.top()), whole.max);
        part(ui, left, "ledgers", |ui| {
            self.left(ui, desk, &ledgers, asks)
        });
        part(ui, right, "rules", |ui| self.rules.ui(ui, desk, asks));
        ui.advance_cursor_after_rect(whole);
    }

    /// Whether a ledger is being written into the plan.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.form.as_ref().is_some_and(|form| form.is_writing())
    }

    /// Takes what work beside the window has brought.
    pub fn poll(&mut self, ctx: &egui::Context, session: &Session, asks: &mut Vec<Request>) {
        let Some(form) = &mut self.form else { return };
        if form.poll(session, asks) {
            self.form = None;
            // The notice and the list are of the plan as it now is.
            ctx.request_repaint();
        } else if form.is_busy() {
            ctx.request_repaint_after(LOOK_AGAIN);
        }
    }

    /// Opens the form with this file in it.
    pub fn take_in(&mut self, path: &str) {
        if !self.is_writing() {
            self.form = Some(Box::new(LedgerForm::new(path)));
        }
    }

    fn nothing(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let what = "The council’s ledger says what was spent. Take in its rows as the finance system prints them; each code is given its line once, and what has no line is kept on a list until it has.";
        if desk.session.is_read_only() {
            room_heading(ui, "No ledger yet");
            ui.label(theme::muted(
                ui,
                "This file may only be read, so none can be taken in.",
            ));
        } else if empty_state(ui, "No ledger yet", what, "Take in a ledger…") {
            self.take_in("");
        }
    }

    fn left(&mut self, ui: &mut Ui, desk: Desk<'_>, ledgers: &[&Batch], asks: &mut Vec<Request>) {
        theme::card(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                section(ui, "Ledgers in this plan");
                ui.add_space(space::SMALL);
                ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                    if primary_button(ui, "Take in a ledger…").clicked() {
                        self.take_in("");
                    }
                });
            });
            let tall = (ui.available_height() * 0.34).max(96.0);
            ScrollArea::vertical()
                .id_salt("ledgers")
                .max_height(tall)
                .show(ui, |ui| {
                    for batch in ledgers.iter().rev() {
                        match ledger(ui, desk, batch) {
                            Some(Wanted::Match) => again(desk, batch, asks),
                            Some(Wanted::Remove) => {
                                asks.push(Request::Change(removal(desk.book(), batch, &[])));
                            }
                            None => {}
                        }
                    }
                });
        });
        ui.add_space(space::MEDIUM);
        let wanted = theme::card(ui).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            self.aside.ui(ui, desk, ledgers)
        });
        if let Some((cost_centre, subjective)) = wanted.inner {
            self.rules.begin(desk, &cost_centre, &subjective);
        }
    }
}

/// The ledgers of a plan, in the order in which they came.
fn ledgers(book: &Book) -> Vec<&Batch> {
    book.batches
        .iter()
        .filter(|held| held.kind == KIND)
        .collect()
}

/// One ledger in a few lines; gives back what is asked of it.
fn ledger(ui: &mut Ui, desk: Desk<'_>, batch: &Batch) -> Option<Wanted> {
    let mut wanted = None;
    let held = || matches(desk.book(), batch.id);
    let n: u64 = held().map(|held| held.n).sum();
    let amount = Pence::sum(held().map(|held| held.amount));
    let amount = amount.map_or_else(|| "?".to_owned(), |amount| amount.to_string());
    ui.add_space(space::TINY);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::strong(&batch.name));
        ui.label(theme::muted(
            ui,
            format!("taken in {}", moment(&batch.entered)),
        ));
    });
    let words = format!(
        "{} read: {} on lines ({amount}), {} set aside, {} left out. {}",
        grouped(batch.n_read),
        grouped(n),
        grouped(batch.n_kept.saturating_sub(n)),
        grouped(batch.n_read.saturating_sub(batch.n_kept)),
        batch.source,
    );
    let left_out: Vec<String> = batch
        .skipped
        .iter()
        .map(|held| format!("{} {}", grouped(held.n), held.reason))
        .collect();
    ui.add(egui::Label::new(words).wrap())
        .on_hover_text(match left_out.is_empty() {
            true => "No row was left out".to_owned(),
            false => format!("Left out: {}", left_out.join("; ")),
        });
    ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
        ui.horizontal(|ui| {
            let again = ui
                .button("Match again")
                .accessible_name(format!("Match {} again", batch.name))
                .on_hover_text("Tie its rows anew, by the rules as they are now. Closed months stay as they are");
            if again.clicked() {
                wanted = Some(Wanted::Match);
            }
            let remove = ui
                .button("Remove")
                .accessible_name(format!("Remove {}", batch.name))
                .on_hover_text("Takes out what was spent by it; undo brings it back");
            if remove.clicked() {
                wanted = Some(Wanted::Remove);
            }
        });
    });
    wanted
}

fn again(desk: Desk<'_>, batch: &Batch, asks: &mut Vec<Request>) {
    asks.push(match desk.session.matching_again(batch.id) {
        Ok(Some(command)) => Request::Change(command),
        Ok(None) => Request::Done(format!("{}: nothing new to match.", batch.name)),
        Err(error) => Request::Refused(error.to_string()),
    });
}
