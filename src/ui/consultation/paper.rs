//! Paper forms: keyed one after another, keyed again by somebody else, and agreed where the two differ.
//!
//! Left, the form in hand: its questions with the answers on number keys, one question after another, so that eyes stay on
//! the paper. Right, the bundles with how far their two keyings agree, and what is still to be decided.
//!
//! Edges: the second keyer sees nothing of the first one's reading. A form begun stays as it is while another desk is
//! looked at; nothing is written until it is kept.

mod agree;
mod form;

use egui::{Align, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2};

use crate::domain::consultation::Consultation;
use crate::domain::consultation::paper::{Bundle, bundles};
use crate::domain::id::ConsultationId;
use crate::ui::consultation::mode::Mode;
use crate::ui::consultation::paper::agree::AgreeCard;
use crate::ui::consultation::paper::form::FormCard;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{empty_state, section};

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct PaperDesk {
    form: FormCard,
    agree: AgreeCard,
    bundles: Option<((u64, ConsultationId), Vec<Bundle>)>,
}

impl PaperDesk {
    /// Draws it into what is left of the room. The way to another desk, where one is chosen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: Option<&Consultation>,
        asks: &mut Vec<Request>,
    ) -> Option<Mode> {
        let Some(held) = held else {
            let what = "Paper forms are keyed here one after another, and once more by somebody else, once there is a consultation with its questions.";
            let begin = empty_state(ui, "No consultations yet", what, "Begin a consultation");
            return begin.then_some(Mode::Count);
        };
        let key = (desk.session.revision(), held.id);
        if self.bundles.as_ref().is_none_or(|(known, _)| *known != key) {
            self.bundles = Some((key, bundles(desk.book(), held.id)));
        }
        let bundles = self.bundles.as_ref().map_or(&[][..], |(_, held)| held);
        let whole = ui.available_rect_before_wrap();
        let side = (whole.width() * 0.36).clamp(300.0, 480.0);
        let cut = whole.right() - side;
        let left = Rect::from_min_max(whole.min, pos2(cut - space::MEDIUM, whole.bottom()));
        let right = Rect::from_min_max(pos2(cut, whole.top()), whole.max);
        ui.scope_builder(down(left), |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.form.ui(ui, desk, held, asks);
            });
        });
        ui.scope_builder(down(right), |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                ScrollArea::vertical()
                    .id_salt("bundles")
                    .auto_shrink(false)
                    .show(ui, |ui| {
                        list(ui, bundles);
                        ui.add_space(space::MEDIUM);
                        self.agree.ui(ui, desk, held.id, bundles, asks);
                    });
            });
        });
        ui.advance_cursor_after_rect(whole);
        None
    }
}

/// The bundles, each with how far its two keyings agree.
fn list(ui: &mut Ui, bundles: &[Bundle]) {
    section(ui, "Bundles");
    if bundles.is_empty() {
        ui.label(theme::muted(
            ui,
            "None keyed yet. Put a number on each bundle of paper and on each form in it.",
        ));
    }
    for held in bundles {
        let forms = if held.n_forms == 1 { "form" } else { "forms" };
        let said = match held.agreement() {
            None => "keyed once".to_owned(),
            Some(percent) => format!(
                "{} keyed twice: {percent:.1} % of {} answers agree",
                held.n_twice, held.n_compared
            ),
        };
        ui.label(format!("{}: {} {forms}, {said}", held.name, held.n_forms));
        if !held.differences.is_empty() {
            let n = held.differences.len();
            let plural = if n == 1 { "" } else { "s" };
            ui.label(theme::small(
                ui,
                format!("{n} difference{plural} to decide"),
            ));
        }
    }
}

/// A part of the room, filled from its top.
fn down(rect: Rect) -> UiBuilder {
    let layout = Layout::top_down(Align::Min);
    UiBuilder::new().max_rect(rect).layout(layout)
}

/// Why something cannot be kept, beside it.
fn trouble(ui: &mut Ui, problem: Option<&str>) {
    if let Some(problem) = problem {
        let colour = theme::palette(ui).error.text;
        ui.label(RichText::new(format!("✗ {problem}")).small().color(colour));
    }
}
