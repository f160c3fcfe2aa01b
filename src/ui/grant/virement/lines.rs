//! The lines of the year as a sheet: what the plan gave them, what was moved, what they have, and what this move does.
//!
//! Why only the move is a cell: all else follows from it, and a Tab should lead to the next thing that can be typed.
//!
//! Edges: a grant's money that no line has is a line of its own, at the head of its grant's lines.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::{latest, less, total};
use crate::domain::id::GrantId;
use crate::domain::money::Pence;
use crate::domain::virement::VirementLine;
use crate::ui::grant::change::read;
use crate::ui::grant::sheet::figure;
use crate::ui::grant::virement::draft::{Draft, Slot};
use crate::ui::widgets::{Look, Sheet};

/// One line as it stands.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which it is.
    pub slot: Slot,
    /// `Assessment, from Main`.
    pub name: String,
    /// What the plan gave it.
    pub original: Pence,
    /// What was moved in the year so far.
    pub moved: Pence,
    /// What it has.
    pub latest: Pence,
    /// Whether it was ever given or moved anything.
    pub is_used: bool,
}

impl Row {
    /// What it would have.
    pub fn after(&self, draft: &Draft) -> Pence {
        let gain = draft.amount(self.slot).unwrap_or(Pence::ZERO);
        Pence(self.latest.0.saturating_add(gain.0))
    }
}

/// Every line of a year, by grant, each grant's unallocated money first.
pub fn all(book: &Book, fiscal_year: i16) -> Vec<Row> {
    let latest = latest(book);
    let given: HashMap<LineAt, Pence> = book
        .allocations
        .iter()
        .map(|held| (LineAt::new(held.grant, held.priority_area), held.amount))
        .collect();
    let mut rows = Vec::new();
    let grants = book
        .grants
        .iter()
        .filter(|grant| grant.fiscal_year == fiscal_year);
    for grant in grants {
        let lines: Vec<Row> = book
            .priority_areas
            .iter()
            .map(|area| line(book, &given, &latest, LineAt::new(grant.id, area.id)))
            .collect();
        let original = less(grant.amount, total(lines.iter().map(|row| row.original)));
        let held = less(grant.amount, total(lines.iter().map(|row| row.latest)));
        rows.push(row(book, (grant.id, None), original, held, true));
        rows.extend(lines);
    }
    rows
}

fn line(
    book: &Book,
    given: &HashMap<LineAt, Pence>,
    latest: &HashMap<LineAt, Pence>,
    at: LineAt,
) -> Row {
    let original = given.get(&at).copied().unwrap_or_default();
    let held = latest.get(&at).copied();
    let slot = (at.grant, Some(at.priority_area));
    row(
        book,
        slot,
        original,
        held.unwrap_or_default(),
        held.is_some(),
    )
}

fn row(book: &Book, slot: Slot, original: Pence, latest: Pence, is_used: bool) -> Row {
    let part = VirementLine {
        grant: slot.0,
        priority_area: slot.1,
        amount: Pence::ZERO,
    };
    Row {
        slot,
        name: part.name(book),
        original,
        moved: less(latest, original),
        latest,
        is_used,
    }
}

/// Which lines are in view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// One grant's, or every grant's.
    pub grant: Option<GrantId>,
    /// Also those that have no money.
    pub unused: bool,
    /// Those with these words in their names.
    pub words: String,
}

impl Wanted {
    /// The places of the lines wanted. A line with an amount in the draft is always in view.
    pub fn places(&self, rows: &[Row], draft: &Draft) -> Vec<usize> {
        let words = self.words.trim().to_lowercase();
        let is_wanted = |row: &Row| {
            self.grant.is_none_or(|grant| grant == row.slot.0)
                && (draft.moves.contains_key(&row.slot)
                    || (self.unused || row.is_used)
                        && (words.is_empty() || row.name.to_lowercase().contains(&words)))
        };
        let places = rows.iter().enumerate();
        places
            .filter(|(_, row)| is_wanted(row))
            .map(|(place, _)| place)
            .collect()
    }
}

/// The amounts to be moved, as cells.
pub struct MoveSheet<'a> {
    /// Every line of the year.
    pub rows: &'a [Row],
    /// Those in view.
    pub places: &'a [usize],
    /// What is entered.
    pub draft: &'a Draft,
    /// Whether the file may be changed.
    pub can_edit: bool,
}

impl<'a> MoveSheet<'a> {
    /// The line of a row in view.
    pub fn row(&self, row: usize) -> Option<&'a Row> {
        self.rows.get(*self.places.get(row)?)
    }
}

impl Sheet for MoveSheet<'_> {
    fn rows(&self) -> usize {
        self.places.len()
    }

    fn columns(&self) -> usize {
        1
    }

    fn row_name(&self, row: usize) -> String {
        self.row(row)
            .map_or_else(String::new, |row| row.name.clone())
    }

    fn column_name(&self, _col: usize) -> String {
        "move".to_owned()
    }

    fn shown(&self, row: usize, _col: usize) -> String {
        let amount = self.row(row).and_then(|row| self.draft.amount(row.slot));
        match amount {
            Some(amount) if amount > Pence::ZERO => format!("+{}", figure(amount)),
            Some(amount) => figure(amount),
            None => "–".to_owned(),
        }
    }

    fn text(&self, row: usize, _col: usize) -> String {
        let row = self.row(row);
        let amount = row.and_then(|row| self.draft.moves.get(&row.slot));
        amount.map_or_else(String::new, |amount| {
            amount.pounds_grouped().replace(',', "")
        })
    }

    fn check(&self, row: usize, _col: usize, text: &str) -> Result<(), String> {
        let amount = read(text)?.unwrap_or(Pence::ZERO);
        let Some(row) = self.row(row) else {
            return Ok(());
        };
        if amount.is_negative() && row.latest.0.saturating_add(amount.0) < 0 {
            let (name, held) = (&row.name, row.latest);
            let remedy = if held > Pence::ZERO {
                format!("Take {held} or less.")
            } else {
                "Take it from somewhere else.".to_owned()
            };
            return Err(format!(
                "{} taken from {name}, which has {held}. A line cannot give up more than it has. {remedy}",
                amount.abs()
            ));
        }
        Ok(())
    }

    fn editable(&self, _row: usize, _col: usize) -> bool {
        self.can_edit
    }

    fn look(&self, row: usize, _col: usize) -> Look {
        let amount = self.row(row).and_then(|row| self.draft.amount(row.slot));
        match amount {
            Some(_) => Look::Strong,
            None => Look::Muted,
        }
    }
}
