//! What could not be saved: kept, shown with the reason, and saved as soon as the file allows it or in a copy.
//!
//! A change that the plan's rules refuse is answered and gone; the officer corrects it. A change that the file refused
//! (full, locked, removed, replaced) is right and must not be typed again: it waits here, in order, with all that follow.
//!
//! Edges: a waiting change still carries what the officer saw, so that saving it later overwrites nobody's newer value:
//! then it is refused by both values and waits no more.

use std::collections::VecDeque;
use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Context, Ui, ViewportCommand};

use crate::domain::command::Command;
use crate::session::{Session, StoreError};
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::request::Request;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{link_button, primary_button};

/// How long another program may hold the file locked before that is said.
const PATIENCE: Duration = Duration::from_secs(3);
/// How often a locked file is looked at.
const AGAIN: Duration = Duration::from_millis(250);

/// Changes that wait, and what is wrong with the file.
#[derive(Debug, Default)]
pub struct Unsaved {
    waiting: VecDeque<Command>,
    /// What is wrong, in words; nothing where the file is well.
    fault: Option<String>,
    locked_since: Option<Instant>,
    was_told: bool,
}

impl Unsaved {
    /// How many changes wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether no change waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether there is something to show.
    #[must_use]
    pub fn is_in_trouble(&self) -> bool {
        self.fault.is_some() || !self.is_empty()
    }

    /// The file could be read: nothing is wrong with it any more, unless a change still waits.
    fn well(&mut self) {
        self.locked_since = None;
        if self.is_empty() {
            self.fault = None;
        }
    }

    /// The file could not be read. That somebody holds it locked for a moment is nothing to speak of.
    fn ill(&mut self, ctx: &Context, error: &StoreError) {
        if matches!(error, StoreError::Locked) {
            ctx.request_repaint_after(AGAIN);
            if self.locked_since.get_or_insert_with(Instant::now).elapsed() < PATIENCE {
                return;
            }
        }
        self.fault = Some(error.to_string());
    }

    /// Draws what waits, why, and the ways on.
    pub fn ui(&self, ui: &mut Ui, session: &Session, asks: &mut Vec<Request>) {
        theme::note(ui, Tone::Error).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.add(egui::Label::new(self.words(session)).wrap());
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::MEDIUM;
                if primary_button(ui, Action::SaveCopy.words()).clicked() {
                    asks.push(Request::Do(Action::SaveCopy));
                }
                if !self.is_empty() {
                    if ui.button("Try to save again").clicked() {
                        asks.push(Request::SaveAgain);
                    }
                    if link_button(ui, "Give up what is not saved").clicked() {
                        asks.push(Request::GiveUp);
                    }
                }
            });
        });
    }

    fn words(&self, session: &Session) -> String {
        let fault = self.fault.as_deref().unwrap_or_default();
        let mut waiting = self.waiting.iter().map(|held| held.words(session.book()));
        match (waiting.next(), self.len()) {
            (None, _) => fault.to_owned(),
            (Some(words), 1) => format!("Not saved yet: “{words}”. {fault}"),
            (Some(words), n) => {
                format!("Not saved yet: “{words}” and {} more. {fault}", n - 1)
            }
        }
    }
}

impl App {
    /// Takes in what changed elsewhere; what is wrong with the file stays in view for as long as it is so.
    pub(super) fn take_in_changes(&mut self, ctx: &Context) {
        match self.session.glance() {
            Ok(changed) => {
                self.unsaved.well();
                if changed {
                    self.notice.done(
                        "Another window or program changed this plan; you see it as it is now.",
                    );
                }
            }
            Err(error) => self.unsaved.ill(ctx, &error),
        }
        if let Some(fault) = self.session.fault().filter(|_| self.notice.is_empty()) {
            self.notice.refused(format!(
                "Published figures could not be read, so comparisons are missing. {fault}"
            ));
        }
    }

    /// Makes a change. If the file does not take it, it waits, and so does all that follows.
    pub(super) fn change(&mut self, command: Command) {
        self.notice.settle();
        self.unsaved.waiting.push_back(command);
        self.save_waiting();
    }

    /// Tries to save what waits, in order.
    pub(super) fn save_waiting(&mut self) {
        let n_waited = self.unsaved.len();
        while let Some(first) = self.unsaved.waiting.front() {
            match self.session.run(first) {
                Ok(()) => {}
                Err(error) if error.is_of_the_file() && self.could_be_saved() => {
                    self.unsaved.fault = Some(error.to_string());
                    return;
                }
                Err(error) => self.notice.refused(error.to_string()),
            }
            self.unsaved.waiting.pop_front();
        }
        if n_waited > 0 && self.unsaved.fault.take().is_some() && self.notice.is_empty() {
            self.notice.done("Saved what was not saved before.");
        }
    }

    /// Whether a change of this plan could be saved anywhere: one of a newer version can only be read, in a copy too.
    fn could_be_saved(&self) -> bool {
        self.session.opened().newer.is_none()
    }

    /// Forgets what waits.
    pub(super) fn give_up_waiting(&mut self) {
        self.unsaved = Unsaved::default();
    }

    /// Writes a copy of the plan. Where the plan's own file can take no more changes, the window goes on in the copy, with
    /// all that waits.
    pub(super) fn save_copy(&mut self, ctx: &Context, path: &Path) {
        if let Err(error) = self.session.save_copy(path) {
            return self.notice.refused(error.to_string());
        }
        let saved = format!("Saved a copy as {}.", path.display());
        if !self.unsaved.is_in_trouble() && !self.session.is_read_only() {
            return self.notice.done(saved);
        }
        match Session::open(path) {
            Ok(session) => {
                self.hold(ctx, session);
                self.unsaved.fault = None;
                self.notice
                    .done(format!("{saved} You are in the copy now."));
                self.save_waiting();
            }
            Err(error) => self.notice.refused(format!("{saved} {error}")),
        }
    }

    /// Holds the window open once where it would close on what is not saved.
    pub(super) fn before_closing(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if is_closing && !self.unsaved.is_empty() && !self.unsaved.was_told {
            self.unsaved.was_told = true;
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.notice.warn(
                "Something is not saved yet, so the window stays open. Save a copy; or close it again to give that up.",
            );
        }
    }
}
