//! `history`, `undo`, `redo`: the journal.

use crate::cli::table::{Format, Table};
use crate::cli::{Outcome, say};
use crate::session::{Brought, Session};

const HEADINGS: &[&str] = &[
    "change", "at", "who", "words", "undoes", "redoes", "rows", "brought",
];

/// Prints one row a change, oldest first.
pub fn run(session: &Session, since: Option<&str>, format: Format) -> anyhow::Result<Outcome> {
    let since = match since {
        None => None,
        Some(text) => match text.parse::<jiff::civil::Date>() {
            Ok(date) => Some(date.to_string()),
            Err(_) => anyhow::bail!("--since {text}: not a date; give one such as 2026-11-21"),
        },
    };
    let mut table = Table::new(HEADINGS);
    for entry in session.history(since.as_deref())? {
        let number = |id: Option<i64>| id.map_or_else(String::new, |id| id.to_string());
        table.row(vec![
            entry.id.to_string(),
            entry.at,
            entry.who,
            entry.words,
            number(entry.undoes),
            number(entry.redoes),
            entry.n_rows.to_string(),
            brought(&entry.brought),
        ]);
    }
    table.print(format)?;
    Ok(Outcome::Done)
}

/// What a merge heard of a colleague's changes: what became of each, what, who and when.
fn brought(brought: &[Brought]) -> String {
    let each = brought.iter().map(|theirs| {
        let (fate, words) = (theirs.fate.words(), &theirs.words);
        format!("{fate}: {words} ({}, {})", theirs.who, theirs.at)
    });
    each.collect::<Vec<_>>().join("; ")
}

/// Takes back the latest change and prints its words.
pub fn undo(session: &mut Session) -> anyhow::Result<Outcome> {
    let words = session.undo()?;
    say(&format!("Undone: {words}"))?;
    Ok(Outcome::Done)
}

/// Makes the latest undone change once more and prints its words.
pub fn redo(session: &mut Session) -> anyhow::Result<Outcome> {
    let words = session.redo()?;
    say(&format!("Done again: {words}"))?;
    Ok(Outcome::Done)
}
