//! `import grants`: grants that the council makes, as it publishes them.

use crate::cli::Outcome;
use crate::cli::import::{Arguments, HEADINGS, agreed, outcome, refused};
use crate::cli::table::Table;
use crate::domain::giving::intake::GivingIntake;
use crate::domain::giving::sums::sums;
use crate::domain::money::Pence;
use crate::domain::problem::Severity;
use crate::session::Session;
use crate::session::giving::read;

/// Reads the file, prints what it holds, asks, and takes it in.
pub(super) fn run(arguments: &Arguments, mut session: Session) -> anyhow::Result<Outcome> {
    let intake = read(&arguments.input).map_err(|problems| refused(&problems))?;
    preview(&intake, &session).print(arguments.format)?;
    for problem in &intake.problems {
        eprintln!("{}: {problem}", problem.severity.word());
    }
    let name = &intake.name;
    if intake
        .problems
        .iter()
        .any(|held| held.severity == Severity::Error)
    {
        anyhow::bail!("{name}: nothing was written");
    }
    let done = outcome(&intake.problems);
    if !intake.is_sound() {
        eprintln!("{name}: there is nothing in it to take in");
        return Ok(done);
    }
    if arguments.dry_run {
        return Ok(done);
    }
    if !arguments.yes && !agreed(name)? {
        anyhow::bail!("{name}: not taken in; nothing was written");
    }
    if !session.take_in_grants(&intake)? {
        eprintln!("{name}: the plan says all of it already");
    }
    Ok(done)
}

fn preview(intake: &GivingIntake, session: &Session) -> Table {
    let mut table = Table::new(HEADINGS);
    let mut row = |what: String, n: u64, line: Option<u64>, detail: String| {
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        table.row(vec![what, n.to_string(), line, detail]);
    };
    let none = String::new;
    row("read".into(), intake.n_read, None, none());
    row("kept".into(), intake.grants.len() as u64, None, none());
    for held in &intake.skipped {
        let what = format!("skipped: {}", held.reason);
        row(what, held.n, Some(held.line), held.example.clone());
    }
    let against = intake.against(session.book());
    row("new".into(), against.new as u64, None, none());
    row("changed".into(), against.changed as u64, None, none());
    row("the same".into(), against.same as u64, None, none());
    let all = sums(&intake.grants).all;
    let total = all
        .total
        .map_or_else(|| "more than can be held".to_owned(), Pence::plain);
    row("total".into(), all.n as u64, None, total);
    table
}
