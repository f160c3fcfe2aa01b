//! One question by the answers to another under the rule, so that it may stand beside every other table of the plan.
//!
//! What one answer had of everyone is decided with its own question ([`super::asked`]): where it is hidden there, its row
//! or column is hidden here, noughts as well. All other totals are taken for known to the last person, and every count
//! within can be another one while they stay. So tables of one pair of questions say nothing of those of another pair.
//!
//! The pair is decided once, whichever of the two stands in the rows: the same counts are hidden both ways.

use crate::domain::consultation::released::asked::Decision;
use crate::domain::consultation::released::board::{Board, Rows};
use crate::domain::consultation::released::{Hidden, hidden};
use crate::domain::disclosure::{CellId, Mark, Print, Profile, Release};
use crate::domain::problem::Problem;

/// One of the two questions: its answers, and what a reader may know of each beside the other question.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    /// The question's name, for problems.
    pub(super) name: String,
    /// How people stand in its answers.
    pub(super) rows: Rows,
    /// Its answers' words.
    pub(super) names: Vec<String>,
    /// People who gave each answer and answered the other question at all.
    pub(super) met: Vec<u64>,
    /// Those of them who stand in an answer of the other question.
    pub(super) placed: Vec<u64>,
    /// People who gave each answer, among individual responses.
    pub(super) given: Vec<u64>,
    /// Whether an answer is hidden where everyone stands together.
    pub(super) is_hidden: Vec<bool>,
}

/// A pair of questions: how many gave the answers of both.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) first: Edge,
    pub(super) second: Edge,
    /// By answer to the first, then to the second.
    pub(super) counts: Vec<Vec<u64>>,
    /// People who stand in the table, and those who answered both questions.
    pub(super) bases: [u64; 2],
}

/// How a pair is printed.
#[derive(Clone, Debug)]
pub(super) struct Crossing {
    /// Nothing of it.
    pub(super) is_closed: bool,
    /// Answers to the first, and to the second, of which nothing is printed.
    pub(super) whole: [Vec<bool>; 2],
    /// By answer to the first, then to the second.
    pub(super) marks: Vec<Vec<Mark>>,
    pub(super) hidden: Vec<Hidden>,
    pub(super) cost: u64,
    pub(super) is_least: bool,
}

impl Edge {
    /// A question as the rule sees it, before the other one is known.
    pub(super) fn of(board: &Board, decision: &Decision) -> Self {
        let marks = &decision.all.counts;
        Self {
            name: board.name.clone(),
            rows: board.rows,
            names: board.row_names.clone(),
            met: Vec::new(),
            placed: Vec::new(),
            given: Vec::new(),
            is_hidden: marks.iter().map(|mark| *mark == Mark::Suppressed).collect(),
        }
    }

    /// The answers of which nothing is printed: those hidden of everyone, and those of which few stand here, or stand
    /// everywhere but here. Where each person gives one answer they are never alone, and never few together.
    fn whole(&self, profile: Profile) -> Option<Vec<bool>> {
        let mut whole: Vec<bool> = (0..self.names.len())
            .map(|at| {
                let [met, placed, given] = [self.met[at], self.placed[at], self.given[at]];
                let few = [
                    met,
                    placed,
                    given.saturating_sub(met),
                    met.saturating_sub(placed),
                ];
                self.is_hidden[at] || few.into_iter().any(|n| profile.hides(n))
            })
            .collect();
        if self.rows == Rows::Several || !whole.contains(&true) {
            return Some(whole);
        }
        loop {
            let held = whole.iter().zip(&self.met).filter(|(is, _)| **is);
            let (n, together) = held.fold((0, 0_u64), |(n, sum), (_, met)| {
                (n + usize::from(*met > 0), sum.saturating_add(*met))
            });
            if together == 0 || (n >= 2 && !profile.hides(together)) {
                return Some(whole);
            }
            let next = (0..whole.len())
                .filter(|at| !whole[*at] && self.met[*at] > 0)
                .min_by_key(|at| (self.met[*at], *at))?;
            whole[next] = true;
        }
    }
}

impl Pair {
    /// Decides the pair.
    pub(super) fn decide(&self, profile: Profile) -> Result<Crossing, Box<Problem>> {
        let whole = [self.first.whole(profile), self.second.whole(profile)];
        let [Some(first), Some(second)] = whole else {
            return Ok(self.closed());
        };
        if self.bases.iter().any(|n| profile.hides(*n)) {
            return Ok(self.closed());
        }
        let mut release = Release::new();
        let cells = self.cells(&mut release);
        let mut left: [Vec<CellId>; 2] = Default::default();
        for at in (0..first.len()).filter(|at| !first[*at]) {
            let line = line(&cells[at], &second);
            let rest = self.total(
                &mut release,
                line,
                self.first.met[at],
                &self.second,
                &second,
            )?;
            left[0].extend(rest);
        }
        for at in (0..second.len()).filter(|at| !second[*at]) {
            let column: Vec<CellId> = cells.iter().map(|row| row[at]).collect();
            let line = line(&column, &first);
            let rest = self.total(&mut release, line, self.second.met[at], &self.first, &first)?;
            left[1].extend(rest);
        }
        if first.contains(&true) && second.contains(&true) {
            self.corner(&mut release, &first, &second, left)?;
        }
        let is_whole = |row: usize, column: usize| first[row] || second[column];
        let found = release.publish(profile).ok();
        let mark = |row: usize, column: usize| match &found {
            _ if is_whole(row, column) => Mark::Suppressed,
            Some(released) => released
                .mark(cells[row][column])
                .unwrap_or(Mark::Suppressed),
            // Where no few of them can be hidden, all are.
            None => Mark::Suppressed,
        };
        let marks = (0..first.len()).map(|row| {
            let columns = 0..second.len();
            columns.map(|column| mark(row, column)).collect()
        });
        let marks: Vec<Vec<Mark>> = marks.collect();
        let is_least = found.as_ref().is_some_and(|released| released.least)
            && !first.contains(&true)
            && !second.contains(&true);
        let told = found
            .as_ref()
            .map(|released| hidden(&release, released))
            .unwrap_or_default();
        Ok(Crossing {
            is_closed: false,
            cost: found.as_ref().map_or(0, |released| released.cost),
            hidden: told,
            whole: [first, second],
            marks,
            is_least,
        })
    }

    /// The same with the questions the other way round.
    pub(super) fn turned(&self) -> Self {
        Self {
            first: self.second.clone(),
            second: self.first.clone(),
            counts: turned(&self.counts, self.second.names.len()),
            bases: [self.bases[1], self.bases[0]],
        }
    }

    /// The answers of which nothing is printed.
    pub(super) fn told(&self, crossing: &Crossing, profile: Profile) -> Vec<Hidden> {
        let edges = [&self.first, &self.second].into_iter().zip(&crossing.whole);
        let held = edges.flat_map(|(edge, whole)| {
            let answers = edge.names.iter().zip(&edge.met).zip(whole);
            answers
                .filter(|((_, met), is)| **is && **met > 0)
                .map(|((name, met), _)| Hidden {
                    name: format!("{}, {name}, whole", edge.name),
                    is_small: profile.hides(*met),
                    least: 0,
                    most: None,
                    is_narrowed: false,
                })
        });
        held.collect()
    }

    fn closed(&self) -> Crossing {
        Crossing {
            is_closed: true,
            whole: [
                vec![true; self.first.names.len()],
                vec![true; self.second.names.len()],
            ],
            marks: vec![vec![Mark::Suppressed; self.second.names.len()]; self.first.names.len()],
            hidden: Vec::new(),
            cost: 0,
            is_least: false,
        }
    }

    /// Each count, and that it is no more than either answer has.
    fn cells(&self, release: &mut Release) -> Vec<Vec<CellId>> {
        let mut cells = Vec::new();
        for (row, counts) in self.counts.iter().enumerate() {
            let mut line = Vec::new();
            for (column, n) in counts.iter().enumerate() {
                let name = format!(
                    "{}, {}, {}",
                    self.first.name, self.first.names[row], self.second.names[column]
                );
                let cell = release.cell(name, *n, Print::Printed);
                let most = self.first.met[row].min(self.second.met[column]);
                release.bounds(cell, 0, most, None);
                line.push(cell);
            }
            cells.push(line);
        }
        cells
    }

    /// Says what the counts of a line come to: together what it is known to have or, where people stand in several, each
    /// with everybody else. Whoever is left follows and is not printed; where a line has answers of which nothing is
    /// printed, what is left is theirs, and is given back.
    fn total(
        &self,
        release: &mut Release,
        cells: Vec<CellId>,
        known: u64,
        across: &Edge,
        whole: &[bool],
    ) -> Result<Option<CellId>, Box<Problem>> {
        let is_several = across.rows == Rows::Several;
        let lines: Vec<Vec<CellId>> = if is_several {
            cells.into_iter().map(|cell| vec![cell]).collect()
        } else {
            vec![cells]
        };
        let mut found = None;
        for mut line in lines {
            let held = line.iter().filter_map(|cell| release.count(*cell));
            let held = held.fold(0_u64, u64::saturating_add);
            let Some(rest) = known.checked_sub(held) else {
                continue;
            };
            if rest > 0 || is_several || whole.contains(&true) {
                let rest = release.cell("Everybody else", rest, Print::Never);
                line.push(rest);
                found = Some(rest).filter(|_| !is_several);
            }
            if !line.is_empty() {
                let total = release.cell("base", known, Print::Kept);
                release.sum(&line, total)?;
            }
        }
        Ok(found)
    }

    /// Where nothing is printed of some answers to either question, those who gave such an answer to both: what is left of
    /// the rows and what is left of the columns meet in them.
    fn corner(
        &self,
        release: &mut Release,
        first: &[bool],
        second: &[bool],
        [rows, columns]: [Vec<CellId>; 2],
    ) -> Result<(), Box<Problem>> {
        if self.first.rows == Rows::Several || self.second.rows == Rows::Several {
            return Ok(());
        }
        let known = |edge: &Edge, whole: &[bool]| {
            let held = edge.met.iter().zip(whole).filter(|(_, is)| **is);
            held.map(|(n, _)| *n).fold(0_u64, u64::saturating_add)
        };
        let totals = [known(&self.second, second), known(&self.first, first)];
        let left = |release: &Release, cells: &[CellId]| {
            let held = cells.iter().filter_map(|cell| release.count(*cell));
            held.fold(0_u64, u64::saturating_add)
        };
        let rest = totals[0].checked_sub(left(release, &rows));
        let (Some(rest), other) = (rest, totals[1].checked_sub(left(release, &columns))) else {
            return Ok(());
        };
        if Some(rest) != other {
            return Ok(());
        }
        let corner = release.cell("Everybody else, both ways", rest, Print::Never);
        for (mut line, known) in [rows, columns].into_iter().zip(totals) {
            line.push(corner);
            let total = release.cell("base", known, Print::Kept);
            release.sum(&line, total)?;
        }
        Ok(())
    }
}

impl Crossing {
    /// The same with the questions the other way round.
    pub(super) fn turned(mut self) -> Self {
        let n = self.whole[1].len();
        self.marks = turned(&self.marks, n);
        self.whole.swap(0, 1);
        self
    }
}

fn turned<T: Clone>(rows: &[Vec<T>], n_columns: usize) -> Vec<Vec<T>> {
    let column = |at: usize| rows.iter().filter_map(|row| row.get(at).cloned()).collect();
    (0..n_columns).map(column).collect()
}

/// The counts of a row or column that are printed.
fn line(cells: &[CellId], whole: &[bool]) -> Vec<CellId> {
    let shown = cells.iter().zip(whole).filter(|(_, is)| !**is);
    shown.map(|(cell, _)| *cell).collect()
}
