//! The XmR chart, against the NHS tool's own cases and by hand.

use proptest::prelude::*;
use serde_json::Value;

use super::{Assurance, LIMIT, RUN, Signal, one_side, side, trend, xmr};
use crate::domain::statistics::testing::{close, number, numbers, vectors};

/// The vectors are printed to 16 figures; ours are summed in another order.
const PRINTED: f64 = 1e-12;

const FILE: &str = include_str!("../../../../tests/vectors/xmr.json");

#[test]
fn every_case_agrees_with_the_nhs_tool() {
    let file = vectors(FILE);
    let cases = file["cases"].as_object().unwrap();
    assert_eq!(cases.len(), 9);
    for (name, case) in cases {
        let options = case["opts"].as_object().unwrap();
        let known = |option: &String| ["screen", "fix"].contains(&option.as_str());
        assert!(options.keys().all(known), "{name}: {options:?}");
        let screen = options.get("screen").and_then(Value::as_bool);
        let fix = options.get("fix").and_then(Value::as_u64);
        let found = xmr(
            &numbers(&case["y"]),
            screen.unwrap_or(true),
            fix.map(|fix| fix as usize),
        );
        let found = found.unwrap();
        close(found.mean, number(&case["mean"]), PRINTED);
        close(found.lower, number(&case["lpl"]), PRINTED);
        close(found.upper, number(&case["upl"]), PRINTED);
        close(found.near_lower, number(&case["near_lpl"]), PRINTED);
        close(found.near_upper, number(&case["near_upl"]), PRINTED);
        let words: Vec<&str> = found.signals.iter().map(|signal| signal.word()).collect();
        assert_eq!(Value::from(words), case["type"], "{name}");
    }
}

#[test]
fn the_constants_are_those_of_the_file() {
    let file = vectors(FILE);
    assert_eq!(number(&file["constants"]["limit"]), LIMIT);
    assert_eq!(file["constants"]["near"], format!("2/3 of {LIMIT}"));
    let screen = file["constants"]["screen"].as_str().unwrap();
    assert!(screen.contains(&format!(">= {}*mean MR, once", super::SCREEN)));
}

/// The file marks only the last point of each seven.
#[track_caller]
fn check_helper<T>(name: &str, of: impl Fn(f64) -> T, rule: impl Fn(&[T]) -> i8) {
    let file = vectors(FILE);
    let pairs = file["helper_vectors"][name].as_array().unwrap();
    assert!(!pairs.is_empty());
    for pair in pairs {
        let points: Vec<T> = numbers(&pair[0]).into_iter().map(&of).collect();
        let ends: Vec<f64> = (1..=points.len())
            .map(|end| {
                end.checked_sub(RUN)
                    .map_or(0, |start| rule(&points[start..end]))
            })
            .map(f64::from)
            .collect();
        assert_eq!(ends, numbers(&pair[1]), "{name}");
    }
}

#[test]
fn runs_agree_with_the_helper_vectors() {
    check_helper("seven_one_side", |value| side(value, 0.0), one_side);
    check_helper("seven_trend", |value| value, trend);
}

#[test]
fn the_rules_by_hand() {
    use Signal::{Below, CommonCause, SevenAbove, TrendDown, TrendUp, TwoInThreeBelow};
    #[track_caller]
    fn check(values: &[f64], fix: Option<usize>, expected: &[Signal]) {
        assert_eq!(xmr(values, true, fix).unwrap().signals, expected);
    }
    check(&[5.0; 9], None, &[CommonCause; 9]);
    check(&[0.1; 10], None, &[CommonCause; 10]);
    // After a wide base, up for seven and down for seven: the turn belongs to the fall.
    let base: Vec<f64> = [50.0, -50.0].repeat(5);
    let turn = (1..=7).chain((1..7).rev()).map(f64::from);
    let mut expected = vec![CommonCause; 23];
    expected[9..16].fill(TrendUp);
    expected[16..].fill(TrendDown);
    check(
        &base.into_iter().chain(turn).collect::<Vec<_>>(),
        Some(10),
        &expected,
    );
    // Mean 0 and movement 2 from the first ten: limits ±5.32, near beyond ±3.547.
    let ten: Vec<f64> = [1.0, -1.0].repeat(5);
    let with = |more: &[f64]| [&ten, more].concat();
    let mut expected = vec![CommonCause; 13];
    expected[10] = TwoInThreeBelow;
    expected[12] = TwoInThreeBelow;
    check(&with(&[-4.0, -1.0, -4.0]), Some(10), &expected);
    check(&with(&[-4.0, 1.0, -4.0]), Some(10), &[CommonCause; 13]);
    // A point outside is not near, and does not make up the two.
    let mut expected = vec![CommonCause; 13];
    expected[12] = Below;
    check(&with(&[-4.0, -1.0, -9.0]), Some(10), &expected);
    let mut expected = vec![CommonCause; 17];
    expected[10..].fill(SevenAbove);
    check(
        &with(&[1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0]),
        Some(10),
        &expected,
    );
}

#[test]
fn too_little_is_no_chart() {
    for (values, fix) in [
        (&[][..], None),
        (&[1.0][..], None),
        (&[1.0, 2.0, 3.0][..], Some(0)),
        (&[1.0, 2.0, 3.0][..], Some(1)),
        (&[1.0, f64::NAN, 3.0][..], None),
        (&[1.0, 2.0, f64::INFINITY][..], None),
        (&[1.0, 2.0, f64::NAN][..], Some(2)),
        (&[f64::MAX, f64::MIN][..], None),
    ] {
        assert_eq!(xmr(values, true, fix), None, "{values:?} {fix:?}");
    }
    assert_eq!(
        xmr(&[1.0, 2.0], true, Some(99)),
        xmr(&[1.0, 2.0], true, None)
    );
}

/// The file's rule: above the upper limit it fails if an increase is an improvement, else passes; below
/// the lower limit the reverse; else inconsistent.
#[test]
fn targets_beyond_the_limits_are_sure() {
    let chart = xmr(&[1.0, -1.0, 1.0, -1.0], true, None).unwrap();
    for (target, higher_is_better, expected) in [
        (9.0, true, Some(Assurance::Fails)),
        (9.0, false, Some(Assurance::Passes)),
        (-9.0, true, Some(Assurance::Passes)),
        (-9.0, false, Some(Assurance::Fails)),
        (0.0, true, Some(Assurance::Inconsistent)),
        (chart.upper, true, Some(Assurance::Inconsistent)),
        (f64::NAN, true, None),
    ] {
        assert_eq!(chart.assurance(target, higher_is_better), expected);
    }
}

proptest! {
    #[test]
    fn limits_are_symmetric_and_signals_turn_over(
        values in prop::collection::vec(-1000_i32..1000, 2..40),
        screen: bool,
    ) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let chart = xmr(&values, screen, None).unwrap();
        let up = chart.upper - chart.mean;
        prop_assert!((up - (chart.mean - chart.lower)).abs() <= 1e-9 * up.max(1.0));
        prop_assert!(chart.lower <= chart.near_lower && chart.near_lower <= chart.mean);
        prop_assert!(chart.mean <= chart.near_upper && chart.near_upper <= chart.upper);
        prop_assert_eq!(chart.signals.len(), values.len());
        let over: Vec<f64> = values.iter().map(|value| -value).collect();
        let over = xmr(&over, screen, None).unwrap();
        let turned: Vec<Signal> = over.signals.into_iter().map(turn).collect();
        prop_assert_eq!(turned, chart.signals);
    }

    #[test]
    fn screening_never_widens(values in prop::collection::vec(-1e3..1e3_f64, 2..40)) {
        let (with, without) = (xmr(&values, true, None).unwrap(), xmr(&values, false, None).unwrap());
        prop_assert_eq!(with.mean, without.mean);
        prop_assert!(with.mean_moving_range <= without.mean_moving_range);
    }
}

fn turn(signal: Signal) -> Signal {
    match signal {
        Signal::CommonCause => Signal::CommonCause,
        Signal::Above => Signal::Below,
        Signal::Below => Signal::Above,
        Signal::TrendUp => Signal::TrendDown,
        Signal::TrendDown => Signal::TrendUp,
        Signal::TwoInThreeAbove => Signal::TwoInThreeBelow,
        Signal::TwoInThreeBelow => Signal::TwoInThreeAbove,
        Signal::SevenAbove => Signal::SevenBelow,
        Signal::SevenBelow => Signal::SevenAbove,
    }
}
