//! Ranked bars: the ten neighbours with ours among them, or grants against their totals.
//!
//! The caller ranks, because whether high or low is best belongs to the indicator. Bars without a
//! figure go to the foot with the reason, so that a missing neighbour is seen to be missing.
//!
//! Edges: negative bars run to the left of zero; the axis of bars always holds zero.

use super::trend::{Line, bounds};
use super::unit::Unit;

/// Horizontal bars in the caller's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// What the chart shows.
    pub title: String,
    /// How it is ordered, or whose list it is.
    pub subtitle: String,
    /// How a value is printed where a bar brings no text of its own.
    pub unit: Unit,
    /// The bars, in the order in which they are drawn.
    pub bars: Vec<Bar>,
    /// A level drawn across all bars, such as England or a limit.
    pub marker: Option<Line>,
    /// Where the figures come from.
    pub source: String,
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Whose bar it is.
    pub label: String,
    /// In the unit of the chart; `None` puts the bar at the foot.
    pub value: Option<f64>,
    /// The figure as published; when empty, the unit prints it.
    pub shown: String,
    /// Ours, to be picked out.
    pub ours: bool,
    /// Why there is no figure, as a mark such as `[c]`.
    pub missing: Option<String>,
    /// By how much it is past a limit that it should keep to, as a reader sees it: `£1`; empty within it.
    pub over_by: String,
}

impl Bar {
    /// The value if it can be drawn.
    #[must_use]
    pub fn plotted(&self) -> Option<f64> {
        self.value.filter(|value| value.is_finite())
    }

    /// Whether it is past a limit that it should keep to.
    #[must_use]
    pub fn is_over(&self) -> bool {
        !self.over_by.is_empty()
    }

    /// The figure as a reader sees it, or the mark of a missing one.
    #[must_use]
    pub fn figure(&self, unit: &Unit) -> String {
        match self.plotted() {
            Some(_) if !self.shown.is_empty() => self.shown.clone(),
            Some(value) => unit.show(value),
            None => self.missing.clone().unwrap_or_else(|| "[x]".to_owned()),
        }
    }

    /// The same, with how far it is past its limit: `£136,700, £1 over`.
    #[must_use]
    pub fn says(&self, unit: &Unit) -> String {
        let figure = self.figure(unit);
        if self.is_over() && self.plotted().is_some() {
            format!("{figure}, {} over", self.over_by)
        } else {
            figure
        }
    }
}

impl Bars {
    /// The bars as drawn: those with a figure in the caller's order, then those without.
    #[must_use]
    pub fn ordered(&self) -> Vec<&Bar> {
        let (known, missing): (Vec<&Bar>, Vec<&Bar>) =
            self.bars.iter().partition(|bar| bar.plotted().is_some());
        known.into_iter().chain(missing).collect()
    }

    /// Least and greatest value with zero and the marker: the ends of the axis.
    #[must_use]
    pub fn range(&self) -> [f64; 2] {
        let values = self.bars.iter().filter_map(|bar| bar.value);
        let marker = self.marker.iter().map(|line| line.value);
        bounds(values.chain(marker).chain([0.0])).unwrap_or([0.0, 1.0])
    }
}
