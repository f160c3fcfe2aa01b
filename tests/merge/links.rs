//! What a record serves stays with it, and comes back with it.

use golden_thread::domain::id::{IndicatorId, NarrativeId, ObjectiveId, ReadingId};
use golden_thread::domain::merge::{Choice, Fate};
use golden_thread::domain::narrative::{Narrative, Section};
use golden_thread::domain::record::Edit;

use crate::desk::{Desk, play, set};

/// What a section of the plan's text serves, by its key; none where the section is not there.
fn serves(desk: &Desk, name: &str, key: NarrativeId) -> Option<Vec<ObjectiveId>> {
    let session = desk.open(name);
    let held = session.book().narratives.get(key);
    held.map(|held| held.objectives.clone())
}

/// A copy changes a section's words.
fn say_otherwise(desk: &Desk, name: &str, section: &Narrative) {
    let mut now = section.clone();
    now.text = "Said otherwise.".into();
    desk.open(name)
        .run(&Edit::change(section, now).into())
        .unwrap();
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
    say_otherwise(&desk, "b", &section);
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

/// A plan in which nothing serves the objective 77 yet, its copy, and a section that the copy adds: it serves that and
/// another. Here the objective is gone meanwhile, so that one of the two links cannot come.
fn half_come(desk: &Desk) -> Narrative {
    desk.open("a").run(&Edit::add(play(77)).into()).unwrap();
    desk.copy("a", "b");
    let other = desk.open("a").book().objectives[0].id;
    desk.open("a").run(&Edit::remove(&play(77)).into()).unwrap();
    let mut section = Narrative::new(NarrativeId(79), Section::Free("Play".into()));
    section.objectives = vec![other, ObjectiveId(77)];
    desk.open("b")
        .run(&Edit::add(section.clone()).into())
        .unwrap();
    let found = desk.merge("b", "a", None);
    assert_eq!(
        (found.conflicts.len(), found.held.len()),
        (0, 1),
        "{found:?}"
    );
    assert_eq!(serves(desk, "a", section.id), Some(vec![other]));
    section
}

/// A link is open still, and then its record goes here: that is a question, as often as it is asked, and nothing comes back
/// of itself.
#[test]
fn what_is_open_of_a_link_does_not_bring_its_record_back() {
    let desk = Desk::new();
    let section = half_come(&desk);
    let here = desk
        .open("a")
        .book()
        .narratives
        .get(section.id)
        .unwrap()
        .clone();
    desk.open("a").run(&Edit::remove(&here).into()).unwrap();
    set(&desk, "b", 0, 5_00);
    for _ in 0..3 {
        let found = desk.merge("b", "a", None);
        assert_eq!(found.conflicts.len(), 1, "{found:?}");
        assert_eq!(serves(&desk, "a", section.id), None);
    }
    assert!(!desk.merge("b", "a", Some(Choice::Mine)).is_open());
    assert!(!desk.merge("b", "a", None).is_open());
    assert_eq!(serves(&desk, "a", section.id), None);
}

/// The same, and then it goes there and is changed here.
#[test]
fn what_is_open_of_a_link_does_not_answer_what_is_asked_of_its_record() {
    let desk = Desk::new();
    let section = half_come(&desk);
    desk.open("b").run(&Edit::remove(&section).into()).unwrap();
    let here = desk
        .open("a")
        .book()
        .narratives
        .get(section.id)
        .unwrap()
        .clone();
    say_otherwise(&desk, "a", &here);
    for _ in 0..3 {
        let found = desk.merge("b", "a", None);
        assert_eq!(found.conflicts.len(), 1, "{found:?}");
        assert!(serves(&desk, "a", section.id).is_some());
    }
    assert_eq!(desk.merge("a", "b", None).conflicts.len(), 1);
    assert_eq!(serves(&desk, "b", section.id), None);
    assert!(!desk.merge("b", "a", Some(Choice::Theirs)).is_open());
    assert_eq!(serves(&desk, "a", section.id), None);
    assert!(!desk.merge("a", "b", None).is_open());
    assert_eq!(desk.says("a"), desk.says("b"));
}

/// Several of its links have nothing to lead to: it is told by the same one every time.
#[test]
fn a_record_that_several_links_keep_out_is_told_by_the_first() {
    let desk = Desk::new();
    let mut section = Narrative::new(NarrativeId(79), Section::Free("Play".into()));
    section.objectives = vec![ObjectiveId(76), ObjectiveId(77), ObjectiveId(78)];
    let mut session = desk.open("a");
    for objective in &section.objectives {
        let mut served = play(objective.0);
        served.short = format!("Play {}", objective.0);
        session.run(&Edit::add(served).into()).unwrap();
    }
    session.run(&Edit::add(section.clone()).into()).unwrap();
    desk.copy("a", "b");
    session.run(&Edit::remove(&section).into()).unwrap();
    for objective in section.objectives.clone() {
        let gone = session.book().objectives.get(objective).unwrap().clone();
        session.run(&Edit::remove(&gone).into()).unwrap();
    }
    drop(session);
    say_otherwise(&desk, "b", &section);
    for _ in 0..8 {
        let found = desk.merge("b", "a", Some(Choice::Theirs));
        assert_eq!(found.held.len(), 1, "{found:?}");
        assert!(
            found.held[0].why.contains("Play 76"),
            "{}",
            found.held[0].why
        );
    }
}

/// They took one of its objectives away and said it otherwise, here it went: decided later, both come in, though of the
/// objective nothing had to be written.
#[test]
fn what_came_in_of_a_record_came_in_of_its_links() {
    let desk = Desk::new();
    let objectives: Vec<ObjectiveId> = {
        let session = desk.open("a");
        let first = session.book().objectives.iter().take(2);
        first.map(|held| held.id).collect()
    };
    let mut section = Narrative::new(NarrativeId(79), Section::Free("Play".into()));
    section.objectives = objectives;
    desk.open("a")
        .run(&Edit::add(section.clone()).into())
        .unwrap();
    desk.copy("a", "b");
    desk.open("a").run(&Edit::remove(&section).into()).unwrap();
    let mut now = section.clone();
    now.objectives.truncate(1);
    desk.open("b")
        .run(&Edit::change(&section, now).into())
        .unwrap();
    let fate = |want: Fate| {
        let history = desk.open("a").history(None).unwrap();
        let brought = history.iter().flat_map(|entry| &entry.brought);
        let fates: Vec<Fate> = brought.map(|theirs| theirs.fate).collect();
        assert_eq!(fates, [want]);
    };
    assert_eq!(desk.merge("b", "a", None).conflicts.len(), 1);
    fate(Fate::Undecided);
    desk.copy("a", "open");
    assert!(!desk.merge("b", "a", Some(Choice::Theirs)).is_open());
    fate(Fate::CameIn);
    assert_eq!(serves(&desk, "a", section.id).unwrap().len(), 1);
    desk.copy("open", "a");
    assert!(!desk.merge("b", "a", Some(Choice::Mine)).is_open());
    fate(Fate::Kept);
}
