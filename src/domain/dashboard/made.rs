//! The dashboard of a quarter that nobody has published yet, made from the plan's own figures.
//!
//! An officer enters the quarter's figures, or takes in what the Department published, and has the table and its
//! sentences; the cells are written as a published dashboard would print them. Most measures of children's services are
//! yearly, so each shows the newest figure that had ended with the quarter, and says of when it is.
//!
//! Edges: a figure that ended over [`SHOWN_MONTHS`] before the quarter did is no news and has no row. One that ended
//! before the quarter began is no new figure of it, and a quarter without any new figure has no dashboard.

use jiff::civil::Date;

use crate::domain::benchmark::judgement::judge;
use crate::domain::benchmark::{Comparison, Direction, OwnFigure};
use crate::domain::book::Book;
use crate::domain::dashboard::age::is_older;
use crate::domain::dashboard::row::{before, beside, in_period, outcome};
use crate::domain::dashboard::{Moved, Options, Printed, Quartile, Row};
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::rating::Rag;
use crate::domain::reading::Reported;

/// How many months before the end of the quarter a figure may have ended and still be shown.
const SHOWN_MONTHS: u16 = 36;

/// The quarter's rows, in the order of the indicators: of the figures that the options bring, or else of those that were
/// entered for the quarter.
pub(super) fn rows(book: &Book, quarter: Period, options: &Options) -> Vec<Row> {
    let mut is_new = false;
    let rows = book
        .indicators
        .iter()
        .filter_map(|indicator| {
            let entered;
            let line = match options.figures.get(&indicator.id) {
                Some(line) => line,
                None => {
                    entered = alone(book, indicator, quarter)?;
                    &entered
                }
            };
            let now = chosen(line, quarter)?;
            is_new |= is_of(now.own.period.end(), quarter);
            Some(row(book, indicator, line, now, quarter, options))
        })
        .collect();
    if is_new { rows } else { Vec::new() }
}

/// The figure entered for the quarter with nothing beside it but the one before.
fn alone(book: &Book, indicator: &Indicator, quarter: Period) -> Option<Vec<Comparison>> {
    let own = book.plan().area;
    let reading = in_period(book, indicator.id, &own, quarter)?;
    let mut held = Comparison::alone(OwnFigure::entered(reading));
    held.previous = before(book, indicator.id, &own, quarter).map(OwnFigure::entered);
    Some(vec![held])
}

/// The figure that a dashboard of the quarter shows, of an indicator's own figures in any order: the newest that says
/// what happened and had ended with the quarter, if it is not too old.
#[must_use]
pub fn chosen(line: &[Comparison], quarter: Period) -> Option<&Comparison> {
    let until = quarter.end();
    line.iter()
        .filter(|held| {
            let end = held.own.period.end();
            held.own.status.is_actual() && end <= until && !is_older(end, SHOWN_MONTHS, quarter)
        })
        .max_by_key(|held| held.own.period.end())
}

fn row(
    book: &Book,
    indicator: &Indicator,
    line: &[Comparison],
    now: &Comparison,
    quarter: Period,
    options: &Options,
) -> Row {
    let value = now.own.reported.value();
    let benchmark = now.neighbours.figure(options.average);
    let end = now.own.period.end();
    let (verdict, why) = beside(
        indicator,
        (value, benchmark),
        options.similar_within,
        is_older(end, options.stale_months, quarter).then_some(options.stale_months),
    );
    let judged = judge(book, indicator, line, now, options.average);
    let (worked_out, rag) = (judged.direction, judged.rag());
    let quartile = now.national.band.map(|band| Quartile::Of(band.number()));
    let objective = indicator.objectives.first().copied();
    Row {
        indicator: indicator.id,
        title: indicator.title.clone(),
        objective,
        outcome: outcome(book, objective),
        updated: value.is_some() && is_of(end, quarter),
        printed: Printed {
            latest_update: now.label.clone(),
            performance: shown(indicator, now.own.reported),
            direction: worked_out.map_or("", cell).to_owned(),
            rag: rag.map_or("", Rag::letter).to_owned(),
            quartile: quartile
                .and_then(Quartile::number)
                .map_or_else(String::new, |number| number.to_string()),
            neighbours: benchmark.map_or_else(String::new, |figure| {
                indicator.show(figure, indicator.decimals)
            }),
            target: indicator.target.clone(),
        },
        value,
        moved: worked_out.map(cell).and_then(Moved::read),
        worked_out,
        rag,
        quartile,
        benchmark,
        beside: verdict,
        beside_why: why,
        target: judged.target,
    }
}

/// Whether a figure ended within the quarter.
fn is_of(end: Date, quarter: Period) -> bool {
    quarter.previous().is_none_or(|before| end > before.end())
}

fn shown(indicator: &Indicator, reported: Reported) -> String {
    match reported {
        Reported::Figure { value, decimals } => indicator.show(value, decimals),
        Reported::Missing(missing) => missing.word().to_owned(),
    }
}

/// The word a dashboard prints for a direction; up and down stay what they are, and count as neither.
fn cell(direction: Direction) -> &'static str {
    match direction {
        Direction::Better => "Better",
        Direction::Same => "Same",
        Direction::Worse => "Worse",
        Direction::Up => "Up",
        Direction::Down => "Down",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benchmark::NeighbourAverage;
    use crate::domain::check::sample::Sample;
    use crate::domain::dashboard::{Beside, Dashboard};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::reading::Status;
    use crate::domain::statistics::quartile::Band;

    const Q4: Period = Period::Quarter {
        start: 2024,
        quarter: 4,
    };

    /// A year's figure, 10.5 in 2022/23 and one more a year, beside neighbours at 20.
    fn line(years: &[(i16, Status)]) -> Vec<Comparison> {
        let figure = |&(year, status): &(i16, Status)| {
            let period = Period::Financial(year);
            let mut held = Comparison::alone(OwnFigure {
                period,
                status,
                reported: Reported::Figure {
                    value: 10.5 + f64::from(year - 2022),
                    decimals: 1,
                },
                published: true,
                basis: Default::default(),
            });
            held.neighbours = NeighbourAverage {
                n: 10,
                of: 10,
                mean: Some(20.0),
                median: Some(20.0),
                ..NeighbourAverage::default()
            };
            held.national.band = Some(Band::B);
            held
        };
        years.iter().map(figure).collect()
    }

    #[test]
    fn the_newest_that_had_ended_is_shown() {
        #[track_caller]
        fn check(years: &[(i16, Status)], want: Option<i16>) {
            let line = line(years);
            let found = chosen(&line, Q4).map(|held| held.own.period);
            assert_eq!(found, want.map(Period::Financial));
        }
        let outturn = Status::Outturn;
        check(&[(2023, outturn), (2024, outturn)], Some(2024));
        check(&[(2024, outturn), (2025, outturn)], Some(2024));
        check(&[(2023, outturn), (2024, Status::Planned)], Some(2023));
        check(&[(2021, outturn)], Some(2021));
        check(&[(2020, outturn)], None);
        check(&[], None);
    }

    #[test]
    fn a_row_is_made_of_published_figures() {
        let mut sample = Sample::default();
        let id = sample.indicator("Moves", UnitKind::Percent, Polarity::Lower);
        let book = sample.book();
        let of = |years: &[(i16, Status)], quarter| {
            let options = Options {
                figures: [(id, line(years))].into(),
                ..Options::default()
            };
            Dashboard::of(&book, quarter, &options).rows
        };
        let years = [(2022, Status::Outturn), (2024, Status::Outturn)];
        let rows = of(&years, Q4);
        let [row] = &rows[..] else {
            panic!("one row, not {}", rows.len());
        };
        assert_eq!(row.printed.performance, "12.5%");
        assert_eq!(row.printed.latest_update, "2024/25");
        assert_eq!(row.printed.quartile, "2");
        assert_eq!(row.printed.neighbours, "20.0%");
        assert_eq!((row.beside, row.updated), (Beside::Better, true));
        let next = |n: u8| (0..n).fold(Q4, |quarter, _| quarter.next().unwrap());
        assert!(of(&years, next(1)).is_empty(), "nothing is new in it");
    }

    #[test]
    fn what_is_old_stands_beside_what_is_new_and_says_so() {
        let mut sample = Sample::default();
        let new = sample.indicator("New", UnitKind::Percent, Polarity::Lower);
        let old = sample.indicator("Old", UnitKind::Percent, Polarity::Lower);
        let book = sample.book();
        let of = |year: i16| {
            let figures = [
                (new, line(&[(2024, Status::Outturn)])),
                (old, line(&[(year, Status::Outturn)])),
            ];
            let options = Options {
                figures: figures.into(),
                ..Options::default()
            };
            let rows = Dashboard::of(&book, Q4, &options).rows;
            let told = rows.iter().map(|row| (row.updated, row.beside));
            told.collect::<Vec<_>>()
        };
        let fresh = (true, Beside::Better);
        assert_eq!(of(2023), [fresh, (false, Beside::Better)]);
        assert_eq!(of(2022), [fresh, (false, Beside::LeftOut)]);
        assert_eq!(of(2020), [fresh]);
    }
}
