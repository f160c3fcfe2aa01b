//! Two indicators that have the same figures in every period they share: perhaps one indicator entered twice.
//!
//! At least three shared periods, and figures that are not all one number: two services at 100 % every year are
//! no twins. Looking at every pair would take too long in a large plan, so pairs are found through the figures
//! they share.
//!
//! Edges: a figure that over sixty indicators of an area have in one period shows nothing, and no pair is
//! looked for through it.

use std::collections::HashMap;
use std::hash::Hash;

use crate::domain::check::indicator::{Point, Series};
use crate::domain::check::{found, words};
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};

/// Shared periods that are needed.
const SHARED: usize = 3;

/// More series than this behind one figure make it too common to tell anything.
const COMMON: usize = 60;

/// A finding for each pair, at the first of the two.
pub(super) fn findings(series: &[Series]) -> Vec<Problem> {
    let figures: Vec<HashMap<Period, Point>> = series.iter().map(figures).collect();
    let keys = series.iter().zip(&figures).enumerate();
    let keys = keys.flat_map(|(at, (held, figures))| {
        let of = move |(period, point): (&Period, &Point)| {
            ((held.area, *period, point.value.to_bits()), at)
        };
        figures.iter().map(of)
    });
    pairs_that_share(keys)
        .into_iter()
        .filter_map(|(a, b)| problem((&series[a], &figures[a]), (&series[b], &figures[b])))
        .collect()
}

/// The pairs of places that share a figure: `figures` gives each figure with the place it stands in. A figure that more
/// than [`COMMON`] places have shows nothing.
pub(super) fn pairs_that_share<K: Eq + Hash>(
    figures: impl Iterator<Item = (K, usize)>,
) -> Vec<(usize, usize)> {
    let mut alike: HashMap<K, Vec<usize>> = HashMap::new();
    for (figure, at) in figures {
        alike.entry(figure).or_default().push(at);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for places in alike.into_values().filter(|places| places.len() <= COMMON) {
        for (n, first) in places.iter().enumerate() {
            pairs.extend(places[n + 1..].iter().map(|second| (*first, *second)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A finding for each other series of the same area that one is a twin of.
pub(super) fn of(one: &Series, others: &[Series]) -> Vec<Problem> {
    let mine = figures(one);
    others
        .iter()
        .filter(|other| other.area == one.area)
        .filter_map(|other| problem((one, &mine), (other, &figures(other))))
        .collect()
}

/// One figure a period: what happened, or else what was planned.
fn figures<'a>(series: &Series<'a>) -> HashMap<Period, Point<'a>> {
    let planned = series.planned.iter();
    planned
        .chain(&series.actual)
        .map(|point| (point.period, *point))
        .collect()
}

type Held<'a, 'b> = (&'b Series<'a>, &'b HashMap<Period, Point<'a>>);

fn problem(one: Held, other: Held) -> Option<Problem> {
    // Most pairs part at the first figure or two, before anything is put in order.
    let theirs = |point: &Point| other.1.get(&point.period).map(|held| held.value);
    let is_same = |point: &Point| theirs(point).is_none_or(|value| value == point.value);
    if !one.1.values().all(is_same) {
        return None;
    }
    let mut shared: Vec<&Point> = one
        .1
        .values()
        .filter(|point| theirs(point).is_some())
        .collect();
    shared.sort_by_key(|point| point.period);
    let moves = shared.iter().any(|point| point.value != shared[0].value);
    if shared.len() < SHARED || !moves {
        return None;
    }
    let shown: Vec<String> = shared.iter().map(|point| one.0.show(point)).collect();
    Some(found(
        Severity::Note,
        "same-series",
        one.0.spot(),
        format!(
            "{} has the same figures in the {} that both have: {}",
            other.0.indicator.code,
            words::several(shared.len(), "period"),
            shown.join(", ")
        ),
        "They may be one indicator under two codes; counted twice, it would weigh double.",
        "If they are one, keep its figures under one code; if not, there is nothing to put right.",
    ))
}

#[cfg(test)]
mod tests {
    use crate::domain::check::of_indicator;
    use crate::domain::check::sample::{Sample, none, only};
    use crate::domain::id::IndicatorId;
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::reading::Status;

    fn two(one: &[&str], other: &[&str]) -> (Sample, IndicatorId) {
        let mut sample = Sample::default();
        let mut last = IndicatorId(0);
        for (code, figures) in [("PAF A4", one), ("QP 5.1.2a", other)] {
            last = sample.indicator(code, UnitKind::Rate, Polarity::Neutral);
            for (year, text) in (1998..).zip(figures) {
                sample.reading(last, year, Status::Outturn, text);
            }
        }
        (sample, last)
    }

    #[test]
    fn the_same_figures_in_three_shared_periods_are_noted() {
        let (sample, second) = two(
            &["", "35.9", "45.0", "50.0"],
            &["35.9", "35.9", "45.0", "50.0"],
        );
        let found = sample.all();
        let problem = only(&found, "same-series");
        assert_eq!(problem.location, "Indicator PAF A4");
        assert_eq!(
            problem.what,
            "QP 5.1.2a has the same figures in the three periods that both have: 35.9, 45.0, 50.0"
        );
        let found = of_indicator(&sample.book(), second);
        let problem = only(&found, "same-series");
        assert_eq!(problem.location, "Indicator QP 5.1.2a");
        assert!(problem.what.starts_with("PAF A4 has"));
    }

    #[test]
    fn two_periods_one_difference_or_one_number_are_not() {
        #[track_caller]
        fn check(one: &[&str], other: &[&str]) {
            let (sample, second) = two(one, other);
            none(&sample.all(), "same-series");
            none(&of_indicator(&sample.book(), second), "same-series");
        }
        check(&["1", "2"], &["1", "2"]);
        check(&["1", "2", "3"], &["1", "2", "4"]);
        check(&["1", "2", ""], &["1", "2", "3"]);
        check(&["100", "100", "100"], &["100", "100", "100"]);
    }
}
