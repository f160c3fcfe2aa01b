//! `batches`: the files of published figures that were taken in, two of them compared, one taken out.

use std::path::PathBuf;

use crate::cli::table::{Format, Table};
use crate::cli::{Outcome, say};
use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::id::Key;
use crate::domain::reading::Reported;
use crate::domain::record::Record;
use crate::session::Session;
use crate::session::release::removal;

/// What `batches` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The plan
    file: PathBuf,
    /// List what a later file says otherwise than an earlier one; each by its name, or by the beginning of its sha256
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with = "remove")]
    compare: Vec<String>,
    /// Take this file's figures out of the plan; `undo` brings them back
    #[arg(long, value_name = "NAME")]
    remove: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Lists, compares or removes.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    if let Some(name) = &arguments.remove {
        return remove(&mut Session::open(&arguments.file)?, name);
    }
    let session = Session::open_to_read(&arguments.file)?;
    match arguments.compare.as_slice() {
        [old, new] => compare(&session, old, new, arguments.format),
        _ => list(&session, arguments.format),
    }
}

/// Lists the batches of a plan, newest last.
fn list(session: &Session, format: Format) -> anyhow::Result<Outcome> {
    let batches = &session.book().batches;
    if batches.is_empty() {
        say("No file of published figures has been taken in.")?;
        return Ok(Outcome::Done);
    }
    let mut table = Table::new(&[
        "name", "kind", "entered", "read", "kept", "figures", "sha256", "source",
    ]);
    for batch in batches {
        table.row(vec![
            batch.name.clone(),
            batch.kind.clone(),
            batch.entered.clone(),
            batch.n_read.to_string(),
            batch.n_kept.to_string(),
            batch.n_figures.to_string(),
            batch.sha256.clone(),
            batch.source.clone(),
        ]);
    }
    table.print(format)?;
    Ok(Outcome::Done)
}

/// What the later file says otherwise: the plan's own authority first.
fn compare(session: &Session, old: &str, new: &str, format: Format) -> anyhow::Result<Outcome> {
    let book = session.book();
    let (old, new) = (find(book, old)?, find(book, new)?);
    let found = session.revisions(old.id, new.id, &mut |_| true)?;
    let mut table = Table::new(&["indicator", "area", "period", "was", "now", "kind"]);
    for held in &found.revisions {
        let indicator = book.indicators.get(held.indicator);
        table.row(vec![
            indicator.map_or_else(String::new, |held| held.code.clone()),
            book.area_name(&held.area).to_owned(),
            held.period.label(),
            shown(held.was),
            shown(held.now),
            held.sort().word().to_owned(),
        ]);
    }
    table.print(format)?;
    eprintln!(
        "{} differ, {} are the same in both",
        found.revisions.len(),
        found.n_same
    );
    Ok(Outcome::Done)
}

/// A figure as it was published, or its mark; nothing where a file does not have it.
fn shown(held: Option<Reported>) -> String {
    match held {
        Some(Reported::Figure { value, .. }) => value.to_string(),
        Some(Reported::Missing(missing)) => missing.mark().to_owned(),
        None => String::new(),
    }
}

fn remove(session: &mut Session, name: &str) -> anyhow::Result<Outcome> {
    let batch = find(session.book(), name)?.clone();
    session.run(&removal(session.book(), &batch, &[]))?;
    let title = batch.title(session.book());
    eprintln!("{title} removed; `undo` brings them back.");
    Ok(Outcome::Done)
}

/// The batch of this name, or whose key or hash begins so.
fn find<'a>(book: &'a Book, wanted: &str) -> anyhow::Result<&'a Batch> {
    let by = |is: &dyn Fn(&Batch) -> bool| -> Vec<&Batch> {
        book.batches.iter().filter(|held| is(held)).collect()
    };
    let mut found = by(&|held| held.name == wanted);
    if found.is_empty() && !wanted.is_empty() {
        let begins = |text: &str| text.starts_with(wanted);
        found = by(&|held| begins(&held.sha256) || begins(&held.id.number().to_string()));
    }
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let held: Vec<&str> = book.batches.iter().map(|held| held.name.as_str()).collect();
            anyhow::bail!(
                "no file “{wanted}” was taken into this plan; it has {}",
                if held.is_empty() {
                    "none".to_owned()
                } else {
                    held.join(", ")
                }
            )
        }
        several => {
            let hashes: Vec<&str> = several
                .iter()
                .map(|held| held.sha256.get(..12).unwrap_or(&held.sha256))
                .collect();
            anyhow::bail!(
                "“{wanted}” is the name of several files; give the beginning of one’s sha256: {}",
                hashes.join(", ")
            )
        }
    }
}
