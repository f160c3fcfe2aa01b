//! A year's grants against what they pay: too much, too little, and for the wrong line.
//!
//! Everything is worked out from one [`YearPosition`], so that a check agrees with the grid beside it, also
//! while an amount is being typed.
//!
//! Edges: the plan keeps revenue or capital on the grant and not on the line, so capital spent on running
//! costs cannot be seen; a line that is paid by both is pointed out. Money only applied for is not missed when
//! it is not spent.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::check::{Spot, found, part_year, payer, rounding, totals, words};
use crate::domain::grant::position::{Draft, GrantPosition, YearPosition, total};
use crate::domain::grant::{CarryForward, Grant, GrantStatus, Nature};
use crate::domain::id::{AllocationId, GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem, Severity};

/// The fiscal years that have a grant or a printed total, newest first.
pub(super) fn years(book: &Book) -> Vec<i16> {
    let mut years = book.fiscal_years();
    years.extend(book.published_totals.iter().map(|held| held.fiscal_year));
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

/// Everything found in one year's money, in no order.
pub(super) fn findings(book: &Book, fiscal_year: i16, draft: Option<Draft>) -> Vec<Problem> {
    let year = Year::of(book, fiscal_year, draft);
    let because = rounding::sentence(&year);
    let mut problems = Vec::new();
    for column in year.columns() {
        problems.extend(over(&year, column, because.as_deref()));
        problems.extend(unspent(&year, column));
        problems.extend(ineligible(&year, column));
        problems.extend(applied_for(&year, column));
    }
    problems.extend(capital_and_revenue(&year));
    problems.extend(of_which(&year));
    problems.extend(payer::findings(&year));
    problems.extend(part_year::findings(&year));
    problems.extend(totals::findings(&year));
    problems
}

/// A grant and its sums.
pub(super) struct Column<'a> {
    pub grant: &'a Grant,
    pub sums: GrantPosition,
}

/// A year's money, as the checks need it.
pub(super) struct Year<'a> {
    pub book: &'a Book,
    pub start: i16,
    pub position: YearPosition,
    /// What every line of the year is rounded to, if to anything.
    pub unit: Option<Pence>,
    columns: Vec<Column<'a>>,
    cells: HashMap<(GrantId, PriorityAreaId), Pence>,
}

impl<'a> Year<'a> {
    pub fn of(book: &'a Book, start: i16, draft: Option<Draft>) -> Self {
        let position = YearPosition::of(book, start, draft);
        let columns: Vec<Column> = position
            .grants
            .iter()
            .filter_map(|sums| {
                let grant = book.grants.get(sums.grant)?;
                Some(Column { grant, sums: *sums })
            })
            .collect();
        let mut cells = HashMap::new();
        for line in &position.lines {
            for (sums, cell) in position.grants.iter().zip(&line.cells) {
                cells.extend(cell.map(|amount| ((sums.grant, line.priority_area), amount)));
            }
        }
        Self {
            unit: rounding::unit(cells.values().copied()),
            book,
            start,
            position,
            columns,
            cells,
        }
    }

    /// `2001/02`.
    pub fn label(&self) -> String {
        Period::Financial(self.start).label()
    }

    /// The year's grants, in their own order.
    pub fn columns(&self) -> impl Iterator<Item = &Column<'a>> {
        self.columns.iter()
    }

    /// The lines that a grant pays more than £0 for, in their own order.
    pub fn paid_by(&self, column: &Column) -> Vec<(PriorityAreaId, Pence)> {
        self.position
            .lines
            .iter()
            .filter_map(|line| {
                let amount = self.cell(column.grant.id, line.priority_area)?;
                (amount > Pence::ZERO).then_some((line.priority_area, amount))
            })
            .collect()
    }

    /// What a grant pays for a line.
    pub fn cell(&self, grant: GrantId, area: PriorityAreaId) -> Option<Pence> {
        self.cells.get(&(grant, area)).copied()
    }

    /// A priority area's name.
    pub fn area(&self, id: PriorityAreaId) -> &'a str {
        self.book.priority_areas.get(id).map_or("?", |area| &area.name)
    }

    /// A grant, as a place.
    pub fn at_grant(&self, grant: &Grant) -> Spot {
        let location = format!("Grant {}, {}", self.label(), grant.short);
        Spot::new(Place::Grant(grant.id), location)
    }

    /// A cell, as a place.
    pub fn at_cell(&self, grant: &Grant, area: PriorityAreaId) -> Spot {
        let location = format!("Grant {}, {}, paid by {}", self.label(), self.area(area), grant.short);
        Spot::new(Place::Allocation(grant.id, area), location)
    }
}

/// More allocated than granted.
fn over(year: &Year, column: &Column, because: Option<&str>) -> Option<Problem> {
    let (grant, sums) = (column.grant, column.sums);
    if !sums.left.is_negative() {
        return None;
    }
    let excess = sums.left.abs();
    let (kind, limit, rule) = if grant.is_ring_fenced() {
        ("over-ring-fence", "its ring-fence", "A ring-fenced grant pays no more than it is worth.")
    } else {
        ("over-allocated", "the grant", "A grant pays no more than it is worth.")
    };
    let why = because.map_or_else(|| rule.to_owned(), |because| format!("{rule} {because}"));
    Some(found(
        Severity::Error,
        kind,
        year.at_grant(grant),
        format!(
            "{} is {excess} over {limit}: {} allocated against {}",
            grant.short, sums.allocated, sums.amount
        ),
        why,
        format!("Take {excess} off, or {}.", other_grant(year, column, excess)),
    ))
}

/// The way to have another grant pay an excess: by name where one has the money and may.
fn other_grant(year: &Year, column: &Column, excess: Pence) -> String {
    let offer = year.paid_by(column).into_iter().find_map(|(area, amount)| {
        let payer = year.columns().find(|other| {
            other.sums.left >= excess
                && amount >= excess
                && other.grant.status != GrantStatus::AppliedFor
                && other.grant.nature == column.grant.nature
                && other.grant.may_pay_for(area)
        })?;
        Some(format!("pay {excess} of “{}” from {}", year.area(area), payer.grant.short))
    });
    offer.unwrap_or_else(|| format!("pay {excess} from another grant"))
}

/// Ring-fenced money with no line, or left over. In a year without lines it is only a note.
fn unspent(year: &Year, column: &Column) -> Option<Problem> {
    let (grant, left) = (column.grant, column.sums.left);
    if !grant.is_ring_fenced() || left <= Pence::ZERO || grant.status == GrantStatus::AppliedFor {
        return None;
    }
    let what = if column.sums.allocated == Pence::ZERO {
        format!("{left} ring-fenced for {} pays no line", grant.ring_fence)
    } else {
        format!(
            "{left} of {} ring-fenced for {} is left over",
            grant.amount, grant.ring_fence
        )
    };
    let severity = if year.position.allocated == Pence::ZERO {
        Severity::Note
    } else {
        Severity::Warning
    };
    let remedy = match names(year, &grant.eligible) {
        named if named.is_empty() => "Say which priority areas it may pay for, and give it a line.".to_owned(),
        named => format!("Allocate it to {named}, or say in the plan what becomes of it."),
    };
    Some(found(severity, "ring-fence-unspent", year.at_grant(grant), what, becomes(year, grant), remedy))
}

/// What becomes of ring-fenced money that is not spent.
fn becomes(year: &Year, grant: &Grant) -> String {
    let next = Period::Financial(year.start.saturating_add(1));
    let purpose = &grant.ring_fence;
    match grant.carry_forward {
        CarryForward::Allowed => format!("What is not spent may be carried into {next}, still only for {purpose}."),
        CarryForward::Repayable => format!("It may be spent only on {purpose}; what is not spent must be paid back."),
        CarryForward::NotStated => format!(
            "It may be spent only on {purpose}; whether what is left may be carried into {next} or must be paid back is not stated."
        ),
    }
}

fn names(year: &Year, areas: &[PriorityAreaId]) -> String {
    let names: Vec<String> = areas.iter().map(|area| format!("“{}”", year.area(*area))).collect();
    words::list(&names)
}

/// Ring-fenced money on lines that the ring-fence does not name.
fn ineligible(year: &Year, column: &Column) -> Vec<Problem> {
    let grant = column.grant;
    year.paid_by(column)
        .into_iter()
        .filter(|(area, _)| !grant.may_pay_for(*area))
        .map(|(area, amount)| {
            let name = year.area(area);
            found(
                Severity::Error,
                "ineligible-line",
                year.at_cell(grant, area),
                format!("{} pays {amount} for “{name}”", grant.short),
                format!("Its money is ring-fenced for {}, which does not name this line.", grant.ring_fence),
                format!("Pay it from a grant that may, or add “{name}” to what {} may pay for if its conditions allow it.", grant.short),
            )
        })
        .collect()
}

/// Lines paid from money that is not promised.
fn applied_for(year: &Year, column: &Column) -> Option<Problem> {
    let (grant, sums) = (column.grant, column.sums);
    let n = year.paid_by(column).len();
    if grant.status != GrantStatus::AppliedFor || n == 0 {
        return None;
    }
    Some(found(
        Severity::Warning,
        "applied-for-spent",
        year.at_grant(grant),
        format!("{} from {} pays {}", sums.allocated, grant.short, words::several(n, "line")),
        "The grant has only been applied for, so the money may not come.",
        "Mark the grant awarded when the letter comes, or say how the lines are paid without it.",
    ))
}

/// Lines that capital and revenue both pay for.
fn capital_and_revenue(year: &Year) -> Vec<Problem> {
    let paid = |area: PriorityAreaId, nature: Nature| {
        total(
            year.columns()
                .filter(|column| column.grant.nature == nature)
                .filter_map(|column| year.cell(column.grant.id, area)),
        )
    };
    year.position
        .lines
        .iter()
        .filter_map(|line| {
            let area = line.priority_area;
            let (capital, revenue) = (paid(area, Nature::Capital), paid(area, Nature::Revenue));
            if capital <= Pence::ZERO || revenue <= Pence::ZERO {
                return None;
            }
            Some(found(
                Severity::Note,
                "capital-on-revenue",
                Spot::new(
                    Place::PriorityArea(area, year.start),
                    format!("Grant {}, {}", year.label(), year.area(area)),
                ),
                format!("{capital} capital and {revenue} revenue pay for one line"),
                "Capital may not pay running costs, and the plan does not say which part of the line is which.",
                "Split it into a line for buildings and equipment and one for running costs.",
            ))
        })
        .collect()
}

/// "Of which" parts that sum to more than their line.
fn of_which(year: &Year) -> Vec<Problem> {
    let mut parts: HashMap<AllocationId, Vec<Pence>> = HashMap::new();
    for part in &year.book.of_which {
        parts.entry(part.allocation).or_default().push(part.amount);
    }
    year.book
        .allocations
        .iter()
        .filter_map(|held| {
            let grant = year.book.grants.get(held.grant).filter(|grant| grant.fiscal_year == year.start)?;
            let parts = parts.get(&held.id)?;
            let sum = total(parts.iter().copied());
            let amount = year.cell(held.grant, held.priority_area).unwrap_or(Pence::ZERO);
            (sum > amount).then(|| {
                let over = Pence(sum.0.saturating_sub(amount.0));
                found(
                    Severity::Error,
                    "of-which-over",
                    year.at_cell(grant, held.priority_area),
                    format!("{} “of which” sum to {sum}, {over} more than the line’s {amount}", words::several(parts.len(), "part")),
                    "A part of a line cannot be more than the line.",
                    format!("Take {over} off the parts, or raise the line."),
                )
            })
        })
        .collect()
}
