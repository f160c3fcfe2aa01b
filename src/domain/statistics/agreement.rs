//! Whether two people who read the same comments put the same tags on them.
//!
//! Tags are judgement. When a second reader works blind on a part of the comments and comes to the
//! same, a table of themes can be relied on; when not, the codebook wants another look. Readers who
//! tag at random agree now and then by luck, and the more so the fewer tags there are: Krippendorff's
//! alpha takes that luck off, percent agreement does not.
//!
//! | the readers gave | ask |
//! |---|---|
//! | one code each, some left blank, two readers or more | [`krippendorff`] |
//! | a set of tags each, two readers | [`mean_f1`] |
//! | one answer each, as when a paper form is keyed twice | [`percent_agreement`] |
//!
//! Edges: nothing that two readers both judged, and the answer is None; so is alpha when every code
//! given is the same one, for then nothing could have been told apart.

use std::collections::BTreeSet;

/// How far apart two codes are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// Names: the same or not.
    Nominal,
    /// Places in an order: by how many codes were given from the one to the other.
    Ordinal,
    /// Numbers: by the square of their difference.
    Interval,
}

/// Krippendorff's alpha: 1 when readers agree in all, 0 when no better than luck, below that when
/// worse.
///
/// Each unit is one thing judged, with a code from each reader in any order; None where a reader gave
/// none. Units with fewer than two codes tell nothing and are passed over. Codes are numbers; for
/// names any number will do for each. By Krippendorff's own rule 0.8 and above can be relied on, and
/// below 0.667 not even tentative conclusions are drawn.
///
/// None when no unit has two codes, when all the codes are one and the same, and when a code is not
/// finite.
///
/// Source: Krippendorff (2011), "Computing Krippendorff's alpha-reliability", University of
/// Pennsylvania; Krippendorff (2004), Content Analysis, 2nd edition, chapter 11.
pub fn krippendorff(units: &[impl AsRef<[Option<f64>]>], scale: Scale) -> Option<f64> {
    let pairable: Vec<Vec<f64>> = units
        .iter()
        .map(|unit| unit.as_ref().iter().copied().flatten().collect())
        .filter(|codes: &Vec<f64>| codes.len() > 1)
        .collect();
    let mut values = pairable.concat();
    if values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let many = values.len() as f64;
    values.sort_by(f64::total_cmp);
    // 0 and −0 are one code.
    values.dedup_by(|one, other| one == other);
    let (apart, given) = coincidences(&pairable, &values);
    let mut observed = 0.0;
    let mut expected = 0.0;
    for one in 0..values.len() {
        for other in 0..values.len() {
            let distance = squared_distance(scale, &values, &given, one, other);
            observed += apart[one][other] * distance;
            expected += given[one] * given[other] * distance;
        }
    }
    let alpha = 1.0 - (many - 1.0) * observed / expected;
    alpha.is_finite().then_some(alpha)
}

/// How often each code met each other within a unit, a unit of m codes counting for m; and how often
/// each code was given.
fn coincidences(units: &[Vec<f64>], values: &[f64]) -> (Vec<Vec<f64>>, Vec<f64>) {
    let mut met = vec![vec![0.0; values.len()]; values.len()];
    let mut given = vec![0.0; values.len()];
    for codes in units {
        let place = |code: &f64| values.partition_point(|value| value < code);
        let places: Vec<usize> = codes.iter().map(place).collect();
        let weight = 1.0 / (codes.len() - 1) as f64;
        for (first, one) in places.iter().enumerate() {
            given[*one] += 1.0;
            for (second, other) in places.iter().enumerate() {
                if first != second {
                    met[*one][*other] += weight;
                }
            }
        }
    }
    (met, given)
}

/// The square of the distance between two codes, by their places among the values in rising order.
fn squared_distance(scale: Scale, values: &[f64], given: &[f64], one: usize, other: usize) -> f64 {
    let (low, high) = (one.min(other), one.max(other));
    match scale {
        Scale::Nominal => f64::from(u8::from(low != high)),
        Scale::Ordinal => {
            let between: f64 = given[low..=high].iter().sum();
            (between - (given[low] + given[high]) / 2.0).powi(2)
        }
        Scale::Interval => (values[high] - values[low]).powi(2),
    }
}

/// How alike two sets of tags are, from 0 to 1: twice what they share over what they hold together.
///
/// Two empty sets are alike, 1: both readers found nothing to tag.
///
/// Source: Dice (1945), "Measures of the amount of ecologic association between species", Ecology 26,
/// 297–302; van Rijsbergen (1979), Information Retrieval, 2nd edition, chapter 7 (as F1).
pub fn f1<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    let held = one.len() + other.len();
    if held == 0 {
        return 1.0;
    }
    2.0 * one.intersection(other).count() as f64 / held as f64
}

/// The average of [`f1`] over the comments that both readers tagged, from 0 to 1; each comment counts
/// the same. None when there are none.
pub fn mean_f1<T: Ord>(comments: &[(BTreeSet<T>, BTreeSet<T>)]) -> Option<f64> {
    let alike: f64 = comments.iter().map(|(one, other)| f1(one, other)).sum();
    (!comments.is_empty()).then(|| alike / comments.len() as f64)
}

/// The percentage of things on which two readers, or two keyings of a form, are the same: 0 to 100,
/// luck and all. Those that only one of them judged are left out by the caller. None when there are
/// none.
pub fn percent_agreement<T: PartialEq>(pairs: &[(T, T)]) -> Option<f64> {
    let same = pairs.iter().filter(|(one, other)| one == other).count();
    crate::domain::statistics::percent(same as u64, pairs.len() as u64)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Scale, f1, krippendorff, mean_f1, percent_agreement};
    use crate::domain::statistics::testing::{close, number, numbers, vectors};

    /// The vectors are printed to 16 figures.
    const PRINTED: f64 = 1e-12;

    const SCALES: [Scale; 3] = [Scale::Nominal, Scale::Ordinal, Scale::Interval];

    #[track_caller]
    fn check(units: &[Vec<Option<f64>>], scale: Scale, expected: f64) {
        let alpha = krippendorff(units, scale).expect("an alpha");
        close(alpha, expected, PRINTED);
    }

    fn file() -> serde_json::Value {
        vectors(include_str!(
            "../../../tests/vectors/survey_krippendorff.json"
        ))
    }

    #[test]
    fn alpha_agrees_with_the_published_example() {
        let file = file();
        let given = file["units"].as_array().unwrap().iter().map(numbers);
        let units: Vec<Vec<Option<f64>>> = given
            .map(|codes| codes.into_iter().map(Some).collect())
            .collect();
        assert_eq!(units.len(), 12);
        // A reader's blank changes nothing, wherever it stands.
        let blanks = |codes: &Vec<Option<f64>>| [vec![None], codes.clone(), vec![None]].concat();
        let with_blanks: Vec<_> = units.iter().map(blanks).collect();
        for (scale, name) in SCALES.into_iter().zip(["nominal", "ordinal", "interval"]) {
            check(&units, scale, number(&file[name]));
            check(&with_blanks, scale, number(&file[name]));
        }
    }

    #[test]
    fn two_codes_have_one_alpha() {
        let file = file();
        let (first, second) = (numbers(&file["binary_a"]), numbers(&file["binary_b"]));
        let pairs: Vec<(f64, f64)> = first.into_iter().zip(second).collect();
        let unit = |(one, other): &(f64, f64)| vec![Some(*one), Some(*other)];
        let units: Vec<_> = pairs.iter().map(unit).collect();
        assert_eq!(units.len(), 10);
        for scale in SCALES {
            check(&units, scale, number(&file["binary_alpha"]));
        }
        // Six of the ten are the same: agreement that luck alone all but makes.
        assert_eq!(percent_agreement(&pairs), Some(60.0));
    }

    #[test]
    fn nothing_to_compare_has_no_alpha() {
        for units in [
            vec![],
            vec![vec![Some(1.0)], vec![Some(2.0), None]],
            vec![vec![Some(1.0), Some(1.0)], vec![Some(1.0), Some(1.0)]],
            vec![vec![Some(0.0), Some(-0.0)]],
            vec![vec![Some(1.0), Some(f64::NAN)]],
            vec![vec![Some(1.0), Some(f64::INFINITY)]],
        ] {
            for scale in SCALES {
                assert_eq!(krippendorff(&units, scale), None, "{units:?}");
            }
        }
        assert_eq!(percent_agreement::<u8>(&[]), None);
        assert_eq!(mean_f1::<u8>(&[]), None);
    }

    #[test]
    fn tags_are_compared_as_sets() {
        #[track_caller]
        fn check(one: &[&str], other: &[&str], expected: f64) {
            let set = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect();
            let (one, other): (BTreeSet<String>, BTreeSet<String>) = (set(one), set(other));
            assert_eq!(f1(&one, &other), expected);
            assert_eq!(f1(&other, &one), expected);
        }
        check(&[], &[], 1.0);
        check(&["transport"], &[], 0.0);
        check(&["transport"], &["transport"], 1.0);
        check(&["transport", "cost"], &["transport"], 2.0 / 3.0);
        check(&["transport", "cost"], &["cost", "safety"], 0.5);
        let both = (BTreeSet::from([1]), BTreeSet::from([1]));
        let neither = (BTreeSet::new(), BTreeSet::from([2]));
        assert_eq!(mean_f1(&[both.clone(), neither, both]), Some(2.0 / 3.0));
    }

    proptest! {
        #[test]
        fn full_agreement_is_one(codes in prop::collection::vec(-9_i8..9, 2..30)) {
            prop_assume!(codes.iter().any(|code| *code != codes[0]));
            let units: Vec<_> = codes.iter().map(|code| [Some(f64::from(*code)); 3]).collect();
            for scale in SCALES {
                prop_assert_eq!(krippendorff(&units, scale), Some(1.0));
            }
        }

        #[test]
        fn the_order_of_readers_and_units_is_nothing(
            units in prop::collection::vec(
                prop::collection::vec(prop::option::of(0_u8..5), 0..5), 0..30,
            ),
        ) {
            let coded = |unit: &Vec<Option<u8>>| -> Vec<Option<f64>> {
                unit.iter().map(|code| code.map(f64::from)).collect()
            };
            let one: Vec<_> = units.iter().map(coded).collect();
            let mut other = one.clone();
            other.reverse();
            other.iter_mut().for_each(|unit| unit.reverse());
            for scale in SCALES {
                let (one, other) = (krippendorff(&one, scale), krippendorff(&other, scale));
                prop_assert_eq!(one.is_some(), other.is_some());
                if let (Some(one), Some(other)) = (one, other) {
                    prop_assert!((one - other).abs() < 1e-9 && one <= 1.0);
                }
            }
        }
    }
}
