//! What each line's quota is, exactly, by the rule that was asked for.
//!
//! Every rule ends in the same thing: for each line a whole number above one common bottom, which together come to the
//! units that there are. Rounding is then one thing, in [`crate::domain::apportion::remainder`].

use crate::domain::apportion::damping::damped;
use crate::domain::apportion::limits::limited;
use crate::domain::apportion::{Ask, Fault, Line, Number, Rule};
use crate::domain::money::exact::{Exact, shared_factor};

/// Quotas in units, over one bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotas {
    pub(super) tops: Vec<i128>,
    pub(super) bottom: i128,
    pub(super) rules: Vec<Rule>,
    /// All weights together.
    pub(super) weights: Option<Exact>,
    /// The scaling factor or the multiplier, where the rule has one.
    pub(super) factor: Option<Exact>,
    /// The floor and the ceiling, in per cent, and whether they are of bases.
    pub(super) limits: Limits,
    /// The least and the most of each line; empty where there is neither floor nor ceiling.
    pub(super) bounds: Vec<Bound>,
}

/// The least and the most that a line gets, over the bottom of its quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) least: i128,
    pub(super) most: Option<i128>,
}

/// A floor and a ceiling as they were asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) floor: Option<Number>,
    pub(super) ceiling: Option<Number>,
    pub(super) on_bases: bool,
}

/// The quotas of so many units.
pub(super) fn quotas(ask: &Ask<'_>, units: i64) -> Result<Quotas, Fault> {
    let weights = Weights::of(ask.lines)?;
    let on_bases = ask.lines.iter().any(|line| line.base.is_some());
    let limits = Limits {
        floor: ask.floor,
        ceiling: ask.ceiling,
        on_bases,
    };
    let mut quotas = match (ask.floor, ask.ceiling) {
        (None, None) => by_weight(units, &weights, ask.lines)?,
        (Some(floor), None) if on_bases => damped(ask, units, floor)?,
        _ => limited(ask, units, limits)?,
    };
    quotas.limits = limits;
    quotas.weights = Exact::new(weights.sum, weights.grid);
    for (line, rule) in ask.lines.iter().zip(&mut quotas.rules) {
        if line.weight.is_none() && *rule != Rule::Floor {
            *rule = match line.fixed {
                Some(_) => Rule::Fixed,
                None => Rule::LeftOut,
            };
        }
    }
    Ok(quotas)
}

fn by_weight(units: i64, weights: &Weights, lines: &[Line]) -> Result<Quotas, Fault> {
    let units = i128::from(units);
    let top = |(place, weight): (usize, &i128)| {
        units
            .checked_mul(*weight)
            .ok_or(Fault::TooLarge(Some(place)))
    };
    let tops = weights.whole.iter().enumerate().map(top);
    Ok(Quotas {
        tops: tops.collect::<Result<_, _>>()?,
        bottom: weights.sum.max(1),
        rules: vec![Rule::Weight; lines.len()],
        weights: None,
        factor: None,
        limits: Limits::default(),
        bounds: Vec::new(),
    })
}

/// Weights as whole numbers on one grid; a line without one counts nought.
pub(super) struct Weights {
    pub(super) whole: Vec<i128>,
    pub(super) grid: i128,
    pub(super) sum: i128,
}

impl Weights {
    pub(super) fn of(lines: &[Line]) -> Result<Self, Fault> {
        let given = |line: &Line| line.weight.map(|weight| weight.0);
        let grid = grid(lines.iter().map(given))?;
        let mut whole = Vec::with_capacity(lines.len());
        let mut sum: i128 = 0;
        for (place, line) in lines.iter().enumerate() {
            let too_large = Fault::TooLarge(Some(place));
            let weight = given(line).unwrap_or(Exact::NOUGHT);
            let weight = on(grid, weight).ok_or_else(|| too_large.clone())?;
            sum = sum.checked_add(weight).ok_or(too_large)?;
            whole.push(weight);
        }
        Ok(Self { whole, grid, sum })
    }
}

/// The least number that makes all of these whole when they are multiplied by it.
pub(super) fn grid(numbers: impl Iterator<Item = Option<Exact>>) -> Result<i128, Fault> {
    let mut grid: i128 = 1;
    for (place, number) in numbers.enumerate() {
        let Some(bottom) = number.map(Exact::bottom) else {
            continue;
        };
        if bottom == 1 || grid == bottom {
            continue;
        }
        let shared = shared_factor(grid.unsigned_abs(), bottom.unsigned_abs());
        let shared = i128::try_from(shared).map_err(|_| Fault::TooLarge(Some(place)))?;
        let times = bottom / shared;
        if times > 1 {
            grid = grid
                .checked_mul(times)
                .ok_or(Fault::TooLarge(Some(place)))?;
        }
    }
    Ok(grid)
}

/// A number on a grid that makes it whole.
pub(super) fn on(grid: i128, number: Exact) -> Option<i128> {
    number.top().checked_mul(grid / number.bottom())
}

/// `1 + percent / 100`.
pub(super) fn changed_by(percent: Number) -> Option<Exact> {
    percent.0.times(Exact::new(1, 100)?)?.plus(Exact::whole(1))
}
