//! One year's money as the checks need it: its grants, its cells, and the words for their places.
//!
//! Made once for a year and read by every check of it, with the officer's half-typed cell already in place.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::check::{Spot, rounding};
use crate::domain::grant::Grant;
use crate::domain::grant::position::{Draft, GrantPosition, YearPosition};
use crate::domain::id::{GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::Place;

/// A grant and its sums.
pub(super) struct Column<'a> {
    /// The grant.
    pub grant: &'a Grant,
    /// What it pays and has left.
    pub sums: GrantPosition,
}

/// A year's money, as the checks need it.
pub(super) struct Year<'a> {
    /// The plan.
    pub book: &'a Book,
    /// The year in which the fiscal year begins.
    pub start: i16,
    /// Its sums, with the draft in place.
    pub position: YearPosition,
    /// What every line of the year is rounded to, if to anything.
    pub unit: Option<Pence>,
    columns: Vec<Column<'a>>,
    cells: HashMap<(GrantId, PriorityAreaId), Pence>,
}

impl<'a> Year<'a> {
    /// The year's money, with one cell changed if a draft is given.
    pub fn of(book: &'a Book, start: i16, draft: Option<Draft>) -> Self {
        let position = YearPosition::of(book, start, draft);
        let columns: Vec<Column> = position
            .grants
            .iter()
            .filter_map(|sums| {
                let grant = book.grants.get(sums.grant)?;
                Some(Column { grant, sums: *sums })
            })
            .collect();
        let mut cells = HashMap::new();
        for line in &position.lines {
            for (sums, cell) in position.grants.iter().zip(&line.cells) {
                cells.extend(cell.map(|amount| ((sums.grant, line.priority_area), amount)));
            }
        }
        Self {
            unit: rounding::unit(cells.values().copied()),
            book,
            start,
            position,
            columns,
            cells,
        }
    }

    /// `2001/02`.
    pub fn label(&self) -> String {
        Period::Financial(self.start).label()
    }

    /// The year's grants, in their own order.
    pub fn columns(&self) -> impl Iterator<Item = &Column<'a>> {
        self.columns.iter()
    }

    /// The lines that a grant pays more than £0 for, in their own order.
    pub fn paid_by(&self, column: &Column) -> Vec<(PriorityAreaId, Pence)> {
        self.position
            .lines
            .iter()
            .filter_map(|line| {
                let amount = self.cell(column.grant.id, line.priority_area)?;
                (amount > Pence::ZERO).then_some((line.priority_area, amount))
            })
            .collect()
    }

    /// What a grant pays for a line.
    pub fn cell(&self, grant: GrantId, area: PriorityAreaId) -> Option<Pence> {
        self.cells.get(&(grant, area)).copied()
    }

    /// A priority area's name.
    pub fn area(&self, id: PriorityAreaId) -> &'a str {
        self.book
            .priority_areas
            .get(id)
            .map_or("?", |area| &area.name)
    }

    /// A grant, as a place.
    pub fn at_grant(&self, grant: &Grant) -> Spot {
        let location = format!("Grant {}, {}", self.label(), grant.short);
        Spot::new(Place::Grant(grant.id), location)
    }

    /// A cell, as a place.
    pub fn at_cell(&self, grant: &Grant, area: PriorityAreaId) -> Spot {
        let location = format!(
            "Grant {}, {}, paid by {}",
            self.label(),
            self.area(area),
            grant.short
        );
        Spot::new(Place::Allocation(grant.id, area), location)
    }
}
