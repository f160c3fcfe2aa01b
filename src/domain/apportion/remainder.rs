//! Largest remainders: quotas rounded down, and what is then left over given out by what rounding took.
//!
//! Hamilton's method, as used to apportion seats since 1792. It keeps each line within one unit of its quota and lets
//! the lines come to the total exactly. Equal remainders go to the earlier line, so that the answer is always the same.
//!
//! Edges: quotas must come to a whole number of units; the rules that make them see to it. Only a quota that is not
//! whole can get a unit, since fewer are left over than there are such quotas. Sorting makes it n log n.

use std::cmp::Reverse;

use crate::domain::apportion::Fault;

/// A quota in whole units and what is left of it, over the common bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) floor: i128,
    pub(super) over: i128,
    /// Its place among the remainders, from 0.
    pub(super) rank: u32,
}

/// Quotas settled in whole units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) parts: Vec<Part>,
    pub(super) bottom: i128,
    pub(super) n_left: usize,
    /// The last line that got a unit left over, and the first that did not, by remainder.
    pub(super) cut: Option<(usize, usize)>,
    /// What lines get in units where a floor or a ceiling wants it otherwise than the largest remainders.
    pub(super) kept: Option<Vec<i128>>,
}

impl Settled {
    /// What a line gets in units.
    pub(super) fn units(&self, line: usize) -> Option<i128> {
        if let Some(kept) = &self.kept {
            return kept.get(line).copied();
        }
        let part = self.parts.get(line)?;
        part.floor.checked_add(i128::from(self.gains(part)))
    }

    /// Whether a unit left over went here.
    pub(super) fn gains(&self, part: &Part) -> bool {
        (part.rank as usize) < self.n_left
    }
}

/// Rounds the quotas `tops[i] / bottom`, which come to `units`.
pub(super) fn settle(units: i128, tops: &[i128], bottom: i128) -> Result<Settled, Fault> {
    let mut parts = Vec::with_capacity(tops.len());
    let mut floors: i128 = 0;
    for (place, top) in tops.iter().enumerate() {
        let (floor, over) = divided(*top, bottom);
        floors = floors
            .checked_add(floor)
            .ok_or(Fault::TooLarge(Some(place)))?;
        parts.push(Part {
            floor,
            over,
            rank: u32::MAX,
        });
    }
    let n_left = usize::try_from(units - floors).map_err(|_| Fault::TooLarge(None))?;
    let mut cut = None;
    if n_left > 0 {
        let mut order: Vec<(Reverse<i128>, u32)> = parts
            .iter()
            .zip(0..)
            .filter(|(part, _)| part.over > 0)
            .map(|(part, place)| (Reverse(part.over), place))
            .collect();
        order.sort_unstable();
        for (rank, (_, place)) in (0..).zip(&order) {
            parts[*place as usize].rank = rank;
        }
        let place = |rank: usize| order.get(rank).map(|(_, place)| *place as usize);
        cut = place(n_left - 1).zip(place(n_left));
    }
    Ok(Settled {
        parts,
        bottom,
        n_left,
        cut,
        kept: None,
    })
}

/// Whole part and rest; by the processor's own division where the numbers are small enough, as they nearly always are.
fn divided(top: i128, bottom: i128) -> (i128, i128) {
    match (u64::try_from(top), u64::try_from(bottom)) {
        (Ok(top), Ok(bottom)) => (i128::from(top / bottom), i128::from(top % bottom)),
        _ => {
            let whole = top / bottom;
            (whole, top - whole * bottom)
        }
    }
}
