//! `check`: everything that is wrong with a plan, one row each.

use crate::cli::Outcome;
use crate::cli::table::{Format, Table};
use crate::domain::check::late_actions;
use crate::domain::problem::{Problem, Severity};
use crate::session::Session;

const HEADINGS: &[&str] = &["severity", "kind", "where", "what", "why", "remedy"];

/// Prints the problems; found any that needs a look, it says so by its exit code.
pub fn run(session: &Session, format: Format) -> anyhow::Result<Outcome> {
    let mut table = Table::new(HEADINGS);
    for damage in session.examine()? {
        table.row(
            [
                "error",
                "integrity",
                "The file",
                &damage,
                "SQLite finds the file damaged.",
                "Open the newest backup.",
            ]
            .map(str::to_owned)
            .to_vec(),
        );
    }
    let late = late_actions(session.book(), session.today());
    let problems: Vec<&Problem> = session.problems().iter().chain(&late).collect();
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
