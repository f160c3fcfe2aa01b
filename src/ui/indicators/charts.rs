//! The charts of the indicator shown, kept until something they are drawn from changes.
//!
//! A figure that is being typed is drawn as if it were kept, so that one sees what it says before it is: the series, the
//! sentence and the rank move with it, and the plan does not.

use crate::domain::benchmark::{Comparison, OwnFigure, Peers, compare, latest, own_series};
use crate::domain::chart::{Chart, Role, Status};
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::indicator::chart::{View, ranked, trend};
use crate::domain::panel::Panel;
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
        let panel = desk.session.panel(indicator.id);
        let mut comparisons = desk
            .session
            .comparisons(indicator.id, &desk.against.list)
            .to_vec();
        if let Some(draft) = draft {
            let mut series = own_series(desk.book(), indicator.id, &own, &panel);
            insert(&mut series, draft);
            comparisons = compare(desk.book(), indicator, &peers, &panel, series);
        }
        let view = View {
            book: desk.book(),
            indicator,
            peers: &peers,
            list: &desk.against.list,
            average: desk.against.average,
            panel: &panel,
            comparisons: &comparisons,
        };
        self.is_published = !panel.is_empty();
        self.periods = ranked_periods(&peers, &panel);
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
fn ranked_periods(peers: &Peers, panel: &Panel) -> Vec<Period> {
    let columns = panel.columns().iter().rev();
    let with_neighbours = columns.filter(|column| {
        let mut neighbours = peers.neighbours.iter();
        neighbours.any(|area| panel.value(area, column.period).is_some())
    });
    with_neighbours.map(|column| column.period).collect()
}

/// The period of our latest figure if the neighbours have theirs, or else the neighbours' latest.
fn usual(comparisons: &[Comparison], periods: &[Period]) -> Option<Period> {
    let ours = latest(comparisons).map(|held| held.own.period);
    ours.filter(|period| periods.contains(period))
        .or_else(|| periods.first().copied())
}

/// Puts a figure among ours as if it had been kept.
fn insert(series: &mut Vec<OwnFigure>, own: OwnFigure) {
    let same = |held: &OwnFigure| {
        held.period == own.period && held.status.is_actual() == own.status.is_actual()
    };
    match series.iter_mut().find(|held| same(held)) {
        Some(held) => *held = own,
        None => series.push(own),
    }
    series.sort_by_key(|held| (held.period, !held.status.is_actual()));
}
