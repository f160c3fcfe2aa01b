//! What undo and redo may not take back: money that has been reported, and money that has been moved on.
//!
//! A step of undo writes rows as they were, and so passes by the rules that a change is held against. Two of them must
//! hold all the same, or the figures that a section 151 officer signed would no longer be in the file: a month or year
//! that is closed stays as it is, and a line does not give what it has not got.
//!
//! Edges: closing itself can be taken back by whoever has just closed. A line that was overdrawn before may stay so.

use crate::domain::book::{Book, Shelf};
use crate::domain::closing;
use crate::domain::grant::position::latest;
use crate::domain::id::GrantId;
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// Every reason not to go from one state of the plan to another by undo or redo.
#[must_use]
pub fn refusals(before: &Book, after: &Book) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut closed: Vec<(i16, u8)> = before
        .closings
        .iter()
        .filter(|held| held.is_closed && closing_stands(after, held.fiscal_year, held.month))
        .map(|held| (held.fiscal_year, held.month))
        .collect();
    closed.sort_unstable();
    for (year, month) in closed {
        let changes = if month == 0 {
            year_changes(before, after, year)
        } else {
            month_changes(before, after, year, month)
        };
        if changes {
            let month = (month > 0).then_some(month);
            problems.extend(closing::refusal(
                before,
                year,
                month,
                &Place::FiscalYear(year),
            ));
        }
    }
    problems.extend(overdrawn(before, after));
    problems
}

fn closing_stands(after: &Book, fiscal_year: i16, month: u8) -> bool {
    after
        .closings
        .iter()
        .any(|held| held.is_closed && held.fiscal_year == fiscal_year && held.month == month)
}

/// Whether the records of a noun that are of a year are other ones.
fn differ<T: Record>(before: &Shelf<T>, after: &Shelf<T>, is_of: impl Fn(&T) -> bool) -> bool {
    let of = |shelf: &Shelf<T>| -> Vec<T> {
        let mut held: Vec<T> = shelf.iter().filter(|held| is_of(held)).cloned().collect();
        held.sort_by_key(Record::id);
        held
    };
    of(before) != of(after)
}

fn year_changes(before: &Book, after: &Book, year: i16) -> bool {
    // A grant that only one of the two has is of its year all the same.
    let is_of = |id: GrantId| {
        let grant = before.grants.get(id).or_else(|| after.grants.get(id));
        grant.is_some_and(|grant| grant.fiscal_year == year)
    };
    differ(&before.grants, &after.grants, |held| {
        held.fiscal_year == year
    }) || differ(&before.allocations, &after.allocations, |held| {
        is_of(held.grant)
    }) || differ(&before.virements, &after.virements, |held| {
        held.fiscal_year == year
    }) || differ(&before.actuals, &after.actuals, |held| is_of(held.grant))
        || differ(&before.forecasts, &after.forecasts, |held| {
            is_of(held.grant)
        })
        || differ(&before.commitments, &after.commitments, |held| {
            is_of(held.grant)
        })
        || differ(&before.profiles, &after.profiles, |held| is_of(held.grant))
        || differ(&before.carried, &after.carried, |held| is_of(held.grant))
        || differ(&before.contributions, &after.contributions, |held| {
            held.fiscal_year == year
        })
}

fn month_changes(before: &Book, after: &Book, year: i16, month: u8) -> bool {
    let is_of = |id: GrantId| {
        let grant = before.grants.get(id).or_else(|| after.grants.get(id));
        grant.is_some_and(|grant| grant.fiscal_year == year)
    };
    differ(&before.actuals, &after.actuals, |held| {
        held.month == month && is_of(held.grant)
    })
}

/// Lines that would have less than nothing, and had not before.
fn overdrawn(before: &Book, after: &Book) -> Vec<Problem> {
    if before.virements.is_empty() && after.virements.is_empty() {
        return Vec::new();
    }
    let was = latest(before);
    let mut lines: Vec<_> = latest(after)
        .into_iter()
        .filter(|(line, amount)| {
            let had = was.get(line).copied().unwrap_or(Pence::ZERO);
            amount.is_negative() && *amount < had
        })
        .collect();
    lines.sort_unstable();
    lines
        .into_iter()
        .map(|(line, amount)| {
            let year = line.fiscal_year(before).or_else(|| line.fiscal_year(after));
            let year = year.map_or_else(String::new, |year| {
                format!(" of {}", Period::Financial(year))
            });
            Problem::refusal(
                "virement-relied-on",
                line.place(),
                line.name(if line.fiscal_year(before).is_some() {
                    before
                } else {
                    after
                }),
                format!("the line{year} would have {amount}"),
                "Its money has been moved on by a virement since.",
                "Take that virement back first, or move the money back by another one.",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::actual::Actual;
    use crate::domain::check::sample::{Sample, YEAR};
    use crate::domain::closing::Closing;
    use crate::domain::id::{ActualId, ClosingId, VirementId};
    use crate::domain::virement::{Lasting, Virement, VirementLine};

    /// A grant of £100 that pays one line £60, the months or the year closed that are named, and so much spent in April.
    fn book(closed: &[u8], spent: Option<i64>) -> Book {
        let mut sample = Sample::default();
        let area = sample.area("Care");
        let other = sample.area("Support");
        let grant = sample.grant("Main", 100, "", &[]);
        sample.pay(grant, area, 60);
        sample.pay(grant, other, 20);
        let mut book = sample.book();
        let closing = |(n, month): (usize, &u8)| Closing {
            id: ClosingId(n as i64 + 1),
            fiscal_year: YEAR,
            month: *month,
            is_closed: true,
            made_on: date(2002, 5, 1),
            made_by: "A Officer".into(),
            reason: String::new(),
        };
        book.closings = closed
            .iter()
            .enumerate()
            .map(closing)
            .collect::<Vec<_>>()
            .into();
        let actual = |pence: i64| Actual {
            id: ActualId(1),
            grant,
            priority_area: area,
            month: 1,
            amount: Pence(pence),
            batch: None,
            note: String::new(),
        };
        book.actuals = spent.map(actual).into_iter().collect::<Vec<_>>().into();
        book
    }

    fn kinds(before: &Book, after: &Book) -> Vec<&'static str> {
        refusals(before, after)
            .iter()
            .map(|held| held.kind)
            .collect()
    }

    #[test]
    fn what_was_reported_stays() {
        #[track_caller]
        fn check(closed: &[u8], want: &[&str]) {
            assert_eq!(kinds(&book(closed, Some(5)), &book(closed, None)), want);
        }
        check(&[], &[]);
        check(&[2], &[]);
        check(&[1], &["period-closed"]);
        check(&[0], &["period-closed"]);
        check(&[0, 1], &["period-closed", "period-closed"]);
    }

    #[test]
    fn closing_can_itself_be_taken_back_and_other_years_are_free() {
        assert_eq!(
            kinds(&book(&[0], Some(5)), &book(&[], Some(5))),
            [] as [&str; 0]
        );
        let (mut before, mut after) = (book(&[0], Some(5)), book(&[0], None));
        for book in [&mut before, &mut after] {
            let mut closings = book.closings.to_vec();
            closings[0].fiscal_year = YEAR - 1;
            book.closings = closings.into();
        }
        assert_eq!(kinds(&before, &after), [] as [&str; 0]);
    }

    #[test]
    fn money_that_was_moved_on_cannot_be_taken_back() {
        let moved = |id: i64, from: usize, to: usize, book: &Book, pounds: i64| Virement {
            id: VirementId(id),
            fiscal_year: YEAR,
            made_on: date(2001, 9, 1),
            reason: "Less needed".into(),
            approver: String::new(),
            approved_by: String::new(),
            lasting: Lasting::ThisYear,
            lines: [(from, -pounds), (to, pounds)]
                .map(|(at, pounds)| VirementLine {
                    grant: book.grants[0].id,
                    priority_area: Some(book.priority_areas[at].id),
                    amount: Pence(pounds * 100),
                })
                .to_vec(),
            scenario: String::new(),
        };
        let mut before = book(&[], None);
        // £50 come to the second line, which had £20, and £60 go on from it.
        let (first, second) = (moved(1, 0, 1, &before, 50), moved(2, 1, 0, &before, 60));
        before.virements = vec![first, second.clone()].into();
        let mut after = before.clone();
        after.virements = vec![second].into();
        let found = refusals(&before, &after);
        assert_eq!(found[0].kind, "virement-relied-on");
        assert_eq!(found[0].what, "the line of 2001/02 would have −£40");
        assert_eq!(refusals(&after, &before), []);
    }
}
