//! Floor damping: nobody gets less than the floor, and what the formula gives above it is scaled to pay for that.
//!
//! The rule of English local government finance settlements since the 1990s: a line gets F where the formula gives it
//! F or less, and otherwise F + s(calculated − F), where F = base × (1 + floor) and the scaling factor s is the one
//! number that brings the lines to the total. A negative s means that the floors alone cost more than there is: "the
//! floor is too high".
//!
//! Edges: a factor above 1 means that there is more money than the formula asks for; it is used, and the working says so.

use crate::domain::apportion::rule::{Bound, Limits, Quotas, changed_by, grid, on};
use crate::domain::apportion::{Ask, Fault, Line, Number, Rule, number};
use crate::domain::money::Pence;
use crate::domain::money::exact::Exact;

/// A line's floor and its calculated amount, in pence on the grid.
struct Damped {
    floor: i128,
    above: i128,
}

/// The quotas of so many units, with a floor on bases.
pub(super) fn damped(ask: &Ask<'_>, units: i64, floor: Number) -> Result<Quotas, Fault> {
    if changed_by(floor).is_none_or(|part| part.top() < 0) {
        return Err(Fault::FloorBelowNothing);
    }
    let (lines, grid) = on_grid(ask.lines, floor)?;
    let unit = i128::from(ask.unit.pence().0);
    let shared = i128::from(units) * unit;
    let sum = |of: fn(&Damped) -> i128| {
        lines
            .iter()
            .map(of)
            .try_fold(0_i128, i128::checked_add)
            .ok_or(Fault::TooLarge(None))
    };
    let (floors, above) = (sum(|line| line.floor)?, sum(|line| line.above)?);
    let spare = shared
        .checked_mul(grid)
        .and_then(|shared| shared.checked_sub(floors))
        .ok_or(Fault::TooLarge(None))?;
    let factor = factor(spare, above, (floors, grid), shared)?;
    let quota = |line: &Damped| {
        let scaled = factor.top().checked_mul(line.above)?;
        line.floor.checked_mul(factor.bottom())?.checked_add(scaled)
    };
    let tops = lines
        .iter()
        .enumerate()
        .map(|(place, line)| quota(line).ok_or(Fault::TooLarge(Some(place))));
    let bounds = lines.iter().enumerate().map(|(place, line)| {
        let least = line.floor.checked_mul(factor.bottom());
        let least = least.ok_or(Fault::TooLarge(Some(place)))?;
        Ok(Bound { least, most: None })
    });
    let rule = |line: &Damped| {
        if line.above > 0 {
            Rule::Damped
        } else {
            Rule::Floor
        }
    };
    let bottom = grid
        .checked_mul(factor.bottom())
        .and_then(|bottom| bottom.checked_mul(unit))
        .ok_or(Fault::TooLarge(None))?;
    Ok(Quotas {
        tops: tops.collect::<Result<_, _>>()?,
        bounds: bounds.collect::<Result<_, Fault>>()?,
        bottom,
        rules: lines
            .iter()
            .zip(ask.lines)
            .map(|(damped, line)| match line.base {
                Some(_) => rule(damped),
                None => Rule::LeftOut,
            })
            .collect(),
        weights: None,
        factor: Some(factor),
        limits: Limits::default(),
    })
}

/// The one scaling factor that brings the lines to what there is.
fn factor(
    spare: i128,
    above: i128,
    (floors, grid): (i128, i128),
    shared: i128,
) -> Result<Exact, Fault> {
    let shared = Pence(i64::try_from(shared).map_err(|_| Fault::TooLarge(None))?);
    let floors = || pounds(floors, grid);
    if spare < 0 {
        let factor = Exact::new(spare, above).filter(|_| above > 0);
        return Err(Fault::FloorTooHigh {
            floors: floors(),
            shared,
            factor: factor.map(|factor| Number(factor).to_string()),
        });
    }
    match (spare, above) {
        (0, 0) => Ok(Exact::NOUGHT),
        (_, 0) => Err(Fault::NothingToScale {
            floors: floors(),
            shared,
        }),
        _ => Exact::new(spare, above).ok_or(Fault::TooLarge(None)),
    }
}

/// Pence on a grid as pounds to read.
pub(super) fn pounds(pence: i128, grid: i128) -> String {
    let pounds = grid
        .checked_mul(100)
        .and_then(|under| Exact::new(pence, under));
    pounds.map_or_else(|| "?".to_owned(), |pounds| number::decimals(pounds, 4).0)
}

fn on_grid(lines: &[Line], floor: Number) -> Result<(Vec<Damped>, i128), Fault> {
    let part = changed_by(floor).ok_or(Fault::TooLarge(None))?;
    let hundred = Exact::whole(100);
    let mut exact = Vec::with_capacity(lines.len());
    for (place, line) in lines.iter().enumerate() {
        let too_large = Fault::TooLarge(Some(place));
        exact.push(match (line.base, line.weight) {
            (None, None) => (Exact::NOUGHT, Exact::NOUGHT),
            (None, Some(_)) => return Err(Fault::BaseMissing(place)),
            (Some(_), None) => return Err(Fault::CalculatedMissing(place)),
            (Some(base), Some(weight)) => {
                let floor = Exact::whole(i128::from(base.0)).times(part);
                floor.zip(weight.0.times(hundred)).ok_or(too_large)?
            }
        });
    }
    let grid = grid(
        exact
            .iter()
            .flat_map(|(floor, given)| [Some(*floor), Some(*given)]),
    )?;
    let damped = |(place, (floor, given)): (usize, &(Exact, Exact))| {
        let (floor, given) = on(grid, *floor)
            .zip(on(grid, *given))
            .ok_or(Fault::TooLarge(Some(place)))?;
        Ok(Damped {
            floor,
            above: given.saturating_sub(floor).max(0),
        })
    };
    let lines = exact.iter().enumerate().map(damped);
    Ok((lines.collect::<Result<_, Fault>>()?, grid))
}
