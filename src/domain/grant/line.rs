//! What grants pay for: priority areas, allocations, and the named parts of an allocation.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::closing;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::{AreaNature, LineStatus, at};
use crate::domain::id::{AllocationId, GrantId, ObjectiveId, OfWhichId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::objective::serves;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// What money is spent on: a line of the plan, the same from year to year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorityArea {
    /// Its key.
    pub id: PriorityAreaId,
    /// Its name.
    pub name: String,
    /// The objective it serves first: its money counts under this one alone.
    pub objective: Option<ObjectiveId>,
    /// Other objectives that it serves too: they share in its money, which is never added twice.
    pub also: Vec<ObjectiveId>,
    /// What it is made of.
    pub nature: AreaNature,
    /// Where it stands in the list.
    pub position: i64,
}

/// What one grant pays for one priority area in the grant's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Its key.
    pub id: AllocationId,
    /// The grant that pays.
    pub grant: GrantId,
    /// What it pays for.
    pub priority_area: PriorityAreaId,
    /// How much the plan gave it. Once approved this is the original budget, which stays: virements stand apart, and
    /// [`crate::domain::grant::position::latest`] adds them.
    pub amount: Pence,
    /// How firm it is.
    pub status: LineStatus,
    /// Why it was opened again after it was approved or closed; empty if it never was.
    pub reopened: String,
    /// The objective that this money serves, where it is not the priority area's own.
    pub objective: Option<ObjectiveId>,
    /// The first day covered, where it is not the whole year.
    pub from: Option<Date>,
    /// The last day covered, where it is not the whole year.
    pub to: Option<Date>,
    /// Anything else.
    pub note: String,
}

impl Allocation {
    /// A planned amount for the whole year, and nothing else said of it.
    #[must_use]
    pub fn planned(
        id: AllocationId,
        grant: GrantId,
        priority_area: PriorityAreaId,
        amount: Pence,
    ) -> Self {
        Self {
            id,
            grant,
            priority_area,
            amount,
            status: LineStatus::Planned,
            reopened: String::new(),
            objective: None,
            from: None,
            to: None,
            note: String::new(),
        }
    }

    /// Whether the line covers less than its year.
    #[must_use]
    pub fn is_part_year(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }
}

/// A named part of an allocation: "of which adoption".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfWhich {
    /// Its key.
    pub id: OfWhichId,
    /// The allocation it is part of.
    pub allocation: AllocationId,
    /// What it is for.
    pub name: String,
    /// How much.
    pub amount: Pence,
}

impl PriorityArea {
    /// Whether it serves the objective, first or too.
    #[must_use]
    pub fn serves(&self, objective: ObjectiveId) -> bool {
        serves(self.objective, &self.also, objective)
    }
}

impl Record for PriorityArea {
    type Id = PriorityAreaId;
    const NOUN: &'static str = "priority area";

    fn id(&self) -> PriorityAreaId {
        self.id
    }

    fn find(book: &Book, id: PriorityAreaId) -> Option<&Self> {
        book.priority_areas.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Priority area {}", self.name)
    }

    fn shown(&self, _book: &Book) -> String {
        self.name.clone()
    }

    fn place(&self, book: &Book) -> Place {
        Place::PriorityArea(
            self.id,
            book.fiscal_years().first().copied().unwrap_or(2000),
        )
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Priority area, name"));
        }
        if book
            .priority_areas
            .iter()
            .any(|other| other.id != self.id && other.name == self.name)
        {
            problems.push(Problem::refusal(
                "same-name",
                place,
                "Priority area, name",
                format!("“{}” is there already", self.name),
                "Two lines of one name cannot be told apart.",
                "Give it another name, or use the one that is there.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .allocations
            .iter()
            .filter(|allocation| allocation.priority_area == self.id)
            .count();
        if n == 0 {
            return at::in_use(book, self.place(book), self.title(book), |_, area| {
                area == Some(self.id)
            });
        }
        vec![Problem::refusal(
            "in-use",
            self.place(book),
            self.title(book),
            format!("{} to it", several(n, "allocation")),
            "That money would have no line.",
            "Clear or move its allocations first.",
        )]
    }
}

impl Record for Allocation {
    type Id = AllocationId;
    const NOUN: &'static str = "allocation";

    fn id(&self) -> AllocationId {
        self.id
    }

    fn find(book: &Book, id: AllocationId) -> Option<&Self> {
        book.allocations.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let area = book
            .priority_areas
            .get(self.priority_area)
            .map_or("?", |area| &area.name);
        let grant = book
            .grants
            .get(self.grant)
            .map_or("?", |grant| &grant.short);
        format!("Amount for {area} from {grant}")
    }

    fn shown(&self, _book: &Book) -> String {
        self.amount.to_string()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Allocation(self.grant, self.priority_area)
    }

    fn cell(&self) -> Option<[i64; 3]> {
        Some(LineAt::new(self.grant, self.priority_area).cell(0))
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let location = self.title(book);
        let mut problems = Vec::new();
        if book.grants.get(self.grant).is_none()
            || book.priority_areas.get(self.priority_area).is_none()
        {
            problems.push(Problem::refusal(
                "unknown-line",
                place.clone(),
                location.clone(),
                "a grant or priority area that is not there",
                "Money goes from a grant to a priority area.",
                "Choose both from the grid.",
            ));
        }
        problems.extend(self.frozen(book));
        if self.amount.is_negative() {
            problems.push(Problem::refusal(
                "amount-below-zero",
                place.clone(),
                location.clone(),
                self.amount.to_string(),
                "A line is not paid less than nothing.",
                "Enter nought or more; to take money from a line, lower its amount.",
            ));
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to < from
        {
            problems.push(Problem::refusal(
                "dates-reversed",
                place.clone(),
                location.clone(),
                format!("from {from} to {to}"),
                "It would end before it begins.",
                "Exchange the two dates.",
            ));
        }
        if book.allocations.twin(self).is_some() {
            problems.push(Problem::refusal(
                "same-line",
                place,
                location,
                "a second amount in one cell",
                "A grant pays a priority area once in its year.",
                "Change the amount that is there.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .of_which
            .iter()
            .filter(|part| part.allocation == self.id)
            .count();
        let closed = closing::removal(book, self, |held| held.fiscal_year(book));
        if !closed.is_empty() {
            return closed;
        }
        if self.status.is_frozen() {
            return vec![self.is_frozen(book, "its removal")];
        }
        if n == 0 {
            return at::in_use(book, self.place(book), self.title(book), |grant, area| {
                grant == self.grant && area == Some(self.priority_area)
            });
        }
        vec![Problem::refusal(
            "in-use",
            self.place(book),
            self.title(book),
            format!("{} inside it", several(n, "“of which” line")),
            "They would be part of nothing.",
            "Remove them first, or set the amount to 0.",
        )]
    }
}

impl Allocation {
    /// Why this change of a line that is approved or closed, or of a closed year, is refused.
    fn frozen(&self, book: &Book) -> Vec<Problem> {
        let held = book.allocations.get(self.id);
        let mut problems = closing::change(book, self, |held| held.fiscal_year(book));
        let Some(held) = held.filter(|held| held.status.is_frozen()) else {
            return problems;
        };
        if !self.status.is_frozen() {
            let is_said = !self.reopened.trim().is_empty() && self.reopened != held.reopened;
            if !is_said {
                problems.push(Problem::refusal(
                    "reason-missing",
                    self.place(book),
                    self.title(book),
                    format!("{} again without a reason", self.status.word()),
                    "An approved line is opened again only with a reason, which stays with it.",
                    "Write why it is opened again.",
                ));
            }
        } else if self.approved() != held.approved() {
            problems.push(self.is_frozen(book, &self.shown(book)));
        }
        problems
    }

    /// What was approved: who pays how much for what, and from when to when.
    fn approved(&self) -> (LineAt, Pence, Option<Date>, Option<Date>) {
        let line = LineAt::new(self.grant, self.priority_area);
        (line, self.amount, self.from, self.to)
    }

    /// The year in which the fiscal year of its grant begins.
    fn fiscal_year(&self, book: &Book) -> Option<i16> {
        LineAt::new(self.grant, self.priority_area).fiscal_year(book)
    }

    fn is_frozen(&self, book: &Book, asked: &str) -> Problem {
        Problem::refusal(
            "line-approved",
            self.place(book),
            self.title(book),
            format!("{asked}, while the line is {}", self.status.word()),
            "The original budget stays as it was approved.",
            "Move money by a virement, or open the line again with a reason.",
        )
    }
}

impl Record for OfWhich {
    type Id = OfWhichId;
    const NOUN: &'static str = "of-which line";

    fn id(&self) -> OfWhichId {
        self.id
    }

    fn find(book: &Book, id: OfWhichId) -> Option<&Self> {
        book.of_which.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Of which {}", self.name)
    }

    fn shown(&self, _book: &Book) -> String {
        self.amount.to_string()
    }

    fn place(&self, book: &Book) -> Place {
        book.allocations
            .get(self.allocation)
            .map_or(Place::Plan, |allocation| allocation.place(book))
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = closing::change(book, self, |held| held.fiscal_year(book));
        if self.name.trim().is_empty() {
            problems.push(name_empty(self.place(book), "Of which, name"));
        }
        if self.amount.is_negative() {
            problems.push(Problem::refusal(
                "amount-below-zero",
                self.place(book),
                self.title(book),
                self.amount.to_string(),
                "A part is not less than nothing.",
                "Enter nought or more.",
            ));
        }
        problems
    }
    fn in_use(&self, book: &Book) -> Vec<Problem> {
        closing::removal(book, self, |held| held.fiscal_year(book))
    }
}

impl OfWhich {
    /// The year in which the fiscal year of its line begins.
    fn fiscal_year(&self, book: &Book) -> Option<i16> {
        book.allocations.get(self.allocation)?.fiscal_year(book)
    }
}
