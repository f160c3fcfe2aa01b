//! The part of the form that holds the rules: tolerance, rating, breaks, quarters, and what the source says of itself.

use egui::{Ui, vec2};

use crate::domain::period::PeriodKind;
use crate::ui::indicators::form::Form;
use crate::ui::indicators::form::rules::{BreakLine, RAG_RULES, Rules, TOLERANCES, has_distance};
use crate::ui::indicators::form_view::{Refusals, about, pair, text};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, form_row, link_button, text_field};

/// Draws the rules.
pub fn ui(ui: &mut Ui, form: &mut Form, refusals: &Refusals) {
    let (now, rules) = (&mut form.now, &mut form.rules);
    pair(
        ui,
        |ui| text(ui, "Topic", &mut now.topic, "Children in need", refusals),
        |ui| {
            text(
                ui,
                "Next publication",
                &mut now.next_publication,
                "2026-11-19",
                refusals,
            );
        },
    );
    pair(
        ui,
        |ui| tolerance(ui, &mut rules.tolerance, &mut rules.tolerance_by, refusals),
        |ui| rating(ui, &mut rules.rag, &mut rules.rag_by, refusals),
    );
    ui.checkbox(
        &mut now.no_quartile,
        "No quarters: its figures lie too close together",
    )
    .on_hover_text("It is ranked, and given no band");
    ui.add_space(space::SMALL);
    breaks(ui, rules, now.period_kind, refusals);
}

fn tolerance(ui: &mut Ui, picked: &mut usize, distance: &mut String, refusals: &Refusals) {
    form_row(ui, "What counts as a change", |ui| {
        ui.horizontal(|ui| {
            combo(
                ui,
                "tolerance",
                "What counts as a change",
                picked,
                &TOLERANCES,
            );
            if has_distance(*picked) {
                by(ui, "Tolerance", distance);
            }
        });
        about(ui, "tolerance", refusals);
    });
}

fn rating(ui: &mut Ui, picked: &mut usize, distance: &mut String, refusals: &Refusals) {
    form_row(ui, "Rating rule", |ui| {
        ui.horizontal(|ui| {
            combo(ui, "rag rule", "Rating rule", picked, &RAG_RULES);
            if has_distance(*picked) {
                by(ui, "Amber within, per cent", distance);
            }
        });
        about(ui, "rating rule", refusals);
    });
}

/// A short field for a distance.
fn by(ui: &mut Ui, name: &str, words: &mut String) {
    let size = vec2(64.0, theme::size::CONTROL);
    ui.allocate_ui(size, |ui| {
        ui.set_max_width(64.0);
        text_field(ui, name, name, words, "0.5");
    });
}

fn breaks(ui: &mut Ui, rules: &mut Rules, kind: PeriodKind, refusals: &Refusals) {
    form_row(
        ui,
        "Breaks: periods from which figures are not comparable",
        |ui| {
            let mut gone = None;
            for (n, line) in rules.breaks.iter_mut().enumerate() {
                ui.push_id(n, |ui| {
                    ui.horizontal(|ui| {
                        ui.allocate_ui(vec2(120.0, theme::size::CONTROL), |ui| {
                            ui.set_max_width(120.0);
                            let name = format!("Break {}, from", n + 1);
                            text_field(ui, "from", &name, &mut line.from, kind.example());
                        });
                        let room = (ui.available_width() - 80.0).max(120.0);
                        ui.allocate_ui(vec2(room, theme::size::CONTROL), |ui| {
                            ui.set_max_width(room);
                            let name = format!("Break {}, why", n + 1);
                            text_field(ui, "why", &name, &mut line.why, "new definition");
                        });
                        let remove = link_button(ui, "Remove");
                        ui.ctx().accesskit_node_builder(remove.id, |node| {
                            node.set_label(format!("Remove break {}", n + 1));
                        });
                        if remove.clicked() {
                            gone = Some(n);
                        }
                    });
                });
            }
            if let Some(n) = gone {
                rules.breaks.remove(n);
            }
            if link_button(ui, "Add a break").clicked() {
                rules.breaks.push(BreakLine::default());
            }
            about(ui, "breaks", refusals);
        },
    );
}
