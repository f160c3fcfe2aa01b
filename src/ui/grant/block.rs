//! What the grid was asked for, made into changes: one amount, a pasted block, a fill down, a clearing.
//!
//! Each is one step to undo. A block of which any cell is refused changes nothing; the room then says which and why, and
//! offers the rest.

use crate::domain::grant::position::Draft;
use crate::ui::grant::GrantRoom;
use crate::ui::grant::change::{Wanted, one_step, read, set, sort};
use crate::ui::grant::offer::Offer;
use crate::ui::grant::sheet::AmountSheet;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::widgets::{Block, GridEvent, Sheet};

impl GrantRoom {
    /// Acts on what was asked of the grid in this frame.
    pub(super) fn take(
        &mut self,
        sheet: &AmountSheet<'_>,
        desk: Desk<'_>,
        event: GridEvent,
        asks: &mut Vec<Request>,
    ) {
        let draft = match &event {
            GridEvent::Draft { row, col, text } => draft(sheet, *row, *col, text),
            _ => None,
        };
        self.draft = draft;
        if !sheet.can_edit {
            return;
        }
        match event {
            GridEvent::None | GridEvent::Draft { .. } | GridEvent::Copy(_) => {}
            GridEvent::Commit { row, col, text } => {
                self.offer = None;
                asks.extend(commit(sheet, desk, row, col, &text));
            }
            GridEvent::Paste { row, col, block } => {
                self.make("Paste", pasted(sheet, row, col, block), sheet, desk, asks)
            }
            GridEvent::FillDown(block) => {
                self.make("Fill down", filled(sheet, block), sheet, desk, asks)
            }
            GridEvent::Clear(block) => self.make("Clear", cleared(sheet, block), sheet, desk, asks),
        }
    }

    fn make(
        &mut self,
        verb: &str,
        wanted: Vec<Wanted>,
        sheet: &AmountSheet<'_>,
        desk: Desk<'_>,
        asks: &mut Vec<Request>,
    ) {
        let sorted = sort(sheet.book, sheet.ledger, wanted, || desk.session.new_key());
        if sorted.refused.is_empty() {
            self.offer = None;
            asks.extend(one_step(verb, sorted.commands).map(Request::Change));
        } else {
            self.offer = Some(Offer::of(
                verb,
                sorted,
                (desk.session.revision(), desk.year),
            ));
        }
    }
}

/// The amount being typed, once it can be read and is one that would be taken.
fn draft(sheet: &AmountSheet<'_>, row: usize, col: usize, text: &str) -> Option<Draft> {
    let (grant, priority_area) = sheet.cell(row, col)?;
    let amount = read(text).ok()?;
    let takable = amount.is_none_or(|amount| !amount.is_negative());
    takable.then_some(Draft {
        grant,
        priority_area,
        amount,
    })
}

fn commit(
    sheet: &AmountSheet<'_>,
    desk: Desk<'_>,
    row: usize,
    col: usize,
    text: &str,
) -> Option<Request> {
    let amount = read(text).ok()?;
    let command = set(
        sheet.book,
        sheet.ledger,
        sheet.cell(row, col)?,
        amount,
        desk.session.new_key(),
    )?;
    Some(Request::Change(command))
}

fn wanted(sheet: &AmountSheet<'_>, row: usize, col: usize, text: String) -> Wanted {
    let inside = row < sheet.rows() && col < sheet.columns();
    let name = if inside {
        format!("{}, {}", sheet.row_name(row), sheet.column_name(col))
    } else {
        format!("row {}, column {}", row + 1, col + 1)
    };
    Wanted {
        cell: sheet.cell(row, col),
        name,
        text,
    }
}

fn pasted(sheet: &AmountSheet<'_>, row: usize, col: usize, block: Vec<Vec<String>>) -> Vec<Wanted> {
    let mut all = Vec::new();
    for (down, cells) in block.into_iter().enumerate() {
        for (across, text) in cells.into_iter().enumerate() {
            all.push(wanted(sheet, row + down, col + across, text));
        }
    }
    all
}

fn filled(sheet: &AmountSheet<'_>, block: Block) -> Vec<Wanted> {
    let mut all = Vec::new();
    for row in block.rows().skip(1) {
        for col in block.columns() {
            all.push(wanted(sheet, row, col, sheet.text(block.first.row, col)));
        }
    }
    all
}

fn cleared(sheet: &AmountSheet<'_>, block: Block) -> Vec<Wanted> {
    let mut all = Vec::new();
    for row in block.rows() {
        for col in block.columns() {
            all.push(wanted(sheet, row, col, String::new()));
        }
    }
    all
}
