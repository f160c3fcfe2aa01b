//! A path typed by hand: works on every machine, with or without a file dialog.

use std::path::{Path, PathBuf};

use egui::{Key, Ui};

use crate::session::file::recent;
use crate::ui::files::Purpose;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{dialog, form_row, link_button, primary_button, text_field};

/// The dialog, while it is open.
#[derive(Debug)]
pub struct OpenPath {
    purpose: Purpose,
    text: String,
    just_opened: bool,
    /// Why the path that stands there was refused.
    trouble: Option<String>,
}

/// What the officer decided.
#[derive(Debug, PartialEq, Eq)]
pub enum Decided {
    /// Use this path.
    Path(PathBuf, Purpose),
    /// Leave it.
    Cancelled,
}

impl OpenPath {
    /// A dialog for this purpose that begins with a name.
    #[must_use]
    pub fn new(purpose: Purpose, name: &str) -> Self {
        Self {
            purpose,
            text: name.to_owned(),
            just_opened: true,
            trouble: None,
        }
    }

    /// The same dialog again, with the path that was refused and why.
    #[must_use]
    pub fn again(purpose: Purpose, path: &Path, why: String) -> Self {
        Self {
            trouble: Some(why),
            ..Self::new(purpose, &path.display().to_string())
        }
    }

    /// Draws it; gives back the decision once there is one.
    pub fn ui(&mut self, ui: &mut Ui) -> Option<Decided> {
        let opening = self.purpose == Purpose::Open;
        let title = if opening {
            "Open a plan by its path"
        } else {
            "Save by path"
        };
        let mut decided = None;
        let modal = dialog(ui.ctx(), "path", title, 520.0, |ui| {
            let field = form_row(ui, "Path of the file", |ui| {
                text_field(
                    ui,
                    "path",
                    "Path of the file",
                    &mut self.text,
                    "Folder and name, ending in .sqlite",
                )
            });
            if std::mem::take(&mut self.just_opened) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if let Some(why) = &self.trouble {
                theme::note_error(ui).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.add(egui::Label::new(why).wrap());
                });
                ui.add_space(space::SMALL);
            }
            if opening {
                self.recent(ui, &mut decided);
            }
            ui.horizontal(|ui| {
                let pressed = primary_button(ui, if opening { "Open" } else { "Save" }).clicked();
                let path = self.text.trim();
                if (pressed || entered) && !path.is_empty() {
                    decided = Some(Decided::Path(PathBuf::from(path), self.purpose.clone()));
                }
                if ui.button("Cancel").clicked() {
                    decided = Some(Decided::Cancelled);
                }
            });
        });
        if modal.should_close() && decided.is_none() {
            decided = Some(Decided::Cancelled);
        }
        decided
    }

    fn recent(&self, ui: &mut Ui, decided: &mut Option<Decided>) {
        let files = recent();
        if files.is_empty() {
            return;
        }
        ui.label(theme::small(ui, "Opened of late"));
        for path in files {
            if link_button(ui, &path.display().to_string()).clicked() {
                *decided = Some(Decided::Path(path, self.purpose.clone()));
            }
        }
        ui.add_space(space::SMALL);
    }
}
