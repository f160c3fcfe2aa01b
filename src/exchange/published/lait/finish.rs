//! What was gathered of LAIT's long file, put in order and checked as a whole.
//!
//! A row may stand in the file twice. The same figure twice is one figure; two figures for one measure, year and area
//! are an error that names both lines, since nobody can say which is right.
//!
//! Edges: a measure without a dictionary is neutral: it is shown and never ranked, and this is said.

use crate::domain::id::IndicatorId;
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::intake::{Arriving, Intake};
use crate::domain::panel::Cell;
use crate::domain::problem::Severity;
use crate::domain::reading::Reported;
use crate::exchange::published::lait::fault::{At, shown};
use crate::exchange::published::lait::gather::{Gathering, Measure, Series};
use crate::exchange::published::lait::unit::unit;

/// The intake of what was gathered.
pub(super) fn intake(mut gathering: Gathering<'_>) -> Intake {
    unknown_areas(&mut gathering);
    for at in 0..gathering.series.len() {
        settle(&mut gathering, at);
    }
    for n in 0..gathering.measures.len() {
        let Some(first) = gathering.measures[n].series.first() else {
            continue;
        };
        let kind = gathering.series[*first].period.kind();
        let mut indicator = indicator(&gathering, n);
        let place = gathering.intake.indicators.len();
        let number = i64::try_from(place).unwrap_or(i64::MAX);
        indicator.id = IndicatorId(number.saturating_add(1));
        indicator.position = number;
        indicator.period_kind = kind;
        gathering.intake.indicators.push(indicator);
        hand_over(&mut gathering, n, place);
    }
    said_of_the_dictionary(&mut gathering);
    let mut intake = gathering.intake;
    intake.areas = gathering.areas.codes;
    intake
}

/// Puts a series in the order of its areas, each area once.
fn settle(gathering: &mut Gathering<'_>, at: usize) {
    let series = &mut gathering.series[at];
    if series.cells.is_sorted_by(|one, next| one.0 < next.0) {
        return;
    }
    let mut order: Vec<usize> = (0..series.cells.len()).collect();
    order.sort_by_key(|n| series.cells[*n].0);
    let cells = std::mem::take(&mut series.cells);
    let lines = std::mem::take(&mut series.lines);
    let mut kept: Vec<((u16, Cell), usize)> = Vec::with_capacity(cells.len());
    let mut again = Vec::new();
    for n in order {
        match kept.last() {
            Some((_, first)) if cells[*first].0 == cells[n].0 => again.push((*first, n)),
            _ => kept.push((cells[n].clone(), n)),
        }
    }
    series.cells = kept.into_iter().map(|(cell, _)| cell).collect();
    let what = format!(
        "{} in {}",
        shown(&gathering.measures[series.measure].code),
        series.label
    );
    for (first, second) in again {
        let (line, earlier) = (u64::from(lines[second]), lines[first]);
        let area = &gathering.areas.codes[usize::from(cells[first].0)];
        if cells[first].1.reported == cells[second].1.reported {
            let example = format!("{what}, {area}: line {earlier}");
            gathering.intake.skip("the same row again", line, &example);
            gathering.intake.n_kept -= 1;
            continue;
        }
        let [one, other] = [first, second].map(|n| written(cells[n].1.reported));
        let at = At::cell(gathering.name, line, gathering.columns.value);
        gathering.refuse(at.fault(
            "same-row",
            format!("{other} for {what} of area {area}, which has {one} on line {earlier}"),
            "There is one figure for one area and year.",
            "Take out the line that is wrong.",
        ));
    }
}

fn written(reported: Reported) -> String {
    match reported {
        Reported::Figure { value, .. } => value.to_string(),
        Reported::Missing(missing) => missing.mark().to_owned(),
    }
}

/// The indicator of a measure, but for its key, kind of period and place.
fn indicator(gathering: &Gathering<'_>, n: usize) -> Indicator {
    let measure = &gathering.measures[n];
    let entry = gathering
        .dictionary
        .and_then(|held| held.find(&measure.code));
    let series = measure.series.iter().map(|at| &gathering.series[*at]);
    let mut indicator = match entry {
        Some(entry) => entry.indicator.clone(),
        None => guessed(measure, series),
    };
    indicator.code.clone_from(&measure.code);
    let titles = [&measure.title, &measure.code];
    for title in titles {
        if indicator.title.is_empty() {
            indicator.title.clone_from(title);
        }
    }
    indicator
}

/// What can be told of a measure without the dictionary.
fn guessed<'a>(measure: &Measure, series: impl Iterator<Item = &'a Series>) -> Indicator {
    let (mut most, mut within) = (0, true);
    for (_, cell) in series.flat_map(|series| &series.cells) {
        if let Reported::Figure { value, decimals } = cell.reported {
            most = most.max(decimals);
            within &= (0.0..=100.0).contains(&value);
        }
    }
    let mut indicator = Indicator::new(IndicatorId(0));
    let (kind, words) = unit("", &[&measure.title]);
    indicator.unit = match kind {
        UnitKind::Percent if !within => UnitKind::Rate,
        kind => kind,
    };
    indicator.unit_words = words;
    indicator.decimals = most.min(2);
    indicator.polarity = Polarity::Neutral;
    "DfE LAIT".clone_into(&mut indicator.source);
    indicator
}

/// Moves a measure's series to the intake.
fn hand_over(gathering: &mut Gathering<'_>, measure: usize, place: usize) {
    for at in &gathering.measures[measure].series {
        let series = &mut gathering.series[*at];
        let mut cells = std::mem::take(&mut series.cells);
        if cells.capacity() > cells.len() + cells.len() / 8 {
            cells.shrink_to_fit();
        }
        gathering.intake.series.push(Arriving {
            indicator: place,
            period: series.period,
            label: std::mem::take(&mut series.label),
            status: series.status,
            cells,
        });
    }
}

fn unknown_areas(gathering: &mut Gathering<'_>) {
    if gathering.options.leave_out_unknown {
        return;
    }
    for area in std::mem::take(&mut gathering.areas.unknown) {
        let at = At::cell(gathering.name, area.line, gathering.columns.number);
        let rows = if area.n == 1 { "row" } else { "rows" };
        gathering.refuse(at.fault(
            "unknown-area",
            format!("“{}”, in {} {rows}", shown(&area.words), area.n),
            "No area of the plan has that number.",
            "Check the number, or have the rows of areas that are not known left out.",
        ));
    }
}

fn said_of_the_dictionary(gathering: &mut Gathering<'_>) {
    let at = At::file(gathering.name);
    let Some(dictionary) = gathering.dictionary else {
        let warning = at.fault(
            "no-dictionary",
            "read without LAIT's dictionary",
            "Which way is better is not known, nor the exact unit, so no measure is ranked or rated.",
            "Give --dictionary lait_data_dictionary.csv with the file.",
        );
        gathering
            .intake
            .problems
            .push(warning.severity(Severity::Warning));
        return;
    };
    gathering
        .intake
        .problems
        .extend(dictionary.notes.iter().cloned());
    let lacking = |held: &&Indicator| dictionary.find(&held.code).is_none();
    let n = gathering.intake.indicators.iter().filter(lacking).count();
    let Some(first) = gathering.intake.indicators.iter().find(lacking) else {
        return;
    };
    let warning = at.fault(
        "not-in-dictionary",
        format!(
            "{} that the dictionary lacks, the first “{}”",
            if n == 1 {
                "1 measure".to_owned()
            } else {
                format!("{n} measures")
            },
            shown(&first.code)
        ),
        "Which way is better is not known of them, so they are not ranked or rated.",
        "Give the dictionary that was published with the file.",
    );
    gathering
        .intake
        .problems
        .push(warning.severity(Severity::Warning));
}
