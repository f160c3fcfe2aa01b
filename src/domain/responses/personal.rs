//! Columns that tell who a person is, found by their headings and by what is in them.
//!
//! They are dropped unless the officer says otherwise, before anything is kept: the safe mistake is to drop a column that
//! was needed, for the export can be read again.
//!
//! Edges: the first half of a postcode, or its sector, is where many people live and is not taken for personal. A heading
//! that asks *whether* or *how*, with a few answers to choose from, is a question ("May we e-mail you?"); few different
//! answers alone do not make one, for a family answers twice.

mod heading;
mod person;

use crate::domain::responses::export::Column;
use crate::domain::responses::personal::person::{is_nhs_number, is_person_number};
use crate::domain::responses::role::Personal;
use crate::domain::responses::words::{folded, has_any};

/// How a question begins that asks whether, how or which.
const ASKS: [&str; 22] = [
    "do you",
    "did you",
    "does ",
    "may we",
    "can we",
    "could we",
    "should we",
    "would you",
    "will you",
    "are you",
    "is ",
    "have you",
    "has ",
    "how ",
    "which ",
    "are there",
    "was ",
    "were ",
    "happy to",
    "i am happy",
    "please tick",
    "tick ",
];
/// The longest text that is a contact rather than a comment.
const SHORT: usize = 60;

/// What a column tells of a person, if it does.
#[must_use]
pub fn of(headings: &[&str], column: &Column) -> Option<Personal> {
    let by_content = by_content(column);
    let by_heading = headings
        .iter()
        .find_map(|held| heading::tells(&folded(held)));
    match (by_heading, by_content) {
        (None, found) => found,
        (Some(named), Some(_)) => Some(named),
        (Some(Personal::Postcode), None) if is_sector(column) => None,
        (Some(named), None) => (!is_question(headings, column)).then_some(named),
    }
}

/// Whether it asks whether or how and the answers are chosen from a few, or are yes and no whatever it asks.
fn is_question(headings: &[&str], column: &Column) -> bool {
    let values = column.values.get(1..).unwrap_or_default();
    if values.is_empty() {
        return false;
    }
    let is_yes_no = |value: &String| {
        let value = folded(value);
        let says = |word: &&str| {
            let after = value.strip_prefix(*word);
            after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        };
        ["yes", "no", "true", "false", "not sure", "maybe"]
            .iter()
            .any(says)
    };
    if values.iter().all(is_yes_no) {
        return true;
    }
    let asks = headings.iter().any(|held| {
        let held = folded(held);
        let from = held.find(char::is_alphabetic).unwrap_or(0);
        let words = held.get(from..).unwrap_or_default();
        ASKS.iter()
            .any(|asks| held.starts_with(asks) || words.starts_with(asks))
            || has_any(&held, &ASKS[..9])
    });
    let answered = column.cells.iter().filter(|code| **code != 0).count();
    let is_choice = values.len() * 2 <= answered && values.len() <= 12;
    asks && is_choice
        && !values
            .iter()
            .any(|value| is_contact(value) || is_postcode(value))
}

/// A question asked of a text.
type Is = fn(&str) -> bool;

/// What most of the cells are.
fn by_content(column: &Column) -> Option<Personal> {
    let values = column.values.get(1..).unwrap_or_default();
    let n = values.len();
    let mostly = |is: fn(&str) -> bool| {
        n > 0 && values.iter().filter(|value| is(value)).count() * 10 >= n * 6
    };
    let kinds: [(Is, Personal); 6] = [
        (is_email, Personal::Email),
        (is_ip, Personal::IpAddress),
        (is_phone, Personal::Phone),
        (is_postcode, Personal::Postcode),
        (is_person_number, Personal::Number),
        (is_contact, Personal::Contact),
    ];
    let found = kinds.into_iter().find(|(is, _)| mostly(*is));
    // One number in eleven has the right check digit by chance, one name in many is a street's.
    let checked = |value: &String| is_nhs_number(value);
    let is_nhs = n >= 3 && values.iter().filter(|value| checked(value)).count() * 10 >= n * 9;
    let named = || person::are_names(values).then_some(Personal::Name);
    found
        .map(|(_, found)| found)
        .or_else(|| is_nhs.then_some(Personal::Number))
        .or_else(named)
}

/// A short text with an e-mail address or a telephone number in it: `07700 900123 please`.
fn is_contact(text: &str) -> bool {
    text.len() <= SHORT && (holds_email(text) || holds_phone(text))
}

fn is_sector(column: &Column) -> bool {
    let values = column.values.get(1..).unwrap_or_default();
    !values.is_empty() && !values.iter().any(|value| is_postcode(value))
}

/// Whether a text is an e-mail address.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let bare =
        |part: &str| !part.is_empty() && !part.contains(char::is_whitespace) && !part.contains('@');
    bare(name) && bare(host) && host.trim_matches('.').contains('.')
}

/// Whether a comment has an e-mail address in it.
#[must_use]
pub fn holds_email(text: &str) -> bool {
    let edge = |c: char| ",.;:()<>[]\"'".contains(c);
    text.contains('@')
        && text
            .split_whitespace()
            .any(|word| is_email(word.trim_matches(edge)))
}

/// Whether a comment has a telephone number in it.
#[must_use]
pub fn holds_phone(text: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit() || " ()-+".contains(c);
    text.split(|c: char| !digits(c))
        .any(|run| is_phone(run.trim_matches([' ', '-'])))
}

/// Whether a text is the address of a computer, of four numbers or of eight groups.
#[must_use]
pub fn is_ip(text: &str) -> bool {
    if text.len() > 45 {
        return false;
    }
    let four: Vec<&str> = text.split('.').collect();
    let is_byte = |part: &&str| {
        part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()) && part.parse::<u8>().is_ok()
    };
    if four.len() == 4 {
        return four.iter().all(is_byte);
    }
    let colons = text.bytes().filter(|b| *b == b':').count();
    let fits = text.bytes().all(|b| b.is_ascii_hexdigit() || b == b':');
    fits && (colons >= 4 || (text.contains("::") && colons >= 2))
}

/// Whether a text is a British telephone number: `07700 900123`, `+44 20 7946 0000`.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_digit() || " ()-+".contains(c);
    if text.len() > 30 || !text.chars().all(fits) {
        return false;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("44") {
        Some(rest) if text.trim_start().starts_with(['+', '(']) => (9..=11).contains(&rest.len()),
        _ => digits.starts_with('0') && (10..=11).contains(&digits.len()),
    }
}

/// Whether a text is a full British postcode: `LE1 1FZ`.
#[must_use]
pub fn is_postcode(text: &str) -> bool {
    if text.len() > 10 {
        return false;
    }
    let bare: Vec<u8> = text
        .bytes()
        .filter(|b| *b != b' ')
        .map(|b| b.to_ascii_uppercase())
        .collect();
    let Some((outward, inward)) = bare.split_last_chunk::<3>() else {
        return false;
    };
    let letters = outward
        .iter()
        .take_while(|b| b.is_ascii_uppercase())
        .count();
    let rest = outward.get(letters..).unwrap_or_default();
    let out = (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && rest.first().is_some_and(u8::is_ascii_digit)
        && rest.iter().all(u8::is_ascii_alphanumeric);
    let [digit, one, two] = inward;
    out && digit.is_ascii_digit() && one.is_ascii_uppercase() && two.is_ascii_uppercase()
}

#[cfg(test)]
mod tests;
