//! Shares an amount out by a rule, to the last penny, and says of every line why it gets what it gets.
//!
//! Rounding each line by itself leaves a total that is some pounds out (DfE's Staying Put lines of 2020-21 come to
//! £33,278,001 under a printed £33,278,000). Here each line first gets its quota rounded down, and the units left over
//! go to the largest remainders (Hamilton's method), so that the lines always come to the total.
//!
//! ```text
//!  total ── less fixed amounts ── div unit ──► shared by weight · damped to a floor · within floor and ceiling ──► Shared
//!                                 mod unit ──► balancing line                              why(line), about()
//! ```
//!
//! Edges: equal remainders go to the earlier line, and the working names both. A blank weight leaves a line out; a
//! weight of nought gets nothing. What cannot be counted in 38 figures is refused, never rounded. Rounding to the unit keeps
//! floors and ceilings wherever the unit lets it, and where it does not the working says by how much.

mod damping;
mod fault;
pub mod formula;
pub mod gap;
mod kept;
mod limits;
mod number;
pub mod part_year;
mod remainder;
mod rule;
pub mod spread;
mod unit;
pub mod voice;
mod why;

#[cfg(test)]
mod tests;

pub use fault::{Fault, Spot};
pub use number::Number;
pub use unit::Unit;

use crate::domain::money::Pence;
use crate::domain::money::exact::Exact;

use remainder::Settled;
use rule::Quotas;

/// A line as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its name, for the working.
    pub name: String,
    /// Its weight; none leaves it out of what is shared by weight.
    pub weight: Option<Number>,
    /// What it gets before anything is shared by weight.
    pub fixed: Option<Pence>,
    /// Last year's or the present amount, of which a floor and a ceiling are percentages. With it, weights are the
    /// amounts in pounds that a formula calculated.
    pub base: Option<Pence>,
}

/// What is to be shared, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask<'a> {
    /// How much.
    pub total: Pence,
    /// In units of what.
    pub unit: Unit,
    /// Among which lines.
    pub lines: &'a [Line],
    /// The least change on a line's base, in per cent (−2: no line loses more than 2 %). Without bases, the least part
    /// of what is shared, in per cent.
    pub floor: Option<Number>,
    /// The greatest change on its base, or the greatest part of what is shared, in per cent.
    pub ceiling: Option<Number>,
}

impl<'a> Ask<'a> {
    /// All of a total, by weight alone.
    #[must_use]
    pub fn by_weight(total: Pence, unit: Unit, lines: &'a [Line]) -> Self {
        Self {
            total,
            unit,
            lines,
            floor: None,
            ceiling: None,
        }
    }
}

/// Which rule made a line's quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Neither a weight nor a fixed amount.
    LeftOut,
    /// A fixed amount and no weight.
    Fixed,
    /// By weight, after the fixed amount where there is one.
    Weight,
    /// Held up at its floor.
    Floor,
    /// Held down at its ceiling.
    Ceiling,
    /// Weight times the multiplier, between floor and ceiling.
    Multiplied,
    /// Floor and a part of what the formula gives above it.
    Damped,
}

/// What one line gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its name.
    pub name: String,
    /// Its weight.
    pub weight: Option<Number>,
    /// The fixed amount in it.
    pub fixed: Option<Pence>,
    /// What it gets.
    pub allocated: Pence,
    /// The rule of its quota.
    pub rule: Rule,
}

/// An amount shared out, with its working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What was to be shared.
    pub total: Pence,
    /// In units of this.
    pub unit: Unit,
    /// What each line gets, in the order given.
    pub lines: Vec<Share>,
    /// What the unit leaves over; none where it leaves nothing.
    pub balancing: Option<Pence>,
    /// The fixed amounts together.
    pub fixed: Pence,
    quotas: Quotas,
    settled: Settled,
    /// The bases, for the working of a floor and a ceiling.
    bases: Vec<Option<Pence>>,
}

impl Shared {
    /// What was shared by weight: the total without fixed amounts and without the balancing line.
    #[must_use]
    pub fn by_weight(&self) -> Pence {
        let taken = self.fixed.0 + self.balancing.unwrap_or_default().0;
        Pence(self.total.0 - taken)
    }

    /// How many units were left over when every quota had been rounded down.
    #[must_use]
    pub fn left_over(&self) -> usize {
        self.settled.n_left
    }

    /// A line's quota in pounds, as plain decimals: all of them where they end, else ten.
    #[must_use]
    pub fn quota(&self, line: usize) -> String {
        match self.pounds(line) {
            Some(pounds) => number::decimals(pounds, 10).0,
            None => String::new(),
        }
    }

    /// A line's quota in pounds, its fixed amount with it.
    fn pounds(&self, line: usize) -> Option<Exact> {
        let share = self.lines.get(line)?;
        let part = match self.settled.parts.get(line) {
            Some(part) => {
                let over = Exact::new(part.over, self.settled.bottom)?;
                let units = Exact::whole(part.floor).plus(over)?;
                units.times(Exact::new(i128::from(self.unit.pence().0), 100)?)?
            }
            None => Exact::NOUGHT,
        };
        let fixed = share.fixed.unwrap_or_default();
        part.plus(Exact::new(i128::from(fixed.0), 100)?)
    }
}

/// Shares an amount out.
///
/// By weight: quota = total · weight ÷ all weights, exact; rounded down; what is left over goes to the largest
/// remainders (Hamilton's method). With a floor on bases: DCLG's floor damping. With a ceiling, or without bases: one
/// multiplier, found exactly.
///
/// # Errors
/// Why nothing can be shared: no weights, all nought, one below nought, a floor too high, numbers too large.
pub fn share(ask: &Ask<'_>) -> Result<Shared, Fault> {
    let fixed = fault::check(ask)?;
    let rest = ask.total.0 - fixed.0;
    let unit = ask.unit.pence().0;
    let (units, over) = (rest / unit, rest % unit);
    let quotas = rule::quotas(ask, units)?;
    let mut settled = remainder::settle(i128::from(units), &quotas.tops, quotas.bottom)?;
    settled.kept = kept::kept(&settled, &quotas.bounds);
    let lines = ask
        .lines
        .iter()
        .zip(&quotas.rules)
        .enumerate()
        .map(|(place, (line, rule))| share_of(ask, &settled, place, line, *rule))
        .collect::<Result<_, Fault>>()?;
    Ok(Shared {
        total: ask.total,
        unit: ask.unit,
        lines,
        balancing: (over > 0).then_some(Pence(over)),
        fixed,
        bases: ask.lines.iter().map(|line| line.base).collect(),
        quotas,
        settled,
    })
}

fn share_of(
    ask: &Ask<'_>,
    settled: &Settled,
    place: usize,
    line: &Line,
    rule: Rule,
) -> Result<Share, Fault> {
    let too_large = Fault::TooLarge(Some(place));
    let units = settled.units(place).ok_or(Fault::TooLarge(Some(place)))?;
    let allocated = i64::try_from(units)
        .ok()
        .and_then(|units| units.checked_mul(ask.unit.pence().0))
        .and_then(|pence| pence.checked_add(line.fixed.unwrap_or_default().0))
        .ok_or(too_large)?;
    Ok(Share {
        name: line.name.clone(),
        weight: line.weight,
        fixed: line.fixed,
        allocated: Pence(allocated),
        rule,
    })
}
