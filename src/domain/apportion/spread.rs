//! An amount spread over periods: a profile of the year, and instalments.
//!
//! A profile is rounded cumulatively: each year-to-date figure is rounded to the penny and a period is the difference of
//! two, so that no year-to-date total is ever more than half a penny out. Instalments are equal shares by largest
//! remainder, so that the odd pennies come first.

use crate::domain::apportion::rule::Weights;
use crate::domain::apportion::{Ask, Fault, Line, Number, Unit, share};
use crate::domain::money::Pence;

/// What an annual amount comes to once so much of all the weight is through: rounded to the penny, halves up. None for
/// numbers too large to count exactly, or without any weight.
pub(in crate::domain) fn to_date(annual: Pence, so_far: i128, whole: i128) -> Option<i128> {
    let twice = whole.checked_mul(2).filter(|twice| *twice > 0)?;
    let top = i128::from(annual.0).checked_mul(so_far)?;
    let top = top.checked_mul(2)?.checked_add(whole)?;
    Some(top.div_euclid(twice))
}

/// Spreads an annual amount over periods by weight: year to date = annual · weights so far ÷ all weights, halves up.
///
/// # Errors
/// No weights, all nought, one below nought, or numbers too large to count exactly.
pub fn profile(annual: Pence, weights: &[Number]) -> Result<Vec<Pence>, Fault> {
    if weights.is_empty() {
        return Err(Fault::NoWeights);
    }
    if let Some(place) = weights.iter().position(|weight| weight.is_negative()) {
        return Err(Fault::WeightNegative(place));
    }
    let lines: Vec<Line> = weights
        .iter()
        .map(|weight| Line {
            weight: Some(*weight),
            ..Line::default()
        })
        .collect();
    let whole = Weights::of(&lines)?;
    if whole.sum == 0 {
        return Err(Fault::AllNought);
    }
    let (mut so_far, mut before) = (0_i128, 0_i128);
    let mut periods = Vec::with_capacity(weights.len());
    for (place, weight) in whole.whole.iter().enumerate() {
        so_far += weight;
        let to_date = to_date(annual, so_far, whole.sum).ok_or(Fault::TooLarge(Some(place)))?;
        let period = i64::try_from(to_date - before).map_err(|_| Fault::TooLarge(Some(place)))?;
        periods.push(Pence(period));
        before = to_date;
    }
    Ok(periods)
}

/// So many equal instalments in whole units, the odd units first; what the unit leaves over goes with the last.
///
/// # Errors
/// No instalments, or a total below nought.
pub fn instalments(total: Pence, n: usize, unit: Unit) -> Result<Vec<Pence>, Fault> {
    let one = Line {
        weight: Some(Number::whole(1)),
        ..Line::default()
    };
    let lines = vec![one; n];
    let shared = share(&Ask::by_weight(total, unit, &lines))?;
    let mut amounts: Vec<Pence> = shared.lines.iter().map(|line| line.allocated).collect();
    if let (Some(last), Some(over)) = (amounts.last_mut(), shared.balancing) {
        last.0 += over.0;
    }
    Ok(amounts)
}
