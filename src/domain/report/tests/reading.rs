//! How hard a text is to read: the Flesch–Kincaid grade, which is about the year of school that reads it with ease.
//!
//! 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid, Fishburne, Rogers and Chissom, 1975). Syllables are
//! counted as groups of vowels, less a silent e: near enough to tell easy from hard.

use crate::domain::document::{Block, Document};
use crate::domain::report::Report;
use crate::domain::report::tests::{document, prose, small};

fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase();
    let mut n = 0;
    let mut is_in = false;
    for letter in word.chars() {
        let is_vowel = "aeiouy".contains(letter);
        if is_vowel && !is_in {
            n += 1;
        }
        is_in = is_vowel;
    }
    if word.ends_with('e') && !word.ends_with("le") && n > 1 {
        n -= 1;
    }
    n.max(1)
}

/// The grade of a text; figures count as one short word.
fn grade(text: &str) -> f64 {
    let sentences = text
        .split(['.', '?', '!', ':'])
        .filter(|part| part.chars().any(char::is_alphabetic))
        .count();
    let words: Vec<&str> = text.split_whitespace().collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (words, sentences) = (words.len() as f64, sentences.max(1) as f64);
    0.39 * words / sentences + 11.8 * syllables as f64 / words - 15.59
}

/// The words of ours, before the pages for those who want to check.
fn ours(made: &Document) -> Vec<String> {
    let is_end = |block: &Block| matches!(block, Block::Heading { text, .. } if text == "For those who want to check");
    let until = made.blocks.iter().position(is_end).unwrap();
    prose(&Document {
        blocks: made.blocks[..until].to_vec(),
        ..Document::default()
    })
}

#[test]
fn the_measure_tells_easy_from_hard() {
    assert!(grade("The cat sat on the mat. It was fat.") < 1.0);
    let hard = "Appropriately differentiated provision necessitates multidisciplinary consideration of individual circumstances.";
    assert!(grade(hard) > 18.0);
    for (word, n) in [
        ("plan", 1),
        ("people", 2),
        ("money", 2),
        ("care", 1),
        ("answer", 2),
    ] {
        assert_eq!(syllables(word), n, "{word}");
    }
}

#[test]
fn our_words_for_young_people_are_easy() {
    for book in [small::book(), crate::domain::book::Book::default()] {
        let made = document(Report::YoungPeople, &book);
        let said = ours(&made);
        let all = said.join(" ");
        assert!(grade(&all) < 4.0, "{}: {all}", grade(&all));
        for text in said {
            assert!(grade(&text) < 6.0, "{}: {text}", grade(&text));
        }
    }
}
