//! The measures of a dashboard under their outcomes, with the heads standing while the rows scroll.
//!
//! Tab stops at the table once; inside it the arrow keys, Page Up and Down, Home and End move, and Enter opens the
//! measure. Only the rows in view are drawn.

use egui::{EventFilter, Id, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use crate::domain::dashboard::Dashboard;
use crate::domain::id::{IndicatorId, Key as _};
use crate::domain::period::Period;
use crate::ui::indicators::dashboard::line::{self, Column, Line, standing};
use crate::ui::theme::{self, space};

/// Height of the heads.
const HEAD: f32 = 36.0;
/// Height of an outcome's line.
const OUTCOME: f32 = 30.0;
/// Height of the line that explains the signs.
const LEGEND: f32 = 24.0;

/// What the table remembers.
#[derive(Debug, Default)]
pub struct Table {
    of: Option<Period>,
    /// The row that Tab stops at.
    at: usize,
}

/// A line of the table: an outcome, or a row by its place.
enum Item<'a> {
    Outcome(&'a str, usize),
    Row(usize),
}

impl Table {
    /// Draws the table into the room there is; gives back the measure that was pressed.
    pub fn ui(&mut self, ui: &mut Ui, dashboard: &Dashboard) -> Option<IndicatorId> {
        if self.of != Some(dashboard.period) {
            (self.of, self.at) = (Some(dashboard.period), 0);
        }
        self.at = self.at.min(dashboard.rows.len().saturating_sub(1));
        ui.spacing_mut().item_spacing.y = 0.0;
        let bar = ui.spacing().scroll.allocated_width();
        let columns = standing(ui.cursor().left(), ui.available_width() - bar);
        heads(ui, &columns);
        let height = (ui.available_height() - LEGEND).max(2.0 * line::HEIGHT);
        let base = ui.make_persistent_id(("dashboard", dashboard.period));
        let moved = self.moved(ui, base, dashboard, height);
        let pressed = ScrollArea::vertical()
            .id_salt(("dashboard rows", dashboard.period))
            .max_height(height)
            .auto_shrink(false)
            .show(ui, |ui| self.rows(ui, base, dashboard, &columns, moved))
            .inner;
        legend(ui);
        pressed
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        base: Id,
        dashboard: &Dashboard,
        columns: &[(f32, f32)],
        moved: bool,
    ) -> Option<IndicatorId> {
        let mut pressed = None;
        for item in items(dashboard) {
            match item {
                Item::Outcome(title, n) => outcome(ui, title, n),
                Item::Row(at) => {
                    let (rect, _) = ui.allocate_exact_size(
                        vec2(ui.available_width(), line::HEIGHT),
                        Sense::hover(),
                    );
                    let is_stop = at == self.at;
                    if is_stop && moved {
                        ui.scroll_to_rect(rect.expand2(vec2(0.0, OUTCOME)), None);
                    }
                    // The one with the keyboard is kept, so that the keyboard does not go with it out of view.
                    if !(ui.is_rect_visible(rect) || is_stop) {
                        continue;
                    }
                    let Some(row) = dashboard.rows.get(at) else {
                        continue;
                    };
                    let line = Line {
                        id: base.with(row.indicator.number()),
                        row,
                        is_stop,
                        place: (at, dashboard.rows.len()),
                    };
                    if line.show(ui, rect, columns).clicked() {
                        self.at = at;
                        pressed = Some(row.indicator);
                    }
                }
            }
        }
        pressed
    }

    /// Follows the keys from the row that has the keyboard; whether it went to another.
    fn moved(&mut self, ui: &Ui, base: Id, dashboard: &Dashboard, height: f32) -> bool {
        let id_of = |at: usize| {
            let row = dashboard.rows.get(at);
            base.with(row.map_or(0, |row| row.indicator.number()))
        };
        let id = id_of(self.at);
        if !ui.memory(|memory| memory.has_focus(id)) {
            return false;
        }
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let last = dashboard.rows.len().saturating_sub(1);
        let page = ((height / line::HEIGHT) as usize).max(2) - 1;
        let keys = [
            (Key::ArrowDown, (self.at + 1).min(last)),
            (Key::ArrowUp, self.at.saturating_sub(1)),
            (Key::PageDown, (self.at + page).min(last)),
            (Key::PageUp, self.at.saturating_sub(page)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        let to = keys.into_iter().find_map(|(key, to)| {
            ui.input_mut(|i| i.consume_key(Modifiers::NONE, key))
                .then_some(to)
        });
        let Some(to) = to else {
            return false;
        };
        self.at = to;
        ui.memory_mut(|memory| memory.request_focus(id_of(to)));
        true
    }
}

/// The lines: a row's outcome stands above the first row of it.
fn items(dashboard: &Dashboard) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let mut under = None;
    for (at, row) in dashboard.rows.iter().enumerate() {
        if under != Some(row.objective) {
            under = Some(row.objective);
            let n = dashboard
                .rows
                .iter()
                .filter(|held| held.objective == row.objective)
                .count();
            let title = if row.outcome.is_empty() {
                "No outcome yet"
            } else {
                &row.outcome
            };
            items.push(Item::Outcome(title, n));
        }
        items.push(Item::Row(at));
    }
    items
}

fn heads(ui: &mut Ui, columns: &[(f32, f32)]) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let colour = theme::palette(ui).muted;
    let font = egui::FontId::new(theme::small_font(ui).size, theme::fonts::semibold());
    for (column, (left, width)) in Column::ALL.into_iter().zip(columns) {
        let galley = ui
            .painter()
            .layout(column.head().to_owned(), font.clone(), colour, *width);
        let x = column.x((*left, *width), galley.size().x);
        let y = rect.bottom() - galley.size().y - 3.0;
        ui.painter().galley(pos2(x, y), galley, colour);
    }
    rule(ui, rect);
}

fn outcome(ui: &mut Ui, title: &str, n: usize) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), OUTCOME), Sense::hover());
    let palette = theme::palette(ui);
    ui.painter().rect_filled(rect, 0.0, palette.field);
    let words = format!("{title} · {n}");
    ui.painter().text(
        pos2(rect.left() + line::INSET, rect.center().y),
        egui::Align2::LEFT_CENTER,
        &words,
        theme::strong_font(ui),
        palette.text,
    );
    rule(ui, rect);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.set_label(title);
        node.set_level(2);
    });
}

fn legend(ui: &mut Ui) {
    ui.add_space(space::TINY);
    let words = "Beside neighbours: ▲ better · ▼ below · = similar · – left out or cannot tell.   \
                 Status: ● green · ◆ amber · ■ red, as printed.   Enter opens a measure.";
    ui.add(egui::Label::new(theme::small(ui, words)).truncate());
}

/// The line under a row.
fn rule(ui: &Ui, rect: Rect) {
    let stroke = Stroke::new(1.0, theme::palette(ui).line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, stroke);
}
