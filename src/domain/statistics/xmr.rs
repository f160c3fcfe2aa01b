//! Whether a month is out of the ordinary, or only as different as months are.
//!
//! A chart of single figures with limits drawn from their own month-to-month movement (XmR). NHS
//! England's "Making Data Count" taught councils to read it; the limits, the four rules and the order
//! in which they are asked are those of its own tool, so that both mark the same points.
//!
//! Edges: fewer than two figures have no movement, and a figure that is not finite no answer: None. The
//! caller drops missing figures first, and says so on the chart: the two beside a gap are then taken
//! for neighbours. Fewer than [`ADVISED`] figures give limits, but loose ones.
//!
//! Source: Wheeler (1993), Understanding Variation; the rules as in NHS England, Making Data Count.

use std::ops::Range;

/// Limits lie this many mean moving ranges from the mean: three standard deviations, since a moving
/// range averages 1.128 of one.
const LIMIT: f64 = 2.66;

/// Near a limit is beyond two thirds of the way to it.
const NEAR: f64 = 2.0 * (LIMIT / 3.0);

/// A moving range of so many mean ones or more is dropped, when screened: the upper limit of the ranges
/// themselves.
const SCREEN: f64 = 3.267;

/// How many points on one side, or in one direction, are a signal.
const RUN: usize = 7;

/// The window of the rule "two in three".
const THREE: usize = 3;

/// How many figures the limits should rest on, by the NHS's advice. With fewer the caller says so.
pub const ADVISED: usize = 12;

/// What a point says, by the first rule that it meets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signal {
    /// Nothing out of the ordinary.
    CommonCause,
    /// Above the upper limit.
    Above,
    /// Below the lower limit.
    Below,
    /// One of seven or more points that rise, each above the one before.
    TrendUp,
    /// One of seven or more points that fall, each below the one before.
    TrendDown,
    /// Near the upper limit, with one other so of three in a row above the mean.
    TwoInThreeAbove,
    /// Near the lower limit, with one other so of three in a row below the mean.
    TwoInThreeBelow,
    /// One of seven or more in a row above the mean.
    SevenAbove,
    /// One of seven or more in a row below the mean.
    SevenBelow,
}

impl Signal {
    /// Every signal.
    pub const ALL: [Self; 9] = [
        Self::CommonCause,
        Self::Above,
        Self::Below,
        Self::TrendUp,
        Self::TrendDown,
        Self::TwoInThreeAbove,
        Self::TwoInThreeBelow,
        Self::SevenAbove,
        Self::SevenBelow,
    ];

    /// The words that the NHS's tool has for it (UCL, LCL: upper and lower control limit; CL: the mean).
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::CommonCause => "Common Cause",
            Self::Above => "Above UCL",
            Self::Below => "Below LCL",
            Self::TrendUp => "7 Point Trend (Increasing)",
            Self::TrendDown => "7 Point Trend (Decreasing)",
            Self::TwoInThreeAbove => "2 in 3 Above CL",
            Self::TwoInThreeBelow => "2 in 3 Below CL",
            Self::SevenAbove => "7 Points Above CL",
            Self::SevenBelow => "7 Points Below CL",
        }
    }
}

/// Whether a target is met by ordinary variation alone, if nothing changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Assurance {
    /// The target lies wholly on the near side of the limits: it is met every time.
    Passes,
    /// The target lies beyond the limits: it is missed every time.
    Fails,
    /// The target lies between the limits: met or missed by chance.
    Inconsistent,
}

/// The chart of a series, everything in the unit of its figures.
#[derive(Clone, PartialEq, Debug)]
pub struct Xmr {
    /// The centre line.
    pub mean: f64,
    /// The average distance from one figure to the next, after screening.
    pub mean_moving_range: f64,
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
    /// Two thirds of the way from the mean to the lower limit.
    pub near_lower: f64,
    /// Two thirds of the way from the mean to the upper limit.
    pub near_upper: f64,
    /// What each figure says, in the order of the figures.
    pub signals: Vec<Signal>,
}

impl Xmr {
    /// Whether ordinary variation will meet a target that stands beside the last point. None for a
    /// target that is not a number.
    #[must_use]
    pub fn assurance(&self, target: f64, higher_is_better: bool) -> Option<Assurance> {
        let beyond = |fails| {
            if fails {
                Assurance::Fails
            } else {
                Assurance::Passes
            }
        };
        if target.is_nan() {
            None
        } else if target > self.upper {
            Some(beyond(higher_is_better))
        } else if target < self.lower {
            Some(beyond(!higher_is_better))
        } else {
            Some(Assurance::Inconsistent)
        }
    }
}

/// The XmR chart of figures in order of time.
///
/// Limits: mean ± 2.66 · mean moving range. With `screen`, the NHS's default, moving ranges of 3.267
/// mean ones or more are dropped, once, so that one wild figure does not widen the limits that should
/// catch it; the mean keeps every figure. With `fix`, mean and limits come from the first so many
/// figures only and all are judged by them: for showing a change since then.
///
/// Rules, the first that a point meets: outside the limits; one of seven or more that rise or fall;
/// near a limit, with one other so of three on the same side of the mean; one of seven or more on one
/// side of the mean. A point at the turn of two trends belongs to the later.
///
/// None with fewer than two figures (or `fix` under two), or when a number is not finite. Figures that
/// are all equal have limits of no width, and none of them is outside.
pub fn xmr(values: &[f64], screen: bool, fix: Option<usize>) -> Option<Xmr> {
    let based_on = &values[..fix.unwrap_or(values.len()).min(values.len())];
    let mean = centre(based_on)?;
    let moving_range = mean_moving_range(based_on, screen)?;
    let mut chart = Xmr {
        mean,
        mean_moving_range: moving_range,
        lower: mean - LIMIT * moving_range,
        upper: mean + LIMIT * moving_range,
        near_lower: mean - NEAR * moving_range,
        near_upper: mean + NEAR * moving_range,
        signals: Vec::new(),
    };
    let finite = [chart.lower, chart.upper]
        .into_iter()
        .chain(values.iter().copied());
    if !finite.into_iter().all(f64::is_finite) {
        return None;
    }
    chart.signals = signals(values, &chart);
    Some(chart)
}

/// The mean, summed from the first figure, so that equal figures have exactly theirs.
fn centre(values: &[f64]) -> Option<f64> {
    let first = values.first()?;
    let over = values.iter().map(|value| value - first).sum::<f64>();
    Some(first + over / values.len() as f64)
}

fn mean_moving_range(values: &[f64], screen: bool) -> Option<f64> {
    let ranges: Vec<f64> = values
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).abs())
        .collect();
    let all = crate::domain::statistics::mean(&ranges)?;
    if !screen || all == 0.0 {
        return Some(all);
    }
    let kept: Vec<f64> = ranges
        .into_iter()
        .filter(|range| *range < SCREEN * all)
        .collect();
    crate::domain::statistics::mean(&kept)
}

fn signals(values: &[f64], chart: &Xmr) -> Vec<Signal> {
    let sides: Vec<i8> = values.iter().map(|y| side(*y, chart.mean)).collect();
    let outside = |y: f64| y > chart.upper || y < chart.lower;
    let near: Vec<bool> = values
        .iter()
        .map(|&y| !outside(y) && (y > chart.near_upper || y < chart.near_lower))
        .collect();
    let n = values.len();
    let trend = marked(n, RUN, |window| trend(&values[window]));
    let two = marked(n, THREE, |window| {
        two_in_three(&sides[window.clone()], &near[window])
    });
    let seven = marked(n, RUN, |window| one_side(&sides[window]));
    let first = |i: usize| {
        if outside(values[i]) {
            which(sides[i], Signal::Above, Signal::Below)
        } else if trend[i] != 0 {
            which(trend[i], Signal::TrendUp, Signal::TrendDown)
        } else if near[i] && two[i] != 0 {
            which(sides[i], Signal::TwoInThreeAbove, Signal::TwoInThreeBelow)
        } else if seven[i] != 0 {
            which(sides[i], Signal::SevenAbove, Signal::SevenBelow)
        } else {
            Signal::CommonCause
        }
    };
    (0..n).map(first).collect()
}

fn which(side: i8, up: Signal, down: Signal) -> Signal {
    if side > 0 { up } else { down }
}

/// 1 above, −1 below, 0 on the line.
fn side(value: f64, line: f64) -> i8 {
    i8::from(value > line) - i8::from(value < line)
}

/// What each of `n` points is part of: for each window of `size` in turn that the rule answers with 1
/// or −1, all its points are marked so.
fn marked(n: usize, size: usize, rule: impl Fn(Range<usize>) -> i8) -> Vec<i8> {
    let mut marks = vec![0; n];
    for start in 0..(n + 1).saturating_sub(size) {
        let window = start..start + size;
        let mark = rule(window.clone());
        if mark != 0 {
            marks[window].fill(mark);
        }
    }
    marks
}

/// 1 when each is above the one before, −1 when each is below.
fn trend(window: &[f64]) -> i8 {
    let all = |way: i8| window.windows(2).all(|pair| side(pair[1], pair[0]) == way);
    i8::from(all(1)) - i8::from(all(-1))
}

/// 1 when all are above the mean, −1 when all are below.
fn one_side(window: &[i8]) -> i8 {
    let all = |way: i8| window.iter().all(|side| *side == way);
    i8::from(all(1)) - i8::from(all(-1))
}

/// As [`one_side`], if two or more are near a limit.
fn two_in_three(sides: &[i8], near: &[bool]) -> i8 {
    let enough = near.iter().filter(|near| **near).count() >= 2;
    if enough { one_side(sides) } else { 0 }
}

#[cfg(test)]
mod tests;
