//! A move as it is being entered: what each line gains or gives up, why, who approved it.
//!
//! It stays while one looks elsewhere, in this room or another, until it is recorded or taken back.

use std::collections::BTreeMap;

use crate::domain::id::{GrantId, PriorityAreaId, VirementId};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::virement::{Lasting, Virement, VirementLine};
use crate::ui::grant::dates::read_day;
use crate::ui::room::Desk;

/// A line, or a grant's money that no line has.
pub type Slot = (GrantId, Option<PriorityAreaId>);

/// A move as it is being entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The key that it will have.
    pub id: VirementId,
    /// What each line gains; below nought what it gives up.
    pub moves: BTreeMap<Slot, Pence>,
    /// The amount being typed.
    pub typing: Option<(Slot, Pence)>,
    /// The date, as it is typed.
    pub date: String,
    /// Why.
    pub reason: String,
    /// The post that approved it, where no scheme names it.
    pub approver: String,
    /// Who approved it.
    pub approved_by: String,
    /// How long it lasts.
    pub lasting: Lasting,
}

impl Draft {
    /// Nothing yet. The date is today, or the year's last day where today is not in the year.
    pub fn new(desk: Desk<'_>) -> Self {
        let year = Period::Financial(desk.year);
        let today = desk.session.today();
        let is_inside = (year.start()..=year.end()).contains(&today);
        let day = if is_inside { today } else { year.end() };
        Self {
            id: VirementId(desk.session.new_key()),
            moves: BTreeMap::new(),
            typing: None,
            date: day.to_string(),
            reason: String::new(),
            approver: String::new(),
            approved_by: String::new(),
            lasting: Lasting::ThisYear,
        }
    }

    /// What a line gains, with the amount being typed.
    pub fn amount(&self, slot: Slot) -> Option<Pence> {
        match self.typing {
            Some((typed, amount)) if typed == slot => Some(amount),
            _ => self.moves.get(&slot).copied(),
        }
    }

    /// Sets what a line gains; nothing, or nought, takes the line out.
    pub fn set(&mut self, slot: Slot, amount: Option<Pence>) {
        match amount.filter(|amount| *amount != Pence::ZERO) {
            Some(amount) => drop(self.moves.insert(slot, amount)),
            None => drop(self.moves.remove(&slot)),
        }
    }

    /// Whether anything has been entered that would be lost.
    pub fn is_begun(&self) -> bool {
        !self.moves.is_empty() || !self.reason.trim().is_empty()
    }

    /// The move as it would be recorded, the scheme's approver filled in; none while the date cannot be read.
    ///
    /// # Errors
    /// Why the date is none, and what to write.
    pub fn virement(&self, desk: Desk<'_>) -> Result<Virement, String> {
        let made_on = read_day(&self.date)?.ok_or("Write when it was decided.")?;
        let mut moves = self.moves.clone();
        if let Some((slot, amount)) = self.typing {
            moves.insert(slot, amount);
        }
        let lines = moves
            .into_iter()
            .filter(|(_, amount)| *amount != Pence::ZERO)
            .map(|((grant, priority_area), amount)| VirementLine {
                grant,
                priority_area,
                amount,
            });
        let mut virement = Virement {
            id: self.id,
            fiscal_year: desk.year,
            made_on,
            reason: self.reason.trim().to_owned(),
            approver: String::new(),
            approved_by: self.approved_by.trim().to_owned(),
            lasting: self.lasting,
            lines: lines.collect(),
            scenario: String::new(),
        };
        let post = virement.must_approve(desk.book()).map(str::to_owned);
        virement.approver = post.unwrap_or_else(|| self.approver.trim().to_owned());
        Ok(virement)
    }
}
