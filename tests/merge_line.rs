//! `merge` as scripts see it: rows, exit codes, and nothing written where nothing was asked for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::inconsistent_digit_grouping, reason = "pounds_pence")]

use desk::Desk;
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;
use rusqlite::Connection;

mod desk;

const PLAN: &str = "leicester.sqlite";
const THEIRS: &str = "priya.sqlite";
const HEADINGS: &str = "noun,title,field,was,mine,mine_by,mine_at,theirs,theirs_by,theirs_at,why";
const TABLE: &str = "measure,council,year,figure\n\
    T1,Leicester,2023/24,10.5\nT1,Leicester,2024/25,11\nT1,England,2023/24,9\nT1,England,2024/25,c\n";

fn two() -> Desk {
    let desk = Desk::with(&["leicester"]);
    std::fs::copy(desk.path(PLAN), desk.path(THEIRS)).unwrap();
    desk
}

fn set(desk: &Desk, name: &str, at: usize, pence: i64) {
    let mut session = Session::open_to_read(&desk.path(name)).unwrap();
    let was = session.book().allocations[at].clone();
    let mut now = was.clone();
    now.amount = Pence(pence);
    session.run(&Edit::change(&was, now).into()).unwrap();
}

fn by(desk: &Desk, name: &str, who: &str) {
    let conn = Connection::open(desk.path(name)).unwrap();
    conn.execute(
        "update change set who = ?1, at = '2026-11-20T09:00:00.000Z'",
        [who],
    )
    .unwrap();
}

fn held(desk: &Desk, at: usize) -> Pence {
    let session = Session::open_to_read(&desk.path(PLAN)).unwrap();
    session.book().allocations[at].amount
}

/// A plan and a copy: one amount that only they changed, one that both did.
fn apart() -> Desk {
    let desk = two();
    set(&desk, PLAN, 0, 100_00);
    by(&desk, PLAN, "=Tom");
    set(&desk, THEIRS, 0, 250_50);
    set(&desk, THEIRS, 1, 777_00);
    by(&desk, THEIRS, "Priya");
    desk
}

#[test]
fn what_both_changed_is_a_row_and_the_rest_comes_in() {
    let desk = apart();
    let ran = desk.run(&["merge", THEIRS, "--into", PLAN, "--format", "csv"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let mut lines = ran.out.lines();
    assert_eq!(lines.next(), Some(HEADINGS));
    let row = lines.next().unwrap();
    for words in [
        "allocation,",
        ",amount,",
        ",£100,'=Tom,2026-11-20T09:00:00.000Z,£250.50,Priya,2026-11-20T09:00:00.000Z,changed on both sides",
    ] {
        assert!(row.contains(words), "“{words}” is not in {row}");
    }
    assert_eq!(lines.next(), None);
    assert!(ran.err.contains("Merge of Priya’s copy"), "{}", ran.err);
    assert!(ran.err.contains("£777"), "{}", ran.err);
    assert_eq!(
        (held(&desk, 0), held(&desk, 1)),
        (Pence(100_00), Pence(777_00))
    );
    let history = desk.run(&["history", PLAN, "--format", "csv"]).out;
    assert!(history.contains("Merge of Priya’s copy"), "{history}");
    for words in [
        "not decided yet: ",
        "came in: ",
        "(Priya, 2026-11-20T09:00:00.000Z)",
    ] {
        assert!(history.contains(words), "“{words}” is not in {history}");
    }
    let head = "change,at,who,words,undoes,redoes,rows,brought\n";
    assert!(history.starts_with(head), "{history}");
    // Until it is decided, it is a finding.
    let open = || {
        let found = desk.run(&["check", PLAN, "--format", "csv"]).out;
        let lines = found.lines().map(str::to_owned);
        let is_open = |line: &String| line.contains(",copy-undecided,");
        lines.filter(is_open).collect::<Vec<_>>()
    };
    let found = open();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("Priya changed “amount”"), "{found:?}");
    // Again: nothing new, and the question stands.
    let again = desk.run(&["merge", THEIRS, "--into", PLAN, "--format", "csv"]);
    assert_eq!((again.code, again.out), (1, ran.out));
    // One step takes it back.
    assert_eq!(desk.run(&["undo", PLAN]).code, 0);
    assert_ne!(held(&desk, 1), Pence(777_00));
}

#[test]
fn a_decision_for_all_leaves_nothing_to_list() {
    for (take, want) in [("theirs", 250_50), ("mine", 100_00)] {
        let desk = apart();
        let ran = desk.run(&["merge", THEIRS, "--into", PLAN, "--take", take]);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        assert_eq!(held(&desk, 0), Pence(want));
        let ran = desk.run(&["merge", THEIRS, "--into", PLAN, "--format", "json"]);
        assert_eq!((ran.code, ran.out.trim()), (0, "[]"), "{}", ran.err);
        assert!(
            ran.err.contains("nothing that this one lacks"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = apart();
    let before = std::fs::read(desk.path(PLAN)).unwrap();
    let ran = desk.run(&["merge", THEIRS, "--into", PLAN, "--dry-run"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("Nothing was written"), "{}", ran.err);
    assert!(ran.out.contains("£250.50"), "{}", ran.out);
    assert!(std::fs::read(desk.path(PLAN)).unwrap() == before);
    assert!(!desk.path("leicester backups").exists());
}

#[test]
fn a_file_that_they_took_in_comes_with_its_rows_and_goes_with_them() {
    let desk = two();
    std::fs::write(desk.path("t.csv"), TABLE).unwrap();
    let ran = desk.run(&["import", "indicators", "t.csv", "--into", THEIRS, "--yes"]);
    assert!(ran.code < 2, "{}", ran.err);
    let ran = desk.run(&["merge", THEIRS, "--into", PLAN]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("file taken in: t.csv"), "{}", ran.err);
    let ranks = |name: &str| {
        desk.run(&["ranks", name, "--indicator", "T1", "--format", "csv"])
            .out
    };
    assert_eq!(ranks(PLAN), ranks(THEIRS));
    let bulk = || -> i64 {
        let conn = Connection::open(desk.path(PLAN)).unwrap();
        let sql = "select count(*) from v_figure where indicator = 'T1'";
        conn.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(bulk(), 4);
    // Undo takes the file out, redo and another merge bring it back.
    assert_eq!(desk.run(&["undo", PLAN]).code, 0);
    assert_eq!(bulk(), 0);
    assert_eq!(desk.run(&["merge", THEIRS, "--into", PLAN]).code, 0);
    assert_eq!(bulk(), 4);
    // Withdrawn there, withdrawn here.
    assert_eq!(desk.run(&["batches", THEIRS, "--remove", "t.csv"]).code, 0);
    let ran = desk.run(&["merge", THEIRS, "--into", PLAN]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(bulk(), 0);
}

#[test]
fn the_same_file_taken_in_on_both_sides_is_told() {
    let desk = two();
    std::fs::write(desk.path("t.csv"), TABLE).unwrap();
    for name in [PLAN, THEIRS] {
        let ran = desk.run(&["import", "indicators", "t.csv", "--into", name, "--yes"]);
        assert!(ran.code < 2, "{}", ran.err);
    }
    let ran = desk.run(&["merge", THEIRS, "--into", PLAN, "--format", "csv"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("The same file was taken in here"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("has the same code here"), "{}", ran.out);
    assert!(!ran.out.contains("constraint"), "{}", ran.out);
    assert_eq!(
        desk.run(&["merge", THEIRS, "--into", PLAN, "--take", "mine"])
            .code,
        0
    );
    assert_eq!(desk.run(&["merge", THEIRS, "--into", PLAN]).code, 0);
}

#[test]
fn a_ledger_comes_with_its_rows() {
    let desk = two();
    let ledger = "Cost centre,Subjective,Description,Period,Amount\nC1,S1,Rent,1,100.00\nC1,S1,Rent,2,50.00\n";
    std::fs::write(desk.path("ledger.csv"), ledger).unwrap();
    let ran = desk.run(&[
        "import",
        "ledger",
        "ledger.csv",
        "--into",
        THEIRS,
        "--yes",
        "--year",
        "2001/02",
        "--control",
        "150.00",
    ]);
    assert!(ran.code < 2, "{}", ran.err);
    let ran = desk.run(&["merge", THEIRS, "--into", PLAN]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let rows = |name: &str| -> Vec<String> {
        let conn = Connection::open(desk.path(name)).unwrap();
        let mut query = conn
            .prepare("select cost_centre || description || pounds from v_ledger order by 1")
            .unwrap();
        let found = query.query_map([], |row| row.get(0)).unwrap();
        found.map(Result::unwrap).collect()
    };
    assert!(!rows(THEIRS).is_empty());
    assert_eq!(rows(PLAN), rows(THEIRS));
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_written() {
    let desk = apart();
    assert_eq!(desk.run(&["sample", "leicestershire.sqlite"]).code, 0);
    let before = std::fs::read(desk.path(PLAN)).unwrap();
    let check = |arguments: &[&str], said: &str| {
        let ran = desk.run(&[&["merge"], arguments].concat());
        assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(std::fs::read(desk.path(PLAN)).unwrap() == before);
    };
    check(
        &["leicestershire.sqlite", "--into", PLAN],
        "not a copy of this plan",
    );
    check(&[PLAN, "--into", PLAN], "is the plan itself");
    check(&["none.sqlite", "--into", PLAN], "There is no file");
    check(&[THEIRS, "--into", "none.sqlite"], "There is no file");
    let ran = desk.run(&["merge", THEIRS, "--into", PLAN, "--take", "both"]);
    assert_eq!(ran.code, 2);
}
