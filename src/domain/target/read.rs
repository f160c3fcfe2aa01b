//! Reads the words of a target: signs, words for signs, quartiles, shares, peers and directions.
//!
//! Edges: `second quartile` alone means that quartile or a better one. A number may carry thousands marks, `%`, `£`, its
//! unit (`15 per 10,000`, `480 families`) or a date to be reached by (`85% by 2017/18`). "Lower quartile" is left unread,
//! since it may mean the worst figures or the lowest.

use crate::domain::target::{Bound, Move, Peer, Side, Sign, Target};

/// Words before a number, longest first where one begins another.
const BEFORE: [(&str, Bound); 32] = [
    ("<=", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("<", Bound::Below),
    (">=", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    (">", Bound::Above),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("no higher than", Bound::AtMost),
    ("not above", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("maximum of", Bound::AtMost),
    ("maximum", Bound::AtMost),
    ("reduce to", Bound::AtMost),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no lower than", Bound::AtLeast),
    ("not below", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("minimum of", Bound::AtLeast),
    ("minimum", Bound::AtLeast),
    ("increase to", Bound::AtLeast),
    ("less than", Bound::Below),
    ("fewer than", Bound::Below),
    ("below", Bound::Below),
    ("under", Bound::Below),
    ("more than", Bound::Above),
    ("greater than", Bound::Above),
    ("above", Bound::Above),
    ("over", Bound::Above),
];

/// Words after a number.
const AFTER: [(&str, Bound); 10] = [
    ("or less", Bound::AtMost),
    ("or fewer", Bound::AtMost),
    ("or lower", Bound::AtMost),
    ("or below", Bound::AtMost),
    ("or under", Bound::AtMost),
    ("or more", Bound::AtLeast),
    ("or higher", Bound::AtLeast),
    ("or above", Bound::AtLeast),
    ("or over", Bound::AtLeast),
    ("+", Bound::AtLeast),
];

/// The words, small, single-spaced, with one spelling for each sign.
fn plain(text: &str) -> String {
    let small = text
        .to_lowercase()
        .replace("per cent", "%")
        .replace("percent", "%")
        .replace(['’', '\''], "")
        .replace(['–', '—', '−'], "-");
    let words: Vec<&str> = small.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

pub(super) fn read(text: &str) -> Target {
    let words = plain(text);
    if matches!(
        words.as_str(),
        "" | "-" | "n/a" | "na" | "none" | "no target" | "not applicable" | "?" | "tbc" | "t.b.c"
    ) {
        return Target::None;
    }
    number(&words)
        .or_else(|| between(&words))
        .or_else(|| quartile(&words))
        .or_else(|| share(&words))
        .or_else(|| peer(&words))
        .or_else(|| direction(&words))
        .unwrap_or_else(|| Target::Unread(text.trim().to_owned()))
}

fn number(words: &str) -> Option<Target> {
    let before = BEFORE
        .iter()
        .find_map(|(word, bound)| Some((words.strip_prefix(word)?.trim_start(), *bound)));
    let (rest, mut bound) = before.unwrap_or((words, Bound::Reach));
    let (value, sign, mut rest) = leading(rest)?;
    for (word, after) in AFTER {
        // Before a unit or after it: `90% or more`, `12 months or less`.
        let left = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word));
        if let Some(left) = left {
            if bound != Bound::Reach {
                return None;
            }
            (bound, rest) = (after, left.trim());
            break;
        }
    }
    is_unit(rest).then_some(Target::Number { bound, value, sign })
}

/// The number a text begins with, its sign, and what is left.
fn leading(text: &str) -> Option<(f64, Sign, &str)> {
    let (text, pounds) = match text.strip_prefix('£') {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    let figure = |(at, c): (usize, char)| {
        c.is_ascii_digit() || c == '.' || c == ',' || (at == 0 && c == '-')
    };
    let end = text
        .char_indices()
        .find(|held| !figure(*held))
        .map_or(text.len(), |(at, _)| at);
    let (digits, rest) = text.split_at(end);
    let value: f64 = thousands(digits)?.parse().ok()?;
    let rest = rest.trim_start();
    let (sign, rest) = match rest.strip_prefix('%') {
        Some(_) if pounds => return None,
        Some(rest) => (Sign::Percent, rest.trim_start()),
        None if pounds => (Sign::Pounds, rest),
        None => (Sign::Plain, rest),
    };
    Some((value, sign, rest))
}

/// The digits without thousands marks; none where the marks do not stand every three digits.
fn thousands(digits: &str) -> Option<String> {
    let whole = digits.split('.').next().unwrap_or_default();
    let groups: Vec<&str> = whole.trim_start_matches('-').split(',').collect();
    let even = groups.len() == 1
        || (groups.iter().skip(1).all(|group| group.len() == 3)
            && groups
                .first()
                .is_some_and(|group| (1..=3).contains(&group.len())));
    let part_has_mark = digits
        .split_once('.')
        .is_some_and(|(_, part)| part.contains(','));
    (even && !part_has_mark && digits.chars().any(|c| c.is_ascii_digit()))
        .then(|| digits.replace(',', ""))
}

/// Whether what follows a number only names its unit or a date to be reached by.
fn is_unit(rest: &str) -> bool {
    let multiplies = ["m", "k", "bn", "million", "thousand", "billion"];
    let first = rest.split(' ').next().unwrap_or_default();
    if multiplies.contains(&first) || first == "or" || first == "and" || first == "to" {
        return false;
    }
    rest.is_empty()
        || rest.starts_with("per ")
        || rest.starts_with("by ")
        || (rest.starts_with('(') && rest.ends_with(')'))
        || rest.chars().all(|c| c.is_alphabetic() || c == ' ')
}

/// `between 5 and 8`, `5 to 8`, `5-8%`.
fn between(words: &str) -> Option<Target> {
    let words = words
        .strip_prefix("between ")
        .or_else(|| words.strip_prefix("from "))
        .unwrap_or(words);
    let (low, low_sign, rest) = leading(words)?;
    let rest = ["and ", "to ", "- ", "-"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))?;
    let (high, high_sign, rest) = leading(rest.trim_start())?;
    let sign = if low_sign == Sign::Plain {
        high_sign
    } else {
        low_sign
    };
    (low <= high && is_unit(rest)).then_some(Target::Between { low, high, sign })
}

fn quartile(words: &str) -> Option<Target> {
    let words = words
        .trim_end_matches(" or better")
        .trim_end_matches(" or above")
        .trim_end_matches(" or higher")
        .trim_end_matches(" nationally");
    let held = match words {
        "top quartile" | "best quartile" | "upper quartile" | "first quartile" | "1st quartile"
        | "quartile 1" | "q1" => 1,
        "second quartile" | "2nd quartile" | "quartile 2" | "top two quartiles" | "q2" => 2,
        "third quartile"
        | "3rd quartile"
        | "quartile 3"
        | "not in the bottom quartile"
        | "out of the bottom quartile"
        | "above the bottom quartile"
        | "q3" => 3,
        _ => return None,
    };
    Some(Target::Quartile(held))
}

fn share(words: &str) -> Option<Target> {
    let words = words.strip_prefix("in the ").unwrap_or(words);
    let rest = words
        .strip_prefix("top ")
        .or_else(|| words.strip_prefix("best "))?;
    match rest {
        "half" => return Some(Target::TopShare(50.0)),
        "third" => return Some(Target::TopShare(100.0 / 3.0)),
        "tenth" | "decile" => return Some(Target::TopShare(10.0)),
        _ => {}
    }
    let (value, sign, rest) = leading(rest)?;
    let is_share = sign == Sign::Percent && value > 0.0 && value <= 100.0;
    let of_whom = rest.is_empty() || rest == "nationally" || rest.starts_with("of ");
    (is_share && of_whom).then_some(Target::TopShare(value))
}

fn peer(words: &str) -> Option<Target> {
    let sides = [
        ("as good as or better than", Side::AsGood),
        ("at least as good as", Side::AsGood),
        ("in line with or better than", Side::AsGood),
        ("at or better than", Side::AsGood),
        ("in line with", Side::AsGood),
        ("better than", Side::Better),
        ("higher than", Side::Above),
        ("lower than", Side::Below),
        ("above", Side::Above),
        ("below", Side::Below),
    ];
    let (rest, side) = sides
        .iter()
        .find_map(|(word, side)| Some((words.strip_prefix(word)?.trim_start(), *side)))?;
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let whom = ["average", "mean", "median", "figure", "level", "rate"]
        .iter()
        .find_map(|word| rest.strip_suffix(word))
        .unwrap_or(rest)
        .trim();
    let peer = match whom {
        "national" | "england" | "englands" | "england national" => Peer::National,
        "regional" | "region" | "the region" | "east midlands" => Peer::Region,
        "statistical neighbour" | "statistical neighbours" | "neighbour" | "neighbours" | "sn" => {
            Peer::Neighbours
        }
        _ => return None,
    };
    Some(Target::Against(peer, side))
}

fn direction(words: &str) -> Option<Target> {
    Some(Target::Move(match words {
        "increase" | "rise" | "grow" | "raise" | "higher" | "to increase" => Move::Increase,
        "reduce" | "decrease" | "fall" | "cut" | "reduction" | "to reduce" => Move::Reduce,
        "improve" | "improvement" | "to improve" | "better" => Move::Improve,
        "maintain" | "sustain" | "hold" | "stay the same" | "to maintain" => Move::Maintain,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read_as_people_print_them() {
        use Bound::{Above, AtLeast, AtMost, Below, Reach};
        use Sign::{Percent, Plain, Pounds};
        #[track_caller]
        fn number(text: &str, bound: Bound, value: f64, sign: Sign) {
            assert_eq!(read(text), Target::Number { bound, value, sign }, "{text}");
        }
        number("<9%", Below, 9.0, Percent);
        number(">84%", Above, 84.0, Percent);
        number("Below 4%", Below, 4.0, Percent);
        number("<15", Below, 15.0, Plain);
        number("10.80%", Reach, 10.8, Percent);
        number("480", Reach, 480.0, Plain);
        number("1,877", Reach, 1877.0, Plain);
        number("£1,693", Reach, 1693.0, Pounds);
        number("≤ 6.5", AtMost, 6.5, Plain);
        number("<= 6.5", AtMost, 6.5, Plain);
        number("≥90 per cent", AtLeast, 90.0, Percent);
        number("At least 90%", AtLeast, 90.0, Percent);
        number("no more than 15 per 10,000", AtMost, 15.0, Plain);
        number("under 480 families", Below, 480.0, Plain);
        number("over 95% by 2017/18", Above, 95.0, Percent);
        number("90% or more", AtLeast, 90.0, Percent);
        number("12 months or less", AtMost, 12.0, Plain);
        number("90%+", AtLeast, 90.0, Percent);
        number("Increase to 90%", AtLeast, 90.0, Percent);
        number("-2.5", Reach, -2.5, Plain);
    }

    #[test]
    fn relative_targets_are_read() {
        #[track_caller]
        fn check(text: &str, want: Target) {
            assert_eq!(read(text), want, "{text}");
        }
        let between = |low, high, sign| Target::Between { low, high, sign };
        check("between 5 and 8", between(5.0, 8.0, Sign::Plain));
        check("5–8%", between(5.0, 8.0, Sign::Percent));
        check("5% to 8%", between(5.0, 8.0, Sign::Percent));
        check("Top quartile", Target::Quartile(1));
        check("second quartile or better", Target::Quartile(2));
        check("Top 20%", Target::TopShare(20.0));
        check("top 20 % of authorities", Target::TopShare(20.0));
        check("Top half", Target::TopShare(50.0));
        let national = |side| Target::Against(Peer::National, side);
        check("Above national average", national(Side::Above));
        check("below the England average", national(Side::Below));
        check("in line with national", national(Side::AsGood));
        check(
            "Better than statistical neighbours",
            Target::Against(Peer::Neighbours, Side::Better),
        );
        check(
            "Better than statistical neighbours’ average",
            Target::Against(Peer::Neighbours, Side::Better),
        );
        check("Increase", Target::Move(Move::Increase));
        check("Reduce.", Target::Move(Move::Reduce));
        check("maintain", Target::Move(Move::Maintain));
        for none in ["-", "–", "n/a", " ", "", "N/A", "t.b.c."] {
            check(none, Target::None);
        }
    }

    #[test]
    fn what_is_not_understood_is_kept_in_its_words() {
        for text in [
            "as low as reasonable",
            "Lower quartile",
            "£2m",
            "Top 20",
            "Top 0%",
            "8 to 5",
            "1,2,3",
            "reduce by 10%",
            "at least 5 or more",
            "%",
            "£5%",
        ] {
            assert_eq!(read(text), Target::Unread(text.to_owned()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_stops_the_reader(text in ".{0,40}") {
            let _ = read(&text);
        }
    }
}
