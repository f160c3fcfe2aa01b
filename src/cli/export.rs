//! `export`: every table of a plan as CSV in a folder, with a Frictionless data package; and `new --from`, a plan from one.

use std::path::Path;

use crate::cli::{Outcome, say};
use crate::session::Session;
use crate::session::package::Leaving;

/// Writes the tables, prints the folder's name, and says what was left out.
pub fn run(file: &Path, to: &Path, leaving: Leaving) -> anyhow::Result<Outcome> {
    let left = Session::open_to_read(file)?.export_package(to, leaving, &mut |_| true)?;
    say(&to.display().to_string())?;
    eprintln!(
        "{} tables, {} rows, {} bytes.",
        left.n_tables, left.n_rows, left.n_bytes
    );
    for sentence in &left.left_out {
        eprintln!("{sentence}");
    }
    if !left.left_out.is_empty() {
        eprintln!("With --with-comments they leave too.");
    }
    Ok(Outcome::Done)
}

/// Makes a plan from a package.
pub fn back(out: &Path, from: &Path) -> anyhow::Result<Outcome> {
    let session = Session::from_package(out, from, &mut |_| true)?;
    say(&session.path().display().to_string())?;
    Ok(Outcome::Done)
}
