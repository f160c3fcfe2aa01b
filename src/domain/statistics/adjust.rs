//! Many tests at once: one in twenty comes out by chance, so the p values are made larger.
//!
//! A consultation of thirty questions, split by five groups, is 150 tests; seven of them would be
//! "significant" with nothing there. Each of these sums takes the whole family of p values that were
//! looked at and gives back one for each, in the order given, to be held against the same 0.05.
//!
//! | ask | sum |
//! |---|---|
//! | may not one of them be wrong? | [`holm`]: never worse than [`bonferroni`], which is here since it is known |
//! | may one in twenty of those shown be wrong? | [`benjamini_hochberg`] |
//!
//! Edges: no p values give none back; one that is not between 0 and 1 makes the answer None. Leaving
//! out tests that were made and found nothing makes the answer wrong, and no sum can see it.

/// Each p value times how many there are, at most 1.
///
/// Source: Dunn (1961), "Multiple comparisons among means", Journal of the American Statistical
/// Association 56, 52–64.
pub fn bonferroni(p_values: &[f64]) -> Option<Vec<f64>> {
    sound(p_values)?;
    let many = p_values.len() as f64;
    Some(p_values.iter().map(|p| (p * many).min(1.0)).collect())
}

/// The smallest p value times how many there are, the next times one fewer, and so on; none under the
/// one before it, and at most 1.
///
/// Source: Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian
/// Journal of Statistics 6, 65–70.
pub fn holm(p_values: &[f64]) -> Option<Vec<f64>> {
    let order = rising(p_values)?;
    let mut adjusted = vec![0.0; p_values.len()];
    let mut floor = 0.0_f64;
    for (before, place) in order.iter().enumerate() {
        let left = (p_values.len() - before) as f64;
        floor = floor.max((p_values[*place] * left).min(1.0));
        adjusted[*place] = floor;
    }
    Some(adjusted)
}

/// Each p value times how many there are over its rank from the smallest; none above the one after
/// it. Of the tests then kept under 0.05, about one in twenty at most is expected to be wrong.
///
/// Source: Benjamini & Hochberg (1995), "Controlling the false discovery rate", Journal of the Royal
/// Statistical Society B 57(1), 289–300.
pub fn benjamini_hochberg(p_values: &[f64]) -> Option<Vec<f64>> {
    let order = rising(p_values)?;
    let many = p_values.len() as f64;
    let mut adjusted = vec![0.0; p_values.len()];
    let mut ceiling = 1.0_f64;
    for (before, place) in order.iter().enumerate().rev() {
        let rank = (before + 1) as f64;
        // Divided first: the largest is then times 1 exactly, and none comes out below what it was.
        ceiling = ceiling.min(p_values[*place] * (many / rank));
        adjusted[*place] = ceiling;
    }
    Some(adjusted)
}

/// The places of the p values, the smallest first.
fn rising(p_values: &[f64]) -> Option<Vec<usize>> {
    sound(p_values)?;
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|one, other| p_values[*one].total_cmp(&p_values[*other]));
    Some(order)
}

/// None unless every p value is a chance.
fn sound(p_values: &[f64]) -> Option<()> {
    let chance = |p: &f64| (0.0..=1.0).contains(p);
    p_values.iter().all(chance).then_some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{benjamini_hochberg, bonferroni, holm};
    use crate::domain::statistics::testing::{close, rows};

    /// The vectors are printed to 15 figures.
    const PRINTED: f64 = 1e-12;

    /// The 25 p values of one study of diets (García-Arenzana and others, 2014), of which the vectors
    /// print the adjusted values of every second one.
    const DIETS: [f64; 25] = [
        0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269,
        0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
    ];

    #[track_caller]
    fn check(found: Option<Vec<f64>>, expected: &[f64]) {
        let found = found.expect("an answer");
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            close(*found, *expected, PRINTED);
        }
    }

    #[test]
    fn adjusted_values_agree_with_r() {
        let table = rows(include_str!("../../../tests/vectors/survey_p_adjust.csv"));
        assert_eq!(table.len(), 13);
        let second =
            |all: Vec<f64>| -> Option<Vec<f64>> { Some(all.into_iter().step_by(2).collect()) };
        let printed =
            |head: &str| -> Vec<f64> { table.iter().map(|row| row.number(head)).collect() };
        check(second(DIETS.to_vec()), &printed("p"));
        check(bonferroni(&DIETS).and_then(second), &printed("bonferroni"));
        check(holm(&DIETS).and_then(second), &printed("holm"));
        check(benjamini_hochberg(&DIETS).and_then(second), &printed("BH"));
    }

    #[test]
    fn the_order_given_is_kept() {
        // Worked by hand: 0.01 × 3, 0.02 × 2 and 0.04 × 1 by Holm; 0.01 × 3, 0.02 × 3 ÷ 2 and 0.04.
        let given = [0.02, 0.04, 0.01];
        check(bonferroni(&given), &[0.06, 0.12, 0.03]);
        check(holm(&given), &[0.04, 0.04, 0.03]);
        check(benjamini_hochberg(&given), &[0.03, 0.04, 0.03]);
        for sum in [bonferroni, holm, benjamini_hochberg] {
            check(sum(&[]), &[]);
            check(sum(&[0.2]), &[0.2]);
            check(sum(&[0.0, 1.0]), &[0.0, 1.0]);
            for not_a_chance in [-0.1, 1.1, f64::NAN] {
                assert_eq!(sum(&[0.5, not_a_chance]), None);
            }
        }
    }

    proptest! {
        #[test]
        fn each_is_stricter_than_the_next(given in prop::collection::vec(0.0..=1.0_f64, 0..40)) {
            let strict = bonferroni(&given).unwrap();
            let middle = holm(&given).unwrap();
            let mild = benjamini_hochberg(&given).unwrap();
            for place in 0..given.len() {
                prop_assert!(strict[place] >= middle[place]);
                prop_assert!(middle[place] >= mild[place] - 1e-15);
                prop_assert!(mild[place] >= given[place] && strict[place] <= 1.0);
                for other in 0..given.len() {
                    // A smaller p value never ends above a larger one.
                    if given[place] < given[other] {
                        prop_assert!(middle[place] <= middle[other] && mild[place] <= mild[other]);
                    }
                }
            }
        }
    }
}
