//! Two readers of the same comments: how far they found the same themes, and where they differ.
//!
//! Percent agreement asks for the very same set of themes; F1 gives part of a mark for part of a set; Krippendorff's alpha
//! asks theme by theme whether both saw it, with luck taken off. All three are shown, because a high percentage with a low
//! alpha means a theme that is rare, and a low percentage with a high F1 means comments with many themes.
//!
//! Edges: a comment counts as read by a reader when that reader gave it a theme, since nothing else is kept of a reading;
//! one in which there is nothing wants a theme for that, such as "Nothing said". What only one has read tells nothing of
//! agreement and is counted apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::book::Book;
use crate::domain::consultation::Reader;
use crate::domain::id::{QuestionId, ResponseId, ThemeId};
use crate::domain::statistics::agreement::{Scale, krippendorff, mean_f1, percent_agreement};

/// A comment in which the readers found different themes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The response.
    pub response: ResponseId,
    /// What the first found alone.
    pub first: BTreeSet<ThemeId>,
    /// What the second found alone.
    pub second: BTreeSet<ThemeId>,
}

/// How far two readers agree on a question's comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// How many comments both have read.
    pub both: usize,
    /// How many only the first has read.
    pub first_alone: usize,
    /// How many only the second has read.
    pub second_alone: usize,
    /// The percentage on which they found the very same themes, 0 to 100.
    pub percent: Option<f64>,
    /// F1, 0 to 1, averaged over the comments.
    pub mean_f1: Option<f64>,
    /// Krippendorff's alpha of each theme that either found; none where all or none of the comments have it.
    pub alphas: Vec<(ThemeId, Option<f64>)>,
    /// Where they differ, in the order of the responses' keys.
    pub differ: Vec<Difference>,
}

/// The themes that each of the two readers found.
type Pair = (BTreeSet<ThemeId>, BTreeSet<ThemeId>);

/// Compares the two readers of a question's comments.
#[must_use]
pub fn agreement(book: &Book, question: QuestionId) -> Agreement {
    let mut read: BTreeMap<ResponseId, Pair> = BTreeMap::new();
    for coding in book.codings.iter().filter(|held| held.question == question) {
        let pair = read.entry(coding.response).or_default();
        match coding.reader {
            Reader::First => pair.0.insert(coding.theme),
            Reader::Second => pair.1.insert(coding.theme),
        };
    }
    let mut found = Agreement::default();
    let mut both: Vec<(ResponseId, Pair)> = Vec::new();
    for (response, pair) in read {
        match (pair.0.is_empty(), pair.1.is_empty()) {
            (false, false) => both.push((response, pair)),
            (false, true) => found.first_alone += 1,
            _ => found.second_alone += 1,
        }
    }
    let pairs: Vec<Pair> = both.iter().map(|(_, pair)| pair.clone()).collect();
    found.both = pairs.len();
    found.percent = percent_agreement(&pairs);
    found.mean_f1 = mean_f1(&pairs);
    found.alphas = alphas(&pairs);
    found.differ = both.into_iter().filter_map(difference).collect();
    found
}

fn difference((response, (one, other)): (ResponseId, Pair)) -> Option<Difference> {
    let alone =
        |of: &BTreeSet<ThemeId>, not: &BTreeSet<ThemeId>| of.difference(not).copied().collect();
    (one != other).then(|| Difference {
        response,
        first: alone(&one, &other),
        second: alone(&other, &one),
    })
}

fn alphas(pairs: &[Pair]) -> Vec<(ThemeId, Option<f64>)> {
    let seen: BTreeSet<ThemeId> = pairs
        .iter()
        .flat_map(|(one, other)| one.union(other))
        .copied()
        .collect();
    let has = |set: &BTreeSet<ThemeId>, theme| Some(f64::from(u8::from(set.contains(&theme))));
    let alpha = |theme: ThemeId| {
        let units: Vec<[Option<f64>; 2]> = pairs
            .iter()
            .map(|(one, other)| [has(one, theme), has(other, theme)])
            .collect();
        krippendorff(&units, Scale::Nominal)
    };
    seen.into_iter()
        .map(|theme| (theme, alpha(theme)))
        .collect()
}

/// Krippendorff's own words for an alpha: 0.8 can be relied on, below 0.667 nothing can be said.
#[must_use]
pub fn alpha_words(alpha: f64) -> &'static str {
    match alpha {
        0.8.. => "can be relied on",
        0.667..0.8 => "tentative",
        _ => "look at the definition",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consultation::Coding;
    use crate::domain::consultation::themes::sample::{TALK, WISH, book, coding};

    /// What both readers found, as pairs of response and theme.
    fn read(first: &[(i64, i64)], second: &[(i64, i64)]) -> Agreement {
        let mut book = book();
        let mut n = 0;
        let mut all: Vec<Coding> = Vec::new();
        for (reader, found) in [(Reader::First, first), (Reader::Second, second)] {
            for (response, theme) in found {
                n += 1;
                let mut held = coding(n, *response, TALK, *theme);
                held.reader = reader;
                all.push(held);
            }
        }
        // Another question is another matter.
        all.push(coding(99, 1, WISH, 4));
        book.codings = all.into();
        agreement(&book, TALK)
    }

    #[test]
    fn two_readers_are_compared_on_what_both_read() {
        let found = read(
            &[(1, 2), (2, 2), (2, 4), (3, 4), (4, 4)],
            &[(1, 2), (2, 2), (3, 3), (5, 4)],
        );
        assert_eq!(
            (found.both, found.first_alone, found.second_alone),
            (3, 1, 1)
        );
        assert_eq!(found.percent, Some(100.0 / 3.0));
        // 1, then 2·1 / 3, then 0.
        assert!((found.mean_f1.unwrap() - (1.0 + 2.0 / 3.0) / 3.0).abs() < 1e-12);
        let alpha = |theme: i64| {
            let held = found.alphas.iter().find(|(id, _)| *id == ThemeId(theme));
            held.unwrap().1
        };
        assert_eq!(alpha(2), Some(1.0), "both saw it in the same two");
        assert!(alpha(4).unwrap() < 0.0);
        let differ: Vec<i64> = found.differ.iter().map(|held| held.response.0).collect();
        assert_eq!(differ, [2, 3]);
        assert_eq!(found.differ[0].first, BTreeSet::from([ThemeId(4)]));
        assert!(found.differ[0].second.is_empty());
    }

    #[test]
    fn without_a_second_reading_there_is_nothing_to_say() {
        let found = read(&[(1, 2)], &[]);
        assert_eq!((found.both, found.first_alone), (0, 1));
        assert_eq!((found.percent, found.mean_f1), (None, None));
        assert!(found.alphas.is_empty() && found.differ.is_empty());
    }

    #[test]
    fn alphas_have_words() {
        assert_eq!(alpha_words(0.8), "can be relied on");
        assert_eq!(alpha_words(0.7), "tentative");
        assert_eq!(alpha_words(-1.0), "look at the definition");
    }
}
