//! A file that is removed, renamed, replaced or locked while it is open.

use std::fs;
use std::path::Path;

use golden_thread::session::{Session, StoreError, Which};
use rusqlite::Connection;

use crate::fault;
use crate::{named, sample};

#[test]
fn a_file_that_goes_away_is_not_written_to_and_can_be_saved_elsewhere() {
    type Do = fn(&Path, &Path);
    let cases: [(&str, Do, &str); 4] = [
        (
            "removed",
            |path, _| fs::remove_file(path).unwrap(),
            "is not there any more",
        ),
        (
            "replaced",
            |path, other| fs::rename(other, path).unwrap(),
            "another was put in its place",
        ),
        (
            "folder renamed",
            |path, _| {
                let folder = path.parent().unwrap();
                fs::rename(folder, folder.with_file_name("moved")).unwrap();
            },
            "is not there any more",
        ),
        (
            "replaced by a picture",
            |path, other| {
                fs::write(other, b"\xFF\xD8\xFF\xE0").unwrap();
                fs::rename(other, path).unwrap();
            },
            "another was put in its place",
        ),
    ];
    for (what, happens, says) in cases {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        let path = folder.path().join("in/plan.sqlite");
        let mut session = Session::sample(Which::Leicester, &path).unwrap();
        session.run(&named(&session, "Before")).unwrap();
        let other = folder.path().join("other.sqlite");
        drop(Session::sample(Which::Leicestershire, &other).unwrap());
        let other_bytes = fs::read(&other).unwrap();
        happens(&path, &other);
        let told = |error: StoreError| {
            assert!(
                matches!(error, StoreError::Moved { .. }),
                "{what}: {error:?}"
            );
            let said = error.to_string();
            assert!(
                said.contains(says) && said.contains("Save a copy"),
                "{what}: {said}"
            );
        };
        told(session.run(&named(&session, "After")).unwrap_err());
        told(session.undo().unwrap_err());
        told(session.refresh().unwrap_err());
        told(session.glance().unwrap_err());
        told(session.take_snapshot("Now", "").unwrap_err());
        told(Session::open_again(&path).map(drop).unwrap_err());
        if what == "replaced" {
            assert!(
                fs::read(&path).unwrap() == other_bytes,
                "the other plan is as it was"
            );
        }
        // What is on the screen is not lost.
        assert_eq!(session.book().objectives[0].short, "Before");
        let copy = folder.path().join("copy.sqlite");
        session.save_copy(&copy).unwrap();
        let change = named(&session, "After");
        let mut session = Session::open(&copy).unwrap();
        session.run(&change).unwrap();
        assert_eq!(session.history(None).unwrap().len(), 2);
        drop(session);
        fault::whole(&copy).unwrap();
    }
}

#[test]
fn a_file_locked_for_good_is_told_at_once_to_a_window_and_after_two_seconds_to_a_change() {
    let (_folder, path, mut session) = sample();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("begin exclusive").unwrap();
    assert!(matches!(session.glance(), Err(StoreError::Locked)));
    let change = named(&session, "Later");
    assert!(matches!(session.run(&change), Err(StoreError::Locked)));
    other.execute_batch("rollback").unwrap();
    assert!(!session.glance().unwrap());
    session.run(&change).unwrap();
}
