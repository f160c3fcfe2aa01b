//! `said-did`: what people said, what was done about it, which money pays for that, and what the indicator shows.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::grants::fiscal_year;
use crate::cli::table::{Format, Table, figure};
use crate::cli::tally::find;
use crate::domain::benchmark::Direction;
use crate::domain::consultation::released::publish_themes;
use crate::domain::consultation::said_did::{Gap, SaidDid, said_did};
use crate::domain::consultation::themes::theme_table;
use crate::domain::disclosure::{Mark, Profile};
use crate::domain::period::Period;
use crate::session::Session;

/// What `said-did` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The plan
    file: PathBuf,
    /// The consultation, by its title or a part of it
    #[arg(long)]
    consultation: String,
    /// The fiscal year of the money, such as 2001/02; without it, the newest with a grant
    #[arg(long)]
    year: Option<String>,
    /// The rule for small counts: none, 5 and 10 hide those below, 10-5 hides those below 10 and rounds others to 5
    #[arg(long, default_value = "none", value_parser = Profile::ALL.map(Profile::word))]
    disclosure: String,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const HEADINGS: &[&str] = &[
    "theme",
    "people",
    "we_did",
    "priority_area",
    "year",
    "amount",
    "indicator",
    "latest",
    "period",
    "direction",
    "missing",
];

/// Prints one row a theme.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let session = Session::open_to_read(&arguments.file)?;
    let book = session.book();
    let held = find(&session, &arguments.consultation)?;
    let year = match &arguments.year {
        Some(text) => Some(fiscal_year(text)?),
        None => book.fiscal_years().first().copied(),
    };
    let sheet = session.sheet(held.id);
    let counts = sheet.map(|sheet| theme_table(book, &sheet, held.id, None));
    let money = session.year_money(year.unwrap_or_default());
    let list = session.neighbour_lists().first().cloned();
    let list = list.unwrap_or_default();
    let lines = said_did(
        book,
        held.id,
        &money.position,
        |id| session.comparisons(id, &list),
        counts.as_ref(),
    );
    let profile = Profile::from_word(&arguments.disclosure).unwrap_or_default();
    let people = match &counts {
        Some(counts) => Some(
            publish_themes(book, held.id, counts, profile)
                .map_err(|problem| anyhow::anyhow!("{problem}"))?,
        ),
        None => None,
    };
    let mut table = Table::new(HEADINGS);
    for line in &lines {
        let mark = people.as_ref().and_then(|held| held.people(line.theme));
        // Where no comment was coded nobody is counted, and nothing is there to hide.
        table.row(row(
            &session,
            year,
            line,
            mark.filter(|_| line.people.is_some()),
        ));
    }
    table.print(arguments.format)?;
    for line in people.iter().flat_map(|held| &held.legend) {
        eprintln!("{line}");
    }
    Ok(Outcome::Done)
}

fn row(session: &Session, year: Option<i16>, line: &SaidDid, people: Option<Mark>) -> Vec<String> {
    let book = session.book();
    let theme = book.themes.get(line.theme);
    let area = line.area.and_then(|id| book.priority_areas.get(id));
    let indicator = line.indicator.and_then(|id| book.indicators.get(id));
    let latest = line.figure.as_ref();
    let gaps: Vec<&str> = line.gaps.iter().map(|gap: &Gap| gap.word()).collect();
    vec![
        theme.map_or_else(String::new, |held| held.title.clone()),
        people.map_or_else(String::new, |n| n.to_string()),
        theme.map_or_else(String::new, |held| held.we_did.clone()),
        area.map_or_else(String::new, |held| held.name.clone()),
        year.map_or_else(String::new, |year| Period::Financial(year).to_string()),
        line.money.map_or_else(String::new, |held| held.plain()),
        indicator.map_or_else(String::new, |held| held.label()),
        figure(latest.map(|held| held.value)),
        latest.map_or_else(String::new, |held| held.period.to_string()),
        latest
            .and_then(|held| held.direction)
            .map_or_else(String::new, |held| Direction::word(held).to_owned()),
        gaps.join("; "),
    ]
}
