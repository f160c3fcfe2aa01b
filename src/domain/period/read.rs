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
}

fn taken_apart(text: &str, example: &str) -> Result<(Shape, Option<Marker>), PeriodError> {
    shape::take_apart(text)
        .map_err(|why| PeriodError::new(text, why, format!("write it like {example}")))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::domain::period::{Marker, Period, PeriodKind};

    #[track_caller]
    fn check(text: &str, kind: PeriodKind, code: &str) {
        let found = Period::read(text, kind).map(Period::code);
        assert_eq!(found.as_deref(), Ok(code), "{text}");
    }

    #[track_caller]
    fn refused(text: &str, kind: PeriodKind, said: &str) {
        let error = Period::read(text, kind).expect_err(text);
        assert_eq!(error.to_string(), said);
    }

    #[test]
    #[rustfmt::skip]
    fn what_files_say_is_read_by_the_kind_of_the_series() {
        for text in [
            "2001/02",
            "2001-02",
            "2001/2002",
            "200102",
            " 2001 – 02 ",
            "01/02",
        ] {
            check(text, PeriodKind::Financial, "FY 2001/02");
            check(text, PeriodKind::Academic, "AY 2001/02");
        }
        check("1999/00", PeriodKind::Financial, "FY 1999/00");
        check("99/00", PeriodKind::Financial, "FY 1999/00");
        check("2025", PeriodKind::Calendar, "CY 2025");
        check("2025", PeriodKind::Reporting, "RY 2025");
        for text in [
            "2015/16 Q2",
            "Q2 2015/16",
            "2015-16 q2",
            "201516 Q2",
            "2015/16Q2",
        ] {
            check(text, PeriodKind::Quarter, "FQ 2015/16 Q2");
        }
        for text in [
            "2015/16 autumn",
            "Autumn 2015/16",
            "201516 AUTUMN",
            "autumn 201516",
        ] {
            check(text, PeriodKind::Term, "T 2015/16 autumn");
        }
        for text in [
            "February 2018",
            "Feb 2018",
            "2018-02",
            "feb-18",
            "FEBRUARY 2018",
        ] {
            check(text, PeriodKind::Month, "M 2018-02");
        }
        check("Sept 2018", PeriodKind::Month, "M 2018-09");
        for text in [
            "31/3/01",
            "31/03/2001",
            "2001-03-31",
            "31 March 2001",
            "31.03.01",
            "31st Mar 2001",
            "as at 31 March 2001",
        ] {
            check(text, PeriodKind::AsAt, "D 2001-03-31");
        }
        check("2013/14-15/16", PeriodKind::FinancialSpan, "S FY 2013/14..2015/16");
        check("2013/14 to 2015/16", PeriodKind::AcademicSpan, "S AY 2013/14..2015/16");
        check("2013-14 – 2015-16", PeriodKind::FinancialSpan, "S FY 2013/14..2015/16");
        check("2011-14", PeriodKind::FinancialSpan, "S FY 2011/12..2013/14");
        check("2014-16", PeriodKind::CalendarSpan, "S CY 2014..2016");
        check("2014 - 2016", PeriodKind::CalendarSpan, "S CY 2014..2016");
    }

    #[test]
    fn two_figure_years_turn_at_1980() {
        check("31/3/79", PeriodKind::AsAt, "D 2079-03-31");
        check("31/3/80", PeriodKind::AsAt, "D 1980-03-31");
    }

    #[test]
    fn markers_stand_beside_the_period() {
        let marked = |text| Period::read_marked(text, PeriodKind::Calendar);
        let year = Period::Calendar(2017);
        for text in [
            "2017 (Rev)",
            "2017 (revised)",
            "2017(r)",
            "2017 [r]",
            "2017 rev",
        ] {
            assert_eq!(marked(text), Ok((year, Some(Marker::Revised))), "{text}");
        }
        for text in ["2017 (prov)", "2017 (Provisional)", "2017p"] {
            assert_eq!(
                marked(text),
                Ok((year, Some(Marker::Provisional))),
                "{text}"
            );
        }
        for text in ["2017 (Final)", "2017 (OT)", "2017 outturn"] {
            assert_eq!(marked(text), Ok((year, Some(Marker::Outturn))), "{text}");
        }
        assert_eq!(
            Period::read_marked("2016-17 (OT)", PeriodKind::Financial),
            Ok((Period::Financial(2016), Some(Marker::Outturn)))
        );
        assert_eq!(marked("2017"), Ok((year, None)));
        assert!(marked("2017 (maybe)").is_err());
        assert!(marked("(prov)").is_err());
    }

    #[test]
    #[rustfmt::skip]
    fn refusals_say_what_to_write() {
        let financial = PeriodKind::Financial;
        refused("2001/03", financial, "“2001/03” is not a year and the next: the second year should be 02; write 2001/02");
        refused("2001/2003", financial, "“2001/2003” is not a year and the next: the second year should be 2002; write 2001/2002");
        refused("2001/03 Q1", PeriodKind::Quarter, "“2001/03 Q1” is not a year and the next: the second year should be 02; write 2001/02");
        refused("2015/16 Q2", financial, "“2015/16 Q2” is a quarter; this series is by financial year; write it like 2015/16");
        refused("2015/16", PeriodKind::Quarter, "“2015/16” is a financial year; this series is by quarter; write it like 2015/16 Q2");
        refused("2014-16", PeriodKind::Calendar, "“2014-16” is a span of calendar years; this series is by calendar year; write it like 2016");
        refused("2013-14", PeriodKind::FinancialSpan, "“2013-14” is a financial year; this series is by span of financial years; write it like 2013/14 to 2015/16");
        refused("2025", financial, "“2025” is a calendar year; this series is by financial year; write it like 2015/16");
        refused("", financial, "“” is blank; write it like 2015/16");
        refused("last year", financial, "“last year” is not a period that can be read; write it like 2015/16");
        refused("2015/16 Q5", PeriodKind::Quarter, "“2015/16 Q5” is not a period that can be read; write it like 2015/16 Q2");
        refused("2018-13", PeriodKind::Month, "“2018-13” is a span of calendar years; this series is by month; write it like February 2018");
        refused("1850", PeriodKind::Calendar, "“1850” lies outside the years 1900 to 2199; check the year");
        refused("3/31/2001", PeriodKind::AsAt, "“3/31/2001” has month 31: dates are day, month, year; write it like 31 March 2015");
        refused("30/2/2001", PeriodKind::AsAt, "“30/2/2001” has no day 30 in February; write it like 31 March 2015");
    }

    #[test]
    fn without_a_kind_the_likeliest_is_taken() {
        let guess = |text: &str| {
            Period::guess(text)
                .map(Period::code)
                .map_err(|e| e.to_string())
        };
        for (text, code) in [
            ("2015/16", "FY 2015/16"),
            ("2015-16", "FY 2015/16"),
            ("2001-02", "FY 2001/02"),
            ("201516", "FY 2015/16"),
            ("2016 (prov)", "CY 2016"),
            ("2015/16 Q2", "FQ 2015/16 Q2"),
            ("2018-02", "M 2018-02"),
            ("2014-16", "S CY 2014..2016"),
            ("2013/14-15/16", "S FY 2013/14..2015/16"),
            ("31/3/01", "D 2001-03-31"),
        ] {
            assert_eq!(guess(text).as_deref(), Ok(code), "{text}");
        }
        assert_eq!(
            guess("2009-12").unwrap_err(),
            "“2009-12” may be December 2009 or the years 2009 to 2012; write out the one that is meant"
        );
        assert_eq!(
            guess("2001/03").unwrap_err(),
            "“2001/03” is not a year and the next: the second year should be 02; write 2001/02"
        );
    }

    proptest! {
        #[test]
        fn no_text_stops_the_program(text: String, kind in prop::sample::select(PeriodKind::ALL.to_vec())) {
            let _ = (Period::read(&text, kind), Period::guess(&text), Period::from_code(&text));
        }

        #[test]
        fn what_is_read_is_of_the_kind_and_can_be_kept(
            text in "[0-9]{1,4}[ /.-]{0,2}[0-9]{1,4}([ /.-]| to )?[0-9Qqa-z]{0,4}[ /.-]?[0-9]{0,4}",
            kind in prop::sample::select(PeriodKind::ALL.to_vec()),
        ) {
            if let Ok(period) = Period::read(&text, kind) {
                prop_assert!(period.is_valid() && period.kind() == kind);
                prop_assert_eq!(Period::from_code(&period.code()), Ok(period));
            }
            let _ = Period::guess(&text);
        }
    }
}
