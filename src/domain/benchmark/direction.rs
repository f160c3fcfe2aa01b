//! Which way a figure moved, and whether it moved far enough to say so.
//!
//! A tenth of a point is a fall to one reader and nothing to another. The indicator's own tolerance decides, so that the
//! room, the command line and a report say the same.
//!
//! Edges: where neither way is better a move is up or down; by significance nothing is said of figures whose counts are
//! not known.

use crate::domain::benchmark::OwnFigure;
use crate::domain::indicator::rule::Tolerance;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::statistics::compare::two_proportions;
use crate::domain::statistics::rounding::whole;

/// Which way a figure moved, by the indicator's polarity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The better way.
    Better,
    /// Not at all, or no further than the tolerance.
    Same,
    /// The worse way.
    Worse,
    /// Up, where neither way is better.
    Up,
    /// Down, where neither way is better.
    Down,
}

impl Direction {
    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "same",
            Self::Worse => "worse",
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    /// From one figure to the next, any difference being a move.
    #[must_use]
    pub fn of(polarity: Polarity, previous: f64, value: f64) -> Self {
        match polarity.better(value, previous) {
            Some(true) => Self::Better,
            Some(false) => Self::Worse,
            None if value == previous => Self::Same,
            None if value > previous => Self::Up,
            None => Self::Down,
        }
    }

    /// From one figure to the next, by the indicator's polarity and tolerance. None where either is missing, or where
    /// the tolerance is significance and the counts are not known.
    #[must_use]
    pub fn between(indicator: &Indicator, previous: &OwnFigure, own: &OwnFigure) -> Option<Self> {
        let (before, now) = (previous.reported.value()?, own.reported.value()?);
        let moved = match indicator.tolerance {
            Tolerance::Exact => before != now,
            Tolerance::Within(by) => (now - before).abs() > by + slack(before),
            Tolerance::WithinPercent(by) => {
                (now - before).abs() > before.abs() * by / 100.0 + slack(before)
            }
            Tolerance::Significance => is_significant(previous, own)?,
        };
        Some(if moved {
            Self::of(indicator.polarity, before, now)
        } else {
            Self::Same
        })
    }
}

/// A difference of exactly the tolerance is within it, whatever the machine's last figure says.
fn slack(value: f64) -> f64 {
    value.abs().max(1.0) * 1e-9
}

fn is_significant(previous: &OwnFigure, own: &OwnFigure) -> Option<bool> {
    let (was, now) = (previous.basis, own.basis);
    let test = two_proportions(
        whole(was.numerator?)?,
        whole(was.denominator?)?,
        whole(now.numerator?)?,
        whole(now.denominator?)?,
    )?;
    Some(test.p_value < 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::IndicatorId;
    use crate::domain::panel::Basis;
    use crate::domain::period::Period;
    use crate::domain::reading::{Reported, Status};

    #[test]
    fn direction_follows_polarity() {
        #[track_caller]
        fn check(polarity: Polarity, previous: f64, value: f64, want: Direction) {
            assert_eq!(Direction::of(polarity, previous, value), want);
        }
        check(Polarity::Lower, 26.9, 24.8, Direction::Better);
        check(Polarity::Higher, 26.9, 24.8, Direction::Worse);
        check(Polarity::Neutral, 26.9, 24.8, Direction::Down);
        check(Polarity::Neutral, 1.0, 2.0, Direction::Up);
        check(Polarity::Higher, 2.0, 2.0, Direction::Same);
    }

    fn own(value: f64, counts: Option<(f64, f64)>) -> OwnFigure {
        OwnFigure {
            period: Period::Reporting(2025),
            status: Status::Outturn,
            reported: Reported::Figure { value, decimals: 1 },
            published: true,
            basis: Basis {
                numerator: counts.map(|(numerator, _)| numerator),
                denominator: counts.map(|(_, denominator)| denominator),
                ..Basis::default()
            },
        }
    }

    #[test]
    fn a_move_counts_only_beyond_the_tolerance() {
        #[track_caller]
        fn check(tolerance: Tolerance, before: f64, now: f64, want: Direction) {
            let indicator = Indicator {
                tolerance,
                ..Indicator::new(IndicatorId(1))
            };
            let found = Direction::between(&indicator, &own(before, None), &own(now, None));
            assert_eq!(found, Some(want));
        }
        check(Tolerance::Exact, 10.0, 10.1, Direction::Better);
        check(Tolerance::Within(0.1), 10.0, 10.1, Direction::Same);
        check(Tolerance::Within(0.1), 10.0, 10.2, Direction::Better);
        check(Tolerance::WithinPercent(1.0), 10.0, 9.9, Direction::Same);
        check(Tolerance::WithinPercent(1.0), 10.0, 9.8, Direction::Worse);
    }

    #[test]
    fn by_significance_counts_decide_and_without_them_nothing_is_said() {
        let indicator = Indicator {
            tolerance: Tolerance::Significance,
            ..Indicator::new(IndicatorId(1))
        };
        let between = |was: (f64, f64), now: (f64, f64)| {
            let share = |(x, n): (f64, f64)| 100.0 * x / n;
            Direction::between(
                &indicator,
                &own(share(was), Some(was)),
                &own(share(now), Some(now)),
            )
        };
        assert_eq!(between((10.0, 100.0), (13.0, 100.0)), Some(Direction::Same));
        assert_eq!(
            between((100.0, 1000.0), (150.0, 1000.0)),
            Some(Direction::Better)
        );
        assert_eq!(
            Direction::between(&indicator, &own(1.0, None), &own(2.0, None)),
            None
        );
    }
}
