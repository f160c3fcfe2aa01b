//! Authorities, regions and England, and who a council's statistical neighbours are.
//!
//! An area is known by its three-digit DfE code, since names differ between publications and the nine-character
//! codes change. Neighbour lists are dated: a comparison always says which list it used.

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::id::NeighbourId;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// The three-digit DfE code of an area, such as `856` for Leicester; `970` is England.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaCode(pub String);

impl AreaCode {
    /// England.
    pub const ENGLAND: &'static str = "970";

    /// The code from its text.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self(code.trim().to_owned())
    }

    /// The code under which a document's own "statistical neighbours" figure for an area is kept.
    ///
    /// Such a figure is somebody else's average: it is drawn as published and never averaged again.
    #[must_use]
    pub fn published_neighbours(&self) -> Self {
        Self(format!("SN{}", self.0))
    }
}

impl std::fmt::Display for AreaCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What sort of area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AreaKind {
    /// A local authority.
    Authority,
    /// One of the nine regions.
    Region,
    /// England.
    Nation,
    /// A group whose figure was published as one, such as "statistical neighbours".
    Group,
}

impl AreaKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Authority, Self::Region, Self::Nation, Self::Group];

    /// The word in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Region => "region",
            Self::Nation => "nation",
            Self::Group => "group",
        }
    }
}

/// An authority, region, nation or published group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// What sort of area.
    pub kind: AreaKind,
    /// The region an authority lies in.
    pub region: Option<AreaCode>,
}

/// One place in a dated list of statistical neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Its key.
    pub id: NeighbourId,
    /// Which list, by its month: `2025-05`.
    pub list: String,
    /// Whose list.
    pub area: AreaCode,
    /// 1 is nearest.
    pub rank: u8,
    /// The neighbour.
    pub neighbour: AreaCode,
    /// The list's own word: `Very close`.
    pub closeness: String,
}

impl Record for Neighbour {
    type Id = NeighbourId;
    const NOUN: &'static str = "neighbour";

    fn id(&self) -> NeighbourId {
        self.id
    }

    fn find(book: &Book, id: NeighbourId) -> Option<&Self> {
        book.neighbours.get(id)
    }

    fn title(&self, book: &Book) -> String {
        format!("Neighbour {} in list {}", self.rank, self.list)
            + &format!(" of {}", book.area_name(&self.area))
    }

    fn shown(&self, book: &Book) -> String {
        book.area_name(&self.neighbour)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.neighbour == self.area {
            problems.push(Problem::refusal(
                "own-neighbour",
                Place::Plan,
                self.title(book),
                book.area_name(&self.area),
                "An authority is not its own neighbour.",
                "Name another authority.",
            ));
        }
        problems
    }
}

/// The lists that name neighbours for `area`, newest first.
#[must_use]
pub fn lists_for(book: &Book, area: &AreaCode) -> Vec<String> {
    let mut lists: Vec<String> = book
        .neighbours
        .iter()
        .filter(|place| &place.area == area)
        .map(|place| place.list.clone())
        .collect();
    lists.sort_unstable_by(|a, b| b.cmp(a));
    lists.dedup();
    lists
}

/// The neighbours of `area` in `list`, nearest first.
#[must_use]
pub fn neighbours_of(book: &Book, area: &AreaCode, list: &str) -> Vec<AreaCode> {
    let mut places: Vec<&Neighbour> = book
        .neighbours
        .iter()
        .filter(|place| &place.area == area && place.list == list)
        .collect();
    places.sort_by_key(|place| place.rank);
    places.iter().map(|place| place.neighbour.clone()).collect()
}

/// How a list is named on a chart: `2025-05` is `DfE, May 2025`, and `2025`, where its month is not known, `DfE, 2025`.
#[must_use]
pub fn list_name(list: &str) -> String {
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let named = list.split_once('-').and_then(|(year, month)| {
        let month = months.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some(format!("DfE, {month} {year}"))
    });
    let is_year = list.len() == 4 && list.bytes().all(|c| c.is_ascii_digit());
    let year = is_year.then(|| format!("DfE, {list}"));
    named.or(year).unwrap_or_else(|| list.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_named_by_their_month_or_their_year() {
        for (list, name) in [
            ("2025-05", "DfE, May 2025"),
            ("2025", "DfE, 2025"),
            ("2025-13", "2025-13"),
            ("Ours", "Ours"),
            ("", ""),
        ] {
            assert_eq!(list_name(list), name);
        }
    }
}
