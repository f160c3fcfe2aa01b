//! What can be done about a finding, as links that do it.
//!
//! Why: a finding says what does not add up; the officer decides which figure is right. Each link is one such decision,
//! named by what it does, and one step to undo.
//!
//! Edges: a link is offered only where its change would be taken. Where money can be taken off or moved in several
//! places, the selected line is meant if it is one of them, else the dearest.

use crate::domain::book::Book;
use crate::domain::chart::shorten;
use crate::domain::command::Command;
use crate::domain::grant::{Grant, GrantStatus};
use crate::domain::id::{GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Edit;
use crate::ui::grant::change::{pay_from, refusal, set};
use crate::ui::grant::memo::{Ledger, YearView};

/// What a link does.
#[derive(Clone, Debug, PartialEq)]
pub enum Remedy {
    /// Changes the plan.
    Change(Box<Command>),
    /// Puts the keyboard there.
    Show(Place),
    /// Opens the grant's form.
    EditGrant(GrantId),
}

/// A link: its words, and what it does.
pub type Link = (String, Remedy);

/// What the links are worked out from.
pub struct Case<'a> {
    /// The plan.
    pub book: &'a Book,
    /// The year.
    pub view: &'a YearView,
    /// Where things are.
    pub ledger: &'a Ledger,
    /// The line selected.
    pub line: Option<PriorityAreaId>,
    /// A key for a record that may have to be made.
    pub key: i64,
}

impl Case<'_> {
    /// The links for a finding, at most two, the likeliest first.
    pub fn links(&self, problem: &Problem) -> Vec<Link> {
        let mut links = match (problem.kind, &problem.place) {
            ("over-ring-fence" | "over-allocated", Place::Grant(id)) => self.over(*id),
            ("ring-fence-unspent", Place::Grant(id)) => self.unspent(*id),
            ("other-payer", Place::Allocation(grant, area)) => self.other_payer(*grant, *area),
            ("ineligible-line", Place::Allocation(grant, area)) => self.ineligible(*grant, *area),
            ("applied-for-spent", Place::Grant(id)) => self.award(*id).into_iter().collect(),
            ("of-which-over", Place::Allocation(grant, area)) => {
                self.raise(*grant, *area).into_iter().collect()
            }
            _ => Vec::new(),
        };
        links.retain(|(_, remedy)| match remedy {
            Remedy::Change(command) => refusal(command, self.book).is_none(),
            _ => true,
        });
        if links.len() < 2 && !matches!(problem.place, Place::FiscalYear(_)) {
            links.push(("Show".to_owned(), Remedy::Show(problem.place.clone())));
        }
        links.truncate(2);
        links
    }

    fn grant(&self, id: GrantId) -> Option<&Grant> {
        self.book.grants.get(id)
    }

    fn left(&self, id: GrantId) -> Pence {
        self.view
            .position
            .grant(id)
            .map_or(Pence::ZERO, |sums| sums.left)
    }

    /// The lines a grant pays at least so much for, the dearest first but the selected one before all.
    fn paid(&self, id: GrantId, at_least: Pence) -> Vec<(PriorityAreaId, Pence)> {
        let grants = &self.view.position.grants;
        let Some(column) = grants.iter().position(|sums| sums.grant == id) else {
            return Vec::new();
        };
        let mut paid: Vec<_> = self
            .view
            .position
            .lines
            .iter()
            .filter_map(|line| Some((line.priority_area, line.cells[column]?)))
            .filter(|(_, amount)| *amount >= at_least && *amount > Pence::ZERO)
            .collect();
        paid.sort_by_key(|(area, amount)| (Some(*area) != self.line, std::cmp::Reverse(*amount)));
        paid
    }

    /// Too much paid out: take it off, or have another grant pay it.
    fn over(&self, id: GrantId) -> Vec<Link> {
        let excess = self.left(id).abs();
        let paid = self.paid(id, excess);
        let Some((area, amount)) = paid.first().copied() else {
            return Vec::new();
        };
        let lower = amount.checked_sub(excess);
        let off =
            lower.and_then(|lower| set(self.book, self.ledger, (id, area), Some(lower), self.key));
        let words = if paid.len() == 1 {
            format!("Take {excess} off")
        } else {
            format!("Take {excess} off {}", self.name(area))
        };
        let mut links =
            Vec::from_iter(off.map(|command| (words, Remedy::Change(Box::new(command)))));
        links.extend(self.pay_elsewhere(id, &paid, excess));
        links
    }

    fn name(&self, area: PriorityAreaId) -> String {
        let name = self
            .book
            .priority_areas
            .get(area)
            .map_or("?", |area| area.name.as_str());
        shorten(name, |text| text.chars().count() <= 24)
    }

    /// Another grant that may pay: first one with money left, else a general one, which is then over itself and says so.
    fn pay_elsewhere(
        &self,
        id: GrantId,
        paid: &[(PriorityAreaId, Pence)],
        excess: Pence,
    ) -> Option<Link> {
        let own = self.grant(id)?;
        let may = |other: &Grant, area| {
            other.id != id
                && other.nature == own.nature
                && other.status != GrantStatus::AppliedFor
                && other.may_pay(self.book, area)
        };
        let others = || {
            let grants = self.view.position.grants.iter();
            grants.filter_map(|sums| self.grant(sums.grant))
        };
        let with_money = paid.iter().find_map(|(area, _)| {
            let other =
                others().find(|other| may(other, *area) && self.left(other.id) >= excess)?;
            Some((*area, other))
        });
        let (area, other) = with_money.or_else(|| {
            let (area, _) = paid.first()?;
            let other = others().find(|other| may(other, *area) && !other.is_ring_fenced())?;
            // A general grant that is over cannot help another general grant.
            own.is_ring_fenced().then_some((*area, other))
        })?;
        let command = pay_from(
            self.book,
            self.ledger,
            (id, area),
            other.id,
            excess,
            self.key,
        )?;
        let after = self.left(other.id).checked_sub(excess)?;
        let short = &other.short;
        let words = if after.is_negative() {
            format!("Pay {excess} from {short}, then {} over", after.abs())
        } else {
            format!("Pay {excess} from {short}")
        };
        Some((words, Remedy::Change(Box::new(command))))
    }

    /// Ring-fenced money left: move a line to it, or say what it may pay for.
    fn unspent(&self, id: GrantId) -> Vec<Link> {
        let Some(grant) = self.grant(id) else {
            return Vec::new();
        };
        if grant.eligible.is_empty() {
            return vec![("Say what it may pay for".to_owned(), Remedy::EditGrant(id))];
        }
        let mut links = Vec::new();
        if let Some(command) = self.line_to_move(grant) {
            links.push(("Move it".to_owned(), Remedy::Change(Box::new(command))));
        }
        if let Some(area) = grant.eligible.first() {
            links.push((
                "Show".to_owned(),
                Remedy::Show(Place::Allocation(id, *area)),
            ));
        }
        links
    }

    /// The line that a general grant pays and this one could.
    fn line_to_move(&self, fenced: &Grant) -> Option<Command> {
        let left = self.left(fenced.id);
        self.view.position.grants.iter().find_map(|sums| {
            let general = self.grant(sums.grant)?;
            if general.is_ring_fenced() || general.nature != fenced.nature {
                return None;
            }
            fenced.eligible.iter().find_map(|area| {
                let has = self.ledger.latest(self.book, general.id, *area)?;
                if has > left || has <= Pence::ZERO {
                    return None;
                }
                let from = (general.id, *area);
                pay_from(self.book, self.ledger, from, fenced.id, has, self.key)
            })
        })
    }

    fn other_payer(&self, general: GrantId, area: PriorityAreaId) -> Vec<Link> {
        let Some(has) = self.ledger.latest(self.book, general, area) else {
            return Vec::new();
        };
        let grants = self.view.position.grants.iter();
        let fenced = grants
            .filter_map(|sums| self.grant(sums.grant))
            .find(|other| {
                other.is_ring_fenced()
                    && other.may_pay(self.book, area)
                    && other.status != GrantStatus::AppliedFor
                    && self
                        .grant(general)
                        .is_some_and(|own| own.nature == other.nature)
                    && self.left(other.id) >= has
            });
        let Some(fenced) = fenced else {
            return Vec::new();
        };
        let from = (general, area);
        let command = pay_from(self.book, self.ledger, from, fenced.id, has, self.key);
        let words = format!("Pay it from {}", fenced.short);
        Vec::from_iter(command.map(|command| (words, Remedy::Change(Box::new(command)))))
    }

    fn ineligible(&self, id: GrantId, area: PriorityAreaId) -> Vec<Link> {
        let Some(grant) = self.grant(id) else {
            return Vec::new();
        };
        let mut links = Vec::new();
        if let Some(has) = self.ledger.latest(self.book, id, area) {
            links.extend(self.pay_elsewhere(id, &[(area, has)], has));
        }
        let mut now = grant.clone();
        now.eligible.push(area);
        let words = format!("Let {} pay for it", grant.short);
        links.push((
            words,
            Remedy::Change(Box::new(Edit::change(grant, now).into())),
        ));
        links
    }

    fn award(&self, id: GrantId) -> Option<Link> {
        let grant = self.grant(id)?;
        let now = Grant {
            status: GrantStatus::Awarded,
            ..grant.clone()
        };
        Some((
            "Mark it awarded".to_owned(),
            Remedy::Change(Box::new(Edit::change(grant, now).into())),
        ))
    }

    /// "Of which" parts over their line: raise the line to their sum.
    fn raise(&self, id: GrantId, area: PriorityAreaId) -> Option<Link> {
        let held = self.ledger.held(self.book, id, area)?;
        let parts = self.ledger.parts(self.book, held.id);
        let sum = Pence::sum(parts.iter().map(|part| part.amount))?;
        let command = set(self.book, self.ledger, (id, area), Some(sum), self.key)?;
        Some((
            format!("Raise the line to {sum}"),
            Remedy::Change(Box::new(command)),
        ))
    }
}
