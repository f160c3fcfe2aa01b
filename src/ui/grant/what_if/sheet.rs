//! The what-ifs' amounts as cells, and what was typed, pasted, filled or cleared in them as one change.
//!
//! Edges: a line's cell that is emptied takes the line out of the what-if; a grant always has an amount. The plan's own
//! column is no cell: it is changed under "Plan" and "Virements".

use std::collections::BTreeMap;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::money::Pence;
use crate::domain::record::Edit;
use crate::domain::scenario::Scenario;
use crate::ui::grant::change::read;
use crate::ui::grant::sheet::figure;
use crate::ui::grant::what_if::table::{Of, Row, Table};
use crate::ui::widgets::{GridEvent, Look, Sheet};

/// The amount being typed: row, column of the sheet, amount.
pub type Typing = (usize, usize, Option<Pence>);

/// The what-ifs' amounts.
pub struct WhatIfSheet<'a> {
    /// The figures.
    pub table: &'a Table,
    /// The amount being typed.
    pub typing: Option<Typing>,
    /// Whether the file may be changed.
    pub can_edit: bool,
}

impl<'a> WhatIfSheet<'a> {
    fn row(&self, row: usize) -> Option<&'a Row> {
        self.table.rows.get(row)
    }

    /// What stands in a column of the table, 0 being the plan, with the amount being typed.
    pub fn amount(&self, row: usize, column: usize) -> Option<Pence> {
        let held = self.row(row)?;
        let amount = held.amounts.get(column).copied().flatten();
        let Some((at, col, typed)) = self.typing.filter(|(_, col, _)| col + 1 == column) else {
            return amount;
        };
        if at == row {
            return typed;
        }
        // What a grant has left moves with the amount that is typed.
        let source = self.row(at)?;
        let Of::Left(grant) = held.of else {
            return amount;
        };
        if source.of.grant() != grant {
            return amount;
        }
        let was = source
            .amounts
            .get(col + 1)
            .copied()
            .flatten()
            .unwrap_or_default();
        let more = typed.unwrap_or_default().0.saturating_sub(was.0);
        let left = amount?.0;
        Some(Pence(match source.of {
            Of::Worth(_) => left.saturating_add(more),
            _ => left.saturating_sub(more),
        }))
    }
}

impl Sheet for WhatIfSheet<'_> {
    fn rows(&self) -> usize {
        self.table.rows.len()
    }

    fn columns(&self) -> usize {
        self.table.scenarios.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.row(row)
            .map_or_else(String::new, |row| row.name.clone())
    }

    fn column_name(&self, col: usize) -> String {
        self.table.names.get(col + 1).cloned().unwrap_or_default()
    }

    fn shown(&self, row: usize, col: usize) -> String {
        self.amount(row, col + 1)
            .map_or_else(|| "–".to_owned(), figure)
    }

    fn text(&self, row: usize, col: usize) -> String {
        let held = self
            .row(row)
            .and_then(|row| row.amounts.get(col + 1).copied().flatten());
        held.map_or_else(String::new, |amount| {
            amount.pounds_grouped().replace(',', "")
        })
    }

    fn check(&self, row: usize, _col: usize, text: &str) -> Result<(), String> {
        let amount = read(text)?;
        match (self.row(row).map(|row| row.of), amount) {
            (_, Some(amount)) if amount.is_negative() => Err(format!(
                "{amount}. No line or grant is less than nothing. Enter nought or more."
            )),
            (Some(Of::Worth(_)), None) => {
                Err("A grant has an amount. Enter 0 if it were not given at all.".to_owned())
            }
            (Some(Of::Left(_)), _) => {
                Err("What is left follows from the lines and cannot be entered.".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn editable(&self, row: usize, _col: usize) -> bool {
        self.can_edit
            && self
                .row(row)
                .is_some_and(|row| !matches!(row.of, Of::Left(_)))
    }

    fn look(&self, row: usize, col: usize) -> Look {
        let amount = self.amount(row, col + 1);
        let is_changed = amount != self.amount(row, 0);
        match (self.row(row).map(|row| row.of), amount) {
            (Some(Of::Left(_)), Some(left)) if left.is_negative() => Look::Attention,
            (Some(Of::Left(_)), _) => Look::Muted,
            (Some(Of::Worth(_)), _) => Look::Strong,
            (_, None) => Look::Muted,
            _ if is_changed => Look::Strong,
            _ => Look::Plain,
        }
    }
}

/// What the grid was asked for, as one change.
///
/// # Errors
/// Why some of a block cannot be entered; nothing is changed then.
pub fn asked(
    book: &Book,
    sheet: &WhatIfSheet<'_>,
    event: GridEvent,
) -> Result<Option<Command>, Vec<String>> {
    let (verb, wanted): (&str, Vec<(usize, usize, String)>) = match event {
        GridEvent::None | GridEvent::Copy(_) | GridEvent::Draft { .. } => return Ok(None),
        GridEvent::Commit { row, col, text } => ("Change", vec![(row, col, text)]),
        GridEvent::Paste { row, col, block } => {
            let cells = block.into_iter().enumerate().flat_map(|(down, cells)| {
                let cells = cells.into_iter().enumerate();
                cells.map(move |(across, text)| (row + down, col + across, text))
            });
            ("Paste", cells.collect())
        }
        GridEvent::FillDown(block) => {
            let below = block.rows().skip(1);
            let cells = below.flat_map(|row| block.columns().map(move |col| (row, col)));
            let first = block.first.row;
            let cells = cells.map(|(row, col)| (row, col, sheet.text(first, col)));
            ("Fill down", cells.collect())
        }
        GridEvent::Clear(block) => {
            let cells = block
                .rows()
                .flat_map(|row| block.columns().map(move |col| (row, col, String::new())));
            ("Clear", cells.collect())
        }
    };
    put(book, sheet, verb, wanted)
}

fn put(
    book: &Book,
    sheet: &WhatIfSheet<'_>,
    verb: &str,
    wanted: Vec<(usize, usize, String)>,
) -> Result<Option<Command>, Vec<String>> {
    let n = wanted.len();
    let mut now: BTreeMap<usize, Scenario> = BTreeMap::new();
    let mut refused = Vec::new();
    for (row, col, text) in wanted {
        let held = sheet
            .table
            .scenarios
            .get(col)
            .and_then(|id| book.scenarios.get(*id));
        let (Some(held), Some(line)) = (held, sheet.row(row)) else {
            if !text.trim().is_empty() {
                refused.push(format!("“{text}” would stand outside the grid."));
            }
            continue;
        };
        // A block that takes in a row of what is left is entered without it.
        if n > 1 && matches!(line.of, Of::Left(_)) {
            continue;
        }
        let amount = match sheet.check(row, col, &text).and_then(|()| read(&text)) {
            Ok(amount) => amount,
            Err(why) => {
                refused.push(format!("{}, {}: {why}", line.name, held.name));
                continue;
            }
        };
        let scenario = now.remove(&col).unwrap_or_else(|| held.clone());
        let scenario = match (line.of, amount) {
            (Of::Line(at), amount) => scenario.with(at, amount),
            (Of::Worth(grant), Some(amount)) => scenario.with_grant(grant, amount),
            _ => scenario,
        };
        now.insert(col, scenario);
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    let changes: Vec<Command> = now
        .into_values()
        .filter_map(|now| {
            let was = book.scenarios.get(now.id).filter(|was| **was != now)?;
            Some(Command::from(Edit::change(was, now)))
        })
        .collect();
    Ok(match changes.len() {
        0 => None,
        _ if n == 1 => changes.into_iter().next(),
        _ => Some(Command::several(
            format!("{verb} {n} amounts of what-ifs"),
            changes,
        )),
    })
}
