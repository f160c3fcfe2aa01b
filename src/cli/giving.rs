//! `giving`: grants that the council makes, written under the 360Giving standard.

use std::path::Path;

use crate::cli::Outcome;
use crate::session::giving::GivingFile;
use crate::session::{Session, whole};

/// Writes the file; its ending says the kind.
pub fn run(session: &Session, out: &Path) -> anyhow::Result<Outcome> {
    let Some(form) = GivingFile::of(out) else {
        anyhow::bail!(
            "{}: the ending says what to write: .csv, .json or .xlsx",
            out.display()
        );
    };
    let n = session.book().givings.len();
    if n == 0 {
        anyhow::bail!(
            "the plan holds no grant made; `import grants` takes them in, and nothing was written"
        );
    }
    let bytes = session
        .grants_as(form, None)
        .map_err(|error| anyhow::anyhow!("{}: {error}", out.display()))?;
    whole::write(out, &bytes).map_err(|error| anyhow::anyhow!("{}: {error}", out.display()))?;
    let ending = if n == 1 { "" } else { "s" };
    eprintln!("{n} grant{ending} written to {}", out.display());
    Ok(Outcome::Done)
}
