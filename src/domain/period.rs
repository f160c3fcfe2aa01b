//! What a figure is of: a financial year, a school term, a day; how it is printed, stored and put in order.
//!
//! A figure without its period cannot be compared with anything, and "2015" alone means a calendar
//! year to one return and the year to 31 March 2015 to another. So a period always carries its kind,
//! is stored under a code that says which (`RY 2015`, `CY 2015`), and is ordered by the day it ends.
//!
//! Edges: years run from 1900 to 2199. The variants are open so that tables can be written plainly;
//! [`Period::is_valid`] says whether one could have been read, and a period that could not still
//! prints and sorts without a panic. Reading what people and files write is in `read` and `shape`.

mod days;
mod kind;
mod read;
mod shape;

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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

    /// The text kept in the file, which says the kind: `FY 2001/02`, `RY 2025`, `S FY 2013/14..2015/16`.
    pub fn code(self) -> String {
        match self {
            Period::Financial(_) => format!("FY {}", self.label()),
            Period::Academic(_) => format!("AY {}", self.label()),
            Period::Calendar(_) => format!("CY {}", self.label()),
            Period::Reporting(_) => format!("RY {}", self.label()),
            Period::Quarter { .. } => format!("FQ {}", self.label()),
            Period::Month { year, month } => format!("M {year}-{month:02}"),
            Period::Term { .. } => format!("T {}", self.label()),
            Period::AsAt(day) => format!("D {day}"),
            Period::Span {
                from_start,
                to_start,
                kind,
            } => {
                format!(
                    "S {}..{}",
                    kind.year(from_start).code(),
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

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.code()
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(code: String) -> Result<Self, PeriodError> {
        Period::from_code(&code)
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
            given: given.to_owned(),
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
