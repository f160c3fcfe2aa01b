//! An indicator's pictures as values: its trend beside its peers, and its neighbours ranked.

mod ground;
mod lists;
mod project;
mod ranked;
mod stands;
mod words;
mod xmr;

use crate::domain::area::{AreaCode, list_name};
use crate::domain::benchmark::judgement::{Judgement, interval, judge};
use crate::domain::benchmark::{Average, Comparison, OwnFigure, Peers, neighbour_average};
use crate::domain::book::Book;
use crate::domain::chart::{Chart, Point, Role, Series, Status, Tick, Trend, Unit};
use crate::domain::indicator::{Indicator, UnitKind};
use crate::domain::panel::Panel;
use crate::domain::period::Period;
use crate::domain::reading::{self, Reported};

pub use ground::COUNTS;
pub use lists::{ByList, Moved, by_list, moved};
pub use project::{PROJECTION, project};
pub use ranked::{ranked, ranked_all};
pub use stands::{Fact, published_in, stands};
pub use words::sentence;
pub use xmr::{has_limits, limits};

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
    pub panel: &'a Panel,
    /// Its comparisons, oldest first.
    pub comparisons: &'a [Comparison],
}

impl View<'_> {
    /// What is judged of one of its comparisons.
    #[must_use]
    pub fn judged(&self, now: &Comparison) -> Judgement<'_> {
        judge(
            self.book,
            self.indicator,
            self.comparisons,
            now,
            self.average,
        )
    }
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
    let since = neighbours.first().map(|point| point.at);
    let published = periods.iter().any(|period| {
        let held = neighbour_average(peers, view.panel, *period);
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
    if indicator.unit.is_comparable() {
        series.extend(wider(view, &periods));
    }
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
        ticks: ticks(periods),
        series,
        bands: ground::bands(view),
        breaks: ground::breaks(indicator),
        target: ground::target(indicator),
        sentence: sentence(view),
        notes: ground::notes(view, since),
        source: indicator.source.clone(),
    })
}

/// The region and England, whose figures are compared with ours.
fn wider(view: View<'_>, periods: &[Period]) -> Vec<Series> {
    let england = AreaCode::new(AreaCode::ENGLAND);
    let region = view
        .peers
        .region(view.panel)
        .map(|code| (code, Role::Region));
    let areas = region.into_iter().chain([(&england, Role::England)]);
    areas
        .map(|(code, role)| Series {
            name: view.book.area_name(code),
            role,
            points: area_points(view, code, periods),
        })
        .collect()
}

/// The marks along the foot of these periods.
fn ticks(periods: impl IntoIterator<Item = Period>) -> Vec<Tick> {
    let tick = |period: Period| Tick {
        at: period.at(),
        label: period.label(),
    };
    periods.into_iter().map(tick).collect()
}

/// Every period that anyone has a figure for, oldest first.
fn periods(view: View<'_>) -> Vec<Period> {
    let mut periods: Vec<Period> = view
        .comparisons
        .iter()
        .map(|held| held.own.period)
        .collect();
    let shown = view.panel.columns().iter().filter(|column| {
        let mut along = view.panel.along(column);
        along.any(|(_, cell)| cell.reported.value().is_some())
    });
    periods.extend(shown.map(|column| column.period));
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
        interval: interval(indicator, own).map(|held| [held.lower, held.upper]),
    }
}

fn neighbour_point(view: View<'_>, period: Period) -> Option<Point> {
    let held = neighbour_average(view.peers, view.panel, period);
    let Some(value) = held.figure(view.average) else {
        // That every neighbour's figure is missing is an answer, and the line stops there; that nothing was published
        // of them is none.
        let mut neighbours = view.peers.neighbours.iter();
        let asked = neighbours.any(|area| view.panel.cell(area, period).is_some());
        return asked.then(|| Point {
            at: period.at(),
            period: period.label(),
            note: format!("none of {} neighbours", held.of),
            ..Point::default()
        });
    };
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
        let Some((column, cell)) = view
            .panel
            .column(*period)
            .and_then(|column| Some((column, column.at(view.panel.place(area)?)?)))
        else {
            continue;
        };
        let (value, missing) = match cell.reported {
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
            note: column.status.word().to_owned(),
            ..Point::default()
        });
    }
    points
}

#[cfg(test)]
mod tests;
