//! How a page looks: on a screen by day and by night, and on paper.
//!
//! The style is part of the page, so nothing is fetched. On paper the foot of every page says the file, the version and
//! the page's number, which the browser puts there if told so by the style.

use std::fmt::Write as _;

use crate::domain::document::Document;
use crate::exchange::document::words;

/// The whole style sheet of a page.
pub(super) fn of(document: &Document) -> String {
    format!(
        "{}@page{{@bottom-left{{content:\"{}\"}}}}",
        include_str!("style.css"),
        quoted(&words::foot(document))
    )
}

/// Words between the quotes of a style sheet: whatever is no plain letter or figure is written by its number, so nothing
/// in it can end the quotes or the style.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else {
            // Writing to a String cannot fail. The blank ends the number.
            let _ = write!(out, "\\{:x} ", u32::from(letter).max(1));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_quotes() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(quoted(text), expected);
        }
        check("Plan2001", "Plan2001");
        check("a\"}</style>", "a\\22 \\7d \\3c \\2f style\\3e ");
        check("\n\0é", "\\a \\1 \\e9 ");
    }
}
