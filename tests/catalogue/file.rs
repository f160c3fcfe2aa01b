//! The plan's own file: files that are no plan, files in the way, and what cannot be taken back.

use golden_thread::domain::area::AreaCode;
use golden_thread::domain::money::Pence;
use golden_thread::domain::problem::Problem;
use golden_thread::domain::record::Edit;
use golden_thread::session::as_at::moment;
use golden_thread::session::package::Leaving;
use golden_thread::session::{Session, StoreError, Which};
use rusqlite::Connection;

use crate::bench::{Bench, Row, refused};

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("file-not-there", "a name that no file has", |b| refused(Session::open(&b.path("gone.sqlite")))),
        row!("file-already-there", "a new plan under a name that is taken", |b| refused(Session::new_plan(&b.file("a.sqlite", "x"), &AreaCode::new("856"), "none"))),
        row!("file-not-a-plan", "a file of three letters", |b| refused(Session::open(&b.file("a.sqlite", "abc")))),
        row!("file-of-another-program", "a database with one table", |b| refused(Session::open(&database(b, "create table t (n)")))),
        row!("file-newer", "a plan of file version 99 that lacks a table", |b| { let path = copy(b, "pragma user_version = 99; pragma foreign_keys = off; drop table plan"); refused(Session::open(&path)) }),
        row!("file-read-only", "a change to a plan of file version 99", |b| { let path = copy(b, "pragma user_version = 99"); let mut newer = Session::open(&path).unwrap(); let command = lower(&newer); refused(newer.run(&command)) }),
        row!("file-locked", "a change while another program writes", |b| { let other = Connection::open(b.path("plan.sqlite")).unwrap(); other.execute_batch("begin immediate").unwrap(); let command = lower(&b.session); refused(b.session.run(&command)) }),
        row!("file-moved", "a change to a plan that was renamed meanwhile", |b| { let path = copy(b, "select 1"); let mut open = Session::open(&path).unwrap(); std::fs::rename(&path, b.path("elsewhere.sqlite")).unwrap(); let command = lower(&open); refused(open.run(&command)) }),
        row!("file-damaged", "a plan cut off after 4,000 bytes", |b| { let mut bytes = b.bytes().swap_remove(0); bytes.truncate(4_000); refused(Session::open(&b.file("a.sqlite", bytes))) }),
        row!("file-rule", "a row that the file’s own rule does not allow", |_b| refused::<()>(Err(rule()))),
        row!("file-database", "a question that the database cannot understand", |_b| refused::<()>(Err(Connection::open_in_memory().unwrap().execute_batch("x").unwrap_err().into()))),
        row!("file-system", "an export into a folder that stands in a file", |b| { let path = b.file("a.txt", "x").join("out"); refused(b.session.export_package(&path, Leaving::default(), &mut |_| true)) }),
        row!("nothing-to-undo", "undo in a plan that nobody has changed", |b| refused(b.session.undo())),
        row!("nothing-to-redo", "redo where nothing was undone", |b| refused(b.session.redo())),
        row!("undo-overtaken", "undo of an amount that Priya has changed since", |b| refused(b.session.undo())).after(|b| {
            let first = lower(&b.session);
            b.session.run(&first).unwrap();
            let second = amount(&b.session, 2);
            b.session.run(&second).unwrap();
            let conn = Connection::open(b.path("plan.sqlite")).unwrap();
            conn.execute("update change set who = 'Priya' where id = 2", []).unwrap();
            drop(conn);
            b.session.refresh().unwrap();
        }),
        row!("stopped", "an export, and Stop", |b| refused(b.session.export_package(&b.path("out"), Leaving::default(), &mut |_| false))),
        row!("not-a-date", "as at: soon", |_b| refused(moment("soon"))),
        row!("before-the-plan", "as at 1 January 1990", |b| refused(b.session.as_at(moment("1990-01-01").unwrap(), &b.path("old.sqlite")))),
        row!("plan-itself", "the past of a plan, written over the plan", |b| refused(b.session.as_at(moment("2200-01-01").unwrap(), &b.path("plan.sqlite")))),
        row!("plan-itself", "a plan merged with itself", |b| { let path = b.path("plan.sqlite"); refused(b.session.look_at_copy(&path, &Default::default())) }),
        row!("another-plan", "a merge with another council’s plan", |b| { let path = b.path("other.sqlite"); drop(Session::sample(Which::Leicestershire, &path).unwrap()); refused(b.session.look_at_copy(&path, &Default::default())) }),
        row!("unknown-framework", "a new plan under the framework “best”", |b| refused(Session::new_plan(&b.path("a.sqlite"), &AreaCode::new("856"), "best"))),
        row!("unknown-area", "a new plan for the authority 999", |b| refused(Session::new_plan(&b.path("a.sqlite"), &AreaCode::new("999"), "none"))),
        row!("snapshot-name", "a snapshot without a name", |b| refused(b.session.take_snapshot(" ", ""))),
        row!("snapshot", "a snapshot that there is not", |b| refused(b.session.snapshot_named("X"))),
        row!("package", "an export into a folder that holds something", |b| { let full = b.path("full"); std::fs::create_dir_all(&full).unwrap(); b.file("full/x.txt", "x"); refused(b.session.export_package(&full, Leaving::default(), &mut |_| true)) }),
        row!("package", "a plan made from an empty folder", |b| refused(Session::from_package(&b.path("a.sqlite"), b.folder.path(), &mut |_| true))),
    ]
}

fn database(b: &Bench, sql: &str) -> std::path::PathBuf {
    let path = b.path("other-program.sqlite");
    drop(std::fs::remove_file(&path));
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    path
}

/// A copy of the plan with something done to it.
fn copy(b: &Bench, sql: &str) -> std::path::PathBuf {
    let path = b.file("copy.sqlite", &b.bytes()[0]);
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch(sql).unwrap();
    path
}

fn amount(session: &Session, pence: i64) -> golden_thread::domain::command::Command {
    let was = session.book().allocations.iter().next().unwrap();
    let mut now = was.clone();
    now.amount = Pence(pence);
    Edit::change(was, now).into()
}

fn lower(session: &Session) -> golden_thread::domain::command::Command {
    amount(session, 1)
}

/// What the database says of a row that breaks one of its rules.
fn rule() -> StoreError {
    let conn = Connection::open_in_memory().unwrap();
    let sql = "create table t (n check (n > 0)); insert into t values (0)";
    conn.execute_batch(sql).unwrap_err().into()
}

/// The parts of an error that no small input gives: its words are proved all the same.
#[test]
fn what_cannot_be_made_small_says_all_four_parts() {
    let path = std::path::PathBuf::from("plan.sqlite");
    let errors = [
        StoreError::DiskFull,
        StoreError::NotWritten(rusqlite::Error::InvalidQuery),
        StoreError::NoBackup {
            path,
            why: "the folder is full".into(),
        },
    ];
    for error in errors {
        for held in error.problems() {
            let Problem {
                location,
                what,
                why,
                remedy,
                ..
            } = held;
            for part in [location, what, why, remedy] {
                assert!(!part.trim().is_empty(), "{error}");
            }
        }
    }
}
