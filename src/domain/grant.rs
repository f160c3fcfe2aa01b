//! Grants, what they may pay for, and what each pays for each priority area.
//!
//! A ring-fence is a rule, not a label: the grant names the priority areas that it may pay for. Amounts are
//! whole pence. Whether the sums work is said in [`position`] and [`crate::domain::check`].

pub mod chart;
pub mod position;

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::id::{
    AllocationId, ContributionId, GrantId, ObjectiveId, OfWhichId, PriorityAreaId, PublishedTotalId,
};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// Whether money is for running or for building.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nature {
    /// Running costs.
    Revenue,
    /// Buildings and equipment.
    Capital,
}

impl Nature {
    /// Both natures.
    pub const ALL: [Self; 2] = [Self::Revenue, Self::Capital];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::Capital => "capital",
        }
    }
}

/// How sure the money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GrantStatus {
    /// Asked for.
    AppliedFor,
    /// Promised in a determination.
    Awarded,
    /// In the bank.
    Received,
}

impl GrantStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::AppliedFor, Self::Awarded, Self::Received];

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AppliedFor => "applied for",
            Self::Awarded => "awarded",
            Self::Received => "received",
        }
    }
}

/// What becomes of money left at the year's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CarryForward {
    /// It may be spent next year.
    Allowed,
    /// It must be paid back.
    Repayable,
    /// The grant's papers do not say.
    NotStated,
}

impl CarryForward {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::Allowed, Self::Repayable, Self::NotStated];

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Repayable => "repayable",
            Self::NotStated => "not stated",
        }
    }
}

/// A grant of one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its key.
    pub id: GrantId,
    /// Its official name.
    pub name: String,
    /// A word or two for the head of a column.
    pub short: String,
    /// Who gives it.
    pub funder: String,
    /// The year in which its fiscal year begins: 2001 for 2001/02.
    pub fiscal_year: i16,
    /// How much.
    pub amount: Pence,
    /// Revenue or capital.
    pub nature: Nature,
    /// What the money must be spent on, in words; empty for a general grant.
    pub ring_fence: String,
    /// The priority areas that a ring-fenced grant may pay for. A general grant may pay for any.
    pub eligible: Vec<PriorityAreaId>,
    /// How sure it is.
    pub status: GrantStatus,
    /// What becomes of money left.
    pub carry_forward: CarryForward,
    /// Where the figure comes from.
    pub source: String,
    /// Anything else.
    pub note: String,
    /// Where it stands in the list.
    pub position: i64,
}

impl Grant {
    /// Whether the grant may be spent only on what it names.
    #[must_use]
    pub fn is_ring_fenced(&self) -> bool {
        !self.ring_fence.is_empty()
    }

    /// Whether the grant may pay for this priority area.
    #[must_use]
    pub fn may_pay_for(&self, area: PriorityAreaId) -> bool {
        !self.is_ring_fenced() || self.eligible.contains(&area)
    }

    /// `2001/02`.
    #[must_use]
    pub fn year(&self) -> Period {
        Period::Financial(self.fiscal_year)
    }
}

/// What money is spent on: a line of the plan, the same from year to year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorityArea {
    /// Its key.
    pub id: PriorityAreaId,
    /// Its name.
    pub name: String,
    /// The objective it serves.
    pub objective: Option<ObjectiveId>,
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
    /// How much.
    pub amount: Pence,
    /// The first day covered, where it is not the whole year.
    pub from: Option<Date>,
    /// The last day covered, where it is not the whole year.
    pub to: Option<Date>,
    /// Anything else.
    pub note: String,
}

impl Allocation {
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

/// Money that somebody else puts in, or that the papers name apart from the plan's lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Its key.
    pub id: ContributionId,
    /// The year in which its fiscal year begins.
    pub fiscal_year: i16,
    /// The objective it serves.
    pub objective: Option<ObjectiveId>,
    /// What it is for.
    pub name: String,
    /// Whose money it is.
    pub funder: String,
    /// How much.
    pub amount: Pence,
    /// Anything else.
    pub note: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// What a printed total claims to be the sum of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TotalOf {
    /// The year's grants.
    Grants,
    /// The year's allocations.
    Allocations,
}

impl TotalOf {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Grants, Self::Allocations];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Grants => "grants",
            Self::Allocations => "allocations",
        }
    }
}

/// A total that a document printed, which ours must tie to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTotal {
    /// Its key.
    pub id: PublishedTotalId,
    /// The year in which the fiscal year begins.
    pub fiscal_year: i16,
    /// What it is the sum of.
    pub of: TotalOf,
    /// How much was printed.
    pub amount: Pence,
    /// How far off still ties; nil unless stated.
    pub tolerance: Pence,
    /// Where it was printed.
    pub source: String,
}

impl Record for Grant {
    type Id = GrantId;
    const NOUN: &'static str = "grant";

    fn id(&self) -> GrantId {
        self.id
    }

    fn find(book: &Book, id: GrantId) -> Option<&Self> {
        book.grants.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Grant {} {}", self.short, self.year())
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} {}", self.name, self.amount)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Grant(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Grant, name"));
        }
        if self.short.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Grant, short name"));
        }
        if !(1900..=2199).contains(&self.fiscal_year) {
            problems.push(Problem::refusal(
                "year-out-of-range",
                place.clone(),
                "Grant, fiscal year",
                self.fiscal_year.to_string(),
                "Years from 1900 to 2199 are kept.",
                "Enter a year such as 2001/02.",
            ));
        }
        if self.amount.is_negative() {
            problems.push(Problem::refusal(
                "amount-below-zero",
                place.clone(),
                format!("Grant {}, amount", self.short),
                self.amount.to_string(),
                "A grant is not less than nothing.",
                "Enter what was granted; a clawback is a separate line.",
            ));
        }
        if self.is_ring_fenced() && self.eligible.is_empty() {
            problems.push(
                Problem::refusal(
                    "ring-fence-without-lines",
                    place,
                    format!("Grant {}, ring-fence", self.short),
                    format!("“{}” with no priority area", self.ring_fence),
                    "A ring-fence says what the grant may pay for.",
                    "Choose at least one priority area.",
                )
                .severity(crate::domain::problem::Severity::Warning),
            );
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .allocations
            .iter()
            .filter(|allocation| allocation.grant == self.id)
            .count();
        if n == 0 {
            return Vec::new();
        }
        vec![Problem::refusal(
            "in-use",
            self.place(book),
            self.title(book),
            format!("it pays {}", several(n, "line")),
            "Those lines would have nobody to pay them.",
            "Move or clear its lines first.",
        )]
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
            return Vec::new();
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
        if book.allocations.iter().any(|other| {
            other.id != self.id
                && other.grant == self.grant
                && other.priority_area == self.priority_area
        }) {
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
        if n == 0 {
            return Vec::new();
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
        let mut problems = Vec::new();
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
}

impl Record for Contribution {
    type Id = ContributionId;
    const NOUN: &'static str = "contribution";

    fn id(&self) -> ContributionId {
        self.id
    }

    fn find(book: &Book, id: ContributionId) -> Option<&Self> {
        book.contributions.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("{} from {}", self.name, self.funder)
    }

    fn shown(&self, _book: &Book) -> String {
        self.amount.to_string()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::FiscalYear(self.fiscal_year)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.name.trim().is_empty() {
            vec![name_empty(self.place(book), "Contribution, what it is for")]
        } else {
            Vec::new()
        }
    }
}

impl Record for PublishedTotal {
    type Id = PublishedTotalId;
    const NOUN: &'static str = "published total";

    fn id(&self) -> PublishedTotalId {
        self.id
    }

    fn find(book: &Book, id: PublishedTotalId) -> Option<&Self> {
        book.published_totals.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!(
            "Published total of {} {}",
            self.of.word(),
            Period::Financial(self.fiscal_year)
        )
    }

    fn shown(&self, _book: &Book) -> String {
        self.amount.to_string()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::FiscalYear(self.fiscal_year)
    }

    fn problems(&self, _book: &Book) -> Vec<Problem> {
        Vec::new()
    }
}
