//! Cells that hold a whole order: the same items in every cell, the first place first, as Microsoft Forms writes a ranking.
//!
//! They look like several ticks in a cell. What tells them apart is that everybody names all the items, each once, and that
//! not everybody names them in one order.
//!
//! Edges: an order of two items only where the tool is known to write rankings so. One odd cell in twenty is passed over, and
//! told when the responses are taken.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::responses::export::Column;
use crate::domain::responses::split::Separator;

/// What may part the items of an order.
const SEPARATORS: [Separator; 5] = [
    Separator::Semicolon,
    Separator::Bar,
    Separator::Line,
    Separator::CommaTight,
    Separator::CommaSpace,
];
/// More different cells than this are words of people's own, unless there are items enough for so many orders.
const MOST_CELLS: usize = 5_000;
/// The most items that a person is asked to put in order.
const MOST_ITEMS: usize = 30;

/// What parts the items, where the cells hold orders of `fewest` items or more.
pub(in crate::domain::responses) fn found(column: &Column, fewest: usize) -> Option<Separator> {
    if column.n_distinct() > MOST_CELLS {
        return None;
    }
    SEPARATORS.into_iter().find(|separator| {
        let commonest = commonest(column, *separator);
        commonest.is_some_and(|(items, n, n_orders)| {
            let filled: u64 = column.counts().iter().skip(1).map(|n| u64::from(*n)).sum();
            (fewest..=MOST_ITEMS).contains(&items.len())
                && n_orders > 1
                && (filled - n) * 20 <= filled
        })
    })
}

/// The items that are put in order: those that most people named all of.
pub(in crate::domain::responses) fn items(column: &Column, separator: Separator) -> Vec<String> {
    let items = commonest(column, separator).map(|(items, ..)| items);
    items
        .unwrap_or_default()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// The commonest set of items, how many people named it, and in how many orders.
fn commonest(column: &Column, separator: Separator) -> Option<(BTreeSet<&str>, u64, usize)> {
    let mut sets: BTreeMap<BTreeSet<&str>, (u64, usize)> = BTreeMap::new();
    for (cell, n) in column.values.iter().zip(column.counts()).skip(1) {
        let pieces = separator.pieces(cell);
        let n_pieces = pieces.len();
        let set: BTreeSet<&str> = pieces.into_iter().collect();
        if set.len() == n_pieces && n > 0 {
            let held = sets.entry(set).or_default();
            *held = (held.0 + u64::from(n), held.1 + 1);
        }
    }
    let most = sets.into_iter().max_by_key(|(_, (n, _))| *n)?;
    Some((most.0, most.1.0, most.1.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::responses::export::sample;

    #[test]
    fn an_order_is_told_from_ticks_and_from_sentences() {
        #[track_caller]
        fn check(cells: &[&str], want: Option<Separator>) {
            let rows: Vec<String> = std::iter::once("Q@x".to_owned())
                .chain(cells.iter().map(|cell| format!("{cell}@x")))
                .collect();
            let rows: Vec<String> = rows
                .iter()
                .map(|row| row.replace('|', "/").replace('@', "|"))
                .collect();
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            assert_eq!(found(&sample(&rows).columns[0], 3), want, "{cells:?}");
        }
        check(&["A;B;C;", "B;A;C;", "C;A;B;"], Some(Separator::Semicolon));
        check(
            &["a, b, c", "b, a, c", "", "c, a, b"],
            Some(Separator::CommaSpace),
        );
        check(&["A;B;C;", "B;A;", "C;"], None);
        check(&["A;B;C;", "A;B;C;"], None);
        check(&["A;B;", "B;A;"], None);
        check(&["More parks, pools, halls", "Nothing"], None);
    }
}
