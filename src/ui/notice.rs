//! What the program has to say of itself: one line at the foot that stays until it is read or replaced.
//!
//! A refusal must not vanish while one looks away; a confirmation may.

use egui::{Ui, accesskit::Live};

use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::link_button;

/// The latest message, if it is still to be read.
#[derive(Debug, Default)]
pub struct Notice {
    held: Option<(Tone, String)>,
}

impl Notice {
    /// Says that something was done.
    pub fn done(&mut self, words: impl Into<String>) {
        self.held = Some((Tone::Ok, words.into()));
    }

    /// Says that something was refused or failed, why, and what to do.
    pub fn refused(&mut self, words: impl Into<String>) {
        self.held = Some((Tone::Error, words.into()));
    }

    /// Says that something needs a look.
    pub fn warn(&mut self, words: impl Into<String>) {
        self.held = Some((Tone::Warn, words.into()));
    }

    /// Forgets a confirmation, as when the officer goes on working. Refusals stay.
    pub fn settle(&mut self) {
        if matches!(self.held, Some((Tone::Ok, _))) {
            self.held = None;
        }
    }

    /// Whether there is something to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_none()
    }

    /// Draws the message and a way to dismiss it.
    pub fn ui(&mut self, ui: &mut Ui) {
        let Some((tone, words)) = &self.held else {
            return;
        };
        let mut dismissed = false;
        theme::note(ui, *tone).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                ui.colored_label(tone.colours(theme::palette(ui)).text, tone.sign());
                let room = ui.available_width() - 80.0;
                ui.vertical(|ui| {
                    ui.set_max_width(room.max(100.0));
                    let said = ui.add(egui::Label::new(words.as_str()).wrap());
                    let live = match tone {
                        Tone::Error => Live::Assertive,
                        Tone::Ok | Tone::Warn => Live::Polite,
                    };
                    // A screen reader reads it out where the keyboard is, without being led here.
                    ui.ctx()
                        .accesskit_node_builder(said.id, |node| node.set_live(live));
                });
                dismissed = link_button(ui, "Dismiss").clicked();
            });
        });
        if dismissed {
            self.held = None;
        }
    }
}
