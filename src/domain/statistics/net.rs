//! Net agreement, those for less those against, and the average score of an ordered scale.
//!
//! Two councils may both print "60% agree" with 10% and 35% against; the net figure tells them apart.
//! It is in percentage points, from −100 to 100, and its base is everyone who answered, the neutral
//! ones too. Each of the two halves has a Wilson interval of its own: see
//! [`proportion`](crate::domain::statistics::proportion).
//!
//! Edges: the interval is for people drawn by lot. Respondents who chose themselves have a net figure
//! and **no** interval that may be printed. Nobody answered, and the answer is None.

use crate::domain::statistics::interval::{Interval, Z_95};
use crate::domain::statistics::rounding::percent;

/// The ends of the scale of net agreement, in percentage points.
const ALL_ONE_WAY: f64 = 100.0;

/// Those for, those against, and the one less the other.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Net {
    /// Those for, as a percentage of those who answered.
    pub positive: f64,
    /// Those against, as a percentage of those who answered.
    pub negative: f64,
    /// Those for less those against, in percentage points from −100 to 100; unrounded.
    pub net: f64,
    /// Its 95 % interval, in percentage points, for people drawn by lot only; cut off at −100 and
    /// 100.
    pub interval: Interval,
}

/// The net agreement of `base` people of whom so many are for and so many against; the rest are
/// neutral.
///
/// The difference is taken before anything is rounded. The interval is the normal one for the
/// difference of two shares of the same people, who cannot be in both; with few people it is rough,
/// and when all are of one mind it has no width. None when nobody answered, or the two are more than
/// answered.
///
/// Source: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition,
/// on the multinomial: the variance of p − q is (p + q − (p − q)²) ÷ n.
pub fn net_agreement(positive: u64, negative: u64, base: u64) -> Option<Net> {
    if positive.checked_add(negative)? > base {
        return None;
    }
    let (of_for, of_against) = (percent(positive, base)?, percent(negative, base)?);
    // One division: 45% less 15% must be 30 and not a hair beside it.
    let net = (positive as f64 - negative as f64) * 100.0 / base as f64;
    let (leaning, share) = ((positive + negative) as f64 / base as f64, net / 100.0);
    let variance = (leaning - share * share).max(0.0) / base as f64;
    let reach = 100.0 * Z_95 * variance.sqrt();
    Some(Net {
        positive: of_for,
        negative: of_against,
        net,
        interval: Interval::between(
            (net - reach).max(-ALL_ONE_WAY),
            (net + reach).min(ALL_ONE_WAY),
        )?,
    })
}

/// The average score, in points of the scale: each point's score beside how many people gave it.
///
/// Only for a scale that has an order, where a step is taken for as large as the next: never for
/// "don't know", which is left out of the counts. None when nobody answered, and when a score is not
/// finite.
pub fn mean_score(points: &[(f64, u64)]) -> Option<f64> {
    let people: f64 = points.iter().map(|(_, count)| *count as f64).sum();
    let sum: f64 = points
        .iter()
        .map(|(score, count)| score * *count as f64)
        .sum();
    let mean = sum / people;
    mean.is_finite().then_some(mean)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{mean_score, net_agreement};
    use crate::domain::statistics::testing::{Row, close, rows};

    /// The vectors are printed to 15 figures.
    const PRINTED: f64 = 1e-12;

    #[track_caller]
    fn check(row: &Row) {
        let heads = ["SA", "A", "N", "D", "SD"];
        let counts = heads.map(|head| row.count(head));
        let base = row.count("n");
        let found = net_agreement(counts[0] + counts[1], counts[3] + counts[4], base).unwrap();
        close(found.positive, row.number("agree_pct"), PRINTED);
        close(found.negative, row.number("disagree_pct"), PRINTED);
        close(found.net, row.number("net_pp"), PRINTED);
        close(found.interval.lower, row.number("net_lo"), PRINTED);
        close(found.interval.upper, row.number("net_hi"), PRINTED);
        let scored: Vec<(f64, u64)> = [5.0, 4.0, 3.0, 2.0, 1.0].into_iter().zip(counts).collect();
        close(
            mean_score(&scored).unwrap(),
            row.number("mean_5to1"),
            PRINTED,
        );
    }

    #[test]
    fn net_figures_agree_with_r() {
        let table = rows(include_str!(
            "../../../tests/vectors/survey_net_agreement.csv"
        ));
        assert_eq!(table.len(), 3);
        table.iter().for_each(check);
    }

    #[test]
    fn nobody_has_no_net_figure() {
        assert_eq!(net_agreement(0, 0, 0), None);
        assert_eq!(net_agreement(3, 3, 5), None);
        assert_eq!(net_agreement(u64::MAX, 1, u64::MAX), None);
        let neutral = net_agreement(0, 0, 12).unwrap();
        assert_eq!((neutral.net, neutral.interval.lower), (0.0, 0.0));
        assert_eq!(mean_score(&[]), None);
        assert_eq!(mean_score(&[(5.0, 0), (1.0, 0)]), None);
        assert_eq!(mean_score(&[(5.0, 1), (f64::NAN, 1)]), None);
        assert_eq!(mean_score(&[(-1.0, 1), (1.0, 3)]), Some(0.5));
    }

    proptest! {
        #[test]
        fn changing_sides_turns_it_over(
            positive in 0_u64..2000, negative in 0_u64..2000, neutral in 1_u64..2000,
        ) {
            let base = positive + negative + neutral;
            let one = net_agreement(positive, negative, base).unwrap();
            let other = net_agreement(negative, positive, base).unwrap();
            prop_assert_eq!(one.net, -other.net);
            prop_assert!((one.interval.lower + other.interval.upper).abs() < 1e-9);
            prop_assert!(one.interval.holds(one.net));
            prop_assert!((-100.0..=100.0).contains(&one.interval.lower));
            prop_assert!((one.net - (one.positive - one.negative)).abs() < 1e-9);
        }
    }
}
