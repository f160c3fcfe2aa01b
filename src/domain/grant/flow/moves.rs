//! What would have to change in the plan, line by line, and the change that does it.
//!
//! A line's cost stays what it is; only who pays changes. So what some grants pay less and others more is matched in the
//! grants' own order, and said as "this much of that line from this grant instead of that one".
//!
//! Edges: what nobody can pay is said but not changed, since the plan would lose the line's cost. Where all that a grant
//! pays for a line goes to one other that pays nothing there yet, the amount itself moves, with its dates, its note and
//! its "of which" parts.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::grant::Allocation;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::flow::transport::Paid;
use crate::domain::grant::flow::{Flow, Move, Pool};
use crate::domain::grant::position::total;
use crate::domain::id::{AllocationId, GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::record::Edit;

impl Pool<'_> {
    /// What would have to change in a line.
    pub(super) fn moves(&self, line: usize, paid: &Paid) -> Vec<Move> {
        let mut less: Vec<(GrantId, i64)> = Vec::new();
        let mut more: Vec<(Option<GrantId>, i64)> = Vec::new();
        for (at, grant) in self.grants.iter().enumerate() {
            let change = paid.pays[line][at] - self.given.plan[line][at];
            if change < 0 {
                less.push((grant.id, -change));
            } else if change > 0 {
                more.push((Some(grant.id), change));
            }
        }
        less.extend(self.others[line].iter().filter(|(_, amount)| *amount > 0));
        if paid.unmet[line] > 0 {
            more.push((None, paid.unmet[line]));
        }
        matched(self.areas[line], less, more)
    }
}

/// Matches what some pay less with what others pay more, first with first.
fn matched(
    priority_area: PriorityAreaId,
    less: Vec<(GrantId, i64)>,
    more: Vec<(Option<GrantId>, i64)>,
) -> Vec<Move> {
    let mut moves = Vec::new();
    let mut more = more.into_iter();
    let mut next = more.next();
    for (from, mut amount) in less {
        while amount > 0
            && let Some((to, wanted)) = &mut next
        {
            let moved = amount.min(*wanted);
            moves.push(Move {
                priority_area,
                from,
                to: *to,
                amount: Pence(moved),
            });
            amount -= moved;
            *wanted -= moved;
            if *wanted == 0 {
                next = more.next();
            }
        }
    }
    moves
}

/// The moves that the plan takes by hand: not those that nobody can pay, nor those of lines that are approved or closed,
/// which move by virement.
pub fn can_be_made<'a>(flow: &'a Flow, book: &Book) -> impl Iterator<Item = &'a Move> {
    let frozen: HashSet<LineAt> = book
        .allocations
        .iter()
        .filter(|held| held.status.is_frozen())
        .map(|held| LineAt::new(held.grant, held.priority_area))
        .collect();
    let is_frozen = move |grant, area| frozen.contains(&LineAt::new(grant, area));
    flow.moves.iter().filter(move |made| {
        let area = made.priority_area;
        made.to.is_some_and(|to| !is_frozen(to, area)) && !is_frozen(made.from, area)
    })
}

/// The change that makes the moves, as one step to undo; none where there is nothing to move. `new_key` gives keys for
/// amounts that are new.
#[must_use]
pub fn command(flow: &Flow, book: &Book, new_key: impl Fn() -> i64) -> Option<Command> {
    let held: HashMap<(PriorityAreaId, GrantId), &Allocation> = book
        .allocations
        .iter()
        .map(|held| ((held.priority_area, held.grant), held))
        .collect();
    let mut lines: BTreeMap<usize, Vec<&Move>> = BTreeMap::new();
    let mut numbers: HashMap<PriorityAreaId, usize> = HashMap::new();
    for made in can_be_made(flow, book) {
        let next = numbers.len();
        let number = *numbers.entry(made.priority_area).or_insert(next);
        lines.entry(number).or_default().push(made);
    }
    let parted: HashSet<AllocationId> = book.of_which.iter().map(|part| part.allocation).collect();
    let has_parts = |id: AllocationId| parted.contains(&id);
    let commands: Vec<Command> = lines
        .values()
        .flat_map(|moves| of_line(moves, &held, &has_parts, &new_key))
        .collect();
    let total = total(can_be_made(flow, book).map(|made| made.amount));
    (!commands.is_empty())
        .then(|| Command::several(format!("Pay {total} from other grants"), commands))
}

/// The changes of one line.
fn of_line(
    moves: &[&Move],
    held: &HashMap<(PriorityAreaId, GrantId), &Allocation>,
    has_parts: &dyn Fn(AllocationId) -> bool,
    new_key: &dyn Fn() -> i64,
) -> Vec<Command> {
    let mut changes: BTreeMap<GrantId, i64> = BTreeMap::new();
    let mut order: Vec<GrantId> = Vec::new();
    for made in moves {
        for (grant, amount) in [(Some(made.from), -made.amount.0), (made.to, made.amount.0)] {
            let Some(grant) = grant else { continue };
            if !order.contains(&grant) {
                order.push(grant);
            }
            *changes.entry(grant).or_default() += amount;
        }
    }
    let Some(area) = moves.first().map(|made| made.priority_area) else {
        return Vec::new();
    };
    if let [made] = moves
        && let Some(to) = made.to
        && let Some(was) = held.get(&(area, made.from)).copied()
        && was.amount == made.amount
        && !held.contains_key(&(area, to))
    {
        let now = Allocation {
            grant: to,
            ..was.clone()
        };
        return vec![Edit::change(was, now).into()];
    }
    let change = |grant: GrantId| {
        let by = changes.get(&grant).copied().unwrap_or_default();
        match held.get(&(area, grant)).copied() {
            Some(was) if was.amount.0 + by == 0 && !has_parts(was.id) => {
                Some(Edit::remove(was).into())
            }
            Some(was) => {
                let now = Allocation {
                    amount: Pence(was.amount.0.saturating_add(by)),
                    ..was.clone()
                };
                Some(Edit::change(was, now).into())
            }
            None if by > 0 => Some(
                Edit::add(Allocation::planned(
                    AllocationId(new_key()),
                    grant,
                    area,
                    Pence(by),
                ))
                .into(),
            ),
            None => None,
        }
    };
    order.into_iter().filter_map(change).collect()
}
