//! Whether a cell says that its row sums others: `Total`, `Grand total:`, `C100 Total`, `Total for Pilot`.
//!
//! Edges: a name that only begins with the word, such as Total Gas & Power or Total Place, is no total.

/// What stands before the word in the names of totals.
const KINDS: [&str; 4] = ["grand ", "sub", "overall ", "net "];

/// Whether a text is the word total, alone or for something, or ends with it.
pub(super) fn is_total(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let lower = lower.trim_end_matches([':', '.', ' ']);
    let ends = ["total", "totals"].iter().any(|word| {
        let before = lower.strip_suffix(word);
        before.is_some_and(|before| before.ends_with([' ', '-']))
    });
    ends || rest_of(lower).is_some_and(|rest| {
        let rest = rest.trim_start_matches([':', '-', '–', ' ']);
        let mut words = ["for ", "of "].iter();
        rest.chars().all(|c| !c.is_alphabetic()) || words.any(|word| rest.starts_with(word))
    })
}

/// Whether a text is the word total, or begins with it.
pub(super) fn begins_with_total(text: &str) -> bool {
    rest_of(&text.trim().to_lowercase()).is_some()
}

/// What comes after the word in a text that begins with it.
fn rest_of(lower: &str) -> Option<&str> {
    let bare = KINDS.iter().find_map(|word| lower.strip_prefix(word));
    let bare = bare.unwrap_or(lower).trim_start_matches(['-', ' ']);
    let rest = bare
        .strip_prefix("totals")
        .or_else(|| bare.strip_prefix("total"))?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_word() {
        #[track_caller]
        fn check(text: &str, is: bool, begins: bool) {
            assert_eq!(
                (is_total(text), begins_with_total(text)),
                (is, begins),
                "{text}"
            );
        }
        for text in [
            "Total",
            "TOTALS:",
            "Grand Total",
            "Sub-total",
            "subtotal",
            "Net total 2025",
            "Total for C100",
            "Total - of Pilot",
        ] {
            check(text, true, true);
        }
        for text in ["C100 Total", "Cost centre total:"] {
            check(text, true, false);
        }
        for text in ["Total expenditure", "Total Place", "Total Gas & Power Ltd"] {
            check(text, false, true);
        }
        for text in [
            "Totally new",
            "Grand Hotel",
            "Substitute teachers",
            "",
            "Teatotal",
            "Total4Kids",
        ] {
            check(text, false, false);
        }
    }
}
