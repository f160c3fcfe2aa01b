//! An indicator's pictures as values: its trend beside its peers, and its neighbours ranked.

use crate::domain::area::{AreaCode, list_name};
use crate::domain::benchmark::{
    Average, Comparison, Figure, OwnFigure, Peers, latest, neighbour_average,
};
use crate::domain::book::Book;
use crate::domain::chart::{
    Bar, Bars, Chart, Line, Point, Role, Series, Status, Tick, Trend, Unit,
};
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::period::Period;
use crate::domain::reading::{self, Reported};

/// What a trend is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The plan.
    pub book: &'a Book,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Whom it is compared with.
    pub peers: &'a Peers,
    /// The dated list that names the neighbours.
    pub list: &'a str,
    /// The average that stands for them.
    pub average: Average,
    /// The indicator's published figures.
    pub figures: &'a [Figure],
    /// Its comparisons, oldest first.
    pub comparisons: &'a [Comparison],
}

/// How the indicator's figures are printed.
#[must_use]
pub fn unit(indicator: &Indicator) -> Unit {
    let (prefix, suffix) = match indicator.unit {
        UnitKind::Percent => ("", "%"),
        UnitKind::Ratio => ("", " : 1"),
        UnitKind::Money => ("£", ""),
        _ => ("", ""),
    };
    Unit::new(prefix, suffix, indicator.decimals)
}

/// Our outturn, provisional and planned figures beside the neighbours' average, the region and England.
#[must_use]
pub fn trend(view: View<'_>) -> Chart {
    let View {
        book,
        indicator,
        peers,
        list,
        average,
        ..
    } = view;
    let periods = periods(view);
    let own = Series {
        name: book.area_name(&peers.own),
        role: Role::Own,
        points: own_points(view),
    };
    let neighbours: Vec<Point> = periods
        .iter()
        .filter_map(|period| neighbour_point(view, *period))
        .collect();
    let published = periods.iter().any(|period| {
        let held = neighbour_average(peers, view.figures, *period);
        held.n == 0 && held.published.is_some()
    });
    let neighbour_name = if published {
        "Neighbours, as published".to_owned()
    } else {
        format!("Neighbours ({})", average.word())
    };
    let mut series = vec![
        own,
        Series {
            name: neighbour_name,
            role: Role::Neighbours,
            points: neighbours,
        },
    ];
    if let Some(region) = &peers.region {
        series.push(Series {
            name: book.area_name(region),
            role: Role::Region,
            points: area_points(view, region, &periods),
        });
    }
    let england = AreaCode::new(AreaCode::ENGLAND);
    series.push(Series {
        name: book.area_name(&england),
        role: Role::England,
        points: area_points(view, &england, &periods),
    });
    series.retain(|line| {
        line.role == Role::Own || line.points.iter().any(|point| point.value.is_some())
    });
    let compared = if list.is_empty() {
        String::new()
    } else {
        format!(" · neighbours: {}", list_name(list))
    };
    Chart::Trend(Trend {
        title: indicator.title.clone(),
        subtitle: format!("{}{compared}", indicator.subtitle()),
        unit: unit(indicator),
        ticks: periods
            .iter()
            .map(|period| Tick {
                at: period.at(),
                label: period.label(),
            })
            .collect(),
        series,
        sentence: sentence(view),
        source: indicator.source.clone(),
        ..Trend::default()
    })
}

/// Every period that anyone has a figure for, oldest first.
fn periods(view: View<'_>) -> Vec<Period> {
    let mut periods: Vec<Period> = view
        .comparisons
        .iter()
        .map(|held| held.own.period)
        .collect();
    let shown = |figure: &&Figure| figure.reported.value().is_some();
    periods.extend(
        view.figures
            .iter()
            .filter(shown)
            .map(|figure| figure.period),
    );
    periods.sort_unstable();
    periods.dedup();
    periods
}

fn own_points(view: View<'_>) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for own in view.comparisons.iter().map(|held| &held.own) {
        points.push(own_point(view.indicator, own));
    }
    // A gap in the run of consecutive periods is a gap in the line, not a bridge over it.
    let mut gaps = Vec::new();
    for pair in view.comparisons.windows(2) {
        if let Some(expected) = pair[0].own.period.next()
            && expected < pair[1].own.period
        {
            gaps.push(Point {
                at: expected.at(),
                period: expected.label(),
                note: "no figure entered".into(),
                ..Point::default()
            });
        }
    }
    points.extend(gaps);
    points.sort_by(|a, b| a.at.total_cmp(&b.at));
    points
}

fn own_point(indicator: &Indicator, own: &OwnFigure) -> Point {
    let status = match own.status {
        reading::Status::Outturn | reading::Status::Revised => Status::Outturn,
        reading::Status::Provisional | reading::Status::Estimate => Status::Provisional,
        reading::Status::Forecast | reading::Status::Planned => Status::Planned,
    };
    let (value, shown, missing) = match own.reported {
        Reported::Figure { value, decimals } => {
            (Some(value), indicator.show(value, decimals), None)
        }
        Reported::Missing(missing) => (None, String::new(), Some(missing.mark().to_owned())),
    };
    let came = if own.published {
        "published"
    } else {
        "entered here"
    };
    Point {
        at: own.period.at(),
        period: own.period.label(),
        value,
        missing,
        status,
        shown,
        note: format!("{}, {came}", own.status.word()),
        interval: None,
    }
}

fn neighbour_point(view: View<'_>, period: Period) -> Option<Point> {
    let held = neighbour_average(view.peers, view.figures, period);
    let value = held.figure(view.average)?;
    let note = if held.n == 0 {
        "as published".to_owned()
    } else {
        format!("{} of {} neighbours", held.n, held.of)
    };
    Some(Point {
        at: period.at(),
        period: period.label(),
        value: Some(value),
        shown: view.indicator.show(value, view.indicator.decimals),
        note,
        ..Point::default()
    })
}

fn area_points(view: View<'_>, area: &AreaCode, periods: &[Period]) -> Vec<Point> {
    let mut points = Vec::new();
    for period in periods {
        let Some(figure) = view
            .figures
            .iter()
            .find(|figure| &figure.area == area && figure.period == *period)
        else {
            continue;
        };
        let (value, missing) = match figure.reported {
            Reported::Figure { value, .. } => (Some(value), None),
            Reported::Missing(missing) => (None, Some(missing.mark().to_owned())),
        };
        points.push(Point {
            at: period.at(),
            period: period.label(),
            value,
            missing,
            shown: value
                .map(|value| view.indicator.show(value, view.indicator.decimals))
                .unwrap_or_default(),
            note: figure.status.word().to_owned(),
            ..Point::default()
        });
    }
    points
}

/// What the trend says, in a sentence or three made from its figures.
#[must_use]
pub fn sentence(view: View<'_>) -> String {
    let indicator = view.indicator;
    let Some(now) = latest(view.comparisons) else {
        return "No figure has been entered yet.".into();
    };
    let Reported::Figure { value, decimals } = now.own.reported else {
        return format!(
            "No figure for {}: {}.",
            now.own.period,
            crate::domain::benchmark::why_missing(now).map_or("", reading::Missing::word)
        );
    };
    let mut text = format!(
        "{} in {} ({})",
        indicator.show(value, decimals),
        now.own.period,
        now.own.status.word()
    );
    if let Some(previous) = now.previous {
        text.push_str(&match now.change() {
            Some(change) if change > 0.0 => {
                format!(", up from {}", indicator.show(previous, decimals))
            }
            Some(change) if change < 0.0 => {
                format!(", down from {}", indicator.show(previous, decimals))
            }
            _ => ", as in the period before".to_owned(),
        });
    }
    text.push_str(". ");
    let one_more = indicator.decimals.max(decimals);
    if let (Some(mean), Some(median)) = (now.neighbours.mean, now.neighbours.median) {
        text.push_str(&format!(
            "Neighbours: mean {}, median {} ({} of {}, {} list). ",
            indicator.show(mean, one_more),
            indicator.show(median, one_more),
            now.neighbours.n,
            now.neighbours.of,
            list_name(view.list)
        ));
    } else if let Some(published) = now.neighbours.published {
        text.push_str(&format!(
            "Neighbours as published: {}. ",
            indicator.show(published, one_more)
        ));
    }
    if let Some(england) = now.england {
        text.push_str(&format!("England {}. ", indicator.show(england, one_more)));
    }
    if let Some(better) = now.better_than_neighbours(indicator.polarity, view.average) {
        let than = if now.neighbours.n == 0 {
            "average as published"
        } else {
            view.average.word()
        };
        text.push_str(&format!(
            "{} than the neighbours’ {than}.",
            if better { "Better" } else { "Worse" }
        ));
    } else if indicator.polarity == Polarity::Neutral {
        text.push_str("Neither way is better, so it is not ranked.");
    }
    text.trim_end().to_owned()
}

/// The neighbours and ourselves, best first (or highest first where neither way is better), in one period.
#[must_use]
pub fn ranked(view: View<'_>, period: Period) -> Chart {
    let View {
        book,
        indicator,
        peers,
        ..
    } = view;
    let bar = |area: &AreaCode, ours: bool, reported: Option<Reported>| {
        let (value, shown, missing) = match reported {
            Some(Reported::Figure { value, decimals }) => {
                (Some(value), indicator.show(value, decimals), None)
            }
            Some(Reported::Missing(missing)) => {
                (None, String::new(), Some(missing.mark().to_owned()))
            }
            None => (None, String::new(), Some("no figure".to_owned())),
        };
        Bar {
            label: book.area_name(area),
            value,
            shown,
            ours,
            missing,
            over: false,
        }
    };
    let published = |area: &AreaCode| {
        view.figures
            .iter()
            .find(|figure| &figure.area == area && figure.period == period)
            .map(|figure| figure.reported)
    };
    let own = view
        .comparisons
        .iter()
        .find(|held| held.own.period == period && held.own.status.is_actual());
    let mut bars: Vec<Bar> = peers
        .neighbours
        .iter()
        .map(|area| bar(area, false, published(area)))
        .collect();
    bars.push(bar(&peers.own, true, own.map(|held| held.own.reported)));
    let key = |bar: &Bar| match indicator.polarity {
        Polarity::Lower => bar.value.unwrap_or(f64::INFINITY),
        _ => -bar.value.unwrap_or(f64::NEG_INFINITY),
    };
    bars.sort_by(|a, b| key(a).total_cmp(&key(b)));
    let england = published(&AreaCode::new(AreaCode::ENGLAND)).and_then(Reported::value);
    let order = match indicator.polarity {
        Polarity::Higher | Polarity::Lower => "best first",
        Polarity::Neutral | Polarity::Target => "highest first",
    };
    Chart::Bars(Bars {
        title: format!("{} neighbours, {period}", peers.neighbours.len()),
        subtitle: format!("{} · {order}", list_name(view.list)),
        unit: unit(indicator),
        bars,
        marker: england.map(|value| Line {
            value,
            label: "England".to_owned(),
        }),
        source: indicator.source.clone(),
    })
}
