//! Headings, which a screen reader can jump between.

use egui::{Response, RichText, Ui, accesskit::Role};

use crate::ui::theme;

/// The name of a room, or of the one thing it shows.
pub fn room_heading(ui: &mut Ui, text: &str) -> Response {
    heading(
        ui,
        text,
        RichText::new(text).text_style(theme::heading()),
        1,
    )
}

/// The name of a card or of a group in it.
pub fn section(ui: &mut Ui, text: &str) -> Response {
    heading(
        ui,
        text,
        RichText::new(text).text_style(theme::subheading()),
        2,
    )
}

fn heading(ui: &mut Ui, text: &str, look: RichText, level: usize) -> Response {
    let response = ui.label(look);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(text);
        node.set_level(level);
    });
    response
}
