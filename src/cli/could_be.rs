//! `could-be`: which whole numbers of people could be behind percentages in print.
//!
//! With a base every set of counts is a row, smaller first counts first; without one every base that could be. None is no
//! row and exit code 1, and the reason goes to standard error.
//!
//! Edges: there may be very many sets, so a list is cut at a number that is said, with how many there are in all.

use std::collections::HashMap;

use crate::cli::Outcome;
use crate::cli::table::{Format, Table};
use crate::domain::could_be::{
    Claim, MOST_PEOPLE, Of, Percent, Rounding, Verdict, read_base, read_together,
};

/// What `could-be` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The percentages of one question, as printed
    #[arg(long)]
    percent: String,
    /// How many people answered; without it, every base that could be is listed
    #[arg(long)]
    base: Option<String>,
    /// How a half was rounded: half-up, half-even, half-down or any
    #[arg(long, default_value = "half-up", value_parser = Rounding::ALL.map(Rounding::word))]
    rounding: String,
    /// Neighbouring figures that were printed together, counted from 1, and their percentage: 1-2=56
    #[arg(long)]
    together: Vec<String>,
    /// People could tick several answers, so the counts need not sum to the base
    #[arg(long)]
    several: bool,
    /// The largest base that is tried where none is given
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=MOST_PEOPLE))]
    up_to: u64,
    /// The most rows to print
    #[arg(long, default_value_t = 1_000)]
    rows: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Prints a row a set of counts, or a row a base.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let claim = claim(arguments)?;
    match &arguments.base {
        Some(base) => {
            let base = read_base(base).map_err(|problem| anyhow::anyhow!("{problem}"))?;
            let verdict = claim
                .at(base)
                .map_err(|problem| anyhow::anyhow!("{problem}"))?;
            sets(&claim, &verdict, arguments)
        }
        None => bases(&claim, arguments),
    }
}

fn claim(arguments: &Arguments) -> anyhow::Result<Claim> {
    let rounding = Rounding::from_word(&arguments.rounding).unwrap_or(Rounding::HalfUp);
    let read = || {
        let percents = Percent::read_list(&arguments.percent)?;
        let of = if percents.len() == 1 || arguments.several {
            Of::Apart
        } else {
            Of::Question
        };
        let mut claim = Claim::new(percents, of, rounding)?;
        for text in &arguments.together {
            for (run, percent) in read_together(text)? {
                claim = claim.with_together(run, percent)?;
            }
        }
        Ok(claim)
    };
    read().map_err(|problem: Box<crate::domain::problem::Problem>| anyhow::anyhow!("{problem}"))
}

fn sets(claim: &Claim, verdict: &Verdict, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut headings = vec!["set".to_owned()];
    headings.extend(names(claim.percents()));
    let mut table = Table::new(&headings);
    for (at, counts) in verdict.sets().take(arguments.rows).enumerate() {
        let mut cells = vec![(at + 1).to_string()];
        cells.extend(counts.iter().map(u64::to_string));
        table.row(cells);
    }
    table.print(arguments.format)?;
    if let Some(why) = verdict.why_not() {
        eprintln!("{why}");
        return Ok(Outcome::ProblemsFound);
    }
    let ways = verdict.ways();
    if ways > arguments.rows as u128 {
        let all = if ways == u128::MAX {
            "more than can be counted".to_owned()
        } else {
            ways.to_string()
        };
        eprintln!(
            "{all} sets could be; the first {} are listed.",
            arguments.rows
        );
    }
    Ok(Outcome::Done)
}

fn bases(claim: &Claim, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut table = Table::new(&["base", "sets"]);
    let mut n = 0;
    for base in claim.bases(arguments.up_to) {
        n += 1;
        if n > arguments.rows {
            continue;
        }
        let ways = claim.at(base).map_or(0, |verdict| verdict.ways());
        table.row(vec![base.to_string(), ways.to_string()]);
    }
    table.print(arguments.format)?;
    if n == 0 {
        eprintln!("No base up to {} gives these percentages.", arguments.up_to);
        return Ok(Outcome::ProblemsFound);
    }
    let cut = if n > arguments.rows {
        format!("; the first {} are listed", arguments.rows)
    } else {
        String::new()
    };
    eprintln!(
        "{n} {} up to {} could be{cut}.",
        if n == 1 { "base" } else { "bases" },
        arguments.up_to
    );
    Ok(Outcome::Done)
}

/// A column for each percentage, named as printed; the second 24 is `24 (2)`, so that no two are called alike.
fn names(percents: &[Percent]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    percents
        .iter()
        .map(|percent| {
            let name = percent.to_string();
            let n = seen.entry(name.clone()).or_default();
            *n += 1;
            if *n == 1 {
                name
            } else {
                format!("{name} ({n})")
            }
        })
        .collect()
}
