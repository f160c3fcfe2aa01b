//! The answers a closed question offers, and the order they stand in.
//!
//! An export has the answers that were given. A scale is put in its own order, bands of age or money by their first number,
//! the rest by the alphabet, and what says nothing ("Other", "Prefer not to say") comes last.
//!
//! Edges: where hundreds of answers were each given once beside a few that many gave, the few are the options and the rest
//! was written in; it counts as outside the offered answers and is kept as said.

use crate::domain::responses::scale::{Offered, scale};
use crate::domain::responses::words::{folded, has_any};

const LAST: [&str; 12] = [
    "other",
    "prefer not",
    "don't know",
    "do not know",
    "not sure",
    "unsure",
    "none of these",
    "none of the above",
    "not applicable",
    "n/a",
    "rather not say",
    "not supplied",
];
const ABOVE: [&str; 6] = ["over", "more than", "above", "older", "or more", "and over"];
const BELOW: [&str; 5] = ["under", "less than", "below", "up to", "younger"];

/// The options of a closed column, from its answers and how many gave each.
#[must_use]
pub fn options(answers: &[(&str, u32)]) -> Vec<Offered> {
    if let Some(offered) = scale(answers) {
        return offered;
    }
    let once = answers.iter().filter(|(_, n)| *n == 1).count();
    let was_written_in = answers.len() > 12 && once * 2 > answers.len();
    let kept = answers.iter().filter(|(_, n)| !was_written_in || *n > 1);
    let mut texts: Vec<&str> = kept.map(|(text, _)| *text).collect();
    sort(&mut texts);
    texts.into_iter().map(Offered::plain).collect()
}

/// Puts answers in the order a reader expects.
pub fn sort(texts: &mut [&str]) {
    let numbered = texts
        .iter()
        .filter(|text| first_number(text).is_some())
        .count();
    let by_number = numbered * 3 >= texts.len() * 2;
    texts.sort_by_cached_key(|text| {
        let words = folded(text);
        let is_last = has_any(&words, &LAST);
        let (number, nudge) = if by_number {
            band(text, &words)
        } else {
            (0, 0)
        };
        let yes = u8::from(!(words == "yes" || words.starts_with("yes,")));
        (is_last, number, nudge, yes, words)
    });
}

/// The first number in a text, in thousandths.
fn first_number(text: &str) -> Option<i64> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let digits: String = text
        .get(from..)?
        .chars()
        .filter(|c| *c != ',')
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let number: f64 = digits.trim_end_matches('.').parse().ok()?;
    #[allow(clippy::cast_possible_truncation, reason = "bounded just before")]
    (number < 1e12).then_some((number * 1_000.0) as i64)
}

fn band(text: &str, words: &str) -> (i64, i8) {
    let number = first_number(text).unwrap_or(i64::MAX);
    let is_above = text.contains(['>', '+']) || has_any(words, &ABOVE);
    let is_below = text.contains('<') || has_any(words, &BELOW);
    (number, i8::from(is_above) - i8::from(is_below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_stand_in_the_order_a_reader_expects() {
        #[track_caller]
        fn check(given: &[&str], want: &[&str]) {
            let answers: Vec<(&str, u32)> = given.iter().map(|text| (*text, 5)).collect();
            let found: Vec<String> = options(&answers).into_iter().map(|one| one.text).collect();
            assert_eq!(found, want);
        }
        check(
            &["45-60", "> 60", "30-44", "18-29"],
            &["18-29", "30-44", "45-60", "> 60"],
        );
        check(
            &["£50,000+", "£0 - £9,999", "£10,000 - £49,999"],
            &["£0 - £9,999", "£10,000 - £49,999", "£50,000+"],
        );
        check(
            &["16-17", "Prefer not to say", "Under 16", "18 or over"],
            &["Under 16", "16-17", "18 or over", "Prefer not to say"],
        );
        check(&["No", "Not sure", "Yes"], &["Yes", "No", "Not sure"]);
        check(&["Other", "Pools", "halls"], &["halls", "Pools", "Other"]);
        check(&["10", "9", "1"], &["1", "9", "10"]);
    }

    #[test]
    fn what_was_written_in_is_not_offered() {
        let written: Vec<String> = (0..20).map(|n| format!("my street {n}")).collect();
        let mut answers: Vec<(&str, u32)> = written.iter().map(|text| (text.as_str(), 1)).collect();
        answers.extend([("North", 50), ("South", 40)]);
        let found: Vec<String> = options(&answers).into_iter().map(|one| one.text).collect();
        assert_eq!(found, ["North", "South"]);
    }
}
