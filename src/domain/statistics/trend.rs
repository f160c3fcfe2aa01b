//! Whether the last five figures go up, go down, or only wander.
//!
//! A line can be drawn through anything. This says "rising" only when the slope is more than chance
//! would make of figures as sure as these, and when no single year carries it: the rule of Fingertips,
//! the public health profiles, so that a council meets the same answer there and here.
//!
//! Edges: fewer than five points, two at one time, or a number that is not finite, and the answer is
//! None. Which of two figures of one period counts, and whether a break in definition lies between,
//! the caller has settled.

use crate::domain::statistics::distribution::t_two_sided;
use crate::domain::statistics::interval::Interval;
use crate::domain::statistics::line::{Line, Weighted, fit, sign_kept};
pub use crate::domain::statistics::projection::{Projection, needed_slope, projection};

/// How many of the latest points are looked at.
pub const POINTS: usize = 5;

/// A chi-squared above this, with one degree of freedom, is more than chance: [`LEVEL`] of all level
/// series pass it.
pub const CRITICAL: f64 = 9.549_535_706_083_24;

/// The chance of calling a level series a trend before the second rule is asked: 2 in 1,000.
pub const LEVEL: f64 = 0.002;

/// The width of a 95 % interval in standard errors, as Fingertips has it: 2 · 1.96.
const WIDTH: f64 = 3.92;

/// A figure with how sure it is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// When, in years or periods: whichever unit the slope is wanted in.
    pub at: f64,
    /// The figure, in its own unit.
    pub value: f64,
    /// Its standard error, in the same unit; above nought.
    pub standard_error: f64,
}

impl Point {
    /// A figure published with its 95 % interval: the standard error is its width over 3.92.
    #[must_use]
    pub fn published(at: f64, value: f64, interval: Interval) -> Self {
        Self {
            at,
            value,
            standard_error: (interval.upper - interval.lower) / WIDTH,
        }
    }
}

/// A proportion as counted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Counted {
    /// When, in years or periods.
    pub at: f64,
    /// How many said yes.
    pub count: u64,
    /// Of how many; not nil.
    pub base: u64,
}

/// Which way a series goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Up by more than chance.
    Rising,
    /// Down by more than chance.
    Falling,
    /// No change that chance could not make.
    None,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 3] = [Self::Rising, Self::Falling, Self::None];

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::None => "no significant change",
        }
    }

    fn of(slope: f64, significant: bool) -> Self {
        match significant {
            true if slope > 0.0 => Self::Rising,
            true if slope < 0.0 => Self::Falling,
            _ => Self::None,
        }
    }
}

/// What the last five points say.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RecentTrend {
    /// In units of value for one unit of `at`; of proportions, from 0 to 1.
    pub slope: f64,
    /// The slope's distance from level: above [`CRITICAL`] it is more than chance.
    pub chi_squared: f64,
    /// Whether it is more than chance and no one point carries it.
    pub significant: bool,
    /// Which way, if significant.
    pub direction: Direction,
}

impl RecentTrend {
    fn new(slope: f64, chi_squared: f64, kept: bool) -> Option<Self> {
        let significant = chi_squared > CRITICAL && kept;
        (slope.is_finite() && chi_squared.is_finite()).then_some(Self {
            slope,
            chi_squared,
            significant,
            direction: Direction::of(slope, significant),
        })
    }
}

/// The recent trend of figures with standard errors, in any order: the last [`POINTS`] by `at`.
///
/// A weighted straight line, each figure weighing 1 / standard error². Significant when χ² = (slope /
/// its standard error)² is above [`CRITICAL`] and the slope keeps its sign when each point is left out
/// in turn. Fingertips numbers its points 1 to 5; over consecutive periods that is the same line. With
/// a gap this one keeps the true distance.
///
/// None with fewer than five points, two of the last five at one time, a standard error that is not
/// above nought, or a number that is not finite.
///
/// Source: Fingertips technical guidance (Office for Health Improvement and Disparities), "Recent
/// trends".
pub fn recent(points: &[Point]) -> Option<RecentTrend> {
    let mut last = Vec::with_capacity(POINTS);
    for point in last_five(points, |point| point.at)? {
        let weight = point.standard_error.powi(-2);
        if !(point.standard_error > 0.0 && weight > 0.0 && weight.is_finite()) {
            return None;
        }
        last.push(Weighted {
            at: point.at,
            value: point.value,
            weight,
        });
    }
    let line = fit(&last)?;
    let chi_squared = line.slope.powi(2) * line.spread;
    RecentTrend::new(line.slope, chi_squared, sign_kept(&last, line.slope))
}

/// The recent trend of proportions with their counts, in any order: the last [`POINTS`] by `at`.
///
/// The chi-squared test for a linear trend in proportions, above [`CRITICAL`]; the slope, from 0 to 1
/// for one unit of `at`, is that of the line weighted by the bases. As with Fingertips, it is the
/// plain line through the log odds that must keep its sign when each point is left out in turn; where
/// a count is nil or all of its base, half a person is added to either side of every point.
///
/// None with fewer than five points, two of the last five at one time, a base of nil or less than its
/// count, and when nobody or everybody is counted throughout.
///
/// Source: Cochran (1954), "Some methods for strengthening the common χ² tests", Biometrics 10(4),
/// 417–451; Armitage (1955), "Tests for linear trends in proportions and frequencies", Biometrics
/// 11(3), 375–386; the half is Haldane's (1956).
pub fn proportion_chi2(points: &[Counted]) -> Option<RecentTrend> {
    let last = last_five(points, |point| point.at)?;
    if last.iter().any(|p| p.base == 0 || p.count > p.base) {
        return None;
    }
    let line = fit(&weighted(&last, |p| {
        (p.count as f64 / p.base as f64, p.base as f64)
    }))?;
    let chi_squared = line.slope.powi(2) * line.spread / (line.value * (1.0 - line.value));
    let ends = last.iter().any(|p| p.count == 0 || p.count == p.base);
    let more = if ends { 0.5 } else { 0.0 };
    let odds = |p: &Counted| (p.count as f64 + more) / ((p.base - p.count) as f64 + more);
    let kept = sign_kept(&weighted(&last, |p| (odds(p).ln(), 1.0)), line.slope);
    RecentTrend::new(line.slope, chi_squared, kept)
}

/// Counted points as points of a line: their value and weight.
fn weighted(points: &[Counted], of: impl Fn(&Counted) -> (f64, f64)) -> Vec<Weighted> {
    let point = |p: &Counted| {
        let (value, weight) = of(p);
        Weighted {
            at: p.at,
            value,
            weight,
        }
    };
    points.iter().map(point).collect()
}

/// What the last five points say when nobody knows how sure each is: weaker, and not Fingertips' rule.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FallbackTrend {
    /// In units of value for one unit of `at`.
    pub slope: f64,
    /// The chance of a slope this far from level if there were none: under [`LEVEL`] is significant.
    pub p_value: f64,
    /// Whether it is more than chance and no one point carries it.
    pub significant: bool,
    /// Which way, if significant.
    pub direction: Direction,
}

/// **A fallback** for figures without denominators or intervals, as pairs of (when, value) in any
/// order: the last [`POINTS`], all weighing the same.
///
/// A plain straight line; significant when the t test on its slope, with three degrees of freedom, is
/// under [`LEVEL`] and the slope keeps its sign when each point is left out. It judges by how far the
/// points stray from the line, so five points must lie almost on it (|t| > 10.2). Say on the chart that
/// it is not the Fingertips test. None as [`recent`].
///
/// Source: Draper & Smith (1998), Applied Regression Analysis, 3rd edition, chapter 1.
pub fn unweighted_fallback(points: &[(f64, f64)]) -> Option<FallbackTrend> {
    let last: Vec<Weighted> = last_five(points, |point| point.0)?
        .into_iter()
        .map(|(at, value)| Weighted {
            at,
            value,
            weight: 1.0,
        })
        .collect();
    let line = fit(&last)?;
    let p_value = p_of_slope(&last, &line)?;
    let significant = p_value < LEVEL && sign_kept(&last, line.slope);
    Some(FallbackTrend {
        slope: line.slope,
        p_value,
        significant,
        direction: Direction::of(line.slope, significant),
    })
}

/// The chance of the slope, by how far the points stray from the line. A level line is all chance.
fn p_of_slope(points: &[Weighted], line: &Line) -> Option<f64> {
    if line.slope == 0.0 {
        return Some(1.0);
    }
    let freedom = points.len().checked_sub(2)? as f64;
    let strays = points.iter().map(|p| (p.value - line.height(p.at)).powi(2));
    let error = (strays.sum::<f64>() / freedom / line.spread).sqrt();
    t_two_sided(line.slope / error, freedom)
}

/// The last five by time, in order. None with fewer, or when a time is not finite or comes twice.
fn last_five<T: Copy>(points: &[T], at: impl Fn(&T) -> f64) -> Option<Vec<T>> {
    if points.iter().any(|point| !at(point).is_finite()) {
        return None;
    }
    let mut sorted = points.to_vec();
    sorted.sort_by(|one, other| at(one).total_cmp(&at(other)));
    let last = sorted.split_off(sorted.len().checked_sub(POINTS)?);
    let twice = last.windows(2).any(|pair| at(&pair[0]) == at(&pair[1]));
    (!twice).then_some(last)
}

#[cfg(test)]
mod tests;
