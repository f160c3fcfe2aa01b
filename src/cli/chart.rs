//! `chart`: an indicator's trend, or a year's money, as a picture or as text.

use std::path::Path;

use anyhow::Context;

use crate::cli::{Outcome, benchmark, grants, say};
use crate::domain::benchmark::Average;
use crate::domain::chart::Chart;
use crate::domain::grant::chart::Picture;
use crate::domain::grant::position::YearPosition;
use crate::session::chart::Against;
use crate::session::{Session, whole};

/// The size of the picture in points.
const SIZE: [u32; 2] = [960, 540];

/// A picture of a year's money.
pub fn money(session: &Session, which: &str, year: &str) -> anyhow::Result<Chart> {
    let start = grants::fiscal_year(year)?;
    let book = session.book();
    let position = YearPosition::of(book, start, None);
    if position.grants.is_empty() {
        anyhow::bail!("--year {year}: the plan holds no grant of that year");
    }
    let picture = match which {
        "by-grant" => Picture::ByGrant,
        "where" => Picture::Where,
        _ => Picture::Allocation,
    };
    Ok(picture.chart(book, &position))
}

/// An indicator's trend.
pub fn trend(
    session: &Session,
    code: &str,
    neighbours: Option<String>,
    average: &str,
) -> anyhow::Result<Chart> {
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
    session
        .trend(indicator.id, &against)
        .context("the indicator has gone")
}

/// Draws a chart into a file, and prints the file's name.
pub fn write(session: &Session, chart: &Chart, out: &Path) -> anyhow::Result<Outcome> {
    let bytes = match out.extension().and_then(|ending| ending.to_str()) {
        Some("svg") => session.chart_svg(chart, SIZE).into_bytes(),
        Some("png") => session.chart_png(chart, SIZE)?,
        Some("txt") => session.chart_text(chart).into_bytes(),
        _ => anyhow::bail!(
            "--out {}: the ending says the kind of picture; use .svg, .png or .txt",
            out.display()
        ),
    };
    whole::write(out, &bytes).with_context(|| format!("{} could not be written", out.display()))?;
    say(&out.display().to_string())?;
    Ok(Outcome::Done)
}
