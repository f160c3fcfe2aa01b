//! Whether two groups differ, counted out exactly: for when there are too few people for chi-squared.
//!
//! Hold fast how many are in each group and how many gave each answer, and deal the answers out at
//! random. Fisher's test counts how often that gives a table as odd as the one found. It holds for
//! six people as for six thousand, and it always errs to the side of "no difference shown".
//!
//! Two groups by two answers may be of any size. Larger tables grow beyond counting: [`fisher_table`]
//! does a bounded amount of work and says when that is not enough, and then the people are many
//! enough for [`association`](crate::domain::statistics::association), or answers are to be joined.
//!
//! Edges: a group or an answer that nobody is in is no table of two: None, or dropped in a larger
//! one.

mod larger;
mod urn;

pub use larger::{NotExact, fisher_table};

use crate::domain::statistics::interval::Interval;
use urn::Urn;

/// What is left outside a 95 % interval on either side.
const EITHER_SIDE: f64 = 0.025;

/// Two chances that differ by less than this part of them are the same one, but for the machine's
/// last figures. R's own allowance.
const AS_LIKELY: f64 = 1e-7;

/// More people than any table of ours holds; beyond it the sums would take too long.
const MOST_PEOPLE: u64 = 1_000_000_000;

/// Terms smaller than this beside the largest change nothing that is printed of a common chance.
const NEGLIGIBLE: f64 = 1e-25;

/// The smallest term beside the largest that is still told from nothing, for chances that are very
/// small.
const LEAST: f64 = 1e-300;

/// Fisher's exact test of a table of two by two.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Fisher {
    /// The chance of a table no likelier than this one, either way. Between 0 and 1.
    pub two_sided: f64,
    /// The chance of as many or more in the first cell: small when the first row leans to the first
    /// column.
    pub greater: f64,
    /// The chance of as many or fewer in the first cell.
    pub less: f64,
    /// The odds ratio under which the table is likeliest, given its sums: 1 for no link, above 1 when
    /// the first row leans to the first column. 0 or infinite when a cell holds as few as its sums
    /// allow.
    pub odds_ratio: f64,
    /// The exact 95 % interval of the odds ratio; its upper end is infinite when the ratio is.
    pub interval: Interval,
}

/// Fisher's exact test of two groups (rows) by two answers (columns), in people.
///
/// The two-sided p value adds up every table that is no likelier than the one found. The odds ratio
/// is the conditional one, nearer to 1 than the plain cross product, and its interval is of the same
/// kind; the interval may just hold 1 when the p value is just under 0.05, for they are not made
/// alike. A p value under about 10⁻³⁰⁰ comes out as 0. None when a row or column is empty, and with
/// more than a thousand million people.
///
/// Source: Fisher (1935), "The logic of inductive inference", Journal of the Royal Statistical
/// Society 98, 39–82; the odds ratio and interval as in Cornfield (1956), Proceedings of the third
/// Berkeley Symposium IV, 135–148. The rules are those of R's `fisher.test`.
pub fn fisher(table: [[u64; 2]; 2]) -> Option<Fisher> {
    let [[first, right], [below, rest]] = table;
    let urn = Urn {
        marked: first.checked_add(below)?,
        unmarked: right.checked_add(rest)?,
        drawn: first.checked_add(right)?,
    };
    let people = urn.marked.checked_add(urn.unmarked)?;
    if people > MOST_PEOPLE || urn.least() == urn.most() {
        return None;
    }
    let dealt = urn.weigh(1.0, LEAST);
    let total = dealt.total();
    let as_odd = dealt.at(first) * (1.0 + AS_LIKELY);
    let chance = |weight: f64| (weight / total).min(1.0);
    Some(Fisher {
        two_sided: chance(dealt.no_heavier_than(as_odd)),
        greater: chance(dealt.from(first)),
        less: chance(dealt.up_to(first)),
        odds_ratio: likeliest(&urn, first),
        interval: Interval {
            lower: lower(&urn, first),
            upper: upper(&urn, first),
        },
    })
}

/// The odds ratio under which this count in the first cell is the average one.
fn likeliest(urn: &Urn, first: u64) -> f64 {
    if first == urn.least() {
        0.0
    } else if first == urn.most() {
        f64::INFINITY
    } else {
        solve(|odds| urn.weigh(odds, NEGLIGIBLE).mean() - first as f64)
    }
}

/// The odds ratio under which as many or more would come up once in forty.
fn lower(urn: &Urn, first: u64) -> f64 {
    if first == urn.least() {
        return 0.0;
    }
    solve(|odds| {
        let dealt = urn.weigh(odds, NEGLIGIBLE);
        dealt.from(first) / dealt.total() - EITHER_SIDE
    })
}

/// The odds ratio under which as many or fewer would come up once in forty.
fn upper(urn: &Urn, first: u64) -> f64 {
    if first == urn.most() {
        return f64::INFINITY;
    }
    solve(|odds| {
        let dealt = urn.weigh(odds, NEGLIGIBLE);
        EITHER_SIDE - dealt.up_to(first) / dealt.total()
    })
}

/// The odds ratio at which a sum that rises with it passes nought: halved down on its logarithm.
///
/// The ratios asked for lie between 10⁻²⁰ and 10²⁰ for any number of people that is let in.
fn solve(rising: impl Fn(f64) -> f64) -> f64 {
    let mut reach = 1.0_f64;
    while reach < 64.0 && (rising((-reach).exp()) > 0.0 || rising(reach.exp()) < 0.0) {
        reach *= 2.0;
    }
    let (mut low, mut high) = (-reach, reach);
    loop {
        let middle = low.midpoint(high);
        if middle <= low || middle >= high || high - low < 1e-13 {
            return middle.exp();
        }
        if rising(middle.exp()) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fisher;
    use crate::domain::statistics::testing::{Row, close, rows};

    /// The vectors are printed to 15 figures.
    const PRINTED: f64 = 1e-12;

    /// R solves for the odds ratio and its ends, or for one over them above 1, only until they move
    /// by less than the fourth root of the machine's last figure, 0.00012.
    const R_SOLVES: f64 = 1.3e-4;

    #[track_caller]
    fn check(row: &Row) {
        let cells = row.counts("cells_rowmajor");
        let found = fisher([[cells[0], cells[1]], [cells[2], cells[3]]]).expect("a test");
        close(found.two_sided, row.number("p_two_sided"), PRINTED);
        close(found.greater, row.number("p_greater"), PRINTED);
        close(found.less, row.number("p_less"), PRINTED);
        for (found, head) in [
            (found.odds_ratio, "or_cmle"),
            (found.interval.lower, "or_lo"),
            (found.interval.upper, "or_hi"),
        ] {
            let expected = row.number(head);
            let apart = if expected > 1.0 {
                1.0 / found - 1.0 / expected
            } else {
                found - expected
            };
            assert!(apart.abs() <= R_SOLVES, "{found} is not {expected}");
            assert_eq!(found.is_infinite(), expected.is_infinite());
        }
    }

    #[test]
    fn two_by_two_agrees_with_r() {
        let table = rows(include_str!("../../../tests/vectors/survey_fisher.csv"));
        let two_by_two = |row: &&Row| row.text("nrow") == "2" && row.text("ncol") == "2";
        let table: Vec<&Row> = table.iter().filter(two_by_two).collect();
        assert_eq!(table.len(), 4);
        table.into_iter().for_each(check);
        let table = rows(include_str!("../../../tests/vectors/survey_chisq.csv"));
        for row in table.iter().filter(two_by_two) {
            let cells = row.counts("cells_rowmajor");
            let found = fisher([[cells[0], cells[1]], [cells[2], cells[3]]]).unwrap();
            close(found.two_sided, row.number("fisher_p"), PRINTED);
        }
    }

    /// By hand, closer than R prints it: with 3 of 4 right, the chances of 0 to 4 under an odds ratio
    /// ψ are as 1, 16ψ, 36ψ², 16ψ³ and ψ⁴.
    #[test]
    fn the_odds_ratio_is_exact() {
        let tea = fisher([[3, 1], [1, 3]]).unwrap();
        let chances = |odds: f64| -> [f64; 5] {
            let odds2 = odds * odds;
            let ways = [
                1.0,
                16.0 * odds,
                36.0 * odds2,
                16.0 * odds2 * odds,
                odds2 * odds2,
            ];
            let all: f64 = ways.iter().sum();
            ways.map(|way| way / all)
        };
        let average = chances(tea.odds_ratio);
        let mean: f64 = (0..5)
            .map(|count| f64::from(count) * average[count as usize])
            .sum();
        close(mean, 3.0, PRINTED);
        let [.., three, four] = chances(tea.interval.lower);
        close(three + four, 0.025, PRINTED);
        let [none, one, two, three, _] = chances(tea.interval.upper);
        close(none + one + two + three, 0.025, PRINTED);
        // One each: chances 1 and ψ of 1 + ψ.
        let one_each = fisher([[1, 0], [0, 1]]).unwrap();
        assert_eq!(
            (one_each.two_sided, one_each.greater, one_each.less),
            (1.0, 0.5, 1.0)
        );
        assert_eq!(one_each.odds_ratio, f64::INFINITY);
        close(one_each.interval.lower, 0.025 / 0.975, PRINTED);
        let other = fisher([[0, 1], [1, 0]]).unwrap();
        assert_eq!((other.odds_ratio, other.interval.lower), (0.0, 0.0));
        close(other.interval.upper, 0.975 / 0.025, PRINTED);
    }

    #[test]
    fn size_is_no_bar() {
        // A table with no link has a middle at 1, and p values that do not vanish.
        let even = fisher([[100_000, 100_000], [100_000, 100_000]]).unwrap();
        close(even.two_sided, 1.0, PRINTED);
        close(even.odds_ratio, 1.0, 1e-9);
        assert!(even.interval.holds(1.0));
        // By far the oddest: under the smallest chance that is told from nothing.
        let all = fisher([[1_000_000, 0], [0, 1_000_000]]).unwrap();
        assert_eq!((all.two_sided, all.greater, all.less), (0.0, 0.0, 1.0));
        assert!(all.interval.lower > 1e5 && all.interval.upper.is_infinite());
        let huge = fisher([[250_000_000, 250_000_000], [250_010_000, 249_990_000]]).unwrap();
        assert!((0.0..1.0).contains(&huge.two_sided) && huge.odds_ratio < 1.0);
        for nothing in [
            [[0, 0], [3, 4]],
            [[3, 4], [0, 0]],
            [[0, 3], [0, 4]],
            [[3, 0], [4, 0]],
            [[0, 0], [0, 0]],
            [[u64::MAX, 1], [1, 1]],
            [[1_000_000_000, 1], [1, 1]],
        ] {
            assert_eq!(fisher(nothing), None, "{nothing:?}");
        }
    }

    proptest! {
        #[test]
        fn turning_the_rows_turns_the_answer(
            a in 0_u64..60, b in 0_u64..60, c in 0_u64..60, d in 0_u64..60,
        ) {
            let (one, other) = (fisher([[a, b], [c, d]]), fisher([[c, d], [a, b]]));
            prop_assert_eq!(one.is_some(), other.is_some());
            if let (Some(one), Some(other)) = (one, other) {
                prop_assert!((one.two_sided - other.two_sided).abs() < 1e-9);
                prop_assert!((one.greater - other.less).abs() < 1e-9);
                // As many or more, and as many or fewer, both hold as many.
                prop_assert!(one.greater + one.less >= 1.0 - 1e-12);
                prop_assert!(one.two_sided >= one.greater.min(one.less) - 1e-12);
                prop_assert!(one.interval.lower <= one.odds_ratio);
                prop_assert!(one.odds_ratio <= one.interval.upper);
                if one.odds_ratio > 0.0 && one.odds_ratio.is_finite() {
                    prop_assert!((one.odds_ratio * other.odds_ratio - 1.0).abs() < 1e-9);
                }
            }
        }
    }
}
