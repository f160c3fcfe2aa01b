//! `grants`: a year's grants, what they pay for, what is left, and each check with its figures.

use crate::cli::Outcome;
use crate::cli::listed;
use crate::cli::table::{Format, Table};
use crate::domain::check::of_year;
use crate::domain::grant::Nature;
use crate::domain::grant::position::YearPosition;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::problem::Severity;
use crate::session::Session;

const HEADINGS: &[&str] = &[
    "row",
    "name",
    "grant",
    "ring_fence",
    "nature",
    "status",
    "amount",
    "allocated",
    "left",
    "note",
];

/// The year in which a fiscal year begins, from how it is written.
pub fn fiscal_year(year: &str) -> anyhow::Result<i16> {
    match Period::read(year, PeriodKind::Financial) {
        Ok(Period::Financial(start)) => Ok(start),
        Ok(_) => anyhow::bail!("--year {year}: give a fiscal year such as 2001/02"),
        Err(error) => anyhow::bail!("--year: {error}"),
    }
}

/// Prints a row a grant, a row an allocation, a row of totals, and a row a check.
pub fn run(session: &Session, year: &str, format: Format) -> anyhow::Result<Outcome> {
    let start = fiscal_year(year)?;
    let period = Period::Financial(start);
    let book = session.book();
    let position = YearPosition::of(book, start, None);
    if position.grants.is_empty() {
        let years: Vec<String> = book
            .fiscal_years()
            .iter()
            .map(|year| Period::Financial(*year).label())
            .collect();
        anyhow::bail!(
            "--year {period}: the plan holds no grant of that year; it holds {}",
            listed(&years)
        );
    }
    let mut table = Table::new(HEADINGS);
    for held in &position.grants {
        let Some(grant) = book.grants.get(held.grant) else {
            continue;
        };
        table.row(vec![
            "grant".into(),
            grant.name.clone(),
            grant.short.clone(),
            grant.ring_fence.clone(),
            grant.nature.word().into(),
            grant.status.word().into(),
            held.amount.plain(),
            held.allocated.plain(),
            held.left.plain(),
            grant.note.clone(),
        ]);
    }
    lines(session, &position, &mut table);
    table.row(vec![
        "total".into(),
        format!("All grants {period}"),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        position.granted.plain(),
        position.allocated.plain(),
        position.left.plain(),
        String::new(),
    ]);
    for nature in Nature::ALL {
        let Some((amount, allocated, left)) = position.of_nature(book, nature) else {
            continue;
        };
        table.row(vec![
            "total".into(),
            format!("{} grants {period}", capitalised(nature.word())),
            String::new(),
            String::new(),
            nature.word().into(),
            String::new(),
            amount.plain(),
            allocated.plain(),
            left.plain(),
            String::new(),
        ]);
    }
    let problems = of_year(book, start, None);
    for problem in &problems {
        let mut cells = vec![String::new(); HEADINGS.len()];
        cells[0] = "check".into();
        cells[1] = problem.kind.into();
        cells[5] = problem.severity.word().into();
        cells[9] = format!("{}: {}. {}", problem.location, problem.what, problem.remedy);
        table.row(cells);
    }
    table.print(format)?;
    let found = problems
        .iter()
        .any(|problem| problem.severity != Severity::Note);
    Ok(if found {
        Outcome::ProblemsFound
    } else {
        Outcome::Done
    })
}

/// A word with a capital letter at its head.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn lines(session: &Session, position: &YearPosition, table: &mut Table) {
    let book = session.book();
    for line in &position.lines {
        for (held, cell) in position.grants.iter().zip(&line.cells) {
            let (Some(amount), Some(area), Some(grant)) = (
                cell,
                book.priority_areas.get(line.priority_area),
                book.grants.get(held.grant),
            ) else {
                continue;
            };
            let allocation = crate::domain::grant::position::allocation(book, grant.id, area.id);
            let covers =
                allocation
                    .filter(|held| held.is_part_year())
                    .map_or_else(String::new, |held| {
                        let day = |date: Option<jiff::civil::Date>| {
                            date.map_or_else(|| "…".to_owned(), |date| date.to_string())
                        };
                        format!("covers {} to {}", day(held.from), day(held.to))
                    });
            table.row(vec![
                "line".into(),
                area.name.clone(),
                grant.short.clone(),
                String::new(),
                grant.nature.word().into(),
                String::new(),
                String::new(),
                amount.plain(),
                String::new(),
                covers,
            ]);
        }
    }
}
