//! Answers split at the middle line, neutral ones in a column of their own, bases at the right.
//!
//! All rows share one scale, so that a row's lean can be compared by eye.

use super::canvas::{Canvas, Text};
use super::{Area, ink, measure};
use crate::domain::chart::{Diverging, Part, Row, Side};

const SIZE: f64 = 12.0;

/// Where the columns stand, in pixels.
struct Columns {
    /// Right end of the group names.
    names: f64,
    /// The line between negative and positive.
    middle: f64,
    /// Left end of the neutral column.
    neutral: f64,
    /// Right end of the bases.
    base: f64,
    /// Pixels for one per cent.
    scale: f64,
    /// Left edge, for names.
    left: f64,
}

/// Draws the rows into the area.
pub fn draw(canvas: &mut Canvas, area: Area, diverging: &Diverging) {
    if diverging.rows.is_empty() {
        let middle = area.top + area.height() / 2.0;
        let style = Text::new(13.0, ink::QUIET).middle();
        return canvas.text(
            area.left + area.width() / 2.0,
            middle,
            "No answers to draw",
            style,
        );
    }
    let columns = columns(area, diverging);
    let top = legend(canvas, area, diverging) + 22.0;
    headings(canvas, &columns, diverging, top - 8.0);
    let tall = ((area.bottom - top) / diverging.rows.len() as f64).clamp(1.0, 42.0);
    for (index, each) in diverging.rows.iter().enumerate() {
        row(canvas, &columns, each, top + tall * index as f64, tall);
    }
}

fn columns(area: Area, diverging: &Diverging) -> Columns {
    let names = diverging
        .rows
        .iter()
        .map(|row| measure::width(&row.label, SIZE));
    let names = names.fold(40.0, f64::max).min(area.width() * 0.3);
    let [negative, neutral, positive] =
        [Side::Negative, Side::Neutral, Side::Positive].map(|side| diverging.extent(side));
    let base = 56.0;
    let gaps = if neutral > 0.0 { 44.0 } else { 24.0 };
    let room = (area.width() - names - base - gaps).max(20.0);
    let scale = room / (negative + neutral + positive).max(1.0);
    let start = area.left + names + 12.0;
    Columns {
        names: area.left + names,
        middle: start + negative * scale,
        neutral: start + (negative + positive) * scale + gaps - 24.0,
        base: area.right,
        scale,
        left: area.left,
    }
}

/// A swatch and a name for each answer; gives the height reached.
fn legend(canvas: &mut Canvas, area: Area, diverging: &Diverging) -> f64 {
    let (mut x, mut y) = (area.left, area.top + 10.0);
    for answer in diverging.answers() {
        let label = measure::fit(&answer.label, SIZE, area.width() - 40.0);
        let wide = measure::width(&label, SIZE) + 34.0;
        if x + wide > area.right && x > area.left {
            (x, y) = (area.left, y + 18.0);
        }
        let (fill, _) = ink::answer(answer.side, answer.strength);
        canvas.rect([x, y - 10.0, 12.0, 12.0], fill, 2.0);
        canvas.text(x + 18.0, y, &label, Text::new(SIZE, ink::TEXT));
        x += wide;
    }
    y + 10.0
}

fn headings(canvas: &mut Canvas, columns: &Columns, diverging: &Diverging, y: f64) {
    let quiet = Text::new(11.0, ink::QUIET);
    canvas.text(columns.middle - 8.0, y, "← negative", quiet.end());
    canvas.text(columns.middle + 8.0, y, "positive →", quiet);
    if diverging.extent(Side::Neutral) > 0.0 {
        canvas.text(columns.neutral, y, "neutral", quiet);
    }
    canvas.text(columns.base, y, "base", quiet.end());
}

/// One group: its name, its answers either side of the middle, its base.
fn row(canvas: &mut Canvas, columns: &Columns, row: &Row, top: f64, tall: f64) {
    let note = row.note.as_deref().unwrap_or_default();
    let below = !row.parts.is_empty() && !note.is_empty() && tall >= 36.0;
    let middle = top + tall / 2.0 - if below { 5.0 } else { 0.0 };
    let y = middle + 4.0;
    let label = measure::fit(&row.label, SIZE, columns.names - columns.left);
    canvas.text(columns.names, y, &label, Text::new(SIZE, ink::TEXT).end());
    canvas.text(
        columns.base,
        y,
        &row.base_shown(),
        Text::new(SIZE, ink::QUIET).end(),
    );
    if row.parts.is_empty() {
        let note = if note.is_empty() { "no answers" } else { note };
        let note = measure::fit(note, SIZE, columns.base - columns.names - 70.0);
        return canvas.text(columns.names + 12.0, y, &note, Text::new(SIZE, ink::QUIET));
    }
    let thick = (tall * 0.62).max(1.0);
    for (side, start) in [
        (Side::Negative, columns.middle),
        (Side::Positive, columns.middle),
        (Side::Neutral, columns.neutral),
    ] {
        half(canvas, columns, row.outwards(side), start, [middle, thick]);
    }
    let stroke = (ink::QUIET, 1.2, "");
    canvas.line([columns.middle, top], [columns.middle, top + tall], stroke);
    if below {
        let note = measure::fit(note, 10.0, columns.base - columns.names);
        canvas.text(
            columns.names + 12.0,
            top + tall - 3.0,
            &note,
            Text::new(10.0, ink::QUIET),
        );
    }
}

/// The answers of one side, from `start` outwards.
fn half(
    canvas: &mut Canvas,
    columns: &Columns,
    parts: Vec<&Part>,
    start: f64,
    [middle, thick]: [f64; 2],
) {
    let mut x = start;
    let outermost = parts.iter().rposition(|part| part.drawn() > 0.0);
    for (index, answer) in parts.into_iter().enumerate() {
        let wide = answer.drawn() * columns.scale;
        let negative = answer.side == Side::Negative;
        let left = if negative { x - wide } else { x };
        x += if negative { -wide } else { wide };
        let shape = [left, middle - thick / 2.0, wide, thick];
        if wide > 0.0 && !part(canvas, answer, shape) && outermost == Some(index) {
            let style = Text::new(11.5, ink::TEXT);
            let figure = measure::fit(&answer.says(), 11.5, 46.0);
            if negative {
                canvas.text(x - 4.0, middle + 4.0, &figure, style.end());
            } else {
                canvas.text(x + 4.0, middle + 4.0, &figure, style);
            }
        }
    }
}

/// One answer's block; true when its figure found room inside.
fn part(canvas: &mut Canvas, part: &Part, shape: [f64; 4]) -> bool {
    let [left, top, wide, tall] = shape;
    let (fill, letters) = ink::answer(part.side, part.strength);
    canvas.rect(shape, fill, 0.0);
    let figure = part.says();
    let fits = measure::width(&figure, 11.5) + 4.0 <= wide && tall >= 13.0;
    if fits {
        let style = Text::new(11.5, letters).middle();
        canvas.text(left + wide / 2.0, top + tall / 2.0 + 4.0, &figure, style);
    }
    fits
}
