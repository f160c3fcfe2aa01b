//! `snapshot`, `snapshots` and `compare` as scripts see them: kept under a name, proved by a hash, never changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::inconsistent_digit_grouping, reason = "pounds_pence")]

use desk::Desk;
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;
use rusqlite::Connection;

mod desk;

const PLAN: &str = "leicester.sqlite";
const CABINET: &str = "as shown to Cabinet 25 March";

fn taken() -> Desk {
    let desk = Desk::with(&["leicester"]);
    let ran = desk.run(&[
        "snapshot",
        PLAN,
        "--name",
        CABINET,
        "--note",
        "Agenda item 7",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.trim().len(), 64, "the hash: {}", ran.out);
    desk
}

/// An amount changed, a grant renamed, an action removed.
fn go_on(desk: &Desk) {
    let mut session = Session::open(&desk.path(PLAN)).unwrap();
    let was = session.book().allocations[0].clone();
    let mut now = was.clone();
    now.amount = Pence(was.amount.0 + 1_00);
    session.run(&Edit::change(&was, now).into()).unwrap();
    let was = session.book().grants[0].clone();
    let mut now = was.clone();
    now.name = "=Another name".into();
    session.run(&Edit::change(&was, now).into()).unwrap();
    let was = session.book().actions[0].clone();
    session.run(&Edit::remove(&was).into()).unwrap();
}

#[test]
fn snapshots_are_listed_and_proved() {
    let desk = taken();
    let ran = desk.run(&["snapshots", PLAN, "--format", "csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines[0],
        "name,kind,taken_at,taken_by,note,bytes,sha256,state"
    );
    assert!(lines[1].starts_with("as shown to Cabinet 25 March,plan,"));
    assert!(lines[1].contains(",Agenda item 7,") && lines[1].ends_with(",whole"));
    let ran = desk.run(&["history", PLAN, "--format", "csv"]);
    assert_eq!(
        ran.out.lines().count(),
        1,
        "taking one is no change to the plan"
    );
}

#[test]
fn the_same_plan_has_the_same_hash() {
    let desk = taken();
    go_on(&desk);
    let hash = |name: &str| desk.run(&["snapshot", PLAN, "--name", name]).out;
    let changed = hash("changed");
    for _ in 0..3 {
        assert_eq!(desk.run(&["undo", PLAN]).code, 0);
    }
    let back = hash("back");
    assert_ne!(changed, back);
    let first = desk.run(&["snapshots", PLAN, "--format", "csv"]).out;
    assert_eq!(first.matches(back.trim()).count(), 2, "{first}");
}

#[test]
fn a_name_must_be_its_own() {
    let desk = taken();
    let check = |name: &str, said: &str| {
        let ran = desk.run(&["snapshot", PLAN, "--name", name]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains(said), "{name}: {}", ran.err);
    };
    check("", "The name is empty");
    check("  ", "The name is empty");
    check(
        "As Shown to Cabinet 25 March",
        "is the name of the snapshot of",
    );
    check("now", "the plan as it stands");
    assert_eq!(
        desk.run(&["snapshots", PLAN, "--format", "csv"])
            .out
            .lines()
            .count(),
        2
    );
}

#[test]
fn what_has_changed_since_is_told_cell_by_cell() {
    let desk = taken();
    let same = desk.run(&["compare", PLAN, CABINET, "now", "--format", "csv"]);
    assert_eq!(same.out.trim(), "change,noun,title,field,was,now");
    assert!(same.err.contains("The two are the same"), "{}", same.err);
    let session = Session::open_to_read(&desk.path(PLAN)).unwrap();
    let book = session.book();
    let (amount, name) = (book.allocations[0].amount, book.grants[0].name.clone());
    let action = book.actions[0].title.clone();
    drop(session);
    go_on(&desk);
    let ran = desk.run(&[
        "compare",
        PLAN,
        &CABINET.to_uppercase(),
        "now",
        "--format",
        "csv",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("3 differences"), "{}{}", ran.out, ran.err);
    let mut rows = csv::Reader::from_reader(ran.out.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let row = |field: &str| rows.iter().find(|row| &row[3] == field).unwrap();
    assert_eq!(row("amount")[4], amount.to_string());
    assert_eq!(row("amount")[5], Pence(amount.0 + 1_00).to_string());
    assert_eq!(row("name")[4], name);
    assert!(
        row("name")[5].ends_with("=Another name"),
        "{:?}",
        row("name")
    );
    let gone = row("");
    assert!(
        &gone[0] == "removed" && gone[2].contains(&action),
        "{gone:?}"
    );
    // The other way round it was added.
    let back = desk.run(&["compare", PLAN, "now", CABINET, "--format", "csv"]);
    assert!(back.out.contains("\nadded,action,"), "{}", back.out);
    let json = desk.run(&["compare", PLAN, CABINET, "now", "--format", "json"]);
    assert!(json.out.contains("\"field\""), "{}", json.out);
}

#[test]
fn a_date_is_a_side_too() {
    let desk = taken();
    go_on(&desk);
    let conn = Connection::open(desk.path(PLAN)).unwrap();
    conn.execute(
        "update change set at = '2026-11-' || (10 + id) || 'T12:00:00Z'",
        [],
    )
    .unwrap();
    drop(conn);
    let n = |was: &str, now: &str| {
        let ran = desk.run(&["compare", PLAN, was, now, "--format", "csv"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out.lines().count() - 1
    };
    assert_eq!(n("2026-11-10", CABINET), 0);
    assert_eq!(n("2026-11-11", "now"), 2);
    assert_eq!(n("2026-11-11", "2026-11-12"), 1);
    let ran = desk.run(&["compare", PLAN, "April", "now"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("No snapshot has that name") && ran.err.contains(CABINET),
        "{}",
        ran.err
    );
}

#[test]
fn a_snapshot_is_a_plan_to_look_at() {
    let desk = taken();
    let first = Session::open_to_read(&desk.path(PLAN)).unwrap();
    let was = first.book().clone();
    let code = was.plan().area;
    let lac = was
        .indicators
        .iter()
        .find(|held| held.code == "LAC")
        .map(|held| held.id);
    let panel = lac.map(|id| first.panel(id));
    drop(first);
    go_on(&desk);
    let mut session = Session::open(&desk.path(PLAN)).unwrap();
    let held = session.snapshot_named(CABINET).unwrap();
    assert!(session.snapshot_book(held.id).unwrap() == was);
    assert!(*session.book() != was);
    let mut seen = session.seen_in(held.id).unwrap();
    assert!(seen.is_read_only());
    assert_eq!(seen.book().plan().area, code);
    assert_eq!(lac.map(|id| seen.panel(id)), panel, "published figures too");
    let edit = Edit::remove(&seen.book().actions[0].clone()).into();
    assert!(
        seen.run(&edit)
            .unwrap_err()
            .to_string()
            .contains("only be read")
    );
    // A document that was released is kept beside it, byte for byte.
    let made = session
        .keep_release("Cabinet paper", "", b"%PDF-1.7 \0\xFF")
        .unwrap();
    assert_eq!(session.release_bytes(made.id).unwrap(), b"%PDF-1.7 \0\xFF");
    let error = session.seen_in(made.id).unwrap_err().to_string();
    assert!(error.contains("is a document"), "{error}");
}

#[test]
fn it_cannot_be_changed_and_a_forgery_is_seen() {
    let desk = taken();
    let conn = Connection::open(desk.path(PLAN)).unwrap();
    for sql in [
        "update snapshot set note = 'another'",
        "delete from snapshot",
        "insert or replace into snapshot select * from snapshot",
    ] {
        let error = conn.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("never"), "{sql}: {error}");
    }
    assert_eq!(desk.run(&["snapshots", PLAN]).code, 0);
    conn.execute_batch(
        "drop trigger snapshot_stays_as_it_is; update snapshot set content = zeroblob(200)",
    )
    .unwrap();
    let ran = desk.run(&["snapshots", PLAN, "--format", "csv"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("not what was taken"), "{}", ran.out);
    assert_eq!(desk.run(&["compare", PLAN, CABINET, "now"]).code, 2);
}
