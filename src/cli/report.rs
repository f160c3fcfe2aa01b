//! `report`: one of the six documents as a file.

use std::path::Path;

use anyhow::Context;

use crate::cli::{Outcome, grants, say, tally};
use crate::domain::disclosure::Profile;
use crate::domain::document::{Block, Document, Run, Version};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::report::{Options, Report};
use crate::domain::snapshot::Snapshot;
use crate::session::Session;
use crate::session::document::{Format, write};

/// What is asked for beside the document.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The year of the money, such as 2001/02; without it the newest
    #[arg(long)]
    pub year: Option<String>,
    /// The quarter of the dashboard, such as "2015/16 Q2"; without it the newest
    #[arg(long)]
    pub period: Option<String>,
    /// The dated list of statistical neighbours; without it the newest
    #[arg(long)]
    pub neighbours: Option<String>,
    /// The rule for small counts
    #[arg(long, default_value = "5", value_parser = Profile::ALL.map(Profile::word))]
    pub disclosure: String,
    /// One consultation, by its title or a part of it; without it every one
    #[arg(long)]
    pub consultation: Option<String>,
    /// A snapshot, by its name; without it the plan as it stands
    #[arg(long)]
    pub snapshot: Option<String>,
}

/// Writes a document, and prints the file's name.
pub fn run(
    session: &Session,
    kind: &str,
    arguments: &Arguments,
    out: &Path,
) -> anyhow::Result<Outcome> {
    let report = Report::from_word(kind).context("there is no such document")?;
    let Some(format) = Format::of(out) else {
        anyhow::bail!(
            "--out {}: the ending says the format; use .html, .pdf, .docx or .xlsx",
            out.display()
        );
    };
    let seen = seen(session, arguments)?;
    let session = seen.as_ref().map_or(session, |(_, seen)| seen);
    let mut options = options(session, arguments)?;
    if let Some((snapshot, _)) = &seen {
        options.standing.version = Version::Snapshot {
            name: snapshot.name.clone(),
            hash: snapshot.short_hash().to_owned(),
        };
    }
    let document = session
        .report_with(report, &options, &mut |_, _| true)
        .map_err(|why| anyhow::anyhow!(why))?;
    let written = write(&document, format).map_err(|why| anyhow::anyhow!(why))?;
    std::fs::write(out, &written.bytes)
        .with_context(|| format!("{} could not be written", out.display()))?;
    say(&out.display().to_string())?;
    let mut outcome = Outcome::Done;
    for warning in warnings(&document) {
        eprintln!("{warning}");
        outcome = Outcome::ProblemsFound;
    }
    if !written.missing.is_empty() {
        let letters: String = written.missing.iter().take(20).collect();
        eprintln!(
            "letters that the typeface does not have are marked on the page: {letters}; the Word file and the web page have them"
        );
        outcome = Outcome::ProblemsFound;
    }
    Ok(outcome)
}

/// The plan as the snapshot holds it, where one is named.
fn seen(session: &Session, arguments: &Arguments) -> anyhow::Result<Option<(Snapshot, Session)>> {
    let Some(name) = &arguments.snapshot else {
        return Ok(None);
    };
    let snapshots = session.snapshots()?;
    let names: Vec<&str> = snapshots.iter().map(|held| held.name.as_str()).collect();
    let Some(held) = snapshots.iter().find(|held| held.name == *name) else {
        anyhow::bail!(
            "--snapshot {name}: the plan holds no such snapshot; it holds {}",
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(", ")
            }
        );
    };
    let seen = session.seen_in(held.id)?;
    Ok(Some((held.clone(), seen)))
}

fn options(session: &Session, arguments: &Arguments) -> anyhow::Result<Options> {
    let mut options = session.report_options();
    if let Some(year) = &arguments.year {
        options.fiscal_year = Some(grants::fiscal_year(year)?);
    }
    if let Some(period) = &arguments.period {
        let read = Period::read(period, PeriodKind::Quarter);
        options.period = Some(read.map_err(|error| anyhow::anyhow!("--period {period}: {error}"))?);
    }
    if let Some(list) = &arguments.neighbours {
        if !session.neighbour_lists().contains(list) {
            anyhow::bail!(
                "--neighbours {list}: the plan holds no such list; it holds {}",
                session.neighbour_lists().join(", ")
            );
        }
        options.list.clone_from(list);
    }
    options.profile = Profile::from_word(&arguments.disclosure).unwrap_or_default();
    if let Some(name) = &arguments.consultation {
        options.consultation = Some(tally::find(session, name)?.id);
    }
    Ok(options)
}

/// What the reader of the document is warned of, each once.
fn warnings(document: &Document) -> Vec<String> {
    let mut warnings = Vec::new();
    let runs = document.blocks.iter().filter_map(|block| match block {
        Block::Text(runs) | Block::Note(runs) => Some(runs.as_slice()),
        _ => None,
    });
    for run in runs.flatten() {
        let Run { text, warning, .. } = run;
        let words = format!("“{text}”: {warning}");
        if !warning.is_empty() && !warnings.contains(&words) {
            warnings.push(words);
        }
    }
    warnings
}
