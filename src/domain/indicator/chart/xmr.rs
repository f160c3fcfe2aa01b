//! A series with its process limits: whether a figure is out of the ordinary, or only as different as figures are.
//!
//! Months and quarters go up and down by themselves. The limits are drawn from that movement, so that an officer asks
//! about the figures that stand out and leaves the others alone. The words are plain: what the statistics call signals
//! is said as what is seen.
//!
//! Edges: missing figures are left out, and the two beside a gap taken for neighbours, as the note says. A lower limit
//! below nothing is not drawn where figures cannot be negative.

use crate::domain::benchmark::Comparison;
use crate::domain::chart::{Chart, Point, Role, Series, Trend};
use crate::domain::indicator::chart::{View, ground, own_point, ticks, unit};
use crate::domain::indicator::{Indicator, UnitKind};
use crate::domain::period::PeriodKind;
use crate::domain::statistics::xmr::{ADVISED, Signal, Xmr, xmr};

/// Whether process limits are offered: of in-year series from the third figure on, of any series from the twelfth.
#[must_use]
pub fn has_limits(indicator: &Indicator, comparisons: &[Comparison]) -> bool {
    let in_year = matches!(
        indicator.period_kind,
        PeriodKind::Quarter | PeriodKind::Month | PeriodKind::Term
    );
    let n = known(comparisons).count();
    n >= if in_year { 3 } else { ADVISED }
}

fn known(comparisons: &[Comparison]) -> impl Iterator<Item = (&Comparison, f64)> {
    let actual = comparisons
        .iter()
        .filter(|held| held.own.status.is_actual());
    actual.filter_map(|held| Some((held, held.own.reported.value()?)))
}

/// Our series with its average and limits. None with fewer than two figures.
#[must_use]
pub fn limits(view: View<'_>) -> Option<Chart> {
    let indicator = view.indicator;
    let known: Vec<(&Comparison, f64)> = known(view.comparisons).collect();
    let values: Vec<f64> = known.iter().map(|(_, value)| *value).collect();
    let found = xmr(&values, false, None)?;
    let mut own: Vec<Point> = known
        .iter()
        .zip(&found.signals)
        .map(|((held, _), signal)| {
            let mut point = own_point(indicator, &held.own);
            point.interval = None;
            if *signal != Signal::CommonCause {
                point.note = format!("{}; {}", words(*signal), point.note);
            }
            point
        })
        .collect();
    own.sort_by(|a, b| a.at.total_cmp(&b.at));
    let level = |name: &str, role, value: f64| Series {
        name: name.to_owned(),
        role,
        points: own
            .iter()
            .map(|point| Point {
                at: point.at,
                period: point.period.clone(),
                value: Some(value),
                shown: indicator.show(value, indicator.decimals + 1),
                note: "worked out from these figures".to_owned(),
                ..Point::default()
            })
            .collect(),
    };
    let mut series = vec![
        level("Average", Role::Neighbours, found.mean),
        level("Upper limit", Role::Other, found.upper),
    ];
    if is_lower_drawn(indicator, &found) {
        series.push(level("Lower limit", Role::Other, found.lower));
    }
    series.insert(
        0,
        Series {
            name: view.book.area_name(&view.peers.own),
            role: Role::Own,
            points: own,
        },
    );
    Some(Chart::Trend(Trend {
        title: format!("{}: process limits", indicator.title),
        subtitle: indicator.subtitle(),
        unit: unit(indicator),
        ticks: ticks(known.iter().map(|(held, _)| held.own.period)),
        series,
        bands: Vec::new(),
        breaks: ground::breaks(indicator),
        target: ground::target(indicator),
        sentence: sentence(indicator, &known, &found),
        notes: notes(&known, indicator, &found),
        source: indicator.source.clone(),
    }))
}

/// A limit that no figure can reach says nothing.
fn is_lower_drawn(indicator: &Indicator, found: &Xmr) -> bool {
    found.lower >= 0.0 || indicator.unit == UnitKind::Money
}

fn sentence(indicator: &Indicator, known: &[(&Comparison, f64)], found: &Xmr) -> String {
    let show = |value| indicator.show(value, indicator.decimals + 1);
    let expected = if is_lower_drawn(indicator, found) {
        format!("between {} and {}", show(found.lower), show(found.upper))
    } else {
        format!("no higher than {}", show(found.upper))
    };
    let out = out_of_the_ordinary(known, &found.signals);
    let out = if out.is_empty() {
        "No figure is out of the ordinary: they move as such figures do.".to_owned()
    } else {
        format!("Out of the ordinary: {}.", out.join(", "))
    };
    format!(
        "The average of {} figures is {}; a figure {expected} is ordinary. {out}",
        known.len(),
        show(found.mean)
    )
}

/// The figures that stand out, those in a row for the same reason together: `April to October (…)`.
fn out_of_the_ordinary(known: &[(&Comparison, f64)], signals: &[Signal]) -> Vec<String> {
    let marked: Vec<(&str, Signal)> = known
        .iter()
        .zip(signals)
        .map(|((held, _), signal)| (held.label.as_str(), *signal))
        .collect();
    let runs = marked.chunk_by(|a, b| a.1 == b.1);
    let out = runs.filter_map(|run| match run {
        [] | [(_, Signal::CommonCause), ..] => None,
        [(only, signal)] => Some(format!("{only} ({})", words(*signal))),
        [(first, signal), .., (last, _)] => Some(format!("{first} to {last} ({})", words(*signal))),
    });
    out.collect()
}

fn notes(known: &[(&Comparison, f64)], indicator: &Indicator, found: &Xmr) -> Vec<String> {
    let mut notes = vec![
        "Process limits (XmR): the average and 2.66 times the average change from one figure to the next on either side."
            .to_owned(),
    ];
    if known.len() < ADVISED {
        notes.push(format!(
            "With fewer than {ADVISED} figures the limits are loose."
        ));
    }
    if !is_lower_drawn(indicator, found) {
        notes.push("The lower limit lies below nothing and is not drawn.".to_owned());
    }
    let gaps = known
        .windows(2)
        .any(|pair| pair[0].0.own.period.next() != Some(pair[1].0.own.period));
    if gaps {
        notes.push("Periods without a figure are left out.".to_owned());
    }
    notes
}

/// What is seen at a figure, in plain words.
#[must_use]
pub fn words(signal: Signal) -> &'static str {
    match signal {
        Signal::CommonCause => "ordinary",
        Signal::Above => "above the upper limit",
        Signal::Below => "below the lower limit",
        Signal::TrendUp => "seven or more rising in a row",
        Signal::TrendDown => "seven or more falling in a row",
        Signal::TwoInThreeAbove => "two in three close to the upper limit",
        Signal::TwoInThreeBelow => "two in three close to the lower limit",
        Signal::SevenAbove => "seven or more in a row above the average",
        Signal::SevenBelow => "seven or more in a row below the average",
    }
}
