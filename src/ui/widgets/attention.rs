//! A note that something needs a look, with what can be done about it.

use egui::{RichText, Ui};

use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::link_button;

/// What such a note says.
pub struct Attention<'a> {
    /// How grave it is.
    pub tone: Tone,
    /// What is wrong, in one sentence that stands alone.
    pub title: &'a str,
    /// The figures behind it, or nothing.
    pub detail: &'a str,
    /// What can be done, up to three; more are not shown.
    pub links: &'a [&'a str],
}

/// Draws the note as wide as the room there is; gives back the index of the link that was pressed.
pub fn attention(ui: &mut Ui, note: &Attention<'_>) -> Option<usize> {
    let mut pressed = None;
    theme::note(ui, note.tone).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        // Ragged right, whatever the layout around: justified lines of a narrow note have holes.
        ui.vertical(|ui| pressed = words(ui, note));
    });
    pressed
}

fn words(ui: &mut Ui, note: &Attention<'_>) -> Option<usize> {
    let mut pressed = None;
    ui.spacing_mut().item_spacing.y = 3.0;
    // Lines of words, not rows of controls.
    ui.spacing_mut().interact_size.y = 0.0;
    let colour = note.tone.colours(theme::palette(ui)).text;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TINY + 2.0;
        ui.label(RichText::new(note.tone.sign()).color(colour));
        ui.label(theme::strong(note.title));
    });
    if !note.detail.is_empty() {
        ui.label(note.detail);
    }
    if !note.links.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            for (index, words) in note.links.iter().take(3).enumerate() {
                let link = link_button(ui, words);
                // Several notes have a “Show”: a screen reader says of what.
                ui.ctx()
                    .accesskit_node_builder(link.id, |node| node.set_description(note.title));
                if link.clicked() {
                    pressed = Some(index);
                }
            }
        });
    }
    pressed
}
