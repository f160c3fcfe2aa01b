//! The selected line: how much, who pays, what part of the year, what is in it, who else puts money in, what it should change.
//!
//! Edges: where several grants pay, dates and "of which" parts are those of the selected grant's amount, or of the first
//! that pays. In a file that may only be read they stand as words.

use egui::{Align, Layout, Ui};

use crate::domain::chart::shorten;
use crate::domain::command::Command;
use crate::domain::grant::position::{LinePosition, less, total};
use crate::domain::grant::{Allocation, PriorityArea};
use crate::domain::id::{AllocationId, GrantId};
use crate::domain::money::Pence;
use crate::domain::problem::Place;
use crate::domain::record::Edit;
use crate::ui::grant::change::refusal;
use crate::ui::grant::dates;
use crate::ui::grant::memo::{Ledger, YearView};
use crate::ui::grant::outcome::Outcome;
use crate::ui::grant::partners::Partners;
use crate::ui::grant::parts::{self, NewPart};
use crate::ui::grant::status::{self, Reopening};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{link_button, section};

/// How many indicators are shown before one asks for more: the checks below must stay in view.
const N_OUTCOMES: usize = 4;

/// What the panel is drawn from.
pub struct Shown<'a> {
    /// The plan and the year.
    pub desk: Desk<'a>,
    /// The year's sums.
    pub view: &'a YearView,
    /// Where things are.
    pub ledger: &'a Ledger,
    /// The line.
    pub area: &'a PriorityArea,
    /// The grant whose column is selected.
    pub payer: Option<GrantId>,
    /// What its objective's indicators say.
    pub outcomes: &'a [Outcome],
}

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct DetailState {
    dates_of: Option<AllocationId>,
    all_outcomes: bool,
    part: NewPart,
    reopening: Reopening,
    partner: Partners,
}

/// Draws the panel; true when the line's own form is asked for.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut DetailState,
    asks: &mut Vec<Request>,
) -> bool {
    let can_edit = !shown.desk.session.is_read_only();
    let edit = heading(ui, shown, can_edit);
    let Some(line) = shown.view.line(shown.area.id) else {
        return edit;
    };
    money(ui, shown, line);
    if let Some(held) = allocation(shown, line) {
        let changed = covers(ui, shown, held, state, can_edit);
        asks.extend(changed.map(Request::Change));
        let changed = status::show(ui, shown.desk.book(), held, &mut state.reopening, can_edit);
        asks.extend(changed.map(Request::Change));
        let changed = parts::show(ui, shown.desk, shown.ledger, held, &mut state.part);
        asks.extend(changed.map(Request::Change));
    } else if can_edit {
        ui.label(theme::muted(
            ui,
            "No grant pays for it yet. Type an amount in its row: 84,000 or =12*7000.",
        ));
    }
    state.partner.show(ui, shown.desk, shown.area, asks);
    should_change(ui, shown, state, asks);
    edit
}

fn heading(ui: &mut Ui, shown: &Shown<'_>, can_edit: bool) -> bool {
    let objective = shown
        .area
        .objective
        .and_then(|id| shown.desk.book().objectives.get(id));
    let title = match objective {
        Some(objective) if !objective.number.is_empty() => {
            format!("{} · objective {}", shown.area.name, objective.number)
        }
        _ => shown.area.name.clone(),
    };
    let edit = ui
        .horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let edit = can_edit
                    && link_button(ui, "Edit…")
                        .accessible_name("Edit priority area…")
                        .clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                    section(ui, &title).on_hover_text(&title);
                });
                edit
            })
            .inner
        })
        .inner;
    if let Some(objective) = objective {
        let words = egui::Label::new(theme::small(ui, &objective.title)).truncate();
        ui.add(words).on_hover_text(&objective.title);
    }
    edit
}

/// The amount whose dates and parts are shown: the selected grant's, else the first there is.
fn allocation<'a>(shown: &Shown<'a>, line: &LinePosition) -> Option<&'a Allocation> {
    let book = shown.desk.book();
    let held = |grant| shown.ledger.held(book, grant, line.priority_area);
    let first = || {
        shown
            .view
            .position
            .grants
            .iter()
            .find_map(|sums| held(sums.grant))
    };
    shown.payer.and_then(held).or_else(first)
}

/// A name at the left, a figure or a few words at the right.
pub(super) fn fact(ui: &mut Ui, name: &str, value: impl Into<egui::WidgetText>) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(egui::Label::new(value));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(theme::muted(ui, name)).truncate())
                    .on_hover_text(name);
            });
        });
    });
}

fn money(ui: &mut Ui, shown: &Shown<'_>, line: &LinePosition) {
    let paid = line.cells.iter().any(Option::is_some);
    if !paid {
        return;
    }
    ui.add_space(space::TINY);
    fact(ui, "Amount", theme::strong(line.total.to_string()));
    let payers: Vec<_> = shown
        .view
        .position
        .grants
        .iter()
        .zip(&line.cells)
        .filter_map(|(sums, cell)| Some((sums.grant, (*cell)?)))
        .collect();
    let moved = total(
        payers
            .iter()
            .map(|(grant, _)| shown.ledger.moved(*grant, shown.area.id)),
    );
    if moved != Pence::ZERO {
        fact(ui, "Original budget", less(line.total, moved).to_string());
        let words = if moved.is_negative() {
            "Moved away by virement"
        } else {
            "Brought by virement"
        };
        fact(ui, words, moved.abs().to_string());
    }
    for (id, amount) in &payers {
        let Some(grant) = shown.desk.book().grants.get(*id) else {
            continue;
        };
        let name = format!("{}, {}", grant.short, grant.nature.word());
        match payers.len() {
            1 => fact(ui, "Paid by", name),
            _ => fact(ui, &format!("Paid by {name}"), amount.to_string()),
        }
    }
    if let Some(share) = line.total.share_of(shown.view.position.granted) {
        fact(ui, "Share of all grant", format!("{share:.1}%"));
    }
}

/// The part of the year; gives back the change when its dates were changed.
fn covers(
    ui: &mut Ui,
    shown: &Shown<'_>,
    held: &Allocation,
    state: &mut DetailState,
    can_edit: bool,
) -> Option<Command> {
    let book = shown.desk.book();
    let year = book.grants.get(held.grant)?.year();
    fact(ui, "Covers", dates::covers(held, year));
    let place = Place::Allocation(held.grant, held.priority_area);
    let equivalent = shown
        .view
        .problems
        .iter()
        .find(|problem| problem.kind == "part-year-line" && problem.place == place);
    if let Some(problem) = equivalent {
        ui.label(theme::small(ui, &problem.why));
    }
    if !can_edit {
        return None;
    }
    let is_open = state.dates_of == Some(held.id);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        if link_button(
            ui,
            if is_open {
                "Hide dates"
            } else {
                "Change dates…"
            },
        )
        .clicked()
        {
            state.dates_of = (!is_open).then_some(held.id);
        }
        if !state.part.is_open(held.id) && link_button(ui, "Add an “of which”…").clicked() {
            state.part.open(held.id);
        }
    });
    if !is_open {
        return None;
    }
    let accept = |now: &Allocation| {
        let command = Edit::change(held, now.clone()).into();
        refusal(&command, book).map_or(Ok(()), Err)
    };
    dates::show(ui, held, year, accept).map(|now| Edit::change(held, now).into())
}

/// The objective's indicators, each a way to its own room.
fn should_change(ui: &mut Ui, shown: &Shown<'_>, state: &mut DetailState, asks: &mut Vec<Request>) {
    ui.add_space(space::SMALL);
    section(ui, "What it should change");
    if shown.area.objective.is_none() {
        ui.label(theme::muted(ui, "It serves no objective, so no indicator follows it. Edit the priority area to choose one."));
        return;
    }
    if shown.outcomes.is_empty() {
        ui.label(theme::muted(
            ui,
            "Its objective has no indicator yet. Add one in the Indicators room.",
        ));
    }
    let n = shown.outcomes.len();
    // One more is shown rather than a line that says "1 more".
    let n_shown = if state.all_outcomes || n <= N_OUTCOMES + 1 {
        n
    } else {
        N_OUTCOMES
    };
    for outcome in shown.outcomes.iter().take(n_shown) {
        if indicator(ui, outcome) {
            asks.push(Request::Open(Place::Indicator(outcome.id)));
        }
    }
    if n > n_shown && link_button(ui, &format!("Show {} more", n - n_shown)).clicked() {
        state.all_outcomes = true;
    } else if state.all_outcomes && n > N_OUTCOMES + 1 && link_button(ui, "Show fewer").clicked() {
        state.all_outcomes = false;
    }
}

/// An indicator's line: its name as a link, and its figures; true when it was followed.
fn indicator(ui: &mut Ui, outcome: &Outcome) -> bool {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(egui::Label::new(theme::muted(ui, &outcome.figures)));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let font = theme::body_font(ui);
                let room = ui.available_width();
                let fits = |text: &str| {
                    let galley = ui.painter().layout_no_wrap(
                        text.to_owned(),
                        font.clone(),
                        egui::Color32::PLACEHOLDER,
                    );
                    galley.size().x <= room
                };
                let link = link_button(ui, &shorten(&outcome.label, fits));
                link.on_hover_text(format!("{}: {}", outcome.label, outcome.told))
                    .clicked()
            })
            .inner
        })
        .inner
    })
    .inner
}
