//! A figure as LAIT writes it: as a spreadsheet's own number, or `-` for none.
//!
//! LAIT is saved from a workbook, so that 0.05753 is written `5.7529999999999998E-2`. The figure meant is the number it
//! stands for, and its decimals are those of the shortest way of writing that number.
//!
//! Edges: `-` says that there is no figure and not why, which is "not available". Decimals are counted up to twelve.

use std::fmt::Write;

use crate::domain::reading::{Missing, Reported};

/// The most decimals that are counted.
const DECIMALS: usize = 12;

/// Reads the cell of a figure, in whatever unit the measure has; none where it is neither a number nor a known mark.
pub(super) fn read(cell: &[u8]) -> Option<Reported> {
    let cell = cell.trim_ascii();
    if cell == b"-" {
        return Some(Reported::Missing(Missing::NotAvailable));
    }
    let text = std::str::from_utf8(cell).ok()?;
    let numeric = cell
        .first()
        .is_some_and(|c| c.is_ascii_digit() || b"-+.".contains(c));
    if numeric && let Ok(value) = text.parse::<f64>() {
        return value.is_finite().then(|| Reported::Figure {
            // No figure is "minus nought".
            value: if value == 0.0 { 0.0 } else { value },
            decimals: decimals(cell, value),
        });
    }
    // Thousands marks, `%` and `£`, and the marks of a missing figure.
    Reported::read(text).ok()
}

/// Decimals of the shortest way of writing the number. What is written with 15 digits or fewer is itself the shortest,
/// but for noughts at its end.
fn decimals(cell: &[u8], value: f64) -> u8 {
    let digits = cell.iter().filter(|c| c.is_ascii_digit()).count();
    let plain = cell
        .iter()
        .all(|c| c.is_ascii_digit() || b"-+.".contains(c));
    let n = if plain && digits <= 15 {
        match cell.iter().position(|c| *c == b'.') {
            Some(at) => {
                let part = &cell[at + 1..];
                part.iter()
                    .rposition(|c| *c != b'0')
                    .map_or(0, |last| last + 1)
            }
            None => 0,
        }
    } else {
        let mut shortest = AfterPoint::default();
        // Counting letters cannot fail.
        let _ = write!(shortest, "{value}");
        shortest.n
    };
    u8::try_from(n.min(DECIMALS)).unwrap_or(12)
}

/// Counts what is written after the point and keeps none of it.
#[derive(Default)]
struct AfterPoint {
    seen: bool,
    n: usize,
}

impl Write for AfterPoint {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            self.n += usize::from(self.seen);
            self.seen |= byte == b'.';
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spreadsheet_numbers_are_the_figures_they_stand_for() {
        #[track_caller]
        fn check(text: &str, value: f64, decimals: u8) {
            let want = Reported::Figure { value, decimals };
            assert_eq!(read(text.as_bytes()), Some(want), "{text}");
        }
        check("12.13", 12.13, 2);
        check("5.7529999999999998E-2", 0.05753, 5);
        check("76.599999999999994", 76.6, 1);
        check("24.90", 24.9, 1);
        check("301.0", 301.0, 0);
        check("301.", 301.0, 0);
        check("-0.5", -0.5, 1);
        check("-0", 0.0, 0);
        check("1E3", 1000.0, 0);
        check("1680", 1680.0, 0);
        check("0.1234567890123456", 0.123_456_789_012_345_6, 12);
        check(" 7 ", 7.0, 0);
        check("1,680.5", 1680.5, 1);
        check("24.8%", 24.8, 1);
    }

    #[test]
    fn marks_say_why_there_is_no_figure() {
        for (text, want) in [
            ("-", Missing::NotAvailable),
            ("", Missing::Blank),
            (" ", Missing::Blank),
            (":", Missing::NotAvailable),
            ("x", Missing::NotAvailable),
            ("c", Missing::Confidential),
            ("[c]", Missing::Confidential),
            ("z", Missing::NotApplicable),
            ("N/A", Missing::NotApplicable),
        ] {
            let found = read(text.as_bytes());
            assert_eq!(found, Some(Reported::Missing(want)), "{text}");
        }
        for bad in [
            "abc",
            "NaN",
            "inf",
            "-inf",
            "1e999",
            "12 and 13",
            "--4",
            "\u{b9}",
        ] {
            assert_eq!(read(bad.as_bytes()), None, "{bad}");
        }
        assert_eq!(read(b"\xa31"), None);
    }

    proptest! {
        #[test]
        fn decimals_are_those_of_the_shortest_form(whole in -99_999_i64..99_999, part in 0_u32..9999) {
            let text = format!("{whole}.{part:04}");
            let value: f64 = text.parse().unwrap();
            let shortest = format!("{value}");
            let want = shortest.split_once('.').map_or(0, |(_, part)| part.len());
            prop_assert_eq!(usize::from(decimals(text.as_bytes(), value)), want);
        }

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }
}
