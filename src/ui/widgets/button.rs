//! Buttons: with an icon and a word, the one main button of a place, and the underlined kind inside a sentence.

use egui::{Button, Response, RichText, Stroke, Ui};
use egui_material_icons::MaterialIcon;

use crate::ui::theme::{self, fonts};

/// An icon and its word. Icons never stand alone.
pub fn icon_button(ui: &mut Ui, icon: MaterialIcon, word: &str) -> Response {
    ui.add(Button::new((icon.rich_text().size(15.0), word)))
        .accessible_name(word)
}

/// The one thing to do here, in the house colour. At most one in a card.
pub fn primary_button(ui: &mut Ui, word: &str) -> Response {
    let palette = theme::palette(ui);
    let words = RichText::new(word)
        .color(palette.on_accent)
        .family(fonts::semibold());
    let button = Button::new(words).fill(palette.accent).stroke(Stroke::NONE);
    let response = ui.add(button);
    if response.has_focus() {
        // On a button of the house colour its own focus frame would not be seen.
        let outside = response.rect.expand(2.0);
        let ring = Stroke::new(theme::size::FOCUS, palette.accent);
        ui.painter()
            .rect_stroke(outside, theme::size::ROUND, ring, egui::StrokeKind::Outside);
    }
    response
}

/// Underlined words that do something or lead somewhere.
pub fn link_button(ui: &mut Ui, words: &str) -> Response {
    let response = whole_link(ui, words);
    focus_ring(ui, &response);
    response
}

/// The frame that says where the keyboard is, around what egui draws without one.
pub fn focus_ring(ui: &Ui, response: &Response) {
    if !response.has_focus() {
        return;
    }
    let ring = Stroke::new(theme::size::FOCUS, theme::palette(ui).accent);
    let around = response.rect.expand(2.0);
    let outside = egui::StrokeKind::Outside;
    ui.painter()
        .rect_stroke(around, theme::size::ROUND_SMALL, ring, outside);
}

/// The link in one piece: over two lines of a sentence egui makes two of it, and the second has no name.
fn whole_link(ui: &mut Ui, words: &str) -> Response {
    let ink = theme::palette(ui).text;
    let link = RichText::new(words).underline().color(ink);
    if !ui.layout().main_wrap() {
        return ui.link(link);
    }
    let font = theme::body_font(ui);
    let width = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font, ink)
        .size()
        .x;
    if width > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    if width > ui.available_width() {
        return ui.vertical(|ui| ui.link(link)).inner;
    }
    let held = ui.style_mut().wrap_mode.replace(egui::TextWrapMode::Extend);
    let response = ui.link(link);
    ui.style_mut().wrap_mode = held;
    response
}
