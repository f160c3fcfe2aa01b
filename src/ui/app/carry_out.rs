//! Carries out requests: the only place in the window that changes a plan.

use std::path::{Path, PathBuf};

use egui::{Context, Ui, ViewportCommand};

use crate::domain::guide::Topic;
use crate::domain::problem::Place;
use crate::session::file::remember;
use crate::session::{Session, StoreError, rescue, whole};
use crate::ui::action::Action;
use crate::ui::app::{App, latest_year, watch::Watch};
use crate::ui::files::new_plan::{self, NewPlan};
use crate::ui::files::open_path::{self, OpenPath};
use crate::ui::files::{Chosen, FIGURES, Purpose, made_at};
use crate::ui::guide::{Guide, topic_of};
use crate::ui::request::Request;
use crate::ui::room::{Room, Rooms};
use crate::ui::start::title;

/// The least and the most that text may be enlarged.
const ZOOM: std::ops::RangeInclusive<f32> = 0.8..=2.0;

impl App {
    pub(super) fn carry_out(&mut self, ctx: &Context, request: Request) {
        match request {
            Request::Change(command) => self.change(command),
            Request::SaveAgain => self.save_waiting(),
            Request::GiveUp => self.give_up_waiting(),
            Request::Open(place) => self.open_place(&place),
            Request::Go(room) => self.room = room,
            Request::Part(room, part) => {
                self.room = room;
                self.rooms.screen(room).show(part);
            }
            Request::Year(year) => self.year = year,
            Request::Compare(against) => self.against = against,
            Request::Do(action) => self.act(ctx, action),
            Request::OpenFile(path) => self.open_file(ctx, &path),
            Request::Browse(purpose @ Purpose::Restore(_)) => {
                let name = self.beside("restored");
                let name = name.file_name().unwrap_or_default().to_string_lossy();
                self.files.choose(ctx, purpose, &name);
            }
            Request::Browse(purpose) => self.files.choose(ctx, purpose, ""),
            Request::Done(words) => self.notice.done(words),
            Request::Refused(words) => self.notice.refused(words),
            Request::Copy { text, what } => {
                ctx.copy_text(text);
                self.notice.done(format!("Copied {what}."));
            }
            Request::TakeSnapshot { name, note } => {
                match self.session.take_snapshot(&name, &note) {
                    Ok(held) => {
                        let words =
                            format!("Snapshot “{}” taken ({}).", held.name, held.short_hash());
                        self.notice.done(words);
                    }
                    Err(error) => self.notice.refused(error.to_string()),
                }
            }
            Request::Save { name, bytes, keep } => {
                self.files.choose(ctx, Purpose::Save { bytes, keep }, &name);
            }
        }
    }

    fn open_place(&mut self, place: &Place) {
        self.room = Room::of(place);
        let book = self.session.book();
        match place {
            Place::Grant(id) | Place::Allocation(id, _) => {
                self.year = book
                    .grants
                    .get(*id)
                    .map_or(self.year, |grant| grant.fiscal_year);
            }
            Place::PriorityArea(_, year) | Place::FiscalYear(year) => self.year = *year,
            _ => {}
        }
        self.rooms.screen(self.room).select(place, book);
    }

    fn act(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::NewPlan if !self.unsaved.is_empty() => self.notice.refused(
                "Something in this plan is not saved yet. Save a copy, or give it up; then make the new plan.",
            ),
            Action::NewPlan => {
                let folder = self
                    .session
                    .path()
                    .parent()
                    .map(Path::to_owned)
                    .unwrap_or_default();
                self.new_plan = Some(NewPlan::new(&folder));
            }
            Action::Open => self.files.choose(ctx, Purpose::Open, ""),
            Action::OpenByPath => self.open_path = Some(OpenPath::new(Purpose::Open, "")),
            Action::SaveCopy => {
                let name = self.session.path().file_stem().unwrap_or_default();
                let name = format!("{} copy.sqlite", name.to_string_lossy());
                self.files.choose(ctx, Purpose::SaveCopy, &name);
            }
            Action::TakeIn => {
                self.room = Room::Data;
                self.rooms.data().take_in("");
            }
            Action::Undo => {
                let undone = self.session.undo();
                self.stepped("Undone", undone);
            }
            Action::Redo => {
                let redone = self.session.redo();
                self.stepped("Done again", redone);
            }
            Action::Find => self.finder.open(),
            Action::Go(room) => self.room = room,
            Action::LargerText => zoom(ctx, ctx.zoom_factor() + 0.1),
            Action::SmallerText => zoom(ctx, ctx.zoom_factor() - 0.1),
            Action::OrdinaryText => zoom(ctx, 1.0),
            Action::SwitchTheme => {
                let dark = ctx.theme() == egui::Theme::Dark;
                ctx.set_theme(if dark {
                    egui::Theme::Light
                } else {
                    egui::Theme::Dark
                });
            }
            Action::Guide => self.guide = Some(Guide::at(ctx, topic_of(self.room))),
            Action::Keys => self.guide = Some(Guide::at(ctx, Topic::Keys)),
            Action::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn stepped(&mut self, what: &str, step: Result<String, StoreError>) {
        match step {
            Ok(words) => self.notice.done(format!("{what}: {words}.")),
            Err(StoreError::NothingToUndo | StoreError::NothingToRedo) => {}
            Err(error) => self.notice.refused(error.to_string()),
        }
    }

    /// Opens a file in place of the one that is open. If it cannot be opened, the one that is open stays.
    fn open_file(&mut self, ctx: &Context, path: &Path) {
        if let Err(why) = self.opened(ctx, path) {
            self.notice.refused(why);
        }
    }

    /// Opens a file; why not, where it cannot be opened. Of a damaged one the ways on are shown instead.
    pub(super) fn opened(&mut self, ctx: &Context, path: &Path) -> Result<(), String> {
        if self.rooms.is_writing() {
            return Err("A file is being taken into this plan. Let that finish, or stop it in its room; then open the other file.".to_owned());
        }
        if !self.unsaved.is_empty() {
            return Err("Something in this plan is not saved yet. Save a copy, or give it up; then open the other file.".to_owned());
        }
        match Session::open(path) {
            Ok(session) => self.hold(ctx, session),
            Err(error) if self.shows_damaged(path, &error) => {}
            Err(error) => return Err(error.to_string()),
        }
        Ok(())
    }

    /// Makes a plan of its own of a backup and opens it; why not, where that cannot be done.
    fn restore(&mut self, ctx: &Context, backup: &Path, path: &Path) -> Result<(), String> {
        rescue::restore(backup, path).map_err(|error| error.to_string())?;
        self.opened(ctx, path)?;
        let made = backup.file_stem().unwrap_or_default().to_string_lossy();
        let said = format!(
            "This is the backup of {}, as {}. The plan that was open is as it was.",
            made_at(&made),
            path.display()
        );
        self.notice.done(said);
        Ok(())
    }

    /// A name beside the plan that no file has yet.
    fn beside(&self, what: &str) -> PathBuf {
        rescue::free_name(self.session.path(), what)
    }

    pub(super) fn hold(&mut self, ctx: &Context, session: Session) {
        remember(session.path());
        ctx.send_viewport_cmd(ViewportCommand::Title(title(&session)));
        self.year = latest_year(&session);
        self.against = session.against();
        self.session = session;
        self.rooms = Rooms::default();
        self.watch = Watch::start(self.session.path(), ctx);
        self.notice.settle();
        self.say_how_it_opened();
    }

    pub(super) fn say_how_it_opened(&mut self) {
        let opened = self.session.opened();
        if let Some(version) = opened.newer {
            self.notice.warn(format!("This plan was made by a newer version of the program (file version {version}). It can be read here, not changed."));
        } else if let Some(version) = opened.migrated_from {
            self.notice.done(format!("This plan was brought up to date from file version {version}; a copy of it as it was stands beside it."));
        } else if let Some(error) = &opened.no_backup {
            self.notice.warn(error.to_string());
        } else if self.session.is_read_only() {
            self.notice.warn("This file can only be read here: it or its folder is write-protected. Nothing you do changes it.");
        }
    }

    pub(super) fn chosen(&mut self, ctx: &Context, chosen: Chosen) {
        match chosen {
            Chosen::Path(path, Purpose::Open) => self.asked.push_back(Request::OpenFile(path)),
            Chosen::Path(path, Purpose::Save { bytes, keep }) => {
                if let Err(why) = self.save(&path, &bytes, keep.as_deref(), true) {
                    self.notice.refused(why);
                }
            }
            Chosen::Path(path, Purpose::SaveCopy) => self.save_copy(ctx, &path),
            Chosen::Path(path, Purpose::Restore(backup)) => {
                if let Err(why) = self.restore(ctx, &backup, &path) {
                    self.notice.refused(why);
                }
            }
            Chosen::Path(path, Purpose::Figures) => {
                self.room = Room::Data;
                self.rooms.data().take_in(&path.display().to_string());
            }
            Chosen::Path(path, purpose @ (Purpose::Ledger | Purpose::Grants)) => {
                self.room = Room::Grant;
                let path = path.display().to_string();
                self.rooms.grant().take_in(&purpose, &path);
            }
            Chosen::Path(path, Purpose::Responses) => {
                self.room = Room::Consultation;
                let path = path.display().to_string();
                self.rooms.consultation().take_in(&path);
            }
            Chosen::Path(path, Purpose::Dictionary) => {
                self.rooms
                    .data()
                    .use_dictionary(&path.display().to_string());
            }
            Chosen::Path(path, Purpose::Copy) => {
                self.room = Room::Data;
                self.rooms.data().look_at_copy(&path.display().to_string());
            }
            Chosen::Type(
                Purpose::Figures
                | Purpose::Copy
                | Purpose::Dictionary
                | Purpose::Ledger
                | Purpose::Grants
                | Purpose::Responses,
                _,
            ) => self
                .notice
                .warn("No file dialog can be shown here. Type the path into the field instead."),
            Chosen::Type(purpose @ (Purpose::SaveCopy | Purpose::Restore(_)), name) => {
                let beside = self.session.path().with_file_name(name);
                let path = beside.display().to_string();
                self.open_path = Some(OpenPath::new(purpose, &path));
            }
            Chosen::Type(purpose, name) => self.open_path = Some(OpenPath::new(purpose, &name)),
            Chosen::Cancelled => {}
        }
    }

    /// Writes a file, and keeps a copy of it in the plan where that is asked for; why not, where it is not written.
    fn save(
        &mut self,
        path: &Path,
        bytes: &[u8],
        keep: Option<&str>,
        asked: bool,
    ) -> Result<(), String> {
        write(path, bytes, asked)?;
        let saved = format!("Saved {}.", path.display());
        let (Some(note), Some(name)) = (keep, path.file_name()) else {
            self.notice.done(saved);
            return Ok(());
        };
        match self.session.keep_file(&name.to_string_lossy(), note, bytes) {
            Ok(held) => self.notice.done(format!(
                "{saved} A copy is kept in the plan as “{}” ({}).",
                held.name,
                held.short_hash()
            )),
            Err(error) => self.notice.refused(format!(
                "{saved} No copy could be kept in the plan: {error}"
            )),
        }
        Ok(())
    }

    pub(super) fn dropped_files(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| {
            input
                .raw
                .dropped_files
                .first()
                .map(|file| file.path().to_owned())
        });
        if let Some(path) = dropped {
            let is_figures = path
                .extension()
                .is_some_and(|ending| FIGURES.iter().any(|held| ending.eq_ignore_ascii_case(held)));
            if is_figures {
                // A table dropped where responses are taken in is one of responses.
                let is_responses =
                    self.room == Room::Consultation && self.rooms.consultation().is_at_responses();
                let purpose = if is_responses {
                    Purpose::Responses
                } else {
                    Purpose::Figures
                };
                self.chosen(ctx, Chosen::Path(path, purpose));
            } else {
                self.asked.push_back(Request::OpenFile(path));
            }
        }
    }

    pub(super) fn show_open_path(&mut self, ui: &mut Ui) {
        let Some(dialog) = &mut self.open_path else {
            return;
        };
        let Some(decided) = dialog.ui(ui) else {
            return;
        };
        self.open_path = None;
        let open_path::Decided::Path(path, purpose) = decided else {
            return;
        };
        let done = match &purpose {
            Purpose::Save { bytes, keep } => self.save(&path, bytes, keep.as_deref(), false),
            Purpose::Open => self.opened(ui.ctx(), &path),
            Purpose::Restore(backup) => self.restore(ui.ctx(), backup, &path),
            Purpose::Figures
            | Purpose::Dictionary
            | Purpose::Ledger
            | Purpose::Grants
            | Purpose::Copy
            | Purpose::SaveCopy
            | Purpose::Responses => {
                let chosen = Chosen::Path(path.clone(), purpose.clone());
                self.chosen(ui.ctx(), chosen);
                Ok(())
            }
        };
        // What was typed stays, with what is wrong with it.
        if let Err(why) = done {
            self.open_path = Some(OpenPath::again(purpose, &path, why));
        }
    }

    pub(super) fn show_new_plan(&mut self, ui: &mut Ui) {
        let Some(dialog) = &mut self.new_plan else {
            return;
        };
        match dialog.ui(ui) {
            None => {}
            Some(new_plan::Decided::Cancelled) => self.new_plan = None,
            Some(new_plan::Decided::Make {
                path,
                area,
                framework,
            }) => match Session::new_plan(&path, &area, framework) {
                Ok(session) => {
                    self.new_plan = None;
                    self.hold(ui.ctx(), session);
                }
                Err(error) => dialog.refuse(error.to_string()),
            },
        }
    }
}

fn zoom(ctx: &Context, factor: f32) {
    ctx.set_zoom_factor(factor.clamp(*ZOOM.start(), *ZOOM.end()));
}

/// Writes a file; why not, where it is not written.
fn write(path: &Path, bytes: &[u8], asked: bool) -> Result<(), String> {
    // The system's dialog asks before it replaces a file; a typed path has not been asked about.
    if path.exists() && (!asked || path.extension().is_some_and(|ending| ending == "sqlite")) {
        return Err(format!(
            "There is a file at {} already, and it has been left as it is. Choose another name.",
            path.display()
        ));
    }
    whole::write(path, bytes)
        .map_err(|error| format!("{} could not be written: {error}.", path.display()))
}
