//! `rescue`: what can still be read of a damaged plan, in a new one.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::table::{Format, Table};
use crate::domain::area::AreaCode;
use crate::session::{Session, rescue};

/// What `rescue` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The damaged plan: it is only read
    damaged: PathBuf,
    /// The new plan to write; without it, what can be read is only listed
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Whose plan it is, by DfE's three-digit code, where the file does not say it any more
    #[arg(long, value_name = "CODE")]
    area: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Prints one row a table; exit 1 where something is lost.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let found = match &arguments.out {
        None => rescue::look(&arguments.damaged, &mut |_| true)?,
        Some(out) => {
            let authority = arguments.area.as_deref().map(AreaCode::new);
            rescue::save(&arguments.damaged, out, authority.as_ref(), &mut |_| true)?
        }
    };
    let mut table = Table::new(&[
        "table",
        "read",
        "lost",
        "from_history",
        "left_out",
        "emptied",
    ]);
    for held in &found.tables {
        table.row(vec![
            held.table.clone(),
            held.n_read.to_string(),
            held.lost(),
            held.n_from_history.to_string(),
            held.n_left_out.to_string(),
            held.n_emptied.to_string(),
        ]);
    }
    table.print(arguments.format)?;
    eprintln!("{}", found.sentence());
    match &arguments.out {
        // It is opened like any other, before anybody relies on it.
        Some(out) => {
            drop(Session::open_to_read(out)?);
            eprintln!("Written: {}", out.display());
        }
        None => eprintln!("Nothing was written; --out names a new plan for it."),
    }
    Ok(if found.is_whole() {
        Outcome::Done
    } else {
        Outcome::ProblemsFound
    })
}
