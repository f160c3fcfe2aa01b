//! `guide`: the user guide as web pages.

use crate::cli::{Guide, Outcome, say};
use crate::session::guide;

/// Writes the pages and prints the first one's path.
pub fn run(asked: &Guide) -> anyhow::Result<Outcome> {
    let Some(out) = &asked.out else {
        anyhow::bail!(
            "this build of the program has no window and cannot draw the guide’s pictures; `guide --out` writes the pages"
        );
    };
    let first = guide::write(out).map_err(anyhow::Error::msg)?;
    say(&first.display().to_string())?;
    Ok(Outcome::Done)
}
