//! Figures that jump: over five times, or under a fifth of, the actual figure before.
//!
//! A real change of that size is rare; a change of unit or definition is common. When the ratio is near one
//! that a change of unit makes (12, 10, 100, 1,000, 7 or 52, within 8 %), that is what is asked about.
//!
//! Edges: figures of nought, or with opposite signs, have no ratio and are passed over. The figure before is
//! the last actual one that is known, whichever period it is of.

use crate::domain::check::indicator::{Point, Series};
use crate::domain::check::{found, words};
use crate::domain::problem::{Problem, Severity};
use crate::domain::statistics::half_up;

/// A ratio beyond this, either way, is a jump.
const JUMP: f64 = 5.0;

/// How near a ratio must be to that of two units.
const NEAR: f64 = 0.08;

/// The ratio of two units, what the larger and the smaller figures would be counted in.
const UNITS: [(f64, &str, &str); 6] = [
    (12.0, "months", "years"),
    (10.0, "tenths", "whole ones"),
    (100.0, "percentages", "shares of one"),
    (1000.0, "single ones", "thousands"),
    (7.0, "days", "weeks"),
    (52.0, "weeks", "years"),
];

/// Every jump of a series.
pub(super) fn findings(series: &Series) -> Vec<Problem> {
    series
        .actual
        .windows(2)
        .filter_map(|pair| {
            let times = times(pair[0].value, pair[1].value)?;
            is_jump(times).then(|| problem(series, &pair[0], &pair[1], times))
        })
        .collect()
}

/// Whether two figures are so far apart that they may not measure the same thing.
pub(super) fn breaks(from: f64, to: f64) -> bool {
    times(from, to).is_some_and(is_jump)
}

/// How many times the earlier figure the later one is.
fn times(from: f64, to: f64) -> Option<f64> {
    let times = to / from;
    (times.is_finite() && times > 0.0).then_some(times)
}

fn is_jump(times: f64) -> bool {
    !(1.0 / JUMP..=JUMP).contains(&times)
}

fn problem(series: &Series, from: &Point, to: &Point, times: f64) -> Problem {
    let ratio = if times < 1.0 { 1.0 / times } else { times };
    let shown = words::plain(half_up(ratio, 1));
    let verb = if times < 1.0 { "fell" } else { "rose" };
    let what = format!(
        "It {verb} from {} to {}, a ratio of {shown}, between {} and {}",
        series.show(from),
        series.show(to),
        from.period,
        to.period
    );
    let unit = UNITS
        .into_iter()
        .find(|(size, ..)| (ratio / size - 1.0).abs() <= NEAR);
    match unit {
        Some((size, larger, smaller)) => {
            let (first, then) = if times < 1.0 {
                (larger, smaller)
            } else {
                (smaller, larger)
            };
            found(
                Severity::Warning,
                "unit-change",
                series.at(to.period),
                what,
                format!("The ratio, {shown}, is near {size}: {first}, then {then}?"),
                "Find out which unit each figure is in; enter both in one, or note where the unit changed.",
            )
        }
        None => found(
            Severity::Warning,
            "jump",
            series.at(to.period),
            what,
            "So large a change is more often one of definition or of typing than of what happened.",
            "Check both figures and their definitions; note the reason beside the figure.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, only};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::reading::Status;

    fn moving(from: &str, to: &str) -> Sample {
        let mut sample = Sample::default();
        let code = sample.indicator("QP 2", UnitKind::Duration, Polarity::Neutral);
        sample.reading(code, 1998, Status::Outturn, from);
        sample.reading(code, 1999, Status::Provisional, to);
        sample
    }

    #[test]
    fn jumps_and_changes_of_unit_are_told_apart() {
        #[track_caller]
        fn check(from: &str, to: &str, kind: &str, what: &str, why: &str) {
            let found = moving(from, to).all();
            let problem = only(&found, kind);
            assert_eq!(problem.what, what);
            assert!(problem.why.contains(why), "{}", problem.why);
            assert_eq!(found.len(), 1, "one kind replaces the other");
        }
        check(
            "26.5",
            "2.1",
            "unit-change",
            "It fell from 26.5 to 2.1, a ratio of 12.6, between 1998/99 and 1999/00",
            "near 12: months, then years?",
        );
        check(
            "2",
            "104",
            "unit-change",
            "It rose from 2 to 104, a ratio of 52, between 1998/99 and 1999/00",
            "near 52: years, then weeks?",
        );
        check(
            "5.00",
            "0.38",
            "jump",
            "It fell from 5.00 to 0.38, a ratio of 13.2, between 1998/99 and 1999/00",
            "definition",
        );
        check(
            "10",
            "51",
            "jump",
            "It rose from 10 to 51, a ratio of 5.1, between 1998/99 and 1999/00",
            "definition",
        );
    }

    #[test]
    fn five_times_and_nought_are_no_jump() {
        for (from, to) in [
            ("10", "50"),
            ("50", "10"),
            ("0", "9"),
            ("9", "0"),
            ("-1", "9"),
        ] {
            assert_eq!(moving(from, to).all(), [], "{from} to {to}");
        }
    }

    #[test]
    fn a_reason_between_two_figures_does_not_hide_a_jump() {
        let mut sample = moving("100", "?");
        sample.again(2000, Status::Outturn, "10");
        assert_eq!(
            only(&sample.all(), "unit-change").what,
            "It fell from 100 to 10, a ratio of 10, between 1998/99 and 2000/01"
        );
    }
}
