//! `report`: one of the six documents as a file.

use std::path::Path;

use anyhow::Context;

use crate::cli::listed;
use crate::cli::{Outcome, dashboard, grants, say, tally};
use crate::domain::disclosure::Profile;
use crate::domain::document::{Block, Document, Run, Table, Version};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::report::{Options, Report};
use crate::domain::snapshot::Snapshot;
use crate::session::document::{Format, Written, csv, write};
use crate::session::{Session, whole};

/// What is asked for beside the document.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The year of the money, such as 2001/02; without it the newest in which money is allocated
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
    /// With --out X.csv, the one table to write, by its name or a part of what stands above it
    #[arg(long)]
    pub table: Option<String>,
    /// Keep a copy in the plan, byte for byte as it was written
    #[arg(long)]
    pub keep: bool,
}

/// Writes a document, and prints the file's name.
pub fn run(file: &Path, kind: &str, arguments: &Arguments, out: &Path) -> anyhow::Result<Outcome> {
    let report = Report::from_word(kind).context("there is no such document")?;
    let wanted = Wanted::of(out)?;
    let open = Session::open_to_read(file)?;
    let seen = seen(&open, arguments)?;
    let session = seen.as_ref().map_or(&open, |(_, seen)| seen);
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
    if report == Report::Dashboard
        && let Some(period) = options.period
        && !document.tables().any(|table| table.name == "Measures")
    {
        return Err(dashboard::no_figures(session, period));
    }
    let written = match wanted {
        Wanted::Document(format) => write(&document, format).map_err(|why| anyhow::anyhow!(why))?,
        Wanted::OneTable => Written {
            bytes: one_table(&document, arguments.table.as_deref())?.into_bytes(),
            missing: Vec::new(),
        },
    };
    whole::write(out, &written.bytes)
        .with_context(|| format!("{} could not be written", out.display()))?;
    say(&out.display().to_string())?;
    if arguments.keep {
        drop((seen, open));
        keep(file, out, &document, &written.bytes)?;
    }
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

/// Keeps what was written in the plan.
fn keep(file: &Path, out: &Path, document: &Document, bytes: &[u8]) -> anyhow::Result<()> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let kept = Session::open(file)?.keep_file(&name, &document.kept_as(), bytes)?;
    eprintln!("A copy is kept as “{}” ({}).", kept.name, kept.sha256);
    Ok(())
}

/// What a file's ending asks for.
enum Wanted {
    Document(Format),
    OneTable,
}

impl Wanted {
    fn of(out: &Path) -> anyhow::Result<Self> {
        if let Some(format) = Format::of(out) {
            return Ok(Self::Document(format));
        }
        let ending = out.extension().and_then(|held| held.to_str());
        if ending.is_some_and(|held| held.eq_ignore_ascii_case("csv")) {
            return Ok(Self::OneTable);
        }
        anyhow::bail!(
            "--out {}: the ending says the format; use .pdf, .docx, .html or .xlsx, .zip for every table as CSV, or .csv for one",
            out.display()
        )
    }
}

/// The table that is asked for as text; without a name, the only one.
fn one_table(document: &Document, asked: Option<&str>) -> anyhow::Result<String> {
    let is_asked = |table: &&Table| {
        asked.is_none_or(|asked| {
            let asked = asked.to_lowercase();
            table.name.to_lowercase() == asked || table.caption.to_lowercase().contains(&asked)
        })
    };
    let mut found: Vec<&Table> = document.tables().filter(is_asked).collect();
    // A name that is one table's own is that table, whatever stands above others.
    if let Some(asked) = asked
        && let Some(own) = found
            .iter()
            .position(|table| table.name.eq_ignore_ascii_case(asked))
    {
        found = vec![found.remove(own)];
    }
    match found[..] {
        [table] => Ok(csv(table)),
        [] if asked.is_some() => anyhow::bail!(
            "--table {}: the document has no such table; it has {}",
            asked.unwrap_or_default(),
            captions(document.tables())
        ),
        [] => anyhow::bail!("the document has no table"),
        _ => anyhow::bail!(
            "a .csv holds one table and the document has several; choose one with --table, or write a .zip of all: {}",
            captions(found.into_iter())
        ),
    }
}

fn captions<'a>(tables: impl Iterator<Item = &'a Table>) -> String {
    let held = tables.map(|table| format!("“{}”", table.caption));
    held.collect::<Vec<_>>().join(", ")
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
            listed(&names)
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
                listed(&session.neighbour_lists())
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
