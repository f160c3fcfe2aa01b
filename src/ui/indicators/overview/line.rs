//! A line of the overview, painted: a row of cells, the head of a group, the head of a column.

use egui::{
    Align2, Color32, FontId, Id, Rect, Response, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2,
};

use crate::domain::indicator::Indicator;
use crate::ui::indicators::fact::Fact;
use crate::ui::indicators::overview::column::{Cell, Column};
use crate::ui::indicators::row::cut;
use crate::ui::indicators::sort::Sort;
use crate::ui::theme::{self, size, space};

/// Height of a line, in points.
pub const HEIGHT: f32 = 26.0;

/// One indicator.
pub struct Line<'a> {
    /// Its id.
    pub id: Id,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// What there is to say.
    pub fact: &'a Fact,
    /// Whether Tab stops here.
    pub is_stop: bool,
    /// Its place among the lines, from 0, and how many there are.
    pub place: (usize, usize),
    /// Whether words stand beside the signs.
    pub is_wide: bool,
}

impl Line<'_> {
    /// Draws the line.
    pub fn show(&self, ui: &mut Ui, rect: Rect, columns: &[(Column, f32, f32)]) -> Response {
        let sense = if self.is_stop {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, self.id, sense);
        self.name(ui, &response);
        let palette = theme::palette(ui);
        if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, palette.hover);
        }
        for (column, left, width) in columns {
            let place = Rect::from_min_max(
                pos2(*left, rect.top() + 1.0),
                pos2(left + width, rect.bottom() - 1.0),
            );
            self.cell(ui, place, *column);
        }
        let rule = Stroke::new(1.0, palette.line);
        ui.painter().hline(rect.x_range(), rect.bottom(), rule);
        if response.has_focus() {
            let stroke = Stroke::new(size::FOCUS, palette.accent);
            let inside = egui::StrokeKind::Inside;
            ui.painter()
                .rect_stroke(rect.shrink(1.0), size::ROUND_SMALL, stroke, inside);
        }
        response.on_hover_text(&self.fact.says)
    }

    fn name(&self, ui: &Ui, response: &Response) {
        let (at, of) = self.place;
        let role = accesskit::Role::Link;
        response.widget_info(|| WidgetInfo::labeled(role, true, &self.fact.says));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(at + 1);
            node.set_size_of_set(of);
        });
    }

    fn cell(&self, ui: &Ui, place: Rect, column: Column) {
        let cell = column.cell(self.indicator, self.fact);
        let palette = theme::palette(ui);
        let (ground, ink) = cell.colours(palette);
        if ground != Color32::TRANSPARENT {
            ui.painter().rect_filled(place, 2.0, ground);
        }
        let is_small = matches!(column, Column::Code | Column::Period) || cell.text.len() > 12;
        let font = match column {
            Column::Title => theme::body_font(ui),
            Column::Band => theme::strong_font(ui),
            _ if is_small => theme::small_font(ui),
            _ => theme::body_font(ui),
        };
        let inner = place.shrink2(egui::vec2(space::TINY, 0.0));
        if column.is_middle(self.is_wide) {
            let words = self.middle(column, &cell);
            text(ui, inner, Align2::CENTER_CENTER, &words, font, ink);
        } else if column.is_right() {
            let long = |words: &str, most: usize| words.chars().count() > most;
            let words = if long(&cell.text, 7) && !cell.short.is_empty() {
                &cell.short
            } else {
                &cell.text
            };
            // With a sign beside it a figure has less room; a rank has it where the window is wide.
            let is_long = match column {
                Column::Rank => !self.is_wide,
                _ => long(words, if cell.sign.is_empty() { 7 } else { 6 }),
            };
            let font = if is_long { theme::small_font(ui) } else { font };
            text(ui, inner, Align2::RIGHT_CENTER, words, font, ink);
            let small = theme::small_font(ui);
            text(ui, inner, Align2::LEFT_CENTER, cell.sign, small, ink);
        } else if matches!(column, Column::Direction | Column::Tested) {
            let words = format!("{} {}", cell.sign, cell.text);
            text(ui, inner, Align2::LEFT_CENTER, words.trim(), font, ink);
        } else {
            text(ui, inner, Align2::LEFT_CENTER, &cell.text, font, ink);
        }
    }

    /// What stands in the middle of a narrow cell: the sign and the letter, or the sign alone.
    fn middle(&self, column: Column, cell: &Cell) -> String {
        let is_sign = matches!(column, Column::Direction | Column::Tested);
        if is_sign && !cell.sign.is_empty() {
            return cell.sign.to_owned();
        }
        format!("{} {}", cell.sign, cell.text).trim().to_owned()
    }
}

/// Words at one place of a cell, cut where they do not fit.
fn text(ui: &Ui, place: Rect, align: Align2, words: &str, font: FontId, ink: Color32) {
    if words.is_empty() {
        return;
    }
    let galley = cut(ui, words, font, ink, place.width(), 1);
    let at = align.align_size_within_rect(galley.size(), place);
    ui.painter().galley(at.min, galley, ink);
}

/// The head of a group.
pub fn group_line(ui: &Ui, rect: Rect, response: &Response, title: &str, n: usize) {
    let palette = theme::palette(ui);
    ui.painter().rect_filled(rect, 0.0, palette.field);
    let words = format!("{title} · {n}");
    let inner = rect.shrink2(egui::vec2(space::SMALL, 0.0));
    let font = theme::strong_font(ui);
    text(ui, inner, Align2::LEFT_CENTER, &words, font, palette.text);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::Heading);
        node.set_label(words);
        node.set_level(2);
    });
}

/// The head of a column; where it gives an order, it can be pressed for it, and once more for the plan's.
pub fn head(ui: &Ui, base: Id, place: Rect, (column, is_wide): (Column, bool), sort: &mut Sort) {
    let palette = theme::palette(ui);
    let font = FontId::new(theme::small_font(ui).size, theme::fonts::semibold());
    let is_sorted = column.sort() == Some(*sort);
    let words = if is_wide {
        column.head()
    } else {
        column.short_head()
    };
    let mut words = words.to_owned();
    if is_sorted {
        words.push_str(" ↓");
    }
    let align = if column.is_right() {
        Align2::RIGHT_CENTER
    } else if column.is_middle(is_wide) {
        Align2::CENTER_CENTER
    } else {
        Align2::LEFT_CENTER
    };
    let mut ink = palette.muted;
    if let Some(order) = column.sort() {
        let response = ui.interact(place, base.with(column.head()), Sense::click());
        let label = format!("Sort by {}: {}", column.head(), order.name());
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &label));
        if response.hovered() || is_sorted {
            ink = palette.text;
        }
        if response.has_focus() {
            let stroke = Stroke::new(size::FOCUS, palette.accent);
            let inside = egui::StrokeKind::Inside;
            ui.painter()
                .rect_stroke(place, size::ROUND_SMALL, stroke, inside);
        }
        if response.on_hover_text(order.name()).clicked() {
            *sort = if is_sorted { Sort::Plan } else { order };
        }
    }
    let air = if is_wide { space::TINY } else { 0.0 };
    let inner = place.shrink2(egui::vec2(air, 0.0));
    text(ui, inner, align, &words, font, ink);
}
