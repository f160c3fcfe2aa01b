//! Files of earlier versions, and of a later one.

use std::fs;
use std::path::Path;

use golden_thread::session::{Session, StoreError, Which};
use golden_thread::store::VERSION;
use rusqlite::Connection;

use crate::fault;
use crate::{named, sample};

/// Every earlier version opens: copied first, then brought up to date, with every row that it had, and with a history that
/// leads back.
#[test]
fn every_earlier_version_opens_with_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    // Between them they have rows in every table that a version has made anew, and rows that refer to these.
    for which in [Which::Leicester, Which::Leicestershire] {
        let path = folder.path().join("plan.sqlite");
        drop(Session::sample(which, &path).unwrap());
        opens_from_every_version(folder.path(), &path);
        fs::remove_file(&path).unwrap();
    }
}

fn opens_from_every_version(folder: &Path, path: &Path) {
    for version in 1..VERSION as usize {
        let old = folder.join(format!("v{version}.sqlite"));
        drop(fs::remove_file(&old));
        let had = fault::older(version, path, &old);
        let n_rows: usize = had.iter().map(|held| held.rows.len()).sum();
        assert!(n_rows > 400, "version {version} holds {n_rows} rows");
        let bytes = fs::read(&old).unwrap();
        let mut session = Session::open(&old).unwrap_or_else(|error| panic!("{version}: {error}"));
        assert_eq!(session.opened().migrated_from, Some(version as i32));
        let backup = session.opened().backup.clone().expect("a copy first");
        let copy = Connection::open(&backup).unwrap();
        let kept: i32 = copy
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(kept, version as i32);
        for held in &had {
            let again = fault::Held::read(&copy, held.table.clone(), Some(&held.columns));
            assert_eq!(again, *held, "the copy of version {version}");
        }
        assert!(!bytes.is_empty());
        let conn = Connection::open(&old).unwrap();
        for held in &had {
            let now = fault::Held::read(&conn, held.table.clone(), Some(&held.columns));
            if now.columns == held.columns {
                assert_eq!(now.rows, held.rows, "{} of version {version}", held.table);
            } else {
                assert_eq!(
                    now.rows.len(),
                    held.rows.len(),
                    "{} of version {version}",
                    held.table
                );
            }
        }
        drop(conn);
        assert_eq!(session.undo().unwrap(), "Title", "version {version}");
        session.redo().unwrap();
        assert!(session.examine().unwrap().is_empty());
    }
}

#[test]
fn a_later_version_is_read_and_left_alone() {
    let (folder, path, mut session) = sample();
    session.run(&named(&session, "Ours")).unwrap();
    drop(session);
    let conn = Connection::open(&path).unwrap();
    let later = VERSION + 1;
    conn.execute_batch(&format!("pragma user_version = {later}; alter table objective add column colour text not null default ''; create table later (x)")).unwrap();
    drop(conn);
    let before = fs::read(&path).unwrap();
    let mut session = Session::open(&path).unwrap();
    assert_eq!(session.opened().newer, Some(later));
    assert_eq!(session.book().objectives[0].short, "Ours");
    for refused in [
        session.run(&named(&session, "No")).unwrap_err(),
        session.undo().unwrap_err(),
    ] {
        assert!(matches!(refused, StoreError::ReadOnly(_)), "{refused}");
    }
    let copy = folder.path().join("copy.sqlite");
    session.save_copy(&copy).unwrap();
    assert_eq!(Session::open(&copy).unwrap().opened().newer, Some(later));
    assert!(fs::read(&path).unwrap() == before);
}
