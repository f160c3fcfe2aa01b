//! What a published dashboard printed beside an indicator: direction, RAG, quartile, benchmark, target.
//!
//! These are somebody's conclusions, kept word for word so that they can be set beside our own.

use crate::domain::book::Book;
use crate::domain::id::{IndicatorId, MarkerId};
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// A row of a published dashboard, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Its key.
    pub id: MarkerId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// The quarter whose dashboard it is.
    pub period: Period,
    /// Whether the dashboard says the figure is new.
    pub updated: bool,
    /// When the figure was last updated, as printed.
    pub latest_update: String,
    /// The performance, as printed: `12.63% (61)`.
    pub performance: String,
    /// The direction of travel, as printed.
    pub direction: String,
    /// The rating, as printed: `R`, `A`, `G`.
    pub rag: String,
    /// The national quartile, as printed.
    pub quartile: String,
    /// The statistical neighbour benchmark, as printed.
    pub neighbours: String,
    /// The target, as printed.
    pub target: String,
    /// Where it stands in the dashboard.
    pub position: i64,
}

impl Record for Marker {
    type Id = MarkerId;
    const NOUN: &'static str = "dashboard row";

    fn id(&self) -> MarkerId {
        self.id
    }

    fn find(book: &Book, id: MarkerId) -> Option<&Self> {
        book.markers.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let title = book
            .indicators
            .get(self.indicator)
            .map_or("?", |indicator| &indicator.title);
        format!("Dashboard row “{title}”")
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{}, {}, {}", self.performance, self.direction, self.rag)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Indicator(self.indicator)
    }

    fn problems(&self, _book: &Book) -> Vec<Problem> {
        Vec::new()
    }
}
