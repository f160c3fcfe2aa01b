//! A new plan: for which authority, by which framework, in which file.

use std::path::PathBuf;

use egui::{ScrollArea, Ui};

use crate::domain::area::AreaCode;
use crate::session::file::{FRAMEWORKS, authorities};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, dialog, form_row, primary_button, text_field};

/// The dialog, while it is open.
#[derive(Debug)]
pub struct NewPlan {
    authorities: Vec<(AreaCode, String)>,
    search: String,
    picked: Option<AreaCode>,
    framework: usize,
    path: String,
    path_typed: bool,
    problem: Option<String>,
    just_opened: bool,
}

/// What the officer decided.
#[derive(Debug, PartialEq, Eq)]
pub enum Decided {
    /// Make this plan.
    Make {
        /// Where.
        path: PathBuf,
        /// For whom.
        area: AreaCode,
        /// By which framework.
        framework: &'static str,
    },
    /// Leave it.
    Cancelled,
}

impl NewPlan {
    /// An empty form that offers to put the file in `folder`.
    #[must_use]
    pub fn new(folder: &std::path::Path) -> Self {
        Self {
            authorities: authorities(),
            search: String::new(),
            picked: None,
            framework: 0,
            path: folder.join("plan.sqlite").display().to_string(),
            path_typed: false,
            problem: None,
            just_opened: true,
        }
    }

    /// Says why the plan could not be made, and keeps the form as it is.
    pub fn refuse(&mut self, words: String) {
        self.problem = Some(words);
    }

    /// Draws it; gives back the decision once there is one.
    pub fn ui(&mut self, ui: &mut Ui) -> Option<Decided> {
        let mut decided = None;
        let modal = dialog(
            ui.ctx(),
            "new plan",
            "New plan for my authority",
            520.0,
            |ui| {
                self.authority(ui);
                form_row(ui, "Objectives to begin with", |ui| {
                    combo(
                        ui,
                        "framework",
                        "Objectives to begin with",
                        &mut self.framework,
                        &FRAMEWORKS.map(|(_, words)| words),
                    );
                });
                form_row(ui, "File", |ui| {
                    let field = text_field(
                        ui,
                        "new path",
                        "File",
                        &mut self.path,
                        "Folder and name, ending in .sqlite",
                    );
                    self.path_typed |= field.changed();
                });
                if let Some(problem) = &self.problem {
                    theme::note_error(ui).show(ui, |ui| ui.label(problem));
                }
                ui.horizontal(|ui| {
                    if primary_button(ui, "Make the plan").clicked() {
                        decided = self.decide();
                    }
                    if ui.button("Cancel").clicked() {
                        decided = Some(Decided::Cancelled);
                    }
                });
            },
        );
        if modal.should_close() && decided.is_none() {
            decided = Some(Decided::Cancelled);
        }
        decided
    }

    fn authority(&mut self, ui: &mut Ui) {
        let field = form_row(ui, "Authority", |ui| {
            text_field(
                ui,
                "authority",
                "Authority",
                &mut self.search,
                "Type a part of its name, or its three-digit DfE code",
            )
        });
        if std::mem::take(&mut self.just_opened) {
            field.request_focus();
        }
        let wanted = self.search.trim().to_lowercase();
        let found: Vec<(AreaCode, String)> = self
            .authorities
            .iter()
            .filter(|(code, name)| {
                name.to_lowercase().contains(&wanted) || code.0.starts_with(&wanted)
            })
            .cloned()
            .collect();
        if field.changed()
            && let [only] = found.as_slice()
        {
            self.pick(&only.0, &only.1);
        }
        ScrollArea::vertical()
            .max_height(150.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (code, name) in &found {
                    if ui
                        .selectable_label(
                            self.picked.as_ref() == Some(code),
                            format!("{name}  ({code})"),
                        )
                        .clicked()
                    {
                        self.pick(code, name);
                    }
                }
                if found.is_empty() {
                    ui.label(theme::muted(ui, "No English authority is called that."));
                }
            });
        ui.add_space(space::SMALL);
    }

    /// Takes an authority, and names the file after it unless a name was typed.
    fn pick(&mut self, code: &AreaCode, name: &str) {
        self.picked = Some(code.clone());
        self.problem = None;
        if !self.path_typed {
            let plain: String = name
                .to_lowercase()
                .chars()
                .map(|c| if c.is_alphanumeric() { c } else { '-' })
                .collect();
            let path = PathBuf::from(&self.path).with_file_name(format!("{plain}.sqlite"));
            self.path = path.display().to_string();
        }
    }

    fn decide(&mut self) -> Option<Decided> {
        let Some(area) = self.picked.clone() else {
            self.problem = Some("No authority is chosen. Choose one from the list.".into());
            return None;
        };
        if self.path.trim().is_empty() {
            self.problem = Some("No file is named. Type a folder and a name.".into());
            return None;
        }
        let (framework, _) = FRAMEWORKS[self.framework.min(FRAMEWORKS.len() - 1)];
        Some(Decided::Make {
            path: PathBuf::from(self.path.trim()),
            area,
            framework,
        })
    }
}
