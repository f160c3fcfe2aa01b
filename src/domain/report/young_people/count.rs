//! One thing that is counted for each goal: in words, then as bars, ours now, ours before, places like ours, the country.

use crate::domain::area::AreaCode;
use crate::domain::benchmark::{Comparison, Direction, latest};
use crate::domain::chart::{Bar, Bars, Chart};
use crate::domain::document::Document;
use crate::domain::indicator::chart::unit;
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::report::maker::{Maker, bars};
use crate::domain::thread::Watch;

/// Writes the chapter.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "How are we doing?");
    let thread = maker.thread();
    let mut is_begun = false;
    for row in &thread.rows {
        let held = row.measures.watch.as_ref();
        let indicator = held.and_then(|held| maker.book.indicators.get(held.indicator));
        let (Some(held), Some(indicator)) = (held, indicator) else {
            continue;
        };
        if !is_begun {
            document.say(
                "We count things to see if life gets better. Here is one thing for each goal.",
            );
            is_begun = true;
        }
        let objective = maker.book.objectives.get(row.objective);
        document.heading(2, objective.map_or("?", |held| &held.short));
        of_one(maker, document, indicator, held);
    }
    if !is_begun {
        document.say("We do not have numbers to show you yet.");
    }
}

fn of_one(maker: &Maker<'_>, document: &mut Document, indicator: &Indicator, held: &Watch) {
    document.say(format!(
        "We count this: {}.",
        indicator.title.trim_end_matches('.')
    ));
    let shown = indicator.show(held.value, held.decimals);
    let mut said = vec![format!("In {} it was {shown}.", held.period)];
    said.extend(unit_words(indicator, &shown));
    said.extend(which_way(indicator.polarity).map(str::to_owned));
    said.extend(moved(indicator, held));
    said.extend(beside(maker, indicator, held));
    document.say(said.join(" "));
    let comparisons = maker.comparisons(indicator.id);
    if let Some(now) = latest(comparisons) {
        document.add(bars(picture(maker, indicator, held, now)));
    }
}

/// What the figure means.
fn unit_words(indicator: &Indicator, shown: &str) -> Option<String> {
    match indicator.unit {
        UnitKind::Percent => Some(format!(
            "That means {} out of each 100.",
            shown.trim_end_matches('%')
        )),
        _ if !indicator.unit_words.trim().is_empty() => {
            Some(format!("We count it like this: {}.", indicator.unit_words))
        }
        _ => None,
    }
}

fn which_way(polarity: Polarity) -> Option<&'static str> {
    match polarity {
        Polarity::Higher => Some("We want it to go up."),
        Polarity::Lower => Some("We want it to go down."),
        Polarity::Neutral => Some("It can go up or down. That is not good or bad by itself."),
        Polarity::Target => None,
    }
}

fn moved(indicator: &Indicator, held: &Watch) -> Option<String> {
    let before = indicator.show(held.value - held.change?, held.decimals);
    let how = match held.direction? {
        Direction::Better => "So it got better.",
        Direction::Worse => "So it got worse. We must do more.",
        _ => return Some(format!("The time before it was {before}.")),
    };
    Some(format!("The time before it was {before}. {how}"))
}

fn beside(maker: &Maker<'_>, indicator: &Indicator, held: &Watch) -> Option<String> {
    let now = latest(maker.comparisons(indicator.id))?;
    let figure = now.neighbours.figure(maker.options.average)?;
    let figure = indicator.show(figure, indicator.decimals);
    let how = match held.better_than_neighbours {
        Some(true) => " We do better than they do.",
        Some(false) => " They do better than we do.",
        None => "",
    };
    Some(format!("In places like ours it was {figure}.{how}"))
}

/// Ours now and before, places like ours, the country; whoever has no figure is left out.
fn picture(maker: &Maker<'_>, indicator: &Indicator, held: &Watch, now: &Comparison) -> Chart {
    let bar = |label: &str, value: f64, ours: bool| Bar {
        label: label.to_owned(),
        value: Some(value),
        shown: indicator.show(value, indicator.decimals.max(held.decimals)),
        ours,
        ..Bar::default()
    };
    let mut drawn = vec![bar("Us, now", held.value, true)];
    if let Some(change) = held.change {
        drawn.push(bar("Us, before", held.value - change, true));
    }
    if indicator.unit.is_comparable() {
        if let Some(value) = now.neighbours.figure(maker.options.average) {
            drawn.push(bar("Places like ours", value, false));
        }
        if let Some(value) = now.england {
            let england = maker.book.area_name(&AreaCode::new(AreaCode::ENGLAND));
            let name = if england == AreaCode::ENGLAND {
                "England"
            } else {
                &england
            };
            drawn.push(bar(name, value, false));
        }
    }
    Chart::Bars(Bars {
        title: if indicator.title.trim().is_empty() {
            indicator.code.clone()
        } else {
            indicator.title.clone()
        },
        subtitle: held.period.to_string(),
        unit: unit(indicator),
        bars: drawn,
        marker: None,
        source: indicator.source.clone(),
    })
}
