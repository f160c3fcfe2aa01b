//! Why a line cannot be paid: the lines that may only be paid by the same grants need more than those grants have.
//!
//! That is the minimum cut of the flow, and the proof that no other way of paying would do. From a line that is short,
//! the grants that may pay it; from a grant, the lines it pays, since it could only help by leaving one of them; from
//! those lines their other grants, and so on until nothing is added.
//!
//! Source: L. R. Ford and D. R. Fulkerson, "Maximal flow through a network", Canadian Journal of Mathematics 8 (1956).

use std::collections::HashMap;

use crate::domain::grant::flow::transport::Paid;
use crate::domain::grant::flow::{Pool, Unmet, words};
use crate::domain::money::Pence;

/// Lines that need more than the grants that may pay for them have.
pub struct Cut {
    /// The grants, by their place.
    pub grants: Vec<usize>,
    /// The lines that only these may pay for.
    pub lines: Vec<usize>,
}

impl Cut {
    /// What the lines need, and what the grants have.
    pub fn sums(&self, pool: &Pool<'_>) -> (Pence, Pence) {
        let sum = |amounts: &mut dyn Iterator<Item = i64>| {
            Pence(amounts.fold(0_i64, |sum, amount| sum.saturating_add(amount.max(0))))
        };
        (
            sum(&mut self.lines.iter().map(|line| pool.given.demands[*line])),
            sum(&mut self.grants.iter().map(|at| pool.given.supplies[*at])),
        )
    }
}

/// Every line that is not paid in full, with the cut that proves it cannot be.
pub fn cuts(pool: &Pool<'_>, paid: &Paid) -> Vec<Unmet> {
    let reach = reach(pool, paid);
    let mut known: HashMap<Vec<bool>, String> = HashMap::new();
    let mut found = Vec::new();
    for (line, unmet) in paid.unmet.iter().enumerate() {
        if *unmet <= 0 {
            continue;
        }
        let grants = closure(&pool.given.may[line], &reach);
        let places: Vec<usize> = (0..grants.len()).filter(|at| grants[*at]).collect();
        let why = if places.is_empty() {
            words::nobody(pool, line)
        } else {
            known
                .entry(grants)
                .or_insert_with_key(|grants| words::blocked(pool, &cut(pool, grants)))
                .clone()
        };
        found.push(Unmet {
            priority_area: pool.areas[line],
            nature: pool.nature,
            amount: Pence(*unmet),
            grants: places.iter().map(|at| pool.grants[*at].id).collect(),
            why,
        });
    }
    found
}

/// From each grant, the grants that may pay for a line that it pays.
fn reach(pool: &Pool<'_>, paid: &Paid) -> Vec<Vec<bool>> {
    let n = pool.grants.len();
    let mut reach = vec![vec![false; n]; n];
    for (row, may) in paid.pays.iter().zip(&pool.given.may) {
        for (at, amount) in row.iter().enumerate() {
            if *amount > 0 {
                for (held, may) in reach[at].iter_mut().zip(may) {
                    *held |= *may;
                }
            }
        }
    }
    reach
}

/// Everything that is reached from some grants.
fn closure(from: &[bool], reach: &[Vec<bool>]) -> Vec<bool> {
    let mut held = from.to_vec();
    let mut open: Vec<usize> = (0..held.len()).filter(|at| held[*at]).collect();
    while let Some(at) = open.pop() {
        for (next, is_next) in reach[at].iter().enumerate() {
            if *is_next && !held[next] {
                held[next] = true;
                open.push(next);
            }
        }
    }
    held
}

/// The grants with the lines that only they may pay for. Lines that nobody may pay for at all stand apart.
fn cut(pool: &Pool<'_>, grants: &[bool]) -> Cut {
    let only_these = |may: &Vec<bool>| {
        may.iter().any(|may| *may) && may.iter().zip(grants).all(|(may, held)| !may || *held)
    };
    Cut {
        grants: (0..grants.len()).filter(|at| grants[*at]).collect(),
        lines: (0..pool.areas.len())
            .filter(|line| only_these(&pool.given.may[*line]))
            .collect(),
    }
}
