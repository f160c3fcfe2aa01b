//! A clock that is put back.

use std::fs;

use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::store::Store;
use golden_thread::store::journal::Stamp;
use jiff::Timestamp;

use crate::named;

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The clock is put back by a year between two changes: history, undo, as-at, the list since a day and backups hold.
#[test]
fn a_clock_put_back_changes_no_order_and_costs_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    drop(Session::sample(Which::Leicester, &path).unwrap());
    let who = whoami::username().unwrap();
    let mut n = 0;
    let mut change = |moment: &str| {
        n += 1;
        let (mut store, _) = Store::open_to_read(&path, at(moment)).unwrap();
        let book = store.load().unwrap();
        let was = book.objectives[0].clone();
        let mut now = was.clone();
        now.short = format!("Change {n}");
        let stamp = Stamp {
            who: who.clone(),
            at: moment.to_owned(),
        };
        store
            .run(&Edit::change(&was, now).into(), &book, &stamp)
            .unwrap();
    };
    change("2026-11-20T10:00:00.000Z");
    change("2026-11-21T10:00:00.000Z");
    // Put back.
    change("2025-11-21T10:00:00.000Z");
    change("2025-11-21T11:00:00.000Z");
    let mut session = Session::open_to_read(&path).unwrap();
    let words = |entries: Vec<golden_thread::store::journal::Entry>| -> Vec<i64> {
        entries.into_iter().map(|held| held.id).collect()
    };
    assert_eq!(words(session.history(None).unwrap()), [1, 2, 3, 4]);
    assert_eq!(
        words(session.history(Some("2026-11-21")).unwrap()),
        [2, 3, 4],
        "what was made after a change of that day is not of an earlier one"
    );
    let seen = session.seen_at(at("2026-11-20T12:00:00Z")).unwrap();
    assert_eq!(seen.book().objectives[0].short, "Change 1");
    // Undo takes back the latest made, whatever the clock said.
    session.undo().unwrap();
    assert_eq!(session.book().objectives[0].short, "Change 3");
    session.undo().unwrap();
    assert_eq!(session.book().objectives[0].short, "Change 2");
    session.redo().unwrap();
    assert_eq!(session.book().objectives[0].short, "Change 3");
    drop(session);

    // Backups: twelve by the right clock, then by one that is a year behind. Each opening after a change makes one, none of
    // them is forgotten at once, and the newest is the one made last.
    let open = |moment: &str| {
        let (store, opened) = Store::open(&path, at(moment)).unwrap();
        drop(store);
        opened.backup
    };
    for minute in 0..12 {
        let mut session = Session::open_to_read(&path).unwrap();
        session
            .run(&named(&session, &format!("Minute {minute}")))
            .unwrap();
        drop(session);
        assert!(open(&format!("2026-11-21T12:{minute:02}:00Z")).is_some());
    }
    for minute in 0..4 {
        let mut session = Session::open_to_read(&path).unwrap();
        session
            .run(&named(&session, &format!("Behind {minute}")))
            .unwrap();
        drop(session);
        // The disk's clock is behind too.
        let then =
            std::time::SystemTime::now() - std::time::Duration::from_secs(31_536_000 - 60 * minute);
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(then)
            .unwrap();
        let made = open(&format!("2025-11-21T12:{minute:02}:00Z"))
            .expect("a backup though the clock is behind");
        assert!(made.exists(), "forgotten as soon as it was made");
        assert!(
            open(&format!("2025-11-21T12:{minute:02}:30Z")).is_none(),
            "nothing has changed since"
        );
        let held = Session::open_to_read(&made).unwrap();
        assert_eq!(held.book().objectives[0].short, format!("Behind {minute}"));
    }
}
