//! A weight from need: how far an indicator is worse than the neighbours' average, relative to that average.
//!
//! Money that should close gaps goes where the gaps are. The weight is the gap in per cent of the neighbours' figure, to
//! four decimals, and nought where our figure is no worse.
//!
//! Edges: where our figure or the neighbours' is not known there is no weight: the line is named, never counted as nought.

use crate::domain::apportion::Number;
use crate::domain::benchmark::{Average, Comparison};
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::statistics::rounding::{half_up, whole};

/// How far an indicator is from its neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// The weight: per cent of the neighbours' figure.
    pub weight: Number,
    /// The period, as its source prints it.
    pub period: String,
    /// Our figure.
    pub own: f64,
    /// The neighbours'.
    pub neighbours: f64,
}

/// The gap in an indicator's latest period.
///
/// # Errors
/// Why it is not known, in words that follow the indicator's name.
pub fn gap(
    indicator: &Indicator,
    now: Option<&Comparison>,
    average: Average,
) -> Result<Gap, &'static str> {
    let now = now.ok_or("has no figure of ours")?;
    let own = now
        .own
        .reported
        .value()
        .ok_or("has no figure of ours in its latest period")?;
    let neighbours = now
        .neighbours
        .figure(average)
        .ok_or("has no figure of the neighbours for that period")?;
    if indicator.polarity == Polarity::Neutral {
        return Err("has no better side, so no figure is worse than another");
    }
    if neighbours == 0.0 {
        return Err("is nought among the neighbours, and nothing is a part of nought");
    }
    let weight = if indicator.polarity.better(neighbours, own) == Some(true) {
        let ten_thousandths = (own - neighbours).abs() / neighbours.abs() * 1_000_000.0;
        let counted = whole(half_up(ten_thousandths, 0)).and_then(|n| i64::try_from(n).ok());
        Number::ten_thousandths(counted.ok_or("is too far from the neighbours to be counted")?)
    } else {
        Number::NOUGHT
    };
    Ok(Gap {
        weight,
        period: now.label.clone(),
        own,
        neighbours,
    })
}
