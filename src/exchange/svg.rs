//! A chart as an SVG picture: sharp at any size in a report, a browser or a word processor.
//!
//! Written by hand rather than by a plotting library, so that the file is small, reads cleanly, and
//! carries its text alternative inside: a screen reader meets the same sentences wherever the
//! picture goes. Colours are those of the Government Analysis Function; every colour has a
//! shape, a dash or a word beside it.
//!
//! Edges: any figures and any text give a well-formed picture; what does not fit ends in an
//! ellipsis, the full text being in the alternative. Sizes below 240 by 160 are drawn at that size.

mod bars;
mod canvas;
mod diverging;
mod ink;
mod measure;
mod strips;
mod trend;

use canvas::{Canvas, Text};

use crate::domain::chart::Chart;

/// The part of the picture left for the plot, in pixels from the top left corner.
#[derive(Clone, Copy, Debug)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn width(self) -> f64 {
        (self.right - self.left).max(1.0)
    }

    fn height(self) -> f64 {
        (self.bottom - self.top).max(1.0)
    }
}

/// The chart as an SVG document, `size` being its width and height in pixels.
#[must_use]
pub fn svg(chart: &Chart, size: [u32; 2]) -> String {
    let [width, height] = [size[0].clamp(240, 20_000), size[1].clamp(160, 20_000)].map(f64::from);
    let mut canvas = Canvas::new(width, height, chart.title(), &chart.alt());
    let mut area = Area {
        left: 16.0,
        top: 14.0,
        right: width - 16.0,
        bottom: height - 12.0,
    };
    heading(&mut canvas, &mut area, chart);
    match chart {
        Chart::Trend(trend) => {
            notes(&mut canvas, &mut area, &trend.notes);
            sentence(&mut canvas, &mut area, &trend.sentence);
            trend::draw(&mut canvas, area, trend);
        }
        Chart::Bars(bars) => bars::draw(&mut canvas, area, bars),
        Chart::Diverging(diverging) => diverging::draw(&mut canvas, area, diverging),
        Chart::Stacked(stacked) => strips::draw(&mut canvas, area, &stacked.strips()),
        Chart::Waterfall(waterfall) => strips::draw(&mut canvas, area, &waterfall.strips()),
    }
    canvas.finish()
}

/// Title and subtitle above, source below; the area shrinks by what they take.
fn heading(canvas: &mut Canvas, area: &mut Area, chart: &Chart) {
    for line in measure::wrap(chart.title(), 17.0, area.width(), 2) {
        area.top += 19.0;
        canvas.text(
            area.left,
            area.top - 4.0,
            &line,
            Text::new(17.0, ink::TEXT).bold(),
        );
    }
    for line in measure::wrap(chart.subtitle(), 12.0, area.width(), 2) {
        area.top += 16.0;
        canvas.text(
            area.left,
            area.top - 3.0,
            &line,
            Text::new(12.0, ink::QUIET),
        );
    }
    if !chart.source().trim().is_empty() {
        let source = format!("Source: {}", chart.source().trim());
        let mut lines = measure::wrap(&source, 10.0, area.width(), 2);
        lines.reverse();
        for line in lines {
            canvas.text(area.left, area.bottom, &line, Text::new(10.0, ink::QUIET));
            area.bottom -= 13.0;
        }
        area.bottom -= 5.0;
    }
    area.top += 12.0;
}

/// The sentence under a plot, on a quiet ground with a rule at its left.
fn sentence(canvas: &mut Canvas, area: &mut Area, text: &str) {
    let lines = measure::wrap(text, 12.5, area.width() - 28.0, 3);
    if lines.is_empty() || area.height() < 150.0 {
        return;
    }
    let tall = 14.0 + 17.0 * lines.len() as f64;
    let top = area.bottom - tall;
    canvas.rect([area.left, top, area.width(), tall], ink::GROUND, 0.0);
    canvas.rect([area.left, top, 3.0, tall], ink::OWN, 0.0);
    for (index, line) in lines.iter().enumerate() {
        let y = top + 19.0 + 17.0 * index as f64;
        canvas.text(area.left + 14.0, y, line, Text::new(12.5, ink::TEXT));
    }
    area.bottom = top - 10.0;
}

/// What must be known of how a plot is drawn, small, above its source.
fn notes(canvas: &mut Canvas, area: &mut Area, notes: &[String]) {
    let lines = measure::wrap(&notes.join(" "), 10.0, area.width(), 2);
    if lines.is_empty() || area.height() < 150.0 {
        return;
    }
    for line in lines.iter().rev() {
        canvas.text(area.left, area.bottom, line, Text::new(10.0, ink::QUIET));
        area.bottom -= 13.0;
    }
    area.bottom -= 3.0;
}

#[cfg(test)]
mod tests;
