//! `benchmark`: each indicator beside its neighbours, its region and England.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::listed;
use crate::cli::table::{Format, Table, figure};
use crate::domain::area::{AreaCode, lists_for};
use crate::domain::benchmark::judgement::Judgement;
use crate::domain::benchmark::{Average, Comparison, Direction, why_missing};
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::rating::Rag;
use crate::domain::reading::Missing;
use crate::domain::statistics::compare::Against;
use crate::domain::statistics::quartile::Quartiles;
use crate::domain::target::Verdict;
use crate::session::Session;

/// What `benchmark` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The plan
    file: PathBuf,
    /// The authority's three-digit DfE code
    #[arg(long)]
    area: String,
    /// One indicator, by its code; without it, every indicator
    #[arg(long)]
    indicator: Option<String>,
    /// The period; without it, each indicator's latest
    #[arg(long)]
    period: Option<String>,
    /// The neighbour list: 2025-05 or 2021-04; without it, the newest
    #[arg(long)]
    neighbours: Option<String>,
    /// The average that decides which side of the neighbours an authority is on
    #[arg(long, default_value = "mean", value_parser = ["mean", "median"])]
    average: String,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const HEADINGS: &[&str] = &[
    "indicator",
    "period",
    "value",
    "status",
    "previous",
    "change",
    "direction",
    "sn_n",
    "sn_mean",
    "sn_median",
    "region",
    "england",
    "la_n",
    "rank",
    "band",
    "q25",
    "q50",
    "q75",
    "significance",
    "trend",
    "rag",
    "target_met",
    "reason",
];

/// Prints one row an indicator.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let session = Session::open_to_read(&arguments.file)?;
    let book = session.book();
    let area = AreaCode::new(&arguments.area);
    if !book.areas.contains_key(&area) {
        anyhow::bail!(
            "--area {area}: the plan holds no area of that code; give a three-digit DfE code, such as 856 for Leicester"
        );
    }
    let lists = lists_for(book, &area);
    let list = match &arguments.neighbours {
        Some(list) if !lists.contains(list) => {
            anyhow::bail!(
                "--neighbours {list}: the plan holds no such list for {}; it holds {}",
                book.area_name(&area),
                listed(&lists)
            )
        }
        Some(list) => list.clone(),
        None => lists.first().cloned().unwrap_or_default(),
    };
    let wanted: Vec<&Indicator> = match &arguments.indicator {
        Some(code) => vec![find(&session, code)?],
        None => book.indicators.iter().collect(),
    };
    let average = match arguments.average.as_str() {
        "median" => Average::Median,
        _ => Average::Mean,
    };
    let mut table = Table::new(HEADINGS);
    for indicator in wanted {
        let period = match &arguments.period {
            Some(text) => match Period::read(text, indicator.period_kind) {
                Ok(period) => Some(period),
                // Of all indicators, those of other kinds of period have no such figure; a single one is told.
                Err(error) if arguments.indicator.is_some() => anyhow::bail!("--period: {error}"),
                Err(_) => continue,
            },
            None => None,
        };
        let standing = session.standing_of(indicator.id, &area, &list, period)?;
        let judged = standing.judged(book, indicator, average);
        if let Some((now, judged)) = standing.now().zip(judged) {
            table.row(row(indicator, now, &judged));
        }
    }
    table.print(arguments.format)?;
    Ok(Outcome::Done)
}

/// The indicator of a code.
pub fn find<'a>(session: &'a Session, code: &str) -> anyhow::Result<&'a Indicator> {
    let held = session
        .book()
        .indicators
        .iter()
        .find(|indicator| indicator.code == code);
    held.ok_or_else(|| anyhow::anyhow!("--indicator {code}: the plan holds no indicator of that code; `benchmark FILE --area CODE` lists them"))
}

fn row(indicator: &Indicator, held: &Comparison, judged: &Judgement<'_>) -> Vec<String> {
    let target = match judged.target.verdict {
        Verdict::NoTarget => "",
        verdict => verdict.word(),
    };
    let national = held.national;
    let (n, rank, band) = (national.n, national.rank, national.band);
    let cut = |of: fn(&Quartiles) -> f64| figure(national.quartiles.as_ref().map(of));
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    vec![
        indicator.code.clone(),
        held.label.clone(),
        figure(held.own.reported.value()),
        held.own.status.word().to_owned(),
        figure(held.before()),
        figure(held.change()),
        word(judged.direction.map(Direction::word)),
        held.neighbours.n.to_string(),
        figure(held.neighbours.mean),
        figure(held.neighbours.median),
        figure(held.region),
        figure(held.england),
        if n == 0 { String::new() } else { n.to_string() },
        rank.map(|rank| rank.to_string()).unwrap_or_default(),
        word(band.map(|band| band.word())),
        cut(|cuts| cuts.q25),
        cut(|cuts| cuts.q50),
        cut(|cuts| cuts.q75),
        judged.significance.word(Against::word).to_owned(),
        judged.trend.word(|trend| trend.direction.word()).to_owned(),
        word(judged.rag().map(Rag::word)),
        target.to_owned(),
        word(why_missing(held).map(Missing::word)),
    ]
}
