//! What a heading alone says of its column: that it asks for a name, an address, a number that a person has.
//!
//! A name is asked for in a hundred ways ("What is your child's full name?", "Print name"), so it is the word *name* and
//! what stands beside it that tell; schools, streets and options have names too and tell nobody who a person is.
//!
//! Edges: a heading that begins "Name one thing…" asks for no name.

use crate::domain::responses::role::Personal;
use crate::domain::responses::words::{has, has_any};

/// Whose name it is, where the word stands before *name* or after *name of*.
const PEOPLE: [&str; 44] = [
    "child",
    "children",
    "baby",
    "son",
    "daughter",
    "pupil",
    "student",
    "learner",
    "patient",
    "client",
    "parent",
    "carer",
    "guardian",
    "mother",
    "father",
    "partner",
    "relative",
    "person",
    "people",
    "respondent",
    "participant",
    "resident",
    "applicant",
    "member",
    "teacher",
    "staff",
    "user",
    "contact",
    "signatory",
    "attendee",
    "delegate",
    "full",
    "first",
    "middle",
    "last",
    "family",
    "given",
    "preferred",
    "maiden",
    "print",
    "known",
    "legal",
    "christian",
    "representative",
];
/// Words that are a person's name on their own.
const WHOLE: [&str; 16] = [
    "surname",
    "surnames",
    "forename",
    "forenames",
    "firstname",
    "lastname",
    "fullname",
    "middlename",
    "nickname",
    "recipientlastname",
    "recipientfirstname",
    "signature",
    "signed",
    "signed by",
    "completed by",
    "sign here",
];
/// What may stand after a heading that begins with *name*.
const AFTER: [&str; 20] = [
    "and", "or", "if", "optional", "please", "s", "in", "as", "on", "not", "leave", "first",
    "last", "full", "surname", "address", "email", "e", "phone", "required",
];
const FIRM: [&str; 6] = [
    "organisation",
    "organization",
    "company",
    "business",
    "charity",
    "employer",
];

/// What the words and the kind of thing they tell of.
#[rustfmt::skip]
const WORDS: [(Personal, &[&str]); 9] = [
    (Personal::Email, &["email", "e-mail", "recipientemail", "emailaddress"]),
    (Personal::IpAddress, &["ip", "ipaddr", "ipaddress", "ip address"]),
    (Personal::Phone, &["phone", "telephone", "mobile number", "phonenumber", "contact number", "landline", "tel no"]),
    (Personal::Postcode, &["postcode", "post code", "postal code", "zip code"]),
    (Personal::BirthDate, &["date of birth", "dob", "d.o.b", "birth date", "birthday", "birthdate", "day of birth"]),
    (Personal::Position, &["latitude", "longitude", "locationlatitude", "locationlongitude", "geolocation", "gps"]),
    (Personal::Number, &["upn", "unique pupil number", "nhs number", "nhs no", "national insurance number",
        "ni number", "passport number", "hospital number", "case number", "pupil number", "candidate number"]),
    (Personal::Contact, &["contact details", "contact information", "your details", "personal details", "your contact",
        "handle", "social media account", "social media name"]),
    (Personal::Address, &["address"]),
];

/// What a folded heading tells of a person.
pub(super) fn tells(heading: &str) -> Option<Personal> {
    let bare = heading.trim_end_matches(['?', ':', '.', '*', ' ']);
    if has_any(bare, &FIRM) && has(bare, "name") {
        return Some(Personal::Organisation);
    }
    if ["username", "user name", "login", "account name"].contains(&bare) {
        return Some(Personal::Email);
    }
    if ["mobile", "mobile no", "tel"].contains(&bare) {
        return Some(Personal::Phone);
    }
    if asks_name(bare) {
        return Some(Personal::Name);
    }
    let found = WORDS.iter().find(|(_, words)| has_any(bare, words));
    found.map(|(tells, _)| *tells)
}

/// Whether it asks for the name of a person.
fn asks_name(bare: &str) -> bool {
    if bare.ends_with(" - name") || has_any(bare, &WHOLE[..9]) || WHOLE.contains(&bare) {
        return true;
    }
    let parts = bare.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    let words: Vec<&str> = parts
        .map(|word| word.trim_matches('\'').trim_end_matches("'s"))
        .filter(|word| !word.is_empty())
        .collect();
    let is_person = |word: &&str| {
        let one = word.strip_suffix('s').unwrap_or(word);
        PEOPLE.contains(word) || PEOPLE.contains(&one)
    };
    let at = |n: usize| words.get(n).copied();
    words.iter().enumerate().any(|(n, word)| {
        if *word != "name" && *word != "names" {
            return false;
        }
        let before = n.checked_sub(1).and_then(at);
        let is_theirs =
            before.is_some_and(|word| is_person(&word) || matches!(word, "your" | "my" | "their"));
        let is_of = at(n + 1) == Some("of") && words.iter().skip(n + 2).any(is_person);
        let begins = n == 0 && at(1).is_none_or(|next| AFTER.contains(&next));
        is_theirs || is_of || begins
    })
}
