//! Fisher's exact test of a table of any shape, within a bounded amount of work.
//!
//! Every table with the same sums is dealt out, column after column. What is left to deal depends
//! only on how many are left in each row, so ways of dealing that leave the same rows are kept
//! together; and for the last two columns the ways so far are sorted, so that one look tells how many
//! of them end in a table no likelier than the one found.
//!
//! Edges: the work grows steeply with rows, columns and people, and stops at a bound: the answer is
//! then [`NotExact::TooLarge`], never a guess.

use std::cell::Cell;
use std::collections::BTreeMap;

use statrs::function::factorial::ln_factorial;

use crate::domain::statistics::crosstab::Counts;
use crate::domain::statistics::fisher::{AS_LIKELY, fisher};

/// How many steps may be taken: some tenths of a second.
const MOST_STEPS: u64 = 5_000_000;

/// A way that has to be kept costs as many steps as this.
const TO_KEEP: u64 = 10;

/// Ways whose logarithms differ by less than this are one.
const ONE_WAY: f64 = 1e-10;

/// Why there is no exact p value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotExact {
    /// Fewer than two rows or columns hold anybody, or the rows are of different lengths.
    NothingToTest,
    /// The tables with these sums are too many to count out.
    TooLarge,
}

impl NotExact {
    /// Why not and what to do, for a reader.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NothingToTest => {
                "There are not two groups and two answers with people in them, so there is nothing to test."
            }
            Self::TooLarge => {
                "The table is too large for the exact test. Use chi-squared, or join answers that few people gave."
            }
        }
    }
}

/// The two-sided p value of Fisher's exact test of groups (rows) by answers (columns), in people: the
/// chance of a table no likelier than this one when the sums stay as they are. Between 0 and 1.
///
/// Rows and columns of noughts are dropped. Two by two may be of any size, see [`fisher`]; beyond
/// that at most 5 million steps are done. That is enough for two by three with thousands of people,
/// and for four by four with a hundred.
///
/// # Errors
///
/// [`NotExact::NothingToTest`] when fewer than two rows or columns are left; [`NotExact::TooLarge`]
/// when the bound is reached.
///
/// Source: Freeman & Halton (1951), "Note on an exact treatment of contingency, goodness of fit and
/// other problems of significance", Biometrika 38, 141–149; dealt column by column as in Mehta &
/// Patel (1983), Journal of the American Statistical Association 78, 427–434.
pub fn fisher_table(table: &[impl AsRef<[u64]>]) -> Result<f64, NotExact> {
    let counts = Counts::read(table).ok_or(NotExact::NothingToTest)?;
    let p_value = match counts.cells.as_slice() {
        [one, other] if one.len() == 2 => {
            fisher([[one[0], one[1]], [other[0], other[1]]]).map(|test| test.two_sided)
        }
        _ => deal(&counts),
    };
    p_value.ok_or(NotExact::TooLarge)
}

/// The p value by dealing out every table. None when that is too much work.
fn deal(counts: &Counts) -> Option<f64> {
    if counts.people > MOST_STEPS {
        return None;
    }
    // The shorter side is what is left over at each stage, the longer is dealt: fewer remainders differ.
    let (mut rows, mut columns) = (counts.rows.clone(), counts.columns.clone());
    if rows.len() > columns.len() {
        std::mem::swap(&mut rows, &mut columns);
    }
    rows.sort_unstable();
    columns.sort_unstable();
    let limit = ln_chance(counts) + AS_LIKELY;
    let dealer = Dealer {
        ln_factorials: (0..=counts.people).map(ln_factorial).collect(),
        steps: Cell::new(MOST_STEPS),
    };
    let nothing_yet = Way {
        ln: 0.0,
        chance: 1.0,
    };
    let mut ways = Ways::from([(rows, vec![nothing_yet])]);
    // The last column takes what is left, so the last but one is the last that is dealt.
    let (last_dealt, before) = columns.get(..columns.len() - 1)?.split_last()?;
    for column in before {
        ways = dealer.one_more(&ways, *column)?;
    }
    dealer.no_likelier(&ways, *last_dealt, limit)
}

/// The logarithm of the chance of this table among those with its sums.
fn ln_chance(counts: &Counts) -> f64 {
    let sum = |numbers: &[u64]| -> f64 { numbers.iter().copied().map(ln_factorial).sum() };
    let cells: f64 = counts.cells.iter().map(|row| sum(row)).sum();
    sum(&counts.rows) + sum(&counts.columns) - ln_factorial(counts.people) - cells
}

/// Ways to deal the columns so far that have the same chance each and leave the same rows.
#[derive(Clone, Copy)]
struct Way {
    /// The logarithm of the chance of each of them.
    ln: f64,
    /// The chance of all of them together.
    chance: f64,
}

/// The ways so far, by what they leave in the rows; that in rising order, for rows may change places.
type Ways = BTreeMap<Vec<u64>, Vec<Way>>;

/// Deals columns until its steps are used up.
struct Dealer {
    ln_factorials: Vec<f64>,
    steps: Cell<u64>,
}

impl Dealer {
    /// Takes so many steps. None when they are not left.
    fn spend(&self, steps: u64) -> Option<()> {
        self.steps.set(self.steps.get().checked_sub(steps)?);
        Some(())
    }

    /// The ways when one more column is dealt.
    fn one_more(&self, ways: &Ways, column: u64) -> Option<Ways> {
        let mut dealt = Ways::new();
        for (rows, so_far) in ways {
            self.each_column(rows, column, &mut |left, ln| {
                self.spend(TO_KEEP * so_far.len() as u64)?;
                let mut left = left.to_vec();
                left.sort_unstable();
                let now = so_far.iter().map(|way| Way {
                    ln: way.ln + ln,
                    chance: way.chance * ln.exp(),
                });
                dealt.entry(left).or_default().extend(now);
                Some(())
            })?;
        }
        dealt.values_mut().for_each(gather);
        Some(dealt)
    }

    /// The chance of all tables whose own chance has a logarithm of at most `limit`, when this column
    /// is dealt and the last takes what is left.
    fn no_likelier(&self, ways: &Ways, column: u64, limit: f64) -> Option<f64> {
        let mut chance = 0.0;
        for (rows, so_far) in ways {
            let mut up_to = vec![0.0];
            let mut sum = 0.0;
            for way in so_far {
                sum += way.chance;
                up_to.push(sum);
            }
            self.each_column(rows, column, &mut |_, ln| {
                let few_enough = so_far.partition_point(|way| way.ln + ln <= limit);
                if few_enough > 0 {
                    chance += up_to[few_enough] * ln.exp();
                }
                Some(())
            })?;
        }
        Some(f64::min(chance, 1.0))
    }

    /// Every way to deal a column of so many people from the rows: what it leaves in them, and the
    /// logarithm of its chance.
    fn each_column(
        &self,
        rows: &[u64],
        column: u64,
        each: &mut dyn FnMut(&[u64], f64) -> Option<()>,
    ) -> Option<()> {
        let people: u64 = rows.iter().sum();
        let ways_in_all = self.ln_ways(people, column);
        let mut left = rows.to_vec();
        self.deal_row(0, people, column, -ways_in_all, &mut left, each)
    }

    /// Deals from this row on: `people` are left in it and those after, `wanted` of them are to be
    /// dealt.
    fn deal_row(
        &self,
        row: usize,
        people: u64,
        wanted: u64,
        ln: f64,
        left: &mut [u64],
        each: &mut dyn FnMut(&[u64], f64) -> Option<()>,
    ) -> Option<()> {
        self.spend(1)?;
        let Some(&in_row) = left.get(row) else {
            return each(left, ln);
        };
        let after = people - in_row;
        for taken in wanted.saturating_sub(after)..=wanted.min(in_row) {
            left[row] = in_row - taken;
            let ln = ln + self.ln_ways(in_row, taken);
            self.deal_row(row + 1, after, wanted - taken, ln, left, each)?;
        }
        left[row] = in_row;
        Some(())
    }

    /// The logarithm of the number of ways to take so many of so many people.
    fn ln_ways(&self, people: u64, taken: u64) -> f64 {
        let at = |number: u64| self.ln_factorials[number as usize];
        at(people) - at(taken) - at(people - taken)
    }
}

/// Puts the ways in rising order of their chance, and those that are as likely together.
fn gather(ways: &mut Vec<Way>) {
    ways.sort_unstable_by(|one, other| one.ln.total_cmp(&other.ln));
    ways.dedup_by(|way, kept| {
        let same = way.ln - kept.ln < ONE_WAY;
        if same {
            kept.chance += way.chance;
        }
        same
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NotExact, fisher_table};
    use crate::domain::statistics::fisher::fisher;
    use crate::domain::statistics::testing::{close, rows};

    /// R's own sums over larger tables are printed to 15 figures, and agree to about ten.
    const SUMMED: f64 = 1e-9;

    #[track_caller]
    fn check(table: &[Vec<u64>], expected: f64) {
        close(fisher_table(table).expect("a p value"), expected, SUMMED);
    }

    #[test]
    fn tables_agree_with_r() {
        let table = rows(include_str!("../../../../tests/vectors/survey_fisher.csv"));
        assert_eq!(table.len(), 5);
        for row in &table {
            check(&row.cells(), row.number("p_two_sided"));
        }
        let table = rows(include_str!("../../../../tests/vectors/survey_chisq.csv"));
        assert_eq!(table.len(), 4);
        for row in &table {
            check(&row.cells(), row.number("fisher_p"));
        }
    }

    /// Worked by hand. Rows of 1 and 2, columns of one each: three tables alike. Rows of 2 and 2: six
    /// tables alike. Rows of 2 and 2, columns of 2, 1 and 1: chances 1, 1, 2 and 2 in 6 for what
    /// stands first.
    #[test]
    fn small_tables_by_hand() {
        check(&[vec![1, 0, 0], vec![0, 1, 1]], 1.0);
        check(&[vec![1, 1, 0, 0], vec![0, 0, 1, 1]], 1.0);
        check(&[vec![2, 0, 0], vec![0, 1, 1]], 1.0 / 3.0);
        check(&[vec![1, 1, 0], vec![1, 0, 1]], 1.0);
        // Three by three of one another: 6 of the 15 × 6 = 90 ways to deal six to three pairs.
        check(&[vec![2, 0, 0], vec![0, 2, 0], vec![0, 0, 2]], 6.0 / 90.0);
    }

    #[test]
    fn the_bound_is_kept() {
        #[track_caller]
        fn refused(table: &[Vec<u64>], expected: NotExact) {
            assert_eq!(fisher_table(table), Err(expected));
            assert!(expected.sentence().ends_with('.'));
        }
        refused(&vec![vec![40; 5]; 5], NotExact::TooLarge);
        refused(&[vec![1 << 40; 3], vec![1; 3]], NotExact::TooLarge);
        refused(&[vec![1 << 40; 2], vec![1; 2]], NotExact::TooLarge);
        refused(&[], NotExact::NothingToTest);
        refused(&[vec![1, 2]], NotExact::NothingToTest);
        refused(&[vec![1, 2], vec![0, 0]], NotExact::NothingToTest);
        refused(&[vec![1, 2], vec![3]], NotExact::NothingToTest);
        // Empty rows and columns do not count.
        check(&[vec![3, 0, 1], vec![0, 0, 0], vec![1, 0, 3]], 34.0 / 70.0);
    }

    /// The table itself dealt out without any of the shortcuts, in whole numbers of ways.
    fn slowly(table: &[[u64; 3]; 2]) -> f64 {
        fn ways(people: u64, taken: u64) -> u64 {
            (0..taken).fold(1, |ways, each| ways * (people - each) / (each + 1))
        }
        let column = |place: usize| table[0][place] + table[1][place];
        let first: u64 = table[0].iter().sum();
        let of = |one: u64, two: u64, three: u64| {
            ways(column(0), one) * ways(column(1), two) * ways(column(2), three)
        };
        let found = of(table[0][0], table[0][1], table[0][2]);
        let (mut as_odd, mut all) = (0, 0);
        for one in 0..=column(0) {
            for two in 0..=column(1) {
                let Some(three) = first
                    .checked_sub(one + two)
                    .filter(|three| *three <= column(2))
                else {
                    continue;
                };
                let these = of(one, two, three);
                all += these;
                as_odd += if these <= found { these } else { 0 };
            }
        }
        as_odd as f64 / all as f64
    }

    proptest! {
        #[test]
        fn the_shortcuts_change_nothing(
            table in prop::array::uniform2(prop::array::uniform3(0_u64..9)),
        ) {
            if let Ok(p_value) = fisher_table(&table) {
                prop_assert!((p_value - slowly(&table)).abs() < 1e-9);
            }
        }

        #[test]
        fn turning_the_table_changes_nothing(
            table in prop::collection::vec(prop::array::uniform3(0_u64..6), 2..5),
        ) {
            let turned: Vec<Vec<u64>> =
                (0..3).map(|column| table.iter().map(|row| row[column]).collect()).collect();
            match (fisher_table(&table), fisher_table(&turned)) {
                (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-9),
                (one, other) => prop_assert_eq!(one, other),
            }
        }

        #[test]
        fn dealing_agrees_with_two_by_two(
            a in 0_u64..40, b in 0_u64..40, c in 0_u64..40, d in 0_u64..40,
        ) {
            let table = [vec![a, b], vec![c, d]];
            let dealt = super::Counts::read(&table).and_then(|counts| super::deal(&counts));
            let walked = fisher([[a, b], [c, d]]).map(|test| test.two_sided);
            prop_assert_eq!(dealt.is_some(), walked.is_some());
            prop_assert!((dealt.unwrap_or(0.0) - walked.unwrap_or(0.0)).abs() < 1e-9);
        }
    }
}
