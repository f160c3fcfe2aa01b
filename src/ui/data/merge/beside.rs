//! Two long values beside one another, cut so that one sees where they part.
//!
//! Both copies changed the same text, and most of it is the same still: its beginning tells nothing. So a long one is shown
//! from shortly before the first letter in which the two differ. The whole is a hover away, and what a screen reader says.

/// As many letters as are shown.
const MOST: usize = 320;

/// As many letters of what is still the same are shown before the difference.
const LEAD: usize = 60;

/// How many letters the two have in common at their beginning.
pub(super) fn in_common(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(one, other)| one == other).count()
}

/// The text, or what of it is shown where it parts from the other after so many letters.
pub(super) fn cut(text: &str, in_common: usize) -> String {
    let n = text.chars().count();
    if n <= MOST {
        return text.to_owned();
    }
    // One that ends where the other goes on is shown by its end.
    let from = in_common.saturating_sub(LEAD).min(n - MOST);
    let held: String = text.chars().skip(from).take(MOST).collect();
    let begins = if from == 0 {
        held.as_str()
    } else {
        // From a whole word on, where there is one before the difference.
        let at = held.find(char::is_whitespace);
        at.filter(|at| held[..*at].chars().count() < LEAD)
            .map_or(held.as_str(), |at| held[at..].trim_start())
    };
    let before = if from == 0 { "" } else { "… " };
    let after = if from + MOST < n { "…" } else { "" };
    format!("{before}{}{after}", begins.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_value_stands_whole() {
        assert_eq!(cut("£250.50", 4), "£250.50");
        assert_eq!(cut("", 0), "");
    }

    #[test]
    fn a_long_one_is_shown_from_where_the_two_part() {
        let same = "every child has a place near home. ".repeat(40);
        let (one, other) = (
            format!("{same}We build two."),
            format!("{same}We build five."),
        );
        let n = in_common(&one, &other);
        for (text, end) in [(&one, "We build two."), (&other, "We build five.")] {
            let shown = cut(text, n);
            assert!(shown.starts_with("… ") && shown.ends_with(end), "{shown}");
            assert!(shown.chars().count() <= MOST + 3, "{shown}");
        }
        assert!(cut(&same, 0).starts_with("every child"));
        assert!(cut(&same, 0).ends_with('…'));
        // No letter is a byte: one long word, and letters of more bytes.
        let word = "é".repeat(1_000);
        assert_eq!(cut(&word, 500).chars().count(), MOST + 3);
    }
}
