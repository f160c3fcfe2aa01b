//! What a figure says when pointed at, or reached with the arrow keys.
//!
//! Period, value, how firm it is, its source. The keyboard reads our figures in order, gaps
//! included, so that nothing on the plot is for the mouse alone.

use std::collections::BTreeSet;

use egui::{EventFilter, Key, PopupAnchor, Pos2, Rect, Stroke, Tooltip, Ui, vec2};
use egui_plot::{PlotResponse, PlotTransform};

use super::{ink, overlay};
use crate::domain::chart::{Point, Series, Trend};
use crate::ui::theme;

/// Furthest a pointer may be from the figure it means, in points.
const REACH: f32 = 22.0;

/// A figure and where it is on screen.
struct Found<'a> {
    series: &'a Series,
    point: &'a Point,
    place: Pos2,
}

/// Shows what the pointed figure says, or the one the keyboard has reached.
pub fn show(ui: &Ui, drawn: &PlotResponse<()>, trend: &Trend, hidden: &BTreeSet<String>) {
    let response = &drawn.response;
    let pointed = response
        .hover_pos()
        .filter(|_| !response.dragged())
        .and_then(|pointer| nearest(&drawn.transform, trend, hidden, pointer));
    let Some(found) = pointed.or_else(|| stepped(ui, drawn, trend, hidden)) else {
        return;
    };
    let ring = Stroke::new(2.0, ink::of(ui, found.series.role).text);
    ui.painter().circle_stroke(found.place, 7.5, ring);
    // Beside the ring, so that the figure itself stays in sight.
    let beside = Rect::from_center_size(found.place, vec2(16.0, 16.0));
    let anchor = PopupAnchor::ParentRect(beside);
    Tooltip::always_open(
        ui.ctx().clone(),
        ui.layer_id(),
        response.id.with("figure"),
        anchor,
    )
    .gap(6.0)
    .accessible_name(format!("{} {}", found.series.name, found.point.period))
    .show(|ui| words(ui, trend, &found));
}

/// The figure closest to the pointer, ours first among equals.
fn nearest<'a>(
    transform: &PlotTransform,
    trend: &'a Trend,
    hidden: &BTreeSet<String>,
    pointer: Pos2,
) -> Option<Found<'a>> {
    let shown = trend
        .series
        .iter()
        .filter(|series| !hidden.contains(&series.name));
    let figures = shown.flat_map(|series| series.points.iter().map(move |point| (series, point)));
    figures
        .filter_map(|(series, point)| {
            let place = place(transform, point)?;
            Some((
                place.distance(pointer),
                Found {
                    series,
                    point,
                    place,
                },
            ))
        })
        .filter(|(distance, _)| *distance <= REACH)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, found)| found)
}

/// On the line, or at the foot where the figure is missing.
fn place(transform: &PlotTransform, point: &Point) -> Option<Pos2> {
    match point.plotted() {
        Some(value) => overlay::spot(transform, point.at, value),
        None => overlay::spot(transform, point.at, transform.bounds().min()[1]),
    }
}

/// The figure of ours the arrow keys have reached, while the plot has the keyboard.
fn stepped<'a>(
    ui: &Ui,
    drawn: &PlotResponse<()>,
    trend: &'a Trend,
    hidden: &BTreeSet<String>,
) -> Option<Found<'a>> {
    let id = drawn.response.id;
    if !drawn.response.has_focus() {
        return None;
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    let shown = |series: &&Series| !hidden.contains(&series.name);
    let series = trend
        .own()
        .filter(shown)
        .or_else(|| trend.series.iter().find(shown))?;
    let points = series.ordered();
    let last = points.len().checked_sub(1)?;
    let before: Option<usize> = ui.data(|data| data.get_temp(id));
    let (left, right) = ui.input(|i| {
        (
            i.key_pressed(Key::ArrowLeft),
            i.key_pressed(Key::ArrowRight),
        )
    });
    let now = match (before, left, right) {
        (None, false, false) => return None,
        (None, _, _) => last,
        (Some(at), true, false) => at.saturating_sub(1),
        (Some(at), false, true) => at + 1,
        (Some(at), _, _) => at,
    }
    .min(last);
    ui.data_mut(|data| data.insert_temp(id, now));
    let point = points.get(now).copied()?;
    let place = place(&drawn.transform, point)?;
    Some(Found {
        series,
        point,
        place,
    })
}

fn words(ui: &mut Ui, trend: &Trend, found: &Found<'_>) {
    let point = found.point;
    ui.label(theme::strong(format!(
        "{} · {}",
        found.series.name, point.period
    )));
    let figure = point.says(&trend.unit);
    match (point.plotted(), point.interval) {
        (Some(_), Some([low, high])) => {
            let (low, high) = (trend.unit.show(low), trend.unit.show(high));
            ui.label(format!(
                "{figure}, {} (interval {low} to {high})",
                point.status.word()
            ))
        }
        (Some(_), None) => ui.label(format!("{figure}, {}", point.status.word())),
        (None, _) => ui.label(format!("No figure: {figure}")),
    };
    for line in [&point.note, &trend.source]
        .into_iter()
        .filter(|line| !line.is_empty())
    {
        let line = theme::small(ui, line);
        ui.label(line);
    }
}
