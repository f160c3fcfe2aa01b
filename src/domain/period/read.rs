//! Reads a period from what people type and what published files print.
//!
//! The same marks mean different things in different series: `2001-02` is a financial year in one
//! and February 2001 in another. So a text is first taken apart without asking what it means
//! (`shape`), and only then given its meaning by the kind of the series. When the kind does not fit,
//! the message can say what the text *is*.
//!
//! Edges: what may be two things is refused when nothing says which; a marker such as `(prov)` is
//! given back beside the period, or passed over.

use crate::domain::period::shape::{self, Marker, Pair, Shape};
use crate::domain::period::{Period, PeriodError, PeriodKind, YEARS, YearKind};

impl Period {
    /// Reads a period of a series whose kind is known, passing over a marker such as `(prov)`.
    ///
    /// # Errors
    /// When the text is no period, lies outside 1900 to 2199, or is a period of another kind.
    pub fn read(text: &str, kind: PeriodKind) -> Result<Period, PeriodError> {
        Period::read_marked(text, kind).map(|(period, _)| period)
    }

    /// As [`Period::read`], with the marker beside the period.
    ///
    /// # Errors
    /// As for [`Period::read`].
    pub fn read_marked(
        text: &str,
        kind: PeriodKind,
    ) -> Result<(Period, Option<Marker>), PeriodError> {
        let (shape, marker) = taken_apart(text, kind.example())?;
        if let Some(period) = shape.of_kind(kind) {
            return in_range(text, period).map(|period| (period, marker));
        }
        Err(not_of_kind(text, shape, kind))
    }

    /// Reads a period when nothing says its kind. A pair of years is taken as a financial year, a
    /// lone year as a calendar year, `2014-16` as a span of calendar years.
    ///
    /// # Errors
    /// When the text is no period, or may as well be two: `2009-12` is a month and a span.
    pub fn guess(text: &str) -> Result<Period, PeriodError> {
        let (shape, _) = taken_apart(text, "2015/16, 2016 or 31 March 2015")?;
        if let Some((month, span)) = shape.two_readings() {
            let why = format!("may be {month} or the years {span}");
            return Err(PeriodError::new(
                text,
                why,
                "write out the one that is meant",
            ));
        }
        let kind = shape.natural_kind();
        match shape.of_kind(kind) {
            Some(period) => in_range(text, period),
            None => Err(not_of_kind(text, shape, kind)),
        }
    }

    /// Reads the text made by [`Period::code`], and nothing else.
    ///
    /// # Errors
    /// When the text is not exactly such a code.
    pub fn from_code(code: &str) -> Result<Period, PeriodError> {
        let wrong = || {
            let remedy = "a stored period looks like FY 2001/02, M 2018-02 or D 2015-03-31";
            PeriodError::new(code, "is not the code of a period", remedy)
        };
        let (kind, rest) = code_kind(code).ok_or_else(wrong)?;
        let period = Period::read(&rest.replace("..", " to "), kind).map_err(|_| wrong())?;
        if period.code() == code {
            Ok(period)
        } else {
            Err(wrong())
        }
    }
}

fn taken_apart(text: &str, example: &str) -> Result<(Shape, Option<Marker>), PeriodError> {
    shape::take_apart(text)
        .map_err(|why| PeriodError::new(text, why, format!("write it like {example}")))
}

fn code_kind(code: &str) -> Option<(PeriodKind, &str)> {
    const PREFIXES: [(&str, PeriodKind); 11] = [
        ("FY ", PeriodKind::Financial),
        ("AY ", PeriodKind::Academic),
        ("CY ", PeriodKind::Calendar),
        ("RY ", PeriodKind::Reporting),
        ("FQ ", PeriodKind::Quarter),
        ("M ", PeriodKind::Month),
        ("T ", PeriodKind::Term),
        ("D ", PeriodKind::AsAt),
        ("S FY ", PeriodKind::FinancialSpan),
        ("S AY ", PeriodKind::AcademicSpan),
        ("S CY ", PeriodKind::CalendarSpan),
    ];
    PREFIXES
        .iter()
        .find_map(|(prefix, kind)| Some((*kind, code.strip_prefix(prefix)?)))
}

impl Shape {
    /// The period this is in a series of the kind given, if it can be one.
    fn of_kind(self, kind: PeriodKind) -> Option<Period> {
        match (kind, self) {
            (PeriodKind::Financial, Shape::Pair(pair)) => pair.consecutive().map(Period::Financial),
            (PeriodKind::Academic, Shape::Pair(pair)) => pair.consecutive().map(Period::Academic),
            (PeriodKind::Calendar, Shape::Year(year)) => Some(Period::Calendar(year)),
            (PeriodKind::Reporting, Shape::Year(year)) => Some(Period::Reporting(year)),
            (PeriodKind::Quarter, Shape::Quarter(pair, quarter)) => pair
                .consecutive()
                .map(|start| Period::Quarter { start, quarter }),
            (PeriodKind::Term, Shape::Term(pair, term)) => {
                pair.consecutive().map(|start| Period::Term { start, term })
            }
            (PeriodKind::Month, Shape::Month(year, month)) => Some(Period::Month { year, month }),
            (PeriodKind::Month, Shape::Pair(pair)) => pair.month().map(|month| Period::Month {
                year: pair.first,
                month,
            }),
            (PeriodKind::AsAt, Shape::Day(day)) => Some(Period::AsAt(day)),
            (PeriodKind::FinancialSpan, shape) => shape.span(YearKind::Financial),
            (PeriodKind::AcademicSpan, shape) => shape.span(YearKind::Academic),
            (PeriodKind::CalendarSpan, shape) => shape.span(YearKind::Calendar),
            _ => None,
        }
    }

    /// `2011-14` runs from April 2011 to March 2014 in financial years, and over the four years
    /// 2011 to 2014 in calendar years: that is how each is published.
    fn span(self, kind: YearKind) -> Option<Period> {
        let (from_start, to_start) = match (self, kind) {
            (Shape::Years(from, to), YearKind::Calendar) => (from, to),
            (Shape::Pair(pair), YearKind::Calendar) => (pair.first, pair.second),
            (Shape::Pairs(from, to), YearKind::Financial | YearKind::Academic) => {
                (from.consecutive()?, to.consecutive()?)
            }
            (Shape::Pair(pair), YearKind::Financial | YearKind::Academic) => {
                (pair.first, pair.second - 1)
            }
            _ => return None,
        };
        (from_start < to_start).then_some(Period::Span {
            from_start,
            to_start,
            kind,
        })
    }

    /// The kind to take the text for when nothing else says.
    fn natural_kind(self) -> PeriodKind {
        match self {
            Shape::Year(_) => PeriodKind::Calendar,
            Shape::Pair(pair) if !pair.dashed || pair.consecutive().is_some() => {
                PeriodKind::Financial
            }
            Shape::Pair(pair) if pair.month().is_some() => PeriodKind::Month,
            Shape::Pair(_) | Shape::Years(..) => PeriodKind::CalendarSpan,
            Shape::Quarter(..) => PeriodKind::Quarter,
            Shape::Term(..) => PeriodKind::Term,
            Shape::Month(..) => PeriodKind::Month,
            Shape::Day(_) => PeriodKind::AsAt,
            Shape::Pairs(..) => PeriodKind::FinancialSpan,
        }
    }

    /// `2009-12` may be December 2009 or 2009 to 2012; `2018-02` can only be the month.
    fn two_readings(self) -> Option<(Period, Period)> {
        let Shape::Pair(pair) = self else { return None };
        let close = pair.second - pair.first < 12;
        if !pair.dashed || !close || pair.consecutive().is_some() {
            return None;
        }
        Some((
            self.of_kind(PeriodKind::Month)?,
            self.of_kind(PeriodKind::CalendarSpan)?,
        ))
    }

    /// The pair of years that ought to follow on from one another and do not.
    fn broken_pair(self, kind: PeriodKind) -> Option<Pair> {
        let single = matches!(kind, PeriodKind::Financial | PeriodKind::Academic);
        let broken = |pair: &Pair| pair.consecutive().is_none();
        match self {
            Shape::Pair(pair) => Some(pair).filter(|_| single),
            Shape::Quarter(pair, _) | Shape::Term(pair, _) => Some(pair),
            Shape::Pairs(from, to) => Some(if broken(&from) { from } else { to }),
            _ => None,
        }
        .filter(broken)
    }
}

fn not_of_kind(text: &str, shape: Shape, kind: PeriodKind) -> PeriodError {
    if let Some(pair) = shape.broken_pair(kind) {
        let after = pair.first + 1;
        let (year, should) = match pair.short {
            Some(_) => (pair.first, format!("{:02}", after % 100)),
            None => (pair.first, after.to_string()),
        };
        let why = format!("is not a year and the next: the second year should be {should}");
        return PeriodError::new(text, why, format!("write {year}/{should}"));
    }
    let remedy = format!("write it like {}", kind.example());
    match shape.of_kind(shape.natural_kind()) {
        Some(found) if found.kind() != kind => {
            let why = format!(
                "is {}; this series is by {kind}",
                found.kind().with_article()
            );
            PeriodError::new(text, why, remedy)
        }
        _ => PeriodError::new(text, format!("is not {}", kind.with_article()), remedy),
    }
}

fn in_range(text: &str, period: Period) -> Result<Period, PeriodError> {
    if period.is_valid() {
        return Ok(period);
    }
    let why = format!(
        "lies outside the years {} to {}",
        YEARS.start(),
        YEARS.end()
    );
    Err(PeriodError::new(text, why, "check the year"))
}
