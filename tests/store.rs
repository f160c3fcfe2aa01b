//! The file: nothing is lost, everything can be taken back, and whatever is wrong with a file is said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::inconsistent_digit_grouping, reason = "pounds_pence")]

mod around;
mod drawn;

use std::fs;
use std::path::{Path, PathBuf};

use drawn::{dump, some_change};
use golden_thread::domain::command::Command;
use golden_thread::domain::grant::Allocation;
use golden_thread::domain::id::{PriorityAreaId, ReadingId};
use golden_thread::domain::money::Pence;
use golden_thread::domain::reading::Reported;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, StoreError, Which};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

fn sample(which: Which) -> (TempDir, PathBuf, Session) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let session = Session::sample(which, &path).unwrap();
    (folder, path, session)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever was done can be taken back to the first byte of meaning, and done again.
    #[test]
    fn undoing_everything_gives_the_first_file_and_redoing_it_the_last(
        changes in prop::collection::vec((0_u8..6 + around::KINDS, 0_usize..500, 0_i64..90_000_000), 1..14)
    ) {
        let (_folder, path, mut session) = sample(Which::Leicester);
        let first = dump(&path);
        let mut n_done = 0;
        for (kind, at, amount) in changes {
            let before = session.history(None).unwrap().len();
            let command = some_change(&session, kind, at, amount);
            match session.run(&command) {
                Ok(()) => n_done += session.history(None).unwrap().len() - before,
                Err(StoreError::Refused(_)) => prop_assert_eq!(before, session.history(None).unwrap().len()),
                Err(error) => return Err(TestCaseError::fail(error.to_string())),
            }
        }
        let last = dump(&path);
        // Undo survives a restart.
        drop(session);
        let mut session = Session::open(&path).unwrap();
        for _ in 0..n_done {
            session.undo().unwrap();
        }
        prop_assert!(matches!(session.undo(), Err(StoreError::NothingToUndo)));
        prop_assert_eq!(&dump(&path), &first);
        for _ in 0..n_done {
            session.redo().unwrap();
        }
        prop_assert!(matches!(session.redo(), Err(StoreError::NothingToRedo)));
        prop_assert_eq!(&dump(&path), &last);
    }
}

fn set(session: &Session, line: &str, pence: i64) -> Command {
    let book = session.book();
    let area = book
        .priority_areas
        .iter()
        .find(|area| area.name == line)
        .unwrap();
    let was = book
        .allocations
        .iter()
        .find(|held| held.priority_area == area.id)
        .unwrap();
    Edit::change(
        was,
        Allocation {
            amount: Pence(pence),
            ..was.clone()
        },
    )
    .into()
}

#[test]
fn a_change_made_elsewhere_is_seen_and_never_overwritten() {
    let (_folder, path, mut here) = sample(Which::Leicester);
    let mut there = Session::open(&path).unwrap();
    let stale = set(&here, "Assessment", 100_00);
    there.run(&set(&there, "Assessment", 300_000_00)).unwrap();
    let refused = here.run(&stale).unwrap_err();
    let StoreError::Refused(problems) = &refused else {
        panic!("{refused}")
    };
    assert_eq!(problems[0].kind, "changed-meanwhile");
    assert!(
        refused
            .to_string()
            .contains("you saw £293,250 and asked for £100; it is now £300,000"),
        "{refused}"
    );
    // The refusal brought the book up to date, so the officer sees the other's value and may decide anew.
    here.run(&set(&here, "Assessment", 100_00)).unwrap();
    assert!(there.refresh().unwrap());
    assert!(!there.refresh().unwrap());
    assert_eq!(
        there
            .book()
            .allocations
            .iter()
            .filter(|held| held.amount == Pence(100_00))
            .count(),
        1
    );
}

#[test]
fn an_undo_that_would_overwrite_somebody_else_is_refused_by_name() {
    let (_folder, path, mut session) = sample(Which::Leicester);
    session.run(&set(&session, "Assessment", 1_00)).unwrap();
    // Somebody else's later change to the same cell: the same file, another name in the journal.
    session.run(&set(&session, "Assessment", 2_00)).unwrap();
    let conn = Connection::open(&path).unwrap();
    conn.execute("update change set who = 'Priya' where id = 2", [])
        .unwrap();
    drop(conn);
    session.refresh().unwrap();
    let refused = session.undo().unwrap_err();
    assert!(
        matches!(&refused, StoreError::Overtaken { who, .. } if who == "Priya"),
        "{refused}"
    );
    assert_eq!(
        session
            .book()
            .allocations
            .iter()
            .filter(|held| held.amount == Pence(2_00))
            .count(),
        1
    );
}

#[test]
fn a_refused_entry_changes_nothing() {
    let (_folder, path, mut session) = sample(Which::Leicester);
    let before = dump(&path);
    let book = session.book();
    let percent = |id| {
        let indicator = book.indicators.get(id).unwrap();
        indicator.unit.word() == "percent"
    };
    let reading = book
        .readings
        .iter()
        .find(|reading| reading.reported.value().is_some() && percent(reading.indicator))
        .unwrap()
        .clone();
    let mut high = reading.clone();
    high.reported = Reported::Figure {
        value: 140.0,
        decimals: 0,
    };
    let refused = session
        .run(&Edit::change(&reading, high).into())
        .unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("A percentage lies between 0 and 100."),
        "{refused}"
    );
    let mut quarter = reading.clone();
    quarter.id = ReadingId(session.new_key());
    quarter.period = golden_thread::domain::period::Period::Quarter {
        start: 2001,
        quarter: 2,
    };
    let refused = session.run(&Edit::add(quarter).into()).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("Different kinds of period do not mix in one series."),
        "{refused}"
    );
    assert_eq!(dump(&path), before);
    assert!(session.history(None).unwrap().is_empty());
}

#[test]
fn the_file_itself_refuses_what_goes_past_the_journal() {
    let (_folder, path, _session) = sample(Which::Leicester);
    let conn = Connection::open(&path).unwrap();
    let refused = conn
        .execute("update allocation set pence = 1", [])
        .unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("changes go through Golden Thread"),
        "{refused}"
    );
    let n: i64 = conn
        .query_row(
            "select count(*) from v_allocation where year = '2001/02'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(n, 8);
}

#[test]
fn what_is_wrong_with_a_file_is_said_and_the_file_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    #[track_caller]
    fn check(path: &Path, want: &str) {
        let before = fs::read(path).ok();
        let error = Session::open(path).unwrap_err().to_string();
        assert!(error.contains(want), "{error}");
        assert_eq!(fs::read(path).ok(), before, "left as it was");
    }
    let at = |name: &str| folder.path().join(name);
    check(&at("none.sqlite"), "There is no file");
    check(folder.path(), "is a folder, not a plan");
    fs::write(at("photo.sqlite"), b"\xFF\xD8\xFF\xE0\0\x10JFIF and so on").unwrap();
    check(&at("photo.sqlite"), "is a JPEG picture, not a plan");
    fs::write(at("empty.sqlite"), b"").unwrap();
    check(&at("empty.sqlite"), "is an empty file, not a plan");
    let other = Connection::open(at("other.sqlite")).unwrap();
    other
        .execute_batch("create table t (x); insert into t values (1);")
        .unwrap();
    drop(other);
    check(&at("other.sqlite"), "is a database of another program");
}

#[test]
fn a_newer_file_is_read_but_not_changed() {
    let (_folder, path, session) = sample(Which::Leicester);
    drop(session);
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("pragma user_version = 99").unwrap();
    drop(conn);
    let mut session = Session::open(&path).unwrap();
    assert_eq!(session.opened().newer, Some(99));
    assert!(session.is_read_only());
    let refused = session.run(&set(&session, "Assessment", 1_00)).unwrap_err();
    assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused}");
}

#[test]
fn a_locked_file_says_so_and_loses_nothing() {
    let (_folder, path, mut session) = sample(Which::Leicester);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let refused = session.run(&set(&session, "Assessment", 1_00)).unwrap_err();
    assert!(matches!(refused, StoreError::Locked), "{refused}");
    other.execute_batch("rollback").unwrap();
    session.run(&set(&session, "Assessment", 1_00)).unwrap();
}

#[test]
fn a_damaged_file_names_the_newest_whole_backup() {
    let (_folder, path, session) = sample(Which::Leicester);
    drop(session);
    let session = Session::open(&path).unwrap();
    let backup = session
        .opened()
        .backup
        .clone()
        .expect("a backup on opening");
    assert!(
        Session::open(&path).unwrap().opened().backup.is_none(),
        "nothing has changed since"
    );
    drop(session);
    let mut bytes = fs::read(&path).unwrap();
    let n = bytes.len();
    for byte in &mut bytes[8192..n.min(300_000)] {
        *byte = 0xA5;
    }
    fs::write(&path, &bytes).unwrap();
    let error = Session::open(&path).unwrap_err().to_string();
    assert!(error.contains("The file is damaged"), "{error}");
    assert!(error.contains(&backup.display().to_string()), "{error}");
    assert!(Session::open(&backup).is_ok(), "the backup opens");
}

#[test]
fn the_samples_in_the_repository_are_what_their_text_makes() {
    for which in Which::ALL {
        let (_folder, path, _session) = sample(which);
        let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("sample-db/{}.sqlite", which.word()));
        assert!(
            kept.exists(),
            "make it with: cargo run -- sample sample-db/{}.sqlite",
            which.word()
        );
        assert!(
            dump(&path) == dump(&kept),
            "{} is out of date: remove it and run: cargo run -- sample sample-db/{0}.sqlite",
            which.word()
        );
        let schema = |path: &Path| -> Vec<String> {
            let conn = Connection::open(path).unwrap();
            let mut query = conn
                .prepare("select sql from sqlite_schema where sql is not null order by type, name")
                .unwrap();
            query
                .query_map([], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect()
        };
        assert!(
            schema(&path) == schema(&kept),
            "{} is of another file version: remove it and run: cargo run -- sample sample-db/{0}.sqlite",
            which.word()
        );
    }
}

#[test]
fn a_new_plan_knows_its_authority_and_framework() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.sqlite");
    let session = Session::new_plan(
        &path,
        &golden_thread::domain::area::AreaCode::new("856"),
        "quality-protects",
    )
    .unwrap();
    assert_eq!(session.book().objectives.len(), 11);
    assert_eq!(
        session.book().area_name(&session.book().plan().area),
        "Leicester"
    );
    assert_eq!(session.neighbour_lists(), ["2025-05", "2021-04"]);
    assert!(matches!(
        Session::new_plan(
            &path,
            &golden_thread::domain::area::AreaCode::new("856"),
            "none"
        ),
        Err(StoreError::AlreadyThere(_))
    ));
    let other = folder.path().join("other.sqlite");
    let refused = Session::new_plan(
        &other,
        &golden_thread::domain::area::AreaCode::new("999"),
        "none",
    )
    .unwrap_err();
    assert!(
        refused.to_string().contains("No authority has that code."),
        "{refused}"
    );
    assert!(!other.exists());
}

#[test]
fn removing_what_is_in_use_is_refused_with_the_count() {
    let (_folder, _path, mut session) = sample(Which::Leicester);
    let area = session.book().priority_areas[0].clone();
    let refused = session.run(&Edit::remove(&area).into()).unwrap_err();
    assert!(
        refused.to_string().contains("allocation to it"),
        "{refused}"
    );
    assert!(
        session
            .book()
            .priority_areas
            .get(PriorityAreaId(area.id.0))
            .is_some()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    /// After each step the whole book is remembered. As at each moment, the plan is that book: in a file of its own, seen
    /// without one, in the snapshot taken then, and in the file once it has been a package of tables.
    #[test]
    fn the_plan_as_at_any_moment_is_the_plan_as_it_was(
        steps in prop::collection::vec((0_u8..9, 0_usize..500, 0_i64..90_000_000), 1..9)
    ) {
        let (folder, path, mut session) = sample(Which::Leicester);
        let mut books = vec![session.book().clone()];
        for (n, (kind, at, amount)) in steps.into_iter().enumerate() {
            let done = match kind {
                6 => session.undo().map(drop),
                7 => session.redo().map(drop),
                8 => match session.book().batches.first().cloned() {
                    Some(batch) => session.run(&Edit::remove(&batch).into()),
                    None => continue,
                },
                kind => {
                    let command = some_change(&session, kind, at, amount);
                    session.run(&command)
                }
            };
            match done {
                Ok(()) => {}
                Err(StoreError::Refused(_) | StoreError::NothingToUndo | StoreError::NothingToRedo) => continue,
                Err(error) => return Err(TestCaseError::fail(error.to_string())),
            }
            // A change that alters nothing leaves no entry, and no moment of its own.
            let n_made = session.history(None).unwrap().len();
            books.truncate(n_made);
            books.push(session.book().clone());
            session.take_snapshot(&format!("{n} {n_made}"), "").unwrap();
        }
        let last = books.len() - 1;
        prop_assert_eq!(session.history(None).unwrap().len(), last);
        let conn = Connection::open(&path).unwrap();
        conn.execute("update change set at = '2026-11-10T10:' || (10 + (select count(*) from change c where c.id <= change.id)) || ':00Z'", []).unwrap();
        drop(conn);
        for held in session.snapshots().unwrap() {
            let n_made: usize = held.name.split(' ').nth(1).unwrap().parse().unwrap();
            prop_assert!(session.snapshot_book(held.id).unwrap() == books[n_made]);
        }
        for (n, want) in books.iter().enumerate() {
            let moment = golden_thread::session::as_at::moment(&format!("2026-11-10T10:{}:00Z", 10 + n)).unwrap();
            let out = folder.path().join(format!("{n}.sqlite"));
            let made = session.as_at(moment, &out).unwrap();
            prop_assert_eq!((made.n_kept, made.n_later), (n as u64, (last - n) as u64));
            prop_assert!(Session::open_to_read(&out).unwrap().book() == want, "as at change {} of {}", n, last);
            prop_assert!(session.seen_at(moment).unwrap().book() == want, "seen at change {} of {}", n, last);
        }
        let dir = folder.path().join("tables");
        session.export_package(&dir, golden_thread::session::package::Leaving::default(), &mut |_| true).unwrap();
        let back = folder.path().join("back.sqlite");
        drop(Session::from_package(&back, &dir, &mut |_| true).unwrap());
        prop_assert!(dump(&back) == dump(&path));
    }
}
