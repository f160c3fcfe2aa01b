//! The dashboard of a quarter that nobody has published yet, made from the council's own figures of that quarter.
//!
//! An officer enters the quarter's figures and has the table and its sentences; the cells are written as a published
//! dashboard would print them.
//!
//! Edges: only indicators followed by quarter with a figure, or a reason for none, in that quarter have a row. No
//! national quartile is known here.

use crate::domain::benchmark::judgement::judge;
use crate::domain::benchmark::{Average, Comparison, Direction, OwnFigure};
use crate::domain::book::Book;
use crate::domain::dashboard::row::{before, beside, in_period, outcome};
use crate::domain::dashboard::{Moved, Options, Printed, Row};
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::rating::Rag;
use crate::domain::reading::{Reading, Reported};

/// The quarter's rows, in the order of the indicators.
pub(super) fn rows(book: &Book, period: Period, options: &Options) -> Vec<Row> {
    let own = book.plan().area;
    book.indicators
        .iter()
        .filter_map(|indicator| {
            let reading = in_period(book, indicator.id, &own, period)?;
            let previous = before(book, indicator.id, &own, period);
            Some(row(book, indicator, reading, previous, options))
        })
        .collect()
}

fn row(
    book: &Book,
    indicator: &Indicator,
    reading: &Reading,
    previous: Option<&Reading>,
    options: &Options,
) -> Row {
    let value = reading.reported.value();
    let benchmark = options.benchmarks.get(&indicator.id).copied();
    let (verdict, why) = beside(indicator, (value, benchmark), options.similar_within, None);
    let mut now = Comparison::alone(OwnFigure::entered(reading));
    now.previous = previous.map(OwnFigure::entered);
    now.neighbours.published = benchmark;
    let judged = judge(
        book,
        indicator,
        std::slice::from_ref(&now),
        &now,
        Average::Mean,
    );
    let (worked_out, rag) = (judged.direction, judged.rag());
    let objective = indicator.objectives.first().copied();
    Row {
        indicator: indicator.id,
        title: indicator.title.clone(),
        objective,
        outcome: outcome(book, objective),
        updated: value.is_some(),
        printed: Printed {
            latest_update: reading.period.label(),
            performance: shown(indicator, reading),
            direction: worked_out.map_or("", cell).to_owned(),
            rag: rag.map_or("", Rag::letter).to_owned(),
            quartile: String::new(),
            neighbours: benchmark.map_or_else(String::new, |figure| {
                indicator.show(figure, indicator.decimals)
            }),
            target: indicator.target.clone(),
        },
        value,
        moved: worked_out.map(cell).and_then(Moved::read),
        worked_out,
        rag,
        quartile: None,
        benchmark,
        beside: verdict,
        beside_why: why,
        target: judged.target,
    }
}

fn shown(indicator: &Indicator, reading: &Reading) -> String {
    match reading.reported {
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
