//! `dashboard`: the quarter's measures as published, what we make of each, and the counts behind the overview.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::say;
use crate::cli::table::{Format, Table};
use crate::domain::book::Book;
use crate::domain::dashboard::{Dashboard, Options, Row, SIMILAR_WITHIN, STALE_MONTHS};
use crate::domain::period::{Period, PeriodKind};
use crate::session::Session;

/// What `dashboard` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The plan
    file: PathBuf,
    /// The quarter
    #[arg(long)]
    period: String,
    /// How far from the neighbours' figure is similar, in per cent of it
    #[arg(long, value_name = "PERCENT", default_value_t = SIMILAR_WITHIN)]
    similar: f64,
    /// Leave out of the comparison with neighbours what is more months old than this
    #[arg(long, value_name = "MONTHS", default_value_t = STALE_MONTHS)]
    older_than: u16,
    /// The counts behind the overview in place of the measures
    #[arg(long)]
    counts: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The dashboard's own columns, then ours.
const MEASURES: &[&str] = &[
    "outcome",
    "indicator",
    "updated",
    "latest_update",
    "current_performance",
    "direction",
    "rag",
    "national_quartile",
    "statistical_neighbour_benchmark",
    "target",
    "neighbours_verdict",
    "target_met",
    "reason",
];

/// The same for people, who need the outcome's short name and not every reason.
const READABLE: &[&str] = &[
    "outcome",
    "indicator",
    "new",
    "performance",
    "direction",
    "rag",
    "quartile",
    "neighbours",
    "beside",
    "target",
    "target met",
];

const COUNTS: &[&str] = &["statement", "count", "published", "rule"];

/// Prints the measures or the counts; as text, both and the sentences.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let session = Session::open_to_read(&arguments.file)?;
    let book = session.book();
    let period = Period::read(&arguments.period, PeriodKind::Quarter)
        .map_err(|error| anyhow::anyhow!("--period: {error}"))?;
    if !(arguments.similar.is_finite() && arguments.similar >= 0.0) {
        anyhow::bail!(
            "--similar {}: it is a distance in per cent; give a number of nought or more, such as {SIMILAR_WITHIN}",
            arguments.similar
        );
    }
    let options = Options {
        similar_within: arguments.similar,
        stale_months: arguments.older_than,
        ..Options::default()
    };
    let dashboard = session.dashboard(period, &options, &session.against());
    if let Some(fault) = session.fault() {
        anyhow::bail!("published figures could not be read: {fault}");
    }
    if dashboard.rows.is_empty() {
        return Err(no_figures(&session, period));
    }
    match (arguments.format, arguments.counts) {
        (format, true) => counts(&dashboard, &options).print(format)?,
        (Format::Text, false) => {
            readable(book, &dashboard).print(Format::Text)?;
            overview(&dashboard)?;
            counts(&dashboard, &options).print(Format::Text)?;
        }
        (format, false) => measures(&dashboard).print(format)?,
    }
    Ok(if dashboard.disagrees() {
        Outcome::ProblemsFound
    } else {
        Outcome::Done
    })
}

/// Why a quarter has no dashboard, and which have one.
pub(super) fn no_figures(session: &Session, period: Period) -> anyhow::Error {
    let held = session.dashboard_quarters();
    let labels: Vec<String> = held.iter().map(|period| period.label()).collect();
    if labels.is_empty() {
        return anyhow::anyhow!(
            "--period {period}: the plan holds no dashboard and no figure of any quarter; enter the quarter's figures first"
        );
    }
    anyhow::anyhow!(
        "--period {period}: the plan holds no dashboard and no figure of that quarter; it holds {}",
        labels.join(", ")
    )
}

fn measures(dashboard: &Dashboard) -> Table {
    let mut table = Table::new(MEASURES);
    for row in &dashboard.rows {
        let printed = &row.printed;
        table.row(vec![
            row.outcome.clone(),
            row.title.clone(),
            yes(row).to_owned(),
            printed.latest_update.clone(),
            printed.performance.clone(),
            printed.direction.clone(),
            printed.rag.clone(),
            printed.quartile.clone(),
            printed.neighbours.clone(),
            printed.target.clone(),
            row.beside.word().to_owned(),
            row.target.verdict.word().to_owned(),
            row.reason(),
        ]);
    }
    table
}

fn readable(book: &Book, dashboard: &Dashboard) -> Table {
    let mut table = Table::new(READABLE);
    for row in &dashboard.rows {
        let printed = &row.printed;
        let objective = row.objective.and_then(|id| book.objectives.get(id));
        table.row(vec![
            objective.map_or_else(String::new, |held| held.short.clone()),
            row.title.clone(),
            yes(row).to_owned(),
            printed.performance.clone(),
            printed.direction.clone(),
            printed.rag.clone(),
            printed.quartile.clone(),
            printed.neighbours.clone(),
            row.beside.word().to_owned(),
            printed.target.clone(),
            row.target.verdict.word().to_owned(),
        ]);
    }
    table
}

/// As the dashboard prints it.
fn yes(row: &Row) -> &'static str {
    if row.updated { "Y" } else { "N" }
}

fn overview(dashboard: &Dashboard) -> anyhow::Result<()> {
    let whose = if dashboard.is_published {
        "published; the sentences are made from its table"
    } else {
        "made from the plan's own figures"
    };
    say(&format!("\nOverview of {}, {whose}", dashboard.period))?;
    for sentence in &dashboard.sentences {
        say(&format!("\n{}\n  {}", sentence.text, sentence.rule))?;
        if !sentence.dispute.is_empty() {
            say(&format!("  ! {}", sentence.dispute))?;
        }
    }
    say("")
}

fn counts(dashboard: &Dashboard, options: &Options) -> Table {
    let mut table = Table::new(COUNTS);
    for count in &dashboard.counts {
        table.row(vec![
            count.statement.words().to_owned(),
            count.n().to_string(),
            count.published.map_or_else(String::new, |n| n.to_string()),
            count.statement.rule(options),
        ]);
    }
    table
}
