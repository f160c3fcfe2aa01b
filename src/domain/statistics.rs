//! The few sums behind every comparison: averages, quartiles, a margin of error, rounding.
//!
//! Each says which definition it uses, because there are several and they disagree: two teams that
//! both say "quartile" can put a council in different bands. All of them leave it to the caller to
//! drop missing figures first, and answer None rather than guess when there is nothing to work on.
//!
//! Edges: a figure that is not a finite number makes the answer None, never a wrong number.

/// Φ⁻¹(0.975): the number of standard errors either side of an estimate in a 95 % interval.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// The lower and upper end of an interval, both as proportions from 0 to 1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
}

/// The arithmetic mean, in the unit of the values. None when there are none, or one is not finite.
pub fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    mean.is_finite().then_some(mean)
}

/// The middle value, or half-way between the two in the middle. None when there are none, or one is
/// not finite.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    quantile7(&sorted, 0.5)
}

/// The quantile at `p` (0 to 1) of values **already in rising order**, by the seventh definition:
/// the value at place (n − 1)·p, counted from 0, on the straight line between its neighbours.
///
/// This is what R, Excel's `QUARTILE.INC` and the published national quartiles use.
/// None when there are no values, when one is not finite, or when `p` is not between 0 and 1.
///
/// Source: Hyndman & Fan (1996), "Sample quantiles in statistical packages", The American
/// Statistician 50(4), 361–365, definition 7.
pub fn quantile7(sorted: &[f64], p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) || sorted.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let last = sorted.len().checked_sub(1)?;
    let place = last as f64 * p;
    let below = place.floor() as usize;
    let (low, high) = (*sorted.get(below)?, *sorted.get(last.min(below + 1))?);
    let part = place - place.floor();
    // Halves and quarters of two equal figures must be that figure, and no sum may overflow.
    Some(if part == 0.0 || low == high {
        low
    } else {
        low * (1.0 - part) + high * part
    })
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
    let (x, n) = (successes as f64, base as f64);
    let z2 = Z_95 * Z_95;
    let middle = 2.0 * x + z2;
    let reach = Z_95 * (z2 + 4.0 * x * ((n - x) / n)).sqrt();
    let over = 2.0 * (n + z2);
    // At the two ends the formula is exactly 0 or 1; the machine's last figure must not say otherwise.
    let lower = if successes == 0 {
        0.0
    } else {
        (middle - reach) / over
    };
    let upper = if successes == base {
        1.0
    } else {
        (middle + reach) / over
    };
    Some(Interval { lower, upper })
}

/// `count` as a percentage of `base`, unrounded. None when the base is nil.
///
/// Multiplied before it is divided, so that a percentage that ends in a 5 is held as one and
/// [`half_up`] rounds it as it would be done on paper.
pub fn percent(count: u64, base: u64) -> Option<f64> {
    (base != 0).then(|| count as f64 * 100.0 / base as f64)
}

/// The value rounded to so many decimals, halves away from zero, as is done on paper.
///
/// It works on the decimal text of the number, because 2.675 is held as a little less than 2.675
/// and a machine's own rounding makes 2.67 of it. A value that is not finite comes back as it is.
pub fn half_up(value: f64, decimals: u8) -> f64 {
    if !value.is_finite() {
        return value;
    }
    let text = format!("{}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let keep = usize::from(decimals);
    let Some(next) = fraction.as_bytes().get(keep) else {
        return value;
    };
    let mut digits = format!("0{whole}{}", &fraction[..keep]).into_bytes();
    if *next >= b'5' {
        add_one(&mut digits);
    }
    digits.insert(digits.len() - keep, b'.');
    let rounded = String::from_utf8_lossy(&digits)
        .parse()
        .unwrap_or(value.abs());
    // Adding nought turns −0 into 0: "−0 %" is not a figure anyone wants to read.
    if value < 0.0 { 0.0 - rounded } else { rounded }
}

/// Adds one to the last place of a number written in figures, carrying; it begins with a spare 0.
fn add_one(digits: &mut [u8]) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{half_up, mean, median, percent, quantile7, wilson};

    /// The vectors are printed to 15 figures.
    const PRINTED: f64 = 1e-14;

    #[track_caller]
    fn check(found: Option<f64>, expected: Option<f64>) {
        match (found, expected) {
            (Some(found), Some(expected)) => {
                assert!(
                    (found - expected).abs() <= PRINTED,
                    "{found} is not {expected}"
                );
            }
            _ => assert_eq!(found, expected),
        }
    }

    /// Every row of the vectors file `survey_wilson.csv`, its columns x, n, wilson95_lo, wilson95_hi.
    #[test]
    fn wilson_agrees_with_the_vectors() {
        for (x, n, lower, upper) in [
            (81, 263, 0.255288519878274, 0.3662095769828),
            (0, 20, 0.0, 0.161125158052819),
            (29, 29, 0.883030201500259, 1.0),
            (1, 1, 0.206549314377238, 1.0),
            (50, 100, 0.403831530365996, 0.596168469634004),
            (3, 7, 0.15821985525147, 0.749541635472343),
            (468, 2955, 0.145656698328461, 0.171981631369436),
            (4, 2955, 0.000526525332927421, 0.00347553391407724),
            (936, 1186, 0.765079522751552, 0.81146787767264),
            (2, 5, 0.117620774232648, 0.769275718723987),
        ] {
            check(wilson(x, n).map(|interval| interval.lower), Some(lower));
            check(wilson(x, n).map(|interval| interval.upper), Some(upper));
        }
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(2, 1), None);
    }

    /// Rows of the vectors file `survey_rounding.csv`: its columns counts, half_up_0dp, half_up_1dp.
    #[test]
    fn percentages_round_as_in_the_vectors() {
        for (counts, whole, one_place) in [
            ("1 11 18 66 58", "1 7 12 43 38", "0.6 7.1 11.7 42.9 37.7"),
            (
                "1 1 1 1 1 1",
                "17 17 17 17 17 17",
                "16.7 16.7 16.7 16.7 16.7 16.7",
            ),
            ("2 2 2 1", "29 29 29 14", "28.6 28.6 28.6 14.3"),
            ("115 222 333", "17 33 50", "17.2 33.1 49.7"),
            (
                "20 25 12 8 15",
                "25 31 15 10 19",
                "25.0 31.3 15.0 10.0 18.8",
            ),
            ("0 0 5 0 0", "0 0 100 0 0", "0.0 0.0 100.0 0.0 0.0"),
            ("1 1 998", "0 0 100", "0.1 0.1 99.8"),
            (
                "5 5 5 5 5 5 5 5",
                "13 13 13 13 13 13 13 13",
                "12.5 12.5 12.5 12.5 12.5 12.5 12.5 12.5",
            ),
        ] {
            let counts: Vec<u64> = counts
                .split(' ')
                .map(|count| count.parse().unwrap())
                .collect();
            let base = counts.iter().sum();
            let rounded = |decimals: u8| {
                let text = |count: &u64| {
                    let value = half_up(percent(*count, base).unwrap(), decimals);
                    format!("{value:.0$}", usize::from(decimals))
                };
                counts.iter().map(text).collect::<Vec<_>>().join(" ")
            };
            assert_eq!(rounded(0), whole);
            assert_eq!(rounded(1), one_place);
        }
    }

    #[test]
    fn halves_round_as_on_paper() {
        for (value, decimals, expected) in [
            (2.675, 2, 2.68),
            (1.005, 2, 1.01),
            (0.5, 0, 1.0),
            (2.5, 0, 3.0),
            (-2.5, 0, -3.0),
            (9.95, 1, 10.0),
            (999.5, 0, 1000.0),
            (2.45, 3, 2.45),
            (1e300, 2, 1e300),
            (5e-324, 2, 0.0),
        ] {
            assert_eq!(half_up(value, decimals), expected, "{value}");
        }
        assert!(half_up(-0.4, 0).is_sign_positive());
        assert!(half_up(f64::NAN, 1).is_nan());
    }

    #[test]
    fn averages_and_quartiles() {
        check(mean(&[1.0, 2.0, 6.0]), Some(3.0));
        check(mean(&[]), None);
        check(mean(&[1.0, f64::NAN]), None);
        check(median(&[3.0, 1.0, 2.0]), Some(2.0));
        check(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        check(median(&[]), None);
        check(median(&[1.0, f64::INFINITY]), None);
        // Worked by hand: places 0.75, 1.5 and 2.25 of four values.
        let four = [10.0, 20.0, 40.0, 80.0];
        check(quantile7(&four, 0.25), Some(17.5));
        check(quantile7(&four, 0.5), Some(30.0));
        check(quantile7(&four, 0.75), Some(50.0));
        check(quantile7(&four, 1.0), Some(80.0));
        check(quantile7(&[7.0], 0.25), Some(7.0));
        check(quantile7(&four, 1.1), None);
        check(quantile7(&four, f64::NAN), None);
        check(percent(1, 8), Some(12.5));
        check(percent(1, 0), None);
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
        fn quartiles_are_in_order(mut values in prop::collection::vec(-1e9..1e9_f64, 1..60)) {
            values.sort_by(f64::total_cmp);
            let cuts: Vec<f64> =
                [0.0, 0.25, 0.5, 0.75, 1.0].map(|p| quantile7(&values, p).unwrap()).into();
            prop_assert!(cuts.is_sorted(), "{cuts:?}");
            prop_assert_eq!((cuts[0], cuts[4]), (values[0], values[values.len() - 1]));
        }

        #[test]
        fn rounding_stays_within_half_a_place(value in -1e9..1e9_f64, decimals in 0_u8..6) {
            let step = 10_f64.powi(-i32::from(decimals));
            let rounded = half_up(value, decimals);
            prop_assert!((rounded - value).abs() <= step * 0.500_001 + value.abs() * f64::EPSILON);
            prop_assert_eq!(half_up(rounded, decimals), rounded);
        }
    }
}
