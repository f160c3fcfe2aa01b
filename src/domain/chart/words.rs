//! The text alternative: what a chart shows, in sentences with its figures.
//!
//! A person who cannot see the drawing must be able to answer the same questions from it: how much,
//! in which period, rising or falling, against whom, and what is missing and why. So each line
//! gives its latest figure, where it began and its extremes.
//!
//! Edges: a chart with nothing to draw says so.

use super::bars::{Bar, Bars};
use super::diverging::{Diverging, Row, Side};
use super::strips::{Stack, Stacked, Waterfall};
use super::trend::{Point, Series, Status, Trend};
use crate::domain::statistics::grouped;

/// Sentences end in one full stop, however the parts were written.
fn sentence(out: &mut String, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(text);
    if !text.ends_with(['.', '!', '?']) {
        out.push('.');
    }
}

fn opening(kind: &str, title: &str, subtitle: &str) -> String {
    let mut out = String::new();
    let named = format!("{kind}: {title}");
    sentence(&mut out, named.trim_end_matches([':', ' ']));
    sentence(&mut out, subtitle);
    out
}

pub(super) fn trend(trend: &Trend) -> String {
    let mut out = opening("Line chart", &trend.title, &trend.subtitle);
    if trend.series.iter().all(|series| series.last().is_none()) {
        sentence(&mut out, "There is no figure to draw");
    }
    for series in &trend.series {
        sentence(&mut out, &line(trend, series));
    }
    if let Some(target) = &trend.target {
        sentence(
            &mut out,
            &format!("{}: {}", target.label, trend.unit.show(target.value)),
        );
    }
    for gap in &trend.breaks {
        sentence(
            &mut out,
            &format!("Not comparable across a break: {}", gap.label),
        );
    }
    sentence(&mut out, &trend.sentence);
    for note in &trend.notes {
        sentence(&mut out, note);
    }
    source(&mut out, &trend.source);
    out
}

/// One line of a trend: latest, first, extremes, gaps.
fn line(trend: &Trend, series: &Series) -> String {
    let ordered = series.ordered();
    let known: Vec<(&Point, f64)> = ordered
        .iter()
        .filter_map(|point| Some((*point, point.plotted()?)))
        .collect();
    let gaps: Vec<String> = ordered
        .iter()
        .filter(|point| point.plotted().is_none())
        .map(|point| format!("{} {}", point.period, point.mark()))
        .collect();
    let mut parts = Vec::new();
    if let Some((last, _)) = known.last() {
        parts.push(format!("{}{}", figure(trend, last), firmness(last.status)));
    }
    if let [(first, _), .., _] = known[..] {
        parts.push(format!("from {}", figure(trend, first)));
    }
    if known.len() > 2 {
        let low = known.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        let high = known.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        if let (Some((low, _)), Some((high, _))) = (low, high) {
            parts.push(format!("lowest {}", figure(trend, low)));
            parts.push(format!("highest {}", figure(trend, high)));
        }
    }
    if !gaps.is_empty() {
        parts.push(format!("no figure for {}", gaps.join(", ")));
    }
    if parts.is_empty() {
        parts.push("no figures".to_owned());
    }
    format!("{}: {}", series.name, parts.join("; "))
}

fn figure(trend: &Trend, point: &Point) -> String {
    format!("{} in {}", point.says(&trend.unit), point.period)
}

fn firmness(status: Status) -> String {
    match status {
        Status::Outturn => String::new(),
        Status::Provisional | Status::Planned => format!(" ({})", status.word()),
    }
}

pub(super) fn bars(bars: &Bars) -> String {
    let mut out = opening("Bar chart", &bars.title, &bars.subtitle);
    let ordered = bars.ordered();
    let (known, missing): (Vec<&Bar>, Vec<&Bar>) =
        ordered.into_iter().partition(|bar| bar.plotted().is_some());
    let name = |bar: &Bar| {
        let ours = if bar.ours { " (ours)" } else { "" };
        format!("{}{ours} {}", bar.label, bar.says(&bars.unit))
    };
    let list = |bars: &[&Bar]| {
        bars.iter()
            .map(|bar| name(bar))
            .collect::<Vec<_>>()
            .join(", ")
    };
    if known.is_empty() {
        sentence(&mut out, "There is no figure to draw");
    } else {
        sentence(&mut out, &format!("From the top: {}", list(&known)));
    }
    if !missing.is_empty() {
        sentence(&mut out, &format!("Without a figure: {}", list(&missing)));
    }
    if let Some(marker) = &bars.marker {
        sentence(
            &mut out,
            &format!("{}: {}", marker.label, bars.unit.show(marker.value)),
        );
    }
    source(&mut out, &bars.source);
    out
}

pub(super) fn diverging(diverging: &Diverging) -> String {
    let mut out = opening("Answers on a scale", &diverging.title, &diverging.subtitle);
    if diverging.rows.is_empty() {
        sentence(&mut out, "There are no answers to draw");
    }
    for row in &diverging.rows {
        sentence(&mut out, &answers(row));
    }
    source(&mut out, &diverging.source);
    out
}

/// One row: its base, then its answers from most positive to most negative, neutral last.
fn answers(row: &Row) -> String {
    let mut parts = row.outwards(Side::Positive);
    parts.reverse();
    parts.extend(row.outwards(Side::Negative));
    parts.extend(row.outwards(Side::Neutral));
    let said: Vec<String> = parts
        .iter()
        .map(|part| format!("{} {}", part.label, part.says()))
        .collect();
    let people = if row.base == 1 { "person" } else { "people" };
    let mut out = format!("{}, {} {people} answered", row.label, grouped(row.base));
    if said.is_empty() && row.note.is_some() {
        out.clone_from(&row.label);
    } else if !said.is_empty() {
        out += &format!(": {}", said.join(", "));
    }
    if let Some(note) = &row.note {
        out += &format!("; {note}");
    }
    out
}

pub(super) fn stacked(stacked: &Stacked) -> String {
    let mut out = opening("Stacked bars", &stacked.title, &stacked.subtitle);
    if stacked.rows.is_empty() {
        sentence(&mut out, "There is nothing to draw");
    }
    for row in &stacked.rows {
        sentence(&mut out, &pieces(stacked, row));
        sentence(&mut out, &row.shown);
    }
    source(&mut out, &stacked.source);
    out
}

/// One bar: its pieces, then what is left.
fn pieces(stacked: &Stacked, row: &Stack) -> String {
    let said = row.pieces.iter().map(|piece| {
        let name = stacked.keys.get(piece.key).map_or("", String::as_str);
        format!("{name} {}", piece.amount.shown)
    });
    let said: Vec<String> = said.collect();
    let mut out = match said.len() {
        0 => format!("{}: nothing", row.label),
        _ => format!("{}: {}", row.label, said.join(", ")),
    };
    if let Some(left) = &row.left {
        out += &format!("; {}", left.shown);
    }
    out
}

pub(super) fn waterfall(waterfall: &Waterfall) -> String {
    let mut out = opening("Waterfall", &waterfall.title, &waterfall.subtitle);
    let (label, amount) = &waterfall.start;
    sentence(&mut out, &format!("{label} {}", amount.shown));
    for step in &waterfall.steps {
        let (change, to) = (&step.change.shown, &step.total.shown);
        sentence(&mut out, &format!("{} {change}, to {to}", step.label));
    }
    let (label, amount) = &waterfall.end;
    sentence(&mut out, &format!("{label} {}", amount.shown));
    source(&mut out, &waterfall.source);
    out
}

fn source(out: &mut String, source: &str) {
    if !source.trim().is_empty() {
        sentence(out, &format!("Source: {source}"));
    }
}
