//! The answers that a question offers, one a line, as the officer has them on the questionnaire.
//!
//! The file shows only what somebody chose; an answer that nobody chose, or one with the separator in it, is put right
//! here before anything is taken in.
//!
//! Edges: what is typed is taken only by its button, and is kept while another question is looked at only by that.

use egui::{TextEdit, Ui};

use crate::domain::responses::propose::Proposal;
use crate::ui::consultation::responses::form::Change;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, section};

/// What this part of the form remembers between frames.
#[derive(Debug, Default)]
pub(super) struct OfferedPart {
    /// The column in view.
    column: Option<usize>,
    /// The answers as they stood when the text was filled, and the text.
    text: String,
    of: Vec<String>,
}

impl OfferedPart {
    /// Draws it; says what the officer chose.
    pub(super) fn ui(&mut self, ui: &mut Ui, proposal: &Proposal, change: &mut Option<Change>) {
        let columns: Vec<usize> = proposal.of_role(|role| role.has_list()).collect();
        let Some(first) = columns.first().copied() else {
            return;
        };
        ui.add_space(space::MEDIUM);
        section(ui, "Answers that were offered");
        let lead = "The file shows what somebody chose. Put in the questionnaire’s own answers, one a line, where one is missing or was parted in two.";
        ui.add(egui::Label::new(theme::muted(ui, lead)).wrap());
        let names: Vec<&str> = columns
            .iter()
            .map(|at| {
                proposal
                    .columns
                    .get(*at)
                    .map_or("", |held| held.title.whole.as_str())
            })
            .collect();
        let chosen = self
            .column
            .filter(|at| columns.contains(at))
            .unwrap_or(first);
        let mut place = columns.iter().position(|at| *at == chosen).unwrap_or(0);
        combo(
            ui,
            "offered of",
            "Question whose answers are shown",
            &mut place,
            &names,
        );
        let at = columns.get(place).copied().unwrap_or(first);
        let Some(held) = proposal.columns.get(at) else {
            return;
        };
        let now: Vec<String> = held.options.iter().map(|one| one.text.clone()).collect();
        if self.column != Some(at) || self.of != now {
            self.text = now.join("\n");
            (self.column, self.of) = (Some(at), now);
        }
        let field = TextEdit::multiline(&mut self.text)
            .id_salt("offered answers")
            .desired_rows(5)
            .desired_width(ui.available_width().min(520.0));
        let name = ui.label("Offered answers, one a line").id;
        ui.add(field).labelled_by(name);
        let typed: Vec<String> = self.text.lines().map(str::to_owned).collect();
        ui.horizontal(|ui| {
            ui.add_enabled_ui(typed != self.of, |ui| {
                if ui.button("Use these answers").clicked() {
                    *change = Some(Change::Answers(at, typed));
                }
            });
            ui.add_enabled_ui(held.is_options_said, |ui| {
                if ui.button("As the file has them").clicked() {
                    *change = Some(Change::Answers(at, Vec::new()));
                }
            });
        });
    }
}
