//! `sample` and `new`: files to begin with.

use std::path::Path;

use crate::cli::{Outcome, say};
use crate::domain::area::AreaCode;
use crate::session::{Session, Which};

/// Writes a sample plan.
pub fn sample(out: &Path, which: Option<&str>) -> anyhow::Result<Outcome> {
    let stem = out
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let wanted = which.map_or(stem, str::to_owned);
    let which = Which::ALL
        .into_iter()
        .find(|which| which.word() == wanted)
        .unwrap_or(Which::Leicester);
    let session = Session::sample(which, out)?;
    say(&session.path().display().to_string())?;
    Ok(Outcome::Done)
}

/// Starts an empty plan.
pub fn new(out: &Path, area: &str, framework: &str) -> anyhow::Result<Outcome> {
    let session = Session::new_plan(out, &AreaCode::new(area), framework)?;
    say(&session.path().display().to_string())?;
    Ok(Outcome::Done)
}
