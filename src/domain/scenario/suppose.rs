//! What a scenario begins with: grants that come out higher or lower, lines cut in proportion or shared by need, some of
//! them kept as they are.
//!
//! Why exact: a cut of 5 % over eight lines must come to 5 % of their sum, to the penny. The sum is rounded once, halves
//! away from nought, and shared by largest remainder ([`crate::domain::apportion`]); each line is as it falls.
//!
//! Edges: *in proportion* cuts what lines have, so money that no line has stays with none. *By need* shares all that a
//! grant is worth among lines that it may pay for. Lines that are kept leave the cut to the others, and where they take
//! more than there is the whole is refused. What a unit leaves over stays with no line.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::apportion::{self, Ask, Line, Number, Unit};
use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::{less, total};
use crate::domain::id::{GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::money::exact::Exact;
use crate::domain::problem::{Place, Problem};
use crate::domain::scenario::{Scenario, ScenarioLine};

/// What is supposed.
#[derive(Clone, Debug)]
pub struct Supposing<'a> {
    /// The grants that it is about; the others stay as they are.
    pub grants: &'a BTreeSet<GrantId>,
    /// By how much they change, in per cent: −5.
    pub change: Number,
    /// The priority areas whose lines are kept as they are.
    pub keep: &'a BTreeSet<PriorityAreaId>,
    /// Each priority area's weight, to share by need; none to change lines in proportion.
    pub need: Option<&'a BTreeMap<PriorityAreaId, Number>>,
    /// In units of what lines are rounded.
    pub unit: Unit,
}

/// What came of it for one grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The grant.
    pub grant: GrantId,
    /// What it was worth, and what it would be worth.
    pub worth: [Pence; 2],
    /// What its lines had together, and what they would have.
    pub lines: [Pence; 2],
    /// How many lines share what is not kept.
    pub n_sharing: usize,
}

impl Outcome {
    /// `Main: £100,000 becomes £95,000; eight lines go from £90,000 to £85,500.`
    #[must_use]
    pub fn words(&self, book: &Book) -> String {
        let grant = book.grants.get(self.grant).map_or("?", |held| &held.short);
        let [was, now] = self.worth;
        let worth = if was == now {
            format!("{grant}: {was} as it is")
        } else {
            format!("{grant}: {was} becomes {now}")
        };
        let [before, after] = self.lines;
        let left = less(now, after);
        let left = match left.0.signum() {
            1 => format!(", {left} with no line"),
            -1 => format!(", {} more than there is", left.abs()),
            _ => String::new(),
        };
        if before == after {
            return format!("{worth}; its lines stay at {after}{left}.");
        }
        let n = several(self.n_sharing, "line");
        let verb = if self.n_sharing == 1 { "makes" } else { "make" };
        format!("{worth}; {n} {verb} the change, all together {before} → {after}{left}.")
    }
}

impl Scenario {
    /// The scenario with what is supposed put into it, and what came of it grant by grant.
    ///
    /// # Errors
    /// Why it cannot be: the lines that are kept take more than there is, a change of more than all of it, a weight
    /// below nought.
    pub fn suppose(
        mut self,
        book: &Book,
        supposing: &Supposing<'_>,
    ) -> Result<(Self, Vec<Outcome>), Box<Problem>> {
        let mut outcomes = Vec::new();
        let grants: Vec<GrantId> = self.grants.iter().map(|held| held.grant).collect();
        for grant in grants {
            if supposing.grants.contains(&grant) {
                outcomes.push(self.suppose_of(book, supposing, grant)?);
            }
        }
        Ok((self, outcomes))
    }

    fn suppose_of(
        &mut self,
        book: &Book,
        supposing: &Supposing<'_>,
        grant: GrantId,
    ) -> Result<Outcome, Box<Problem>> {
        let was = book
            .grants
            .get(grant)
            .map_or(Pence::ZERO, |held| self.worth(held));
        let now = changed(was, supposing.change)
            .ok_or_else(|| no_such_change(book, grant, supposing.change))?;
        let before = self.allocated(grant);
        let is_kept = |held: &ScenarioLine| supposing.keep.contains(&held.priority_area);
        let mine = || self.lines.iter().filter(|held| held.grant == grant);
        let kept = total(mine().filter(|held| is_kept(held)).map(|held| held.amount));
        let sharing: Vec<(PriorityAreaId, Number)> = match supposing.need {
            Some(weights) => by_need(book, supposing, grant, weights),
            None => mine()
                .filter(|held| !is_kept(held) && held.amount > Pence::ZERO)
                .map(|held| (held.priority_area, Number::whole(held.amount.0)))
                .collect(),
        };
        let wanted = match supposing.need {
            Some(_) => now,
            None => changed(before, supposing.change)
                .ok_or_else(|| no_such_change(book, grant, supposing.change))?,
        };
        let rest = less(wanted, kept);
        if rest.is_negative() {
            return Err(keeps_too_much(book, grant, kept, wanted));
        }
        let n_sharing = sharing.len();
        if n_sharing > 0 {
            let shares = shares(book, supposing.unit, grant, rest, &sharing)?;
            let is_by_need = supposing.need.is_some();
            self.put(grant, &shares, |area| {
                is_by_need && !supposing.keep.contains(&area)
            });
        }
        if let Some(held) = self.grants.iter_mut().find(|held| held.grant == grant) {
            held.amount = now;
        }
        Ok(Outcome {
            grant,
            worth: [was, now],
            lines: [before, self.allocated(grant)],
            n_sharing,
        })
    }

    /// Puts what lines of a grant are to have; of the other lines those that are to go are taken out.
    fn put(
        &mut self,
        grant: GrantId,
        shares: &BTreeMap<PriorityAreaId, Pence>,
        goes: impl Fn(PriorityAreaId) -> bool,
    ) {
        let mut new = shares.clone();
        self.lines.retain_mut(|held| {
            if held.grant != grant {
                return true;
            }
            match new.remove(&held.priority_area) {
                Some(amount) => held.amount = amount,
                None => return !goes(held.priority_area),
            }
            true
        });
        let new = new.into_iter().map(|(priority_area, amount)| ScenarioLine {
            grant,
            priority_area,
            amount,
        });
        self.lines.extend(new);
    }
}

/// The lines that a grant may pay for and that have a weight above nought, in the plan's order.
fn by_need(
    book: &Book,
    supposing: &Supposing<'_>,
    grant: GrantId,
    weights: &BTreeMap<PriorityAreaId, Number>,
) -> Vec<(PriorityAreaId, Number)> {
    let Some(grant) = book.grants.get(grant) else {
        return Vec::new();
    };
    book.priority_areas
        .iter()
        .filter(|area| !supposing.keep.contains(&area.id) && grant.may_pay(book, area.id))
        .filter_map(|area| Some((area.id, *weights.get(&area.id)?)))
        .filter(|(_, weight)| !weight.is_nought())
        .collect()
}

/// An amount shared out by largest remainder.
fn shares(
    book: &Book,
    unit: Unit,
    grant: GrantId,
    rest: Pence,
    sharing: &[(PriorityAreaId, Number)],
) -> Result<BTreeMap<PriorityAreaId, Pence>, Box<Problem>> {
    let lines: Vec<Line> = sharing
        .iter()
        .map(|(area, weight)| Line {
            name: LineAt::new(grant, *area).name(book),
            weight: Some(*weight),
            ..Line::default()
        })
        .collect();
    let ask = Ask::by_weight(rest, unit, &lines);
    let shared = apportion::share(&ask).map_err(|fault| {
        let at = |_| (Place::Grant(grant), title(book, grant));
        Box::new(fault.problem(&ask, at))
    })?;
    let amounts = shared.lines.iter().map(|share| share.allocated);
    Ok(sharing.iter().map(|(area, _)| *area).zip(amounts).collect())
}

/// An amount so many per cent higher, to the penny, halves away from nought; none where that is below nought or more
/// than can be counted.
fn changed(amount: Pence, per_cent: Number) -> Option<Pence> {
    let factor = Exact::whole(100).plus(per_cent.0)?;
    let pounds = Exact::new(i128::from(amount.0), 10_000)?;
    let changed = pounds.times(factor)?.to_pence()?;
    (factor.top() >= 0).then_some(changed)
}

fn title(book: &Book, grant: GrantId) -> String {
    let name = book.grants.get(grant).map_or("?", |held| &held.short);
    format!("What if, {name}")
}

fn no_such_change(book: &Book, grant: GrantId, change: Number) -> Box<Problem> {
    Box::new(Problem::refusal(
        "change-out-of-range",
        Place::Grant(grant),
        title(book, grant),
        format!("{change} %"),
        "A grant cannot lose more than all of it, nor be more than can be counted.",
        "Enter a percentage of −100 or more, such as −5.",
    ))
}

fn keeps_too_much(book: &Book, grant: GrantId, kept: Pence, wanted: Pence) -> Box<Problem> {
    let name = book.grants.get(grant).map_or("?", |held| &held.short);
    Box::new(Problem::refusal(
        "kept-too-much",
        Place::Grant(grant),
        title(book, grant),
        format!("{name}: the lines that are kept have {kept}, of {wanted} that there is"),
        "Lines that are kept leave the cut to the others, and there is nothing left to cut.",
        "Keep fewer lines, or cut less.",
    ))
}
