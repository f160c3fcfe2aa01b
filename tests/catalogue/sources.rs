//! The sources against the lists: every name that they give to something wrong is listed, and every listed name is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use golden_thread::domain::check::CATALOGUE as FINDINGS;
use golden_thread::domain::problem::catalogue::CATALOGUE;

/// Words with a hyphen that name nothing wrong.
const OTHERS: &[&str] = &[
    "by-grant",
    "carry-forward",
    "check-figures",
    "citizen-space",
    "e-mail",
    "every-child-matters",
    "golden-thread",
    "google-forms",
    "half-down",
    "half-even",
    "half-up",
    "in-the-year",
    "kebab-case",
    "ms-forms",
    "quality-protects",
    "ring-fence",
    "ring-fenced",
    "ring-fences",
    "tabular-data-package",
    "tabular-data-resource",
    "utf-8",
    "what-if",
    "young-people",
];

/// What makes a problem: the name stands first among what it is given.
const MAKERS: &[&str] = &[
    "refusal",
    "refused",
    "refuse",
    "whole",
    "at",
    "at_cell",
    "at_line",
    "fault",
    "tell_cell",
    "tell_row",
    "about",
    "said",
    "say",
];

/// Errors that are a type: each case is listed under the type's word and its own.
const TYPES: &[(&str, &str)] = &[
    ("DocumentError", "document"),
    ("PdfError", "pdf"),
    ("PictureError", "picture"),
];

/// Errors that are one thing with many words.
const ONES: &[(&str, &str)] = &[
    ("AmountError", "amount-unreadable"),
    ("FormulaError", "formula-unreadable"),
    ("PeriodError", "period-unreadable"),
];

/// Types of errors that reach the officer only as one of the kinds, or inside one.
const WITHIN: &[&str] = &[
    "CannotWorkOut",
    "Fault",
    "Halt",
    "NotExact",
    "Refusal",
    "StoreError",
    "Unknown",
];

#[test]
fn every_name_in_the_sources_is_listed() {
    let listed = listed();
    let mut missing = Vec::new();
    for (path, code) in sources() {
        for (n, name, maker) in names(&code) {
            let is_name = name.contains('-') || maker;
            if is_name && !listed.contains(name.as_str()) && !OTHERS.contains(&name.as_str()) {
                missing.push(format!("{path}:{n} “{name}”"));
            }
        }
    }
    assert!(missing.is_empty(), "in no list:\n{}\n", missing.join("\n"));
}

#[test]
fn every_listed_name_is_used() {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut held = String::new();
    for (path, code) in sources() {
        if !path.ends_with("catalogue.rs") {
            used.extend(names(&code).into_iter().map(|(_, name, _)| name));
            held.push_str(&code);
        }
    }
    let typed: BTreeSet<String> = typed().into_values().flatten().collect();
    let ones = ONES.map_names(&held);
    let idle: Vec<&str> = listed()
        .into_iter()
        .filter(|name| !used.contains(*name) && !typed.contains(*name) && !ones.contains(name))
        .filter(|name| *name != "figure-reference" || !held.contains("struct Fault"))
        .collect();
    assert!(idle.is_empty(), "listed, and used by nothing: {idle:?}");
}

#[test]
fn every_type_of_error_is_accounted_for() {
    for (name, cases) in typed() {
        for case in cases {
            assert!(
                listed().contains(case.as_str()),
                "{name} has a case “{case}” in no list"
            );
        }
    }
    let known = |name: &str| {
        TYPES.iter().chain(ONES).any(|(held, _)| *held == name) || WITHIN.contains(&name)
    };
    for (path, code) in sources() {
        for name in declared(&code) {
            let is_error = ["Error", "Fault", "Refusal"]
                .iter()
                .any(|end| name.ends_with(end));
            assert!(
                !is_error || known(&name),
                "{path}: {name} is in no list of errors"
            );
        }
    }
}

/// The check is checked: a name is seen wherever it may stand, and tests and comments are passed over.
#[test]
fn names_are_seen() {
    #[track_caller]
    fn check(code: &str, want: &[(&str, bool)]) {
        let found = names(&bare(code));
        let found: Vec<(&str, bool)> = found
            .iter()
            .map(|(_, name, maker)| (name.as_str(), *maker))
            .collect();
        assert_eq!(found, want, "{code}");
    }
    check(
        "Problem::refusal(\n    \"a-b\",\n    place)",
        &[("a-b", true)],
    );
    check("whole(\"stopped\", name)", &[("stopped", true)]);
    check("let kind = \"a-b\";", &[("a-b", false)]);
    check("/// whole(\"a-b\")", &[]);
    check("split(\"A b\")", &[]);
    check("x();\n#[cfg(test)]\nmod tests {\n whole(\"a-b\")\n}", &[]);
}

trait MapNames {
    fn map_names(&self, held: &str) -> Vec<&'static str>;
}

impl MapNames for [(&'static str, &'static str)] {
    /// The names of types that the sources still have.
    fn map_names(&self, held: &str) -> Vec<&'static str> {
        let is_there = |(name, _): &&(&str, &str)| held.contains(&format!("struct {name}"));
        self.iter()
            .filter(is_there)
            .map(|(_, kind)| *kind)
            .collect()
    }
}

fn listed() -> BTreeSet<&'static str> {
    (CATALOGUE.iter().map(|kind| kind.name))
        .chain(FINDINGS.iter().map(|(name, _)| *name))
        .collect()
}

/// The cases of the types that are listed by case, as their names in the list.
fn typed() -> BTreeMap<&'static str, Vec<String>> {
    let mut found = BTreeMap::new();
    for (_, code) in sources() {
        for (name, word) in TYPES {
            let Some((_, rest)) = code.split_once(&format!("pub enum {name} {{")) else {
                continue;
            };
            let body = rest.split("\n}").next().unwrap();
            let cases = body.lines().filter_map(|line| {
                let line = line
                    .strip_prefix("    ")
                    .filter(|line| line.starts_with(char::is_uppercase))?;
                let end = line
                    .find(|c: char| !c.is_alphanumeric())
                    .unwrap_or(line.len());
                Some(format!("{word}-{}", line[..end].to_lowercase()))
            });
            found.insert(*name, cases.collect());
        }
    }
    assert_eq!(found.len(), TYPES.len());
    found
}

/// The names of the types that a file declares.
fn declared(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in code.lines() {
        for word in ["enum ", "struct "] {
            let Some((before, rest)) = line.split_once(word) else {
                continue;
            };
            if ["", "pub ", "pub(super) ", "pub(crate) "].contains(&before) {
                let end = rest
                    .find(|c: char| !c.is_alphanumeric())
                    .unwrap_or(rest.len());
                found.push(rest[..end].to_owned());
            }
        }
    }
    found
}

/// Each lower-case word or hyphened words between quotation marks: its line, itself, and whether a maker is given it first.
fn names(code: &str) -> Vec<(usize, String, bool)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices('"') {
        let rest = &code[at + 1..];
        let end = rest
            .find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-')
            .unwrap_or(rest.len());
        let name = &rest[..end];
        let is_word =
            rest[end..].starts_with('"') && name.starts_with(|c: char| c.is_ascii_lowercase());
        if !is_word || name.ends_with('-') || name.contains("--") {
            continue;
        }
        let before = code[..at].trim_end();
        let maker = before.strip_suffix('(').is_some_and(|before| {
            let start = before
                .rfind(|c: char| !c.is_alphanumeric() && c != '_')
                .map_or(0, |at| at + 1);
            // `line.whole("strength", …)` reads a cell of the sample’s text.
            MAKERS.contains(&&before[start..]) && !before[..start].ends_with("line.")
        });
        found.push((code[..at].matches('\n').count() + 1, name.to_owned(), maker));
    }
    found
}

/// The code of a file without its tests and comments, line for line.
fn bare(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = code.lines().map(|line| {
        if line.trim_start().starts_with("//") {
            ""
        } else {
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Every file of `src` that is no test.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut left: Vec<PathBuf> = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(path) = left.pop() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            left.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|held| held.unwrap().path()),
            );
            left.retain(|path| !path.ends_with("tests") && !path.ends_with("tests.rs"));
        } else if name.ends_with(".rs") && !name.contains("specimen") {
            found.push((
                path.display().to_string(),
                bare(&fs::read_to_string(&path).unwrap()),
            ));
        }
    }
    assert!(found.len() > 500, "the sources were not found");
    found
}
