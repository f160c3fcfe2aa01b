//! Months and years that are closed: what was reported stays as it was reported.
//!
//! A closed month takes no more actual spending; a closed year takes no change at all. Either opens again, but only with
//! a reason, which stays in the file.
//!
//! Every noun of a year's money asks [`change`] before it is added or changed and [`removal`] before it is removed, so that
//! no kind of change slips past a closed year.
//!
//! Edges: months are counted from April. Month 0 is the year. What is moved from one year into another changes both.

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::id::ClosingId;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// The months of a fiscal year, in its order.
pub const MONTHS: [&str; 12] = [
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "January",
    "February",
    "March",
];

/// The name of a month counted from April; a month that there is not has its number.
#[must_use]
pub fn month_name(month: u8) -> String {
    let at = usize::from(month).checked_sub(1);
    at.and_then(|at| MONTHS.get(at))
        .map_or_else(|| format!("month {month}"), |name| (*name).to_owned())
}

/// A month or year, closed or open again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Its key.
    pub id: ClosingId,
    /// The year in which the fiscal year begins.
    pub fiscal_year: i16,
    /// The month, counted from April; 0 for the year.
    pub month: u8,
    /// Whether it is closed now.
    pub is_closed: bool,
    /// When that was said.
    pub made_on: Date,
    /// By whom.
    pub made_by: String,
    /// Why it was opened again; for a closed one, whatever is to be remembered.
    pub reason: String,
}

impl Closing {
    /// `September 2001/02`, or `The year 2001/02`.
    #[must_use]
    pub fn name(&self) -> String {
        name(self.fiscal_year, self.month)
    }
}

fn name(fiscal_year: i16, month: u8) -> String {
    let year = Period::Financial(fiscal_year);
    if month == 0 {
        format!("The year {year}")
    } else {
        format!("{} {year}", month_name(month))
    }
}

/// Whether the year, or the month of it if one is given, is closed.
#[must_use]
pub fn is_closed(book: &Book, fiscal_year: i16, month: Option<u8>) -> bool {
    closed_by(book, fiscal_year, month).is_some()
}

fn closed_by(book: &Book, fiscal_year: i16, month: Option<u8>) -> Option<&Closing> {
    book.closings.iter().find(|held| {
        held.is_closed
            && held.fiscal_year == fiscal_year
            && (held.month == 0 || Some(held.month) == month)
    })
}

/// The refusal of a change in a closed year, or in a closed month of it.
#[must_use]
pub fn refusal(book: &Book, fiscal_year: i16, month: Option<u8>, place: &Place) -> Option<Problem> {
    let closed = closed_by(book, fiscal_year, month)?;
    Some(Problem::refusal(
        "period-closed",
        place.clone(),
        closed.name(),
        format!("a change, while it is closed since {}", closed.made_on),
        "What was reported stays as it was reported.",
        "Open it again with a reason, under “In the year”, or make the change in a later month.",
    ))
}

/// Why a record may not be added, or changed into this: a year that it would be in, or is in now, is closed. One that
/// stays as it is changes nothing.
pub fn change<T: Record>(book: &Book, now: &T, year: impl Fn(&T) -> Option<i16>) -> Vec<Problem> {
    let held = T::find(book, now.id());
    if held == Some(now) {
        return Vec::new();
    }
    let was = held.and_then(&year);
    let is = year(now).filter(|is| Some(*is) != was);
    was.into_iter()
        .chain(is)
        .filter_map(|year| refusal(book, year, None, &now.place(book)))
        .collect()
}

/// Why a record may not be removed: its year is closed.
pub fn removal<T: Record>(book: &Book, held: &T, year: impl Fn(&T) -> Option<i16>) -> Vec<Problem> {
    year(held)
        .and_then(|year| refusal(book, year, None, &held.place(book)))
        .into_iter()
        .collect()
}

impl Record for Closing {
    type Id = ClosingId;
    const NOUN: &'static str = "closing";

    fn id(&self) -> ClosingId {
        self.id
    }

    fn find(book: &Book, id: ClosingId) -> Option<&Self> {
        book.closings.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        let state = if self.is_closed {
            "closed"
        } else {
            "open again"
        };
        format!("{} {state}", self.name())
    }

    fn shown(&self, _book: &Book) -> String {
        let state = if self.is_closed {
            "closed"
        } else {
            "open again"
        };
        format!("{state} {}", self.made_on)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::FiscalYear(self.fiscal_year)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        let held = book
            .closings
            .iter()
            .find(|held| held.fiscal_year == self.fiscal_year && held.month == self.month);
        let is_again = held.is_some_and(|held| {
            held.id != self.id || (held.is_closed && self.is_closed && held != self)
        });
        if is_again {
            problems.push(Problem::refusal(
                "closed-twice",
                self.place(book),
                self.name(),
                "closed a second time",
                "It is closed already.",
                "Open it again with a reason if something must change.",
            ));
        }
        if !self.is_closed && self.reason.trim().is_empty() {
            problems.push(Problem::refusal(
                "reason-missing",
                self.place(book),
                self.name(),
                "open again without a reason",
                "Whoever relied on the closed figures must be able to read why they changed.",
                "Write why it is opened again.",
            ));
        }
        if self.month > 12 {
            problems.push(Problem::refusal(
                "month-out-of-range",
                self.place(book),
                self.name(),
                self.month.to_string(),
                "A year has twelve months, counted from April.",
                "Choose a month.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        if !self.is_closed {
            return Vec::new();
        }
        vec![Problem::refusal(
            "period-closed",
            self.place(book),
            self.name(),
            "its closing taken away",
            "A closed period is opened again with a reason, so that the reason can be read.",
            "Open it again with a reason.",
        )]
    }
}
