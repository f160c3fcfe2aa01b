//! A small line of recent values, for the shape and not for the figures.

use egui::{Color32, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, pos2};

use crate::ui::theme::size;
use crate::ui::widgets::figure;

/// Draws the line with its name for a screen reader, which should say what the line shows ("24.8 in 2024/25, down 2.1").
///
/// A `None` is a gap: the line stops and starts again, it does not bridge what is not known. The last known value has a
/// dot. Values that are all the same make a level line in the middle; no values draw nothing.
pub fn sparkline(ui: &mut Ui, label: &str, points: &[Option<f64>], colour: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::from(size::SPARKLINE), Sense::hover());
    let room = rect.shrink(3.0);
    let runs = runs(points, room);
    for run in &runs {
        match run.as_slice() {
            [alone] => drop(ui.painter().circle_filled(*alone, size::SPARK_LINE, colour)),
            line => drop(ui.painter().add(Shape::line(
                line.to_vec(),
                Stroke::new(size::SPARK_LINE, colour),
            ))),
        }
    }
    if let Some(last) = runs.last().and_then(|run| run.last()) {
        ui.painter().circle_filled(*last, 2.5, colour);
    }
    figure(ui, &response, label);
    response
}

/// The stretches of known values, placed in `room`.
fn runs(points: &[Option<f64>], room: Rect) -> Vec<Vec<Pos2>> {
    let known = || points.iter().flatten().copied().filter(|v| v.is_finite());
    let least = known().fold(f64::INFINITY, f64::min);
    let span = known().fold(f64::NEG_INFINITY, f64::max) - least;
    let step = room.width() / points.len().saturating_sub(1).max(1) as f32;
    let place = |(n, value): (usize, f64)| {
        let share = if span > 0.0 {
            (value - least) / span
        } else {
            0.5
        };
        pos2(
            room.left() + step * n as f32,
            room.bottom() - room.height() * share as f32,
        )
    };
    let mut runs = vec![Vec::new()];
    for (n, value) in points.iter().enumerate() {
        match value.filter(|v| v.is_finite()) {
            Some(value) => {
                if let Some(run) = runs.last_mut() {
                    run.push(place((n, value)));
                }
            }
            None => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(points: &[Option<f64>], want: &[&[(f32, f32)]]) {
        let room = Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 10.0));
        let found: Vec<Vec<(f32, f32)>> = runs(points, room)
            .into_iter()
            .map(|run| run.into_iter().map(|p| (p.x, p.y)).collect())
            .collect();
        assert_eq!(found, want);
    }

    #[test]
    fn lines_span_the_room_and_stop_at_gaps() {
        check(&[], &[]);
        check(&[None, None], &[]);
        check(&[Some(5.0)], &[&[(0.0, 5.0)]]);
        check(&[Some(4.0), Some(4.0)], &[&[(0.0, 5.0), (10.0, 5.0)]]);
        check(&[Some(0.0), Some(20.0)], &[&[(0.0, 10.0), (10.0, 0.0)]]);
        check(
            &[Some(0.0), None, Some(2.0)],
            &[&[(0.0, 10.0)], &[(10.0, 0.0)]],
        );
        check(
            &[Some(0.0), Some(f64::NAN), Some(2.0)],
            &[&[(0.0, 10.0)], &[(10.0, 0.0)]],
        );
    }
}
