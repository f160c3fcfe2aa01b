//! One thing that is counted for each goal: in words, then as bars, ours now, ours before, places like ours, the country.
//!
//! A reader sees only what is printed. So two figures that are printed alike are called about the same, whatever lies behind
//! the places that are not printed.

use crate::domain::area::AreaCode;
use crate::domain::benchmark::{Comparison, Direction, latest};
use crate::domain::chart::{Bar, Bars, Chart};
use crate::domain::document::Document;
use crate::domain::indicator::chart::unit;
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::report::maker::{Maker, bars};
use crate::domain::report::titles::in_short;
use crate::domain::statistics::half_up;
use crate::domain::thread::Watch;

/// Letters of an indicator's title.
const TITLE: usize = 100;

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
    document.say(format!("We count this: {}.", counted(indicator)));
    let shown = |value| printed(indicator, held, value);
    let mut said = vec![format!("In {} it was {}.", held.period, shown(held.value))];
    said.extend(unit_words(indicator, held.value));
    said.extend(which_way(indicator.polarity).map(str::to_owned));
    said.extend(moved(indicator, held));
    said.extend(beside(maker, indicator, held));
    document.say(said.join(" "));
    let comparisons = maker.comparisons(indicator.id);
    if let Some(now) = latest(comparisons) {
        document.add(bars(picture(maker, indicator, held, now)));
    }
}

/// A figure to the places of our own: words and drawing judge and print the same.
fn printed(indicator: &Indicator, held: &Watch, value: f64) -> String {
    indicator.show(value, held.decimals)
}

/// What is counted: what is above the line of a percentage, or else the title in short.
fn counted(indicator: &Indicator) -> String {
    let above = indicator.numerator.trim();
    if indicator.unit == UnitKind::Percent && !above.is_empty() {
        return above.trim_end_matches('.').to_owned();
    }
    in_short(&indicator.title, TITLE)
}

/// What the figure means.
fn unit_words(indicator: &Indicator, value: f64) -> Option<String> {
    match indicator.unit {
        UnitKind::Percent => Some(format!(
            "That means {} in every 100 {}.",
            in_hundred(value),
            match indicator.denominator.trim().trim_end_matches('.') {
                "" => "of those we look at",
                below => below,
            }
        )),
        _ if !indicator.unit_words.trim().is_empty() => {
            Some(format!("We count it like this: {}.", indicator.unit_words))
        }
        _ => None,
    }
}

/// A percentage as so many whole things in a hundred; none and all are said only where they are so.
fn in_hundred(value: f64) -> String {
    let whole = half_up(value, 0);
    if value == whole {
        format!("{whole:.0}")
    } else if whole < 1.0 {
        "fewer than 1".into()
    } else if whole > 99.0 {
        "more than 99".into()
    } else {
        format!("about {whole:.0}")
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

/// The figure before, and which way it went as far as the printed figures show it.
fn moved(indicator: &Indicator, held: &Watch) -> Option<String> {
    let before = printed(indicator, held, held.value - held.change?);
    let how = match held.direction? {
        _ if before == printed(indicator, held, held.value) => "So it is about the same.",
        Direction::Better => "So it got better.",
        Direction::Worse => "So it got worse. We must do more.",
        _ => return Some(format!("The time before it was {before}.")),
    };
    Some(format!("The time before it was {before}. {how}"))
}

/// The figure of places like ours, and who does better as far as the printed figures show it.
fn beside(maker: &Maker<'_>, indicator: &Indicator, held: &Watch) -> Option<String> {
    let now = latest(maker.comparisons(indicator.id))?;
    let figure = now.neighbours.figure(maker.options.average)?;
    let figure = printed(indicator, held, figure);
    let how = match held.better_than_neighbours {
        _ if figure == printed(indicator, held, held.value) => " That is about the same as ours.",
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
        shown: printed(indicator, held, value),
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
            in_short(&indicator.title, TITLE)
        },
        subtitle: held.period.to_string(),
        unit: unit(indicator),
        bars: drawn,
        marker: None,
        source: indicator.source.clone(),
    })
}
