//! The working where floors and ceilings decided the rounding: which limit a line keeps, and which the unit broke, by how
//! much.
//!
//! Why apart: it is said only where the largest remainders would have broken a limit; see
//! [`crate::domain::apportion::kept`].

use crate::domain::apportion::remainder::Part;
use crate::domain::apportion::why::{grouped, units};
use crate::domain::apportion::{Shared, number};
use crate::domain::check::words::several;
use crate::domain::money::exact::Exact;

/// A limit that a line is on the wrong side of, by so much over the bottom of its quota.
enum Broken {
    Floor(i128),
    Ceiling(i128),
}

impl Shared {
    /// What is true of the whole.
    pub(super) fn kept_about(&self) -> String {
        let n = (0..self.lines.len())
            .filter(|line| self.broken(*line).is_some())
            .count();
        if n == 0 {
            let units = units(self.unit);
            return format!(
                "lines are rounded to {units} so that each keeps its floor and its ceiling"
            );
        }
        let its = if n == 1 { "its" } else { "their" };
        format!(
            "the unit of {} takes {} below {its} floor or above {its} ceiling",
            self.unit,
            several(n, "line")
        )
    }

    /// What rounding did to a line, and for the sake of which limit.
    pub(super) fn kept_words(&self, line: usize, part: &Part) -> String {
        let (Some(has), Some(bound)) = (self.settled.units(line), self.quotas.bounds.get(line))
        else {
            return String::new();
        };
        let amount = self.amount_of(has);
        let up = part.floor + i128::from(part.over > 0);
        let broken = self.broken(line);
        let over_bottom = |units: i128| units.saturating_mul(self.settled.bottom);
        let for_floor = over_bottom(part.floor) < bound.least;
        let for_ceiling = bound.most.is_some_and(|most| over_bottom(up) > most);
        let mut words = if has < part.floor {
            format!("; {amount}, so that other lines keep their floors")
        } else if has > up {
            format!("; {amount}, so that other lines keep their ceilings")
        } else if part.over == 0 {
            self.whole_words(part)
        } else {
            let (way, why) = match (has == up, broken.is_none()) {
                (true, true) if for_floor => ("up", " to keep its floor"),
                (false, true) if for_ceiling => ("down", " to keep its ceiling"),
                (true, _) => ("up", ""),
                (false, _) => ("down", ""),
            };
            format!("; rounded {way} to {amount}{why}")
        };
        if let Some(broken) = broken {
            let (side, by) = match broken {
                Broken::Floor(by) => ("below its floor", by),
                Broken::Ceiling(by) => ("above its ceiling", by),
            };
            let by = self.pounds_over(by);
            words += &format!("; {side} by £{by}, because of the unit of {}", self.unit);
        }
        words
    }

    fn broken(&self, line: usize) -> Option<Broken> {
        let bound = self.quotas.bounds.get(line)?;
        let has = self.settled.units(line)?.checked_mul(self.settled.bottom)?;
        if has < bound.least {
            return Some(Broken::Floor(bound.least - has));
        }
        let most = bound.most.filter(|most| has > *most)?;
        Some(Broken::Ceiling(has - most))
    }

    /// A part of a unit over the bottom as pounds to read.
    fn pounds_over(&self, over: i128) -> String {
        let pounds = Exact::new(over, self.settled.bottom)
            .zip(Exact::new(i128::from(self.unit.pence().0), 100))
            .and_then(|(units, unit)| units.times(unit));
        pounds.map_or_else(
            || "?".to_owned(),
            |pounds| grouped(&number::decimals(pounds, 4).0),
        )
    }
}
