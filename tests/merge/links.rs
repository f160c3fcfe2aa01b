//! What a record serves stays with it, and comes back with it.

use golden_thread::domain::id::{IndicatorId, NarrativeId, ObjectiveId, ReadingId};
use golden_thread::domain::merge::Choice;
use golden_thread::domain::narrative::{Narrative, Section};
use golden_thread::domain::record::Edit;

use crate::desk::{Desk, play};

/// What a section of the plan's text serves, by its key; none where the section is not there.
fn serves(desk: &Desk, name: &str, key: NarrativeId) -> Option<Vec<ObjectiveId>> {
    let session = desk.open(name);
    let held = session.book().narratives.get(key);
    held.map(|held| held.objectives.clone())
}

/// One copy removes a section, the other changes it: only its words, or only what it serves.
#[test]
fn a_record_that_stays_keeps_what_it_serves() {
    type Change = fn(&mut Narrative, &[ObjectiveId]);
    let changes: [Change; 3] = [
        |held, _| held.text = "Said otherwise.".into(),
        |held, objectives| held.objectives = objectives[..3].to_vec(),
        |held, _| held.objectives.clear(),
    ];
    for change in changes {
        let desk = Desk::new();
        let objectives: Vec<ObjectiveId> = {
            let session = desk.open("a");
            session
                .book()
                .objectives
                .iter()
                .map(|held| held.id)
                .collect()
        };
        let mut section = Narrative::new(NarrativeId(79), Section::Free("Play".into()));
        section.objectives = objectives[1..3].to_vec();
        desk.open("a")
            .run(&Edit::add(section.clone()).into())
            .unwrap();
        desk.copy("a", "b");
        desk.open("b").run(&Edit::remove(&section).into()).unwrap();
        let mut now = section.clone();
        change(&mut now, &objectives);
        desk.open("a")
            .run(&Edit::change(&section, now.clone()).into())
            .unwrap();
        for (name, from) in [("a0", "a"), ("b0", "b")] {
            desk.copy(from, name);
        }
        let stays = Some(now.objectives.clone());

        // It stays with all of it while nobody has decided, here and, as removed, there; and can be decided later.
        let found = desk.merge("b0", "a", None);
        assert_eq!(
            (found.conflicts.len(), found.held.len()),
            (1, 0),
            "{found:?}"
        );
        assert_eq!(
            (
                found.conflicts[0].noun.as_str(),
                found.conflicts[0].theirs.as_str()
            ),
            ("section", "removed")
        );
        assert_eq!(serves(&desk, "a", section.id), stays);
        assert_eq!(desk.merge("a0", "b", None).conflicts.len(), 1);
        assert_eq!(serves(&desk, "b", section.id), None);
        for choice in Choice::ALL {
            for (mine, theirs, told) in [
                ("a0", "b0", "b0"),
                ("b0", "a0", "a0"),
                ("a", "b0", "b0"),
                ("b", "a0", "a0"),
            ] {
                desk.copy(mine, "c");
                desk.copy(told, "d");
                assert!(!desk.merge(theirs, "c", Some(choice)).is_open());
                let is_there = mine.starts_with('a') == (choice == Choice::Mine);
                let want = if is_there { stays.clone() } else { None };
                assert_eq!(serves(&desk, "c", section.id), want, "{choice:?} in {mine}");
                // Whoever is told of it comes to the same.
                assert!(!desk.merge("c", "d", None).is_open());
                assert_eq!(desk.says("c"), desk.says("d"), "{choice:?} in {mine}");
                // All of it is one step.
                let before = desk.says(mine);
                desk.open("c").undo().unwrap();
                assert_eq!(desk.says("c"), before);
            }
        }
    }
}

/// They removed what is needed here: it stays, and so does what it serves.
#[test]
fn a_record_that_is_needed_keeps_what_it_serves() {
    let desk = Desk::new();
    let (indicator, objective) = {
        let session = desk.open("a");
        (
            session.book().indicators[0].clone(),
            session.book().objectives[0].id,
        )
    };
    let mut bare = indicator.clone();
    (bare.id, bare.code, bare.objectives) = (IndicatorId(80), "PLAY".into(), vec![objective]);
    desk.open("a").run(&Edit::add(bare.clone()).into()).unwrap();
    desk.copy("a", "b");
    desk.open("b").run(&Edit::remove(&bare).into()).unwrap();
    let mut session = desk.open("a");
    let mut reading = session.book().readings[0].clone();
    (reading.id, reading.indicator) = (ReadingId(81), bare.id);
    session.run(&Edit::add(reading).into()).unwrap();
    drop(session);
    let found = desk.merge("b", "a", None);
    assert_eq!(
        (found.conflicts.len(), found.held.len()),
        (0, 1),
        "{found:?}"
    );
    let session = desk.open("a");
    assert_eq!(
        session.book().indicators.get(bare.id).unwrap().objectives,
        [objective]
    );
}

/// It would come back with what it served, and that is gone here: it stays out as a whole, and is told until it is decided.
#[test]
fn a_record_does_not_come_back_without_what_it_served() {
    let desk = Desk::new();
    let objective = play(77);
    let mut section = Narrative::new(NarrativeId(79), Section::Free("Play".into()));
    section.objectives = vec![objective.id];
    let mut session = desk.open("a");
    session.run(&Edit::add(objective.clone()).into()).unwrap();
    session.run(&Edit::add(section.clone()).into()).unwrap();
    drop(session);
    desk.copy("a", "b");
    let mut session = desk.open("a");
    session.run(&Edit::remove(&section).into()).unwrap();
    session.run(&Edit::remove(&objective).into()).unwrap();
    drop(session);
    let mut now = section.clone();
    now.text = "Said otherwise.".into();
    desk.open("b")
        .run(&Edit::change(&section, now).into())
        .unwrap();
    for _ in 0..2 {
        let found = desk.merge("b", "a", Some(Choice::Theirs));
        assert_eq!(
            (found.conflicts.len(), found.held.len()),
            (0, 1),
            "{found:?}"
        );
        assert!(
            found.held[0].why.contains("is not here any more"),
            "{}",
            found.held[0].why
        );
        assert_eq!(found.held[0].cell.table, "narrative");
        assert_eq!(serves(&desk, "a", section.id), None);
    }
    assert!(!desk.merge("b", "a", Some(Choice::Mine)).is_open());
    assert!(!desk.merge("b", "a", None).is_open());
}
