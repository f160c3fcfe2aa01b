//! The thread as a table of a paper: one row an objective, in cells that are short enough for one page and a little.
//!
//! Nine columns leave each no room. So titles are cut, and a column in which no objective has anything is left out: a
//! note says so once, where dashes would say it in every row.

use crate::domain::check::words::several;
use crate::domain::document::{Block, Cell, Column, Row};
use crate::domain::money::Pence;
use crate::domain::objective::Objective;
use crate::domain::plan::ActionStatus;
use crate::domain::report::cells::{head, hidden, missing, money, percent, set, table};
use crate::domain::report::dashboard::spark;
use crate::domain::report::maker::Maker;
use crate::domain::report::titles::{cut, in_short};
use crate::domain::report::voices::{Said, towards};
use crate::domain::thread::{Measures, Thread, ThreadRow};

/// Why an objective has no money: in the words of the first screen.
const NO_GRANT: &str = "no grant";
/// Letters of a title in a cell.
const CELL: usize = 52;

/// The thread. A column in which no objective has anything is left out, and a note says so.
pub(super) fn thread_table(maker: &Maker<'_>, thread: &Thread) -> Block {
    let caption = if maker.year.is_some() {
        format!("The thread, {}", maker.year_words())
    } else {
        "The thread".to_owned()
    };
    let mut table = table("Thread", caption, Vec::new());
    let is_asked = |row: &ThreadRow| towards(maker, row.voice).0 != Said::NotAsked;
    let has = Has {
        voice: thread.rows.iter().any(is_asked),
        risk: thread.rows.iter().any(|row| row.risk.is_some()),
    };
    table.columns = vec![
        Column::words("Objective", 6),
        Column::figures("Money"),
        Column::figures("Share"),
        Column::words("Measures better", 8),
        Column::words("The one to watch", 11),
        Column::words("Its trend", 3),
    ];
    if has.voice {
        table.columns.push(Column::words("Voice", 4));
    }
    table.columns.push(Column::words("Actions", 4));
    if has.risk {
        table.columns.push(Column::words("Gravest risk", 5));
    }
    for row in &thread.rows {
        table.rows.push(thread_row(maker, row, has));
    }
    if thread.totals.allocated != Pence::ZERO {
        table.rows.extend(whole_rows(thread, table.columns.len()));
        table.notes.push(format!(
            "Money is what the year’s grants pay for the objective’s priority areas; the share is of the year’s {}.",
            thread.totals.whole_is()
        ));
    }
    table.notes.extend(shared(maker, thread));
    table.notes.push(
        if has.voice {
            "Voice is the percentage for less the percentage against, of those who chose to answer."
        } else {
            "Nobody was asked about any of them."
        }
        .into(),
    );
    if !has.risk {
        table
            .notes
            .push("No risk is recorded to one of them alone.".into());
    }
    set(table)
}

/// What any objective has, so that it has a column.
#[derive(Clone, Copy)]
struct Has {
    voice: bool,
    risk: bool,
}

/// The sum of the objectives' money, after what serves none of them.
fn whole_rows(thread: &Thread, columns: usize) -> Vec<Row> {
    let totals = &thread.totals;
    let why = "the year has no money";
    let cells = |name: &str, amount: Pence| {
        let share = percent(amount.share_of(totals.whole()), 1, why);
        let mut cells = vec![head(name), money(amount), share];
        cells.resize(columns, Cell::Empty);
        cells
    };
    let mut rows = Vec::new();
    if totals.elsewhere != Pence::ZERO {
        let cells = cells("Lines that serve no objective", totals.elsewhere);
        rows.push(Row::body(cells));
    }
    rows.push(Row::total(cells("Allocated", totals.allocated)));
    rows
}

/// Objectives that no grant pays for by themselves, with what serves them and counts under another.
fn shared(maker: &Maker<'_>, thread: &Thread) -> Option<String> {
    let rows = thread.rows.iter();
    let held: Vec<String> = rows
        .filter(|row| row.money.lines.is_empty() && !row.money.shared_lines.is_empty())
        .filter_map(|row| {
            let objective = maker.book.objectives.get(row.objective)?;
            Some(format!("{} ({})", objective.label(), row.money.shared))
        })
        .collect();
    (!held.is_empty()).then(|| {
        format!(
            "Served by money that counts under another objective first: {}.",
            held.join(", ")
        )
    })
}

fn thread_row(maker: &Maker<'_>, row: &ThreadRow, has: Has) -> Row {
    let book = maker.book;
    let objective = book.objectives.get(row.objective);
    let watched = row.measures.watch.as_ref();
    let indicator = watched.and_then(|held| book.indicators.get(held.indicator));
    let (what, trend) = match (watched, indicator) {
        (Some(held), Some(indicator)) => (
            Cell::text(format!(
                "{}: {} in {}",
                in_short(&indicator.title, CELL),
                indicator.show(held.value, held.decimals),
                held.period
            )),
            spark(indicator, held.points.clone()),
        ),
        _ => (missing("no figures yet"), missing("no figures yet")),
    };
    let voice = towards(maker, row.voice).0;
    let (amount, share) = if row.money.lines.is_empty() {
        (missing(NO_GRANT), missing(NO_GRANT))
    } else {
        (
            money(row.money.amount),
            percent(row.money.share, 1, "the year has no money"),
        )
    };
    let mut cells = vec![
        head(objective.map_or_else(|| "?".into(), Objective::label)),
        amount,
        share,
    ];
    cells.extend([Cell::text(measures(&row.measures)), what, trend]);
    if has.voice {
        cells.push(voice_cell(voice));
    }
    cells.push(Cell::text(actions(maker, row)));
    if has.risk {
        cells.push(risk(maker, row));
    }
    Row::body(cells)
}

fn voice_cell(voice: Said) -> Cell {
    match voice {
        Said::Hidden => hidden(),
        Said::NotAsked => missing("nobody was asked"),
        held => Cell::text(held.short()),
    }
}

/// `2 of 3 than neighbours, 1 of 2 than before`.
fn measures(held: &Measures) -> String {
    let mut parts = Vec::new();
    if held.neighbours.of > 0 {
        parts.push(format!("{} than neighbours", held.neighbours));
    }
    if held.previous.of > 0 {
        parts.push(format!("{} than before", held.previous));
    }
    if held.indicators == 0 {
        return "none".into();
    }
    if parts.is_empty() {
        return format!("{}, none to compare", several(held.indicators, "indicator"));
    }
    parts.join(", ")
}

fn actions(maker: &Maker<'_>, row: &ThreadRow) -> String {
    let held = row.actions;
    if held.of == 0 {
        return "none".into();
    }
    let first = held.first.and_then(|id| maker.book.actions.get(id));
    let first =
        first.filter(|held| matches!(held.status, ActionStatus::Late | ActionStatus::AtRisk));
    let first = first.map_or_else(String::new, |action| format!(", {}", action.status.word()));
    format!("{} of {} open{first}", held.open, held.of)
}

fn risk(maker: &Maker<'_>, row: &ThreadRow) -> Cell {
    let held = row.risk.and_then(|id| maker.book.risks.get(id));
    held.map_or_else(
        || missing("no risk is recorded"),
        |held| {
            Cell::text(format!(
                "{} ({})",
                cut(&held.title, CELL),
                held.rating().word()
            ))
        },
    )
}
