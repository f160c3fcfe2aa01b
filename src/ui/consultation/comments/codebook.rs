//! The codebook at the side: every theme with its key, what belongs to it, and whether the selected comment has it.
//!
//! Themes are added, renamed, defined and put under wider ones here, and one is merged into another when two names turn out
//! to mean the same.

use egui::{Align, Checkbox, Layout, Ui};

use crate::domain::consultation::Theme;
use crate::domain::consultation::themes::InTree;
use crate::domain::id::{ConsultationId, ResponseId, ThemeId};
use crate::ui::consultation::comments::kept::Worked;
use crate::ui::consultation::comments::list::key_of;
use crate::ui::consultation::comments::merge::Merging;
use crate::ui::consultation::form::voice::ThemeForm;
use crate::ui::consultation::form::{Open, carry};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{link_button, section};

/// How far a part stands to the right of its wider theme, in points.
const STEP: f32 = 16.0;

/// The form that is open in the codebook.
#[derive(Default)]
pub(super) struct Codebook {
    form: Option<Open<ThemeForm>>,
    merging: Merging,
}

/// The codebook of which consultation, for which comment.
pub(super) struct Of<'w> {
    pub consultation: ConsultationId,
    pub worked: &'w Worked,
    pub selected: Option<ResponseId>,
}

impl Codebook {
    /// Draws it; gives back the theme that is to be put on the comment or taken off.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        of: &Of<'_>,
        escape: bool,
        asks: &mut Vec<Request>,
    ) -> Option<ThemeId> {
        let can_edit = !desk.session.is_read_only();
        ui.horizontal_wrapped(|ui| {
            section(ui, "Codebook");
            ui.label(theme::muted(ui, "a key puts its theme on"));
        });
        if of.worked.tree.is_empty() {
            let words = "No themes yet. A theme is something several people wrote of; say what belongs to it, so that two readers find the same.";
            ui.add(egui::Label::new(theme::muted(ui, words)).wrap());
        }
        let mut toggled = None;
        for (n, held) in of.worked.tree.iter().enumerate() {
            let Some(theme) = desk.book().themes.get(held.theme) else {
                continue;
            };
            if self.row(ui, of, n, *held, theme, can_edit) {
                toggled = Some(theme.id);
            }
            let open = self.form.as_ref().and_then(|open| open.entry.of_which());
            if open == Some(theme.id) {
                carry(&mut self.form, ui, "codebook theme", desk, escape, asks);
                if self.form.is_some() && self.merging.ui(ui, desk, theme, asks) {
                    self.form = None;
                }
            }
        }
        ui.add_space(space::SMALL);
        if can_edit {
            self.new_theme(ui, desk, of.consultation, escape, asks);
        }
        toggled
    }

    fn new_theme(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        consultation: ConsultationId,
        escape: bool,
        asks: &mut Vec<Request>,
    ) {
        let is_new = self
            .form
            .as_ref()
            .is_some_and(|open| open.entry.of_which().is_none());
        if is_new {
            carry(&mut self.form, ui, "codebook new theme", desk, escape, asks);
            return;
        }
        let add = ui.horizontal(|ui| ui.button("Add a theme…")).inner;
        if add.clicked() {
            self.form = Some(Open::new(ThemeForm::fresh(consultation), &add));
        }
    }

    /// Draws a theme; whether it is to be put on the selected comment or taken off.
    fn row(
        &mut self,
        ui: &mut Ui,
        of: &Of<'_>,
        n: usize,
        held: InTree,
        theme: &Theme,
        can_edit: bool,
    ) -> bool {
        let count = of.worked.counts.get(&theme.id).copied().unwrap_or(0);
        let themes = of.selected.map_or(&[][..], |id| of.worked.themes(id));
        let mut on = themes.contains(&theme.id);
        let mut toggled = false;
        ui.horizontal(|ui| {
            ui.add_space(held.depth as f32 * STEP);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if can_edit {
                    let edit = link_button(ui, "Edit")
                        .accessible_name(format!("Edit theme {}", theme.title));
                    if edit.clicked() {
                        self.merging = Merging::default();
                        self.form = Some(Open::new(ThemeForm::of(theme), &edit));
                    }
                }
                ui.label(theme::small(ui, count.to_string()));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_width(ui.available_width());
                    let key = key_of(n).map_or_else(|| " ".to_owned(), |key| key.to_string());
                    ui.label(theme::small(ui, key).monospace());
                    let can = can_edit && of.selected.is_some();
                    let mark = Checkbox::new(&mut on, theme.title.as_str());
                    let response = ui.add_enabled(can, mark);
                    let response = response.accessible_name(format!("Theme {}", theme.title));
                    toggled = response.clicked();
                    if !theme.definition.is_empty() {
                        response.on_hover_text(&theme.definition);
                    }
                });
            });
        });
        toggled
    }
}
