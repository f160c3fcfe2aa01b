//! A colleague's copy of the plan: what it would bring, what both changed, and bringing it in.
//!
//! The officer sees everything before anything is written. What both changed stands with both values side by side, who and
//! when, and stays as it is here until one of them is picked: the program picks none.
//!
//! Edges: their copy is read beside the window, and read again when the plan has changed meanwhile. What was picked stays
//! picked for as long as it is asked about.

mod beside;
mod list;

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::{Context, Key, RichText, ScrollArea, Ui};

use crate::domain::merge::{Cell, Choice, Found};
use crate::session::Session;
use crate::session::job::{Answer, Job};
use crate::session::merge::{Decisions, bring, look};
use crate::ui::data::figures::work::{LOOK_AGAIN, stop_button};
use crate::ui::files::Purpose;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{form_row, primary_button, section, text_field};

/// How wide the field for the path is, in points.
const PATH: f32 = 460.0;

/// What goes on beside the window.
#[derive(Debug, Default)]
enum Work {
    #[default]
    Nothing,
    Looking(Job<Result<Found, String>>),
    Merging(Job<Result<Found, String>>),
}

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct MergePart {
    path: String,
    /// What was looked at: the path, the plan and its revision.
    of: Option<(String, PathBuf, u64)>,
    work: Work,
    found: Option<Result<Found, String>>,
    picked: BTreeMap<Cell, Choice>,
    look_now: bool,
    /// Whether the keyboard goes back to a path that was refused.
    to_mend: bool,
}

impl MergePart {
    /// Looks at this file as soon as there is a plan at hand.
    pub fn choose(&mut self, path: &str) {
        path.clone_into(&mut self.path);
        self.look_now = true;
    }

    /// Whether their changes are being written into the plan.
    pub fn is_writing(&self) -> bool {
        matches!(self.work, Work::Merging(_))
    }

    /// Takes what the work beside the window has brought.
    pub fn poll(&mut self, ctx: &Context, asks: &mut Vec<Request>) {
        let job = match &self.work {
            Work::Nothing => return,
            Work::Looking(job) | Work::Merging(job) => job,
        };
        let done = match job.answer() {
            Answer::Waiting => return ctx.request_repaint_after(LOOK_AGAIN),
            Answer::Done(done) => done,
            Answer::Gone => Err("Their copy could not be read to its end. Try again.".to_owned()),
        };
        let was_writing = self.is_writing();
        self.work = Work::Nothing;
        match done {
            Ok(found) if was_writing => {
                let words = format!("{}: {} Undo takes it back.", found.words, found.sentence());
                asks.push(Request::Done(words));
                self.look_now = true;
            }
            Err(why) if was_writing => asks.push(Request::Refused(why)),
            done => {
                if let Ok(found) = &done {
                    let asked: Vec<&Cell> = list::cells(found).collect();
                    self.picked.retain(|cell, _| asked.contains(&cell));
                }
                self.to_mend = done.is_err();
                self.found = Some(done);
            }
        }
    }

    /// Reads their copy, if it was chosen or the plan has changed since: only while the part is in view, so that work in
    /// other rooms is not held up by it.
    fn keep_up(&mut self, session: &Session) {
        if self.is_writing() {
            return;
        }
        let now = (session.path(), session.revision());
        let is_old =
            |(_, plan, revision): &(String, PathBuf, u64)| (plan.as_path(), *revision) != now;
        if std::mem::take(&mut self.look_now) || self.of.as_ref().is_some_and(is_old) {
            self.look(session);
        }
    }

    fn look(&mut self, session: &Session) {
        let path = self.path.trim().trim_matches('"').to_owned();
        if path.is_empty() {
            return;
        }
        let plan = session.path().to_owned();
        self.of = Some((path.clone(), plan.clone(), session.revision()));
        let job = Job::start("their copy", move |_| {
            look(&plan, &PathBuf::from(path), &Decisions::default())
                .map_err(|error| error.to_string())
        });
        match job {
            Ok(job) => self.work = Work::Looking(job),
            Err(error) => self.found = Some(Err(error.to_string())),
        }
    }

    /// Brings their changes in, beside the window.
    fn merge(&mut self, session: &Session) {
        let plan = session.path().to_owned();
        let (path, _, _) = self.of.clone().unwrap_or_default();
        let decisions = Decisions {
            every: None,
            cells: self.picked.clone(),
        };
        let job = Job::start("merge", move |tick| {
            bring(&plan, &PathBuf::from(path), &decisions, tick).map_err(|error| error.to_string())
        });
        match job {
            Ok(job) => self.work = Work::Merging(job),
            Err(error) => self.found = Some(Err(error.to_string())),
        }
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.keep_up(desk.session);
        section(ui, "A colleague’s copy");
        let lead = "Two copies of this plan that were edited apart come together. Choose the other file: what it has and this plan lacks is shown first. The other file is only read.";
        ui.add(egui::Label::new(theme::muted(ui, lead)).wrap());
        self.the_path(ui, desk, asks);
        let words = match &self.work {
            Work::Nothing => "",
            Work::Looking(_) => "Reading their copy",
            Work::Merging(_) => "Bringing their changes in, after a backup",
        };
        let is_busy = !words.is_empty();
        if is_busy {
            ui.ctx().request_repaint_after(LOOK_AGAIN);
            ui.horizontal(|ui| {
                ui.spinner().accessible_name("In progress");
                ui.label(words);
                if let Work::Merging(job) = &self.work {
                    stop_button(ui, job);
                }
            });
        }
        match self.found.take() {
            None => {}
            Some(Err(why)) => {
                if !is_busy {
                    let words = RichText::new(format!("✗ {why}"));
                    ui.label(words.color(theme::palette(ui).error.text));
                }
                self.found = Some(Err(why));
            }
            Some(Ok(found)) => {
                // While it is read anew, what is shown may be out of date: it can be read, not carried out.
                ui.add_enabled_ui(!is_busy, |ui| self.found_ui(ui, desk, &found, asks));
                self.found = Some(Ok(found));
            }
        }
    }

    fn the_path(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let mut is_asked = false;
        ui.scope(|ui| {
            ui.set_max_width(PATH);
            form_row(ui, "File", |ui| {
                let hint = "Folder and name of their copy";
                let field = text_field(ui, "copy path", "Path of their copy", &mut self.path, hint);
                is_asked = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                // Enter has left the field; whoever has gone on elsewhere meanwhile is not called back.
                let is_nowhere = ui.memory(|memory| memory.focused().is_none());
                if std::mem::take(&mut self.to_mend) && is_nowhere {
                    field.request_focus();
                }
            });
        });
        ui.horizontal(|ui| {
            if ui.button("Browse…").clicked() {
                asks.push(Request::Browse(Purpose::Copy));
            }
            let is_empty = self.path.trim().is_empty();
            ui.add_enabled_ui(!is_empty, |ui| {
                is_asked |= ui.button("Look at it").clicked();
            });
        });
        if is_asked && !self.path.trim().is_empty() {
            self.found = None;
            self.picked.clear();
            self.look(desk.session);
        }
        ui.add_space(space::SMALL);
    }

    fn found_ui(&mut self, ui: &mut Ui, desk: Desk<'_>, found: &Found, asks: &mut Vec<Request>) {
        ui.add(egui::Label::new(theme::strong(found.sentence())).wrap());
        let n_left = list::cells(found)
            .filter(|cell| !self.picked.contains_key(cell))
            .count();
        let can = !found.coming.is_empty() || found.brings_something() || !self.picked.is_empty();
        ui.horizontal(|ui| {
            ui.add_enabled_ui(can && !desk.session.is_read_only(), |ui| {
                let merge = primary_button(ui, "Merge");
                if merge
                    .on_hover_text("One step: Undo takes all of it back. A backup is made first.")
                    .clicked()
                {
                    self.merge(desk.session);
                }
            });
            let left = match n_left {
                0 if found.is_open() => "Everything is decided.".to_owned(),
                0 => String::new(),
                1 => "1 is not decided: it stays as it is here, and is asked again.".to_owned(),
                n => {
                    format!("{n} are not decided: they stay as they are here, and are asked again.")
                }
            };
            ui.label(theme::muted(ui, left));
        });
        ui.add_space(space::SMALL);
        ScrollArea::vertical()
            .id_salt("their copy")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                list::conflicts(ui, found, &mut self.picked, asks);
                list::held(ui, found, &mut self.picked);
                list::coming(ui, found, asks);
            });
    }
}
