//! Words that a spreadsheet would run as a formula, made harmless on the way out and themselves again on the way in.
//!
//! A cell that begins with `=` is worked out when the file is opened, and what it works out may call other programs. An
//! apostrophe before it makes it words. Figures may begin with a minus.

/// Whether a spreadsheet would run it, were it not for the apostrophes before it.
fn runs(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(['=', '+', '-', '@', '\t', '\r']) && bare.parse::<f64>().is_err()
}

/// The words, fit for a cell.
#[must_use]
pub fn escaped(text: &str) -> String {
    if runs(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The words that a cell stands for.
#[must_use]
pub fn unescaped(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if runs(text) => rest,
        _ => text,
    }
}

/// A row as a spreadsheet takes it from the clipboard: cells parted by tabs, each fit for a cell and on one line.
#[must_use]
pub fn tabbed<Cell: AsRef<str>>(cells: &[Cell]) -> String {
    let cell = |cell: &Cell| escaped(cell.as_ref()).replace(['\t', '\n', '\r'], " ");
    let cells: Vec<String> = cells.iter().map(cell).collect();
    cells.join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_made_words() {
        #[track_caller]
        fn check(text: &str, cell: &str) {
            assert_eq!(escaped(text), cell);
            assert_eq!(unescaped(cell), text);
        }
        check("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
        check("+44 116", "'+44 116");
        check("-A1", "'-A1");
        check("-2.50", "-2.50");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t=1");
        check("'=1", "''=1");
        check("'Tis", "'Tis");
        check("", "");
    }

    #[test]
    fn a_row_for_the_clipboard_has_no_broken_cells() {
        assert_eq!(
            tabbed(&["a\tb", "c\r\nd", "=1", "-2"]),
            "a b\tc  d\t'=1\t-2"
        );
    }

    proptest::proptest! {
        #[test]
        fn every_text_comes_back(text: String) {
            let cell = escaped(&text);
            proptest::prop_assert_eq!(unescaped(&cell), text.as_str());
        }

        #[test]
        fn so_does_every_dangerous_one(text in "['=+@\t-]{0,4}[a-z0-9.]{0,3}") {
            let cell = escaped(&text);
            proptest::prop_assert_eq!(unescaped(&cell), text.as_str());
        }
    }
}
