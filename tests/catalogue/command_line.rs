//! What the command line itself refuses: an option that names nothing, or that cannot be read.
//!
//! These are lines of words without a kind. The sources of `cli` are read for each, and each has to be said by a run below.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use crate::bench::Bench;

/// Runs that end in a refusal of the command line's own, on the sample as `plan.sqlite`.
#[rustfmt::skip]
const RUNS: &[&[&str]] = &[
    &["allocate", "--total", "", "--instalments", "2"],
    &["allocate", "--total", "x", "--instalments", "2"],
    &["allocate", "--total", "1", "--instalments", "0"],
    &["allocate", "--total", "1", "--unit", "x", "--instalments", "2"],
    &["allocate", "--total", "1", "--part-year", "x"],
    &["allocate", "--total", "1", "--part-year", "2026-03-31..2025-09-01"],
    &["allocate", "--total", "1", "--weights", "w.csv", "--floor", ""],
    &["allocate", "--total", "1", "--weights", "w.csv", "--floor", "x"],
    &["allocate", "--total", "1", "--weights", "w.csv", "--formula", "("],
    &["allocate", "--total", "1", "--weights", "blank.csv", "--cumulative"],
    &["batches", "plan.sqlite", "--remove", "x"],
    &["benchmark", "plan.sqlite", "--area", "999"],
    &["benchmark", "plan.sqlite", "--area", "856", "--neighbours", "x"],
    &["benchmark", "plan.sqlite", "--area", "856", "--indicator", "x"],
    &["benchmark", "plan.sqlite", "--area", "856", "--indicator", "PAF A1", "--period", "x"],
    &["chart", "plan.sqlite", "--money", "by-grant", "--year", "1901/02", "--out", "a.svg"],
    &["chart", "plan.sqlite", "--money", "by-grant", "--year", "2001/02", "--out", "a.bmp"],
    &["dashboard", "plan.sqlite", "--period", "x"],
    &["dashboard", "plan.sqlite", "--period", "2015/16 Q2", "--similar=-1"],
    &["dashboard", "plan.sqlite", "--period", "2015/16 Q2"],
    &["giving", "plan.sqlite", "--out", "a.bmp"],
    &["giving", "plan.sqlite", "--out", "a.csv"],
    &["grants", "plan.sqlite", "--year", "x"],
    &["grants", "plan.sqlite", "--year", "1901/02"],
    &["history", "plan.sqlite", "--since", "x"],
    &["ledger", "plan.sqlite", "--year", "x"],
    &["import", "ledger", "l.csv", "--into", "plan.sqlite", "--year", "x"],
    &["import", "ledger", "l.csv", "--into", "plan.sqlite", "--year", "2001/02"],
    &["import", "ledger", "l.csv", "--into", "plan.sqlite", "--year", "2001/02", "--control", ""],
    &["import", "ledger", "l.csv", "--into", "plan.sqlite", "--year", "2001/02", "--control", "x"],
    &["import", "ledger", "l.csv", "--into", "plan.sqlite", "--year", "2001/02", "--control", "1", "--replace", "x"],
    &["import", "responses", "r.csv", "--into", "plan.sqlite"],
    &["import", "responses", "r.csv", "--into", "plan.sqlite", "--consultation", ""],
    &["report", "plan", "plan.sqlite", "--out", "a.bmp"],
    &["report", "plan", "plan.sqlite", "--out", "a.csv"],
    &["report", "plan", "plan.sqlite", "--out", "a.csv", "--table", "zzz"],
    &["report", "plan", "plan.sqlite", "--out", "a.html", "--snapshot", "x"],
    &["report", "plan", "plan.sqlite", "--out", "a.html", "--neighbours", "x"],
    &["tally", "plan.sqlite", "--consultation", "x"],
];

/// The files that the runs name.
const FILES: [(&str, &str); 4] = [
    ("w.csv", "line,weight\nA,1\n"),
    ("blank.csv", "line,weight\nA,1\nB,\n"),
    ("l.csv", "Cost centre,Amount,Period\nC1,1,1\n"),
    ("r.csv", "Say\nYes\nNo\n"),
];

/// Lines that no run above gives, by how they begin, and why.
const NOT_RUN: &[(&str, &str)] = &[
    (
        "--map {}: {error}",
        "it wraps what the system says of a map that cannot be opened.",
    ),
    ("--by: {problem}", "it wraps the kind `split`."),
    (
        "Nothing was written.",
        "it stands below the problems of a file, which have their kinds.",
    ),
    (
        "this build of the program has no window",
        "it takes a build without the window, which `.ci/run` makes.",
    ),
    (
        "no figure of any quarter",
        "it takes a plan without quarters; `tests/dashboard_line.rs` has one.",
    ),
    (
        "is the name of several files",
        "two files of one name have to be taken in; `tests/import_line.rs` does.",
    ),
    (
        "no question of that number was answered in words",
        "it takes a survey with comments; `tests/themes_line.rs` has one.",
    ),
    (
        "no question of “",
        "it takes a consultation; `tests/tally_line.rs` has one.",
    ),
    (
        "questions have that in their text",
        "it takes a consultation; `tests/tally_line.rs` has one.",
    ),
    (
        "consultations are called that",
        "it takes two consultations; `tests/tally_line.rs` has them.",
    ),
    (
        "the plan has no such ledger of",
        "it takes a ledger taken in; `tests/ledger_line.rs` has one.",
    ),
    (
        "the plan has several of that name",
        "it takes two ledgers of one name; `tests/ledger_line.rs` has them.",
    ),
    (
        "the plan holds no dashboard and no figure of that quarter",
        "it takes a plan with another quarter; `tests/dashboard_line.rs` has one.",
    ),
    (
        "published figures could not be read",
        "it takes a damaged plan.",
    ),
    (
        "the document has no table",
        "every document of a plan has one.",
    ),
    (
        "the plan keeps no such document",
        "it takes a snapshot; `tests/snapshot_line.rs` has one.",
    ),
    (
        "not taken in; nothing was written",
        "an officer has to answer no at the keyboard.",
    ),
    (
        "nothing was written",
        "it stands below the problems of a file, which have their kinds.",
    ),
    (
        "the plan holds no such list; it holds",
        "said by `report`; `chart` says the same.",
    ),
];

/// A run: what was typed, its exit code and what it said.
pub struct Ran {
    pub typed: String,
    code: Option<i32>,
    pub words: String,
}

/// Every run, made once; the plan is proved to be as it was.
pub fn ran() -> &'static [Ran] {
    static RAN: OnceLock<Vec<Ran>> = OnceLock::new();
    RAN.get_or_init(|| {
        let bench = Bench::new();
        for (name, text) in FILES {
            bench.file(name, text);
        }
        let before = bench.bytes();
        let ran = RUNS.iter().map(|run| one(&bench, run)).collect();
        assert_eq!(bench.bytes(), before, "the plan was changed");
        ran
    })
}

fn one(bench: &Bench, run: &[&str]) -> Ran {
    let ran = Command::new(env!("CARGO_BIN_EXE_golden-thread"))
        .args(run)
        .current_dir(bench.folder.path())
        .output()
        .unwrap();
    let quoted = |word: &&str| match word.is_empty() || word.contains(' ') {
        true => format!("\"{word}\""),
        false => (*word).to_owned(),
    };
    let typed: Vec<String> = run.iter().map(quoted).collect();
    Ran {
        typed: typed.join(" "),
        code: ran.status.code(),
        words: String::from_utf8(ran.stderr).unwrap(),
    }
}

/// Each run refuses, says so in one line, and leaves the plan as it was; and the page tells of it.
#[test]
fn each_run_is_refused_in_words_and_changes_nothing() {
    let mut wrong = Vec::new();
    let mut said = String::new();
    for Ran { typed, code, words } in ran() {
        if *code != Some(2) || !words.contains("golden-thread: ") {
            wrong.push(format!("{typed} gives {code:?}: {words}"));
        }
        writeln!(said, "{words}").unwrap();
    }
    wrong.extend(unsaid(&said));
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// The lines in the sources that no run said.
fn unsaid(said: &str) -> Vec<String> {
    let mut missing = Vec::new();
    for line in lines() {
        let mut parts = line
            .split(['{', '}'])
            .step_by(2)
            .map(str::trim)
            .filter(|part| part.len() > 3);
        let is_excused = NOT_RUN.iter().any(|(begins, _)| line.contains(begins));
        if !is_excused
            && line
                .split(['{', '}'])
                .step_by(2)
                .any(|part| part.trim().len() > 3)
            && !parts.all(|part| said.contains(part))
        {
            missing.push(format!("no run says: {line}"));
        }
    }
    missing
}

/// Every line that the command line refuses with, as it stands in the sources.
fn lines() -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli")];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|held| held.unwrap().path()),
            );
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for maker in ["bail!(", "anyhow!("] {
            for piece in text.split(maker).skip(1) {
                let piece = piece.trim_start();
                let Some(line) = piece.strip_prefix('"') else {
                    continue;
                };
                found.push(line.split('"').next().unwrap().to_owned());
            }
        }
    }
    assert!(found.len() > 40, "the lines were not found");
    found
}
