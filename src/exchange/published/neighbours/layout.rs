//! Which of its layouts a list of neighbours has, and where its columns stand.
//!
//! The department's workbooks have two rows of letters and numbers above the heading, and head every column of closeness
//! `SNP`; the CSVs begin with the heading. So the heading is looked for among the first rows, and a closeness belongs to
//! the neighbour on its left.
//!
//! Edges: headings are compared by their letters and figures alone, `SN_1P` like `sn1p`.

use crate::domain::problem::Problem;
use crate::exchange::published::lait::fault::At;

/// The rows among which the heading is looked for.
const HEADING_WITHIN: usize = 20;

/// The heading, found.
pub(super) struct Found {
    /// Which row it is, counted from 0.
    pub row: usize,
    pub layout: Layout,
}

/// Where everything stands, counted from 0.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A row a council, a column a neighbour.
    Wide(Wide),
    /// A row a neighbour.
    Long(Long),
    /// LAIT's list of areas.
    Areas { code: usize },
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wide {
    pub code: usize,
    pub places: Vec<Place>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub rank: u8,
    pub code: usize,
    pub closeness: Option<usize>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Long {
    pub code: usize,
    pub rank: usize,
    pub neighbour: usize,
    pub closeness: Option<usize>,
}

/// Finds the heading and what it says.
pub(super) fn find(rows: &[(u64, Vec<String>)], name: &str) -> Result<Found, Problem> {
    for (row, (_, cells)) in rows.iter().take(HEADING_WITHIN).enumerate() {
        if let Some(layout) = layout(cells) {
            return Ok(Found { row, layout });
        }
    }
    Err(At::file(name).fault(
        "missing-column",
        "no heading of a list of neighbours",
        "It has LA number and SN1 to SN10, or la_code, sn_rank and sn_code, parted by commas or in a workbook's first sheet.",
        "Give the list as it is published.",
    ))
}

fn layout(cells: &[String]) -> Option<Layout> {
    let headings: Vec<String> = cells.iter().map(|cell| bare(cell)).collect();
    let at = |wanted: &[&str]| {
        let mut places = wanted
            .iter()
            .map(|word| headings.iter().position(|held| held == word));
        places.find_map(|place| place)
    };
    let code = at(&["lanum", "lanumber", "lacode", "oldlacode"])?;
    if let (Some(rank), Some(neighbour)) = (at(&["snrank"]), at(&["sncode"])) {
        let closeness = at(&["closeness", "snp"]);
        return Some(Layout::Long(Long {
            code,
            rank,
            neighbour,
            closeness,
        }));
    }
    let places: Vec<Place> = (0..headings.len())
        .filter_map(|column| place(&headings, column))
        .collect();
    if !places.is_empty() {
        return Some(Layout::Wide(Wide { code, places }));
    }
    at(&["laname"])?;
    at(&["region"])?;
    Some(Layout::Areas { code })
}

/// The neighbour that a column holds, and the closeness on its right.
fn place(headings: &[String], column: usize) -> Option<Place> {
    let rank: u8 = headings[column].strip_prefix("sn")?.parse().ok()?;
    let rank = Some(rank).filter(|rank| (1..=10).contains(rank))?;
    let right = headings.get(column + 1);
    let is_closeness = right.is_some_and(|held| held == "snp" || *held == format!("sn{rank}p"));
    Some(Place {
        rank,
        code: column,
        closeness: is_closeness.then_some(column + 1),
    })
}

fn bare(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A number that went through a spreadsheet, without its `.0`.
pub(super) fn whole(cell: &str) -> &str {
    match cell.split_once('.') {
        Some((whole, part)) if part.bytes().all(|c| c == b'0') => whole,
        _ => cell,
    }
}
