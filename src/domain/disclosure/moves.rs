//! Other counts that would have been printed just so: the least change of the unknowns that moves one of them.
//!
//! In a network a change is a path: what one count gains its row mate loses, what that one loses its column mate gains,
//! until the path closes. Elsewhere it is looked for by trying, within a number of steps; not to have found one then
//! proves nothing, and nothing is claimed from it.

use std::collections::VecDeque;

use crate::domain::disclosure::system::System;

/// Unknowns and the direction in which each goes, by one.
pub(super) type Move = Vec<(usize, i64)>;

/// A move of an unknown in a direction from where the unknowns are; none where there is none, or none was found.
pub(super) fn find(
    system: &System,
    at: &[i64],
    unknown: usize,
    direction: i64,
    steps: usize,
) -> Option<Move> {
    if system.room(unknown, at[unknown], direction) < 1 {
        return None;
    }
    let found = if system.in_network(unknown) {
        along_paths(system, at, unknown, direction)
    } else {
        Trial::new(system, at, steps).of(unknown, direction)
    };
    found.map(|mut found| {
        found.push((unknown, direction));
        found
    })
}

/// The shortest path in a network that takes up what the unknown leaves over. Equations are its places, with one more
/// place outside them, where unknowns of only one equation lead.
fn along_paths(system: &System, at: &[i64], unknown: usize, direction: i64) -> Option<Move> {
    let outside = system.equations.len();
    let ends = |unknown: usize| {
        let places = &system.unknowns[unknown].places;
        let end = |place: Option<&(usize, i64)>| {
            place.map(|(equation, sign)| (*equation, sign * system.turned[*equation]))
        };
        match (end(places.first()), end(places.get(1))) {
            (Some(one), Some(other)) => [one, other],
            (Some(one), None) => [one, (outside, -one.1)],
            _ => [(outside, 1), (outside, -1)],
        }
    };
    let [one, other] = ends(unknown);
    let (from, to) = if one.1 * direction > 0 {
        (one.0, other.0)
    } else {
        (other.0, one.0)
    };
    if from == to {
        return Some(Vec::new());
    }
    let mut came: Vec<Option<(usize, usize, i64)>> = vec![None; outside + 1];
    let mut left = VecDeque::from([from]);
    while let Some(place) = left.pop_front() {
        let here: Vec<usize> = if place == outside {
            (0..system.unknowns.len())
                .filter(|unknown| system.unknowns[*unknown].places.len() == 1)
                .collect()
        } else {
            system.equations[place].iter().map(|term| term.0).collect()
        };
        for pipe in here.into_iter().filter(|pipe| *pipe != unknown) {
            let [one, other] = ends(pipe);
            let (near, far) = if one.0 == place {
                (one, other)
            } else {
                (other, one)
            };
            let way = -near.1;
            if far.0 == from || came[far.0].is_some() || system.room(pipe, at[pipe], way) < 1 {
                continue;
            }
            came[far.0] = Some((place, pipe, way));
            if far.0 == to {
                return Some(walked(&came, to));
            }
            left.push_back(far.0);
        }
    }
    None
}

fn walked(came: &[Option<(usize, usize, i64)>], to: usize) -> Move {
    let mut path = Vec::new();
    let mut place = to;
    while let Some((before, pipe, way)) = came[place] {
        path.push((pipe, way));
        place = before;
    }
    path
}

/// A search by trying, where the equations are no network.
struct Trial<'a> {
    system: &'a System,
    at: &'a [i64],
    /// By how much each equation is out.
    out: Vec<i64>,
    moved: Vec<i64>,
    chosen: Move,
    steps: usize,
}

impl<'a> Trial<'a> {
    fn new(system: &'a System, at: &'a [i64], steps: usize) -> Self {
        Self {
            system,
            at,
            out: vec![0; system.equations.len()],
            moved: vec![0; system.unknowns.len()],
            chosen: Vec::new(),
            steps,
        }
    }

    fn of(mut self, unknown: usize, direction: i64) -> Option<Move> {
        self.shift(unknown, direction);
        self.moved[unknown] = direction;
        self.balance().then_some(self.chosen)
    }

    fn shift(&mut self, unknown: usize, direction: i64) {
        for (equation, sign) in &self.system.unknowns[unknown].places {
            self.out[*equation] += sign * direction;
        }
    }

    /// Brings every equation back, the one with fewest ways first.
    fn balance(&mut self) -> bool {
        let ways = (0..self.out.len())
            .filter(|equation| self.out[*equation] != 0)
            .map(|equation| self.ways(equation))
            .min_by_key(Vec::len);
        let Some(mut ways) = ways else {
            return true;
        };
        // Those first that leave least out elsewhere.
        ways.sort_by_key(|(unknown, direction)| self.left_out(*unknown, *direction));
        for (unknown, direction) in ways {
            if self.steps == 0 {
                return false;
            }
            self.steps -= 1;
            self.shift(unknown, direction);
            self.moved[unknown] = direction;
            self.chosen.push((unknown, direction));
            if self.balance() {
                return true;
            }
            self.chosen.pop();
            self.moved[unknown] = 0;
            self.shift(unknown, -direction);
        }
        false
    }

    fn ways(&self, equation: usize) -> Move {
        let out = self.out[equation];
        self.system.equations[equation]
            .iter()
            .map(|(unknown, sign)| (*unknown, -out.signum() * sign.signum()))
            .filter(|(unknown, way)| {
                self.moved[*unknown] == 0 && self.system.room(*unknown, self.at[*unknown], *way) > 0
            })
            .collect()
    }

    fn left_out(&self, unknown: usize, direction: i64) -> i64 {
        self.system.unknowns[unknown]
            .places
            .iter()
            .map(|(equation, sign)| {
                (self.out[*equation] + sign * direction).abs() - self.out[*equation].abs()
            })
            .sum()
    }
}
