//! Authorities in order of one period's figure: the neighbours with ours among them, or all of England's.

use crate::domain::area::{AreaCode, AreaKind, list_name};
use crate::domain::chart::{Bar, Bars, Chart, Line};
use crate::domain::indicator::Polarity;
use crate::domain::indicator::chart::{View, unit};
use crate::domain::period::Period;
use crate::domain::reading::Reported;

/// The neighbours and ourselves, best first (or highest first where neither way is better), in one period.
#[must_use]
pub fn ranked(view: View<'_>, period: Period) -> Chart {
    let areas: Vec<&AreaCode> = view.peers.neighbours.iter().collect();
    let title = format!("{} neighbours, {}", areas.len(), printed(view, period));
    Chart::Bars(bars(view, period, &areas, title, list_name(view.list)))
}

/// All authorities that have a figure in one period, ourselves marked, best first.
#[must_use]
pub fn ranked_all(view: View<'_>, period: Period) -> Chart {
    let Some(column) = view.panel.column(period) else {
        return ranked(view, period);
    };
    let is_authority = |code: &AreaCode| {
        let area = view.book.areas.get(code);
        area.is_some_and(|area| area.kind == AreaKind::Authority)
    };
    let areas: Vec<&AreaCode> = view
        .panel
        .along(column)
        .filter(|(code, cell)| {
            **code != view.peers.own && is_authority(code) && cell.reported.value().is_some()
        })
        .map(|(code, _)| code)
        .collect();
    let title = format!("All authorities, {}", printed(view, period));
    let with_figures = format!("{} authorities with a figure besides ours", areas.len());
    Chart::Bars(bars(view, period, &areas, title, with_figures))
}

/// The period as its source prints it.
fn printed(view: View<'_>, period: Period) -> String {
    let column = view.panel.column(period);
    column.map_or_else(|| period.label(), |column| column.label.clone())
}

fn bars(view: View<'_>, period: Period, areas: &[&AreaCode], title: String, whose: String) -> Bars {
    let indicator = view.indicator;
    let published = |area: &AreaCode| view.panel.cell(area, period).map(|cell| cell.reported);
    let own = view
        .comparisons
        .iter()
        .find(|held| held.own.period == period && held.own.status.is_actual());
    let mut bars: Vec<Bar> = areas
        .iter()
        .map(|area| bar(view, area, false, published(area)))
        .collect();
    let ours = own.map(|held| held.own.reported);
    bars.push(bar(view, &view.peers.own, true, ours));
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
    Bars {
        title,
        subtitle: format!("{whose} · {order}"),
        unit: unit(indicator),
        bars,
        marker: england
            .filter(|_| indicator.unit.is_comparable())
            .map(|value| Line {
                value,
                label: "England".to_owned(),
            }),
        source: indicator.source.clone(),
    }
}

fn bar(view: View<'_>, area: &AreaCode, ours: bool, reported: Option<Reported>) -> Bar {
    let (value, shown, missing) = match reported {
        Some(Reported::Figure { value, decimals }) => {
            (Some(value), view.indicator.show(value, decimals), None)
        }
        Some(Reported::Missing(missing)) => (None, String::new(), Some(missing.mark().to_owned())),
        None => (None, String::new(), Some("no figure".to_owned())),
    };
    Bar {
        label: view.book.area_name(area),
        value,
        shown,
        ours,
        missing,
        over_by: String::new(),
    }
}
