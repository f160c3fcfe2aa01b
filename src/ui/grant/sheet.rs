//! The grid's amounts as a sheet one types into: one row a priority area, one column a grant.
//!
//! Why only the amounts are cells: totals, names and bars follow from them, and a Tab should lead to the next thing that
//! can be typed.
//!
//! Edges: an empty cell shows a dash, which is no allocation and not £0. Money on a line that the grant's ring-fence does
//! not name is marked; it is taken all the same, and the checks say so.

use crate::domain::book::Book;
use crate::domain::grant::{Allocation, Grant, PriorityArea};
use crate::domain::money::Pence;
use crate::ui::grant::change::{Cell, read, refusal, set};
use crate::ui::grant::dates::covers;
use crate::ui::grant::memo::{Ledger, Rows, YearView};
use crate::ui::widgets::{Look, Sheet};

/// The year's amounts, for the lines in view.
pub struct AmountSheet<'a> {
    /// The plan.
    pub book: &'a Book,
    /// The year's sums, with the amount being typed.
    pub view: &'a YearView,
    /// Where things are.
    pub ledger: &'a Ledger,
    /// The lines in view.
    pub lines: &'a Rows,
    /// Whether the file may be changed.
    pub can_edit: bool,
}

impl<'a> AmountSheet<'a> {
    /// The cell at a row and a column.
    pub fn cell(&self, row: usize, col: usize) -> Option<Cell> {
        let sums = self.view.position.grants.get(col)?;
        Some((sums.grant, self.area(row)?.id))
    }

    /// The priority area of a row.
    pub fn area(&self, row: usize) -> Option<&'a PriorityArea> {
        let areas: &'a [PriorityArea] = &self.book.priority_areas;
        areas.get(*self.lines.lines.get(row)?)
    }

    /// The row of a priority area.
    pub fn row_of(&self, area: crate::domain::id::PriorityAreaId) -> Option<usize> {
        (0..self.lines.lines.len()).find(|row| self.area(*row).is_some_and(|held| held.id == area))
    }

    /// The grant of a column.
    pub fn grant(&self, col: usize) -> Option<&'a Grant> {
        let sums = self.view.position.grants.get(col)?;
        self.book.grants.get(sums.grant)
    }

    /// The amount in a cell, with the one being typed.
    pub fn amount(&self, row: usize, col: usize) -> Option<Pence> {
        let line = self.view.position.lines.get(*self.lines.lines.get(row)?)?;
        line.cells.get(col).copied().flatten()
    }

    /// What stands small beside a row's name: `of which adoption £36,900 · first 6 months`.
    pub fn note(&self, row: usize) -> String {
        let Some(area) = self.area(row) else {
            return String::new();
        };
        let mut notes = Vec::new();
        for sums in &self.view.position.grants {
            if let Some(held) = self.ledger.held(self.book, sums.grant, area.id) {
                self.notes_of(held, &mut notes);
            }
        }
        notes.join(" · ")
    }

    fn notes_of(&self, held: &Allocation, notes: &mut Vec<String>) {
        for part in self.ledger.parts(self.book, held.id) {
            notes.push(format!("of which {} {}", lower(&part.name), part.amount));
        }
        if held.is_part_year()
            && let Some(grant) = self.book.grants.get(held.grant)
        {
            notes.push(covers(held, grant.year()));
        }
    }
}

/// A name inside a sentence: its first letter small, unless a capital follows it.
pub fn lower(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// An amount in a cell, with a true minus sign.
pub fn figure(amount: Pence) -> String {
    amount.pounds_grouped().replace('-', "−")
}

impl Sheet for AmountSheet<'_> {
    fn rows(&self) -> usize {
        self.lines.lines.len()
    }

    fn columns(&self) -> usize {
        self.view.position.grants.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.area(row)
            .map_or_else(String::new, |area| area.name.clone())
    }

    fn column_name(&self, col: usize) -> String {
        self.grant(col)
            .map_or_else(String::new, |grant| grant.short.clone())
    }

    fn shown(&self, row: usize, col: usize) -> String {
        self.amount(row, col).map_or_else(|| "–".to_owned(), figure)
    }

    fn text(&self, row: usize, col: usize) -> String {
        let latest = self
            .cell(row, col)
            .and_then(|(grant, area)| self.ledger.latest(self.book, grant, area));
        latest.map_or_else(String::new, |latest| {
            latest.pounds_grouped().replace(',', "")
        })
    }

    fn check(&self, row: usize, col: usize, text: &str) -> Result<(), String> {
        let amount = read(text)?;
        let Some(cell) = self.cell(row, col) else {
            return Ok(());
        };
        // The key does not matter: the change is only asked whether it would be taken.
        match set(self.book, self.ledger, cell, amount, i64::MAX) {
            Some(command) => refusal(&command, self.book).map_or(Ok(()), Err),
            None => Ok(()),
        }
    }

    fn editable(&self, _row: usize, _col: usize) -> bool {
        self.can_edit
    }

    fn look(&self, row: usize, col: usize) -> Look {
        let Some(amount) = self.amount(row, col) else {
            return Look::Muted;
        };
        let may = match (self.grant(col), self.area(row)) {
            (Some(grant), Some(area)) => grant.may_pay(self.book, area.id),
            _ => true,
        };
        if amount > Pence::ZERO && !may {
            Look::Attention
        } else {
            Look::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn a_name_inside_a_sentence_begins_small() {
        #[track_caller]
        fn check(name: &str, want: &str) {
            assert_eq!(lower(name), want);
        }
        check("Adoption", "adoption");
        check("ICT for schools", "ICT for schools");
        check("", "");
        check("Éire", "éire");
    }
}
