//! How the council's figure stands beside its statistical neighbours, its region, England and all authorities.
//!
//! The neighbours' average is worked out from the neighbours' own figures, mean and median side by side, with
//! how many contributed. A neighbour without a figure is left out, never counted as zero. Where the file holds
//! only a published neighbour average, it is used and says so.
//!
//! Edges: of officers' figures and published ones for the same period one stands, by a stated order; nothing published
//! is altered by what an officer enters, so a rank or an average is always of published figures and our own.

mod direction;
pub mod judgement;
pub mod league;
mod national;

use crate::domain::area::{AreaCode, neighbours_of};
use crate::domain::book::Book;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::panel::{Basis, Cell, Column, Panel};
use crate::domain::period::Period;
use crate::domain::reading::{Missing, Reading, Reported, Status};
use crate::domain::statistics;

pub use direction::Direction;
pub use national::National;

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
    /// The lowest of them.
    pub min: Option<f64>,
    /// The highest of them.
    pub max: Option<f64>,
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
    /// What it was worked out from, where that is known.
    pub basis: Basis,
}

impl OwnFigure {
    /// A figure that an officer entered.
    #[must_use]
    pub fn entered(reading: &Reading) -> Self {
        Self {
            period: reading.period,
            status: reading.status,
            reported: reading.reported,
            published: false,
            basis: Basis {
                numerator: reading.numerator,
                denominator: reading.denominator,
                ..Basis::default()
            },
        }
    }

    /// A published figure.
    #[must_use]
    pub fn published(column: &Column, cell: &Cell) -> Self {
        Self {
            period: column.period,
            status: column.status,
            reported: cell.reported,
            published: true,
            basis: cell.basis(),
        }
    }
}

/// Everything that one period is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Our figure.
    pub own: OwnFigure,
    /// The period as the source prints it, or in the program's own way where an officer entered the figure.
    pub label: String,
    /// Ours in the consecutive period before, where there is one.
    pub previous: Option<OwnFigure>,
    /// The neighbours.
    pub neighbours: NeighbourAverage,
    /// The region.
    pub region: Option<f64>,
    /// England.
    pub england: Option<f64>,
    /// All authorities.
    pub national: National,
}

impl Comparison {
    /// A figure with nothing to compare it with.
    #[must_use]
    pub fn alone(own: OwnFigure) -> Self {
        Self {
            own,
            label: own.period.label(),
            previous: None,
            neighbours: NeighbourAverage::default(),
            region: None,
            england: None,
            national: National::default(),
        }
    }

    /// The figure of the consecutive period before, where it is known.
    #[must_use]
    pub fn before(&self) -> Option<f64> {
        self.previous?.reported.value()
    }

    /// Change on the previous consecutive period, in the indicator's unit.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        Some(self.own.reported.value()? - self.before()?)
    }

    /// Which way it moved, as far as the indicator's tolerance lets anything count as a move.
    #[must_use]
    pub fn direction(&self, indicator: &Indicator) -> Option<Direction> {
        Direction::between(indicator, &self.previous?, &self.own)
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
    /// The areas it lies in, the smallest first: for a London borough Inner or Outer London, then London. Figures of
    /// the first that has any are its region's.
    pub regions: Vec<AreaCode>,
}

impl Peers {
    /// The peers of `own` by a dated list.
    #[must_use]
    pub fn of(book: &Book, own: &AreaCode, list: &str) -> Self {
        let above = |code: &AreaCode| book.areas.get(code)?.region.clone();
        // Two steps are all there are; a file whose regions go round in a ring must not hold us.
        let regions = std::iter::successors(above(own), above).take(2).collect();
        Self {
            own: own.clone(),
            neighbours: neighbours_of(book, own, list),
            regions,
        }
    }

    /// The region's figure in one period, with whose it is: the smallest area that has one then, so that a borough is
    /// set beside London where nothing was published of its half of it.
    #[must_use]
    pub fn region_in(&self, panel: &Panel, period: Period) -> Option<(&AreaCode, f64)> {
        let mut regions = self.regions.iter();
        regions.find_map(|region| Some((region, panel.value(region, period)?)))
    }

    /// The region whose line is drawn: the smallest that has a figure of this indicator in any period.
    #[must_use]
    pub fn region(&self, panel: &Panel) -> Option<&AreaCode> {
        let has_figures = |code: &&AreaCode| {
            panel
                .line(code)
                .any(|(_, cell)| cell.reported.value().is_some())
        };
        self.regions
            .iter()
            .find(has_figures)
            .or_else(|| self.regions.last())
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
    panel: &Panel,
) -> Vec<OwnFigure> {
    let published = panel
        .line(area)
        .map(|(column, cell)| OwnFigure::published(column, cell));
    let entered = book
        .readings
        .iter()
        .filter(|reading| reading.indicator == indicator && &reading.area == area)
        .map(OwnFigure::entered);
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
    panel: &Panel,
) -> Vec<Comparison> {
    compare(
        book,
        indicator,
        peers,
        panel,
        own_series(book, indicator.id, &peers.own, panel),
    )
}

/// As [`comparisons`], of a series of ours that is given: what is being typed is compared before it is kept.
#[must_use]
pub fn compare(
    book: &Book,
    indicator: &Indicator,
    peers: &Peers,
    panel: &Panel,
    series: Vec<OwnFigure>,
) -> Vec<Comparison> {
    let england = AreaCode::new(AreaCode::ENGLAND);
    let actual = |period: Period| {
        series
            .iter()
            .find(|own| own.period == period && own.status.is_actual())
            .copied()
    };
    series
        .iter()
        .map(|own| {
            let column = panel.column(own.period);
            let label = column.filter(|_| own.published).map(|held| &held.label);
            Comparison {
                own: *own,
                label: label.cloned().unwrap_or_else(|| own.period.label()),
                previous: own.period.previous().and_then(actual),
                neighbours: neighbour_average(peers, panel, own.period),
                region: peers.region_in(panel, own.period).map(|(_, value)| value),
                england: panel.value(&england, own.period),
                national: National::of(book, indicator, peers, panel, own),
            }
        })
        .collect()
}

/// The latest period with an actual figure of ours, or with a published reason for none.
///
/// An officer's own "not yet known" does not make a period the latest; that nothing was published of us in the latest
/// publication is an answer, and is given.
#[must_use]
pub fn latest(comparisons: &[Comparison]) -> Option<&Comparison> {
    let actual = || {
        comparisons
            .iter()
            .rev()
            .filter(|held| held.own.status.is_actual())
    };
    actual()
        .find(|held| held.own.published || held.own.reported.value().is_some())
        .or_else(|| actual().next())
}

/// The neighbours' average in one period, with or without a figure of ours.
#[must_use]
pub fn neighbour_average(peers: &Peers, panel: &Panel, period: Period) -> NeighbourAverage {
    let values: Vec<f64> = peers
        .neighbours
        .iter()
        .filter_map(|area| panel.value(area, period))
        .collect();
    NeighbourAverage {
        n: values.len(),
        of: peers.neighbours.len(),
        mean: statistics::mean(&values),
        median: statistics::median(&values),
        min: values.iter().copied().reduce(f64::min),
        max: values.iter().copied().reduce(f64::max),
        published: panel.value(&peers.own.published_neighbours(), period),
    }
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
    use crate::domain::id::BatchId;
    use crate::domain::panel::Strip;

    fn panel(cells: &[(&str, i16, Option<f64>)]) -> Panel {
        let strip = |(area, year, value): &(&str, i16, Option<f64>)| Strip {
            period: Period::Reporting(*year),
            label: format!("{year} (Rev)"),
            status: Status::Revised,
            batch: BatchId(1),
            cells: vec![(
                AreaCode::new(area),
                Cell::bare(
                    value.map_or(Reported::Missing(Missing::Confidential), |value| {
                        Reported::Figure { value, decimals: 1 }
                    }),
                ),
            )],
        };
        Panel::new(cells.iter().map(strip).collect())
    }

    fn peers(neighbours: &[&str], regions: &[&str]) -> Peers {
        Peers {
            own: AreaCode::new("856"),
            neighbours: neighbours.iter().map(|code| AreaCode::new(code)).collect(),
            regions: regions.iter().map(|code| AreaCode::new(code)).collect(),
        }
    }

    #[test]
    fn a_neighbour_without_a_figure_is_left_out_and_counted_out() {
        let peers = peers(&["821", "871", "304"], &[]);
        let panel = panel(&[
            ("821", 2025, Some(10.0)),
            ("871", 2025, Some(20.0)),
            ("304", 2025, None),
        ]);
        let average = neighbour_average(&peers, &panel, Period::Reporting(2025));
        assert_eq!(
            (average.n, average.of, average.mean, average.median),
            (2, 3, Some(15.0), Some(15.0))
        );
        assert_eq!((average.min, average.max), (Some(10.0), Some(20.0)));
        let none = neighbour_average(&peers, &panel, Period::Reporting(2024));
        assert_eq!(
            (none.n, none.mean, none.figure(Average::Mean)),
            (0, None, None)
        );
    }

    #[test]
    fn the_region_is_the_smallest_that_has_figures() {
        let inner = panel(&[("987", 2024, Some(1.0)), ("986", 2024, Some(2.0))]);
        let outer = panel(&[("987", 2024, None), ("986", 2024, Some(2.0))]);
        let peers = peers(&[], &["987", "986"]);
        assert_eq!(peers.region(&inner), Some(&AreaCode::new("987")));
        assert_eq!(peers.region(&outer), Some(&AreaCode::new("986")));
        let year = Period::Reporting(2024);
        let (half, london) = (AreaCode::new("987"), AreaCode::new("986"));
        assert_eq!(peers.region_in(&inner, year), Some((&half, 1.0)));
        assert_eq!(peers.region_in(&outer, year), Some((&london, 2.0)));
        assert_eq!(peers.region(&Panel::default()), Some(&AreaCode::new("986")));
    }

    #[test]
    fn what_was_published_last_is_the_latest_even_where_we_have_no_figure() {
        let panel = panel(&[("856", 2024, Some(4.0)), ("856", 2025, None)]);
        let book = Book::default();
        let indicator = Indicator::new(IndicatorId(1));
        let held = comparisons(&book, &indicator, &peers(&[], &[]), &panel);
        let latest = latest(&held).unwrap();
        assert_eq!(latest.label, "2025 (Rev)");
        assert_eq!((latest.before(), latest.change()), (Some(4.0), None));
        assert_eq!(why_missing(latest), Some(Missing::Confidential));
    }
}
