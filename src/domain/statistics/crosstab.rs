//! Whether two things that were asked go together: did carers answer otherwise than young people?
//!
//! People are counted twice over, by their group and by their answer. If the two had nothing to do
//! with each other, each cell would hold its row's part of its column: what is *expected*. The sums
//! here say how far the counts are from that, how often chance alone would take them as far, and how
//! strong the link is. With thousands of people a link may be sure and still too weak to matter, so
//! the strength stands beside the p value.
//!
//! Edges: a row or a column in which nobody was counted is dropped, since nothing is expected there;
//! with fewer than two rows or columns left, or rows of different lengths, the answer is None. When
//! many expected counts are below 5 the p value is only rough:
//! [`fisher`](mod@crate::domain::statistics::fisher) is then the one to ask.

use crate::domain::statistics::distribution::chi_squared_beyond;

/// Below this expected count the chi-squared distribution is only a rough guide: Cochran's rule.
const FEW_EXPECTED: f64 = 5.0;

/// The most that Yates takes off each difference.
const YATES: f64 = 0.5;

/// A statistic and how often chance alone reaches it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tested {
    /// The statistic: nought or more.
    pub statistic: f64,
    /// The chance of one as large or larger if there were no link. Between 0 and 1.
    pub p_value: f64,
}

/// How rows and columns of a table of counts go together.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Association {
    /// How many people the table holds.
    pub people: u64,
    /// How many of its rows hold anybody.
    pub rows: usize,
    /// How many of its columns hold anybody.
    pub columns: usize,
    /// The degrees of freedom: (rows − 1) × (columns − 1).
    pub freedom: usize,
    /// Pearson's chi-squared (X²), without correction.
    pub pearson: Tested,
    /// The same with Yates' correction for continuity: only for two rows by two columns.
    pub yates: Option<Tested>,
    /// The likelihood-ratio chi-squared (G²).
    pub likelihood: Tested,
    /// The strength √(X² ÷ people): 0 for none. It may pass 1 in tables larger than two by two.
    pub phi: f64,
    /// The strength from 0 to 1 in a table of any size; in two by two it is phi.
    pub cramers_v: f64,
    /// The smallest count expected in a cell, in people.
    pub least_expected: f64,
    /// The share of cells in which fewer than 5 people are expected, from 0 to 1.
    pub share_expected_under_5: f64,
}

/// Whether the rows of a table of counts differ in how they spread over its columns by more than
/// chance, and how much.
///
/// Each person stands in one cell only: answers to a question where several may be ticked are not
/// such a table, though "ticked it, did not tick it" is. Rows and columns of noughts are dropped.
/// None with fewer than two of either left, with rows of different lengths, or with more people than
/// can be held.
///
/// Yates takes a half off each difference between counted and expected, or the difference itself
/// where that is smaller, as R does.
///
/// Source: Pearson (1900), Philosophical Magazine 50, 157–175; Yates (1934), Supplement to the
/// Journal of the Royal Statistical Society 1, 217–235; Wilks (1935), Annals of Mathematical
/// Statistics 6, 190–196 (G²); Cramér (1946), Mathematical Methods of Statistics, section 21.9 (V);
/// Cochran (1954), Biometrics 10, 417–451 (the rule of 5).
pub fn association(table: &[impl AsRef<[u64]>]) -> Option<Association> {
    let counts = Counts::read(table)?;
    let (rows, columns) = (counts.rows.len(), counts.columns.len());
    let freedom = (rows - 1) * (columns - 1);
    let pairs = counts.beside_expected();
    let tested = |statistic: f64| {
        Some(Tested {
            statistic,
            p_value: chi_squared_beyond(statistic, freedom as f64)?,
        })
    };
    let pearson = tested(squares(&pairs, 0.0))?;
    let yates = if freedom == 1 {
        Some(tested(squares(&pairs, YATES))?)
    } else {
        None
    };
    let by_person = pearson.statistic / counts.people as f64;
    let smaller = rows.min(columns) - 1;
    let few = pairs.iter().filter(|pair| pair.1 < FEW_EXPECTED).count();
    Some(Association {
        people: counts.people,
        rows,
        columns,
        freedom,
        pearson,
        yates,
        likelihood: tested(likelihood(&pairs))?,
        phi: by_person.sqrt(),
        // The machine's last figure must not take a perfect link past 1.
        cramers_v: (by_person / smaller as f64).sqrt().min(1.0),
        least_expected: pairs
            .iter()
            .map(|pair| pair.1)
            .fold(f64::INFINITY, f64::min),
        share_expected_under_5: few as f64 / pairs.len() as f64,
    })
}

/// The sum of squared differences of counted and expected, each over the expected; with up to so much
/// taken off each difference.
fn squares(pairs: &[(f64, f64)], off: f64) -> f64 {
    let square = |&(counted, expected): &(f64, f64)| {
        let apart = (counted - expected).abs();
        (apart - off.min(apart)).powi(2) / expected
    };
    pairs.iter().map(square).sum()
}

/// Twice the sum of count × ln(count ÷ expected); a cell with nobody adds nothing.
fn likelihood(pairs: &[(f64, f64)]) -> f64 {
    let held = pairs.iter().filter(|(counted, _)| *counted > 0.0);
    let sum: f64 = held
        .map(|(counted, expected)| counted * (counted / expected).ln())
        .sum();
    // Where all is as expected the sum may end a hair under nought.
    (2.0 * sum).max(0.0)
}

/// A table of counts without its empty rows and columns, with its sums.
#[derive(Debug)]
pub(super) struct Counts {
    /// The cells, row by row.
    pub(super) cells: Vec<Vec<u64>>,
    /// The sum of each row: above nought.
    pub(super) rows: Vec<u64>,
    /// The sum of each column: above nought.
    pub(super) columns: Vec<u64>,
    /// The sum of all.
    pub(super) people: u64,
}

impl Counts {
    /// The table with its empty rows and columns dropped. None when fewer than two of either are
    /// left, when its rows differ in length, and when it holds more people than the machine can.
    pub(super) fn read(table: &[impl AsRef<[u64]>]) -> Option<Self> {
        let width = table.first()?.as_ref().len();
        if table.iter().any(|row| row.as_ref().len() != width) {
            return None;
        }
        let mut columns = vec![0_u64; width];
        for row in table {
            for (sum, count) in columns.iter_mut().zip(row.as_ref()) {
                *sum = sum.checked_add(*count)?;
            }
        }
        let people = columns
            .iter()
            .try_fold(0_u64, |sum, count| sum.checked_add(*count))?;
        let held = |row: &[u64]| -> Vec<u64> {
            let beside = row.iter().zip(&columns);
            beside
                .filter(|(_, sum)| **sum > 0)
                .map(|(count, _)| *count)
                .collect()
        };
        let cells: Vec<Vec<u64>> = table
            .iter()
            .map(|row| held(row.as_ref()))
            .filter(|row| row.iter().any(|count| *count > 0))
            .collect();
        let rows: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
        columns.retain(|sum| *sum > 0);
        (rows.len() > 1 && columns.len() > 1).then_some(Self {
            cells,
            rows,
            columns,
            people,
        })
    }

    /// Each cell's count beside what is expected of it, both in people.
    fn beside_expected(&self) -> Vec<(f64, f64)> {
        let people = self.people as f64;
        let mut pairs = Vec::with_capacity(self.rows.len() * self.columns.len());
        for (row, in_row) in self.cells.iter().zip(&self.rows) {
            for (count, in_column) in row.iter().zip(&self.columns) {
                let expected = *in_row as f64 * *in_column as f64 / people;
                pairs.push((*count as f64, expected));
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Tested, association};
    use crate::domain::statistics::testing::{Row, close, rows};
    use crate::domain::statistics::two_proportions;

    /// The vectors are printed to 15 figures.
    const PRINTED: f64 = 1e-12;

    /// The library's tail of the chi-squared distribution is right to about ten figures.
    const TAIL: f64 = 1e-9;

    #[track_caller]
    fn check(row: &Row) {
        let found = association(&row.cells()).expect("an answer");
        assert_eq!(found.people, row.count("n"));
        assert_eq!(found.freedom as u64, row.count("df"));
        close(found.pearson.statistic, row.number("X2"), PRINTED);
        close(found.pearson.p_value, row.number("p"), TAIL);
        close(found.likelihood.statistic, row.number("G2"), PRINTED);
        // For the Titanic R prints 0, having taken the rest from 1; ours is about 6 in 10³⁹.
        assert!(found.likelihood.p_value > 0.0);
        close(found.likelihood.p_value, row.number("G2_p"), TAIL);
        close(found.phi, row.number("phi"), PRINTED);
        close(found.cramers_v, row.number("cramers_v"), PRINTED);
        close(found.least_expected, row.number("min_expected"), PRINTED);
        close(
            found.share_expected_under_5,
            row.number("pct_expected_lt5"),
            PRINTED,
        );
        match found.yates {
            Some(yates) => {
                close(yates.statistic, row.number("yates_X2"), PRINTED);
                close(yates.p_value, row.number("yates_p"), TAIL);
            }
            None => assert_eq!(row.text("yates_X2"), "NA"),
        }
    }

    #[test]
    fn tables_agree_with_r() {
        let table = rows(include_str!("../../../tests/vectors/survey_chisq.csv"));
        assert_eq!(table.len(), 4);
        table.iter().for_each(check);
    }

    #[test]
    fn empty_rows_and_columns_are_dropped() {
        let bare = association(&[[10, 20], [15, 5]]);
        assert!(bare.is_some());
        for table in [
            vec![vec![10, 20], vec![0, 0], vec![15, 5]],
            vec![vec![10, 0, 20], vec![15, 0, 5]],
            vec![vec![0, 0, 0], vec![0, 10, 20], vec![0, 15, 5]],
        ] {
            assert_eq!(association(&table), bare, "{table:?}");
        }
        for table in [
            vec![],
            vec![vec![]],
            vec![vec![1, 2]],
            vec![vec![1], vec![2]],
            vec![vec![0, 0], vec![0, 0]],
            vec![vec![1, 2], vec![0, 0]],
            vec![vec![1, 0], vec![2, 0]],
            vec![vec![1, 2], vec![3]],
            vec![vec![u64::MAX, 1], vec![1, 1]],
        ] {
            assert_eq!(association(&table), None, "{table:?}");
        }
    }

    /// Worked by hand: 8 of 10 against 2 of 10, where 5 are expected in every cell.
    #[test]
    fn the_share_of_few_is_counted() {
        let found = association(&[[8, 2], [2, 8]]).unwrap();
        assert_eq!(
            (found.least_expected, found.share_expected_under_5),
            (5.0, 0.0)
        );
        close(found.pearson.statistic, 7.2, PRINTED);
        close(found.yates.unwrap().statistic, 5.0, PRINTED);
        // Expected 4 and 6 in each row: half of the cells hold fewer than five.
        let found = association(&[[4, 6], [4, 6]]).unwrap();
        assert_eq!(
            (found.least_expected, found.share_expected_under_5),
            (4.0, 0.5)
        );
        let nothing = Tested {
            statistic: 0.0,
            p_value: 1.0,
        };
        assert_eq!((found.pearson, found.likelihood), (nothing, nothing));
        assert_eq!(found.yates, Some(nothing));
        // A perfect link.
        let found = association(&[[7, 0, 0], [0, 9, 0], [0, 0, 3]]).unwrap();
        close(found.cramers_v, 1.0, PRINTED);
        close(found.phi, 2.0_f64.sqrt(), PRINTED);
    }

    proptest! {
        #[test]
        fn two_by_two_is_the_square_of_z(
            (x1, n1) in (1_u64..500).prop_flat_map(|n| (0..=n, Just(n))),
            (x2, n2) in (1_u64..500).prop_flat_map(|n| (0..=n, Just(n))),
        ) {
            let found = association(&[[x1, n1 - x1], [x2, n2 - x2]]);
            let z = two_proportions(x1, n1, x2, n2).map(|test| test.z);
            prop_assert_eq!(found.is_some(), z.is_some());
            if let (Some(found), Some(z)) = (found, z) {
                prop_assert!((found.pearson.statistic - z * z).abs() <= 1e-9 * (1.0 + z * z));
                prop_assert!(found.yates.unwrap().statistic <= found.pearson.statistic);
            }
        }

        #[test]
        fn turning_the_table_changes_nothing(
            table in prop::collection::vec(prop::collection::vec(0_u64..60, 4), 1..6),
        ) {
            let turned: Vec<Vec<u64>> =
                (0..4).map(|column| table.iter().map(|row| row[column]).collect()).collect();
            let (one, other) = (association(&table), association(&turned));
            prop_assert_eq!(one.is_some(), other.is_some());
            if let (Some(one), Some(other)) = (one, other) {
                prop_assert!((one.cramers_v - other.cramers_v).abs() < 1e-9);
                prop_assert!((0.0..=1.0).contains(&one.cramers_v));
                prop_assert!((0.0..=1.0).contains(&one.pearson.p_value));
                prop_assert!((one.pearson.p_value - other.pearson.p_value).abs() < 1e-9);
            }
        }
    }
}
