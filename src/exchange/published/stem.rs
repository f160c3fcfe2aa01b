//! The name a file keeps from one release to the next: without its folder, its ending and the years it covers.
//!
//! An indicator's code begins with it, so that next year's file finds the indicator of this year's.

/// `data/b1_children_in_need_2013_to_2025.csv` as `b1_children_in_need`.
#[must_use]
pub fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut stem = file;
    for ending in [
        ".gz", ".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".zip",
    ] {
        let cut = stem.len().saturating_sub(ending.len());
        if stem
            .get(cut..)
            .is_some_and(|last| last.eq_ignore_ascii_case(ending))
        {
            stem = &stem[..cut];
        }
    }
    // `file (1)`, as browsers name a second download.
    if let Some((before, copy)) = stem.rsplit_once('(')
        && copy
            .strip_suffix(')')
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|c| c.is_ascii_digit()))
    {
        stem = before.trim_end();
    }
    let bare = without_years(stem);
    if bare.is_empty() {
        stem.to_owned()
    } else {
        bare.to_owned()
    }
}

/// Takes years from the end, with the words and signs that join them.
fn without_years(name: &str) -> &str {
    let mut left = name;
    loop {
        let part_begins = left.rfind(['_', '-', ' ']).map_or(0, |place| place + 1);
        let part = &left[part_begins..];
        let is_year = |text: &str| {
            text.len() == 4
                && matches!(text.get(..2), Some("19" | "20"))
                && text.bytes().all(|c| c.is_ascii_digit())
        };
        let is_years = is_year(part)
            || (part.len() == 6
                && part.get(..4).is_some_and(is_year)
                && part.bytes().all(|c| c.is_ascii_digit()));
        let is_second = part.len() == 2
            && part.bytes().all(|c| c.is_ascii_digit())
            && left[..part_begins]
                .trim_end_matches(['_', '-', ' '])
                .rsplit(['_', '-', ' '])
                .next()
                .is_some_and(is_year);
        let joins = part.is_empty() || (part == "to" && left.len() < name.len());
        if !(is_years || is_second || joins) || part_begins == 0 {
            return left.trim_end_matches(['_', '-', ' ']);
        }
        left = left[..part_begins].trim_end_matches(['_', '-', ' ']);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_endings_go_and_the_rest_stays() {
        #[track_caller]
        fn check(name: &str, want: &str) {
            assert_eq!(stem(name), want, "{name}");
        }
        check(
            "data/b1_children_in_need_2013_to_2025.csv",
            "b1_children_in_need",
        );
        check(
            "b1_children_in_need_2014_to_2026.csv.gz",
            "b1_children_in_need",
        );
        check(
            "csww_headline_measures_2017_to_2022.csv",
            "csww_headline_measures",
        );
        check("la_cla_swcount.csv", "la_cla_swcount");
        check("absence_201617.CSV", "absence");
        check("absence-2016-17 (1).csv", "absence");
        check(
            "cla_number_and_rate_per_10k_children.csv",
            "cla_number_and_rate_per_10k_children",
        );
        check("C:\\files\\a 2025.csv", "a");
        check("2025.csv", "2025");
        check("how_to.csv", "how_to");
        check("é_2025.csv", "é");
        check("", "");
    }

    proptest::proptest! {
        #[test]
        fn no_name_stops_the_program(name: String) {
            let _ = stem(&name);
        }
    }
}
