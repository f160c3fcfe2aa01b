//! One value as a cell of a package's CSV, and back.

use std::borrow::Cow;

use crate::domain::package::{Cell, Column, Kind};

/// Characters that make a spreadsheet run a cell that begins with one, or take it for something else than text.
const RUN: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\''];

/// Text that no spreadsheet runs: behind an apostrophe where it must be.
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    if text.starts_with(RUN) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A value as its cell.
pub fn text<'a>(column: &Column, cell: Cell<'a>) -> Cow<'a, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Whole(whole) => Cow::Owned(whole.to_string()),
        Cell::Real(real) if real.is_infinite() => {
            Cow::Borrowed(if real > 0.0 { "INF" } else { "-INF" })
        }
        // The shortest figures that give the same number again.
        Cell::Real(real) => Cow::Owned(real.to_string()),
        Cell::Text("") if column.may_be_empty => Cow::Borrowed("'"),
        Cell::Text(text) => escaped(text),
        Cell::Bytes(bytes) => Cow::Owned(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
    }
}

/// A cell as its value. Bytes are put into `bytes`, since a cell has only their figures.
///
/// # Errors
/// What the cell should have been: `a whole number`.
pub fn value<'a>(
    column: &Column,
    text: &'a str,
    bytes: &'a mut Vec<u8>,
) -> Result<Cell<'a>, &'static str> {
    if text.is_empty() {
        return match (column.may_be_empty, column.kind) {
            (true, _) => Ok(Cell::Empty),
            (false, Kind::Text) => Ok(Cell::Text("")),
            (false, Kind::Bytes) => Ok(Cell::Bytes(&[])),
            (false, _) => Err("a number, and may not be empty"),
        };
    }
    match column.kind {
        Kind::Text => Ok(Cell::Text(text.strip_prefix('\'').unwrap_or(text))),
        Kind::Whole => text.parse().map(Cell::Whole).map_err(|_| "a whole number"),
        Kind::Real => real(text).map(Cell::Real).ok_or("a number"),
        Kind::Bytes => {
            *bytes = unhexed(text).ok_or("pairs of hexadecimal figures")?;
            Ok(Cell::Bytes(bytes))
        }
    }
}

fn real(text: &str) -> Option<f64> {
    match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        // Rust would take words such as “nan” too.
        _ if text.contains(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E')) => None,
        _ => text.parse().ok(),
    }
}

fn unhexed(text: &str) -> Option<Vec<u8>> {
    let figure = |byte: u8| char::from(byte).to_digit(16);
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|[high, low]| u8::try_from(figure(*high)? * 16 + figure(*low)?).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn column(kind: Kind, may_be_empty: bool) -> Column {
        Column {
            name: "a".into(),
            kind,
            may_be_empty,
        }
    }

    #[track_caller]
    fn check(may_be_empty: bool, cell: Cell<'_>, want: &str) {
        let kind = match cell {
            Cell::Whole(_) => Kind::Whole,
            Cell::Real(_) => Kind::Real,
            Cell::Bytes(_) => Kind::Bytes,
            _ => Kind::Text,
        };
        let column = column(kind, may_be_empty);
        assert_eq!(text(&column, cell), want);
        assert_eq!(value(&column, want, &mut Vec::new()), Ok(cell));
    }

    #[test]
    fn every_value_has_its_cell() {
        check(false, Cell::Text("Homes"), "Homes");
        check(false, Cell::Text(""), "");
        check(true, Cell::Text(""), "'");
        check(true, Cell::Empty, "");
        check(
            false,
            Cell::Text("=cmd|' /C calc'!A0"),
            "'=cmd|' /C calc'!A0",
        );
        check(false, Cell::Text("-5"), "'-5");
        check(false, Cell::Text("'tis"), "''tis");
        check(true, Cell::Text("'"), "''");
        check(true, Cell::Whole(-5), "-5");
        check(false, Cell::Whole(i64::MIN), "-9223372036854775808");
        check(false, Cell::Real(0.1), "0.1");
        check(false, Cell::Real(f64::NEG_INFINITY), "-INF");
        check(false, Cell::Bytes(&[0, 255]), "00ff");
    }

    #[test]
    fn what_is_no_value_is_said() {
        let check = |kind, text: &str, want| {
            assert_eq!(
                value(&column(kind, false), text, &mut Vec::new()),
                Err(want)
            );
        };
        check(Kind::Whole, "1.5", "a whole number");
        check(Kind::Whole, "1.2E+18", "a whole number");
        check(Kind::Whole, "", "a number, and may not be empty");
        check(Kind::Real, "nan", "a number");
        check(Kind::Real, "infinity", "a number");
        check(Kind::Bytes, "0f1", "pairs of hexadecimal figures");
        check(Kind::Bytes, "é1", "pairs of hexadecimal figures");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_none_is_run(said in "[='+@\\t\\r\\n-]{0,3}.{0,6}", may_be_empty: bool) {
            let column = column(Kind::Text, may_be_empty);
            let cell = text(&column, Cell::Text(&said));
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            let mut bytes = Vec::new();
            prop_assert_eq!(value(&column, &cell, &mut bytes), Ok(Cell::Text(&said)));
        }

        #[test]
        fn any_number_comes_back(bits: u64) {
            let real = f64::from_bits(bits);
            prop_assume!(!real.is_nan());
            let column = column(Kind::Real, false);
            let cell = text(&column, Cell::Real(real));
            let mut bytes = Vec::new();
            prop_assert_eq!(value(&column, &cell, &mut bytes), Ok(Cell::Real(real)));
        }
    }
}
