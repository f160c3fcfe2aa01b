//! What an officer decides at the year's end, as one change: each line's decision, and for every grant the one grant of
//! the next year that holds what it brings forward.
//!
//! A grant brings forward one sum, however many times its lines are decided: the grant that holds it is found by the
//! decisions that went into it, and its amount moves by what the new decisions change. So an overspend decided in May
//! lowers what was brought forward in April.
//!
//! Edges: an overspend that is more than all that its grant brings forward has nothing to lower, and is refused: some
//! other money must pay it before the year ends. Where the sum is nought no grant is made. An earlier decision that went
//! into no grant goes into the one that is there now. An officer's own change of the next grant's amount stays, since
//! only the difference is added.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::domain::book::Book;
use crate::domain::carried::{Carried, Fate, Left};
use crate::domain::check::words::{sentence, several};
use crate::domain::command::Command;
use crate::domain::grant::position::{less, total};
use crate::domain::grant::{Grant, GrantStatus};
use crate::domain::id::{CarriedId, GrantId};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::{Edit, Record};

/// The change that records where lines' money goes. `new_key` gives keys for what is new.
///
/// # Errors
/// A grant's overspends are together more than what it brings forward.
pub fn decide(
    book: &Book,
    decided: &[(Left, Fate)],
    new_key: impl Fn() -> i64,
) -> Result<Command, Box<Problem>> {
    let mut by_grant: BTreeMap<GrantId, Vec<(Left, Fate)>> = BTreeMap::new();
    for (left, fate) in decided {
        let of_grant = by_grant.entry(left.line.grant).or_default();
        of_grant.push((*left, *fate));
    }
    let mut commands = Vec::new();
    for grant in &book.grants {
        if let Some(decided) = by_grant.get(&grant.id) {
            commands.extend(YearEnd::of(book, grant, decided, &new_key).commands(book, &new_key)?);
        }
    }
    let lines = several(decided.len(), "line");
    Ok(Command::several(
        format!("What becomes of {lines} at the year’s end"),
        commands,
    ))
}

/// A grant at its year's end: its lines' decisions as they are held, and as they are to be.
struct YearEnd<'a> {
    grant: &'a Grant,
    /// Each decision as it is held, if it is, and as it is to be, if it stays.
    lines: Vec<(Option<&'a Carried>, Option<Carried>)>,
    /// The grant of the next year that holds what was brought forward so far.
    next: Option<&'a Grant>,
}

impl<'a> YearEnd<'a> {
    fn of(
        book: &'a Book,
        grant: &'a Grant,
        decided: &[(Left, Fate)],
        new_key: impl Fn() -> i64,
    ) -> Self {
        let mut lines: Vec<_> = book
            .carried
            .iter()
            .filter(|held| held.grant == grant.id)
            .map(|held| (Some(held), Some(held.clone())))
            .collect();
        let next = lines
            .iter()
            .find_map(|(was, _)| book.grants.get(was.and_then(|was| was.into)?));
        for (left, fate) in decided {
            let held = book.carried.in_cell(left.line.cell(0));
            let now = Carried {
                id: held.map_or_else(|| CarriedId(new_key()), |held| held.id),
                grant: grant.id,
                priority_area: left.line.priority_area,
                amount: left.amount,
                fate: *fate,
                into: None,
                note: held.map_or_else(String::new, |held| held.note.clone()),
            };
            // Where nothing is left any more there is nothing to decide.
            let now = (left.amount != Pence::ZERO).then_some(now);
            match lines
                .iter_mut()
                .find(|(was, _)| *was == held && held.is_some())
            {
                Some(line) => line.1 = now,
                None => lines.push((None, now)),
            }
        }
        Self { grant, lines, next }
    }

    /// What was brought forward into the next year's grant, as it is held.
    fn before(&self) -> Vec<&Carried> {
        let next = self.next.map(|next| next.id);
        let lines = self.lines.iter().filter_map(|(was, _)| *was);
        lines
            .filter(|was| {
                was.fate == Fate::CarriedForward && was.into.is_some() && was.into == next
            })
            .collect()
    }

    /// What is to be brought forward.
    fn after(&self) -> Vec<&Carried> {
        let lines = self.lines.iter().filter_map(|(_, now)| now.as_ref());
        lines
            .filter(|now| now.fate == Fate::CarriedForward)
            .collect()
    }

    fn commands(
        mut self,
        book: &Book,
        new_key: impl Fn() -> i64,
    ) -> Result<Vec<Command>, Box<Problem>> {
        let (before, after) = (sum(&self.before()), sum(&self.after()));
        let worth = total(self.next.map(|next| next.amount).into_iter());
        let amount = total([less(worth, before), after].into_iter());
        if amount.is_negative() {
            return Err(Box::new(self.too_much(book, amount, less(worth, before))));
        }
        let mut commands = Vec::new();
        let into = match self.next {
            Some(next) => {
                let now = Grant {
                    amount,
                    note: if next.note == self.note(&self.before()) {
                        self.note(&self.after())
                    } else {
                        next.note.clone()
                    },
                    ..next.clone()
                };
                if now != *next {
                    commands.push(Edit::change(next, now).into());
                }
                Some(next.id)
            }
            None if amount > Pence::ZERO => {
                let now = self.brought_forward(GrantId(new_key()), amount);
                let id = now.id;
                commands.push(Edit::add(now).into());
                Some(id)
            }
            None => None,
        };
        for (was, now) in &mut self.lines {
            if let Some(now) = now
                && now.fate == Fate::CarriedForward
            {
                now.into = into;
            }
            match (was, now.take()) {
                (Some(was), Some(now)) if **was == now => {}
                (Some(was), Some(now)) => commands.push(Edit::change(*was, now).into()),
                (Some(was), None) => commands.push(Edit::remove(*was).into()),
                (None, Some(now)) => commands.push(Edit::add(now).into()),
                (None, None) => {}
            }
        }
        Ok(commands)
    }

    /// The grant of the next year that holds what is brought forward.
    fn brought_forward(&self, key: GrantId, amount: Pence) -> Grant {
        let grant = self.grant;
        Grant {
            id: key,
            name: format!("{}, brought forward from {}", grant.name, grant.year()),
            short: format!("{} b/f", grant.short),
            fiscal_year: grant.fiscal_year.saturating_add(1),
            amount,
            status: GrantStatus::Received,
            source: format!("Outturn of {}", grant.year()),
            note: self.note(&self.after()),
            ..grant.clone()
        }
    }

    /// `Two lines of 2001/02 underspent by £130, one line overspent by £30.`
    fn note(&self, lines: &[&Carried]) -> String {
        let side = |is_over: bool, word: &str, of: &str| {
            let side = || {
                lines
                    .iter()
                    .filter(|held| held.amount.is_negative() == is_over)
            };
            let sum = total(side().map(|held| held.amount)).abs();
            let lines = several(side().count(), "line");
            (side().count() > 0).then(|| format!("{lines}{of} {word} by {sum}"))
        };
        let of = format!(" of {}", self.grant.year());
        let under = side(false, "underspent", &of);
        let over = side(true, "overspent", if under.is_some() { "" } else { &of });
        let said: Vec<String> = under.into_iter().chain(over).collect();
        match &said[..] {
            [] => String::new(),
            said => format!("{}.", sentence(&said.join(", "))),
        }
    }

    /// The refusal of overspends that nothing brought forward can bear: how much of them, and what there is to lower.
    fn too_much(&self, book: &Book, amount: Pence, other: Pence) -> Problem {
        let after = self.after();
        let next = Period::Financial(self.grant.fiscal_year.saturating_add(1));
        let over = total(
            after
                .iter()
                .map(|held| held.amount)
                .filter(|amount| amount.is_negative()),
        );
        let over = over.abs();
        let under = after
            .iter()
            .map(|held| held.amount)
            .filter(|amount| !amount.is_negative());
        let has = total([other, total(under)].into_iter());
        Problem::refusal(
            "overspend-carried-nowhere",
            Place::Grant(self.grant.id),
            self.grant.title(book),
            format!("{over} overspent to be carried into {next}, against {has} brought forward"),
            format!(
                "{} has no grant of {next} that could be lowered by the other {}.",
                self.grant.short,
                amount.abs()
            ),
            "Decide it together with lines of the grant that have money left, or first move the spending to a line that another grant pays.",
        )
    }
}

fn sum(lines: &[&Carried]) -> Pence {
    total(lines.iter().map(|held| held.amount))
}
