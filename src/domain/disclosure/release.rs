//! The counts of a release, the tables they stand in, and which of them sum to which.
//!
//! A table's margins are counts like any other, joined to its inner counts by sums. Tables meet in two ways: the same
//! count stands in both ([`Release::same`]), or counts of one are parts of a count of the other ([`Release::sum`]), as
//! replies by channel are of all replies. Only what is said so here can be seen by the attack.

use crate::domain::disclosure::{Mark, Profile};
use crate::domain::problem::{Place, Problem};

/// A count of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub(in crate::domain::disclosure) usize);

/// A table of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(usize);

/// Whether a count is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Print {
    /// It is nowhere printed; a reader may still work it out.
    Never,
    /// It is, unless it must be hidden.
    #[default]
    Printed,
    /// It is, and cannot be hidden: what else is hidden must hold against a reader who knows it to the last person. It
    /// is rounded where the rule rounds.
    Kept,
    /// It is known outside already, in a paper that cannot be called back: it cannot be hidden, and is printed as it is
    /// whatever its size.
    Known,
}

/// A table to be released: counts by row and column, and which totals belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// What it is called.
    pub name: String,
    /// The rows' names.
    pub rows: Vec<String>,
    /// The columns' names.
    pub columns: Vec<String>,
    /// The counts, row by row.
    pub counts: Vec<Vec<u64>>,
    /// Totals of the rows; none where the counts of a row do not sum to anything (several answers a person).
    pub row_totals: Option<Print>,
    /// Totals of the columns; none where they do not sum.
    pub column_totals: Option<Print>,
    /// The total of all; none where there is no such sum.
    pub grand_total: Option<Print>,
}

/// Where a table's counts are in the release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What the table is called.
    pub name: String,
    /// The rows' names.
    pub rows: Vec<String>,
    /// The columns' names.
    pub columns: Vec<String>,
    /// The counts, row by row.
    pub cells: Vec<Vec<CellId>>,
    /// The rows' totals, or none.
    pub row_totals: Vec<CellId>,
    /// The columns' totals, or none.
    pub column_totals: Vec<CellId>,
    /// The total of all.
    pub grand_total: Option<CellId>,
}

#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) name: String,
    pub(super) count: u64,
    pub(super) print: Print,
    /// A reader knows that it is no less than this.
    pub(super) least: u64,
    /// A reader knows that it is no more than this.
    pub(super) most: Option<u64>,
    /// Of how many people, where those who are left are as much of a secret: those who did not tick an answer.
    pub(super) of: Option<u64>,
    /// The count that this one is the same as; itself where it is the first.
    same: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub(super) parts: Vec<usize>,
    pub(super) total: usize,
}

/// All counts that are let out together.
#[derive(Clone, Debug, Default)]
pub struct Release {
    pub(super) cells: Vec<Cell>,
    pub(super) sums: Vec<Sum>,
    tables: Vec<Layout>,
}

impl Release {
    /// An empty release.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one count, named for problems.
    pub fn cell(&mut self, name: impl Into<String>, count: u64, print: Print) -> CellId {
        let id = self.cells.len();
        self.cells.push(Cell {
            name: name.into(),
            count,
            print,
            least: 0,
            most: None,
            of: None,
            same: id,
        });
        CellId(id)
    }

    /// Says that a reader knows a count to lie between two others. With `of`, those of so many people who are left are
    /// protected like those who are counted. Bounds that the count itself does not keep are slips, and are widened.
    pub fn bounds(&mut self, cell: CellId, least: u64, most: u64, of: Option<u64>) {
        let at = cell.0;
        if at < self.cells.len() {
            let at = self.root(at);
            let held = &mut self.cells[at];
            held.least = least.min(held.count);
            held.most = Some(most.max(held.count));
            held.of = of;
        }
    }

    /// Says that the parts sum to the total.
    ///
    /// # Errors
    /// When they do not, or one of them is of another release.
    pub fn sum(&mut self, parts: &[CellId], total: CellId) -> Result<(), Box<Problem>> {
        self.holds(parts)?;
        self.holds(&[total])?;
        let sum = parts
            .iter()
            .try_fold(0_u64, |sum, part| sum.checked_add(self.at(part.0).count));
        let held = self.at(total.0);
        if sum != Some(held.count) {
            let parts = sum.map_or("more than can be held".to_owned(), |sum| sum.to_string());
            return Err(refused(
                &held.name,
                format!("parts that sum to {parts}, a total of {}", held.count),
                "Counts of a release must sum to their totals before any is hidden.",
                "Check the counts, or leave the total out of the release.",
            ));
        }
        self.sums.push(Sum {
            parts: parts.iter().map(|part| part.0).collect(),
            total: total.0,
        });
        Ok(())
    }

    /// Says that two counts are one and the same, standing in two places: hidden in both or in neither.
    ///
    /// # Errors
    /// When they differ, or one of them is of another release.
    pub fn same(&mut self, one: CellId, other: CellId) -> Result<(), Box<Problem>> {
        self.holds(&[one, other])?;
        let (one, other) = (self.root(one.0), self.root(other.0));
        let (first, second) = (one.min(other), one.max(other));
        if self.cells[first].count != self.cells[second].count {
            return Err(refused(
                &self.cells[second].name,
                format!(
                    "{} here, {} in {}",
                    self.cells[second].count, self.cells[first].count, self.cells[first].name
                ),
                "The two are said to be the same count.",
                "Check the counts, or do not join them.",
            ));
        }
        self.cells[first].print = self.cells[first].print.max(self.cells[second].print);
        self.cells[second].same = first;
        Ok(())
    }

    /// Adds a table with its totals.
    ///
    /// # Errors
    /// When the counts are not as many as its rows and columns, or too large to sum.
    pub fn table(&mut self, grid: &Grid) -> Result<TableId, Box<Problem>> {
        self.check(grid)?;
        let name = |row: &str, column: &str| format!("{}, {row}, {column}", grid.name);
        let mut layout = Layout {
            name: grid.name.clone(),
            rows: grid.rows.clone(),
            columns: grid.columns.clone(),
            cells: Vec::new(),
            row_totals: Vec::new(),
            column_totals: Vec::new(),
            grand_total: None,
        };
        for (row, counts) in grid.rows.iter().zip(&grid.counts) {
            let cells = grid.columns.iter().zip(counts);
            layout.cells.push(
                cells
                    .map(|(column, count)| self.cell(name(row, column), *count, Print::Printed))
                    .collect(),
            );
        }
        if let Some(print) = grid.row_totals {
            for (row, cells) in grid.rows.iter().zip(&layout.cells) {
                let total = self.total(name(row, "total"), cells, print)?;
                layout.row_totals.push(total);
            }
        }
        if let Some(print) = grid.column_totals {
            for (at, column) in grid.columns.iter().enumerate() {
                let cells: Vec<CellId> = layout.cells.iter().map(|row| row[at]).collect();
                let total = self.total(name("total", column), &cells, print)?;
                layout.column_totals.push(total);
            }
        }
        if let Some(print) = grid.grand_total {
            layout.grand_total = Some(self.grand(&layout, print)?);
        }
        self.tables.push(layout);
        Ok(TableId(self.tables.len() - 1))
    }

    /// A total of all, joined to whichever totals the table has, or to all its counts.
    fn grand(&mut self, layout: &Layout, print: Print) -> Result<CellId, Box<Problem>> {
        let all: Vec<CellId> = layout.cells.concat();
        let name = format!("{}, total", layout.name);
        let margins: Vec<&Vec<CellId>> = [&layout.row_totals, &layout.column_totals]
            .into_iter()
            .filter(|margin| !margin.is_empty())
            .collect();
        let first = margins.first().map_or(&all, |margin| *margin);
        let total = self.total(name, first, print)?;
        for margin in margins.iter().skip(1) {
            self.sum(margin, total)?;
        }
        Ok(total)
    }

    fn total(
        &mut self,
        name: String,
        parts: &[CellId],
        print: Print,
    ) -> Result<CellId, Box<Problem>> {
        let count = parts.iter().map(|part| self.at(part.0).count).sum();
        let total = self.cell(name, count, print);
        self.sum(parts, total)?;
        Ok(total)
    }

    fn check(&self, grid: &Grid) -> Result<(), Box<Problem>> {
        let (rows, columns) = (grid.rows.len(), grid.columns.len());
        if grid.counts.len() != rows || grid.counts.iter().any(|row| row.len() != columns) {
            return Err(refused(
                &grid.name,
                format!("counts that do not fill {rows} rows of {columns}"),
                "Each row and column has one count where they cross.",
                "Give every count; where nobody answered it is 0.",
            ));
        }
        if grid.counts.iter().flatten().any(|count| *count > MOST) {
            return Err(refused(
                &grid.name,
                format!("a count of more than {MOST}"),
                "There are not so many people.",
                "Check the counts.",
            ));
        }
        Ok(())
    }

    /// Refuses counts that are not of this release.
    fn holds(&self, cells: &[CellId]) -> Result<(), Box<Problem>> {
        match cells.iter().find(|cell| cell.0 >= self.cells.len()) {
            None => Ok(()),
            Some(cell) => Err(refused(
                "Release",
                format!("count {} of {}", cell.0 + 1, self.cells.len()),
                "A sum can only be said of counts that are in the release.",
                "Add the count to this release first.",
            )),
        }
    }

    /// Where a table's counts are.
    #[must_use]
    pub fn layout(&self, table: TableId) -> Option<&Layout> {
        self.tables.get(table.0)
    }

    /// Every table, in the order in which they were added.
    #[must_use]
    pub fn tables(&self) -> &[Layout] {
        &self.tables
    }

    /// A count's name.
    #[must_use]
    pub fn name(&self, cell: CellId) -> Option<&str> {
        self.cells.get(cell.0).map(|cell| cell.name.as_str())
    }

    /// How many there are; none for a count of another release.
    #[must_use]
    pub fn count(&self, cell: CellId) -> Option<u64> {
        let held = self.cells.get(self.cells.get(cell.0)?.same)?;
        Some(held.count)
    }

    /// How a count would be printed if nothing were hidden; none where the release does not print it.
    #[must_use]
    pub fn bare(&self, cell: CellId) -> Option<Mark> {
        let held = self.cells.get(self.cells.get(cell.0)?.same)?;
        (held.print != Print::Never).then_some(Mark::Shown(held.count))
    }

    /// The first of the counts that are the same as this one.
    pub(super) fn root(&self, cell: usize) -> usize {
        let mut at = cell;
        while self.cells[at].same != at {
            at = self.cells[at].same;
        }
        at
    }

    /// The count that a place stands for.
    pub(super) fn at(&self, cell: usize) -> &Cell {
        &self.cells[self.root(cell)]
    }

    /// Whether a count, or what is left of those it is of, is hidden for its own sake.
    pub(super) fn is_small(&self, cell: usize, profile: Profile) -> bool {
        let held = self.at(cell);
        let left = held.of.map(|of| of.saturating_sub(held.count));
        profile.hides(held.count) || left.is_some_and(|left| profile.hides(left))
    }

    /// Every count once.
    pub(super) fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.cells.len()).filter(|cell| self.cells[*cell].same == *cell)
    }
}

/// The largest inner count of a table; far more than anybody counts, far less than overflows.
const MOST: u64 = 1_000_000_000_000;

fn refused(place: &str, what: String, why: &str, remedy: &str) -> Box<Problem> {
    Box::new(Problem::refusal(
        "release",
        Place::Field(place.to_owned()),
        place,
        what,
        why,
        remedy,
    ))
}
