//! Every noun of a closed year, each added, changed, moved out of the year and removed: all of it is refused.

use jiff::civil::date;

use crate::domain::book::Book;
use crate::domain::carried::{Carried, Fate};
use crate::domain::check::sample::{Sample, YEAR};
use crate::domain::closing::Closing;
use crate::domain::command::Command;
use crate::domain::commitment::Commitment;
use crate::domain::grant::{
    Allocation, Certainty, Contribution, Grant, LineStatus, OfWhich, Pooling, PublishedTotal,
    TotalOf,
};
use crate::domain::id::*;
use crate::domain::money::Pence;
use crate::domain::problem::Problem;
use crate::domain::profile::{Profile, Shape};
use crate::domain::record::{Edit, Record};

/// Main (with a line for A and one for B) and Spare (without lines) of a year that is closed, Next of the year after.
/// Everything of the closed year has the key 1.
fn book() -> Book {
    let mut sample = Sample::default();
    let (a, b) = (sample.area("A"), sample.area("B"));
    let main = sample.grant("Main", 100, "", &[]);
    sample.grant("Spare", 50, "", &[]);
    sample.grant("Next", 100, "", &[]);
    sample.grants[2].fiscal_year = YEAR + 1;
    sample.pay(main, a, 60);
    sample.of_which(10);
    sample.pay(main, b, 40);
    sample.allocations[1].status = LineStatus::Approved;
    sample.printed_total(TotalOf::Grants, 150, 0);
    let mut book = sample.book();
    book.contributions = vec![Contribution {
        id: ContributionId(1),
        fiscal_year: YEAR,
        objective: None,
        name: "Outreach".into(),
        funder: "Health".into(),
        amount: Pence(500),
        priority_area: Some(a),
        certainty: Certainty::Secured,
        pooling: Pooling::Aligned,
        note: String::new(),
        position: 1,
    }]
    .into();
    book.profiles = vec![Profile {
        id: ProfileId(1),
        grant: main,
        priority_area: a,
        shape: Shape::Even,
        weights: Vec::new(),
    }]
    .into();
    book.commitments = vec![Commitment {
        id: CommitmentId(1),
        grant: main,
        priority_area: a,
        reference: "PO 1".into(),
        what: String::new(),
        requisitioned: Pence::ZERO,
        ordered: Pence(100),
    }]
    .into();
    book.carried = vec![Carried {
        id: CarriedId(1),
        grant: main,
        priority_area: a,
        amount: Pence(100),
        fate: Fate::Repaid,
        into: None,
        note: String::new(),
    }]
    .into();
    book.closings = vec![Closing {
        id: ClosingId(1),
        fiscal_year: YEAR,
        month: 0,
        is_closed: true,
        made_on: date(2002, 5, 1),
        made_by: String::new(),
        reason: String::new(),
    }]
    .into();
    book
}

#[track_caller]
fn refused(book: &Book, command: impl Into<Command>) {
    let command = command.into();
    let found = command.problems(book);
    let closed = found.iter().filter(|found| found.kind == "period-closed");
    assert_eq!(closed.count(), 1, "{command:?}: {found:?}");
    let mut open = book.clone();
    open.closings = Vec::new().into();
    let found = command.problems(&open);
    assert!(found.iter().all(|found| found.kind != "period-closed"));
}

/// The record of the closed year: that it stays is taken; another like it, a change of it, its move into the year
/// after, a move back into the closed one and its removal are not.
#[track_caller]
fn keeps<T: Record>(held: T, another: T, changed: T, moved: T)
where
    Command: From<Edit<T>>,
{
    let book = book();
    let same = Command::from(Edit::change(&held, held.clone()));
    let of_year = |found: &Problem| found.kind == "period-closed";
    assert!(!same.problems(&book).iter().any(of_year), "{same:?}");
    refused(&book, Edit::add(another));
    refused(&book, Edit::change(&held, changed));
    refused(&book, Edit::change(&held, moved));
    refused(&book, Edit::remove(&held));
}

#[test]
fn a_closed_year_takes_no_change_of_its_grants() {
    let book = book();
    let [_, spare, next] = &book.grants[..] else {
        panic!("three grants");
    };
    let with = |id: i64, pounds: i64, fiscal_year: i16| Grant {
        id: GrantId(id),
        amount: Pence(pounds * 100),
        fiscal_year,
        ..spare.clone()
    };
    keeps(
        spare.clone(),
        with(9, 50, YEAR),
        with(2, 60, YEAR),
        with(2, 50, YEAR + 1),
    );
    let into = Grant {
        fiscal_year: YEAR,
        ..next.clone()
    };
    refused(&book, Edit::change(next, into));
    assert_eq!(Edit::remove(next).problems(&book), []);
}

#[test]
fn a_closed_year_takes_no_change_of_its_lines() {
    let book = book();
    let held = &book.allocations[0];
    let at = |id: i64, grant: i64, amount: i64| Allocation {
        amount: Pence(amount),
        ..Allocation::planned(
            AllocationId(id),
            GrantId(grant),
            held.priority_area,
            Pence(0),
        )
    };
    keeps(held.clone(), at(9, 2, 1), at(1, 1, 1), at(1, 3, 6_000));
    let part = &book.of_which[0];
    let with = |id: i64, allocation: i64, amount: i64| OfWhich {
        id: OfWhichId(id),
        allocation: AllocationId(allocation),
        amount: Pence(amount),
        ..part.clone()
    };
    keeps(
        part.clone(),
        with(9, 1, 1),
        with(1, 1, 1),
        with(1, 2, 1_000),
    );
}

#[test]
fn a_closed_year_takes_no_change_of_what_stands_beside_its_grants() {
    let book = book();
    let held = &book.contributions[0];
    let with = |id: i64, amount: i64, fiscal_year: i16| Contribution {
        id: ContributionId(id),
        amount: Pence(amount),
        fiscal_year,
        ..held.clone()
    };
    keeps(
        held.clone(),
        with(9, 500, YEAR),
        with(1, 1, YEAR),
        with(1, 500, YEAR + 1),
    );
    let held = &book.published_totals[0];
    let with = |id: i64, amount: i64, fiscal_year: i16| PublishedTotal {
        id: PublishedTotalId(id),
        amount: Pence(amount),
        fiscal_year,
        ..held.clone()
    };
    keeps(
        held.clone(),
        with(9, 500, YEAR),
        with(1, 1, YEAR),
        with(1, 15_000, YEAR + 1),
    );
}

#[test]
fn a_closed_year_takes_no_change_of_how_its_lines_are_followed() {
    let book = book();
    let held = &book.profiles[0];
    let with = |id: i64, shape: Shape, grant: i64| Profile {
        id: ProfileId(id),
        shape,
        grant: GrantId(grant),
        ..held.clone()
    };
    let (even, termly) = (Shape::Even, Shape::Termly);
    keeps(
        held.clone(),
        with(9, even, 2),
        with(1, termly, 1),
        with(1, even, 3),
    );
    let held = &book.commitments[0];
    let with = |id: i64, ordered: i64, grant: i64| Commitment {
        id: CommitmentId(id),
        ordered: Pence(ordered),
        grant: GrantId(grant),
        ..held.clone()
    };
    keeps(held.clone(), with(9, 1, 1), with(1, 1, 1), with(1, 100, 3));
    let held = &book.carried[0];
    let with = |id: i64, amount: i64, grant: i64| Carried {
        id: CarriedId(id),
        amount: Pence(amount),
        grant: GrantId(grant),
        ..held.clone()
    };
    keeps(held.clone(), with(9, 1, 2), with(1, 1, 1), with(1, 100, 3));
}

/// An approved line of an open year keeps its grant and its priority area as it keeps its amount.
#[test]
fn an_approved_line_stays_in_its_cell() {
    let mut book = book();
    book.closings = Vec::new().into();
    let held = &book.allocations[1];
    for (grant, area, want) in [
        (1, 2, None),
        (2, 2, Some("line-approved")),
        (1, 3, Some("line-approved")),
    ] {
        let now = Allocation {
            grant: GrantId(grant),
            priority_area: PriorityAreaId(area),
            note: "Checked".into(),
            ..held.clone()
        };
        let mut areas = book.clone();
        areas.priority_areas = {
            let mut all = book.priority_areas.to_vec();
            let mut third = all[0].clone();
            (third.id, third.name) = (PriorityAreaId(3), "C".into());
            all.push(third);
            all.into()
        };
        let found = Edit::change(held, now).problems(&areas);
        assert_eq!(found.first().map(|found| found.kind), want, "{found:?}");
    }
}

#[test]
fn nothing_is_closed_twice_and_opening_again_wants_a_reason() {
    #[track_caller]
    fn check(change: impl Fn(&mut Closing), want: &[&str]) {
        let book = book();
        let held = book.closings[0].clone();
        let mut now = held.clone();
        change(&mut now);
        let edit = if now.id == held.id {
            Edit::change(&held, now)
        } else {
            Edit::add(now)
        };
        let kinds: Vec<&str> = edit.problems(&book).iter().map(|held| held.kind).collect();
        assert_eq!(kinds, want);
    }
    check(|held| held.id = ClosingId(99), &["closed-twice"]);
    check(|held| held.made_on = date(2003, 1, 1), &["closed-twice"]);
    check(|held| held.is_closed = false, &["reason-missing"]);
    check(
        |held| {
            held.is_closed = false;
            held.reason = "An invoice came late".into();
        },
        &[],
    );
}
