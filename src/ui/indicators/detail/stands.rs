//! Where the latest figure stands, as short facts with the rule of each under it, and how it is rated.
//!
//! Edges: facts stand in as many columns as there is room for. Without a figure there are none but its age and why. In a
//! low window they are folded to their age and rank, since the readings below are worth more; one click unfolds them.

use egui::{Align, Layout, Ui, vec2};

use crate::domain::indicator::Indicator;
use crate::domain::indicator::chart::Fact;
use crate::ui::indicators::charts::Rated;
use crate::ui::indicators::detail::rating::RatingForm;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{link_button, section};

/// Least width of a fact, in points.
const FACT: f32 = 204.0;

/// From this height of the room on they stand open.
const OPEN_FROM: f32 = 1200.0;

/// What the card remembers.
#[derive(Debug, Default)]
pub struct StandsCard {
    /// Whether it is open, once somebody has said so.
    open: Option<bool>,
    rating: RatingForm,
}

impl StandsCard {
    /// Draws the facts and the rating in a room of `height` points.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        indicator: &Indicator,
        (facts, rated): (&[Fact], Option<&Rated>),
        height: f32,
        asks: &mut Vec<Request>,
    ) {
        if facts.is_empty() {
            return;
        }
        let open = self.open.unwrap_or(height >= OPEN_FROM);
        let frame = theme::card(ui);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                section(ui, "Where it stands");
                if let Some(rated) = rated {
                    self.rating.standing(ui, desk, indicator, rated, asks);
                }
                let fold = if open { "Fold away" } else { "Show all" };
                if link_button(ui, fold).clicked() {
                    self.open = Some(!open);
                }
            });
            if let Some(rated) = rated {
                self.rating.form(ui, desk, rated, asks);
            }
            if open {
                all(ui, facts);
                let rule = format!("Rule: {}", indicator.rag.sentence());
                ui.label(theme::small(ui, rule));
            } else {
                let said = facts
                    .iter()
                    .filter(|held| ["Age", "Rank"].contains(&held.name));
                let said: Vec<&str> = said.map(|held| held.says.as_str()).collect();
                ui.label(theme::small(ui, said.join(" · ")));
            }
        });
    }
}

/// The facts in as many columns as there is room for.
fn all(ui: &mut Ui, facts: &[Fact]) {
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
}

fn one(ui: &mut Ui, fact: &Fact) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.label(theme::small(ui, fact.name));
    ui.label(theme::strong(&fact.says));
    if !fact.about.is_empty() {
        ui.label(theme::small(ui, &fact.about));
    }
}
