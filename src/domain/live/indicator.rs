//! An indicator's figure: the latest actual one, or that of a period.

use crate::domain::benchmark::OwnFigure;
use crate::domain::book::Book;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::live::name::{Named, find as find_named};
use crate::domain::live::{Fault, Figures, Kind, Live, Reference};
use crate::domain::period::Period;
use crate::domain::problem::Place;
use crate::domain::reading::{Reported, Status};

/// The indicator that a figure is of, so that its series can be asked for; none where it names none.
#[must_use]
pub fn named(book: &Book, reference: &Reference) -> Option<IndicatorId> {
    let is_one = reference.kind == Some(Kind::Indicator);
    is_one.then(|| id_of(book, reference).ok()).flatten()
}

fn id_of(book: &Book, reference: &Reference) -> Result<IndicatorId, Fault> {
    let known: Vec<_> = book
        .indicators
        .iter()
        .map(|held| Named::new(held.id, [held.code.as_str(), held.title.as_str()]))
        .collect();
    find_named(&reference.name, "indicator", &known)
}

pub(super) fn find(figures: &Figures<'_>, reference: &Reference) -> Result<Live, Fault> {
    let id = id_of(figures.book, reference)?;
    let gone = || Fault::new("the indicator is gone", "Choose another.");
    let indicator = figures.book.indicators.get(id).ok_or_else(gone)?;
    let series = (figures.series)(id);
    let figure = pick(indicator, &series, &reference.at)?;
    Ok(live(figures, indicator, figure))
}

/// The figure that is asked for.
fn pick<'a>(
    indicator: &Indicator,
    series: &'a [OwnFigure],
    at: &str,
) -> Result<&'a OwnFigure, Fault> {
    if at.is_empty() {
        let actual = || series.iter().rev().filter(|held| held.status.is_actual());
        return actual()
            .find(|held| held.reported.value().is_some())
            .or_else(|| actual().next())
            .ok_or_else(|| no_figure(indicator, "that says what happened", series));
    }
    let (period, status) = read_at(indicator, at)?;
    series
        .iter()
        .find(|held| held.period == period && status.is_none_or(|status| held.status == status))
        .ok_or_else(|| no_figure(indicator, &format!("for {at}"), series))
}

/// The period, and the status where one follows it.
fn read_at(indicator: &Indicator, at: &str) -> Result<(Period, Option<Status>), Fault> {
    let lower = at.to_lowercase();
    let status = Status::ALL
        .into_iter()
        .find(|status| lower.ends_with(&format!(" {}", status.word())));
    let text = match status {
        // The word is of plain letters, so that as many bytes stand at the end of what was typed.
        Some(status) => at
            .get(..at.len().saturating_sub(status.word().len()))
            .unwrap_or(at),
        None => at,
    };
    match Period::read(text.trim(), indicator.period_kind) {
        Ok(period) => Ok((period, status)),
        Err(error) => Err(Fault::new(
            format!(
                "“{at}” is no period of {}: it {}",
                indicator.code, error.why
            ),
            format!(
                "Write a period such as {}.",
                indicator.period_kind.example()
            ),
        )),
    }
}

fn no_figure(indicator: &Indicator, what: &str, series: &[OwnFigure]) -> Fault {
    let remedy = match (series.first(), series.last()) {
        (Some(first), Some(last)) if first.period != last.period => {
            format!("Its figures are of {} to {}.", first.period, last.period)
        }
        (Some(only), _) => format!("Its one figure is of {}.", only.period),
        _ => "Enter its figure, or import it.".into(),
    };
    Fault::new(format!("{} has no figure {what}", indicator.code), remedy)
}

fn live(figures: &Figures<'_>, indicator: &Indicator, figure: &OwnFigure) -> Live {
    let (value, status) = match figure.reported {
        Reported::Figure { value, decimals } => {
            (indicator.show(value, decimals), figure.status.word())
        }
        Reported::Missing(missing) => (missing.mark().to_owned(), missing.word()),
    };
    let period = figure.period.label();
    let own = figures.book.plan().area;
    let reading = figures.book.readings.iter().find(|held| {
        held.indicator == indicator.id
            && held.area == own
            && held.period == figure.period
            && held.status == figure.status
    });
    let source = reading
        .filter(|held| !figure.published && !held.source.is_empty())
        .map_or(&indicator.source, |held| &held.source);
    let mut words = format!("{}, {period}, {status}", indicator.label());
    if !source.is_empty() {
        words = format!("{words}; {source}");
    }
    Live {
        value,
        status: status.to_owned(),
        source: words,
        place: Place::Reading(indicator.id, figure.period),
        period,
    }
}
