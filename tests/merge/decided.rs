//! What both changed: told with both values, open until it is decided, and not asked again.

use golden_thread::domain::merge::Choice;
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::merge::Decisions;

use crate::desk::{Desk, draw, held, play, set};

#[test]
fn a_conflict_is_told_with_both_values_and_names_until_it_is_decided() {
    let desk = Desk::new();
    desk.copy("a", "b");
    set(&desk, "a", 0, 100_00);
    set(&desk, "b", 0, 250_50);
    set(&desk, "b", 1, 777_00);
    desk.by("b", "Priya", 1);
    for _ in 0..2 {
        let found = desk.merge("b", "a", None);
        assert_eq!(found.conflicts.len(), 1);
        let conflict = &found.conflicts[0];
        assert_eq!(conflict.field, "amount");
        assert_eq!((&*conflict.mine, &*conflict.theirs), ("£100", "£250.50"));
        assert!(!conflict.was.is_empty());
        assert_eq!(conflict.theirs_by.as_ref().unwrap().who, "Priya");
        assert!(conflict.mine_by.is_some());
        assert_eq!(held(&desk, "a", 0), Pence(100_00), "it stays");
        assert_eq!(held(&desk, "a", 1), Pence(777_00), "the other came in");
    }
    let entry = desk.open("a").history(None).unwrap().pop().unwrap();
    assert_eq!(entry.words, "Merge of Priya’s copy");
    // Decided by the cell.
    let mut session = desk.open("a");
    let cell = session
        .look_at_copy(&desk.path("b"), &Decisions::default())
        .unwrap()
        .conflicts[0]
        .cell
        .clone();
    let mut decisions = Decisions::default();
    decisions.cells.insert(cell, Choice::Theirs);
    assert!(
        !session
            .merge(&desk.path("b"), &decisions)
            .unwrap()
            .is_open()
    );
    drop(session);
    assert_eq!(held(&desk, "a", 0), Pence(250_50));
    assert!(!desk.merge("b", "a", None).is_open());
    // What they change after that is news, and only that.
    set(&desk, "b", 0, 1_00);
    assert!(!desk.merge("b", "a", None).is_open());
    assert_eq!(held(&desk, "a", 0), Pence(1_00));
}

#[test]
fn what_stays_mine_is_not_asked_again_unless_they_change_it_again() {
    let desk = Desk::new();
    desk.copy("a", "b");
    set(&desk, "a", 0, 100_00);
    set(&desk, "b", 0, 200_00);
    assert!(desk.merge("b", "a", None).is_open());
    assert!(!desk.merge("b", "a", Some(Choice::Mine)).is_open());
    assert!(!desk.merge("b", "a", None).is_open());
    assert_eq!(held(&desk, "a", 0), Pence(100_00));
    set(&desk, "b", 0, 300_00);
    assert!(desk.merge("b", "a", None).is_open());
}

#[test]
fn what_is_undecided_is_not_lost_by_way_of_a_third_copy() {
    let desk = Desk::new();
    desk.copy("a", "b");
    desk.copy("a", "c");
    set(&desk, "a", 0, 100_00);
    set(&desk, "b", 0, 200_00);
    assert!(desk.merge("b", "a", None).is_open());
    // The third takes the first's value, and still has to hear of the second's.
    assert!(!desk.merge("a", "c", None).is_open());
    assert_eq!(held(&desk, "c", 0), Pence(100_00));
    let found = desk.merge("b", "c", None);
    assert_eq!(found.conflicts.len(), 1);
    assert_eq!(found.conflicts[0].theirs, "£200");
}

#[test]
fn what_they_gave_and_took_back_goes_again_without_a_question() {
    let desk = Desk::new();
    desk.copy("a", "b");
    let first = held(&desk, "a", 0);
    let objective = play(78);
    set(&desk, "b", 0, 200_00);
    desk.open("b")
        .run(&Edit::add(objective.clone()).into())
        .unwrap();
    desk.merge("b", "a", None);
    assert!(desk.open("a").book().objectives.get(objective.id).is_some());
    set(&desk, "b", 0, first.0);
    desk.open("b")
        .run(&Edit::remove(&objective).into())
        .unwrap();
    assert!(!desk.merge("b", "a", None).is_open());
    assert_eq!(held(&desk, "a", 0), first);
    assert!(desk.open("a").book().objectives.get(objective.id).is_none());
    // What goes to and fro comes to an end.
    desk.merge("a", "b", None);
    desk.merge("b", "a", None);
    let n = [desk.n_changes("a"), desk.n_changes("b")];
    desk.merge("a", "b", None);
    desk.merge("b", "a", None);
    assert_eq!([desk.n_changes("a"), desk.n_changes("b")], n);
}

/// A reason why there is no figure stands against a figure: the one has columns that the other's change never touched.
#[test]
fn what_goes_together_comes_whole_to_whoever_is_told_of_the_decision() {
    let desk = Desk::new();
    desk.copy("a", "b");
    draw(&mut desk.open("a"), &[(1, 0, 0)]);
    draw(&mut desk.open("b"), &[(1, 0, 20_710_109)]);
    desk.copy("a", "a0");
    desk.copy("b", "b0");
    for choice in Choice::ALL {
        desk.copy("a0", "c");
        desk.copy("b0", "d");
        assert!(!desk.merge("d", "c", Some(choice)).is_open());
        let told = desk.merge("c", "d", None);
        assert!(!told.is_open(), "{told:?}");
        assert_eq!(desk.says("c"), desk.says("d"));
    }
}

#[test]
fn a_merge_that_was_undone_can_be_made_again() {
    let desk = Desk::new();
    desk.copy("a", "b");
    set(&desk, "b", 0, 200_00);
    desk.merge("b", "a", None);
    desk.open("a").undo().unwrap();
    assert_ne!(held(&desk, "a", 0), Pence(200_00));
    desk.merge("b", "a", None);
    assert_eq!(held(&desk, "a", 0), Pence(200_00));
}

#[test]
fn what_is_removed_here_and_changed_there_is_asked_about() {
    let desk = Desk::new();
    desk.copy("a", "b");
    let mut session = desk.open("a");
    let free = session
        .book()
        .allocations
        .iter()
        .position(|held| {
            !session
                .book()
                .of_which
                .iter()
                .any(|part| part.allocation == held.id)
        })
        .unwrap();
    let was = session.book().allocations[free].clone();
    session.run(&Edit::remove(&was).into()).unwrap();
    drop(session);
    set(&desk, "b", free, 5_00);
    let found = desk.merge("b", "a", None);
    assert_eq!(found.conflicts.len(), 1);
    assert_eq!(found.conflicts[0].mine, "removed");
    assert!(found.conflicts[0].theirs.contains("£5"));
    let found = desk.merge("a", "b", None);
    assert_eq!(found.conflicts[0].theirs, "removed");
    desk.merge("b", "a", Some(Choice::Theirs));
    let session = desk.open("a");
    assert_eq!(
        session.book().allocations.get(was.id).unwrap().amount,
        Pence(5_00)
    );
}

/// Both came to the same by themselves, one took it back, and here that was taken in and undone: what was undone is not
/// settled by it.
#[test]
fn a_merge_that_was_undone_is_asked_again_where_both_are_back_where_they_were() {
    let desk = Desk::new();
    desk.copy("a", "b");
    let first = held(&desk, "a", 0);
    for name in ["a", "b"] {
        set(&desk, name, 0, 1_00);
    }
    desk.merge("a", "b", None);
    set(&desk, "b", 0, first.0);
    desk.merge("b", "a", None);
    assert_eq!(held(&desk, "a", 0), first);
    desk.open("a").undo().unwrap();
    for (theirs, into, stays) in [("b", "a", Pence(1_00)), ("a", "b", first)] {
        assert_eq!(desk.merge(theirs, into, None).conflicts.len(), 1, "{into}");
        assert_eq!(held(&desk, into, 0), stays);
    }
    assert!(!desk.merge("b", "a", Some(Choice::Theirs)).is_open());
    assert!(!desk.merge("a", "b", None).is_open());
    assert_eq!(held(&desk, "a", 0), first);
    assert_eq!(desk.says("a"), desk.says("b"));
}
