//! Beside the grants made: what they come to, or every field of the one picked.

use egui::{ScrollArea, Ui};

use crate::domain::giving::Giving;
use crate::domain::giving::json::Json;
use crate::domain::giving::sums::{Sum, Sums};
use crate::domain::id::GivingId;
use crate::session::giving::{heading, leaves};
use crate::ui::request::Request;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{room_heading, section};

/// What the grants come to, by programme and by year.
pub(super) fn sums(ui: &mut Ui, sums: &Sums) {
    ScrollArea::vertical()
        .id_salt("sums")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (title, held) in [
                ("By programme", &sums.by_programme),
                ("By year of the award", &sums.by_year),
            ] {
                section(ui, title);
                table(ui, title, held);
                ui.add_space(space::MEDIUM);
            }
            ui.label(theme::muted(
                ui,
                "Press a grant to see every field it was published with.",
            ));
        });
}

fn table(ui: &mut Ui, title: &str, held: &[Sum]) {
    let width = ui.available_width();
    egui::Grid::new(title)
        .num_columns(3)
        .spacing([space::MEDIUM, space::TINY])
        .show(ui, |ui| {
            for sum in held {
                ui.scope(|ui| {
                    ui.set_width((width - 190.0).max(80.0));
                    ui.add(egui::Label::new(&sum.name).truncate())
                        .on_hover_text(&sum.name);
                });
                figure(ui, 60.0, &sum.n.to_string());
                figure(ui, 100.0, &sum.shown());
                ui.end_row();
            }
        });
}

fn figure(ui: &mut Ui, width: f32, text: &str) {
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(width, 20.0), layout, |ui| {
        ui.set_min_width(width);
        ui.label(text);
    });
}

/// The fields of the grant picked, taken apart once.
#[derive(Debug, Default)]
pub(super) struct Fields {
    of: Option<(GivingId, String)>,
    held: Vec<(String, String)>,
}

impl Fields {
    /// Draws them; true when the officer goes back to the sums.
    pub(super) fn ui(&mut self, ui: &mut Ui, giving: &Giving, asks: &mut Vec<Request>) -> bool {
        let now = (giving.id, giving.body.clone());
        if self.of.as_ref() != Some(&now) {
            let body = Json::read(&giving.body).unwrap_or(Json::Null);
            let fields = leaves(&body).into_iter();
            self.held = fields
                .map(|(path, cell)| (heading(&path), cell.text().to_owned()))
                .collect();
            self.of = Some(now);
        }
        let mut back = false;
        ui.horizontal_wrapped(|ui| {
            back = ui.button("Back to the sums").clicked();
            if ui.button("Copy as JSON").clicked() {
                let body = Json::read(&giving.body).unwrap_or(Json::Null);
                asks.push(Request::Copy {
                    text: body.pretty(),
                    what: "the grant as JSON".to_owned(),
                });
            }
        });
        ScrollArea::vertical()
            .id_salt("fields")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                room_heading(ui, &giving.recipient);
                ui.label(theme::strong(giving.amount.to_string()));
                ui.add_space(space::SMALL);
                for (name, text) in &self.held {
                    ui.label(theme::small(ui, name));
                    ui.add(egui::Label::new(text).wrap().selectable(true));
                    ui.add_space(space::TINY);
                }
            });
        back
    }
}
