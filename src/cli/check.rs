//! `check`: everything that is wrong with a plan, one row each.

use std::path::Path;

use crate::cli::Outcome;
use crate::cli::table::{Format, Table};
use crate::domain::check::late_actions;
use crate::domain::problem::{Problem, Severity};
use crate::session::{Session, StoreError};

const HEADINGS: &[&str] = &["severity", "kind", "where", "what", "why", "remedy"];

/// Prints the problems; found any that needs a look, it says so by its exit code.
pub fn run(file: &Path, format: Format) -> anyhow::Result<Outcome> {
    let mut table = Table::new(HEADINGS);
    let session = match Session::open_to_read(file) {
        Ok(session) => session,
        // A damaged plan cannot be checked further, but that it is damaged is the answer to the question.
        Err(damaged @ StoreError::Damaged { .. }) => {
            let (what, why) = (damaged.to_string(), "SQLite finds the file damaged.");
            let remedy = "Open a copy of the newest whole backup, or what `rescue` can still read.";
            table.row(
                ["error", "integrity", "The file", &what, why, remedy]
                    .map(str::to_owned)
                    .to_vec(),
            );
            table.print(format)?;
            return Ok(Outcome::ProblemsFound);
        }
        Err(other) => return Err(other.into()),
    };
    let late = late_actions(session.book(), session.today());
    let published = session.published_problems();
    let told = session.narrative_problems();
    // Half of the findings would read as all of them.
    if let Some(fault) = session.fault() {
        anyhow::bail!(fault);
    }
    let entered = session.problems().iter();
    let mut problems: Vec<&Problem> = entered.chain(&published).chain(&told).collect();
    problems.sort_by_key(|problem| problem.severity);
    problems.extend(&late);
    for problem in &problems {
        table.row(vec![
            problem.severity.word().into(),
            problem.kind.into(),
            problem.location.clone(),
            problem.what.clone(),
            problem.why.clone(),
            problem.remedy.clone(),
        ]);
    }
    table.print(format)?;
    let found = problems
        .iter()
        .any(|problem| problem.severity != Severity::Note);
    Ok(if found {
        Outcome::ProblemsFound
    } else {
        Outcome::Done
    })
}
