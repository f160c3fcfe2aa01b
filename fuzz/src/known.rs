//! What every target shares: the areas that a plan knows, input taken apart, and what must hold of a refusal.

use std::sync::OnceLock;

use golden_thread::domain::problem::Problem;
use golden_thread::exchange::authorities;
use golden_thread::exchange::published::known::Known;

/// The areas of England, as every plan knows them.
pub fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| Known::new(authorities::areas().iter(), std::iter::empty()))
}

/// The input in parts: what stands between lines of `%%%%`, so that a mutation of one part leaves the others.
pub fn parts(data: &[u8]) -> Vec<&[u8]> {
    const MARK: &[u8] = b"\n%%%%\n";
    let (mut parts, mut from, mut at) = (Vec::new(), 0, 0);
    while at + MARK.len() <= data.len() {
        if &data[at..at + MARK.len()] == MARK {
            parts.push(&data[from..at]);
            at += MARK.len();
            from = at;
        } else {
            at += 1;
        }
    }
    parts.push(&data[from..]);
    parts
}

/// The first part as text, and the rest; nothing where there is no mark.
pub fn split(data: &[u8]) -> (String, &[u8]) {
    const MARK: &[u8] = b"\n%%%%\n";
    let at = data.windows(MARK.len()).position(|held| held == MARK);
    match at {
        Some(at) => (text(&data[..at]), &data[at + MARK.len()..]),
        None => (String::new(), data),
    }
}

/// The input as text; what is no UTF-8 becomes a mark.
pub fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// That a refusal says what is so, why, and what to do, and does not print a megabyte.
#[track_caller]
pub fn check(problem: &Problem) {
    let said = problem.to_string();
    assert!(!problem.what.trim().is_empty(), "says nothing: {problem:?}");
    assert!(said.len() < 1 << 20, "{} bytes of refusal", said.len());
}

/// As [`check`], of several.
#[track_caller]
pub fn check_all(problems: &[Problem]) {
    problems.iter().for_each(check);
}

/// Goes on to the end.
pub fn on(_: u64) -> bool {
    true
}
