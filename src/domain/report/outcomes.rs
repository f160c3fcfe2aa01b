//! Pounds against outcomes on paper: an objective's pounds beside one of its indicators, in the years that have both.
//!
//! Members ask whether the money changed anything. The pounds, what they come to for each child, the figure and the
//! neighbours stand in one small table, worked out in [`crate::domain::outcome`] as the first screen's are, and the caution
//! stands over every one of them.
//!
//! Edges: of an objective's indicators the one with the most such years is set beside its pounds, of equals a unit cost.
//! In the plan an objective with fewer than two such years has no table, for one year shows no movement; the summary shows
//! the objective with the most, were it one year, and says so. Years with only one of the two are left out and counted.

use crate::domain::check::words::several;
use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::id::{IndicatorId, ObjectiveId};
use crate::domain::indicator::UnitKind;
use crate::domain::outcome::{
    CAUTION, Measured, Outcome, OutcomeYear, Question, Whose, is_unit_cost, outcome,
};
use crate::domain::report::cells::{capital, head, missing, money_or, note, reported, set, table};
use crate::domain::report::maker::Maker;
use crate::domain::report::titles::in_short;

/// Years with both that an objective's table needs at least.
const LEAST: usize = 2;
/// Letters of an indicator's title in a caption.
const TITLE: usize = 90;

/// Adds an objective's table under a heading of this level, where it has years with both.
pub(super) fn of_objective(
    maker: &Maker<'_>,
    document: &mut Document,
    level: u8,
    objective: ObjectiveId,
) {
    if let Some(found) = best(maker, objective).filter(|held| both(held) >= LEAST) {
        write(document, level, &found);
    }
}

/// Adds the table of the objective that has the most years with both; nothing where none has any.
pub(super) fn of_plan(maker: &Maker<'_>, document: &mut Document, level: u8) {
    let objectives = maker.book.objectives.iter();
    let found = objectives.filter_map(|held| best(maker, held.id));
    if let Some(found) = first_most(found, key).filter(|held| both(held) > 0) {
        write(document, level, &found);
    }
}

/// Years with pounds and a figure.
fn both(outcome: &Outcome) -> usize {
    outcome.years.iter().filter(|held| held.has_both()).count()
}

/// By how much it is preferred: the most years, then a unit cost, for that is what pounds are closest to.
fn key(outcome: &Outcome) -> (usize, bool) {
    (both(outcome), is_unit_cost(&outcome.indicator))
}

/// The objective's pounds beside the indicator with the most years of both.
fn best(maker: &Maker<'_>, objective: ObjectiveId) -> Option<Outcome> {
    let whose = Whose::Objective(objective);
    let all = whose.indicators(maker.book).into_iter();
    let found = all.filter_map(|id| beside(maker, whose, id));
    first_most(found, key)
}

/// The first of those that have the most.
fn first_most<T, K: Ord>(all: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Option<T> {
    all.reduce(|held, other| {
        if key(&other) > key(&held) {
            other
        } else {
            held
        }
    })
}

fn beside(maker: &Maker<'_>, whose: Whose, id: IndicatorId) -> Option<Outcome> {
    let measured = Measured {
        indicator: maker.book.indicators.get(id)?,
        comparisons: maker.comparisons(id),
    };
    let asked = Question {
        whose,
        measured,
        counted: None,
        average: maker.options.average,
    };
    Some(outcome(maker.book, &asked))
}

fn write(document: &mut Document, level: u8, found: &Outcome) {
    document.heading(level, "Pounds against outcomes");
    document.say(found.sentence());
    // Before the table, so that no page shows the figures without it.
    document.add(note(CAUTION));
    document.add(printed(found));
}

fn printed(found: &Outcome) -> Block {
    let years: Vec<&OutcomeYear> = found.years.iter().filter(|held| held.has_both()).collect();
    let has_head = years.iter().any(|held| held.per_head().is_some());
    let has_neighbours = years.iter().any(|held| held.neighbours().is_some());
    let mut columns = vec![
        Column::words("Year", 2),
        Column::figures("Pounds"),
        Column::words("Which pounds", 3),
        Column::figures(figure_is(found)),
    ];
    if has_neighbours {
        columns.push(Column::figures(format!(
            "Neighbours ({})",
            found.average.word()
        )));
        columns.push(Column::words("Gap", 3));
    }
    if has_head {
        columns.push(Column::figures("Pounds a child"));
    }
    let caption = format!(
        "{}, against {}",
        found.name,
        in_short(&found.indicator.label(), TITLE)
    );
    let mut table = table("Pounds against outcomes", caption, columns);
    for held in years {
        table.rows.push(row(found, held, has_neighbours, has_head));
    }
    let n = found.years.len() - table.rows.len();
    if n > 0 {
        table.notes.push(format!(
            "{} with only pounds or only a figure {} left out.",
            capital(&several(n, "year")),
            if n == 1 { "is" } else { "are" }
        ));
    }
    let counted = found.years.iter().find_map(|held| held.counted.as_ref());
    if has_head && let Some(counted) = counted {
        table
            .notes
            .push(format!("Children are counted by {}.", counted.from));
    }
    table.notes.extend(found.notes.iter().cloned());
    set(table)
}

/// What stands over the figures, with their unit.
fn figure_is(found: &Outcome) -> String {
    let indicator = &found.indicator;
    let name = if is_unit_cost(indicator) {
        "Unit cost"
    } else {
        "Figure"
    };
    match indicator.unit_words.trim() {
        "" => name.to_owned(),
        words => format!("{name} ({words})"),
    }
}

fn row(found: &Outcome, held: &OutcomeYear, has_neighbours: bool, has_head: bool) -> Row {
    let spend = held.spend;
    let mut cells = vec![
        head(held.label()),
        money_or(spend.map(|held| held.amount), "no grant pays for it"),
        Cell::text(spend.map_or("", |held| held.is.word())),
        held.figure.as_ref().map_or_else(
            || missing("no figure of this year"),
            |figure| {
                let after = if figure.status.is_actual() {
                    String::new()
                } else {
                    format!(" ({})", figure.status.word())
                };
                reported(&found.indicator, figure.reported, &after)
            },
        ),
    ];
    if has_neighbours {
        let decimals = found.indicator.decimals.max(1);
        cells.push(held.neighbours().map_or_else(
            || missing("no neighbours’ figures"),
            |value| Cell::Number {
                value,
                decimals,
                suffix: match found.indicator.unit {
                    UnitKind::Percent => "%".into(),
                    _ => String::new(),
                },
            },
        ));
        cells.push(gap(found, held));
    }
    if has_head {
        cells.push(money_or(held.per_head(), "no count of children"));
    }
    Row::body(cells)
}

fn gap(found: &Outcome, held: &OutcomeYear) -> Cell {
    let Some(gap) = held.gap() else {
        return missing("no neighbours’ figures");
    };
    let better = match held.figure.as_ref().and_then(|figure| figure.better) {
        Some(true) => ", better",
        Some(false) => ", worse",
        None => "",
    };
    Cell::text(format!("{}{better}", found.signed(gap)))
}
