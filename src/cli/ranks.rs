//! `ranks`: every authority's rank and band, indicator by indicator and period by period.

use crate::cli::Outcome;
use crate::cli::benchmark::find;
use crate::cli::table::{Format, Table, figure};
use crate::session::Session;

const HEADINGS: &[&str] = &[
    "indicator",
    "period",
    "area",
    "name",
    "value",
    "rank",
    "of",
    "band",
    "q25",
    "q50",
    "q75",
];

/// Prints one row an indicator, period and authority.
pub fn run(session: &Session, indicator: Option<&str>, format: Format) -> anyhow::Result<Outcome> {
    let only = indicator.map(|code| find(session, code)).transpose()?;
    let mut table = Table::new(HEADINGS);
    session.leagues(only, |ranked| {
        let cuts = ranked.league.quartiles;
        let of = ranked.league.places.len().to_string();
        for place in &ranked.league.places {
            table.row(vec![
                ranked.indicator.code.clone(),
                ranked.label.to_owned(),
                place.area.to_string(),
                session.book().area_name(place.area),
                figure(Some(place.value)),
                place.rank.map(|rank| rank.to_string()).unwrap_or_default(),
                of.clone(),
                place.band.map_or("", |band| band.word()).to_owned(),
                figure(cuts.map(|cuts| cuts.q25)),
                figure(cuts.map(|cuts| cuts.q50)),
                figure(cuts.map(|cuts| cuts.q75)),
            ]);
        }
    })?;
    table.print(format)?;
    Ok(Outcome::Done)
}
