//! "Allocation by priority area": the grid of amounts with names, totals and bars around it.
//!
//! Why drawn row by row: only the rows in view are built, so 5,000 lines scroll as eight do. Names and totals stand where
//! they are whatever grants are in view.
//!
//! Edges: with more grants than fit, the columns in view follow the keyboard; two buttons and the sideways wheel move them.

use egui::{Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::grant::columns::{Columns, Part};
use crate::ui::grant::sheet::AmountSheet;
use crate::ui::theme::{self, size};
use crate::ui::widgets::{At, Grid, GridEvent, Sheet};

/// The height of the line that explains the signs.
pub(super) const LEGEND: f32 = 22.0;

/// What the table remembers: which grants are in view, and where the keyboard was.
#[derive(Debug, Default)]
pub struct TableState {
    first: usize,
    shown: usize,
    at: Option<(u64, At)>,
}

/// What was asked of the table in one frame.
pub struct TableOut {
    /// What the grid was asked for.
    pub event: GridEvent,
    /// The cell moved to in this frame.
    pub moved: Option<At>,
}

/// Draws the table in the room there is. `go` puts the keyboard on a cell; `picked` is the row to show as selected.
pub fn show(
    ui: &mut Ui,
    sheet: &AmountSheet<'_>,
    state: &mut TableState,
    go: Option<At>,
    picked: Option<usize>,
) -> TableOut {
    let key = sheet.lines.key ^ sheet.view.columns_key;
    let mut grid = Grid::begin(ui, ("allocation", key), sheet);
    if let Some(to) = go {
        grid.go_to(ui, to.row, to.col);
    }
    let at = grid.at();
    let moved = (state.at != Some((key, at)) && grid.has_keyboard(ui)).then_some(at);
    if moved.is_some() || grid.row_to_show().is_some() {
        state.first = Columns::follow(state.first, state.shown, at.col);
    }
    let bar = ui.spacing().scroll.allocated_width();
    let columns = Columns::fit(ui.available_width() - bar, sheet.columns(), state.first);
    (state.first, state.shown) = (columns.first, columns.shown);
    more_grants(ui, sheet, state);
    // In a low window the rows are worth more than the legend.
    let has_legend = ui.available_height() > 300.0;
    let table = Table {
        sheet,
        columns,
        bar,
        picked,
        has_legend,
    };
    table.head(ui);
    let clicked = table.body(ui, &mut grid);
    table.foot(ui);
    if let Some(row) = clicked {
        grid.go_to(ui, row, at.col);
    }
    let here = grid.at();
    let moved = moved.or((here != at).then_some(here));
    if grid.has_keyboard(ui) || moved.is_some() {
        state.at = Some((key, here));
    }
    TableOut {
        event: grid.end(ui),
        moved: moved.map(|_| here),
    }
}

/// With more grants than fit: which are in view, and the way to the others.
fn more_grants(ui: &mut Ui, sheet: &AmountSheet<'_>, state: &mut TableState) {
    let n = sheet.columns();
    if state.shown >= n {
        return;
    }
    let last = n - state.shown;
    ui.horizontal(|ui| {
        let view = format!(
            "Grants {} to {} of {n}",
            state.first + 1,
            state.first + state.shown
        );
        ui.label(theme::small(ui, view));
        let step = |ui: &mut Ui, words: &str, enabled: bool| {
            ui.add_enabled(enabled, egui::Button::new(words)).clicked()
        };
        if step(ui, "← Earlier grants", state.first > 0) {
            state.first = state.first.saturating_sub(state.shown);
        }
        if step(ui, "Later grants →", state.first < last) {
            state.first = (state.first + state.shown).min(last);
        }
    });
    let sideways = ui.input(|input| input.smooth_scroll_delta().x);
    if sideways.abs() > 4.0 && ui.rect_contains_pointer(ui.max_rect()) {
        state.first = if sideways > 0.0 {
            state.first.saturating_sub(1)
        } else {
            (state.first + 1).min(last)
        };
    }
}

/// The table in one frame, drawn in three parts: its heads, its lines and its foot, each in a file of its own.
pub(super) struct Table<'s, 'a> {
    pub(super) sheet: &'s AmountSheet<'a>,
    pub(super) columns: Columns,
    /// The width that the scroll bar takes.
    bar: f32,
    pub(super) picked: Option<usize>,
    pub(super) has_legend: bool,
}

impl Table<'_, '_> {
    /// A row across the table, outside the part that scrolls.
    pub(super) fn row(&self, ui: &mut Ui) -> Rect {
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
        Rect::from_min_max(rect.min, pos2(rect.right() - self.bar, rect.bottom()))
    }

    pub(super) fn width(&self, rect: Rect) -> f32 {
        let last = if self.columns.has_bars() {
            Part::Share
        } else {
            Part::Total
        };
        self.columns.rect(rect, last).right() - rect.left()
    }
}

/// The line under a row.
pub(super) fn rule(ui: &Ui, row: Rect) {
    let stroke = Stroke::new(1.0, theme::palette(ui).line);
    ui.painter()
        .hline(row.x_range(), row.bottom() - 0.5, stroke);
}
