//! The dashboard of a quarter that nobody has published yet, made from the council's own figures of that quarter.
//!
//! An officer enters the quarter's figures and has the table and its sentences; the cells are written as a published
//! dashboard would print them.
//!
//! Edges: only indicators followed by quarter with a figure, or a reason for none, in that quarter have a row. No
//! national quartile is known here.

use crate::domain::benchmark::Direction;
use crate::domain::book::Book;
use crate::domain::dashboard::row::{before, beside, in_period, outcome};
use crate::domain::dashboard::{Beside, Moved, Options, Printed, Rag, Row};
use crate::domain::indicator::Indicator;
use crate::domain::indicator::rule::{RagRule, Tolerance};
use crate::domain::period::Period;
use crate::domain::reading::{Reading, Reported};
use crate::domain::target::{Standing, Target, Verdict};

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
    previous: Option<f64>,
    options: &Options,
) -> Row {
    let value = reading.reported.value();
    let benchmark = options.benchmarks.get(&indicator.id).copied();
    let pair = (value, benchmark);
    let (verdict, why) = beside(indicator, pair, options.similar_within, None);
    let worked_out = previous
        .zip(value)
        .map(|(previous, value)| direction(indicator, previous, value));
    let standing = Standing {
        tolerance: indicator.tolerance,
        neighbours: benchmark,
        previous,
        ..Standing::default()
    };
    let goal = Target::read(&indicator.target);
    let target = goal.evaluate(value, indicator.polarity, &standing);
    let judged = (&goal, (target.verdict, target.gap));
    let rag = rating(indicator, pair, verdict, judged);
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
        target,
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

/// Which way it moved, a move inside the indicator's tolerance being none. Where the tolerance is chance, any move
/// counts: the counts behind both figures would be needed.
fn direction(indicator: &Indicator, previous: f64, value: f64) -> Direction {
    let far = crate::domain::statistics::half_up((value - previous).abs(), 6);
    let is_same = match indicator.tolerance {
        Tolerance::Within(by) => far <= by,
        Tolerance::WithinPercent(by) => far <= previous.abs() * by / 100.0,
        Tolerance::Exact | Tolerance::Significance => false,
    };
    if is_same {
        Direction::Same
    } else {
        Direction::of(indicator.polarity, previous, value)
    }
}

/// The rating by the indicator's own rule; none where the rule needs what is not known here.
fn rating(
    indicator: &Indicator,
    (value, benchmark): (Option<f64>, Option<f64>),
    beside: Beside,
    (target, (verdict, gap)): (&Target, (Verdict, Option<f64>)),
) -> Option<Rag> {
    match indicator.rag {
        RagRule::Quartile | RagRule::None => None,
        RagRule::Target(by) => match verdict {
            Verdict::Met => Some(Rag::Green),
            Verdict::NotMet => {
                let is_near = match target {
                    Target::Number { value: goal, .. } => gap?.abs() <= goal.abs() * by / 100.0,
                    _ => false,
                };
                Some(if is_near { Rag::Amber } else { Rag::Red })
            }
            Verdict::CannotTell | Verdict::NoTarget => None,
        },
        RagRule::Neighbours(by) => match beside {
            Beside::Better => Some(Rag::Green),
            Beside::LeftOut | Beside::CannotTell => None,
            Beside::Similar | Beside::Below => {
                let (value, benchmark) = (value?, benchmark?);
                let is_near = (value - benchmark).abs() <= benchmark.abs() * by / 100.0;
                Some(if is_near { Rag::Amber } else { Rag::Red })
            }
        },
    }
}
