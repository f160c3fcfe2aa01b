//! Official titles in short, for a cell of a table or a reader of eleven.
//!
//! An indicator's title can be a definition of forty words. Its first sentence, without what stands in brackets at its end
//! and without what it is a percentage of, tells which measure it is; the whole title stands in the plan.
//!
//! Edges: a title that is still too long is cut between two words and says so with `…`.

/// Words after which a title only says how the figure is worked out.
const WORKINGS: [&str; 3] = [
    ", as a percentage of",
    ", expressed as",
    ", as a proportion of",
];

/// The first sentence of a title, in at most so many letters.
pub(super) fn in_short(title: &str, most: usize) -> String {
    let title = title.split(['\n', '\r']).next().unwrap_or_default();
    let mut short = title.split(". ").next().unwrap_or_default().trim();
    for words in WORKINGS {
        short = short.split(words).next().unwrap_or(short);
    }
    short = short.trim_end_matches('.').trim();
    while let Some(open) = short.strip_suffix(')').and_then(|rest| rest.rfind('(')) {
        let before = short[..open].trim_end();
        if before.is_empty() {
            break;
        }
        short = before;
    }
    cut(short, most)
}

/// The text in at most so many letters, cut between two words where it is longer.
pub(super) fn cut(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    let whole = kept.rfind(' ').map_or(kept.as_str(), |at| &kept[..at]);
    format!(
        "{}…",
        whole.trim_end_matches([',', ';', ':', ' ', '-', '–'])
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_is_its_first_sentence() {
        #[track_caller]
        fn check(title: &str, want: &str) {
            assert_eq!(in_short(title, 90), want);
        }
        check("", "");
        check("Reads well.", "Reads well");
        check(
            "The proportion of schooling lost through unauthorised absence. This refers to both primary and secondary schools",
            "The proportion of schooling lost through unauthorised absence",
        );
        check(
            "Disabled children looked after, as a percentage of all children looked after at any time",
            "Disabled children looked after",
        );
        check(
            "Care leavers - education (EET) (%)",
            "Care leavers - education",
        );
        check("(all of it in brackets)", "(all of it in brackets)");
    }

    #[test]
    fn a_long_one_is_cut_between_words() {
        assert_eq!(in_short("one two three four", 10), "one two…");
        assert_eq!(in_short("one, two", 6), "one…");
        assert_eq!(in_short("unbreakable", 5), "unbr…");
    }

    proptest! {
        /// Whatever was typed, it is no longer than asked.
        #[test]
        fn nothing_is_longer_than_asked(title in ".{0,80}", most in 1_usize..60) {
            prop_assert!(in_short(&title, most).chars().count() <= most);
        }
    }
}
