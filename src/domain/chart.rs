//! A chart as a value: the figures, their words and their marks, before anything is drawn.
//!
//! The officer sees the same chart on screen, in a report, as a picture and in a terminal. So that
//! the four cannot disagree, a chart is first built as plain figures here and only then drawn: by
//! the window, as SVG, or as text. What a person reads instead of the drawing (the text
//! alternative and the table) is made from the same figures.
//!
//! Edges: a missing value is `None` with its reason mark, never zero; a value that is not a finite
//! number counts as missing. Order and choice of figures are the caller's; nothing here computes a
//! statistic.

mod axis;
mod bars;
mod diverging;
mod labels;
#[cfg(test)]
pub mod samples;
mod table;
mod trend;
mod unit;
mod words;

pub use axis::{Axis, axis};
pub use bars::{Bar, Bars};
pub use diverging::{Diverging, Part, Row, Side};
pub use labels::{shorten, spread, stride};
pub use table::Table;
pub use trend::{Band, Break, Line, Point, Role, Run, Series, Status, Tick, Tone, Trend};
pub use unit::Unit;

/// One drawing, of one of the three kinds the program has.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Lines over time: ours against neighbours, region and England.
    Trend(Trend),
    /// Ranked horizontal bars, ours marked.
    Bars(Bars),
    /// Answers to one question, disagreement to the left and agreement to the right.
    Diverging(Diverging),
}

impl Chart {
    /// The heading over the drawing.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Trend(trend) => &trend.title,
            Self::Bars(bars) => &bars.title,
            Self::Diverging(diverging) => &diverging.title,
        }
    }

    /// The line under the heading: what is measured, and on what base.
    #[must_use]
    pub fn subtitle(&self) -> &str {
        match self {
            Self::Trend(trend) => &trend.subtitle,
            Self::Bars(bars) => &bars.subtitle,
            Self::Diverging(diverging) => &diverging.subtitle,
        }
    }

    /// Where the figures come from, as printed under the drawing.
    #[must_use]
    pub fn source(&self) -> &str {
        match self {
            Self::Trend(trend) => &trend.source,
            Self::Bars(bars) => &bars.source,
            Self::Diverging(diverging) => &diverging.source,
        }
    }

    /// The text alternative: what the drawing shows, in words with its figures.
    #[must_use]
    pub fn alt(&self) -> String {
        match self {
            Self::Trend(trend) => words::trend(trend),
            Self::Bars(bars) => words::bars(bars),
            Self::Diverging(diverging) => words::diverging(diverging),
        }
    }

    /// The same figures as a table, to copy and for screen readers.
    #[must_use]
    pub fn table(&self) -> Table {
        match self {
            Self::Trend(trend) => table::trend(trend),
            Self::Bars(bars) => table::bars(bars),
            Self::Diverging(diverging) => table::diverging(diverging),
        }
    }
}
