//! Ranked bars in the window, ours picked out in weight as well as colour.
//!
//! A row keeps a readable height: all 150 authorities scroll rather than shrink.

use egui::{Align2, Pos2, Rect, ScrollArea, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::ink;
use crate::domain::chart::{Bar, Bars, Chart};
use crate::ui::theme::{self, Series, space};
use crate::ui::widgets::figure;

/// Least and greatest height of a row.
const ROW: [f32; 2] = [20.0, 28.0];
/// Height of the marker's name.
const FOOT: f32 = 20.0;

/// The columns and the scale.
struct View {
    /// Right end of names.
    names: f32,
    left: f32,
    right: f32,
    low: f64,
    high: f64,
    row: f32,
}

impl View {
    fn x(&self, value: f64) -> f32 {
        // Halved, so that the widest range cannot overflow.
        let share = (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0);
        self.left + (share.clamp(0.0, 1.0) as f32) * (self.right - self.left)
    }
}

/// Draws the bars, scrolling where they do not fit.
pub fn show(ui: &mut Ui, chart: &Chart, bars: &Bars, height: f32) {
    let rows = bars.ordered();
    let foot = if bars.marker.is_some() { FOOT } else { 0.0 };
    let count = rows.len().max(1) as f32;
    let row = ((height - foot) / count).clamp(ROW[0], ROW[1]);
    let mut area = ScrollArea::vertical().id_salt("bars").max_height(height);
    if let Some(offset) = ours_in_view(ui, &rows, row, height) {
        area = area.vertical_scroll_offset(offset);
    }
    area.show(ui, |ui| {
        let size = vec2(ui.available_width().max(160.0), row * count + foot);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        if rows.is_empty() {
            let (font, muted) = (theme::body_font(ui), theme::palette(ui).muted);
            let middle = Align2::CENTER_CENTER;
            ui.painter()
                .text(rect.center(), middle, "No bars to draw", font, muted);
        }
        let view = view(ui, bars, rect, row);
        for (index, bar) in rows.iter().enumerate() {
            let middle = rect.top() + row * (index as f32 + 0.5);
            shape(ui, &view, bar, middle);
        }
        marker(ui, &view, bars, rect);
        for (index, bar) in rows.iter().enumerate() {
            let middle = rect.top() + row * (index as f32 + 0.5);
            words(ui, &view, bars, bar, pos2(rect.left(), middle));
        }
        figure(ui, &response, &chart.alt());
    });
}

/// How far to scroll so that ours stands in the middle, the first time these bars are drawn.
fn ours_in_view(ui: &Ui, rows: &[&Bar], row: f32, height: f32) -> Option<f32> {
    let id = ui.scope_id().with("ours in view");
    if ui.data(|data| data.get_temp::<bool>(id)).is_some() {
        return None;
    }
    ui.data_mut(|data| data.insert_temp(id, true));
    let at = rows.iter().position(|bar| bar.ours)?;
    let most = (row * rows.len() as f32 - height).max(0.0);
    Some((row * (at as f32 + 0.5) - height / 2.0).clamp(0.0, most))
}

fn view(ui: &Ui, bars: &Bars, rect: Rect, row: f32) -> View {
    let font = theme::strong_font(ui);
    let widest = |texts: &mut dyn Iterator<Item = String>| {
        texts
            .map(|text| ink::width(ui, &text, &font))
            .fold(0.0, f32::max)
    };
    let names = widest(&mut bars.bars.iter().map(|bar| bar.label.clone())).min(rect.width() * 0.42);
    let figures = widest(&mut bars.bars.iter().map(|bar| bar.says(&bars.unit)));
    let figures = (figures + 10.0).min(rect.width() * 0.3);
    let [low, high] = bars.range();
    let before = if low < 0.0 { figures } else { 0.0 };
    let left = rect.left() + names + space::SMALL + before;
    View {
        names: rect.left() + names,
        left,
        right: (rect.right() - figures).max(left + 1.0),
        low,
        high: if high > low { high } else { low + 1.0 },
        row,
    }
}

fn shape(ui: &Ui, view: &View, bar: &Bar, middle: f32) {
    let Some(value) = bar.plotted() else { return };
    let palette = theme::palette(ui);
    let colour = match (bar.is_over(), bar.ours) {
        (true, _) => palette.of(Series::Attention),
        (false, true) => palette.of(Series::Authority),
        (false, false) => palette.of(Series::Other),
    };
    let (zero, end) = (view.x(0.0), view.x(value));
    let half = view.row * 0.36;
    let corners = [pos2(zero, middle - half), pos2(end, middle + half)];
    let mut rect = Rect::from_two_pos(corners[0], corners[1]);
    rect.max.x = rect.max.x.max(rect.min.x + 1.0);
    ui.painter().rect_filled(rect, 0.0, colour);
}

fn words(ui: &Ui, view: &View, bars: &Bars, bar: &Bar, at: Pos2) {
    let palette = theme::palette(ui);
    let font = if bar.ours {
        theme::strong_font(ui)
    } else {
        theme::body_font(ui)
    };
    let known = bar.plotted();
    let colour = if known.is_some() {
        palette.text
    } else {
        palette.muted
    };
    let name = ink::fit(ui, &bar.label, &font, view.names - at.x);
    let place = pos2(view.names, at.y);
    ui.painter()
        .text(place, Align2::RIGHT_CENTER, name, font.clone(), colour);
    let figure = bar.says(&bars.unit);
    let end = view.x(known.unwrap_or(0.0));
    let (place, align) = if known.is_some_and(|value| value < 0.0) {
        (pos2(end - 5.0, at.y), Align2::RIGHT_CENTER)
    } else {
        (pos2(end + 5.0, at.y), Align2::LEFT_CENTER)
    };
    let galley = ui.painter().layout_no_wrap(figure, font, colour);
    let rect = align.anchor_size(place, galley.size());
    if bars.marker.is_some() {
        // The marker's line must not run through a figure.
        ui.painter()
            .rect_filled(rect.expand(2.0), 0.0, palette.card);
    }
    ui.painter().galley(rect.min, galley, colour);
}

fn marker(ui: &Ui, view: &View, bars: &Bars, rect: Rect) {
    let Some(line) = bars.marker.as_ref().filter(|line| line.value.is_finite()) else {
        return;
    };
    let (x, colour) = (view.x(line.value), ink::target(ui));
    let path = [pos2(x, rect.top()), pos2(x, rect.bottom() - FOOT + 2.0)];
    ui.painter().extend(Shape::dashed_line(
        &path,
        Stroke::new(1.4, colour),
        4.0,
        3.0,
    ));
    let font = theme::small_font(ui);
    let text = format!("{} {}", line.label, bars.unit.show(line.value));
    let text = ink::fit(ui, &text, &font, rect.width());
    let half = ink::width(ui, &text, &font) / 2.0;
    let centre = x.min(rect.right() - half).max(rect.left() + half);
    let at = pos2(centre, rect.bottom());
    ui.painter()
        .text(at, Align2::CENTER_BOTTOM, text, font, colour);
}
