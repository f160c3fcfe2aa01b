//! Plans that are broken in one place after another, and what comes out of them.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::domain::area::{Area, AreaCode, AreaKind};
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::{ObjectiveId, PlanId};
use crate::domain::objective::Objective;
use crate::domain::plan::Plan;
use crate::domain::record::Edit;
use crate::store::Store;

fn stamp() -> Stamp {
    Stamp {
        who: "asha".into(),
        at: "2026-11-23T09:00:00Z".into(),
    }
}

fn objective(n: i64, title: &str) -> Objective {
    Objective {
        id: ObjectiveId(n),
        number: n.to_string(),
        short: format!("Objective {n}"),
        title: title.to_owned(),
        position: n,
    }
}

const N: i64 = 400;

/// A plan of 400 objectives, 200 of them there from the beginning, each then renamed.
fn plan() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let area = AreaCode("856".into());
    let plan = Plan {
        id: PlanId(1),
        title: "A plan".into(),
        area: area.clone(),
        framework: "none".into(),
        about: String::new(),
    };
    let areas = [Area {
        code: area,
        name: "Leicester".into(),
        kind: AreaKind::Authority,
        region: None,
    }];
    // A title long enough for rows to fill pages.
    let long = "Children are safe and well, and go to school. ".repeat(8);
    let first: Vec<Command> = (1..=N / 2)
        .map(|n| Edit::add(objective(n, &long)).into())
        .collect();
    let mut store = Store::create(&path, &plan, &areas, &first, None).unwrap();
    for n in N / 2 + 1..=N {
        let command = Edit::add(objective(n, &long)).into();
        store.run(&command, &Book::default(), &stamp()).unwrap();
    }
    drop(store);
    (folder, path)
}

/// The pages of a table, but its first.
fn pages(path: &Path, table: &str) -> Vec<u64> {
    let conn = Connection::open(path).unwrap();
    let mut query = conn
        .prepare("select pageno from dbstat where name = ?1 and pagetype = 'leaf'")
        .unwrap();
    query
        .query_map([table], |row| row.get::<_, i64>(0))
        .unwrap()
        .map(|n| n.unwrap().unsigned_abs())
        .collect()
}

fn wipe(path: &Path, page: u64) {
    let mut bytes = fs::read(path).unwrap();
    let size = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let at = usize::try_from(page - 1).unwrap() * size;
    bytes[at..at + size].fill(0xA5);
    fs::write(path, bytes).unwrap();
}

fn rescued(path: &Path) -> (Rescue, PathBuf) {
    let out = path.with_file_name("rescued.sqlite");
    drop(fs::remove_file(&out));
    let seen = look(path, Known::default(), &stamp(), &mut |_| true).unwrap();
    let found = save(path, &out, Known::default(), &stamp(), &mut |_| true).unwrap();
    assert_eq!(seen, found, "looking tells what saving does");
    (found, out)
}

fn of<'r>(found: &'r Rescue, table: &str) -> &'r Salvage {
    found
        .tables
        .iter()
        .find(|held| held.table == table)
        .unwrap()
}

fn count(path: &Path, sql: &str) -> i64 {
    let conn = Connection::open(path).unwrap();
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn opens(path: &Path) -> Store {
    let (store, _) = Store::open_to_read(path, jiff::Timestamp::UNIX_EPOCH).unwrap();
    store
}

#[test]
fn a_whole_plan_comes_through_whole() {
    let (_folder, path) = plan();
    let (found, out) = rescued(&path);
    assert!(found.is_whole(), "{found:?}");
    assert_eq!(found.n_changes, (N / 2).unsigned_abs());
    let mut store = opens(&out);
    store.undo(&stamp()).unwrap();
    assert_eq!(count(&out, "select count(*) from objective"), N - 1);
}

#[test]
fn a_page_takes_only_its_own_rows_with_it_and_the_history_brings_back_what_it_has() {
    let (_folder, path) = plan();
    let pages = pages(&path, "objective");
    assert!(pages.len() > 4, "a table of several pages: {}", pages.len());
    for page in &pages {
        let whole = fs::read(&path).unwrap();
        wipe(&path, *page);
        let (found, out) = rescued(&path);
        let held = of(&found, "objective");
        let n = count(&out, "select count(*) from objective").unsigned_abs();
        assert_eq!(n, held.n_read + held.n_from_history);
        assert!(n >= N.unsigned_abs() - 30, "page {page}: {n}, {held:?}");
        let n_after_the_beginning = count(&out, "select count(*) from objective where id > 200");
        assert_eq!(
            n_after_the_beginning,
            N / 2,
            "page {page}: the journal has those"
        );
        assert!(!found.is_history_cut, "page {page}");
        drop(opens(&out));
        fs::write(&path, whole).unwrap();
    }
}

#[test]
fn a_history_that_has_lost_a_page_leads_back_to_there() {
    let (_folder, path) = plan();
    let pages = pages(&path, "change_row");
    wipe(&path, pages[pages.len() / 2]);
    let (found, out) = rescued(&path);
    assert!(found.is_history_cut);
    assert!(
        (1..(N / 2).unsigned_abs()).contains(&found.n_changes),
        "{found:?}"
    );
    assert_eq!(count(&out, "select count(*) from objective"), N);
    let mut store = opens(&out);
    for _ in 0..found.n_changes {
        store.undo(&stamp()).unwrap();
    }
    let end = store.undo(&stamp()).unwrap_err();
    assert!(matches!(end, StoreError::NothingToUndo), "{end}");
    let left = count(&out, "select count(*) from objective").unsigned_abs();
    assert_eq!(left, N.unsigned_abs() - found.n_changes);
    let moment = "2020-01-01T00:00:00Z".parse().unwrap();
    let before = store.as_at(moment, &path.with_file_name("before.sqlite"));
    assert!(before.is_err(), "nothing is known of the time before");
}

#[test]
fn a_plan_that_is_cut_off_is_read_as_far_as_it_goes() {
    let (_folder, path) = plan();
    let whole = fs::read(&path).unwrap();
    for part in [4, 5, 8] {
        fs::write(&path, &whole[..whole.len() * (part - 1) / part]).unwrap();
        let (found, out) = rescued(&path);
        assert!(!found.is_whole());
        assert!(
            count(&out, "select count(*) from objective") >= N / 4,
            "{part}: {found:?}"
        );
        drop(opens(&out));
    }
}

#[test]
fn a_list_of_tables_that_has_lost_a_page_of_triggers_is_no_matter() {
    let (_folder, path) = plan();
    let pages = pages(&path, "sqlite_schema");
    wipe(&path, pages[pages.len() - 1]);
    let (found, out) = rescued(&path);
    assert!(found.is_whole(), "{found:?}");
    assert_eq!(count(&out, "select count(*) from objective"), N);
}

#[test]
fn whose_plan_it_was_is_asked_for_where_that_is_lost() {
    let (_folder, path) = plan();
    wipe(&path, pages(&path, "plan")[0]);
    let (found, out) = rescued(&path);
    assert!(found.is_plan_lost && found.sentence().contains("look at both"));
    assert_eq!(
        count(
            &out,
            "select count(*) from plan where title like 'Rescued from plan%'"
        ),
        1
    );
    drop(opens(&out));
}

#[test]
fn what_another_program_has_left_is_not_run_and_not_brought() {
    let (_folder, path) = plan();
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch(
        "create trigger helper after insert on risk begin delete from objective; end;
         alter table decision add column extra text;
         drop table theme; create view theme as select 1 as id;",
    )
    .unwrap();
    drop(conn);
    assert!(Store::open_to_read(&path, jiff::Timestamp::UNIX_EPOCH).is_err());
    let (found, out) = rescued(&path);
    assert_eq!(of(&found, "theme").n_lost, None);
    assert_eq!(count(&out, "select count(*) from objective"), N);
    assert_eq!(
        count(
            &out,
            "select count(*) from sqlite_schema where name = 'helper'"
        ),
        0
    );
    drop(opens(&out));
}

#[test]
fn it_can_be_stopped_and_replaces_nothing() {
    let (_folder, path) = plan();
    let stopped = look(&path, Known::default(), &stamp(), &mut |_| false);
    assert!(stopped.is_ok(), "too few rows to be asked");
    let there = save(&path, &path, Known::default(), &stamp(), &mut |_| true).unwrap_err();
    assert!(matches!(there, StoreError::Refused(_)), "{there}");
    let none = look(
        &path.with_file_name("none"),
        Known::default(),
        &stamp(),
        &mut |_| true,
    )
    .unwrap_err();
    assert!(matches!(none, StoreError::NotThere(_)), "{none}");
}

/// The rows that a rescued plan has, table by table, against those that it had.
#[test]
fn every_row_is_counted_once_whatever_page_is_torn() {
    let (_folder, path) = plan();
    let whole = fs::read(&path).unwrap();
    let n_pages = whole.len() / 4096;
    let rows = |path: &Path, table: &str| {
        count(path, &format!("select count(*) from \"{table}\"")).unsigned_abs()
    };
    let tables = ["objective", "area", "plan", "change_row"];
    let had = tables.map(|table| rows(&path, table));
    for page in (1..n_pages).step_by(23) {
        let mut bytes = whole.clone();
        // The second half of a page, as where the power went in the middle of it.
        bytes[page * 4096 + 2048..(page + 1) * 4096].fill(0);
        fs::write(&path, &bytes).unwrap();
        let (found, out) = rescued(&path);
        for (table, had) in tables.iter().zip(had) {
            let Some(held) = found.tables.iter().find(|held| held.table == *table) else {
                continue;
            };
            if *table == "objective" {
                let has = rows(&out, table);
                assert_eq!(has, held.n_read + held.n_from_history, "page {page}");
                assert!(has == had || !found.is_whole(), "page {page}: {held:?}");
            }
        }
        drop(opens(&out));
    }
}

#[test]
fn the_version_is_that_of_the_tables_and_not_of_the_header() {
    for named in [-5, 0, 1, 5, VERSION] {
        let (_folder, path) = plan();
        let conn = Connection::open(&path).unwrap();
        conn.pragma_update(None, "user_version", named).unwrap();
        drop(conn);
        let (found, _) = rescued(&path);
        assert!(found.is_whole(), "{named}: {found:?}");
    }
}

#[test]
fn a_plan_that_has_lost_its_mark_is_known_by_its_tables() {
    let (_folder, path) = plan();
    let conn = Connection::open(&path).unwrap();
    conn.pragma_update(None, "application_id", 7).unwrap();
    drop(conn);
    assert!(rescued(&path).0.is_whole());
    let other = path.with_file_name("other");
    Connection::open(&other)
        .unwrap()
        .execute_batch("create table plan (a)")
        .unwrap();
    let refused = look(&other, Known::default(), &stamp(), &mut |_| true).unwrap_err();
    assert!(
        matches!(refused, StoreError::AnotherProgram(_)),
        "{refused}"
    );
}

#[test]
fn one_broken_page_does_not_keep_another_from_being_gone_round() {
    let (_folder, path) = plan();
    let pages = pages(&path, "objective");
    for page in pages.iter().step_by(2) {
        wipe(&path, *page);
    }
    let (found, out) = rescued(&path);
    // Each page that is left has its rows, and the journal those of the second half.
    let n = count(&out, "select count(*) from objective where id <= 200");
    assert!(n >= 60, "{n} of the first 200: {found:?}");
    assert_eq!(
        count(&out, "select count(*) from objective where id > 200"),
        N / 2
    );
}

#[test]
fn a_list_of_tables_with_a_hole_in_it_is_read_on_both_sides() {
    let (_folder, path) = plan();
    let pages = pages(&path, "sqlite_schema");
    for page in pages.iter().take(6) {
        let whole = fs::read(&path).unwrap();
        wipe(&path, *page);
        let (found, out) = rescued(&path);
        let n_nowhere = found
            .tables
            .iter()
            .filter(|held| held.n_lost.is_none())
            .count();
        assert!(
            n_nowhere < 12,
            "page {page}: {n_nowhere} tables are not found"
        );
        drop(opens(&out));
        fs::write(&path, whole).unwrap();
    }
}

#[test]
fn what_refers_to_what_is_lost_is_counted_and_said() {
    let (_folder, path) = plan();
    let conn = Connection::open(&path).unwrap();
    journal::uninstall(&conn).unwrap();
    conn.execute_batch(
        "insert into priority_area (id, name, objective_id, position) select 7, 'Assessment', min(id), 1 from objective",
    )
    .unwrap();
    journal::install(&conn).unwrap();
    drop(conn);
    wipe(&path, pages(&path, "objective")[0]);
    let (found, out) = rescued(&path);
    assert_eq!(of(&found, "priority_area").n_emptied, 1);
    assert!(found.sentence().contains("1 has lost what it referred to."));
    assert_eq!(
        count(&out, "select objective_id is null from priority_area"),
        1
    );
    // The history says it, and there is nothing in it to take back.
    assert_eq!(
        count(
            &out,
            "select count(*) from change where words like 'Rescued from a damaged file.%'"
        ),
        1
    );
    let mut store = opens(&out);
    store.undo(&stamp()).unwrap();
    assert_eq!(
        count(&out, "select count(*) from objective where id = 400"),
        0
    );
}

#[test]
fn the_damaged_file_and_a_journal_beside_it_are_not_touched() {
    let (_folder, path) = plan();
    let before = fs::read(&path).unwrap();
    let journal = path.with_file_name("plan.sqlite-journal");
    fs::write(&journal, "not a journal that SQLite would know").unwrap();
    rescued(&path);
    assert!(fs::read(&path).unwrap() == before);
    assert!(journal.exists());
}

#[test]
fn the_plan_is_given_to_the_authority_that_is_named() {
    let (_folder, path) = plan();
    wipe(&path, pages(&path, "plan")[0]);
    wipe(&path, pages(&path, "area")[0]);
    let area = |code: &str| Area {
        code: AreaCode(code.into()),
        name: format!("Council {code}"),
        kind: AreaKind::Authority,
        region: None,
    };
    let areas = [area("855"), area("856")];
    let known = Known {
        authority: Some(&areas[1].code),
        areas: &areas,
    };
    let out = path.with_file_name("rescued.sqlite");
    let found = save(&path, &out, known, &stamp(), &mut |_| true).unwrap();
    assert!(found.is_plan_lost);
    assert_eq!(
        count(&out, "select count(*) from plan where area_code = '856'"),
        1
    );
    assert_eq!(
        count(
            &out,
            "select count(*) from area where name like 'Council %'"
        ),
        2
    );
}
