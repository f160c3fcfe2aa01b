//! How wide the columns of a table in a Word file are.
//!
//! A column of figures is as wide as its widest figure; what is left is shared among the columns of words as the table
//! says. Lettering is estimated, not measured: Word breaks a line that turns out too long.

use crate::domain::document::{Cell, RowKind, Table};
use crate::exchange::document::words;

/// Room at both sides of a cell, in twentieths of a point.
const PADDING: u32 = 200;
/// A word of more letters is broken over lines.
const LONGEST_WORD: usize = 14;

/// Widths in twentieths of a point that fill at most `room`, with letters of so many half points.
pub(super) fn widths(table: &Table, room: u32, half_points: u32) -> Vec<u32> {
    // A letter is about 0.55 of its size wide: 20 twentieths a point, 2 half points a point.
    let letter = half_points * 11 / 2;
    let wide = |letters: u32| letters * letter + PADDING;
    let shares: Vec<u32> = table.columns.iter().map(|held| held.share.into()).collect();
    let mut fixed: Vec<Option<u32>> = shares
        .iter()
        .enumerate()
        .map(|(at, share)| (*share == 0).then(|| wide(need(table, at))))
        .collect();
    let least: Vec<u32> = (0..shares.len())
        .map(|at| wide(longest_word(table, at)))
        .collect();
    // A column whose share is too little for its words takes what they need; the others share the rest anew.
    loop {
        let left = room.saturating_sub(fixed.iter().flatten().sum());
        let open = (0..shares.len()).filter(|at| fixed[*at].is_none());
        let all: u32 = open.clone().map(|at| shares[at]).sum();
        let share = |at: usize| left * shares[at] / all.max(1);
        match open.clone().find(|at| share(*at) < least[*at]) {
            Some(at) => fixed[at] = Some(least[at]),
            None => {
                let widths = (0..shares.len()).map(|at| fixed[at].unwrap_or_else(|| share(at)));
                return fit(widths.collect(), room);
            }
        }
    }
}

/// Letters of the widest cell, or of the longest word of the heading; within bounds, so that one long text does not
/// take the page.
fn need(table: &Table, at: usize) -> u32 {
    let heading = table.columns[at].heading.split_whitespace();
    let heading = heading.map(|word| word.chars().count()).max();
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Heading);
    let cells = rows.filter_map(|row| row.cells.get(at));
    let widest = cells.map(|cell| words::printed(cell).chars().count()).max();
    let letters = heading.unwrap_or(0).max(widest.unwrap_or(0)).clamp(3, 30);
    u32::try_from(letters).unwrap_or(30)
}

/// Letters of the longest word of a column, with room for a rating's mark before it.
fn longest_word(table: &Table, at: usize) -> u32 {
    let longest = |text: &str| {
        text.split_whitespace()
            .map(|word| word.chars().count())
            .max()
    };
    let heading = longest(&table.columns[at].heading).unwrap_or(0);
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Heading);
    let words = rows.filter_map(|row| row.cells.get(at)).map(|cell| {
        let mark = if matches!(cell, Cell::Rating { .. }) {
            3
        } else {
            0
        };
        longest(&words::printed(cell)).unwrap_or(0) + mark
    });
    let longest = words.max().unwrap_or(0).max(heading);
    u32::try_from(longest.clamp(4, LONGEST_WORD)).unwrap_or(4)
}

/// Narrower alike where all together are too wide.
fn fit(widths: Vec<u32>, room: u32) -> Vec<u32> {
    let all: u32 = widths.iter().sum();
    if all <= room {
        return widths;
    }
    let narrower = |width| u64::from(width) * u64::from(room) / u64::from(all);
    widths
        .into_iter()
        .map(|width| u32::try_from(narrower(width)).unwrap_or(width))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{Column, Row};

    #[track_caller]
    fn check(columns: Vec<Column>, cells: &[&str], expected: &[u32]) {
        let table = Table {
            columns,
            rows: vec![Row::body(
                cells.iter().map(|text| Cell::text(*text)).collect(),
            )],
            ..Table::default()
        };
        assert_eq!(widths(&table, 9000, 20), expected);
    }

    #[test]
    fn figures_take_what_they_need_and_words_the_rest() {
        check(
            vec![
                Column::words("Grant", 3),
                Column::figures("Amount"),
                Column::words("Note", 1),
            ],
            &["Care", "£1,355,598", "x"],
            &[5775, 1300, 1925],
        );
        check(
            vec![
                Column::words("Measure", 9),
                Column::words("Neighbourhoods", 1),
            ],
            &["a", "b"],
            &[7260, 1740],
        );
        check(
            vec![Column::figures("A"), Column::figures("B")],
            &["1", "12345678"],
            &[530, 1080],
        );
        check(
            vec![Column::figures("A"); 10],
            &["123456789"; 10],
            &[900; 10],
        );
        check(Vec::new(), &[], &[]);
    }
}
