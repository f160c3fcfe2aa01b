//! A floor and a ceiling kept with one multiplier: each line gets its weight times the same number, but no less than its
//! floor and no more than its ceiling.
//!
//! What the lines come to rises with the multiplier in straight pieces, with a bend wherever a line leaves its floor or
//! reaches its ceiling. The bends are put in order and walked along until the piece is found in which the total lies; on
//! it the multiplier is one division. So it is exact, and no search closes in on it.
//!
//! Edges: with bases the limits are changes on them; without, parts of what is shared. A weight of nought stays at its
//! floor. Where a whole piece gives the same total the least multiplier is taken.

use std::cmp::Ordering;

use crate::domain::apportion::damping::pounds;
use crate::domain::apportion::rule::{Bound, Limits, Quotas, Weights, changed_by, grid, on};
use crate::domain::apportion::{Ask, Fault, Number, Rule};
use crate::domain::money::Pence;
use crate::domain::money::exact::Exact;

/// A line: its weight, the least and the most that it gets. Amounts are in pence on one grid.
#[derive(Clone, Copy)]
struct Band {
    weight: i128,
    least: i128,
    most: Option<i128>,
}

/// A bend: where it is, as a fraction, and what it does.
struct Bend {
    top: i128,
    bottom: i128,
    /// Added to what does not move with the multiplier.
    still: i128,
    /// Added to what does.
    slope: i128,
}

/// The quotas of so many units between floor and ceiling.
pub(super) fn limited(ask: &Ask<'_>, units: i64, limits: Limits) -> Result<Quotas, Fault> {
    let unit = i128::from(ask.unit.pence().0);
    let shared = i128::from(units) * unit;
    let bands = exact_bands(ask, shared, limits)?;
    let (bands, grid_of_amounts, grid_of_weights) = on_grid(ask, &bands)?;
    let target = shared
        .checked_mul(grid_of_amounts)
        .ok_or(Fault::TooLarge(None))?;
    let multiplier = solve(&bands, target, grid_of_amounts, shared)?;
    let (p, q) = (multiplier.top(), multiplier.bottom());
    let mut tops = Vec::with_capacity(bands.len());
    let mut rules = Vec::with_capacity(bands.len());
    let mut bounds = Vec::with_capacity(bands.len());
    for (place, band) in bands.iter().enumerate() {
        let too_large = Fault::TooLarge(Some(place));
        let (top, rule, bound) = band.at(p, q).ok_or(too_large)?;
        tops.push(top);
        rules.push(rule);
        bounds.push(bound);
    }
    let bottom = grid_of_amounts
        .checked_mul(q)
        .and_then(|bottom| bottom.checked_mul(unit))
        .ok_or(Fault::TooLarge(None))?;
    // In pounds for each unit of weight; with bases the weights are pounds, and it is a plain number.
    let scale = grid_of_amounts
        .checked_mul(100)
        .and_then(|under| Exact::new(grid_of_weights, under));
    let factor = scale.and_then(|scale| multiplier.times(scale));
    Ok(Quotas {
        tops,
        bottom,
        rules,
        bounds,
        weights: None,
        factor,
        limits,
    })
}

impl Band {
    /// What the line gets at the multiplier `p / q`, over `q`, which rule makes it so, and its least and most, over `q`.
    fn at(&self, p: i128, q: i128) -> Option<(i128, Rule, Bound)> {
        let free = p.checked_mul(self.weight)?;
        let bound = Bound {
            least: self.least.checked_mul(q)?,
            most: match self.most {
                Some(most) => Some(most.checked_mul(q)?),
                None => None,
            },
        };
        if let Some(most) = bound.most.filter(|most| free >= *most) {
            return Some((most, Rule::Ceiling, bound));
        }
        if free > bound.least {
            return Some((free, Rule::Multiplied, bound));
        }
        let rule = if self.least > 0 {
            Rule::Floor
        } else {
            Rule::Multiplied
        };
        Some((bound.least, rule, bound))
    }
}

/// A line's least and most, in pence; none for a line that takes no part.
type ExactBand = Option<(Exact, Option<Exact>)>;

fn exact_bands(ask: &Ask<'_>, shared: i128, limits: Limits) -> Result<Vec<ExactBand>, Fault> {
    let part = |percent: Number| {
        if limits.on_bases {
            changed_by(percent)
        } else {
            Exact::new(1, 100).and_then(|one| percent.0.times(one))
        }
    };
    let floor = limits.floor.and_then(part).unwrap_or(Exact::NOUGHT);
    let ceiling = limits.ceiling.and_then(part);
    if floor.top() < 0 {
        return Err(Fault::FloorBelowNothing);
    }
    if let Some(ceiling) = ceiling {
        let spare = floor.negated().and_then(|floor| ceiling.plus(floor));
        if ceiling.top() < 0 {
            return Err(Fault::CeilingBelowNothing);
        }
        if spare.is_none_or(|spare| spare.top() < 0) {
            return Err(Fault::FloorAboveCeiling);
        }
    }
    let mut bands = Vec::with_capacity(ask.lines.len());
    for (place, line) in ask.lines.iter().enumerate() {
        let base = match (limits.on_bases, line.base, line.weight) {
            (_, None, None) | (false, _, None) => {
                bands.push(None);
                continue;
            }
            (true, None, Some(_)) => return Err(Fault::BaseMissing(place)),
            (true, Some(_), None) => return Err(Fault::CalculatedMissing(place)),
            (true, Some(base), Some(_)) => i128::from(base.0),
            (false, _, Some(_)) => shared,
        };
        let of = |part: Exact| Exact::whole(base).times(part);
        let least = of(floor).ok_or(Fault::TooLarge(Some(place)))?;
        let most = match ceiling {
            Some(ceiling) => Some(of(ceiling).ok_or(Fault::TooLarge(Some(place)))?),
            None => None,
        };
        bands.push(Some((least, most)));
    }
    Ok(bands)
}

fn on_grid(ask: &Ask<'_>, bands: &[ExactBand]) -> Result<(Vec<Band>, i128, i128), Fault> {
    let weights = Weights::of(ask.lines)?;
    let amounts = bands
        .iter()
        .flatten()
        .flat_map(|(least, most)| [Some(*least), *most]);
    let grid = grid(amounts)?;
    let band = |(place, (given, weight)): (usize, (&ExactBand, &i128))| {
        let too_large = || Fault::TooLarge(Some(place));
        let Some((least, most)) = given else {
            return Ok(Band {
                weight: 0,
                least: 0,
                most: Some(0),
            });
        };
        let most = match most {
            Some(most) => Some(on(grid, *most).ok_or_else(too_large)?),
            None => None,
        };
        Ok(Band {
            weight: *weight,
            least: on(grid, *least).ok_or_else(too_large)?,
            most,
        })
    };
    let lines = bands.iter().zip(&weights.whole).enumerate().map(band);
    Ok((lines.collect::<Result<_, Fault>>()?, grid, weights.grid))
}

/// The multiplier that brings the lines to the target.
fn solve(bands: &[Band], target: i128, grid: i128, shared: i128) -> Result<Exact, Fault> {
    let too_large = || Fault::TooLarge(None);
    let shared = Pence(i64::try_from(shared).map_err(|_| too_large())?);
    let mut still = bands
        .iter()
        .map(|band| band.least)
        .try_fold(0_i128, i128::checked_add)
        .ok_or_else(too_large)?;
    if still > target {
        return Err(Fault::FloorTooHigh {
            floors: pounds(still, grid),
            shared,
            factor: None,
        });
    }
    let mut slope: i128 = 0;
    let mut last = Exact::NOUGHT;
    for bend in in_order(bands)? {
        if reaches(still, slope, target, &bend).ok_or_else(too_large)? {
            break;
        }
        last = Exact::new(bend.top, bend.bottom).ok_or_else(too_large)?;
        still = still.checked_add(bend.still).ok_or_else(too_large)?;
        slope = slope.checked_add(bend.slope).ok_or_else(too_large)?;
    }
    let spare = target.checked_sub(still).ok_or_else(too_large)?;
    match (slope, spare) {
        (0, 0) => Ok(last),
        (0, _) => Err(Fault::CeilingTooLow {
            ceilings: pounds(still, grid),
            shared,
        }),
        _ => Exact::new(spare, slope).ok_or_else(too_large),
    }
}

/// Whether the target lies at or before this bend.
fn reaches(still: i128, slope: i128, target: i128, bend: &Bend) -> Option<bool> {
    let spare = target.checked_sub(still)?;
    Some(slope.checked_mul(bend.top)? >= spare.checked_mul(bend.bottom)?)
}

fn in_order(bands: &[Band]) -> Result<Vec<Bend>, Fault> {
    let moving = || bands.iter().filter(|band| band.weight > 0);
    let most = |of: fn(&Band) -> i128| moving().map(of).max().unwrap_or(0);
    let largest = most(|band| band.most.unwrap_or(band.least).max(band.least));
    // Then no two bends can be too large to be set side by side.
    if largest.checked_mul(most(|band| band.weight)).is_none() {
        return Err(Fault::TooLarge(None));
    }
    let mut bends = Vec::with_capacity(2 * bands.len());
    for band in moving() {
        bends.push(Bend {
            top: band.least,
            bottom: band.weight,
            still: -band.least,
            slope: band.weight,
        });
        if let Some(most) = band.most {
            bends.push(Bend {
                top: most,
                bottom: band.weight,
                still: most,
                slope: -band.weight,
            });
        }
    }
    bends.sort_by(along);
    Ok(bends)
}

/// Two fractions side by side, crosswise; a line leaves its floor before it, or another, reaches a ceiling.
fn along(a: &Bend, b: &Bend) -> Ordering {
    (a.top * b.bottom)
        .cmp(&(b.top * a.bottom))
        .then(b.slope.cmp(&a.slope))
}
