//! Ranked bars: labels at the left, figures at the ends, ours in bold.
//!
//! With many bars (all 150 authorities) a name would not fit beside each; then only ours and as
//! many others as fit are named.

use super::canvas::{Canvas, Text};
use super::{Area, ink, measure};
use crate::domain::chart::{Bar, Bars};

/// Type size in pixels.
const SIZE: f64 = 12.0;

/// Draws the bars into the area.
pub fn draw(canvas: &mut Canvas, area: Area, bars: &Bars) {
    let rows = bars.ordered();
    if rows.is_empty() {
        let middle = area.top + area.height() / 2.0;
        let style = Text::new(13.0, ink::QUIET).middle();
        return canvas.text(
            area.left + area.width() / 2.0,
            middle,
            "No bars to draw",
            style,
        );
    }
    let foot = if bars.marker.is_some() { 20.0 } else { 0.0 };
    let tall = ((area.height() - foot) / rows.len() as f64).min(26.0);
    let names = rows.iter().map(|bar| measure::width(&bar.label, SIZE));
    let figures = rows
        .iter()
        .map(|bar| measure::width(&bar.says(&bars.unit), SIZE));
    let named = names.fold(0.0, f64::max).min(area.width() * 0.38);
    let figure = (figures.fold(0.0, f64::max) + 10.0).min(area.width() * 0.3);
    let [low, high] = bars.range();
    let before = if low < 0.0 { figure } else { 0.0 };
    let plot = Area {
        left: area.left + named + 10.0 + before,
        right: area.right - figure,
        bottom: area.top + tall * rows.len() as f64,
        ..area
    };
    let high = if high > low { high } else { low + 1.0 };
    let scale = Scale {
        plot,
        low,
        high,
        named,
        figure,
    };
    let every = (13.0 / tall).ceil().max(1.0) as usize;
    let middle = |index: usize| plot.top + tall * (index as f64 + 0.5);
    for (index, bar) in rows.iter().enumerate() {
        row(canvas, &scale, bar, [middle(index), tall]);
    }
    marker(canvas, &scale, bars);
    for (index, bar) in rows.iter().enumerate() {
        if index.is_multiple_of(every) || bar.ours {
            words(canvas, &scale, bars, bar, area.left + named, middle(index));
        }
    }
    if low < 0.0 {
        let x = scale.x(0.0);
        canvas.line([x, plot.top], [x, plot.bottom], (ink::QUIET, 1.0, ""));
    }
}

/// From value to pixel along the bars.
struct Scale {
    plot: Area,
    low: f64,
    high: f64,
    /// Pixels kept for names.
    named: f64,
    /// Pixels kept for a figure.
    figure: f64,
}

impl Scale {
    fn x(&self, value: f64) -> f64 {
        let share = value / 2.0 - self.low / 2.0;
        let share = share / (self.high / 2.0 - self.low / 2.0);
        self.plot.left + share.clamp(0.0, 1.0) * self.plot.width()
    }
}

/// The bar itself; a missing one has none.
fn row(canvas: &mut Canvas, scale: &Scale, bar: &Bar, [middle, tall]: [f64; 2]) {
    let Some(value) = bar.plotted() else { return };
    let (zero, end) = (scale.x(0.0), scale.x(value));
    let colour = match (bar.is_over(), bar.ours) {
        (true, _) => ink::OVER,
        (false, true) => ink::OWN,
        (false, false) => ink::OTHERS,
    };
    let thick = (tall * 0.72).max(1.0);
    let shape = [
        zero.min(end),
        middle - thick / 2.0,
        (end - zero).abs().max(1.0),
        thick,
    ];
    canvas.rect(shape, colour, 0.0);
}

/// The name before the bar, ending at `names`, and the figure at its end.
fn words(canvas: &mut Canvas, scale: &Scale, bars: &Bars, bar: &Bar, names: f64, middle: f64) {
    let known = bar.plotted();
    let style = match (bar.ours, known) {
        (true, _) => Text::new(SIZE, ink::OWN).bold(),
        (false, Some(_)) => Text::new(SIZE, ink::TEXT),
        (false, None) => Text::new(SIZE, ink::QUIET),
    };
    let y = middle + 4.0;
    canvas.text(
        names,
        y,
        &measure::fit(&bar.label, SIZE, scale.named),
        style.end(),
    );
    let figure = measure::fit(&bar.says(&bars.unit), SIZE, scale.figure);
    let end = scale.x(known.unwrap_or(0.0));
    let wide = measure::width(&figure, SIZE);
    let left = known.is_some_and(|value| value < 0.0);
    if bars.marker.is_some() {
        // The marker's line must not run through a figure.
        let start = if left { end - 6.0 - wide } else { end + 3.0 };
        canvas.rect([start, middle - 8.0, wide + 2.0, 16.0], ink::PAPER, 0.0);
    }
    if left {
        canvas.text(end - 5.0, y, &figure, style.end());
    } else {
        canvas.text(end + 5.0, y, &figure, style);
    }
}

/// The level across all bars, named at the foot.
fn marker(canvas: &mut Canvas, scale: &Scale, bars: &Bars) {
    let Some(line) = bars.marker.as_ref().filter(|line| line.value.is_finite()) else {
        return;
    };
    let (x, plot) = (scale.x(line.value), scale.plot);
    canvas.line(
        [x, plot.top],
        [x, plot.bottom + 4.0],
        (ink::TARGET, 1.4, "4 3"),
    );
    let text = format!("{} {}", line.label, bars.unit.show(line.value));
    let text = measure::fit(&text, 11.0, plot.width());
    let half = measure::width(&text, 11.0) / 2.0;
    let x = x.clamp(plot.left + half, (plot.right - half).max(plot.left + half));
    canvas.text(
        x,
        plot.bottom + 16.0,
        &text,
        Text::new(11.0, ink::TARGET).middle(),
    );
}
