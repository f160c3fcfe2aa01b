//! A plan that is damaged: what was found, the newest backup that is whole, and what can still be read, each with its way on.
//!
//! The file is read beside the window. Whatever is chosen becomes a file of its own; the damaged one stays as it is.

use std::path::{Path, PathBuf};

use egui::{Context, Key, Label, ScrollArea, Ui};

use crate::domain::area::AreaCode;
use crate::domain::rescue::{Rescue, Salvage};
use crate::domain::statistics::grouped;
use crate::session::import::Progress;
use crate::session::job::{Answer, Job};
use crate::session::{StoreError, rescue};
use crate::ui::app::App;
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::files::made_at;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{by_keys, dialog, form_row, primary_button, section, text_field};

/// How high the list of tables is, in points.
const LIST: f32 = 130.0;
/// How far a page of it goes.
const PAGE: f32 = 96.0;

/// The damaged plan, while it is asked what to do with it.
#[derive(Debug)]
pub struct Damaged {
    path: PathBuf,
    what: String,
    backup: Option<PathBuf>,
    /// Where the backup would be copied to.
    restored: String,
    /// Where what can be read would be written.
    rescued: String,
    /// Whose plan it is, for one that does not say it any more.
    authority: String,
    work: Option<Job<Result<Rescue, String>>>,
    is_saving: bool,
    found: Option<Result<Rescue, String>>,
    trouble: Option<String>,
    /// Where the keyboard goes, to put a refused rescue right.
    to_mend: Option<ToMend>,
}

/// The field in which a refused rescue is put right.
#[derive(Clone, Copy, Debug)]
enum ToMend {
    File,
    Whose,
}

/// What is to be opened in its place, and what is said then.
#[derive(Debug)]
enum Decided {
    Open(PathBuf, String),
    /// The same, where something is lost.
    OpenLess(PathBuf, String),
    Cancelled,
}

impl Damaged {
    /// Begins to look at what can be read of the file.
    #[must_use]
    pub fn new(path: &Path, what: &str, backup: Option<PathBuf>) -> Self {
        let shown = |what| rescue::free_name(path, what).display().to_string();
        let mut begun = Self {
            restored: shown("restored"),
            rescued: shown("rescued"),
            authority: String::new(),
            path: path.to_owned(),
            what: what.to_owned(),
            backup,
            work: None,
            is_saving: false,
            found: None,
            trouble: None,
            to_mend: None,
        };
        let path = begun.path.clone();
        begun.work(move |tick| rescue::look(&path, tick).map_err(|error| error.to_string()));
        begun
    }

    fn work(
        &mut self,
        work: impl FnOnce(&mut dyn FnMut(Progress) -> bool) -> Result<Rescue, String> + Send + 'static,
    ) {
        match Job::start("rescue", work) {
            Ok(job) => self.work = Some(job),
            Err(error) => self.trouble = Some(error.to_string()),
        }
    }

    /// Takes what the work beside the window has brought; what to open, once it is written.
    fn poll(&mut self, ctx: &Context) -> Option<Decided> {
        let done = match self.work.as_ref()?.answer() {
            Answer::Waiting => {
                ctx.request_repaint_after(LOOK_AGAIN);
                return None;
            }
            Answer::Done(done) => done,
            Answer::Gone => Err("It could not be read to its end. Try again.".to_owned()),
        };
        self.work = None;
        if !std::mem::take(&mut self.is_saving) {
            self.found = Some(done);
            return None;
        }
        match done {
            Ok(found) => {
                let (out, said) = (PathBuf::from(self.rescued.trim()), found.sentence());
                Some(if found.is_whole() {
                    Decided::Open(out, said)
                } else {
                    let said = format!("{said} The history says so, too.");
                    Decided::OpenLess(out, said)
                })
            }
            Err(why) => {
                self.trouble = Some(why);
                let is_taken = Path::new(self.rescued.trim()).exists();
                self.to_mend = Some(if is_taken {
                    ToMend::File
                } else {
                    ToMend::Whose
                });
                None
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui) -> Option<Decided> {
        let mut decided = self.poll(ui.ctx());
        let modal = dialog(ui.ctx(), "damaged", "This plan is damaged", 620.0, |ui| {
            let said = format!(
                "{} is not as the program wrote it ({}). It has been left as it is. Each of the ways on makes a file of its own.",
                self.path.display(),
                self.what
            );
            ui.add(Label::new(said).wrap().selectable(true));
            if let Some(why) = &self.trouble {
                theme::note_error(ui).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.add(Label::new(why).wrap());
                });
            }
            ui.add_space(space::LARGE);
            self.backup(ui, &mut decided);
            ui.add_space(space::LARGE);
            self.rescue(ui);
            ui.add_space(space::LARGE);
            if ui.button("Do neither").clicked() {
                decided = Some(Decided::Cancelled);
            }
        });
        if modal.should_close() && decided.is_none() && !self.is_saving {
            decided = Some(Decided::Cancelled);
        }
        decided
    }

    fn backup(&mut self, ui: &mut Ui, decided: &mut Option<Decided>) {
        section(ui, "The newest whole backup");
        let Some(backup) = &self.backup else {
            let none = "There is none beside it. Ask whoever keeps the drive for an older copy.";
            ui.add(Label::new(none).wrap());
            return;
        };
        let made = backup.file_stem().unwrap_or_default().to_string_lossy();
        ui.label(format!("Made {}.", made_at(&made)));
        form_row(ui, "As a plan of its own", |ui| {
            text_field(
                ui,
                "restored",
                "File for the backup",
                &mut self.restored,
                "Folder and name, ending in .sqlite",
            );
        });
        let is_free = self.work.is_none() || !self.is_saving;
        let pressed = ui
            .add_enabled_ui(is_free, |ui| {
                primary_button(ui, "Open the backup").clicked()
            })
            .inner;
        if pressed {
            let out = PathBuf::from(self.restored.trim());
            match rescue::restore(backup, &out) {
                Ok(()) => {
                    let said = format!(
                        "This is the backup of {}, as {}.",
                        made_at(&made),
                        out.display()
                    );
                    *decided = Some(Decided::Open(out, said));
                }
                Err(error) => self.trouble = Some(error.to_string()),
            }
        }
    }

    fn rescue(&mut self, ui: &mut Ui) {
        section(ui, "What can still be read");
        if let Some(job) = &self.work {
            ui.horizontal(|ui| {
                ui.spinner().accessible_name("In progress");
                let n = grouped(job.progress().done);
                ui.label(format!("Reading it row by row: {n} rows so far"));
                if ui.button("Stop").clicked() {
                    job.stop();
                }
            });
        }
        match &self.found {
            None => return,
            Some(Err(why)) => {
                ui.add(Label::new(why).wrap());
                return;
            }
            Some(Ok(found)) => {
                ui.add(Label::new(found.sentence()).wrap());
                list(ui, found);
            }
        }
        let is_plan_lost = matches!(&self.found, Some(Ok(found)) if found.is_plan_lost);
        let whose = is_plan_lost.then(|| {
            form_row(ui, "Whose plan it is", |ui| {
                text_field(
                    ui,
                    "whose",
                    "Whose plan it is",
                    &mut self.authority,
                    "The authority’s three-digit DfE code, such as 856 for Leicester",
                )
            })
        });
        let file = form_row(ui, "In a new plan", |ui| {
            text_field(
                ui,
                "rescued",
                "File for what can be read",
                &mut self.rescued,
                "Folder and name, ending in .sqlite",
            )
        });
        match self.to_mend.take() {
            None => {}
            Some(ToMend::File) => file.request_focus(),
            Some(ToMend::Whose) => whose.unwrap_or(file).request_focus(),
        }
        let is_free = self.work.is_none() && !self.rescued.trim().is_empty();
        let pressed = ui
            .add_enabled_ui(is_free, |ui| {
                ui.button("Save and open what can be read").clicked()
            })
            .inner;
        if pressed {
            let (path, out) = (self.path.clone(), PathBuf::from(self.rescued.trim()));
            let authority = Some(self.authority.trim())
                .filter(|code| !code.is_empty())
                .map(AreaCode::new);
            self.trouble = None;
            self.is_saving = true;
            self.work(move |tick| {
                rescue::save(&path, &out, authority.as_ref(), tick)
                    .map_err(|error| error.to_string())
            });
        }
    }
}

/// What is not whole first, then the rest. Whoever has no mouse moves through it by page.
fn list(ui: &mut Ui, found: &Rescue) {
    let mut tables: Vec<_> = found.tables.iter().collect();
    let lost = |held: &Salvage| held.n_lost.unwrap_or(u64::MAX);
    tables.sort_by_key(|held| (held.is_whole(), std::cmp::Reverse(lost(held))));
    ScrollArea::vertical()
        .id_salt("rescued tables")
        .max_height(LIST)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            by_keys(ui, &[(Key::PageDown, -PAGE), (Key::PageUp, PAGE)]);
            egui::Grid::new("rescued")
                .striped(true)
                .min_col_width(70.0)
                .show(ui, |ui| {
                    for heading in [
                        "Table",
                        "Read",
                        "Lost",
                        "From the history",
                        "Left out",
                        "Lost a link",
                    ] {
                        ui.label(theme::small(ui, heading));
                    }
                    ui.end_row();
                    for held in tables {
                        ui.label(held.title());
                        ui.label(grouped(held.n_read));
                        let lost = theme::strong(held.lost());
                        match held.n_lost {
                            Some(0) => ui.label("0"),
                            _ => ui.label(lost.color(theme::palette(ui).error.text)),
                        };
                        ui.label(grouped(held.n_from_history));
                        ui.label(grouped(held.n_left_out));
                        ui.label(grouped(held.n_emptied));
                        ui.end_row();
                    }
                });
        });
    ui.label(theme::small(
        ui,
        "Page Up and Page Down move through the tables.",
    ));
    ui.add_space(space::SMALL);
}

impl App {
    /// Says what is wrong with a plan that could not be opened at the start, over the one that is open instead.
    pub fn refuse_opening(&mut self, path: &Path, error: &StoreError) {
        if !self.shows_damaged(path, error) {
            self.notice.refused(error.to_string());
        }
    }

    /// Whether a plan is damaged, and the ways on are shown.
    pub(super) fn shows_damaged(&mut self, path: &Path, error: &StoreError) -> bool {
        let StoreError::Damaged { what, backup } = error else {
            return false;
        };
        self.damaged = Some(Damaged::new(path, what, backup.clone()));
        true
    }

    pub(super) fn show_damaged(&mut self, ui: &mut Ui) {
        let Some(dialog) = &mut self.damaged else {
            return;
        };
        let Some(decided) = dialog.ui(ui) else {
            return;
        };
        self.damaged = None;
        let (Decided::Open(path, said) | Decided::OpenLess(path, said)) = &decided else {
            return;
        };
        match self.opened(ui.ctx(), path) {
            Err(why) => self.notice.refused(why),
            Ok(()) if matches!(decided, Decided::OpenLess(..)) => self.notice.warn(said),
            Ok(()) => self.notice.done(said),
        }
    }
}
