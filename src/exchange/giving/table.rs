//! Published grants as the rows of a sheet: which columns there are, and what stands in each cell.
//!
//! A file goes out under the headings it came in under, in their order, also those of empty columns, so that the next
//! program finds what it looks for. What those headings do not name follows, in the standard's order.

use std::collections::HashMap;

use crate::domain::giving::Giving;
use crate::domain::giving::json::Json;
use crate::domain::spreadsheet::escaped;
use crate::exchange::giving::fields::{Path, Step, column, heading, is_list, rank};

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words, made harmless.
    Text(String),
    /// A figure, as it was written.
    Number(String),
}

impl Cell {
    /// What stands in it.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) => text,
        }
    }
}

/// A sheet of grants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The headings.
    pub headings: Vec<String>,
    /// A row a grant.
    pub rows: Vec<Vec<Cell>>,
}

/// The grants as a sheet, under these headings first.
#[must_use]
pub fn table(grants: &[Giving], headings: &[String]) -> Table {
    let bodies: Vec<Json> = grants
        .iter()
        .map(|held| Json::read(&held.body).unwrap_or(Json::Null))
        .collect();
    let rows: Vec<Vec<(Path, Cell)>> = bodies.iter().map(leaves).collect();
    let mut headings: Vec<String> = headings.to_vec();
    let mut columns: HashMap<Path, usize> = HashMap::new();
    for (at, held) in headings.iter().enumerate() {
        columns.entry(column(held).0).or_insert(at);
    }
    let mut more: Vec<&Path> = Vec::new();
    for (path, _) in rows.iter().flatten() {
        if !columns.contains_key(path) && !more.contains(&path) {
            more.push(path);
        }
    }
    more.sort_by_cached_key(|path| rank(path));
    for path in more {
        columns.insert(path.clone(), headings.len());
        headings.push(escaped(&heading(path)));
    }
    let width = headings.len();
    let rows = rows.into_iter().map(|leaves| {
        let mut row = vec![Cell::Empty; width];
        for (path, cell) in leaves {
            if let Some(place) = columns.get(&path).and_then(|at| row.get_mut(*at)) {
                *place = cell;
            }
        }
        row
    });
    Table {
        rows: rows.collect(),
        headings,
    }
}

/// Every field of a grant that has something in it, with the way to it.
#[must_use]
pub fn leaves(body: &Json) -> Vec<(Path, Cell)> {
    let mut found = Vec::new();
    walk(body, &mut Vec::new(), &mut found);
    found
}

fn walk(value: &Json, path: &mut Path, found: &mut Vec<(Path, Cell)>) {
    match value {
        Json::Null => {}
        Json::Text(text) if text.is_empty() => {}
        Json::Text(text) => found.push((path.clone(), Cell::Text(escaped(text)))),
        Json::Number(text) => found.push((path.clone(), Cell::Number(text.clone()))),
        Json::Truth(_) => found.push((path.clone(), Cell::Text(value.words().to_owned()))),
        Json::List(held) => {
            if let Some(joined) = joined(held).filter(|_| is_list(path)) {
                found.push((path.clone(), Cell::Text(escaped(&joined))));
                return;
            }
            for (at, part) in held.iter().enumerate() {
                path.push(Step::At(at));
                walk(part, path, found);
                path.pop();
            }
        }
        Json::Object(fields) => {
            for (name, part) in fields {
                path.push(Step::Name(name.clone()));
                walk(part, path, found);
                path.pop();
            }
        }
    }
}

/// A list of words as one cell; none where it could not be parted again.
fn joined(held: &[Json]) -> Option<String> {
    let words = held.iter().map(|part| match part {
        Json::Text(text) if !text.is_empty() && !text.contains(';') => Some(text.as_str()),
        _ => None,
    });
    Some(words.collect::<Option<Vec<&str>>>()?.join(";"))
}
