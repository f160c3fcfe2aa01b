//! `merge`: a colleague's copy brought in; what both changed, and what cannot come in, listed.
//!
//! What is in nobody's way comes in; what both changed stays as it is and is listed, each time until it is decided.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::table::{Format, Table};
use crate::domain::compare::Difference;
use crate::domain::merge::{Author, Choice, Found};
use crate::session::Session;
use crate::session::merge::Decisions;

/// Differences that are told in words; the rest are counted.
const TOLD: usize = 40;

/// What `merge` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The colleague's copy: it is only read
    theirs: PathBuf,
    /// The plan
    #[arg(long, value_name = "FILE")]
    into: PathBuf,
    /// Only say what would come in, and what both changed
    #[arg(long)]
    dry_run: bool,
    /// What holds where both changed something: without it, it stays as it is and is listed again
    #[arg(long, value_parser = ["theirs", "mine"])]
    take: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Brings a copy in and prints one row a conflict; exit 1 where there are any.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let take = Choice::ALL
        .into_iter()
        .find(|choice| arguments.take.as_deref() == Some(choice.word()));
    let decisions = Decisions {
        every: take,
        ..Decisions::default()
    };
    // A backup is made before the merge itself, and none for looking.
    let mut session = Session::open_to_read(&arguments.into)?;
    let found = if arguments.dry_run {
        session.look_at_copy(&arguments.theirs, &decisions)?
    } else {
        session.merge(&arguments.theirs, &decisions)?
    };
    print(&found, arguments.format)?;
    tell(&found, arguments.dry_run);
    Ok(if found.is_open() {
        Outcome::ProblemsFound
    } else {
        Outcome::Done
    })
}

fn print(found: &Found, format: Format) -> anyhow::Result<()> {
    if format == Format::Text && !found.is_open() {
        return Ok(());
    }
    let mut table = Table::new(&[
        "noun",
        "title",
        "field",
        "was",
        "mine",
        "mine_by",
        "mine_at",
        "theirs",
        "theirs_by",
        "theirs_at",
        "why",
    ]);
    let by = |author: &Option<Author>| {
        author
            .as_ref()
            .map_or_else(Default::default, |by| (by.who.clone(), by.at.clone()))
    };
    for held in &found.conflicts {
        let ((mine_by, mine_at), (theirs_by, theirs_at)) = (by(&held.mine_by), by(&held.theirs_by));
        table.row(vec![
            held.noun.clone(),
            held.title.clone(),
            held.field.clone(),
            held.was.clone(),
            held.mine.clone(),
            mine_by,
            mine_at,
            held.theirs.clone(),
            theirs_by,
            theirs_at,
            "changed on both sides".to_owned(),
        ]);
    }
    for held in &found.held {
        let (theirs_by, theirs_at) = by(&held.theirs_by);
        let more = match held.n_with_it {
            0 => String::new(),
            1 => " 1 record that belongs to it stays out, too.".to_owned(),
            n => format!(" {n} records that belong to it stay out, too."),
        };
        table.row(vec![
            held.noun.clone(),
            held.title.clone(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            held.theirs.clone(),
            theirs_by,
            theirs_at,
            format!("{}{more}", held.why),
        ]);
    }
    table.print(format)
}

fn tell(found: &Found, dry_run: bool) {
    if !found.coming.is_empty() || found.brings_something() {
        eprintln!("{}:", found.words);
    }
    for change in &found.coming {
        let step = if change.is_step {
            "undone or redone: "
        } else {
            ""
        };
        eprintln!(
            "  {} {}: {step}{}",
            change.by.at, change.by.who, change.words
        );
    }
    for held in found.differences.iter().take(TOLD) {
        eprintln!("  {}", line(held));
    }
    if found.differences.len() > TOLD {
        eprintln!("  and {} more", found.differences.len() - TOLD);
    }
    for name in &found.files {
        eprintln!("  file taken in: {name}");
    }
    for held in &found.snapshots {
        if held.name == held.as_name {
            eprintln!("  snapshot: {}", held.name);
        } else {
            eprintln!(
                "  snapshot: {}, here as “{}”, since there is one of that name",
                held.name, held.as_name
            );
        }
    }
    eprintln!("{}", found.sentence());
    if dry_run {
        eprintln!("Nothing was written.");
    }
}

fn line(held: &Difference) -> String {
    let of = if held.field.is_empty() {
        held.title.clone()
    } else {
        format!("{}, {}", held.title, held.field)
    };
    let word = held.change.word();
    match (held.was.as_str(), held.now.as_str()) {
        ("", "") => format!("{word}: {of}"),
        ("", now) => format!("{word}: {of}: {now}"),
        (was, "") => format!("{word}: {of}: {was}"),
        (was, now) => format!("{word}: {of}: {was} → {now}"),
    }
}
