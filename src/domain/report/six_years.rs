//! An objective's indicators in the six-year layout of the Management Action Plan: three years behind the plan's year, the
//! year itself and two ahead.
//!
//! The plan of 2001/02 printed 1998/99 outturn, 1999/00 provisional and four planned years; the columns here are the same
//! for any year. A column's heading has the status that most of its figures have, and a figure of another status says so
//! in its cell.
//!
//! Edges: a figure of another kind of year stands in the fiscal year that it ends in. Of several figures of one year the
//! firmest is printed, and of quarters the latest. Indicators with no figure in the six years are named below the table
//! with their latest figure, so that none is silently left out.

use jiff::civil::Date;

use crate::domain::benchmark::OwnFigure;
use crate::domain::document::{Block, Cell, Column, Row, plain};
use crate::domain::indicator::{Indicator, UnitKind};
use crate::domain::period::Period;
use crate::domain::reading::{Reported, Status};
use crate::domain::report::cells::{head, missing, reported, set, table};
use crate::domain::report::maker::{Maker, year_name};
use crate::domain::thread::watch;

/// Years before the plan's year.
const BEHIND: i16 = 3;
/// How many years the table has.
const YEARS: usize = 6;

/// The six years, with the status that most figures of each have.
pub(super) struct SixYears {
    years: [i16; YEARS],
    statuses: [Option<Status>; YEARS],
}

/// The fiscal year that a day lies in, by the year in which it begins.
fn fiscal_year(day: Date) -> i16 {
    if day.month() < 4 {
        day.year().saturating_sub(1)
    } else {
        day.year()
    }
}

/// Our own figures of an indicator: with the published ones where the file was asked, else as officers entered them.
fn own(maker: &Maker<'_>, indicator: &Indicator) -> Vec<OwnFigure> {
    let held = maker.comparisons(indicator.id);
    if !held.is_empty() {
        return held.iter().map(|held| held.own).collect();
    }
    let area = maker.book.plan().area;
    let readings = maker.book.readings.iter();
    readings
        .filter(|held| held.indicator == indicator.id && held.area == area)
        .map(OwnFigure::entered)
        .collect()
}

/// The figure of one fiscal year: the firmest of the latest period that ends in it.
fn in_year(held: &[OwnFigure], year: i16) -> Option<&OwnFigure> {
    let of_year = held
        .iter()
        .filter(|own| fiscal_year(own.period.end()) == year);
    of_year.max_by_key(|own| (own.period.end(), std::cmp::Reverse(own.status)))
}

impl SixYears {
    /// The six years round the plan's year; without money, round the year after the latest figure of what happened.
    pub(super) fn of(maker: &Maker<'_>) -> Option<Self> {
        let figures: Vec<Vec<OwnFigure>> = (maker.book.indicators.iter())
            .filter(|held| !held.objectives.is_empty())
            .map(|held| own(maker, held))
            .collect();
        let latest = || {
            let actual = figures
                .iter()
                .flatten()
                .filter(|own| own.status.is_actual());
            let last = actual.map(|own| fiscal_year(own.period.end())).max()?;
            Some(last.saturating_add(1))
        };
        let middle = maker.year.or_else(latest)?;
        let mut years = [middle.saturating_sub(BEHIND); YEARS];
        for at in 1..YEARS {
            years[at] = years[at - 1].saturating_add(1);
        }
        let statuses = years.map(|year| {
            let of_year = figures.iter().filter_map(|held| in_year(held, year));
            most(of_year.map(|own| own.status))
        });
        Some(Self { years, statuses })
    }

    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::words("Code", 2), Column::words("Indicator", 6)];
        for (year, status) in self.years.iter().zip(self.statuses) {
            let year = year_name(*year);
            columns.push(Column::figures(match status {
                Some(status) => format!("{year} {}", status.word()),
                None => year,
            }));
        }
        columns
    }

    /// The table of an objective's indicators, and what is said of those that have no figure in it.
    pub(super) fn table(
        &self,
        maker: &Maker<'_>,
        caption: &str,
        held: &[&Indicator],
    ) -> Vec<Block> {
        let mut table = table("Indicators", caption, self.columns());
        let mut outside = Vec::new();
        for indicator in held {
            let figures = own(maker, indicator);
            let in_years = self.years.map(|year| in_year(&figures, year));
            if in_years.iter().all(Option::is_none) {
                outside.push(outside_words(maker, indicator));
                continue;
            }
            let mut cells = vec![Cell::text(indicator.code.clone()), head(title(indicator))];
            for (own, usual) in in_years.into_iter().zip(self.statuses) {
                cells.push(cell(indicator, own, usual));
            }
            table.rows.push(Row::body(cells));
        }
        if table.rows.is_empty() && outside.is_empty() {
            return Vec::new();
        }
        let is_there = |mark: &str| {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells
                .into_iter()
                .any(|cell| matches!(cell, Cell::Number { suffix, .. } if suffix.ends_with(mark)))
        };
        let key: Vec<String> = Status::ALL
            .iter()
            .filter(|status| is_there(&letter(**status)))
            .map(|status| format!("{} {}", letter(*status).trim(), status.word()))
            .collect();
        if !key.is_empty() {
            table.notes.push(format!(
                "Where a figure’s status is not that of its column: {}.",
                key.join(", ")
            ));
        }
        let mut blocks = Vec::new();
        if !table.rows.is_empty() {
            blocks.push(set(table));
        }
        if !outside.is_empty() {
            blocks.push(Block::Text(plain(format!(
                "Also followed, with no figure in these six years: {}.",
                outside.join("; ")
            ))));
        }
        blocks
    }
}

/// The status that most have, the firmest of equals.
fn most(statuses: impl Iterator<Item = Status>) -> Option<Status> {
    let mut counts = [0_usize; Status::ALL.len()];
    for status in statuses {
        if let Some(at) = Status::ALL.iter().position(|held| *held == status) {
            counts[at] += 1;
        }
    }
    let first = counts.iter().copied().enumerate().filter(|(_, n)| *n > 0);
    let (at, _) = first.max_by_key(|(at, n)| (*n, std::cmp::Reverse(*at)))?;
    Status::ALL.get(at).copied()
}

fn letter(status: Status) -> String {
    let letter = match status {
        Status::Outturn => "(o)",
        Status::Revised => "(r)",
        Status::Provisional => "(p)",
        Status::Estimate => "(e)",
        Status::Forecast => "(f)",
        Status::Planned => "(pl)",
    };
    format!(" {letter}")
}

fn cell(indicator: &Indicator, own: Option<&OwnFigure>, usual: Option<Status>) -> Cell {
    let Some(own) = own else {
        return missing("no figure in the plan");
    };
    let after = match own.reported {
        Reported::Figure { .. } if Some(own.status) != usual => letter(own.status),
        _ => String::new(),
    };
    reported(indicator, own.reported, &after)
}

/// The title, with pounds said where a bare number would not.
pub(super) fn title(indicator: &Indicator) -> String {
    match indicator.unit {
        UnitKind::Money => format!("{} (£)", indicator.title),
        _ => indicator.title.clone(),
    }
}

/// `DfE X: 24.8% in 2024/25`.
fn outside_words(maker: &Maker<'_>, indicator: &Indicator) -> String {
    let held = maker.comparisons(indicator.id);
    let found = watch(indicator, held, maker.options.average);
    let name = if indicator.title.is_empty() {
        indicator.code.clone()
    } else {
        indicator.title.clone()
    };
    found.map_or_else(
        || format!("{name} (no figure yet)"),
        |found| {
            let shown = indicator.show(found.value, found.decimals);
            format!("{name} ({shown} in {})", period_words(found.period))
        },
    )
}

/// A period inside a sentence.
pub(super) fn period_words(period: Period) -> String {
    period.to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_lies_in_the_year_that_begins_in_april() {
        #[track_caller]
        fn check(day: Date, want: i16) {
            assert_eq!(fiscal_year(day), want, "{day}");
        }
        check(date(2002, 3, 31), 2001);
        check(date(2002, 4, 1), 2002);
        check(date(2002, 12, 31), 2002);
    }

    #[test]
    fn the_status_of_a_column_is_the_one_that_most_have() {
        use Status::{Outturn, Planned, Provisional};
        assert_eq!(most([].into_iter()), None);
        assert_eq!(most([Planned, Outturn].into_iter()), Some(Outturn));
        let three = [Planned, Provisional, Provisional];
        assert_eq!(most(three.into_iter()), Some(Provisional));
    }
}
