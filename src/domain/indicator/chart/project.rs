//! Where a trend would come to if it went on as it has: at most two periods, and always called a projection.
//!
//! Edges: fewer than three consecutive figures since the last break give none; nor is a figure drawn that the unit
//! cannot have, below nothing or beyond a hundred per cent.

use crate::domain::benchmark::Comparison;
use crate::domain::chart::{Point, Role, Series, Status, Tick, Trend};
use crate::domain::indicator::chart::View;
use crate::domain::indicator::{Indicator, UnitKind};
use crate::domain::period::Period;
use crate::domain::statistics::projection::projection;

/// The name of the line.
pub const PROJECTION: &str = "Projection";

/// Periods drawn at most.
const FAR: usize = 2;

/// Adds the projection to a trend, as a line of its own; whether there was one to add.
pub fn project(view: View<'_>, trend: &mut Trend) -> bool {
    let run = consecutive(view);
    let Some(last) = run.last() else {
        return false;
    };
    let known: Vec<(f64, f64)> = run
        .iter()
        .map(|(period, value)| (period.at(), *value))
        .collect();
    let mut points = vec![Point {
        at: last.0.at(),
        period: last.0.label(),
        value: Some(last.1),
        shown: view.indicator.show(last.1, view.indicator.decimals),
        note: "the last figure, from which the projection runs".to_owned(),
        ..Point::default()
    }];
    let next = std::iter::successors(last.0.next(), |period| period.next());
    for period in next.take(FAR) {
        let Some(found) = projection(&known, period.at()) else {
            break;
        };
        if !is_possible(view.indicator, found.value) {
            break;
        }
        let show = |value| view.indicator.show(value, view.indicator.decimals);
        points.push(Point {
            at: period.at(),
            period: period.label(),
            value: Some(found.value),
            status: Status::Provisional,
            shown: show(found.value),
            note: format!(
                "projection of a straight line through {} figures; 19 times in 20 between {} and {}",
                known.len(),
                show(found.interval.lower),
                show(found.interval.upper)
            ),
            ..Point::default()
        });
        if !trend.ticks.iter().any(|tick| tick.at == period.at()) {
            trend.ticks.push(Tick {
                at: period.at(),
                label: period.label(),
            });
        }
    }
    if points.len() < 2 {
        return false;
    }
    let words: Vec<String> = points[1..]
        .iter()
        .map(|point| format!("{} in {}", point.shown, point.period))
        .collect();
    trend.notes.push(format!(
        "Projection, not a forecast: a straight line through {} figures gives {} if nothing changes.",
        known.len(),
        words.join(" and ")
    ));
    // Its last point says what it is: the line's name does, and not a status.
    for point in &mut points {
        point.status = Status::Outturn;
    }
    trend.series.push(Series {
        name: PROJECTION.to_owned(),
        role: Role::Other,
        points,
    });
    true
}

/// The latest consecutive figures since the last break, oldest first.
fn consecutive(view: View<'_>) -> Vec<(Period, f64)> {
    let is_known = |held: &&Comparison| held.own.status.is_actual();
    let since = view.indicator.breaks.iter().map(|held| held.from).max();
    let mut run: Vec<(Period, f64)> = Vec::new();
    for held in view.comparisons.iter().rev().filter(is_known) {
        let (period, value) = (held.own.period, held.own.reported.value());
        let due = run
            .last()
            .is_none_or(|(after, _)| after.previous() == Some(period));
        let (Some(value), true) = (value, due) else {
            if run.is_empty() {
                continue;
            }
            break;
        };
        if since.is_some_and(|since| period < since) {
            break;
        }
        run.push((period, value));
    }
    run.reverse();
    run
}

fn is_possible(indicator: &Indicator, value: f64) -> bool {
    match indicator.unit {
        UnitKind::Percent => (0.0..=100.0).contains(&value),
        UnitKind::Money => true,
        _ => value >= 0.0,
    }
}
