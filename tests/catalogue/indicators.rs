//! Indicators, their figures and ratings, and a dashboard's printed counts.

use golden_thread::domain::dashboard::PublishedStatement;
use golden_thread::domain::id::{IndicatorId, RatingId, SavedViewId, StatementId};
use golden_thread::domain::indicator::UnitKind;
use golden_thread::domain::objective::Objective;
use golden_thread::domain::period::Period;
use golden_thread::domain::rating::{Rag, Rating};
use golden_thread::domain::reading::{Reading, Reported};
use golden_thread::domain::record::Edit;
use golden_thread::domain::saved_view::{Choice, SavedView};

use crate::bench::{Bench, Row};

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("name-empty", "an indicator’s title, emptied", |b| b.change(first!(b, indicators), |held| held.title.clear())),
        row!("name-empty", "an objective’s short title, emptied", |b| { let held: Objective = first!(b, objectives); b.change(held, |held| held.short.clear()) }),
        row!("same-name", "a second view called A", |b| b.add(view(2))).after(|b| b.run(Edit::add(view(1)))),
        row!("same-code", "the code of another indicator", |b| { let code = b.book().indicators[1].code.clone(); b.change(first!(b, indicators), |held| held.code = code) }),
        row!("in-use", "an indicator removed that has figures", |b| { let held = of(b, UnitKind::Percent); let held = b.book().indicators.get(held.indicator).unwrap().clone(); b.remove(held) }),
        row!("changed-meanwhile", "a title changed by somebody else since it was read", |b| b.told({ let mut was = first!(b, indicators); was.title.push('x'); Edit::change(&was.clone(), was) })),
        row!("unknown-indicator", "a figure of an indicator that somebody removed", |b| { let held = of(b, UnitKind::Percent); b.change(held, |held| held.indicator = IndicatorId(1)) }),
        row!("period-of-another-kind", "a figure for January 2001 of an indicator by year", |b| { let held = of(b, UnitKind::Percent); b.change(held, |held| held.period = Period::Month { year: 2001, month: 1 }) }),
        row!("not-a-number", "infinity, pasted", |b| figure(b, UnitKind::Percent, f64::INFINITY)),
        row!("percentage-out-of-range", "100.1 %", |b| figure(b, UnitKind::Percent, 100.1)),
        row!("count-below-zero", "a count of −1", |b| figure(b, UnitKind::Count, -1.0)),
        row!("same-reading", "a second final figure for one year", |b| b.add({ let mut held = of(b, UnitKind::Percent); held.id.0 = 1; held })),
        row!("reason-missing", "a rating by hand, Red, without a reason", |b| b.add({ let mut held = rating(b, 1); held.reason.clear(); held })),
        row!("rated-twice", "a second rating of one year", |b| b.add(rating(b, 2))).after(|b| { let held = rating(b, 1); b.run(Edit::add(held)); }),
        row!("same-statement", "a second count of “ahead” in one quarter", |b| b.add(statement(2))).after(|b| b.run(Edit::add(statement(1)))),
        row!("own-neighbour", "Leicester as a neighbour of Leicester", |b| b.change(first!(b, neighbours), |held| held.neighbour = held.area.clone())),
        row!("unknown-area", "the plan’s authority: 999", |b| b.change(first!(b, plan), |held| held.area = golden_thread::domain::area::AreaCode::new("999"))),
    ]
}

/// A figure of an indicator of this unit.
fn of(b: &Bench, unit: UnitKind) -> Reading {
    let book = b.book();
    let is_of = |held: &&Reading| {
        let indicator = book.indicators.get(held.indicator).unwrap();
        indicator.unit == unit && held.reported.value().is_some()
    };
    book.readings.iter().find(is_of).unwrap().clone()
}

fn figure(
    b: &mut Bench,
    unit: UnitKind,
    value: f64,
) -> Vec<golden_thread::domain::problem::Problem> {
    let held = of(b, unit);
    b.change(held, |held| {
        held.reported = Reported::Figure { value, decimals: 1 }
    })
}

fn rating(b: &Bench, id: i64) -> Rating {
    let held = of(b, UnitKind::Percent);
    Rating {
        id: RatingId(id),
        indicator: held.indicator,
        period: held.period,
        rag: Rag::Red,
        reason: "Because".into(),
    }
}

fn statement(id: i64) -> PublishedStatement {
    PublishedStatement {
        id: StatementId(id),
        period: Period::Quarter {
            start: 2015,
            quarter: 2,
        },
        statement: "ahead".into(),
        n: 1,
        source: String::new(),
    }
}

fn view(id: i64) -> SavedView {
    SavedView {
        id: SavedViewId(id),
        name: "A".into(),
        choice: Choice::default(),
        position: 0,
    }
}
