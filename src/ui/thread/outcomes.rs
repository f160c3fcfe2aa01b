//! Beside a picked objective: its pounds against one of its outcomes, year by year, as a plot or as a table.
//!
//! What it says is worked out in [`crate::domain::outcome`], once after each change and each choice; here it is only chosen
//! and drawn. The caution stands beside both, for a plot of two lines invites more than it can bear.

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::{Layout, ScrollArea, Ui, UiBuilder};

use crate::domain::book::Book;
use crate::domain::chart::{Chart, Table};
use crate::domain::id::{IndicatorId, ObjectiveId};
use crate::domain::outcome::{
    CAUTION, Measured, Outcome, Question, Whose, counts_children, is_unit_cost, outcome,
};
use crate::domain::problem::Place;
use crate::session::chart::Against;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Room};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, link_button, section};

/// The share of the width that the pounds take.
const POUNDS: f32 = 0.42;
/// How tall the plots are at least, in points.
const LEAST: f32 = 150.0;

/// What is chosen, and what was worked out from it.
#[derive(Debug, Default)]
pub struct Outcomes {
    chosen: Option<Chosen>,
    is_table: bool,
    worked: Option<(Of, Worked)>,
    hidden: BTreeSet<String>,
}

/// Whose pounds, beside which indicator, by whose count.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Chosen {
    objective: ObjectiveId,
    whose: Whose,
    indicator: Option<IndicatorId>,
    counted: Option<IndicatorId>,
}

/// What it was worked out from.
#[derive(Clone, Debug, PartialEq)]
struct Of {
    path: PathBuf,
    revision: u64,
    chosen: Chosen,
    against: Against,
}

#[derive(Debug)]
struct Worked {
    outcome: Outcome,
    pounds: Chart,
    figures: Chart,
    table: Table,
}

impl Outcomes {
    /// Draws it into the room there is.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        objective: ObjectiveId,
        asks: &mut Vec<Request>,
    ) {
        let mut chosen = self.chosen(desk.book(), objective);
        self.head(ui, desk.book(), &mut chosen);
        self.chosen = Some(chosen);
        if chosen.indicator.is_none() {
            ui.label(theme::muted(
                ui,
                "No indicator serves it, so there is nothing to set its pounds beside. Link one in Indicators.",
            ));
            if link_button(ui, "Open Indicators").clicked() {
                asks.push(Request::Go(Room::Indicators));
            }
            return;
        }
        self.work_out(desk, chosen);
        let Some((_, worked)) = &self.worked else {
            return;
        };
        if self.is_table {
            table(ui, worked);
        } else {
            plots(ui, worked, &mut self.hidden);
        }
        if let Some(id) = chosen.indicator
            && link_button(ui, "Open the indicator").clicked()
        {
            asks.push(Request::Open(Place::Indicator(id)));
        }
    }

    /// What is chosen, as far as it is still there; otherwise the objective's first.
    fn chosen(&self, book: &Book, objective: ObjectiveId) -> Chosen {
        let held = self.chosen.filter(|held| held.objective == objective);
        let whose = held.map_or(Whose::Objective(objective), |held| held.whose);
        let whose = if whose.name(book).is_empty() {
            Whose::Objective(objective)
        } else {
            whose
        };
        let all = whose.indicators(book);
        let indicator = held.and_then(|held| held.indicator);
        let counted = held.and_then(|held| held.counted);
        Chosen {
            objective,
            whose,
            indicator: indicator
                .filter(|id| all.contains(id))
                .or_else(|| all.first().copied()),
            counted: counted.filter(|id| book.indicators.get(*id).is_some()),
        }
    }

    fn head(&mut self, ui: &mut Ui, book: &Book, chosen: &mut Chosen) {
        ui.horizontal_wrapped(|ui| {
            section(ui, "Pounds against outcomes");
            whose(ui, book, chosen);
            let all = chosen.whose.indicators(book);
            let labels = labels(book, &all);
            let mut at = all
                .iter()
                .position(|id| Some(*id) == chosen.indicator)
                .unwrap_or_default();
            if combo(ui, "outcome indicator", "Outcome", &mut at, &labels).changed() {
                chosen.indicator = all.get(at).copied();
            }
            counted(ui, book, chosen);
            for (is_table, words) in [(false, "Plot"), (true, "Table")] {
                if ui
                    .selectable_label(self.is_table == is_table, words)
                    .clicked()
                {
                    self.is_table = is_table;
                }
            }
        });
    }

    fn work_out(&mut self, desk: Desk<'_>, chosen: Chosen) {
        let of = Of {
            path: desk.session.path().to_owned(),
            revision: desk.session.revision(),
            chosen,
            against: desk.against.clone(),
        };
        if self.worked.as_ref().is_some_and(|(held, _)| *held == of) {
            return;
        }
        self.worked = worked(desk, chosen).map(|worked| (of, worked));
    }
}

fn worked(desk: Desk<'_>, chosen: Chosen) -> Option<Worked> {
    let book = desk.book();
    let list = &desk.against.list;
    let indicator = book.indicators.get(chosen.indicator?)?;
    let comparisons = desk.session.comparisons(indicator.id, list);
    let count = chosen.counted.and_then(|id| book.indicators.get(id));
    let counts = count.map(|held| desk.session.comparisons(held.id, list));
    let counted = count.zip(counts.as_ref());
    let found = outcome(
        book,
        &Question {
            whose: chosen.whose,
            measured: Measured {
                indicator,
                comparisons: &comparisons,
            },
            counted: counted.map(|(indicator, comparisons)| Measured {
                indicator,
                comparisons,
            }),
            average: desk.against.average,
        },
    );
    Some(Worked {
        pounds: found.pounds(),
        figures: found.figures(&book.area_name(&book.plan().area)),
        table: found.table(),
        outcome: found,
    })
}

/// The objective, or one of its priority areas.
fn whose(ui: &mut Ui, book: &Book, chosen: &mut Chosen) {
    let whole = Whose::Objective(chosen.objective);
    let areas = book.priority_areas.iter().filter(|area| whole.has(area));
    let all: Vec<Whose> = std::iter::once(whole)
        .chain(areas.map(|area| Whose::Area(area.id)))
        .collect();
    let labels: Vec<String> = all
        .iter()
        .map(|held| match held {
            Whose::Objective(_) => "The whole objective".to_owned(),
            Whose::Area(_) => held.name(book),
        })
        .collect();
    let mut at = all
        .iter()
        .position(|held| *held == chosen.whose)
        .unwrap_or_default();
    if combo(ui, "whose pounds", "Pounds of", &mut at, &labels).changed()
        && let Some(picked) = all.get(at)
    {
        chosen.whose = *picked;
    }
}

/// By whose count the pounds are divided.
fn counted(ui: &mut Ui, book: &Book, chosen: &mut Chosen) {
    let counts = book.indicators.iter().filter(|held| counts_children(held));
    let all: Vec<IndicatorId> = counts.map(|held| held.id).collect();
    let own = "Each child: as the outcome counts".to_owned();
    let each = labels(book, &all)
        .into_iter()
        .map(|label| format!("Each child: {label}"));
    let labels: Vec<String> = std::iter::once(own).chain(each).collect();
    let mut at = all
        .iter()
        .position(|id| Some(*id) == chosen.counted)
        .map_or(0, |at| at + 1);
    if combo(
        ui,
        "count of children",
        "Children counted by",
        &mut at,
        &labels,
    )
    .changed()
    {
        chosen.counted = at.checked_sub(1).and_then(|at| all.get(at)).copied();
    }
}

/// What indicators are called, short enough for a list.
fn labels(book: &Book, ids: &[IndicatorId]) -> Vec<String> {
    let label = |id: &IndicatorId| {
        let held = book.indicators.get(*id)?;
        let whole = held.label();
        let cost = if is_unit_cost(held) {
            " (unit cost)"
        } else {
            ""
        };
        let short: String = whole.chars().take(44).collect();
        let more = if short.len() < whole.len() { "…" } else { "" };
        Some(format!("{short}{more}{cost}"))
    };
    ids.iter().map(|id| label(id).unwrap_or_default()).collect()
}

/// The pounds beside the figures, and under them what they say.
fn plots(ui: &mut Ui, worked: &Worked, hidden: &mut BTreeSet<String>) {
    ScrollArea::vertical()
        .id_salt("outcome plots")
        .auto_shrink([false, false])
        .max_height((ui.available_height() - 26.0).max(LEAST))
        .show(ui, |ui| {
            said(ui, &worked.outcome);
            let tall = ui.available_height().max(LEAST + 48.0);
            let (rect, _) = ui
                .allocate_exact_size(egui::vec2(ui.available_width(), tall), egui::Sense::hover());
            let at = rect.left() + rect.width() * POUNDS;
            let (left, right) = rect.split_left_right_at_x(at);
            for (place, salt, chart) in [
                (left.with_max_x(at - space::SMALL), "pounds", &worked.pounds),
                (
                    right.with_min_x(at + space::SMALL),
                    "figures",
                    &worked.figures,
                ),
            ] {
                let layout = Layout::top_down(egui::Align::Min);
                let builder = UiBuilder::new().max_rect(place).layout(layout);
                ui.scope_builder(builder, |ui| {
                    crate::ui::chart::heading(ui, chart);
                    let height = (place.bottom() - ui.cursor().top()).max(96.0);
                    crate::ui::chart::show(ui, ("outcome", salt), chart, height, hidden);
                });
            }
        });
}

/// What the two say together, the caution, and what holds for all years.
fn said(ui: &mut Ui, outcome: &Outcome) {
    ui.label(outcome.sentence());
    ui.label(theme::muted(ui, CAUTION));
    for note in &outcome.notes {
        ui.label(theme::small(ui, note));
    }
}

fn table(ui: &mut Ui, worked: &Worked) {
    ScrollArea::both()
        .id_salt("outcome table")
        .auto_shrink([false, false])
        .max_height((ui.available_height() - 26.0).max(LEAST))
        .show(ui, |ui| {
            said(ui, &worked.outcome);
            egui::Grid::new("pounds against outcomes")
                .striped(true)
                .spacing([space::LARGE, space::TINY])
                .show(ui, |ui| {
                    for heading in &worked.table.headings {
                        ui.label(theme::small(ui, heading));
                    }
                    ui.end_row();
                    for row in &worked.table.rows {
                        for cell in row {
                            ui.label(cell);
                        }
                        ui.end_row();
                    }
                });
        });
}
