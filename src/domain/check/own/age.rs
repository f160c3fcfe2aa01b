//! Figures that stopped while others' went on.
//!
//! An indicator may be one period behind: publications lag, and so do returns. Two or more behind, and a reader takes
//! for the present what is long past. What it is behind must be something that could have been kept up with, so it is
//! compared with the same indicator alone: the newest period for which another authority has a figure, published or
//! entered.
//!
//! Where nothing is published of an indicator, it is compared with the others that came from the same source by the
//! same kind of period: at least four others, of which half or more must be further on, by more than a year where the
//! periods are shorter than that. A plan holds series of different decades and papers that print each measure of the
//! month for which it is known, so neither today's date nor the newest figure of the plan would be fair.
//!
//! Edges: a published reason for no figure counts as the latest answer, and so does one that an officer entered,
//! unless it is "not yet known" or a blank. An indicator without any figure is not old. As-at dates go by years.

use std::collections::HashMap;

use crate::domain::area::AreaCode;
use crate::domain::book::Book;
use crate::domain::check::own::Own;
use crate::domain::check::{Spot, found, words};
use crate::domain::id::IndicatorId;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::reading::{Missing, Reading, Reported};

/// This many periods behind is still in time.
const IN_TIME: usize = 1;

/// As [`IN_TIME`], beside other series of the same source: a year's worth.
fn in_time_of_source(kind: PeriodKind) -> usize {
    match kind {
        PeriodKind::Month => 12,
        PeriodKind::Quarter => 4,
        PeriodKind::Term => 3,
        _ => IN_TIME,
    }
}

/// Series of one source that are needed, ours among them, before one of them can be behind the rest.
const FEWEST: usize = 5;

/// How far the indicators of each source have come that go by one kind of period.
pub(super) struct Sources<'a>(HashMap<(&'a str, PeriodKind), Vec<Period>>);

impl<'a> Sources<'a> {
    /// From the figures that officers entered for an area.
    pub fn of(
        book: &'a Book,
        area: &AreaCode,
        entered: &HashMap<IndicatorId, Vec<&'a Reading>>,
    ) -> Self {
        let mut latest: HashMap<_, Vec<Period>> = HashMap::new();
        for indicator in &book.indicators {
            let readings = entered.get(&indicator.id).into_iter().flatten();
            let ours = readings.filter(|held| held.area == *area && has_figure(held));
            if let Some(period) = ours.map(|held| held.period).max() {
                let key = (indicator.source.trim(), indicator.period_kind);
                latest.entry(key).or_default().push(period);
            }
        }
        latest.retain(|(source, _), _| !source.is_empty());
        for periods in latest.values_mut() {
            periods.sort_unstable();
        }
        Self(latest)
    }

    /// The period that half or more of a source's series have reached, and how many series there are.
    fn reached(&self, source: &str, kind: PeriodKind) -> Option<(Period, usize)> {
        let periods = self.0.get(&(source.trim(), kind))?;
        let n = periods.len();
        (n >= FEWEST).then(|| (periods[n / 2], n))
    }
}

/// Whether a reading says what happened, in a figure.
fn has_figure(reading: &Reading) -> bool {
    reading.status.is_actual() && reading.reported.value().is_some()
}

/// Whether a reading settles its period: a figure, or a reason for none that will not pass.
fn settles(reading: &Reading) -> bool {
    let is_open = matches!(
        reading.reported,
        Reported::Missing(Missing::NotYetKnown | Missing::Blank)
    );
    reading.status.is_actual() && !is_open
}

/// That an indicator's latest figure is old, if it is.
pub(super) fn finding(own: &Own, sources: &Sources) -> Option<Problem> {
    let latest = latest(own)?;
    let kind = own.indicator.period_kind;
    let (severity, newest, in_time, because) = if own.panel.is_empty() {
        let (newest, n) = sources.reached(&own.indicator.source, kind)?;
        let of = words::several(n, "indicator");
        let because = format!(
            "Half or more of the {of} from the same source have figures of {newest} or later."
        );
        (Severity::Note, newest, in_time_of_source(kind), because)
    } else {
        let newest = newest_of_others(own)?;
        let because = format!("Other authorities have figures of {newest} for it.");
        (Severity::Warning, newest, IN_TIME, because)
    };
    let behind = behind(latest, newest);
    (behind > in_time).then(|| {
        found(
            severity,
            "figure-old",
            Spot::new(
                Place::Indicator(own.indicator.id),
                format!("Indicator {}", own.indicator.code),
            ),
            format!(
                "Its latest figure is of {latest}, {} behind",
                words::several(behind, "period")
            ),
            because,
            "Enter or import the newer figures; or enter for the later periods why there is none.",
        )
    })
}

/// The last period of ours that is settled; none where there is no figure of ours at all.
fn latest(own: &Own) -> Option<Period> {
    let ours = || own.entered.iter().filter(|held| held.area == *own.area);
    let mut published = own.line();
    if !published.any(|(_, cell)| cell.reported.value().is_some())
        && !ours().any(|held| has_figure(held))
    {
        return None;
    }
    let published = own.line().next_back().map(|(column, _)| column.period);
    let entered = ours().filter(|held| settles(held)).map(|held| held.period);
    entered.chain(published).max()
}

/// The newest period for which another authority has a figure.
fn newest_of_others(own: &Own) -> Option<Period> {
    let mut columns = own.panel.columns().iter().rev();
    let published = columns.find(|column| {
        own.panel
            .along(column)
            .any(|(area, cell)| cell.reported.value().is_some() && own.is_another(area))
    });
    let entered = own.entered.iter();
    entered
        .filter(|held| has_figure(held) && own.is_another(&held.area))
        .map(|held| held.period)
        .chain(published.map(|column| column.period))
        .max()
}

/// How many periods one is behind another; nought where it is not, or where the period has none after it.
fn behind(latest: Period, newest: Period) -> usize {
    std::iter::successors(latest.next(), |period| period.next())
        .take_while(|period| *period <= newest)
        .count()
}

#[cfg(test)]
mod tests {
    use crate::domain::check::own::sample::{Published, cell, missing};
    use crate::domain::check::sample::{none, only};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::period::{Period, PeriodKind};
    use crate::domain::problem::Severity;
    use crate::domain::reading::Status;

    #[test]
    fn a_figure_two_periods_behind_other_authorities_is_old() {
        #[track_caller]
        fn check(ours: &[(i16, &str)], entered: &[(i16, Status, &str)], want: Option<&str>) {
            let mut plan = Published::default();
            let code = plan.book.indicator("CIN2", UnitKind::Rate, Polarity::Lower);
            for (year, status, text) in entered {
                plan.book.reading(code, *year, *status, text);
            }
            for (year, text) in ours {
                plan.publish(*year, "856", cell(text));
            }
            for year in 2020..=2023 {
                plan.publish(year, "821", cell("21.0"));
            }
            // England runs ahead of the authorities, and a year of reasons is no figure.
            plan.publish(2024, "970", cell("20.0"));
            plan.publish(2024, "821", missing("[x]"));
            let found = plan.of(code);
            match want {
                Some(what) => {
                    let problem = only(&found, "figure-old");
                    assert_eq!(
                        (problem.what.as_str(), problem.severity),
                        (what, Severity::Warning)
                    );
                    assert_eq!(
                        problem.why,
                        "Other authorities have figures of 2023/24 for it."
                    );
                }
                None => none(&found, "figure-old"),
            }
        }
        let two = "Its latest figure is of 2021/22, two periods behind";
        check(&[(2021, "20.0")], &[], Some(two));
        check(&[(2022, "20.0")], &[], None);
        check(&[], &[(2021, Status::Outturn, "20.0")], Some(two));
        check(
            &[(2021, "20.0")],
            &[(2022, Status::Provisional, "20.0")],
            None,
        );
        check(
            &[(2021, "20.0")],
            &[(2022, Status::Planned, "20.0")],
            Some(two),
        );
        check(
            &[(2021, "20.0")],
            &[(2022, Status::Outturn, "?")],
            Some(two),
        );
        check(&[(2021, "20.0")], &[(2022, Status::Outturn, "[w]")], None);
        check(&[(2021, "20.0"), (2023, "[c]")], &[], None);
        check(&[(2021, "[c]")], &[], None);
        check(&[], &[], None);
    }

    #[test]
    fn without_published_figures_a_series_is_old_beside_most_of_its_source() {
        #[track_caller]
        fn check(source: &str, years: &[i16], want: bool) {
            let mut plan = Published::default();
            for (n, year) in years.iter().enumerate() {
                let code = format!("D{n}");
                let id = plan.book.indicator(&code, UnitKind::Rate, Polarity::Lower);
                plan.book.reading(id, *year, Status::Outturn, "20.0");
                plan.book.indicators[n].source = source.into();
            }
            let found = plan.of(plan.book.indicators[0].id);
            if want {
                let problem = only(&found, "figure-old");
                assert_eq!(problem.severity, Severity::Note);
                assert!(
                    problem
                        .why
                        .starts_with("Half or more of the five indicators")
                );
            } else {
                none(&found, "figure-old");
            }
        }
        check("Dashboard", &[2013, 2013, 2015, 2015, 2016], true);
        check("Dashboard", &[2013, 2013, 2013, 2015, 2016], false);
        check("Dashboard", &[2014, 2015, 2015, 2015, 2015], false);
        check("Dashboard", &[2013, 2015, 2015, 2015], false);
        check("", &[2013, 2015, 2015, 2015, 2015], false);
    }

    #[test]
    fn months_of_one_paper_are_in_time_for_a_year() {
        #[track_caller]
        fn check(year: i16, month: u8, want: bool) {
            let mut plan = Published::default();
            for n in 0..5 {
                let code = format!("S{n}");
                let id = plan.book.indicator(&code, UnitKind::Rate, Polarity::Lower);
                plan.book.reading(id, 2000, Status::Outturn, "20.0");
                let (year, month) = if n == 0 { (year, month) } else { (2018, 2) };
                plan.book.readings[n].period = Period::Month { year, month };
                plan.book.indicators[n].period_kind = PeriodKind::Month;
                plan.book.indicators[n].source = "Self-evaluation".into();
            }
            let found = plan.of(plan.book.indicators[0].id);
            assert_eq!(!found.is_empty(), want, "{found:#?}");
        }
        check(2017, 2, false);
        check(2017, 1, true);
    }
}
