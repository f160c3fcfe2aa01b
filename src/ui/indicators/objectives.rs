//! The objectives over the list, to show only the indicators of one: chips, or a list to pick from in a low window.

use egui::{Button, RichText, Ui, Vec2, accesskit, vec2};

use crate::domain::id::ObjectiveId;
use crate::domain::objective::Objective;
use crate::ui::indicators::filter::Filter;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::combo;

/// Below this height the objectives are a list to pick from: chips would leave no room for rows.
const CHIPS_FROM: f32 = 640.0;

/// Draws the objectives to pick from.
pub fn ui(ui: &mut Ui, filter: &mut Filter, objectives: &[Objective]) {
    if objectives.is_empty() {
        return;
    }
    if ui.available_height() + size::CONTROL < CHIPS_FROM {
        list(ui, filter, objectives);
        return;
    }
    ui.scope(|ui| {
        // Before the row begins, which takes its height from it.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing = Vec2::splat(space::TINY);
        ui.spacing_mut().button_padding = vec2(8.0, 2.0);
        ui.horizontal_wrapped(|ui| {
            chip(ui, filter, None, "All", "Every objective");
            for objective in objectives {
                chip(
                    ui,
                    filter,
                    Some(objective.id),
                    &objective.short,
                    &objective.title,
                );
            }
        });
    });
}

fn chip(ui: &mut Ui, filter: &mut Filter, objective: Option<ObjectiveId>, word: &str, whole: &str) {
    let palette = theme::palette(ui);
    let is_picked = filter.objective == objective;
    let (ink, fill) = if is_picked {
        (palette.on_accent, palette.accent)
    } else {
        (palette.text, palette.card)
    };
    let words = RichText::new(word).small().color(ink);
    let chip = ui
        .add(Button::new(words).fill(fill).corner_radius(11.0))
        .on_hover_text(whole);
    ui.ctx().accesskit_node_builder(chip.id, |node| {
        node.set_role(accesskit::Role::RadioButton);
        node.set_toggled(is_picked.into());
    });
    if is_picked && chip.has_focus() {
        let ring = egui::Stroke::new(size::FOCUS, palette.accent);
        ui.painter()
            .rect_stroke(chip.rect.expand(1.0), 12.0, ring, egui::StrokeKind::Outside);
    }
    if chip.clicked() {
        filter.objective = objective;
    }
}

fn list(ui: &mut Ui, filter: &mut Filter, objectives: &[Objective]) {
    let labels: Vec<String> = std::iter::once("All objectives".to_owned())
        .chain(objectives.iter().map(Objective::label))
        .collect();
    let held = |id| objectives.iter().position(|objective| objective.id == id);
    let mut picked = filter.objective.and_then(held).map_or(0, |at| at + 1);
    if combo(ui, "objective", "Objective", &mut picked, &labels).changed() {
        filter.objective = picked
            .checked_sub(1)
            .and_then(|at| objectives.get(at))
            .map(|held| held.id);
    }
}
