//! What of a data file is taken: which columns of figures, and which options of each filter.
//!
//! `Total` is preselected, so that a file with twelve filters gives one indicator a column and not a thousand. But not
//! blindly. Where every percentage is 100 at `Total`, that option says nothing; and in some files a `breakdown` column
//! says which of the filters is broken down, so that `Total` of all of them together has no row. A filter then keeps
//! every option, each becoming an indicator of its own: more than was wanted can be left out, what was never offered
//! cannot be found.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::reading::Status;
use crate::exchange::published::ees::layout::{Filter, FilterOption, Layout};
use crate::exchange::published::ees::scan::Column;
use crate::exchange::published::ees::take::status_of;
use crate::exchange::published::ees::unit;

/// The most combinations of options that are looked at.
const COMBINATIONS: usize = 200_000;

/// What an officer chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The columns of figures, from 0.
    pub measures: Vec<usize>,
    /// For each filter by its column, what of it.
    pub filters: BTreeMap<usize, Chosen>,
    /// Whether rows of areas that the plan does not know are left out; else they are errors.
    pub leave_out_unknown: bool,
}

/// What is chosen of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Every option, each an indicator of its own.
    Every,
    /// These options.
    Only(Vec<String>),
}

impl Choice {
    /// Every column that has a figure, and of each filter what is preselected.
    #[must_use]
    pub fn all_defaults(layout: &Layout) -> Self {
        let measures = layout
            .measures
            .iter()
            .filter(|measure| measure.n_numbers > 0);
        let chosen = |filter: &Filter| match filter
            .preselected
            .and_then(|place| filter.options.get(place))
        {
            Some(option) => Chosen::Only(vec![option.text.clone()]),
            None => Chosen::Every,
        };
        Self {
            measures: measures.map(|measure| measure.column).collect(),
            filters: layout
                .filters
                .iter()
                .map(|filter| (filter.column, chosen(filter)))
                .collect(),
            leave_out_unknown: false,
        }
    }

    /// Chooses these options of the filter under this heading; nothing changes where the file has no such filter.
    pub fn set(&mut self, layout: &Layout, heading: &str, chosen: Chosen) {
        if let Some(filter) = layout
            .filters
            .iter()
            .find(|filter| filter.heading == heading)
        {
            self.filters.insert(filter.column, chosen);
        }
    }
}

/// The option that stands for the whole.
pub(super) fn total(options: &[FilterOption]) -> Option<usize> {
    let is = |text: &str, wanted: fn(&str) -> bool| wanted(text.trim());
    let exact = options
        .iter()
        .position(|option| is(&option.text, |text| text.eq_ignore_ascii_case("total")));
    if exact.is_some() {
        return exact;
    }
    let mut like = options
        .iter()
        .enumerate()
        .filter(|(_, option)| is(&option.text, is_total));
    match (like.next(), like.next()) {
        (Some((place, _)), None) => Some(place),
        // Two options that both say they are the whole: nobody can tell which.
        (Some(_), Some(_)) => None,
        _ => firmest(options),
    }
}

/// Whether the words say the whole and nothing else: `All pupils`, `Total children`, `State-funded total`.
fn is_total(text: &str) -> bool {
    const WHOLE: [&str; 4] = ["total", "all", "overall", "totals"];
    const THINGS: [&str; 36] = [
        "pupils",
        "pupil",
        "children",
        "child",
        "schools",
        "school",
        "state",
        "funded",
        "persons",
        "people",
        "types",
        "type",
        "ages",
        "age",
        "genders",
        "gender",
        "sexes",
        "sex",
        "establishments",
        "groups",
        "ethnicities",
        "characteristics",
        "young",
        "and",
        "cin",
        "cla",
        "cpp",
        "learners",
        "students",
        "staff",
        "social",
        "workers",
        "care",
        "leavers",
        "the",
        "of",
    ];
    let words = unit::words(text);
    let whole = |word: &String| WHOLE.contains(&word.as_str());
    words.iter().any(whole)
        && words
            .iter()
            .all(|word| whole(word) || THINGS.contains(&word.as_str()))
}

/// Of options that all say how firm the figures are, the firmest.
fn firmest(options: &[FilterOption]) -> Option<usize> {
    let order = [
        Status::Outturn,
        Status::Revised,
        Status::Provisional,
        Status::Estimate,
    ];
    let ranks: Option<Vec<usize>> = options
        .iter()
        .map(|option| {
            order
                .iter()
                .position(|status| Some(*status) == status_of(&option.text))
        })
        .collect();
    let ranks = ranks?;
    (0..ranks.len()).min_by_key(|&place| ranks[place])
}

/// Sets what is preselected of each filter.
pub(super) fn preselect(layout: &mut Layout, columns: &[Column], hundreds: &[u8]) {
    let places: Vec<usize> = layout.filters.iter().map(|filter| filter.column).collect();
    let Some(combinations) = combinations(&places, columns, hundreds.len()) else {
        return;
    };
    let mut chosen: Vec<Option<usize>> = vec![None; places.len()];
    for (at, filter) in layout.filters.iter().enumerate() {
        let Some(total) = filter.total else { continue };
        if says_nothing(&columns[filter.column], total, hundreds) {
            continue;
        }
        let mut with = chosen.clone();
        with[at] = Some(total);
        let open: Vec<usize> = (0..places.len())
            .filter(|&other| {
                other != at
                    && (layout.filters[other].total.is_none()
                        || (other < at && chosen[other].is_none()))
            })
            .collect();
        if keeps_every_option(&combinations, &with, &open, &layout.filters) {
            chosen = with;
        }
    }
    for (filter, chosen) in layout.filters.iter_mut().zip(chosen) {
        filter.preselected = chosen;
    }
}

/// The different rows as far as the filters go.
fn combinations(places: &[usize], columns: &[Column], n_rows: usize) -> Option<BTreeSet<Vec<u16>>> {
    let mut found = BTreeSet::new();
    for row in 0..n_rows {
        let of_row: Option<Vec<u16>> = places
            .iter()
            .map(|&place| columns[place].ids.get(row).copied())
            .collect();
        found.insert(of_row?);
        if found.len() > COMBINATIONS {
            return None;
        }
    }
    Some(found)
}

/// Whether every filter that is left open still has a row for each of its options.
fn keeps_every_option(
    combinations: &BTreeSet<Vec<u16>>,
    chosen: &[Option<usize>],
    open: &[usize],
    filters: &[Filter],
) -> bool {
    let fits = |row: &&Vec<u16>| {
        row.iter()
            .zip(chosen)
            .all(|(id, chosen)| chosen.is_none_or(|chosen| usize::from(*id) == chosen))
    };
    let left: Vec<&Vec<u16>> = combinations.iter().filter(fits).collect();
    !left.is_empty()
        && open.iter().all(|&at| {
            let options: BTreeSet<u16> = left.iter().map(|row| row[at]).collect();
            options.len() == filters[at].options.len()
        })
}

/// Whether every percentage is 100 where this option stands.
fn says_nothing(column: &Column, option: usize, hundreds: &[u8]) -> bool {
    let of_option = column
        .ids
        .iter()
        .zip(hundreds)
        .filter(|(id, _)| usize::from(**id) == option);
    let (mut all_hundred, mut other) = (0_u64, 0_u64);
    for (_, hundred) in of_option {
        match hundred {
            1 => all_hundred += 1,
            2 => other += 1,
            _ => {}
        }
    }
    all_hundred > 0 && other * 50 <= all_hundred
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_is_known_by_its_words_alone() {
        #[track_caller]
        fn check(options: &[&str], want: Option<usize>) {
            let options: Vec<FilterOption> = options
                .iter()
                .map(|text| FilterOption {
                    text: (*text).to_owned(),
                    n_rows: 1,
                })
                .collect();
            assert_eq!(total(&options), want, "{options:?}");
        }
        check(&["Boys", "Girls", "Total"], Some(2));
        check(&["All pupils", "Boys"], Some(0));
        check(&["With 3 or more placements", "Total children"], Some(1));
        check(&["Special", "State-funded total"], Some(1));
        check(&["total", "All schools"], Some(0));
        check(&["All pupils", "All schools"], None);
        check(&["fsm", "fsm all other"], None);
        check(&["Suitability total", "No information"], None);
        check(&["Totally other", "x"], None);
        check(&["Provisional", "Revised"], Some(1));
        check(&["Provisional", "Final", "Revised"], Some(1));
        check(&[], None);
    }
}
