//! The readings of the indicator shown: published figures to read, the officers' own to type in.
//!
//! Edges: a block that cannot be taken whole is refused whole, and the reason stands above the grid until the next thing
//! is done.

use std::collections::HashMap;

use egui::{Align, Key, Ui};
use egui_extras::{Column, TableBuilder};

use crate::domain::benchmark::OwnFigure;
use crate::domain::id::{IndicatorId, ReadingId};
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::ui::indicators::change::{Outcome, Readings};
use crate::ui::indicators::draft::draft;
use crate::ui::indicators::field::Field;
use crate::ui::indicators::legend::{legend, long_words};
use crate::ui::indicators::line::{Fresh, Line, Lines};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{Attention, Grid, GridEvent, attention, bring_out, section};

/// Where the keyboard is to go.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Goal {
    /// The value of a period.
    Period(Period),
    /// A reading that is being added: its row exists once the plan holds it.
    Reading(ReadingId, usize),
    /// The period of a new one.
    New,
    /// Nowhere: only the newest row is to be seen.
    Newest,
}

/// What the readings remember.
#[derive(Debug, Default)]
pub struct ReadingsCard {
    lines: Lines,
    /// New readings half typed: each waits for its indicator to be shown again.
    fresh: HashMap<IndicatorId, Fresh>,
    /// A new reading that was asked for; its texts are let go once the plan holds it.
    sent: Option<ReadingId>,
    of: Option<IndicatorId>,
    goal: Option<Goal>,
    refused: Option<String>,
    draft: Option<OwnFigure>,
}

impl ReadingsCard {
    /// Leads to the figure of a period in the next frame.
    pub fn go_to(&mut self, period: Period) {
        self.goal = Some(Goal::Period(period));
    }

    /// The figure being typed, for what moves along with it.
    pub fn draft(&self) -> Option<OwnFigure> {
        self.draft
    }

    /// Forgets what belongs to another indicator.
    pub fn turn_to(&mut self, id: IndicatorId) {
        if self.of != Some(id) {
            self.of = Some(id);
            self.sent = None;
            self.refused = None;
            self.draft = None;
            if !matches!(self.goal, Some(Goal::Period(_))) {
                self.goal = Some(Goal::Newest);
            }
        }
    }

    /// Draws heading, grid and legend in a height of `height` points at most.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        indicator: &Indicator,
        height: f32,
        asks: &mut Vec<Request>,
    ) {
        let lines = self.lines.of(desk, indicator.id);
        section(ui, "Readings");
        if let Some(words) = &self.refused {
            let note = Attention {
                tone: Tone::Error,
                title: "Nothing was changed.",
                detail: words,
                links: &[],
            };
            attention(ui, &note);
        }
        self.let_go(indicator.id, &lines);
        let fresh = self.fresh.get(&indicator.id).cloned().unwrap_or_default();
        let readings = Readings {
            desk,
            indicator,
            lines: &lines,
            fresh: &fresh,
        };
        let event = self.grid(ui, &readings, height);
        let entered = ui.input(|i| i.key_pressed(Key::Enter));
        self.take(&readings, event, entered, asks);
        legend(ui, &lines, indicator);
    }

    fn keep(&mut self, readings: &Readings<'_>, field: Field, text: &str) {
        self.fresh
            .entry(readings.indicator.id)
            .or_default()
            .keep(field, text);
    }

    /// Lets go of the texts of a new reading that has reached the plan.
    fn let_go(&mut self, id: IndicatorId, lines: &[Line]) {
        let arrived = |sent: ReadingId| {
            lines
                .iter()
                .any(|line| line.entered().is_some_and(|held| held.id == sent))
        };
        if self.sent.is_some_and(arrived) {
            self.sent = None;
            self.fresh.remove(&id);
        }
    }

    fn grid(&mut self, ui: &mut Ui, readings: &Readings<'_>, height: f32) -> GridEvent {
        let mut event = GridEvent::None;
        let mut has_keyboard = false;
        let needed = readings.lines.len() as f32 * size::ROW + space::MEDIUM;
        let kind = readings.indicator.period_kind;
        let least: f32 = Field::ALL.iter().map(|field| field.width(kind) + 2.0).sum();
        let spare = (ui.available_width() - least).max(0.0) / 3.0;
        egui::ScrollArea::horizontal()
            .id_salt("across")
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = egui::vec2(2.0, 0.0);
                let mut grid = Grid::begin(ui, ("readings", readings.indicator.id), readings);
                let shown = self.lead(ui, &mut grid, readings.lines);
                let mut table = TableBuilder::new(ui)
                    .id_salt(readings.indicator.id)
                    .striped(false)
                    .auto_shrink([false, true])
                    .max_scroll_height(height.min(needed))
                    .animate_scrolling(false)
                    .cell_layout(egui::Layout::left_to_right(Align::Center));
                for field in Field::ALL {
                    let more = if field.is_words() { spare.floor() } else { 0.0 };
                    table = table.column(Column::exact(field.width(kind) + more));
                }
                if let Some(row) = grid.row_to_show().or(shown) {
                    table = table.scroll_to_row(row, None);
                }
                table
                    .header(size::ROW, |mut head| {
                        for field in Field::ALL {
                            head.col(|ui| {
                                grid.head(ui, field.col())
                                    .on_hover_text(field.about(readings.indicator));
                            });
                        }
                    })
                    .body(|body| {
                        body.rows(size::ROW, readings.lines.len(), |mut row| {
                            let at = row.index();
                            for field in Field::ALL {
                                row.col(|ui| {
                                    let cell = grid.cell(ui, at, field.col());
                                    long_words(readings, cell, at, field);
                                });
                            }
                        });
                    });
                has_keyboard = grid.has_keyboard(ui);
                event = grid.end(ui);
                if has_keyboard {
                    bring_out(ui, "along the line");
                }
            });
        if has_keyboard {
            bring_out(ui, ("readings", readings.indicator.id));
        }
        event
    }

    /// Puts the keyboard where it is to go; gives back a row that is only to be seen.
    fn lead(
        &mut self,
        ui: &Ui,
        grid: &mut Grid<'_, Readings<'_>>,
        lines: &[Line],
    ) -> Option<usize> {
        let goal = self.goal?;
        if ui.input(|i| i.pointer.any_click()) {
            // A click anywhere takes the keyboard off what it is not on: go in the next frame.
            ui.ctx().request_repaint();
            return None;
        }
        let last = lines.len().checked_sub(1)?;
        let of_period =
            |period: Period| lines.iter().rposition(|line| line.period() == Some(period));
        let of_key = |id: ReadingId| {
            lines
                .iter()
                .position(|line| line.entered().is_some_and(|held| held.id == id))
        };
        let (row, col) = match goal {
            Goal::Newest => {
                self.goal = None;
                return Some(last);
            }
            Goal::New => (last, Field::Period.col()),
            Goal::Period(period) => (of_period(period).unwrap_or(last), Field::Value.col()),
            // It may have been refused by the file: then its row never comes, and the goal is given up with it.
            Goal::Reading(id, col) => (of_key(id)?, col),
        };
        self.goal = None;
        grid.go_to(ui, row, col);
        None
    }

    /// Acts on what was asked of the grid.
    fn take(
        &mut self,
        readings: &Readings<'_>,
        event: GridEvent,
        entered: bool,
        asks: &mut Vec<Request>,
    ) {
        let is_act = !matches!(
            event,
            GridEvent::None | GridEvent::Draft { .. } | GridEvent::Copy(_)
        );
        if is_act {
            self.refused = None;
        }
        self.draft = None;
        let made = match event {
            GridEvent::Draft { row, col, text } => {
                self.draft = draft(readings, row, Field::at(col), &text);
                return;
            }
            GridEvent::Commit { row, col, text } => {
                return self.typed(readings, (row, Field::at(col)), &text, entered, asks);
            }
            GridEvent::Paste { row, col, block } => self.pasted(readings, row, col, &block, asks),
            GridEvent::FillDown(block) => Some(readings.filled(block)),
            GridEvent::Clear(block) => {
                for col in block
                    .columns()
                    .filter(|_| readings.lines.get(block.last.row) == Some(&Line::New))
                {
                    self.keep(readings, Field::at(col), "");
                }
                let has_readings = block.rows().any(|row| {
                    readings
                        .lines
                        .get(row)
                        .is_some_and(|line| line.entered().is_some())
                });
                has_readings.then(|| readings.cleared(block))
            }
            GridEvent::None | GridEvent::Copy(_) => return,
        };
        match made {
            Some(Ok(command)) => asks.push(Request::Change(command)),
            Some(Err(words)) => self.refused = Some(words),
            None => {}
        }
    }

    /// A single cell pasted into the new row counts as typed.
    fn pasted(
        &mut self,
        readings: &Readings<'_>,
        row: usize,
        col: usize,
        block: &[Vec<String>],
        asks: &mut Vec<Request>,
    ) -> Option<Result<crate::domain::command::Command, String>> {
        if let [cells] = block
            && let [text] = cells.as_slice()
            && readings.lines.get(row) == Some(&Line::New)
        {
            self.typed(readings, (row, Field::at(col)), text, false, asks);
            return None;
        }
        Some(readings.pasted(row, col, block))
    }

    fn typed(
        &mut self,
        readings: &Readings<'_>,
        (row, field): (usize, Field),
        text: &str,
        entered: bool,
        asks: &mut Vec<Request>,
    ) {
        match readings.typed(row, field, text) {
            Ok(Outcome::Change(command)) => asks.push(Request::Change(command)),
            Ok(Outcome::Keep) => self.keep(readings, field, text),
            Ok(Outcome::Add(command, id)) => {
                asks.push(Request::Change(command));
                self.keep(readings, field, text);
                self.sent = Some(id);
                // After Enter the next period is typed; after Tab the rest of this reading.
                let next = (field.col() + 1).min(Field::Source.col());
                self.goal = Some(if entered {
                    Goal::New
                } else {
                    Goal::Reading(id, next)
                });
            }
            Err(words) => self.refused = Some(words),
        }
    }
}
