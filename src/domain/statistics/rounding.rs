//! Percentages and rounding, done as on paper.
//!
//! A figure that is shown is checked by people with a pencil. What the program prints must be what they
//! get, to the last place.
//!
//! Edges: a percentage of nothing is None; a number that is not finite comes back from rounding as it was.

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

/// The count that a figure holds: 12.0 is 12. None for a part of one, for less than nought, and from
/// 2⁵³ on, where the machine no longer tells a number from the next.
///
/// Numerators and denominators come in files as figures; the tests want people, whole.
pub fn whole(value: f64) -> Option<u64> {
    const FIRST_UNSURE: f64 = 9_007_199_254_740_992.0;
    let holds_one = (0.0..FIRST_UNSURE).contains(&value) && value.fract() == 0.0;
    holds_one.then_some(value as u64)
}

/// A count as it is printed, with its thousands marked: `2,955`.
#[must_use]
pub fn grouped(count: u64) -> String {
    let figures = count.to_string();
    let mut text = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(figure);
    }
    text
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

    use super::{half_up, percent, whole};

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
    fn only_whole_figures_are_counts() {
        for (value, expected) in [
            (12.0, Some(12)),
            (0.0, Some(0)),
            (-0.0, Some(0)),
            (1.5, None),
            (-1.0, None),
            (9_007_199_254_740_991.0, Some(9_007_199_254_740_991)),
            (9_007_199_254_740_992.0, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(whole(value), expected, "{value}");
        }
    }

    proptest! {
        #[test]
        fn rounding_stays_within_half_a_place(value in -1e9..1e9_f64, decimals in 0_u8..6) {
            let step = 10_f64.powi(-i32::from(decimals));
            let rounded = half_up(value, decimals);
            prop_assert!((rounded - value).abs() <= step * 0.500_001 + value.abs() * f64::EPSILON);
            prop_assert_eq!(half_up(rounded, decimals), rounded);
        }
    }
}
