//! The fields of this room's forms: each with its name above and, below, why it cannot be kept as it stands.

use egui::{Key, RichText, Ui};

use crate::ui::theme::{self, size};
use crate::ui::widgets::{combo, form_row, text_field};

/// A field for words.
pub fn words(
    ui: &mut Ui,
    label: &str,
    text: &mut String,
    hint: &str,
    problem: Option<&str>,
) -> egui::Response {
    form_row(ui, label, |ui| {
        let response = text_field(ui, label, label, text, hint);
        trouble(ui, problem);
        response
    })
}

/// A list to pick one of a few words from.
pub fn pick<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    picked: &mut T,
    all: &[T],
    word: impl Fn(T) -> String,
) {
    let labels: Vec<String> = all.iter().map(|one| word(*one)).collect();
    let mut index = all.iter().position(|one| one == picked).unwrap_or_default();
    form_row(ui, label, |ui| combo(ui, label, label, &mut index, &labels));
    if let Some(one) = all.get(index) {
        *picked = *one;
    }
}

/// Why something is refused, in the colour and with the sign of it.
pub fn trouble(ui: &mut Ui, problem: Option<&str>) {
    if let Some(problem) = problem {
        let colour = theme::palette(ui).error.text;
        ui.label(RichText::new(format!("✗ {problem}")).small().color(colour));
    }
}

/// Brings what Tab has just led to into view. Call last inside a part that scrolls.
///
/// egui moves the keyboard to what is out of view and leaves it there unseen.
pub fn follow_focus(ui: &Ui) {
    if !ui.input(|input| input.key_pressed(Key::Tab)) {
        return;
    }
    let focused = ui
        .memory(|memory| memory.focused())
        .and_then(|id| ui.ctx().read_response(id));
    if let Some(response) = focused
        && ui.min_rect().contains(response.rect.center())
        && !ui.clip_rect().contains_rect(response.rect)
    {
        ui.scroll_to_rect(response.rect.expand(size::CONTROL), None);
    }
}
