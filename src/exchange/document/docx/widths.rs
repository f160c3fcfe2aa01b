//! How wide the columns of a table in a Word file are.
//!
//! A column of figures is as wide as its widest figure; what is left is shared among the columns of words as the table
//! says. Lettering is estimated, not measured: Word breaks a line that turns out too long.

use crate::domain::document::{RowKind, Table};
use crate::exchange::document::words;

/// Room at both sides of a cell, in twentieths of a point.
const PADDING: u32 = 200;
/// A column of words is never narrower.
const LEAST: u32 = 900;

/// Widths in twentieths of a point that fill at most `room`, with letters of so many half points.
pub(super) fn widths(table: &Table, room: u32, half_points: u32) -> Vec<u32> {
    // A letter is about 0.55 of its size wide: 20 twentieths a point, 2 half points a point.
    let letter = half_points * 11 / 2;
    let needs: Vec<u32> = (0..table.columns.len())
        .map(|at| need(table, at) * letter + PADDING)
        .collect();
    let shares = table.columns.iter().map(|column| u32::from(column.share));
    let shares: Vec<u32> = shares.collect();
    let fixed: u32 = needs
        .iter()
        .zip(&shares)
        .filter(|(_, share)| **share == 0)
        .map(|(need, _)| *need)
        .sum();
    let all: u32 = shares.iter().sum();
    let left = room.saturating_sub(fixed);
    let wide = needs.iter().zip(&shares).map(|(need, share)| match share {
        0 => *need,
        share => (left * share / all.max(1)).max(LEAST),
    });
    fit(wide.collect(), room)
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
    use crate::domain::document::Cell;
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
