//! Columns that tell who a person is, found by their headings and by what is in them.
//!
//! They are dropped unless the officer says otherwise, before anything is kept: the safe mistake is to drop a column that
//! was needed, for the export can be read again.
//!
//! Edges: the first half of a postcode, or its sector, is where many people live and is not taken for personal. A heading
//! that asks *whether* a person has an e-mail address, with a few answers to choose from, is a question.

use crate::domain::responses::export::Column;
use crate::domain::responses::role::Personal;
use crate::domain::responses::words::{folded, has, has_any};

const NAMES: [&str; 14] = [
    "name",
    "your name",
    "full name",
    "first name",
    "forename",
    "last name",
    "surname",
    "family name",
    "contact name",
    "what is your name",
    "what's your name",
    "recipientlastname",
    "recipientfirstname",
    "respondent name",
];
const FIRM: [&str; 6] = [
    "organisation",
    "organization",
    "company",
    "business",
    "charity",
    "employer",
];

/// What a column tells of a person, if it does.
#[must_use]
pub fn of(headings: &[&str], column: &Column) -> Option<Personal> {
    let by_content = by_content(column);
    let by_heading = headings
        .iter()
        .find_map(|heading| by_heading(&folded(heading)));
    match (by_heading, by_content) {
        (Some(Personal::Postcode), None) if is_sector(column) => None,
        (Some(named @ (Personal::Email | Personal::Phone | Personal::Address)), None) => {
            (!is_choice(column)).then_some(named)
        }
        (Some(named), _) => Some(named),
        (None, found) => found,
    }
}

fn by_heading(heading: &str) -> Option<Personal> {
    let bare = heading.trim_end_matches(['?', ':', '.', '*', ' ']);
    let names_firm = has_any(bare, &FIRM) && has(bare, "name");
    if names_firm {
        return Some(Personal::Organisation);
    }
    if NAMES.contains(&bare) || bare.ends_with(" - name") || bare.ends_with("your name") {
        return Some(Personal::Name);
    }
    if has_any(bare, &["email", "e-mail", "recipientemail", "emailaddress"]) || bare == "username" {
        return Some(Personal::Email);
    }
    if has_any(bare, &["ip", "ipaddr", "ipaddress", "ip address"]) {
        return Some(Personal::IpAddress);
    }
    if has_any(
        bare,
        &[
            "phone",
            "telephone",
            "mobile number",
            "phonenumber",
            "contact number",
        ],
    ) {
        return Some(Personal::Phone);
    }
    if has_any(bare, &["postcode", "post code", "postal code", "zip code"]) {
        return Some(Personal::Postcode);
    }
    if has_any(bare, &["date of birth", "dob", "birth date", "birthday"]) {
        return Some(Personal::BirthDate);
    }
    if has_any(
        bare,
        &[
            "latitude",
            "longitude",
            "locationlatitude",
            "locationlongitude",
            "geolocation",
            "gps",
        ],
    ) {
        return Some(Personal::Position);
    }
    has(bare, "address").then_some(Personal::Address)
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
    let kinds: [(Is, Personal); 4] = [
        (is_email, Personal::Email),
        (is_ip, Personal::IpAddress),
        (is_phone, Personal::Phone),
        (is_postcode, Personal::Postcode),
    ];
    kinds
        .into_iter()
        .find(|(is, _)| mostly(*is))
        .map(|(_, found)| found)
}

/// Whether a few answers come again and again.
fn is_choice(column: &Column) -> bool {
    let answered = column.cells.iter().filter(|code| **code != 0).count();
    answered >= 30 && column.n_distinct() * 5 <= answered
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
mod tests {
    use super::*;
    use crate::domain::responses::export::sample;

    #[test]
    fn personal_columns_are_known_by_their_headings_and_by_what_is_in_them() {
        #[track_caller]
        fn check(heading: &str, values: &[&str], want: Option<Personal>) {
            let mut rows = vec![format!("{heading}|x")];
            rows.extend(values.iter().map(|value| format!("{value}|x")));
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let export = sample(&rows);
            assert_eq!(of(&[heading], &export.columns[0]), want, "{heading}");
        }
        check("What is your name?", &[""], Some(Personal::Name));
        check(
            "Organisation name",
            &["A Ltd"],
            Some(Personal::Organisation),
        );
        check(
            "What is your email address?",
            &["", "a@example.org"],
            Some(Personal::Email),
        );
        check(
            "How can we reach you?",
            &["a@example.org", "b.c@example.com", "x"],
            Some(Personal::Email),
        );
        check("IP Address", &["192.0.2.7"], Some(Personal::IpAddress));
        check(
            "Net",
            &["192.0.2.7", "2001:db8::1"],
            Some(Personal::IpAddress),
        );
        check(
            "Call",
            &["07700 900123", "+44 7700 900456"],
            Some(Personal::Phone),
        );
        check("Postcode", &["LE1 1FZ"], Some(Personal::Postcode));
        check("Where", &["le11fz", "EC1A 1BB"], Some(Personal::Postcode));
        check("Postcode sector", &["EH6 5", "EH11 1"], None);
        check(
            "Location - address",
            &["12 High Street"],
            Some(Personal::Address),
        );
        check("Do you agree?", &["Yes"], None);
        check("Time taken", &["12:30:10"], None);
        check("Number", &["1234567890", "3292879998"], None);
        let asked = ["Yes"; 20]
            .into_iter()
            .chain(["No"; 20])
            .collect::<Vec<_>>();
        check("May we e-mail you?", &asked, None);
    }

    #[test]
    fn an_address_inside_a_comment_is_seen() {
        assert!(holds_email("Write to me (a.b@example.org), please."));
        assert!(!holds_email("Meet @ the hall"));
    }
}
