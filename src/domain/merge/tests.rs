//! What comes in and what is asked, case by case; and what holds whatever both sides did.

use proptest::prelude::*;

use super::*;

fn fields(text: &str) -> Option<Fields> {
    (text != "-").then(|| {
        text.split(' ')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), Fact::Text(value.to_owned())))
            .collect()
    })
}

/// The states of a row, one change after another: `a=1 b=1 > a=2 b=1 > -`.
fn side(who: &str, states: &str) -> Side {
    let states: Vec<Option<Fields>> = states.split(" > ").map(fields).collect();
    Side {
        touches: states
            .windows(2)
            .enumerate()
            .map(|(n, pair)| Touch {
                change: format!("{who}{n}"),
                by: Author {
                    who: who.to_owned(),
                    at: format!("day {n}"),
                },
                before: pair[0].clone(),
                after: pair[1].clone(),
                heard_but: None,
            })
            .collect(),
        now: states.last().cloned().flatten(),
    }
}

fn told(table: &str, mine: &str, theirs: &str, choice: Option<Choice>) -> String {
    let row = Row {
        table: table.to_owned(),
        mine: side("m", mine),
        theirs: side("t", theirs),
        ..Row::default()
    };
    told_of(&row, choice)
}

fn told_of(row: &Row, choice: Option<Choice>) -> String {
    let weighed = weigh(row, |_| choice);
    let list = |fields: &Fields| -> String {
        let pairs = fields.iter().map(|(name, fact)| match fact {
            Fact::Text(text) => format!("{name}={text}"),
            other => format!("{name}={other:?}"),
        });
        pairs.collect::<Vec<_>>().join(" ")
    };
    let mut out: Vec<String> = Vec::new();
    match &weighed.write {
        None => {}
        Some(Write::Add(fields)) => out.push(format!("add {}", list(fields))),
        Some(Write::Set(fields)) => out.push(format!("set {}", list(fields))),
        Some(Write::Remove) => out.push("remove".into()),
    }
    for held in &weighed.disputes {
        let by = |by: &Option<Author>| by.as_ref().map_or("?".to_owned(), |by| by.at.clone());
        out.push(format!(
            "ask {} ({} / {})",
            held.fields.join("+"),
            by(&held.mine_by),
            by(&held.theirs_by)
        ));
    }
    out.join("; ")
}

#[track_caller]
fn check(mine: &str, theirs: &str, want: &str) {
    assert_eq!(
        told("any", mine, theirs, None),
        want,
        "{mine} against {theirs}"
    );
}

#[test]
fn what_only_they_changed_comes_in() {
    check("a=1 b=1", "a=1 b=1", "");
    check("a=1 b=1", "a=1 b=1 > a=2 b=1", "set a=2");
    check("a=1 b=1 > a=1 b=3", "a=1 b=1 > a=2 b=1", "set a=2");
    check("a=1 b=1 > a=1 b=3", "a=1 b=1", "");
    check("-", "- > a=1", "add a=1");
    check("a=1", "a=1 > -", "remove");
    check("-", "- > a=1 > a=2", "add a=2");
    check("a=1", "a=1 > a=2 > -", "remove");
    check("-", "- > a=1 > -", "");
}

#[test]
fn both_the_same_is_no_question() {
    check("a=1 > a=2", "a=1 > a=2", "");
    check("a=1 > a=3 > a=2", "a=1 > a=2", "");
    check("a=1 > -", "a=1 > -", "");
    check("- > a=1", "- > a=1", "");
}

#[test]
fn what_was_taken_back_brings_nothing() {
    check("a=1 > a=3", "a=1 > a=2 > a=1", "");
    check("a=1 > a=3 > a=1", "a=1 > a=2", "set a=2");
    check("a=1 > - > a=1", "a=1 > a=2", "set a=2");
    check("a=1 > a=2", "a=1 > - > a=1", "");
    check("a=1 > a=2 > a=1", "a=1 > -", "remove");
    check("a=1 > -", "a=1 > a=2 > a=1", "");
}

#[test]
fn different_values_are_asked_about() {
    check("a=1 > a=2", "a=1 > a=3", "ask a (day 0 / day 0)");
    check(
        "a=1 b=1 > a=2 b=1",
        "a=1 b=1 > a=3 b=1 > a=3 b=4",
        "set b=4; ask a (day 0 / day 0)",
    );
    check("a=1 > a=2", "a=1 > -", "ask  (day 0 / day 0)");
    check("a=1 > -", "a=1 > a=2 > a=3", "ask  (day 0 / day 1)");
    check("- > a=1", "- > a=2", "ask a (day 0 / day 0)");
}

#[test]
fn a_decision_is_kept_to() {
    let cell = ["a=1 > a=2", "a=1 > a=3"];
    assert_eq!(told("any", cell[0], cell[1], Some(Choice::Mine)), "");
    assert_eq!(
        told("any", cell[0], cell[1], Some(Choice::Theirs)),
        "set a=3"
    );
    let gone = ["a=1 > -", "a=1 > a=3"];
    assert_eq!(told("any", gone[0], gone[1], Some(Choice::Mine)), "");
    assert_eq!(
        told("any", gone[0], gone[1], Some(Choice::Theirs)),
        "add a=3"
    );
    assert_eq!(
        told("any", gone[1], gone[0], Some(Choice::Theirs)),
        "remove"
    );
}

/// A copy that has taken in some of the other's changes before.
#[test]
fn who_stands_where_the_other_set_out_is_later() {
    // They have heard of everything that was done here: theirs is what they made of it.
    check("a=2", "a=1 > a=3", "set a=3");
    // They took in 2 from here; here it went on to 4.
    check("a=2 > a=4", "a=1 > a=2", "");
    check("a=1 > a=2", "a=2 > a=4", "set a=4");
    // Each took back what the other did.
    check("a=1 > a=2", "a=2 > a=1", "ask a (day 0 / day 0)");
}

/// What they gave and took back again: here it came by a merge, of which they have heard.
#[test]
fn whoever_knows_the_last_change_is_later() {
    for (mine, theirs, heard, want) in [
        ("a=1 > a=2", "a=2 > a=1", 0, "set a=1"),
        ("- > a=2", "a=2 > -", 0, "remove"),
        ("- > a=2 > - > a=2", "a=2 > -", 2, "remove"),
        ("a=1 > a=2 > a=3", "a=2 > a=1", 0, "ask a (day 1 / day 0)"),
        ("a=1 > a=5 > a=2", "a=2 > a=1", 1, "set a=1"),
    ] {
        let mut row = Row {
            table: "any".into(),
            mine: side("m", mine),
            theirs: side("t", theirs),
            ..Row::default()
        };
        row.mine.touches[heard].heard_but = Some(BTreeSet::new());
        assert_eq!(told_of(&row, None), want, "{mine} against {theirs}");
        // The other way about, their last change is known here, and what is here is later.
        let turned = Row {
            table: "any".into(),
            mine: row.theirs,
            theirs: row.mine,
            ..Row::default()
        };
        let want = if want.starts_with("ask") {
            "ask a (day 0 / day 1)"
        } else {
            ""
        };
        assert_eq!(told_of(&turned, None), want, "{theirs} against {mine}");
    }
}

#[test]
fn columns_that_go_together_are_one_cell() {
    let check = |mine: &str, theirs: &str, want: &str| {
        assert_eq!(told("reading", mine, theirs, None), want);
    };
    check(
        "value=1 decimals=0 missing=no note=n > value=no decimals=no missing=x note=n",
        "value=1 decimals=0 missing=no note=n > value=2 decimals=1 missing=no note=o",
        "set note=o; ask value+decimals+missing (day 0 / day 0)",
    );
    // Nothing is in two minds column by column, and yet half of each would be nobody's statement.
    check(
        "value=no decimals=no missing=x > value=no decimals=no missing=y",
        "value=no decimals=no missing=x > value=2 decimals=0 missing=no",
        "ask value+decimals+missing (day 0 / day 0)",
    );
    check(
        "value=1 decimals=0 missing=no",
        "value=1 decimals=0 missing=no > value=1 decimals=1 missing=no",
        "set decimals=1",
    );
}

#[test]
fn only_the_part_that_is_open_is_asked_about_again() {
    let mut row = Row {
        table: "any".into(),
        mine: side("m", "a=1 b=1 > a=2 b=7"),
        theirs: side("t", "a=1 b=1 > a=3 b=3"),
        ..Row::default()
    };
    row.theirs.touches[0].heard_but = Some(BTreeSet::from(["a".to_owned()]));
    let weighed = weigh(&row, |_| None);
    assert_eq!(weighed.disputes.len(), 1);
    assert_eq!(weighed.disputes[0].fields, ["a"]);
    row.theirs.touches[0].heard_but = Some(BTreeSet::from([ROW.to_owned()]));
    assert_eq!(weigh(&row, |_| None).disputes.len(), 2);
}

/// A record with one link: the states of each, here and there.
fn linked(mine: [&str; 2], theirs: [&str; 2]) -> Row {
    let row = |at: usize| Row {
        table: "any".into(),
        mine: side("m", mine[at]),
        theirs: side("t", theirs[at]),
        ..Row::default()
    };
    Row {
        links: vec![row(1)],
        ..row(0)
    }
}

#[test]
fn what_was_done_to_a_link_was_done_to_its_record() {
    let gone = ["a=1 > -", "o=1 > -"];
    for (mine, theirs, want) in [
        (["a=1", "o=1"], gone, "remove"),
        (["a=1 > a=2", "o=1"], gone, "ask  (day 0 / day 0)"),
        (["a=1", "o=1 > -"], gone, "ask  (day 0 / day 0)"),
        (["a=1", "- > o=1"], ["a=1 > -", "-"], "ask  (day 0 / day 0)"),
        (["a=1", "- > o=1 > -"], ["a=1 > -", "-"], "remove"),
        (gone, ["a=1", "o=1"], ""),
        (gone, ["a=1 > a=2", "o=1"], "ask  (day 0 / day 0)"),
        (gone, ["a=1", "o=1 > -"], "ask  (day 0 / day 0)"),
        (["a=1 > -", "-"], ["a=1", "- > o=1 > -"], ""),
        (["-", "-"], ["- > a=1", "- > o=1"], "add a=1"),
        (["a=1 > - > a=1", "o=1 > - > o=1"], gone, "remove"),
    ] {
        let row = linked(mine, theirs);
        assert_eq!(told_of(&row, None), want, "{mine:?} against {theirs:?}");
    }
}

#[test]
fn who_changed_a_link_is_named_for_the_record() {
    let mut row = linked(["a=1", "- > o=1"], ["a=1 > -", "-"]);
    row.links[0].mine.touches[0].by.who = "ann".into();
    let [asked] = &weigh(&row, |_| None).disputes[..] else {
        panic!("one question");
    };
    assert_eq!(asked.mine_by.as_ref().unwrap().who, "ann");
    assert_eq!(asked.was, fields("a=1"));
    assert_eq!(asked.changes, BTreeSet::from(["t0".to_owned()]));
    // The other way about, it is by the change of the link that the question comes.
    let turned = Row {
        mine: row.theirs,
        theirs: row.mine,
        links: vec![Row {
            mine: row.links[0].theirs.clone(),
            theirs: row.links[0].mine.clone(),
            ..Row::default()
        }],
        ..Row::default()
    };
    let [asked] = &weigh(&turned, |_| None).disputes[..] else {
        panic!("one question");
    };
    assert_eq!(asked.theirs_by.as_ref().unwrap().who, "ann");
    assert!(asked.changes.is_empty(), "the record itself is as it was");
    assert_eq!(
        turned.links[0].theirs.news(),
        BTreeSet::from(["m0".to_owned()])
    );
}

#[test]
fn the_step_is_named_by_who_made_the_changes() {
    let by = |who: &str| Coming {
        by: Author {
            who: who.into(),
            at: String::new(),
        },
        words: String::new(),
        is_step: false,
    };
    assert_eq!(copy_of(&[], "b.sqlite"), "Merge of b.sqlite");
    assert_eq!(
        copy_of(&[by("priya"), by("priya")], ""),
        "Merge of priya’s copy"
    );
    assert_eq!(
        copy_of(&[by("priya"), by("tom"), by("ann")], ""),
        "Merge of priya’s, tom’s and ann’s copy"
    );
}

fn states() -> impl Strategy<Value = Vec<Option<(u8, u8)>>> {
    prop::collection::vec(prop::option::weighted(0.8, (0_u8..3, 0_u8..3)), 0..5)
}

fn text(base: Option<(u8, u8)>, states: &[Option<(u8, u8)>]) -> String {
    let word =
        |state: &Option<(u8, u8)>| state.map_or("-".to_owned(), |(a, b)| format!("a={a} b={b}"));
    let all: Vec<String> = std::iter::once(&base).chain(states).map(word).collect();
    all.join(" > ")
}

/// The row here once everything that is not asked about has been done.
fn after(row: &Row) -> (Option<Fields>, usize) {
    let weighed = weigh(row, |_| None);
    let mut now = row.mine.now.clone();
    match weighed.write {
        None => {}
        Some(Write::Add(fields)) => now = Some(fields),
        Some(Write::Remove) => now = None,
        Some(Write::Set(fields)) => now.get_or_insert_default().extend(fields),
    }
    (now, weighed.disputes.len())
}

proptest! {
    /// Whoever takes in whose changes, the row comes to the same and as many questions are asked; what is asked about stays.
    #[test]
    fn it_does_not_matter_who_merges(
        base in prop::option::weighted(0.8, (0_u8..3, 0_u8..3)), mine in states(), theirs in states()
    ) {
        let row = Row {
            table: "any".into(),
            mine: side("m", &text(base, &mine)),
            theirs: side("t", &text(base, &theirs)),
            ..Row::default()
        };
        let turned = Row { table: "any".into(), mine: row.theirs.clone(), theirs: row.mine.clone(), ..Row::default() };
        let ((here, n_here), (there, n_there)) = (after(&row), after(&turned));
        prop_assert_eq!(n_here, n_there);
        if n_here == 0 {
            prop_assert_eq!(&here, &there);
        }
        // The three-way rule, said another way.
        let (base, was, is) = (fields(&text(base, &[])), &row.mine.now, &row.theirs.now);
        for field in [ROW, "a", "b"] {
            let [base, mine, theirs] = [&base, was, is].map(|held| value(held.as_ref(), field).cloned());
            let now = value(here.as_ref(), field).cloned();
            if mine == theirs || theirs == base {
                prop_assert!(now == mine || was.is_none() || is.is_none());
            }
            prop_assert!(now == mine || now == theirs);
        }
        if is == &base {
            prop_assert_eq!(&here, was);
        }
        if was == &base {
            prop_assert_eq!(&here, is);
        }
    }

    /// A decision for one side gives that side's row, and leaves nothing to ask.
    #[test]
    fn every_question_can_be_decided(
        base in prop::option::weighted(0.8, (0_u8..3, 0_u8..3)), mine in states(), theirs in states()
    ) {
        let row = Row {
            table: "reading".into(),
            mine: side("m", &text(base, &mine)),
            theirs: side("t", &text(base, &theirs)),
            ..Row::default()
        };
        for choice in Choice::ALL {
            prop_assert!(weigh(&row, |_| Some(choice)).disputes.is_empty());
        }
    }

    /// A record that only one side has comes to the same with its links, whoever merges, and as many questions are asked.
    #[test]
    fn it_does_not_matter_who_merges_a_record_and_its_links(
        base in (0_u8..3, any::<bool>()), there in prop::collection::vec((0_u8..3, any::<bool>()), 0..4),
        gone in prop::collection::vec(prop::option::weighted(0.8, (0_u8..3, any::<bool>())), 0..3)
    ) {
        let states = |states: &[Option<(u8, bool)>]| -> [String; 2] {
            let word = |name: &str, held: Option<u8>| held.map_or("-".to_owned(), |held| format!("{name}={held}"));
            let first = Some(base);
            let all = || std::iter::once(&first).chain(states);
            [
                all().map(|state| word("a", state.map(|(a, _)| a))).collect::<Vec<_>>().join(" > "),
                all().map(|state| word("o", state.and_then(|(_, is)| is.then_some(1)))).collect::<Vec<_>>().join(" > "),
            ]
        };
        let mine = states(&there.iter().copied().map(Some).collect::<Vec<_>>());
        let theirs = states(&gone.into_iter().chain([None]).collect::<Vec<_>>());
        let [mine, theirs] = [&mine, &theirs].map(|held| held.each_ref().map(String::as_str));
        // What changes nothing is no change.
        let settled = |mut row: Row| {
            for part in [&mut row.mine, &mut row.theirs] {
                part.touches.retain(|touch| touch.before != touch.after);
            }
            row
        };
        let both = |mine, theirs| {
            let mut row = settled(linked(mine, theirs));
            row.links = row.links.into_iter().map(settled).collect();
            row
        };
        let ((here, n_here), (there, n_there)) = (after(&both(mine, theirs)), after(&both(theirs, mine)));
        prop_assert_eq!(n_here, n_there);
        if n_here == 0 {
            prop_assert_eq!(here, there);
        }
    }
}
