//! The sample's grants, priority areas, and what pays for what.
//!
//! A grant is named by its fiscal year and its short name, a line by its priority area.

use serde::Deserialize;

use crate::domain::grant::{
    Allocation, AreaNature, CarryForward, Certainty, Contribution, Grant, GrantStatus, LineStatus,
    Nature, OfWhich, Payment, Pooling, PriorityArea, PublishedTotal, TotalOf,
};
use crate::domain::id::{
    AllocationId, ContributionId, GrantId, ObjectiveId, OfWhichId, PriorityAreaId, PublishedTotalId,
};
use crate::exchange::sample::Reader;
use crate::exchange::sample::known::Known;
use crate::exchange::sample::table::{Line, Refused, several};
use crate::exchange::sample::written::objectives;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PriorityAreaRow {
    name: String,
    objective: String,
    also: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrantRow {
    fiscal_year: String,
    short: String,
    name: String,
    funder: String,
    amount: String,
    nature: String,
    ring_fence: String,
    eligible: String,
    status: String,
    carry_forward: String,
    source: String,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AllocationRow {
    fiscal_year: String,
    grant: String,
    priority_area: String,
    amount: String,
    from: String,
    to: String,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfWhichRow {
    fiscal_year: String,
    grant: String,
    priority_area: String,
    name: String,
    amount: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContributionRow {
    fiscal_year: String,
    objective: String,
    name: String,
    funder: String,
    amount: String,
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TotalRow {
    fiscal_year: String,
    of: String,
    amount: String,
    tolerance: String,
    source: String,
}

/// Everything about money. Priority areas come first, since a ring-fence names them.
pub(super) fn add_all(reader: &mut Reader) {
    reader.add("priority_area.csv", priority_area);
    reader.add("grant.csv", grant);
    reader.add("allocation.csv", allocation);
    reader.add("of_which.csv", of_which);
    reader.add("contribution.csv", contribution);
    reader.add("published_total.csv", total);
}

fn priority_area(
    known: &mut Known,
    line: &Line,
    row: PriorityAreaRow,
    position: i64,
) -> Result<PriorityArea, Refused> {
    let objective = known.find_any(line, "objective", "objective", &row.objective)?;
    Ok(PriorityArea {
        id: PriorityAreaId(known.define(line, "priority area", "name", &row.name)?),
        name: row.name,
        objective: objective.map(ObjectiveId),
        also: objectives(known, line, &row.also)?,
        nature: AreaNature::Either,
        position,
    })
}

fn grant(known: &mut Known, line: &Line, row: GrantRow, position: i64) -> Result<Grant, Refused> {
    let eligible = several(&row.eligible)
        .map(|name| {
            known
                .find(line, "priority area", "eligible", name)
                .map(PriorityAreaId)
        })
        .collect::<Result<_, _>>()?;
    let natural = format!("{}|{}", row.fiscal_year, row.short);
    Ok(Grant {
        id: GrantId(known.define(line, "grant", "short", &natural)?),
        fiscal_year: line.fiscal_year("fiscal_year", &row.fiscal_year)?,
        amount: line.amount("amount", &row.amount)?,
        nature: line.word("nature", &row.nature, &Nature::ALL, Nature::word)?,
        status: line.word("status", &row.status, &GrantStatus::ALL, GrantStatus::word)?,
        carry_forward: line.word(
            "carry_forward",
            &row.carry_forward,
            &CarryForward::ALL,
            CarryForward::word,
        )?,
        name: row.name,
        short: row.short,
        funder: row.funder,
        ring_fence: row.ring_fence,
        eligible,
        eligible_objectives: Vec::new(),
        payment: Payment::NotStated,
        conditions: String::new(),
        source: row.source,
        note: row.note,
        position,
    })
}

fn allocation(
    known: &mut Known,
    line: &Line,
    row: AllocationRow,
    _: i64,
) -> Result<Allocation, Refused> {
    let grant = format!("{}|{}", row.fiscal_year, row.grant);
    let natural = format!("{grant}|{}", row.priority_area);
    let area = known.find(line, "priority area", "priority_area", &row.priority_area)?;
    Ok(Allocation {
        grant: GrantId(known.find(line, "grant", "grant", &grant)?),
        priority_area: PriorityAreaId(area),
        id: AllocationId(known.define(line, "allocation", "priority_area", &natural)?),
        amount: line.amount("amount", &row.amount)?,
        status: LineStatus::Planned,
        reopened: String::new(),
        objective: None,
        from: line.date("from", &row.from)?,
        to: line.date("to", &row.to)?,
        note: row.note,
    })
}

fn of_which(known: &mut Known, line: &Line, row: OfWhichRow, _: i64) -> Result<OfWhich, Refused> {
    let part_of = format!("{}|{}|{}", row.fiscal_year, row.grant, row.priority_area);
    let natural = format!("{part_of}|{}", row.name);
    let allocation = known.find(line, "allocation", "priority_area", &part_of)?;
    Ok(OfWhich {
        id: OfWhichId(known.define(line, "of-which line", "name", &natural)?),
        allocation: AllocationId(allocation),
        amount: line.amount("amount", &row.amount)?,
        name: row.name,
    })
}

fn contribution(
    known: &mut Known,
    line: &Line,
    row: ContributionRow,
    position: i64,
) -> Result<Contribution, Refused> {
    let objective = known.find_any(line, "objective", "objective", &row.objective)?;
    let natural = format!("{}|{}|{}", row.fiscal_year, row.name, row.funder);
    Ok(Contribution {
        id: ContributionId(known.define(line, "contribution", "name", &natural)?),
        fiscal_year: line.fiscal_year("fiscal_year", &row.fiscal_year)?,
        objective: objective.map(ObjectiveId),
        amount: line.amount("amount", &row.amount)?,
        priority_area: None,
        certainty: Certainty::Secured,
        pooling: Pooling::Aligned,
        name: row.name,
        funder: row.funder,
        note: row.note,
        position,
    })
}

fn total(known: &mut Known, line: &Line, row: TotalRow, _: i64) -> Result<PublishedTotal, Refused> {
    let natural = format!("{}|{}|{}", row.fiscal_year, row.of, row.source);
    Ok(PublishedTotal {
        id: PublishedTotalId(known.define(line, "published total", "fiscal_year", &natural)?),
        fiscal_year: line.fiscal_year("fiscal_year", &row.fiscal_year)?,
        of: line.word("of", &row.of, &TotalOf::ALL, TotalOf::word)?,
        amount: line.amount("amount", &row.amount)?,
        tolerance: line.amount("tolerance", &row.tolerance)?,
        source: row.source,
    })
}
