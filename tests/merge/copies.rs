//! Which file is a copy of the plan: another plan, an earlier version, a rescued one; and that it is only read.

use std::fs;
use std::path::Path;

use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::merge::Decisions;
use golden_thread::session::{Session, Which};
use rusqlite::Connection;

use crate::OWN;
use crate::desk::{Desk, held, play, set};
use crate::drawn::dump;

/// A copy whose journal is read back no further than to its last changes, as a rescue leaves it.
fn rescue(desk: &Desk, from: &str, to: &str) {
    let path = desk.path("damaged");
    fs::copy(desk.path(from), &path).unwrap();
    let conn = Connection::open(&path).unwrap();
    // What the second change says it found is not what the first one left.
    conn.execute_batch(
        "update change_row set after = json_set(after, '$.pence', 1) where change_id = 2",
    )
    .unwrap();
    drop(conn);
    let found = golden_thread::session::rescue::save(&path, &desk.path(to), None, &mut |_| true);
    assert!(found.unwrap().is_history_cut);
}

#[test]
fn another_plan_is_refused_in_words() {
    let desk = Desk::new();
    Session::sample(Which::Leicestershire, &desk.path("other")).unwrap();
    let before = dump(&desk.path("a"));
    let mut session = desk.open("a");
    let mut refused = |theirs: &Path, want: &str| {
        let error = session
            .merge(theirs, &Decisions::default())
            .unwrap_err()
            .to_string();
        assert!(error.contains(want), "{error}");
    };
    refused(&desk.path("other"), "not a copy of this plan");
    refused(&desk.path("a"), "is the plan itself");
    refused(&desk.path("none"), "There is no file");
    fs::write(desk.path("text"), "a,b\n1,2\n").unwrap();
    refused(&desk.path("text"), "is a text file, not a plan");
    desk.copy("a", "newer");
    let conn = Connection::open(desk.path("newer")).unwrap();
    conn.execute_batch("pragma user_version = 99").unwrap();
    drop(conn);
    refused(&desk.path("newer"), "newer version of Golden Thread");
    assert_eq!(dump(&desk.path("a")), before);
    assert!(desk.open("a").history(None).unwrap().is_empty());
}

#[test]
fn a_rescued_copy_whose_history_was_cut_is_still_a_copy() {
    let desk = Desk::new();
    // The two do not begin with the same records: what the first change added stands where the rescued journal begins.
    let objective = play(79);
    let added = Edit::add(objective.clone()).into();
    desk.open("a").run(&added).unwrap();
    for (at, pence) in [(0, 1_00), (1, 2_00), (2, 3_00), (3, 4_00)] {
        set(&desk, "a", at, pence);
    }
    rescue(&desk, "a", "b");
    // Three of the five; where the journal begins, and what was rescued, are two more.
    assert_eq!(desk.n_changes("b"), 3 + 2);
    set(&desk, "a", 1, 20_00);
    set(&desk, "b", 2, 30_00);
    desk.copy("a", "a0");
    desk.copy("b", "b0");
    // Both ways round, what each did comes in, and what is lost on one side is no question.
    for (theirs, into) in [("b0", "a"), ("a0", "b")] {
        let found = desk.merge(theirs, into, None);
        assert!(!found.is_open(), "{found:?}");
        let amounts = [0, 1, 2, 3].map(|at| held(&desk, into, at));
        let want = [1_00, 20_00, 30_00, 4_00].map(Pence);
        assert_eq!(amounts, want, "{theirs} into {into}");
        let added = desk.open(into);
        assert!(added.book().objectives.get(objective.id).is_some());
        drop(added);
        let again = desk.merge(theirs, into, None);
        assert!(
            again.coming.is_empty() && !again.brings_something(),
            "{again:?}"
        );
    }
    // That a journal begins anew is nothing that was done to the plan.
    let history = desk.open("a").history(None).unwrap();
    let brought: Vec<&str> = history
        .iter()
        .flat_map(|entry| &entry.brought)
        .map(|theirs| theirs.words.as_str())
        .collect();
    assert_eq!(brought.len(), 1, "{brought:?}");
}

#[test]
fn their_file_is_only_read() {
    let desk = Desk::new();
    desk.copy("a", "b");
    set(&desk, "b", 0, 5_00);
    let before = fs::read(desk.path("b")).unwrap();
    desk.merge("b", "a", None);
    assert!(fs::read(desk.path("b")).unwrap() == before);
}

/// Makes a plan one of version 7, before anything remembered merges: what versions 8 and 9 added goes again.
fn before_merges(path: &Path) {
    let conn = Connection::open(path).unwrap();
    for table in OWN {
        conn.execute_batch(&format!("drop table {table}")).unwrap();
    }
    conn.execute_batch(
        "pragma writable_schema = on;
         update sqlite_schema set sql = replace(replace(sql, 'confirmed_figures is null or ', ''), 'TABLE \"narrative\"', 'TABLE narrative')
           where name = 'narrative';
         pragma writable_schema = off;
         pragma user_version = 7",
    )
    .unwrap();
}

#[test]
fn a_copy_of_an_earlier_version_comes_in() {
    let desk = Desk::new();
    desk.copy("a", "b");
    set(&desk, "b", 0, 5_00);
    before_merges(&desk.path("b"));
    let before = fs::read(desk.path("b")).unwrap();
    desk.merge("b", "a", None);
    assert_eq!(held(&desk, "a", 0), Pence(5_00));
    assert!(fs::read(desk.path("b")).unwrap() == before);
}

#[test]
fn a_backup_is_made_first() {
    let desk = Desk::new();
    desk.copy("a", "b");
    set(&desk, "b", 0, 5_00);
    desk.merge("b", "a", None);
    let backup = desk.open("a").backups().remove(0);
    let old = Session::open_to_read(&backup.path).unwrap();
    assert!(old.history(None).unwrap().is_empty());
}
