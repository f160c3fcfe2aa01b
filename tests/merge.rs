//! Two copies of one plan come together: nothing is lost, nothing is decided by the program, and all of it can be undone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::inconsistent_digit_grouping, reason = "pounds_pence")]

mod around;
mod drawn;
mod heard;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use drawn::{dump, dump_but, some_change};
use golden_thread::domain::command::Command;
use golden_thread::domain::consultation::Reader;
use golden_thread::domain::grant::Allocation;
use golden_thread::domain::id::{
    GrantId, IndicatorId, NarrativeId, ObjectiveId, ReadingId, SavedViewId,
};
use golden_thread::domain::merge::{Choice, Fate, Found};
use golden_thread::domain::money::Pence;
use golden_thread::domain::narrative::{Narrative, Section};
use golden_thread::domain::objective::Objective;
use golden_thread::domain::record::Edit;
use golden_thread::domain::saved_view::SavedView;
use golden_thread::session::merge::Decisions;
use golden_thread::session::{Session, StoreError, Which};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

/// What remembers merges: two plans that say the same may have come by it on different ways.
const OWN: [&str; 2] = ["merged", "undecided"];

/// A folder with a plan, and copies of it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Session::sample(Which::Leicester, &folder.path().join("a.sqlite")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.sqlite"))
    }

    fn copy(&self, from: &str, to: &str) {
        fs::copy(self.path(from), self.path(to)).unwrap();
    }

    fn open(&self, name: &str) -> Session {
        Session::open_to_read(&self.path(name)).unwrap()
    }

    /// The latest changes of a copy get another officer's name, from one number on.
    fn by(&self, name: &str, who: &str, from: i64) {
        let conn = Connection::open(self.path(name)).unwrap();
        conn.execute("update change set who = ?1 where id >= ?2", (who, from))
            .unwrap();
    }

    fn merge(&self, theirs: &str, into: &str, every: Option<Choice>) -> Found {
        let decisions = Decisions {
            every,
            ..Decisions::default()
        };
        let mut session = self.open(into);
        let would = session
            .look_at_copy(&self.path(theirs), &decisions)
            .unwrap();
        let before = session.history(None).unwrap().len();
        let done = session.merge(&self.path(theirs), &decisions).unwrap();
        assert_eq!(would, done, "what was promised is what was done");
        assert!(session.history(None).unwrap().len() <= before + 1);
        let book = session.book().clone();
        assert!(book == *self.open(into).book(), "memory and disk agree");
        done
    }

    fn n_changes(&self, name: &str) -> usize {
        self.open(name).history(None).unwrap().len()
    }

    /// What a plan says, without what it remembers of merges.
    fn says(&self, name: &str) -> String {
        dump_but(&self.path(name), &OWN)
    }
}

/// The links of every record that only one of two plans has, as a plan holds them: by the record, sorted.
fn links_of_one_side(
    desk: &Desk,
    [one, other]: [&str; 2],
    held: &str,
) -> BTreeMap<String, Vec<String>> {
    const LINKS: [(&str, &str, &str); 3] = [
        ("narrative", "narrative_objective", "narrative_id"),
        ("decision", "decision_objective", "decision_id"),
        ("indicator", "indicator_objective", "indicator_id"),
    ];
    let list = |name: &str, sql: &str| -> Vec<(i64, i64)> {
        let conn = Connection::open(desk.path(name)).unwrap();
        let mut query = conn.prepare(sql).unwrap();
        let found = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        found.map(Result::unwrap).collect()
    };
    let mut found = BTreeMap::new();
    for (table, links, from) in LINKS {
        let keys = |name| list(name, &format!("select id, 0 from {table} order by id"));
        let (in_one, in_other) = (keys(one), keys(other));
        for record in keys(held) {
            if in_one.contains(&record) == in_other.contains(&record) {
                continue;
            }
            let held = list(
                held,
                &format!(
                    "select {from}, objective_id from {links} where {from} = {} order by 2",
                    record.0
                ),
            );
            found.insert(
                format!("{table} {}", record.0),
                held.iter().map(|(_, to)| to.to_string()).collect(),
            );
        }
    }
    found
}

fn draw(session: &mut Session, changes: &[(u8, usize, i64)]) {
    for (kind, at, amount) in changes {
        if *kind == u8::MAX {
            let _ = session.undo();
            continue;
        }
        let command = some_change(session, *kind, *at, *amount);
        match session.run(&command) {
            Ok(()) | Err(StoreError::Refused(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

fn changes(most: usize) -> impl Strategy<Value = Vec<(u8, usize, i64)>> {
    // Few things and few places, so that both sides often come upon the same; the last takes a change back.
    let kind = prop_oneof![
        5 => prop::sample::select(vec![0_u8, 1, 4, 5, 7, 11]),
        4 => 0_u8..6 + around::KINDS,
        1 => Just(u8::MAX),
    ];
    let at = prop_oneof![5 => 0_usize..2, 1 => 0_usize..500];
    let amount = prop_oneof![0_i64..3, 0_i64..90_000_000];
    prop::collection::vec((kind, at, amount), 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn two_copies_come_together(
        shared in changes(3), mine in changes(6), theirs in changes(6)
    ) {
        let desk = Desk::new();
        draw(&mut desk.open("a"), &shared);
        desk.copy("a", "b");
        draw(&mut desk.open("a"), &mine);
        draw(&mut desk.open("b"), &theirs);
        desk.copy("a", "a0");
        desk.copy("b", "b0");

        let found = desk.merge("b0", "a", None);
        let merged = dump(&desk.path("a"));
        // Once more, an older copy and its own copy change nothing.
        let n = desk.n_changes("a");
        let again = desk.merge("b0", "a", None);
        prop_assert_eq!(&again.conflicts, &found.conflicts);
        prop_assert_eq!(again.held.len(), found.held.len());
        prop_assert!(again.coming.is_empty() && again.differences.is_empty());
        desk.merge("a0", "a", None);
        prop_assert_eq!(&dump(&desk.path("a")), &merged);
        prop_assert_eq!(desk.n_changes("a"), n);
        prop_assert!(Connection::open(desk.path("a")).unwrap()
            .query_row("select count(*) from pragma_foreign_key_check", [], |row| row.get::<_, i64>(0)).unwrap() == 0);

        // Undo gives exactly what was there, and redo what the merge made of it.
        if n > desk.n_changes("a0") {
            let words = desk.open("a").undo().unwrap();
            prop_assert_eq!(&words, &found.words);
            prop_assert_eq!(dump(&desk.path("a")), dump(&desk.path("a0")));
            desk.open("a").redo().unwrap();
            prop_assert_eq!(&dump(&desk.path("a")), &merged);
        }

        // Whoever takes in whose changes, they come to the same.
        let back = desk.merge("a0", "b", None);
        prop_assert_eq!(back.conflicts.len(), found.conflicts.len());
        if !found.is_open() && !back.is_open() {
            prop_assert_eq!(desk.says("a"), desk.says("b"));
            // And have no more to tell one another.
            let more = desk.merge("a", "b", None);
            prop_assert!(more.differences.is_empty() && !more.is_open());
        }

        // Once one side has decided everything, the other has nothing to ask.
        if found.held.is_empty() {
            for choice in Choice::ALL {
                desk.copy("a0", "c");
                desk.copy("b0", "d");
                prop_assert!(!desk.merge("d", "c", Some(choice)).is_open());
                let told = desk.merge("c", "d", None);
                prop_assert!(!told.is_open(), "{:?}", told);
                prop_assert_eq!(desk.says("c"), desk.says("d"));
                // A record that only one had stands with what it served there, or not at all.
                let [here, there, now] = ["a0", "b0", "c"].map(|held| links_of_one_side(&desk, ["a0", "b0"], held));
                for (record, serves) in now {
                    prop_assert_eq!(Some(&serves), here.get(&record).or(there.get(&record)), "{}", record);
                }
            }
        }
    }

    #[test]
    fn the_order_of_two_merges_does_not_matter(
        first in changes(4), second in changes(4), third in changes(4)
    ) {
        let desk = Desk::new();
        for (name, drawn) in [("b", &second), ("c", &third)] {
            desk.copy("a", name);
            draw(&mut desk.open(name), drawn);
        }
        draw(&mut desk.open("a"), &first);
        desk.copy("a", "d");
        let mut open = false;
        for (into, order) in [("a", ["b", "c"]), ("d", ["c", "b"])] {
            for theirs in order {
                open |= desk.merge(theirs, into, None).is_open();
            }
        }
        if !open {
            prop_assert_eq!(desk.says("a"), desk.says("d"));
            // What came by way of another is known: nothing comes twice.
            let told = desk.merge("d", "a", None);
            prop_assert!(told.differences.is_empty() && !told.is_open());
            let told = desk.merge("a", "c", None);
            prop_assert!(!told.is_open());
            prop_assert_eq!(desk.says("a"), desk.says("c"));
        }
    }
}

fn amount(session: &Session, at: usize, pence: i64) -> Command {
    let was = &session.book().allocations[at];
    let now = Allocation {
        amount: Pence(pence),
        ..was.clone()
    };
    Edit::change(was, now).into()
}

fn set(desk: &Desk, name: &str, at: usize, pence: i64) {
    let mut session = desk.open(name);
    let command = amount(&session, at, pence);
    session.run(&command).unwrap();
}

fn held(desk: &Desk, name: &str, at: usize) -> Pence {
    desk.open(name).book().allocations[at].amount
}

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
    let objective = Objective {
        id: ObjectiveId(78),
        number: String::new(),
        short: "Play".into(),
        title: "Play".into(),
        position: 99,
    };
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

/// What a section of the plan's text serves, by its key; none where the section is not there.
fn serves(desk: &Desk, name: &str, key: NarrativeId) -> Option<Vec<ObjectiveId>> {
    let session = desk.open(name);
    let held = session.book().narratives.get(key);
    held.map(|held| held.objectives.clone())
}

/// One copy removes a section, the other changes it: only its words, only what it serves, or nothing but that it is needed.
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
    let objective = Objective {
        id: ObjectiveId(77),
        number: String::new(),
        short: "Play".into(),
        title: "Play".into(),
        position: 99,
    };
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

#[test]
fn what_they_removed_and_is_needed_here_stays_and_is_told() {
    let desk = Desk::new();
    let objective = Objective {
        id: ObjectiveId(77),
        number: String::new(),
        short: "Play".into(),
        title: "Play".into(),
        position: 99,
    };
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
    for (name, key) in [("a", 11), ("b", 12)] {
        let mut session = desk.open(name);
        let view = SavedView {
            id: SavedViewId(key),
            name: "For Cabinet".into(),
            choice: golden_thread::domain::saved_view::Choice::default(),
            position: 1,
        };
        session.run(&Edit::add(view).into()).unwrap();
    }
    let found = desk.merge("b", "a", None);
    assert_eq!((found.conflicts.len(), found.held.len()), (0, 1));
    let why = &found.held[0].why;
    assert!(why.contains("has the same name here"), "{why}");
    assert!(!why.contains("constraint"), "{why}");
}

#[test]
fn another_plan_is_refused_in_words() {
    let desk = Desk::new();
    Session::sample(Which::Leicestershire, &desk.path("other")).unwrap();
    let before = dump(&desk.path("a"));
    let mut session = desk.open("a");
    let mut refused = |theirs: &Path, want: &str| {
        let error = session
            .merge(theirs, &Decisions::default())
            .unwrap_err()
            .to_string();
        assert!(error.contains(want), "{error}");
    };
    refused(&desk.path("other"), "not a copy of this plan");
    refused(&desk.path("a"), "is the plan itself");
    refused(&desk.path("none"), "There is no file");
    fs::write(desk.path("text"), "a,b\n1,2\n").unwrap();
    refused(&desk.path("text"), "is a text file, not a plan");
    desk.copy("a", "newer");
    let conn = Connection::open(desk.path("newer")).unwrap();
    conn.execute_batch("pragma user_version = 99").unwrap();
    drop(conn);
    refused(&desk.path("newer"), "newer version of Golden Thread");
    assert_eq!(dump(&desk.path("a")), before);
    assert!(desk.open("a").history(None).unwrap().is_empty());
}

/// A copy whose journal is read back no further than to its last changes, as a rescue leaves it.
fn rescue(desk: &Desk, from: &str, to: &str) {
    let path = desk.path("damaged");
    fs::copy(desk.path(from), &path).unwrap();
    let conn = Connection::open(&path).unwrap();
    // What the second change says it found is not what the first one left.
    conn.execute_batch(
        "update change_row set after = json_set(after, '$.pence', 1) where change_id = 2",
    )
    .unwrap();
    drop(conn);
    let found = golden_thread::session::rescue::save(&path, &desk.path(to), None, &mut |_| true);
    assert!(found.unwrap().is_history_cut);
}

#[test]
fn a_rescued_copy_whose_history_was_cut_is_still_a_copy() {
    let desk = Desk::new();
    // The two do not begin with the same records: what the first change added stands where the rescued journal begins.
    let objective = Objective {
        id: ObjectiveId(79),
        number: String::new(),
        short: "Play".into(),
        title: "Play".into(),
        position: 99,
    };
    let added = Edit::add(objective.clone()).into();
    desk.open("a").run(&added).unwrap();
    for (at, pence) in [(0, 1_00), (1, 2_00), (2, 3_00), (3, 4_00)] {
        set(&desk, "a", at, pence);
    }
    rescue(&desk, "a", "b");
    // Three of the five; where the journal begins, and what was rescued, are two more.
    assert_eq!(desk.n_changes("b"), 3 + 2);
    set(&desk, "a", 1, 20_00);
    set(&desk, "b", 2, 30_00);
    desk.copy("a", "a0");
    desk.copy("b", "b0");
    // Both ways round, what each did comes in, and what is lost on one side is no question.
    for (theirs, into) in [("b0", "a"), ("a0", "b")] {
        let found = desk.merge(theirs, into, None);
        assert!(!found.is_open(), "{found:?}");
        let amounts = [0, 1, 2, 3].map(|at| held(&desk, into, at));
        let want = [1_00, 20_00, 30_00, 4_00].map(Pence);
        assert_eq!(amounts, want, "{theirs} into {into}");
        let added = desk.open(into);
        assert!(added.book().objectives.get(objective.id).is_some());
        drop(added);
        let again = desk.merge(theirs, into, None);
        assert!(
            again.coming.is_empty() && !again.brings_something(),
            "{again:?}"
        );
    }
    // That a journal begins anew is nothing that was done to the plan.
    let history = desk.open("a").history(None).unwrap();
    let brought: Vec<&str> = history
        .iter()
        .flat_map(|entry| &entry.brought)
        .map(|theirs| theirs.words.as_str())
        .collect();
    assert_eq!(brought.len(), 1, "{brought:?}");
}

#[test]
fn their_file_is_only_read() {
    let desk = Desk::new();
    desk.copy("a", "b");
    set(&desk, "b", 0, 5_00);
    let before = fs::read(desk.path("b")).unwrap();
    desk.merge("b", "a", None);
    assert!(fs::read(desk.path("b")).unwrap() == before);
}

#[test]
fn a_copy_of_an_earlier_version_comes_in() {
    let desk = Desk::new();
    // What version 8 added goes again.
    desk.copy("a", "b");
    set(&desk, "b", 0, 5_00);
    let conn = Connection::open(desk.path("b")).unwrap();
    for table in OWN {
        conn.execute_batch(&format!("drop table {table}")).unwrap();
    }
    conn.execute_batch("pragma user_version = 7").unwrap();
    drop(conn);
    let before = fs::read(desk.path("b")).unwrap();
    desk.merge("b", "a", None);
    assert_eq!(held(&desk, "a", 0), Pence(5_00));
    assert!(fs::read(desk.path("b")).unwrap() == before);
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

fn grant_of(session: &Session, at: usize) -> GrantId {
    session.book().allocations[at].grant
}

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
fn a_backup_is_made_first() {
    let desk = Desk::new();
    desk.copy("a", "b");
    set(&desk, "b", 0, 5_00);
    desk.merge("b", "a", None);
    let backup = desk.open("a").backups().remove(0);
    let old = Session::open_to_read(&backup.path).unwrap();
    assert!(old.history(None).unwrap().is_empty());
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

/// A line that nothing else hangs on.
fn free(session: &Session) -> usize {
    let book = session.book();
    let hangs = |held: &Allocation| book.of_which.iter().any(|part| part.allocation == held.id);
    book.allocations
        .iter()
        .position(|held| !hangs(held))
        .unwrap()
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

#[test]
fn a_record_that_could_not_come_in_is_open_until_it_is_left_out() {
    let desk = Desk::new();
    desk.copy("a", "b");
    for (name, key) in [("a", 11), ("b", 12)] {
        let mut session = desk.open(name);
        let view = SavedView {
            id: SavedViewId(key),
            name: "For Cabinet".into(),
            choice: golden_thread::domain::saved_view::Choice::default(),
            position: 1,
        };
        session.run(&Edit::add(view).into()).unwrap();
    }
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
