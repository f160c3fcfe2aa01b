//! `import ledger`: what was spent, taken in against a control total.

use crate::cli::Outcome;
use crate::cli::import::{Arguments, HEADINGS, Shown, agreed, outcome, refused};
use crate::cli::table::Table;
use crate::domain::id::BatchId;
use crate::domain::ledger::tie::Tie;
use crate::domain::money::Pence;
use crate::domain::problem::{Problem, Severity};
use crate::session::Session;
use crate::session::ledger::{LedgerArrived, LedgerMap, LedgerOrder, fiscal_year, overlaps, read};

/// Reads the ledger, prints what it holds, holds it against its control total, asks, and takes it in.
pub(super) fn run(
    arguments: &Arguments,
    mut session: Session,
    map: Option<&str>,
) -> anyhow::Result<Outcome> {
    let control = control(arguments)?;
    let map = match map {
        Some(text) => Some(LedgerMap::read("--map", text).map_err(|problem| refused(&[problem]))?),
        None => None,
    };
    let year =
        match &arguments.year {
            Some(text) => Some(fiscal_year(text).ok_or_else(|| {
                anyhow::anyhow!("--year {text}: give a fiscal year such as 2001/02")
            })?),
            None => None,
        };
    let order = LedgerOrder {
        path: arguments.input.clone(),
        map,
        year,
    };
    let mut shown = Shown::new("Reading");
    let arrived = read(&order, &session.remembered("ledger"), &mut |at| {
        shown.at(at)
    });
    shown.end();
    let mut arrived = arrived.map_err(|problems| refused(&problems))?;
    arrived.replaces = replaced(arguments, &session, &arrived)?;
    let tie = arrived.tie(session.book());
    preview(&arrived, &tie).print(arguments.format)?;
    let name = &arrived.reading.name;
    let mut problems = arrived.problems(session.book());
    problems.extend(control.and_then(|control| arrived.reading.off(control)));
    let counted = overlaps(&session, &arrived)?.into_iter();
    let counted = counted.filter(|held| !arrived.replaces.contains(&held.batch));
    problems.extend(counted.map(|held| held.problem(name)));
    for problem in &problems {
        eprintln!("{}: {problem}", problem.severity.word());
    }
    if problems.iter().any(|held| held.severity == Severity::Error) {
        anyhow::bail!("{name}: nothing was written");
    }
    if arguments.dry_run {
        return Ok(found(&problems, &tie));
    }
    let Some(control) = control else {
        anyhow::bail!("{name}: nothing was written, for want of a control total");
    };
    if !arguments.yes && !agreed(name)? {
        anyhow::bail!("{name}: not taken in; nothing was written");
    }
    let mut shown = Shown::new("Writing");
    let taken = session.take_in_ledger(&arrived, control, &mut |at| shown.at(at));
    shown.end();
    taken?;
    Ok(found(&problems, &tie))
}

/// The ledgers that go when this one comes in.
fn replaced(
    arguments: &Arguments,
    session: &Session,
    arrived: &LedgerArrived,
) -> anyhow::Result<Vec<BatchId>> {
    if arguments.replace.is_empty() {
        return Ok(Vec::new());
    }
    let year = arrived.reading.year();
    let held = session.ledgers_of(arrived.reading.fiscal_year)?;
    let mut found = Vec::new();
    for wanted in &arguments.replace {
        let named = held.iter().filter(|held| held.name == *wanted);
        match named.collect::<Vec<_>>().as_slice() {
            [one] => found.push(one.batch),
            [] if held.is_empty() => anyhow::bail!(
                "--replace {wanted}: the plan has no ledger of {year}; leave --replace out"
            ),
            [] => {
                let names: Vec<&str> = held.iter().map(|held| held.name.as_str()).collect();
                anyhow::bail!(
                    "--replace {wanted}: the plan has no such ledger of {year}; name one of {}",
                    names.join(", ")
                )
            }
            several => {
                let entered: Vec<&str> = several.iter().map(|held| held.entered.as_str()).collect();
                anyhow::bail!(
                    "--replace {wanted}: the plan has several of that name, taken in {}; take out the right one with batches --remove first",
                    entered.join(", ")
                )
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn control(arguments: &Arguments) -> anyhow::Result<Option<Pence>> {
    let Some(text) = &arguments.control else {
        if arguments.dry_run {
            return Ok(None);
        }
        anyhow::bail!(
            "--control is missing: give the total that the ledger prints, such as --control 1,234.56; --dry-run says what the file comes to"
        );
    };
    match Pence::read_figure(text) {
        Ok(Some(control)) => Ok(Some(control)),
        Ok(None) => anyhow::bail!("--control is empty: give the total that the ledger prints"),
        Err(error) => anyhow::bail!("--control {error}"),
    }
}

fn found(problems: &[Problem], tie: &Tie) -> Outcome {
    if tie.set_aside.is_empty() {
        outcome(problems)
    } else {
        Outcome::ProblemsFound
    }
}

/// What a ledger holds, as rows: every row read is matched, set aside or left out.
fn preview(arrived: &LedgerArrived, tie: &Tie) -> Table {
    let reading = &arrived.reading;
    let mut table = Table::new(HEADINGS);
    let mut row = |what: String, n: u64, line: Option<u64>, detail: String| {
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        table.row(vec![what, n.to_string(), line, detail]);
    };
    row("read".into(), reading.n_read, None, reading.year().label());
    row(
        "matched".into(),
        tie.n_matched(),
        None,
        tie.amount().plain(),
    );
    for (reason, n) in tie.reasons() {
        let of_kind = tie
            .set_aside
            .iter()
            .find(|held| held.reason.starts_with(&reason));
        let first = of_kind.and_then(|held| reading.rows.get(held.at));
        let detail = of_kind.map_or_else(String::new, |held| held.reason.clone());
        row(
            format!("set aside: {reason}"),
            n,
            first.map(|row| row.line),
            detail,
        );
    }
    for held in &reading.skipped {
        let what = format!("skipped: {}", held.reason);
        row(what, held.n, Some(held.line), held.example.clone());
    }
    // The last of them is the whole ledger’s; the others are sums of parts.
    if let Some(printed) = reading.printed.last() {
        let amount = printed.amount.map_or_else(String::new, Pence::plain);
        let detail = format!("{} {amount}", printed.words);
        row("total printed".into(), 1, Some(printed.line), detail);
    }
    let n = reading.n_adjustments() as u64;
    if n > 0 {
        let detail = "posted after the year’s end; counted in March".to_owned();
        row("adjustments".into(), n, None, detail);
    }
    row(
        "total".into(),
        reading.rows.len() as u64,
        None,
        reading.total.plain(),
    );
    table
}
