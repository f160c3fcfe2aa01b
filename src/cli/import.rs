//! `import`: a file of published figures, of spending or of responses, looked at and taken in.

mod grants;
mod ledger;
mod responses;

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::table::{Format, Table};
use crate::domain::intake::{FileKind, Intake};
use crate::domain::problem::{Problem, Severity};
use crate::session::Session;
use crate::session::import::{Arrived, Order, Progress, read};

/// What `import` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What sort of file: ees, lait, neighbours, fingertips, indicators; grants that the council makes; its ledger;
    /// responses to a consultation
    #[arg(value_parser = kind)]
    kind: Kind,
    /// The file
    input: PathBuf,
    /// The plan it goes into
    #[arg(long)]
    into: PathBuf,
    /// Show what it holds and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Take it in without asking
    #[arg(long)]
    yes: bool,
    /// How the columns are to be read, as TOML
    #[arg(long)]
    map: Option<PathBuf>,
    /// LAIT's dictionary: what each measure is and which way is better
    #[arg(long)]
    dictionary: Option<PathBuf>,
    /// The month of a neighbour list, such as 2025-05, where the file's name does not say it
    #[arg(long)]
    list: Option<String>,
    /// Leave out the rows of areas that are not known, rather than refuse the file for them
    #[arg(long)]
    leave_out_unknown: bool,
    /// For a ledger: its total, which must be that of the file to the penny
    #[arg(long, allow_hyphen_values = true)]
    control: Option<String>,
    /// For a ledger: the fiscal year it is of, such as 2001/02, where its dates do not say it
    #[arg(long)]
    year: Option<String>,
    /// For a ledger: the one in the plan whose place it takes, because it holds the same rows and more; may be given twice
    #[arg(long, value_name = "NAME")]
    replace: Vec<String>,
    /// For responses: the consultation, by its title or a part of it; a new one begins where the plan has none of that name
    #[arg(long)]
    consultation: Option<String>,
    /// For responses: how people came whose file does not say it; Online where it is not given
    #[arg(long)]
    channel: Option<String>,
    /// For responses: the sheet of a workbook, where it is not the one named for responses
    #[arg(long)]
    sheet: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What sort of file comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Published figures.
    Figures(FileKind),
    /// Grants that the council makes.
    Grants,
    /// What was spent.
    Ledger,
    /// Individual responses.
    Responses,
}

fn kind(word: &str) -> Result<Kind, String> {
    let figures = FileKind::ALL.map(|kind| (kind.word(), Kind::Figures(kind)));
    let others = [
        ("grants", Kind::Grants),
        ("ledger", Kind::Ledger),
        ("responses", Kind::Responses),
    ];
    let kinds = || figures.into_iter().chain(others);
    let found = kinds().find(|(known, _)| *known == word);
    found.map(|(_, kind)| kind).ok_or_else(|| {
        let known: Vec<&str> = kinds().map(|(known, _)| known).collect();
        format!(
            "“{word}” is not a kind of file; use one of {}",
            known.join(", ")
        )
    })
}

const HEADINGS: &[&str] = &["what", "rows", "first_line", "detail"];

/// Reads the file, prints what it holds, asks, and takes it in.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut session = Session::open_to_read(&arguments.into)?;
    let map = match &arguments.map {
        Some(path) => Some(
            std::fs::read_to_string(path)
                .map_err(|error| anyhow::anyhow!("--map {}: {error}", path.display()))?,
        ),
        None => None,
    };
    let kind = match arguments.kind {
        Kind::Figures(kind) => kind,
        Kind::Grants => return grants::run(arguments, session),
        Kind::Ledger => return ledger::run(arguments, session, map.as_deref()),
        Kind::Responses => return responses::run(arguments, session, map.as_deref()),
    };
    let order = Order {
        dictionary: arguments.dictionary.clone(),
        list: arguments.list.clone(),
        map,
        leave_out_unknown: arguments.leave_out_unknown,
        ..Order::new(kind, &arguments.input)
    };
    let mut shown = Shown::new("Reading");
    let read = read(&order, &session.reading_plan(), &mut |at| shown.at(at));
    shown.end();
    let files = read.map_err(|problems| refused(&problems))?;
    let mut done = Outcome::Done;
    for arrived in &files {
        if files.len() > 1 {
            eprintln!("{}:", arrived.name);
        }
        if one(arguments, &mut session, arrived)? == Outcome::ProblemsFound {
            done = Outcome::ProblemsFound;
        }
    }
    Ok(done)
}

/// Shows one file, asks, and takes it in.
fn one(arguments: &Arguments, session: &mut Session, arrived: &Arrived) -> anyhow::Result<Outcome> {
    preview(&arrived.intake).print(arguments.format)?;
    let problems = arrived.problems(session.book());
    for problem in &problems {
        eprintln!("{}: {problem}", problem.severity.word());
    }
    if problems.iter().any(is_error) {
        anyhow::bail!("{}: nothing was written", arrived.name);
    }
    if !arrived.intake.is_sound() {
        eprintln!("{}: there is nothing in it to take in", arrived.name);
        return Ok(outcome(&problems));
    }
    if arguments.dry_run {
        return Ok(outcome(&problems));
    }
    if !arguments.yes && !agreed(&arrived.name)? {
        anyhow::bail!("{}: not taken in; nothing was written", arrived.name);
    }
    let mut shown = Shown::new("Writing");
    let taken = session.take_in(arrived, &mut |at| shown.at(at));
    shown.end();
    taken?;
    Ok(outcome(&problems))
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}

fn outcome(problems: &[Problem]) -> Outcome {
    let needs_a_look = |held: &Problem| held.severity != Severity::Note;
    if problems.iter().any(needs_a_look) {
        Outcome::ProblemsFound
    } else {
        Outcome::Done
    }
}

pub(super) fn refused(problems: &[Problem]) -> anyhow::Error {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    anyhow::anyhow!("{}\nNothing was written.", lines.join("\n"))
}

/// What a file holds, as rows.
fn preview(intake: &Intake) -> Table {
    let mut table = Table::new(HEADINGS);
    let mut row = |what: String, n: u64, line: Option<u64>, detail: String| {
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        table.row(vec![what, n.to_string(), line, detail]);
    };
    row("read".into(), intake.n_read, None, String::new());
    row("kept".into(), intake.n_kept, None, String::new());
    for held in &intake.skipped {
        let what = format!("skipped: {}", held.reason);
        row(what, held.n, Some(held.line), held.example.clone());
    }
    let n = |n: usize| n as u64;
    row(
        "indicators".into(),
        n(intake.indicators.len()),
        None,
        String::new(),
    );
    row("areas".into(), n(intake.areas.len()), None, String::new());
    row("periods".into(), n(intake.series.len()), None, span(intake));
    row("figures".into(), intake.n_figures(), None, String::new());
    row(
        "neighbours".into(),
        n(intake.neighbours.len()),
        None,
        String::new(),
    );
    table
}

/// The first and the last period, as the file prints them.
fn span(intake: &Intake) -> String {
    let first = intake.series.iter().min_by_key(|held| held.period);
    let last = intake.series.iter().max_by_key(|held| held.period);
    match (first, last) {
        (Some(first), Some(last)) => format!("{} to {}", first.label, last.label),
        _ => String::new(),
    }
}

/// Asks on standard error; an answer that cannot be had is no.
fn agreed(name: &str) -> anyhow::Result<bool> {
    eprint!("Take in {name}? [y/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Progress on standard error, where somebody is looking.
struct Shown {
    words: &'static str,
    percent: Option<u64>,
    is_seen: bool,
}

impl Shown {
    fn new(words: &'static str) -> Self {
        Self {
            words,
            percent: None,
            is_seen: std::io::stderr().is_terminal(),
        }
    }

    fn at(&mut self, at: Progress) -> bool {
        let percent = (at.done * 100).checked_div(at.of).unwrap_or(0).min(100);
        if self.is_seen && self.percent != Some(percent) {
            self.percent = Some(percent);
            eprint!("\r{} {percent} %", self.words);
        }
        true
    }

    fn end(&self) {
        if self.percent.is_some() {
            eprintln!();
        }
    }
}
