//! Scales: which answers agree, which disagree, how strongly, and in what order they stand.
//!
//! An export names the answers that were given and not the scale they were chosen from. The scales of consultations are
//! few (agreement, satisfaction, support, …) and are known by their words.
//!
//! The word that stands first in an answer says what it is, and a "not" turns only the word after it: "No, I disagree"
//! disagrees, and so does "Disagree - no change needed". An answer that names both sides ("Do not agree or disagree") takes
//! neither.
//!
//! Edges: "Don't know" and "Not applicable" stand beside a scale and have no leaning; "No opinion" and "Not sure" stand in
//! its middle. Yes and No are answers, not a scale. A leaning so guessed is the officer's to put right.

use crate::domain::consultation::Leaning;
use crate::domain::responses::words::{first_of, folded, has, has_any};

/// An answer that a question offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The answer's words.
    pub text: String,
    /// Which side it stands on.
    pub leaning: Leaning,
    /// 2 for a strong answer, 1 for any other.
    pub strength: u8,
}

impl Offered {
    /// An answer without a side.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            leaning: Leaning::None,
            strength: 1,
        }
    }
}

struct Family {
    positive: &'static [&'static str],
    negative: &'static [&'static str],
}

#[rustfmt::skip]
const FAMILIES: [Family; 15] = [
    Family { positive: &["agree"], negative: &["disagree"] },
    Family { positive: &["satisfied", "happy"], negative: &["dissatisfied", "unsatisfied", "unhappy"] },
    Family { positive: &["in favour", "favour", "favourable", "favourably", "favorable", "favorably"],
             negative: &["against", "unfavourable", "unfavourably", "unfavorable", "unfavorably"] },
    Family { positive: &["support", "supportive"], negative: &["oppose", "opposed", "unsupportive"] },
    Family { positive: &["useful"], negative: &["useless"] },
    Family { positive: &["helpful"], negative: &["unhelpful"] },
    Family { positive: &["likely"], negative: &["unlikely"] },
    Family { positive: &["important"], negative: &["unimportant"] },
    Family { positive: &["easy"], negative: &["difficult", "hard"] },
    Family { positive: &["safe"], negative: &["unsafe"] },
    Family { positive: &["clear"], negative: &["unclear"] },
    Family { positive: &["confident", "comfortable"], negative: &["unconfident", "uncomfortable"] },
    Family { positive: &["better", "improve", "improved"], negative: &["worse", "worsened"] },
    Family { positive: &["good", "excellent"], negative: &["poor", "bad", "terrible"] },
    Family { positive: &["positive", "positively"], negative: &["negative", "negatively"] },
];

const MIDDLE: [&str; 12] = [
    "neither",
    "neutral",
    "undecided",
    "no opinion",
    "no view",
    "mixed",
    "not sure",
    "unsure",
    "no difference",
    "no change",
    "about the same",
    "no more or less",
];
const ASIDE: [&str; 10] = [
    "don't know",
    "do not know",
    "dont know",
    "not applicable",
    "n/a",
    "prefer not",
    "unfamiliar",
    "no answer",
    "not answered",
    "can't say",
];
const FULL: [&str; 14] = [
    "strongly",
    "very",
    "extremely",
    "completely",
    "totally",
    "fully",
    "definitely",
    "entirely",
    "excellent",
    "terrible",
    "much",
    "wholly",
    "highly",
    "at all",
];
const SLIGHT: [&str; 11] = [
    "somewhat",
    "slightly",
    "tend",
    "fairly",
    "quite",
    "partly",
    "partially",
    "moderately",
    "a little",
    "mildly",
    "probably",
];
/// What stands in the middle where it is the whole answer.
const FAIR: [&str; 6] = [
    "fair",
    "average",
    "ok",
    "okay",
    "satisfactory",
    "acceptable",
];
/// What turns the word after it, wherever it stands before it.
const NOT: [&str; 14] = [
    "not",
    "don't",
    "dont",
    "doesn't",
    "isn't",
    "can't",
    "cannot",
    "won't",
    "wouldn't",
    "never",
    "no longer",
    "less",
    "least",
    "nothing",
];
/// Where an answer goes on to something else.
const CLAUSES: [&str; 8] = [",", ";", ":", "(", " - ", ". ", " but ", " because "];
/// Words by which an answer that names both sides takes one of them.
const RATHER: [&str; 3] = ["more", "mostly", "rather"];

/// More different answers than this are no scale, whatever was written in beside it.
const MOST_ANSWERS: usize = 200;

/// Where an answer stands on a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    /// On a family's scale, from 3 to -3.
    Side(usize, i8),
    Middle,
    Aside,
}

fn point(text: &str) -> Option<Point> {
    let text = folded(text);
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || " .):=-".contains(c));
    if text.is_empty() || text.split(' ').count() > 9 {
        return None;
    }
    let found = clauses(text).find_map(clause);
    found.or_else(|| FAIR.contains(&text).then_some(Point::Middle))
}

/// The parts of an answer, in their order: `no`, `i disagree`.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let held = rest?;
        let ends = CLAUSES.iter().filter_map(|mark| {
            let at = held.find(mark)?;
            Some((at, at + mark.len()))
        });
        let (to, from) = ends.min().unwrap_or((held.len(), held.len()));
        rest = held.get(from..).filter(|after| !after.is_empty());
        held.get(..to)
    })
}

/// What one clause says: the first of its words that says anything.
fn clause(text: &str) -> Option<Point> {
    let sides = FAMILIES.iter().enumerate().flat_map(|(family, words)| {
        let of = |side, is_negative| Some((first_of(text, side)?, family, is_negative));
        [of(words.positive, false), of(words.negative, true)]
    });
    let side = sides.flatten().min();
    let before = |words: &[&str]| {
        let at = first_of(text, words)?;
        side.is_none_or(|(first, ..)| at <= first).then_some(at)
    };
    match (before(&ASIDE), before(&MIDDLE), side) {
        (Some(aside), middle, _) if middle.is_none_or(|middle| aside <= middle) => {
            Some(Point::Aside)
        }
        (_, Some(_), _) => Some(Point::Middle),
        (_, None, Some((at, family, is_negative))) => {
            let words = FAMILIES.get(family)?;
            let has_both = has_any(text, words.positive) && has_any(text, words.negative);
            if has_both && !has_any(text, &RATHER) {
                return Some(Point::Middle);
            }
            let degree = degree_of(text, at, is_negative);
            Some(Point::Side(family, degree))
        }
        (_, None, None) => None,
    }
}

/// How strongly a clause takes the side of the word that stands at `at`; below nought on the negative side.
fn degree_of(text: &str, at: usize, is_negative: bool) -> i8 {
    let before = text.get(..at).unwrap_or_default();
    // "No" is an answer of its own, and turns only the good word next to it: "no good", not "no, I disagree".
    let is_none = !is_negative && before.trim_end().ends_with("no") && has(before, "no");
    let is_not = is_none || has_any(before, &NOT);
    let is_mild_if_full = is_not && !has_any(text, &["at all", "less", "least"]);
    let degree = match (
        is_mild_if_full,
        has_any(text, &FULL),
        has_any(text, &SLIGHT),
    ) {
        (true, true, _) => 1, // "Not very useful" is mild.
        (_, true, _) => 3,
        (_, _, true) => 1,
        _ => 2,
    };
    if is_negative != is_not {
        -degree
    } else {
        degree
    }
}

/// The scale behind these answers and how many gave each; none where they are no scale. Answers that do not fit it are not
/// in what is given back, so they count as outside the scale.
#[must_use]
pub fn scale(answers: &[(&str, u32)]) -> Option<Vec<Offered>> {
    if answers.len() > MOST_ANSWERS {
        return None;
    }
    let points: Vec<(&str, u32, Option<Point>)> = answers
        .iter()
        .map(|(text, n)| (*text, *n, point(text)))
        .collect();
    let mut weight = [0_u64; FAMILIES.len()];
    for (_, n, held) in &points {
        if let Some(Point::Side(family, _)) = held {
            weight[*family] += u64::from(*n);
        }
    }
    let (family, _) = weight
        .iter()
        .enumerate()
        .max_by_key(|(place, n)| (**n, std::cmp::Reverse(*place)))?;
    let fits = |held: &Option<Point>| match held {
        Some(Point::Side(of, _)) => *of == family,
        Some(_) => true,
        None => false,
    };
    let all: u64 = points.iter().map(|(_, n, _)| u64::from(*n)).sum();
    let fitting: u64 = points
        .iter()
        .filter(|(_, _, held)| fits(held))
        .map(|(_, n, _)| u64::from(*n))
        .sum();
    let mut kept: Vec<(i8, Point, &str)> = points
        .iter()
        .filter(|(_, _, held)| fits(held))
        .filter_map(|(text, _, held)| held.map(|held| (order(held), held, *text)))
        .collect();
    let degrees: Vec<i8> = kept
        .iter()
        .filter_map(|(_, held, _)| degree(*held))
        .collect();
    let has_middle = kept.iter().any(|(_, held, _)| *held == Point::Middle);
    let both = degrees.iter().any(|d| *d > 0) && degrees.iter().any(|d| *d < 0);
    let is_scale = degrees.len() >= 2 && (both || has_middle || degrees.len() >= 3);
    // Not one odd answer in five, and no more points than a person can choose between.
    if !is_scale || fitting * 5 < all * 4 || kept.len() > 14 {
        return None;
    }
    kept.sort_by_key(|(order, _, text)| (*order, *text));
    Some(
        kept.iter()
            .map(|(_, held, text)| offered(text, *held, &degrees))
            .collect(),
    )
}

fn degree(point: Point) -> Option<i8> {
    match point {
        Point::Side(_, degree) => Some(degree),
        _ => None,
    }
}

/// Agreement first, what stands aside last.
fn order(point: Point) -> i8 {
    match point {
        Point::Side(_, degree) => -degree,
        Point::Middle => 0,
        Point::Aside => 9,
    }
}

fn offered(text: &str, point: Point, degrees: &[i8]) -> Offered {
    let (leaning, strength) = match point {
        Point::Middle => (Leaning::Neutral, 1),
        Point::Aside => (Leaning::None, 1),
        Point::Side(_, degree) => {
            let leaning = if degree > 0 {
                Leaning::Positive
            } else {
                Leaning::Negative
            };
            // "Agree" is the strong answer where the milder one is "Tend to agree" and there is none above it.
            let same_side = degrees.iter().filter(|other| (**other > 0) == (degree > 0));
            let most = same_side
                .clone()
                .map(|other| other.abs())
                .max()
                .unwrap_or(0);
            let least = same_side.map(|other| other.abs()).min().unwrap_or(0);
            let is_strong = degree.abs() == most && most > 1 && (most == 3 || least < most);
            (leaning, if is_strong { 2 } else { 1 })
        }
    };
    Offered {
        text: text.to_owned(),
        leaning,
        strength,
    }
}

#[cfg(test)]
mod tests;
