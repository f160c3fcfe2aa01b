//! The year through its months: what was moved, what was spent, what is expected, what is carried on.

use std::collections::BTreeSet;

use crate::domain::carried::left;
use crate::domain::check::words::several;
use crate::domain::closing::month_name;
use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::grant::at::LineAt;
use crate::domain::grant::chart::{months, waterfall};
use crate::domain::monitor::{LineMonitor, YearMonitor, accuracy};
use crate::domain::report::around::day;
use crate::domain::report::cells::{
    Words, capital, head, missing, money, money_or, rating, set, table, total, words,
};
use crate::domain::report::maker::{Maker, bars, picture};
use crate::domain::virement::{Virement, steps};

/// Money moved in the year.
pub(super) fn moves(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "Money moved");
    let held: Vec<&Virement> = (maker.book.virements.iter())
        .filter(|held| Some(held.fiscal_year) == maker.year)
        .collect();
    if let Some(scheme) = maker.book.scheme.first() {
        document.say(format!("Moves are approved under: {}.", scheme.name));
    }
    if held.is_empty() {
        document.say("No money has been moved between lines in the year.");
        return;
    }
    document.add(moves_table(maker, &held));
    let lines: BTreeSet<LineAt> = held
        .iter()
        .flat_map(|held| held.lines.iter().filter_map(|part| part.line()))
        .collect();
    for line in lines {
        let steps = steps::of(maker.book, &BTreeSet::from([line]));
        if steps.steps.is_empty() {
            continue;
        }
        let drawn: Vec<_> = (steps.steps.iter())
            .map(|step| (step.reason.clone(), step.change))
            .collect();
        document.add(bars(waterfall(
            &line.name(maker.book),
            steps.original,
            &drawn,
        )));
    }
}

fn moves_table(maker: &Maker<'_>, held: &[&Virement]) -> Block {
    let columns = vec![
        Column::words("Line", 4),
        Column::words("Decided", 2),
        Column::words("Approved by", 3),
        Column::words("Lasts", 2),
        Column::figures("Gains or gives up"),
    ];
    let caption = format!("Virements of {}", maker.year_words());
    let mut table = table("Virements", caption, columns);
    for one in held {
        table
            .rows
            .push(Row::heading(format!("{} ({})", one.reason, one.size())));
        for part in &one.lines {
            let by = [one.approver.trim(), one.approved_by.trim()];
            let by: Vec<&str> = by.into_iter().filter(|word| !word.is_empty()).collect();
            table.rows.push(Row::body(vec![
                head(part.name(maker.book)),
                Cell::text(day(one.made_on)),
                words(&by.join(", ")),
                Cell::text(capital(one.lasting.word())),
                money(part.amount),
            ]));
        }
    }
    set(table)
}

/// Why there is no figure of what was spent.
const NOT_SPENT: &str = "no spending has been entered";
/// Why there is no forecast.
const NOT_FORECAST: &str = "nobody has forecast it yet";

/// What was spent and what is expected.
pub(super) fn spending(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "Spending and forecast");
    let year = maker.monitor();
    if year.lines.is_empty() {
        document.say("No line has money yet.");
        return;
    }
    let sums = year.sums;
    let is_begun = year.lines.iter().any(has_spending);
    if !is_begun && year.forecast().is_none() {
        document.say("No spending and no forecast have been entered for the year yet.");
    } else {
        document.add(
            Words::default()
                .say(format!("By the end of {} ", month(year.month)))
                .figure(sums.actual_to_date, "actual spending")
                .say(" was spent; by the profiles it should have been ")
                .figure(sums.planned_to_date, "profiles")
                .say(". The year is expected to cost ")
                .figure(sums.outturn, "forecasts")
                .say(" of ")
                .figure(sums.latest, "latest budgets")
                .say(": overspends of ")
                .figure(sums.over, "forecasts less budgets")
                .say(", underspends of ")
                .figure(sums.under.abs(), "forecasts less budgets")
                .say(".")
                .paragraph(),
        );
    }
    if sums.n_unsaid > 0 {
        document.say(format!(
            "Nobody has forecast {} yet; their budgets stand for them.",
            several(sums.n_unsaid, "line")
        ));
    }
    document.add(lines_table(maker, &year));
    if is_begun {
        document.add(picture(
            months(&year.profile(), &year.spent(), year.forecast()),
            260,
        ));
    }
    how_near(maker, document, &year);
}

fn month(month: u8) -> String {
    if month == 0 {
        "no month yet".into()
    } else {
        month_name(month)
    }
}

fn lines_table(maker: &Maker<'_>, year: &YearMonitor) -> Block {
    let columns = vec![
        Column::words("Line", 4),
        Column::figures("Original"),
        Column::figures("Moved"),
        Column::figures("Latest"),
        Column::figures("Spent"),
        Column::figures("Promised"),
        Column::figures("Free"),
        Column::figures("Forecast"),
        Column::figures("Variance"),
        Column::words("Rating", 2),
    ];
    let caption = format!("Every line of {}", maker.year_words());
    let mut table = table("Spending", caption, columns);
    for line in &year.lines {
        table.rows.push(line_row(maker, line));
    }
    let sums = year.sums;
    let free = crate::domain::grant::position::total(year.lines.iter().map(|line| line.free));
    let moved = crate::domain::grant::position::total(year.lines.iter().map(|line| line.moved));
    // A sum of nothing known is not nought.
    let is_spent = year.lines.iter().any(has_spending);
    let is_forecast = year.lines.iter().any(|line| line.forecast.is_some());
    let mut cells = [sums.original, moved, sums.latest].map(money).to_vec();
    cells.push(money_or(is_spent.then_some(sums.actual), NOT_SPENT));
    cells.extend([sums.committed, free].map(money));
    cells.push(money_or(is_forecast.then_some(sums.outturn), NOT_FORECAST));
    cells.push(money_or(is_forecast.then_some(sums.net), NOT_FORECAST));
    cells.push(Cell::Empty);
    table.rows.push(total("All lines", cells));
    table
        .notes
        .push("The sum of forecasts takes a line without one at its latest budget.".into());
    set(table)
}

fn has_spending(line: &LineMonitor) -> bool {
    line.spent.iter().any(Option::is_some)
}

fn line_row(maker: &Maker<'_>, line: &LineMonitor) -> Row {
    let nobody = NOT_FORECAST;
    Row::body(vec![
        head(line.line.name(maker.book)),
        money(line.original),
        money(line.moved),
        money(line.latest),
        money_or(has_spending(line).then_some(line.actual), NOT_SPENT),
        money(line.committed),
        money(line.free),
        money_or(line.forecast, nobody),
        money_or(line.variance, nobody),
        rating(Some(line.rag)),
    ])
}

/// How near earlier forecasts came, once the year is over.
fn how_near(maker: &Maker<'_>, document: &mut Document, year: &YearMonitor) {
    let found = accuracy(maker.book, year);
    if found.is_empty() {
        return;
    }
    document.heading(2, "How near the forecasts came");
    let columns = vec![
        Column::words("Made after", 3),
        Column::figures("Lines"),
        Column::figures("Said"),
        Column::figures("Cost in the end"),
        Column::figures("Off, line by line"),
    ];
    let mut table = table("Forecasts", "Forecasts beside what was spent", columns);
    for held in found {
        table.rows.push(Row::body(vec![
            head(month(held.month)),
            Cell::count(held.n as u64),
            money(held.said),
            money(held.outturn),
            money(held.off),
        ]));
    }
    document.add(set(table));
}

/// What becomes of money left: only once spending is in, since before that everything is left.
pub(super) fn carried(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "At the year’s end");
    let year = maker.monitor();
    let is_over = year.lines.iter().any(|line| line.spent[11].is_some());
    let found = left(maker.book, &year);
    let is_decided = found.iter().any(|held| held.decided.is_some());
    if !is_over && !is_decided {
        document.say("Spending of March is not in, so what is left cannot be said yet.");
        return;
    }
    if found.is_empty() {
        document.say("Every line is spent to the penny: nothing is left.");
        return;
    }
    let columns = vec![
        Column::words("Line", 4),
        Column::figures("Left"),
        Column::words("By the grant’s rule", 3),
        Column::words("Decided", 3),
        Column::figures("Decided of"),
    ];
    let mut table = table("Year end", "What is left and where it goes", columns);
    for held in &found {
        let rule = held
            .by_rule
            .map_or("for the council to decide", |fate| fate.word());
        let decided = held.decided;
        table.rows.push(Row::body(vec![
            head(held.line.name(maker.book)),
            money(held.amount),
            Cell::text(capital(rule)),
            decided.map_or_else(
                || missing("not decided yet"),
                |(_, fate)| Cell::text(capital(fate.word())),
            ),
            money_or(decided.map(|(amount, _)| amount), "not decided yet"),
        ]));
    }
    let sum = crate::domain::grant::position::total(found.iter().map(|held| held.amount));
    let cells = vec![money(sum), Cell::Empty, Cell::Empty, Cell::Empty];
    table.rows.push(total("All lines", cells));
    document.add(set(table));
}
