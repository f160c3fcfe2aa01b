//! `snapshot`, `snapshots`, `released`, `compare`: the plan as it was shown and what was published, kept and set beside
//! today's.

use std::path::Path;

use anyhow::Context;

use crate::cli::table::{Format, Table};
use crate::cli::{Outcome, say};
use crate::domain::snapshot::Kind;
use crate::session::{Session, whole};

/// Keeps the plan as it stands and prints the hash that proves it.
pub fn take(file: &Path, name: &str, note: &str) -> anyhow::Result<Outcome> {
    let made = Session::open(file)?.take_snapshot(name, note)?;
    say(&made.sha256)?;
    eprintln!("“{}” is kept as of {}.", made.name, made.taken_at);
    Ok(Outcome::Done)
}

/// Prints one row a snapshot, the first taken first; exit 1 where one is not what was taken.
pub fn list(session: &Session, format: Format) -> anyhow::Result<Outcome> {
    let held = session.snapshots()?;
    let mut outcome = Outcome::Done;
    let mut table = Table::new(&[
        "name", "kind", "taken_at", "taken_by", "note", "bytes", "sha256", "state",
    ]);
    for held in &held {
        let state = match session.verify_snapshot(held.id) {
            Ok(()) => "whole".to_owned(),
            Err(error) => {
                outcome = Outcome::ProblemsFound;
                error.to_string()
            }
        };
        table.row(vec![
            held.name.clone(),
            held.kind.word().to_owned(),
            held.taken_at.clone(),
            held.taken_by.clone(),
            held.note.clone(),
            held.n_bytes.to_string(),
            held.sha256.clone(),
            state,
        ]);
    }
    table.print(format)?;
    if held.is_empty() {
        eprintln!("No snapshot has been taken of this plan.");
    }
    Ok(outcome)
}

/// Writes a document that was kept, byte for byte as it was released.
pub fn released(session: &Session, name: &str, out: &Path) -> anyhow::Result<Outcome> {
    let held = session.snapshots()?;
    let kept = || held.iter().filter(|held| held.kind == Kind::Release);
    let Some(found) = kept().find(|held| held.name.eq_ignore_ascii_case(name.trim())) else {
        let names: Vec<&str> = kept().map(|held| held.name.as_str()).collect();
        anyhow::bail!(
            "--name {name}: the plan keeps no such document; it keeps {}",
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(", ")
            }
        );
    };
    let bytes = session.release_bytes(found.id)?;
    whole::write(out, &bytes).with_context(|| format!("{} could not be written", out.display()))?;
    say(&out.display().to_string())?;
    Ok(Outcome::Done)
}

/// Prints one row a difference between two versions: snapshots by name, `now`, or dates.
pub fn compare(session: &Session, was: &str, now: &str, format: Format) -> anyhow::Result<Outcome> {
    let found = session.compare(session.side(was)?, session.side(now)?)?;
    let mut table = Table::new(&["change", "noun", "title", "field", "was", "now"]);
    for held in &found {
        table.row(vec![
            held.change.word().to_owned(),
            held.noun.to_owned(),
            held.title.clone(),
            held.field.clone(),
            held.was.clone(),
            held.now.clone(),
        ]);
    }
    table.print(format)?;
    match found.len() {
        0 => eprintln!("The two are the same."),
        1 => eprintln!("1 difference."),
        n => eprintln!("{n} differences."),
    }
    Ok(Outcome::Done)
}
