//! Themes in what people said, and what was done about each: “you said, we did”.
//!
//! A theme with nothing beside it is one that nobody has answered yet, and says so.

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::consultation::Theme;
use crate::domain::id::{ConsultationId, GroupId};
use crate::domain::problem::Place;
use crate::ui::consultation::ConsultationRoom;
use crate::ui::consultation::form::voice::ThemeForm;
use crate::ui::consultation::form::{Open, carry};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{link_button, section};

impl ConsultationRoom {
    /// The themes of a consultation, by the group that raised them.
    pub(super) fn themes_card(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        id: ConsultationId,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        let book = desk.book();
        let themes: Vec<&Theme> = book
            .themes
            .iter()
            .filter(|held| held.consultation == id)
            .collect();
        theme::card(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            section(ui, "You said, we did");
            if themes.is_empty() {
                let words = theme::muted(ui, "No themes yet. A theme is something several people said; beside it stands what was done.");
                ui.label(words);
            }
            let mut under: Option<Option<GroupId>> = None;
            for held in &themes {
                if under != Some(held.group) {
                    under = Some(held.group);
                    ui.add_space(space::SMALL);
                    let name = theme::column_head(ui, group_name(book, held.group));
                    ui.label(name);
                }
                self.theme_row(ui, desk, held, asks);
                if self.forms.theme.as_ref().and_then(|open| open.entry.of_which()) == Some(held.id) {
                    carry(&mut self.forms.theme, ui, "theme", desk, escape, asks);
                }
            }
            ui.add_space(space::SMALL);
            let add = ui.horizontal(|ui| ui.button("Add a theme…")).inner;
            if add.clicked() {
                self.forms.close();
                self.forms.theme = Some(Open::new(ThemeForm::fresh(id), &add));
            }
            if self.forms.theme.as_ref().is_some_and(|open| open.entry.of_which().is_none()) {
                carry(&mut self.forms.theme, ui, "new theme", desk, escape, asks);
            }
        });
    }

    fn theme_row(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Theme, asks: &mut Vec<Request>) {
        let half = (ui.available_width() - space::MEDIUM) / 2.0;
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(
                egui::vec2(half, 0.0),
                egui::Layout::top_down(egui::Align::Min),
                |ui| {
                    ui.set_min_width(half);
                    ui.add(egui::Label::new(&held.title).wrap());
                },
            );
            ui.vertical(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                self.what_was_done(ui, desk, held, asks);
            });
        });
        let line = egui::Stroke::new(1.0, theme::palette(ui).line);
        let below = ui.cursor().top() - 2.0;
        ui.painter().hline(ui.max_rect().x_range(), below, line);
    }

    fn what_was_done(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Theme,
        asks: &mut Vec<Request>,
    ) {
        let empty = held.we_did.is_empty();
        if !empty {
            ui.add(egui::Label::new(&held.we_did).wrap());
        }
        ui.horizontal_wrapped(|ui| {
            let words = if empty {
                "add what was done…"
            } else {
                "Edit"
            };
            let name = if empty {
                "Add what was done"
            } else {
                "Edit theme"
            };
            let edit = link_button(ui, words).accessible_name(format!("{name}: {}", held.title));
            if edit.clicked() {
                self.forms.close();
                self.forms.theme = Some(Open::new(ThemeForm::of(held), &edit));
            }
            let area = held
                .priority_area
                .and_then(|id| desk.book().priority_areas.get(id));
            if let Some(area) = area
                && link_button(ui, &format!("→ {}", area.name)).clicked()
            {
                asks.push(Request::Open(Place::PriorityArea(area.id, desk.year)));
            }
        });
    }
}

fn group_name(book: &Book, group: Option<GroupId>) -> String {
    let held = group.and_then(|id| book.groups.get(id));
    held.map_or_else(|| "Group not recorded".to_owned(), |held| held.name.clone())
}
