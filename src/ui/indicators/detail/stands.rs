//! Where the latest figure stands, as short facts with the rule of each under it, and how it is rated.
//!
//! Edges: facts stand in as many columns as there is room for. Without a figure there are none but its age and why.

use egui::{Align, Layout, Ui, vec2};

use crate::domain::indicator::Indicator;
use crate::domain::indicator::chart::Fact;
use crate::ui::indicators::charts::Rated;
use crate::ui::indicators::detail::rating::RatingForm;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::section;

/// Least width of a fact, in points.
const FACT: f32 = 232.0;

/// Draws the facts and the rating.
pub fn ui(
    ui: &mut Ui,
    desk: Desk<'_>,
    indicator: &Indicator,
    facts: &[Fact],
    rated: Option<&Rated>,
    form: &mut RatingForm,
    asks: &mut Vec<Request>,
) {
    if facts.is_empty() {
        return;
    }
    let frame = theme::card(ui);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        section(ui, "Where it stands");
        let wide = ui.available_width();
        let columns = ((wide / FACT) as usize).clamp(1, 4);
        let each = ((wide - space::LARGE * (columns - 1) as f32) / columns as f32).floor();
        for row in facts.chunks(columns) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::LARGE;
                for fact in row {
                    let down = Layout::top_down(Align::Min);
                    ui.allocate_ui_with_layout(vec2(each, 0.0), down, |ui| {
                        ui.set_width(each);
                        one(ui, fact);
                    });
                }
            });
        }
        if let Some(rated) = rated {
            form.ui(ui, desk, indicator, rated, asks);
        }
    });
}

fn one(ui: &mut Ui, fact: &Fact) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.label(theme::small(ui, fact.name));
    ui.label(theme::strong(&fact.says));
    if !fact.about.is_empty() {
        ui.label(theme::small(ui, &fact.about));
    }
}
