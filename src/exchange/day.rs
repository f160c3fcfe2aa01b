//! Days as files write them: `2013-01-18`, with a time or without, and as British spreadsheets save them, `18/01/2013`.
//!
//! Edges: a day before its month, always: in a British file `03/04/2013` is in April. A year of two figures is of this
//! century up to 79 and of the last from 80 on, as spreadsheets take it.

use jiff::civil::Date;

/// The months, in small letters.
pub(in crate::exchange) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day as ISO 8601 writes it, whatever time follows.
#[must_use]
pub fn iso(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let is_over = rest.is_empty() || rest.starts_with(['T', ' ']);
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (is_over && shape).then(|| day.parse().ok()).flatten()
}

/// A day as ISO writes it or as a British spreadsheet does: `18/01/2013`, `18.1.13`, `18-Jan-2013`, `20130118`.
#[must_use]
pub fn british(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = iso(text) {
        return Some(date);
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let part = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
        let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
        let is_year = (1900..2200).contains(&year);
        return Date::new(year, month as i8, day as i8)
            .ok()
            .filter(|_| is_year);
    }
    // A time after the day is passed over: `18/01/2013 00:00`.
    let day_only = match text.split_once(' ') {
        Some((day, time)) if time.contains(':') => day,
        _ => text,
    };
    let parts: Vec<&str> = day_only
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let day: i8 = day.parse().ok()?;
    let month = month.parse().ok().or_else(|| month_name(month))?;
    Date::new(year_of(year)?, month, day).ok()
}

/// The month of a name, or of its first letters, three at least: 1 is January.
#[must_use]
pub fn month_name(text: &str) -> Option<i8> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|month| month.starts_with(&lower));
    at.filter(|_| lower.len() >= 3).map(|at| at as i8 + 1)
}

/// A year of four figures, or of two.
#[must_use]
pub fn year_of(text: &str) -> Option<i16> {
    let number: i16 = text.parse().ok()?;
    match text.len() {
        4 => (1900..2200).contains(&number).then_some(number),
        2 => Some(if number < 80 {
            2000 + number
        } else {
            1900 + number
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        #[track_caller]
        fn check(text: &str, want: Option<&str>) {
            let found = british(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), want, "{text}");
        }
        check("2013-01-18", Some("2013-01-18"));
        check("2013-01-18T10:00:00Z", Some("2013-01-18"));
        check("18/01/2013", Some("2013-01-18"));
        check("3/4/13", Some("2013-04-03"));
        check("3/4/1999 00:00", Some("1999-04-03"));
        check("03-Apr-99", Some("1999-04-03"));
        check("3 April 2013", Some("2013-04-03"));
        check("30.04.2013", Some("2013-04-30"));
        check("20130430", Some("2013-04-30"));
        check("31/04/2013", None);
        check("12345678", None);
        check("04/2013", None);
        check("", None);
        check("é9-01-2013", None);
        check("2013-01-18x", None);
    }

    #[test]
    fn months_have_names() {
        assert_eq!(month_name("Sept"), Some(9));
        assert_eq!(month_name("AUG"), Some(8));
        assert_eq!(month_name("Marmalade"), None);
        assert_eq!(month_name("é"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_stops_the_program(text: String) {
            let _ = (british(&text), iso(&text), month_name(&text));
        }
    }
}
