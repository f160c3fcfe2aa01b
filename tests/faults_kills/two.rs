//! Two programs on one file: nothing is lost, and nothing overwritten that the other has not seen.

use std::io::BufRead;
use std::path::Path;

use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use rusqlite::Connection;

use crate::fault;
use crate::start;

fn two(seconds: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    drop(Session::sample(Which::Leicester, &path).unwrap());
    let both: Vec<_> = (1..=2)
        .map(|seed| start("two", folder.path(), seed, seconds))
        .collect();
    let mut confirmed: Vec<(i64, String)> = Vec::new();
    let mut n_meanwhile = 0;
    let mut n_each = Vec::new();
    for (mut child, out) in both {
        let said: Vec<String> = out.lines().map(Result::unwrap).collect();
        assert!(child.wait().unwrap().success(), "{:?}", said.last());
        assert!(
            said.iter().any(|line| line == "end"),
            "both come to their end: {:?}",
            said.last()
        );
        let errors: Vec<&String> = said
            .iter()
            .filter(|line| line.starts_with("error"))
            .collect();
        assert!(errors.is_empty(), "no lock reaches the officer: {errors:?}");
        let of = said.iter().filter_map(|line| line.strip_prefix("ok "));
        let before = confirmed.len();
        confirmed.extend(of.map(|line| {
            let (id, rest) = line.split_once(' ').unwrap();
            (id.parse().unwrap(), rest.to_owned())
        }));
        n_each.push(confirmed.len() - before);
        for line in said.iter().filter(|line| line.starts_with("meanwhile")) {
            assert!(
                line.contains("it is now") || line.contains("now"),
                "both values are told: {line}"
            );
            n_meanwhile += 1;
        }
    }
    let conn = Connection::open(&path).unwrap();
    for (id, amount) in &confirmed {
        let held: i64 = conn
            .query_row(
                "select count(*) from change_row where change_id = ?1 and after like '%' || ?2 || '%'",
                (id, amount),
                |row| row.get(0),
            )
            .unwrap();
        assert!(held > 0, "change {id} was confirmed and is not there");
    }
    drop(conn);
    let session = Session::open_to_read(&path).unwrap();
    let history = session.history(None).unwrap();
    let n_ok: usize = n_each.iter().sum();
    assert_eq!(
        history.len(),
        n_ok,
        "every entry was confirmed to one of the two, and none is missing"
    );
    drop(session);
    fault::whole(&path).unwrap();
    none_overwritten(&path);
    println!(
        "{seconds} s: {n_each:?} changes, {n_meanwhile} refused because the other had changed the value"
    );
    assert!(n_each.iter().all(|n| *n > 0));
}

/// Each change found its rows as the change before had left them: nothing was overwritten that had not been seen.
fn none_overwritten(path: &Path) {
    let conn = Connection::open(path).unwrap();
    let mut query = conn
        .prepare("select tbl, key, before, after from change_row order by change_id, seq")
        .unwrap();
    let mut rows = query.query([]).unwrap();
    let mut last: std::collections::HashMap<(String, String), Option<String>> = Default::default();
    while let Some(row) = rows.next().unwrap() {
        let key: (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let before: Option<String> = row.get(2).unwrap();
        if let Some(was) = last.get(&key) {
            assert_eq!(*was, before, "{key:?}");
        }
        last.insert(key, row.get(3).unwrap());
    }
}

#[test]
fn two_programs_edit_one_file_for_a_few_seconds() {
    two(3);
}

#[test]
#[ignore = "takes a minute"]
fn two_programs_edit_one_file_for_a_minute() {
    two(60);
}

/// Edits of the same cell from what both saw before: the second is refused with both values, and stays refused until it is
/// decided anew.
#[test]
fn a_value_that_the_other_changed_is_told_with_both() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let mut here = Session::sample(Which::Leicester, &path).unwrap();
    let mut there = Session::open(&path).unwrap();
    let was = here.book().objectives[0].clone();
    let named = |short: &str| {
        let mut now = was.clone();
        now.short = short.into();
        Edit::change(&was, now).into()
    };
    there.run(&named("Theirs")).unwrap();
    let refused = here.run(&named("Ours")).unwrap_err().to_string();
    assert!(
        refused.contains("Theirs") && refused.contains("Ours"),
        "{refused}"
    );
    assert_eq!(here.book().objectives[0].short, "Theirs");
}
