//! What a column of figures is counted in, from its heading, its label and the metadata.
//!
//! The unit decides what may be compared: a count is never set beside England's, a percentage and a rate are. Where
//! nothing says the unit, the words of the heading do, and after them the figures themselves: whole children have no
//! halves, and a count of England is not less than that of one council.
//!
//! Edges: a percentage that a file prints above 100 or below 0 is kept as a rate in per cent, since it has no ends.

use crate::domain::indicator::UnitKind;

/// What was seen of a column's figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::exchange::published) struct Seen {
    pub lowest: f64,
    pub highest: f64,
    pub has_fractions: bool,
    pub highest_of_nation: Option<f64>,
    pub highest_of_authority: Option<f64>,
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            lowest: f64::INFINITY,
            highest: f64::NEG_INFINITY,
            has_fractions: false,
            highest_of_nation: None,
            highest_of_authority: None,
        }
    }
}

/// The words of a heading or label, in small letters.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = text
        .replace('%', " percent ")
        .replace("10,000", "10000")
        .replace("100,000", "100000")
        .replace("1,000", "1000");
    // `numberOfChildren` is written as one in places.
    let mut apart = String::new();
    let mut last_small = false;
    for c in text.chars() {
        if c.is_uppercase() && last_small {
            apart.push(' ');
        }
        last_small = c.is_lowercase();
        apart.push(if c.is_alphanumeric() || c == '£' {
            c
        } else {
            ' '
        });
    }
    apart.split_whitespace().map(str::to_lowercase).collect()
}

/// Words that say a figure is of a hundred.
pub(super) const PERCENT: [&str; 8] = [
    "percent",
    "percentage",
    "percentages",
    "pct",
    "perc",
    "proportion",
    "pc",
    "pt",
];
/// Words that say a figure is a count.
pub(super) const COUNT: [&str; 8] = [
    "count",
    "number",
    "num",
    "n",
    "headcount",
    "total",
    "numbers",
    "cnt",
];

/// Whether the heading alone says that the figures are of a hundred.
pub(super) fn says_percent(heading: &str) -> bool {
    words(heading)
        .iter()
        .any(|word| PERCENT[..5].contains(&word.as_str()))
}

/// The unit and the words for it.
pub(in crate::exchange::published) fn unit(
    heading: &str,
    label: &str,
    unit: &str,
    seen: &Seen,
) -> (UnitKind, String) {
    let unit = unit.trim().to_lowercase();
    let said = match unit.as_str() {
        "%" | "percent" | "percentage" => Some(percent(seen)),
        "pp" | "percentage points" => Some((UnitKind::Score, "percentage points".into())),
        "£" | "gbp" | "£m" => Some((
            UnitKind::Money,
            if unit == "£m" {
                "£ million".into()
            } else {
                String::new()
            },
        )),
        _ => None,
    };
    said.or_else(|| by_words(&words(label), seen))
        .or_else(|| by_words(&words(heading), seen))
        .unwrap_or_else(|| by_figures(&words(heading), seen))
}

fn percent(seen: &Seen) -> (UnitKind, String) {
    if seen.lowest < 0.0 || (seen.highest.is_finite() && seen.highest > 100.0) {
        return (UnitKind::Rate, "per cent".into());
    }
    (UnitKind::Percent, String::new())
}

fn by_words(words: &[String], seen: &Seen) -> Option<(UnitKind, String)> {
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    if let Some(per) = per(words) {
        return Some((UnitKind::Rate, per));
    }
    if has(&PERCENT[..6]) {
        return Some(percent(seen));
    }
    if has(&["ratio"]) {
        return Some((UnitKind::Ratio, String::new()));
    }
    if has(&["rate", "rates"]) {
        return Some((UnitKind::Rate, "rate".into()));
    }
    if has(&[
        "expenditure",
        "cost",
        "costs",
        "spend",
        "gbp",
        "funding",
        "£",
    ]) {
        return Some((UnitKind::Money, String::new()));
    }
    let average = has(&["average", "mean", "median", "avg"]);
    let time = ["days", "weeks", "months", "years", "hours"]
        .into_iter()
        .find(|time| has(&[time]));
    match (average, time) {
        (true, Some(time)) => Some((UnitKind::Duration, time.into())),
        (true, None) => Some((UnitKind::Score, "average".into())),
        (false, _) if has(&["score", "points"]) && !has(&["number"]) => {
            Some((UnitKind::Score, "points".into()))
        }
        (false, _) => None,
    }
}

/// `per 10,000` out of `rate_per_10000` or `rate_per_10k`.
fn per(words: &[String]) -> Option<String> {
    let place = words.iter().position(|word| word == "per")?;
    let next = words.get(place + 1)?;
    let number = next
        .strip_suffix('k')
        .map_or_else(|| next.clone(), |thousands| format!("{thousands}000"));
    Some(
        match number.as_str() {
            "100" => "per 100",
            "1000" => "per 1,000",
            "10000" => "per 10,000",
            "100000" => "per 100,000",
            "1000000" => "per 1,000,000",
            _ => return None,
        }
        .to_owned(),
    )
}

/// A count, unless the figures cannot be one.
fn by_figures(words: &[String], seen: &Seen) -> (UnitKind, String) {
    let is_fte = words.iter().any(|word| word == "fte");
    let not_added = match (seen.highest_of_nation, seen.highest_of_authority) {
        (Some(nation), Some(authority)) => nation < authority,
        _ => false,
    };
    let no_count = not_added || seen.lowest < 0.0 || (seen.has_fractions && !is_fte);
    match (no_count, is_fte) {
        (true, _) => (UnitKind::Score, String::new()),
        (false, true) => (UnitKind::Count, "full-time equivalents".into()),
        (false, false) => (UnitKind::Count, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_what_the_words_say_and_else_what_the_figures_can_be() {
        let whole = Seen {
            lowest: 0.0,
            highest: 90.0,
            ..Seen::default()
        };
        #[track_caller]
        fn check(
            heading: &str,
            label: &str,
            given: &str,
            seen: &Seen,
            kind: UnitKind,
            words: &str,
        ) {
            assert_eq!(
                unit(heading, label, given, seen),
                (kind, words.to_owned()),
                "{heading} {label}"
            );
        }
        check(
            "rate_per_10000",
            "",
            "",
            &whole,
            UnitKind::Rate,
            "per 10,000",
        );
        check(
            "x",
            "Rate per 10,000 children",
            "",
            &whole,
            UnitKind::Rate,
            "per 10,000",
        );
        check("turnover_rate_fte_%", "", "", &whole, UnitKind::Percent, "");
        check("children_percent", "", "", &whole, UnitKind::Percent, "");
        check(
            "sess_overall_percent",
            "Overall absence rate",
            "%",
            &whole,
            UnitKind::Percent,
            "",
        );
        let above = Seen {
            highest: 140.0,
            ..whole
        };
        check("cover_%", "", "", &above, UnitKind::Rate, "per cent");
        check(
            "gap",
            "",
            "pp",
            &whole,
            UnitKind::Score,
            "percentage points",
        );
        check("total_expenditure", "", "£", &whole, UnitKind::Money, "");
        check("median_days", "", "", &whole, UnitKind::Duration, "days");
        check("children_count", "", "", &whole, UnitKind::Count, "");
        check(
            "t_pupils",
            "Total number of pupils",
            "",
            &whole,
            UnitKind::Count,
            "",
        );
        let halves = Seen {
            has_fractions: true,
            ..whole
        };
        check(
            "social_worker_fte",
            "",
            "",
            &halves,
            UnitKind::Count,
            "full-time equivalents",
        );
        check("att8", "", "", &halves, UnitKind::Score, "");
        let mean = Seen {
            highest_of_nation: Some(16.6),
            highest_of_authority: Some(25.0),
            ..halves
        };
        check("caseload_fte", "", "", &mean, UnitKind::Score, "");
    }
}
