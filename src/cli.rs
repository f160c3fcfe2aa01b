//! The verbs without a window. Data goes to standard output, everything else to standard error.
//!
//! Exit codes: 0 done; 1 done, but problems were found; 2 could not be done. The names of the verbs and their columns
//! are a contract, since scripts depend on them.

mod allocate;
mod as_at;
mod batches;
mod benchmark;
mod chart;
mod check;
mod could_be;
mod dashboard;
mod export;
mod giving;
mod grants;
mod guide;
mod history;
mod import;
mod ledger;
mod make;
mod merge;
mod ranks;
mod report;
mod rescue;
mod said_did;
mod snapshot;
mod table;
mod tally;
mod themes;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::session::Session;
use crate::session::package::Leaving;

pub use table::Format;

/// What became of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Done, but problems were found.
    ProblemsFound,
}

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "golden-thread",
    version,
    about = "The plan for children in one file: what the money is for, what it changes, what people said",
    args_conflicts_with_subcommands = true
)]
pub struct Arguments {
    /// A plan to open in the window; without one, the sample
    pub file: Option<PathBuf>,
    /// What to do without a window
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Write a sample plan: golden-thread sample leicester.sqlite
    Sample {
        /// The file to write
        out: PathBuf,
        /// Which sample; without it, the one that the file's name says, else leicester
        #[arg(long, value_parser = ["leicester", "leicestershire"])]
        which: Option<String>,
    },
    /// Start an empty plan, or one from an export: golden-thread new plan.sqlite --area 856
    New {
        /// The file to write
        out: PathBuf,
        /// The authority's three-digit DfE code
        #[arg(long, required_unless_present = "from", conflicts_with = "from")]
        area: Option<String>,
        /// The objectives to begin with
        #[arg(long, default_value = "none", value_parser = ["quality-protects", "every-child-matters", "none"])]
        framework: String,
        /// A folder that `export` wrote: the plan is made from it, with nothing lost
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
    },
    /// Write every table as CSV with a Frictionless data package: golden-thread export leicester.sqlite --to leicester-tables
    Export {
        /// The plan
        file: PathBuf,
        /// The folder to write: empty, or not there yet
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Respondents' comments, quotes and other words too
        #[arg(long)]
        with_comments: bool,
        /// In place of an earlier export in that folder
        #[arg(long)]
        replace: bool,
    },
    /// List integrity, reconciliation and data-quality problems: golden-thread check leicester.sqlite
    Check {
        /// The plan
        file: PathBuf,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Take in a file of published figures, a ledger or grants made: golden-thread import lait lait.csv --dictionary dictionary.csv --into plan.sqlite
    Import(import::Arguments),
    /// List the files of published figures that were taken in, compare two, remove one: golden-thread batches plan.sqlite
    Batches(batches::Arguments),
    /// Set indicators beside their peers: golden-thread benchmark leicester.sqlite --area 856 --format csv
    Benchmark(benchmark::Arguments),
    /// A quarter's measures and the counts behind its overview: golden-thread dashboard leicestershire.sqlite --period "2015/16 Q2"
    Dashboard(dashboard::Arguments),
    /// Rank every authority on every indicator: golden-thread ranks plan.sqlite --indicator LAC --format csv
    Ranks {
        /// The plan
        file: PathBuf,
        /// One indicator, by its code; without it, every indicator
        #[arg(long)]
        indicator: Option<String>,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Grants, allocations, what is left, and each check: golden-thread grants leicester.sqlite --year 2001/02
    Grants {
        /// The plan
        file: PathBuf,
        /// The fiscal year
        #[arg(long)]
        year: String,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Share an amount out to the last penny, with the working: golden-thread allocate --total 123,456.70 --weights need.csv --unit 1
    Allocate(allocate::Arguments),
    /// Rows of ledgers that belong to no line; rules for their codes: golden-thread ledger plan.sqlite --codes codes.csv --match
    Ledger(ledger::Arguments),
    /// Write the grants that the council makes, under 360Giving: golden-thread giving plan.sqlite --out grants.csv
    Giving {
        /// The plan
        file: PathBuf,
        /// The file to write: its ending says the kind, .csv, .json or .xlsx
        #[arg(long)]
        out: PathBuf,
    },
    /// Count a consultation's answers: golden-thread tally leicestershire.sqlite --consultation Greengate
    Tally(tally::Arguments),
    /// Count the people who wrote of each theme: golden-thread themes plan.sqlite --consultation survey --by group
    Themes(themes::Arguments),
    /// What people said, what was done, its money and its indicator: golden-thread said-did plan.sqlite --consultation survey
    SaidDid(said_did::Arguments),
    /// Find the whole people behind printed percentages: golden-thread could-be --percent 24,32,29,15 --base 91
    CouldBe(could_be::Arguments),
    /// List changes, oldest first: golden-thread history leicester.sqlite --since 2026-11-01
    History {
        /// The plan
        file: PathBuf,
        /// From this date on
        #[arg(long)]
        since: Option<String>,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Take back your latest change: golden-thread undo leicester.sqlite
    Undo {
        /// The plan
        file: PathBuf,
    },
    /// Make your latest undone change once more: golden-thread redo leicester.sqlite
    Redo {
        /// The plan
        file: PathBuf,
    },
    /// Bring in a colleague's copy; what both changed is listed: golden-thread merge priya.sqlite --into plan.sqlite
    Merge(merge::Arguments),
    /// List what can still be read of a damaged plan, or write it as a new one: golden-thread rescue plan.sqlite --out rescued.sqlite
    Rescue(rescue::Arguments),
    /// Write one of the documents: golden-thread report plan leicester.sqlite --out plan.pdf
    Report {
        /// Which document
        #[arg(value_parser = ["plan", "grant", "dashboard", "consultation", "summary", "young-people"])]
        kind: String,
        /// The plan
        file: PathBuf,
        /// The file to write; its ending says the format: .pdf, .docx, .html or .xlsx, .zip for every table as CSV, .csv for one
        #[arg(long)]
        out: PathBuf,
        /// What it is made with
        #[command(flatten)]
        with: report::Arguments,
    },
    /// Write the plan as it stood at the end of a day: golden-thread as-at leicester.sqlite 2026-11-01 november.sqlite
    AsAt {
        /// The plan
        file: PathBuf,
        /// The day, such as 2026-11-21, or an instant, such as 2026-11-21T10:00
        date: String,
        /// The file to write
        out: PathBuf,
    },
    /// Keep the plan as it stands under a name: golden-thread snapshot leicester.sqlite --name "as shown to Cabinet 25 March"
    Snapshot {
        /// The plan
        file: PathBuf,
        /// The name, by which it is found again
        #[arg(long)]
        name: String,
        /// Why, or for whom
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Write a document that was kept when it was released: golden-thread released leicester.sqlite --name "Grant report.pdf" --out again.pdf
    Released {
        /// The plan
        file: PathBuf,
        /// Its name in the list of snapshots
        #[arg(long)]
        name: String,
        /// The file to write
        #[arg(long)]
        out: PathBuf,
    },
    /// List the snapshots of a plan and prove each by its hash: golden-thread snapshots leicester.sqlite
    Snapshots {
        /// The plan
        file: PathBuf,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// What differs between two versions, cell by cell: golden-thread compare leicester.sqlite "as shown to Cabinet 25 March" now
    Compare {
        /// The plan
        file: PathBuf,
        /// The earlier version: a snapshot's name, a date, or now
        was: String,
        /// The later version: a snapshot's name, a date, or now
        now: String,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Draw an indicator's trend, or a year's money: golden-thread chart leicester.sqlite --indicator LAC --out trend.svg
    Chart {
        /// The plan
        file: PathBuf,
        /// The indicator's code
        #[arg(long, required_unless_present = "money", conflicts_with = "money")]
        indicator: Option<String>,
        /// A picture of a year's money: allocation, by-grant (which grants pay what), where (where each grant goes)
        #[arg(long, requires = "year", value_parser = ["allocation", "by-grant", "where"])]
        money: Option<String>,
        /// The fiscal year of the money, such as 2001/02
        #[arg(long, requires = "money")]
        year: Option<String>,
        /// The picture: its ending says the kind, .svg, .png or .txt
        #[arg(long)]
        out: PathBuf,
        /// The neighbour list: 2025-05 or 2021-04; without it, the newest
        #[arg(long)]
        neighbours: Option<String>,
        /// The average that stands for the neighbours
        #[arg(long, default_value = "mean", value_parser = ["mean", "median"])]
        average: String,
    },
    /// Draw a screen without a display: golden-thread screenshot leicester.sqlite --screen Grant --size 1280x800 --out grant.png
    Screenshot(Screenshot),
    /// Write the user guide as web pages: golden-thread guide --out guide
    Guide(Guide),
}

/// What `guide` is given; its pictures are drawn by the window's own code, where the program has it.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub struct Guide {
    /// The folder for the web pages and their pictures
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Make the guide's pictures anew in this folder
    #[arg(long, value_name = "DIR")]
    pub pictures: Option<PathBuf>,
}

/// What `screenshot` is given; drawn by the window's own code, where the program has it.
#[derive(Debug, clap::Args)]
pub struct Screenshot {
    /// The plan
    pub file: PathBuf,
    /// The room, by its name on the rail
    #[arg(long)]
    pub screen: String,
    /// Width and height in points
    #[arg(long, default_value = "1280x800")]
    pub size: String,
    /// The picture to write
    #[arg(long)]
    pub out: PathBuf,
    /// The dark theme
    #[arg(long)]
    pub dark: bool,
    /// Pixels for a point
    #[arg(long, default_value_t = 1.0)]
    pub scale: f32,
    /// The fiscal year in view; without it, the latest with an allocation
    #[arg(long)]
    pub year: Option<String>,
    /// What is done first, in order: "press Allocate", "at Amount to share", "type 250,000", "key Ctrl+K"
    #[arg(long = "step", value_name = "STEP")]
    pub steps: Vec<String>,
}

/// Does a verb that needs no window.
///
/// # Errors
/// Why it could not be done, in words for the person who asked.
pub fn run(verb: Verb) -> anyhow::Result<Outcome> {
    match verb {
        Verb::Sample { out, which } => make::sample(&out, which.as_deref()),
        Verb::New {
            out,
            area,
            framework,
            from,
        } => match from {
            Some(from) => export::back(&out, &from),
            None => make::new(&out, &area.unwrap_or_default(), &framework),
        },
        Verb::Export {
            file,
            to,
            with_comments,
            replace,
        } => export::run(
            &file,
            &to,
            Leaving {
                with_words: with_comments,
                replace,
            },
        ),
        Verb::Check { file, format } => check::run(&file, format),
        Verb::Import(arguments) => import::run(&arguments),
        Verb::Batches(arguments) => batches::run(&arguments),
        Verb::Benchmark(arguments) => benchmark::run(&arguments),
        Verb::Merge(arguments) => merge::run(&arguments),
        Verb::Rescue(arguments) => rescue::run(&arguments),
        Verb::Dashboard(arguments) => dashboard::run(&arguments),
        Verb::Ranks {
            file,
            indicator,
            format,
        } => ranks::run(&Session::open_to_read(&file)?, indicator.as_deref(), format),
        Verb::Grants { file, year, format } => {
            grants::run(&Session::open_to_read(&file)?, &year, format)
        }
        Verb::Allocate(arguments) => allocate::run(&arguments),
        Verb::Ledger(arguments) => ledger::run(&arguments),
        Verb::Giving { file, out } => giving::run(&Session::open_to_read(&file)?, &out),
        Verb::Tally(arguments) => tally::run(&arguments),
        Verb::Themes(arguments) => themes::run(&arguments),
        Verb::SaidDid(arguments) => said_did::run(&arguments),
        Verb::CouldBe(arguments) => could_be::run(&arguments),
        Verb::History {
            file,
            since,
            format,
        } => history::run(&Session::open_to_read(&file)?, since.as_deref(), format),
        Verb::Undo { file } => history::undo(&mut Session::open(&file)?),
        Verb::Redo { file } => history::redo(&mut Session::open(&file)?),
        Verb::Report {
            kind,
            file,
            out,
            with,
        } => report::run(&file, &kind, &with, &out),
        Verb::AsAt { file, date, out } => as_at::run(&file, &date, &out),
        Verb::Snapshot { file, name, note } => snapshot::take(&file, &name, &note),
        Verb::Snapshots { file, format } => snapshot::list(&Session::open_to_read(&file)?, format),
        Verb::Released { file, name, out } => {
            snapshot::released(&Session::open_to_read(&file)?, &name, &out)
        }
        Verb::Compare {
            file,
            was,
            now,
            format,
        } => snapshot::compare(&Session::open_to_read(&file)?, &was, &now, format),
        Verb::Chart {
            file,
            indicator,
            money,
            year,
            out,
            neighbours,
            average,
        } => {
            let session = Session::open_to_read(&file)?;
            let chart = match (indicator, money, year) {
                (None, Some(money), Some(year)) => chart::money(&session, &money, &year)?,
                (indicator, _, _) => chart::trend(
                    &session,
                    &indicator.unwrap_or_default(),
                    neighbours,
                    &average,
                )?,
            };
            chart::write(&session, &chart, &out)
        }
        Verb::Guide(asked) => guide::run(&asked),
        Verb::Screenshot(_) => anyhow::bail!(
            "this build of the program has no window and cannot draw a screen; `chart` draws an indicator without one"
        ),
    }
}

/// Prints a line of data. A reader that has gone away, as `head` does, is no fault.
fn say(text: &str) -> anyhow::Result<()> {
    use std::io::Write;
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// What a plan holds of what was asked for by name, for the message that it holds none of that name.
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(", ")
}
