//! What a list of indicators can be narrowed by besides words: band, rating, significance, polarity.
//!
//! Each has a handful of answers, and each answer one word, which is on the screen, in a saved view and in the file alike.

use crate::domain::benchmark::judgement::{CANNOT, Tested};
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::rating::Rag;
use crate::domain::statistics::compare::Against;
use crate::domain::statistics::quartile::Band;
use crate::ui::indicators::fact::Fact;

/// A question whose answers can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The national quarter.
    Band,
    /// The rating that stands.
    Rating,
    /// What the test against the neighbours says.
    Significance,
    /// Which way is better.
    Polarity,
}

/// The word where there is no band.
const NONE: &str = "none";
/// The word where there is nothing to test against.
const NOTHING: &str = "nothing to test";

impl Facet {
    /// Every one, in the order on screen.
    pub const ALL: [Self; 4] = [Self::Band, Self::Rating, Self::Significance, Self::Polarity];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Band => "Band",
            Self::Rating => "RAG",
            Self::Significance => "Significance",
            Self::Polarity => "Polarity",
        }
    }

    /// What it asks, for hovering.
    pub fn about(self) -> &'static str {
        match self {
            Self::Band => {
                "The quarter of all councils that the latest figure is in: A best, D worst"
            }
            Self::Rating => {
                "Red, amber or green by the indicator’s rule, or as an officer rated it"
            }
            Self::Significance => {
                "Whether the latest figure differs from the neighbours’ average by more than chance"
            }
            Self::Polarity => "Which way is better",
        }
    }

    /// Every answer, in the order on screen.
    pub fn answers(self) -> Vec<&'static str> {
        match self {
            Self::Band => {
                let bands = Band::ALL.into_iter().map(Band::word);
                bands.chain([NONE]).collect()
            }
            Self::Rating => Rag::ALL.into_iter().map(Rag::word).collect(),
            Self::Significance => {
                let words = Against::ALL.into_iter().map(Against::word);
                words.chain([CANNOT, NOTHING]).collect()
            }
            Self::Polarity => Polarity::ALL.into_iter().map(Polarity::word).collect(),
        }
    }

    /// Whether an answer takes the figures, and not the indicator alone.
    pub fn needs_figures(self) -> bool {
        self != Self::Polarity
    }

    /// The answer for one indicator; none while its figures have not been looked at.
    pub fn answer(self, indicator: &Indicator, fact: Option<&Fact>) -> Option<&'static str> {
        Some(match self {
            Self::Polarity => indicator.polarity.word(),
            Self::Band => fact?.national.band.map_or(NONE, Band::word),
            Self::Rating => fact?.rag.unwrap_or(Rag::NotRated).word(),
            Self::Significance => match fact?.significance {
                Tested::Nothing => NOTHING,
                tested => tested.word(Against::word),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::IndicatorId;

    #[test]
    fn every_answer_given_can_be_picked_and_none_is_given_unseen() {
        let indicator = Indicator::new(IndicatorId(1));
        let fact = Fact::default();
        for facet in Facet::ALL {
            let answer = facet.answer(&indicator, Some(&fact)).unwrap();
            assert!(facet.answers().contains(&answer), "{facet:?}: {answer}");
            let unseen = facet.answer(&indicator, None);
            assert_eq!(unseen.is_none(), facet.needs_figures(), "{facet:?}");
        }
        let tested = Fact {
            significance: Tested::Cannot,
            rag: Some(Rag::Red),
            ..Fact::default()
        };
        let answer = |facet: Facet| facet.answer(&indicator, Some(&tested));
        assert_eq!(answer(Facet::Significance), Some("cannot be tested"));
        assert_eq!(answer(Facet::Rating), Some("red"));
    }
}
