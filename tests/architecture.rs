//! The directions of the map in `src/lib.rs`, kept by a test that tests itself.
//!
//! Each part of `src` may name only some other parts, and some words it may not name at all. The table is the rule;
//! the rest reads it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// One part of `src`.
struct Part {
    name: &'static str,
    may_use: &'static [&'static str],
    never: &'static [&'static str],
}

const DRAWING: &[&str] = &[
    "egui",
    "eframe",
    "egui_plot",
    "egui_extras",
    "egui_material_icons",
    "rfd",
];
const PURE: &[&str] = &[
    "egui",
    "eframe",
    "egui_plot",
    "rusqlite",
    "std::fs",
    "std::env",
    "std::process",
    "std::thread",
    "std::time",
    "Timestamp",
    "Zoned",
    "fastrand",
    "println",
    "eprintln",
];
const NO_FILES: &[&str] = &[
    "egui",
    "eframe",
    "egui_plot",
    "rusqlite",
    "std::fs",
    "std::env",
    "std::process",
    "std::thread",
    "println",
    "eprintln",
];

#[rustfmt::skip]
const PARTS: &[Part] = &[
    Part { name: "cli",      may_use: &["cli", "domain", "session"],                 never: DRAWING },
    Part { name: "domain",   may_use: &["domain"],                                   never: PURE },
    Part { name: "exchange", may_use: &["domain", "exchange", "with_every_record"],  never: NO_FILES },
    Part { name: "session",  may_use: &["domain", "exchange", "session", "store"],   never: DRAWING },
    Part { name: "store",    may_use: &["domain", "store", "with_every_record"],     never: DRAWING },
    Part { name: "ui",       may_use: &["domain", "session", "ui"],                  never: &["rusqlite"] },
];

#[test]
fn every_part_keeps_to_its_row() {
    let mut breaches = Vec::new();
    for part in PARTS {
        for (path, text) in sources(part.name) {
            breaches.extend(
                breaches_in(part, &text)
                    .into_iter()
                    .map(|breach| format!("{path}: {breach}")),
            );
        }
    }
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn the_crate_root_lists_the_parts_and_nothing_else() {
    let root = fs::read_to_string(src().join("lib.rs")).unwrap();
    let code = code_only(&root);
    let listed: Vec<&str> = code
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            line.strip_prefix("pub mod ")
                .expect("lib.rs only lists parts")
                .trim_end_matches(';')
        })
        .collect();
    let parts: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
    assert_eq!(listed, parts, "every part has a row, in order");
}

#[test]
fn the_map_says_what_the_table_says() {
    let map = fs::read_to_string(src().join("lib.rs")).unwrap();
    for part in PARTS {
        let row = map
            .lines()
            .find(|line| line.starts_with(&format!("//! | [`{}`]", part.name)));
        let row = row.unwrap_or_else(|| panic!("the map has no row for {}", part.name));
        let may_use = row.split('|').nth(3).expect("a row has four columns");
        for other in part
            .may_use
            .iter()
            .filter(|other| **other != part.name && **other != "with_every_record")
        {
            assert!(
                may_use.contains(other),
                "{}: the table allows {other}, the map does not",
                part.name
            );
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut silent = Vec::new();
    for part in PARTS {
        for (path, text) in sources(part.name) {
            if !text.starts_with("//!") {
                silent.push(path);
            }
        }
    }
    assert!(
        silent.is_empty(),
        "no sentence at the head of\n{}",
        silent.join("\n")
    );
}

/// The check is checked: a rule that cannot fail is no rule.
#[test]
fn breaches_are_seen() {
    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let domain = PARTS.iter().find(|part| part.name == "domain").unwrap();
        assert_eq!(breaches_in(domain, text), want, "{text}");
    }
    check("use crate::domain::money::Pence;", &[]);
    check(
        "/// Kept by [`crate::store`], drawn with egui.\nfn f() {}",
        &[],
    );
    check("const S: &str = \"crate::ui egui println\";", &[]);
    check("fn egui_free() {}", &[]);
    check("let c = '\"'; use crate::domain::money;", &[]);
    check("use crate::store::Store;", &["line 1 names crate::store"]);
    check(
        "fn f() {\n    crate::ui::show();\n}",
        &["line 2 names crate::ui"],
    );
    check(
        "use crate::{domain, ui};",
        &["line 1 groups imports at the crate root: spell them out"],
    );
    check(
        "use super::super::store;",
        &["line 1 climbs with super::super: start at crate::"],
    );
    check("use rusqlite::Connection;", &["line 1 names rusqlite"]);
    check("let text = std::fs::read(path);", &["line 1 names std::fs"]);
    check("let now = Timestamp::now();", &["line 1 names Timestamp"]);
}

fn breaches_in(part: &Part, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    for (line, n) in code_only(text).lines().zip(1..) {
        for (at, start) in line.match_indices("crate::") {
            if line[..at].ends_with(is_word) || line[..at].ends_with('$') {
                continue;
            }
            let rest = &line[at + start.len()..];
            let name = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
            if name.is_empty() {
                breaches.push(format!(
                    "line {n} groups imports at the crate root: spell them out"
                ));
            } else if !part.may_use.contains(&name) {
                breaches.push(format!("line {n} names crate::{name}"));
            }
        }
        if line.contains("super::super") {
            breaches.push(format!(
                "line {n} climbs with super::super: start at crate::"
            ));
        }
        for name in part.never.iter().filter(|name| has_word(line, name)) {
            breaches.push(format!("line {n} names {name}"));
        }
    }
    breaches
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether the line holds the name between word ends: `egui::Ui`, not `egui_free`.
fn has_word(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        !line[..at].ends_with(is_word) && !line[at + name.len()..].starts_with(is_word)
    })
}

/// The text without `//` comments and without what stands between quotes, line by line.
fn code_only(text: &str) -> String {
    let mut code = String::new();
    let mut quoted = false;
    for line in text.lines() {
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' if quoted => drop(chars.next()),
                '\'' if !quoted && chars.peek() == Some(&'"') => drop(chars.next()),
                '"' => quoted = !quoted,
                '/' if !quoted && chars.peek() == Some(&'/') => break,
                c if !quoted => code.push(c),
                _ => {}
            }
        }
        code.push('\n');
    }
    code
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The text of `src/<part>.rs` and of every file under `src/<part>/`.
fn sources(part: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut left = vec![src().join(part), src().join(part).with_extension("rs")];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    assert!(!found.is_empty(), "src/{part} has no files");
    found
}
