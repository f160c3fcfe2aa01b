//! Exports of responses: a heading and as few rows as go wrong.

use golden_thread::domain::problem::Problem;
use golden_thread::domain::responses::role::Role;
use golden_thread::exchange::responses::map::ResponsesMap;
use golden_thread::session::responses::{ResponsesArrived, ResponsesOrder, read, read_with};

use crate::bench::{Bench, Row, all, one};
use crate::published::workbook;

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("empty-file", "a file of one empty line", |b| wrong(b, "a.csv", "\n", None)),
        row!("quotation-mark-open", "ID,A ⏎ 1,\"no ⏎ 2,x", |b| wrong(b, "a.csv", "ID,A\n1,\"no\n2,x\n", None)),
        row!("too-long", "an answer of 262,145 letters", |b| wrong(b, "a.csv", format!("A,B\n1,{}\n", "x".repeat((256 << 10) + 1)), None)),
        row!("no-such-sheet", "the sheet “Two” of a workbook with one", |b| wrong(b, "a.xlsx", workbook(&[("One", &[&["A"], &["1"]])]), Some("Two"))),
        row!("sheet-chosen", "a workbook with two sheets that nobody named", |b| taken(b, "a.xlsx", workbook(&[("One", &[&["A"]]), ("Two", &[&["A", "B"], &["1", "2"]])])).export.warnings),
        row!("error-in-cell", "Who?,Say ⏎ 1,#N/A", |b| taken(b, "a.csv", "Who?,Say\n1,#N/A\n").export.warnings),
        row!("stopped", "a file, and Stop", |b| { let path = b.file("a.csv", "A\n1\n"); all(read(&ResponsesOrder { path, sheet: None }, &mut |_| false)) }),
        row!("no-question", "a column that is a respondent’s number and no other", |b| with(b, "Say\nYes\nNo\n", &[Role::RespondentId])),
        row!("no-responses", "headings and no row", |b| taken(b, "a.csv", "Response ID,Say\n").proposal.problems),
        row!("role-twice", "two columns as the respondent’s number", |b| with(b, "A,B,C\n1,1,x\n2,2,x\n", &[Role::RespondentId, Role::RespondentId])),
        row!("many-different", "four people, four answers, one choice", |b| with(b, "A\na\nb\nc\nd\n", &[Role::Single])),
        row!("no-heading", "A,,B ⏎ Yes,x,1", |b| taken(b, "a.csv", "A,,B\nYes,x,1\nNo,y,2\n").proposal.problems),
        row!("address-in-comment", "a comment: write to a@example.org", |b| with(b, "Say\nwrite to a@example.org\n", &[Role::Text])),
        row!("two-channels", "respondent 1 online and on paper", |b| with(b, "Response ID,Channel,Say\n1,Online,x\n1,Paper,x\n", &[Role::RespondentId, Role::Channel, Role::Single])),
        row!("outside-answers", "an answer that is not among those said to be offered", |b| {
            let path = b.file("a.csv", "Agree?\nYes\nPerhaps\n");
            let map = ResponsesMap::read("map.toml", "[[columns]]\nheading = 'Agree?'\nrole = 'single choice'\nanswers = ['Yes']\n").unwrap();
            read_with(&ResponsesOrder { path, sheet: None }, Some(&map), &[], &mut |_| true).unwrap().outside()
        }),
        row!("no-such-column", "a map for a heading that the file does not have", |b| {
            let path = b.file("a.csv", "A\n1\n");
            let map = ResponsesMap::read("map.toml", "[[columns]]\nheading = 'Zzz'\nrole = 'own words'\n").unwrap();
            all(read_with(&ResponsesOrder { path, sheet: None }, Some(&map), &[], &mut |_| true))
        }),
        row!("bad-mapping", "a map with a role “who”", |_b| one(ResponsesMap::read("map.toml", "[[columns]]\nheading = 'A'\nrole = 'who'\n"))),
    ]
}

fn order(b: &Bench, name: &str, bytes: impl AsRef<[u8]>, sheet: Option<&str>) -> ResponsesOrder {
    ResponsesOrder {
        path: b.file(name, bytes),
        sheet: sheet.map(str::to_owned),
    }
}

fn wrong(b: &Bench, name: &str, bytes: impl AsRef<[u8]>, sheet: Option<&str>) -> Vec<Problem> {
    all(read(&order(b, name, bytes, sheet), &mut |_| true))
}

fn taken(b: &Bench, name: &str, bytes: impl AsRef<[u8]>) -> ResponsesArrived {
    read(&order(b, name, bytes, None), &mut |_| true).unwrap()
}

/// What is said of a file whose first columns were given these roles.
fn with(b: &Bench, text: &str, roles: &[Role]) -> Vec<Problem> {
    let mut arrived = taken(b, "a.csv", text);
    for (at, role) in roles.iter().enumerate() {
        arrived.proposal.set_role(&arrived.export, at, role.clone());
    }
    arrived.proposal.problems
}
