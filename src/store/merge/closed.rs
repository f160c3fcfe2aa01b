//! Money that a merge leaves as it was reported: a period that is closed, here or there, keeps the figures that it was
//! closed with, and no line comes to less than nothing.

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::domain::retraction;
use crate::store::merge::copy::{RowKey, number};
use crate::store::merge::rules::{Books, Fault, Faults, Writes, held, said};

/// Tables with the money of a fiscal year.
const MONEY: [&str; 10] = [
    "grant",
    "allocation",
    "virement",
    "actual",
    "forecast",
    "commitment",
    "profile",
    "carried",
    "contribution",
    "of_which",
];

/// What would change the money of a period that is closed, here or there, or leave a line with less than nothing.
pub fn closed(books: &Books<'_>, writes: &Writes) -> Faults {
    let mut faults = Faults::new();
    let has_money = |row: &&RowKey| MONEY.contains(&row.0.as_str());
    let is_closing = |row: &&RowKey| row.0 == "closing";
    for problem in retraction::refusals(books.before, books.after) {
        let year = match &problem.place {
            Place::FiscalYear(year) => Some(*year),
            _ => None,
        };
        let rows = writes.keys().filter(has_money).filter(|row| {
            year.is_none_or(|year| year_of(books, row).is_none_or(|held| held == year))
        });
        for row in rows {
            let why = said(&problem);
            faults.insert(row.clone(), Fault { why, root: None });
        }
    }
    if !faults.is_empty() {
        return faults;
    }
    let problems = retraction::refusals(books.theirs, books.after);
    if let Some(problem) = problems.first() {
        for row in writes.keys().filter(is_closing) {
            let why = format!(
                "They closed it with other figures than it would have here. {}",
                said(problem)
            );
            faults.insert(row.clone(), Fault { why, root: None });
        }
    }
    faults
}

/// The fiscal year of a record with money, if it is of one.
fn year_of(books: &Books<'_>, row: &RowKey) -> Option<i16> {
    let key = number(&row.1)?;
    let of_grant = |grant| {
        let find = |book: &Book| book.grants.get(grant).map(|held| held.fiscal_year);
        find(books.after).or_else(|| find(books.before))
    };
    macro_rules! held {
        ($shelf:ident) => {
            held(&books.after.$shelf, key).or_else(|| held(&books.before.$shelf, key))
        };
    }
    match row.0.as_str() {
        "grant" => held!(grants).map(|held| held.fiscal_year),
        "allocation" => of_grant(held!(allocations)?.grant),
        "virement" => held!(virements).map(|held| held.fiscal_year),
        "actual" => of_grant(held!(actuals)?.grant),
        "forecast" => of_grant(held!(forecasts)?.grant),
        "commitment" => of_grant(held!(commitments)?.grant),
        "profile" => of_grant(held!(profiles)?.grant),
        "carried" => of_grant(held!(carried)?.grant),
        "contribution" => held!(contributions).map(|held| held.fiscal_year),
        _ => None,
    }
}
