//! One year's money as the checks need it: its grants, its cells, and the words for their places.
//!
//! Made once for a year and read by every check of it, with the officer's half-typed cell already in place.

use crate::domain::book::Book;
use crate::domain::check::{Spot, rounding};
use crate::domain::grant::position::{GrantPosition, YearPosition};
use crate::domain::grant::{Fence, Grant};
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
    /// How many lines it pays more than £0 for.
    pub n_paid: usize,
    fence: Fence<'a>,
    at: usize,
}

impl Column<'_> {
    /// Whether the grant's rule lets it pay for this priority area.
    pub fn may_pay(&self, book: &Book, area: PriorityAreaId) -> bool {
        book.priority_areas
            .get(area)
            .is_some_and(|area| self.fence.may_pay(area))
    }

    /// Whether the grant's ring-fence names this priority area.
    pub fn is_within_fence(&self, book: &Book, area: PriorityAreaId) -> bool {
        book.priority_areas
            .get(area)
            .is_some_and(|area| self.fence.is_within(area))
    }
}

/// A year's money, as the checks need it.
pub(super) struct Year<'a> {
    /// The plan.
    pub book: &'a Book,
    /// The year in which the fiscal year begins.
    pub start: i16,
    /// Its sums, with the draft in place.
    pub position: &'a YearPosition,
    /// What every line of the year is rounded to, if to anything.
    pub unit: Option<Pence>,
    columns: Vec<Column<'a>>,
}

impl<'a> Year<'a> {
    /// The year's money, from its sums.
    pub fn of(book: &'a Book, position: &'a YearPosition) -> Self {
        let columns: Vec<Column> = position
            .grants
            .iter()
            .enumerate()
            .filter_map(|(at, sums)| {
                let grant = book.grants.get(sums.grant)?;
                let is_paid = |cell: Option<Pence>| cell.is_some_and(|cell| cell > Pence::ZERO);
                let lines = position.lines.iter();
                Some(Column {
                    n_paid: lines.filter(|line| is_paid(line.cells[at])).count(),
                    grant,
                    sums: *sums,
                    fence: grant.fence(),
                    at,
                })
            })
            .collect();
        let cells = position.lines.iter().flat_map(|line| &line.cells);
        Self {
            unit: rounding::unit(cells.flatten().copied()),
            book,
            start: position.fiscal_year,
            position,
            columns,
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
                let amount = line.cells[column.at]?;
                (amount > Pence::ZERO).then_some((line.priority_area, amount))
            })
            .collect()
    }

    /// What a grant pays for a line.
    pub fn cell(&self, grant: GrantId, area: PriorityAreaId) -> Option<Pence> {
        self.position.cell(self.book, grant, area)
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
