//! The words around the rows of the list: heads, what the marks mean, and what to do when nothing was found.

use egui::{Sense, Ui, vec2};

use crate::ui::indicators::filter::Wanted;
use crate::ui::indicators::row::Columns;
use crate::ui::theme::{self, space};
use crate::ui::widgets::link_button;

/// The heads of the columns.
pub fn heads(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let columns = Columns::of(rect);
    let font = egui::FontId::new(theme::small_font(ui).size, theme::fonts::semibold());
    let colour = theme::palette(ui).muted;
    let head = |x: f32, align, words: &str| {
        ui.painter().text(
            egui::pos2(x, rect.center().y),
            align,
            words,
            font.clone(),
            colour,
        );
    };
    head(columns.title, egui::Align2::LEFT_CENTER, "Indicator");
    head(columns.latest, egui::Align2::RIGHT_CENTER, "Latest");
    if let Some(left) = columns.trend {
        head(left + 3.0, egui::Align2::LEFT_CENTER, "Trend");
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        egui::Stroke::new(1.0, theme::palette(ui).line),
    );
}

/// What the marks mean.
pub fn legend_line(ui: &mut Ui) {
    ui.add_space(space::TINY);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.label(theme::small(
        ui,
        "Neighbours: ▲ better ▼ worse ≈ same · A–D: quarter of England · RAG: ● green ◆ amber ■ red · ↑ improved ↓ worsened",
    ));
}

/// Stands in place of the rows where none was found, and says what to do about it.
pub fn nothing(ui: &mut Ui, wanted: &mut Wanted, height: f32) {
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        ui.add_space(space::LARGE);
        let search = wanted.search.trim();
        let words = match (search, wanted.n_filters()) {
            ("", 0) => "No indicators yet.".to_owned(),
            ("", _) => {
                "No indicator passes these filters. Take one off, or clear them all.".to_owned()
            }
            (search, 0) => format!(
                "No indicator has “{search}” in its code, title, topic, definition or objectives. Try fewer words."
            ),
            (search, _) => format!(
                "No indicator with these filters has “{search}” in its words. Try fewer words, or take a filter off."
            ),
        };
        ui.label(theme::muted(ui, words));
        if wanted.is_narrow() && link_button(ui, "Show all indicators").clicked() {
            wanted.clear();
        }
    });
}
