//! Records of one noun, in the order in which they are shown, found by key at once.
//!
//! Only the store puts records on a shelf or takes them off, so that a book is always what the file holds.

use std::ops::Deref;

use crate::domain::id::Key;
use crate::domain::key_map::KeyMap;
use crate::domain::record::Record;

/// Records of one noun, in the order in which they are shown, found by key at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelf<T: Record> {
    records: Vec<T>,
    at: KeyMap<i64, usize>,
    /// Who stands in a cell, by number; two for the moment in which one takes the other's place.
    cells: KeyMap<[i64; 3], Vec<i64>>,
}

impl<T: Record> Shelf<T> {
    /// The record with this key.
    pub fn get(&self, id: T::Id) -> Option<&T> {
        self.place(id).map(|at| &self.records[at])
    }

    /// Where the record with this key stands.
    pub fn place(&self, id: T::Id) -> Option<usize> {
        self.at.get(&id.number()).copied()
    }

    /// Where the record with this number stands.
    pub fn place_of(&self, number: i64) -> Option<usize> {
        self.at.get(&number).copied()
    }

    /// Another record that stands in this one's cell: there may not be one.
    pub fn twin(&self, record: &T) -> Option<&T> {
        let here = self.cells.get(&record.cell()?)?;
        let other = here
            .iter()
            .find(|number| **number != record.id().number())?;
        Some(&self.records[self.place_of(*other)?])
    }

    /// The record in a cell.
    pub fn in_cell(&self, cell: [i64; 3]) -> Option<&T> {
        let number = self.cells.get(&cell)?.first()?;
        Some(&self.records[self.place_of(*number)?])
    }

    /// Puts a record in the place of the one with its key; false when there is none.
    pub fn replace(&mut self, record: T) -> bool {
        let Some(at) = self.place(record.id()) else {
            return false;
        };
        let was = std::mem::replace(&mut self.records[at], record);
        if was.cell() != self.records[at].cell() {
            self.leave_cell(&was);
            self.enter_cell(at);
        }
        true
    }

    /// Puts a new record at a place, or at the end if the place is beyond it.
    pub fn insert(&mut self, at: usize, record: T) {
        let at = at.min(self.records.len());
        self.records.insert(at, record);
        self.enter_cell(at);
        self.note_from(at);
    }

    /// Takes off the record with this number.
    pub fn remove(&mut self, number: i64) -> Option<T> {
        let at = self.at.remove(&number)?;
        let record = self.records.remove(at);
        self.leave_cell(&record);
        self.note_from(at);
        Some(record)
    }

    fn enter_cell(&mut self, at: usize) {
        let record = &self.records[at];
        if let Some(cell) = record.cell() {
            let number = record.id().number();
            self.cells.entry(cell).or_default().push(number);
        }
    }

    fn leave_cell(&mut self, record: &T) {
        let Some(cell) = record.cell() else {
            return;
        };
        if let Some(here) = self.cells.get_mut(&cell) {
            here.retain(|number| *number != record.id().number());
            if here.is_empty() {
                self.cells.remove(&cell);
            }
        }
    }

    fn note_from(&mut self, from: usize) {
        for (at, record) in self.records.iter().enumerate().skip(from) {
            self.at.insert(record.id().number(), at);
        }
    }
}

impl<T: Record> Default for Shelf<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: Record> From<Vec<T>> for Shelf<T> {
    fn from(records: Vec<T>) -> Self {
        let at = records
            .iter()
            .enumerate()
            .map(|(at, record)| (record.id().number(), at))
            .collect();
        let n = records.len();
        let mut shelf = Self {
            records,
            at,
            cells: KeyMap::default(),
        };
        for at in 0..n {
            shelf.enter_cell(at);
        }
        shelf
    }
}

impl<T: Record> Deref for Shelf<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.records
    }
}

impl<'a, T: Record> IntoIterator for &'a Shelf<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.records.iter()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::carried::{Carried, Fate};
    use crate::domain::grant::OfWhich;
    use crate::domain::id::{AllocationId, CarriedId, GrantId, OfWhichId, PriorityAreaId};
    use crate::domain::money::Pence;

    fn part(id: i64, pence: i64) -> OfWhich {
        OfWhich {
            id: OfWhichId(id),
            allocation: AllocationId(1),
            name: String::new(),
            amount: Pence(pence),
        }
    }

    proptest! {
        /// A shelf that is worked on is a shelf that was filled at once.
        #[test]
        fn records_are_found_where_they_stand(steps in prop::collection::vec((0_u8..3, 0_i64..12, 0_usize..14), 0..40)) {
            let (mut shelf, mut want) = (Shelf::default(), Vec::new());
            for (kind, id, at) in steps {
                let held = want.iter().position(|part: &OfWhich| part.id.0 == id);
                match (kind, held) {
                    (0, None) => {
                        want.insert(at.min(want.len()), part(id, 0));
                        shelf.insert(at, part(id, 0));
                    }
                    (1, Some(held)) => {
                        want[held] = part(id, 5);
                        prop_assert!(shelf.replace(part(id, 5)));
                    }
                    (2, Some(held)) => {
                        prop_assert_eq!(shelf.remove(id), Some(want.remove(held)));
                    }
                    (2, None) => prop_assert_eq!(shelf.remove(id), None),
                    _ => {}
                }
                prop_assert_eq!(&shelf, &Shelf::from(want.clone()));
            }
        }
    }

    #[test]
    fn the_other_record_of_a_cell_is_found_and_forgotten() {
        let carried = |id: i64, area: i64| Carried {
            id: CarriedId(id),
            grant: GrantId(1),
            priority_area: PriorityAreaId(area),
            amount: Pence(1),
            fate: Fate::Repaid,
            into: None,
            note: String::new(),
        };
        let mut shelf = Shelf::from(vec![carried(1, 1), carried(2, 2)]);
        assert_eq!(shelf.twin(&carried(1, 1)), None);
        assert_eq!(shelf.twin(&carried(1, 2)), Some(&carried(2, 2)));
        assert_eq!(shelf.in_cell([1, 2, 0]), Some(&carried(2, 2)));
        shelf.replace(carried(2, 3));
        assert_eq!(shelf.twin(&carried(9, 2)), None);
        assert_eq!(shelf.twin(&carried(9, 3)), Some(&carried(2, 3)));
        shelf.insert(0, carried(3, 2));
        assert_eq!(shelf.in_cell([1, 2, 0]), Some(&carried(3, 2)));
        shelf.remove(2);
        assert_eq!(shelf.twin(&carried(9, 3)), None);
        assert_eq!(shelf, Shelf::from(vec![carried(3, 2), carried(1, 1)]));
    }
}
