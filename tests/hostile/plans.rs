//! Plans with something of another program's in them: it is not run.

use std::fs;
use std::path::PathBuf;

use golden_thread::session::Session;
use rusqlite::Connection;

use crate::readers;

struct Hostile {
    folder: tempfile::TempDir,
}

impl Hostile {
    /// A sample plan after another program has worked in it.
    fn with(sql: &str) -> Self {
        let held = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::write(held.path(), readers::plan::bytes()).unwrap();
        let conn = Connection::open(held.path()).unwrap();
        conn.execute_batch(sql).unwrap();
        held
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("plan.sqlite")
    }

    /// That it is refused with these words, as a plan and as a colleague's copy, and wrote nothing.
    #[track_caller]
    fn refused(&self, words: &str) {
        for opened in [
            Session::open(&self.path()),
            Session::open_to_read(&self.path()),
        ] {
            let error = opened.map(drop).unwrap_err().to_string();
            assert!(
                error.contains(words) && error.contains("nothing of it was run"),
                "{error}"
            );
        }
        let ours = self.folder.path().join("ours.sqlite");
        fs::write(&ours, readers::plan::bytes()).unwrap();
        let mut session = Session::open_to_read(&ours).unwrap();
        let merged = session.merge(&self.path(), &Default::default());
        assert!(merged.unwrap_err().to_string().contains(words));
        assert!(!self.folder.path().join("other").exists());
    }
}

/// A table's name was put into the statements that make the journal: this one ends the statement and begins another.
#[test]
fn a_name_that_is_a_command_is_not_obeyed() {
    let folder = tempfile::tempdir().unwrap();
    // A database that the officer may write to, and that is none of the plan's business.
    let other = folder.path().join("other");
    let theirs = Connection::open(&other).unwrap();
    theirs.execute_batch("create table their_own (a)").unwrap();
    let name = format!(
        "x after insert on risk begin select 1; end; attach '{}' as o; create table o.y (a); --",
        other.display()
    );
    let plan = Hostile::with(&format!(
        "drop trigger journal_risk_insert; create table \"{name}\" (a)"
    ));
    drop(Session::open(&plan.path()));
    let n: i64 = theirs
        .query_row("select count(*) from sqlite_schema", [], |row| row.get(0))
        .unwrap();
    assert_eq!(n, 1, "the file that it names was written to");
    plan.refused("has letters in its name");
    let column = "create table x (\"a', 1) from change_now; attach 'other' as o; --\" text)";
    Hostile::with(&format!("drop trigger journal_risk_insert; {column}"))
        .refused("a column that no");
}

#[test]
fn a_foreign_trigger_is_not_run() {
    Hostile::with("create trigger helper after update on objective begin delete from risk; end")
        .refused("trigger “helper” would change the plan by itself");
}

/// The journal's own triggers are put right where another program has changed them.
#[test]
fn a_trigger_under_the_journals_name_is_written_anew() {
    let evil =
        "create trigger journal_risk_insert after insert on risk begin delete from objective; end";
    let plan = Hostile::with(&format!("drop trigger journal_risk_insert; {evil}"));
    drop(Session::open(&plan.path()).unwrap());
    let conn = Connection::open(plan.path()).unwrap();
    let sql: String = conn
        .query_row(
            "select sql from sqlite_schema where name = 'journal_risk_insert'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(
        sql.contains("change_row") && !sql.contains("delete"),
        "{sql}"
    );
}

/// Reading it would never end.
#[test]
fn a_view_in_a_tables_place_is_not_read() {
    let endless =
        "with recursive n(x) as (select 1 union all select x + 1 from n) select x as id from n";
    Hostile::with(&format!(
        "pragma foreign_keys = off; drop table risk_objective; drop table risk; create view risk as {endless}"
    ))
    .refused("view “risk” stands where a plan has a table");
    // A view of one's own, and one of the plan's views made another, are never read.
    let plan = Hostile::with(&format!(
        "drop view v_history; create view v_history as {endless}; create view mine as {endless}"
    ));
    let session = Session::open(&plan.path()).unwrap();
    assert!(session.history(None).is_ok());
    assert!(session.examine().unwrap().is_empty());
}

#[test]
fn what_is_worked_out_by_the_file_is_not_worked_out() {
    let large = "length(hex(zeroblob(500000000)))";
    Hostile::with(&format!("create table x (a, b as ({large}))")).refused("is worked out");
    Hostile::with(&format!(
        "create index x on risk (id, (id + {large})) where id < 0"
    ))
    .refused("works something out");
    let plan = Hostile::with(
        "pragma writable_schema = on; update sqlite_schema set sql = replace(sql, 'strict', 'strict, without rowid') where name = 'risk'",
    );
    assert!(Session::open(&plan.path()).is_err());
}

/// The same with a module of SQLite's own: a table that is none.
#[test]
fn a_virtual_table_is_refused() {
    let conn = Connection::open_in_memory().unwrap();
    let made = conn.execute_batch("create virtual table x using fts5(a)");
    if made.is_ok() {
        Hostile::with("create virtual table x using fts5(a)").refused("module of another program");
    }
}
