//! Indicators and their figures: one index of every series, and the checks that read along it.
//!
//! A series is one indicator's figures for one area. Where a period has several, the firmest actual figure
//! stands (revised, then outturn, provisional, estimate), and plans are kept beside it. The index is built
//! once, so that tens of thousands of figures are walked once and not once for each indicator.
//!
//! Edges: missing figures are counted by their reason and take no part in anything else.

use std::collections::HashMap;

use crate::domain::area::AreaCode;
use crate::domain::book::Book;
use crate::domain::check::{Spot, figure, found, movement, planned, revised, twins, words};
use crate::domain::id::IndicatorId;
use crate::domain::indicator::{Indicator, UnitKind};
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::reading::{Missing, Reading, Reported, Status};

/// A figure of a series.
#[derive(Clone, Copy)]
pub(super) struct Point<'a> {
    pub period: Period,
    pub value: f64,
    pub reading: &'a Reading,
}

/// One indicator's figures for one area, oldest first, with the missing left out.
pub(super) struct Series<'a> {
    pub indicator: &'a Indicator,
    pub area: &'a AreaCode,
    /// What happened: one figure a period, the firmest.
    pub actual: Vec<Point<'a>>,
    /// What was planned: one figure a period.
    pub planned: Vec<Point<'a>>,
    /// `Indicator QP 2`, with the area where it is not the plan's own.
    name: String,
}

impl Series<'_> {
    /// The series as a whole, as a place.
    pub fn spot(&self) -> Spot {
        Spot::new(Place::Indicator(self.indicator.id), &*self.name)
    }

    /// One period of it, as a place.
    pub fn at(&self, period: Period) -> Spot {
        let place = Place::Reading(self.indicator.id, period);
        Spot::new(place, format!("{}, {period}", self.name))
    }

    /// A figure in the indicator's unit, to the decimals it was published to.
    pub fn show(&self, point: &Point) -> String {
        show(self.indicator, point.reading)
    }
}

/// A reading's figure in its indicator's unit, or the reason for none.
pub(super) fn show(indicator: &Indicator, reading: &Reading) -> String {
    match reading.reported {
        Reported::Figure { value, decimals } => indicator.show(value, decimals),
        Reported::Missing(missing) => missing.word().to_owned(),
    }
}

/// Every finding about indicators, in no order.
pub(super) fn findings(book: &Book) -> Vec<Problem> {
    let series = index(book);
    let mut problems: Vec<Problem> = series.iter().flat_map(along).collect();
    problems.extend(book.indicators.iter().flat_map(|held| notes(book, held)));
    problems.extend(
        book.readings
            .iter()
            .flat_map(|reading| of_reading(book, reading)),
    );
    problems.extend(twins::findings(&series));
    problems.extend(missing_reasons(book));
    problems
}

/// Every finding about one indicator, in no order.
pub(super) fn findings_of(book: &Book, id: IndicatorId) -> Vec<Problem> {
    let Some(indicator) = book.indicators.get(id) else {
        return Vec::new();
    };
    let series = index(book);
    let (mine, others): (Vec<Series>, Vec<Series>) =
        series.into_iter().partition(|held| held.indicator.id == id);
    let mut problems: Vec<Problem> = mine.iter().flat_map(along).collect();
    problems.extend(notes(book, indicator));
    let readings = book
        .readings
        .iter()
        .filter(|reading| reading.indicator == id);
    problems.extend(readings.flat_map(|reading| of_reading(book, reading)));
    problems.extend(mine.iter().flat_map(|held| twins::of(held, &others)));
    problems
}

/// The checks that read along one series.
fn along(series: &Series) -> Vec<Problem> {
    let mut problems = movement::findings(series);
    problems.extend(planned::findings(series));
    problems
}

/// Every series, in the indicators' own order and then by area.
fn index(book: &Book) -> Vec<Series<'_>> {
    let mut by_series: HashMap<(IndicatorId, &AreaCode), Vec<Point>> = HashMap::new();
    for reading in &book.readings {
        if let Some(value) = reading.reported.value().filter(|value| value.is_finite()) {
            let key = (reading.indicator, &reading.area);
            let point = Point {
                period: reading.period,
                value,
                reading,
            };
            by_series.entry(key).or_default().push(point);
        }
    }
    let mut series: Vec<Series> = by_series
        .into_iter()
        .filter_map(|((id, area), points)| {
            let indicator = book.indicators.get(id)?;
            Some(Series {
                indicator,
                area,
                actual: firmest(&points, Status::is_actual),
                planned: firmest(&points, |status| status == Status::Planned),
                name: name(book, indicator, area),
            })
        })
        .collect();
    series.sort_by_key(|held| (held.indicator.position, held.indicator.id, held.area));
    series
}

/// One figure a period, oldest first: the firmest of those with a status that is wanted.
fn firmest<'a>(points: &[Point<'a>], wanted: impl Fn(Status) -> bool) -> Vec<Point<'a>> {
    let firmness = |status: Status| match status {
        Status::Revised => 0,
        other => other as u8 + 1,
    };
    let mut kept: Vec<Point> = points
        .iter()
        .filter(|point| wanted(point.reading.status))
        .copied()
        .collect();
    // The last day is worked out once a figure: putting two periods in order works it out each time.
    kept.sort_by_cached_key(|point| {
        let period = point.period;
        let firmness = firmness(point.reading.status);
        (period.end(), period, firmness, point.reading.id)
    });
    kept.dedup_by_key(|point| point.period);
    kept
}

fn name(book: &Book, indicator: &Indicator, area: &AreaCode) -> String {
    let own = book.plan.first().is_none_or(|plan| plan.area == *area);
    if own {
        format!("Indicator {}", indicator.code)
    } else {
        format!("Indicator {}, {}", indicator.code, book.area_name(area))
    }
}

/// The checks of one figure by itself, and any doubt recorded about it.
fn of_reading(book: &Book, reading: &Reading) -> Vec<Problem> {
    let Some(indicator) = book.indicators.get(reading.indicator) else {
        return Vec::new();
    };
    let spot = || {
        Spot::new(
            Place::Reading(indicator.id, reading.period),
            format!(
                "{}, {}",
                name(book, indicator, &reading.area),
                reading.period
            ),
        )
    };
    let mut problems: Vec<Problem> = figure::findings(indicator, reading.into(), &spot).collect();
    problems.extend(revised::finding(book, reading, &spot));
    if !reading.query.trim().is_empty() {
        problems.push(found(
            Severity::Warning,
            "figure-queried",
            spot(),
            format!("{} is in doubt: {}", show(indicator, reading), reading.query.trim().trim_end_matches('.')),
            "The figure is kept as it was printed, and the doubt beside it.",
            "Settle it with whoever published the figure; then revise the figure or clear the query.",
        ));
    }
    problems
}

/// What a reader of one indicator must know.
fn notes(book: &Book, indicator: &Indicator) -> Vec<Problem> {
    let spot = || {
        Spot::new(
            Place::Indicator(indicator.id),
            format!("Indicator {}", indicator.code),
        )
    };
    let mut problems = Vec::new();
    if indicator.unit == UnitKind::Ratio {
        problems.push(found(
            Severity::Note,
            "ratio-figure",
            spot(),
            format!("Its figures are ratios, printed as {}", indicator.show(9.5, 1)),
            "A ratio is not a percentage: it has no upper end and is not averaged with percentages.",
            "Nothing to put right.",
        ));
    }
    if indicator.objectives.len() > 1 {
        let objectives: Vec<String> = indicator
            .objectives
            .iter()
            .filter_map(|id| book.objectives.get(*id))
            .map(|held| held.label())
            .collect();
        problems.push(found(
            Severity::Note,
            "two-objectives",
            spot(),
            format!(
                "It serves {}: {}",
                words::several(indicator.objectives.len(), "objective"),
                words::list(&objectives)
            ),
            "It is one indicator with one set of figures, and is counted once.",
            "Nothing to put right.",
        ));
    }
    problems
}

/// How many figures are missing, for each reason: one note for the plan.
fn missing_reasons(book: &Book) -> Option<Problem> {
    let mut counts: HashMap<Missing, usize> = HashMap::new();
    for reading in &book.readings {
        if let Reported::Missing(missing) = reading.reported {
            *counts.entry(missing).or_default() += 1;
        }
    }
    let n: usize = counts.values().sum();
    let reasons: Vec<String> = Missing::ALL
        .iter()
        .filter_map(|reason| {
            let n = counts.get(reason)?;
            Some(format!("{n} {} {}", reason.word(), reason.mark()))
        })
        .collect();
    (n > 0).then(|| {
        let verb = if n == 1 { "is" } else { "are" };
        found(
            Severity::Note,
            "missing-reasons",
            Spot::new(Place::Plan, "Indicators, missing figures"),
            format!(
                "{n} of {} figures {verb} missing: {}",
                book.readings.len(),
                words::list(&reasons)
            ),
            "Each reason is a different fact; none is nought, and none enters an average.",
            "Enter a figure where one is now known.",
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, none, only};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::reading::{Missing, Status};

    #[test]
    fn a_doubt_is_a_finding_until_it_is_cleared() {
        let mut sample = Sample::default();
        let c24 = sample.indicator("PAF C24", UnitKind::Percent, Polarity::Lower);
        sample.reading(c24, 1999, Status::Provisional, "25.0");
        none(&sample.all(), "figure-queried");
        sample.query("recalculated in the text.");
        let problem = sample.all();
        assert_eq!(
            only(&problem, "figure-queried").what,
            "25.0% is in doubt: recalculated in the text"
        );
        assert_eq!(
            only(&problem, "figure-queried").location,
            "Indicator PAF C24, 1999/00"
        );
    }

    #[test]
    fn a_ratio_and_an_indicator_of_two_objectives_are_noted() {
        let mut sample = Sample::default();
        let ratio = sample.indicator("QP 8", UnitKind::Ratio, Polarity::Lower);
        let first = sample.objective("3", "Children in need");
        sample.serves(ratio, first);
        none(&sample.all(), "two-objectives");
        let second = sample.objective("11", "Value for money");
        sample.serves(ratio, second);
        let found = sample.all();
        assert_eq!(
            only(&found, "two-objectives").what,
            "It serves two objectives: 3 Children in need and 11 Value for money"
        );
        assert_eq!(
            only(&found, "ratio-figure").what,
            "Its figures are ratios, printed as 9.5 : 1"
        );
    }

    #[test]
    fn reasons_for_no_figure_are_counted_apart() {
        let mut sample = Sample::default();
        let code = sample.indicator("PAF A2", UnitKind::Percent, Polarity::Higher);
        sample.reading(code, 2000, Status::Outturn, "1");
        none(&sample.all(), "missing-reasons");
        for (year, text) in [(1996, ""), (1997, "?"), (1998, ""), (1999, "N/A")] {
            sample.reading(code, year, Status::Outturn, text);
        }
        assert_eq!(
            only(&sample.all(), "missing-reasons").what,
            format!(
                "4 of 5 figures are missing: 1 not applicable [z], 1 not yet known [?] and 2 {} [ ]",
                Missing::Blank.word()
            )
        );
    }
}
