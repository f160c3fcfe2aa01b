//! `ledger`: the rules that say which line a code belongs to, and the rows that have none.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::table::{Format, Table};
use crate::domain::id::BatchId;
use crate::domain::ledger::KIND;
use crate::domain::money::Pence;
use crate::session::Session;
use crate::session::ledger::{codes, fiscal_year};

/// What `ledger` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The plan
    file: PathBuf,
    /// Rules to add, as CSV: cost_centre,subjective,grant,line; the grant by its short name, the line by its priority area
    #[arg(long)]
    codes: Option<PathBuf>,
    /// The fiscal year of those rules' grants, where a short name is that of several
    #[arg(long)]
    year: Option<String>,
    /// Match every ledger again, by the rules as they are now
    #[arg(long = "match")]
    matching: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Adds rules, matches again, and prints the rows that are set aside.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let year =
        match &arguments.year {
            Some(text) => Some(fiscal_year(text).ok_or_else(|| {
                anyhow::anyhow!("--year {text}: give a fiscal year such as 2001/02")
            })?),
            None => None,
        };
    let changes = arguments.codes.is_some() || arguments.matching;
    let mut session = match changes {
        true => Session::open(&arguments.file)?,
        false => Session::open_to_read(&arguments.file)?,
    };
    if let Some(path) = &arguments.codes {
        let added = codes(&session, path, year)
            .map_err(|problems| crate::cli::import::refused(&problems))?;
        match added {
            Some(command) => session.run(&command)?,
            None => eprintln!("{}: the plan has these rules already", path.display()),
        }
    }
    let ledgers: Vec<(BatchId, String)> = session
        .book()
        .batches
        .iter()
        .filter(|held| held.kind == KIND)
        .map(|held| (held.id, held.name.clone()))
        .collect();
    if arguments.matching {
        for (id, name) in &ledgers {
            match session.matching_again(*id)? {
                Some(command) => session.run(&command)?,
                None => eprintln!("{name}: nothing new to match"),
            }
        }
    }
    let mut table = Table::new(&[
        "ledger",
        "line",
        "cost_centre",
        "subjective",
        "description",
        "amount",
        "reason",
    ]);
    let mut n = 0;
    for (id, name) in &ledgers {
        for aside in session.set_aside(*id)? {
            n += 1;
            table.row(vec![
                name.clone(),
                aside.row.line.to_string(),
                aside.row.cost_centre,
                aside.row.subjective,
                aside.row.description,
                aside.row.amount.map_or_else(String::new, Pence::plain),
                aside.reason,
            ]);
        }
    }
    table.print(arguments.format)?;
    Ok(if n == 0 {
        Outcome::Done
    } else {
        Outcome::ProblemsFound
    })
}
