//! A cell of a published table as a figure, or as the reason why there is none.
//!
//! Publications print thousands marks, percentage signs, pounds, footnote letters in square brackets and, where the
//! file was made by a statistics package, `1e+05`. All of them are one figure. A mark such as `c` or `low` keeps its
//! meaning, and `<5` is a figure withheld, not a figure.
//!
//! Edges: the decimals are those printed, so `24.0` has one. Anything else is no figure, and the reader says where.

use crate::domain::reading::{Missing, Reported};

/// The largest size of a figure that is believed.
const LARGEST: f64 = 1e15;

/// The figure or the reason in a cell; none where it is neither.
#[must_use]
pub fn read(text: &str) -> Option<Reported> {
    let text = text.trim();
    if let Some(missing) = Missing::read(text) {
        return Some(Reported::Missing(missing));
    }
    if let Some(rest) = text.strip_prefix(['<', '>', '≤', '≥']) {
        number(rest.trim_start_matches('='))?;
        return Some(Reported::Missing(Missing::Confidential));
    }
    if let Some(figure) = number(text) {
        return Some(figure);
    }
    // `67 [r]`, `0 [low]`: a figure with a note, or with the reason why it is not one.
    let (figure, note) = text.split_once(['[', '('])?;
    let note = note.trim_end_matches([']', ')']);
    let figure = number(figure)?;
    if note.eq_ignore_ascii_case("low") {
        return Some(Reported::Missing(Missing::Low));
    }
    let is_mark = (1..=3).contains(&note.len()) && note.bytes().all(|c| c.is_ascii_alphanumeric());
    is_mark.then_some(figure)
}

/// A plain number, for numerators and denominators.
#[must_use]
pub fn plain(text: &str) -> Option<f64> {
    read(text).and_then(Reported::value)
}

fn number(text: &str) -> Option<Reported> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let (minus, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.trim_start_matches('£');
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.') || text.len() > 40 {
        return None;
    }
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '\u{a0}'))
        .collect();
    let (mantissa, exponent) = match bare.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (bare.as_str(), 0),
    };
    if !mantissa.bytes().all(|c| c.is_ascii_digit() || c == b'.') || !is_grouped(text) {
        return None;
    }
    let value: f64 = bare.parse().ok()?;
    let printed = mantissa.split_once('.').map_or(0, |(_, part)| part.len());
    let decimals = i32::try_from(printed)
        .ok()?
        .saturating_sub(exponent)
        .clamp(0, 12);
    if value.abs() > LARGEST {
        return None;
    }
    Some(Reported::Figure {
        value: if minus && value != 0.0 { -value } else { value },
        decimals: u8::try_from(decimals).unwrap_or(12),
    })
}

/// Whether commas stand where thousands do: `1,680`, not `12,5`.
fn is_grouped(text: &str) -> bool {
    let whole = text.split(['.', 'e', 'E']).next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    rest.peek().is_none() || ((1..=3).contains(&first.len()) && rest.all(|group| group.len() == 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_they_are_printed() {
        #[track_caller]
        fn check(text: &str, value: f64, decimals: u8) {
            assert_eq!(
                read(text),
                Some(Reported::Figure { value, decimals }),
                "{text}"
            );
        }
        check("67", 67.0, 0);
        check("24.0%", 24.0, 1);
        check("12,183,016", 12_183_016.0, 0);
        check("£1,680.50", 1680.5, 2);
        check("-0.999", -0.999, 3);
        check("−3", -3.0, 0);
        check(".5", 0.5, 1);
        check("1e+05", 100_000.0, 0);
        check("1.5e-3", 0.0015, 4);
        check("67 [r]", 67.0, 0);
        check("67(p)", 67.0, 0);
    }

    #[test]
    fn reasons_keep_their_meaning() {
        #[track_caller]
        fn check(text: &str, want: Missing) {
            assert_eq!(read(text), Some(Reported::Missing(want)), "{text}");
        }
        check("c", Missing::Confidential);
        check("<5", Missing::Confidential);
        check("≥95%", Missing::Confidential);
        check("z", Missing::NotApplicable);
        check("x", Missing::NotAvailable);
        check("..", Missing::NotAvailable);
        check(":", Missing::NotAvailable);
        check("low", Missing::Low);
        check("k", Missing::Low);
        check("0 [low]", Missing::Low);
        check("u", Missing::Unreliable);
        check("", Missing::Blank);
        check("-", Missing::Blank);
    }

    #[test]
    fn what_is_no_figure_is_not_taken_for_one() {
        for bad in [
            "abc", "12a", "1.2.3", "1,2", "12,34", "inf", "nan", "1e999", "--4", "%", "£",
            "2 (of 5)", "<x", "12 34",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_stops_the_program(text: String) {
            let _ = (read(&text), plain(&text));
        }
    }
}
