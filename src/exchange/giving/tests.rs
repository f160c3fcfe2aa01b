//! Published grants in and out: nothing is lost on the way, and what is wrong is said with its place.

use super::*;
use crate::domain::giving::json::Json;
use crate::domain::problem::{Place, Severity};

const HEAD: &str = "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,\
    Recipient Org:Name,Funding Org:Identifier,Funding Org:Name,Related Activity,Ward,From an open call?\r\n";

fn row(identifier: &str, amount: &str) -> String {
    format!(
        "{identifier},A title,Words,GBP,{amount},2013-01-18,r-1,\"Choir, The\",f-1,Council,a;b,North,Yes\r\n"
    )
}

fn take(text: &str) -> GivingIntake {
    read("a.csv", text.as_bytes()).unwrap()
}

#[test]
fn a_sheet_goes_out_as_it_came_in() {
    let text = format!("{HEAD}{}{}", row("a-1", "3028.60"), row("a-2", "12"));
    let intake = take(&text);
    assert_eq!(intake.problems, []);
    assert!(intake.is_sound());
    let out = csv(&intake.grants, &intake.headings).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), text);
    let again = read("a.json", json(&intake.grants).as_bytes()).unwrap();
    let bodies = |intake: &GivingIntake| -> Vec<String> {
        intake.grants.iter().map(|held| held.body.clone()).collect()
    };
    assert_eq!(bodies(&again), bodies(&intake));
    let book = xlsx(&intake.grants, &intake.headings).unwrap();
    let from_book = read("a.xlsx", &book).unwrap();
    assert_eq!(from_book.problems, []);
    // A workbook has no noughts that say nothing.
    let want: Vec<String> = bodies(&intake)
        .into_iter()
        .map(|body| body.replace("3028.60", "3028.6"))
        .collect();
    assert_eq!(bodies(&from_book), want);
}

#[test]
fn fields_are_where_the_standard_wants_them() {
    let intake = take(&format!("{HEAD}{}", row("a-1", "3028.60")));
    let want = "{\"id\":\"a-1\",\"title\":\"A title\",\"description\":\"Words\",\"currency\":\"GBP\",\
        \"amountAwarded\":3028.60,\"awardDate\":\"2013-01-18\",\
        \"recipientOrganization\":[{\"id\":\"r-1\",\"name\":\"Choir, The\"}],\
        \"fundingOrganization\":[{\"id\":\"f-1\",\"name\":\"Council\"}],\"relatedActivity\":[\"a\",\"b\"],\
        \"Ward\":\"North\",\"fromOpenCall\":\"Yes\"}";
    assert_eq!(intake.grants[0].body, want);
}

#[test]
fn what_a_spreadsheet_would_run_goes_out_as_words_and_comes_back() {
    let text = format!("{HEAD}{}", row("a-1", "1"))
        .replace("Words", "'=1+1")
        .replace("North", "  North ");
    let intake = take(&text);
    let body = Json::read(&intake.grants[0].body).unwrap();
    assert_eq!(body.get("description").map(Json::words), Some("=1+1"));
    assert_eq!(body.get("Ward").map(Json::words), Some("  North "));
    let out = csv(&intake.grants, &intake.headings).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), text);
}

#[test]
fn what_other_programs_leave_behind_is_read() {
    #[track_caller]
    fn check(bytes: &[u8], name: &str) {
        let intake = read("a.csv", bytes).unwrap();
        let worse = intake
            .problems
            .iter()
            .find(|held| held.severity == Severity::Error);
        assert_eq!(worse, None);
        assert_eq!(intake.grants[0].recipient, name);
    }
    let text = format!("{HEAD}{}", row("a-1", "1")).replace("Choir, The", "Café £");
    check(text.as_bytes(), "Café £");
    check(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), "Café £");
    check(format!("Ã¯Â»Â¿{text}").as_bytes(), "Café £");
    check(format!("ï»¿{text}").as_bytes(), "Café £");
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    check(&windows, "Café £");
    check(text.replace(',', "\t").as_bytes(), "Café £");
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&[b"\xff\xfe", wide.as_slice()].concat(), "Café £");
    let ways = text.replace("Recipient Org:Name", "recipientOrganization/0/name");
    check(
        ways.to_uppercase()
            .replace(
                "RECIPIENTORGANIZATION/0/NAME",
                "recipientorganization/0/name",
            )
            .as_bytes(),
        "CAFÉ £",
    );
}

#[test]
fn amounts_and_days_of_spreadsheets_are_put_as_the_standard_wants_them() {
    let text = format!("{HEAD}{}\r\n,,,,,,,,,,,,\r\n", row("a-1", "\"£3,028.60\""))
        .replace("2013-01-18", "18/01/2013");
    let intake = take(&text);
    let kinds: Vec<_> = intake
        .problems
        .iter()
        .map(|held| (held.kind, held.severity))
        .collect();
    assert_eq!(
        kinds,
        [("respelt", Severity::Note), ("respelt", Severity::Note)]
    );
    assert!(
        intake.grants[0]
            .body
            .contains("\"amountAwarded\":3028.60,\"awardDate\":\"2013-01-18\"")
    );
    assert_eq!((intake.n_read, intake.skipped[0].n), (2, 1));
}

#[test]
fn what_is_wrong_is_said_with_line_and_column() {
    #[track_caller]
    fn check(rows: &str, kind: &str, line: u64, column: Option<u64>) {
        let intake = take(&format!("{HEAD}{rows}"));
        let held = intake.problems.iter().find(|held| held.kind == kind);
        let held = held.unwrap_or_else(|| panic!("{:?}", intake.problems));
        assert_eq!(
            held.place,
            Place::File("a.csv".into(), Some(line), column),
            "{held}"
        );
        assert!(!intake.is_sound(), "{held}");
        let left_out: u64 = intake.skipped.iter().map(|held| held.n).sum();
        assert_eq!(left_out + intake.grants.len() as u64, intake.n_read);
    }
    let twice = format!("{}{}", row("a-1", "1"), row("a-1", "2"));
    check(&twice, "same-identifier", 3, Some(1));
    check(&row("", "1"), "no-identifier", 2, Some(1));
    check(
        &row("a-1", "1").replace("GBP", "EUR"),
        "not-in-pounds",
        2,
        Some(4),
    );
    check(
        &row("a-1", "1").replace("GBP", ""),
        "not-in-pounds",
        2,
        Some(4),
    );
    check(&row("a-1", ""), "not-an-amount", 2, Some(5));
    check(&row("a-1", "lots"), "not-an-amount", 2, Some(5));
    check(
        &row("a-1", "99999999999999999999"),
        "not-an-amount",
        2,
        Some(5),
    );
    check(
        &row("a-1", "1").replace("2013-01-18", "31/02/2013"),
        "not-a-day",
        2,
        Some(6),
    );
    check(
        &row("a-1", "1").replace("Yes", "Yes,stray"),
        "no-heading",
        2,
        Some(14),
    );
}

#[test]
fn an_error_behind_many_warnings_keeps_the_file_out_all_the_same() {
    #[track_caller]
    fn check(name: &str, bytes: &[u8], line: u64) {
        let intake = read(name, bytes).unwrap();
        assert!(!intake.is_sound(), "{name}");
        let first: Vec<&str> = intake
            .problems
            .iter()
            .take(3)
            .map(|held| held.kind)
            .collect();
        let want = ["not-in-pounds", "not-an-amount", "not-to-the-standard"];
        assert_eq!(first, want, "{name}");
        assert_eq!((intake.n_read, intake.grants.len()), (202, 200), "{name}");
        let faulty = intake.skipped.last().unwrap();
        assert_eq!((faulty.n, faulty.line), (2, line), "{name}");
    }
    let grant = |n: usize, amount: &str, currency: &str| {
        let recipient = r#""recipientOrganization":[{"id":"r","name":"R"}]"#;
        let funder = r#""fundingOrganization":[{"id":"f","name":"F"}]"#;
        format!(
            r#"{{"id":"g-{n}","title":"T","currency":"{currency}","amountAwarded":{amount},"awardDate":"2020-01-01",{recipient},{funder}}}"#
        )
    };
    let mut grants: Vec<String> = (0..200).map(|n| grant(n, "1", "GBP")).collect();
    grants.push(grant(200, "1", "USD"));
    grants.push(grant(201, "\"lots\"", "GBP"));
    let text = format!("{{\"grants\":[\n{}\n]}}", grants.join(",\n"));
    check("warn.json", text.as_bytes(), 202);
    // A table goes the same way.
    let mut table = HEAD.replace("Description", "Other");
    for n in 0..200 {
        table.push_str(&row(&format!("g-{n}"), "1"));
    }
    table.push_str(&row("g-200", "1").replace("GBP", "USD"));
    table.push_str(&row("g-201", "lots"));
    check("warn.csv", table.as_bytes(), 202);
}

#[test]
fn a_file_that_is_no_list_of_grants_is_refused() {
    #[track_caller]
    fn check(bytes: &[u8], kind: &str) {
        assert_eq!(read("a", bytes).unwrap_err().kind, kind);
    }
    check(b"", "empty-file");
    check(b"Name,Amount\nA,1\n", "missing-column");
    check(b"Identifier,id\na,b\n", "same-heading");
    check(b"{\"grants\": []}", "no-grants");
    check(b"{\"grants\": [{\"id\": }]}", "not-json");
    check(b"{}", "no-grants");
    check(b"[1]", "not-json");
    check(b"<!DOCTYPE html>", "web-page");
    check(b"PK\x03\x04 broken", "damaged-workbook");
}

#[test]
fn json_keeps_every_value_as_it_was_written() {
    let text = "{\n  \"grants\": [\n    {\n      \"id\": \"a\",\n      \"currency\": \"GBP\",\n      \
        \"amountAwarded\": 1.50,\n      \"awardDate\": \"2020-02-01T00:00:00Z\",\n      \"own\": [\n        \
        {\n          \"deep\": null,\n          \"e\": 1e3\n        }\n      ],\n      \"none\": []\n    }\n  ]\n}\n";
    let intake = read("a.json", text.as_bytes()).unwrap();
    assert!(intake.is_sound(), "{:?}", intake.problems);
    assert_eq!(json(&intake.grants), text);
    assert_eq!(intake.problems[0].kind, "not-to-the-standard");
}

#[test]
fn the_second_of_two_places_goes_by_its_way() {
    let text = "{\"grants\":[{\"id\":\"a\",\"currency\":\"GBP\",\"amountAwarded\":1,\"awardDate\":\"2020-02-01\",\
        \"beneficiaryLocation\":[{\"name\":\"A\"},{\"name\":\"B\",\"latitude\":52.50}]}]}";
    let intake = read("a.json", text.as_bytes()).unwrap();
    let out = csv(&intake.grants, &[]).unwrap();
    let head = "Identifier,Currency,Amount Awarded,Award Date,Beneficiary Location:Name,beneficiaryLocation/1/name,beneficiaryLocation/1/latitude\r\n";
    let said = String::from_utf8(out.clone()).unwrap();
    assert_eq!(said, format!("{head}a,GBP,1,2020-02-01,A,B,52.50\r\n"));
    assert_eq!(
        read("a.csv", &out).unwrap().grants[0].body,
        intake.grants[0].body
    );
}

proptest::proptest! {
    #[test]
    fn no_bytes_stop_the_program(bytes: Vec<u8>, text: String) {
        let _ = read("a", &bytes);
        let _ = read("a", format!("Identifier,Title\n{text}").as_bytes());
        let _ = read("a", format!("{{\"grants\":[{{\"id\":{text}").as_bytes());
    }
}
