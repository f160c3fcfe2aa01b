//! The choice to keep what is saved: a paper that leaves the council is found again byte for byte.

use egui::Ui;

/// Asks whether the plan shall keep a copy of the file that is saved.
pub(in crate::ui) fn keep_a_copy(ui: &mut Ui, keep: &mut bool) {
    let words = "What is published is kept byte for byte beside the snapshots, and is found in Data, Snapshots. It cannot be taken back.";
    ui.checkbox(keep, "Keep a copy in the plan")
        .on_hover_text(words);
}
