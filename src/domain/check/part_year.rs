//! Lines that cover part of a year, and what they would cost for the whole of it.
//!
//! £84,000 for six months beside a grant for twelve looks like half of what the service costs. The full-year
//! equivalent is given by days (amount × days of the year ÷ days covered) and, where the span is whole months,
//! by months; the two differ, and which one a grant's conditions mean is for the officer to know. Both are
//! exact until the end and then rounded to the penny, halves up.
//!
//! Edges: a span that covers the whole year is a full year. Days outside the year are not counted.

use jiff::civil::Date;

use crate::domain::check::year::Year;
use crate::domain::check::{found, words};
use crate::domain::grant::{Allocation, Grant};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};

/// Every part-year line of the year.
pub(super) fn findings(year: &Year) -> Vec<Problem> {
    year.book
        .allocations
        .iter()
        .filter(|held| held.is_part_year())
        .filter_map(|held| {
            let grant = year.book.grants.get(held.grant)?;
            let amount = year.cell(held.grant, held.priority_area)?;
            let is_of_year = grant.fiscal_year == year.start && amount > Pence::ZERO;
            is_of_year.then(|| finding(year, grant, held, amount))?
        })
        .collect()
}

fn finding(year: &Year, grant: &Grant, held: &Allocation, amount: Pence) -> Option<Problem> {
    let full = Period::Financial(year.start);
    let from = held.from.unwrap_or(full.start()).max(full.start());
    let to = held.to.unwrap_or(full.end()).min(full.end());
    if (from, to) == (full.start(), full.end()) {
        return None;
    }
    let (what, why, remedy) = if from > to {
        (
            format!("{amount} covers no day of {full}"),
            "Its dates are outside the grant’s year.".to_owned(),
            "Correct the dates, or move the line to the year it belongs to.",
        )
    } else {
        let span = words::days(from, to);
        (
            format!(
                "{amount} covers {span}, and {} is for the whole of {full}",
                grant.short
            ),
            whole_year(amount, (from, to), full),
            "Say what pays for the rest of the year, or what stops.",
        )
    };
    let spot = year.at_cell(grant, held.priority_area);
    Some(found(
        Severity::Warning,
        "part-year-line",
        spot,
        what,
        why,
        remedy,
    ))
}

/// What the whole year would cost, by months where they are whole and by days.
fn whole_year(amount: Pence, (from, to): (Date, Date), full: Period) -> String {
    let (days, of) = (n_days(from, to), n_days(full.start(), full.end()));
    let by_days = scaled(amount, of, days);
    match whole_months(from, to) {
        Some(months) => format!(
            "By whole months ({months} of 12) it would be {} for the year; by days ({days} of {of}) {by_days}.",
            scaled(amount, 12, months),
        ),
        None => format!(
            "By days ({days} of {of}) it would be {by_days} for the year; it does not cover whole months."
        ),
    }
}

/// `amount × times ÷ over`, rounded to the penny, halves up. `over` is above nought, the amount not below it.
fn scaled(amount: Pence, times: i64, over: i64) -> Pence {
    let over = i128::from(over.max(1));
    let exact = i128::from(amount.0) * i128::from(times);
    let rounded = (2 * exact + over).div_euclid(2 * over);
    Pence(i64::try_from(rounded).unwrap_or(i64::MAX))
}

/// Days from one day to another, both counted; nought or less when they are reversed.
fn n_days(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days()) + 1
}

/// How many months a span covers, where it covers whole ones.
fn whole_months(from: Date, to: Date) -> Option<i64> {
    let is_whole = from.day() == 1 && to == to.last_of_month();
    let months = (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month())
        - i64::from(from.month())
        + 1;
    (is_whole && months > 0).then_some(months)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use crate::domain::check::sample::{Sample, only};

    /// £840 of a £2,000 grant of 2001/02 that covers a span.
    fn covering(from: Option<Date>, to: Option<Date>) -> Sample {
        let mut sample = Sample::default();
        let line = sample.area("Care leavers");
        let main = sample.grant("Main", 2_000, "", &[]);
        sample.pay(main, line, 840);
        sample.covering(from, to);
        sample
    }

    #[test]
    fn the_whole_year_is_given_by_months_and_by_days() {
        #[track_caller]
        fn check(from: Option<Date>, to: Option<Date>, what: &str, why: &str) {
            let found = covering(from, to).year();
            let problem = only(&found, "part-year-line");
            assert_eq!((problem.what.as_str(), problem.why.as_str()), (what, why));
        }
        let (april, september) = (date(2001, 4, 1), date(2001, 9, 30));
        check(
            Some(april),
            Some(september),
            "£840 covers 1 April 2001 to 30 September 2001, and Main is for the whole of 2001/02",
            "By whole months (6 of 12) it would be £1,680 for the year; by days (183 of 365) £1,675.41.",
        );
        check(
            Some(date(2001, 4, 2)),
            Some(september),
            "£840 covers 2 April 2001 to 30 September 2001, and Main is for the whole of 2001/02",
            "By days (182 of 365) it would be £1,684.62 for the year; it does not cover whole months.",
        );
        check(
            Some(date(2002, 3, 31)),
            None,
            "£840 covers 31 March 2002 to 31 March 2002, and Main is for the whole of 2001/02",
            "By days (1 of 365) it would be £306,600 for the year; it does not cover whole months.",
        );
        check(
            Some(date(2003, 4, 1)),
            Some(date(2003, 9, 30)),
            "£840 covers no day of 2001/02",
            "Its dates are outside the grant’s year.",
        );
    }

    #[test]
    fn a_span_of_the_whole_year_is_a_full_year() {
        let whole = covering(Some(date(2001, 4, 1)), Some(date(2002, 3, 31)));
        assert_eq!(whole.year(), []);
        assert_eq!(covering(None, None).year(), []);
    }
}
