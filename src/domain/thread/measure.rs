//! How many of an objective's indicators stand well, and which one most needs a look.
//!
//! An indicator is compared with its neighbours where there are neighbours' figures for the same period, and
//! otherwise with its own figure before; the two counts are kept apart, for "better than neighbours" and "better
//! than last year" are different claims. What a neutral indicator does is neither.

use std::borrow::Borrow;

use crate::domain::benchmark::{Average, Comparison, Direction, latest};
use crate::domain::book::Book;
use crate::domain::id::{IndicatorId, ObjectiveId};
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::period::Period;
use crate::domain::reading::Reported;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Of {
    /// How many are.
    pub n: usize,
    /// How many could be.
    pub of: usize,
}

impl std::fmt::Display for Of {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.n, self.of)
    }
}

/// How an objective's indicators stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measures {
    /// How many indicators it has.
    pub indicators: usize,
    /// Better than the neighbours' average, of those with neighbours' figures for their latest period.
    pub neighbours: Of,
    /// Better than their own figure before, of those without neighbours' figures and with a figure before.
    pub previous: Of,
    /// The one to watch; none when no indicator has a figure.
    pub watch: Option<Watch>,
}

/// The indicator that most needs a look: worse than neighbours and falling back before the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its latest actual figure.
    pub value: f64,
    /// The decimals it was published to.
    pub decimals: u8,
    /// What the figure is of.
    pub period: Period,
    /// Which way it moved since the actual figure before; none when it is the first.
    pub direction: Option<Direction>,
    /// By how much it moved, in the indicator's unit.
    pub change: Option<f64>,
    /// Whether it is better than the neighbours' average; none where that cannot be said.
    pub better_than_neighbours: Option<bool>,
    /// Its actual figures, oldest first; a period without a figure is a gap.
    pub points: Vec<Option<f64>>,
}

impl Watch {
    /// Whether something is wrong with it: worse than the neighbours, or worse than before.
    #[must_use]
    pub fn needs_a_look(&self) -> bool {
        self.better_than_neighbours == Some(false) || self.direction == Some(Direction::Worse)
    }

    /// How much it needs a look; larger comes first.
    fn urgency(&self) -> (u8, f64) {
        let behind = u8::from(self.better_than_neighbours == Some(false));
        let worse = u8::from(self.direction == Some(Direction::Worse));
        let before = self
            .change
            .map_or(0.0, |change| (self.value - change).abs());
        let moved = self.change.map_or(0.0, f64::abs);
        // Indicators have different units, so movements are compared as parts of what they were.
        let relative = if before > 0.0 { moved / before } else { 0.0 };
        let signed = if worse == 1 { relative } else { -relative };
        (behind * 2 + worse, signed)
    }
}

/// The indicators of an objective, counted, and the one to watch.
pub(super) fn measures<C: Borrow<Vec<Comparison>>>(
    book: &Book,
    objective: ObjectiveId,
    comparisons: &impl Fn(IndicatorId) -> C,
    average: Average,
) -> Measures {
    let mut found = Measures::default();
    let serving = book
        .indicators
        .iter()
        .filter(|held| held.objectives.contains(&objective));
    for indicator in serving {
        found.indicators += 1;
        let held = comparisons(indicator.id);
        let held: &[Comparison] = held.borrow();
        let Some(watch) = watch(indicator, held, average) else {
            continue;
        };
        count(&mut found, indicator, held, &watch, average);
        let first = found
            .watch
            .as_ref()
            .is_none_or(|other| before(watch.urgency(), other.urgency()));
        if first {
            found.watch = Some(watch);
        }
    }
    found
}

fn before(a: (u8, f64), b: (u8, f64)) -> bool {
    a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).is_gt()
}

fn count(
    found: &mut Measures,
    indicator: &Indicator,
    held: &[Comparison],
    watch: &Watch,
    average: Average,
) {
    if !matches!(indicator.polarity, Polarity::Higher | Polarity::Lower) {
        return;
    }
    let neighbours = latest(held).and_then(|now| now.neighbours.figure(average));
    if neighbours.is_some() {
        found.neighbours.of += 1;
        // As good as the neighbours is not better than they are.
        found.neighbours.n += usize::from(watch.better_than_neighbours == Some(true));
    } else if let Some(direction) = watch.direction {
        found.previous.of += 1;
        found.previous.n += usize::from(direction == Direction::Better);
    }
}

/// An indicator's latest actual figure, and which way it moved; none where it has none.
#[must_use]
pub fn watch(indicator: &Indicator, held: &[Comparison], average: Average) -> Option<Watch> {
    let now = latest(held)?;
    let Reported::Figure { value, decimals } = now.own.reported else {
        return None;
    };
    let earlier = held
        .iter()
        .rev()
        .filter(|other| other.own.status.is_actual() && other.own.period < now.own.period);
    let previous = earlier
        .filter_map(|other| other.own.reported.value())
        .next();
    Some(Watch {
        indicator: indicator.id,
        value,
        decimals,
        period: now.own.period,
        direction: previous.map(|before| Direction::of(indicator.polarity, before, value)),
        change: previous.map(|before| value - before),
        better_than_neighbours: now.better_than_neighbours(indicator.polarity, average),
        points: points(held),
    })
}

/// The actual figures with a gap wherever a period is missing, so that a line does not bridge what is not known.
fn points(held: &[Comparison]) -> Vec<Option<f64>> {
    let mut points = Vec::new();
    let mut due: Option<Period> = None;
    for own in held
        .iter()
        .map(|comparison| &comparison.own)
        .filter(|own| own.status.is_actual())
    {
        if due.is_some_and(|due| due < own.period) {
            points.push(None);
        }
        points.push(own.reported.value());
        due = own.period.next();
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benchmark::OwnFigure;
    use crate::domain::panel::Basis;
    use crate::domain::reading::{Missing, Status};
    use crate::domain::thread::sample::Sample;

    /// Our figure of a year, and the neighbours' mean.
    fn held(year: i16, own: Option<f64>, mean: Option<f64>, status: Status) -> Comparison {
        let mut held = Comparison::alone(OwnFigure {
            period: Period::Financial(year),
            status,
            reported: own.map_or(Reported::Missing(Missing::NotAvailable), |value| {
                Reported::Figure { value, decimals: 1 }
            }),
            published: false,
            basis: Basis::default(),
        });
        held.neighbours.mean = mean;
        held
    }

    fn outturns(figures: &[(i16, f64)], mean: Option<f64>) -> Vec<Comparison> {
        figures
            .iter()
            .map(|(year, value)| held(*year, Some(*value), mean, Status::Outturn))
            .collect()
    }

    /// The measures of one objective with these indicators, in order, lower being better.
    fn of(polarity: Polarity, series: &[Vec<Comparison>]) -> (Vec<IndicatorId>, Measures) {
        let mut sample = Sample::default();
        let objective = sample.objective("One");
        let ids: Vec<IndicatorId> = series
            .iter()
            .map(|_| sample.indicator(objective, polarity))
            .collect();
        let find = |id: IndicatorId| {
            ids.iter()
                .position(|held| *held == id)
                .map_or_else(Vec::new, |at| series[at].clone())
        };
        let found = measures(&sample.book(), objective, &find, Average::Mean);
        (ids, found)
    }

    #[test]
    fn better_than_neighbours_and_better_than_before_are_counted_apart() {
        let (_, found) = of(
            Polarity::Lower,
            &[
                outturns(&[(2000, 9.0), (2001, 4.0)], Some(5.0)),
                outturns(&[(2000, 9.0), (2001, 6.0)], Some(5.0)),
                outturns(&[(2001, 5.0)], Some(5.0)),
                outturns(&[(2000, 9.0), (2001, 6.0)], None),
                outturns(&[(2000, 6.0), (2001, 6.0)], None),
                outturns(&[(2001, 6.0)], None),
                Vec::new(),
            ],
        );
        assert_eq!(found.indicators, 7);
        assert_eq!(found.neighbours, Of { n: 1, of: 3 });
        assert_eq!(found.previous, Of { n: 1, of: 2 });
    }

    #[test]
    fn where_neither_way_is_better_nothing_is_counted_and_the_figure_is_still_shown() {
        let (ids, found) = of(
            Polarity::Neutral,
            &[outturns(&[(2000, 9.0), (2001, 4.0)], Some(5.0))],
        );
        assert_eq!(
            (found.neighbours, found.previous),
            (Of::default(), Of::default())
        );
        let watch = found.watch.unwrap();
        assert_eq!(
            (watch.indicator, watch.direction),
            (ids[0], Some(Direction::Down))
        );
        assert!(!watch.needs_a_look());
    }

    #[test]
    fn the_one_to_watch_is_behind_and_falling_back() {
        #[track_caller]
        fn check(series: &[Vec<Comparison>], want: Option<usize>) {
            let (ids, found) = of(Polarity::Lower, series);
            assert_eq!(
                found.watch.map(|watch| watch.indicator),
                want.map(|at| ids[at])
            );
        }
        let better = outturns(&[(2000, 6.0), (2001, 4.0)], Some(5.0));
        let falling = outturns(&[(2000, 3.0), (2001, 4.0)], Some(5.0));
        let falling_more = outturns(&[(2000, 1.0), (2001, 4.0)], Some(5.0));
        let behind = outturns(&[(2000, 9.0), (2001, 6.0)], Some(5.0));
        let both = outturns(&[(2000, 5.9), (2001, 6.0)], Some(5.0));
        check(&[], None);
        check(&[Vec::new()], None);
        check(std::slice::from_ref(&better), Some(0));
        check(&[better.clone(), falling.clone()], Some(1));
        check(&[falling.clone(), falling_more.clone()], Some(1));
        check(&[falling_more.clone(), behind.clone()], Some(1));
        check(&[behind, both, falling_more], Some(1));
        // Of two that are alike the first stays.
        check(&[better.clone(), better], Some(0));
    }

    #[test]
    fn plans_are_no_figures_and_gaps_stay_gaps() {
        let series = vec![
            held(1997, Some(9.0), None, Status::Outturn),
            held(1999, None, None, Status::Outturn),
            held(2000, Some(7.0), None, Status::Provisional),
            held(2001, Some(1.0), None, Status::Planned),
        ];
        let (_, found) = of(Polarity::Lower, &[series]);
        let watch = found.watch.unwrap();
        assert_eq!(watch.points, [Some(9.0), None, None, Some(7.0)]);
        assert_eq!((watch.value, watch.period), (7.0, Period::Financial(2000)));
        assert_eq!(
            (watch.change, watch.direction),
            (Some(-2.0), Some(Direction::Better))
        );
        assert_eq!(found.previous, Of { n: 1, of: 1 });
    }
}
