//! Lines over time on a grid of letters.
//!
//! Ours is `●`, hollow `○` where provisional and `◌` where planned, with dots between; the others are
//! their initials. Ours is written last and covers the others.

use super::{COLUMNS, cell, cell_right, count, line, pack};
use crate::domain::chart::{Axis, Point, Role, Series, Status, Trend, axis, stride};

/// Rows of the plot.
const TALL: usize = 13;

/// A sheet of letters with its two scales.
struct Grid {
    cells: Vec<Vec<char>>,
    axis: Axis,
    years: [f64; 2],
}

impl Grid {
    fn column(&self, at: f64) -> usize {
        let [first, last] = self.years;
        let share = if last > first {
            (at - first) / (last - first)
        } else {
            0.5
        };
        nearest(share, self.cells[0].len())
    }

    fn row(&self, value: f64) -> usize {
        nearest(1.0 - self.axis.share(value), TALL)
    }

    fn put(&mut self, column: usize, row: usize, letter: char) {
        if let Some(cell) = self.cells.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell = letter;
        }
    }
}

/// The cell at a share of a row of `count` cells.
fn nearest(share: f64, count: usize) -> usize {
    // A cast from NaN gives 0, and from too large a number the largest.
    ((share * (count - 1) as f64).round() as usize).min(count - 1)
}

/// Writes plot, periods and key.
pub fn draw(out: &mut String, trend: &Trend) {
    let Some([low, high]) = trend.range(|_| false) else {
        return line(out, "No figure to draw");
    };
    let axis = axis(low, high, 6);
    let marks: Vec<(f64, String)> = axis
        .ticks
        .iter()
        .map(|tick| (*tick, trend.unit.tick(*tick, axis.step)))
        .collect();
    let left = marks
        .iter()
        .map(|(_, mark)| count(mark))
        .fold(0, usize::max)
        .min(14);
    let wide = COLUMNS - left - 6;
    let mut grid = Grid {
        cells: vec![vec![' '; wide]; TALL],
        axis,
        years: trend.span().unwrap_or([0.0, 0.0]),
    };
    fill(&mut grid, trend);
    for (index, row) in grid.cells.iter().enumerate() {
        let mark = marks.iter().find(|(tick, _)| grid.row(*tick) == index);
        let mark = mark.map_or("", |(_, mark)| mark);
        let letters: String = row.iter().collect();
        line(out, &format!("{} | {letters}", cell_right(mark, left)));
    }
    line(out, &format!("{} +-{}", cell("", left), "-".repeat(wide)));
    periods(out, trend, &grid, left);
    key(out, trend);
}

fn fill(grid: &mut Grid, trend: &Trend) {
    for gap in trend.breaks.iter().filter(|gap| gap.at.is_finite()) {
        let column = grid.column(gap.at);
        (0..TALL).for_each(|row| grid.put(column, row, '¦'));
    }
    if let Some(target) = trend.target.as_ref().filter(|line| line.value.is_finite()) {
        let row = grid.row(target.value);
        (0..grid.cells[0].len()).for_each(|column| grid.put(column, row, '-'));
    }
    let (own, others): (Vec<&Series>, Vec<&Series>) = trend
        .series
        .iter()
        .partition(|series| series.role == Role::Own);
    for series in others {
        points(grid, series);
    }
    for series in own {
        dots(grid, trend, series);
        points(grid, series);
    }
}

/// Dots along a line, between its points.
fn dots(grid: &mut Grid, trend: &Trend, series: &Series) {
    for run in trend.runs(series) {
        for pair in run.points.windows(2) {
            let [from, to] = [pair[0], pair[1]];
            let (start, end) = (grid.column(from[0]), grid.column(to[0]));
            for column in start..end {
                let share = (column - start) as f64 / (end - start) as f64;
                let row = grid.row(from[1] * (1.0 - share) + to[1] * share);
                grid.put(column, row, '·');
            }
        }
    }
}

fn points(grid: &mut Grid, series: &Series) {
    for point in series.ordered() {
        let column = grid.column(point.at);
        match point.plotted() {
            Some(value) => grid.put(column, grid.row(value), sign(series, point)),
            None if series.role == Role::Own => {
                for (offset, letter) in point
                    .mark()
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(6)
                    .enumerate()
                {
                    grid.put((column + offset).saturating_sub(1), TALL - 1, letter);
                }
            }
            None => {}
        }
    }
}

/// The letter of a figure: its line, and for ours how firm it is.
fn sign(series: &Series, point: &Point) -> char {
    match (series.role, point.status) {
        (Role::Own, Status::Outturn) => '●',
        (Role::Own, Status::Provisional) => '○',
        (Role::Own, Status::Planned) => '◌',
        (Role::Neighbours, _) => 'n',
        (Role::Region, _) => 'r',
        (Role::England, _) => 'e',
        (Role::Other, _) => 'o',
    }
}

/// Period names under the plot, thinned from the right.
fn periods(out: &mut String, trend: &Trend, grid: &Grid, left: usize) {
    let ticks = trend.periods();
    let wide = grid.cells[0].len();
    let widest = ticks
        .iter()
        .map(|(_, name)| count(name))
        .fold(0, usize::max)
        .min(16)
        + 1;
    let every = stride(ticks.len(), widest as f64, wide as f64);
    let mut row = vec![' '; wide + 3];
    for (index, (at, name)) in ticks.iter().enumerate() {
        if !(ticks.len() - 1 - index).is_multiple_of(every) {
            continue;
        }
        let label = cell(name, count(name).min(16));
        let start = grid.column(*at).saturating_sub(count(&label) / 2);
        let start = start.min((wide + 3).saturating_sub(count(&label)));
        // A name that would touch the one before it is left out.
        if row[start.saturating_sub(1)..]
            .iter()
            .any(|letter| *letter != ' ')
        {
            continue;
        }
        for (cell, letter) in row[start..].iter_mut().zip(label.chars()) {
            *cell = letter;
        }
    }
    let row: String = row.into_iter().collect();
    line(out, &format!("{}   {row}", cell("", left)));
}

/// Which sign is whose, with the last figure of each.
fn key(out: &mut String, trend: &Trend) {
    let mut parts: Vec<String> = Vec::new();
    for series in &trend.series {
        if let (Some(label), Some((point, _))) = (trend.end_label(series), series.last()) {
            parts.push(format!("{} {label}", sign(series, point)));
        }
    }
    parts.extend(trend.target_label().map(|label| format!("- {label}")));
    parts.extend(
        trend
            .breaks
            .iter()
            .map(|gap| format!("¦ break: {}", gap.label)),
    );
    pack(out, &parts);
}
