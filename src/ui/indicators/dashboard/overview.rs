//! The sentences above a dashboard, with the rule behind each and what was published otherwise.

use egui::Ui;

use crate::domain::dashboard::{Dashboard, Sentence};
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention};

/// From this width on the sentences stand side by side.
const BESIDE_FROM: f32 = 760.0;

/// Draws the sentences; the rules too, if they are wanted.
pub fn ui(ui: &mut Ui, dashboard: &Dashboard, rules: bool) {
    if !dashboard.is_published {
        ui.label(theme::muted(
            ui,
            "No dashboard of this quarter was published: it is made from the plan’s own figures.",
        ));
    }
    if ui.available_width() >= BESIDE_FROM {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            ui.columns(dashboard.sentences.len().max(1), |columns| {
                for (ui, held) in columns.iter_mut().zip(&dashboard.sentences) {
                    // Ragged right: justified lines of a narrow column have holes.
                    ui.vertical(|ui| sentence(ui, held, rules));
                }
            });
        });
    } else {
        for held in &dashboard.sentences {
            sentence(ui, held, rules);
        }
    }
    for held in &dashboard.sentences {
        dispute(ui, held, rules);
    }
}

fn sentence(ui: &mut Ui, held: &Sentence, rules: bool) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    let (whole, parts) = held
        .text
        .split_once(": ")
        .unwrap_or((held.text.as_str(), ""));
    let said = if parts.is_empty() {
        ui.label(theme::strong(whole))
    } else {
        ui.label(theme::strong(format!("{whole}:")));
        ui.label(parts)
    };
    if rules {
        ui.label(theme::small(ui, &held.rule));
    } else {
        said.on_hover_text(&held.rule);
    }
}

/// The published counts that the table does not give.
fn dispute(ui: &mut Ui, held: &Sentence, rules: bool) {
    if held.dispute.is_empty() {
        return;
    }
    let (first, rest) = held
        .dispute
        .split_once(". ")
        .unwrap_or((held.dispute.as_str(), ""));
    let title = format!("{}.", first.trim_end_matches('.'));
    ui.add_space(space::TINY);
    let note = Attention {
        tone: Tone::Warn,
        title: &title,
        detail: if rules { rest } else { "" },
        links: &[],
    };
    ui.scope(|ui| attention(ui, &note))
        .response
        .on_hover_text(rest);
}
