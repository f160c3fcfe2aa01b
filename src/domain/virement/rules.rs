//! Every reason to refuse a move: what is missing from it, what its lines do not have, who has not approved it.
//!
//! Edges: a date outside the year is only pointed at, since years are put right after they end. Who approves is asked
//! last: while the amounts are wrong the approver may still change.

use std::collections::{BTreeMap, HashMap};

use crate::domain::book::Book;
use crate::domain::closing;
use crate::domain::grant::LineStatus;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::{allocation, latest, less, total};
use crate::domain::id::GrantId;
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};
use crate::domain::record::Record;
use crate::domain::virement::{Virement, VirementLine};

impl Virement {
    /// What would be wrong with the plan if it held this move.
    pub(super) fn refusals(&self, book: &Book) -> Vec<Problem> {
        let mut problems = closing::change(book, self, |held| Some(held.fiscal_year));
        problems.extend(self.unsaid(book));
        for (n, part) in self.lines.iter().enumerate() {
            problems.extend(self.part(book, n, part));
        }
        problems.extend(self.shortfalls(book));
        problems.extend(self.balance(book));
        if problems.is_empty() {
            problems.extend(self.approval(book));
        }
        problems.extend(self.dated_outside(book));
        problems
    }

    /// What stands in the way of taking it back: a closed year or line, or money that has been moved on since.
    pub(super) fn removal_refusals(&self, book: &Book) -> Vec<Problem> {
        let mut problems = closing::removal(book, self, |held| Some(held.fiscal_year));
        let latest = latest(book);
        for part in &self.lines {
            problems.extend(self.closed_line(book, part));
            let held = match part.line() {
                Some(line) => latest.get(&line).copied().unwrap_or_default(),
                None => book.grants.get(part.grant).map_or(Pence::ZERO, |held| {
                    not_allocated(&latest, part.grant, held.amount)
                }),
            };
            if part.amount > held.max(Pence::ZERO) {
                problems.push(self.refused(
                    book,
                    "virement-relied-on",
                    format!(
                        "{} taken back from {}, which has {held}",
                        part.amount,
                        part.name(book)
                    ),
                    "What this move brought has been moved on or allocated since.",
                    "Take the later moves back first, or lower a line of the grant.",
                ));
            }
        }
        problems
    }

    /// A part of a line that is closed.
    fn closed_line(&self, book: &Book, part: &VirementLine) -> Option<Problem> {
        let line = part.line()?;
        let held = allocation(book, line.grant, line.priority_area)?;
        (held.status == LineStatus::Closed).then(|| {
            self.refused(
                book,
                "line-closed",
                format!("{}, which is closed", part.name(book)),
                "A closed line stays as it was reported.",
                "Open the line again with a reason, or leave it out of the move.",
            )
        })
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

    /// A reason, and anything moved at all.
    fn unsaid(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.reason.trim().is_empty() {
            problems.push(self.refused(
                book,
                "reason-missing",
                "no reason",
                "Moved money is asked about long after it was moved.",
                "Write why it is moved.",
            ));
        }
        if self.lines.iter().all(|part| part.amount == Pence::ZERO) {
            problems.push(self.refused(
                book,
                "virement-empty",
                "nothing is moved",
                "A virement takes money from one line and gives it to another.",
                "Enter what at least two lines gain or give up.",
            ));
        }
        problems
    }

    /// What is wrong with one part by itself.
    fn part(&self, book: &Book, n: usize, part: &VirementLine) -> Vec<Problem> {
        let mut problems = Vec::new();
        let name = part.name(book);
        let year = book.grants.get(part.grant).map(|held| held.fiscal_year);
        let is_known = part
            .priority_area
            .is_none_or(|area| book.priority_areas.get(area).is_some());
        if year != Some(self.fiscal_year) || !is_known {
            let year = Period::Financial(self.fiscal_year);
            problems.push(self.refused(
                book,
                "unknown-line",
                format!("{name}, which is not of {year}"),
                "A virement moves one year’s money.",
                "Choose lines of the year.",
            ));
        }
        let place = (part.grant, part.priority_area);
        let mut before = self.lines.iter().take(n);
        if before.any(|other| (other.grant, other.priority_area) == place) {
            problems.push(self.refused(
                book,
                "same-line",
                format!("{name}, a second time"),
                "One line has one part in a virement.",
                "Put the two amounts together.",
            ));
        }
        if book.virements.get(self.id) != Some(self) {
            problems.extend(self.closed_line(book, part));
        }
        problems
    }

    /// Lines, and grants' unallocated money, that would be left with less than nothing. A move that is changed counts
    /// for what it changes.
    fn shortfalls(&self, book: &Book) -> Vec<Problem> {
        let mut given: BTreeMap<(GrantId, Option<_>), i128> = BTreeMap::new();
        for part in &self.lines {
            let sum = given.entry((part.grant, part.priority_area)).or_default();
            *sum += i128::from(part.amount.0);
        }
        let was = book.virements.get(self.id);
        for part in was.into_iter().flat_map(|held| &held.lines) {
            let sum = given.entry((part.grant, part.priority_area)).or_default();
            *sum -= i128::from(part.amount.0);
        }
        let latest = latest(book);
        let mut problems = Vec::new();
        for ((grant, priority_area), change) in given {
            let held = match priority_area {
                Some(area) => latest
                    .get(&LineAt::new(grant, area))
                    .copied()
                    .unwrap_or_default(),
                None => self.unallocated(book, &latest, grant),
            };
            let after = i128::from(held.0) + change;
            let part = VirementLine {
                grant,
                priority_area,
                amount: Pence(i64::try_from(-change).unwrap_or(i64::MAX)),
            };
            if change < 0 && after < 0 {
                problems.push(self.too_little(book, &part, held));
            } else if i64::try_from(after).is_err() {
                problems.push(self.refused(
                    book,
                    "amount-too-large",
                    format!("{} with more than can be counted", part.name(book)),
                    "Amounts are counted up to about £92 thousand million million.",
                    "Enter a smaller amount.",
                ));
            }
        }
        problems
    }

    fn too_little(&self, book: &Book, part: &VirementLine, held: Pence) -> Problem {
        let why = if part.priority_area.is_some() {
            "A line cannot give up more than it has."
        } else {
            "A grant has only so much that no line has."
        };
        let remedy = if held > Pence::ZERO {
            format!("Take {held} or less.")
        } else {
            "Take it from somewhere else.".to_owned()
        };
        self.refused(
            book,
            "virement-below-zero",
            format!(
                "{} taken from {}, which has {held}",
                part.amount,
                part.name(book)
            ),
            why,
            remedy,
        )
    }

    /// What of a grant no line has. A scenario that is made the plan changes what grants are worth in the same step.
    fn unallocated(&self, book: &Book, latest: &HashMap<LineAt, Pence>, grant: GrantId) -> Pence {
        let Some(held) = book.grants.get(grant) else {
            return Pence::ZERO;
        };
        let scenario = book.scenarios.iter().find(|scenario| {
            scenario.fiscal_year == self.fiscal_year && scenario.name == self.scenario
        });
        let worth = scenario.map_or(held.amount, |scenario| scenario.worth(held));
        not_allocated(latest, grant, worth)
    }

    fn balance(&self, book: &Book) -> Vec<Problem> {
        let said = |(grant, sum): (GrantId, Pence)| {
            let name = book.grants.get(grant).map_or("?", |held| &held.short);
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

    fn approval(&self, book: &Book) -> Vec<Problem> {
        let Some((scheme, post)) = book.scheme.first().zip(self.must_approve(book)) else {
            return Vec::new();
        };
        let mut problems = Vec::new();
        if self.approver.trim() != post.trim() {
            let given = match self.approver.trim() {
                "" => "nobody".to_owned(),
                other => format!("“{other}”"),
            };
            let size = self.counted(book, scheme).words();
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

    fn dated_outside(&self, book: &Book) -> Option<Problem> {
        let year = Period::Financial(self.fiscal_year);
        let is_inside = (year.start()..=year.end()).contains(&self.made_on);
        (!is_inside).then(|| {
            let problem = self.refused(
                book,
                "date-outside-year",
                format!("{} is not in {year}", Period::AsAt(self.made_on)),
                "A move is usually decided in the year whose money it moves.",
                "Correct the date, or leave it if it was decided then.",
            );
            problem.severity(Severity::Warning)
        })
    }
}

/// What no line has of a grant that is worth so much.
fn not_allocated(latest: &HashMap<LineAt, Pence>, grant: GrantId, worth: Pence) -> Pence {
    let lines = latest.iter().filter(|(line, _)| line.grant == grant);
    less(worth, total(lines.map(|(_, amount)| *amount)))
}
