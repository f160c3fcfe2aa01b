//! What the history says of a merge.

use golden_thread::domain::merge::{Choice, Fate};
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;
use golden_thread::session::merge::Decisions;

use crate::desk::{Desk, free, set};
use crate::drawn::dump;

#[test]
fn the_history_says_what_a_merge_brought_and_who_made_it() {
    let desk = Desk::new();
    desk.copy("a", "b");
    set(&desk, "b", 0, 5_00);
    set(&desk, "b", 1, 6_00);
    desk.by("b", "Priya", 1);
    desk.merge("b", "a", None);
    let history = desk.open("a").history(None).unwrap();
    let [merge] = history.as_slice() else {
        panic!("one step: {history:?}");
    };
    assert_eq!(merge.brought.len(), 2);
    assert!(merge.brought.iter().all(|theirs| theirs.who == "Priya"));
    assert!(merge.brought[0].at <= merge.brought[1].at);
    desk.open("a").undo().unwrap();
    let undone = desk.open("a").history(None).unwrap().remove(1);
    assert!(undone.undoes.is_some() && undone.brought.is_empty());
}

#[test]
fn the_history_tells_what_came_in_from_what_was_kept_and_what_nobody_has_decided() {
    let desk = Desk::new();
    desk.copy("a", "b");
    let free = free(&desk.open("a"));
    let others: Vec<usize> = (0..4).filter(|at| *at != free).collect();
    for (at, mine) in [(free, 1_00), (others[0], 2_00)] {
        set(&desk, "a", at, mine);
    }
    set(&desk, "b", others[0], 20_00);
    set(&desk, "b", others[1], 30_00);
    let mut session = desk.open("b");
    let was = session.book().allocations[free].clone();
    session.run(&Edit::remove(&was).into()).unwrap();
    drop(session);
    desk.by("b", "Priya", 1);

    // The removal is decided at once, the amount is left open.
    let mut session = desk.open("a");
    let theirs = desk.path("b");
    let look = session.look_at_copy(&theirs, &Decisions::default());
    let conflicts = look.unwrap().conflicts;
    let removed = conflicts.iter().find(|held| held.theirs == "removed");
    let mut decisions = Decisions::default();
    decisions
        .cells
        .insert(removed.unwrap().cell.clone(), Choice::Mine);
    session.merge(&theirs, &decisions).unwrap();
    let fates = |session: &Session, entry: usize| -> Vec<Fate> {
        let entry = &session.history(None).unwrap()[entry];
        entry.brought.iter().map(|theirs| theirs.fate).collect()
    };
    let at = session.history(None).unwrap().len() - 1;
    assert_eq!(
        fates(&session, at),
        [Fate::Undecided, Fate::CameIn, Fate::Kept]
    );
    let merge = session.history(None).unwrap().remove(at);
    assert_eq!(merge.n_rows, 1, "one row of the plan is another");

    // What is open is a finding, by record, field and name.
    let open = |session: &Session| -> Vec<String> {
        let found = session.problems().iter();
        found
            .filter(|held| held.kind == "copy-undecided")
            .map(ToString::to_string)
            .collect()
    };
    let found = open(&session);
    assert_eq!(found.len(), 1, "{found:?}");
    for words in ["Priya changed “amount”", "A colleague’s copy"] {
        assert!(found[0].contains(words), "{found:?}");
    }

    // Decided later, it has come in; taken back, it is open once more.
    let every = Decisions {
        every: Some(Choice::Theirs),
        ..Decisions::default()
    };
    let dumped = dump(&desk.path("a"));
    session.merge(&theirs, &every).unwrap();
    assert_eq!(
        fates(&session, at),
        [Fate::CameIn, Fate::CameIn, Fate::Kept]
    );
    assert_eq!(open(&session), [] as [String; 0]);
    session.undo().unwrap();
    assert_eq!(
        fates(&session, at),
        [Fate::Undecided, Fate::CameIn, Fate::Kept]
    );
    assert_eq!(open(&session).len(), 1);
    assert_eq!(dump(&desk.path("a")), dumped);
    // The first one taken back and made again is told as it stood all the while.
    session.undo().unwrap();
    assert_eq!(fates(&session, at).len(), 3);
    assert_eq!(open(&session), [] as [String; 0]);
    session.redo().unwrap();
    assert_eq!(
        fates(&session, at),
        [Fate::Undecided, Fate::CameIn, Fate::Kept]
    );
}
