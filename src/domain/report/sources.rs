//! The last page of every document: where its figures come from, how they are made, and what is wrong with them.
//!
//! A figure that is quoted from a paper is asked about a year later. So each source is named once with what came from it,
//! each method that the document uses is said in a sentence or two, and whatever the checks find in the figures of this
//! document is listed, worst first.
//!
//! Edges: findings about consultations are given without their figures, since those may be counts that are not shown. Only
//! what the document uses is named; a paper of money does not carry the licence of figures that it does not print. Where
//! counts are hidden, typed notes beside them that hold figures are named.

mod brief;
mod methods;
mod typed;
mod used;

pub(super) use brief::brief;

use std::collections::BTreeMap;

use crate::domain::area::{list_name, neighbours_of};
use crate::domain::batch::Batch;
use crate::domain::benchmark::{Comparison, latest};
use crate::domain::check::CATALOGUE;
use crate::domain::check::words::several;
use crate::domain::dashboard::STALE_MONTHS;
use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::grant::position::less;
use crate::domain::grant::{PublishedTotal, TotalOf};
use crate::domain::id::{BatchId, IndicatorId};
use crate::domain::indicator::Indicator;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::report::Report;
use crate::domain::report::around::day;
use crate::domain::report::cells::{capital, head, list, set, table};
use crate::domain::report::maker::Maker;

pub(super) use used::Used;

/// Findings about what a dashboard printed, which no other document prints.
const OF_DASHBOARD: [&str; 2] = ["dashboard-count-disagrees", "published-marker-disagrees"];

/// What must be said wherever figures of the Department or of another public body are shown.
pub(super) const LICENCE: &str =
    "Contains public sector information licensed under the Open Government Licence v3.0.";

/// Findings that are listed; of more it is said how many there are.
const MOST: usize = 40;

/// Writes the page.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document, used: &Used) {
    document.add(Block::NewPage);
    document.heading(1, "Sources and methods");
    made_from(maker, document);
    document.heading(2, "Where the figures come from");
    let found = sources(maker, used);
    if found.is_empty() {
        document.say(if used.is_nothing() {
            "The document has no figures yet, so there is no source to name."
        } else {
            "No source has been entered for what this document states."
        });
    } else {
        document.add(sources_table(found));
    }
    licence(maker, document, used);
    neighbours(maker, document, used);
    document.heading(2, "How the figures are made");
    document.add(list(methods::of(maker, used)));
    document.heading(2, "What to be careful of");
    warnings(maker, document, used);
}

fn made_from(maker: &Maker<'_>, document: &mut Document) {
    let standing = &document.standing;
    let mut text = "Made".to_owned();
    if let Some(made) = standing.made {
        text.push_str(&format!(" on {}", day(made)));
    }
    if standing.file.is_empty() {
        text.push_str(" from the plan as it stood");
    } else {
        text.push_str(&format!(" from the file {}", standing.file));
    }
    text.push_str(&format!(", {}.", standing.version_words()));
    if maker.authority().is_empty() {
        text.push_str(" The plan does not yet say whose it is.");
    }
    document.say(text);
}

/// Each source with what came from it.
fn sources(maker: &Maker<'_>, used: &Used) -> BTreeMap<String, Vec<String>> {
    let book = maker.book;
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |source: &str, what: String| {
        if source.trim().is_empty() {
            return;
        }
        let held = found.entry(source.trim().to_owned()).or_default();
        if !held.contains(&what) {
            held.push(what);
        }
    };
    for id in &used.indicators {
        let Some(held) = book.indicators.get(*id) else {
            continue;
        };
        add(&held.source, name(held));
        for batch in batches(maker, *id) {
            if let Some(batch) = book.batches.get(batch) {
                add(&file(batch), name(held));
            }
        }
    }
    let area = book.plan().area;
    let is_used = |id: IndicatorId| used.indicators.contains(&id);
    if !used.indicators.is_empty() {
        for reading in book.readings.iter().filter(|held| held.area == area) {
            if is_used(reading.indicator) {
                add(&reading.source, "figures entered by officers".into());
            }
        }
    }
    for grant in (book.grants.iter()).filter(|held| used.grants.contains(&held.id)) {
        add(&grant.source, format!("grant “{}”", grant.name));
    }
    for total in (book.published_totals.iter()).filter(|held| prints_total(maker, used, held)) {
        add(
            &total.source,
            format!("published total of {}", total.of.word()),
        );
    }
    for id in &used.consultations {
        if let Some(held) = book.consultations.get(*id) {
            add(&held.source, format!("consultation “{}”", held.title));
        }
    }
    if used.is_around() {
        for action in &book.actions {
            add(&action.source, "actions".into());
        }
        for risk in &book.risks {
            add(&risk.source, "risks".into());
        }
    }
    if used.report == Report::Plan {
        for milestone in &book.milestones {
            add(&milestone.source, "milestones".into());
        }
        for decision in &book.decisions {
            add(&decision.source, "decisions".into());
        }
    }
    for held in (book.narratives.iter()).filter(|held| used.sections.contains(&held.id)) {
        add(&held.source, "what officers wrote".into());
    }
    found
}

/// Whether a total that was published is printed: in the grant report each of the year, in the statement of money one that
/// does not tie.
fn prints_total(maker: &Maker<'_>, used: &Used, held: &PublishedTotal) -> bool {
    if Some(held.fiscal_year) != maker.year {
        return false;
    }
    let position = &maker.position;
    let ours = match held.of {
        TotalOf::Grants => position.granted,
        TotalOf::Allocations => position.allocated,
    };
    match used.report {
        Report::Grant => !position.grants.is_empty(),
        Report::Plan | Report::Summary => less(held.amount, ours).abs() > held.tolerance,
        _ => false,
    }
}

/// The code of an indicator, or its title where it has none.
fn name(indicator: &Indicator) -> String {
    if indicator.code.trim().is_empty() {
        indicator.title.clone()
    } else {
        indicator.code.clone()
    }
}

/// A file of published figures, with the day on which it was taken in.
fn file(batch: &Batch) -> String {
    let on = batch.entered.get(..10).and_then(|on| on.parse().ok());
    on.map_or_else(
        || batch.name.clone(),
        |on| format!("{}, taken in on {}", batch.name, day(on)),
    )
}

/// What must be said wherever figures of others stand: what their sources ask for, or else the licence they came under.
fn licence(maker: &Maker<'_>, document: &mut Document, used: &Used) {
    let said = licences(maker, used);
    let is_licensed = said
        .iter()
        .any(|text| text.contains("Open Government Licence"));
    for text in said {
        document.say(text);
    }
    if !is_licensed && is_of_others(maker, used) {
        document.say(LICENCE);
    }
}

/// What must be said wherever the figures of the document's files are shown, each once.
fn licences(maker: &Maker<'_>, used: &Used) -> Vec<String> {
    let mut said = Vec::new();
    for id in &used.indicators {
        for batch in batches(maker, *id) {
            let text = maker
                .book
                .batches
                .get(batch)
                .map_or("", |held| held.source.trim());
            if !text.is_empty() && !said.iter().any(|held| held == text) {
                said.push(text.to_owned());
            }
        }
    }
    said
}

fn batches(maker: &Maker<'_>, id: IndicatorId) -> Vec<BatchId> {
    maker.gathered.batches.get(&id).cloned().unwrap_or_default()
}

fn sources_table(found: BTreeMap<String, Vec<String>>) -> Block {
    let columns = vec![
        Column::words("Source", 4),
        Column::words("What came from it", 6),
    ];
    let mut table = table(
        "Sources",
        "Sources of the figures in this document",
        columns,
    );
    for (source, what) in found {
        table
            .rows
            .push(Row::body(vec![head(source), Cell::text(what.join(", "))]));
    }
    set(table)
}

/// Whether a figure of another public body is shown: ours as it was published, or a peer's.
fn is_of_others(maker: &Maker<'_>, used: &Used) -> bool {
    let is_one = |held: &Comparison| {
        held.own.published
            || held.neighbours.n > 0
            || held.region.is_some()
            || held.england.is_some()
    };
    let from_batch = used
        .indicators
        .iter()
        .any(|id| !batches(maker, *id).is_empty());
    let mut ids = used.indicators.iter();
    from_batch || ids.any(|id| maker.comparisons(*id).iter().any(is_one))
}

fn neighbours(maker: &Maker<'_>, document: &mut Document, used: &Used) {
    let list = &maker.options.list;
    if list.is_empty() || used.indicators.is_empty() || used.report == Report::Consultation {
        return;
    }
    let book = maker.book;
    let names: Vec<String> = neighbours_of(book, &book.plan().area, list)
        .iter()
        .map(|code| book.area_name(code))
        .collect();
    if names.is_empty() {
        return;
    }
    document.say(format!(
        "Statistical neighbours by the list {}, nearest first: {}.",
        list_name(list),
        names.join(", ")
    ));
}

fn warnings(maker: &Maker<'_>, document: &mut Document, used: &Used) {
    let old = stale(maker, used);
    let typed = typed::beside_hidden(maker, used);
    let of_text = if used.sections.is_empty() {
        &[][..]
    } else {
        &maker.text().problems
    };
    let mut problems: Vec<&Problem> = (maker.gathered.problems.iter().chain(of_text))
        .filter(|held| held.severity != Severity::Note && is_about(maker, used, &held.place))
        .filter(|held| used.report == Report::Dashboard || !OF_DASHBOARD.contains(&held.kind))
        .collect();
    problems.sort_by_key(|held| held.severity != Severity::Error);
    if old.is_none() && problems.is_empty() && typed.is_empty() {
        document.say("The checks find nothing wrong with the figures of this document.");
        return;
    }
    let mut items = typed;
    items.extend(problems.iter().take(MOST).map(|held| finding(held)));
    if problems.len() > MOST {
        let more = several(problems.len() - MOST, "finding");
        items.push(format!(
            "And {more} more, which the Data room and `check` list."
        ));
    }
    items.extend(old);
    document.add(list(items));
}

/// A finding in words; of a consultation without its figures.
fn finding(problem: &Problem) -> String {
    let severity = capital(problem.severity.word());
    if matches!(problem.place, Place::Consultation(_) | Place::Question(_)) {
        let about = CATALOGUE.iter().find(|(kind, _)| *kind == problem.kind);
        let about = about.map_or("Something does not agree.", |(_, about)| about);
        return format!("{severity}: {about}");
    }
    format!(
        "{severity}. {}: {}. {}",
        problem.location, problem.what, problem.why
    )
}

fn is_about(maker: &Maker<'_>, used: &Used, place: &Place) -> bool {
    match place {
        Place::Grant(id) => used.grants.contains(id),
        Place::Allocation(grant, area) => {
            let held = maker.book.grants.get(*grant);
            let year = held.map(|held| held.fiscal_year);
            used.grants.contains(grant)
                && year.is_some_and(|year| used.areas.contains(&(*area, year)))
        }
        Place::PriorityArea(id, year) => used.areas.contains(&(*id, *year)),
        Place::FiscalYear(year) => used.years.contains(year),
        Place::Indicator(id) | Place::Reading(id, _) => used.indicators.contains(id),
        Place::Consultation(id) => used.consultations.contains(id),
        Place::Question(id) => {
            let held = maker.book.questions.get(*id);
            held.is_some_and(|held| used.consultations.contains(&held.consultation))
        }
        Place::Narrative(id) => used.sections.contains(id),
        Place::Action(_) | Place::Risk(_) | Place::Objective(_) => used.is_around(),
        Place::Milestone(_) | Place::Decision(_) => used.report == Report::Plan,
        Place::Plan | Place::Field(_) | Place::File(..) => false,
    }
}

/// How many figures are old on the day, with the names of a few.
fn stale(maker: &Maker<'_>, used: &Used) -> Option<String> {
    let today = maker.today()?;
    let old: Vec<String> = (used.indicators.iter())
        .filter_map(|id| {
            let held = maker.book.indicators.get(*id)?;
            let now = latest(maker.comparisons(*id))?;
            let until = now.own.period.end();
            let months = (today.year() - until.year()) * 12 + i16::from(today.month())
                - i16::from(until.month());
            (months > i16::try_from(STALE_MONTHS).unwrap_or(i16::MAX))
                .then(|| format!("{} ({})", name(held), now.own.period))
        })
        .collect();
    if old.is_empty() {
        return None;
    }
    let shown = old
        .iter()
        .take(MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    let more = if old.len() > MOST { " and others" } else { "" };
    let (n, figures) = if old.len() == 1 {
        ("one indicator".to_owned(), "figure of")
    } else {
        (several(old.len(), "indicator"), "figures of")
    };
    let are = if old.len() == 1 { "is" } else { "are" };
    Some(format!(
        "The latest {figures} {n} {are} more than {STALE_MONTHS} months old: {shown}{more}."
    ))
}
