//! Which period a LAIT label means: `2017 (Rev)`, `2015/16`, `2014-16`, `2013/14-15/16`.
//!
//! LAIT prints `2025` for a calendar year, for the year to March 2025 and for the school year that ends in 2025. The
//! dictionary's type of year says which; an indicator that the plan has already says it more exactly still.
//!
//! Edges: two years that follow on are one year, `2016-17`; two that do not are several calendar years together,
//! `2014-16`. A label of `0` or none is no year.

use crate::domain::period::{Marker, Period, PeriodError, PeriodKind, YEARS, YearKind};
use crate::domain::reading::Status;

/// What a measure's labels mean, as far as anything says before they are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Years {
    /// The plan has the indicator: its own kind of period.
    Plan(PeriodKind),
    /// The dictionary's `Financial Year`: `2025` is the year to March 2025.
    Financial,
    /// The dictionary's `Academic Year`: `2025` is the school year that ends in 2025.
    Academic,
    /// The dictionary's `Calendar Year` and its `Annual` ones.
    Calendar,
    /// Nothing says.
    #[default]
    Unsaid,
}

impl Years {
    /// The dictionary's `Year_Type`.
    #[must_use]
    pub fn of_type(words: &str) -> Self {
        let words = words.trim().to_lowercase();
        match words.as_str() {
            "financial year" => Self::Financial,
            "academic year" => Self::Academic,
            _ if words == "calendar year" || words.starts_with("annual") => Self::Calendar,
            _ => Self::Unsaid,
        }
    }
}

/// Whether a label says that there is no year.
pub(super) fn is_none(label: &str) -> bool {
    matches!(label.trim(), "" | "0" | "-" | "NA" | "N/A")
}

/// The period a label means, and how firm its figures are.
pub(super) fn read(label: &str, years: Years) -> Result<(Period, Status), PeriodError> {
    let (said, marker) = said(label)?;
    let status = match marker {
        Some(Marker::Provisional) => Status::Provisional,
        Some(Marker::Revised) => Status::Revised,
        Some(Marker::Outturn) | None => Status::Outturn,
    };
    let period = match said {
        Said::Lone(year) => lone(year, years),
        Said::Pair(start) => pair(start, years),
        Said::Several(period) => several(period, years),
    };
    if let Some(period) = period.filter(|period| period.is_valid()) {
        return Ok((period, status));
    }
    // Where the plan's kind does not fit, its own reader has the words.
    if let Years::Plan(kind) = years {
        Period::read(label, kind)?;
    }
    let (first, last) = (YEARS.start(), YEARS.end());
    Err(PeriodError {
        given: label.to_owned(),
        why: format!("lies outside the years {first} to {last}"),
        remedy: "check the year".to_owned(),
    })
}

/// A label taken apart.
enum Said {
    /// `2025`
    Lone(i16),
    /// `2015/16`, by the year it starts in.
    Pair(i16),
    /// Several years together.
    Several(Period),
}

fn said(label: &str) -> Result<(Said, Option<Marker>), PeriodError> {
    let first = match Period::read_marked(label, PeriodKind::Calendar) {
        Ok((Period::Calendar(year), marker)) => return Ok((Said::Lone(year), marker)),
        Ok(_) => None,
        Err(error) => Some(error),
    };
    if let Ok((Period::Financial(start), marker)) =
        Period::read_marked(label, PeriodKind::Financial)
    {
        return Ok((Said::Pair(start), marker));
    }
    let kind = match label.matches('/').count() {
        0 => PeriodKind::CalendarSpan,
        1 => PeriodKind::Financial,
        _ => PeriodKind::FinancialSpan,
    };
    match Period::read_marked(label, kind) {
        Ok((period, marker)) => Ok((Said::Several(period), marker)),
        // `last year` is better refused as no year than as no span.
        Err(error) => Err(first
            .filter(|_| kind != PeriodKind::Financial)
            .unwrap_or(error)),
    }
}

fn lone(year: i16, years: Years) -> Option<Period> {
    Some(match years {
        Years::Plan(PeriodKind::Academic) | Years::Academic => Period::Academic(year - 1),
        Years::Plan(PeriodKind::Financial) => Period::Financial(year - 1),
        Years::Plan(PeriodKind::Reporting) | Years::Financial => Period::Reporting(year),
        Years::Plan(PeriodKind::Calendar) | Years::Calendar | Years::Unsaid => {
            Period::Calendar(year)
        }
        Years::Plan(_) => return None,
    })
}

fn pair(start: i16, years: Years) -> Option<Period> {
    Some(match years {
        Years::Plan(PeriodKind::Academic) | Years::Academic => Period::Academic(start),
        Years::Plan(PeriodKind::Reporting) => Period::Reporting(start + 1),
        Years::Plan(PeriodKind::Financial) | Years::Financial | Years::Calendar | Years::Unsaid => {
            Period::Financial(start)
        }
        Years::Plan(_) => return None,
    })
}

fn several(period: Period, years: Years) -> Option<Period> {
    let Period::Span {
        from_start,
        to_start,
        kind,
    } = period
    else {
        return None;
    };
    let of = |kind| Period::Span {
        from_start,
        to_start,
        kind,
    };
    match (years, kind) {
        (Years::Plan(PeriodKind::CalendarSpan), YearKind::Calendar) => Some(period),
        (Years::Plan(PeriodKind::FinancialSpan), YearKind::Financial) => Some(period),
        (Years::Plan(PeriodKind::AcademicSpan), YearKind::Financial) => {
            Some(of(YearKind::Academic))
        }
        (Years::Plan(_), _) => None,
        (Years::Academic, YearKind::Financial) => Some(of(YearKind::Academic)),
        _ => Some(period),
    }
}

// The years that can be read lie far from the ends of what an `i16` holds, so one may be added or taken away.
const _: () = assert!(*YEARS.start() > i16::MIN && *YEARS.end() < i16::MAX);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(label: &str, years: Years, code: &str, status: Status) {
        let found = read(label, years).map(|(period, status)| (period.code(), status));
        assert_eq!(found, Ok((code.to_owned(), status)), "{label} {years:?}");
    }

    #[test]
    #[rustfmt::skip]
    fn labels_are_read_by_the_type_of_year() {
        use Status::{Outturn, Provisional, Revised};
        check("2025", Years::Financial, "RY 2025", Outturn);
        check("2025", Years::Academic, "AY 2024/25", Outturn);
        check("2025", Years::Calendar, "CY 2025", Outturn);
        check("2025", Years::Unsaid, "CY 2025", Outturn);
        check("2017 (Rev)", Years::Academic, "AY 2016/17", Revised);
        check("2020 (Final)", Years::Calendar, "CY 2020", Outturn);
        check("2025 (prov)", Years::Financial, "RY 2025", Provisional);
        check("2016-17 (OT)", Years::Financial, "FY 2016/17", Outturn);
        check("2015/16", Years::Academic, "AY 2015/16", Outturn);
        check("2015-16", Years::Unsaid, "FY 2015/16", Outturn);
        check("2011-12", Years::Calendar, "FY 2011/12", Outturn);
        check("2014-16", Years::Calendar, "S CY 2014..2016", Outturn);
        check("2009-12", Years::Unsaid, "S CY 2009..2012", Outturn);
        check("2013/14-15/16", Years::Financial, "S FY 2013/14..2015/16", Outturn);
        check("2013/14-15/16", Years::Academic, "S AY 2013/14..2015/16", Outturn);
    }

    #[test]
    #[rustfmt::skip]
    fn the_plans_own_kind_goes_before() {
        let plan = Years::Plan;
        check("2025", plan(PeriodKind::Academic), "AY 2024/25", Status::Outturn);
        check("2025", plan(PeriodKind::Financial), "FY 2024/25", Status::Outturn);
        check("2025", plan(PeriodKind::Reporting), "RY 2025", Status::Outturn);
        check("2025", plan(PeriodKind::Calendar), "CY 2025", Status::Outturn);
        check("2016-17", plan(PeriodKind::Reporting), "RY 2017", Status::Outturn);
        check("2016-17", plan(PeriodKind::Academic), "AY 2016/17", Status::Outturn);
        check("2014-16", plan(PeriodKind::CalendarSpan), "S CY 2014..2016", Status::Outturn);
        check("2013/14-15/16", plan(PeriodKind::AcademicSpan), "S AY 2013/14..2015/16", Status::Outturn);
    }

    #[test]
    #[rustfmt::skip]
    fn what_does_not_fit_is_refused_with_the_reason() {
        #[track_caller]
        fn refused(label: &str, years: Years, said: &str) {
            assert_eq!(read(label, years).unwrap_err().to_string(), said);
        }
        refused("last year", Years::Calendar, "“last year” is not a period that can be read; write it like 2016");
        refused("2001/03", Years::Financial, "“2001/03” is not a year and the next: the second year should be 02; write 2001/02");
        refused("2016/17", Years::Plan(PeriodKind::Calendar), "“2016/17” is a financial year; this series is by calendar year; write it like 2016");
        refused("2025", Years::Plan(PeriodKind::Quarter), "“2025” is a calendar year; this series is by quarter; write it like 2015/16 Q2");
        refused("1900", Years::Academic, "“1900” lies outside the years 1900 to 2199; check the year");
    }

    proptest! {
        #[test]
        fn no_label_panics(label: String, years in prop::sample::select(vec![
            Years::Unsaid, Years::Academic, Years::Financial, Years::Plan(PeriodKind::Academic), Years::Plan(PeriodKind::Month),
        ])) {
            if let Ok((period, _)) = read(&label, years) {
                prop_assert!(period.is_valid());
            }
        }

        #[test]
        fn what_is_read_is_a_period_that_can_be_kept(label in "(19|20|21)[0-9]{2}([-/][0-9]{2,4})?( \\((Rev|OT|prov)\\))?") {
            if let Ok((period, _)) = read(&label, Years::Academic) {
                prop_assert!(period.is_valid());
            }
        }
    }
}
