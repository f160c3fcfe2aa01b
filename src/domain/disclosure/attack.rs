//! What a reader can say of the hidden counts from everything that is printed.
//!
//! From the true counts each hidden one is moved up, and down, as far as the printed figures allow; both ends are then
//! counts that would have been printed just so. In a network these are all that there are, so the range is exact.
//! Elsewhere a second range holds what cannot be: bounds passed from equation to equation until nothing narrows.

use crate::domain::disclosure::moves;
use crate::domain::disclosure::release::{CellId, Print, Release};
use crate::domain::disclosure::system::{OPEN, System, terms};
use crate::domain::disclosure::{Profile, Reader, round5};

/// How many steps of trying one move may take where the equations are no network.
const STEPS: usize = 4_000;
/// How many moves one end of a range may take; by trying, each is dear.
const MOVES: usize = 10_000;
const MOVES_BY_TRYING: usize = 200;
/// How often bounds are passed round.
const ROUNDS: usize = 200;

/// What a reader can say of one hidden count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// The count.
    pub cell: CellId,
    /// It can be as little as this: there are counts that would have been printed just so.
    pub least: u64,
    /// It can be as much as this, likewise; none where nothing bounds it.
    pub most: Option<u64>,
    /// It is certainly no less than this. Equal to `least` where the range is exact.
    pub never_below: u64,
    /// It is certainly no more than this; none where no bound is known.
    pub never_above: Option<u64>,
}

impl Inferred {
    /// How many values it is proved able to have; none where there is no end to them.
    #[must_use]
    pub fn values(&self) -> Option<u64> {
        self.most.map(|most| most - self.least + 1)
    }

    /// Whether it is proved that a reader cannot say the count.
    #[must_use]
    pub fn is_protected(&self) -> bool {
        self.values().is_none_or(|values| values >= 2)
    }

    /// Whether a reader can certainly say the count.
    #[must_use]
    pub fn is_revealed(&self) -> bool {
        self.never_above == Some(self.never_below)
    }
}

/// An attack on what is printed.
pub(super) struct Attack {
    system: System,
    /// Of each unknown, whether it must not be found out.
    secret: Vec<bool>,
    steps: usize,
}

impl Attack {
    pub(super) fn new(
        release: &Release,
        profile: Profile,
        hidden: &[bool],
        reader: Reader,
    ) -> Self {
        let cells: Vec<usize> = release.roots().collect();
        Self::on(release, profile, hidden, reader, &cells, &terms(release))
    }

    /// An attack on some of the counts, joined by these sums.
    pub(super) fn on(
        release: &Release,
        profile: Profile,
        hidden: &[bool],
        reader: Reader,
        cells: &[usize],
        terms: &[Vec<(usize, i64)>],
    ) -> Self {
        let bounded = cells.iter().map(|cell| {
            let held = release.at(*cell);
            let truth = i64::try_from(held.count).unwrap_or(OPEN - 1).min(OPEN - 1);
            let (low, high) = bounds(truth, held.print, hidden[*cell], profile, reader);
            let known = |n: u64| i64::try_from(n).unwrap_or(OPEN).min(OPEN);
            let low = low.max(known(held.least));
            let high = high.min(held.most.map_or(OPEN, known));
            (*cell, truth, (low, high))
        });
        let system = System::new(terms, bounded);
        let secret = system
            .unknowns
            .iter()
            .map(|unknown| {
                let held = release.at(unknown.cell);
                let is_small = release.is_small(unknown.cell, profile);
                hidden[unknown.cell] || (held.print == Print::Never && is_small)
            })
            .collect();
        Self {
            system,
            secret,
            steps: STEPS,
        }
    }

    /// The same attack with fewer steps, for a search that makes many.
    pub(super) fn brief(mut self, steps: usize) -> Self {
        self.steps = steps;
        self
    }

    /// The equations attacked.
    pub(super) fn system(&self) -> &System {
        &self.system
    }

    /// Whether every answer is certain: no secret stands outside a network.
    pub(super) fn is_certain(&self) -> bool {
        (0..self.secret.len())
            .all(|unknown| !self.secret[unknown] || self.system.in_network(unknown))
    }

    /// The secrets that are not proved to be safe, as unknowns.
    pub(super) fn bare(&self) -> Vec<usize> {
        let most = self
            .system
            .unknowns
            .iter()
            .map(|unknown| unknown.cell)
            .max();
        self.bare_beside(&mut vec![false; most.map_or(0, |most| most + 1)])
    }

    /// As [`Attack::bare`], where some counts of the release are known to be safe; those found safe are added to them.
    pub(super) fn bare_beside(&self, safe: &mut [bool]) -> Vec<usize> {
        let truth = self.system.truth();
        let unknowns = &self.system.unknowns;
        for unknown in 0..truth.len() {
            if !self.secret[unknown] || safe[unknowns[unknown].cell] {
                continue;
            }
            let found = [1, -1]
                .iter()
                .find_map(|way| moves::find(&self.system, &truth, unknown, *way, self.steps));
            // One other solution hides every count that it changes.
            for (moved, _) in found.into_iter().flatten() {
                safe[unknowns[moved].cell] = true;
            }
        }
        (0..truth.len())
            .filter(|unknown| self.secret[*unknown] && !safe[unknowns[*unknown].cell])
            .collect()
    }

    /// What can be said of each hidden count.
    pub(super) fn ranges(&self) -> Vec<Inferred> {
        let outer = self.passed_round();
        let bound = |value: i64| u64::try_from(value).unwrap_or(0);
        let open = |value: i64| (value < OPEN).then(|| bound(value));
        (0..self.secret.len())
            .filter(|unknown| self.secret[*unknown])
            .map(|unknown| {
                let (least, most) = (self.furthest(unknown, -1), self.furthest(unknown, 1));
                let never = if self.system.in_network(unknown) {
                    (least, most)
                } else {
                    outer[unknown]
                };
                Inferred {
                    cell: CellId(self.system.unknowns[unknown].cell),
                    least: bound(least),
                    most: open(most),
                    never_below: bound(never.0),
                    never_above: open(never.1),
                }
            })
            .collect()
    }

    /// How far an unknown goes in a direction, by the widest step along each move found.
    fn furthest(&self, unknown: usize, direction: i64) -> i64 {
        let mut at = self.system.truth();
        let moves = if self.system.in_network(unknown) {
            MOVES
        } else {
            MOVES_BY_TRYING
        };
        for _ in 0..moves {
            let Some(found) = moves::find(&self.system, &at, unknown, direction, self.steps) else {
                break;
            };
            let rooms = found
                .iter()
                .map(|(moved, way)| self.system.room(*moved, at[*moved], *way));
            let step = rooms.min().unwrap_or(0);
            if step >= OPEN {
                return OPEN;
            }
            for (moved, way) in found {
                at[moved] += way * step;
            }
        }
        at[unknown]
    }

    /// Bounds that hold for certain: in each equation what the others leave for one.
    fn passed_round(&self) -> Vec<(i64, i64)> {
        let unknowns = &self.system.unknowns;
        let mut bounds: Vec<(i64, i64)> =
            unknowns.iter().map(|held| (held.low, held.high)).collect();
        for _ in 0..ROUNDS {
            let mut narrowed = false;
            for equation in &self.system.equations {
                let sum: i128 = equation
                    .iter()
                    .map(|(at, sign)| i128::from(*sign) * i128::from(unknowns[*at].truth))
                    .sum();
                for (at, sign) in equation {
                    let new = left_for(equation, &bounds, *at, *sign, sum);
                    narrowed |= new != bounds[*at];
                    bounds[*at] = new;
                }
            }
            if !narrowed {
                break;
            }
        }
        bounds
    }
}

/// What an equation leaves for one of its unknowns when the others are anywhere within their bounds.
fn left_for(
    equation: &[(usize, i64)],
    bounds: &[(i64, i64)],
    at: usize,
    sign: i64,
    sum: i128,
) -> (i64, i64) {
    let (low, high) = bounds[at];
    if sign.abs() != 1 {
        return (low, high);
    }
    // None stands for no bound.
    let (mut least, mut most) = (Some(0_i128), Some(0_i128));
    for (other, other_sign) in equation.iter().filter(|term| term.0 != at) {
        let (low, high) = bounds[*other];
        let ends = [
            Some(i128::from(low) * i128::from(*other_sign)),
            (high < OPEN).then(|| i128::from(high) * i128::from(*other_sign)),
        ];
        let (small, large) = if *other_sign > 0 {
            (ends[0], ends[1])
        } else {
            (ends[1], ends[0])
        };
        least = least.zip(small).map(|(one, other)| one + other);
        most = most.zip(large).map(|(one, other)| one + other);
    }
    let (from_most, from_least) = (most.map(|most| sum - most), least.map(|least| sum - least));
    let (new_low, new_high) = if sign > 0 {
        (from_most, from_least)
    } else {
        (
            from_least.map(|value| -value),
            from_most.map(|value| -value),
        )
    };
    let held = |value: Option<i128>| value.and_then(|value| i64::try_from(value).ok());
    (
        held(new_low).map_or(low, |new| new.max(low)),
        held(new_high).map_or(high, |new| new.min(high)),
    )
}

/// What a reader knows of one count before any sum.
fn bounds(truth: i64, print: Print, hidden: bool, profile: Profile, reader: Reader) -> (i64, i64) {
    let knows = reader == Reader::KnowsTheRule;
    if hidden {
        return (i64::from(knows).min(truth), OPEN);
    }
    match (print, profile) {
        (Print::Never, _) => (0, OPEN),
        (Print::Printed, Profile::Ons10And5) => {
            let count = u64::try_from(truth).unwrap_or(0);
            let rounded = i64::try_from(round5(count)).unwrap_or(truth);
            let small = i64::try_from(profile.threshold()).unwrap_or(0);
            match (knows, rounded) {
                (true, 0) => (0, 0),
                (true, _) => ((rounded - 2).max(small), rounded + 2),
                (false, _) => ((rounded - 2).max(0), rounded + 2),
            }
        }
        _ => (truth, truth),
    }
}
