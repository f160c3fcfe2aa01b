//! Likeness of responses: by cases, by properties, and with as many texts as a national consultation has.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::domain::duplicates::sketch::Shingles;
use crate::domain::duplicates::{
    Cluster, Counting, Likeness, NEAR, Response, clusters, counted, normalised,
};

const LETTER: &str = "I am writing to object to the closing of our children’s centre. Families in this part of \
    the city have nowhere else to go, and the bus does not run after six. Please keep it open for all of us.";

fn responses(held: &[(&[&str], &str)]) -> Vec<Response<u32>> {
    held.iter()
        .zip(1..)
        .map(|((answers, text), id)| Response {
            id,
            answers: answers.iter().map(|answer| (*answer).to_owned()).collect(),
            text: (*text).to_owned(),
        })
        .collect()
}

#[test]
fn the_same_and_nearly_the_same_are_found() {
    #[track_caller]
    fn check(held: &[(&[&str], &str)], want: &[(u32, &[u32], Likeness)]) {
        let found = clusters(&responses(held));
        let found: Vec<(u32, Vec<u32>, Likeness)> = found
            .iter()
            .map(|cluster| {
                (
                    cluster.lead,
                    cluster.members.iter().map(|member| member.id).collect(),
                    cluster.likeness,
                )
            })
            .collect();
        let want: Vec<_> = want
            .iter()
            .map(|(lead, members, kind)| (*lead, members.to_vec(), *kind))
            .collect();
        assert_eq!(found, want);
    }
    let shouted = LETTER.to_uppercase().replace(' ', "  ").replace(',', " –");
    let varied = LETTER.replace("Please keep it open", "Kindly keep it open");
    let other = "We think that the money would be better spent on foster carers, and on homes near their schools.";
    check(&[], &[]);
    check(&[(&["agree"], LETTER)], &[]);
    check(
        &[(&["agree"], LETTER), (&["agree"], &shouted)],
        &[(1, &[2], Likeness::Exact)],
    );
    check(
        &[(&["agree"], LETTER), (&["disagree"], &shouted)],
        &[(1, &[2], Likeness::SameText)],
    );
    check(
        &[
            (&[], other),
            (&[], LETTER),
            (&[], &varied),
            (&[], other),
            (&[], LETTER),
        ],
        &[(1, &[4], Likeness::Exact), (2, &[3, 5], Likeness::NearText)],
    );
    // Short words are anybody's, unless all else is the same too; ticks alone are nobody's.
    check(&[(&["agree"], "No."), (&["disagree"], "no")], &[]);
    check(
        &[(&["agree"], "No."), (&["agree"], "no")],
        &[(1, &[2], Likeness::Exact)],
    );
    check(&[(&["agree"], ""), (&["agree"], " … ")], &[]);
    // Half a letter is not the letter.
    check(&[(&[], LETTER), (&[], &LETTER[..LETTER.len() / 2])], &[]);
}

#[test]
fn similarity_is_the_share_of_runs_in_common() {
    #[track_caller]
    fn check(one: &str, other: &str, want: u16) {
        let (one, other) = (Shingles::of(one), Shingles::of(other));
        assert_eq!(one.similarity(&other), want);
        assert_eq!(other.similarity(&one), want);
    }
    check("a b c d", "a b c d", 1000);
    check("a b c d", "a b c e", 333);
    check("a b c d e f", "b c d e f", 750);
    check("a b c", "c b a", 0);
    check("a", "a", 1000);
    check("", "a", 0);
}

#[test]
fn texts_are_brought_to_their_words() {
    assert_eq!(
        normalised("  Don’t, PLEASE:\n\tclose it!! "),
        "dont please close it"
    );
    assert_eq!(normalised("—…!"), "");
    assert_eq!(normalised("Naïve café 2"), "naïve café 2");
}

#[test]
fn rules_count_as_they_say() {
    let held = responses(&[
        (&[], "A thought of my own about it all."),
        (&[], LETTER),
        (&[], LETTER),
        (&[], LETTER),
    ]);
    let found = clusters(&held);
    let all = [1, 2, 3, 4];
    let by = |rule| counted(&all, &found, rule);
    assert_eq!(by(Counting::Each).counted, all);
    let once = by(Counting::Once);
    assert_eq!((once.counted, once.left_out), (vec![1, 2], vec![3, 4]));
    let apart = by(Counting::Apart);
    assert_eq!((apart.counted, apart.apart), (vec![1], vec![vec![2, 3, 4]]));
    assert_eq!((found[0].size(), found[0].similarity()), (3, 1000));
    for rule in Counting::ALL {
        assert_eq!(Counting::from_word(rule.word()), Some(rule));
    }
}

/// Words drawn from a list by a plain recurrence.
fn drawn(seed: u64, words: usize) -> String {
    let mut at = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut text = String::new();
    for _ in 0..words {
        at ^= at << 13;
        at ^= at >> 7;
        at ^= at << 17;
        text.push_str(&format!("w{} ", at % 700));
    }
    text
}

#[test]
fn a_national_consultation_is_sorted() {
    // 66,690 responses of sixty words: a letter sent by 20,000, each with a word of their own; the rest separate.
    let letter = drawn(1, 60);
    let held: Vec<Response<u32>> = (0..66_690_u32)
        .map(|id| {
            let text = if id % 10 < 3 {
                format!("{letter} {id}")
            } else {
                drawn(u64::from(id) + 2, 60)
            };
            Response {
                id,
                answers: Vec::new(),
                text,
            }
        })
        .collect();
    let found = clusters(&held);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].size(), 20_007);
    assert!(found[0].similarity() > 900);
}

#[test]
fn texts_that_share_most_but_not_enough_are_no_burden() {
    // All begin with the same forty words and end in thirty of their own: never near, always candidates.
    let begin = drawn(1, 40);
    let held: Vec<Response<u32>> = (0..5_000_u32)
        .map(|id| Response {
            id,
            answers: Vec::new(),
            text: format!("{begin} {}", drawn(u64::from(id) + 2, 30)),
        })
        .collect();
    assert_eq!(clusters(&held), Vec::<Cluster<u32>>::new());
}

proptest! {
    #[test]
    fn a_response_is_in_one_cluster_and_near_its_lead(
        seeds in prop::collection::vec((0_u64..4, 0_usize..40, 0_usize..3), 0..40),
    ) {
        let held: Vec<Response<u32>> = seeds
            .iter()
            .zip(0..)
            .map(|((seed, change, answer), id)| {
                let mut words: Vec<String> = drawn(*seed, 40).split_whitespace().map(str::to_owned).collect();
                words[*change] = "changed".to_owned();
                Response { id, answers: vec![answer.to_string()], text: words.join(" ") }
            })
            .collect();
        let found = clusters(&held);
        let mut seen = BTreeSet::new();
        for cluster in &found {
            prop_assert!(seen.insert(cluster.lead));
            for member in &cluster.members {
                prop_assert!(seen.insert(member.id) && member.id > cluster.lead);
                prop_assert!(member.similarity >= NEAR);
                let text = |id: u32| normalised(&held[id as usize].text);
                let exact = Shingles::of(&text(cluster.lead)).similarity(&Shingles::of(&text(member.id)));
                prop_assert_eq!(member.similarity, exact);
                let same = held[member.id as usize].answers == held[cluster.lead as usize].answers;
                let same_text = text(member.id) == text(cluster.lead);
                prop_assert_eq!(member.likeness == Likeness::Exact, same && same_text);
                prop_assert_eq!(member.likeness == Likeness::NearText, !same_text);
            }
        }
        let all: Vec<u32> = (0..held.len() as u32).collect();
        for rule in Counting::ALL {
            let by = counted(&all, &found, rule);
            let mut every = [by.counted, by.apart.concat(), by.left_out].concat();
            every.sort_unstable();
            prop_assert_eq!(&every, &all);
        }
        // The same texts in the same order are the same clusters.
        prop_assert_eq!(clusters(&held), found);
    }

    #[test]
    fn no_text_stops_the_program(texts in prop::collection::vec(any::<String>(), 0..6)) {
        let held: Vec<(&[&str], &str)> = texts.iter().map(|text| (&[][..], text.as_str())).collect();
        let _ = clusters(&responses(&held));
        for text in &texts {
            let once = normalised(text);
            prop_assert!(!once.contains("  ") && once.trim() == once);
        }
    }
}
