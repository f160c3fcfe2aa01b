//! What neighbouring columns under one question are: ticks, the rows of a grid, or places in an order.
//!
//! The three look alike in their headings and are told apart by what is in them: a tick, the option's own words or
//! nothing; answers of one list in every row; or whole numbers that no person gives twice.
//!
//! Edges: Yes and No in every column are a grid of yes and no, unless the tool is one that writes ticks so. A column for
//! words written in ("Other, please specify") is apart from the rest.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::responses::export::{Column, Export};
use crate::domain::responses::layout::Layout;
use crate::domain::responses::title::Title;
use crate::domain::responses::words::{folded, tick};

/// The most answers a grid offers.
const MOST_POINTS: usize = 15;

/// What a group of columns is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain::responses) enum Sort {
    Ticks,
    Rank,
    /// Items under places: LimeSurvey's rankings.
    Places,
    Grid,
}

/// For each column, what the group that it stands in is; none where it stands alone or is apart from its group.
pub(in crate::domain::responses) fn sorts(
    export: &Export,
    titles: &[Title],
    layout: Layout,
) -> Vec<Option<Sort>> {
    let mut sorts = vec![None; titles.len()];
    let mut from = 0;
    while from < titles.len() {
        let key = &titles[from].key;
        let length = titles[from..]
            .iter()
            .take_while(|title| title.key == *key)
            .count();
        if !key.is_empty() {
            sort(export, titles, layout, from..from + length, &mut sorts);
        }
        from += length.max(1);
    }
    sorts
}

fn sort(
    export: &Export,
    titles: &[Title],
    layout: Layout,
    columns: std::ops::Range<usize>,
    sorts: &mut [Option<Sort>],
) {
    let held: Vec<(usize, &Column, &str)> = columns
        .filter_map(|at| Some((at, export.columns.get(at)?, titles.get(at)?.part.as_str())))
        .filter(|(_, column, part)| !is_written_in(column, part))
        .collect();
    let found = if is_rank(&held, export.n_rows()) {
        Some(Sort::Rank)
    } else if is_places(&held, export.n_rows()) {
        Some(Sort::Places)
    } else if is_ticks(&held, layout) {
        Some(Sort::Ticks)
    } else if is_grid(&held, layout) {
        Some(Sort::Grid)
    } else {
        None
    };
    for (at, _, _) in held {
        if let Some(place) = sorts.get_mut(at) {
            *place = found;
        }
    }
}

fn values(column: &Column) -> &[String] {
    column.values.get(1..).unwrap_or_default()
}

fn is_written_in(column: &Column, part: &str) -> bool {
    let part_words = folded(part);
    let asks = [
        "other",
        "specify",
        "comment",
        "text",
        "please state",
        "please explain",
    ];
    let is_named = asks.iter().any(|word| part_words.contains(word));
    is_named
        && values(column)
            .iter()
            .any(|value| tick(value, part).is_none() && !is_place(value, usize::MAX))
}

fn is_place(value: &str, most: usize) -> bool {
    value
        .parse::<usize>()
        .is_ok_and(|place| (1..=most).contains(&place))
}

/// Whether every column has ticks, or nothing.
fn is_ticks(held: &[(usize, &Column, &str)], layout: Layout) -> bool {
    let is_mark = |column: &Column, value: &str, part: &str| {
        let absent = layout == Layout::LimeSurvey && folded(value) == "n/a";
        absent || tick(value, part).is_some() || is_code(column, value)
    };
    let all = held.iter().all(|(_, column, part)| {
        values(column)
            .iter()
            .all(|value| is_mark(column, value, part))
    });
    let any = held.iter().any(|(_, column, _)| column.n_distinct() > 0);
    let says = |word: &str| {
        let says = |column: &Column| values(column).iter().any(|value| folded(value) == word);
        held.iter().filter(|(_, column, _)| says(column)).count()
    };
    let is_yes_no = says("no") * 2 > held.len() && says("yes") > 0;
    let writes_so = matches!(layout, Layout::LimeSurvey | Layout::Kobo);
    any && all && (writes_so || !is_yes_no)
}

/// Whether a value is the option's own number, which some tools print in place of a tick: nothing else is in the column.
pub(in crate::domain::responses) fn is_code(column: &Column, value: &str) -> bool {
    column.n_distinct() == 1 && is_place(value, usize::MAX)
}

/// Whether the cells are places from 1 on, but for one in twenty at most, and hardly a person gives one place to two items.
fn is_rank(held: &[(usize, &Column, &str)], n_rows: usize) -> bool {
    let n = held.len();
    // One number a column and no other, however many answered: an option's own number, not a place.
    let is_coded = n_rows > 2 && held.iter().all(|(_, column, _)| column.n_distinct() <= 1);
    let (mut n_filled, mut n_odd) = (0, 0);
    for (_, column, _) in held {
        for (value, times) in column.values.iter().zip(column.counts()).skip(1) {
            n_filled += u64::from(times);
            n_odd += u64::from(times) * u64::from(!is_place(value, n));
        }
    }
    if n < 2 || is_coded || n_odd * 20 > n_filled {
        return false;
    }
    let places: Vec<Vec<usize>> = held
        .iter()
        .map(|(_, column, _)| {
            column
                .values
                .iter()
                .map(|value| value.parse().unwrap_or(0))
                .collect()
        })
        .collect();
    let (mut ranked, mut twice) = (0, 0);
    for row in 0..n_rows {
        let mut seen = vec![0_u32; n + 1];
        for ((_, column, _), places) in held.iter().zip(&places) {
            let code = column.cells.get(row).copied().unwrap_or(0) as usize;
            let place = places.get(code).copied().unwrap_or(0);
            if let Some(times) = seen.get_mut(place) {
                *times += 1;
            }
        }
        let given = seen.get(1..).unwrap_or_default();
        if given.iter().sum::<u32>() >= 2 {
            ranked += 1;
            twice += usize::from(given.iter().any(|times| *times > 1));
        }
    }
    ranked > 0 && twice * 10 <= ranked
}

/// Whether the columns are the first place, the second and so on, with items in them that hardly a person names twice.
fn is_places(held: &[(usize, &Column, &str)], n_rows: usize) -> bool {
    let place = |part: &str| {
        let before = part.trim_end_matches(|c: char| c.is_ascii_digit());
        part.get(before.len()..)?.parse::<usize>().ok()
    };
    let is_counted = (1..)
        .zip(held)
        .all(|(n, (_, _, part))| place(part) == Some(n));
    let words = held.iter().flat_map(|(_, column, _)| values(column));
    let are_words = words
        .clone()
        .all(|value| value.chars().any(char::is_alphabetic) && tick(value, "").is_none());
    let first = held
        .first()
        .map(|(_, column, _)| values(column))
        .unwrap_or_default();
    let is_shared = held
        .iter()
        .skip(1)
        .any(|(_, column, _)| values(column).iter().any(|value| first.contains(value)));
    if held.len() < 2 || !is_counted || !are_words || !is_shared {
        return false;
    }
    let (mut ranked, mut twice) = (0, 0);
    for row in 0..n_rows {
        let said = held.iter().map(|(_, column, _)| column.text(row));
        let said: Vec<&str> = said.filter(|text| !text.is_empty()).collect();
        let different: BTreeSet<&str> = said.iter().copied().collect();
        ranked += usize::from(said.len() >= 2);
        twice += usize::from(said.len() > different.len());
    }
    ranked > 0 && twice * 10 <= ranked
}

/// Whether the columns share one short list of answers.
fn is_grid(held: &[(usize, &Column, &str)], layout: Layout) -> bool {
    let mut columns_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, column, _) in held {
        for value in values(column) {
            *columns_of.entry(value).or_default() += 1;
        }
    }
    let filled = held
        .iter()
        .filter(|(_, column, _)| column.n_distinct() > 0)
        .count();
    let shared = |column: &Column| {
        values(column)
            .iter()
            .any(|value| columns_of.get(value.as_str()).is_some_and(|n| *n > 1))
    };
    let all_share = held
        .iter()
        .all(|(_, column, _)| column.n_distinct() == 0 || shared(column));
    let is_short = columns_of.keys().all(|value| value.chars().count() <= 80);
    let few = columns_of.len() <= MOST_POINTS;
    filled >= 2 && few && is_short && all_share && layout != Layout::Kobo
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::responses::export::sample;
    use crate::domain::responses::title::titles;

    #[track_caller]
    fn check(layout: Layout, rows: &[&str], want: &[Option<Sort>]) {
        let export = sample(rows);
        assert_eq!(sorts(&export, &titles(&export, layout), layout), want);
    }

    #[test]
    fn ticks_grids_and_places_are_told_apart() {
        let (ticks, rank, grid) = (Some(Sort::Ticks), Some(Sort::Rank), Some(Sort::Grid));
        check(
            Layout::Plain,
            &["Q - A|Q - B|Q - Other", "A||", "|B|a boat", "A|B|"],
            &[ticks, ticks, None],
        );
        check(
            Layout::Plain,
            &["Q - A|Q - B|Q - C", "1|2|3", "3||1", "2|1|"],
            &[rank; 3],
        );
        check(
            Layout::Plain,
            &["Q - A|Q - B|Q - C", "3|3|3", "2|2|1", "1|3|1"],
            &[grid; 3],
        );
        let mut rows = vec!["Q - A|Q - B|Q - C"; 1];
        rows.extend(["1|2|3", "3|2|1", "2|3|1"].repeat(20));
        rows.push("1|1|9");
        check(Layout::Plain, &rows, &[rank; 3]);
        check(
            Layout::Plain,
            &["Q - A|Q - B", "1|0", "0|0", "1|1"],
            &[ticks; 2],
        );
        check(
            Layout::Plain,
            &["Q - A|Q - B", "Agree|Disagree", "|Agree"],
            &[grid; 2],
        );
        check(
            Layout::Plain,
            &["Q - A|Q - B", "Yes|No", "No|Yes"],
            &[grid; 2],
        );
        check(
            Layout::LimeSurvey,
            &["Q[SQ001]|Q[SQ002]", "Yes|No", "No|Yes"],
            &[ticks; 2],
        );
        check(
            Layout::Plain,
            &["Q - A|Q - B", "I like it|Too far", "Fine|No"],
            &[None; 2],
        );
        check(
            Layout::Plain,
            &["Q - A|Q - B|Q - C", "1|2|", "|2|3", "1||"],
            &[ticks; 3],
        );
        check(Layout::Plain, &["A|B", "1|2", "2|1"], &[None; 2]);
        let places = Some(Sort::Places);
        check(
            Layout::LimeSurvey,
            &["Q[1]|Q[2]|Q[3]", "Bins|Parks|Roads", "Parks|Bins|", "||"],
            &[places; 3],
        );
        check(
            Layout::Plain,
            &["Q [1]|Q [2]", "Good|Good", "Poor|Good", "Poor|Poor"],
            &[grid; 2],
        );
    }
}
