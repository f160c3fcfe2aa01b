//! Percentages of a whole set, rounded, and whether they then reach 100.
//!
//! Rounded one by one, the answers to a question often come to 99 or 101. The plain way leaves that
//! and says so: each figure is right by itself. Largest remainder makes them reach 100 by rounding
//! some of them the wrong way, and may print 0 for a real person; it is offered and never the
//! default.
//!
//! Everything is worked in whole numbers, so that a half is a half and the sum is the sum of what is
//! printed.
//!
//! Edges: None when nobody is counted, when more are counted in one place than the base has, and with
//! more than 9 decimals.

/// More places than any count of people fills.
const MOST_DECIMALS: u8 = 9;

/// Percentages as they are printed.
#[derive(Clone, PartialEq, Debug)]
pub struct Rounded {
    /// The percentages, in the order of the counts, to so many decimals.
    pub percentages: Vec<f64>,
    /// What the printed percentages come to.
    pub sum: f64,
}

impl Rounded {
    /// Whether what is printed comes to 100; if not, a note must say so.
    #[must_use]
    pub fn reaches_100(&self) -> bool {
        self.sum == 100.0
    }

    /// From whole units of the last printed place.
    fn of(units: &[u128], decimals: u8) -> Self {
        let scale = 10_f64.powi(i32::from(decimals));
        let figure = |unit: u128| unit as f64 / scale;
        Self {
            percentages: units.iter().copied().map(figure).collect(),
            sum: figure(units.iter().sum()),
        }
    }
}

/// Each count as a percentage of `base`, rounded by itself to so many decimals, halves up as on
/// paper.
///
/// `base` is in people. For a single choice it is the sum of the counts; where several may be ticked
/// it is the people who answered, and the sum passes 100. None when the base is nil, and when a count
/// is larger than the base.
pub fn plain(counts: &[u64], base: u64, decimals: u8) -> Option<Rounded> {
    let whole = units_of_whole(decimals)?;
    if base == 0 || counts.iter().any(|count| *count > base) {
        return None;
    }
    let base = u128::from(base);
    let half_up = |count: &u64| (2 * u128::from(*count) * whole + base) / (2 * base);
    let units: Vec<u128> = counts.iter().map(half_up).collect();
    Some(Rounded::of(&units, decimals))
}

/// Each count as a percentage of them all, made to come to exactly 100 at so many decimals: all are
/// rounded down, and what is missing goes to those that lost most. Of equals the earlier gets it.
///
/// Only where each person is counted once. None when nobody is counted.
///
/// Source: Hamilton's method of 1792, as in Balinski & Young (2001), Fair Representation, 2nd
/// edition.
pub fn largest_remainder(counts: &[u64], decimals: u8) -> Option<Rounded> {
    let whole = units_of_whole(decimals)?;
    let base: u128 = counts.iter().copied().map(u128::from).sum();
    if base == 0 {
        return None;
    }
    let parts = counts.iter().map(|count| u128::from(*count) * whole);
    let (mut units, lost): (Vec<u128>, Vec<u128>) =
        parts.map(|part| (part / base, part % base)).unzip();
    let missing = whole.saturating_sub(units.iter().sum());
    let mut order: Vec<usize> = (0..units.len()).collect();
    // The sort keeps equals in the order in which they stand.
    order.sort_by(|one, other| lost[*other].cmp(&lost[*one]));
    for (_, place) in (0..missing).zip(order) {
        units[place] += 1;
    }
    Some(Rounded::of(&units, decimals))
}

/// 100 % in units of the last place.
fn units_of_whole(decimals: u8) -> Option<u128> {
    (decimals <= MOST_DECIMALS).then(|| 100 * 10_u128.pow(u32::from(decimals)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Rounded, largest_remainder, plain};
    use crate::domain::statistics::testing::{Row, rows};
    use crate::domain::statistics::{half_up, percent};

    /// As printed: no tolerance, for both are the nearest the machine has to the same decimal.
    #[track_caller]
    fn check(found: Option<Rounded>, percentages: &[f64], sum: f64) {
        let found = found.expect("percentages");
        assert_eq!(found.percentages, percentages);
        assert_eq!(found.sum, sum);
        assert_eq!(found.reaches_100(), sum == 100.0);
    }

    #[track_caller]
    fn check_row(row: &Row) {
        let (counts, n) = (row.counts("counts"), row.count("n"));
        assert_eq!(counts.iter().sum::<u64>(), n);
        for (decimals, ours, sum, hundred) in [
            (0, "half_up_0dp", "sum_naive_0dp", "lrm_0dp"),
            (1, "half_up_1dp", "sum_naive_1dp", "lrm_1dp"),
        ] {
            let rounded = plain(&counts, n, decimals);
            check(rounded, &row.numbers(ours), row.number(sum));
            let shared = largest_remainder(&counts, decimals);
            check(shared, &row.numbers(hundred), 100.0);
        }
    }

    #[test]
    fn sets_round_as_in_the_vectors() {
        let table = rows(include_str!("../../../tests/vectors/survey_rounding.csv"));
        assert_eq!(table.len(), 8);
        table.iter().for_each(check_row);
    }

    #[test]
    fn bases_and_edges() {
        // Several ticked by one person: 21 and 14 of 28 come to 125%.
        check(plain(&[21, 14], 28, 0), &[75.0, 50.0], 125.0);
        check(plain(&[], 28, 0), &[], 0.0);
        check(plain(&[u64::MAX], u64::MAX, 9), &[100.0], 100.0);
        check(
            largest_remainder(&[u64::MAX, u64::MAX], 9),
            &[50.0, 50.0],
            100.0,
        );
        assert_eq!(plain(&[0], 0, 0), None);
        assert_eq!(plain(&[3], 2, 0), None);
        assert_eq!(plain(&[1], 2, 10), None);
        assert_eq!(largest_remainder(&[], 0), None);
        assert_eq!(largest_remainder(&[0, 0], 0), None);
        assert_eq!(largest_remainder(&[1], 10), None);
    }

    proptest! {
        #[test]
        fn both_keep_near_the_true_share(
            counts in prop::collection::vec(0_u64..5000, 1..12), decimals in 0_u8..4,
        ) {
            let base = counts.iter().sum();
            prop_assume!(base > 0);
            let step = 10_f64.powi(-i32::from(decimals));
            let rounded = plain(&counts, base, decimals).unwrap();
            let shared = largest_remainder(&counts, decimals).unwrap();
            prop_assert_eq!(shared.sum, 100.0);
            for (place, count) in counts.iter().enumerate() {
                let share = percent(*count, base).unwrap();
                prop_assert_eq!(rounded.percentages[place], half_up(share, decimals));
                prop_assert!((shared.percentages[place] - share).abs() < step * 1.000_001);
            }
        }
    }
}
