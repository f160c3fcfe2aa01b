//! What a plan holds after a change, read row by row, against what a full load of the file gives.
//!
//! The one promise behind it: memory and disk cannot disagree, whatever is changed, taken back, made again or changed by
//! somebody else, in whatever order.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod around;

use std::path::{Path, PathBuf};

use golden_thread::domain::command::Command;
use golden_thread::domain::grant::{Allocation, OfWhich, PriorityArea};
use golden_thread::domain::id::{AllocationId, OfWhichId, PriorityAreaId};
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use proptest::prelude::*;
use tempfile::TempDir;

fn sample() -> (TempDir, PathBuf, Session) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let session = Session::sample(Which::Leicester, &path).unwrap();
    (folder, path, session)
}

/// A change of some noun: amounts, orders, links, additions and removals, alone and several at once.
fn some_change(session: &Session, kind: u8, at: usize, amount: i64) -> Command {
    let book = session.book();
    let key = session.new_key();
    let area = &book.priority_areas[at % book.priority_areas.len()];
    let grant = &book.grants[at % book.grants.len()];
    match kind {
        0 => {
            let was = &book.allocations[at % book.allocations.len()];
            let mut now = was.clone();
            now.amount = Pence(amount);
            Edit::change(was, now).into()
        }
        1 => {
            let held = book
                .allocations
                .iter()
                .find(|held| held.grant == grant.id && held.priority_area == area.id);
            match held {
                Some(was) => Edit::remove(was).into(),
                None => Edit::add(Allocation::planned(
                    AllocationId(key),
                    grant.id,
                    area.id,
                    Pence(amount),
                ))
                .into(),
            }
        }
        // An order that another noun's links follow.
        2 => {
            let mut now = area.clone();
            now.position = amount % 12;
            Edit::change(area, now).into()
        }
        3 => {
            let mut now = grant.clone();
            now.position = amount % 7;
            now.fiscal_year += i16::try_from(amount % 3).unwrap() - 1;
            let areas = book.priority_areas.iter().rev().take(at % 4);
            now.eligible = areas.map(|area| area.id).collect();
            Edit::change(grant, now).into()
        }
        4 => {
            let was = &book.readings[at % book.readings.len()];
            let mut now = was.clone();
            now.note = format!("note {amount}");
            Edit::change(was, now).into()
        }
        5 => {
            let was = &book.objectives[at % book.objectives.len()];
            let mut now = was.clone();
            now.position = amount % 9;
            Edit::change(was, now).into()
        }
        6 => {
            let held = &book.allocations[at % book.allocations.len()];
            Edit::add(OfWhich {
                id: OfWhichId(key),
                allocation: held.id,
                name: "part".into(),
                amount: Pence(amount % 100),
            })
            .into()
        }
        _ => {
            // Several lines change places at once, and one is new.
            let mut parts: Vec<Command> = book
                .priority_areas
                .iter()
                .take(1 + at % 5)
                .map(|was| {
                    let mut now = was.clone();
                    now.position = (was.position * 7 + amount) % 11;
                    Edit::change(was, now).into()
                })
                .collect();
            parts.push(
                Edit::add(PriorityArea {
                    id: PriorityAreaId(key),
                    name: format!("New {key}"),
                    position: amount % 11,
                    ..area.clone()
                })
                .into(),
            );
            Command::several("Lines", parts)
        }
    }
}

#[track_caller]
fn is_as_loaded(session: &Session, path: &Path) {
    let whole = Session::open_to_read(path).unwrap();
    assert!(
        session.book() == whole.book(),
        "the plan in memory is not the plan on disk"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn memory_is_what_a_full_load_gives(
        steps in prop::collection::vec((0_u8..11 + around::KINDS, 0_usize..500, 0_i64..90_000_000), 1..24)
    ) {
        let (_folder, path, mut session) = sample();
        let mut other = Session::open_again(&path).unwrap();
        for (kind, at, amount) in steps {
            match kind {
                8 => drop(session.undo()),
                9 => drop(session.redo()),
                10 => {
                    // Two changes by another window before this one looks.
                    other.refresh().unwrap();
                    for kind in [at % 8, (at / 8) % 8] {
                        let command = some_change(&other, u8::try_from(kind).unwrap(), at, amount);
                        drop(other.run(&command));
                    }
                    is_as_loaded(&other, &path);
                    session.refresh().unwrap();
                }
                11.. => {
                    let command = around::change(&session, kind - 11, at, amount);
                    drop(session.run(&command));
                }
                kind => {
                    let command = some_change(&session, kind, at, amount);
                    drop(session.run(&command));
                }
            }
            is_as_loaded(&session, &path);
        }
    }
}
