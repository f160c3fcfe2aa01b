//! Which grant pays which line, so that least general money is needed and least is lost.
//!
//! Ring-fenced money can be spent on little, general money on anything. So the plan is cheapest when every line is paid,
//! as far as the rules allow, first from ring-fenced money that would have to be paid back, then from ring-fenced money
//! that may be carried forward, and last from general money. That is a min-cost flow: grants are sources, lines are
//! needs, a rule is a missing pipe. The answer is exact to the penny, the same every time, and of all cheapest ways the
//! one that moves least money from where the plan has it.
//!
//! What the flow cannot do it proves: where a need stays open, the lines that may only be paid by the same grants need
//! more than those grants have (the cut), and these are the lines that block.
//!
//! Edges: a line needs what the plan gives it in the year, capital and revenue apart, since capital may not pay for the
//! other, and revenue that pays for buildings by choice stays revenue; virements count. Money only applied for pays nothing unless asked for, but what it was to pay still needs paying. A ring-fenced
//! grant whose papers do not say what becomes of a rest is spent first, as if the rest were lost.

mod bits;
mod cut;
mod cycle;
mod moves;
#[cfg(test)]
mod tests;
mod transport;
mod words;

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::grant::flow::cut::cuts;
use crate::domain::grant::flow::transport::{Paid, Transport};
use crate::domain::grant::position::{latest, total};
use crate::domain::grant::{CarryForward, Fence, Grant, GrantStatus, Nature, PriorityArea};
use crate::domain::id::{GrantId, PriorityAreaId};
use crate::domain::money::Pence;

pub use moves::{can_be_made, command};

/// Who pays what, and what that leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// What each grant pays for each line, line by line in the plan's order.
    pub pays: Vec<(GrantId, PriorityAreaId, Pence)>,
    /// What all lines need.
    pub need: Pence,
    /// The least general money that pays for what ring-fenced money cannot.
    pub general_needed: Pence,
    /// What general grants pay in the plan.
    pub general_now: Pence,
    /// What general grants have.
    pub general_has: Pence,
    /// Ring-fenced money that no line can take.
    pub unspendable: Vec<Unspendable>,
    /// Lines that cannot be paid in full.
    pub unmet: Vec<Unmet>,
    /// What would have to change in the plan.
    pub moves: Vec<Move>,
}

/// Ring-fenced money that no line can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unspendable {
    /// The grant.
    pub grant: GrantId,
    /// How much of it.
    pub amount: Pence,
    /// Which lines it may pay for, and that they need no more.
    pub why: String,
}

/// A line that cannot be paid in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// The line.
    pub priority_area: PriorityAreaId,
    /// Whether it is its running costs or its buildings that are not paid.
    pub nature: Nature,
    /// How much is not.
    pub amount: Pence,
    /// The grants that may pay, for it or for the lines it competes with; all of them are used up.
    pub grants: Vec<GrantId>,
    /// What those lines need against what those grants have.
    pub why: String,
}

/// Money that another grant should pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The line.
    pub priority_area: PriorityAreaId,
    /// Who pays in the plan.
    pub from: GrantId,
    /// Who should; none where nobody can.
    pub to: Option<GrantId>,
    /// How much.
    pub amount: Pence,
}

/// The money of one nature: its grants, its lines, and the sum to solve.
struct Pool<'a> {
    book: &'a Book,
    nature: Nature,
    grants: Vec<&'a Grant>,
    fences: Vec<Fence<'a>>,
    areas: Vec<PriorityAreaId>,
    given: Transport,
    /// What grants that do not count here pay now, line by line: it needs paying too.
    others: Vec<Vec<(GrantId, i64)>>,
}

/// In which order money is spent: 0 what would be lost, 1 what may be carried forward, 2 what may pay for anything.
fn class(grant: &Grant) -> i64 {
    match (grant.is_ring_fenced(), grant.carry_forward) {
        (true, CarryForward::Repayable | CarryForward::NotStated) => 0,
        (true, CarryForward::Allowed) => 1,
        (false, _) => 2,
    }
}

/// The grants of a year that count.
fn counting(book: &Book, fiscal_year: i16, with_applied_for: bool) -> impl Iterator<Item = &Grant> {
    book.grants.iter().filter(move |grant| {
        grant.fiscal_year == fiscal_year
            && (with_applied_for || grant.status != GrantStatus::AppliedFor)
    })
}

/// Whether what a grant pays for an area is running costs or buildings: as the money is where it may pay for the area, so
/// that revenue on a line for buildings stays revenue; else running costs, the one thing that money may not pay.
fn need_of(area: &PriorityArea, payer: &Grant) -> Nature {
    if area.nature.takes(payer.nature) {
        payer.nature
    } else {
        Nature::Revenue
    }
}

impl Flow {
    /// Works out a year's cheapest way to pay, with the money that is only applied for if asked.
    #[must_use]
    pub fn of(book: &Book, fiscal_year: i16, with_applied_for: bool) -> Self {
        let mut flow = Self::default();
        for nature in Nature::ALL {
            let pool = Pool::of(book, fiscal_year, nature, with_applied_for);
            let paid = pool.given.solve();
            flow.take(&pool, &paid);
        }
        let general: Vec<&Grant> = counting(book, fiscal_year, with_applied_for)
            .filter(|grant| !grant.is_ring_fenced())
            .collect();
        flow.general_has = total(general.iter().map(|grant| grant.amount));
        flow.general_now = total(latest(book).into_iter().filter_map(|(at, amount)| {
            let is_general = general.iter().any(|grant| grant.id == at.grant);
            is_general.then_some(amount)
        }));
        let order: HashMap<PriorityAreaId, usize> = book
            .priority_areas
            .iter()
            .enumerate()
            .map(|(at, area)| (area.id, at))
            .collect();
        let place = |area: &PriorityAreaId| order.get(area).copied();
        // Stable: capital after revenue, and within a line the grants' own order.
        flow.pays.sort_by_key(|(_, area, _)| place(area));
        flow.moves.sort_by_key(|held| place(&held.priority_area));
        flow.unmet.sort_by_key(|held| place(&held.priority_area));
        flow
    }

    /// What a grant should pay for a line.
    #[must_use]
    pub fn pays(&self, grant: GrantId, area: PriorityAreaId) -> Pence {
        self.pays
            .iter()
            .find(|(payer, line, _)| *payer == grant && *line == area)
            .map_or(Pence::ZERO, |(_, _, amount)| *amount)
    }

    fn take(&mut self, pool: &Pool<'_>, paid: &Paid) {
        let add = |sum: &mut Pence, pence: i64| sum.0 = sum.0.saturating_add(pence);
        for (line, area) in pool.areas.iter().enumerate() {
            add(&mut self.need, pool.given.demands[line]);
            // What nobody can pay would have to be general money too.
            add(&mut self.general_needed, paid.unmet[line]);
            for (at, grant) in pool.grants.iter().enumerate() {
                let pays = paid.pays[line][at];
                if pays > 0 {
                    self.pays.push((grant.id, *area, Pence(pays)));
                }
                if !grant.is_ring_fenced() {
                    add(&mut self.general_needed, pays);
                }
            }
            self.moves.extend(pool.moves(line, paid));
        }
        for (at, grant) in pool.grants.iter().enumerate() {
            if grant.is_ring_fenced() && paid.left[at] > 0 {
                self.unspendable.push(Unspendable {
                    grant: grant.id,
                    amount: Pence(paid.left[at]),
                    why: words::unspendable(pool, paid, at),
                });
            }
        }
        self.unmet.extend(cuts(pool, paid));
    }
}

impl<'a> Pool<'a> {
    fn of(book: &'a Book, fiscal_year: i16, nature: Nature, with_applied_for: bool) -> Self {
        let grants: Vec<&Grant> = counting(book, fiscal_year, with_applied_for)
            .filter(|grant| grant.nature == nature)
            .collect();
        let column: HashMap<GrantId, usize> = grants
            .iter()
            .enumerate()
            .map(|(at, grant)| (grant.id, at))
            .collect();
        let row: HashMap<PriorityAreaId, usize> = book
            .priority_areas
            .iter()
            .enumerate()
            .map(|(at, area)| (area.id, at))
            .collect();
        let n = grants.len();
        let mut plan = vec![vec![0; n]; book.priority_areas.len()];
        let mut others = vec![Vec::new(); plan.len()];
        for (at, amount) in latest(book) {
            let of_year = |grant: &&Grant| grant.fiscal_year == fiscal_year;
            let Some(payer) = book.grants.get(at.grant).filter(of_year) else {
                continue;
            };
            let Some(line) = row.get(&at.priority_area).copied() else {
                continue;
            };
            if need_of(&book.priority_areas[line], payer) != nature {
                continue;
            }
            match column.get(&payer.id) {
                Some(at) => plan[line][*at] = amount.0.max(0),
                None => others[line].push((payer.id, amount.0.max(0))),
            }
        }
        for others in &mut others {
            others.sort_unstable();
        }
        let mut pool = Self {
            book,
            nature,
            fences: grants.iter().map(|grant| grant.fence()).collect(),
            given: Transport {
                classes: grants.iter().map(|grant| class(grant)).collect(),
                supplies: grants.iter().map(|grant| grant.amount.0).collect(),
                ..Transport::default()
            },
            grants,
            areas: Vec::new(),
            others: Vec::new(),
        };
        for ((area, plan), others) in book.priority_areas.iter().zip(plan).zip(others) {
            pool.line(area, plan, others);
        }
        pool
    }

    /// Adds a line, unless it needs nothing.
    fn line(&mut self, area: &PriorityArea, plan: Vec<i64>, others: Vec<(GrantId, i64)>) {
        let amounts = plan.iter().chain(others.iter().map(|(_, amount)| amount));
        let need = amounts.fold(0_i64, |sum, amount| sum.saturating_add(*amount));
        if need == 0 {
            return;
        }
        let may = self.fences.iter().map(|fence| fence.may_pay(area));
        self.given.may.push(may.collect());
        self.given.plan.push(plan);
        self.given.demands.push(need);
        self.areas.push(area.id);
        self.others.push(others);
    }

    /// What a line's name is.
    fn name(&self, line: usize) -> &'a str {
        let area = self.book.priority_areas.get(self.areas[line]);
        area.map_or("?", |area| &area.name)
    }
}
