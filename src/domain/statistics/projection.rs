//! Where a series would come to if it went on as it has, and how sure that is.
//!
//! A projection is what the past would make of the future if nothing changed; councils change things.
//! So it comes with the range that the next figure would lie in 19 times out of 20, and that range
//! grows fast. No screen draws it past two periods without saying "projection".
//!
//! Edges: fewer than three points leave nothing to judge the straying by, and the answer is None.

use crate::domain::statistics::distribution::t_95;
use crate::domain::statistics::interval::Interval;
use crate::domain::statistics::line::{Weighted, fit};

/// A straight line carried on to one time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Projection {
    /// The line's slope, in units of value for one unit of time.
    pub slope: f64,
    /// The line's height there, in the unit of the values.
    pub value: f64,
    /// Where one new figure would lie, 19 times out of 20, if the line holds.
    pub interval: Interval,
}

/// The straight line through all the points, pairs of (when, value) in any order, carried on to `at`,
/// with the 95 % prediction interval of one new figure there.
///
/// All points weigh the same. The interval does not stop at 0 or 100 %: that is for the chart to say.
/// Points that lie exactly on a line have an interval of no width, which says more about the points
/// than about the future. None with fewer than three points, without two different times, or when a
/// number is not finite.
///
/// Source: Draper & Smith (1998), Applied Regression Analysis, 3rd edition, chapter 3.
pub fn projection(points: &[(f64, f64)], at: f64) -> Option<Projection> {
    let n = points.len();
    let freedom = n.checked_sub(2).filter(|freedom| *freedom > 0)? as f64;
    let points: Vec<Weighted> = points
        .iter()
        .map(|&(at, value)| Weighted {
            at,
            value,
            weight: 1.0,
        })
        .collect();
    let line = fit(&points)?;
    let strays = points.iter().map(|p| (p.value - line.height(p.at)).powi(2));
    let variance = strays.sum::<f64>() / freedom;
    let far = (at - line.at).powi(2) / line.spread;
    let reach = t_95(freedom)? * (variance * (1.0 + 1.0 / n as f64 + far)).sqrt();
    let value = line.height(at);
    Some(Projection {
        slope: line.slope,
        value,
        interval: Interval::between(value - reach, value + reach)?,
    })
}

/// The slope that would bring the figure from here to the target, both as (when, value): units of
/// value for one unit of time. None when the target is not later, or a number is not finite.
pub fn needed_slope(here: (f64, f64), target: (f64, f64)) -> Option<f64> {
    let (away, left) = (target.1 - here.1, target.0 - here.0);
    let slope = away / left;
    (left > 0.0 && left.is_finite() && slope.is_finite()).then_some(slope)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{needed_slope, projection};
    use crate::domain::statistics::testing::close;

    /// The library's quantiles settle to about this; the expected were computed to 40 figures.
    const SETTLED: f64 = 1e-9;

    const SERIES: [(f64, f64); 5] = [
        (2021.0, 10.0),
        (2022.0, 12.0),
        (2023.0, 13.0),
        (2024.0, 15.0),
        (2025.0, 18.0),
    ];

    #[test]
    fn a_line_is_carried_on() {
        #[track_caller]
        fn check(points: &[(f64, f64)], at: f64, expected: [f64; 4]) {
            let found = projection(points, at).unwrap();
            let [slope, value, lower, upper] = expected;
            close(found.slope, slope, SETTLED);
            close(found.value, value, SETTLED);
            close(found.interval.lower, lower, SETTLED);
            close(found.interval.upper, upper, SETTLED);
        }
        check(
            &SERIES,
            2026.0,
            [1.9, 19.3, 16.5074147006348, 22.0925852993652],
        );
        check(
            &SERIES,
            2027.0,
            [1.9, 21.2, 17.975400251353, 24.424599748647],
        );
        check(
            &SERIES[..3],
            2026.0,
            [1.5, 17.6666666666667, 1.81924506367663, 33.5140882696567],
        );
        assert_eq!(projection(&SERIES[..2], 2026.0), None);
        assert_eq!(projection(&[], 2026.0), None);
        assert_eq!(projection(&SERIES, f64::NAN), None);
        assert_eq!(projection(&SERIES, f64::INFINITY), None);
        assert_eq!(projection(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)], 2.0), None);
        assert_eq!(
            projection(&[(1.0, 1.0), (2.0, f64::NAN), (3.0, 3.0)], 4.0),
            None
        );
    }

    #[test]
    fn the_way_to_the_target() {
        for (here, target, expected) in [
            ((2025.0, 18.0), (2028.0, 12.0), Some(-2.0)),
            ((2025.0, 18.0), (2028.0, 18.0), Some(0.0)),
            ((2025.0, 18.0), (2025.0, 12.0), None),
            ((2025.0, 18.0), (2024.0, 12.0), None),
            ((2025.0, f64::NAN), (2028.0, 12.0), None),
            ((2025.0, 18.0), (f64::INFINITY, 12.0), None),
        ] {
            assert_eq!(needed_slope(here, target), expected, "{here:?} {target:?}");
        }
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_line_and_grows(
            values in prop::collection::vec(-1e3..1e3_f64, 3..12),
        ) {
            let points: Vec<(f64, f64)> = (2000..).map(f64::from).zip(values).collect();
            let end = 2000.0 + points.len() as f64;
            let (near, far) = (projection(&points, end).unwrap(), projection(&points, end + 3.0).unwrap());
            prop_assert!(near.interval.holds(near.value));
            prop_assert!(
                near.interval.upper - near.interval.lower
                    <= (far.interval.upper - far.interval.lower) * (1.0 + SETTLED) + SETTLED
            );
        }
    }
}
