//! `as-at`: the plan as it stood at the end of a day, in a file of its own.

use std::path::Path;

use crate::cli::{Outcome, say};
use crate::session::Session;
use crate::session::as_at::moment;

/// Writes the plan as it stood, prints the file's name, and says what it holds.
pub fn run(file: &Path, date: &str, out: &Path) -> anyhow::Result<Outcome> {
    let before = moment(date)?;
    let made = Session::open_to_read(file)?.as_at(before, out)?;
    let book = Session::open_to_read(out)?;
    let book = book.book();
    say(&out.display().to_string())?;
    eprintln!(
        "It holds {}, {}, {}, {}, {} and {}.",
        counted(book.objectives.len(), "objective", "objectives"),
        counted(book.indicators.len(), "indicator", "indicators"),
        counted(book.readings.len(), "reading", "readings"),
        counted(book.grants.len(), "grant", "grants"),
        counted(book.allocations.len(), "allocation", "allocations"),
        counted(book.consultations.len(), "consultation", "consultations"),
    );
    match &made.last {
        Some(last) => eprintln!(
            "{}, the last “{}” by {} at {}.",
            made_words(made.n_kept),
            last.words,
            last.who,
            last.at
        ),
        None => eprintln!("No change had been made by then: it is the plan as it began."),
    }
    match made.n_later {
        0 => eprintln!("Nothing has been changed since."),
        1 => eprintln!("1 later change is not in it."),
        n => eprintln!("{n} later changes are not in it."),
    }
    Ok(Outcome::Done)
}

fn made_words(n: u64) -> String {
    match n {
        1 => "1 change had been made by then".to_owned(),
        n => format!("{n} changes had been made by then"),
    }
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
