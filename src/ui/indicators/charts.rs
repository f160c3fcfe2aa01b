//! The charts of the indicator shown, kept until something they are drawn from changes.
//!
//! A figure that is being typed is drawn as if it were kept, so that one sees what it says before it is: the series, the
//! sentence and the rank move with it, and the plan does not.

use crate::domain::area::{AreaCode, AreaKind};
use crate::domain::benchmark::{Comparison, OwnFigure, Peers, compare, latest, own_series};
use crate::domain::chart::{Chart, Role, Status};
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::indicator::chart::{
    ByList, Fact, Moved, View, by_list, has_limits, limits, moved, project, ranked, ranked_all,
    stands, trend,
};
use crate::domain::panel::Panel;
use crate::domain::period::Period;
use crate::domain::rating::{Rag, Rating};
use crate::session::chart::Against;
use crate::ui::room::Desk;

/// What the charts depend on.
#[derive(Clone, Debug, PartialEq)]
struct Asks {
    revision: u64,
    id: IndicatorId,
    against: Against,
    asked: Asked,
    draft: Option<OwnFigure>,
}

/// What was picked of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The period to rank in; none for the usual one.
    pub period: Option<Period>,
    /// All authorities ranked instead of the neighbours.
    pub all: bool,
    /// The trend carried on.
    pub projection: bool,
}

/// What rates the latest figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Rated {
    /// The period that is rated.
    pub period: Period,
    /// What the rule gives.
    pub by_rule: Option<Rag>,
    /// What an officer gave instead.
    pub rating: Option<Rating>,
}

/// The charts of one indicator.
#[derive(Debug, Default)]
pub struct Charts {
    asked: Option<Asks>,
    /// The trend.
    pub trend: Option<Chart>,
    /// The series with its process limits, where there are enough figures for them.
    pub limits: Option<Chart>,
    /// Whether the trend can be carried on.
    pub can_project: bool,
    /// The neighbours or all authorities ranked, where the neighbours have figures.
    pub ranked: Option<Chart>,
    /// Whether there are more authorities than the neighbours to rank.
    pub can_rank_all: bool,
    /// The period they are ranked in.
    pub period: Option<Period>,
    /// Periods they can be ranked in, newest first, each as its source prints it.
    pub periods: Vec<(Period, String)>,
    /// Whether the file has anybody's published figures for it.
    pub is_published: bool,
    /// What is said of the latest figure.
    pub facts: Vec<Fact>,
    /// What rates it.
    pub rated: Option<Rated>,
    /// What each list of neighbours makes of it.
    pub by_list: Vec<ByList>,
    /// Who came and went from list to list.
    pub moved: Vec<Moved>,
}

impl Charts {
    /// Works the charts out anew if anything has changed.
    pub fn bring_up(
        &mut self,
        desk: Desk<'_>,
        indicator: &Indicator,
        asked: Asked,
        draft: Option<OwnFigure>,
    ) {
        let asks = Asks {
            revision: desk.session.revision(),
            id: indicator.id,
            against: desk.against.clone(),
            asked,
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
        let is_offered = |period: &Period| self.periods.iter().any(|(held, _)| held == period);
        self.period = asked
            .period
            .filter(is_offered)
            .or_else(|| usual(&comparisons, &self.periods));
        self.rank(view, asked.all);
        self.draw(view, asked.projection);
        self.state(view);
        self.asked = Some(asks);
    }

    fn rank(&mut self, view: View<'_>, all: bool) {
        let column = self.period.and_then(|period| view.panel.column(period));
        let is_authority = |code: &AreaCode| {
            let area = view.book.areas.get(code);
            area.is_some_and(|area| area.kind == AreaKind::Authority)
        };
        let n = column.map_or(0, |column| {
            let along = view.panel.along(column);
            along.filter(|(code, _)| is_authority(code)).count()
        });
        self.can_rank_all =
            view.indicator.unit.is_comparable() && n > view.peers.neighbours.len() + 1;
        self.ranked = self.period.map(|period| {
            if all && self.can_rank_all {
                ranked_all(view, period)
            } else {
                ranked(view, period)
            }
        });
    }

    fn draw(&mut self, view: View<'_>, projection: bool) {
        let mut drawn = trend(view);
        self.can_project = false;
        if let Chart::Trend(held) = &mut drawn {
            let mut carried = held.clone();
            self.can_project = project(view, &mut carried);
            if projection && self.can_project {
                *held = carried;
            }
        }
        self.trend = Some(drawn);
        self.limits = has_limits(view.indicator, view.comparisons)
            .then(|| limits(view))
            .flatten();
    }

    fn state(&mut self, view: View<'_>) {
        let now = latest(view.comparisons);
        self.facts = now.map_or_else(Vec::new, |now| stands(view, now));
        self.rated = now.map(|now| {
            let judged = view.judged(now);
            Rated {
                period: now.own.period,
                by_rule: judged.by_rule,
                rating: judged.rating.cloned(),
            }
        });
        self.by_list = now.map_or_else(Vec::new, |now| by_list(view, now));
        self.by_list.retain(|held| held.neighbours.n > 0);
        self.moved = moved(view);
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
fn ranked_periods(peers: &Peers, panel: &Panel) -> Vec<(Period, String)> {
    let columns = panel.columns().iter().rev();
    let with_neighbours = columns.filter(|column| {
        let mut neighbours = peers.neighbours.iter();
        neighbours.any(|area| panel.value(area, column.period).is_some())
    });
    with_neighbours
        .map(|column| (column.period, column.label.clone()))
        .collect()
}

/// The period of our latest figure if the neighbours have theirs, or else the neighbours' latest.
fn usual(comparisons: &[Comparison], periods: &[(Period, String)]) -> Option<Period> {
    let ours = latest(comparisons).map(|held| held.own.period);
    ours.filter(|period| periods.iter().any(|(held, _)| held == period))
        .or_else(|| periods.first().map(|(period, _)| *period))
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
