//! Who is first among the councils, and where we stand: 23rd of 150.
//!
//! 1 is the best, and which end that is comes from the indicator's polarity; one that has none is not
//! ranked. Equal figures share the better number and the next is left out (1, 2, 2, 4), as in the
//! Department for Education's Local Authority Interactive Tool and in a race.
//!
//! Edges: a missing figure has no rank and does not count in the "of"; nor does one that is not finite.

pub use crate::domain::statistics::quartile::{Band, Quartiles, quintile};

/// A place among those that have a figure. Always shown as both: a rank alone says nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ranked {
    /// 1 is the best.
    pub rank: u32,
    /// How many have a figure.
    pub of: u32,
}

/// The rank of each figure among all of them, in their own order. None for those without a figure.
///
/// It sorts once: for every council at a time. Figures are equal when they are held alike; round them
/// first to the decimals they were published to, if that is what makes a tie.
pub fn ranks(values: &[Option<f64>], higher_is_better: bool) -> Vec<Option<u32>> {
    let mut sorted: Vec<(f64, usize)> = values
        .iter()
        .enumerate()
        .filter_map(|(place, value)| Some((goodness((*value)?, higher_is_better)?, place)))
        .collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut ranks = vec![None; values.len()];
    let mut best_of_tie = (f64::NAN, 0);
    for ((figure, place), number) in sorted.into_iter().zip(1..) {
        // −0 and 0 stand side by side when sorted, and are equal here.
        if figure != best_of_tie.0 {
            best_of_tie = (figure, number);
        }
        ranks[place] = Some(best_of_tie.1);
    }
    ranks
}

/// The rank of one figure among all of them, its own included.
///
/// None when it is not among them, or not finite. Others that are not finite do not count.
pub fn rank_of(value: f64, values: &[f64], higher_is_better: bool) -> Option<Ranked> {
    let ours = goodness(value, higher_is_better)?;
    let (mut rank, mut of, mut among) = (1, 0, false);
    for other in values {
        let Some(theirs) = goodness(*other, higher_is_better) else {
            continue;
        };
        of += 1;
        rank += u32::from(theirs < ours);
        among |= theirs == ours;
    }
    among.then_some(Ranked { rank, of })
}

/// The figure turned so that less is better. None when it is not finite.
fn goodness(value: f64, higher_is_better: bool) -> Option<f64> {
    let turned = if higher_is_better { -value } else { value };
    turned.is_finite().then_some(turned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Ranked, rank_of, ranks};
    use crate::domain::statistics::testing::vectors;

    #[test]
    fn ranks_agree_with_lait() {
        let file = vectors(include_str!("../../../tests/vectors/lait_bands_ranks.json"));
        let cases = file["rank"].as_array().unwrap();
        assert_eq!(cases.len(), 3);
        for case in cases {
            let values = case["v"].as_array().unwrap().iter();
            let values: Vec<Option<f64>> = values.map(serde_json::Value::as_f64).collect();
            let found = ranks(&values, case["polarity"] == "High");
            assert_eq!(serde_json::json!(found), case["rank"], "{case}");
        }
    }

    #[test]
    fn ties_and_gaps() {
        #[track_caller]
        fn check(values: &[f64], higher_is_better: bool, expected: &[Option<u32>]) {
            let given: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            assert_eq!(ranks(&given, higher_is_better), expected);
            for (value, expected) in values.iter().zip(expected) {
                let found = rank_of(*value, values, higher_is_better);
                assert_eq!(found.map(|ranked| ranked.rank), *expected);
            }
        }
        check(&[], true, &[]);
        check(&[5.0; 3], true, &[Some(1); 3]);
        check(
            &[10.0, 20.0, 20.0, 30.0],
            false,
            &[Some(1), Some(2), Some(2), Some(4)],
        );
        check(&[0.0, -0.0, 1.0], false, &[Some(1), Some(1), Some(3)]);
        check(
            &[f64::NAN, 3.0, f64::INFINITY, 4.0],
            true,
            &[None, Some(2), None, Some(1)],
        );
        assert_eq!(
            rank_of(3.0, &[f64::NAN, 3.0, 4.0], true),
            Some(Ranked { rank: 2, of: 2 })
        );
        assert_eq!(rank_of(3.5, &[3.0, 4.0], true), None);
        assert_eq!(rank_of(3.0, &[], true), None);
    }

    proptest! {
        #[test]
        fn ranks_do_not_depend_on_the_order(
            values in prop::collection::vec(prop::option::of(-20_i32..20), 0..40),
            higher_is_better: bool,
        ) {
            let values: Vec<Option<f64>> = values.into_iter().map(|v| v.map(f64::from)).collect();
            let found = ranks(&values, higher_is_better);
            let mut turned = values.clone();
            turned.reverse();
            let mut ranked = ranks(&turned, higher_is_better);
            ranked.reverse();
            prop_assert_eq!(&ranked, &found);
            let known: Vec<f64> = values.iter().flatten().copied().collect();
            for (value, rank) in values.iter().zip(&found) {
                let alone = value.and_then(|value| rank_of(value, &known, higher_is_better));
                prop_assert_eq!(alone.map(|ranked| ranked.rank), *rank);
                prop_assert!(alone.is_none_or(|ranked| ranked.of as usize == known.len()));
            }
        }

        /// With no ties, the ranks are 1 to n and turning the polarity over turns them over.
        #[test]
        fn without_ties_every_number_is_given(
            values in prop::collection::hash_set(-1000_i32..1000, 1..60),
        ) {
            let values: Vec<Option<f64>> = values.into_iter().map(|v| Some(f64::from(v))).collect();
            let n = values.len() as u32;
            let low = ranks(&values, false);
            let high = ranks(&values, true);
            let mut given: Vec<u32> = low.iter().flatten().copied().collect();
            given.sort_unstable();
            prop_assert_eq!(given, (1..=n).collect::<Vec<_>>());
            for (low, high) in low.into_iter().zip(high) {
                prop_assert_eq!(low.unwrap() + high.unwrap(), n + 1);
            }
        }
    }
}
