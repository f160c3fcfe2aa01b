//! One question under the rule: everyone, by channel and by group, decided together.
//!
//! Whichever of the three is printed, in however many runs, the same counts are hidden, since they are always decided as
//! one release. And what is decided for one question does not hang on the others: the bases that are printed are taken
//! for known to the last person, and parts of few people are hidden whole ([`super::parts`]). So every hidden count can
//! be another one while nothing outside its own question moves, and questions printed together say no more than one by
//! one.
//!
//! Edges: where a part's counts cannot be held with its base in print, the part is hidden whole; where that does not help,
//! or few people answered at all, the question is.

use std::collections::HashMap;

use crate::domain::consultation::released::board::{Board, Column, Marks, Rows, Side};
use crate::domain::consultation::released::{Hidden, parts};
use crate::domain::disclosure::{CellId, Mark, Print, Profile, Release, Released};
use crate::domain::problem::Problem;

/// How a question is printed.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    pub(super) all: Marks,
    /// By split, part by part.
    pub(super) sides: Vec<Vec<Marks>>,
    pub(super) hidden: Vec<Hidden>,
    pub(super) cost: u64,
    pub(super) is_least: bool,
}

type Refused = Box<Problem>;

/// Decides a question.
///
/// # Errors
/// When its counts do not sum, which is a slip in the tables and not in the rule.
pub(super) fn decide(board: &Board, profile: Profile) -> Result<Decision, Refused> {
    if profile == Profile::None {
        return Ok(open(board, profile));
    }
    if profile.hides(board.all.base) {
        return Ok(closed(board, profile));
    }
    let mut whole: Vec<Vec<bool>> = board
        .sides
        .iter()
        .map(|side| parts::here(side, profile))
        .collect();
    loop {
        let built = Built::of(board, &whole)?;
        match built.release.publish(profile) {
            Ok(released) => return Ok(built.decided(board, &whole, profile, &released)),
            Err(problems) => {
                let mut more = false;
                for problem in &problems {
                    more |= built.give_way(problem, board, &mut whole);
                }
                if !more {
                    return Ok(closed(board, profile));
                }
                for (whole, side) in whole.iter_mut().zip(&board.sides) {
                    parts::settle(whole, side, profile);
                }
            }
        }
    }
}

/// Everything printed.
fn open(board: &Board, profile: Profile) -> Decision {
    let side = |side: &Side| {
        side.columns
            .iter()
            .map(|held| held.shown(profile))
            .collect()
    };
    Decision {
        all: board.all.shown(profile),
        sides: board.sides.iter().map(side).collect(),
        hidden: Vec::new(),
        cost: 0,
        is_least: true,
    }
}

/// Everything hidden.
fn closed(board: &Board, profile: Profile) -> Decision {
    let sides = board.sides.iter();
    let mut hidden = Vec::new();
    for column in sides
        .flat_map(|side| &side.columns)
        .chain([&board.all])
        .filter(|column| column.base > 0)
    {
        hidden.push(Hidden {
            name: format!("{}, answered, {}", board.name, column.label),
            is_small: profile.hides(column.base),
            least: 0,
            most: None,
            is_narrowed: false,
        });
    }
    Decision {
        all: board.all.hidden(),
        sides: board
            .sides
            .iter()
            .map(|side| side.columns.iter().map(Column::hidden).collect())
            .collect(),
        cost: if profile.hides(board.all.base) {
            0
        } else {
            board.all.base
        },
        hidden,
        is_least: profile.hides(board.all.base),
    }
}

/// A part's counts in the release, each with the people it is of where those are a count of their own.
type PartCells = Vec<(CellId, Option<CellId>)>;

/// A question's counts in a release of their own.
struct Built {
    release: Release,
    /// Of everyone, row by row: the count and, of a ranking, the people who ranked it.
    all: Vec<(CellId, Option<CellId>)>,
    /// By split and part, the same; none for a part that is hidden whole.
    sides: Vec<Vec<Option<PartCells>>>,
    /// By split, what the parts hidden whole come to together, row by row.
    merged: Vec<Vec<CellId>>,
    /// Where a count stands: its split and, unless it is of the parts hidden whole, its part.
    places: HashMap<String, (usize, Option<usize>)>,
}

impl Built {
    fn of(board: &Board, whole: &[Vec<bool>]) -> Result<Self, Refused> {
        let mut built = Self {
            release: Release::new(),
            all: Vec::new(),
            sides: Vec::new(),
            merged: Vec::new(),
            places: HashMap::new(),
        };
        built.all = built.column(board, &board.all, true);
        for (at, (side, whole)) in board.sides.iter().zip(whole).enumerate() {
            built.side(board, at, side, whole)?;
        }
        let has_parts = board.sides.iter().any(|side| !side.columns.is_empty());
        if board.rows != Rows::Several && !has_parts {
            let cells: Vec<CellId> = built.all.iter().map(|held| held.0).collect();
            built.total(board, &cells, board.all.base)?;
        }
        Ok(built)
    }

    fn name(board: &Board, row: usize, column: &str) -> String {
        let answer = board.row_names.get(row).map_or("?", String::as_str);
        format!("{}, {answer}, {column}", board.name)
    }

    /// A part's counts, with what a reader knows of each beside the sums.
    fn column(
        &mut self,
        board: &Board,
        column: &Column,
        is_printed: bool,
    ) -> Vec<(CellId, Option<CellId>)> {
        let print = if is_printed {
            Print::Printed
        } else {
            Print::Never
        };
        let mut cells = Vec::new();
        for (row, n) in column.counts.iter().enumerate() {
            let name = Self::name(board, row, &column.label);
            let ranked = column
                .ranked
                .get(row)
                .filter(|_| board.rows == Rows::Ranked);
            let of = ranked.map(|ranked| {
                let name = format!("{name}, those who ranked it");
                let cell = self.release.cell(name, *ranked, print);
                self.release.bounds(cell, *n, column.base, None);
                cell
            });
            let cell = self.release.cell(name, *n, print);
            let wider = board.within.get(row).copied().flatten();
            let wider = wider.and_then(|wider| column.counts.get(wider));
            let most = ranked.or(wider).copied().unwrap_or(column.base);
            let narrower = board.within.iter().zip(&column.counts);
            let narrower = narrower.filter(|(wider, _)| **wider == Some(row));
            let least = narrower.map(|(_, n)| *n).max().unwrap_or(0);
            let all_of = (board.rows == Rows::Several).then_some(column.base);
            self.release.bounds(cell, least, most, all_of);
            cells.push((cell, of));
        }
        cells
    }

    fn side(
        &mut self,
        board: &Board,
        at: usize,
        side: &Side,
        whole: &[bool],
    ) -> Result<(), Refused> {
        let mut found = Vec::new();
        for (part, column) in side.columns.iter().enumerate() {
            if whole.get(part) == Some(&true) {
                found.push(None);
                continue;
            }
            let cells = self.column(board, column, true);
            for (row, _) in cells.iter().enumerate() {
                let name = Self::name(board, row, &column.label);
                self.places.insert(name, (at, Some(part)));
            }
            if board.rows != Rows::Several {
                let counts: Vec<CellId> = cells.iter().map(|held| held.0).collect();
                self.total(board, &counts, column.base)?;
            }
            found.push(Some(cells));
        }
        let merged = merged(side, whole).map(|column| {
            for row in 0..column.counts.len() {
                let name = Self::name(board, row, &column.label);
                self.places.insert(name, (at, None));
            }
            (self.column(board, &column, false), column.base)
        });
        if let Some((cells, base)) = &merged
            && board.rows != Rows::Several
        {
            let counts: Vec<CellId> = cells.iter().map(|held| held.0).collect();
            self.total(board, &counts, *base)?;
        }
        if !side.columns.is_empty() {
            for row in 0..self.all.len() {
                let own = found.iter().flatten().filter_map(|cells| cells.get(row));
                let own = own.chain(merged.iter().filter_map(|held| held.0.get(row)));
                let own: Vec<(CellId, Option<CellId>)> = own.copied().collect();
                let counts: Vec<CellId> = own.iter().map(|held| held.0).collect();
                self.sum(board, &counts, self.all[row].0)?;
                if let Some(total) = self.all[row].1 {
                    let ranked: Vec<CellId> = own.iter().filter_map(|held| held.1).collect();
                    self.sum(board, &ranked, total)?;
                }
            }
        }
        self.sides.push(found);
        let merged = merged.map_or_else(Vec::new, |held| held.0);
        self.merged
            .push(merged.into_iter().map(|held| held.0).collect());
        Ok(())
    }

    /// Says that rows sum to a base that is known.
    fn total(&mut self, board: &Board, cells: &[CellId], base: u64) -> Result<(), Refused> {
        let total = self.release.cell("base", base, Print::Kept);
        self.sum(board, cells, total)
    }

    /// Says that parts sum to a total, with whoever is left of it as a count that is not printed but follows. Parts that
    /// pass their total are a slip, which the checks tell of; nothing can be said of such a sum.
    fn sum(&mut self, board: &Board, parts: &[CellId], total: CellId) -> Result<(), Refused> {
        let count = |cell: CellId| self.release.count(cell).unwrap_or(0);
        let of_parts = parts
            .iter()
            .fold(0_u64, |sum, part| sum.saturating_add(count(*part)));
        let Some(rest) = count(total).checked_sub(of_parts) else {
            return Ok(());
        };
        if let [only] = parts
            && rest == 0
        {
            return self.release.same(total, *only);
        }
        let mut parts = parts.to_vec();
        if rest > 0 {
            let name = format!("{}, everybody else", board.name);
            parts.push(self.release.cell(name, rest, Print::Never));
        }
        if parts.is_empty() {
            return Ok(());
        }
        self.release.sum(&parts, total)
    }

    /// Hides whole the part that a count which cannot be held stands in, or one more beside those that are; whether
    /// there was one.
    fn give_way(&self, problem: &Problem, board: &Board, whole: &mut [Vec<bool>]) -> bool {
        let place = self.places.get(problem.location.as_ref() as &str);
        let candidates: Vec<(usize, Option<usize>)> = match place {
            Some(place) => vec![*place],
            // Of everyone: more is hidden in every split.
            None => (0..whole.len()).map(|side| (side, None)).collect(),
        };
        let mut more = false;
        for (side, part) in candidates {
            let columns = &board.sides[side].columns;
            let next = part.or_else(|| {
                (0..columns.len())
                    .filter(|at| !whole[side][*at] && columns[*at].base > 0)
                    .min_by_key(|at| (columns[*at].base, *at))
            });
            if let Some(part) = next {
                more |= !std::mem::replace(&mut whole[side][part], true);
            }
        }
        more
    }

    fn decided(
        &self,
        board: &Board,
        whole: &[Vec<bool>],
        profile: Profile,
        released: &Released,
    ) -> Decision {
        let sources = |of: fn(&Column) -> Option<u64>| may_show(board, whole, profile, of);
        let shows = (
            sources(|held| held.of_people),
            sources(|held| held.of_counts),
        );
        let mut decision = Decision {
            all: self.marks(&board.all, &self.all, released, profile, shows),
            sides: Vec::new(),
            hidden: super::hidden(&self.release, released),
            cost: released.cost,
            is_least: released.least,
        };
        for (at, side) in board.sides.iter().enumerate() {
            let mut marks = Vec::new();
            for (part, column) in side.columns.iter().enumerate() {
                marks.push(match &self.sides[at][part] {
                    Some(cells) => self.marks(column, cells, released, profile, shows),
                    None => column.hidden(),
                });
            }
            decision.sides.push(marks);
            if whole[at].contains(&true) {
                decision.is_least = false;
                self.told_of_whole(board, side, at, &whole[at], profile, &mut decision);
            }
        }
        decision
    }

    fn marks(
        &self,
        column: &Column,
        cells: &[(CellId, Option<CellId>)],
        released: &Released,
        profile: Profile,
        (people, counts): (bool, bool),
    ) -> Marks {
        let mark = |cell: CellId| released.mark(cell).unwrap_or(Mark::Suppressed);
        let source = |n: Option<u64>| {
            n.map(|n| {
                if people && counts {
                    profile.shown(n)
                } else {
                    Mark::Suppressed
                }
            })
        };
        Marks {
            base: profile.shown(column.base),
            of_people: source(column.of_people),
            of_counts: source(column.of_counts),
            counts: cells.iter().map(|held| mark(held.0)).collect(),
            ranked: cells.iter().filter_map(|held| held.1.map(mark)).collect(),
            is_whole: false,
        }
    }

    /// What can be said of the counts of parts hidden whole: anything that what they come to together allows.
    fn told_of_whole(
        &self,
        board: &Board,
        side: &Side,
        at: usize,
        whole: &[bool],
        profile: Profile,
        decision: &mut Decision,
    ) {
        let bases: Vec<u64> = side.columns.iter().map(|held| held.base).collect();
        let most = parts::sum(whole, &bases);
        let held = side.columns.iter().zip(whole).filter(|(_, is)| **is);
        for (column, _) in held.filter(|(column, _)| column.base > 0) {
            let mut told = |name: String, n: u64, most: u64| {
                let is_small = profile.hides(n);
                if !is_small {
                    decision.cost = decision.cost.saturating_add(n);
                }
                decision.hidden.push(Hidden {
                    name,
                    is_small,
                    least: 0,
                    most: Some(most),
                    is_narrowed: most < profile.threshold(),
                });
            };
            let name = format!("{}, answered, {}", board.name, column.label);
            told(name, column.base, most);
            for (row, n) in column.counts.iter().enumerate().filter(|row| *row.1 > 0) {
                let merged = self.merged[at].get(row);
                let together = merged.and_then(|cell| self.release.count(*cell));
                let is_known = self
                    .all
                    .get(row)
                    .is_some_and(|held| self.release.bare(held.0).is_some());
                let most = together.filter(|_| is_known).unwrap_or(most);
                told(Self::name(board, row, &column.label), *n, most);
            }
        }
    }
}

/// The parts that are hidden whole, as one; none where there are none.
fn merged(side: &Side, whole: &[bool]) -> Option<Column> {
    let mut held = side.columns.iter().zip(whole).filter(|(_, is)| **is);
    let (first, _) = held.next()?;
    let mut all = first.clone();
    all.label = "the parts hidden whole".to_owned();
    for (column, _) in held {
        all.base = all.base.saturating_add(column.base);
        for (sum, n) in all.counts.iter_mut().zip(&column.counts) {
            *sum = sum.saturating_add(*n);
        }
        for (sum, n) in all.ranked.iter_mut().zip(&column.ranked) {
            *sum = sum.saturating_add(*n);
        }
        for (sum, n) in [
            (&mut all.of_people, column.of_people),
            (&mut all.of_counts, column.of_counts),
        ] {
            *sum = match (*sum, n) {
                (None, None) => None,
                (one, other) => Some(one.unwrap_or(0).saturating_add(other.unwrap_or(0))),
            };
        }
    }
    Some(all)
}

/// Whether the source of answers may be told, individual responses or counts: only where neither is small in any part.
fn may_show(
    board: &Board,
    whole: &[Vec<bool>],
    profile: Profile,
    of: fn(&Column) -> Option<u64>,
) -> bool {
    let sides = board.sides.iter().zip(whole);
    let merged = sides
        .clone()
        .filter_map(|(side, whole)| merged(side, whole));
    let shown = sides.flat_map(|(side, whole)| {
        let columns = side.columns.iter().zip(whole);
        columns.filter(|(_, is)| !**is).map(|(column, _)| column)
    });
    shown
        .cloned()
        .chain(merged)
        .chain([board.all.clone()])
        .filter_map(|column| of(&column))
        .all(|n| !profile.hides(n))
}
