//! The trend tests, against Fingertips' published cases and by hand.

use proptest::prelude::*;

use super::{
    CRITICAL, Counted, Direction, LEVEL, Point, proportion_chi2, recent, unweighted_fallback,
};
use crate::domain::statistics::distribution::normal_two_sided;
use crate::domain::statistics::interval::Interval;
use crate::domain::statistics::testing::{close, number, numbers, vectors};

/// The file's own sums run on years as they are, and lose some last figures by it.
const FROM_YEARS: f64 = 1e-9;

/// The file gives some chi-squares as published, to two decimals.
const TWO_DECIMALS: f64 = 0.005;

const FILE: &str = include_str!("../../../../tests/vectors/fingertips_trend.json");

#[test]
fn recent_trends_agree_with_fingertips() {
    let file = vectors(FILE);
    let cases = file["cases"].as_object().unwrap();
    assert_eq!(cases.len(), 5);
    for (name, case) in cases {
        let rows = case["pts"].as_array().unwrap();
        let mut points: Vec<Point> = rows.iter().map(published).collect();
        // An older figure, far off, is not among the last five.
        points.push(Point {
            at: 1990.0,
            value: 1e6,
            standard_error: 1e-3,
        });
        let found = recent(&points).unwrap();
        let expected = &case["computed"];
        close(found.slope, number(&expected["slope"]), FROM_YEARS);
        close(found.chi_squared, number(&expected["chi2"]), FROM_YEARS);
        assert_eq!(found.significant, expected["significant"], "{name}");
        if let Some(chi_squared) = case.get("chi2_2dp") {
            assert!((found.chi_squared - number(chi_squared)).abs() <= TWO_DECIMALS);
        }
        let words = case["expect"].as_str().unwrap();
        let direction = match found.direction {
            Direction::Rising => words.starts_with("Increasing") || words == "significant",
            Direction::Falling => words.starts_with("Decreasing"),
            Direction::None => words == "not significant",
        };
        assert!(direction, "{name}: {:?} is not {words}", found.direction);
    }
}

fn published(row: &serde_json::Value) -> Point {
    let row = numbers(row);
    let interval = Interval {
        lower: row[2],
        upper: row[3],
    };
    Point::published(row[0], row[1], interval)
}

#[test]
fn proportions_agree_with_fingertips() {
    let file = vectors(FILE);
    let case = &file["proportion_chi2"];
    let rows = case["pts"].as_array().unwrap();
    let points: Vec<Counted> = rows
        .iter()
        .map(|row| Counted {
            at: number(&row[0]),
            count: row[1].as_u64().unwrap(),
            base: row[2].as_u64().unwrap(),
        })
        .collect();
    let found = proportion_chi2(&points).unwrap();
    close(found.chi_squared, number(&case["computed"]), FROM_YEARS);
    assert!((found.chi_squared - number(&case["chi2_2dp"])).abs() <= TWO_DECIMALS);
    assert_eq!(
        (found.significant, found.direction),
        (true, Direction::Rising)
    );
}

/// The two limits are one: χ² with one degree of freedom is z².
#[test]
fn the_limit_is_the_level() {
    let chance = normal_two_sided(CRITICAL.sqrt()).unwrap();
    close(chance, LEVEL, FROM_YEARS);
}

/// Five figures of a year each, equally sure.
fn sure(values: [f64; 5], standard_error: f64) -> Vec<Point> {
    (2021..)
        .map(f64::from)
        .zip(values)
        .map(|(at, value)| Point {
            at,
            value,
            standard_error,
        })
        .collect()
}

#[test]
fn one_year_does_not_make_a_trend() {
    #[track_caller]
    fn check(values: [f64; 5], expected: Direction) {
        let found = recent(&sure(values, 0.1)).unwrap();
        assert_eq!(found.direction, expected);
        assert_eq!(found.significant, expected != Direction::None);
    }
    check([1.0, 2.0, 3.0, 4.0, 5.0], Direction::Rising);
    check([5.0, 4.0, 3.0, 2.0, 1.0], Direction::Falling);
    // The last year alone lifts it, and χ² is far above the limit.
    check([5.0, 4.0, 3.0, 2.0, 40.0], Direction::None);
    check([5.0, 5.0, 5.0, 5.0, 6.0], Direction::None);
    check([5.0, 5.0, 5.0, 5.0, 4.0], Direction::None);
    check([7.0, 7.0, 7.0, 7.0, 7.0], Direction::None);
    assert!(
        recent(&sure([5.0, 4.0, 3.0, 2.0, 40.0], 0.1))
            .unwrap()
            .chi_squared
            > CRITICAL
    );
    // The same rise, less sure.
    assert!(
        !recent(&sure([1.0, 2.0, 3.0, 4.0, 5.0], 1.1))
            .unwrap()
            .significant
    );
}

#[test]
fn there_must_be_five_sound_points() {
    let good = sure([1.0, 2.0, 3.0, 4.0, 5.0], 0.1);
    assert_eq!(recent(&[]), None);
    assert_eq!(recent(&good[1..]), None);
    let spoilt = |spoil: fn(&mut Point)| {
        let mut points = good.clone();
        spoil(&mut points[2]);
        recent(&points)
    };
    assert_eq!(spoilt(|point| point.at = f64::NAN), None);
    assert_eq!(spoilt(|point| point.at = 2022.0), None);
    assert_eq!(spoilt(|point| point.value = f64::INFINITY), None);
    assert_eq!(spoilt(|point| point.standard_error = 0.0), None);
    assert_eq!(spoilt(|point| point.standard_error = -1.0), None);
    assert_eq!(spoilt(|point| point.standard_error = f64::NAN), None);
    assert_eq!(spoilt(|point| point.standard_error = 1e-300), None);
    assert_eq!(spoilt(|point| point.standard_error = 1e300), None);
}

#[test]
fn proportions_may_be_nil_or_all_but_not_throughout() {
    #[track_caller]
    fn check(counts: [u64; 5], base: u64, expected: Option<Direction>) {
        let points = counts.iter().zip(2021..).map(|(&count, year)| Counted {
            at: f64::from(year),
            count,
            base,
        });
        let found = proportion_chi2(&points.collect::<Vec<_>>());
        assert_eq!(found.map(|trend| trend.direction), expected);
    }
    check([0, 10, 20, 30, 40], 100, Some(Direction::Rising));
    check([100, 90, 80, 70, 60], 100, Some(Direction::Falling));
    check([10, 10, 10, 10, 60], 100, Some(Direction::None));
    check([20, 21, 22, 23, 24], 100, Some(Direction::None));
    check([0; 5], 100, None);
    check([100; 5], 100, None);
    check([0; 5], 0, None);
    check([101, 90, 80, 70, 60], 100, None);
}

#[test]
fn the_fallback_wants_points_almost_on_a_line() {
    #[track_caller]
    fn check(values: [f64; 5], slope: f64, p_value: f64, expected: Direction) {
        let points: Vec<(f64, f64)> = (1..).map(f64::from).zip(values).collect();
        let found = unweighted_fallback(&points).unwrap();
        close(found.slope, slope, FROM_YEARS);
        close(found.p_value, p_value, FROM_YEARS);
        assert_eq!(found.direction, expected);
        assert_eq!(found.significant, found.p_value < LEVEL);
    }
    // t = −121.2 and t = 9.92, both with three degrees of freedom; chances computed to 40 figures.
    check(
        [20.0, 18.0, 16.1, 14.0, 12.1],
        -1.98,
        1.23686396490979e-6,
        Direction::Falling,
    );
    check(
        [10.0, 12.0, 13.0, 15.0, 18.0],
        1.9,
        0.00217751311358747,
        Direction::None,
    );
    check([1.0, 2.0, 3.0, 4.0, 5.0], 1.0, 0.0, Direction::Rising);
    check([0.1; 5], 0.0, 1.0, Direction::None);
    assert_eq!(unweighted_fallback(&[]), None);
    assert_eq!(unweighted_fallback(&[(1.0, 1.0); 5]), None);
    assert_eq!(unweighted_fallback(&[(f64::NAN, 1.0); 5]), None);
}

proptest! {
    #[test]
    fn order_does_not_matter_and_turning_over_turns(
        values in prop::array::uniform5(-100.0..100.0_f64),
        errors in prop::array::uniform5(0.1..10.0_f64),
    ) {
        let mut points = sure(values, 1.0);
        for (point, error) in points.iter_mut().zip(errors) {
            point.standard_error = error;
        }
        let found = recent(&points).unwrap();
        let mut turned = points.clone();
        turned.iter_mut().for_each(|point| point.value = -point.value);
        points.reverse();
        prop_assert_eq!(recent(&points).unwrap(), found);
        let turned = recent(&turned).unwrap();
        prop_assert_eq!(turned.slope, -found.slope);
        prop_assert_eq!(turned.significant, found.significant);
    }
}
