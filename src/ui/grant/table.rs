//! "Allocation by priority area": the grid of amounts with names, totals and bars around it.
//!
//! Why drawn row by row: only the rows in view are built, so 5,000 lines scroll as eight do. Names and totals stand where
//! they are whatever grants are in view.
//!
//! Edges: with more grants than fit, the columns in view follow the keyboard; two buttons and the sideways wheel move them.

use egui::accesskit::Role;
use egui::{Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};
use egui_material_icons::icons::ICON_LOCK;

use crate::domain::money::Pence;
use crate::ui::grant::columns::{Columns, Part};
use crate::ui::grant::paint::{Ink, Side, line, named};
use crate::ui::grant::sheet::{AmountSheet, figure};
use crate::ui::theme::{self, Series, size, space};
use crate::ui::widgets::{At, Grid, GridEvent, Sheet};

/// The room of the lock sign in the head of a ring-fenced grant's column, in points.
const LOCK: f32 = 16.0;
/// The height of the line that explains the signs.
const LEGEND: f32 = 22.0;

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
    let table = Table { sheet, columns, bar, picked, has_legend };
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
    TableOut { event: grid.end(ui), moved: moved.map(|_| here) }
}

/// With more grants than fit: which are in view, and the way to the others.
fn more_grants(ui: &mut Ui, sheet: &AmountSheet<'_>, state: &mut TableState) {
    let n = sheet.columns();
    if state.shown >= n {
        return;
    }
    let last = n - state.shown;
    ui.horizontal(|ui| {
        let view = format!("Grants {} to {} of {n}", state.first + 1, state.first + state.shown);
        ui.label(theme::small(ui, view));
        let step = |ui: &mut Ui, words: &str, enabled: bool| ui.add_enabled(enabled, egui::Button::new(words)).clicked();
        if step(ui, "← Earlier grants", state.first > 0) {
            state.first = state.first.saturating_sub(state.shown);
        }
        if step(ui, "Later grants →", state.first < last) {
            state.first = (state.first + state.shown).min(last);
        }
    });
    let sideways = ui.input(|input| input.smooth_scroll_delta().x);
    if sideways.abs() > 4.0 && ui.rect_contains_pointer(ui.max_rect()) {
        state.first = if sideways > 0.0 { state.first.saturating_sub(1) } else { (state.first + 1).min(last) };
    }
}

struct Table<'s, 'a> {
    sheet: &'s AmountSheet<'a>,
    columns: Columns,
    /// The width that the scroll bar takes.
    bar: f32,
    picked: Option<usize>,
    has_legend: bool,
}

impl Table<'_, '_> {
    /// A row across the table, outside the part that scrolls.
    fn row(&self, ui: &mut Ui) -> Rect {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
        Rect::from_min_max(rect.min, pos2(rect.right() - self.bar, rect.bottom()))
    }

    fn head(&self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let row = self.row(ui);
        let heads = [
            (Part::Objective, "Obj.", "Objective", Side::Left),
            (Part::Name, "Priority area", "Priority area", Side::Left),
            (Part::Total, "Total", "Total", Side::Right),
            (Part::Share, "Share", "Share of all grant", Side::Left),
        ];
        for (part, words, name, side) in heads {
            if part == Part::Share && !self.columns.has_bars() {
                continue;
            }
            let rect = self.columns.rect(row, part);
            line(ui, rect, side, &[(words, Ink::head(ui))]);
            named(ui, rect, ("head", words), Role::ColumnHeader, name, Sense::hover());
        }
        for col in self.columns.in_view() {
            self.grant_head(ui, row, col);
        }
        rule(ui, row);
    }

    fn grant_head(&self, ui: &Ui, row: Rect, col: usize) {
        let Some(grant) = self.sheet.grant(col) else { return };
        let rect = self.columns.rect(row, Part::Grant(col));
        let fenced = grant.is_ring_fenced();
        let mut words = rect;
        if fenced {
            // Apart from the name, so that a long name does not cut it off.
            line(ui, rect, Side::Right, &[(ICON_LOCK.codepoint, Ink::head(ui))]);
            words.set_right(rect.right() - LOCK);
        }
        line(ui, words, Side::Right, &[(&grant.short, Ink::head(ui))]);
        let name = if fenced { format!("{}, ring-fenced", grant.short) } else { grant.short.clone() };
        let about = if fenced { format!("{}\nRing-fenced: {}", grant.name, grant.ring_fence) } else { grant.name.clone() };
        named(ui, rect, ("grant head", col), Role::ColumnHeader, &name, Sense::hover()).on_hover_text(about);
    }

    /// The rows in view; gives back the row whose name was clicked.
    fn body<S: Sheet + ?Sized>(&self, ui: &mut Ui, grid: &mut Grid<'_, S>) -> Option<usize> {
        let n = self.sheet.lines.lines.len();
        let legend = if self.has_legend { LEGEND } else { 0.0 };
        let room = (ui.available_height() - 2.0 * size::ROW - legend).max(2.0 * size::ROW);
        let full = n as f32 * size::ROW;
        let mut clicked = None;
        let go_to = grid.row_to_show();
        ScrollArea::vertical()
            .id_salt("lines")
            .max_height(room)
            .min_scrolled_height(room.min(full))
            .auto_shrink([false, true])
            .show_viewport(ui, |ui, view| {
                ui.set_height(full);
                let top = ui.max_rect().top();
                let left = ui.max_rect().left();
                let width = ui.max_rect().width().max(1.0);
                let rect_of = |row: usize| {
                    Rect::from_min_size(pos2(left, top + row as f32 * size::ROW), vec2(width, size::ROW))
                };
                if let Some(row) = go_to {
                    ui.scroll_to_rect(rect_of(row), None);
                }
                let first = (view.top() / size::ROW).floor().max(0.0) as usize;
                let last = ((view.bottom() / size::ROW).ceil().max(0.0) as usize + 1).min(n);
                for row in first..last {
                    if self.draw_row(ui, grid, row, rect_of(row)) {
                        clicked = Some(row);
                    }
                }
            });
        clicked
    }

    /// One row; true when its name was clicked.
    fn draw_row<S: Sheet + ?Sized>(&self, ui: &mut Ui, grid: &mut Grid<'_, S>, row: usize, rect: Rect) -> bool {
        let rect = Rect::from_min_max(rect.min, pos2(rect.left() + self.width(rect), rect.bottom()));
        if self.picked == Some(row) {
            ui.painter().rect_filled(rect, 0.0, theme::palette(ui).selected);
        }
        let clicked = self.name(ui, row, rect);
        for col in self.columns.in_view() {
            let place = self.columns.rect(rect, Part::Grant(col));
            let mut inside = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("cell", row, col)));
            grid.cell(&mut inside, row, col);
        }
        self.total(ui, row, rect);
        rule(ui, rect);
        clicked
    }

    fn width(&self, rect: Rect) -> f32 {
        let last = if self.columns.has_bars() { Part::Share } else { Part::Total };
        self.columns.rect(rect, last).right() - rect.left()
    }

    fn name(&self, ui: &Ui, row: usize, rect: Rect) -> bool {
        let Some(area) = self.sheet.area(row) else { return false };
        let objective = area.objective.and_then(|id| self.sheet.book.objectives.get(id));
        if let Some(objective) = objective {
            let place = self.columns.rect(rect, Part::Objective);
            line(ui, place, Side::Left, &[(&objective.number, Ink::muted(ui))]);
        }
        let place = self.columns.rect(rect, Part::Name);
        let note = self.sheet.note(row);
        let mut pieces = vec![(area.name.as_str(), Ink::plain(ui))];
        let spaced = format!("  {note}");
        if !note.is_empty() {
            pieces.push((&spaced, Ink::small(ui)));
        }
        line(ui, place, Side::Left, &pieces);
        let mut name = area.name.clone();
        if !note.is_empty() {
            name = format!("{name}, {note}");
        }
        let response = named(ui, place, ("name", row), Role::RowHeader, &name, Sense::CLICK);
        let serves = objective.map_or_else(|| "serves no objective".to_owned(), |objective| format!("objective {}", objective.label()));
        let clicked = response.clicked();
        response.on_hover_text(format!("{name}\n{serves}"));
        clicked
    }

    fn total(&self, ui: &Ui, row: usize, rect: Rect) {
        let view = self.sheet.view;
        let Some(position) = self.sheet.lines.lines.get(row).and_then(|place| view.position.lines.get(*place)) else {
            return;
        };
        let empty = position.cells.iter().all(Option::is_none);
        let total = if empty { "–".to_owned() } else { figure(position.total) };
        let ink = if empty { Ink::muted(ui) } else { Ink::strong(ui) };
        let place = self.columns.rect(rect, Part::Total);
        line(ui, place, Side::Right, &[(&total, ink)]);
        let name = format!("{}, total: {total}", self.sheet.row_name(row));
        named(ui, place, ("total", row), Role::Cell, &name, Sense::hover());
        if self.columns.has_bars() && !empty {
            self.bar(ui, self.columns.rect(rect, Part::Share), position.total, view.is_over(position));
        }
    }

    /// The bar, as long as the line is dear, and its share of all grant. A broken ring-fence has a sign besides the colour.
    fn bar(&self, ui: &Ui, rect: Rect, total: Pence, over: bool) {
        const WORDS: f32 = 60.0;
        let view = self.sheet.view;
        let palette = theme::palette(ui);
        let full = (rect.width() - WORDS - space::SMALL).max(1.0);
        let share = total.share_of(view.most).unwrap_or_default() / 100.0;
        let width = full * share.clamp(0.0, 1.0) as f32;
        let series = if over { Series::Attention } else { Series::Authority };
        let place = Rect::from_min_size(pos2(rect.left() + space::SMALL, rect.center().y - 6.0), Vec2::new(width, 12.0));
        ui.painter().rect_filled(place, 1.0, palette.of(series));
        let percent = total.share_of(view.position.granted).map_or_else(String::new, |share| format!("{share:.1}%"));
        let words = if over { format!("⚠ {percent}") } else { percent };
        let ink = if over { Ink { colour: palette.warn.text, ..Ink::small(ui) } } else { Ink::small(ui) };
        let left = (place.right()).max(rect.left() + space::SMALL);
        let room = Rect::from_min_max(pos2(left - 2.0, rect.top()), pos2(left + WORDS + space::SMALL, rect.bottom()));
        line(ui, room, Side::Left, &[(&words, ink)]);
    }

    fn foot(&self, ui: &mut Ui) {
        let position = &self.sheet.view.position;
        let allocated: Vec<Pence> = position.grants.iter().map(|sums| sums.allocated).collect();
        let left: Vec<Pence> = position.grants.iter().map(|sums| sums.left).collect();
        self.foot_row(ui, "Allocated", &allocated, position.allocated, true);
        self.foot_row(ui, "Left", &left, position.left, false);
        if !self.has_legend {
            return;
        }
        let (legend, _) = ui.allocate_exact_size(vec2(ui.available_width(), LEGEND), Sense::hover());
        let words = format!("–  nothing allocated    {}  ring-fenced    ⚠  over its ring-fence    amounts in £", ICON_LOCK.codepoint);
        line(ui, legend, Side::Left, &[(&words, Ink::small(ui))]);
    }

    fn foot_row(&self, ui: &mut Ui, words: &str, amounts: &[Pence], total: Pence, strong: bool) {
        let row = self.row(ui);
        let row = Rect::from_min_max(row.min, pos2(row.left() + self.width(row), row.bottom()));
        if strong {
            ui.painter().rect_filled(row, 0.0, theme::palette(ui).field);
        }
        let ink = |ui: &Ui, amount: Pence| match (amount.is_negative(), strong) {
            (true, _) => Ink::attention(ui),
            (_, true) => Ink::strong(ui),
            _ => Ink::plain(ui),
        };
        let label = if strong { Ink::strong(ui) } else { Ink::muted(ui) };
        line(ui, self.columns.rect(row, Part::Name), Side::Left, &[(words, label)]);
        let grants = self.columns.in_view().filter_map(|col| Some((Part::Grant(col), self.sheet.column_name(col), *amounts.get(col)?)));
        for (part, column, amount) in grants.chain([(Part::Total, "all grants".to_owned(), total)]) {
            let rect = self.columns.rect(row, part);
            let shown = figure(amount);
            line(ui, rect, Side::Right, &[(&shown, ink(ui, amount))]);
            let over = if amount.is_negative() { ", over" } else { "" };
            let name = format!("{words}, {column}: {shown}{over}");
            named(ui, rect, (words, &column), Role::Cell, &name, Sense::hover());
        }
        rule(ui, row);
    }
}

/// The line under a row.
fn rule(ui: &Ui, row: Rect) {
    let stroke = Stroke::new(1.0, theme::palette(ui).line);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, stroke);
}
