//! An officer's own rating of an indicator, where the rule's is not the one to stand by.
//!
//! A rule cannot know that a figure is about to be revised, or that six children made the difference. So an officer may
//! rate otherwise; the rating says why, and is always shown as an officer's beside what the rule gave.
//!
//! Edges: one rating an indicator and period; removing it gives the rule's answer back.

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::id::{IndicatorId, RatingId};
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;
use crate::domain::statistics::quartile::Band;

/// Red, amber or green.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rag {
    /// Needs action.
    Red,
    /// Needs watching.
    Amber,
    /// As it should be.
    Green,
    /// Deliberately without a colour.
    NotRated,
}

impl Rag {
    /// Every rating, worst first.
    pub const ALL: [Self; 4] = [Self::Red, Self::Amber, Self::Green, Self::NotRated];

    /// By national quartile: the best is green, the worst red, the two between amber.
    #[must_use]
    pub fn of_band(band: Band) -> Self {
        match band {
            Band::A => Self::Green,
            Band::B | Band::C => Self::Amber,
            Band::D => Self::Red,
        }
    }

    /// Reads the letter or the word that a dashboard prints.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "r" | "red" => Some(Self::Red),
            "a" | "amber" => Some(Self::Amber),
            "g" | "green" => Some(Self::Green),
            _ => None,
        }
    }

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
            Self::NotRated => "not rated",
        }
    }

    /// The letter in a table cell, so that colour is never the only sign.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Red => "R",
            Self::Amber => "A",
            Self::Green => "G",
            Self::NotRated => "–",
        }
    }
}

/// An officer's rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// Its key.
    pub id: RatingId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// The period it rates.
    pub period: Period,
    /// The rating.
    pub rag: Rag,
    /// Why it is not the rule's.
    pub reason: String,
}

impl Record for Rating {
    type Id = RatingId;
    const NOUN: &'static str = "rating";

    fn id(&self) -> RatingId {
        self.id
    }

    fn find(book: &Book, id: RatingId) -> Option<&Self> {
        book.ratings.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let code = book
            .indicators
            .get(self.indicator)
            .map_or("?", |held| held.code.as_str());
        format!("Rating of {code}, {}", self.period)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{}: {}", self.rag.word(), self.reason)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Reading(self.indicator, self.period)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.reason.trim().is_empty() {
            problems.push(Problem::refusal(
                "reason-missing",
                self.place(book),
                self.title(book),
                format!("“{}” without a reason", self.rag.word()),
                "A rating that is not the rule’s has to say why.",
                "Write the reason beside it.",
            ));
        }
        let twin = book.ratings.iter().find(|other| {
            other.id != self.id && other.indicator == self.indicator && other.period == self.period
        });
        if let Some(twin) = twin {
            problems.push(Problem::refusal(
                "rated-twice",
                self.place(book),
                self.title(book),
                format!(
                    "{}, where it is rated {} already",
                    self.rag.word(),
                    twin.rag.word()
                ),
                "An indicator has one rating a period.",
                "Change the one that is there.",
            ));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dashboards_print_is_read_and_a_quartile_is_rated() {
        assert_eq!(Rag::read("g"), Some(Rag::Green));
        assert_eq!(Rag::read("n/a"), None);
        let of = |quartile| Band::of_number(quartile).map(Rag::of_band);
        assert_eq!(
            [1, 2, 3, 4, 5].map(of),
            [
                Some(Rag::Green),
                Some(Rag::Amber),
                Some(Rag::Amber),
                Some(Rag::Red),
                None
            ]
        );
    }

    #[test]
    fn a_rating_says_why_and_there_is_one_a_period() {
        let rating = |id, reason: &str| Rating {
            id: RatingId(id),
            indicator: IndicatorId(1),
            period: Period::Reporting(2025),
            rag: Rag::Amber,
            reason: reason.into(),
        };
        let book = Book {
            ratings: vec![rating(1, "About to be revised")].into(),
            ..Book::default()
        };
        let kinds = |rating: Rating| -> Vec<&str> {
            rating
                .problems(&book)
                .iter()
                .map(|held| held.kind)
                .collect()
        };
        assert_eq!(kinds(rating(1, "Six children")), [""; 0]);
        assert_eq!(kinds(rating(1, " ")), ["reason-missing"]);
        assert_eq!(kinds(rating(2, "Six children")), ["rated-twice"]);
    }
}
