//! What is printed, as equations: each count that a reader does not know is an unknown between two bounds.
//!
//! The true counts solve the equations. Every other solution differs from them by amounts that cancel in each equation,
//! so what matters of the known counts is only that they cannot move. Where each unknown stands in at most two equations,
//! with opposite signs once some equations are turned round, the equations are a network and the unknowns its pipes; a
//! two-way table with its totals is one. There a search along paths finds every solution that there is, whole numbers
//! and all (Gusfield 1988, "A graph theoretic approach to statistical data security", SIAM J. Comput. 17(3)).

use std::collections::{BTreeMap, HashMap};

use crate::domain::disclosure::release::Release;

/// Sums as signed counts.
pub(super) type Terms = Vec<Vec<(usize, i64)>>;

/// No upper bound.
pub(super) const OPEN: i64 = i64::MAX / 4;

/// An unknown count.
#[derive(Clone, Debug)]
pub(super) struct Unknown {
    /// The count in the release.
    pub(super) cell: usize,
    pub(super) truth: i64,
    pub(super) low: i64,
    pub(super) high: i64,
    /// The equations that it stands in, with its sign there.
    pub(super) places: Vec<(usize, i64)>,
}

/// The equations of a release.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    pub(super) unknowns: Vec<Unknown>,
    /// The unknowns of each equation with their signs; the signed sum is what it is with the true counts.
    pub(super) equations: Vec<Vec<(usize, i64)>>,
    /// For each equation 1 or −1, so that in a network each unknown enters once and leaves once.
    pub(super) turned: Vec<i64>,
    /// For each equation the first of those joined to it by unknowns.
    part: Vec<usize>,
    /// For each such first equation whether its part is a network.
    network: Vec<bool>,
}

/// The sums of a release as signed terms over counts, each once: parts plus, total minus.
pub(super) fn terms(release: &Release) -> Terms {
    let mut all: Terms = Vec::new();
    for sum in &release.sums {
        let mut signed: BTreeMap<usize, i64> = BTreeMap::new();
        for part in &sum.parts {
            *signed.entry(release.root(*part)).or_default() += 1;
        }
        *signed.entry(release.root(sum.total)).or_default() -= 1;
        all.push(signed.into_iter().filter(|term| term.1 != 0).collect());
    }
    all.sort();
    all.dedup();
    all.retain(|terms| !terms.is_empty());
    all
}

/// Counts that sums join, with those sums.
pub(super) fn parts(release: &Release) -> Vec<(Vec<usize>, Terms)> {
    let terms = terms(release);
    let mut sums_of: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, sum) in terms.iter().enumerate() {
        for (cell, _) in sum {
            sums_of.entry(*cell).or_default().push(at);
        }
    }
    let mut seen = vec![false; release.cells.len()];
    let mut seen_sum = vec![false; terms.len()];
    let mut parts = Vec::new();
    for first in release.roots() {
        if std::mem::replace(&mut seen[first], true) {
            continue;
        }
        let (mut cells, mut joined, mut left) = (Vec::new(), Vec::new(), vec![first]);
        while let Some(cell) = left.pop() {
            cells.push(cell);
            for sum in sums_of.get(&cell).into_iter().flatten() {
                if std::mem::replace(&mut seen_sum[*sum], true) {
                    continue;
                }
                joined.push(terms[*sum].clone());
                for (other, _) in &terms[*sum] {
                    if !std::mem::replace(&mut seen[*other], true) {
                        left.push(*other);
                    }
                }
            }
        }
        cells.sort_unstable();
        parts.push((cells, joined));
    }
    parts
}

impl System {
    /// The equations over these counts, each between its bounds; a count with equal bounds is known.
    pub(super) fn new(
        terms: &[Vec<(usize, i64)>],
        cells: impl Iterator<Item = (usize, i64, (i64, i64))>,
    ) -> Self {
        let mut system = Self::default();
        let mut at = BTreeMap::new();
        for (cell, truth, (low, high)) in cells.filter(|(_, _, (low, high))| low < high) {
            at.insert(cell, system.unknowns.len());
            system.unknowns.push(Unknown {
                cell,
                truth,
                low,
                high,
                places: Vec::new(),
            });
        }
        for known in terms {
            let equation: Vec<(usize, i64)> = known
                .iter()
                .filter_map(|(cell, sign)| Some((*at.get(cell)?, *sign)))
                .collect();
            if equation.is_empty() {
                continue;
            }
            for (unknown, sign) in &equation {
                system.unknowns[*unknown]
                    .places
                    .push((system.equations.len(), *sign));
            }
            system.equations.push(equation);
        }
        system.turn();
        system
    }

    /// Finds the parts, turns their equations, and says which parts are networks.
    fn turn(&mut self) {
        let n = self.equations.len();
        (self.turned, self.part, self.network) = (vec![0; n], vec![0; n], vec![true; n]);
        for first in 0..n {
            if self.turned[first] != 0 {
                continue;
            }
            self.turned[first] = 1;
            let mut is_network = true;
            let mut left = vec![first];
            while let Some(equation) = left.pop() {
                self.part[equation] = first;
                for (unknown, sign) in &self.equations[equation] {
                    let places = &self.unknowns[*unknown].places;
                    is_network &= places.len() <= 2 && sign.abs() == 1;
                    for (other, other_sign) in places.iter().filter(|place| place.0 != equation) {
                        let want = -self.turned[equation] * sign.signum() * other_sign.signum();
                        if self.turned[*other] == 0 {
                            self.turned[*other] = want;
                            left.push(*other);
                        }
                        is_network &= self.turned[*other] == want;
                    }
                }
            }
            self.network[first] = is_network;
        }
    }

    /// Whether the part that an unknown stands in is a network, so that the search for moves is complete.
    pub(super) fn in_network(&self, unknown: usize) -> bool {
        self.unknowns[unknown]
            .places
            .first()
            .is_none_or(|(equation, _)| self.network[self.part[*equation]])
    }

    /// The true counts.
    pub(super) fn truth(&self) -> Vec<i64> {
        self.unknowns.iter().map(|unknown| unknown.truth).collect()
    }

    /// How far an unknown may go from here in a direction.
    pub(super) fn room(&self, unknown: usize, at: i64, direction: i64) -> i64 {
        let held = &self.unknowns[unknown];
        match direction {
            1 if held.high >= OPEN => OPEN,
            1 => held.high - at,
            _ => at - held.low,
        }
    }
}
