//! The average, the middle and the quartiles of a list of figures.
//!
//! Each says which definition it is, because there are several and they disagree. Missing figures are
//! dropped by the caller first: there is no place for them in a list of numbers.
//!
//! Edges: no figures, or one that is not a finite number, and the answer is None.

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{mean, median, quantile7};
    use crate::domain::statistics::percent;

    /// Worked by hand in numbers that are held exactly.
    const BY_HAND: f64 = 1e-14;

    #[track_caller]
    fn check(found: Option<f64>, expected: Option<f64>) {
        match (found, expected) {
            (Some(found), Some(expected)) => {
                assert!(
                    (found - expected).abs() <= BY_HAND,
                    "{found} is not {expected}"
                );
            }
            _ => assert_eq!(found, expected),
        }
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
        fn quartiles_are_in_order(mut values in prop::collection::vec(-1e9..1e9_f64, 1..60)) {
            values.sort_by(f64::total_cmp);
            let cuts: Vec<f64> =
                [0.0, 0.25, 0.5, 0.75, 1.0].map(|p| quantile7(&values, p).unwrap()).into();
            prop_assert!(cuts.is_sorted(), "{cuts:?}");
            prop_assert_eq!((cuts[0], cuts[4]), (values[0], values[values.len() - 1]));
        }
    }
}
