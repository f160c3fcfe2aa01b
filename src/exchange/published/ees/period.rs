//! `time_period` with `time_identifier` as a period: `201617` and `Academic year` is 2016/17.
//!
//! The data standard writes a year as four figures and a pair of years as six, and says beside it what sort of year,
//! term, quarter or month it is.
//!
//! Edges: a quarter of a calendar year is the quarter of the financial year with the same days. A tax year is taken as
//! the financial year it differs from by five days, with a warning. Weeks, two terms together and the quarters of
//! school years are refused: no series of this program is by them.

use crate::domain::period::{Period, PeriodKind};

/// A period, and whether it stands for a tax year; or why it is none and what to do.
pub(super) fn read(text: &str, identifier: &str) -> Result<(Period, bool), (String, String)> {
    let text = text.trim().trim_end_matches(".0");
    let word = identifier.trim().to_lowercase();
    let as_year =
        |kind: PeriodKind| Period::read(text, kind).map_err(|error| (error.why, error.remedy));
    let year = match word.as_str() {
        "academic year" | "ay" => as_year(PeriodKind::Academic),
        "financial year" | "fy" => as_year(PeriodKind::Financial),
        "calendar year" | "cy" => as_year(PeriodKind::Calendar),
        "reporting year" | "ry" => as_year(PeriodKind::Reporting),
        "tax year" | "ty" => return as_year(PeriodKind::Financial).map(|period| (period, true)),
        _ => part_of_year(text, &word, identifier),
    };
    year.map(|period| (period, false))
}

fn part_of_year(text: &str, word: &str, identifier: &str) -> Result<Period, (String, String)> {
    let wrong = |error: crate::domain::period::PeriodError| (error.why, error.remedy);
    if let Some(term) = ["autumn", "spring", "summer"]
        .into_iter()
        .find(|term| word == format!("{term} term") || word == *term)
    {
        return Period::read(&format!("{text} {term}"), PeriodKind::Term).map_err(wrong);
    }
    if let Some(quarter) = quarter(word) {
        let years = word
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == 'q')
            .trim();
        return match years {
            "financial year" | "" if text.len() > 4 => {
                Period::read(&format!("{text} Q{quarter}"), PeriodKind::Quarter).map_err(wrong)
            }
            "calendar year" => calendar_quarter(text, quarter),
            _ => Err(refused(identifier)),
        };
    }
    Period::read(&format!("{word} {text}"), PeriodKind::Month).map_err(|error| {
        let is_month = word.len() >= 3 && word.chars().all(char::is_alphabetic) && word != "week";
        if is_month && error.why.contains("lies outside") {
            wrong(error)
        } else {
            refused(identifier)
        }
    })
}

fn refused(identifier: &str) -> (String, String) {
    let said = if identifier.trim().is_empty() {
        "a blank time_identifier".to_owned()
    } else {
        format!("“{}”", identifier.trim())
    };
    (
        format!("with {said} is not a kind of period that is followed here"),
        "keep rows by year, term, quarter of the financial year or month".into(),
    )
}

/// The quarter that the word ends with: `financial year q2`.
fn quarter(word: &str) -> Option<u8> {
    let figure = word.strip_suffix(['1', '2', '3', '4'])?;
    // `q1-q2` is two of them.
    if !figure.ends_with('q') || figure.contains('-') {
        return None;
    }
    word.chars()
        .next_back()?
        .to_digit(10)
        .and_then(|n| u8::try_from(n).ok())
}

/// January to March is the last quarter of the financial year before.
fn calendar_quarter(text: &str, quarter: u8) -> Result<Period, (String, String)> {
    let year =
        Period::read(text, PeriodKind::Calendar).map_err(|error| (error.why, error.remedy))?;
    let year = year.start().year();
    Ok(if quarter == 1 {
        Period::Quarter {
            start: year - 1,
            quarter: 4,
        }
    } else {
        Period::Quarter {
            start: year,
            quarter: quarter - 1,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::period::Term;

    #[test]
    fn each_identifier_gives_its_kind() {
        #[track_caller]
        fn check(text: &str, identifier: &str, want: Period) {
            assert_eq!(
                read(text, identifier),
                Ok((want, false)),
                "{text} {identifier}"
            );
        }
        check("201617", "Academic year", Period::Academic(2016));
        check("201617", "Financial year", Period::Financial(2016));
        check("2016-17", "Financial year", Period::Financial(2016));
        check("2025", "Reporting year", Period::Reporting(2025));
        check("2025", "reporting year", Period::Reporting(2025));
        check("2025", "Calendar year", Period::Calendar(2025));
        check(
            "201617",
            "Autumn term",
            Period::Term {
                start: 2016,
                term: Term::Autumn,
            },
        );
        check(
            "201617",
            "Financial year Q2",
            Period::Quarter {
                start: 2016,
                quarter: 2,
            },
        );
        check(
            "2016",
            "Calendar year Q1",
            Period::Quarter {
                start: 2015,
                quarter: 4,
            },
        );
        check(
            "2016",
            "Calendar year Q4",
            Period::Quarter {
                start: 2016,
                quarter: 3,
            },
        );
        check(
            "2016",
            "March",
            Period::Month {
                year: 2016,
                month: 3,
            },
        );
        assert_eq!(
            read("201617", "Tax year"),
            Ok((Period::Financial(2016), true))
        );
    }

    #[test]
    fn what_cannot_be_followed_is_refused_with_a_reason() {
        #[track_caller]
        fn check(text: &str, identifier: &str, why: &str) {
            let (said, _) = read(text, identifier).unwrap_err();
            assert!(said.contains(why), "{said}");
        }
        check("201617", "Week 3", "“Week 3” is not a kind");
        check("201617", "Autumn and spring term", "is not a kind");
        check("201617", "Academic year Q1", "is not a kind");
        check("201617", "Financial year Q1-Q2", "is not a kind");
        check("2016", "", "blank time_identifier");
        check("201618", "Academic year", "second year should be 17");
        check("201617", "Calendar year", "is a financial year");
        check("2016", "Academic year", "is a calendar year");
        check("x", "Reporting year", "not a period");
        check("1850", "March", "lies outside");
    }

    proptest::proptest! {
        #[test]
        fn no_text_stops_the_program(text: String, identifier: String) {
            let _ = read(&text, &identifier);
        }
    }
}
