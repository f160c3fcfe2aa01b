//! The month in which a row was posted, from its date or its period, however that is written.
//!
//! A finance system's period 1 is April, and periods after 12 are corrections to the year made when it was over. So `P3`
//! and `03` are June; `Apr-25`, `April 2025` and `2025/03` name a month of the calendar; `2025/26` names a year alone.
//!
//! Edges: whether `2025/03` is March or June the file does not say: [`Months`] does. `2011/12` is a year or a month; it is
//! a year where the month is fixed for all rows, and a month where it is not.

use crate::exchange::day::{british, month_name, year_of};
use crate::exchange::ledger::mapping::{Months, fiscal_year};

/// The last period that finance systems have for corrections.
const LAST_PERIOD: u8 = 16;

/// When a row was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// The month, counted from April; none where only the year is said.
    pub(super) month: Option<u8>,
    /// The fiscal year, by the year in which it begins; none where only the month is said.
    pub(super) year: Option<i16>,
    /// Whether it was posted after the year's end.
    pub(super) is_adjustment: bool,
}

impl When {
    /// A month of the calendar.
    fn calendar(year: Option<i16>, month: i8) -> Self {
        let before_april = month < 4;
        Self {
            month: Some((if before_april { month + 9 } else { month - 3 }) as u8),
            year: year.map(|year| if before_april { year - 1 } else { year }),
            is_adjustment: false,
        }
    }

    /// A period of the fiscal year.
    fn fiscal(year: Option<i16>, period: u8) -> Self {
        Self {
            month: Some(period.min(12)),
            year,
            is_adjustment: period > 12,
        }
    }
}

/// The month of a day.
pub(super) fn of_date(text: &str) -> Option<When> {
    let date = british(text)?;
    Some(When::calendar(Some(date.year()), date.month()))
}

/// The fiscal year of a period that does not say it, by the date beside it: that in which the date lies, but for what is
/// posted across the year's end. Periods 10 and later stay open for half a year after March, so one dated in the first
/// half of a year is the year's before; and an invoice of January to March that is posted to the first quarter is of the
/// year about to begin.
pub(super) fn year_of_bare(month: u8, date: When) -> Option<i16> {
    let (dated, year) = (date.month?, date.year?);
    Some(match (month, dated) {
        (10.., ..=6) => year - 1,
        (..=3, 10..) => year + 1,
        _ => year,
    })
}

/// The month of a period.
pub(super) fn of_period(text: &str, months: Months, month_is_fixed: bool) -> Option<When> {
    let text = text.trim();
    if let Some(when) = of_date(text) {
        return Some(when);
    }
    let year_only = |year| When {
        month: None,
        year: Some(year),
        is_adjustment: false,
    };
    if let Some(year) = fiscal_year(text)
        && (month_is_fixed || number_of(text).is_none())
    {
        return Some(year_only(year));
    }
    let lower = text.to_lowercase();
    let is_period = ["period", "per", "p"].iter().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        rest.trim_start_matches([' ', '.', '-']).parse::<u8>().ok()
    });
    if let Some(period) = is_period {
        return fiscal_period(None, period);
    }
    if let Ok(number) = text
        .parse::<u8>()
        .or_else(|_| text.trim_end_matches(".0").parse::<u8>())
        && text.len() <= 4
    {
        return match months {
            Months::Calendar => calendar_month(None, number),
            Months::AsWritten | Months::Fiscal => fiscal_period(None, number),
        };
    }
    match number_of(text) {
        Some((year, number)) => match months {
            Months::Fiscal => fiscal_period(Some(year), number),
            Months::AsWritten | Months::Calendar => calendar_month(Some(year), number),
        },
        None => named_month(text).or_else(|| fiscal_year(text).map(year_only)),
    }
}

fn fiscal_period(year: Option<i16>, period: u8) -> Option<When> {
    (1..=LAST_PERIOD)
        .contains(&period)
        .then(|| When::fiscal(year, period))
}

fn calendar_month(year: Option<i16>, month: u8) -> Option<When> {
    (1..=12)
        .contains(&month)
        .then(|| When::calendar(year, month as i8))
}

/// A year and a number, in either order: `2025/03`, `03-2025`, `202503`.
fn number_of(text: &str) -> Option<(i16, u8)> {
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let year = year_of(text.get(..4)?)?;
        return Some((year, text.get(4..)?.parse().ok()?));
    }
    let (first, second) = text.split_once(['/', '-', '.', ' '])?;
    let (first, second) = (first.trim(), second.trim());
    let (year, number) = if first.len() == 4 {
        (first, second)
    } else {
        (second, first)
    };
    if year.len() != 4 || number.len() > 3 {
        return None;
    }
    let number = number.trim_start_matches(['P', 'p']);
    let number: u8 = number.parse().ok()?;
    (number <= LAST_PERIOD).then_some(())?;
    Some((year_of(year)?, number))
}

/// `Apr-25`, `April 2025`, `2025 Apr`, `Apr`.
fn named_month(text: &str) -> Option<When> {
    let parts: Vec<&str> = text
        .split([' ', '-', '/', '.', '\'', '’'])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [name] => {
            let at = name.find(|c: char| c.is_ascii_digit());
            let Some((name, year)) = at.and_then(|at| name.split_at_checked(at)) else {
                return month_name(name).map(|month| When::calendar(None, month));
            };
            Some(When::calendar(Some(year_of(year)?), month_name(name)?))
        }
        [first, second] => match month_name(first) {
            Some(month) => Some(When::calendar(Some(year_of(second)?), month)),
            None => Some(When::calendar(Some(year_of(first)?), month_name(second)?)),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        text: &str,
        months: Months,
        fixed: bool,
        want: Option<(Option<i16>, Option<u8>, bool)>,
    ) {
        let found = of_period(text, months, fixed);
        let found = found.map(|when| (when.year, when.month, when.is_adjustment));
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn periods_are_read_as_finance_systems_write_them() {
        let plain = |text: &str, want| check(text, Months::AsWritten, false, want);
        plain("01", Some((None, Some(1), false)));
        plain("12", Some((None, Some(12), false)));
        plain("3.0", Some((None, Some(3), false)));
        plain("P3", Some((None, Some(3), false)));
        plain("Period 07", Some((None, Some(7), false)));
        plain("13", Some((None, Some(12), true)));
        plain("P16", Some((None, Some(12), true)));
        plain("17", None);
        plain("0", None);
        plain("Apr-25", Some((Some(2025), Some(1), false)));
        plain("March 2026", Some((Some(2025), Some(12), false)));
        plain("Apr25", Some((Some(2025), Some(1), false)));
        plain("2025 Sep", Some((Some(2025), Some(6), false)));
        plain("June", Some((None, Some(3), false)));
        plain("2025/03", Some((Some(2024), Some(12), false)));
        plain("2025-04", Some((Some(2025), Some(1), false)));
        plain("202504", Some((Some(2025), Some(1), false)));
        plain("04/2025", Some((Some(2025), Some(1), false)));
        plain("2025/13", None);
        plain("2011/12", Some((Some(2011), Some(9), false)));
        plain("2024/25", Some((Some(2024), None, false)));
        plain("2025-05-31", Some((Some(2025), Some(2), false)));
        plain("31/05/2025", Some((Some(2025), Some(2), false)));
        plain("soon", None);
        plain("", None);
    }

    #[test]
    fn a_bare_period_is_of_the_year_that_its_date_says() {
        #[track_caller]
        fn check(period: u8, date: &str, want: i16) {
            let date = of_date(date).unwrap();
            assert_eq!(year_of_bare(period, date), Some(want), "{period}");
        }
        check(2, "10/05/2000", 2000);
        check(2, "10/05/2001", 2001);
        check(2, "31/12/2001", 2001);
        check(12, "31/03/2002", 2001);
        check(12, "10/04/2002", 2001);
        check(10, "30/09/2002", 2001);
        check(12, "01/10/2002", 2002);
        check(9, "10/04/2002", 2002);
        check(1, "28/03/2001", 2001);
        check(4, "28/03/2001", 2000);
    }

    #[test]
    fn what_a_number_counts_from_can_be_said() {
        check("03", Months::Calendar, false, Some((None, Some(12), false)));
        check(
            "2025/03",
            Months::Fiscal,
            false,
            Some((Some(2025), Some(3), false)),
        );
        check(
            "2025/13",
            Months::Fiscal,
            false,
            Some((Some(2025), Some(12), true)),
        );
        check("13", Months::Calendar, false, None);
        check(
            "2011/12",
            Months::AsWritten,
            true,
            Some((Some(2011), None, false)),
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_stops_the_program(text: String) {
            let _ = (of_period(&text, Months::AsWritten, false), of_date(&text));
        }
    }
}
