//! What the plan already knows: the areas by code and by name, and the kind of period of each indicator.
//!
//! Publications name one council in several ways: `Bedford` and `Bedford Borough`, `St. Helens` and `St Helens`,
//! `Bristol, City of`. Names are therefore compared by their bare words, and a name is only taken where one area
//! alone can be meant.
//!
//! Edges: a council that was reorganised is known as `Dorset (to 2019)`. The words in brackets count, so `Dorset` is
//! the council of today; where there is none of today, as for Cumbria, the bare name finds the one that was.

use std::collections::HashMap;

use crate::domain::area::{Area, AreaCode};
use crate::domain::period::PeriodKind;

/// The areas and the indicators a file may speak of.
#[derive(Clone, Debug, Default)]
pub struct Known {
    codes: HashMap<String, AreaCode>,
    names: HashMap<String, AreaCode>,
    kinds: HashMap<String, PeriodKind>,
}

impl Known {
    /// From the plan's areas and, for each indicator it has, the code and the kind of period.
    #[must_use]
    pub fn new<'a>(
        areas: impl Iterator<Item = &'a Area>,
        kinds: impl Iterator<Item = (String, PeriodKind)>,
    ) -> Self {
        let areas: Vec<&Area> = areas.collect();
        let codes = areas
            .iter()
            .map(|area| (area.code.0.clone(), area.code.clone()))
            .collect();
        Self {
            codes,
            names: names(&areas),
            kinds: kinds.collect(),
        }
    }

    /// The area of a three-digit code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&AreaCode> {
        self.codes.get(code.trim())
    }

    /// The area of a name, however a publication writes it; none where it might be one of two.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&AreaCode> {
        let given = bare(name, false);
        let found = (!given.is_empty())
            .then(|| self.names.get(&given))
            .flatten();
        found.or_else(|| self.names.get(&bare(name, true)))
    }

    /// The kind of period of an indicator the plan has.
    #[must_use]
    pub fn kind(&self, indicator_code: &str) -> Option<PeriodKind> {
        self.kinds.get(indicator_code).copied()
    }
}

/// Every way of writing each name that no other area shares. The whole name goes before the name without its brackets,
/// and that before the name without `City of` and its like, since the longer says more.
fn names(areas: &[&Area]) -> HashMap<String, AreaCode> {
    let mut found: HashMap<String, AreaCode> = HashMap::new();
    let ways: [fn(&str) -> String; 3] = [
        |name| bare(name, false),
        |name| bare(without_brackets(name), false),
        |name| bare(without_brackets(name), true),
    ];
    for way in ways {
        let mut of_this_way: HashMap<String, Option<AreaCode>> = HashMap::new();
        for area in areas {
            let written = way(&area.name);
            if written.is_empty() || found.contains_key(&written) {
                continue;
            }
            of_this_way
                .entry(written)
                .and_modify(|held| {
                    if held.as_ref() != Some(&area.code) {
                        *held = None;
                    }
                })
                .or_insert_with(|| Some(area.code.clone()));
        }
        found.extend(
            of_this_way
                .into_iter()
                .filter_map(|(written, code)| Some((written, code?))),
        );
    }
    found
}

fn without_brackets(name: &str) -> &str {
    name.split('(').next().unwrap_or_default()
}

/// The words that only say what sort of council it is.
const SORTS: [&str; 14] = [
    "city",
    "of",
    "the",
    "borough",
    "council",
    "county",
    "metropolitan",
    "royal",
    "london",
    "district",
    "unitary",
    "authority",
    "ua",
    "cc",
];

/// A name as its words in small letters, `&` read as `and`; `short` leaves out the words that say what sort of council
/// it is and puts the rest in the order of the alphabet, so that `Kingston upon Hull, City of` meets `City of Kingston
/// upon Hull`.
fn bare(name: &str, short: bool) -> String {
    let name = name.replace('&', " and ").replace(['\'', '’', '.'], "");
    let mut words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .map(|word| if word == "saint" { "st".into() } else { word })
        .collect();
    if short {
        words.retain(|word| !SORTS.contains(&word.as_str()));
        words.sort_unstable();
    }
    words.join(" ")
}

#[cfg(test)]
pub(in crate::exchange::published) mod tests {
    use super::*;
    use crate::exchange::authorities;

    /// Every area of England, and no indicator.
    pub(in crate::exchange::published) fn england() -> Known {
        Known::new(authorities::areas().iter(), std::iter::empty())
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        let known = england();
        #[track_caller]
        fn check(known: &Known, name: &str, want: Option<&str>) {
            let found = known.by_name(name).map(|code| code.0.as_str());
            assert_eq!(found, want, "{name}");
        }
        for (name, code) in [
            ("Leicester", "856"),
            ("LEICESTER CITY", "856"),
            ("Leicester City Council", "856"),
            ("Leicestershire County Council", "855"),
            ("Bedford Borough", "822"),
            ("St. Helens", "342"),
            ("Bristol, City of", "801"),
            ("City of Bristol", "801"),
            ("Kingston upon Hull, City of", "810"),
            ("Kingston Upon Hull", "810"),
            ("Hammersmith & Fulham", "205"),
            ("County Durham", "840"),
            ("Herefordshire, County of", "884"),
            ("City of London", "201"),
            ("London", "986"),
            ("Southend on Sea", "882"),
            ("Bournemouth Christchurch & Poole", "839"),
            ("Dorset", "838"),
            ("Dorset (to 2019)", "835"),
            ("Cumbria", "909"),
            ("York", "816"),
            ("North Yorkshire", "815"),
            ("Yorkshire and The Humber", "982"),
            ("england", "970"),
            ("Inner London", "987"),
            ("West Northamptonshire", "941"),
        ] {
            check(&known, name, Some(code));
        }
        for name in [
            "",
            "  ",
            "Atlantis",
            "City of",
            "Northampton",
            "County",
            "(",
            "Cheshire",
        ] {
            check(&known, name, None);
        }
    }

    #[test]
    fn every_name_finds_its_own_code() {
        let known = england();
        for area in authorities::areas() {
            assert_eq!(known.by_name(&area.name), Some(&area.code), "{}", area.name);
            assert_eq!(known.by_code(&format!(" {} ", area.code)), Some(&area.code));
        }
        assert_eq!(known.by_code("999"), None);
    }

    #[test]
    fn the_kind_is_that_of_the_plans_indicator() {
        let kinds = [("A1".to_owned(), PeriodKind::Reporting)];
        let known = Known::new(std::iter::empty(), kinds.into_iter());
        assert_eq!(known.kind("A1"), Some(PeriodKind::Reporting));
        assert_eq!(known.kind("A2"), None);
    }
}
