//! Properties over random edits of both sides.

use std::collections::BTreeMap;

use golden_thread::domain::merge::Choice;
use proptest::prelude::*;
use rusqlite::Connection;

use crate::around;
use crate::desk::{Desk, draw};
use crate::drawn::dump;

/// The links of every record that only one of two plans has, as a plan holds them: by the record, sorted.
fn links_of_one_side(
    desk: &Desk,
    [one, other]: [&str; 2],
    held: &str,
) -> BTreeMap<String, Vec<String>> {
    const LINKS: [(&str, &str, &str); 2] = [
        ("narrative", "narrative_objective", "narrative_id"),
        ("decision", "decision_objective", "decision_id"),
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

fn changes(most: usize) -> impl Strategy<Value = Vec<(u8, usize, i64)>> {
    // Few things and few places, so that both sides often come upon the same; the last takes a change back.
    let kind = prop_oneof![
        5 => prop::sample::select(vec![0_u8, 1, 4, 5, 7, 11, 12]),
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
