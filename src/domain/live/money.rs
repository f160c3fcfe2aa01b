//! Amounts: a grant's worth, what a priority area is given, the sums of a year.
//!
//! They are worked out as the Grant room works them out, virements included. A year that is left out is the latest in
//! which the plan allocates anything, or else the latest with a grant.
//!
//! Edges: a year of which the plan holds no grant and no partner's money has no sums; £0 would say that somebody looked.

use crate::domain::book::Book;
use crate::domain::grant::Grant;
use crate::domain::grant::position::{YearPosition, total};
use crate::domain::live::name::{Named, find as named, folded, suggestion};
use crate::domain::live::{Fault, Live, Reference};
use crate::domain::money::Pence;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::problem::Place;

const SUMS: [&str; 4] = ["grants", "allocated", "left", "partners"];

/// What a grant is worth; for a priority area's name, what the grants pay for it.
pub(super) fn grant(book: &Book, reference: &Reference) -> Result<Live, Fault> {
    let wanted = asked_year(reference)?;
    let known = |year: Option<i16>| -> Vec<_> {
        let of_year = book
            .grants
            .iter()
            .filter(|held| year.is_none_or(|year| held.fiscal_year == year));
        of_year
            .map(|held| Named::new(held.id, [held.short.as_str(), held.name.as_str()]))
            .collect()
    };
    let first = named(&reference.name, "grant", &known(wanted.or(plan_year(book))));
    let found = match (first, wanted) {
        (Err(_), None) => named(&reference.name, "grant", &known(None)),
        (found, _) => found,
    };
    match found.map(|id| book.grants.get(id)) {
        Ok(Some(grant)) => Ok(worth(grant)),
        Ok(None) => Err(Fault::new("the grant is gone", "Choose another.")),
        Err(fault) => area(book, reference).map_err(|_| fault),
    }
}

fn worth(grant: &Grant) -> Live {
    let (period, status) = (grant.year().label(), grant.status.word());
    let mut source = format!("{}, {period}, {status}", grant.name);
    if !grant.source.is_empty() {
        source = format!("{source}; {}", grant.source);
    }
    Live {
        value: grant.amount.to_string(),
        period,
        status: status.to_owned(),
        source,
        place: Place::Grant(grant.id),
    }
}

/// What the year's grants pay for a priority area.
pub(super) fn area(book: &Book, reference: &Reference) -> Result<Live, Fault> {
    let known: Vec<_> = book
        .priority_areas
        .iter()
        .map(|held| Named::new(held.id, [held.name.as_str()]))
        .collect();
    let id = named(&reference.name, "priority area", &known)?;
    let year = year(book, reference)?;
    let position = YearPosition::of(book, year, None);
    let line = position
        .lines
        .iter()
        .find(|line| line.priority_area == id && line.cells.iter().any(Option::is_some));
    let name = book.priority_areas.get(id).map_or("", |held| &held.name);
    let period = Period::Financial(year).label();
    let Some(line) = line else {
        return Err(Fault::new(
            format!("no grant pays for {name} in {period}"),
            "Allocate something to it, or name another year.",
        ));
    };
    let of_line = |grant| {
        book.grants
            .get(grant)
            .is_some_and(|held: &Grant| held.fiscal_year == year)
    };
    let mut statuses: Vec<&str> = book
        .allocations
        .iter()
        .filter(|held| held.priority_area == id && of_line(held.grant))
        .map(|held| held.status.word())
        .collect();
    statuses.dedup();
    let status = match statuses.as_slice() {
        [only] => (*only).to_owned(),
        _ => String::new(),
    };
    Ok(Live {
        value: line.total.to_string(),
        source: format!("Grants for {name}, {period}"),
        period,
        status,
        place: Place::PriorityArea(id, year),
    })
}

/// A sum of a year.
pub(super) fn sum(book: &Book, reference: &Reference) -> Result<Live, Fault> {
    let asked = folded(&reference.name);
    if !SUMS.contains(&asked.as_str()) {
        return Err(Fault::new(
            format!("there is no total “{}”", reference.name),
            match suggestion(&asked, SUMS.into_iter()) {
                near if near.starts_with("Did") => near,
                _ => format!("Totals are: {}.", SUMS.join(", ")),
            },
        ));
    }
    let year = year(book, reference)?;
    let position = YearPosition::of(book, year, None);
    let is_of_partners = asked == "partners";
    let is_known = !position.grants.is_empty() || is_of_partners && has_partner(book, year);
    if !is_known {
        return Err(no_money(book, year));
    }
    let (amount, words) = match asked.as_str() {
        "grants" => (position.granted, "All grants"),
        "allocated" => (position.allocated, "All that grants pay"),
        "left" => (position.left, "What grants have left"),
        _ => (partners(book, year), "Partners’ contributions"),
    };
    let period = Period::Financial(year).label();
    Ok(Live {
        value: amount.to_string(),
        source: format!("{words}, {period}"),
        period,
        status: String::new(),
        place: Place::FiscalYear(year),
    })
}

fn has_partner(book: &Book, year: i16) -> bool {
    let mut all = book.contributions.iter();
    all.any(|held| held.fiscal_year == year)
}

/// That a year has no money, with the years that have.
fn no_money(book: &Book, year: i16) -> Fault {
    let label = |year: i16| Period::Financial(year).label();
    let mut years: Vec<i16> = book.grants.iter().map(|held| held.fiscal_year).collect();
    years.sort_unstable();
    let remedy = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("Its grants are of {} to {}.", label(*first), label(*last))
        }
        (Some(only), _) => format!("Its grants are of {}.", label(*only)),
        _ => "Enter a grant first.".to_owned(),
    };
    Fault::new(format!("the plan has no grants in {}", label(year)), remedy)
}

fn partners(book: &Book, year: i16) -> Pence {
    let of_year = book
        .contributions
        .iter()
        .filter(|held| held.fiscal_year == year);
    total(of_year.map(|held| held.amount))
}

/// The year after the `@`; none where it is left out.
fn asked_year(reference: &Reference) -> Result<Option<i16>, Fault> {
    if reference.at.is_empty() {
        return Ok(None);
    }
    match Period::read(&reference.at, PeriodKind::Financial) {
        Ok(Period::Financial(year)) => Ok(Some(year)),
        Ok(_) => Err(not_a_year(&reference.at, "is not a fiscal year")),
        Err(error) => Err(not_a_year(&reference.at, &error.why)),
    }
}

fn not_a_year(given: &str, why: &str) -> Fault {
    Fault::new(
        format!("“{given}” is no year: it {why}"),
        "Write a year such as 2001/02.",
    )
}

fn year(book: &Book, reference: &Reference) -> Result<i16, Fault> {
    asked_year(reference)?
        .or_else(|| plan_year(book))
        .ok_or_else(|| Fault::new("the plan has no grants", "Enter a grant first."))
}

/// The latest year in which the plan allocates anything, or else the latest with a grant.
fn plan_year(book: &Book) -> Option<i16> {
    let allocated = book
        .allocations
        .iter()
        .filter_map(|held| Some(book.grants.get(held.grant)?.fiscal_year));
    allocated
        .max()
        .or_else(|| book.fiscal_years().first().copied())
}
