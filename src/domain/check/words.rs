//! Small words that the findings share: numbers as words, lists, spans of days.

use jiff::civil::Date;

use crate::domain::period::Period;

const NUMBERS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// `three lines`, `13 lines`, `one line`: words up to twelve, the noun in the singular for one.
pub(in crate::domain) fn several(n: usize, noun: &str) -> String {
    let number = NUMBERS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned());
    let plural = if n == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// The text with its first letter as a capital, to begin a sentence.
pub(in crate::domain) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The text as it stands inside a sentence: a capital that only begins it is made small, `ICT` is not.
pub(super) fn inside(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(in crate::domain) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// `1 April 2001 to 30 September 2001`.
pub(super) fn days(from: Date, to: Date) -> String {
    format!("{} to {}", Period::AsAt(from), Period::AsAt(to))
}

/// A number as it would be written by hand: `24`, `24.5`.
pub(super) fn plain(value: f64) -> String {
    format!("{value}")
}

/// How many decimals a number needs when it is written by hand.
pub(super) fn decimals(value: f64) -> u8 {
    let text = plain(value);
    let n = text.split_once('.').map_or(0, |(_, part)| part.len());
    u8::try_from(n).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_written_by_hand() {
        #[track_caller]
        fn check(given: String, want: &str) {
            assert_eq!(given, want);
        }
        check(several(1, "line"), "one line");
        check(several(8, "line"), "eight lines");
        check(several(13, "line"), "13 lines");
        check(sentence("eight"), "Eight");
        check(sentence(""), "");
        check(inside("Young people"), "young people");
        check(inside("ICT"), "ICT");
        check(inside(""), "");
        let items = ["a", "b", "c"].map(str::to_owned);
        check(list(&items), "a, b and c");
        check(list(&items[..2]), "a and b");
        check(list(&items[..1]), "a");
        check(plain(24.0), "24");
        assert_eq!((decimals(24.0), decimals(24.5)), (0, 1));
    }
}
