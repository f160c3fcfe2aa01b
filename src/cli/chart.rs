//! `chart`: an indicator's trend as a picture or as text.

use std::path::Path;

use anyhow::Context;

use crate::cli::{Outcome, benchmark, say};
use crate::domain::benchmark::Average;
use crate::session::Session;
use crate::session::chart::Against;

/// The size of the picture in points.
const SIZE: [u32; 2] = [960, 540];

/// Draws the trend and prints the file's name.
pub fn run(
    session: &Session,
    code: &str,
    out: &Path,
    neighbours: Option<String>,
    average: &str,
) -> anyhow::Result<Outcome> {
    let indicator = benchmark::find(session, code)?;
    let newest = session.against();
    if let Some(list) = &neighbours
        && !session.neighbour_lists().contains(list)
    {
        anyhow::bail!(
            "--neighbours {list}: the plan holds no such list; it holds {}",
            session.neighbour_lists().join(", ")
        );
    }
    let average = if average == "median" {
        Average::Median
    } else {
        Average::Mean
    };
    let against = Against {
        list: neighbours.unwrap_or(newest.list),
        average,
    };
    let chart = session
        .trend(indicator.id, &against)
        .context("the indicator has gone")?;
    let bytes = match out.extension().and_then(|ending| ending.to_str()) {
        Some("svg") => session.chart_svg(&chart, SIZE).into_bytes(),
        Some("png") => session.chart_png(&chart, SIZE)?,
        Some("txt") => session.chart_text(&chart).into_bytes(),
        _ => anyhow::bail!(
            "--out {}: the ending says the kind of picture; use .svg, .png or .txt",
            out.display()
        ),
    };
    std::fs::write(out, bytes)
        .with_context(|| format!("{} could not be written", out.display()))?;
    say(&out.display().to_string())?;
    Ok(Outcome::Done)
}
