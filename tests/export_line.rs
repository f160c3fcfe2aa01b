//! `export` and `new --from` as scripts see them: a plan as plain tables, and the plan from the tables again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;

use desk::Desk;
use golden_thread::domain::objective::Objective;
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;
use serde_json::Value;
use sha2::{Digest, Sha256};

mod desk;

/// Every file of a folder.
fn files(desk: &Desk, dir: &str) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(desk.path(dir))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

#[track_caller]
fn export(desk: &Desk, plan: &str, to: &str, more: &[&str]) -> String {
    let ran = desk.run(&[&["export", plan, "--to", to], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.trim(), to);
    ran.err
}

/// A plan with something to lose: history, undone changes, a snapshot, text that a spreadsheet would run, a missing figure.
fn worked_on(desk: &Desk, plan: &str) {
    let mut session = Session::open(&desk.path(plan)).unwrap();
    for (at, words) in [
        "=cmd|' /C calc'!A0",
        "'tis",
        "-5",
        "two\r\nlines, \"quoted\"",
        "مرحبا",
    ]
    .into_iter()
    .enumerate()
    {
        let was = session.book().objectives[at % 2].clone();
        let now = Objective {
            title: words.into(),
            ..was.clone()
        };
        session.run(&Edit::change(&was, now).into()).unwrap();
    }
    session.undo().unwrap();
    session.take_snapshot("as shown", "").unwrap();
}

#[test]
fn a_plan_comes_back_with_nothing_lost() {
    for which in ["leicester", "leicestershire"] {
        let desk = Desk::with(&[which]);
        let plan = format!("{which}.sqlite");
        worked_on(&desk, &plan);
        export(&desk, &plan, "out", &["--with-comments"]);
        let ran = desk.run(&["new", "back.sqlite", "--from", "out"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        export(&desk, "back.sqlite", "again", &["--with-comments"]);
        let (first, second) = (files(&desk, "out"), files(&desk, "again"));
        assert!(first.len() > 50);
        for (name, bytes) in &first {
            assert!(Some(bytes) == second.get(name), "{which}: {name} differs");
        }
        assert_eq!(first.len(), second.len());
        let mut was = Session::open(&desk.path(&plan)).unwrap();
        let mut back = Session::open(&desk.path("back.sqlite")).unwrap();
        assert!(was.book() == back.book());
        assert_eq!(was.undo().unwrap(), back.undo().unwrap());
        assert!(was.book() == back.book());
        assert_eq!(was.snapshots().unwrap(), back.snapshots().unwrap());
        let held = back.snapshots().unwrap()[0].clone();
        back.verify_snapshot(held.id).unwrap();
        assert_eq!(desk.run(&["check", "back.sqlite"]).code / 2, 0);
    }
}

#[test]
fn the_package_says_what_its_tables_are() {
    let desk = Desk::with(&["leicester"]);
    worked_on(&desk, "leicester.sqlite");
    export(&desk, "leicester.sqlite", "out", &[]);
    let files = files(&desk, "out");
    let json: Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    assert_eq!(json["profile"], "tabular-data-package");
    let resources = json["resources"].as_array().unwrap();
    assert_eq!(
        resources.len(),
        files.len() - 1,
        "a file for each, and no other"
    );
    for held in resources {
        let name = held["path"].as_str().unwrap();
        let bytes = &files[name];
        let hash: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(held["hash"], format!("sha256:{hash}"), "{name}");
        assert_eq!(held["bytes"], bytes.len(), "{name}");
        assert!(
            held["description"].is_string(),
            "{name}: naming/tables.rs has no sentence about it"
        );
        let mut rows = csv::Reader::from_reader(bytes.as_slice());
        let headings: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
        let fields = held["schema"]["fields"].as_array().unwrap();
        let named: Vec<&str> = fields
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(headings, named, "{name}");
        for row in rows.records() {
            for (cell, field) in row.unwrap().iter().zip(fields) {
                let is_text = field["type"] == "string";
                assert!(
                    !is_text || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                    "{name}: {cell}"
                );
            }
        }
    }
    let licences = |name: &str| {
        let held = resources.iter().find(|held| held["name"] == name).unwrap();
        held["licenses"][0]["name"].clone()
    };
    assert_eq!(licences("figure"), "OGL-UK-3.0");
    assert_eq!(licences("action"), Value::Null);
}

#[test]
fn a_folder_with_anything_else_in_it_is_left_alone() {
    let desk = Desk::with(&["leicester"]);
    let plan = "leicester.sqlite";
    let refused = |to: &str, more: &[&str], said: &str| {
        let ran = desk.run(&[&["export", plan, "--to", to], more].concat());
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
    };
    fs::create_dir(desk.path("empty")).unwrap();
    export(&desk, plan, "empty", &[]);
    refused("empty", &[], "--replace");
    let before = files(&desk, "empty");
    export(&desk, plan, "empty", &["--replace"]);
    assert!(files(&desk, "empty") == before);
    fs::write(desk.path("empty/notes.txt"), "mine").unwrap();
    refused("empty", &["--replace"], "notes.txt");
    refused(plan, &[], "There is a file at");
    refused("no/such/folder", &[], "no/such");
    let left: Vec<String> = fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(
        left,
        Vec::<String>::new(),
        "nothing half written is left behind"
    );
}

/// The package is changed, and the way back is refused with these words; no file is left.
#[track_caller]
fn kept_out(desk: &Desk, change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>), said: &[&str]) {
    let mut held = files(desk, "out");
    change(&mut held);
    drop(fs::remove_dir_all(desk.path("bad")));
    fs::create_dir(desk.path("bad")).unwrap();
    for (name, bytes) in &held {
        fs::write(desk.path("bad").join(name), bytes).unwrap();
    }
    let ran = desk.run(&["new", "back.sqlite", "--from", "bad"]);
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    for words in said {
        assert!(ran.err.contains(words), "“{words}” is not in: {}", ran.err);
    }
    let left: Vec<String> = fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("back.sqlite"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

/// Changes a table's text and gives the package its new length and hash, as somebody would who means it.
fn edit(held: &mut BTreeMap<String, Vec<u8>>, table: &str, change: impl FnOnce(String) -> String) {
    let name = format!("{table}.csv");
    let text = change(String::from_utf8(held[&name].clone()).unwrap());
    let hash: String = Sha256::digest(&text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let mut json: Value = serde_json::from_slice(&held["datapackage.json"]).unwrap();
    for resource in json["resources"].as_array_mut().unwrap() {
        if resource["name"] == table {
            resource["hash"] = format!("sha256:{hash}").into();
            resource["bytes"] = text.len().into();
        }
    }
    held.insert(name, text.into_bytes());
    held.insert("datapackage.json".into(), json.to_string().into_bytes());
}

/// A table's text with one cell another one; line and column counted from 1. The table has no cell with a line break.
fn with_cell(text: &str, line: usize, column: usize, cell: &str) -> String {
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut out = csv::Writer::from_writer(Vec::new());
    for (at, row) in (1..).zip(rows.records()) {
        let row = row.unwrap();
        let cells = (1..).zip(&row).map(|(place, held)| {
            if (at, place) == (line, column) {
                cell
            } else {
                held
            }
        });
        out.write_record(cells).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

#[test]
fn a_package_that_is_not_whole_is_kept_out_with_the_place() {
    let desk = Desk::with(&["leicester"]);
    export(&desk, "leicester.sqlite", "out", &[]);
    let gone =
        |name: &'static str| move |held: &mut BTreeMap<String, Vec<u8>>| drop(held.remove(name));
    kept_out(
        &desk,
        gone("datapackage.json"),
        &["datapackage.json", "not in"],
    );
    kept_out(&desk, gone("grant.csv"), &["grant.csv", "not in"]);
    kept_out(
        &desk,
        |held| held.get_mut("grant.csv").unwrap().extend_from_slice(b"\n"),
        &["grant.csv", "changed after it was exported"],
    );
    kept_out(
        &desk,
        |held| {
            edit(held, "grant", |text| {
                text.replacen("id,name", "id,extra,name", 1)
            })
        },
        &["grant.csv, line 1, column 2", "“extra”"],
    );
    kept_out(
        &desk,
        |held| edit(held, "grant", |text| with_cell(&text, 3, 6, "4.5E+5")),
        &["grant.csv, line 3, column 6", "“4.5E+5”", "whole number"],
    );
    kept_out(
        &desk,
        |held| edit(held, "grant", |text| with_cell(&text, 2, 6, "-1")),
        &["grant.csv, line 2, column 6", "rule of the table"],
    );
    kept_out(
        &desk,
        |held| {
            edit(held, "allocation", |text| with_cell(&text, 4, 2, "77"));
        },
        &[
            "allocation.csv, line 4, column 2",
            "“77” is the key of no row of “grant”",
        ],
    );
    kept_out(
        &desk,
        |held| edit(held, "figure", |text| with_cell(&text, 5, 2, "000")),
        &["figure.csv, line 5, column 2", "“000”"],
    );
    kept_out(
        &desk,
        |held| edit(held, "reading", |text| with_cell(&text, 2, 4, "some day")),
        &["reading.csv, line 2, column 4"],
    );
    kept_out(
        &desk,
        |held| {
            let header = |text: String| format!("{}\n", text.lines().next().unwrap());
            edit(held, "plan", header);
        },
        &["plan.csv", "one row"],
    );
    let newer = |held: &mut BTreeMap<String, Vec<u8>>| {
        let mut json: Value = serde_json::from_slice(&held["datapackage.json"]).unwrap();
        json["goldenThread"]["version"] = 99.into();
        held.insert("datapackage.json".into(), json.to_string().into_bytes());
    };
    kept_out(&desk, newer, &["newer version"]);
    let ran = desk.run(&["new", "leicester.sqlite", "--from", "out"]);
    assert!(ran.code == 2 && ran.err.contains("already"), "{}", ran.err);
    let ran = desk.run(&["new", "x.sqlite", "--from", "leicester.sqlite"]);
    assert!(
        ran.code == 2 && ran.err.contains("A package is a folder"),
        "{}",
        ran.err
    );
    let ran = desk.run(&["new", "x.sqlite", "--from", "out", "--area", "856"]);
    assert_eq!(ran.code, 2, "one or the other");
}

const ROLES: &str = r#"
[[columns]]
heading = "Which do you use?"
role = "several answers in a cell"
separator = ";"

[[columns]]
heading = "Why?"
role = "own words"
"#;

/// Answers on a scale, one of them outside of it, and comments.
fn survey() -> String {
    let mut text = "Which do you use?,Do you agree?,Why?\n".to_owned();
    for _ in 0..8 {
        text += "Parks;Pools;,Strongly agree,Because of my son Samarkand\nParks;,Disagree,\nPools;,Agree,It is near\n";
    }
    text + "Pools;,Ask Trebizond,It is near\n"
}

#[test]
fn respondents_words_stay_unless_they_are_asked_for() {
    let desk = Desk::with(&["leicester"]);
    let plan = "leicester.sqlite";
    fs::write(desk.path("survey.csv"), survey()).unwrap();
    fs::write(desk.path("roles.toml"), ROLES).unwrap();
    let ran = desk.run(&[
        "import",
        "responses",
        "survey.csv",
        "--into",
        plan,
        "--consultation",
        "Parks",
        "--map",
        "roles.toml",
        "--yes",
    ]);
    assert!(ran.code < 2, "{}{}", ran.out, ran.err);
    let holds = |dir: &str, words: &str| {
        files(&desk, dir).values().any(|bytes| {
            bytes
                .windows(words.len())
                .any(|held| held == words.as_bytes())
        })
    };
    let said = export(&desk, plan, "without", &[]);
    assert!(
        said.contains("comments are left out of “comment”: 17 rows"),
        "{said}"
    );
    assert!(!holds("without", "Samarkand") && !holds("without", "It is near"));
    assert!(
        !holds("without", "Trebizond"),
        "words in place of an answer"
    );
    export(&desk, plan, "with", &["--with-comments"]);
    assert!(holds("with", "Samarkand") && holds("with", "Trebizond"));
    // Without the words the plan is a plan still, and its counts are the same.
    let tally = |plan: &str| {
        desk.run(&["tally", plan, "--consultation", "Parks", "--format", "csv"])
            .out
    };
    for (dir, out) in [("without", "a.sqlite"), ("with", "b.sqlite")] {
        let ran = desk.run(&["new", out, "--from", dir]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(tally(out), tally(plan));
    }
}
