//! Stacked bars and waterfalls, one line of letters each: a block is written with its own letter or sign.

use super::{cell, cell_right, count, line, pack};
use crate::domain::chart::{BlockKind, Strips};

/// Letters for a name, for the longest bar, and for what stands at its end.
const NAME: usize = 26;
const BAR: usize = 34;
const END: usize = 17;

/// Writes the bars, then the key.
pub fn draw(out: &mut String, strips: &Strips) {
    for row in &strips.rows {
        let mut bar = vec![' '; BAR];
        for block in &row.blocks {
            let [from, to] = [block.from.min(block.to), block.from.max(block.to)].map(|value| {
                // A cast from NaN gives 0.
                ((strips.share(value) * BAR as f64).round() as usize).min(BAR)
            });
            let letter = match block.kind {
                BlockKind::Piece(_) | BlockKind::Left => block.tag.chars().next().unwrap_or('█'),
                BlockKind::Total => '█',
                BlockKind::Up => '+',
                BlockKind::Down => '−',
            };
            for cell in &mut bar[from..to.max(from)] {
                *cell = letter;
            }
        }
        let bar: String = bar.into_iter().collect();
        let bar = bar.trim_end();
        let space = if bar.is_empty() { "" } else { " " };
        line(
            out,
            &format!(
                "{} |{bar}{space}{}",
                cell_right(&row.label, NAME),
                cell(&row.shown, END)
            ),
        );
    }
    let mut key: Vec<String> = strips
        .key
        .iter()
        .map(|(letter, name)| format!("{letter} {}", cell(name, count(name).min(30))))
        .collect();
    let has_left = strips.rows.iter().flat_map(|row| &row.blocks);
    if has_left.clone().any(|block| block.kind == BlockKind::Left) {
        key.push("· left".to_owned());
    }
    pack(out, &key);
}
