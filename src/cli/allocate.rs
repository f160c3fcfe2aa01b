//! `allocate`: an amount shared out over the lines of a file, to the last penny, with the working of every line.
//!
//! The file's columns are `line` and `weight`; `fixed` is paid first, `base` is what a floor and a ceiling are changes
//! on, and any other column may stand in `--formula`. Needs no plan.

mod given;

use std::path::PathBuf;

use crate::cli::table::{Format, Table};
use crate::cli::{Outcome, say};
use crate::domain::apportion::part_year::part_year;
use crate::domain::apportion::{Ask, Number, Shared, Spot, Unit, share, spread};
use crate::domain::money::Pence;
use crate::domain::problem::Problem;

use given::Given;

/// What `allocate` is given.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Columns of the weights file (headings in any order and in capitals or small letters):
  line    the line's name
  weight  its weight; blank leaves the line out, 0 gives it nothing
  fixed   what it gets first; the rest of the total is shared by weight
  base    last year's or the present amount. With it the weights are the amounts in pounds that a formula calculated,
          and --floor and --ceiling are changes on the base in per cent: --floor alone is floor damping, base and
          floor + s × (calculated − floor); with --ceiling, calculated × one multiplier between the two.
          Without it they are parts of what is shared, in per cent: --floor 5 gives no line less than 5 % of it.
  others  may stand in --formula by their names, spaces as _: --formula 'pop_13_19*(16.1181+59.9073*dep)',
          share(pupils) is a line's part of the whole column

Examples:
  golden-thread allocate --total 123,456.70 --weights need.csv --unit 1
  golden-thread allocate --total 480000 --weights formula.csv --floor -2 --ceiling 8
  golden-thread allocate --total 54877 --instalments 4 --unit 1
  golden-thread allocate --total 100000 --weights months.csv --cumulative
  golden-thread allocate --total 42000 --part-year 2025-09-01..2026-03-31")]
pub struct Arguments {
    /// The amount: 123,456.70
    #[arg(long, allow_hyphen_values = true)]
    total: String,
    /// The file of lines and weights: CSV or a workbook
    #[arg(long, required_unless_present_any = ["instalments", "part_year"])]
    weights: Option<PathBuf>,
    /// Share in units of 1p, 1, 50, 100 or 1000 pounds; what a unit leaves over is the balancing line
    #[arg(long, default_value = "1p")]
    unit: String,
    /// The least change on the base, or the least part of what is shared, in per cent
    #[arg(long, allow_hyphen_values = true, value_name = "PCT")]
    floor: Option<String>,
    /// The greatest change on the base, or the greatest part of what is shared, in per cent
    #[arg(long, allow_hyphen_values = true, value_name = "PCT")]
    ceiling: Option<String>,
    /// Work the weights out from the file's columns: '12.50*pupils + 3*fsm'
    #[arg(long)]
    formula: Option<String>,
    /// The lines are periods in their order: round each year-to-date figure, so that none is more than half a penny out
    #[arg(long, conflicts_with_all = ["floor", "ceiling", "unit"])]
    cumulative: bool,
    /// Share into so many equal instalments
    #[arg(long, value_name = "N", conflicts_with_all = ["weights", "part_year"])]
    instalments: Option<usize>,
    /// The part of a full year's cost that falls on these days, by days and by whole months: 2025-09-01..2026-03-31
    #[arg(long, value_name = "FROM..TO", conflicts_with = "weights")]
    part_year: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const HEADINGS: &[&str] = &["line", "weight", "quota", "allocated", "why"];
const BRIEFLY: &[&str] = &["line", "weight", "quota", "allocated"];

/// Shares the amount out and prints a row a line.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let total = amount("--total", &arguments.total)?;
    let unit = Unit::read(&arguments.unit).map_err(|why| anyhow::anyhow!("--unit: {why}"))?;
    if let Some(span) = &arguments.part_year {
        return in_part(total, span, arguments.format);
    }
    let given = match (&arguments.weights, arguments.instalments) {
        (Some(path), _) => Given::read(path, arguments.formula.as_deref())?,
        (None, n) => Given::instalments(n.unwrap_or_default())?,
    };
    for warning in given.table.iter().flat_map(|table| &table.warnings) {
        eprintln!("{}: {warning}", warning.severity.word());
    }
    let ask = Ask {
        total,
        unit,
        lines: &given.lines,
        floor: percent("--floor", arguments.floor.as_deref())?,
        ceiling: percent("--ceiling", arguments.ceiling.as_deref())?,
    };
    let shared =
        share(&ask).map_err(|fault| refused(&fault.problem(&ask, |spot| given.at(spot))))?;
    let rows = if arguments.cumulative {
        periods(&given, &shared)?
    } else {
        lines(&shared)
    };
    if !arguments.cumulative {
        for said in shared.about() {
            eprintln!("{said}");
        }
    }
    print(&rows, arguments.format)?;
    Ok(Outcome::Done)
}

/// One row of what comes out.
type Cells = [String; 5];

fn lines(shared: &Shared) -> Vec<Cells> {
    let mut rows: Vec<Cells> = shared
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| {
            [
                line.name.clone(),
                weight(line.weight),
                shared.quota(place),
                line.allocated.plain(),
                shared.why(place),
            ]
        })
        .collect();
    if let Some(over) = shared.balancing {
        rows.push([
            "balancing line".to_owned(),
            String::new(),
            String::new(),
            over.plain(),
            shared.why_balancing(),
        ]);
    }
    rows
}

fn weight(weight: Option<Number>) -> String {
    weight.map_or_else(String::new, |weight| {
        weight.to_string().trim_end_matches('…').to_owned()
    })
}

/// The lines as periods, rounded cumulatively.
fn periods(given: &Given, shared: &Shared) -> anyhow::Result<Vec<Cells>> {
    let blank = given
        .lines
        .iter()
        .position(|line| line.weight.is_none() || line.fixed.is_some());
    if let Some(line) = blank {
        let (_, location) = given.at(Spot::Weight(line));
        anyhow::bail!(
            "{location}: no weight, or a fixed amount. A profile has a weight for every period. Write 0 where nothing falls."
        );
    }
    let weights: Vec<Number> = given.lines.iter().filter_map(|line| line.weight).collect();
    let amounts = spread::profile(shared.total, &weights).map_err(|fault| {
        refused(&fault.problem(
            &Ask::by_weight(shared.total, shared.unit, &given.lines),
            |spot| given.at(spot),
        ))
    })?;
    let mut to_date = Pence::ZERO;
    let rows = amounts.iter().enumerate().map(|(place, amount)| {
        let before = to_date;
        to_date = Pence(to_date.0 + amount.0);
        let line = &shared.lines[place];
        [
            line.name.clone(),
            weight(line.weight),
            shared.quota(place),
            amount.plain(),
            format!(
                "{to_date} to the end of this period, rounded to the penny, less {before} before it"
            ),
        ]
    });
    Ok(rows.collect())
}

/// The part of a full year's cost.
fn in_part(full: Pence, span: &str, format: Format) -> anyhow::Result<Outcome> {
    let days = |text: &str| text.trim().parse::<jiff::civil::Date>().ok();
    let dates = span
        .split_once("..")
        .map(|(from, to)| (days(from), days(to)));
    let Some((Some(from), Some(to))) = dates else {
        anyhow::bail!(
            "--part-year {span}: give the first and the last day, such as 2025-09-01..2026-03-31"
        );
    };
    let year = if from.month() >= 4 {
        from.year()
    } else {
        from.year() - 1
    };
    let Some(part) = part_year(full, year, from, to) else {
        anyhow::bail!(
            "--part-year {span}: no day of a fiscal year lies from the first to the last; exchange the two"
        );
    };
    let months = part.months.zip(part.by_whole_months);
    let row = |name: &str, n: i64, of: i64, amount: Pence| {
        let quota = Number::whole(n).to_string();
        let why = format!("{full} × {n} ÷ {of}, rounded to the penny");
        [
            name.to_owned(),
            format!("{quota}/{of}"),
            String::new(),
            amount.plain(),
            why,
        ]
    };
    let mut rows = vec![row("by days", part.days, part.of, part.by_days)];
    rows.extend(months.map(|(n, amount)| row("by whole months", n, 12, amount)));
    if months.is_none() {
        eprintln!("{span} is not whole months, so only days are counted");
    }
    print(&rows, format)?;
    Ok(Outcome::Done)
}

fn print(rows: &[Cells], format: Format) -> anyhow::Result<()> {
    let is_text = format == Format::Text;
    let mut table = Table::new(if is_text { BRIEFLY } else { HEADINGS });
    for cells in rows {
        let kept = if is_text { &cells[..4] } else { &cells[..] };
        table.row(kept.to_vec());
    }
    table.print(format)?;
    if is_text {
        say("\nWhy:")?;
        for [name, .., why] in rows {
            say(&format!("  {name}: {why}"))?;
        }
    }
    Ok(())
}

fn amount(flag: &str, text: &str) -> anyhow::Result<Pence> {
    match Pence::read(text) {
        Ok(Some(amount)) => Ok(amount),
        Ok(None) => anyhow::bail!("{flag}: no amount; write one, such as 1,234.50"),
        Err(error) => anyhow::bail!("{flag}: {error}"),
    }
}

fn percent(flag: &str, text: Option<&str>) -> anyhow::Result<Option<Number>> {
    let Some(text) = text else { return Ok(None) };
    match Number::read(text.trim().trim_end_matches('%')) {
        Ok(Some(number)) => Ok(Some(number)),
        Ok(None) => anyhow::bail!("{flag}: no percentage; write one, such as 2.5"),
        Err(error) => anyhow::bail!("{flag}: {error}"),
    }
}

fn refused(problem: &Problem) -> anyhow::Error {
    anyhow::anyhow!("{problem}")
}
