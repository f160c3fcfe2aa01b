//! What a figure is of: a financial year, a school term, a day; how it is printed, stored and put in order.
//!
//! A figure without its period cannot be compared with anything, and "2015" alone means a calendar
//! year to one return and the year to 31 March 2015 to another. So a period always carries its kind,
//! is stored under a code that says which (`RY 2015`, `CY 2015`), and is ordered by the day it ends.
//!
//! Edges: years run from 1900 to 2199. The variants are open so that tables can be written plainly;
//! [`Period::is_valid`] says whether one could have been read, and a period that could not still
//! prints and sorts without a panic. Reading what people and files write is in `read` and `shape`.

mod code;
mod days;
mod kind;
mod read;
mod shape;

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::problem::beginning;

pub use kind::{PeriodKind, Term, YearKind};
pub use shape::Marker;

/// The years a period may start in, or be named after.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What a figure is of. Ordered by the day it ends, then by kind, then by the day it starts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// 1 April of the year given to the next 31 March: `Financial(2000)` is 2000/01.
    Financial(i16),
    /// 1 September of the year given to the next 31 August: `Academic(2015)` is 2015/16.
    Academic(i16),
    /// 1 January to 31 December.
    Calendar(i16),
    /// The social care reporting year that *ends* on 31 March of the year given.
    Reporting(i16),
    /// A quarter, 1 to 4, of the financial year that starts in `start`; the first ends on 30 June.
    Quarter {
        /// The year the financial year starts in.
        start: i16,
        /// 1 to 4.
        quarter: u8,
    },
    /// A calendar month, 1 to 12.
    Month {
        /// The calendar year.
        year: i16,
        /// 1 to 12.
        month: u8,
    },
    /// A school term of the academic year that starts in `start`.
    Term {
        /// The year the academic year starts in.
        start: i16,
        /// Which term.
        term: Term,
    },
    /// The position on one day, such as a census date.
    AsAt(Date),
    /// Several years taken together, named by the years the first and the last of them start in.
    Span {
        /// The year the first of them starts in.
        from_start: i16,
        /// The year the last of them starts in.
        to_start: i16,
        /// The kind of year they are.
        kind: YearKind,
    },
}

impl Period {
    /// The kind of period this is; one series holds one kind.
    pub fn kind(self) -> PeriodKind {
        match self {
            Period::Financial(_) => PeriodKind::Financial,
            Period::Academic(_) => PeriodKind::Academic,
            Period::Calendar(_) => PeriodKind::Calendar,
            Period::Reporting(_) => PeriodKind::Reporting,
            Period::Quarter { .. } => PeriodKind::Quarter,
            Period::Month { .. } => PeriodKind::Month,
            Period::Term { .. } => PeriodKind::Term,
            Period::AsAt(_) => PeriodKind::AsAt,
            Period::Span { kind, .. } => match kind {
                YearKind::Financial => PeriodKind::FinancialSpan,
                YearKind::Academic => PeriodKind::AcademicSpan,
                YearKind::Calendar => PeriodKind::CalendarSpan,
            },
        }
    }

    /// The period as it is printed: `2015/16 Q2`. Two kinds may print alike; [`Period::code`] differs.
    pub fn label(self) -> String {
        match self {
            Period::Financial(start) | Period::Academic(start) => year_pair(start),
            Period::Calendar(year) | Period::Reporting(year) => year.to_string(),
            Period::Quarter { start, quarter } => format!("{} Q{quarter}", year_pair(start)),
            Period::Month { year, month } => format!("{} {year}", month_name(month)),
            Period::Term { start, term } => format!("{} {term}", year_pair(start)),
            Period::AsAt(day) => {
                let month = month_name(day.month().unsigned_abs());
                format!("{} {month} {}", day.day(), day.year())
            }
            Period::Span {
                from_start,
                to_start,
                kind,
            } => {
                format!(
                    "{} to {}",
                    kind.year(from_start).label(),
                    kind.year(to_start).label()
                )
            }
        }
    }

    /// Whether this is a period that can be read and stored: years 1900 to 2199, quarters 1 to 4,
    /// months 1 to 12, spans of two years or more.
    pub fn is_valid(self) -> bool {
        match self {
            Period::Financial(year)
            | Period::Academic(year)
            | Period::Calendar(year)
            | Period::Reporting(year)
            | Period::Term { start: year, .. } => YEARS.contains(&year),
            Period::Quarter { start, quarter } => {
                YEARS.contains(&start) && (1..=4).contains(&quarter)
            }
            Period::Month { year, month } => YEARS.contains(&year) && (1..=12).contains(&month),
            Period::AsAt(day) => YEARS.contains(&day.year()),
            Period::Span {
                from_start,
                to_start,
                ..
            } => YEARS.contains(&from_start) && YEARS.contains(&to_start) && from_start < to_start,
        }
    }
}

/// `2000/01`: the year and the last two figures of the next.
fn year_pair(start: i16) -> String {
    format!("{start}/{:02}", (i32::from(start) + 1).rem_euclid(100))
}

fn month_name(month: u8) -> &'static str {
    let place = usize::from(month).wrapping_sub(1);
    MONTHS.get(place).copied().unwrap_or("month unknown")
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.label())
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |period: &Period| (period.end(), period.kind(), period.start());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Why a text is not the period wanted, said so that an officer can put it right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PeriodError {
    /// The text as it was given.
    pub given: String,
    /// What is wrong, to be read after the text: `is a quarter; this series is by financial year`.
    pub why: String,
    /// What to write instead.
    pub remedy: String,
}

impl PeriodError {
    fn new(given: &str, why: impl Into<String>, remedy: impl Into<String>) -> PeriodError {
        PeriodError {
            given: beginning(given),
            why: why.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” {}; {}", self.given, self.why, self.remedy)
    }
}

impl std::error::Error for PeriodError {}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::{Period, PeriodKind, Term, YEARS, YearKind};

    #[track_caller]
    fn check(period: Period, label: &str, code: &str, start: Date, end: Date) {
        assert_eq!(period.label(), label);
        assert_eq!(period.code(), code);
        assert_eq!((period.start(), period.end()), (start, end), "{code}");
    }

    #[test]
    #[rustfmt::skip]
    fn each_kind_prints_and_ends() {
        let span = |kind| Period::Span { from_start: 2013, to_start: 2015, kind };
        let term = |term| Period::Term { start: 2015, term };
        let quarter = |quarter| Period::Quarter { start: 2015, quarter };
        check(Period::Financial(2000), "2000/01", "FY 2000/01", date(2000, 4, 1), date(2001, 3, 31));
        check(Period::Financial(1999), "1999/00", "FY 1999/00", date(1999, 4, 1), date(2000, 3, 31));
        check(Period::Academic(2015), "2015/16", "AY 2015/16", date(2015, 9, 1), date(2016, 8, 31));
        check(Period::Calendar(2016), "2016", "CY 2016", date(2016, 1, 1), date(2016, 12, 31));
        check(Period::Reporting(2025), "2025", "RY 2025", date(2024, 4, 1), date(2025, 3, 31));
        check(quarter(1), "2015/16 Q1", "FQ 2015/16 Q1", date(2015, 4, 1), date(2015, 6, 30));
        check(quarter(2), "2015/16 Q2", "FQ 2015/16 Q2", date(2015, 7, 1), date(2015, 9, 30));
        check(quarter(3), "2015/16 Q3", "FQ 2015/16 Q3", date(2015, 10, 1), date(2015, 12, 31));
        check(quarter(4), "2015/16 Q4", "FQ 2015/16 Q4", date(2016, 1, 1), date(2016, 3, 31));
        check(Period::Month { year: 2016, month: 2 }, "February 2016", "M 2016-02", date(2016, 2, 1), date(2016, 2, 29));
        check(term(Term::Autumn), "2015/16 autumn", "T 2015/16 autumn", date(2015, 9, 1), date(2015, 12, 31));
        check(term(Term::Spring), "2015/16 spring", "T 2015/16 spring", date(2016, 1, 1), date(2016, 4, 30));
        check(term(Term::Summer), "2015/16 summer", "T 2015/16 summer", date(2016, 5, 1), date(2016, 8, 31));
        check(Period::AsAt(date(2015, 3, 31)), "31 March 2015", "D 2015-03-31", date(2015, 3, 31), date(2015, 3, 31));
        check(span(YearKind::Financial), "2013/14 to 2015/16", "S FY 2013/14..2015/16", date(2013, 4, 1), date(2016, 3, 31));
        check(span(YearKind::Academic), "2013/14 to 2015/16", "S AY 2013/14..2015/16", date(2013, 9, 1), date(2016, 8, 31));
        check(span(YearKind::Calendar), "2013 to 2015", "S CY 2013..2015", date(2013, 1, 1), date(2015, 12, 31));
    }

    #[test]
    fn neighbours_are_consecutive() {
        let next = |code: &str| Period::from_code(code).unwrap().next().map(Period::code);
        let after = |code: &str| next(code).unwrap_or_default();
        assert_eq!(after("FY 1999/00"), "FY 2000/01");
        assert_eq!(after("FQ 2015/16 Q4"), "FQ 2016/17 Q1");
        assert_eq!(after("M 2018-12"), "M 2019-01");
        assert_eq!(after("T 2015/16 summer"), "T 2016/17 autumn");
        assert_eq!(after("D 2015-03-31"), "D 2016-03-31");
        assert_eq!(after("S FY 2013/14..2015/16"), "S FY 2014/15..2016/17");
        assert_eq!(next("D 2016-02-29"), None);
        assert_eq!(next("CY 2199"), None);
        assert_eq!(Period::Calendar(1900).previous(), None);
    }

    #[test]
    fn what_ends_on_one_day_is_ordered_by_kind_and_then_by_start() {
        let sorted = [
            "CY 2014",
            "FY 2014/15",
            "RY 2015",
            "S FY 2012/13..2014/15",
            "S FY 2013/14..2014/15",
        ];
        let mut periods = sorted.map(|code| Period::from_code(code).unwrap());
        periods.reverse();
        periods.sort();
        assert_eq!(periods.map(Period::code), sorted);
    }

    #[test]
    fn a_plot_shows_a_period_within_the_year_it_ends_in() {
        // 31 March is the 90th day of 2001, with 89 days before it.
        assert_eq!(Period::Financial(2000).at(), 2001.0 + 89.0 / 365.0);
        assert_eq!(Period::Calendar(2016).at(), 2016.0 + 365.0 / 366.0);
    }

    #[test]
    fn periods_that_cannot_be_still_answer() {
        let odd = [
            Period::Financial(i16::MAX),
            Period::Reporting(i16::MIN),
            Period::Month {
                year: i16::MIN,
                month: 0,
            },
            Period::Month {
                year: 2015,
                month: 255,
            },
            Period::Quarter {
                start: i16::MAX,
                quarter: 0,
            },
            Period::Term {
                start: i16::MAX,
                term: Term::Summer,
            },
            Period::Span {
                from_start: 2015,
                to_start: 2015,
                kind: YearKind::Academic,
            },
        ];
        for period in odd {
            assert!(!period.is_valid());
            assert!(period.at().is_finite() && !period.label().is_empty());
            assert!(period.start() <= Date::MAX && period.cmp(&period).is_eq());
            assert!(Period::from_code(&period.code()).is_err(), "{period:?}");
            let _ = (period.next(), period.previous());
        }
    }

    #[test]
    fn kinds_read_back_from_their_words() {
        for kind in PeriodKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(
                Period::read(kind.example(), kind).map(Period::kind),
                Ok(kind)
            );
        }
        let error = "fortnight".parse::<PeriodKind>().expect_err("no such kind");
        assert!(
            error
                .to_string()
                .starts_with("“fortnight” is not a kind of period; use one of financial year,")
        );
    }

    fn any_period() -> impl Strategy<Value = Period> {
        let year = YEARS;
        let kind = prop::sample::select(vec![
            YearKind::Financial,
            YearKind::Academic,
            YearKind::Calendar,
        ]);
        prop_oneof![
            year.clone().prop_map(Period::Financial),
            year.clone().prop_map(Period::Academic),
            year.clone().prop_map(Period::Calendar),
            year.clone().prop_map(Period::Reporting),
            (year.clone(), 1_u8..=4)
                .prop_map(|(start, quarter)| Period::Quarter { start, quarter }),
            (year.clone(), 1_u8..=12).prop_map(|(year, month)| Period::Month { year, month }),
            (year.clone(), prop::sample::select(Term::ALL.to_vec()))
                .prop_map(|(start, term)| Period::Term { start, term }),
            (year.clone(), 1_i8..=12, 1_i8..=31).prop_filter_map("no such day", |(y, m, d)| {
                Date::new(y, m, d).ok().map(Period::AsAt)
            }),
            (year, 1_i16..=20, kind).prop_filter_map("too late", |(from_start, years, kind)| {
                let to_start = from_start + years;
                let span = Period::Span {
                    from_start,
                    to_start,
                    kind,
                };
                span.is_valid().then_some(span)
            }),
        ]
    }

    proptest! {
        #[test]
        fn the_code_reads_back(period in any_period()) {
            prop_assert_eq!(Period::from_code(&period.code()), Ok(period));
        }

        #[test]
        fn the_label_reads_back_under_its_kind(period in any_period()) {
            prop_assert_eq!(Period::read(&period.label(), period.kind()), Ok(period));
        }

        #[test]
        fn there_and_back_is_the_same_period(period in any_period()) {
            if let Some(before) = period.previous() {
                prop_assert_eq!(before.next(), Some(period));
                prop_assert!(before < period && before.at() < period.at());
            }
            if let Some(after) = period.next() {
                prop_assert_eq!(after.previous(), Some(period));
            }
        }

        #[test]
        fn the_order_is_by_the_last_day(a in any_period(), b in any_period()) {
            if a.end() != b.end() {
                prop_assert_eq!(a.cmp(&b), a.end().cmp(&b.end()));
            }
            prop_assert_eq!(a.cmp(&b).is_eq(), a == b);
            prop_assert!(a.start() <= a.end());
        }
    }

    #[test]
    fn a_day_lies_in_a_quarter_of_the_financial_year() {
        #[track_caller]
        fn check(year: i16, month: i8, day: i8, start: i16, quarter: u8) {
            let day = jiff::civil::date(year, month, day);
            let found = Period::quarter_of(day);
            assert_eq!(found, Period::Quarter { start, quarter });
            assert!(found.end() >= day && found.previous().unwrap().end() < day);
        }
        check(2025, 4, 1, 2025, 1);
        check(2025, 6, 30, 2025, 1);
        check(2025, 9, 1, 2025, 2);
        check(2025, 12, 31, 2025, 3);
        check(2026, 1, 1, 2025, 4);
        check(2026, 3, 31, 2025, 4);
    }
}
