//! Spend and outcome by year: what is known, what is missing and why, and that nothing missing is nought.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::actual::Actual;
use crate::domain::benchmark::{NeighbourAverage, OwnFigure};
use crate::domain::chart::Chart;
use crate::domain::closing::Closing;
use crate::domain::id::{ActualId, ClosingId};
use crate::domain::indicator::Polarity;
use crate::domain::money::Pence;
use crate::domain::panel::Basis;
use crate::domain::period::Term;
use crate::domain::reading::{Missing, Reported, Status};
use crate::domain::thread::sample::Sample;

fn figure(year: i16, value: Option<f64>, mean: Option<f64>) -> Comparison {
    let mut held = Comparison::alone(OwnFigure {
        period: Period::Financial(year),
        status: Status::Outturn,
        reported: value.map_or(Reported::Missing(Missing::Confidential), |value| {
            Reported::Figure { value, decimals: 1 }
        }),
        published: true,
        basis: Basis::default(),
    });
    held.neighbours = NeighbourAverage {
        n: usize::from(mean.is_some()) * 9,
        of: 10,
        mean,
        ..NeighbourAverage::default()
    };
    held
}

/// One objective with £250 in 2001/02 and £700 in 2002/03, and an indicator.
fn plan() -> (Book, ObjectiveId) {
    let mut sample = Sample::default();
    let objective = sample.objective("One");
    let (early, late) = (sample.grant(2001, 100_000), sample.grant(2002, 100_000));
    sample.line(Some(objective), early, 200);
    sample.line(Some(objective), early, 50);
    sample.line(Some(objective), late, 700);
    sample.indicator(objective, Polarity::Lower);
    (sample.book(), objective)
}

fn side_by_side(book: &Book, whose: Whose, indicator: &Indicator, held: &[Comparison]) -> Outcome {
    outcome(
        book,
        &Question {
            whose,
            measured: Measured {
                indicator,
                comparisons: held,
            },
            counted: None,
            average: Average::Mean,
        },
    )
}

fn close(book: &mut Book, fiscal_year: i16) {
    book.closings.insert(
        0,
        Closing {
            id: ClosingId(i64::from(fiscal_year)),
            fiscal_year,
            month: 0,
            is_closed: true,
            made_on: date(2003, 5, 1),
            made_by: String::new(),
            reason: String::new(),
        },
    );
}

#[test]
fn a_closed_year_has_its_actual_spending_and_says_so() {
    let (mut book, objective) = plan();
    let indicator = book.indicators[0].clone();
    let (grant, area) = (book.grants[0].id, book.priority_areas[0].id);
    let spend = |book: &Book| {
        side_by_side(book, Whose::Objective(objective), &indicator, &[]).years[0].spend
    };
    let want = |pounds: i64, is| {
        Some(Spend {
            amount: Pence(pounds * 100),
            is,
        })
    };
    book.actuals.insert(
        0,
        Actual {
            id: ActualId(900),
            grant,
            priority_area: area,
            month: 3,
            amount: Pence(18_000),
            batch: None,
            note: String::new(),
        },
    );
    // Not closed: the year is not over, and what was spent so far is not what it costs.
    assert_eq!(spend(&book), want(250, SpendIs::Budget));
    close(&mut book, 2001);
    assert_eq!(spend(&book), want(180, SpendIs::Actual));
    let (mut book, _) = plan();
    close(&mut book, 2001);
    assert_eq!(spend(&book), want(250, SpendIs::BudgetOfClosed));
}

#[test]
fn a_year_says_what_is_missing_and_why_and_never_nought() {
    let (book, objective) = plan();
    let indicator = book.indicators[0].clone();
    let held = [
        figure(1999, Some(12.0), Some(10.0)),
        figure(2001, None, Some(10.0)),
        figure(2002, Some(9.0), None),
    ];
    let found = side_by_side(&book, Whose::Objective(objective), &indicator, &held);
    let rows: Vec<String> = found
        .table()
        .rows
        .iter()
        .map(|row| row.join(" | "))
        .collect();
    assert_eq!(
        rows,
        [
            "1999/00 | – |  | – | – | 12.0 | 10.0, 9 of 10 | +2.0, worse | no grant pays for it in this year",
            "2001/02 | £250 | latest budget | – | – | [c] | 10.0, 9 of 10 | – | no figure: confidential [c]; \
             no count of children",
            "2002/03 | £700 | latest budget | – | – | 9.0 | – | – | no neighbours’ figures; no count of children",
        ]
    );
    assert!(found.notes[0].starts_with("2000/01: neither money nor a figure"));
    assert!(
        found
            .sentence()
            .starts_with("Only 2002/03 has both pounds and a figure: £700")
    );
    let Chart::Stacked(pounds) = found.pounds() else {
        panic!("pounds are bars of pieces")
    };
    assert_eq!(pounds.rows[0].pieces, []);
    assert_eq!(pounds.rows[0].shown, "no grant");
    let Chart::Trend(trend) = found.figures("Leicester") else {
        panic!("figures are lines")
    };
    assert_eq!(trend.series[0].points[1].value, None);
    assert_eq!(trend.series[0].points[1].missing.as_deref(), Some("[c]"));
    assert!(trend.sentence.contains(CAUTION));
}

#[test]
fn pounds_for_each_child_say_whose_count_they_are_divided_by() {
    #[track_caller]
    fn check(
        unit: UnitKind,
        words: &str,
        denominator: &str,
        n: Option<f64>,
        want: Option<(i64, &str)>,
    ) {
        let (book, objective) = plan();
        let indicator = Indicator {
            unit,
            unit_words: words.into(),
            denominator: denominator.into(),
            code: "X".into(),
            ..book.indicators[0].clone()
        };
        let mut held = figure(2001, Some(50.0), None);
        held.own.basis.denominator = n;
        let found = side_by_side(&book, Whose::Objective(objective), &indicator, &[held]);
        let year = &found.years[0];
        assert_eq!(
            year.per_head(),
            want.map(|(pence, _)| Pence(pence)),
            "{words} {denominator}"
        );
        assert_eq!(
            year.counted.as_ref().map(|held| held.from.as_str()),
            want.map(|(_, from)| from)
        );
    }
    use UnitKind::{Count, Money, Percent};
    let looked_after = "children looked after";
    check(
        Percent,
        "",
        looked_after,
        Some(8.0),
        Some((3_125, "X, its denominator: children looked after")),
    );
    check(Percent, "", looked_after, None, None);
    check(Percent, "", looked_after, Some(0.0), None);
    check(Percent, "", looked_after, Some(f64::NAN), None);
    check(Percent, "", "reviews of children due", Some(8.0), None);
    check(Percent, "", "social workers", Some(8.0), None);
    check(
        Count,
        "children",
        "",
        None,
        Some((500, "X, a count of children")),
    );
    check(Count, "families", "", None, None);
    // A unit cost is divided by weeks already.
    check(
        Money,
        "£ a week for each child",
        "weeks of care",
        Some(8.0),
        None,
    );
}

#[test]
fn another_indicator_may_count_the_children() {
    let (book, objective) = plan();
    let indicator = book.indicators[0].clone();
    let count = Indicator {
        unit: UnitKind::Count,
        unit_words: "children".into(),
        code: "N".into(),
        ..indicator.clone()
    };
    let (held, heads) = (
        [figure(2001, Some(9.0), Some(7.0))],
        [figure(2001, Some(10.0), None)],
    );
    let asked = Question {
        whose: Whose::Objective(objective),
        measured: Measured {
            indicator: &indicator,
            comparisons: &held,
        },
        counted: Some(Measured {
            indicator: &count,
            comparisons: &heads,
        }),
        average: Average::Mean,
    };
    let found = outcome(&book, &asked);
    assert_eq!(found.years[0].per_head(), Some(Pence(2_500)));
    assert_eq!(found.years[1].per_head(), None);
}

#[test]
fn a_unit_cost_is_known_by_its_unit() {
    #[track_caller]
    fn check(unit: UnitKind, words: &str, want: bool) {
        let (book, _) = plan();
        let indicator = Indicator {
            unit,
            unit_words: words.into(),
            ..book.indicators[0].clone()
        };
        assert_eq!(is_unit_cost(&indicator), want, "{words}");
    }
    check(UnitKind::Money, "£ a week for each child", true);
    check(UnitKind::Money, "£ per place", true);
    check(UnitKind::Money, "£ million", false);
    check(UnitKind::Rate, "per 10,000 children", false);
}

#[test]
fn a_period_stands_in_the_fiscal_year_in_which_most_of_it_lies() {
    #[track_caller]
    fn check(period: Period, want: i16) {
        assert_eq!(fiscal_year_of(period), want, "{period}");
    }
    check(Period::Financial(2001), 2001);
    check(Period::Academic(2001), 2001);
    check(Period::Calendar(2001), 2001);
    check(Period::Reporting(2002), 2001);
    check(Period::AsAt(date(2002, 3, 31)), 2001);
    check(Period::AsAt(date(2002, 4, 1)), 2002);
    check(
        Period::Quarter {
            start: 2001,
            quarter: 4,
        },
        2001,
    );
    check(
        Period::Month {
            year: 2002,
            month: 1,
        },
        2001,
    );
    check(
        Period::Term {
            start: 2001,
            term: Term::Summer,
        },
        2002,
    );
}

#[test]
fn what_happened_stands_before_what_was_planned() {
    let (book, objective) = plan();
    let indicator = book.indicators[0].clone();
    let mut planned = figure(2001, Some(5.0), None);
    planned.own.status = Status::Planned;
    let whose = Whose::Objective(objective);
    let both = [figure(2001, Some(8.0), None), planned.clone()];
    assert_eq!(
        side_by_side(&book, whose, &indicator, &both).table().rows[0][5],
        "8.0"
    );
    let alone = side_by_side(&book, whose, &indicator, &[planned]);
    assert_eq!(alone.table().rows[0][5], "5.0, planned");
}

#[test]
fn a_shared_area_counts_under_its_first_objective_alone() {
    let mut sample = Sample::default();
    let (one, two) = (sample.objective("One"), sample.objective("Two"));
    let grant = sample.grant(2001, 100_000);
    sample.line(Some(one), grant, 250);
    sample.share(two);
    sample.indicator(two, Polarity::Lower);
    let book = sample.book();
    let indicator = book.indicators[0].clone();
    let found = side_by_side(&book, Whose::Objective(two), &indicator, &[]);
    assert_eq!(found.years, []);
    assert!(
        found
            .notes
            .iter()
            .any(|note| note.contains("count under another objective first"))
    );
    assert!(found.sentence().starts_with("No year has both"));
    // The area itself has its money, and the indicators of both.
    let area = Whose::Area(book.priority_areas[0].id);
    assert_eq!(area.indicators(&book), [indicator.id]);
    assert_eq!(side_by_side(&book, area, &indicator, &[]).years.len(), 1);
}

proptest! {
    /// Whatever figures there are, every year has its row, in order, as wide as the heads; nothing panics.
    #[test]
    fn every_year_has_one_row(
        figures in prop::collection::vec((1900_i16..2199, prop::option::of(any::<f64>()), prop::option::of(any::<f64>())), 0..8),
    ) {
        let (book, objective) = plan();
        let indicator = book.indicators[0].clone();
        let held: Vec<Comparison> = figures.iter().map(|(year, own, mean)| figure(*year, *own, *mean)).collect();
        let found = side_by_side(&book, Whose::Objective(objective), &indicator, &held);
        let table = found.table();
        prop_assert!(table.rows.iter().all(|row| row.len() == table.headings.len()));
        prop_assert!(found.years.windows(2).all(|pair| pair[0].fiscal_year < pair[1].fiscal_year));
        prop_assert_eq!(table.rows.len(), found.pounds().table().rows.len());
        let _ = (found.sentence(), found.figures("Ours").alt());
    }
}
