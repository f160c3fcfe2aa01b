//! Which other counts to hide, at least cost, so that the small ones stay hidden.
//!
//! First a good answer is made: for each count that can be worked out, the cheapest closed path through it is hidden
//! with it, and afterwards whatever proves needless is shown again. Then all answers that could be cheaper are tried by
//! branch and bound: a count alone in a sum needs another hidden in that sum, so only those are tried, cheapest first,
//! and none twice. The search has a budget of attempts; when it runs out the best answer so far stands, and it is said
//! not to be proved the least.
//!
//! A count known outside cannot be hidden, and nought is not: it is printed as a rule, and hides nothing.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::domain::disclosure::attack::Attack;
use crate::domain::disclosure::release::{Print, Release};
use crate::domain::disclosure::system::{Terms, parts};
use crate::domain::disclosure::{Profile, Reader};

/// How much work the exact search may do, in attempts times counts times small counts.
const BUDGET: usize = 2_000_000;
/// What part of the bare counts is seen to in one round of the first answer: an eighth.
const SEVERAL: usize = 8;
/// How many attempts one attempt counts for where moves are looked for by trying.
const TRYING: usize = 10;
/// How many steps of trying a move may take within the search.
const STEPS: usize = 400;

/// What is hidden.
pub(super) struct Choice {
    /// For each count (the first of those that are the same) whether it is.
    pub(super) hidden: Vec<bool>,
    /// Whether the cost is proved least.
    pub(super) least: bool,
    /// Small counts that are not proved to stay hidden.
    pub(super) bare: Vec<usize>,
}

/// Chooses for a whole release: each set of counts that sums join is a matter for itself.
pub(super) fn choose(release: &Release, profile: Profile) -> Choice {
    let mut choice = Choice {
        hidden: vec![false; release.cells.len()],
        least: true,
        bare: Vec::new(),
    };
    for (cells, terms) in parts(release) {
        let mut part = Part::new(release, profile, cells, terms);
        part.solve();
        for cell in &part.cells {
            choice.hidden[*cell] = part.best[*cell];
        }
        choice.least &= part.proved;
        // The last word is the long attack's, whatever the search believed.
        choice.bare.extend(part.bare_cells(&part.best, None));
    }
    choice
}

/// Counts that sums join, and the search for what to hide of them.
struct Part<'a> {
    release: &'a Release,
    profile: Profile,
    cells: Vec<usize>,
    terms: Terms,
    sums_of: HashMap<usize, Vec<usize>>,
    /// The best answer, by count of the release, and its cost.
    best: Vec<bool>,
    best_cost: Option<u64>,
    proved: bool,
    attempts: usize,
}

impl<'a> Part<'a> {
    fn new(release: &'a Release, profile: Profile, cells: Vec<usize>, terms: Terms) -> Self {
        let mut sums_of: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, sum) in terms.iter().enumerate() {
            for (cell, _) in sum {
                sums_of.entry(*cell).or_default().push(at);
            }
        }
        let mut best = vec![false; release.cells.len()];
        let mut small = 0;
        for cell in &cells {
            let is_printed = release.at(*cell).print == Print::Printed;
            best[*cell] = is_printed && release.is_small(*cell, profile);
            small += usize::from(best[*cell]);
        }
        Self {
            release,
            profile,
            attempts: BUDGET / (cells.len() * (small + 1)),
            cells,
            terms,
            sums_of,
            best,
            best_cost: None,
            proved: true,
        }
    }

    fn solve(&mut self) {
        let mut hidden = self.best.clone();
        if self.bare(&hidden).is_empty() {
            return;
        }
        self.greedy(&mut hidden);
        self.best.clone_from(&hidden);
        if self.bare(&hidden).is_empty() {
            let (primary, all) = (self.primary(), hidden.clone());
            self.best_cost = Some(self.cost(&primary, &all));
        }
        let mut barred = vec![false; hidden.len()];
        let mut from = self.primary();
        self.branch(&mut from, &mut barred, 0);
    }

    fn primary(&self) -> Vec<bool> {
        let mut hidden = vec![false; self.best.len()];
        for cell in &self.cells {
            let is_printed = self.release.at(*cell).print == Print::Printed;
            hidden[*cell] = is_printed && self.release.is_small(*cell, self.profile);
        }
        hidden
    }

    fn cost(&self, primary: &[bool], hidden: &[bool]) -> u64 {
        let others = self
            .cells
            .iter()
            .filter(|cell| hidden[**cell] && !primary[**cell]);
        others
            .map(|cell| self.price(*cell))
            .fold(0, u64::saturating_add)
    }

    fn price(&self, cell: usize) -> u64 {
        self.release.at(cell).count
    }

    fn may_hide(&self, cell: usize) -> bool {
        let held = self.release.at(cell);
        held.print == Print::Printed && held.count > 0
    }

    fn attack(&self, hidden: &[bool], steps: Option<usize>) -> Attack {
        let attack = Attack::on(
            self.release,
            self.profile,
            hidden,
            Reader::KnowsTheRule,
            &self.cells,
            &self.terms,
        );
        match steps {
            Some(steps) => attack.brief(steps),
            None => attack,
        }
    }

    fn bare(&self, hidden: &[bool]) -> Vec<usize> {
        self.bare_cells(hidden, Some(STEPS))
    }

    /// Counts that must stay hidden and are not proved to.
    fn bare_cells(&self, hidden: &[bool], steps: Option<usize>) -> Vec<usize> {
        let attack = self.attack(hidden, steps);
        let unknowns = &attack.system().unknowns;
        let bare = attack.bare();
        bare.iter().map(|at| unknowns[*at].cell).collect()
    }

    /// Hides the cheapest closed path through each bare count, then shows again what is needless.
    fn greedy(&self, hidden: &mut [bool]) {
        let primary = hidden.to_vec();
        // Each round hides at least one count more, so it ends. Many bare counts are taken several at a time.
        // What is safe stays so when more is hidden, so it is looked at once.
        let mut safe = vec![false; hidden.len()];
        loop {
            let attack = self.attack(hidden, Some(STEPS));
            let unknowns = &attack.system().unknowns;
            let bare = attack.bare_beside(&mut safe);
            let several = bare.len().div_ceil(SEVERAL);
            let mut added = 0;
            for at in bare {
                if added < several && self.add_path(unknowns[at].cell, hidden) {
                    added += 1;
                }
            }
            if added == 0 {
                break;
            }
        }
        let mut added: Vec<usize> = self
            .cells
            .iter()
            .copied()
            .filter(|cell| hidden[*cell] && !primary[*cell])
            .collect();
        added.sort_by_key(|cell| Reverse((self.price(*cell), *cell)));
        let bare = self.bare(hidden).len();
        for cell in added.into_iter().take(self.attempts) {
            hidden[cell] = false;
            if self.bare(hidden).len() > bare {
                hidden[cell] = true;
            }
        }
    }

    /// Hides more for one count's sake; whether anything was left to hide.
    fn add_path(&self, cell: usize, hidden: &mut [bool]) -> bool {
        let mut added = false;
        let sums = self.sums_of.get(&cell).cloned().unwrap_or_default();
        let outside = self.terms.len();
        let ends: Vec<usize> = if sums.len() == 1 {
            vec![sums[0], outside]
        } else {
            sums
        };
        for pair in ends.windows(2) {
            for on_path in self.cheapest_path(cell, pair[0], pair[1], hidden) {
                added |= !std::mem::replace(&mut hidden[on_path], true);
            }
        }
        if !added && let Some(other) = self.near(cell, hidden, &[]).first() {
            hidden[*other] = true;
            added = true;
        }
        added
    }

    /// The counts on the cheapest way from one sum to another that does not use a count: what is hidden costs nothing.
    fn cheapest_path(&self, without: usize, from: usize, to: usize, hidden: &[bool]) -> Vec<usize> {
        let outside = self.terms.len();
        let mut cost = vec![u64::MAX; outside + 1];
        let mut came: Vec<Option<(usize, usize)>> = vec![None; outside + 1];
        let mut left = BinaryHeap::from([Reverse((0_u64, from))]);
        cost[from] = 0;
        while let Some(Reverse((so_far, place))) = left.pop() {
            if so_far > cost[place] || place == to {
                continue;
            }
            let here: Vec<usize> = if place == outside {
                self.cells
                    .iter()
                    .copied()
                    .filter(|cell| self.sums_of.get(cell).is_some_and(|sums| sums.len() == 1))
                    .collect()
            } else {
                self.terms[place].iter().map(|term| term.0).collect()
            };
            for cell in here.into_iter().filter(|cell| *cell != without) {
                let free = hidden[cell] || self.release.at(cell).print == Print::Never;
                if !free && !self.may_hide(cell) {
                    continue;
                }
                let sums = &self.sums_of[&cell];
                let alone = (sums.len() == 1).then_some(&outside);
                let price = if free { 0 } else { self.price(cell) };
                for next in sums.iter().chain(alone).filter(|next| **next != place) {
                    let reached = so_far.saturating_add(price);
                    if reached < cost[*next] {
                        cost[*next] = reached;
                        came[*next] = Some((place, cell));
                        left.push(Reverse((reached, *next)));
                    }
                }
            }
        }
        let (mut path, mut place) = (Vec::new(), to);
        while let Some((before, cell)) = came[place] {
            if self.may_hide(cell) {
                path.push(cell);
            }
            place = before;
        }
        path
    }

    /// Counts that could be hidden in a sum that touches what is unknown around a count, cheapest first. Any answer that
    /// protects the count has one of them.
    fn near(&self, cell: usize, hidden: &[bool], barred: &[bool]) -> Vec<usize> {
        let mut seen = vec![false; hidden.len()];
        seen[cell] = true;
        let (mut sums, mut left) = (vec![false; self.terms.len()], vec![cell]);
        let mut found = Vec::new();
        while let Some(at) = left.pop() {
            for sum in self.sums_of.get(&at).into_iter().flatten() {
                if std::mem::replace(&mut sums[*sum], true) {
                    continue;
                }
                for (other, _) in &self.terms[*sum] {
                    let rounded = self.profile == Profile::Ons10And5;
                    let unknown =
                        hidden[*other] || rounded || self.release.at(*other).print == Print::Never;
                    if unknown && !std::mem::replace(&mut seen[*other], true) {
                        left.push(*other);
                    }
                    if !hidden[*other] && self.may_hide(*other) && barred.get(*other) != Some(&true)
                    {
                        found.push(*other);
                    }
                }
            }
        }
        found.sort_by_key(|cell| (self.price(*cell), *cell));
        found.dedup();
        found
    }

    /// Tries every answer that could be cheaper than the best, beginning with these.
    fn branch(&mut self, hidden: &mut Vec<bool>, barred: &mut Vec<bool>, cost: u64) {
        if self.attempts == 0 {
            self.proved = false;
            return;
        }
        let attack = self.attack(hidden, Some(STEPS));
        self.proved &= attack.is_certain();
        let work = if attack.is_certain() { 1 } else { TRYING };
        self.attempts = self.attempts.saturating_sub(work);
        let bare = attack.bare();
        let Some(first) = bare.first() else {
            if self.best_cost.is_none_or(|best| cost < best) {
                self.best_cost = Some(cost);
                self.best.clone_from(hidden);
            }
            return;
        };
        let options = match self.alone(&attack, &bare, hidden, barred) {
            Some(options) => options,
            None => self.near(attack.system().unknowns[*first].cell, hidden, barred),
        };
        let mut tried = Vec::new();
        for cell in options {
            let dearer = cost.saturating_add(self.price(cell));
            if self.best_cost.is_some_and(|best| dearer >= best) {
                break;
            }
            hidden[cell] = true;
            self.branch(hidden, barred, dearer);
            hidden[cell] = false;
            barred[cell] = true;
            tried.push(cell);
        }
        for cell in tried {
            barred[cell] = false;
        }
    }

    /// Of the sums in which a bare count is the only unknown, the one with fewest counts that could join it.
    fn alone(
        &self,
        attack: &Attack,
        bare: &[usize],
        hidden: &[bool],
        barred: &[bool],
    ) -> Option<Vec<usize>> {
        let system = attack.system();
        let known: Vec<usize> = bare
            .iter()
            .filter(|at| {
                system.unknowns[**at]
                    .places
                    .iter()
                    .any(|(sum, _)| system.equations[*sum].len() == 1)
            })
            .map(|at| system.unknowns[*at].cell)
            .collect();
        let is_unknown = |cell: usize| system.unknowns.iter().any(|unknown| unknown.cell == cell);
        let sums = known
            .iter()
            .flat_map(|cell| self.sums_of.get(cell).into_iter().flatten());
        let mut best: Option<Vec<usize>> = None;
        for sum in sums {
            let terms = &self.terms[*sum];
            if terms.iter().filter(|term| is_unknown(term.0)).count() != 1 {
                continue;
            }
            let mut options: Vec<usize> = terms
                .iter()
                .map(|term| term.0)
                .filter(|cell| !hidden[*cell] && self.may_hide(*cell) && !barred[*cell])
                .collect();
            options.sort_by_key(|cell| (self.price(*cell), *cell));
            if best.as_ref().is_none_or(|best| options.len() < best.len()) {
                best = Some(options);
            }
        }
        best
    }
}
