//! `rescue` as scripts see it: a row for each table, exit codes, and nothing written where nothing was asked for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use desk::Desk;
use rusqlite::Connection;

mod desk;

const PLAN: &str = "leicester.sqlite";

/// Overwrites the page with which a table begins.
fn damage(desk: &Desk, table: &str) {
    let path = desk.path(PLAN);
    let page: i64 = Connection::open(&path)
        .unwrap()
        .query_row(
            "select rootpage from sqlite_schema where name = ?1",
            [table],
            |row| row.get(0),
        )
        .unwrap();
    let page = usize::try_from(page).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[(page - 1) * 4096..page * 4096].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
}

#[test]
fn a_whole_plan_is_whole() {
    let desk = Desk::with(&["leicester"]);
    let done = desk.run(&["rescue", PLAN, "--format", "csv"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out
            .starts_with("table,read,lost,from_history,left_out,emptied\n"),
        "{}",
        done.out
    );
    assert!(
        done.out.contains("\nobjective,11,0,0,0,0\n"),
        "{}",
        done.out
    );
    assert!(done.err.contains("Nothing was written"), "{}", done.err);
}

#[test]
fn what_is_lost_is_said_and_the_rest_is_a_plan() {
    let desk = Desk::with(&["leicester"]);
    damage(&desk, "risk");
    let refused = desk.run(&["grants", PLAN, "--year", "2001/02"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(
        refused.err.contains("golden-thread rescue"),
        "{}",
        refused.err
    );
    let done = desk.run(&["rescue", PLAN, "--out", "again.sqlite", "--format", "csv"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.out.contains("\nrisk,0,"), "{}", done.out);
    assert!(
        done.out.contains("\nobjective,11,0,0,0,0\n"),
        "{}",
        done.out
    );
    let grants = desk.run(&["grants", "again.sqlite", "--year", "2001/02"]);
    assert_eq!(
        grants.code, 1,
        "problems of the sample’s own: {}",
        grants.err
    );
    let again = desk.run(&["rescue", PLAN, "--out", "again.sqlite"]);
    assert_eq!(again.code, 2, "{}", again.err);
    assert!(again.err.contains("already"), "{}", again.err);
}

#[test]
fn an_authority_that_there_is_not_is_refused() {
    let desk = Desk::with(&["leicester"]);
    damage(&desk, "plan");
    let refused = desk.run(&["rescue", PLAN, "--out", "again.sqlite", "--area", "8"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("No authority has that code"),
        "{}",
        refused.err
    );
    assert!(!desk.path("again.sqlite").exists());
    let done = desk.run(&["rescue", PLAN, "--out", "again.sqlite", "--area", "855"]);
    assert_eq!(done.code, 1, "{}", done.err);
    let conn = Connection::open(desk.path("again.sqlite")).unwrap();
    let area: String = conn
        .query_row("select area_code from plan", [], |row| row.get(0))
        .unwrap();
    assert_eq!(area, "855");
}
