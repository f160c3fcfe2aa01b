//! The words that stand for a picture in the accessibility tree.

use egui::{Response, Ui, accesskit::Role};

/// Says that what was just drawn is a figure, and what it shows: the finding, not "a chart".
pub fn figure(ui: &Ui, response: &Response, label: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Figure);
        node.set_label(label);
    });
}
