//! Named what-ifs: a copy of a year's grants and lines that can be changed freely, set beside the plan, and made the plan
//! by one recorded virement.
//!
//! Edges: a line that the scenario does not name has nothing in it. Grants keep their own amounts unless the scenario
//! says otherwise.

pub mod compare;
pub mod suppose;

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::grant::Grant;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::{YearPosition, latest, total};
use crate::domain::id::{GrantId, PriorityAreaId, ScenarioId};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::{Edit, Record};
use crate::domain::virement::{Virement, VirementLine};

/// What a grant would be worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioGrant {
    /// The grant.
    pub grant: GrantId,
    /// Its amount.
    #[serde(rename = "pence")]
    pub amount: Pence,
}

/// What a line would be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioLine {
    /// The grant that would pay.
    pub grant: GrantId,
    /// What it would pay for.
    #[serde(rename = "area")]
    pub priority_area: PriorityAreaId,
    /// How much.
    #[serde(rename = "pence")]
    pub amount: Pence,
}

/// A what-if.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its key.
    pub id: ScenarioId,
    /// The year in which the fiscal year begins.
    pub fiscal_year: i16,
    /// Its name: `Grant 5 % lower`.
    pub name: String,
    /// What it supposes.
    pub about: String,
    /// The grants, each once.
    pub grants: Vec<ScenarioGrant>,
    /// The lines that have money, each once.
    pub lines: Vec<ScenarioLine>,
    /// Where it stands among the others.
    pub position: i64,
}

impl Scenario {
    /// The plan of a year as it stands, under a name.
    #[must_use]
    pub fn copy_of(book: &Book, fiscal_year: i16, id: ScenarioId, name: &str) -> Self {
        let position = YearPosition::of(book, fiscal_year, None);
        let lines = position.lines.iter().flat_map(|line| {
            let area = line.priority_area;
            let cells = position.grants.iter().zip(&line.cells);
            cells.filter_map(move |(sums, cell)| {
                cell.map(|amount| ScenarioLine {
                    grant: sums.grant,
                    priority_area: area,
                    amount,
                })
            })
        });
        let last = book.scenarios.iter().map(|held| held.position).max();
        Self {
            id,
            fiscal_year,
            name: name.to_owned(),
            about: String::new(),
            grants: position
                .grants
                .iter()
                .map(|sums| ScenarioGrant {
                    grant: sums.grant,
                    amount: sums.amount,
                })
                .collect(),
            lines: lines.collect(),
            position: last.map_or(1, |last| last.saturating_add(1)),
        }
    }

    /// What a line has in it; nothing where it is not named.
    #[must_use]
    pub fn amount(&self, line: LineAt) -> Option<Pence> {
        let held = self
            .lines
            .iter()
            .find(|held| (held.grant, held.priority_area) == (line.grant, line.priority_area));
        held.map(|held| held.amount)
    }

    /// What every line that it names has in it.
    #[must_use]
    pub fn by_line(&self) -> HashMap<LineAt, Pence> {
        let at = |held: &ScenarioLine| LineAt::new(held.grant, held.priority_area);
        self.lines
            .iter()
            .map(|held| (at(held), held.amount))
            .collect()
    }

    /// What a grant is worth in it: the plan's amount where it is not named.
    #[must_use]
    pub fn worth(&self, grant: &Grant) -> Pence {
        let held = self.grants.iter().find(|held| held.grant == grant.id);
        held.map_or(grant.amount, |held| held.amount)
    }

    /// What its lines take from a grant.
    #[must_use]
    pub fn allocated(&self, grant: GrantId) -> Pence {
        total(
            self.lines
                .iter()
                .filter(|held| held.grant == grant)
                .map(|held| held.amount),
        )
    }

    /// The scenario with one line set; an amount of none takes the line out.
    #[must_use]
    pub fn with(mut self, line: LineAt, amount: Option<Pence>) -> Self {
        let is_it = |held: &ScenarioLine| {
            (held.grant, held.priority_area) == (line.grant, line.priority_area)
        };
        match (self.lines.iter_mut().find(|held| is_it(held)), amount) {
            (Some(held), Some(amount)) => held.amount = amount,
            (Some(_), None) => self.lines.retain(|held| !is_it(held)),
            (None, Some(amount)) => self.lines.push(ScenarioLine {
                grant: line.grant,
                priority_area: line.priority_area,
                amount,
            }),
            (None, None) => {}
        }
        self
    }

    /// The scenario with one grant worth so much.
    #[must_use]
    pub fn with_grant(mut self, grant: GrantId, amount: Pence) -> Self {
        match self.grants.iter_mut().find(|held| held.grant == grant) {
            Some(held) => held.amount = amount,
            None => self.grants.push(ScenarioGrant { grant, amount }),
        }
        self
    }

    /// What must be moved to make it the plan, line by line, with what each grant's unallocated money gains or gives up.
    #[must_use]
    pub fn moves(&self, book: &Book) -> Vec<VirementLine> {
        let latest = latest(book);
        let is_of_year = |grant: GrantId| {
            book.grants
                .get(grant)
                .is_some_and(|held| held.fiscal_year == self.fiscal_year)
        };
        let named = self
            .lines
            .iter()
            .map(|held| LineAt::new(held.grant, held.priority_area));
        let lines: BTreeSet<LineAt> = latest
            .keys()
            .copied()
            .chain(named)
            .filter(|line| is_of_year(line.grant))
            .collect();
        let mine = self.by_line();
        let mut moves: Vec<VirementLine> = lines
            .into_iter()
            .filter_map(|line| {
                let now = latest.get(&line).copied().unwrap_or(Pence::ZERO);
                let wanted = mine.get(&line).copied().unwrap_or(Pence::ZERO);
                let amount = Pence(wanted.0.saturating_sub(now.0));
                (amount != Pence::ZERO).then_some(VirementLine {
                    grant: line.grant,
                    priority_area: Some(line.priority_area),
                    amount,
                })
            })
            .collect();
        for grant in book.grants.iter().filter(|held| is_of_year(held.id)) {
            let moved = total(
                moves
                    .iter()
                    .filter(|part| part.grant == grant.id)
                    .map(|part| part.amount),
            );
            if moved != Pence::ZERO {
                moves.push(VirementLine {
                    grant: grant.id,
                    priority_area: None,
                    amount: Pence(moved.0.saturating_neg()),
                });
            }
        }
        moves
    }

    /// The change that makes it the plan: the grants' new amounts, and one virement with everything else that is said of
    /// it in `virement`.
    #[must_use]
    pub fn promote(&self, book: &Book, virement: Virement) -> Command {
        let mut commands: Vec<Command> = book
            .grants
            .iter()
            .filter(|grant| grant.fiscal_year == self.fiscal_year)
            .filter(|grant| self.worth(grant) != grant.amount)
            .map(|grant| {
                let amount = self.worth(grant);
                let now = Grant {
                    amount,
                    ..grant.clone()
                };
                Edit::change(grant, now).into()
            })
            .collect();
        let virement = Virement {
            fiscal_year: self.fiscal_year,
            lines: self.moves(book),
            scenario: self.name.clone(),
            ..virement
        };
        if !virement.lines.is_empty() {
            commands.push(Edit::add(virement).into());
        }
        Command::several(format!("Make “{}” the plan", self.name), commands)
    }
}

impl Record for Scenario {
    type Id = ScenarioId;
    const NOUN: &'static str = "scenario";

    fn id(&self) -> ScenarioId {
        self.id
    }

    fn find(book: &Book, id: ScenarioId) -> Option<&Self> {
        book.scenarios.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!(
            "Scenario “{}” {}",
            self.name,
            Period::Financial(self.fiscal_year)
        )
    }

    fn shown(&self, _book: &Book) -> String {
        let sum = total(self.lines.iter().map(|held| held.amount));
        format!("{} on {} lines", sum, self.lines.len())
    }

    fn place(&self, _book: &Book) -> Place {
        Place::FiscalYear(self.fiscal_year)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(name_empty(self.place(book), "Scenario, name"));
        }
        let twin = book.scenarios.iter().any(|other| {
            other.id != self.id && other.name == self.name && other.fiscal_year == self.fiscal_year
        });
        if twin {
            problems.push(Problem::refusal(
                "same-name",
                self.place(book),
                self.title(book),
                "a second scenario of this name",
                "Two scenarios of one name cannot be told apart.",
                "Give it another name.",
            ));
        }
        let below = |amount: &Pence| amount.is_negative();
        let lines = self.lines.iter().map(|held| held.amount);
        let grants = self.grants.iter().map(|held| held.amount);
        if let Some(amount) = lines.chain(grants).find(below) {
            problems.push(Problem::refusal(
                "amount-below-zero",
                self.place(book),
                self.title(book),
                amount.to_string(),
                "No line or grant is less than nothing.",
                "Enter nought or more.",
            ));
        }
        problems.extend(self.strangers(book));
        problems
    }
}

impl Scenario {
    /// Grants and lines that are not of its year, and those that it names twice.
    fn strangers(&self, book: &Book) -> Vec<Problem> {
        let is_of_year = |grant: GrantId| {
            let held = book.grants.get(grant);
            held.is_some_and(|held| held.fiscal_year == self.fiscal_year)
        };
        let mut seen: HashSet<(GrantId, Option<PriorityAreaId>)> = HashSet::new();
        let lines = self
            .lines
            .iter()
            .map(|held| (held.grant, Some(held.priority_area)));
        let grants = self.grants.iter().map(|held| (held.grant, None));
        for (grant, area) in grants.chain(lines) {
            let is_there = area.is_none_or(|area| book.priority_areas.get(area).is_some());
            let name = area.map_or_else(
                || {
                    let held = book.grants.get(grant);
                    held.map_or_else(|| "?".to_owned(), |held| held.short.clone())
                },
                |area| LineAt::new(grant, area).name(book),
            );
            if !is_of_year(grant) || !is_there {
                return vec![Problem::refusal(
                    "unknown-line",
                    self.place(book),
                    self.title(book),
                    format!(
                        "{name}, which is not of {}",
                        Period::Financial(self.fiscal_year)
                    ),
                    "A scenario is of one year’s grants and lines.",
                    "Choose lines of the year.",
                )];
            }
            if !seen.insert((grant, area)) {
                return vec![Problem::refusal(
                    "same-line",
                    self.place(book),
                    self.title(book),
                    format!("{name}, a second time"),
                    "A scenario names each grant and each line once.",
                    "Put the two amounts together.",
                )];
            }
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
