//! How sure a share of people is, how sure the difference of two is, and how far a sample may be out.
//!
//! Of those who answered, 62% agree. Had they been drawn by lot, the share of everybody would lie
//! within some points of that; the sums here say within how many. **Respondents to an open
//! consultation chose themselves**: no sum makes them a sample, and for them no margin of error may
//! be printed. What holds for them is a comparison, with care: of two groups, or of the same question
//! asked twice.
//!
//! | ask | sum |
//! |---|---|
//! | where does the share lie? | [`wilson`], [`wilson_at`] for 99 % |
//! | the same, never too narrow | [`clopper_pearson`] |
//! | where does the difference of two shares lie? | [`newcombe`]; [`wald_difference`] as many reports print it |
//! | within how many points? | [`margin_of_error`] |
//!
//! Edges: None when a base is nil, or more people are counted than the base has.

use crate::domain::statistics::distribution::beta_lower;
use crate::domain::statistics::interval::{Interval, Z_95, score, wilson};

/// Φ⁻¹(0.995): the number of standard errors either side of an estimate in a 99 % interval.
pub const Z_99: f64 = 2.575_829_303_548_901;

/// Wilson's interval of a share from 0 to 1, `z` standard errors either way: [`Z_95`], [`Z_99`], or
/// the 1.96 that published health profiles use.
///
/// None when the base is nil, when the successes are more than the base, and without a usable `z`.
///
/// Source: as for [`wilson`].
pub fn wilson_at(successes: u64, base: u64, z: f64) -> Option<Interval> {
    let usable = z.is_finite() && z > 0.0 && base > 0 && successes <= base;
    usable.then(|| score(successes as f64, base as f64, z))
}

/// The exact 95 % interval of a share from 0 to 1: at least 19 times in 20 it holds the true one,
/// whatever that is, and so it is wider than Wilson's.
///
/// None when the base is nil or the successes are more than the base.
///
/// Source: Clopper & Pearson (1934), "The use of confidence or fiducial limits illustrated in the
/// case of the binomial", Biometrika 26(4), 404–413.
pub fn clopper_pearson(successes: u64, base: u64) -> Option<Interval> {
    let others = base.checked_sub(successes)?;
    if base == 0 {
        return None;
    }
    // The upper end for those who said yes is what the lower end for those who did not leaves of 1.
    Interval::between(
        exact_lower(successes, others)?,
        1.0 - exact_lower(others, successes)?,
    )
}

/// The lower end of the exact interval: nought when nobody was counted.
fn exact_lower(counted: u64, others: u64) -> Option<f64> {
    if counted == 0 {
        return Some(0.0);
    }
    beta_lower(counted as f64, others as f64 + 1.0)
}

/// The 95 % interval of the first share less the second, from −1 to 1: times 100 for percentage
/// points.
///
/// Made of the Wilson intervals of the two, so it holds with few people and with none or all of them.
/// The two must be different people. None when either base is nil or holds fewer than are counted.
///
/// Source: Newcombe (1998), "Interval estimation for the difference between independent proportions:
/// comparison of eleven methods", Statistics in Medicine 17, 873–890, method 10.
pub fn newcombe(x1: u64, n1: u64, x2: u64, n2: u64) -> Option<Interval> {
    let (first, second) = (wilson(x1, n1)?, wilson(x2, n2)?);
    let (one, other) = (x1 as f64 / n1 as f64, x2 as f64 / n2 as f64);
    let difference = one - other;
    Interval::between(
        difference - (one - first.lower).hypot(second.upper - other),
        difference + (first.upper - one).hypot(other - second.lower),
    )
}

/// The 95 % interval of the first share less the second by the plain normal sum, from −1 to 1 or a
/// little past: times 100 for percentage points.
///
/// It stands beside the z test of [`two_proportions`](crate::domain::statistics::two_proportions) in
/// many printed tables. With few people it is too narrow, and with nobody or everybody counted in
/// both it has no width at all: [`newcombe`] is the better. None when either base is nil or holds
/// fewer than are counted.
///
/// Source: Agresti (2013), Categorical Data Analysis, 3rd edition, section 3.1 (the Wald interval).
pub fn wald_difference(x1: u64, n1: u64, x2: u64, n2: u64) -> Option<Interval> {
    if n1 == 0 || n2 == 0 || x1 > n1 || x2 > n2 {
        return None;
    }
    let variance = |share: f64, base: u64| share * (1.0 - share) / base as f64;
    let (one, other) = (x1 as f64 / n1 as f64, x2 as f64 / n2 as f64);
    let reach = Z_95 * (variance(one, n1) + variance(other, n2)).sqrt();
    Interval::between(one - other - reach, one - other + reach)
}

/// The 95 % margin of error of a share, in percentage points either way, when `base` people were
/// drawn by lot from `population` people, or from so many that it does not matter (None).
///
/// `share` is from 0 to 1; 0.5 has the widest margin, and is what surveys print for all their
/// questions. When everyone was asked nothing is left to chance and the margin is 0. **Not for
/// respondents who chose themselves.** None when the base is nil or larger than the population, or
/// the share is not one.
///
/// Source: Cochran (1977), Sampling Techniques, 3rd edition, sections 2.6 and 3.2 (the correction for
/// a finite population, √((N − n) ÷ (N − 1))).
pub fn margin_of_error(share: f64, base: u64, population: Option<u64>) -> Option<f64> {
    if base == 0 || !(0.0..=1.0).contains(&share) {
        return None;
    }
    let unasked = match population {
        Some(everyone) if everyone < base => return None,
        Some(everyone) if everyone == base => 0.0,
        Some(everyone) => (everyone - base) as f64 / (everyone - 1) as f64,
        None => 1.0,
    };
    Some(100.0 * Z_95 * (share * (1.0 - share) / base as f64 * unasked).sqrt())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Z_99, clopper_pearson, margin_of_error, newcombe, wald_difference, wilson_at};
    use crate::domain::statistics::interval::{Interval, Z_95, wilson};
    use crate::domain::statistics::testing::{Row, close, rows};

    /// The vectors are printed to 15 figures.
    const PRINTED: f64 = 1e-12;

    /// The library's quantiles settle to about this.
    const SETTLED: f64 = 1e-9;

    #[track_caller]
    fn check(found: Option<Interval>, row: &Row, ends: [&str; 2], tolerance: f64) {
        let found = found.expect("an interval");
        let [lower, upper] = ends.map(|head| row.number(head));
        close(found.lower, lower, tolerance);
        close(found.upper, upper, tolerance);
    }

    #[test]
    fn shares_agree_with_r() {
        let table = rows(include_str!("../../../tests/vectors/survey_wilson.csv"));
        assert_eq!(table.len(), 10);
        for row in &table {
            let (x, n) = (row.count("x"), row.count("n"));
            let at = |z: f64| wilson_at(x, n, z);
            close(x as f64 / n as f64, row.number("p"), PRINTED);
            check(at(Z_95), row, ["wilson95_lo", "wilson95_hi"], PRINTED);
            check(at(Z_99), row, ["wilson99_lo", "wilson99_hi"], PRINTED);
            check(at(1.96), row, ["ohid_z1.96_lo", "ohid_z1.96_hi"], PRINTED);
            let exact = clopper_pearson(x, n);
            check(exact, row, ["clopper95_lo", "clopper95_hi"], SETTLED);
        }
    }

    #[test]
    fn differences_agree_with_r() {
        let table = rows(include_str!(
            "../../../tests/vectors/survey_newcombe_diff.csv"
        ));
        assert_eq!(table.len(), 4);
        for row in &table {
            let [x1, n1, x2, n2] = ["x1", "n1", "x2", "n2"].map(|head| row.count(head));
            let ends = ["newcombe_lo", "newcombe_hi"];
            check(newcombe(x1, n1, x2, n2), row, ends, PRINTED);
            let difference = x1 as f64 / n1 as f64 - x2 as f64 / n2 as f64;
            close(difference, row.number("diff"), PRINTED);
        }
        let table = rows(include_str!("../../../tests/vectors/survey_two_prop_z.csv"));
        assert_eq!(table.len(), 3);
        for row in &table {
            let [x1, n1, x2, n2] = ["x1", "n1", "x2", "n2"].map(|head| row.count(head));
            let ends = ["wald_diff_lo", "wald_diff_hi"];
            check(wald_difference(x1, n1, x2, n2), row, ends, PRINTED);
        }
    }

    #[test]
    fn margins_agree_with_r() {
        let table = rows(include_str!("../../../tests/vectors/survey_moe.csv"));
        assert_eq!(table.len(), 8);
        for row in &table {
            let n = row.count("n");
            let endless = margin_of_error(0.5, n, None).unwrap();
            close(endless, row.number("moe50_95_pct"), PRINTED);
            match margin_of_error(0.5, n, Some(500)) {
                Some(margin) => close(margin, row.number("moe50_95_fpc_N500"), PRINTED),
                None => assert_eq!(row.text("moe50_95_fpc_N500"), "NA"),
            }
        }
        assert_eq!(margin_of_error(0.5, 40, Some(40)), Some(0.0));
        assert_eq!(margin_of_error(0.5, 1, Some(1)), Some(0.0));
        assert_eq!(margin_of_error(0.0, 40, None), Some(0.0));
        assert_eq!(margin_of_error(0.5, 0, None), None);
        assert_eq!(margin_of_error(1.5, 40, None), None);
        assert_eq!(margin_of_error(f64::NAN, 40, None), None);
    }

    #[test]
    fn no_people_no_interval() {
        for (x, n) in [(0, 0), (2, 1)] {
            assert_eq!(wilson_at(x, n, Z_99), None);
            assert_eq!(clopper_pearson(x, n), None);
            assert_eq!(newcombe(x, n, 1, 2), None);
            assert_eq!(newcombe(1, 2, x, n), None);
            assert_eq!(wald_difference(x, n, 1, 2), None);
            assert_eq!(wald_difference(1, 2, x, n), None);
        }
        for z in [0.0, -1.96, f64::NAN, f64::INFINITY] {
            assert_eq!(wilson_at(1, 2, z), None);
        }
    }

    fn share() -> impl Strategy<Value = (u64, u64)> {
        (1_u64..3000).prop_flat_map(|base| (0..=base, Just(base)))
    }

    proptest! {
        #[test]
        fn the_exact_interval_holds_the_share((x, n) in share()) {
            let exact = clopper_pearson(x, n).unwrap();
            prop_assert!(exact.holds(x as f64 / n as f64), "{exact:?}");
            prop_assert!((0.0..=1.0).contains(&exact.lower) && (0.0..=1.0).contains(&exact.upper));
            let (narrow, wide) = (wilson(x, n).unwrap(), wilson_at(x, n, Z_99).unwrap());
            prop_assert!(wide.lower <= narrow.lower && narrow.upper <= wide.upper);
        }

        #[test]
        fn turning_the_two_round_turns_the_interval((x1, n1) in share(), (x2, n2) in share()) {
            for sum in [newcombe, wald_difference] {
                let (one, other) = (sum(x1, n1, x2, n2).unwrap(), sum(x2, n2, x1, n1).unwrap());
                prop_assert!((one.lower + other.upper).abs() < 1e-12);
                prop_assert!((one.upper + other.lower).abs() < 1e-12);
                prop_assert!(one.lower <= one.upper);
            }
            let difference = x1 as f64 / n1 as f64 - x2 as f64 / n2 as f64;
            let interval = newcombe(x1, n1, x2, n2).unwrap();
            prop_assert!(interval.holds(difference));
            prop_assert!(interval.lower >= -1.0 - 1e-12 && interval.upper <= 1.0 + 1e-12);
        }
    }
}
