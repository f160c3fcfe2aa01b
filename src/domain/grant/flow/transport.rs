//! The sum itself: amounts of money, lines that need some, who may pay what, and the cheapest way to do it.
//!
//! It is the transport problem with few sources: every grant hands out what it has to lines and to "left over", and
//! "nobody" stands in for whatever no grant can pay. From the plan as it stands, as far as it is allowed, rounds of
//! exchanges between grants are made until none saves anything; then no way of paying is cheaper (a flow is cheapest
//! exactly when no round of its residual network costs less than nothing: M. Klein, Management Science 14, 1967).
//! Because grants are few, exchanges are kept by pair of grants, so that thousands of lines cost next to nothing.
//!
//! Costs for each penny: nothing for money that must be spent or lost, then money that may be carried forward, then
//! general money, then a need left unmet. Far below these counts each penny that does not stay where the plan has it.
//!
//! Edges: amounts below nought count as nought. Ties go to the earlier line and the earlier grant.

use crate::domain::grant::flow::bits::Bits;
use crate::domain::grant::flow::cycle::{self, Costs};

/// The class of a need that nobody meets: dearer than any grant.
const UNMET: i64 = 3;

/// What is to be solved: `n` grants in rows, `m` lines in columns.
#[derive(Clone, Debug, Default)]
pub struct Transport {
    /// For each grant: 0 spend first, 1 next, 2 last.
    pub classes: Vec<i64>,
    /// What each grant has.
    pub supplies: Vec<i64>,
    /// What each line needs.
    pub demands: Vec<i64>,
    /// Line by line, whether each grant may pay for it.
    pub may: Vec<Vec<bool>>,
    /// Line by line, what each grant pays in the plan.
    pub plan: Vec<Vec<i64>>,
}

/// The cheapest way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paid {
    /// Line by line, what each grant pays.
    pub pays: Vec<Vec<i64>>,
    /// Line by line, what nobody pays.
    pub unmet: Vec<i64>,
    /// Grant by grant, what is left.
    pub left: Vec<i64>,
}

/// Where a grant hands a pound to the next: at a line, or from what one has left to what the other has left.
#[derive(Clone, Copy)]
enum Place {
    Line(usize),
    Left,
}

impl Transport {
    /// The cheapest way to pay.
    pub fn solve(&self) -> Paid {
        let mut work = Work::begin(self);
        let mut costs = work.costs();
        while let Some(round) = cycle::least_mean(&costs) {
            while work.push(&round) {}
            costs = work.costs();
        }
        work.paid()
    }
}

/// A way to pay that is being made cheaper. The grant after the last is nobody.
struct Work<'a> {
    given: &'a Transport,
    n: usize,
    pays: Vec<Vec<i64>>,
    left: Vec<i64>,
    /// Above any sum of pennies' costs round a cycle, so that classes always come first.
    weight: i64,
    /// By giver, taker and how a move counts (it saves one, counts nothing, counts one): at which lines.
    places: Vec<[Bits; 3]>,
}

impl<'a> Work<'a> {
    /// The plan as far as it is allowed: earlier lines first, and no grant more than it has.
    fn begin(given: &'a Transport) -> Self {
        let (n, m) = (given.classes.len(), given.demands.len());
        let mut left: Vec<i64> = given.supplies.iter().map(|held| (*held).max(0)).collect();
        let mut pays = Vec::with_capacity(m);
        for line in 0..m {
            let mut need = given.demands[line].max(0);
            let mut row = vec![0; n + 1];
            for grant in 0..n {
                if given.may[line][grant] {
                    let amount = given.plan[line][grant].max(0).min(need).min(left[grant]);
                    row[grant] = amount;
                    need -= amount;
                    left[grant] -= amount;
                }
            }
            row[n] = need;
            pays.push(row);
        }
        let mut work = Self {
            given,
            n,
            pays,
            left,
            weight: 4 * (n as i64 + 2),
            places: vec![[(); 3].map(|()| Bits::new(m)); (n + 1) * (n + 1)],
        };
        for line in 0..m {
            for payer in 0..=n {
                if work.pays[line][payer] > 0 {
                    for taker in 0..=n {
                        work.note(line, payer, taker);
                    }
                }
            }
        }
        work
    }

    fn may(&self, line: usize, grant: usize) -> bool {
        grant == self.n || self.given.may[line][grant]
    }

    fn class(&self, grant: usize) -> i64 {
        self.given.classes.get(grant).copied().unwrap_or(UNMET)
    }

    fn planned(&self, line: usize, grant: usize) -> i64 {
        self.given.plan[line]
            .get(grant)
            .map_or(0, |held| (*held).max(0))
    }

    /// Notes how a penny moved from a payer to a taker at a line would count.
    fn note(&mut self, line: usize, payer: usize, taker: usize) {
        if payer == taker {
            return;
        }
        let can = self.pays[line][payer] > 0 && self.may(line, taker);
        let saves = payer != self.n && self.pays[line][payer] > self.planned(line, payer);
        let counts = taker != self.n && self.pays[line][taker] >= self.planned(line, taker);
        let kind = usize::from(counts) + 1 - usize::from(saves);
        let at = payer * (self.n + 1) + taker;
        for (index, bits) in self.places[at].iter_mut().enumerate() {
            bits.set(line, can && index == kind);
        }
    }

    /// The cheapest place for one to hand over to another, and its cost.
    fn best(&self, payer: usize, taker: usize) -> Option<(i64, Place)> {
        if payer == taker {
            return None;
        }
        let class = (self.class(taker) - self.class(payer)) * self.weight;
        let bits = &self.places[payer * (self.n + 1) + taker];
        let line = (0..3).find_map(|kind| {
            let line = bits[kind].first()?;
            Some((class + kind as i64 - 1, Place::Line(line)))
        });
        let has_left = payer == self.n || self.left[payer] > 0;
        match line {
            Some((cost, place)) if cost <= 0 || !has_left => Some((cost, place)),
            _ => has_left.then_some((0, Place::Left)),
        }
    }

    fn costs(&self) -> Costs {
        let cost = |payer, taker| self.best(payer, taker).map(|(cost, _)| cost);
        (0..=self.n)
            .map(|payer| (0..=self.n).map(|taker| cost(payer, taker)).collect())
            .collect()
    }

    /// Hands as much round as one place each allows; false when the round no longer saves anything.
    fn push(&mut self, round: &[usize]) -> bool {
        let mut steps = Vec::with_capacity(round.len());
        let (mut total, mut amount) = (0, i64::MAX);
        for (payer, taker) in cycle::pairs(round) {
            let Some((cost, place)) = self.best(payer, taker) else {
                return false;
            };
            total += cost;
            amount = amount.min(self.room(payer, taker, place));
            steps.push((payer, taker, place));
        }
        if total >= 0 {
            return false;
        }
        for (payer, taker, place) in steps {
            self.hand(payer, taker, place, amount);
        }
        true
    }

    /// How much can be handed over at a place before it counts otherwise.
    fn room(&self, payer: usize, taker: usize, place: Place) -> i64 {
        let Place::Line(line) = place else {
            return self.left.get(payer).copied().unwrap_or(i64::MAX);
        };
        let (held, planned) = (self.pays[line][payer], self.planned(line, payer));
        let give = if payer != self.n && held > planned {
            held - planned
        } else {
            held
        };
        let (held, planned) = (self.pays[line][taker], self.planned(line, taker));
        if taker != self.n && held < planned {
            give.min(planned - held)
        } else {
            give
        }
    }

    fn hand(&mut self, payer: usize, taker: usize, place: Place, amount: i64) {
        match place {
            Place::Left => {
                for (grant, change) in [(payer, -amount), (taker, amount)] {
                    if let Some(left) = self.left.get_mut(grant) {
                        *left += change;
                    }
                }
            }
            Place::Line(line) => {
                self.pays[line][payer] -= amount;
                self.pays[line][taker] += amount;
                for other in 0..=self.n {
                    self.note(line, payer, other);
                    self.note(line, other, payer);
                    self.note(line, taker, other);
                    self.note(line, other, taker);
                }
            }
        }
    }

    fn paid(mut self) -> Paid {
        let n = self.n;
        let unmet = self.pays.iter().map(|row| row[n]).collect();
        for row in &mut self.pays {
            row.truncate(n);
        }
        Paid {
            pays: self.pays,
            unmet,
            left: self.left,
        }
    }
}

#[cfg(test)]
mod tests;
