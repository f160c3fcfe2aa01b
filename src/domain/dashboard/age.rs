//! How old a dashboard's figure is, from when it says the figure was last updated.
//!
//! A calendar year's figure published two years on is not set beside the neighbours' of today. The age is counted from
//! the last day of what is printed (`2013`, `2013/14`, `Aug-15`, `Year end 2014/15`) to the last day of the quarter.
//!
//! Edges: words that give no date (`Quarterly`, `Annual`, `t.b.c.`) are not old: what cannot be dated is not left out.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::period::{Period, PeriodKind};

/// Words that say how often, not when.
const HOW_OFTEN: [&str; 6] = [
    "annual",
    "annually",
    "quarterly",
    "monthly",
    "termly",
    "year",
];

/// The last day of what is printed as the latest update, on a dashboard of the quarter given.
#[must_use]
pub fn last_day(latest_update: &str, quarter: Period) -> Option<Date> {
    let small = latest_update.to_lowercase();
    let words: Vec<&str> = small
        .split_whitespace()
        .filter(|word| !HOW_OFTEN.contains(word) && !["end", "ending", "to"].contains(word))
        .collect();
    let text = words.join(" ");
    if text.is_empty() {
        return None;
    }
    of_its_year(&text, quarter)
        .or_else(|| month_and_year(&text))
        .or_else(|| Period::guess(&text).ok())
        .filter(|period| period.is_valid())
        .map(Period::end)
}

/// `Q1`: a quarter of the dashboard's own year.
fn of_its_year(text: &str, quarter: Period) -> Option<Period> {
    let Period::Quarter { start, .. } = quarter else {
        return None;
    };
    let quarter: u8 = text.strip_prefix('q')?.trim().parse().ok()?;
    (1..=4)
        .contains(&quarter)
        .then_some(Period::Quarter { start, quarter })
}

/// `aug-15`: a short month and the last two figures of a year.
fn month_and_year(text: &str) -> Option<Period> {
    let (month, year) = text.split_once('-')?;
    let is_short = month.chars().all(char::is_alphabetic) && year.len() == 2;
    let year: i16 = year.parse().ok().filter(|_| is_short)?;
    let century = if year < 80 { 2000 } else { 1900 };
    Period::read(&format!("{month} {}", century + year), PeriodKind::Month).ok()
}

/// Whether a figure's last day lies more than so many whole months before the end of the quarter.
#[must_use]
pub fn is_older(last_day: Date, months: u16, quarter: Period) -> bool {
    last_day
        .checked_add(i64::from(months).months())
        .is_ok_and(|until| until < quarter.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const Q2: Period = Period::Quarter {
        start: 2015,
        quarter: 2,
    };

    #[test]
    fn the_last_day_is_that_of_what_is_printed() {
        #[track_caller]
        fn check(text: &str, want: Option<&str>) {
            let found = last_day(text, Q2).map(|day| day.to_string());
            assert_eq!(found.as_deref(), want, "{text}");
        }
        check("2013", Some("2013-12-31"));
        check("2013/14", Some("2014-03-31"));
        check("2015", Some("2015-12-31"));
        check("Aug-15", Some("2015-08-31"));
        check("Aug-15 Annual", Some("2015-08-31"));
        check("Q1", Some("2015-06-30"));
        check("2015/16 Q1", Some("2015-06-30"));
        check("Year end 2014/15", Some("2015-03-31"));
        check("31 March 2014", Some("2014-03-31"));
        for undated in ["Quarterly", "Annual", "Monthly", "t.b.c.", "-", "", "Q9"] {
            check(undated, None);
        }
    }

    #[test]
    fn eighteen_months_to_the_day_is_not_older_than_eighteen() {
        #[track_caller]
        fn check(text: &str, months: u16, want: bool) {
            let found = last_day(text, Q2).is_some_and(|day| is_older(day, months, Q2));
            assert_eq!(found, want, "{text}, {months}");
        }
        check("2013", 18, true);
        check("2013", 20, true);
        check("2013", 21, false);
        check("2013/14", 18, false);
        check("2013/14", 17, true);
        check("2015", 0, false);
        check("Annual", 0, false);
    }
}
