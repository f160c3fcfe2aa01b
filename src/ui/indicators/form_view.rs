//! The form for an indicator as it is drawn: short fields in pairs, long ones across, what it serves at the end.

mod rules;

use egui::{RichText, ScrollArea, TextEdit, Ui, vec2};

use crate::domain::indicator::{Polarity, UnitKind};
use crate::domain::objective::Objective;
use crate::domain::period::PeriodKind;
use crate::ui::indicators::form::Form;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, form_row, primary_button, room_heading, text_field};

/// What became of the form in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Out {
    /// It stays.
    Stay,
    /// It was given up.
    Cancel,
}

type Refusals = Vec<(Option<&'static str>, String)>;

/// Draws the form.
pub fn ui(ui: &mut Ui, form: &mut Form, desk: Desk<'_>, asks: &mut Vec<Request>) -> Out {
    let refusals = form.refusals(desk.book());
    let frame = theme::card(ui);
    frame
        .show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            let title = match &form.was {
                Some(was) => format!("Edit {}", was.code),
                None => "Add an indicator".to_owned(),
            };
            room_heading(ui, &title);
            ui.label(theme::small(ui, "One measure, followed over periods of one kind. Only code and title are needed to begin."));
            ui.add_space(space::SMALL);
            let height = (ui.available_height() - 48.0).max(120.0);
            ScrollArea::vertical().id_salt("form").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                // A little less than there is, for the scroll bar.
                ui.set_max_width((ui.available_width() - space::LARGE).min(760.0));
                fields(ui, form, &refusals);
                rules::ui(ui, form, &refusals);
                objectives(ui, form, desk);
                for (_, words) in refusals.iter().filter(|(field, _)| field.is_none()) {
                    refusal(ui, words);
                }
            });
            buttons(ui, form, desk, asks)
        })
        .inner
}

fn fields(ui: &mut Ui, form: &mut Form, refusals: &Refusals) {
    let now = &mut form.now;
    pair(
        ui,
        |ui| text(ui, "Code", &mut now.code, "PAF A1", refusals),
        |ui| {
            text(
                ui,
                "Title",
                &mut now.title,
                "Second or later child protection plan",
                refusals,
            )
        },
    );
    pair(
        ui,
        |ui| {
            let labels = UnitKind::ALL.map(UnitKind::word);
            choose(ui, "Unit", &mut now.unit, &UnitKind::ALL, &labels);
        },
        |ui| {
            text(
                ui,
                "Unit in words",
                &mut now.unit_words,
                "per 10,000 children",
                refusals,
            )
        },
    );
    pair(
        ui,
        |ui| {
            choose(
                ui,
                "Decimals shown",
                &mut now.decimals,
                &[0, 1, 2, 3, 4],
                &["0", "1", "2", "3", "4"],
            )
        },
        |ui| {
            let labels = Polarity::ALL.map(Polarity::sentence);
            choose(
                ui,
                "Which way is better",
                &mut now.polarity,
                &Polarity::ALL,
                &labels,
            );
        },
    );
    pair(
        ui,
        |ui| {
            let labels =
                PeriodKind::ALL.map(|kind| format!("{}, such as {}", kind.words(), kind.example()));
            choose(
                ui,
                "Kind of period",
                &mut now.period_kind,
                &PeriodKind::ALL,
                &labels,
            );
            about(ui, "kind of period", refusals);
        },
        |ui| {
            text(
                ui,
                "Target, as the plan prints it",
                &mut now.target,
                "<9%",
                refusals,
            )
        },
    );
    pair(
        ui,
        |ui| {
            text(
                ui,
                "Numerator",
                &mut now.numerator,
                "plans that are a second or later one",
                refusals,
            )
        },
        |ui| {
            text(
                ui,
                "Denominator",
                &mut now.denominator,
                "plans starting in the year",
                refusals,
            )
        },
    );
    text(
        ui,
        "Source",
        &mut now.source,
        "DfE children in need census",
        refusals,
    );
    form_row(ui, "Definition", |ui| {
        let edit = TextEdit::multiline(&mut now.definition)
            .desired_rows(3)
            .desired_width(f32::INFINITY);
        ui.add(edit).accessible_name("Definition");
    });
}

/// Two fields side by side, the first the narrower; one under the other where there is no room.
fn pair(ui: &mut Ui, first: impl FnOnce(&mut Ui), second: impl FnOnce(&mut Ui)) {
    let wide = ui.available_width();
    if wide < 420.0 {
        first(ui);
        second(ui);
        return;
    }
    let left = (wide * 0.38).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        let down = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(vec2(left, 0.0), down, |ui| {
            ui.set_width(left);
            first(ui);
        });
        ui.allocate_ui_with_layout(vec2(wide - left - space::MEDIUM, 0.0), down, second);
    });
}

fn text(ui: &mut Ui, name: &'static str, words: &mut String, hint: &str, refusals: &Refusals) {
    form_row(ui, name, |ui| {
        text_field(ui, name, name, words, hint);
        about(ui, &name.to_lowercase(), refusals);
    });
}

fn choose<T: Copy + PartialEq, L: AsRef<str>>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    all: &[T],
    labels: &[L],
) {
    form_row(ui, name, |ui| {
        let mut picked = all.iter().position(|held| held == value).unwrap_or(0);
        if combo(ui, name, name, &mut picked, labels).changed()
            && let Some(new) = all.get(picked)
        {
            *value = *new;
        }
    });
}

/// Why a field cannot stay as it is, below it.
fn about(ui: &mut Ui, field: &str, refusals: &Refusals) {
    for (_, words) in refusals.iter().filter(|(held, _)| *held == Some(field)) {
        refusal(ui, words);
    }
}

fn refusal(ui: &mut Ui, words: &str) {
    let colour = theme::palette(ui).error.text;
    ui.label(RichText::new(format!("✗ {words}")).small().color(colour));
}

fn objectives(ui: &mut Ui, form: &mut Form, desk: Desk<'_>) {
    if desk.book().objectives.is_empty() {
        return;
    }
    form_row(ui, "Objectives it serves", |ui| {
        let objectives: &[Objective] = &desk.book().objectives;
        let columns = if ui.available_width() < 420.0 { 1 } else { 2 };
        let down = objectives.len().div_ceil(columns);
        ui.columns(columns, |columns| {
            for (ui, objectives) in columns.iter_mut().zip(objectives.chunks(down.max(1))) {
                for objective in objectives {
                    serves(ui, form, objective);
                }
            }
        });
    });
}

fn serves(ui: &mut Ui, form: &mut Form, objective: &Objective) {
    let mut serves = form.now.objectives.contains(&objective.id);
    let check = ui
        .checkbox(&mut serves, objective.label())
        .on_hover_text(&objective.title);
    if check.changed() {
        form.now.objectives.retain(|id| *id != objective.id);
        if serves {
            form.now.objectives.push(objective.id);
        }
    }
}

fn buttons(ui: &mut Ui, form: &mut Form, desk: Desk<'_>, asks: &mut Vec<Request>) -> Out {
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        let word = if form.was.is_some() {
            "Save changes"
        } else {
            "Add indicator"
        };
        if primary_button(ui, word).clicked()
            && let Some(command) = form.send(desk.book())
        {
            asks.push(Request::Change(command));
        }
        if ui.button("Cancel").clicked() {
            Out::Cancel
        } else {
            Out::Stay
        }
    })
    .inner
}
