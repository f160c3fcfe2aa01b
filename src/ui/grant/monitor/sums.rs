//! The year's sums in a row of figures, with over- and underspends apart.

use egui::Ui;

use crate::domain::monitor::YearSums;
use crate::ui::grant::sheet::figure;
use crate::ui::theme::{self, space};

/// Draws the sums.
pub fn show(ui: &mut Ui, sums: &YearSums) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        for (name, amount) in [
            ("Original budget", sums.original),
            ("Latest budget", sums.latest),
            ("Planned to date", sums.planned_to_date),
            ("Spent to date", sums.actual_to_date),
            ("Committed", sums.committed),
            ("Expected outturn", sums.outturn),
            ("Net variance", sums.net),
            ("Overspends", sums.over),
            ("Underspends", sums.under),
        ] {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                // A figure at the end of a row goes to the next whole, not letter by letter.
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
                ui.label(theme::small(ui, name));
                let words = format!("£{}", figure(amount)).replace("£−", "−£");
                let response = ui.label(theme::strong(words.clone()));
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_label(format!("{name}: {words}"));
                });
            });
        }
    });
    if sums.n_unsaid > 0 {
        let plural = if sums.n_unsaid == 1 { "" } else { "s" };
        let words = format!(
            "{} line{plural} without a forecast: the latest budget stands for what they will cost",
            sums.n_unsaid
        );
        ui.label(theme::small(ui, words));
    }
}
