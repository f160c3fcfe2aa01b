//! The three figures on top: general money needed, money that cannot be spent, lines that block.

use egui::{RichText, Ui, vec2};

use crate::domain::grant::position::total;
use crate::domain::money::Pence;
use crate::ui::grant::fences::solution::Solution;
use crate::ui::theme::{self, space};

/// Draws the three cards side by side.
pub fn show(ui: &mut Ui, solution: &Solution) {
    let flow = &solution.flow;
    let saved = Pence(flow.general_now.0.saturating_sub(flow.general_needed.0));
    let general = match saved.0 {
        0 => format!("as much as the plan uses, of {}", flow.general_has),
        more if more > 0 => format!(
            "the plan uses {}: {saved} more than it must",
            flow.general_now
        ),
        _ => format!(
            "the plan uses {}: {} less, which breaks a rule",
            flow.general_now,
            saved.abs()
        ),
    };
    let unspendable = total(flow.unspendable.iter().map(|held| held.amount));
    let lost = match flow.unspendable.len() {
        0 => "every ring-fenced pound can pay for a line".to_owned(),
        1 => "of one ring-fenced grant, whose lines need no more".to_owned(),
        n => format!("of {n} ring-fenced grants, whose lines need no more"),
    };
    let short = total(flow.unmet.iter().map(|held| held.amount));
    let blocked = match flow.unmet.len() {
        0 => "every line can be paid in full".to_owned(),
        _ => format!("{short} too little for them"),
    };
    let cards = [
        (
            "Least general money needed",
            flow.general_needed.to_string(),
            general,
        ),
        ("Cannot be spent", unspendable.to_string(), lost),
        ("Lines that block", flow.unmet.len().to_string(), blocked),
    ];
    let width = (ui.available_width() - 2.0 * space::MEDIUM) / 3.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        for (title, figure, words) in cards {
            theme::card(ui).show(ui, |ui| {
                ui.set_width(width - 2.0 * space::LARGE - 2.0);
                ui.set_min_height(84.0);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing = vec2(0.0, 3.0);
                    ui.label(theme::column_head(ui, title));
                    ui.label(RichText::new(figure).text_style(theme::figure()));
                    ui.label(theme::small(ui, words));
                });
            });
        }
    });
}
