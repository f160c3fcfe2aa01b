//! Figures that jump: over five times, or under a fifth of, the actual figure before.
//!
//! A real change of that size is rare; a change of unit or definition is common. When the ratio is near one
//! that a change of unit makes (12, 10, 100, 1,000, 7 or 52, within 8 %), that is what is asked about.
//!
//! Edges: figures of nought or below it have no ratio that says anything and are passed over. The figure before is
//! the last actual one that is known, whichever period it is of.

use crate::domain::check::indicator::{Point, Series};
use crate::domain::check::{Spot, found, words};
use crate::domain::period::Period;
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

/// Those of them that only lengths of time are counted in.
const OF_TIME: [f64; 3] = [12.0, 7.0, 52.0];

/// Every jump of a series.
pub(super) fn findings(series: &Series) -> Vec<Problem> {
    series
        .actual
        .windows(2)
        .filter_map(|pair| {
            let times = times(pair[0].value, pair[1].value)?;
            let told = |point: &Point| (point.period, series.show(point));
            is_jump(times).then(|| {
                let change = Change {
                    from: told(&pair[0]),
                    to: told(&pair[1]),
                    times,
                    may_be_time: true,
                };
                change.problem(series.at(pair[1].period), ENTERED)
            })
        })
        .collect()
}

/// Whether two figures are so far apart that they may not measure the same thing.
pub(super) fn breaks(from: f64, to: f64) -> bool {
    times(from, to).is_some_and(is_jump)
}

/// How many times the earlier figure the later one is.
pub(super) fn times(from: f64, to: f64) -> Option<f64> {
    let times = to / from;
    (times.is_finite() && from > 0.0 && to > 0.0).then_some(times)
}

/// Whether a ratio is over five, or under a fifth.
pub(super) fn is_jump(times: f64) -> bool {
    !(1.0 / JUMP..=JUMP).contains(&times)
}

/// What to do about a change of unit, and about any other jump.
type Remedies = [&'static str; 2];

/// For what an officer entered.
const ENTERED: Remedies = [
    "Find out which unit each figure is in; enter both in one, or note where the unit changed.",
    "Check both figures and their definitions; note the reason beside the figure.",
];

/// For what was published, which no officer alters.
pub(super) const PUBLISHED: Remedies = [
    "Find out which unit each figure is in before quoting either; tell whoever published them.",
    "Find out whether it happened or the counting changed before quoting the figure; put the reason in the plan.",
];

/// Two figures of one series, each with its period, and how many times the earlier the later one is.
pub(super) struct Change {
    pub from: (Period, String),
    pub to: (Period, String),
    pub times: f64,
    /// Whether the figures may be lengths of time, so that weeks and years are units to think of.
    pub may_be_time: bool,
}

impl Change {
    /// `It rose from 10 to 51, a ratio of 5.1, between 1998/99 and 1999/00`.
    pub fn what(&self) -> String {
        let verb = if self.times < 1.0 { "fell" } else { "rose" };
        format!(
            "It {verb} from {} to {}, a ratio of {}, between {} and {}",
            self.from.1,
            self.to.1,
            words::plain(half_up(self.ratio(), 1)),
            self.from.0,
            self.to.0
        )
    }

    /// The larger over the smaller.
    fn ratio(&self) -> f64 {
        if self.times < 1.0 {
            1.0 / self.times
        } else {
            self.times
        }
    }

    /// The finding: a change of unit where the ratio is near that of two units, and otherwise a jump.
    pub fn problem(&self, spot: Spot, remedies: Remedies) -> Problem {
        let ratio = self.ratio();
        let unit = UNITS
            .into_iter()
            .filter(|(size, ..)| self.may_be_time || !OF_TIME.contains(size))
            .find(|(size, ..)| (ratio / size - 1.0).abs() <= NEAR);
        let Some((size, larger, smaller)) = unit else {
            return found(
                Severity::Warning,
                "jump",
                spot,
                self.what(),
                "So large a change is more often one of definition or of typing than of what happened.",
                remedies[1],
            );
        };
        let (first, then) = if self.times < 1.0 {
            (larger, smaller)
        } else {
            (smaller, larger)
        };
        let shown = words::plain(half_up(ratio, 1));
        found(
            Severity::Warning,
            "unit-change",
            spot,
            self.what(),
            format!("The ratio, {shown}, is near {size}: {first}, then {then}?"),
            remedies[0],
        )
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
