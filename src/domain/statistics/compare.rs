//! Whether one figure is really different from another, or only by the luck of who came.
//!
//! Three ways to ask, for what is known of the figures: an interval against a benchmark, a figure
//! against control limits round the benchmark, and two proportions against each other with both their
//! bases. "Similar" is not "the same": it says that chance alone could have made the difference.
//!
//! Edges: a figure on the very end of an interval or limit is similar, as with Fingertips.

use crate::domain::indicator::Polarity;
use crate::domain::statistics::distribution::normal_two_sided;
use crate::domain::statistics::interval::{Interval, score};

/// How a figure stands against a benchmark, once chance is allowed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Against {
    /// On the better side by more than chance.
    Better,
    /// On the worse side by more than chance.
    Worse,
    /// Higher by more than chance; neither side is better in itself.
    Higher,
    /// Lower by more than chance; neither side is better in itself.
    Lower,
    /// No difference that chance could not make.
    Similar,
}

impl Against {
    /// Every answer.
    pub const ALL: [Self; 5] = [
        Self::Better,
        Self::Worse,
        Self::Higher,
        Self::Lower,
        Self::Similar,
    ];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Similar => "similar",
        }
    }

    /// A figure above the benchmark.
    fn above(polarity: Polarity) -> Self {
        match polarity {
            Polarity::Higher => Self::Better,
            Polarity::Lower => Self::Worse,
            Polarity::Neutral | Polarity::Target => Self::Higher,
        }
    }

    /// A figure below the benchmark.
    fn below(polarity: Polarity) -> Self {
        match polarity {
            Polarity::Higher => Self::Worse,
            Polarity::Lower => Self::Better,
            Polarity::Neutral | Polarity::Target => Self::Lower,
        }
    }
}

/// A figure's interval against a benchmark that is taken as exact, in the same unit: different when
/// the benchmark lies outside.
///
/// A benchmark or an end that is not a number is Similar, for then no difference is shown.
///
/// Source: Fingertips technical guidance, "comparing against a benchmark: single overlapping interval".
pub fn outside(interval: Interval, benchmark: f64, polarity: Polarity) -> Against {
    if interval.lower > benchmark {
        Against::above(polarity)
    } else if interval.upper < benchmark {
        Against::below(polarity)
    } else {
        Against::Similar
    }
}

/// A figure against control limits round a benchmark ([`spc_limits`]), in the same unit: different
/// when the figure lies outside them.
///
/// A value or a limit that is not a number is Similar, for then no difference is shown.
pub fn beyond(value: f64, limits: Interval, polarity: Polarity) -> Against {
    if value > limits.upper {
        Against::above(polarity)
    } else if value < limits.lower {
        Against::below(polarity)
    } else {
        Against::Similar
    }
}

/// Control limits round a comparator's proportion for an area with this denominator: where the area's
/// own figure would lie by chance if it were no different. "SPC for proportions", by Wilson's score.
///
/// `denominator` in people; `comparator_proportion` from 0 to 1; the limits come back times `unit`
/// (100 for a percentage). `z` is the number of standard errors: 1.96 for 95 %, 3.0902 for 99.8 %.
/// Without a usable denominator, proportion, unit or `z` both limits are NaN, and [`beyond`] answers
/// Similar.
///
/// Source: Wilson (1927), as for [`wilson`](crate::domain::statistics::wilson); Spiegelhalter (2005),
/// "Funnel plots for comparing institutional performance", Statistics in Medicine 24, 1185–1202.
pub fn spc_limits(denominator: f64, comparator_proportion: f64, unit: f64, z: f64) -> Interval {
    let usable = |value: f64| value.is_finite() && value > 0.0;
    if !usable(denominator)
        || !usable(unit)
        || !usable(z)
        || !(0.0..=1.0).contains(&comparator_proportion)
    {
        return Interval {
            lower: f64::NAN,
            upper: f64::NAN,
        };
    }
    let limits = score(denominator * comparator_proportion, denominator, z);
    Interval {
        lower: limits.lower * unit,
        upper: limits.upper * unit,
    }
}

/// Two proportions put to the test.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TwoProportions {
    /// The difference in standard errors; above nought when the first is the greater.
    pub z: f64,
    /// The chance of a difference this large, either way, if there were none. Between 0 and 1.
    pub p_value: f64,
    /// The first proportion less the second, between −1 and 1: times 100 for percentage points.
    pub difference: f64,
}

/// Whether `x1` of `n1` and `x2` of `n2` differ by more than chance: the z test with the pooled
/// proportion, two-sided, without continuity correction.
///
/// Different at 95 % when the p value is under 0.05. The two must be different people: this year and
/// last year of one area, or two areas. None when a base is nil, when more are counted than the base
/// has, and when nobody or everybody is counted in both: then nothing varies and nothing is tested.
/// With fewer than about five counted, or left, in either, it is only rough.
///
/// Source: Agresti (2013), Categorical Data Analysis, 3rd edition, chapter 3; its square is the
/// chi-squared test of a two-by-two table.
pub fn two_proportions(x1: u64, n1: u64, x2: u64, n2: u64) -> Option<TwoProportions> {
    if n1 == 0 || n2 == 0 || x1 > n1 || x2 > n2 {
        return None;
    }
    let (of_first, of_second) = (n1 as f64, n2 as f64);
    let counted = x1 as f64 + x2 as f64;
    let pooled = counted / (of_first + of_second);
    let difference = x1 as f64 / of_first - x2 as f64 / of_second;
    let error = (pooled * (1.0 - pooled) * (1.0 / of_first + 1.0 / of_second)).sqrt();
    let z = difference / error;
    z.is_finite().then_some(TwoProportions {
        z,
        p_value: normal_two_sided(z)?,
        difference,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Against, beyond, outside, spc_limits, two_proportions};
    use crate::domain::indicator::Polarity;
    use crate::domain::statistics::interval::{Interval, wilson};
    use crate::domain::statistics::testing::{close, number, numbers, vectors};

    /// The vectors are printed to 15 figures.
    const PRINTED: f64 = 1e-12;

    /// The library's normal tail is right to about ten figures.
    const TAIL: f64 = 1e-9;

    #[test]
    fn two_proportions_agree_with_the_vectors() {
        let text = include_str!("../../../tests/vectors/survey_two_prop_z.csv");
        let mut rows = 0;
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            let row = row.unwrap();
            let [x1, n1, x2, n2] = [0, 1, 2, 3].map(|column| row[column].parse().unwrap());
            let [z, p_value] = [4, 5].map(|column| row[column].parse().unwrap());
            let found = two_proportions(x1, n1, x2, n2).unwrap();
            close(found.z, z, PRINTED);
            close(found.p_value, p_value, TAIL);
            // The published interval of the difference has the difference in its middle.
            let [lower, upper] = [6, 7].map(|column| row[column].parse::<f64>().unwrap());
            close(found.difference, lower.midpoint(upper), PRINTED);
            rows += 1;
        }
        assert_eq!(rows, 3);
        for (x1, n1, x2, n2) in [
            (0, 0, 1, 2),
            (1, 2, 0, 0),
            (3, 2, 1, 2),
            (0, 5, 0, 9),
            (5, 5, 9, 9),
        ] {
            assert_eq!(two_proportions(x1, n1, x2, n2), None, "{x1}/{n1} {x2}/{n2}");
        }
    }

    #[test]
    fn limits_agree_with_fingertips() {
        let file = vectors(include_str!(
            "../../../tests/vectors/fingertips_comparers_percentiles.json"
        ));
        let cases = file["cases"].as_array().unwrap();
        assert_eq!(cases.len(), 8);
        for case in cases {
            assert_eq!(case["m"], "SPC for proportions");
            assert_eq!(case["polarity"], "low good");
            let unit = number(&case["unit"]);
            let limits = spc_limits(
                number(&case["denom"]),
                number(&case["comparator"]) / unit,
                unit,
                number(&case["conf"]),
            );
            let expected = numbers(&case["limits"]);
            close(limits.lower, expected[0], PRINTED);
            close(limits.upper, expected[1], PRINTED);
            let word = case["expect"].as_str().unwrap().to_lowercase();
            let found = beyond(number(&case["value"]), limits, Polarity::Lower).word();
            assert_eq!(found, word.replace("same", "similar"));
        }
    }

    #[test]
    fn which_side_is_better_is_for_the_polarity() {
        #[track_caller]
        fn check(benchmark: f64, polarity: Polarity, expected: Against) {
            let interval = Interval {
                lower: 10.0,
                upper: 20.0,
            };
            assert_eq!(outside(interval, benchmark, polarity), expected);
        }
        check(9.0, Polarity::Higher, Against::Better);
        check(9.0, Polarity::Lower, Against::Worse);
        check(9.0, Polarity::Neutral, Against::Higher);
        check(21.0, Polarity::Higher, Against::Worse);
        check(21.0, Polarity::Lower, Against::Better);
        check(21.0, Polarity::Target, Against::Lower);
        for similar in [10.0, 15.0, 20.0, f64::NAN] {
            check(similar, Polarity::Higher, Against::Similar);
        }
        for (denominator, proportion, unit, z) in [
            (0.0, 0.5, 100.0, 1.96),
            (10.0, 1.5, 100.0, 1.96),
            (10.0, f64::NAN, 100.0, 1.96),
            (10.0, 0.5, f64::INFINITY, 1.96),
            (10.0, 0.5, 100.0, 0.0),
        ] {
            let limits = spc_limits(denominator, proportion, unit, z);
            assert!(limits.lower.is_nan() && limits.upper.is_nan());
            assert_eq!(beyond(9e9, limits, Polarity::Higher), Against::Similar);
        }
    }

    proptest! {
        #[test]
        fn turning_the_two_round_turns_the_answer(
            n1 in 1_u64..10_000, n2 in 1_u64..10_000, part1 in 0.0..=1.0_f64, part2 in 0.0..=1.0_f64,
        ) {
            let (x1, x2) = ((n1 as f64 * part1) as u64, (n2 as f64 * part2) as u64);
            let one = two_proportions(x1, n1, x2, n2);
            let other = two_proportions(x2, n2, x1, n1);
            prop_assert_eq!(one.map(|test| -test.z), other.map(|test| test.z));
            if let Some(test) = one {
                prop_assert!((0.0..=1.0).contains(&test.p_value));
                prop_assert!(test.z == 0.0 || (test.z > 0.0) == (test.difference > 0.0));
            }
        }

        #[test]
        fn limits_hold_the_comparator(base in 1.0..1e6_f64, proportion in 0.0..=1.0_f64) {
            let limits = spc_limits(base, proportion, 1.0, 1.96);
            prop_assert!(limits.lower <= proportion && proportion <= limits.upper);
            prop_assert_eq!(beyond(proportion, limits, Polarity::Lower), Against::Similar);
        }

        #[test]
        fn a_share_is_similar_to_itself(base in 1_u64..10_000, part in 0.0..=1.0_f64) {
            let x = (base as f64 * part) as u64;
            let interval = wilson(x, base).unwrap();
            let share = x as f64 / base as f64;
            prop_assert_eq!(outside(interval, share, Polarity::Higher), Against::Similar);
        }
    }
}
