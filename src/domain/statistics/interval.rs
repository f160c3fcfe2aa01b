//! How sure a figure is: the range that would hold the true one 19 times out of 20.
//!
//! A council's figure counts the people who happened to come in one year. The same services would
//! have had other counts in another: a 95 % interval says how far apart those may lie by chance alone.
//! Shares, rates and averages each have their own sum, the one that Public Health England used.
//!
//! Edges: no base, no figures or a number that is not finite, and the answer is None.

use crate::domain::statistics::average::mean;
use crate::domain::statistics::distribution::{chi_squared_lower, chi_squared_upper, t_95};

/// Φ⁻¹(0.975): the number of standard errors either side of an estimate in a 95 % interval.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// Byar's approximation is good from this count up; below it the exact sum is done.
const ENOUGH_FOR_BYAR: u64 = 10;

/// The lower and upper end of an interval, both in the unit of what it is an interval of: proportions
/// from 0 to 1, rates in their own unit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

impl Interval {
    /// The interval between two ends. None when one is not finite.
    pub(super) fn between(lower: f64, upper: f64) -> Option<Self> {
        (lower.is_finite() && upper.is_finite()).then_some(Self { lower, upper })
    }

    /// Whether the value lies within, the two ends included. Never for a value that is not a number.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        (self.lower..=self.upper).contains(&value)
    }
}

/// The 95 % interval of a proportion, by Wilson's score method without continuity correction.
///
/// It never leaves 0 to 1 and holds even when nobody, or everybody, said yes. None when the base is
/// nil or the successes are more than the base.
///
/// Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22, 209–212.
pub fn wilson(successes: u64, base: u64) -> Option<Interval> {
    if base == 0 || successes > base {
        return None;
    }
    Some(score(successes as f64, base as f64, Z_95))
}

/// Wilson's interval for `x` of `n`, `z` standard errors either way: 0 ≤ x ≤ n, n above nought.
pub(super) fn score(x: f64, n: f64, z: f64) -> Interval {
    let z2 = z * z;
    let middle = 2.0 * x + z2;
    let reach = z * (z2 + 4.0 * x * ((n - x) / n)).sqrt();
    let over = 2.0 * (n + z2);
    // At the two ends the formula is exactly 0 or 1; the machine's last figure must not say otherwise.
    let lower = if x == 0.0 {
        0.0
    } else {
        (middle - reach) / over
    };
    let upper = if x == n { 1.0 } else { (middle + reach) / over };
    Interval { lower, upper }
}

/// The 95 % interval of a rate: `count` events in a population of `base`, in events per `per` of it.
///
/// From 10 events by Byar's approximation, with fewer by the exact sum on the Poisson distribution,
/// whose lower end is 0 when there were no events. The rate itself is `count / base * per`. None when
/// the base or `per` is nil, negative or not finite, and when the ends are too large to hold.
///
/// It holds for rare events that come one by one. Children in care come in families, so for them it
/// is a little too narrow.
///
/// Source: Breslow & Day (1987), Statistical Methods in Cancer Research, volume II, IARC, p. 69 (both
/// sums); Eayres (2008), APHO Technical Briefing 3, "Commonly used public health statistics and their
/// confidence intervals" (exact under 10).
pub fn rate_byar(count: u64, base: f64, per: f64) -> Option<Interval> {
    let usable = |value: f64| value.is_finite() && value > 0.0;
    if !usable(base) || !usable(per) {
        return None;
    }
    let events = if count < ENOUGH_FOR_BYAR {
        exact(count as f64)?
    } else {
        byar(count as f64)
    };
    Interval::between(events.lower / base * per, events.upper / base * per)
}

/// The interval of a count of events, in events, from the chi-squared distribution.
fn exact(count: f64) -> Option<Interval> {
    let lower = if count == 0.0 {
        0.0
    } else {
        chi_squared_lower(2.0 * count)? / 2.0
    };
    Interval::between(lower, chi_squared_upper(2.0 * count + 2.0)? / 2.0)
}

/// The interval of a count of events, in events, by Byar's approximation.
fn byar(count: f64) -> Interval {
    let cubed = |n: f64, z: f64| n * (1.0 - 1.0 / (9.0 * n) + z / (3.0 * n.sqrt())).powi(3);
    Interval {
        lower: cubed(count, -Z_95),
        upper: cubed(count + 1.0, Z_95),
    }
}

/// The 95 % interval of the average of a sample, by Student's t, in the unit of the values.
///
/// It takes the values for a sample from something larger that is not too lopsided. For the average
/// of all ten neighbours it says how far such an average moves, not that one was drawn by lot. Equal
/// values have an interval of no width. None with fewer than two values or one that is not finite.
///
/// Source: Student (1908), "The probable error of a mean", Biometrika 6(1), 1–25.
pub fn mean_t(values: &[f64]) -> Option<Interval> {
    let freedom = values.len().checked_sub(1)? as f64;
    let (first, middle) = (*values.first()?, mean(values)?);
    // From the first, so that equal values leave nothing of the machine's last figure; the two averages
    // differ by that at most, and the interval holds both.
    let average = first + mean(&values.iter().map(|value| value - first).collect::<Vec<_>>())?;
    let squares = values.iter().map(|value| (value - average).powi(2));
    let error = (squares.sum::<f64>() / freedom / values.len() as f64).sqrt();
    let reach = t_95(freedom)? * error;
    Interval::between(middle.min(average) - reach, middle.max(average) + reach)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Interval, mean_t, rate_byar, wilson};
    use crate::domain::statistics::testing::close;

    /// The vectors are printed to 15 figures.
    const PRINTED: f64 = 1e-14;

    /// The library's quantiles settle to about this; the expected were computed to 40 figures.
    const SETTLED: f64 = 1e-9;

    #[track_caller]
    fn check(found: Option<Interval>, lower: f64, upper: f64, tolerance: f64) {
        let found = found.expect("an interval");
        close(found.lower, lower, tolerance);
        close(found.upper, upper, tolerance);
    }

    #[test]
    fn wilson_agrees_with_the_vectors() {
        let text = include_str!("../../../tests/vectors/survey_wilson.csv");
        let mut table = csv::Reader::from_reader(text.as_bytes());
        let heads = table.headers().unwrap().clone();
        let place = |name: &str| heads.iter().position(|head| head == name).unwrap();
        let columns = ["x", "n", "wilson95_lo", "wilson95_hi"].map(place);
        let mut rows = 0;
        for row in table.records().map(Result::unwrap) {
            let [x, n, lower, upper] = columns.map(|column| row[column].parse::<f64>().unwrap());
            check(wilson(x as u64, n as u64), lower, upper, PRINTED);
            rows += 1;
        }
        assert_eq!(rows, 10);
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(2, 1), None);
    }

    /// The exact ends are those of the printed tables of the Poisson distribution.
    #[test]
    fn rates_hold_few_and_many() {
        for (count, lower, upper) in [
            (0, 0.0, 3.68887945411394),
            (1, 0.0253178079842899, 5.5716433909389),
            (2, 0.242209278543965, 7.22468766772396),
            (5, 1.62348639011842, 11.6683320793227),
            (9, 4.11537309737833, 17.0848034514192),
            (10, 4.78744991396756, 18.3914586057565),
            (25, 16.1742659216572, 36.9064506921854),
            (100, 81.3621054905279, 121.627937579206),
            (1234, 1166.10125396231, 1304.82077476904),
        ] {
            check(rate_byar(count, 1.0, 1.0), lower, upper, SETTLED);
            let scaled = rate_byar(count, 80_000.0, 10_000.0);
            check(scaled, lower / 8.0, upper / 8.0, SETTLED);
        }
        for (base, per) in [
            (0.0, 1.0),
            (-1.0, 1.0),
            (f64::NAN, 1.0),
            (1.0, 0.0),
            (1.0, f64::INFINITY),
            (f64::MIN_POSITIVE, 1e300),
        ] {
            assert_eq!(rate_byar(20, base, per), None, "{base} {per}");
        }
    }

    #[test]
    fn averages_have_intervals() {
        let table: [(&[f64], f64, f64); 4] = [
            (&[1.0, 2.0, 6.0], -3.57241060772843, 9.57241060772843),
            (
                &[98.5, 97.0, 99.25, 96.0, 100.0],
                96.1192054828554,
                100.180794517145,
            ),
            (&[4.0, 5.0], -1.85310236808735, 10.8531023680874),
            (&[0.1; 10], 0.1, 0.1),
        ];
        for (values, lower, upper) in table {
            check(mean_t(values), lower, upper, SETTLED);
        }
        assert_eq!(mean_t(&[]), None);
        assert_eq!(mean_t(&[1.0]), None);
        assert_eq!(mean_t(&[1.0, f64::NAN]), None);
        assert_eq!(mean_t(&[1.0, f64::INFINITY]), None);
        assert_eq!(mean_t(&[f64::MAX, f64::MIN]), None);
    }

    proptest! {
        #[test]
        fn wilson_holds_the_share(base in 1_u64..100_000, part in 0.0..=1.0_f64) {
            let x = (base as f64 * part) as u64;
            let interval = wilson(x, base).unwrap();
            let share = x as f64 / base as f64;
            prop_assert!(0.0 <= interval.lower && interval.lower <= share);
            prop_assert!(share <= interval.upper && interval.upper <= 1.0);
        }

        #[test]
        fn a_rate_lies_in_its_interval(count in 0_u64..200_000, base in 1.0..1e7_f64) {
            let interval = rate_byar(count, base, 10_000.0).unwrap();
            prop_assert!(interval.lower >= 0.0);
            prop_assert!(interval.holds(count as f64 / base * 10_000.0), "{interval:?}");
        }

        #[test]
        fn an_average_lies_in_its_interval(values in prop::collection::vec(-1e6..1e6_f64, 2..40)) {
            let interval = mean_t(&values).unwrap();
            prop_assert!(interval.holds(super::mean(&values).unwrap()), "{interval:?}");
        }
    }
}
