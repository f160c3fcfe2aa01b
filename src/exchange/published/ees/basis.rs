//! Which columns of counts a percentage or a rate was worked out from.
//!
//! An interval around a percentage needs the numbers behind it, and files print them beside it: `children_count` beside
//! `children_percent`, `population_estimate` beside `rate_per_10000`. They are taken where the headings leave one
//! reading only.
//!
//! Edges: a denominator is taken only where it is called a population; what a percentage is of, a heading seldom says.

use crate::domain::indicator::UnitKind;
use crate::exchange::published::ees::layout::Measure;
use crate::exchange::published::ees::unit::{COUNT, PERCENT, words};

/// The columns above and below the line, where they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Companions {
    pub numerator: Option<usize>,
    pub denominator: Option<usize>,
}

/// The companions of a column among all of them.
pub(super) fn companions(measure: &Measure, all: &[Measure]) -> Companions {
    if !matches!(measure.unit, UnitKind::Percent | UnitKind::Rate) {
        return Companions::default();
    }
    let counts: Vec<&Measure> = all
        .iter()
        .filter(|other| other.unit == UnitKind::Count)
        .collect();
    let is_population = |other: &&&Measure| {
        words(&other.heading)
            .iter()
            .any(|word| word == "population")
    };
    let is_plain_count = |other: &&&Measure| {
        !is_population(other)
            && words(&other.heading)
                .iter()
                .any(|word| COUNT.contains(&word.as_str()))
    };
    let wanted = stem(&measure.heading);
    let same = only(
        counts
            .iter()
            .filter(|other| stem(&other.heading) == wanted && !is_population(other)),
    );
    // `rate_per_10000` says nothing of what is counted: the one count of the file, if there is one.
    let alone = || {
        wanted
            .is_empty()
            .then(|| only(counts.iter().filter(is_plain_count)))
            .flatten()
    };
    let population = only(counts.iter().filter(is_population));
    let is_rate = measure.unit == UnitKind::Rate && measure.unit_words.starts_with("per ");
    Companions {
        numerator: same.or_else(alone),
        denominator: population.filter(|_| is_rate),
    }
}

fn only<'m>(mut found: impl Iterator<Item = &'m &'m Measure>) -> Option<usize> {
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.column),
        _ => None,
    }
}

/// The words of a heading that say what is counted, without those that say how.
fn stem(heading: &str) -> Vec<String> {
    let how = |word: &String| {
        COUNT.contains(&word.as_str())
            || PERCENT.contains(&word.as_str())
            || ["rate", "rates", "per", "10k"].contains(&word.as_str())
            || word.bytes().all(|c| c.is_ascii_digit())
    };
    words(heading)
        .into_iter()
        .filter(|word| !how(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::published::ees::unit::{Seen, unit};

    #[test]
    fn the_counts_beside_a_percentage_are_found_where_one_reading_is_left() {
        #[track_caller]
        fn check(
            headings: &[&str],
            of: usize,
            numerator: Option<usize>,
            denominator: Option<usize>,
        ) {
            let measures: Vec<Measure> = headings
                .iter()
                .enumerate()
                .map(|(column, heading)| {
                    let (unit, unit_words) = unit(heading, "", "", &Seen::default());
                    Measure {
                        column,
                        heading: (*heading).to_owned(),
                        label: String::new(),
                        unit,
                        unit_words,
                        decimals: 0,
                        n_numbers: 1,
                        n_symbols: 0,
                    }
                })
                .collect();
            let found = companions(&measures[of], &measures);
            assert_eq!(
                found,
                Companions {
                    numerator,
                    denominator
                },
                "{headings:?}"
            );
        }
        check(&["children_count", "children_percent"], 1, Some(0), None);
        check(&["number", "percentage"], 1, Some(0), None);
        check(
            &["population_estimate", "children_count", "rate_per_10000"],
            2,
            Some(1),
            Some(0),
        );
        check(
            &["CPP_start", "CPP_subsequent", "CPP_subsequent_percent"],
            2,
            Some(1),
            None,
        );
        check(
            &["boys_count", "girls_count", "rate_per_10000"],
            2,
            None,
            None,
        );
        check(&["agency_fte", "agency_worker_rate_fte_%"], 1, None, None);
        check(&["children_count", "children_percent"], 0, None, None);
    }
}
