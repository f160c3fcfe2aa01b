//! What a line costs that runs for a part of the fiscal year, by days and by whole months.
//!
//! A service that begins in September does not cost a full year. By days: full year · days covered ÷ days of the year.
//! By whole months: full year · months ÷ 12, where the span is whole months. Both are exact until rounded once to the
//! penny, halves up; which of the two a grant's conditions mean is for the officer to say.
//!
//! Edges: days outside the year are not counted; a span with no day in the year costs nothing and says so with none.

use jiff::civil::Date;

use crate::domain::money::Pence;
use crate::domain::period::Period;

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartYear {
    /// Days covered.
    pub days: i64,
    /// Days of the year.
    pub of: i64,
    /// The cost by days.
    pub by_days: Pence,
    /// Whole months covered, where the span is whole months.
    pub months: Option<i64>,
    /// The cost by whole months.
    pub by_whole_months: Option<Pence>,
}

/// The part of a full year's cost that falls on a span; none where no day of the year is covered, or the cost is too
/// large to count.
#[must_use]
pub fn part_year(full_year: Pence, fiscal_year: i16, from: Date, to: Date) -> Option<PartYear> {
    let year = Period::Financial(fiscal_year);
    let (from, to) = (from.max(year.start()), to.min(year.end()));
    if from > to {
        return None;
    }
    let (days, of) = (n_days(from, to)?, n_days(year.start(), year.end())?);
    let months = whole_months(from, to);
    Some(PartYear {
        days,
        of,
        by_days: part(full_year, days, of)?,
        months,
        by_whole_months: match months {
            Some(months) => Some(part(full_year, months, 12)?),
            None => None,
        },
    })
}

fn n_days(from: Date, to: Date) -> Option<i64> {
    Some(i64::from(from.until(to).ok()?.get_days()) + 1)
}

/// Whole months from a first to a last of a month.
fn whole_months(from: Date, to: Date) -> Option<i64> {
    let is_whole = from.day() == 1 && to.day() == to.days_in_month();
    let count = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    is_whole.then(|| count(to) - count(from) + 1)
}

/// `amount · n ÷ of` to the nearest penny, halves up.
fn part(amount: Pence, n: i64, of: i64) -> Option<Pence> {
    let twice = i128::from(amount.0) * i128::from(n) * 2 + i128::from(of);
    i64::try_from(twice.div_euclid(i128::from(of) * 2))
        .ok()
        .map(Pence)
}
