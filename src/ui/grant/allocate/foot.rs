//! What stands below the lines: the sum, the working of the selected line, what stops the change, and the one button.

use egui::Ui;

use crate::domain::grant::Grant;
use crate::domain::id::PriorityAreaId;
use crate::domain::money::Pence;
use crate::ui::grant::allocate::AllocateDesk;
use crate::ui::grant::allocate::preview::{Beside, Preview};
use crate::ui::grant::memo::Ledger;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, primary_button};

impl AllocateDesk {
    #[allow(
        clippy::too_many_arguments,
        reason = "what the foot shows comes from as many places"
    )]
    pub(super) fn foot(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        ledger: &Ledger,
        grant: &Grant,
        preview: &Preview,
        working: Option<String>,
        asks: &mut Vec<Request>,
    ) {
        ui.add_space(space::TINY);
        ui.spacing_mut().item_spacing.y = 3.0;
        egui::ScrollArea::vertical()
            .id_salt("working")
            .max_height((ui.available_height() - 40.0).max(24.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                if let Some(shared) = &preview.shared {
                    ui.label(theme::strong(sum_words(preview)));
                    ui.label(theme::small(ui, capital(&shared.about().join("; "))));
                }
                if let Some(working) = &working {
                    ui.label(theme::muted(ui, working));
                } else if preview.shared.is_some() {
                    ui.label(theme::small(
                        ui,
                        "Click a line, or move to it, to see its whole working here.",
                    ));
                }
                self.reasons(ui, desk, preview);
            });
        let n = preview.would_be.len();
        let can =
            preview.shared.is_some() && preview.frozen.is_none() && !desk.session.is_read_only();
        let words = format!(
            "Allocate {} to {n} line{}",
            preview.total,
            if n == 1 { "" } else { "s" }
        );
        if can {
            if primary_button(ui, &words).clicked() {
                match preview.command(desk, ledger, grant, self.entries.options.method.by()) {
                    Some(command) => asks.push(Request::Change(command)),
                    None => self.refused = Some("Every line has this amount already.".to_owned()),
                }
            }
        } else if desk.session.is_read_only() {
            ui.label(theme::muted(
                ui,
                "This file may only be read: nothing can be allocated.",
            ));
        }
    }

    /// What stops the sharing or the change, or needs a look.
    fn reasons(&mut self, ui: &mut Ui, desk: Desk<'_>, preview: &Preview) {
        if let Some(refused) = &self.refused {
            note(ui, Tone::Error, refused, "", &[]);
        }
        if let Some((Beside::Lines, words)) = &preview.trouble {
            let columns = self.entries.options.method.columns();
            let begun = columns.is_empty() || self.entries.has_texts(columns);
            if !begun {
                ui.label(theme::muted(ui, format!("Not shared yet. {words}")));
            } else {
                let links: &[&str] = if preview.stopped.is_empty() {
                    &[]
                } else {
                    &["Untick them"]
                };
                if note(ui, Tone::Error, "Not shared yet.", words, links) == Some(0) {
                    for area in preview.stopped.keys() {
                        self.entries.tick(*area, false);
                    }
                }
            }
        }
        if let Some((lines, why)) = &preview.frozen {
            let name = |area: &PriorityAreaId| {
                desk.book()
                    .priority_areas
                    .get(*area)
                    .map_or("?", |held| &held.name)
            };
            let title = match lines.as_slice() {
                [only] => format!("{} cannot be changed.", name(only)),
                lines => format!("{} lines cannot be changed.", lines.len()),
            };
            if note(ui, Tone::Error, &title, why, &["Untick them"]) == Some(0) {
                for area in lines {
                    self.entries.tick(*area, false);
                }
            }
        }
        if preview.shared.is_some() && preview.left_after < Pence::ZERO {
            let over = preview.left_after.abs();
            let title = format!("The grant would then pay {over} more than it has.");
            note(
                ui,
                Tone::Warn,
                &title,
                "Lines that are not ticked keep what they have.",
                &[],
            );
        }
    }
}

fn note(ui: &mut Ui, tone: Tone, title: &str, detail: &str, links: &[&str]) -> Option<usize> {
    let note = Attention {
        tone,
        title,
        detail,
        links,
    };
    attention(ui, &note)
}

/// What the lines come to, what the unit leaves, what the grant then has left.
fn sum_words(preview: &Preview) -> String {
    let Some(shared) = &preview.shared else {
        return String::new();
    };
    let lines =
        crate::domain::grant::position::total(shared.lines.iter().map(|line| line.allocated));
    let over = shared
        .balancing
        .map_or_else(String::new, |over| format!(" + balancing line {over}"));
    let left = preview.left_after;
    format!(
        "Lines {lines}{over} = {}. The grant then has {left} left.",
        preview.total
    )
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
