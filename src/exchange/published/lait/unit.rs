//! The unit of a LAIT measure, from the words along its chart's axis and from its titles.
//!
//! LAIT does not name a unit. The axis does, as a rule: `% of referrals`, `Rate per 10,000`, `Number of leavers`. Where
//! it says only `Turnover rate` or `Entries`, the title says whether that is a percentage.
//!
//! Edges: what nothing says is taken as a rate, since a count is never averaged and a percentage has ends.

use crate::domain::indicator::UnitKind;

/// The unit, and what it counts in words (empty for a percentage).
pub(super) fn unit(axis: &str, titles: &[&str]) -> (UnitKind, String) {
    let axis = axis.trim();
    let small = axis.to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| small.starts_with(word));
    if small.starts_with('%') {
        return (UnitKind::Percent, String::new());
    }
    if starts(&["rate per "]) {
        return (UnitKind::Rate, axis["rate ".len()..].trim().to_owned());
    }
    if starts(&["spend", "unit cost"]) {
        return (UnitKind::Money, small);
    }
    if starts(&["number of "]) {
        return (UnitKind::Count, axis["number of ".len()..].to_owned());
    }
    if starts(&["number "]) {
        return (UnitKind::Count, axis["number ".len()..].to_owned());
    }
    if titles.iter().any(|title| says_percentage(title)) {
        return (UnitKind::Percent, String::new());
    }
    if small.contains("score") || small == "average" {
        return (UnitKind::Score, small);
    }
    if starts(&["number", "total ", "entries"]) || small.ends_with("fte") {
        let words = small
            .trim_start_matches("number")
            .trim_start_matches("total ");
        return (UnitKind::Count, words.trim().to_owned());
    }
    by_title(&small, titles)
}

/// Where the axis says nothing that is known.
fn by_title(axis: &str, titles: &[&str]) -> (UnitKind, String) {
    let starts = |word: &str| titles.iter().any(|t| t.to_lowercase().starts_with(word));
    let kind = if starts("number") || starts("total number") {
        UnitKind::Count
    } else {
        UnitKind::Rate
    };
    (kind, axis.to_owned())
}

fn says_percentage(title: &str) -> bool {
    let small = title.to_lowercase();
    small.starts_with('%') || small.contains("(%)") || small.contains("percentage")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_axis_says_the_unit_and_else_the_title() {
        #[track_caller]
        fn check(axis: &str, title: &str, kind: UnitKind, words: &str) {
            assert_eq!(unit(axis, &[title]), (kind, words.to_owned()), "{axis}");
        }
        check("% of referrals", "Number of things", UnitKind::Percent, "");
        check("%KS4 SEN (total) in EET", "", UnitKind::Percent, "");
        check("Rate per 10,000", "", UnitKind::Rate, "per 10,000");
        check(
            "Rate per 1000 live births",
            "",
            UnitKind::Rate,
            "per 1000 live births",
        );
        check("Spend", "Gross", UnitKind::Money, "spend");
        check("Unit Cost", "Weekly", UnitKind::Money, "unit cost");
        check("Number of leavers", "", UnitKind::Count, "leavers");
        check("Number CPP", "", UnitKind::Count, "CPP");
        check("Number", "", UnitKind::Count, "");
        check("Total cases", "", UnitKind::Count, "cases");
        check(
            "Starters FTE",
            "FTE starting",
            UnitKind::Count,
            "starters fte",
        );
        check(
            "Average Point Score",
            "",
            UnitKind::Score,
            "average point score",
        );
        check(
            "Average",
            "Average number of goals",
            UnitKind::Score,
            "average",
        );
        check(
            "Entries",
            "Baccalaureate - Entries (%)",
            UnitKind::Percent,
            "",
        );
        check(
            "Turnover rate",
            "Percentage rate of turnover",
            UnitKind::Percent,
            "",
        );
        check(
            "Social Workers",
            "Number FTE of workers",
            UnitKind::Count,
            "social workers",
        );
        check(
            "Case Load",
            "Average number of cases",
            UnitKind::Rate,
            "case load",
        );
        check("", "Number of children", UnitKind::Count, "");
        check("", "% of children", UnitKind::Percent, "");
        check("", "Children looked after", UnitKind::Rate, "");
    }

    proptest! {
        #[test]
        fn no_words_panic(axis: String, title: String) {
            let _ = unit(&axis, &[&title]);
        }
    }
}
