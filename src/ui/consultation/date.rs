//! Reads and shows the days on which a consultation opens and closes.
//!
//! Officers type `31/3/2016` or `31 March 2016`, spreadsheets give `2016-03-31`: all three are read, day before month.
//! A year of two figures is refused, for a plan of 2003 and a file of 1903 look alike in it.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day, or none where nothing is typed.
///
/// # Errors
/// What was typed, and how to type it.
pub fn read(text: &str) -> Result<Option<Date>, String> {
    let typed = text.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = typed
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts[..] else {
        return Err(refusal(typed));
    };
    let (day, year) = if first.len() == 4 {
        (last, first)
    } else {
        (first, last)
    };
    if year.len() != 4 {
        return Err(format!(
            "“{typed}” has no year of four figures. Type it as 31/3/2016."
        ));
    }
    let date = || Date::new(year.parse().ok()?, number_of(month)?, day.parse().ok()?).ok();
    date().map(Some).ok_or_else(|| refusal(typed))
}

fn number_of(month: &str) -> Option<i8> {
    if let Ok(number) = month.parse() {
        return Some(number);
    }
    let start = month.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|name| start.len() >= 3 && start.starts_with(name))?;
    i8::try_from(at + 1).ok()
}

fn refusal(typed: &str) -> String {
    format!("“{typed}” is not a day. Type it as 31/3/2016 or 2016-03-31.")
}

/// A day as a reader expects it: `9 Nov 2015`.
#[must_use]
pub fn shown(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// The day as it is edited; nothing where there is none.
#[must_use]
pub fn text(date: Option<Date>) -> String {
    date.map(|date| date.strftime("%-d/%-m/%Y").to_string())
        .unwrap_or_default()
}

/// From when to when, as far as is known.
#[must_use]
pub fn span(opened: Option<Date>, closed: Option<Date>) -> String {
    match (opened, closed) {
        (Some(opened), Some(closed)) if opened.year() == closed.year() => {
            format!("{} – {}", opened.strftime("%-d %b"), shown(closed))
        }
        (Some(opened), Some(closed)) => format!("{} – {}", shown(opened), shown(closed)),
        (Some(opened), None) => format!("from {}", shown(opened)),
        (None, Some(closed)) => format!("until {}", shown(closed)),
        (None, None) => "dates not given".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, want: Result<Option<Date>, &str>) {
        match (read(text), want) {
            (Ok(day), want) => assert_eq!(Ok(day), want, "{text:?}"),
            (Err(said), Err(part)) => assert!(said.contains(part), "{text:?}: {said}"),
            (Err(said), Ok(_)) => panic!("{text:?}: {said}"),
        }
    }

    #[test]
    fn days_are_read_as_officers_write_them() {
        let day = Ok(Some(date(2016, 3, 31)));
        check("2016-03-31", day);
        check("31/3/2016", day);
        check(" 31.03.2016 ", day);
        check("31 March 2016", day);
        check("31 mar 2016", day);
        check("", Ok(None));
        check("31/2/2016", Err("not a day"));
        check("3/31/2016", Err("not a day"));
        check("31/3/16", Err("four figures"));
        check("March 2016", Err("not a day"));
        check("soon", Err("not a day"));
    }

    #[test]
    fn a_span_says_what_is_known() {
        let (opened, closed) = (date(2015, 11, 9), date(2015, 12, 20));
        assert_eq!(span(Some(opened), Some(closed)), "9 Nov – 20 Dec 2015");
        assert_eq!(
            span(Some(opened), Some(date(2016, 1, 4))),
            "9 Nov 2015 – 4 Jan 2016"
        );
        assert_eq!(span(None, Some(closed)), "until 20 Dec 2015");
        assert_eq!(span(None, None), "dates not given");
    }

    proptest! {
        #[test]
        fn what_is_shown_for_editing_is_read_back(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let day = date(year, month, day);
            prop_assert_eq!(read(&text(Some(day))), Ok(Some(day)));
            prop_assert_eq!(read(&shown(day)), Ok(Some(day)));
            prop_assert_eq!(read(&day.to_string()), Ok(Some(day)));
        }
    }
}
