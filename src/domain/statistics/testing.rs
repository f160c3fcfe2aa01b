//! What the tests of the statistics share: reading the published answers, and comparing with them.

use serde_json::Value;

/// The file of published answers.
pub(super) fn vectors(text: &str) -> Value {
    serde_json::from_str(text).expect("a vectors file is JSON")
}

/// The numbers of a list of the file.
pub(super) fn numbers(list: &Value) -> Vec<f64> {
    let items = list.as_array().expect("a list");
    items.iter().map(number).collect()
}

/// A number of the file.
pub(super) fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// That two numbers agree to within so much of the expected one; of 1 where nought is expected.
#[track_caller]
pub(super) fn close(found: f64, expected: f64, tolerance: f64) {
    let measure = if expected == 0.0 { 1.0 } else { expected.abs() };
    assert!(
        (found - expected).abs() <= tolerance * measure,
        "{found} is not {expected}"
    );
}
