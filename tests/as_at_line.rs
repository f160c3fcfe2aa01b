//! `as-at` as scripts see it: the plan as it stood, in a file of its own, and nothing of the plan itself touched.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::inconsistent_digit_grouping, reason = "pounds_pence")]

use std::path::Path;

use desk::Desk;
use golden_thread::domain::book::Book;
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;
use rusqlite::Connection;

mod desk;

const PLAN: &str = "leicester.sqlite";
const TABLE: &str = "measure,council,year,figure\n\
    T1,Leicester,2023/24,10.5\nT1,Leicester,2024/25,11\nT1,England,2023/24,9\nT1,England,2024/25,c\n";

/// The changes of a file on days of their own: the latest on 21 November, each of the others a day before the next.
fn on_days_of_their_own(path: &Path) {
    let conn = Connection::open(path).unwrap();
    conn.execute(
        "update change set at = '2026-11-' || (21 + id - (select max(id) from change)) || 'T12:00:00.000Z'",
        [],
    )
    .unwrap();
}

/// What a book holds, but for the areas, which are not journalled.
fn book(path: &Path) -> Book {
    let mut book = Session::open_to_read(path).unwrap().book().clone();
    book.areas.clear();
    book
}

/// A plan with an amount changed, then a file of figures taken in, then that file taken out; its books after each.
fn with_history(desk: &Desk) -> [Book; 4] {
    let plan = desk.path(PLAN);
    let first = book(&plan);
    let mut session = Session::open(&plan).unwrap();
    let was = session.book().allocations[3].clone();
    let mut now = was.clone();
    now.amount = Pence(1_234_56);
    session.run(&Edit::change(&was, now).into()).unwrap();
    drop(session);
    let second = book(&plan);
    std::fs::write(desk.path("t.csv"), TABLE).unwrap();
    let ran = desk.run(&["import", "indicators", "t.csv", "--into", PLAN, "--yes"]);
    assert!(ran.code < 2, "{}", ran.err);
    let third = book(&plan);
    assert_eq!(desk.run(&["batches", PLAN, "--remove", "t.csv"]).code, 0);
    let fourth = book(&plan);
    on_days_of_their_own(&plan);
    [first, second, third, fourth]
}

#[test]
fn each_day_is_as_it_was() {
    let desk = Desk::with(&["leicester"]);
    let books = with_history(&desk);
    let before = std::fs::read(desk.path(PLAN)).unwrap();
    for (day, want) in (18..).zip(&books) {
        let (date, out) = (format!("2026-11-{day}"), format!("{day}.sqlite"));
        let ran = desk.run(&["as-at", PLAN, &date, &out]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(ran.out.trim(), out);
        assert!(ran.err.contains("It holds 11 objectives"), "{}", ran.err);
        assert!(book(&desk.path(&out)) == *want, "{date}: {}", ran.err);
        assert_eq!(desk.run(&["check", &out]).code / 2, 0, "{date}");
    }
    assert!(std::fs::read(desk.path(PLAN)).unwrap() == before);
    // The file that was taken in later has gone with its figures; the one taken out later is there again with its own.
    let figures = |name: &str| -> i64 {
        let conn = Connection::open(desk.path(name)).unwrap();
        let sql = "select count(*) from figure f join series s on s.id = f.series_id join indicator i on i.id = s.indicator_id
                   where i.code = 'T1'";
        conn.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!((figures("19.sqlite"), figures("20.sqlite")), (0, 4));
    let bytes = std::fs::read(desk.path("19.sqlite")).unwrap();
    let holds = |word: &str| {
        bytes
            .windows(word.len())
            .any(|held| held == word.as_bytes())
    };
    assert!(!holds("t.csv"), "nothing later is left in the file");
    assert!(
        holds("Homes") || holds("home"),
        "the search finds what is there"
    );
}

#[test]
fn what_it_holds_is_said_and_its_own_history_goes_on() {
    let desk = Desk::with(&["leicester"]);
    with_history(&desk);
    let ran = desk.run(&["as-at", PLAN, "2026-11-19", "then.sqlite"]);
    assert!(
        ran.err.contains("1 change had been made by then"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("2 later changes are not in it"),
        "{}",
        ran.err
    );
    assert_eq!(desk.run(&["undo", "then.sqlite"]).code, 0);
    assert_eq!(desk.run(&["redo", "then.sqlite"]).code, 0);
    let ran = desk.run(&["as-at", PLAN, "2026-11-18", "first.sqlite"]);
    assert!(ran.err.contains("as it began"), "{}", ran.err);
    let ran = desk.run(&["as-at", PLAN, "2099-01-01", "last.sqlite"]);
    assert!(
        ran.err.contains("Nothing has been changed since"),
        "{}",
        ran.err
    );
}

#[test]
fn an_instant_counts_in() {
    let desk = Desk::with(&["leicester"]);
    let books = with_history(&desk);
    for (moment, out, want) in [
        ("2026-11-20T12:00:00.000Z", "with.sqlite", 2),
        ("2026-11-20T11:59:59.999Z", "without.sqlite", 1),
    ] {
        assert_eq!(desk.run(&["as-at", PLAN, moment, out]).code, 0);
        assert!(book(&desk.path(out)) == books[want], "{moment}");
    }
}

#[test]
fn a_clock_that_was_put_back_moves_nothing() {
    let desk = Desk::with(&["leicester"]);
    let books = with_history(&desk);
    let conn = Connection::open(desk.path(PLAN)).unwrap();
    conn.execute(
        "update change set at = '1999-01-01T00:00:00.000Z' where id = (select max(id) from change)",
        [],
    )
    .unwrap();
    drop(conn);
    assert_eq!(
        desk.run(&["as-at", PLAN, "2026-11-19", "then.sqlite"]).code,
        0
    );
    assert!(book(&desk.path("then.sqlite")) == books[1]);
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_written() {
    let desk = Desk::with(&["leicester"]);
    with_history(&desk);
    let before = std::fs::read(desk.path(PLAN)).unwrap();
    let names = || -> Vec<_> {
        let mut names: Vec<_> = std::fs::read_dir(desk.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    let there = names();
    let check = |arguments: &[&str], said: &[&str]| {
        let ran = desk.run(&[&["as-at"], arguments].concat());
        assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
        for words in said {
            assert!(ran.err.contains(words), "“{words}” is not in: {}", ran.err);
        }
        assert!(std::fs::read(desk.path(PLAN)).unwrap() == before);
        assert_eq!(names(), there);
    };
    check(
        &[PLAN, "1999-12-31", "o.sqlite"],
        &["first entry is of 2026-11-01", "later date"],
    );
    check(
        &[PLAN, "yesterday", "o.sqlite"],
        &["“yesterday”", "2026-11-21"],
    );
    check(
        &[PLAN, "2026-11-20", "t.csv"],
        &["There is a file at t.csv already"],
    );
    check(&[PLAN, "2026-11-20", PLAN], &["is the plan itself"]);
    check(&[PLAN, "2026-11-20", "no/such/o.sqlite"], &["no/such"]);
    check(
        &["no.sqlite", "2026-11-20", "o.sqlite"],
        &["There is no file"],
    );
}

#[test]
fn a_plan_that_can_only_be_read_can_be_looked_back_on() {
    let desk = Desk::with(&["leicester"]);
    let books = with_history(&desk);
    let plan = desk.path(PLAN);
    let mut rights = std::fs::metadata(&plan).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&plan, rights).unwrap();
    let ran = desk.run(&["as-at", PLAN, "2026-11-19", "then.sqlite"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(book(&desk.path("then.sqlite")) == books[1]);
}

#[test]
fn a_journal_that_does_not_lead_back_is_said() {
    let desk = Desk::with(&["leicester"]);
    with_history(&desk);
    let conn = Connection::open(desk.path(PLAN)).unwrap();
    conn.execute(
        "update change_row set after = json_set(after, '$.pence', 7) where tbl = 'allocation'",
        [],
    )
    .unwrap();
    drop(conn);
    let ran = desk.run(&["as-at", PLAN, "2026-11-18", "then.sqlite"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("does not lead back past change 1"),
        "{}",
        ran.err
    );
    assert!(!desk.path("then.sqlite").exists());
}
