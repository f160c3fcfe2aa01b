//! What the charts of an indicator say and leave unsaid, as tables.

use super::*;
use crate::domain::area::{Area, AreaKind, Neighbour};
use crate::domain::benchmark::comparisons;
use crate::domain::id::{BatchId, IndicatorId, NeighbourId};
use crate::domain::indicator::rule::{Break, Tolerance};
use crate::domain::panel::{Cell, Strip};

/// A year's figures by area.
type Year<'a> = (i16, &'a [(&'a str, f64)]);

fn panel(years: &[Year<'_>]) -> Panel {
    let strip = |(year, cells): &Year<'_>| Strip {
        period: Period::Reporting(*year),
        label: format!("{year} (Rev)"),
        status: reading::Status::Revised,
        batch: BatchId(1),
        cells: cells
            .iter()
            .map(|(area, value)| {
                let figure = Reported::Figure {
                    value: *value,
                    decimals: 1,
                };
                (AreaCode::new(area), Cell::bare(figure))
            })
            .collect(),
    };
    Panel::new(years.iter().map(strip).collect())
}

fn book() -> Book {
    let mut book = Book::default();
    for (code, name) in [
        ("856", "Leicester"),
        ("821", "Luton"),
        ("871", "Slough"),
        ("304", "Brent"),
    ] {
        let area = Area {
            code: AreaCode::new(code),
            name: name.into(),
            kind: AreaKind::Authority,
            region: None,
        };
        book.areas.insert(area.code.clone(), area);
    }
    let place = |(id, list, rank, code): (i64, &str, u8, &str)| Neighbour {
        id: NeighbourId(id),
        list: list.into(),
        area: AreaCode::new("856"),
        rank,
        neighbour: AreaCode::new(code),
        closeness: String::new(),
    };
    book.neighbours = [
        (1, "2025-05", 1, "821"),
        (2, "2025-05", 2, "871"),
        (3, "2021-04", 1, "871"),
        (4, "2021-04", 2, "304"),
    ]
    .map(place)
    .to_vec()
    .into();
    book
}

fn percent() -> Indicator {
    Indicator {
        period_kind: Period::Reporting(2025).kind(),
        ..Indicator::new(IndicatorId(1))
    }
}

fn seen<T>(indicator: &Indicator, panel: &Panel, ask: impl FnOnce(View<'_>) -> T) -> T {
    let book = book();
    let peers = Peers::of(&book, &AreaCode::new("856"), "2025-05");
    let comparisons = comparisons(&book, indicator, &peers, panel);
    ask(View {
        book: &book,
        indicator,
        peers: &peers,
        list: "2025-05",
        average: Average::Mean,
        panel,
        comparisons: &comparisons,
    })
}

fn two_years() -> Panel {
    panel(&[
        (
            2023,
            &[("856", 10.0), ("821", 9.0), ("871", 11.0), ("304", 30.0)],
        ),
        (
            2024,
            &[("856", 12.0), ("821", 9.0), ("871", 13.0), ("304", 30.0)],
        ),
        (2025, &[("821", 9.0)]),
    ])
}

#[test]
fn a_fact_says_its_rule_and_what_cannot_be_said() {
    #[track_caller]
    fn check(indicator: &Indicator, name: &str, says: &str, about: &str) {
        let facts = seen(indicator, &two_years(), |view| {
            let now = crate::domain::benchmark::latest(view.comparisons).unwrap();
            stands(view, now)
        });
        let found = facts.iter().find(|held| held.name == name).unwrap();
        assert_eq!((found.says.as_str(), found.about.as_str()), (says, about));
    }
    let plain = percent();
    check(&plain, "Figure", "12.0% in 2024 (Rev), revised", "");
    check(
        &plain,
        "Age",
        "period ended 31 March 2024; 1 period behind the newest anyone has (2025 (Rev))",
        "published",
    );
    check(
        &plain,
        "Change",
        "better: up 2.0 points from 10.0%",
        "any difference counts as a change",
    );
    check(
        &plain,
        "Neighbours",
        "mean 11.0%, median 11.0%",
        "2 of 2 neighbours, from 9.0% to 13.0%",
    );
    check(
        &plain,
        "Against neighbours",
        "cannot be tested",
        "the publication gives no counts",
    );
    check(
        &plain,
        "Recent trend",
        "not tested",
        "needs five consecutive figures since the last break",
    );
    let wide = Indicator {
        tolerance: Tolerance::Within(2.0),
        target: "<9%".into(),
        ..percent()
    };
    check(
        &wide,
        "Change",
        "same: up 2.0 points from 10.0%",
        "a difference of no more than 2 counts as the same",
    );
    check(
        &wide,
        "Target",
        "<9%: not met",
        "12% against below 9%: short by 3 points",
    );
}

#[test]
fn an_older_list_is_answered_beside_the_newer() {
    let (lists, moves) = seen(&percent(), &two_years(), |view| {
        let now = crate::domain::benchmark::latest(view.comparisons).unwrap();
        (by_list(view, now), moved(view))
    });
    let means: Vec<(&str, Option<f64>, Option<bool>)> = lists
        .iter()
        .map(|held| (held.list.as_str(), held.neighbours.mean, held.better[0]))
        .collect();
    assert_eq!(
        means,
        [
            ("2025-05", Some(11.0), Some(true)),
            ("2021-04", Some(21.5), Some(false))
        ]
    );
    let change = &moves[0];
    assert_eq!(
        (&change.both[..], &change.joined[..], &change.left[..]),
        (
            &["Slough".to_owned()][..],
            &["Luton".to_owned()][..],
            &["Brent".to_owned()][..]
        )
    );
}

#[test]
fn a_list_younger_than_its_periods_and_counts_are_noted() {
    let notes = |unit| {
        let indicator = Indicator { unit, ..percent() };
        let chart = seen(&indicator, &two_years(), trend);
        let Chart::Trend(trend) = chart else {
            unreachable!("a trend is a trend")
        };
        trend.notes
    };
    let list = "The neighbours are those of the list DfE, May 2025 in every period, also in those before it.";
    assert_eq!(notes(UnitKind::Percent), [list]);
    assert_eq!(notes(UnitKind::Count), [COUNTS, list]);
}

#[test]
fn a_projection_needs_three_figures_since_the_break() {
    #[track_caller]
    fn check(values: &[f64], broken: Option<i16>, want: &[&str]) {
        let cells: Vec<[(&str, f64); 1]> = values.iter().map(|value| [("856", *value)]).collect();
        let years: Vec<Year<'_>> = (2020..).zip(cells.iter().map(|cell| &cell[..])).collect();
        let indicator = Indicator {
            breaks: broken
                .map(|year| Break {
                    from: Period::Reporting(year),
                    why: "recount".into(),
                })
                .into_iter()
                .collect(),
            ..percent()
        };
        let mut carried = Trend::default();
        let is_carried = seen(&indicator, &panel(&years), |view| {
            project(view, &mut carried)
        });
        let shown: Vec<&str> = carried
            .series
            .iter()
            .flat_map(|series| &series.points)
            .map(|point| point.shown.as_str())
            .collect();
        assert_eq!((is_carried, &shown[..]), (!want.is_empty(), want));
    }
    check(&[10.0, 20.0], None, &[]);
    check(&[10.0, 20.0, 30.0], None, &["30.0%", "40.0%", "50.0%"]);
    check(&[10.0, 20.0, 30.0], Some(2022), &[]);
    // No percentage lies beyond a hundred.
    check(&[60.0, 72.0, 84.0], None, &["84.0%", "96.0%"]);
}

#[test]
fn limits_say_in_plain_words_what_stands_out() {
    let values = [
        50.0, 51.0, 50.0, 51.0, 50.0, 51.0, 50.0, 51.0, 50.0, 51.0, 50.0, 90.0,
    ];
    let cells: Vec<[(&str, f64); 1]> = values.iter().map(|value| [("856", *value)]).collect();
    let years: Vec<Year<'_>> = (2010..).zip(cells.iter().map(|cell| &cell[..])).collect();
    let (offered, chart) = seen(&percent(), &panel(&years), |view| {
        (has_limits(view.indicator, view.comparisons), limits(view))
    });
    assert!(offered);
    let Some(Chart::Trend(trend)) = chart else {
        unreachable!("twelve figures have limits")
    };
    let names: Vec<&str> = trend.series.iter().map(|held| held.name.as_str()).collect();
    assert_eq!(
        names,
        ["Leicester", "Average", "Upper limit", "Lower limit"]
    );
    // The mean is 645 / 12 = 53.75; ten moves of 1 and one of 40 make 50 / 11, and 2.66 of those 12.09.
    assert_eq!(
        trend.sentence,
        "The average of 12 figures is 53.75%; a figure between 41.66% and 65.84% is ordinary. \
         Out of the ordinary: 2010 (Rev) to 2020 (Rev) (seven or more in a row below the average), \
         2021 (Rev) (above the upper limit)."
    );
    let few = seen(&percent(), &panel(&years[..5]), |view| {
        has_limits(view.indicator, view.comparisons)
    });
    assert!(!few);
}
