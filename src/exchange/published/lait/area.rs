//! Which area a row is of, by its number: `301.0` is Barking and Dagenham.
//!
//! Areas follow one another in the same order for every measure and year, so the next row's area is guessed to be the
//! one that came next last time, and only looked up where the guess is wrong.
//!
//! Edges: a row without a number is known by its name. An area that the plan does not know is counted, not kept.

use std::collections::HashMap;

use crate::domain::area::AreaCode;
use crate::exchange::published::known::Known;
use crate::exchange::published::lait::table::text;

/// An area of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Which of [`Areas::codes`].
    Known(u16),
    /// Which of [`Areas::unknown`].
    Unknown(usize),
}

/// An area that the plan does not know.
#[derive(Debug)]
pub(super) struct Unknown {
    /// Its number and name, as written.
    pub words: String,
    /// The first line that has it.
    pub line: u64,
    /// Rows that have it.
    pub n: u64,
}

/// The areas of a file, in the order in which they were met.
pub(super) struct Areas<'a> {
    known: &'a Known,
    pub codes: Vec<AreaCode>,
    pub unknown: Vec<Unknown>,
    /// Each way in which an area is written, in the order in which they were met.
    written: Vec<(Vec<u8>, Slot)>,
    places: HashMap<Vec<u8>, usize>,
    last: usize,
}

impl<'a> Areas<'a> {
    pub(super) fn new(known: &'a Known) -> Self {
        Self {
            known,
            codes: Vec::new(),
            unknown: Vec::new(),
            written: Vec::new(),
            places: HashMap::new(),
            last: 0,
        }
    }

    /// The area of this number or, where it has none, of this name.
    pub(super) fn find(&mut self, number: &[u8], name: &[u8], line: u64) -> Slot {
        let key = if number.is_empty() { name } else { number };
        let next = if self.last + 1 < self.written.len() {
            self.last + 1
        } else {
            0
        };
        for guess in [next, self.last] {
            if let Some((written, slot)) = self.written.get(guess)
                && written == key
            {
                self.last = guess;
                return *slot;
            }
        }
        if let Some(place) = self.places.get(key) {
            self.last = *place;
            return self.written[*place].1;
        }
        let slot = self.meet(number, name, line);
        self.last = self.written.len();
        self.places.insert(key.to_vec(), self.last);
        self.written.push((key.to_vec(), slot));
        slot
    }

    fn meet(&mut self, number: &[u8], name: &[u8], line: u64) -> Slot {
        let (number, name) = (text(number), text(name));
        let found = if number.is_empty() {
            self.known.by_name(&name)
        } else {
            self.known.by_code(whole(&number))
        };
        let Some(code) = found else {
            return self.unknown(&number, &name, line);
        };
        let place = self.codes.iter().position(|held| held == code);
        let place = place.unwrap_or(self.codes.len());
        match u16::try_from(place) {
            Ok(slot) => {
                if place == self.codes.len() {
                    self.codes.push(code.clone());
                }
                Slot::Known(slot)
            }
            Err(_) => self.unknown(&number, &name, line),
        }
    }

    fn unknown(&mut self, number: &str, name: &str, line: u64) -> Slot {
        let words = format!("{number} {name}").trim().to_owned();
        self.unknown.push(Unknown { words, line, n: 0 });
        Slot::Unknown(self.unknown.len() - 1)
    }
}

/// A number as the spreadsheet wrote it, without its `.0`.
fn whole(number: &str) -> &str {
    match number.split_once('.') {
        Some((whole, part)) if part.bytes().all(|c| c == b'0') => whole,
        _ => number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::published::known::tests::england;

    #[test]
    fn areas_are_found_by_number_and_else_by_name() {
        let known = england();
        let mut areas = Areas::new(&known);
        let leicester = areas.find(b"856.0", b"Leicester", 2);
        assert_eq!(leicester, Slot::Known(0));
        assert_eq!(areas.find(b"855.00", b"", 3), Slot::Known(1));
        assert_eq!(areas.find(b"856.0", b"Leicester", 4), Slot::Known(0));
        assert_eq!(areas.find(b"856", b"", 5), leicester);
        assert_eq!(areas.find(b"", b"Leicester City", 6), leicester);
        assert_eq!(
            areas.find(b"1000.0", b"England (discontinued)", 7),
            Slot::Unknown(0)
        );
        assert_eq!(
            areas.find(b"1000.0", b"England (discontinued)", 8),
            Slot::Unknown(0)
        );
        assert_eq!(areas.find(b"856.5", b"", 9), Slot::Unknown(1));
        assert_eq!(areas.codes, [AreaCode::new("856"), AreaCode::new("855")]);
        assert_eq!(areas.unknown[0].words, "1000.0 England (discontinued)");
        assert_eq!(areas.unknown[0].line, 7);
    }
}
