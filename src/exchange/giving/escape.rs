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
