//! Money moved from lines to other lines after the budget was approved, with its reason and who approved it.
//!
//! A virement moves money and makes none: what it takes and gives must be equal within each grant, since a grant's money
//! stays that grant's. Money that no line has is a line of its own here, so that it too can be moved.
//!
//! Edges: the approver is found by the council's [`Scheme`]; without one any name will do. Where the scheme counts a
//! line's moves of the year together, an amount split into small ones still meets the larger band.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::closing;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::kinds::kinds;
use crate::domain::grant::position::{latest, total};
use crate::domain::grant::{Grant, Nature};
use crate::domain::id::{GrantId, ObjectiveId, PriorityAreaId, VirementId};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;
use crate::domain::scheme::{Kind, Scheme};

kinds! {
    /// How long a move lasts.
    Lasting {
        /// For this year alone.
        ThisYear = "this year",
        /// For good: next year's plan begins with it.
        Permanent = "permanent",
    }
}

/// One line's part in a virement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VirementLine {
    /// The grant whose money it is.
    pub grant: GrantId,
    /// The priority area; none for the grant's money that no line has.
    #[serde(rename = "area")]
    pub priority_area: Option<PriorityAreaId>,
    /// What it gains; below nought what it gives up.
    #[serde(rename = "pence")]
    pub amount: Pence,
}

impl VirementLine {
    /// The line, if it is one.
    #[must_use]
    pub fn line(&self) -> Option<LineAt> {
        Some(LineAt::new(self.grant, self.priority_area?))
    }

    /// `Assessment, from Main`, or `Main, not allocated`.
    #[must_use]
    pub fn name(&self, book: &Book) -> String {
        self.line().map_or_else(
            || {
                let grant = book.grants.get(self.grant).map_or("?", |held| &held.short);
                format!("{grant}, not allocated")
            },
            |line| line.name(book),
        )
    }
}

/// A recorded move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Virement {
    /// Its key.
    pub id: VirementId,
    /// The year in which the fiscal year begins.
    pub fiscal_year: i16,
    /// When it was decided.
    pub made_on: Date,
    /// Why.
    pub reason: String,
    /// The post that approved it, as the scheme names it.
    pub approver: String,
    /// The officer in that post.
    pub approved_by: String,
    /// How long it lasts.
    pub lasting: Lasting,
    /// What each line gains or gives up.
    pub lines: Vec<VirementLine>,
    /// The scenario it makes real; empty for none.
    pub scenario: String,
}

impl Virement {
    /// What is moved: the sum of what lines gain.
    #[must_use]
    pub fn size(&self) -> Pence {
        total(
            self.lines
                .iter()
                .map(|part| part.amount)
                .filter(|amount| !amount.is_negative()),
        )
    }

    /// The size that decides who approves: with a cumulative scheme the most that any line of it has had moved in or out
    /// in the year, this move counted.
    #[must_use]
    pub fn size_to_approve(&self, book: &Book, scheme: &Scheme) -> Pence {
        if !scheme.is_cumulative {
            return self.size();
        }
        let moved = |virement: &Self, line: LineAt| {
            total(
                virement
                    .lines
                    .iter()
                    .filter(|part| part.line() == Some(line))
                    .map(|part| part.amount.abs()),
            )
        };
        let before = |line: LineAt| {
            total(
                book.virements
                    .iter()
                    .filter(|held| held.id != self.id && held.fiscal_year == self.fiscal_year)
                    .map(|held| moved(held, line)),
            )
        };
        self.lines
            .iter()
            .filter_map(VirementLine::line)
            .map(|line| Pence(before(line).0.saturating_add(moved(self, line).0)))
            .max()
            .unwrap_or(Pence::ZERO)
            .max(self.size())
    }

    /// What sort of move it is.
    #[must_use]
    pub fn kind(&self, book: &Book) -> Kind {
        let grants = self
            .lines
            .iter()
            .filter_map(|part| book.grants.get(part.grant));
        let is_capital = |grant: &Grant| grant.nature == Nature::Capital;
        let mut serves: Vec<Option<ObjectiveId>> = self
            .lines
            .iter()
            .filter_map(|part| book.priority_areas.get(part.priority_area?))
            .map(|area| area.objective)
            .collect();
        serves.dedup();
        Kind {
            is_same_service: serves.len() <= 1 && serves.iter().all(Option::is_some),
            nature: if grants.into_iter().any(is_capital) {
                Nature::Capital
            } else {
                Nature::Revenue
            },
            lasting: self.lasting,
        }
    }

    /// The post that must approve it under the council's scheme; none without a scheme.
    #[must_use]
    pub fn must_approve<'a>(&self, book: &'a Book) -> Option<&'a str> {
        let scheme = book.scheme.first()?;
        let size = self.size_to_approve(book, scheme);
        let band = scheme.band(size, self.kind(book))?;
        Some(&band.approver)
    }

    /// What each grant's parts sum to where that is not nought.
    #[must_use]
    pub fn out_of_balance(&self) -> Vec<(GrantId, Pence)> {
        let mut sums: BTreeMap<GrantId, i128> = BTreeMap::new();
        for part in &self.lines {
            *sums.entry(part.grant).or_default() += i128::from(part.amount.0);
        }
        let held = |sum: i128| Pence(i64::try_from(sum).unwrap_or(i64::MAX));
        sums.into_iter()
            .filter(|(_, sum)| *sum != 0)
            .map(|(grant, sum)| (grant, held(sum)))
            .collect()
    }

    fn refused(
        &self,
        book: &Book,
        kind: &'static str,
        what: impl Into<String>,
        why: &str,
        remedy: impl Into<String>,
    ) -> Problem {
        Problem::refusal(kind, self.place(book), self.title(book), what, why, remedy)
    }

    fn balance(&self, book: &Book) -> Vec<Problem> {
        let said = |(grant, sum): (GrantId, Pence)| {
            let name = book
                .grants
                .get(grant)
                .map_or("?", |held| held.short.as_str());
            let (what, remedy) = if sum.is_negative() {
                ("gives up more than it gains", "Give")
            } else {
                ("gains more than it gives up", "Take")
            };
            let by = sum.abs();
            self.refused(
                book,
                "virement-unbalanced",
                format!("{name} {what}, by {by}"),
                "A virement moves money and makes none, within each grant.",
                format!("{remedy} {by} more, or use the grant’s money that is not allocated."),
            )
        };
        self.out_of_balance().into_iter().map(said).collect()
    }

    fn parts(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mine = book.virements.get(self.id);
        let latest = latest(book);
        for (n, part) in self.lines.iter().enumerate() {
            let name = part.name(book);
            let year = book.grants.get(part.grant).map(|held| held.fiscal_year);
            if year != Some(self.fiscal_year) {
                problems.push(self.refused(
                    book,
                    "unknown-line",
                    format!(
                        "{name}, which is not of {}",
                        Period::Financial(self.fiscal_year)
                    ),
                    "A virement moves one year’s money.",
                    "Choose lines of the year.",
                ));
            }
            let is_again = self.lines[..n].iter().any(|other| {
                (other.grant, other.priority_area) == (part.grant, part.priority_area)
            });
            if is_again {
                problems.push(self.refused(
                    book,
                    "same-line",
                    format!("{name}, a second time"),
                    "One line has one part in a virement.",
                    "Put the two amounts together.",
                ));
            }
            let Some(line) = part.line() else { continue };
            let undone = mine
                .into_iter()
                .flat_map(|held| &held.lines)
                .filter(|other| other.line() == Some(line))
                .map(|other| other.amount);
            let held = latest.get(&line).copied().unwrap_or(Pence::ZERO);
            let held = Pence(held.0.saturating_sub(total(undone).0));
            let after = Pence(held.0.saturating_add(part.amount.0));
            if after.is_negative() && part.amount.is_negative() {
                problems.push(self.refused(
                    book,
                    "virement-below-zero",
                    format!("{} taken from {name}, which has {held}", part.amount.abs()),
                    "A line cannot give up more than it has.",
                    format!("Take {held} or less."),
                ));
            }
        }
        problems
    }

    fn approval(&self, book: &Book) -> Vec<Problem> {
        let Some(scheme) = book.scheme.first() else {
            return Vec::new();
        };
        let size = self.size_to_approve(book, scheme);
        let Some(post) = self.must_approve(book) else {
            return Vec::new();
        };
        let mut problems = Vec::new();
        if self.approver.trim() != post.trim() {
            let given = if self.approver.trim().is_empty() {
                "nobody".to_owned()
            } else {
                format!("“{}”", self.approver)
            };
            problems.push(self.refused(
                book,
                "approver-wrong",
                format!("approved by {given}; {size} is for “{post}”"),
                "The scheme says who approves a move of this size and kind.",
                format!("Have it approved by “{post}”."),
            ));
        }
        if self.approved_by.trim().is_empty() {
            problems.push(self.refused(
                book,
                "approver-missing",
                "no name of an approver",
                "Whoever reads it later must be able to ask the person who approved it.",
                format!("Write the name of the “{post}” who approved it."),
            ));
        }
        problems
    }
}

impl Record for Virement {
    type Id = VirementId;
    const NOUN: &'static str = "virement";

    fn id(&self) -> VirementId {
        self.id
    }

    fn find(book: &Book, id: VirementId) -> Option<&Self> {
        book.virements.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Virement of {}", self.size())
    }

    fn shown(&self, _book: &Book) -> String {
        format!(
            "{} between {}: {}",
            self.size(),
            several(self.lines.len(), "line"),
            self.reason
        )
    }

    fn place(&self, _book: &Book) -> Place {
        Place::FiscalYear(self.fiscal_year)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems: Vec<Problem> =
            closing::refusal(book, self.fiscal_year, None, &self.place(book))
                .into_iter()
                .collect();
        if self.reason.trim().is_empty() {
            problems.push(self.refused(
                book,
                "reason-missing",
                "no reason",
                "Moved money is asked about long after it was moved.",
                "Write why it is moved.",
            ));
        }
        if self.size() == Pence::ZERO {
            problems.push(self.refused(
                book,
                "virement-empty",
                "nothing is moved",
                "A virement takes money from one line and gives it to another.",
                "Enter what at least two lines gain or give up.",
            ));
        }
        problems.extend(self.parts(book));
        problems.extend(self.balance(book));
        if problems.is_empty() {
            problems.extend(self.approval(book));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        closing::refusal(book, self.fiscal_year, None, &self.place(book))
            .into_iter()
            .collect()
    }
}
