//! The lines of the grid: only those in view are built, so 5,000 of them scroll as eight do.
//!
//! Edges: a name and its notes that do not fit are cut, and stand whole on hover and for a screen reader.

use egui::accesskit::Role;
use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

use crate::domain::money::Pence;
use crate::ui::grant::columns::Part;
use crate::ui::grant::paint::{Ink, Side, line, named};
use crate::ui::grant::sheet::figure;
use crate::ui::grant::table::{LEGEND, Table, rule};
use crate::ui::theme::{self, Series, size, space};
use crate::ui::widgets::{Grid, Sheet};

impl Table<'_, '_> {
    /// The rows in view; gives back the row whose name was clicked.
    pub(super) fn body<S: Sheet + ?Sized>(
        &self,
        ui: &mut Ui,
        grid: &mut Grid<'_, S>,
    ) -> Option<usize> {
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
                    Rect::from_min_size(
                        pos2(left, top + row as f32 * size::ROW),
                        vec2(width, size::ROW),
                    )
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
    fn draw_row<S: Sheet + ?Sized>(
        &self,
        ui: &mut Ui,
        grid: &mut Grid<'_, S>,
        row: usize,
        rect: Rect,
    ) -> bool {
        let rect = Rect::from_min_max(
            rect.min,
            pos2(rect.left() + self.width(rect), rect.bottom()),
        );
        if self.picked == Some(row) {
            ui.painter()
                .rect_filled(rect, 0.0, theme::palette(ui).selected);
        }
        let clicked = self.name(ui, row, rect);
        for col in self.columns.in_view() {
            let place = self.columns.rect(rect, Part::Grant(col));
            let mut inside =
                ui.new_child(UiBuilder::new().max_rect(place).id_salt(("cell", row, col)));
            grid.cell(&mut inside, row, col);
        }
        self.total(ui, row, rect);
        rule(ui, rect);
        clicked
    }

    fn name(&self, ui: &Ui, row: usize, rect: Rect) -> bool {
        let Some(area) = self.sheet.area(row) else {
            return false;
        };
        let objective = area
            .objective
            .and_then(|id| self.sheet.book.objectives.get(id));
        if let Some(objective) = objective {
            let place = self.columns.rect(rect, Part::Objective);
            line(
                ui,
                place,
                Side::Left,
                &[(&objective.number, Ink::muted(ui))],
            );
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
        let response = named(
            ui,
            place,
            ("name", row),
            Role::RowHeader,
            &name,
            Sense::CLICK,
        );
        let serves = objective.map_or_else(
            || "serves no objective".to_owned(),
            |objective| format!("objective {}", objective.label()),
        );
        let clicked = response.clicked();
        response.on_hover_text(format!("{name}\n{serves}"));
        clicked
    }

    fn total(&self, ui: &Ui, row: usize, rect: Rect) {
        let view = self.sheet.view;
        let Some(position) = self
            .sheet
            .lines
            .lines
            .get(row)
            .and_then(|place| view.position.lines.get(*place))
        else {
            return;
        };
        let empty = position.cells.iter().all(Option::is_none);
        let total = if empty {
            "–".to_owned()
        } else {
            figure(position.total)
        };
        let ink = if empty {
            Ink::muted(ui)
        } else {
            Ink::strong(ui)
        };
        let place = self.columns.rect(rect, Part::Total);
        line(ui, place, Side::Right, &[(&total, ink)]);
        let name = format!("{}, total: {total}", self.sheet.row_name(row));
        named(ui, place, ("total", row), Role::Cell, &name, Sense::hover());
        if self.columns.has_bars() && !empty {
            self.bar(
                ui,
                self.columns.rect(rect, Part::Share),
                position.total,
                view.is_over(position),
            );
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
        let series = if over {
            Series::Attention
        } else {
            Series::Authority
        };
        let place = Rect::from_min_size(
            pos2(rect.left() + space::SMALL, rect.center().y - 6.0),
            Vec2::new(width, 12.0),
        );
        ui.painter().rect_filled(place, 1.0, palette.of(series));
        let percent = total
            .share_of(view.position.granted)
            .map_or_else(String::new, |share| format!("{share:.1}%"));
        let words = if over {
            format!("⚠ {percent}")
        } else {
            percent
        };
        let ink = if over {
            Ink {
                colour: palette.warn.text,
                ..Ink::small(ui)
            }
        } else {
            Ink::small(ui)
        };
        let left = (place.right()).max(rect.left() + space::SMALL);
        let room = Rect::from_min_max(
            pos2(left - 2.0, rect.top()),
            pos2(left + WORDS + space::SMALL, rect.bottom()),
        );
        line(ui, room, Side::Left, &[(&words, ink)]);
    }
}
