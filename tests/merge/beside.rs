//! What comes with the rows: snapshots, surveys with their comments.

use golden_thread::domain::consultation::Reader;

use crate::OWN;
use crate::desk::{Desk, set};
use crate::drawn::dump_but;
use crate::heard;

#[test]
fn snapshots_come_across_under_a_free_name() {
    let desk = Desk::new();
    desk.copy("a", "b");
    desk.open("a").take_snapshot("Cabinet", "").unwrap();
    desk.open("b").take_snapshot("cabinet", "").unwrap();
    desk.open("b").take_snapshot("Scrutiny", "").unwrap();
    let found = desk.merge("b", "a", None);
    assert_eq!(found.snapshots.len(), 2);
    let session = desk.open("a");
    let names: Vec<String> = session
        .snapshots()
        .unwrap()
        .into_iter()
        .map(|held| held.name)
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names.contains(&"cabinet (2)".to_owned()), "{names:?}");
    for held in session.snapshots().unwrap() {
        session.verify_snapshot(held.id).unwrap();
    }
    assert!(desk.merge("b", "a", None).snapshots.is_empty());
}

#[test]
fn a_survey_and_its_comments_come_across_with_how_each_reader_read_them() {
    let desk = Desk::new();
    desk.copy("a", "b");
    let mut b = desk.open("b");
    let (id, asked) = heard::survey(&mut b, desk.folder.path(), 24);
    let buses = heard::theme(&mut b, id, 1, "Buses");
    heard::code(&mut b, asked, 0, buses, Reader::First);
    drop(b);
    set(&desk, "a", 0, 5_00);
    let found = desk.merge("b", "a", None);
    assert!(found.conflicts.is_empty());
    let a = desk.open("a");
    assert_eq!(a.sheet(id).unwrap().people.len(), 28);
    assert_eq!(a.book().codings.iter().count(), 1);
    drop(a);
    // Now both have it, and each reads on alone: one as the first reader, one as the second.
    desk.copy("a", "b");
    let mut a = desk.open("a");
    heard::code(&mut a, asked, 1, buses, Reader::First);
    drop(a);
    let mut b = desk.open("b");
    heard::code(&mut b, asked, 1, buses, Reader::Second);
    let play = heard::theme(&mut b, id, 2, "Play");
    heard::code(&mut b, asked, 2, play, Reader::Second);
    drop(b);
    desk.copy("a", "a0");
    desk.copy("b", "b0");
    desk.merge("b", "a", None);
    desk.merge("a0", "b", None);
    assert_eq!(
        dump_but(&desk.path("a"), &OWN),
        dump_but(&desk.path("b"), &OWN)
    );
    assert_eq!(desk.open("a").book().codings.iter().count(), 4);
    assert!(!desk.merge("b0", "a", None).brings_something());
    // Undone, the other reader's themes are gone and one's own stay.
    desk.open("a").undo().unwrap();
    assert_eq!(desk.open("a").book().codings.iter().count(), 2);
}
