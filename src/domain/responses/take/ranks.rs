//! Rankings, in the three ways in which tools write them: a column for each item with its place, a column for each place
//! with its item (LimeSurvey), or all items in one cell in the person's order (Microsoft Forms).
//!
//! Edges: what is no place or no item is outside the answers, told with its cell, and leaves the rest of the order as it is.

use super::cells::Taking;
use crate::domain::responses::export::Column;
use crate::domain::responses::scale::Offered;
use crate::domain::responses::split::{Part, Separator, Splitter};
use crate::domain::responses::taken::{OUTSIDE, code};
use crate::domain::responses::words::folded;

impl Taking<'_> {
    /// A column for each item: the places that stand in it.
    pub(super) fn ranks(&mut self, columns: &[usize], asked: Option<&[bool]>) -> Vec<u16> {
        let n = columns.len();
        let place = |value: &String| {
            let place = value
                .parse::<usize>()
                .ok()
                .filter(|place| (1..=n).contains(place));
            place.map_or(OUTSIDE, |place| code(place - 1))
        };
        let held: Vec<(usize, &Column, Vec<u16>)> = columns
            .iter()
            .filter_map(|at| {
                let column = self.export.columns.get(*at)?;
                Some((*at, column, column.values.iter().map(place).collect()))
            })
            .collect();
        let mut out = Vec::with_capacity(self.rows.len() * n);
        let mut outside = Vec::new();
        for (respondent, row, blank) in self.each(asked) {
            for (at, column, places) in &held {
                let value = column.cells.get(row).copied().unwrap_or(0);
                let code = if value == 0 {
                    blank
                } else {
                    places.get(value as usize).copied().unwrap_or(OUTSIDE)
                };
                if code == OUTSIDE {
                    outside.push(self.note(respondent, *at, column.value(value)));
                }
                out.push(code);
            }
        }
        self.outside.extend(outside);
        out
    }

    /// A column for each place, in their order: the items that stand in it.
    pub(super) fn places(
        &mut self,
        columns: &[usize],
        items: &[Offered],
        asked: Option<&[bool]>,
    ) -> Vec<u16> {
        let texts: Vec<String> = items.iter().map(|item| folded(&item.text)).collect();
        let item = |value: &String| texts.iter().position(|text| *text == folded(value));
        let held: Vec<(usize, &Column, Vec<Option<usize>>)> = columns
            .iter()
            .filter_map(|at| {
                let column = self.export.columns.get(*at)?;
                Some((*at, column, column.values.iter().map(item).collect()))
            })
            .collect();
        let mut out = Vec::with_capacity(self.rows.len() * items.len());
        let mut outside = Vec::new();
        for (respondent, row, blank) in self.each(asked) {
            let from = out.len();
            out.resize(from + items.len(), blank);
            for (place, (at, column, found)) in held.iter().enumerate() {
                let value = column.cells.get(row).copied().unwrap_or(0);
                if value == 0 {
                    continue;
                }
                match found.get(value as usize).copied().flatten() {
                    Some(item) => set(&mut out, from + item, code(place)),
                    None => outside.push(self.note(respondent, *at, column.value(value))),
                }
            }
        }
        self.outside.extend(outside);
        out
    }

    /// All items in one cell, the first place first.
    pub(super) fn orders(
        &mut self,
        at: usize,
        items: &[Offered],
        separator: Separator,
        asked: Option<&[bool]>,
    ) -> Vec<u16> {
        let Some(column) = self.export.columns.get(at) else {
            return Vec::new();
        };
        let splitter = Splitter::new(items.iter().map(|one| one.text.as_str()), separator);
        let split: Vec<Vec<Part<'_>>> = column
            .values
            .iter()
            .map(|cell| splitter.split(cell))
            .collect();
        let mut out = Vec::with_capacity(self.rows.len() * items.len());
        let mut outside = Vec::new();
        for (respondent, row, blank) in self.each(asked) {
            let from = out.len();
            out.resize(from + items.len(), blank);
            let value = column.cells.get(row).copied().unwrap_or(0) as usize;
            for (place, part) in split.get(value).into_iter().flatten().enumerate() {
                match part {
                    Part::Known(item) => set(&mut out, from + item, code(place)),
                    Part::Other(said) => outside.push(self.note(respondent, at, said)),
                }
            }
        }
        self.outside.extend(outside);
        out
    }
}

/// Gives an item its place; the first that it was given holds.
fn set(out: &mut [u16], at: usize, place: u16) {
    if let Some(held) = out.get_mut(at).filter(|held| **held <= OUTSIDE) {
        *held = place;
    }
}
