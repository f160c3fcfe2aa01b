//! What the plan’s rules keep out: told, in words, with what to do.

use golden_thread::domain::id::GrantId;
use golden_thread::domain::merge::{Choice, Fate};
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;

use crate::desk::{Desk, held, play, same_name, set};

#[test]
fn what_they_removed_and_is_needed_here_stays_and_is_told() {
    let desk = Desk::new();
    let objective = play(77);
    desk.open("a")
        .run(&Edit::add(objective.clone()).into())
        .unwrap();
    desk.copy("a", "b");
    desk.open("b")
        .run(&Edit::remove(&objective).into())
        .unwrap();
    let mut session = desk.open("a");
    let was = session.book().indicators[0].clone();
    let mut now = was.clone();
    now.objectives.push(objective.id);
    session.run(&Edit::change(&was, now).into()).unwrap();
    drop(session);
    let found = desk.merge("b", "a", None);
    assert_eq!((found.conflicts.len(), found.held.len()), (0, 1));
    assert!(
        found.held[0].why.contains("still belongs to it"),
        "{}",
        found.held[0].why
    );
    assert_eq!(found.held[0].theirs, "removed");
    // The other way about, the link has nothing to lead to.
    let found = desk.merge("a", "b", None);
    assert_eq!(found.held.len(), 1);
    assert!(
        found.held[0].why.contains("is not here any more"),
        "{}",
        found.held[0].why
    );
    assert!(desk.merge("b", "a", None).is_open(), "until it is decided");
    assert!(!desk.merge("b", "a", Some(Choice::Mine)).is_open());
    assert!(!desk.merge("b", "a", None).is_open());
}

#[test]
fn the_same_name_under_two_keys_is_told_in_words() {
    let desk = Desk::new();
    desk.copy("a", "b");
    same_name(&desk);
    let found = desk.merge("b", "a", None);
    assert_eq!((found.conflicts.len(), found.held.len()), (0, 1));
    let why = &found.held[0].why;
    assert!(why.contains("has the same name here"), "{why}");
    assert!(!why.contains("constraint"), "{why}");
}

#[test]
fn a_year_that_is_closed_here_stays_as_it_was_reported() {
    let desk = Desk::new();
    desk.copy("a", "b");
    let mut session = desk.open("a");
    let year = session
        .book()
        .grants
        .get(grant_of(&session, 0))
        .unwrap()
        .fiscal_year;
    let closing = golden_thread::domain::closing::Closing {
        id: golden_thread::domain::id::ClosingId(5),
        fiscal_year: year,
        month: 0,
        is_closed: true,
        made_on: jiff::civil::date(2026, 11, 1),
        made_by: "s151".into(),
        reason: String::new(),
    };
    session.run(&Edit::add(closing).into()).unwrap();
    drop(session);
    set(&desk, "b", 0, 5_00);
    let found = desk.merge("b", "a", None);
    assert_eq!(found.held.len(), 1, "{found:?}");
    assert_ne!(held(&desk, "a", 0), Pence(5_00));
    // The other way about, what was closed with other figures is not closed here.
    let found = desk.merge("a", "b", None);
    assert_eq!(found.held.len(), 1, "{found:?}");
    assert!(found.held[0].why.contains("closed"), "{found:?}");
    assert!(desk.open("b").book().closings.is_empty());
}

#[test]
fn a_record_that_could_not_come_in_is_open_until_it_is_left_out() {
    let desk = Desk::new();
    desk.copy("a", "b");
    same_name(&desk);
    let told = |want: Fate, n_open: usize| {
        let session = desk.open("a");
        let history = session.history(None).unwrap();
        let all: Vec<Fate> = history
            .iter()
            .flat_map(|entry| &entry.brought)
            .map(|theirs| theirs.fate)
            .collect();
        assert_eq!(all, [want]);
        let open = session.problems().iter();
        assert_eq!(
            open.filter(|held| held.kind == "copy-undecided").count(),
            n_open
        );
    };
    desk.merge("b", "a", None);
    told(Fate::Undecided, 1);
    desk.merge("b", "a", Some(Choice::Mine));
    told(Fate::Kept, 0);
}

fn grant_of(session: &Session, at: usize) -> GrantId {
    session.book().allocations[at].grant
}
