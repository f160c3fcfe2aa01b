//! Cells and sentences that the documents share: money, figures, people, and the reason where there is none.
//!
//! One place decides how an amount or a hidden count is printed, so that no two tables do it differently.

use crate::domain::consultation::released::printed;
use crate::domain::disclosure::Mark;
use crate::domain::document::{Block, Cell, Column, Item, Row, Run, Table, Tone, plain};
use crate::domain::indicator::{Indicator, UnitKind};
use crate::domain::money::Pence;
use crate::domain::rating::Rag;
use crate::domain::reading::Reported;

/// The mark of a cell for which the plan holds nothing.
const NOTHING: &str = "–";

/// An amount. [`set`] decides whether its column prints pence.
pub(super) fn money(amount: Pence) -> Cell {
    Cell::Money {
        amount,
        with_pence: true,
    }
}

/// An amount, or why there is none.
pub(super) fn money_or(amount: Option<Pence>, reason: &str) -> Cell {
    amount.map_or_else(|| missing(reason), money)
}

/// Nothing is held, and why.
pub(super) fn missing(reason: &str) -> Cell {
    Cell::Missing {
        mark: NOTHING.into(),
        reason: reason.into(),
    }
}

/// Words, or a mark where there are none.
pub(super) fn words(text: &str) -> Cell {
    if text.trim().is_empty() {
        missing("not recorded in the plan")
    } else {
        Cell::text(text)
    }
}

/// What heads a row.
pub(super) fn head(text: impl Into<String>) -> Cell {
    Cell::Head(text.into())
}

/// A count of people as it may be printed.
pub(super) fn people(mark: Option<Mark>) -> Cell {
    match mark {
        None => missing("no count has been entered"),
        Some(mark) => printed(mark).map_or_else(hidden, Cell::count),
    }
}

/// A count that is not printed.
pub(super) fn hidden() -> Cell {
    Cell::Missing {
        mark: Mark::Suppressed.to_string(),
        reason: "not shown, to protect people".into(),
    }
}

/// A percentage, or why there is none.
pub(super) fn percent(value: Option<f64>, decimals: u8, reason: &str) -> Cell {
    value.map_or_else(
        || missing(reason),
        |value| Cell::Number {
            value,
            decimals,
            suffix: "%".into(),
        },
    )
}

/// What stands after an indicator's figures in a cell.
fn suffix(indicator: &Indicator) -> &'static str {
    match indicator.unit {
        UnitKind::Percent => "%",
        UnitKind::Ratio => " : 1",
        _ => "",
    }
}

/// An indicator's figure or the reason for none; `after` is said of the figure, such as ` (p)`.
pub(super) fn reported(indicator: &Indicator, reported: Reported, after: &str) -> Cell {
    match reported {
        Reported::Figure { value, decimals } => Cell::Number {
            value,
            decimals,
            suffix: format!("{}{after}", suffix(indicator)),
        },
        Reported::Missing(missing) => Cell::Missing {
            mark: missing.mark().into(),
            reason: missing.word().into(),
        },
    }
}

/// A rating with its word.
pub(super) fn rating(rag: Option<Rag>) -> Cell {
    let tone = match rag {
        Some(Rag::Red) => Tone::Bad,
        Some(Rag::Amber) => Tone::Watch,
        Some(Rag::Green) => Tone::Good,
        Some(Rag::NotRated) | None => return Cell::text("Not rated"),
    };
    let word = rag.map_or("", Rag::word);
    Cell::Rating {
        word: capital(word),
        tone,
    }
}

/// The text with a capital at its head.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// An empty table.
pub(super) fn table(name: &str, caption: impl Into<String>, columns: Vec<Column>) -> Table {
    Table {
        name: name.into(),
        caption: caption.into(),
        columns,
        ..Table::default()
    }
}

/// A table ready to be printed: a column prints pence only where one of its amounts has any, and what is missing for
/// different reasons is marked differently.
pub(super) fn set(mut table: Table) -> Block {
    tell_apart(&mut table);
    for column in 0..table.columns.len() {
        let cells = || table.rows.iter().filter_map(|row| row.cells.get(column));
        let has_pence =
            cells().any(|cell| matches!(cell, Cell::Money { amount, .. } if amount.0 % 100 != 0));
        for row in &mut table.rows {
            if let Some(Cell::Money { with_pence, .. }) = row.cells.get_mut(column) {
                *with_pence = has_pence;
            }
        }
    }
    Block::Table(table)
}

/// Gives the dash of a missing cell a number for each reason but the first: `–`, `–²`, `–³`. A reader who finds one sign
/// with two meanings under the table knows neither.
fn tell_apart(table: &mut Table) {
    let mut reasons: Vec<String> = Vec::new();
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
    for cell in cells {
        let Cell::Missing { mark, reason } = cell else {
            continue;
        };
        if mark != NOTHING {
            continue;
        }
        let place = reasons.iter().position(|held| held == reason);
        let place = place.unwrap_or_else(|| {
            reasons.push(reason.clone());
            reasons.len() - 1
        });
        if place > 0 {
            mark.push_str(&raised(place + 1));
        }
    }
}

/// A number in raised figures: `²`.
fn raised(number: usize) -> String {
    const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let figures = number.to_string();
    let figures = figures.bytes().map(|figure| usize::from(figure - b'0'));
    figures.filter_map(|figure| FIGURES.get(figure)).collect()
}

/// A row of the sum of amounts under a name.
pub(super) fn total(name: &str, cells: Vec<Cell>) -> Row {
    let mut row = vec![head(name)];
    row.extend(cells);
    Row::total(row)
}

/// A list of sentences.
pub(super) fn list(items: impl IntoIterator<Item = String>) -> Block {
    Block::List {
        numbered_from: None,
        items: items
            .into_iter()
            .map(|text| Item {
                text: plain(text),
                ..Item::default()
            })
            .collect(),
    }
}

/// A sentence with figures in it, each with where it comes from.
#[derive(Default)]
pub(super) struct Words(Vec<Run>);

impl Words {
    /// Words.
    pub(super) fn say(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run::new(text));
        self
    }

    /// A figure and its source.
    pub(super) fn figure(mut self, text: impl ToString, source: &str) -> Self {
        self.0.push(Run {
            text: text.to_string(),
            source: source.into(),
            ..Run::default()
        });
        self
    }

    /// As a paragraph.
    pub(super) fn paragraph(self) -> Block {
        Block::Text(self.0)
    }

    /// Set apart.
    pub(super) fn note(self) -> Block {
        Block::Note(self.0)
    }
}

/// A sentence set apart.
pub(super) fn note(text: impl Into<String>) -> Block {
    Words::default().say(text).note()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_prints_pence_only_where_one_of_its_amounts_has_any() {
        let columns = vec![Column::figures("Whole"), Column::figures("Exact")];
        let mut given = table("Money", "Money", columns);
        for amounts in [[100, 150], [200, 200]] {
            let cells = amounts.map(|pence| money(Pence(pence)));
            given.rows.push(Row::body(cells.to_vec()));
        }
        let Block::Table(found) = set(given) else {
            panic!("a table is a table");
        };
        let pence: Vec<bool> = (found.rows.iter().flat_map(|row| &row.cells))
            .map(|cell| {
                matches!(
                    cell,
                    Cell::Money {
                        with_pence: true,
                        ..
                    }
                )
            })
            .collect();
        assert_eq!(pence, [false, true, false, true]);
    }

    #[test]
    fn one_sign_has_one_meaning() {
        let mut given = table("Money", "Money", vec![Column::words("What", 1)]);
        for reason in ["not yet", "never", "not yet", "no rule"] {
            given.rows.push(Row::body(vec![missing(reason), hidden()]));
        }
        let Block::Table(found) = set(given) else {
            panic!("a table is a table");
        };
        let mut legend = found.legend();
        legend.retain(|(mark, _)| *mark != Mark::Suppressed.to_string());
        assert_eq!(
            legend,
            [("–", "not yet"), ("–²", "never"), ("–³", "no rule")]
        );
        assert_eq!(raised(10), "¹⁰");
    }

    #[test]
    fn a_hidden_count_and_no_count_are_different() {
        assert_eq!(people(Some(Mark::Shown(0))), Cell::count(0));
        assert_eq!(people(Some(Mark::Suppressed)), hidden());
        assert_eq!(people(None), missing("no count has been entered"));
    }
}
