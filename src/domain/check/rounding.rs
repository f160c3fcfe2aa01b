//! Whether a small overspend is only rounding: lines rounded to £50 need not sum to a grant given to the pound.
//!
//! The unit is found, not assumed: the largest of £1,000, £500, £100, £50, £10, £5 and £1 that every line of the
//! year is a whole multiple of. A rounded line is at most half a unit from what it was, so n lines are together
//! at most n halves out; a grant's excess within that of its own lines is said to come from rounding, and is an excess
//! all the same.

use crate::domain::check::words;
use crate::domain::check::year::{Column, Year};
use crate::domain::grant::position::total;
use crate::domain::money::Pence;

/// Units that people round money to, in pence, largest first.
const UNITS: [i64; 7] = [100_000, 50_000, 10_000, 5_000, 1_000, 500, 100];

/// The largest unit that every amount is a whole multiple of; none when there are no amounts or one has pence.
///
/// Amounts of £0 say nothing of how the others were rounded, and are left out.
pub(super) fn unit(amounts: impl Iterator<Item = Pence> + Clone) -> Option<Pence> {
    let amounts = amounts.filter(|amount| *amount != Pence::ZERO);
    amounts.clone().next()?;
    UNITS
        .into_iter()
        .find(|unit| amounts.clone().all(|amount| amount.0 % unit == 0))
        .map(Pence)
}

/// How far rounding `n` lines to a unit can move their sum: half a unit a line. Nil without a unit.
pub(super) fn slack(unit: Option<Pence>, n: usize) -> Pence {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    unit.map_or(Pence::ZERO, |unit| Pence((unit.0 / 2).saturating_mul(n)))
}

/// Whether rounding its own lines is enough to explain a grant's overspend: slack that another grant's lines leave does
/// not excuse it.
pub(super) fn explains(year: &Year, column: &Column) -> bool {
    let left = column.sums.left;
    year.unit.is_some() && left.is_negative() && left.abs() <= slack(year.unit, column.n_paid)
}

/// The sentence that puts the year's overspends down to rounding: of those grants where it is enough to explain them.
pub(super) fn sentence(year: &Year) -> Option<String> {
    let unit = year.unit?;
    let over: Vec<&Column> = year
        .columns()
        .filter(|column| explains(year, column))
        .collect();
    if over.is_empty() {
        return None;
    }
    let lines: Vec<Pence> = over
        .iter()
        .flat_map(|held| year.paid_by(held))
        .map(|cell| cell.1)
        .collect();
    let granted = total(over.iter().map(|held| held.sums.amount));
    let allocated = total(lines.iter().copied());
    let excess = total(over.iter().map(|held| held.sums.left)).abs();
    let grants = match over.len() {
        1 => "the grant is".to_owned(),
        n => format!("the {} together are", words::several(n, "grant")),
    };
    Some(format!(
        "{} rounded to {unit} sum to {allocated}; {grants} {granted}: {excess} over, from rounding.",
        words::sentence(&words::several(lines.len(), "line")),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_the_largest_that_divides_every_line() {
        #[track_caller]
        fn check(pounds: &[i64], want: Option<i64>) {
            let amounts = pounds.iter().map(|pounds| Pence(pounds * 100));
            assert_eq!(
                unit(amounts),
                want.map(|pounds| Pence(pounds * 100)),
                "{pounds:?}"
            );
        }
        check(&[463_950, 113_500, 84_000], Some(50));
        check(&[2_000, 5_000], Some(1_000));
        check(&[2_000, 0], Some(1_000));
        check(&[1_500, 2_000], Some(500));
        check(&[7, 9], Some(1));
        check(&[0], None);
        check(&[], None);
        assert_eq!(unit([Pence(150)].into_iter()), None);
    }

    #[test]
    fn slack_is_half_a_unit_a_line() {
        assert_eq!(slack(Some(Pence(5_000)), 8), Pence(20_000));
        assert_eq!(slack(None, 8), Pence::ZERO);
    }
}
