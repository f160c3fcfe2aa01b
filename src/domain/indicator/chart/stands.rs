//! Where a figure stands, as short facts each with its rule: value, age, change, rank, neighbours, England, tests, target.
//!
//! A figure without its age, its n or its rule is quoted as more than it is. So each fact says how it was worked out,
//! and what cannot be said says why.
//!
//! Edges: nothing is said of a figure that is missing but why. Counts are not set beside England's.

use crate::domain::benchmark::judgement::{Judgement, Tested};
use crate::domain::benchmark::{Average, Comparison, Direction};
use crate::domain::book::Book;
use crate::domain::indicator::chart::View;
use crate::domain::indicator::chart::words::ordinal;
use crate::domain::indicator::rule::Tolerance;
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::panel::Panel;
use crate::domain::period::Period;
use crate::domain::reading::Reported;
use crate::domain::statistics::compare::Against;
use crate::domain::target::Verdict;

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub name: &'static str,
    /// What is said.
    pub says: String,
    /// The rule behind it, and anything more; empty where there is none.
    pub about: String,
}

fn fact(name: &'static str, says: impl Into<String>, about: impl Into<String>) -> Fact {
    Fact {
        name,
        says: says.into(),
        about: about.into(),
    }
}

/// Everything that is said of one figure.
#[must_use]
pub fn stands(view: View<'_>, now: &Comparison) -> Vec<Fact> {
    let judged = view.judged(now);
    let mut facts = vec![value(view, now, &judged), age(view, now)];
    if now.own.reported.value().is_some() {
        facts.push(change(view.indicator, now, &judged));
        facts.extend(rank(view.indicator, now));
        facts.extend(neighbours(view, now));
        facts.extend(wider(view, now));
        facts.extend(tests(view, now, &judged));
        facts.push(recent(&judged));
    }
    facts.extend(target(view, &judged));
    facts
}

fn value(view: View<'_>, now: &Comparison, judged: &Judgement<'_>) -> Fact {
    let indicator = view.indicator;
    let firm = now.own.status.word();
    let interval = judged.interval;
    let about = interval.map_or_else(String::new, |held| {
        let (low, high) = (show(indicator, held.lower), show(indicator, held.upper));
        format!("95 % interval {low} to {high}")
    });
    match now.own.reported {
        Reported::Figure { value, decimals } => {
            let shown = indicator.show(value, decimals);
            fact("Figure", format!("{shown} in {}, {firm}", now.label), about)
        }
        Reported::Missing(missing) => fact(
            "Figure",
            format!("none in {}: {}", now.label, missing.word()),
            "",
        ),
    }
}

/// A figure to the decimals that the indicator is printed to.
fn show(indicator: &Indicator, value: f64) -> String {
    indicator.show(value, indicator.decimals)
}

/// How old the figure is: the end of its period, the batch it came in, and how far behind the newest it is.
fn age(view: View<'_>, now: &Comparison) -> Fact {
    let period = now.own.period;
    let newest = view.panel.columns().iter().rev().filter(|column| {
        let mut along = view.panel.along(column);
        column.period > period && along.any(|(_, cell)| cell.reported.value().is_some())
    });
    let behind: Vec<&str> = newest.map(|column| column.label.as_str()).collect();
    let stands = match behind.first() {
        None if view.panel.is_empty() => String::new(),
        None => "; nobody has a newer figure".to_owned(),
        Some(newest) => {
            let n = behind.len();
            let noun = if n == 1 { "period" } else { "periods" };
            format!("; {n} {noun} behind the newest anyone has ({newest})")
        }
    };
    let next = view.indicator.next_publication.trim();
    let next = if next.is_empty() {
        String::new()
    } else {
        format!(" · next publication {next}")
    };
    let says = format!("period ended {}{stands}", day(period.end()));
    fact("Age", says, format!("{}{next}", came(view, now)))
}

/// Where the figure came from.
fn came(view: View<'_>, now: &Comparison) -> String {
    if !now.own.published {
        return "entered by an officer".to_owned();
    }
    published_in(view.book, view.panel, now.own.period).unwrap_or_else(|| "published".to_owned())
}

/// `published in lait_long.csv.gz, taken in on 22 November 2026`; none of a period in which nothing is published.
#[must_use]
pub fn published_in(book: &Book, panel: &Panel, period: Period) -> Option<String> {
    let batch = book.batches.get(panel.column(period)?.batch)?;
    let entered = batch.entered.split('T').next().unwrap_or_default();
    let when = entered
        .parse()
        .map_or_else(|_| entered.to_owned(), |date: jiff::civil::Date| day(date));
    Some(format!("published in {}, taken in on {when}", batch.name))
}

/// `31 March 2025`.
fn day(date: jiff::civil::Date) -> String {
    Period::AsAt(date).label()
}

fn change(indicator: &Indicator, now: &Comparison, judged: &Judgement<'_>) -> Fact {
    let rule = match indicator.tolerance {
        Tolerance::Exact => "any difference counts as a change".to_owned(),
        Tolerance::Within(by) => format!("a difference of no more than {by} counts as the same"),
        Tolerance::WithinPercent(by) => {
            format!("a difference of no more than {by} % counts as the same")
        }
        Tolerance::Significance => {
            "a difference that chance alone could make counts as the same".to_owned()
        }
    };
    let (Some(by), Some(before)) = (now.change(), now.before()) else {
        let previous = now.own.period.previous().map(|period| period.label());
        let of = previous.map_or_else(String::new, |label| format!(" ({label})"));
        return fact("Change", format!("no figure for the period before{of}"), "");
    };
    let way = judged.direction.map_or("cannot be tested", Direction::word);
    let from = show(indicator, before);
    let by = if by == 0.0 {
        format!("as in the period before, {from}")
    } else {
        let way = if by > 0.0 { "up" } else { "down" };
        format!("{way} {} from {from}", distance(indicator, by.abs()))
    };
    let says = match judged.direction {
        // Where neither way is better, the way it went says it all.
        Some(Direction::Up | Direction::Down) => by,
        _ => format!("{way}: {by}"),
    };
    fact("Change", says, rule)
}

/// A difference in the indicator's unit: of percentages, in points.
fn distance(indicator: &Indicator, by: f64) -> String {
    match indicator.unit {
        UnitKind::Percent => format!("{} points", show(indicator, by).trim_end_matches('%')),
        UnitKind::Ratio => format!("{by:.*}", usize::from(indicator.decimals)),
        _ => show(indicator, by),
    }
}

fn rank(indicator: &Indicator, now: &Comparison) -> Option<Fact> {
    let national = now.national;
    if national.n == 0 {
        return None;
    }
    let n = national.n;
    let Some(rank) = national.rank else {
        let why = if matches!(indicator.polarity, Polarity::Neutral | Polarity::Target) {
            "not ranked: neither way is better"
        } else {
            "not ranked"
        };
        return Some(fact("Rank", why, format!("{n} authorities have a figure")));
    };
    let place = format!("{} of {n} authorities", ordinal(rank));
    let Some(band) = national.band else {
        let why = if indicator.no_quartile {
            "the figures lie too close together for quarters"
        } else {
            ""
        };
        return Some(fact("Rank", place, why));
    };
    let cuts = national.quartiles.map_or_else(String::new, |cuts| {
        let cut = |value| show(indicator, value);
        format!(
            "quarters divide at {}, {} and {}",
            cut(cuts.q25),
            cut(cuts.q50),
            cut(cuts.q75)
        )
    });
    Some(fact("Rank", format!("{place}, band {}", band.word()), cuts))
}

fn neighbours(view: View<'_>, now: &Comparison) -> Option<Fact> {
    let held = &now.neighbours;
    let cut = |value: f64| show(view.indicator, value);
    if let (Some(mean), Some(median), Some(min), Some(max)) =
        (held.mean, held.median, held.min, held.max)
    {
        let says = format!("mean {}, median {}", cut(mean), cut(median));
        let about = format!(
            "{} of {} neighbours, from {} to {}",
            held.n,
            held.of,
            cut(min),
            cut(max)
        );
        return Some(fact("Neighbours", says, about));
    }
    let published = held.published?;
    Some(fact("Neighbours", cut(published), "average as published"))
}

/// The region and England, where figures of areas of different size can be compared.
fn wider(view: View<'_>, now: &Comparison) -> Option<Fact> {
    if !view.indicator.unit.is_comparable() {
        let why = "not compared: counts of areas of different size";
        return now.england.map(|_| fact("England", why, ""));
    }
    let region = view.peers.region_in(view.panel, now.own.period);
    let region = region.map(|(code, value)| {
        format!(
            "{} {}",
            view.book.area_name(code),
            show(view.indicator, value)
        )
    });
    let england = now.england.map(|value| show(view.indicator, value));
    Some(match (england, region) {
        (Some(england), region) => fact("England", england, region.unwrap_or_default()),
        (None, Some(region)) => fact("Region", region, ""),
        (None, None) => return None,
    })
}

fn tests(view: View<'_>, now: &Comparison, judged: &Judgement<'_>) -> Vec<Fact> {
    let average = match view.average {
        Average::Mean => "the neighbours’ mean",
        Average::Median => "the neighbours’ median",
    };
    let mut facts = Vec::new();
    if now.neighbours.figure(view.average).is_some() {
        facts.extend(test("Against neighbours", judged.significance, average));
    }
    if view.indicator.unit.is_comparable() {
        facts.extend(test(
            "Against England",
            judged.against_england,
            "England’s figure",
        ));
    }
    facts
}

fn test(name: &'static str, found: Tested<Against>, whose: &str) -> Option<Fact> {
    match found {
        Tested::Is(Against::Similar) => Some(fact(
            name,
            "no different beyond chance",
            format!("{whose} lies inside our 95 % interval"),
        )),
        Tested::Is(against) => Some(fact(
            name,
            format!("{}, by more than chance", against.word()),
            format!("{whose} lies outside our 95 % interval"),
        )),
        Tested::Cannot => Some(fact(
            name,
            "cannot be tested",
            "the publication gives no counts",
        )),
        Tested::Nothing => None,
    }
}

fn recent(judged: &Judgement<'_>) -> Fact {
    const NAME: &str = "Recent trend";
    match judged.trend {
        Tested::Is(trend) => fact(
            NAME,
            trend.direction.word(),
            "weighted straight line through the last five periods",
        ),
        Tested::Cannot => fact(NAME, "cannot be tested", "the publication gives no counts"),
        Tested::Nothing => fact(
            NAME,
            "not tested",
            "needs five consecutive figures since the last break",
        ),
    }
}

fn target(view: View<'_>, judged: &Judgement<'_>) -> Option<Fact> {
    let found = &judged.target;
    let words = match found.verdict {
        Verdict::NoTarget => return None,
        Verdict::CannotTell => "cannot be told",
        verdict => verdict.word(),
    };
    let says = format!("{}: {words}", view.indicator.target.trim());
    Some(fact("Target", says, &*found.why))
}
