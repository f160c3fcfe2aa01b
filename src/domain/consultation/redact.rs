//! What in a comment tells who wrote it: e-mail addresses, telephone numbers, postcodes, and what may be a name.
//!
//! An officer who prepares a quote reads the comment with these pointed out, and begins with a text from which the sure
//! ones are taken. Addresses, numbers and postcodes are known by their shape. A name is not: two words with capitals may
//! be a street or a school, so those are pointed out and left to the officer.
//!
//! Edges: a single first name, a nickname, a rare illness or a job that one person in the county has are not found by any
//! rule; the officer reads the whole text all the same.

use std::ops::Range;

use crate::domain::responses::personal::{is_email, is_phone, is_postcode};
use crate::domain::responses::role::Personal;

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// From which byte to which.
    pub at: Range<usize>,
    /// The words there.
    pub text: String,
    /// What they look like.
    pub what: Personal,
    /// Whether its shape alone says so.
    pub is_sure: bool,
}

/// What stands at the edge of a word and is none of it.
const EDGE: &str = ",.;:()<>[]\"'!?“”‘’";
/// Words before a name.
const TITLES: [&str; 12] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "cllr",
    "councillor",
    "rev",
];
/// The most words that a telephone number is written in.
const MOST_PARTS: usize = 5;

/// A word of a text, without what stands at its edges.
#[derive(Clone, Debug)]
struct Word<'t> {
    at: Range<usize>,
    text: &'t str,
    /// Whether a sentence begins with it.
    begins: bool,
}

/// Everything in a text that may tell who wrote it, in its order.
#[must_use]
pub fn spots(text: &str) -> Vec<Spot> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((n, what, is_sure)) = here(text, &words, at) else {
            at += 1;
            continue;
        };
        let place = words[at].at.start..words[at + n - 1].at.end;
        found.push(Spot {
            text: text.get(place.clone()).unwrap_or_default().to_owned(),
            at: place,
            what,
            is_sure,
        });
        at += n;
    }
    found
}

/// The text with a word in brackets wherever something is sure to tell who wrote it.
#[must_use]
pub fn redacted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for spot in spots(text).into_iter().filter(|spot| spot.is_sure) {
        out.push_str(text.get(from..spot.at.start).unwrap_or_default());
        out.push('[');
        out.push_str(spot.what.word());
        out.push(']');
        from = spot.at.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

fn words(text: &str) -> Vec<Word<'_>> {
    let edge = |c: char| EDGE.contains(c);
    let mut words = Vec::new();
    let mut begins = true;
    for whole in text.split_whitespace() {
        let start = whole.as_ptr() as usize - text.as_ptr() as usize;
        let bare = whole.trim_matches(edge);
        if !bare.is_empty() {
            let lead = whole.len() - whole.trim_start_matches(edge).len();
            let at = start + lead..start + lead + bare.len();
            words.push(Word {
                at,
                text: bare,
                begins,
            });
        }
        begins = whole.ends_with(['.', '!', '?', ':']);
    }
    words
}

/// What begins at a word: of how many words it is, what it is, and whether that is sure.
fn here(text: &str, words: &[Word<'_>], at: usize) -> Option<(usize, Personal, bool)> {
    let word = words.get(at)?;
    if is_email(word.text) {
        return Some((1, Personal::Email, true));
    }
    if let Some(n) = phone(text, words, at) {
        return Some((n, Personal::Phone, true));
    }
    if is_postcode(word.text) {
        return Some((1, Personal::Postcode, true));
    }
    let two = words.get(at + 1);
    if let Some(next) = two
        && next.text.len() == 3
        && is_postcode(&format!("{} {}", word.text, next.text))
    {
        return Some((2, Personal::Postcode, true));
    }
    name(words, at)
}

/// How many words from here on are one telephone number; the longest that is.
fn phone(text: &str, words: &[Word<'_>], at: usize) -> Option<usize> {
    let first = words.get(at)?;
    first
        .text
        .chars()
        .next()
        .filter(|c| "0123456789+(".contains(*c))?;
    // The edges are left in, since a number may be in brackets: “(0116) 496 0001”.
    let whole = |n: usize| text.get(first.at.start..words.get(at + n - 1)?.at.end);
    (1..=MOST_PARTS)
        .rev()
        .find(|n| whole(*n).is_some_and(is_phone))
}

fn name(words: &[Word<'_>], at: usize) -> Option<(usize, Personal, bool)> {
    let word = words.get(at)?;
    let capitals = |from: usize| {
        let of = words.get(from..).unwrap_or_default().iter();
        of.take_while(|word| is_capital(word.text)).count()
    };
    let lower = word.text.to_lowercase();
    if TITLES.contains(&lower.as_str()) && is_capital(word.text) {
        let n = capitals(at + 1).min(2);
        return (n > 0).then_some((n + 1, Personal::Name, true));
    }
    let says = at.checked_sub(2).map(|from| &words[from..at]);
    let said = says.is_some_and(|says| {
        matches!(
            (says[0].text.to_lowercase().as_str(), says[1].text),
            ("name", "is") | ("is" | "am", "called")
        )
    });
    if said && is_capital(word.text) {
        return Some((capitals(at).clamp(1, 2), Personal::Name, true));
    }
    let n = capitals(at);
    // At the head of a sentence every word has a capital, and “I” always has one.
    (!word.begins && n >= 2).then_some((n.min(3), Personal::Name, false))
}

/// Whether a word is written as names are: a capital, and small letters after it.
fn is_capital(word: &str) -> bool {
    let rest = word.chars().skip(1);
    word.starts_with(char::is_uppercase)
        && rest.clone().any(char::is_lowercase)
        && rest
            .into_iter()
            .all(|c| c.is_alphabetic() || "'’-".contains(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_tells_who_wrote_it_is_pointed_out() {
        #[track_caller]
        fn check(text: &str, want: &[(&str, Personal, bool)]) {
            let found = spots(text);
            let got: Vec<_> = found
                .iter()
                .map(|spot| (spot.text.as_str(), spot.what, spot.is_sure))
                .collect();
            assert_eq!(got, want, "{text}");
        }
        check("The buses are late.", &[]);
        check(
            "Write to (a.b@example.org), please",
            &[("a.b@example.org", Personal::Email, true)],
        );
        check(
            "Ring 07700 900 123 after six",
            &[("07700 900 123", Personal::Phone, true)],
        );
        check(
            "We live at LE1 1FZ. Nobody came.",
            &[("LE1 1FZ", Personal::Postcode, true)],
        );
        check("It is in le11fz.", &[("le11fz", Personal::Postcode, true)]);
        check(
            "I saw Mrs Green and Dr Patel-Shaw",
            &[
                ("Mrs Green", Personal::Name, true),
                ("Dr Patel-Shaw", Personal::Name, true),
            ],
        );
        check(
            "Hello, my name is Anna and I am nine",
            &[("Anna", Personal::Name, true)],
        );
        check(
            "Thank you to Edward Lear for the songs",
            &[("Edward Lear", Personal::Name, false)],
        );
        check("Yes. The Council should listen", &[]);
        check("Mr", &[]);
        check("", &[]);
    }

    #[test]
    fn the_sure_ones_are_taken_out() {
        assert_eq!(
            redacted("Mrs Green (a@example.org, LE1 1FZ) met Edward Lear."),
            "[name] ([e-mail address], [postcode]) met Edward Lear."
        );
        assert_eq!(redacted("Nothing here"), "Nothing here");
    }

    proptest! {
        #[test]
        fn nothing_sure_is_left_after_it(text in "[A-Za-z0-9@.+() éü\n-]{0,80}") {
            let out = redacted(&text);
            for spot in spots(&text) {
                prop_assert_eq!(text.get(spot.at.clone()), Some(spot.text.as_str()));
            }
            prop_assert!(out.len() <= text.len() * 20 + 20);
        }
    }
}
