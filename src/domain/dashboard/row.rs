//! One measure of a dashboard: its cells as printed, and what we make of each.
//!
//! The printed cell and our reading of it stand side by side, because the reader must be able to see what was published.
//!
//! Edges: the direction is worked out only where the plan holds the figure of the consecutive period before; most of a
//! published dashboard has none.

use crate::domain::area::AreaCode;
use crate::domain::benchmark::Direction;
use crate::domain::book::Book;
use crate::domain::dashboard::printed::figure;
use crate::domain::dashboard::{Moved, Options, Quartile, age};
use crate::domain::id::{IndicatorId, ObjectiveId};
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::marker::Marker;
use crate::domain::period::Period;
use crate::domain::rating::Rag;
use crate::domain::reading::{Reading, Status};
use crate::domain::statistics::half_up;
use crate::domain::target::{Evaluation, Standing, Target};

/// How a measure stands beside its statistical neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Beside {
    /// Better, by the measure's polarity.
    Better,
    /// Worse, by the measure's polarity.
    Below,
    /// No further from it than counts as similar.
    Similar,
    /// The figure is too old to be compared.
    LeftOut,
    /// A figure is missing, or neither way is better.
    CannotTell,
}

impl Beside {
    /// The word on screen and in the column `neighbours_verdict`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Below => "below",
            Self::Similar => "similar",
            Self::LeftOut => "left out",
            Self::CannotTell => "cannot tell",
        }
    }

    /// The mark in a narrow column.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Better => "▲",
            Self::Below => "▼",
            Self::Similar => "=",
            Self::LeftOut | Self::CannotTell => "–",
        }
    }
}

/// The cells of a dashboard's row, word for word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// When the figure was last updated: `Aug-15`, `Annual`.
    pub latest_update: String,
    /// The performance: `12.63% (61)`.
    pub performance: String,
    /// The direction of travel: `Same/better`.
    pub direction: String,
    /// The rating: `A`.
    pub rag: String,
    /// The national quartile: `2`, `Better`.
    pub quartile: String,
    /// The statistical neighbour benchmark: `94.5%`.
    pub neighbours: String,
    /// The target: `<9%`.
    pub target: String,
}

/// One measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The indicator's title.
    pub title: String,
    /// The outcome it stands under: the first objective it serves.
    pub objective: Option<ObjectiveId>,
    /// That objective's title; empty where it serves none.
    pub outcome: String,
    /// Whether the figure is new.
    pub updated: bool,
    /// The cells as printed; for a quarter without a published dashboard, as they would be.
    pub printed: Printed,
    /// The performance as a figure, in the indicator's unit.
    pub value: Option<f64>,
    /// The direction as printed.
    pub moved: Option<Moved>,
    /// The direction that the plan's own figures give, where the one before is held.
    pub worked_out: Option<Direction>,
    /// The rating as printed.
    pub rag: Option<Rag>,
    /// The national quartile as printed.
    pub quartile: Option<Quartile>,
    /// The neighbours' figure, in the indicator's unit.
    pub benchmark: Option<f64>,
    /// How it stands beside the neighbours.
    pub beside: Beside,
    /// Why, where it is left out or cannot be told; else the distance.
    pub beside_why: String,
    /// Whether the target is met.
    pub target: Evaluation,
}

impl Row {
    /// Every reason in one sentence or two: the neighbours, then the target.
    #[must_use]
    pub fn reason(&self) -> String {
        let parts = [&self.beside_why, &self.target.why];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| format!("{text}."))
            .collect();
        said.join(" ")
    }
}

/// The rows of a published dashboard, as printed.
pub(super) fn published(book: &Book, period: Period, options: &Options) -> Vec<Row> {
    let own = book.plan().area;
    book.markers
        .iter()
        .filter(|marker| marker.period == period)
        .filter_map(|marker| {
            let indicator = book.indicators.get(marker.indicator)?;
            let standing = worked(book, indicator, marker, &own);
            Some(of_marker(book, indicator, marker, standing, options))
        })
        .collect()
}

fn of_marker(
    book: &Book,
    indicator: &Indicator,
    marker: &Marker,
    previous: Option<f64>,
    options: &Options,
) -> Row {
    let value = figure(&marker.performance);
    let benchmark = figure(&marker.neighbours);
    let moved = Moved::read(&marker.direction);
    let quartile = Quartile::read(&marker.quartile);
    let old = age::last_day(&marker.latest_update, marker.period)
        .is_some_and(|day| age::is_older(day, options.stale_months, marker.period));
    let pair = (value, benchmark);
    let (beside, beside_why) = beside(
        indicator,
        pair,
        options.similar_within,
        old.then_some(options.stale_months),
    );
    let standing = Standing {
        tolerance: indicator.tolerance,
        quartile: quartile.and_then(Quartile::number),
        neighbours: benchmark,
        previous,
        direction: moved.map(plainly),
        ..Standing::default()
    };
    let target = Target::read(&marker.target).evaluate(value, indicator.polarity, &standing);
    let objective = indicator.objectives.first().copied();
    Row {
        indicator: indicator.id,
        title: indicator.title.clone(),
        objective,
        outcome: outcome(book, objective),
        updated: marker.updated,
        printed: Printed {
            latest_update: marker.latest_update.clone(),
            performance: marker.performance.clone(),
            direction: marker.direction.clone(),
            rag: marker.rag.clone(),
            quartile: marker.quartile.clone(),
            neighbours: marker.neighbours.clone(),
            target: marker.target.clone(),
        },
        value,
        moved,
        worked_out: previous
            .zip(value)
            .map(|(previous, value)| Direction::of(indicator.polarity, previous, value)),
        rag: Rag::read(&marker.rag),
        quartile,
        benchmark,
        beside,
        beside_why,
        target,
    }
}

/// The title of the outcome that a row stands under.
pub(super) fn outcome(book: &Book, objective: Option<ObjectiveId>) -> String {
    objective
        .and_then(|id| book.objectives.get(id))
        .map_or_else(String::new, |held| held.title.clone())
}

/// A printed direction as a direction: of two words the first counts.
fn plainly(moved: Moved) -> Direction {
    match moved {
        Moved::Better => Direction::Better,
        Moved::Worse => Direction::Worse,
        Moved::Same | Moved::SameOrBetter | Moved::SameOrWorse => Direction::Same,
    }
}

/// The figure of the period before the one that a row prints, where the plan holds both.
fn worked(book: &Book, indicator: &Indicator, marker: &Marker, own: &AreaCode) -> Option<f64> {
    let value = figure(&marker.performance)?;
    let printed = actual(book, indicator.id, own)
        .into_iter()
        .filter(|held| held.reported.value() == Some(value))
        .max_by_key(|held| held.period)?;
    before(book, indicator.id, own, printed.period)?
        .reported
        .value()
}

/// An indicator's figures of what happened.
fn actual<'a>(book: &'a Book, id: IndicatorId, own: &AreaCode) -> Vec<&'a Reading> {
    book.readings
        .iter()
        .filter(|held| held.indicator == id && held.area == *own && held.status.is_actual())
        .collect()
}

/// The firmest figure of one period.
pub(super) fn in_period<'a>(
    book: &'a Book,
    id: IndicatorId,
    own: &AreaCode,
    period: Period,
) -> Option<&'a Reading> {
    actual(book, id, own)
        .into_iter()
        .filter(|held| held.period == period)
        .min_by_key(|held| match held.status {
            Status::Revised => 0,
            other => other as u8 + 1,
        })
}

/// The reading of the consecutive period before.
pub(super) fn before<'a>(
    book: &'a Book,
    id: IndicatorId,
    own: &AreaCode,
    period: Period,
) -> Option<&'a Reading> {
    in_period(book, id, own, period.previous()?)
}

/// How a figure stands beside the neighbours', and why. `stale` is how many months the figure may be old, where it is older.
///
/// The distance is taken in per cent of the neighbours' figure; where that is nought, only nought is similar.
pub(super) fn beside(
    indicator: &Indicator,
    (value, benchmark): (Option<f64>, Option<f64>),
    similar_within: f64,
    stale: Option<u16>,
) -> (Beside, String) {
    let Some(benchmark) = benchmark else {
        return (
            Beside::CannotTell,
            "No neighbours’ figure is known".to_owned(),
        );
    };
    let Some(value) = value else {
        return (
            Beside::CannotTell,
            "There is no figure to compare".to_owned(),
        );
    };
    if let Some(months) = stale {
        let why =
            format!("Left out: the figure is over {months} months old at the end of the quarter");
        return (Beside::LeftOut, why);
    }
    let far = half_up((value - benchmark).abs(), 6);
    let percent = (benchmark != 0.0).then(|| half_up(far / benchmark.abs() * 100.0, 6));
    let why = percent.map_or_else(
        || format!("{far} away from neighbours at nought"),
        |percent| format!("{} % from the neighbours’ figure", half_up(percent, 1)),
    );
    let is_similar = far == 0.0 || percent.is_some_and(|percent| percent <= similar_within);
    let verdict = match indicator.polarity.better(value, benchmark) {
        _ if is_similar => Beside::Similar,
        Some(true) => Beside::Better,
        Some(false) => Beside::Below,
        None => {
            let why = match indicator.polarity {
                Polarity::Target => "Nearest to the target is best, so neighbours do not decide",
                _ => "Neither way is better",
            };
            return (Beside::CannotTell, why.to_owned());
        }
    };
    (verdict, why)
}
