//! Stacked bars and waterfalls: names at the left, the whole at the end, words inside a block where they fit.
//!
//! Where they do not, its letter stands there, and the key above says whose letter it is. What is left is an outline in
//! dashes, so that it is seen to be no spending.

use super::canvas::{Canvas, Text};
use super::{Area, ink, measure};
use crate::domain::chart::{Block, BlockKind, Strip, Strips};

/// Type size in pixels.
const SIZE: f64 = 12.0;
const SMALL: f64 = 11.0;

/// Where the bars stand.
struct Plot {
    left: f64,
    width: f64,
    names: f64,
}

/// Draws the key and the bars into the area.
pub fn draw(canvas: &mut Canvas, mut area: Area, strips: &Strips) {
    key(canvas, &mut area, strips);
    if strips.rows.is_empty() {
        let style = Text::new(13.0, ink::QUIET).middle();
        let (x, y) = (
            area.left + area.width() / 2.0,
            area.top + area.height() / 2.0,
        );
        return canvas.text(x, y, "Nothing to draw", style);
    }
    let tall = (area.height() / strips.rows.len() as f64).min(30.0);
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        texts
            .map(|text| measure::width(text, SIZE))
            .fold(0.0, f64::max)
    };
    let named = widest(&mut strips.rows.iter().map(|row| &row.label)).min(area.width() * 0.32);
    let ends = widest(&mut strips.rows.iter().map(|row| &row.shown)).min(area.width() * 0.28);
    let plot = Plot {
        left: area.left + named + 10.0,
        width: (area.width() - named - ends - 22.0).max(1.0),
        names: named,
    };
    let every = (13.0 / tall).ceil().max(1.0) as usize;
    for (index, row) in strips.rows.iter().enumerate() {
        let middle = area.top + tall * (index as f64 + 0.5);
        for block in &row.blocks {
            draw_block(canvas, &plot, strips, block, [middle, tall]);
        }
        if index.is_multiple_of(every) || row.is_total {
            words(canvas, &plot, strips, row, middle);
        }
    }
    let zero = plot.left + strips.share(0.0) * plot.width;
    let foot = area.top + tall * strips.rows.len() as f64;
    canvas.line([zero, area.top], [zero, foot], (ink::QUIET, 1.0, ""));
}

/// A swatch, a letter and a name for each kind of piece, in as many lines as they need.
fn key(canvas: &mut Canvas, area: &mut Area, strips: &Strips) {
    if strips.key.is_empty() {
        return;
    }
    let (mut x, mut y) = (area.left, area.top);
    for (n, (letter, name)) in strips.key.iter().enumerate() {
        let name = measure::fit(name, SMALL, 180.0);
        let wide = 22.0 + measure::width(&name, SMALL) + 14.0;
        if x > area.left && x + wide > area.right {
            (x, y) = (area.left, y + 18.0);
        }
        let (ground, ink) = ink::nth(n);
        canvas.rect([x, y - 1.0, 16.0, 14.0], ground, 2.0);
        canvas.text(
            x + 8.0,
            y + 10.0,
            letter,
            Text::new(10.0, ink).bold().middle(),
        );
        canvas.text(
            x + 21.0,
            y + 10.0,
            &name,
            Text::new(SMALL, super::ink::TEXT),
        );
        x += wide;
    }
    area.top = (y + 24.0).min(area.bottom - 10.0);
}

fn draw_block(
    canvas: &mut Canvas,
    plot: &Plot,
    strips: &Strips,
    block: &Block,
    [middle, tall]: [f64; 2],
) {
    let x = |value: f64| plot.left + strips.share(value) * plot.width;
    let (from, to) = (x(block.from.min(block.to)), x(block.from.max(block.to)));
    let (wide, thick) = ((to - from).max(1.0), (tall * 0.74).max(1.0));
    let top = middle - thick / 2.0;
    let (ground, letters) = match block.kind {
        BlockKind::Piece(n) => ink::nth(n),
        BlockKind::Total => (ink::OWN, ink::PAPER),
        BlockKind::Up => ("#28A197", "#06201D"),
        BlockKind::Down => (ink::OVER, "#1B1206"),
        BlockKind::Left => (ink::PAPER, ink::QUIET),
    };
    canvas.rect([from, top, wide, thick], ground, 0.0);
    if block.kind == BlockKind::Left {
        let corners = [
            [from, top],
            [to, top],
            [to, top + thick],
            [from, top + thick],
            [from, top],
        ];
        canvas.path(&corners, (ink::QUIET, 1.0, "4 3"));
    } else {
        canvas.line([to, top], [to, top + thick], (ink::PAPER, 1.0, ""));
    }
    if thick < 11.0 {
        return;
    }
    let is_step = matches!(
        block.kind,
        BlockKind::Up | BlockKind::Down | BlockKind::Total
    );
    let says = if is_step { &block.tag } else { &block.says };
    let fits = |text: &str| measure::width(text, SMALL) + 6.0 <= wide;
    let text = [says, &block.tag].into_iter().find(|text| fits(text));
    if let Some(text) = text.filter(|_| block.kind != BlockKind::Total) {
        let style = Text::new(SMALL, letters).middle();
        canvas.text(from + wide / 2.0, middle + 4.0, text, style);
    }
}

/// The name before the bar, and the whole after its end.
fn words(canvas: &mut Canvas, plot: &Plot, strips: &Strips, row: &Strip, middle: f64) {
    let style = |colour| {
        let style = Text::new(SIZE, colour);
        if row.is_total { style.bold() } else { style }
    };
    let name = measure::fit(&row.label, SIZE, plot.names);
    let y = middle + 4.0;
    canvas.text(plot.left - 10.0, y, &name, style(ink::TEXT).end());
    let ends = row.blocks.iter().map(|block| block.from.max(block.to));
    let end = plot.left + strips.share(ends.fold(0.0, f64::max)) * plot.width;
    let room = canvas.width() - 16.0 - end - 6.0;
    let shown = measure::fit(&row.shown, SIZE, room);
    canvas.text(end + 6.0, y, &shown, style(ink::TEXT));
}
