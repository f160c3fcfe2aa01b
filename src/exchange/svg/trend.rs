//! Lines over time, with names at their ends.
//!
//! From back to front: quartile bands, grid, breaks, target, other lines, our line, labels. Our
//! line comes last so that nothing covers it.

use super::canvas::{Canvas, Text};
use super::{Area, ink, measure};
use crate::domain::chart::{
    Axis, Band, Point, Role, Series, Status, Trend, axis, clearest, spread, stride,
};

/// Type size of labels in pixels.
const SMALL: f64 = 11.5;
/// Least distance between labels at line ends.
const LABEL_GAP: f64 = 15.0;

/// The plot's own frame: from year and value to pixels.
struct Frame {
    area: Area,
    years: [f64; 2],
    axis: Axis,
}

impl Frame {
    fn x(&self, at: f64) -> f64 {
        let [first, last] = self.years;
        let inset = 10.0;
        let room = (self.area.width() - 2.0 * inset).max(1.0);
        if last > first {
            self.area.left + inset + (at - first) / (last - first) * room
        } else {
            self.area.left + self.area.width() / 2.0
        }
    }

    fn y(&self, value: f64) -> f64 {
        self.area.bottom - self.axis.share(value).clamp(0.0, 1.0) * self.area.height()
    }

    /// The decimal year at a place across.
    fn year(&self, x: f64) -> f64 {
        let [first, last] = self.years;
        let room = (self.area.width() - 20.0).max(1.0);
        first + (x - self.area.left - 10.0) / room * (last - first)
    }

    /// Top and bottom of a band at a decimal year, within the plot.
    fn ends(&self, band: &Band, year: f64) -> (f64, f64) {
        let (low, high) = band.at(year);
        let top = high.map_or(self.area.top, |value| self.y(value));
        (top, low.map_or(self.area.bottom, |value| self.y(value)))
    }

    fn spot(&self, [at, value]: [f64; 2]) -> [f64; 2] {
        [self.x(at), self.y(value)]
    }
}

/// A name at the end of a line.
struct EndLabel {
    text: String,
    at: [f64; 2],
    colour: &'static str,
    bold: bool,
}

/// Draws the trend into the area.
pub fn draw(canvas: &mut Canvas, area: Area, trend: &Trend) {
    let Some([low, high]) = trend.range(|_| false) else {
        return empty(canvas, area, trend);
    };
    let most = ((area.height() / 45.0) as usize).clamp(2, 7);
    let axis = axis(low, high, most);
    let frame = frame(area, trend, axis);
    bands(canvas, &frame, trend);
    grid(canvas, &frame, trend);
    periods(canvas, &frame, trend);
    breaks(canvas, &frame, trend);
    target(canvas, &frame, trend);
    let (own, others): (Vec<&Series>, Vec<&Series>) = trend
        .series
        .iter()
        .partition(|series| series.role == Role::Own);
    for series in others.into_iter().chain(own) {
        line(canvas, &frame, trend, series);
    }
    marks(canvas, &frame, trend);
    ends(canvas, &frame, trend);
}

/// Nothing has a value: the reasons in place of a plot.
fn empty(canvas: &mut Canvas, area: Area, trend: &Trend) {
    let points = trend.series.iter().flat_map(Series::ordered);
    let reasons: Vec<String> = points
        .map(|point| format!("{} {}", point.period, point.mark()))
        .collect();
    let middle = [
        area.left + area.width() / 2.0,
        area.top + area.height() / 2.0,
    ];
    let style = Text::new(13.0, ink::QUIET).middle();
    canvas.text(middle[0], middle[1], "No figure to draw", style);
    let reasons = measure::fit(&reasons.join("   "), SMALL, area.width());
    canvas.text(
        middle[0],
        middle[1] + 20.0,
        &reasons,
        Text::new(SMALL, ink::QUIET).middle(),
    );
}

/// Leaves room for value labels at the left, names at the right and periods at the foot.
fn frame(area: Area, trend: &Trend, axis: Axis) -> Frame {
    let marks = axis
        .ticks
        .iter()
        .map(|tick| trend.unit.tick(*tick, axis.step));
    let left = marks
        .map(|mark| measure::width(&mark, SMALL))
        .fold(0.0, f64::max);
    let names = trend
        .series
        .iter()
        .filter_map(|series| trend.end_label(series));
    let target = trend.target_label();
    let right = names
        .chain(target)
        .map(|name| measure::width(&name, SMALL) + 16.0);
    let right = right.fold(24.0, f64::max);
    Frame {
        area: Area {
            left: area.left + left.min(area.width() * 0.25) + 8.0,
            top: area.top,
            right: area.right - right.min(area.width() * 0.42),
            bottom: area.bottom - 24.0,
        },
        years: trend.span().unwrap_or([0.0, 0.0]),
        axis,
    }
}

fn bands(canvas: &mut Canvas, frame: &Frame, trend: &Trend) {
    let mut drawn = spots(frame, trend);
    // Names of breaks stand along the top.
    for gap in &trend.breaks {
        let (x, top) = (frame.x(gap.at), frame.area.top + 6.0);
        drawn.extend((0..8).flat_map(|n| {
            [
                [x - 18.0 * f64::from(n), top],
                [x + 18.0 * f64::from(n), top],
            ]
        }));
    }
    for band in &trend.bands {
        ground(canvas, frame, trend, band);
        band_name(canvas, frame, band, &drawn);
    }
}

/// The shade of a band: its stretches, or a level right across.
fn ground(canvas: &mut Canvas, frame: &Frame, trend: &Trend, band: &Band) {
    let fill = ink::band(band.tone);
    if band.edges.len() > 1 {
        for run in trend.ribbon(band) {
            let high = run.iter().map(|[at, _, high]| frame.spot([*at, *high]));
            let low = run.iter().rev().map(|[at, low, _]| frame.spot([*at, *low]));
            canvas.shape(&high.chain(low).collect::<Vec<_>>(), fill);
        }
        return;
    }
    let (top, bottom) = frame.ends(band, frame.years[1]);
    if bottom - top >= 1.0 {
        let area = frame.area;
        canvas.rect([area.left, top, area.width(), bottom - top], fill, 0.0);
    }
}

/// Its name, where no line runs.
fn band_name(canvas: &mut Canvas, frame: &Frame, band: &Band, drawn: &[[f64; 2]]) {
    let area = frame.area;
    let most = area.width() * 0.36;
    let name = band.name(|name| measure::width(name, 10.0) <= most);
    let label = measure::fit(name, 10.0, most);
    let wide = measure::width(&label, 10.0);
    let place = |n: usize| {
        let x = area.left + 5.0 + (area.width() - wide - 10.0) * n as f64 / 12.0 + wide / 2.0;
        let (top, bottom) = frame.ends(band, frame.year(x));
        (bottom - top >= 14.0).then_some([x, f64::midpoint(top, bottom)])
    };
    let middles: Vec<[f64; 2]> = (0..=12).filter_map(place).collect();
    let at = clearest(&middles, drawn, 26.0 + wide / 2.0).and_then(|index| middles.get(index));
    if let Some([x, y]) = at {
        let style = Text::new(10.0, ink::QUIET);
        canvas.text(x - wide / 2.0, y + 3.5, &label, style);
    }
}

/// Where lines run, as spots close enough together to keep labels away from.
fn spots(frame: &Frame, trend: &Trend) -> Vec<[f64; 2]> {
    let runs = trend.series.iter().flat_map(|series| trend.runs(series));
    let between = |pair: &[[f64; 2]]| {
        let [a, b] = [frame.spot(pair[0]), frame.spot(pair[1])];
        (0..=8)
            .map(move |n| n as f64 / 8.0)
            .map(move |t| [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t])
    };
    runs.flat_map(|run| run.points.windows(2).flat_map(between).collect::<Vec<_>>())
        .collect()
}

fn grid(canvas: &mut Canvas, frame: &Frame, trend: &Trend) {
    let (left, right) = (frame.area.left, frame.area.right);
    for tick in &frame.axis.ticks {
        let y = frame.y(*tick);
        canvas.line([left, y], [right, y], (ink::GRID, 1.0, ""));
        let label = trend.unit.tick(*tick, frame.axis.step);
        let label = measure::fit(&label, SMALL, left - 4.0);
        canvas.text(
            left - 7.0,
            y + 4.0,
            &label,
            Text::new(SMALL, ink::QUIET).end(),
        );
    }
}

/// Names of periods along the foot, thinned from the right so that the latest is always named.
fn periods(canvas: &mut Canvas, frame: &Frame, trend: &Trend) {
    let ticks = trend.periods();
    let widths = ticks.iter().map(|(_, name)| measure::width(name, SMALL));
    let widest = (widths.fold(0.0, f64::max) + 8.0).min(110.0);
    let every = stride(ticks.len(), widest, frame.area.width() - 20.0);
    for (index, (at, name)) in ticks.iter().enumerate() {
        let x = frame.x(*at);
        if (ticks.len() - 1 - index).is_multiple_of(every) {
            let label = measure::fit(name, SMALL, 110.0);
            let style = Text::new(SMALL, ink::QUIET).middle();
            canvas.text(x, frame.area.bottom + 18.0, &label, style);
        }
    }
}

fn breaks(canvas: &mut Canvas, frame: &Frame, trend: &Trend) {
    for gap in trend.breaks.iter().filter(|gap| gap.at.is_finite()) {
        let x = frame.x(gap.at).clamp(frame.area.left, frame.area.right);
        canvas.line(
            [x, frame.area.top],
            [x, frame.area.bottom],
            (ink::QUIET, 1.0, "2 4"),
        );
        let room = (frame.area.right - x).max(x - frame.area.left) - 8.0;
        let label = measure::fit(&format!("break: {}", gap.label), 10.0, room);
        let style = Text::new(10.0, ink::QUIET);
        if frame.area.right - x >= x - frame.area.left {
            canvas.text(x + 4.0, frame.area.top + 9.0, &label, style);
        } else {
            canvas.text(x - 4.0, frame.area.top + 9.0, &label, style.end());
        }
    }
}

fn target(canvas: &mut Canvas, frame: &Frame, trend: &Trend) {
    if let Some(line) = trend.target.as_ref().filter(|line| line.value.is_finite()) {
        let y = frame.y(line.value);
        let ends = ([frame.area.left, y], [frame.area.right, y]);
        canvas.line(ends.0, ends.1, (ink::TARGET, 1.4, "9 4 2 4"));
    }
}

fn line(canvas: &mut Canvas, frame: &Frame, trend: &Trend, series: &Series) {
    let (colour, width, dash) = ink::stroke(series.role);
    let runs = trend.runs(series);
    for run in &runs {
        let spots: Vec<[f64; 2]> = run.points.iter().map(|point| frame.spot(*point)).collect();
        canvas.path(
            &spots,
            (colour, width, if run.planned { "5 5" } else { dash }),
        );
    }
    let crowded = series.points.len() > 30;
    for (point, value) in series
        .ordered()
        .iter()
        .filter_map(|p| Some((*p, p.plotted()?)))
    {
        let spot = frame.spot([point.at, value]);
        whisker(canvas, frame, point, colour);
        let joined = runs
            .iter()
            .any(|run| run.points.contains(&[point.at, value]));
        let firm = point.status == Status::Outturn;
        // Other lines carry marks only where the mark says something the line does not.
        if series.role == Role::Own || !joined || !firm {
            let radius = if series.role != Role::Own || crowded {
                2.6
            } else {
                4.2
            };
            canvas.dot(spot, radius, colour, firm, &hint(trend, series, point));
        }
    }
}

/// The confidence interval of a figure.
fn whisker(canvas: &mut Canvas, frame: &Frame, point: &Point, colour: &str) {
    if let Some([low, high]) = point
        .interval
        .filter(|ends| ends.iter().all(|v| v.is_finite()))
    {
        let (x, top, bottom) = (frame.x(point.at), frame.y(high), frame.y(low));
        let stroke = (colour, 1.0, "");
        canvas.line([x, top], [x, bottom], stroke);
        canvas.line([x - 3.0, top], [x + 3.0, top], stroke);
        canvas.line([x - 3.0, bottom], [x + 3.0, bottom], stroke);
    }
}

fn hint(trend: &Trend, series: &Series, point: &Point) -> String {
    let figure = point.says(&trend.unit);
    let status = point.status.word();
    format!(
        "{} {}: {figure}, {status}. {}",
        series.name, point.period, point.note
    )
}

/// Reason marks of missing figures, just above the foot, one line a series.
fn marks(canvas: &mut Canvas, frame: &Frame, trend: &Trend) {
    let mut y = frame.area.bottom - 5.0;
    for series in &trend.series {
        let gaps = series
            .ordered()
            .into_iter()
            .filter(|point| point.plotted().is_none());
        let mut any = false;
        for point in gaps {
            any = true;
            let style = Text::new(10.0, ink::letters(series.role)).middle();
            canvas.text(
                frame.x(point.at),
                y,
                &measure::fit(point.mark(), 10.0, 60.0),
                style,
            );
        }
        y -= if any { 12.0 } else { 0.0 };
    }
}

/// Names at the ends of lines, moved apart where lines end close together.
fn ends(canvas: &mut Canvas, frame: &Frame, trend: &Trend) {
    let mut labels: Vec<EndLabel> = Vec::new();
    for series in &trend.series {
        if let (Some(text), Some((point, value))) = (trend.end_label(series), series.last()) {
            let at = frame.spot([point.at, value]);
            let colour = ink::letters(series.role);
            labels.push(EndLabel {
                text,
                at,
                colour,
                bold: series.role == Role::Own,
            });
        }
    }
    if let (Some(text), Some(line)) = (trend.target_label(), &trend.target) {
        let at = [frame.area.right - 6.0, frame.y(line.value)];
        labels.push(EndLabel {
            text,
            at,
            colour: ink::TARGET,
            bold: false,
        });
    }
    let wanted: Vec<f64> = labels.iter().map(|label| label.at[1]).collect();
    let placed = spread(
        &wanted,
        LABEL_GAP,
        frame.area.top + 4.0,
        frame.area.bottom - 2.0,
    );
    let room = canvas.width() - frame.area.right - 14.0;
    for (label, y) in labels.iter().zip(placed) {
        let x = frame.area.right + 10.0;
        let far = (y - label.at[1]).abs() > 7.0 || label.at[0] < frame.area.right - 14.0;
        if far {
            let from = [label.at[0] + 6.0, label.at[1]];
            canvas.line(from, [x - 3.0, y], (label.colour, 0.6, ""));
        }
        let style = Text::new(SMALL, label.colour);
        let style = if label.bold { style.bold() } else { style };
        canvas.text(x, y + 4.0, &measure::fit(&label.text, SMALL, room), style);
    }
}
