//! Where a year's money stands: what each grant pays, what each line costs, what is left.
//!
//! The sums are a value, worked out from the book and, while an officer types, from the book with one cell
//! changed, so that what is left moves with the typing and nothing is stored until it is confirmed.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::{Allocation, Grant, Nature, PriorityArea};
use crate::domain::id::{GrantId, ObjectiveId, PriorityAreaId};
use crate::domain::key_map::KeyMap;
use crate::domain::money::Pence;

/// A cell as it would be if the officer's draft were kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The grant that would pay.
    pub grant: GrantId,
    /// What it would pay for.
    pub priority_area: PriorityAreaId,
    /// How much; none when the cell is being cleared.
    pub amount: Option<Pence>,
}

/// A grant's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantPosition {
    /// The grant.
    pub grant: GrantId,
    /// What it is worth.
    pub amount: Pence,
    /// What it pays.
    pub allocated: Pence,
    /// What is left; below zero when more is allocated than granted.
    pub left: Pence,
    /// What it pays on lines that its ring-fence does not name.
    pub ineligible: Pence,
}

/// A priority area's money in the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinePosition {
    /// The priority area.
    pub priority_area: PriorityAreaId,
    /// What each grant pays, in the order of [`YearPosition::grants`]; none where the cell is empty.
    pub cells: Vec<Option<Pence>>,
    /// What they pay together.
    pub total: Pence,
}

/// A fiscal year's grants and lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPosition {
    /// The year in which the fiscal year begins.
    pub fiscal_year: i16,
    /// The grants, in their own order.
    pub grants: Vec<GrantPosition>,
    /// Every priority area, in its own order, also those without money this year.
    pub lines: Vec<LinePosition>,
    /// All grants of the year.
    pub granted: Pence,
    /// All allocations of the year.
    pub allocated: Pence,
    /// What is left of all grants together.
    pub left: Pence,
}

impl YearPosition {
    /// Works out a year, with one cell changed if a draft is given.
    ///
    /// Sums that would pass the largest amount are held at it: the amounts that lead there are refused on entry.
    #[must_use]
    pub fn of(book: &Book, fiscal_year: i16, draft: Option<Draft>) -> Self {
        let grants: Vec<_> = book
            .grants
            .iter()
            .filter(|grant| grant.fiscal_year == fiscal_year)
            .collect();
        let mut position = Self {
            fiscal_year,
            grants: grants
                .iter()
                .map(|grant| GrantPosition {
                    grant: grant.id,
                    amount: grant.amount,
                    allocated: Pence::ZERO,
                    left: grant.amount,
                    ineligible: Pence::ZERO,
                })
                .collect(),
            lines: cells(book, &grants),
            granted: total(grants.iter().map(|grant| grant.amount)),
            allocated: Pence::ZERO,
            left: Pence::ZERO,
        };
        if let Some(draft) = draft {
            position.set(book, draft);
        }
        for line in &mut position.lines {
            line.total = total(line.cells.iter().flatten().copied());
        }
        for column in 0..position.grants.len() {
            position.sum_column(book, column);
        }
        position.sum_all();
        position
    }

    /// The same year with one cell changed: what [`YearPosition::of`] gives, without looking at every line again.
    #[must_use]
    pub fn with(&self, book: &Book, draft: Draft) -> Self {
        let mut position = self.clone();
        if let Some((row, column)) = position.set(book, draft) {
            let line = &mut position.lines[row];
            line.total = total(line.cells.iter().flatten().copied());
            position.sum_column(book, column);
            position.sum_all();
        }
        position
    }

    /// Puts a draft into its cell, and says which it is.
    fn set(&mut self, book: &Book, draft: Draft) -> Option<(usize, usize)> {
        let row = book.priority_areas.place(draft.priority_area)?;
        let column = self
            .grants
            .iter()
            .position(|held| held.grant == draft.grant)?;
        self.lines.get_mut(row)?.cells[column] = draft.amount;
        Some((row, column))
    }

    fn sum_column(&mut self, book: &Book, column: usize) {
        let cells = self.lines.iter().filter_map(|line| line.cells[column]);
        let allocated = total(cells);
        let ineligible =
            book.grants
                .get(self.grants[column].grant)
                .map_or(Pence::ZERO, |grant| {
                    let fence = grant.fence();
                    let lines = book.priority_areas.iter().zip(&self.lines);
                    total(lines.filter_map(|(area, line)| {
                        line.cells[column].filter(|_| !fence.may_pay(area))
                    }))
                });
        let held = &mut self.grants[column];
        held.allocated = allocated;
        held.left = less(held.amount, allocated);
        held.ineligible = ineligible;
    }

    fn sum_all(&mut self) {
        self.allocated = total(self.grants.iter().map(|held| held.allocated));
        self.left = less(self.granted, self.allocated);
    }

    /// What a grant pays for a line; none where the cell is empty.
    #[must_use]
    pub fn cell(&self, book: &Book, grant: GrantId, area: PriorityAreaId) -> Option<Pence> {
        let column = self.grants.iter().position(|held| held.grant == grant)?;
        let line = self.lines.get(book.priority_areas.place(area)?)?;
        line.cells[column]
    }

    /// The grant's position, if it is of this year.
    #[must_use]
    pub fn grant(&self, id: GrantId) -> Option<&GrantPosition> {
        self.grants.iter().find(|position| position.grant == id)
    }

    /// What the year's grants of one nature are worth, what they pay, and what is left of them; none where there is no
    /// grant of that nature.
    #[must_use]
    pub fn of_nature(&self, book: &Book, nature: Nature) -> Option<(Pence, Pence, Pence)> {
        let mut grants = self.grants.iter().filter(|sums| {
            let grant = book.grants.get(sums.grant);
            grant.is_some_and(|grant| grant.nature == nature)
        });
        let first = grants.next()?;
        let sums = (first.amount, first.allocated, first.left);
        Some(grants.fold(sums, |(amount, allocated, left), sums| {
            let add = |a: Pence, b: Pence| Pence(a.0.saturating_add(b.0));
            (
                add(amount, sums.amount),
                add(allocated, sums.allocated),
                add(left, sums.left),
            )
        }))
    }

    /// What the year gives the priority areas of an objective.
    #[must_use]
    pub fn for_objective(&self, book: &Book, objective: ObjectiveId) -> Pence {
        total(self.lines.iter().filter_map(|line| {
            let area = book.priority_areas.get(line.priority_area)?;
            (area.objective == Some(objective)).then_some(line.total)
        }))
    }
}

/// What each of these grants pays for each priority area now, with virements; totals are still to be summed.
fn cells(book: &Book, grants: &[&Grant]) -> Vec<LinePosition> {
    let column: KeyMap<GrantId, usize> = grants
        .iter()
        .enumerate()
        .map(|(at, grant)| (grant.id, at))
        .collect();
    let empty = |area: &PriorityArea| LinePosition {
        priority_area: area.id,
        cells: vec![None; grants.len()],
        total: Pence::ZERO,
    };
    let mut lines: Vec<LinePosition> = book.priority_areas.iter().map(empty).collect();
    let place = |at: LineAt| {
        let column = column.get(&at.grant)?;
        Some((book.priority_areas.place(at.priority_area)?, *column))
    };
    for held in &book.allocations {
        if let Some((row, column)) = place(LineAt::new(held.grant, held.priority_area)) {
            lines[row].cells[column] = Some(held.amount);
        }
    }
    for part in book.virements.iter().flat_map(|held| &held.lines) {
        if let Some((row, column)) = part.line().and_then(place) {
            let so_far = lines[row].cells[column].get_or_insert(Pence::ZERO);
            *so_far = Pence(so_far.0.saturating_add(part.amount.0));
        }
    }
    lines
}

/// What every line of every year has now: what it was allocated, and what virements brought or took. A line that has
/// been neither allocated nor moved to has none.
#[must_use]
pub fn latest(book: &Book) -> HashMap<LineAt, Pence> {
    let mut held: HashMap<LineAt, Pence> = book
        .allocations
        .iter()
        .map(|held| (LineAt::new(held.grant, held.priority_area), held.amount))
        .collect();
    for part in book.virements.iter().flat_map(|held| &held.lines) {
        if let Some(line) = part.line() {
            let so_far = held.entry(line).or_default();
            *so_far = Pence(so_far.0.saturating_add(part.amount.0));
        }
    }
    held
}

/// What virements brought to a line or took from it.
#[must_use]
pub fn moved(book: &Book, line: LineAt) -> Pence {
    total(
        book.virements
            .iter()
            .flat_map(|held| &held.lines)
            .filter(|part| part.line() == Some(line))
            .map(|part| part.amount),
    )
}

/// The allocation in one cell.
#[must_use]
pub fn allocation(book: &Book, grant: GrantId, area: PriorityAreaId) -> Option<&Allocation> {
    book.allocations
        .iter()
        .find(|held| held.grant == grant && held.priority_area == area)
}

/// A sum held at the largest amount there is.
#[must_use]
pub fn total(amounts: impl Iterator<Item = Pence>) -> Pence {
    amounts.fold(Pence::ZERO, |sum, amount| {
        Pence(sum.0.saturating_add(amount.0))
    })
}

/// A difference held at the ends of the range.
#[must_use]
pub fn less(from: Pence, take: Pence) -> Pence {
    Pence(from.0.saturating_sub(take.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::{Sample, YEAR};
    use crate::domain::id::GrantId;

    /// Two grants of £100 and £50, the second for the second line only.
    fn sample() -> Sample {
        let mut sample = Sample::default();
        let lines = ["A", "B"].map(|name| sample.area(name));
        let main = sample.grant("Main", 100, "", &[]);
        sample.grant("Fenced", 50, "B", &[lines[1]]);
        sample.pay(main, lines[0], 60);
        sample.pay(main, lines[1], 30);
        sample
    }

    #[test]
    fn a_draft_moves_every_sum() {
        #[track_caller]
        fn check(draft: Option<(i64, i64, Option<i64>)>, main: i64, fenced: i64, ineligible: i64) {
            let draft = draft.map(|(grant, area, pounds)| Draft {
                grant: GrantId(grant),
                priority_area: PriorityAreaId(area),
                amount: pounds.map(|pounds| Pence(pounds * 100)),
            });
            let position = YearPosition::of(&sample().book(), YEAR, draft);
            if let Some(draft) = draft {
                let book = sample().book();
                let before = YearPosition::of(&book, YEAR, None);
                assert_eq!(before.with(&book, draft), position);
            }
            let pounds = |pounds: i64| Pence(pounds * 100);
            let [first, second] = &position.grants[..] else {
                panic!("two grants");
            };
            assert_eq!(
                (first.allocated, second.allocated),
                (pounds(main), pounds(fenced))
            );
            assert_eq!(
                (first.left, second.left),
                (pounds(100 - main), pounds(50 - fenced))
            );
            assert_eq!(second.ineligible, pounds(ineligible));
            assert_eq!(position.granted, pounds(150));
            assert_eq!(position.allocated, pounds(main + fenced));
            assert_eq!(position.left, pounds(150 - main - fenced));
            let lines: i64 = position.lines.iter().map(|line| line.total.0).sum();
            assert_eq!(Pence(lines), position.allocated);
        }
        check(None, 90, 0, 0);
        check(Some((1, 1, Some(80))), 110, 0, 0);
        check(Some((1, 1, None)), 30, 0, 0);
        check(Some((2, 2, Some(20))), 90, 20, 0);
        check(Some((2, 1, Some(20))), 90, 20, 20);
        check(Some((9, 1, Some(20))), 90, 0, 0);
    }

    #[test]
    fn capital_and_revenue_are_summed_apart() {
        let mut sample = sample();
        sample.grants[1].nature = Nature::Capital;
        let book = sample.book();
        let position = YearPosition::of(&book, YEAR, None);
        let pounds = |pounds: i64| Pence(pounds * 100);
        let revenue = position.of_nature(&book, Nature::Revenue);
        assert_eq!(revenue, Some((pounds(100), pounds(90), pounds(10))));
        let capital = position.of_nature(&book, Nature::Capital);
        assert_eq!(capital, Some((pounds(50), Pence::ZERO, pounds(50))));
        let none = YearPosition::of(&book, YEAR + 1, None);
        assert_eq!(none.of_nature(&book, Nature::Capital), None);
    }

    #[test]
    fn another_year_has_other_grants() {
        let position = YearPosition::of(&sample().book(), YEAR + 1, None);
        assert_eq!(
            (position.granted, position.allocated),
            (Pence::ZERO, Pence::ZERO)
        );
        assert!(position.lines.iter().all(|line| line.cells.is_empty()));
    }

    #[test]
    fn sums_past_the_end_are_held_at_it() {
        let most = Pence(i64::MAX);
        assert_eq!(total([most, Pence(1)].into_iter()), most);
        assert_eq!(less(Pence(i64::MIN), Pence(1)), Pence(i64::MIN));
    }

    #[test]
    fn an_objective_has_the_money_of_its_lines() {
        let mut sample = sample();
        let objective = sample.objective("1", "Care");
        sample.area_serves(PriorityAreaId(2), objective);
        let book = sample.book();
        let position = YearPosition::of(&book, YEAR, None);
        assert_eq!(position.for_objective(&book, objective), Pence(3_000));
    }
}
