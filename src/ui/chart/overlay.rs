//! What is painted over the plot: bands' names, breaks, points, gaps, and names at line ends.
//!
//! A hollow point is provisional or planned, a mark near the foot says why a figure is missing:
//! the same signs as in print.

use std::collections::BTreeSet;

use egui::layers::ShapeIdx;
use egui::{Align2, Color32, Mesh, Painter, Pos2, Rangef, Rect, Shape, Stroke, Ui, pos2, vec2};
use egui_plot::{PlotPoint, PlotTransform};

use super::{ink, legend};
use crate::domain::chart::{Band, Point, Role, Series, Status, Trend, clearest, spread};
use crate::ui::theme;

/// A name at the end of a line.
pub struct EndLabel {
    text: String,
    /// Decimal year and value it belongs to; the year is `None` for a level right across.
    at: (Option<f64>, f64),
    colour: Color32,
    bold: bool,
    width: f32,
}

/// Where a figure lies on screen, if it lies inside the plot.
pub fn spot(transform: &PlotTransform, at: f64, value: f64) -> Option<Pos2> {
    let place = transform.position_from_point(&PlotPoint::new(at, value));
    transform
        .frame()
        .expand(1.0)
        .contains(place)
        .then_some(place)
}

/// The names of the lines shown, and of the target.
pub fn end_labels(ui: &Ui, trend: &Trend, hidden: &BTreeSet<String>) -> Vec<EndLabel> {
    let label = |text: String, at, colour, bold| {
        let width = ink::width(ui, &text, &font(ui, bold));
        EndLabel {
            text,
            at,
            colour,
            bold,
            width,
        }
    };
    let shown = trend
        .series
        .iter()
        .filter(|series| !hidden.contains(&series.name));
    let lines = shown.filter_map(|series| {
        let (point, value) = series.last()?;
        let colour = ink::of(ui, series.role).text;
        let at = (Some(point.at), value);
        Some(label(
            trend.end_label(series)?,
            at,
            colour,
            series.role == Role::Own,
        ))
    });
    let target = trend.target_label().zip(trend.target.as_ref());
    let target = target.filter(|(_, line)| !hidden.contains(&line.label));
    let target = target.map(|(text, line)| label(text, (None, line.value), ink::target(ui), false));
    lines.chain(target).collect()
}

fn font(ui: &Ui, bold: bool) -> egui::FontId {
    let size = theme::small_font(ui).size;
    let family = if bold {
        theme::strong_font(ui).family
    } else {
        theme::small_font(ui).family
    };
    egui::FontId::new(size, family)
}

/// Points to keep at the right of a plot `wide` points across.
pub fn margin(labels: &[EndLabel], wide: f32) -> f32 {
    let widest = labels.iter().map(|label| label.width).fold(0.0, f32::max);
    (widest + 18.0).min(wide * 0.42)
}

/// Paints everything over the plot; names reach no further than `edge`.
pub fn paint(
    ui: &Ui,
    transform: &PlotTransform,
    trend: &Trend,
    hidden: &BTreeSet<String>,
    labels: &[EndLabel],
    edge: f32,
) {
    // A little beyond the frame, or points at its edge would be cut in half.
    let painter = ui
        .painter()
        .with_clip_rect(transform.frame().expand(6.0).intersect(ui.clip_rect()));
    breaks(ui, &painter, transform, trend);
    band_names(ui, &painter, transform, trend, hidden);
    let mut foot = transform.frame().bottom() - 4.0;
    for own in [false, true] {
        for series in &trend.series {
            if (series.role == Role::Own) == own && !hidden.contains(&series.name) {
                points(ui, &painter, transform, trend, series);
                foot -= marks(ui, &painter, transform, series, foot);
            }
        }
    }
    ends(ui, transform, labels, edge);
}

/// Fills the place kept for the ground with the bands.
pub fn bands(ui: &Ui, ground: ShapeIdx, transform: &PlotTransform, trend: &Trend) {
    let frame = *transform.frame();
    let palette = theme::palette(ui);
    let mut shapes = Vec::new();
    for band in &trend.bands {
        let fill = ink::band(palette, band.tone);
        if band.edges.len() > 1 {
            let runs = trend.ribbon(band);
            shapes.extend(runs.iter().map(|run| ribbon(transform, run, fill)));
        } else {
            let ends = band_ends(transform, band, transform.bounds().max()[0]);
            let rect = Rect::from_x_y_ranges(frame.x_range(), ends);
            shapes.push(Shape::rect_filled(rect, 0.0, fill));
        }
    }
    ui.painter().set(ground, Shape::Vec(shapes));
}

/// A band that follows its periods, as upright slices: where it runs out of the plot it is cut, not bent.
fn ribbon(transform: &PlotTransform, run: &[[f64; 3]], fill: Color32) -> Shape {
    const SLICES: u8 = 16;
    let frame = *transform.frame();
    let mut mesh = Mesh::default();
    let mut before = None;
    for pair in run.windows(2) {
        for n in 0..=SLICES {
            let share = f64::from(n) / f64::from(SLICES);
            let part = |at: usize| pair[0][at] + (pair[1][at] - pair[0][at]) * share;
            let x = transform.position_from_point_x(part(0));
            if !frame.x_range().contains(x) {
                before = None;
                continue;
            }
            let y = |value| {
                let y = transform.position_from_point_y(value);
                y.clamp(frame.top(), frame.bottom())
            };
            let at = mesh.vertices.len() as u32;
            mesh.colored_vertex(pos2(x, y(part(2))), fill);
            mesh.colored_vertex(pos2(x, y(part(1))), fill);
            if let Some(last) = before {
                mesh.add_triangle(last, last + 1, at);
                mesh.add_triangle(last + 1, at, at + 1);
            }
            before = Some(at);
        }
    }
    Shape::mesh(mesh)
}

/// From the top of a band to its foot on screen at a decimal year, within the plot.
fn band_ends(transform: &PlotTransform, band: &Band, year: f64) -> Rangef {
    let frame = *transform.frame();
    let (low, high) = band.at(year);
    let edge = |value: Option<f64>, end: f32| {
        let y = value.map_or(end, |value| transform.position_from_point_y(value));
        y.clamp(frame.top(), frame.bottom())
    };
    let (top, foot) = (edge(high, frame.top()), edge(low, frame.bottom()));
    Rangef::new(top, foot.max(top))
}

fn breaks(ui: &Ui, painter: &Painter, transform: &PlotTransform, trend: &Trend) {
    let frame = *transform.frame();
    let muted = theme::palette(ui).muted;
    let font = theme::small_font(ui);
    for gap in &trend.breaks {
        let x = transform.position_from_point_x(gap.at);
        if !frame.x_range().contains(x) {
            continue;
        }
        let path = [pos2(x, frame.top()), pos2(x, frame.bottom())];
        painter.extend(Shape::dashed_line(&path, Stroke::new(1.0, muted), 2.0, 4.0));
        let (left, right) = (x - frame.left(), frame.right() - x);
        let text = format!("break: {}", gap.label);
        let text = ink::fit(ui, &text, &font, left.max(right) - 8.0);
        let (at, align) = if right >= left {
            (pos2(x + 5.0, frame.top() + 2.0), Align2::LEFT_TOP)
        } else {
            (pos2(x - 5.0, frame.top() + 2.0), Align2::RIGHT_TOP)
        };
        painter.text(at, align, text, font.clone(), muted);
    }
}

fn band_names(
    ui: &Ui,
    painter: &Painter,
    transform: &PlotTransform,
    trend: &Trend,
    hidden: &BTreeSet<String>,
) {
    if trend.bands.is_empty() || hidden.contains(legend::BANDS) {
        return;
    }
    let frame = *transform.frame();
    let font = theme::small_font(ui);
    let mut drawn = ink_spots(transform, trend, hidden);
    // Names of breaks stand along the top.
    for gap in &trend.breaks {
        let x = f64::from(transform.position_from_point_x(gap.at));
        let top = f64::from(frame.top()) + 8.0;
        drawn.extend((0..8).flat_map(|n| {
            [
                [x - 20.0 * f64::from(n), top],
                [x + 20.0 * f64::from(n), top],
            ]
        }));
    }
    for band in &trend.bands {
        let most = frame.width() * 0.36;
        let name = band.name(|name| ink::width(ui, name, &font) <= most);
        let text = ink::fit(ui, name, &font, most);
        let wide = ink::width(ui, &text, &font);
        let room = frame.width() - wide - 12.0;
        let middle = |n: u8| {
            let x = frame.left() + 6.0 + wide / 2.0 + room * f32::from(n) / 12.0;
            let year = transform.value_from_position(pos2(x, frame.top())).x;
            let ends = band_ends(transform, band, year);
            (ends.span() >= font.size + 2.0).then_some([f64::from(x), f64::from(ends.center())])
        };
        let places: Vec<[f64; 2]> = (0..=12).filter_map(middle).collect();
        let enough = f64::from(26.0 + wide / 2.0);
        if let Some(place) = clearest(&places, &drawn, enough).and_then(|at| places.get(at)) {
            let at = pos2(place[0] as f32, place[1] as f32);
            painter.text(
                at,
                Align2::CENTER_CENTER,
                text,
                font.clone(),
                theme::palette(ui).muted,
            );
        }
    }
}

/// Where lines run on screen, as spots to keep names away from.
fn ink_spots(transform: &PlotTransform, trend: &Trend, hidden: &BTreeSet<String>) -> Vec<[f64; 2]> {
    let shown = trend
        .series
        .iter()
        .filter(|series| !hidden.contains(&series.name));
    let mut spots = Vec::new();
    for run in shown.flat_map(|series| trend.runs(series)) {
        for pair in run.points.windows(2) {
            let place = |[x, y]: [f64; 2]| transform.position_from_point(&PlotPoint::new(x, y));
            let (a, b) = (place(pair[0]), place(pair[1]));
            for share in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
                let at = a + (b - a) * share;
                spots.push([f64::from(at.x), f64::from(at.y)]);
            }
        }
    }
    spots
}

fn points(ui: &Ui, painter: &Painter, transform: &PlotTransform, trend: &Trend, series: &Series) {
    let ink = ink::of(ui, series.role);
    let ground = theme::palette(ui).card;
    let runs = trend.runs(series);
    let crowded = series.points.len() > 30;
    for point in &series.points {
        let Some(place) = point
            .plotted()
            .and_then(|value| spot(transform, point.at, value))
        else {
            continue;
        };
        whisker(painter, transform, point, ink.line);
        let joined = runs
            .iter()
            .flat_map(|run| &run.points)
            .any(|each| each[0] == point.at);
        let firm = point.status == Status::Outturn;
        if series.role == Role::Own || !joined || !firm {
            let radius = if series.role != Role::Own || crowded {
                2.6
            } else {
                4.2
            };
            // Edge and filling in two colours, not in one: else a seam shows between them.
            painter.circle_filled(place, radius + 0.9, ink.line);
            if !firm {
                painter.circle_filled(place, radius - 0.9, ground);
            }
        }
    }
}

/// The confidence interval of a figure.
fn whisker(painter: &Painter, transform: &PlotTransform, point: &Point, colour: Color32) {
    let Some([low, high]) = point
        .interval
        .filter(|ends| ends.iter().all(|v| v.is_finite()))
    else {
        return;
    };
    let place = |value| transform.position_from_point(&PlotPoint::new(point.at, value));
    let (top, bottom) = (place(high), place(low));
    let stroke = Stroke::new(1.0, colour);
    let cap = vec2(3.0, 0.0);
    painter.line_segment([top, bottom], stroke);
    painter.line_segment([top - cap, top + cap], stroke);
    painter.line_segment([bottom - cap, bottom + cap], stroke);
}

/// Reason marks of missing figures, standing on `foot`; gives the height they took.
fn marks(ui: &Ui, painter: &Painter, transform: &PlotTransform, series: &Series, foot: f32) -> f32 {
    let font = theme::small_font(ui);
    let colour = ink::of(ui, series.role).text;
    let mut taken = 0.0;
    for point in series
        .points
        .iter()
        .filter(|point| point.plotted().is_none())
    {
        let x = transform.position_from_point_x(point.at);
        if transform.frame().x_range().contains(x) {
            taken = font.size;
            let mark = ink::fit(ui, point.mark(), &font, 60.0);
            painter.text(
                pos2(x, foot),
                Align2::CENTER_BOTTOM,
                mark,
                font.clone(),
                colour,
            );
        }
    }
    taken
}

/// Names at the right of the plot, moved apart where lines end close together.
fn ends(ui: &Ui, transform: &PlotTransform, labels: &[EndLabel], edge: f32) {
    let frame = *transform.frame();
    // When only a part is shown, a line whose end is outside has no name at the edge.
    let visible: Vec<(&EndLabel, Pos2)> = labels
        .iter()
        .filter_map(|label| {
            let (year, value) = label.at;
            let right = transform.bounds().max()[0];
            Some((label, spot(transform, year.unwrap_or(right), value)?))
        })
        .collect();
    let wanted: Vec<f64> = visible
        .iter()
        .map(|(_, place)| f64::from(place.y))
        .collect();
    let gap = f64::from(theme::small_font(ui).size + 4.0);
    let (top, bottom) = (
        f64::from(frame.top()) + 6.0,
        f64::from(frame.bottom()) - 6.0,
    );
    for ((label, place), y) in visible.iter().zip(spread(&wanted, gap, top, bottom)) {
        let at = pos2(frame.right() + 12.0, y as f32);
        let moved = (at.y - place.y).abs() > 6.0 || place.x < frame.right() - 26.0;
        if moved {
            // Clear of the point; a level right across begins at the frame.
            let clear = if label.at.0.is_some() { 7.0 } else { 1.0 };
            let from = *place + vec2(clear, 0.0);
            let stroke = Stroke::new(0.8, label.colour.gamma_multiply(0.7));
            ui.painter()
                .line_segment([from, at - vec2(4.0, 0.0)], stroke);
        }
        let font = font(ui, label.bold);
        let room = edge - at.x + 1.0;
        let text = ink::fit(ui, &label.text, &font, room);
        ui.painter()
            .text(at, Align2::LEFT_CENTER, text, font, label.colour);
    }
}
