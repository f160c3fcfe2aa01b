//! `report` as scripts see it: every document in every format, one table as text, a copy kept as it was released.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use desk::Desk;

mod desk;

const PLAN: &str = "leicester.sqlite";
const KINDS: [&str; 6] = [
    "plan",
    "summary",
    "young-people",
    "dashboard",
    "grant",
    "consultation",
];

#[test]
fn every_document_is_written_in_every_format() {
    let desk = Desk::with(&["leicester"]);
    for kind in KINDS {
        for (ending, begins) in [
            ("pdf", &b"%PDF-"[..]),
            ("docx", b"PK"),
            ("html", b"<!DOCTYPE html>"),
            ("xlsx", b"PK"),
            ("zip", b"PK"),
        ] {
            let out = format!("{kind}.{ending}");
            let ran = desk.run(&["report", kind, PLAN, "--out", &out]);
            assert_eq!(ran.out.trim(), out, "{}", ran.err);
            assert_ne!(ran.code, 2, "{}", ran.err);
            let bytes = std::fs::read(desk.path(&out)).unwrap();
            assert!(bytes.starts_with(begins), "{out}");
        }
    }
}

#[test]
fn one_table_is_written_as_text() {
    let desk = Desk::with(&["leicester"]);
    let grant = ["report", "grant", PLAN, "--out", "t.csv"];
    let ran = desk.run(&grant);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("--table") && ran.err.contains("“Grants of 2001/02”"),
        "{}",
        ran.err
    );
    let with = |name: &str| desk.run(&[&grant[..], &["--table", name]].concat());
    let ran = with("no such");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no such table; it has “"), "{}", ran.err);
    assert!(!desk.path("t.csv").exists());
    let ran = with("GRANTS");
    assert_ne!(ran.code, 2, "{}", ran.err);
    let text = std::fs::read_to_string(desk.path("t.csv")).unwrap();
    assert!(text.starts_with("Row,Grant"), "{text}");
    assert!(text.contains("1355598.00"), "plain pounds: {text}");
}

#[test]
fn an_ending_that_is_no_format_is_refused() {
    let desk = Desk::with(&["leicester"]);
    for out in ["plan.doc", "plan"] {
        let ran = desk.run(&["report", "plan", PLAN, "--out", out]);
        assert_eq!(ran.code, 2);
        assert!(
            ran.err.contains(".zip for every table as CSV"),
            "{}",
            ran.err
        );
        assert!(!desk.path(out).exists());
    }
}

#[test]
fn a_copy_is_kept_as_it_was_released() {
    let desk = Desk::with(&["leicester"]);
    for _ in 0..2 {
        let ran = desk.run(&["report", "summary", PLAN, "--out", "s.docx", "--keep"]);
        assert_ne!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("A copy is kept as “s.docx"), "{}", ran.err);
    }
    let listed = desk.run(&["snapshots", PLAN, "--format", "csv"]).out;
    for name in ["s.docx,release,", "s.docx (2),release,"] {
        assert!(listed.contains(name), "{listed}");
    }
    assert!(
        listed.contains(",\"Summary of the plan, working copy\","),
        "{listed}"
    );
    let ran = desk.run(&["released", PLAN, "--name", "S.docx", "--out", "again.docx"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let bytes = |name: &str| std::fs::read(desk.path(name)).unwrap();
    assert_eq!(bytes("again.docx"), bytes("s.docx"));
    let ran = desk.run(&["released", PLAN, "--name", "x", "--out", "x.docx"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("it keeps s.docx, s.docx (2)"),
        "{}",
        ran.err
    );
}
