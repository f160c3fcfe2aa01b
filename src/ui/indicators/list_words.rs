//! The words around the rows of the list: heads, what the marks mean, and what to do when nothing was found.

use egui::{Sense, Ui, vec2};

use crate::ui::indicators::fact::Beside;
use crate::ui::indicators::filter::Filter;
use crate::ui::indicators::row::Columns;
use crate::ui::theme::{self, space};

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
    let all = [Beside::Better, Beside::Worse, Beside::Same, Beside::Unknown];
    let words: Vec<String> = all
        .iter()
        .map(|held| match held {
            Beside::Better => "▲ better than neighbours".to_owned(),
            Beside::Unknown => "– not compared".to_owned(),
            other => format!(
                "{} {}",
                other.sign(),
                other.words().split(' ').next().unwrap_or_default()
            ),
        })
        .collect();
    ui.label(theme::small(ui, words.join(" · ")));
}

/// Stands in place of the rows where none was found.
pub fn nothing(ui: &mut Ui, filter: &Filter, height: f32) {
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        ui.add_space(space::LARGE);
        let words = match (filter.search.trim(), filter.objective) {
            ("", None) => "No indicators yet.".to_owned(),
            ("", Some(_)) => {
                "No indicator serves this objective yet. Add one, or pick another objective."
                    .to_owned()
            }
            (search, None) => {
                format!("No indicator has “{search}” in its code, its title or its objectives.")
            }
            (search, Some(_)) => {
                format!("No indicator of this objective has “{search}” in its code or its title.")
            }
        };
        ui.label(theme::muted(ui, words));
    });
}
