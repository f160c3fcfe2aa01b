//! Bars and answers on a scale, one line of letters each.
//!
//! Blocks differ in density as well as place: `█` strong or ours, `▒` mild or other, `░` neutral.

use super::{cell, cell_right, line};
use crate::domain::chart::{Bars, Diverging, Row, Side};

/// Letters for a name.
const NAME: usize = 26;
/// Letters for the longest bar.
const BAR: f64 = 34.0;

/// Ranked bars; a negative one is written with `<` since it cannot run to the left.
pub fn bars(out: &mut String, bars: &Bars) {
    let [low, high] = bars.range();
    let longest = high.abs().max(low.abs());
    for bar in bars.ordered() {
        let share = bar.plotted().map_or(0.0, |value| value.abs() / longest);
        let filled = blocks(share * BAR);
        let block = match (bar.ours, bar.plotted().is_some_and(|value| value < 0.0)) {
            (_, true) => "<",
            (true, false) => "█",
            (false, false) => "▒",
        };
        let space = if filled == 0 { "" } else { " " };
        let figure = cell(&bar.says(&bars.unit), 17);
        let name = cell_right(&bar.label, NAME);
        line(
            out,
            &format!("{name} |{}{space}{figure}", block.repeat(filled)),
        );
    }
    if let Some(marker) = &bars.marker {
        let text = format!("{} {}", marker.label, bars.unit.show(marker.value));
        line(out, &format!("{}  {}", cell("", NAME), cell(&text, 50)));
    }
}

/// How many letters a length takes; what is not a number takes none.
fn blocks(length: f64) -> usize {
    // A cast from NaN gives 0; the bound guards against rounding past the end.
    (length.round() as usize).min(BAR as usize)
}

/// Rows of answers: negative | positive, then neutral aside and the base.
pub fn diverging(out: &mut String, diverging: &Diverging) {
    let sum = diverging.extent(Side::Negative) + diverging.extent(Side::Positive);
    let scale = (BAR / sum.max(1.0)).min(0.4);
    let left = blocks(diverging.extent(Side::Negative) * scale);
    for row in &diverging.rows {
        answers(out, row, scale, left);
    }
    if !diverging.rows.is_empty() {
        line(
            out,
            &format!("{} < negative | positive >, neutral aside", cell("", 16)),
        );
    }
}

fn answers(out: &mut String, row: &Row, scale: f64, left: usize) {
    let name = cell_right(&row.label, 18);
    let base = format!("base {}", row.base_shown());
    if row.parts.is_empty() {
        let note = row.note.as_deref().unwrap_or("no answers");
        return line(out, &format!("{name} {}", cell(note, 60)));
    }
    let side = |side: Side| -> Vec<char> {
        let parts = row.outwards(side).into_iter();
        parts
            .flat_map(|part| {
                let block = match (side, part.strength) {
                    (Side::Neutral, _) => '░',
                    (_, 0 | 1) => '▒',
                    _ => '█',
                };
                std::iter::repeat_n(block, blocks(part.drawn() * scale))
            })
            .collect()
    };
    // What several parts lose or gain by rounding may not push the middle line out of place.
    let negative: String = side(Side::Negative)
        .into_iter()
        .take(left)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let positive: String = side(Side::Positive).into_iter().take(40).collect();
    let neutral: String = side(Side::Neutral).into_iter().take(12).collect();
    let room = BAR as usize + 2 - left.min(BAR as usize);
    let text = format!(
        "{name} {negative:>left$}|{} {}",
        cell(&positive, room),
        cell(&neutral, 12)
    );
    line(out, &format!("{text} {}", cell(&base, 10)));
    if let Some(note) = &row.note {
        line(out, &format!("{}  {}", cell("", 18), cell(note, 60)));
    }
}
