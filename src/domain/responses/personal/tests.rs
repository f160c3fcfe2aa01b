//! Headings and cells that tell who a person is, and those that only look so.

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

/// A column of as many rows as there are values, `n` times over.
#[track_caller]
fn check(heading: &str, values: &[&str], n: usize, want: Option<Personal>) {
    let mut rows = vec![format!("{heading}|x")];
    for round in 0..n {
        rows.extend(
            values
                .iter()
                .map(|value| format!("{}|x", value.replace('#', &round.to_string()))),
        );
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(of(&[heading], &sample(&rows).columns[0]), want, "{heading}");
}

#[test]
fn a_name_is_known_however_it_is_asked_for() {
    let people = ["Amy Jones", "Ben Li", "Zoltan Okafor", "K. Patel"];
    for heading in [
        "What is your full name?",
        "What is your child's name?",
        "Name of child",
        "Name (optional)",
        "Parent/carer name",
        "Please enter your name below",
        "Signature",
        "First name(s)",
        "Surname/family name",
        "Child name and age",
        "Full Name:",
        "Name and address",
        "Name of person completing this form",
        "About you - Name",
    ] {
        check(heading, &people, 1, Some(Personal::Name));
        // Few different names among many answers are names too.
        check(heading, &people, 20, Some(Personal::Name));
    }
    check("Respondent", &people, 10, Some(Personal::Name));
    check(
        "Who?",
        &["Amy Jones", "Ben Li", "Cara Singh", "Dev Roy"],
        10,
        Some(Personal::Name),
    );
    check(
        "What is your name and organisation?",
        &people,
        1,
        Some(Personal::Organisation),
    );
}

#[test]
fn what_has_a_name_and_is_no_person_stays() {
    for heading in [
        "School name",
        "Name of school",
        "Name of option",
        "Generic Geography/Street name?",
        "Name one thing you would change",
        "Does your street have a name?",
    ] {
        check(
            heading,
            &["St Marys", "Park Road", "Victoria Street"],
            20,
            None,
        );
    }
    check("May we publish your name?", &["Yes", "No"], 3, None);
    check(
        "Respondent",
        &["Parent", "Carer", "Local Resident"],
        20,
        None,
    );
    check(
        "How did you hear of it? (e-mail, post)",
        &["E-mail", "Post"],
        4,
        None,
    );
    check(
        "Where do you go?",
        &["Charlotte Street", "Victoria Park", "Florence Road"],
        9,
        None,
    );
}

#[test]
fn numbers_handles_and_contacts_are_personal_however_often_they_come() {
    let number = Some(Personal::Number);
    check("NHS number", &["9434760000", "9434760001"], 9, number);
    check(
        "Reference",
        &["943 476 5919", "9434765919", "4010232137"],
        1,
        number,
    );
    check("UPN", &["A123456789012"], 1, number);
    check("Pupil", &["A123456789012", "H80120000101B"], 1, number);
    check("National Insurance number", &["1"], 1, number);
    check("Twitter handle", &["@amy#"], 9, Some(Personal::Contact));
    check(
        "Contact details",
        &["see above"],
        9,
        Some(Personal::Contact),
    );
    check(
        "How can we contact you?",
        &["a#@b.com or phone", "07700 90000# please"],
        9,
        Some(Personal::Contact),
    );
    check(
        "Username",
        &["jsmith0", "jsmith1"],
        30,
        Some(Personal::Email),
    );
    check(
        "Address",
        &["0 High St, Leicester", "1 High St, Leicester"],
        30,
        Some(Personal::Address),
    );
    check(
        "Telephone",
        &["ext 20", "ext 21"],
        30,
        Some(Personal::Phone),
    );
    check("Email", &["anonymous"], 50, Some(Personal::Email));
    check("D.O.B.", &["01/03/2012"], 9, Some(Personal::BirthDate));
    check(
        "Score",
        &["1234567890", "1234567891", "1234567892"],
        1,
        None,
    );
}

#[test]
fn an_address_inside_a_comment_is_seen() {
    assert!(holds_email("Write to me (a.b@example.org), please."));
    assert!(!holds_email("Meet @ the hall"));
}
