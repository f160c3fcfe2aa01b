//! What the sample measures: objectives, indicators, our own figures, a dashboard's row, published figures.
//!
//! A figure names its indicator by code and its period as people write it; the indicator's kind of period says
//! what `2015` means.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use crate::domain::area::AreaCode;
use crate::domain::dashboard::PublishedStatement;
use crate::domain::id::{IndicatorId, MarkerId, ObjectiveId, ReadingId, StatementId};
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::intake::Arriving;
use crate::domain::marker::Marker;
use crate::domain::objective::Objective;
use crate::domain::panel::Cell;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::reading::{Reading, Reported, Status};
use crate::exchange::sample::known::{Known, Measure};
use crate::exchange::sample::table::{Line, Refused, several};
use crate::exchange::sample::{Figures, Reader};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ObjectiveRow {
    number: String,
    short: String,
    title: String,
}

pub(super) fn add_objectives(reader: &mut Reader) {
    reader.add(
        "objective.csv",
        |known, line, row: ObjectiveRow, position| {
            Ok(Objective {
                id: ObjectiveId(known.define(line, "objective", "number", &row.number)?),
                number: row.number,
                short: row.short,
                title: row.title,
                position,
            })
        },
    );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkRow {
    indicator: String,
    objectives: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorRow {
    code: String,
    title: String,
    unit: String,
    unit_words: String,
    decimals: String,
    polarity: String,
    period_kind: String,
    numerator: String,
    denominator: String,
    source: String,
    definition: String,
    target: String,
    objectives: String,
}

/// The plan's own indicators, then DfE's, which each plan ties to objectives of its own.
pub(super) fn add_indicators(reader: &mut Reader) {
    let links = reader.read("dfe_indicator.csv", |_, _, row: LinkRow, _| {
        Ok((row.indicator, row.objectives))
    });
    let links: HashMap<String, String> = links.into_iter().collect();
    reader.add(
        "indicator.csv",
        |known, line, row: IndicatorRow, position| indicator(known, line, row, position, &links),
    );
}

fn indicator(
    known: &mut Known,
    line: &Line,
    row: IndicatorRow,
    position: i64,
    links: &HashMap<String, String>,
) -> Result<Indicator, Refused> {
    let named = links.get(&row.code).unwrap_or(&row.objectives);
    let objectives = several(named)
        .map(|number| {
            known
                .find(line, "objective", "objectives", number)
                .map(ObjectiveId)
        })
        .collect::<Result<_, _>>()?;
    let period_kind = row.period_kind.parse::<PeriodKind>().map_err(|error| {
        let why = format!("It {}.", error.why);
        line.fault(
            "period_kind",
            &row.period_kind,
            why,
            format!("{}.", error.remedy),
        )
    })?;
    let measure = Measure {
        id: IndicatorId(known.define(line, "indicator", "code", &row.code)?),
        period_kind,
        decimals: line.whole("decimals", &row.decimals)?,
    };
    known.remember(&row.code, measure, &row.source);
    Ok(Indicator {
        unit: line.word("unit", &row.unit, &UnitKind::ALL, UnitKind::word)?,
        unit_words: row.unit_words,
        decimals: measure.decimals,
        polarity: line.word("polarity", &row.polarity, &Polarity::ALL, Polarity::word)?,
        period_kind,
        numerator: row.numerator,
        denominator: row.denominator,
        source: row.source,
        definition: row.definition,
        target: row.target,
        objectives,
        code: row.code,
        title: row.title,
        position,
        ..Indicator::new(measure.id)
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingRow {
    indicator: String,
    area: String,
    period: String,
    status: String,
    value: String,
    numerator: String,
    denominator: String,
    query: String,
    note: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkerRow {
    indicator: String,
    period: String,
    updated: String,
    latest_update: String,
    performance: String,
    direction: String,
    rag: String,
    quartile: String,
    neighbours: String,
    target: String,
}

/// Our own figures and the dashboard's rows. A row without an area is of `own`, the plan's authority; one
/// without a source is from where its indicator is.
pub(super) fn add_readings(reader: &mut Reader, own: &AreaCode) {
    reader.add("reading.csv", |known, line, row, _| {
        reading(known, line, row, own)
    });
    reader.add("marker.csv", marker);
    reader.add("dashboard_count.csv", statement);
}

fn reading(
    known: &mut Known,
    line: &Line,
    row: ReadingRow,
    own: &AreaCode,
) -> Result<Reading, Refused> {
    let (measure, usual_source) = known.measure(line, &row.indicator)?;
    let usual_source = usual_source.to_owned();
    let area = if row.area.is_empty() {
        own.clone()
    } else {
        known.find(line, "area", "area", &row.area)?;
        AreaCode::new(&row.area)
    };
    let period = line.period("period", &row.period, measure.period_kind)?;
    let natural = format!("{}|{area}|{}|{}", row.indicator, period.code(), row.status);
    Ok(Reading {
        id: ReadingId(known.define(line, "reading", "period", &natural)?),
        indicator: measure.id,
        area,
        period,
        status: line.word("status", &row.status, &Status::ALL, Status::word)?,
        reported: line.reported("value", &row.value)?,
        numerator: line.number("numerator", &row.numerator)?,
        denominator: line.number("denominator", &row.denominator)?,
        query: row.query,
        note: row.note,
        source: if row.source.is_empty() {
            usual_source
        } else {
            row.source
        },
    })
}

fn marker(
    known: &mut Known,
    line: &Line,
    row: MarkerRow,
    position: i64,
) -> Result<Marker, Refused> {
    let (measure, _) = known.measure(line, &row.indicator)?;
    let period = line.period("period", &row.period, PeriodKind::Quarter)?;
    let natural = format!("{}|{}", row.indicator, period.code());
    let updated = line.word("updated", &row.updated, &[true, false], |updated| {
        if updated { "yes" } else { "no" }
    })?;
    Ok(Marker {
        id: MarkerId(known.define(line, "dashboard row", "indicator", &natural)?),
        indicator: measure.id,
        period,
        updated,
        latest_update: row.latest_update,
        performance: row.performance,
        direction: row.direction,
        rag: row.rag,
        quartile: row.quartile,
        neighbours: row.neighbours,
        target: row.target,
        position,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementRow {
    period: String,
    statement: String,
    n: String,
    source: String,
}

/// A count that the dashboard's overview printed.
fn statement(
    known: &mut Known,
    line: &Line,
    row: StatementRow,
    _: i64,
) -> Result<PublishedStatement, Refused> {
    let period = line.period("period", &row.period, PeriodKind::Quarter)?;
    let natural = format!("{}|{}", period.code(), row.statement);
    Ok(PublishedStatement {
        id: StatementId(known.define(line, "dashboard count", "statement", &natural)?),
        period,
        n: line.whole("n", &row.n)?,
        statement: row.statement,
        source: row.source,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureRow {
    indicator: String,
    period: String,
    area: String,
    value: String,
}

/// A published figure, as its row says it.
struct Figure {
    area: AreaCode,
    period: Period,
    reported: Reported,
}

/// Published figures, laid out as a file that was taken in. All are outturns.
pub(super) fn figures(reader: &mut Reader) -> Figures {
    let read = reader.read("figure.csv", |known, line, row: FigureRow, _| {
        figure(known, line, &row)
    });
    let mut by_series: BTreeMap<(IndicatorId, Period), Vec<(AreaCode, Reported)>> = BTreeMap::new();
    for (id, figure) in read {
        by_series
            .entry((id, figure.period))
            .or_default()
            .push((figure.area, figure.reported));
    }
    let mut laid = Figures::default();
    let areas: BTreeSet<&AreaCode> = by_series.values().flatten().map(|(area, _)| area).collect();
    laid.areas = areas.into_iter().cloned().collect();
    for ((id, period), cells) in &by_series {
        if laid.indicators.last() != Some(id) {
            laid.indicators.push(*id);
        }
        let mut cells: Vec<(u16, Cell)> = cells
            .iter()
            .filter_map(|(area, reported)| {
                let place = laid.areas.binary_search(area).ok()?;
                Some((u16::try_from(place).ok()?, Cell::bare(*reported)))
            })
            .collect();
        cells.sort_by_key(|(place, _)| *place);
        laid.series.push(Arriving {
            indicator: laid.indicators.len() - 1,
            period: *period,
            label: period.label(),
            status: Status::Outturn,
            cells,
        });
    }
    laid
}

fn figure(
    known: &mut Known,
    line: &Line,
    row: &FigureRow,
) -> Result<(IndicatorId, Figure), Refused> {
    let (measure, _) = known.measure(line, &row.indicator)?;
    known.find(line, "area", "area", &row.area)?;
    let period = line.period("period", &row.period, measure.period_kind)?;
    let natural = format!("{}|{}|{}", row.indicator, period.code(), row.area);
    known.define(line, "figure", "indicator", &natural)?;
    let reported = match line.reported("value", &row.value)? {
        // The tool's file drops a last nought: 295 stands for 295.0 where the series has one decimal.
        Reported::Figure { value, decimals } => Reported::Figure {
            value,
            decimals: decimals.max(measure.decimals),
        },
        missing @ Reported::Missing(_) => missing,
    };
    let figure = Figure {
        area: AreaCode::new(&row.area),
        period,
        reported,
    };
    Ok((measure.id, figure))
}
