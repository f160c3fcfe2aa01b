//! Taking a file out of the plan: what goes is said in a sentence first, and undo brings it back.

use egui::Ui;

use crate::domain::id::BatchId;
use crate::domain::indicator::Indicator;
use crate::domain::intake::FileKind;
use crate::domain::statistics::grouped;
use crate::session::Session;
use crate::session::release::removal;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone};

/// The question, while it is open.
#[derive(Debug)]
pub(super) struct Removal {
    batch: BatchId,
    alone: Vec<Indicator>,
    with_indicators: bool,
}

impl Removal {
    /// The question about a file; none when the plan cannot be read, which is said.
    pub(super) fn of(session: &Session, batch: BatchId, asks: &mut Vec<Request>) -> Option<Self> {
        match session.left_alone_by(batch) {
            Ok(alone) => Some(Self {
                batch,
                alone,
                with_indicators: false,
            }),
            Err(error) => {
                asks.push(Request::Refused(error.to_string()));
                None
            }
        }
    }

    /// Draws it; true when it is decided.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> bool {
        let Some(batch) = desk.book().batches.get(self.batch) else {
            return true;
        };
        let mut decided = false;
        theme::note(ui, Tone::Warn).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let what = format!(
                "Removing {} takes its {} figures out of every comparison. Undo brings them back.",
                batch.name,
                grouped(batch.n_figures)
            );
            ui.add(egui::Label::new(theme::strong(what)).wrap());
            if batch.kind == FileKind::Neighbours.word() {
                ui.add(egui::Label::new("The list of neighbours that came with it stays.").wrap());
            }
            if !self.alone.is_empty() {
                let words = match self.alone.as_slice() {
                    [one] => format!(
                        "Also remove the indicator {}, which nothing else speaks of",
                        one.label()
                    ),
                    several => format!(
                        "Also remove {} indicators that nothing else speaks of",
                        several.len()
                    ),
                };
                let names: Vec<String> = self.alone.iter().take(30).map(Indicator::label).collect();
                ui.checkbox(&mut self.with_indicators, words)
                    .on_hover_text(names.join("\n"));
            }
            ui.horizontal(|ui| {
                if ui.button("Remove its figures").clicked() {
                    let with = if self.with_indicators {
                        self.alone.as_slice()
                    } else {
                        &[]
                    };
                    asks.push(Request::Change(removal(desk.book(), batch, with)));
                    decided = true;
                }
                decided |= ui.button("Keep it").clicked();
            });
        });
        ui.add_space(theme::space::SMALL);
        decided
    }
}
