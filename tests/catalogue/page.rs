//! `docs/errors.md`, made of the lists and of what each row gave.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use golden_thread::domain::check::CATALOGUE as FINDINGS;
use golden_thread::domain::problem::catalogue::{CATALOGUE, Met};
use tempfile::TempDir;

use crate::bench::Row;
use crate::{NOT_SMALL, command_line};

const HEAD: &str = "# What can go wrong, and what the program says

Every kind of refusal and finding, by where it is met: its name, what it means, the smallest input that gives it, and what
the program says to that. A refusal leaves the plan as it was. Names never change their meaning, so a script may look for
them.

*This page is written by `WRITE=1 cargo test --test catalogue`, from the program itself; the test fails when it is old.*
";

const COMMAND_LINE: &str = "
## The command line’s own

An option that names nothing, or that cannot be read: one line, exit code 2, and nothing is written. `plan.sqlite` is the
sample of Leicester; the other files have two or three lines.

| typed after `golden-thread` | the program says |
|---|---|
";

/// Words without what is of this run alone: the folder's name, and the moments that are said.
pub fn without(folder: &TempDir, words: &str) -> String {
    let folder = folder.path().display().to_string();
    let words = words
        .replace(&format!("{folder}/"), "")
        .replace(&folder, "the folder");
    let mut out = String::new();
    for word in words.split_inclusive(' ') {
        let bare = word.trim_end().trim_end_matches(['.', ',', ';']);
        let is_moment = bare.len() >= 19
            && bare.as_bytes()[4] == b'-'
            && bare.contains('T')
            && bare.contains(':');
        if is_moment {
            out.push_str(&word.replace(bare, "2026-11-22T10:00:00Z"));
        } else {
            out.push_str(word);
        }
    }
    out
}

/// Writes the page, or holds it against the one that is there.
pub fn keep(rows: &[Row], said: &BTreeMap<usize, String>) {
    let page = page(rows, said);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md");
    if std::env::var_os("WRITE").is_some() {
        std::fs::write(path, page).unwrap();
        return;
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    let apart = held
        .lines()
        .zip(page.lines())
        .find(|(one, other)| one != other);
    assert!(
        held == page,
        "docs/errors.md is old; run `WRITE=1 cargo test --test catalogue`: {apart:?}"
    );
}

fn page(rows: &[Row], said: &BTreeMap<usize, String>) -> String {
    let mut page = HEAD.to_owned();
    for met in Met::ALL {
        let (title, where_met) = met.words();
        write!(page, "\n## {title}\n\nMet in: {where_met}.\n").unwrap();
        for kind in CATALOGUE.iter().filter(|kind| kind.met == met) {
            write!(
                page,
                "\n### `{}`\n\n{} {}\n",
                kind.name, kind.means, kind.remedy
            )
            .unwrap();
            inputs(&mut page, kind.name, rows, said);
        }
    }
    page.push_str("\n## Findings of `check`\n\nMet in: the Data room, Problems; the Grant room, Checks; `check`, `grants`.\n");
    for (name, means) in FINDINGS
        .iter()
        .filter(|(name, _)| CATALOGUE.iter().all(|kind| kind.name != *name))
    {
        write!(page, "\n### `{name}`\n\n{means}\n").unwrap();
        inputs(&mut page, name, rows, said);
    }
    page.push_str(COMMAND_LINE);
    for ran in command_line::ran() {
        let last = ran.words.lines().rfind(|line| !line.is_empty());
        let words = last
            .unwrap_or_default()
            .trim_start_matches("golden-thread: ");
        writeln!(
            page,
            "| `{}` | {} |",
            ran.typed.replace('|', "\\|"),
            cell(words)
        )
        .unwrap();
    }
    page
}

fn inputs(page: &mut String, name: &str, rows: &[Row], said: &BTreeMap<usize, String>) {
    let own: Vec<_> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.name == name)
        .collect();
    if !own.is_empty() {
        page.push_str("\n| smallest input | the program says |\n|---|---|\n");
    }
    for (n, row) in own {
        let words = said.get(&n).map_or("", String::as_str);
        writeln!(page, "| {} | {} |", cell(row.input), cell(words)).unwrap();
    }
    if let Some((_, why)) = NOT_SMALL.iter().find(|(held, _)| *held == name) {
        write!(page, "\nNo small input gives it: {why}\n").unwrap();
    }
}

/// Text as a cell of a table: its bars, tags and line ends would end the cell.
fn cell(text: &str) -> String {
    let text = text
        .replace('|', "\\|")
        .replace('<', "&lt;")
        .replace('\u{0}', "␀");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
