//! A small plan with a little of everything, in short words and without digits in its names.

use std::collections::HashMap;

use jiff::civil::date;

use crate::domain::area::{Area, AreaCode, AreaKind};
use crate::domain::benchmark::{Comparison, NeighbourAverage, OwnFigure};
use crate::domain::book::Book;
use crate::domain::check;
use crate::domain::check::sample::Sample;
use crate::domain::consultation::{Group, Leaning, QuestionKind, Theme};
use crate::domain::dashboard::{self, Dashboard};
use crate::domain::decision::Decision;
use crate::domain::document::Standing;
use crate::domain::grant::TotalOf;
use crate::domain::id::*;
use crate::domain::indicator::{Polarity, UnitKind};
use crate::domain::marker::Marker;
use crate::domain::period::Period;
use crate::domain::plan::{ActionStatus, Level, Plan, Risk};
use crate::domain::reading::Status;
use crate::domain::report::{Gathered, Options};
use crate::domain::thread::attention;

/// The fiscal year of the money.
pub use crate::domain::check::sample::YEAR;

/// The quarter of the dashboard.
pub const QUARTER: Period = Period::Quarter {
    start: 2001,
    quarter: 2,
};

/// What is asked for.
pub fn options() -> Options {
    Options {
        standing: Standing {
            file: "plan.sqlite".into(),
            made: Some(date(2026, 11, 22)),
            ..Standing::default()
        },
        list: "2025-05".into(),
        ..Options::default()
    }
}

/// What would come from the file: every indicator beside neighbours that are a little higher.
pub fn gathered(book: &Book) -> Gathered {
    let mut comparisons: HashMap<IndicatorId, Vec<Comparison>> = HashMap::new();
    for reading in &book.readings {
        let mut held = Comparison::alone(OwnFigure::entered(reading));
        let value = held.own.reported.value();
        held.neighbours = NeighbourAverage {
            n: 10,
            of: 10,
            mean: value.map(|value| value + 1.0),
            median: value.map(|value| value + 1.0),
            ..NeighbourAverage::default()
        };
        held.england = value.map(|value| value - 1.0);
        comparisons.entry(reading.indicator).or_default().push(held);
    }
    for held in comparisons.values_mut() {
        held.sort_by_key(|held| held.own.period);
    }
    Gathered {
        comparisons,
        dashboard: Some(Dashboard::of(book, QUARTER, &dashboard::Options::default())),
        attention: attention(book, &check::all(book), date(2026, 11, 22)),
        problems: check::all(book),
        ..Gathered::default()
    }
}

/// Two objectives, three lines, two grants, two indicators, a dashboard's row, a consultation of two channels and groups.
pub fn book() -> Book {
    of(&Sample::default(), "Care")
}

/// The same with a name in every place that takes one.
pub fn named(name: &str) -> Book {
    let mut book = of(&Sample::default(), name);
    let mut plan = book.plan();
    plan.title = name.into();
    book.plan = vec![plan].into();
    book
}

/// A year of so many grants, each paying one line.
pub fn many_grants(n: i64) -> Book {
    let mut sample = Sample::default();
    let area = sample.area("Care");
    for at in 1..=n {
        let grant = sample.grant(&format!("Grant {at}"), 100 * at, "", &[]);
        sample.pay(grant, area, 10 * at);
    }
    with_plan(sample.book())
}

fn with_plan(mut book: Book) -> Book {
    book.plan = vec![Plan {
        title: "Our plan".into(),
        area: AreaCode::new("856"),
        ..Plan::default()
    }]
    .into();
    let own = Area {
        code: AreaCode::new("856"),
        name: "Our town".into(),
        kind: AreaKind::Authority,
        region: None,
    };
    book.areas.insert(own.code.clone(), own);
    book
}

fn of(sample: &Sample, name: &str) -> Book {
    let mut sample = sample.clone();
    let home = sample.objective("1", name);
    let school = sample.objective("2", "School");
    let area = sample.area(name);
    let books = sample.area("Books");
    let loose = sample.area("Loose");
    sample.area_serves(area, home);
    sample.area_serves(books, school);
    let main = sample.grant(name, 1_000, "", &[]);
    let extra = sample.grant("Extra", 300, "Care", &[area]);
    sample.pay(main, area, 500);
    sample.of_which(120);
    sample.pay(main, books, 200);
    sample.pay(main, loose, 50);
    sample.pay(extra, area, 250);
    sample.printed_total(TotalOf::Allocations, 995, 0);
    let moves = sample.indicator(name, UnitKind::Percent, Polarity::Lower);
    sample.serves(moves, home);
    for (year, status, text) in [
        (1998, Status::Outturn, "30"),
        (1999, Status::Provisional, "24"),
        (2000, Status::Planned, "?"),
        (2001, Status::Planned, "20"),
    ] {
        sample.again(year, status, text);
    }
    let reads = sample.indicator("Reads well", UnitKind::Rate, Polarity::Higher);
    sample.serves(reads, school);
    sample.unit_words(reads, "per 100 children");
    sample.again(1998, Status::Outturn, "50.5");
    sample.again(1999, Status::Outturn, "61.5");
    sample.action(name, Some(date(2001, 6, 1)), ActionStatus::Late);
    let mut book = with_plan(consulted(sample, home, name));
    book.risks = vec![Risk {
        objective: Some(home),
        title: name.into(),
        probability: Level::High,
        impact: Level::High,
        mitigation: "More homes".into(),
        position: 1,
        ..Risk::new(RiskId(1))
    }]
    .into();
    book.markers = vec![marker(moves)].into();
    book.decisions = vec![Decision {
        meeting: name.into(),
        on: Some(date(2001, 7, 2)),
        put: "The plan".into(),
        ..Decision::new(DecisionId(1))
    }]
    .into();
    book
}

fn marker(indicator: IndicatorId) -> Marker {
    Marker {
        id: MarkerId(1),
        indicator,
        period: QUARTER,
        updated: true,
        latest_update: "Q2".into(),
        performance: "12.63% (61)".into(),
        direction: "Better".into(),
        rag: "A".into(),
        quartile: "3".into(),
        neighbours: "11.8%".into(),
        target: "<9%".into(),
        position: 1,
    }
}

/// Counts of answers: choice by choice, online and on paper, of parents and of young people.
pub const COUNTS: [[i64; 4]; 3] = [[40, 12, 20, 31], [9, 30, 3, 22], [14, 0, 8, 6]];

fn consulted(sample: Sample, objective: ObjectiveId, name: &str) -> Book {
    with_counts(sample, objective, name, &COUNTS)
}

/// A plan with these counts: online parents, online young people, parents on paper, young people on paper.
pub fn counted(counts: &[[i64; 4]; 3]) -> Book {
    let mut sample = Sample::default();
    let objective = sample.objective("1", "Care");
    with_plan(with_counts(sample, objective, "Care", counts))
}

fn with_counts(
    mut sample: Sample,
    objective: ObjectiveId,
    name: &str,
    counts: &[[i64; 4]; 3],
) -> Book {
    let held = sample.consultation(name);
    sample.bears_on(held, objective);
    let channels = [
        sample.channel(held, "Online"),
        sample.channel(held, "Paper"),
    ];
    let question = sample.question(held, QuestionKind::Likert);
    let sides = [
        ("Yes", Leaning::Positive),
        ("No", Leaning::Negative),
        ("Not sure", Leaning::Neutral),
    ];
    for ((text, leaning), counts) in sides.into_iter().zip(counts) {
        let choice = sample.choice(question, text, leaning);
        for (at, n) in counts.iter().enumerate() {
            let group = GroupId(i64::try_from(at % 2).unwrap() + 1);
            sample.tally(choice, channels[at / 2], Some(group), *n);
        }
    }
    sample.receipt(channels[0], 120, 2);
    sample.receipt(channels[1], 95, 0);
    sample.meeting(held, 3);
    let mut book = sample.book();
    let group = |id: i64, name: &str| Group {
        id: GroupId(id),
        consultation: held,
        name: name.into(),
        position: id,
    };
    book.groups = vec![group(1, "Parents"), group(2, "Young people")].into();
    book.themes = vec![Theme {
        id: ThemeId(1),
        consultation: held,
        group: None,
        title: name.into(),
        definition: String::new(),
        parent: None,
        we_did: "We made more homes.".into(),
        objectives: Vec::new(),
        priority_area: None,
        indicator: None,
        position: 1,
    }]
    .into();
    book
}
