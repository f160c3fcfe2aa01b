//! The value axis: where it begins and ends, and which round figures are marked on it.
//!
//! A line's axis need not start at zero, since what matters is change; but it never runs below
//! zero for figures that cannot be negative. Marks stand at 1, 2 or 5 times a power of ten, the
//! steps people count in.
//!
//! Edges: equal values get room around them; extremes are kept within half the machine's range so
//! that no difference overflows.

/// A value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Value at the foot.
    pub low: f64,
    /// Value at the top.
    pub high: f64,
    /// Distance between marks.
    pub step: f64,
    /// The marks, rising.
    pub ticks: Vec<f64>,
}

impl Axis {
    /// Where a value lies, 0 at the foot and 1 at the top; outside values pass these ends.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// An axis around values from `low` to `high` with room at both ends and at most `most` marks.
#[must_use]
pub fn axis(low: f64, high: f64, most: usize) -> Axis {
    let limit = f64::MAX / 8.0;
    let tame = |value: f64| {
        if value.is_finite() {
            value.clamp(-limit, limit)
        } else {
            0.0
        }
    };
    let (low, high) = (tame(low.min(high)), tame(high.max(low)));
    let room = room(low, high);
    let foot = if low >= 0.0 {
        (low - room).max(0.0)
    } else {
        low - room
    };
    let top = if high <= 0.0 && low < 0.0 {
        (high + room).min(0.0)
    } else {
        high + room
    };
    let most = most.max(2);
    let step = step(foot, top, most);
    let first = first_mark(foot, step);
    // Counted in whole steps: adding the step again and again would drift off the round figures.
    let ticks = (0..=most).map(|n| (first + n as f64) * step);
    let ticks = ticks
        .filter(|tick| *tick <= top + step * 1e-9)
        .map(clean)
        .collect();
    Axis {
        low: foot,
        high: top,
        step,
        ticks,
    }
}

/// Space left above and below: a twelfth of the spread, or a tenth of the figure when all agree.
fn room(low: f64, high: f64) -> f64 {
    let spread = high - low;
    let size = low.abs().max(high.abs());
    if spread > size * 1e-9 && spread > 1e-12 {
        spread / 12.0
    } else if size > 1e-9 {
        size / 10.0
    } else {
        1.0
    }
}

/// The smallest of 1, 2, 5 times a power of ten that needs at most `most` marks.
fn step(foot: f64, top: f64, most: usize) -> f64 {
    let power = 10_f64.powf(((top - foot) / most as f64).log10().floor());
    let marks = |step: f64| ((top / step + 1e-9).floor() - first_mark(foot, step) + 1.0) as usize;
    let enough = [0.5, 1.0, 2.0, 5.0]
        .into_iter()
        .find(|times| marks(times * power) <= most);
    enough.unwrap_or(10.0) * power
}

/// The first mark at or above the foot, in whole steps.
fn first_mark(foot: f64, step: f64) -> f64 {
    (foot / step - 1e-9).ceil()
}

/// Turns −0 into 0.
fn clean(tick: f64) -> f64 {
    if tick == 0.0 { 0.0 } else { tick }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(low: f64, high: f64, ticks: &[f64]) {
        let found = axis(low, high, 5).ticks;
        let close = found.iter().zip(ticks).all(|(a, b)| (a - b).abs() < 1e-9);
        assert!(
            close && found.len() == ticks.len(),
            "{low} to {high}: {found:?}"
        );
    }

    #[test]
    fn ticks_are_round_and_inside() {
        check(15.2, 30.5, &[15.0, 20.0, 25.0, 30.0]);
        check(0.0, 100.0, &[0.0, 50.0, 100.0]);
        check(2.1, 26.5, &[5.0, 10.0, 15.0, 20.0, 25.0]);
        check(-3.0, 7.0, &[-2.0, 0.0, 2.0, 4.0, 6.0]);
        check(0.38, 0.42, &[0.38, 0.39, 0.40, 0.41, 0.42]);
        check(50.0, 50.0, &[46.0, 48.0, 50.0, 52.0, 54.0]);
        check(0.0, 0.0, &[0.0, 0.5, 1.0]);
        check(f64::NAN, f64::INFINITY, &[0.0, 0.5, 1.0]);
    }

    #[test]
    fn figures_that_cannot_be_negative_never_show_a_negative_axis() {
        assert_eq!(axis(0.1, 9.0, 5).low, 0.0);
        assert!(axis(-0.1, 9.0, 5).low < -0.1);
    }

    proptest! {
        #[test]
        fn every_axis_holds_its_values(a in any::<f64>(), b in any::<f64>(), most in 2..12_usize) {
            let axis = axis(a, b, most);
            prop_assert!(axis.low < axis.high && axis.step > 0.0, "{axis:?}");
            prop_assert!(axis.ticks.iter().all(|tick| tick.is_finite()), "{axis:?}");
            prop_assert!(axis.ticks.len() <= most + 1, "{axis:?}");
        }

        #[test]
        fn ordinary_values_lie_inside_with_two_ticks_or_more(a in -1e6..1e6_f64, b in -1e6..1e6_f64) {
            let axis = axis(a, b, 5);
            prop_assert!(axis.low <= a.min(b) && a.max(b) <= axis.high);
            prop_assert!(axis.ticks.len() >= 2, "{axis:?}");
            prop_assert!(axis.ticks.iter().all(|t| (-1e-6..=1.000_001).contains(&axis.share(*t))));
        }
    }
}
