//! How the council's figure stands beside its statistical neighbours, its region and England.
//!
//! The neighbours' average is worked out from the neighbours' own figures, mean and median side by side, with
//! how many contributed. A neighbour without a figure is left out, never counted as zero. Where the file holds
//! only a published neighbour average, it is used and says so.

use crate::domain::area::{AreaCode, neighbours_of};
use crate::domain::book::Book;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::period::Period;
use crate::domain::reading::{Missing, Reported, Status};
use crate::domain::statistics;

/// A published figure: one of the many that stay in the file and are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The area it is of.
    pub area: AreaCode,
    /// The period it is of.
    pub period: Period,
    /// How firm it is.
    pub status: Status,
    /// The figure, or why there is none.
    pub reported: Reported,
}

/// Which average stands for the neighbours on a chart. Both are always worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Average {
    /// The mean, as in LAIT.
    #[default]
    Mean,
    /// The median, as in DfE's social care dashboard.
    Median,
}

impl Average {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Mean, Self::Median];

    /// The word on the chart.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Median => "median",
        }
    }
}

/// The neighbours together, in one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NeighbourAverage {
    /// How many neighbours have a figure.
    pub n: usize,
    /// How many the list names.
    pub of: usize,
    /// Their mean.
    pub mean: Option<f64>,
    /// Their median.
    pub median: Option<f64>,
    /// The average that a document published, where the file has it.
    pub published: Option<f64>,
}

impl NeighbourAverage {
    /// The figure for a chart: the one asked for, or the published one where there are no neighbours' figures.
    #[must_use]
    pub fn figure(&self, average: Average) -> Option<f64> {
        match average {
            Average::Mean => self.mean,
            Average::Median => self.median,
        }
        .or(self.published)
    }
}

/// Our figure in one period, and whom it came from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnFigure {
    /// The period.
    pub period: Period,
    /// How firm it is.
    pub status: Status,
    /// The figure, or why there is none.
    pub reported: Reported,
    /// Whether it was published in bulk rather than entered by an officer.
    pub published: bool,
}

/// Everything that one period is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Our figure.
    pub own: OwnFigure,
    /// Ours in the consecutive period before, where it is known.
    pub previous: Option<f64>,
    /// The neighbours.
    pub neighbours: NeighbourAverage,
    /// The region.
    pub region: Option<f64>,
    /// England.
    pub england: Option<f64>,
}

/// Which way a figure moved, by the indicator's polarity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The better way.
    Better,
    /// Not at all.
    Same,
    /// The worse way.
    Worse,
    /// Up, where neither way is better.
    Up,
    /// Down, where neither way is better.
    Down,
}

impl Direction {
    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "same",
            Self::Worse => "worse",
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    /// From one figure to the next.
    #[must_use]
    pub fn of(polarity: Polarity, previous: f64, value: f64) -> Self {
        match polarity.better(value, previous) {
            Some(true) => Self::Better,
            Some(false) => Self::Worse,
            None if value == previous => Self::Same,
            None if value > previous => Self::Up,
            None => Self::Down,
        }
    }
}

impl Comparison {
    /// Change on the previous consecutive period, in the indicator's unit.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        Some(self.own.reported.value()? - self.previous?)
    }

    /// Which way it moved.
    #[must_use]
    pub fn direction(&self, polarity: Polarity) -> Option<Direction> {
        Some(Direction::of(
            polarity,
            self.previous?,
            self.own.reported.value()?,
        ))
    }

    /// Whether ours is better than the neighbours' average; none where they are equal, or nothing can be said.
    #[must_use]
    pub fn better_than_neighbours(&self, polarity: Polarity, average: Average) -> Option<bool> {
        polarity.better(self.own.reported.value()?, self.neighbours.figure(average)?)
    }
}

/// Whom an indicator of the plan is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peers {
    /// The authority.
    pub own: AreaCode,
    /// Its neighbours by one dated list, nearest first.
    pub neighbours: Vec<AreaCode>,
    /// Its region.
    pub region: Option<AreaCode>,
}

impl Peers {
    /// The peers of `own` by a dated list.
    #[must_use]
    pub fn of(book: &Book, own: &AreaCode, list: &str) -> Self {
        Self {
            own: own.clone(),
            neighbours: neighbours_of(book, own, list),
            region: book.areas.get(own).and_then(|area| area.region.clone()),
        }
    }
}

/// An authority's own series: published figures, and what officers entered where nothing is published.
///
/// For one period an officer's outturn or revision stands before a published figure, and a published figure
/// before an officer's provisional one; plans and forecasts are kept beside them.
#[must_use]
pub fn own_series(
    book: &Book,
    indicator: IndicatorId,
    area: &AreaCode,
    figures: &[Figure],
) -> Vec<OwnFigure> {
    let published = figures
        .iter()
        .filter(|figure| &figure.area == area)
        .map(|figure| OwnFigure {
            period: figure.period,
            status: figure.status,
            reported: figure.reported,
            published: true,
        });
    let entered = book
        .readings
        .iter()
        .filter(|reading| reading.indicator == indicator && &reading.area == area)
        .map(|reading| OwnFigure {
            period: reading.period,
            status: reading.status,
            reported: reading.reported,
            published: false,
        });
    let mut series: Vec<OwnFigure> = published.chain(entered).collect();
    series.sort_by_key(|figure| (figure.period, precedence(figure)));
    series.dedup_by_key(|figure| (figure.period, figure.status.is_actual()));
    series
}

/// Lower comes first when two figures are of one period.
fn precedence(figure: &OwnFigure) -> (u8, u8) {
    let firmness = match (figure.status, figure.published) {
        (Status::Revised, false) => 0,
        (Status::Outturn, false) => 1,
        (Status::Outturn | Status::Revised, true) => 2,
        (_, true) => 3,
        (Status::Provisional, false) => 4,
        (Status::Estimate, false) => 5,
        (Status::Forecast, false) => 6,
        (Status::Planned, false) => 7,
    };
    (u8::from(!figure.status.is_actual()), firmness)
}

/// One comparison for each period in which there is a figure of ours, or a reason for none, oldest first.
#[must_use]
pub fn comparisons(
    book: &Book,
    indicator: &Indicator,
    peers: &Peers,
    figures: &[Figure],
) -> Vec<Comparison> {
    let series = own_series(book, indicator.id, &peers.own, figures);
    let actual = |period: Period| {
        series
            .iter()
            .find(|own| own.period == period && own.status.is_actual())
            .and_then(|own| own.reported.value())
    };
    series
        .iter()
        .map(|own| Comparison {
            own: *own,
            previous: own.period.previous().and_then(actual),
            neighbours: neighbour_average(peers, figures, own.period),
            region: peers
                .region
                .as_ref()
                .and_then(|region| figure_of(figures, region, own.period)),
            england: figure_of(figures, &AreaCode::new(AreaCode::ENGLAND), own.period),
        })
        .collect()
}

/// The latest period with an actual figure of ours, missing or not.
#[must_use]
pub fn latest(comparisons: &[Comparison]) -> Option<&Comparison> {
    let actual = || {
        comparisons
            .iter()
            .rev()
            .filter(|held| held.own.status.is_actual())
    };
    actual()
        .find(|held| held.own.reported.value().is_some())
        .or_else(|| actual().next())
}

/// The neighbours' average in one period, with or without a figure of ours.
#[must_use]
pub fn neighbour_average(peers: &Peers, figures: &[Figure], period: Period) -> NeighbourAverage {
    let values: Vec<f64> = peers
        .neighbours
        .iter()
        .filter_map(|area| figure_of(figures, area, period))
        .collect();
    NeighbourAverage {
        n: values.len(),
        of: peers.neighbours.len(),
        mean: statistics::mean(&values),
        median: statistics::median(&values),
        published: figure_of(figures, &peers.own.published_neighbours(), period),
    }
}

fn figure_of(figures: &[Figure], area: &AreaCode, period: Period) -> Option<f64> {
    figures
        .iter()
        .find(|figure| &figure.area == area && figure.period == period)
        .and_then(|figure| figure.reported.value())
}

/// Why a comparison has no figure of ours.
#[must_use]
pub fn why_missing(comparison: &Comparison) -> Option<Missing> {
    match comparison.own.reported {
        Reported::Missing(missing) => Some(missing),
        Reported::Figure { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(area: &str, year: i16, value: Option<f64>) -> Figure {
        Figure {
            area: AreaCode::new(area),
            period: Period::Reporting(year),
            status: Status::Outturn,
            reported: value.map_or(Reported::Missing(Missing::Confidential), |value| {
                Reported::Figure { value, decimals: 1 }
            }),
        }
    }

    #[test]
    fn a_neighbour_without_a_figure_is_left_out_and_counted_out() {
        let peers = Peers {
            own: AreaCode::new("856"),
            neighbours: ["821", "871", "304"].map(AreaCode::new).to_vec(),
            region: None,
        };
        let figures = [
            figure("821", 2025, Some(10.0)),
            figure("871", 2025, Some(20.0)),
            figure("304", 2025, None),
        ];
        let average = neighbour_average(&peers, &figures, Period::Reporting(2025));
        assert_eq!(
            (average.n, average.of, average.mean, average.median),
            (2, 3, Some(15.0), Some(15.0))
        );
        let none = neighbour_average(&peers, &figures, Period::Reporting(2024));
        assert_eq!(
            (none.n, none.mean, none.figure(Average::Mean)),
            (0, None, None)
        );
    }

    #[test]
    fn direction_follows_polarity() {
        #[track_caller]
        fn check(polarity: Polarity, previous: f64, value: f64, want: Direction) {
            assert_eq!(Direction::of(polarity, previous, value), want);
        }
        check(Polarity::Lower, 26.9, 24.8, Direction::Better);
        check(Polarity::Higher, 26.9, 24.8, Direction::Worse);
        check(Polarity::Neutral, 26.9, 24.8, Direction::Down);
        check(Polarity::Neutral, 1.0, 2.0, Direction::Up);
        check(Polarity::Higher, 2.0, 2.0, Direction::Same);
    }
}
