//! The charts of the indicator shown, kept until something they are drawn from changes.
//!
//! A figure that is being typed is drawn as if it were kept, so that one sees what it says before it is: the series, the
//! sentence and the rank move with it, and the plan does not.

use crate::domain::area::AreaCode;
use crate::domain::benchmark::{Comparison, Figure, OwnFigure, Peers, latest, neighbour_average};
use crate::domain::chart::{Chart, Role, Status};
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::indicator::chart::{View, ranked, trend};
use crate::domain::period::Period;
use crate::session::chart::Against;
use crate::ui::room::Desk;

/// What the charts depend on.
#[derive(Clone, Debug, PartialEq)]
struct Asks {
    revision: u64,
    id: IndicatorId,
    against: Against,
    period: Option<Period>,
    draft: Option<OwnFigure>,
}

/// The charts of one indicator.
#[derive(Debug, Default)]
pub struct Charts {
    asked: Option<Asks>,
    /// The trend.
    pub trend: Option<Chart>,
    /// The neighbours ranked, where they have figures.
    pub ranked: Option<Chart>,
    /// The period they are ranked in.
    pub period: Option<Period>,
    /// Periods they can be ranked in, newest first.
    pub periods: Vec<Period>,
    /// Whether the file has anybody's published figures for it.
    pub is_published: bool,
}

impl Charts {
    /// Works the charts out anew if anything has changed.
    pub fn bring_up(
        &mut self,
        desk: Desk<'_>,
        indicator: &Indicator,
        period: Option<Period>,
        draft: Option<OwnFigure>,
    ) {
        let asks = Asks {
            revision: desk.session.revision(),
            id: indicator.id,
            against: desk.against.clone(),
            period,
            draft,
        };
        if self.asked.as_ref() == Some(&asks) {
            return;
        }
        let own = desk.book().plan().area;
        let peers = Peers::of(desk.book(), &own, &desk.against.list);
        let figures = desk.session.figures(indicator.id);
        let mut comparisons = desk
            .session
            .comparisons(indicator.id, &desk.against.list)
            .to_vec();
        if let Some(draft) = draft {
            insert(&mut comparisons, draft, &peers, &figures);
        }
        let view = View {
            book: desk.book(),
            indicator,
            peers: &peers,
            list: &desk.against.list,
            average: desk.against.average,
            figures: &figures,
            comparisons: &comparisons,
        };
        self.is_published = !figures.is_empty();
        self.periods = ranked_periods(&peers, &figures);
        self.period = period
            .filter(|held| self.periods.contains(held))
            .or_else(|| usual(&comparisons, &self.periods));
        self.trend = Some(trend(view));
        self.ranked = self.period.map(|period| ranked(view, period));
        self.asked = Some(asks);
    }

    /// Whether the trend has a line besides our own.
    pub fn has_peers(&self) -> bool {
        matches!(&self.trend, Some(Chart::Trend(trend)) if trend.series.len() > 1)
    }

    /// How firm our figures are, where some are not outturns.
    pub fn has_soft_figures(&self) -> bool {
        let Some(Chart::Trend(trend)) = &self.trend else {
            return false;
        };
        let own = trend
            .series
            .iter()
            .filter(|series| series.role == Role::Own);
        own.flat_map(|series| &series.points)
            .any(|point| point.value.is_some() && point.status != Status::Outturn)
    }
}

/// Periods in which a neighbour has a figure, newest first.
fn ranked_periods(peers: &Peers, figures: &[Figure]) -> Vec<Period> {
    let of_neighbour = |figure: &&Figure| {
        figure.reported.value().is_some() && peers.neighbours.contains(&figure.area)
    };
    let mut periods: Vec<Period> = figures
        .iter()
        .filter(of_neighbour)
        .map(|figure| figure.period)
        .collect();
    periods.sort_unstable_by(|a, b| b.cmp(a));
    periods.dedup();
    periods
}

/// The period of our latest figure if the neighbours have theirs, or else the neighbours' latest.
fn usual(comparisons: &[Comparison], periods: &[Period]) -> Option<Period> {
    let ours = latest(comparisons).map(|held| held.own.period);
    ours.filter(|period| periods.contains(period))
        .or_else(|| periods.first().copied())
}

/// Puts a figure among the comparisons as if it had been kept.
fn insert(comparisons: &mut Vec<Comparison>, own: OwnFigure, peers: &Peers, figures: &[Figure]) {
    let same = |held: &Comparison| {
        held.own.period == own.period && held.own.status.is_actual() == own.status.is_actual()
    };
    if let Some(held) = comparisons.iter_mut().find(|held| same(held)) {
        held.own = own;
    } else {
        let of = |area: &AreaCode| {
            let held = figures
                .iter()
                .find(|figure| &figure.area == area && figure.period == own.period);
            held.and_then(|figure| figure.reported.value())
        };
        comparisons.push(Comparison {
            own,
            previous: None,
            neighbours: neighbour_average(peers, figures, own.period),
            region: peers.region.as_ref().and_then(of),
            england: of(&AreaCode::new(AreaCode::ENGLAND)),
        });
        comparisons.sort_by_key(|held| (held.own.period, !held.own.status.is_actual()));
    }
    let actual: Vec<(Period, Option<f64>)> = comparisons
        .iter()
        .filter(|held| held.own.status.is_actual())
        .map(|held| (held.own.period, held.own.reported.value()))
        .collect();
    for held in comparisons {
        let before = held.own.period.previous();
        held.previous = actual
            .iter()
            .find(|(period, _)| Some(*period) == before)
            .and_then(|(_, value)| *value);
    }
}
