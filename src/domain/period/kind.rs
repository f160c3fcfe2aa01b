//! The kinds of period a series can be by, and the words for them.
//!
//! A series by financial year and one by calendar year cannot be drawn on one line: their figures
//! cover different months. The kind is what is compared before the figures are.
//!
//! Edges: spans are kinds of their own, one for each kind of year, so that a three-year average is
//! never set beside a single year.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::period::{Period, PeriodError};

/// A school term. Dates differ between councils, so each is taken to end with a month: autumn on
/// 31 December, spring on 30 April (Easter falls before it every year), summer on 31 August.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Term {
    /// 1 September to 31 December.
    Autumn,
    /// 1 January to 30 April.
    Spring,
    /// 1 May to 31 August.
    Summer,
}

impl Term {
    /// The three, in the order of the school year.
    pub const ALL: [Term; 3] = [Term::Autumn, Term::Spring, Term::Summer];
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Term::Autumn => "autumn",
            Term::Spring => "spring",
            Term::Summer => "summer",
        })
    }
}

/// The kinds of year a span may be made of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum YearKind {
    /// April to March.
    Financial,
    /// September to August.
    Academic,
    /// January to December.
    Calendar,
}

impl YearKind {
    /// The single year of this kind that starts in `start`.
    pub fn year(self, start: i16) -> Period {
        match self {
            YearKind::Financial => Period::Financial(start),
            YearKind::Academic => Period::Academic(start),
            YearKind::Calendar => Period::Calendar(start),
        }
    }
}

/// The kind of period a series is by. Kinds do not mix in one series.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PeriodKind {
    /// April to March, named by both years.
    Financial,
    /// September to August, named by both years.
    Academic,
    /// January to December.
    Calendar,
    /// The year to 31 March, named by the year it ends in.
    Reporting,
    /// A quarter of the financial year.
    Quarter,
    /// A calendar month.
    Month,
    /// A school term.
    Term,
    /// The position on one day.
    AsAt,
    /// Several financial years together.
    FinancialSpan,
    /// Several academic years together.
    AcademicSpan,
    /// Several calendar years together.
    CalendarSpan,
}

impl PeriodKind {
    /// Every kind, in the order they are offered.
    pub const ALL: [PeriodKind; 11] = [
        PeriodKind::Financial,
        PeriodKind::Academic,
        PeriodKind::Calendar,
        PeriodKind::Reporting,
        PeriodKind::Quarter,
        PeriodKind::Month,
        PeriodKind::Term,
        PeriodKind::AsAt,
        PeriodKind::FinancialSpan,
        PeriodKind::AcademicSpan,
        PeriodKind::CalendarSpan,
    ];

    /// The kind in words, as it is shown and stored: `financial year`.
    pub fn words(self) -> &'static str {
        match self {
            PeriodKind::Financial => "financial year",
            PeriodKind::Academic => "academic year",
            PeriodKind::Calendar => "calendar year",
            PeriodKind::Reporting => "reporting year",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Month => "month",
            PeriodKind::Term => "term",
            PeriodKind::AsAt => "as-at date",
            PeriodKind::FinancialSpan => "span of financial years",
            PeriodKind::AcademicSpan => "span of academic years",
            PeriodKind::CalendarSpan => "span of calendar years",
        }
    }

    /// A period of this kind as a person would write it, for hints and messages.
    pub fn example(self) -> &'static str {
        match self {
            PeriodKind::Financial | PeriodKind::Academic => "2015/16",
            PeriodKind::Calendar => "2016",
            PeriodKind::Reporting => "2025",
            PeriodKind::Quarter => "2015/16 Q2",
            PeriodKind::Month => "February 2018",
            PeriodKind::Term => "2015/16 autumn",
            PeriodKind::AsAt => "31 March 2015",
            PeriodKind::FinancialSpan | PeriodKind::AcademicSpan => "2013/14 to 2015/16",
            PeriodKind::CalendarSpan => "2014 to 2016",
        }
    }

    /// The words with their article: `a quarter`, `an academic year`.
    pub(super) fn with_article(self) -> String {
        let article = match self {
            PeriodKind::Academic | PeriodKind::AsAt => "an",
            _ => "a",
        };
        format!("{article} {}", self.words())
    }
}

impl fmt::Display for PeriodKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}

impl FromStr for PeriodKind {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let wanted = text.trim();
        let same = |kind: &PeriodKind| kind.words().eq_ignore_ascii_case(wanted);
        PeriodKind::ALL.into_iter().find(same).ok_or_else(|| {
            let known = PeriodKind::ALL.map(PeriodKind::words).join(", ");
            PeriodError::new(
                text,
                "is not a kind of period",
                format!("use one of {known}"),
            )
        })
    }
}

impl From<PeriodKind> for String {
    fn from(kind: PeriodKind) -> String {
        kind.words().to_owned()
    }
}

impl TryFrom<String> for PeriodKind {
    type Error = PeriodError;

    fn try_from(words: String) -> Result<Self, PeriodError> {
        words.parse()
    }
}
