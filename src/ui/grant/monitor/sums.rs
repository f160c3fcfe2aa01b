//! The year's sums in a row of figures, with over- and underspends apart.

use egui::{Align, Layout, Ui, vec2};

use crate::domain::monitor::YearSums;
use crate::ui::grant::sheet::figure;
use crate::ui::theme::{self, space};

/// The width of a figure with its name, in points.
const FIGURE: f32 = 106.0;

/// Draws the sums.
pub fn show(ui: &mut Ui, sums: &YearSums) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
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
            // Each of one width, so that a figure at the end of a row goes to the next whole.
            let layout = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(FIGURE, 34.0), layout, |ui| {
                ui.set_width(FIGURE);
                ui.spacing_mut().item_spacing.y = 0.0;
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
