//! One cell of a workbook: a number with the format it is printed in, or words.
//!
//! The format, not the figure, carries the places, so that a sum of the column is the sum of the figures in full.

use std::borrow::Cow;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::domain::document::{Cell, RowKind, Tone};
use crate::domain::money::Pence;
use crate::exchange::document::words;

/// Most letters of a cell.
const LONGEST: usize = 32_767;
/// Pence beyond which pounds would need more than the 15 figures that a workbook keeps.
const MOST_PENCE: u64 = 999_999_999_999_999;
/// A light ground under heads.
pub(super) const GROUND: Color = Color::RGB(0x00F0_F3F5);

/// How a row's cells are set before the cell has its say.
pub(super) fn base(kind: RowKind) -> Format {
    let format = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    match kind {
        RowKind::Body => format,
        RowKind::Total => format.set_bold().set_border_top(FormatBorder::Medium),
        RowKind::Heading => format.set_bold().set_background_color(GROUND),
    }
}

/// Writes a cell of a table.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    (kind, is_figure): (RowKind, bool),
) -> Result<(), XlsxError> {
    let mut format = base(kind);
    if is_figure {
        format = format.set_align(FormatAlign::Right);
    }
    let figure = match cell {
        Cell::Number {
            value,
            decimals,
            suffix,
        } if value.is_finite() => Some((*value, number_format(*decimals, suffix))),
        Cell::Money { amount, with_pence } => pounds(*amount, *with_pence),
        _ => None,
    };
    if let Some((value, shown)) = figure {
        let format = unwrapped(format).set_num_format(shown);
        sheet.write_number_with_format(row, column, value, &format)?;
    } else if let Cell::Rating { tone, .. } = cell {
        let format = format.set_bold().set_font_color(colour(*tone));
        text(sheet, (row, column), &words::printed(cell), &format)?;
    } else {
        text(sheet, (row, column), &words::printed(cell), &format)?;
    }
    Ok(())
}

/// A number is not broken over lines: where it does not fit, the column is widened.
fn unwrapped(mut format: Format) -> Format {
    format = format.unset_text_wrap();
    format
}

/// Writes words, never a formula.
pub(super) fn text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, short(text, LONGEST), format)?;
    Ok(())
}

/// Most points of a row's height that a workbook takes.
const TALLEST: f64 = 409.0;

/// The height of a row, in points, that shows a text of a size within so many letters. A workbook as it is written has
/// no heights, and not every program works them out before it prints.
pub(super) fn height(text: &str, letters: f64, size: f64) -> f64 {
    let across = (letters * 11.0 / size).max(1.0);
    let lines = text
        .lines()
        .map(|line| (line.chars().count() as f64 / across).ceil().max(1.0));
    (lines.sum::<f64>().max(1.0) * size * 1.36).min(TALLEST)
}

/// Pounds and their format; None for an amount that a workbook would round.
fn pounds(amount: Pence, with_pence: bool) -> Option<(f64, String)> {
    let shows_pence = with_pence || amount.0 % 100 != 0;
    let shown = if shows_pence { "£#,##0.00" } else { "£#,##0" };
    (amount.0.unsigned_abs() <= MOST_PENCE).then(|| (amount.0 as f64 / 100.0, shown.to_owned()))
}

/// `#,##0.0"%"`: the places, and what follows in quotes, since `%` alone would multiply by a hundred.
fn number_format(decimals: u8, suffix: &str) -> String {
    let mut format = "#,##0".to_owned();
    if decimals > 0 {
        format.push('.');
        format.extend(std::iter::repeat_n('0', usize::from(decimals.min(15))));
    }
    let suffix: String = suffix
        .chars()
        .filter(|c| !c.is_control())
        .take(40)
        .collect();
    for (at, piece) in suffix.split('"').enumerate() {
        format.push_str(if at > 0 { "\\\"" } else { "" });
        if !piece.is_empty() {
            format.push_str(&format!("\"{piece}\""));
        }
    }
    format
}

fn colour(tone: Tone) -> Color {
    match tone {
        Tone::Good => Color::RGB(0x0000_603B),
        Tone::Watch => Color::RGB(0x007A_4A00),
        Tone::Bad => Color::RGB(0x00A1_161B),
    }
}

/// The text as a workbook can hold it: no forbidden letters, and no more than `longest`, saying so where it is cut.
pub(super) fn short(text: &str, longest: usize) -> String {
    const CUT: &str = " … (cut)";
    let text = words::clean(text);
    if text.encode_utf16().count() <= longest {
        return Cow::into_owned(text);
    }
    let room = longest.saturating_sub(CUT.encode_utf16().count());
    let mut length = 0;
    let kept = text.chars().take_while(|letter| {
        length += letter.len_utf16();
        length <= room
    });
    kept.chain(CUT.chars()).collect()
}

/// A printed figure of a drawing as the figure it is: `£1,200`, `24.8%`. None where printing the figure would not give
/// the same letters again, as with `2015/16`, `[c]` or `+£20`.
pub(super) fn figure(text: &str) -> Option<Cell> {
    let alike = |cell: &Cell| words::printed(cell).replace('−', "-") == text.replace('−', "-");
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '−' | '£');
    let end = text.find(|c| !is_figure(c)).unwrap_or(text.len());
    let (digits, suffix) = text.split_at(end);
    let cell = if digits.contains('£') {
        Cell::Money {
            amount: Pence::read_figure(digits).ok().flatten()?,
            with_pence: digits.contains('.'),
        }
    } else {
        let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
        Cell::Number {
            value: digits.replace(',', "").replace('−', "-").parse().ok()?,
            decimals: u8::try_from(decimals).ok()?,
            suffix: suffix.to_owned(),
        }
    };
    alike(&cell).then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_keep_places_and_what_follows() {
        #[track_caller]
        fn check(decimals: u8, suffix: &str, expected: &str) {
            assert_eq!(number_format(decimals, suffix), expected);
        }
        check(0, "", "#,##0");
        check(1, "%", "#,##0.0\"%\"");
        check(2, " (p)", "#,##0.00\" (p)\"");
        check(0, " 12\" wide", "#,##0\" 12\"\\\"\" wide\"");
    }

    #[test]
    fn printed_figures_are_figures_again() {
        #[track_caller]
        fn check(text: &str, expected: Option<f64>) {
            let value = figure(text).map(|cell| match cell {
                Cell::Number { value, .. } => value,
                Cell::Money { amount, .. } => amount.0 as f64 / 100.0,
                other => panic!("{other:?}"),
            });
            assert_eq!(value, expected, "{text}");
        }
        check("24.8%", Some(24.8));
        check("−2.5", Some(-2.5));
        check("£1,355,598", Some(1_355_598.0));
        check("−£30", Some(-30.0));
        check("£1.50", Some(1.5));
        check("1,234", Some(1234.0));
        for text in ["2015/16", "2015", "[c]", "+£20", "£10 left", "", "–", "1,2"] {
            check(text, None);
        }
    }

    #[test]
    fn what_is_cut_says_so() {
        #[track_caller]
        fn check(text: &str, longest: usize, expected: &str) {
            assert_eq!(short(text, longest), expected);
        }
        check("abc", 3, "abc");
        check("abcdefghijkl", 11, "abc … (cut)");
        check("👪👪👪👪👪👪", 11, "👪 … (cut)");
        check("a\0b", 9, "a�b");
    }

    #[test]
    fn a_row_is_as_tall_as_its_lines() {
        #[track_caller]
        fn check(text: &str, expected: f64) {
            assert!((height(text, 10.0, 11.0) - expected).abs() < 0.1, "{text}");
        }
        check("", 15.0);
        check("ten letter", 15.0);
        check("eleven lett", 29.9);
        check("two\nlines", 29.9);
        check(&"long ".repeat(1_000), TALLEST);
    }

    #[test]
    fn an_amount_too_large_is_not_rounded() {
        assert_eq!(pounds(Pence(i64::MAX), true), None);
        assert_eq!(pounds(Pence(-150), false), Some((-1.5, "£#,##0.00".into())));
    }
}
