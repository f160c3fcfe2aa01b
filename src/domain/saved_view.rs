//! A view of the indicators kept under a name: which, against whom, in what order.
//!
//! It holds words rather than keys and "the latest" rather than a year, so that what was set up for this year's meeting
//! opens on next year's figures.
//!
//! Edges: an indicator that has gone since is left out when the view is opened, and said to be.

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::id::SavedViewId;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// What a view shows. Every field has a meaning when it is left out, so that a view kept by an older program opens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choice {
    /// Words that the code, title, topic or definition must hold.
    pub search: String,
    /// The objective, by its number and short title; empty for all.
    pub objective: String,
    /// The topic; empty for all.
    pub topic: String,
    /// National bands, by letter; none for all.
    pub bands: Vec<String>,
    /// Ratings, by word; none for all.
    pub ratings: Vec<String>,
    /// What the test against the neighbours says, by word; none for all.
    pub significance: Vec<String>,
    /// Polarities, by word; none for all.
    pub polarities: Vec<String>,
    /// The neighbour list, by its month; empty for the newest.
    pub list: String,
    /// `mean` or `median`; empty for the mean.
    pub average: String,
    /// What the list is sorted by, in the room's own word; empty for the plan's order.
    pub sort: String,
    /// Indicators that stand side by side, by their codes.
    pub side_by_side: Vec<String>,
    /// How the room shows them: `list`, `overview`, `side by side`; empty for the list.
    pub shown_as: String,
}

/// A view, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its key.
    pub id: SavedViewId,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub choice: Choice,
    /// Where it stands among the others.
    pub position: i64,
}

impl Record for SavedView {
    type Id = SavedViewId;
    const NOUN: &'static str = "view";

    fn id(&self) -> SavedViewId {
        self.id
    }

    fn find(book: &Book, id: SavedViewId) -> Option<&Self> {
        book.saved_views.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("View “{}”", self.name)
    }

    fn shown(&self, _book: &Book) -> String {
        self.name.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(name_empty(Place::Plan, "View, name"));
        }
        let twin = |other: &&Self| other.id != self.id && other.name == self.name;
        if book.saved_views.iter().any(|other| twin(&other)) {
            problems.push(Problem::refusal(
                "same-name",
                Place::Plan,
                "View, name",
                format!("“{}”, which another view has", self.name),
                "Two views of one name cannot be told apart.",
                "Give it another name, or change the view that is there.",
            ));
        }
        problems
    }
}
