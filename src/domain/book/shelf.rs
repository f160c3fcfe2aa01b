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

    /// Puts a record in the place of the one with its key; false when there is none.
    pub fn replace(&mut self, record: T) -> bool {
        let Some(at) = self.place(record.id()) else {
            return false;
        };
        self.records[at] = record;
        true
    }

    /// Puts a new record at a place, or at the end if the place is beyond it.
    pub fn insert(&mut self, at: usize, record: T) {
        let at = at.min(self.records.len());
        self.records.insert(at, record);
        self.note_from(at);
    }

    /// Takes off the record with this number.
    pub fn remove(&mut self, number: i64) -> Option<T> {
        let at = self.at.remove(&number)?;
        let record = self.records.remove(at);
        self.note_from(at);
        Some(record)
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
        Self { records, at }
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
    use crate::domain::grant::OfWhich;
    use crate::domain::id::{AllocationId, OfWhichId};
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
}
