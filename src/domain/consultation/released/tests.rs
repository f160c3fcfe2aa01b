//! Releases of tables, against cases by hand and against a reader who tries every table there could be.

use proptest::prelude::*;

use super::*;
use crate::domain::consultation::crosstab::Test;
use crate::domain::consultation::released::asked::decide;
use crate::domain::consultation::released::board::{Board, Column, Rows, Side};
use crate::domain::consultation::results;
use crate::domain::consultation::{Choice, Leaning};
use crate::domain::id::ChoiceId;

/// A part with these counts on a base.
fn part(label: &str, base: i64, counts: &[i64]) -> Breakdown {
    let answers = counts.iter().enumerate().map(|(at, n)| {
        let choice = Choice {
            id: ChoiceId(at as i64 + 1),
            question: QuestionId(1),
            text: format!("Answer {}", at + 1),
            leaning: Leaning::None,
            strength: 1,
            position: at as i64,
        };
        results::answer(&choice, Some(*n), Some(base))
    });
    Breakdown {
        label: label.to_owned(),
        base: Some(base),
        of_people: Some(base),
        of_counts: None,
        other: 0,
        answers: answers.collect(),
    }
}

/// Parts of one answer a person, each a column of counts, with everyone.
fn table(columns: &[&[i64]]) -> SplitTable {
    let parts: Vec<Breakdown> = columns
        .iter()
        .enumerate()
        .map(|(at, counts)| part(&format!("Part {}", at + 1), counts.iter().sum(), counts))
        .collect();
    let n = columns.first().map_or(0, |column| column.len());
    let all: Vec<i64> = (0..n)
        .map(|at| columns.iter().map(|column| column[at]).sum())
        .collect();
    SplitTable {
        question: QuestionId(1),
        by: By::Channel,
        all: part("All", all.iter().sum(), &all),
        parts,
        several: false,
        ranked: false,
        figures: Vec::new(),
        overlaps: false,
        elsewhere: 0,
        test: Test::None("no test"),
    }
}

/// A table by hand, printed by its one split.
fn alone(table: &SplitTable, profile: Profile) -> Publication {
    let column = |held: &Breakdown| Column::of(held, false, false);
    let columns: Vec<Column> = table.parts.iter().map(column).collect();
    let board = Board {
        name: "Question".to_owned(),
        rows: if table.several {
            Rows::Several
        } else {
            Rows::One
        },
        row_names: row_names(&table.all, false, false),
        within: Vec::new(),
        all: column(&table.all),
        sides: vec![Side {
            people: columns.iter().map(|held| held.base).collect(),
            columns,
        }],
    };
    let decision = decide(&board, profile).unwrap();
    let marks: Vec<Marks> = [decision.sides.concat(), vec![decision.all]].concat();
    let tables = vec![print(table, false, &marks, profile)];
    Publication {
        profile,
        legend: legend(profile, &tables),
        tables,
        left_out: Vec::new(),
        hidden: decision.hidden,
        cost: decision.cost,
        is_least: decision.is_least,
    }
}

/// A table as it is printed: a part a line, its base last.
fn shown(found: &Publication) -> String {
    let part = |part: &PrintedPart| {
        let answers = part.answers.iter().map(|answer| answer.count);
        let cells: Vec<String> = answers
            .chain([part.base])
            .map(|mark| mark.map_or("–".to_owned(), |mark| mark.to_string()))
            .collect();
        cells.join(" ")
    };
    let lines = found.tables.iter().flat_map(|table| &table.parts).map(part);
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(table: &SplitTable, profile: Profile, want: &str) -> Publication {
    let found = alone(table, profile);
    assert_eq!(shown(&found), want);
    found
}

#[test]
fn a_small_count_takes_three_more_with_it() {
    let held = table(&[&[3, 20, 30], &[40, 25, 35]]);
    check(
        &held,
        Profile::None,
        "3 20 30 53\n40 25 35 100\n43 45 65 153",
    );
    let found = check(
        &held,
        Profile::Under5,
        "[c] [c] 30 53\n[c] [c] 35 100\n43 45 65 153",
    );
    let small: Vec<&str> = found
        .hidden
        .iter()
        .filter(|held| held.is_small)
        .map(|held| held.name.as_str())
        .collect();
    assert_eq!(small, ["Question, Answer 1, Part 1"]);
    assert_eq!(found.hidden.len(), 4);
    assert_eq!(found.legend.len(), 1);
    // A percentage would give the count back.
    assert_eq!(found.tables[0].parts[0].answers[0].percent, None);
    assert_eq!(
        found.tables[0].parts[0].answers[2].percent,
        Some(3000.0 / 53.0)
    );
}

#[test]
fn rounded_counts_have_percentages_of_what_is_printed() {
    let found = check(
        &table(&[&[12, 21], &[33, 14]]),
        Profile::Ons10And5,
        "10 20 35\n35 15 45\n45 35 80",
    );
    assert_eq!(
        found.tables[0].parts[0].answers[0].percent,
        Some(1000.0 / 35.0)
    );
}

#[test]
fn those_who_did_not_tick_are_protected_like_those_who_did() {
    // 58 of 60 ticked: that two did not would be said by their base.
    let mut held = table(&[&[58, 30], &[40, 33]]);
    held.several = true;
    for (part, base) in held.parts.iter_mut().zip([60, 60]) {
        (part.base, part.of_people) = (Some(base), Some(base));
    }
    (held.all.base, held.all.of_people) = (Some(120), Some(120));
    let found = alone(&held, Profile::Under5);
    let first = &found.tables[0].parts[0];
    assert!(
        first.base == Some(Mark::Suppressed) || first.answers[0].count == Some(Mark::Suppressed),
        "{}",
        shown(&found)
    );
    assert_eq!(first.answers[0].percent, None);
}

#[test]
fn a_base_says_no_more_than_what_it_is_made_of() {
    // 42 individual responses and 3 from a meeting: the 3 are hidden, and so is one of the other two.
    let mut held = table(&[&[20, 25]]);
    held.parts.clear();
    (held.all.of_people, held.all.of_counts) = (Some(42), Some(3));
    let found = alone(&held, Profile::Under5);
    let all = &found.tables[0].parts[0];
    assert_eq!(all.of_counts, Some(Mark::Suppressed));
    let is_safe = all.of_people == Some(Mark::Suppressed) || all.base == Some(Mark::Suppressed);
    assert!(is_safe, "{all:?}");
}

#[test]
fn what_nobody_entered_stays_missing() {
    let mut held = table(&[&[20, 25], &[10, 10]]);
    held.parts.push(Breakdown {
        label: "Meetings".to_owned(),
        base: None,
        of_people: None,
        of_counts: None,
        other: 0,
        answers: held.parts[0]
            .answers
            .iter()
            .map(|answer| results::AnswerCount {
                count: None,
                base: None,
                percent: None,
                interval: None,
                ..answer.clone()
            })
            .collect(),
    });
    check(
        &held,
        Profile::Under5,
        "20 25 45\n10 10 20\n– – –\n30 35 65",
    );
}

/// Whether a reader who tries every table that would be printed so can say a hidden count from 1 to 4.
fn is_revealed(found: &Publication, truth: &[[u64; 2]; 2]) -> bool {
    let marks: Vec<Vec<Mark>> = found.tables[0]
        .parts
        .iter()
        .map(|part| {
            let answers = part.answers.iter().filter_map(|answer| answer.count);
            answers.chain(part.base).collect()
        })
        .collect();
    let fits = |mark: Mark, n: u64| match mark {
        Mark::Shown(shown) => shown == n,
        // Noughts are hidden where a part is hidden whole.
        Mark::Suppressed => true,
        Mark::Rounded(_) => false,
    };
    let mut could: [Vec<u64>; 4] = Default::default();
    let most = 32;
    // Two counts of the first part, and of the second, with every margin held against what is printed.
    let column = |part: usize| {
        let marks = marks[part].clone();
        (0..most)
            .flat_map(move |a| (0..most).map(move |b| (a, b)))
            .filter({
                move |(a, b)| fits(marks[0], *a) && fits(marks[1], *b) && fits(marks[2], a + b)
            })
    };
    let second: Vec<(u64, u64)> = column(1).collect();
    for (a, b) in column(0) {
        for (c, d) in &second {
            let all = [a + c, b + d, a + b + c + d];
            if (0..3).all(|at| fits(marks[2][at], all[at])) {
                for (held, n) in could.iter_mut().zip([a, b, *c, *d]) {
                    if held.len() < 2 && !held.contains(&n) {
                        held.push(n);
                    }
                }
            }
        }
    }
    let truth = truth.as_flattened();
    truth
        .iter()
        .zip(&could)
        .any(|(n, could)| (1..5).contains(n) && could.len() < 2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_printed_table_reveals(counts in prop::array::uniform4(0_i64..14)) {
        let [a, b, c, d] = counts;
        let held = table(&[&[a, b], &[c, d]]);
        let truth = [[a as u64, b as u64], [c as u64, d as u64]];
        let found = alone(&held, Profile::Under5);
        prop_assert!(!is_revealed(&found, &truth), "{}", shown(&found));
    }
}
