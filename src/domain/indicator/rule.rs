//! The rules an indicator is judged by: what counts as a move, what earns green, and from when figures are not comparable.
//!
//! A rating that nobody can explain is not believed. So each rule is a value with words, shown beside what it decides,
//! kept with the indicator, and the same in the room, on the command line and in a report.
//!
//! Edges: a rule reads back from its own words; anything else is refused.

use serde::{Deserialize, Serialize};

use crate::domain::period::Period;

/// A period from which figures are not comparable with those before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// The first period of the new series.
    pub from: Period,
    /// What changed.
    pub why: String,
}

/// How far a figure may move from one period to the next and still count as the same.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Tolerance {
    /// Not at all.
    #[default]
    Exact,
    /// So much, in the indicator's own unit.
    Within(f64),
    /// So many per cent of the earlier figure.
    WithinPercent(f64),
    /// As far as chance may carry it, by the two-proportion test at 5 %.
    Significance,
}

impl Tolerance {
    /// The words on screen and in the file: `exact`, `within 0.5`, `within 0.7%`, `significance`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Exact => "exact".to_owned(),
            Self::Within(by) => format!("within {by}"),
            Self::WithinPercent(by) => format!("within {by}%"),
            Self::Significance => "significance".to_owned(),
        }
    }

    /// Reads the words back. None for anything else, or for a distance that is negative or not a number.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.trim() {
            "exact" => Some(Self::Exact),
            "significance" => Some(Self::Significance),
            other => {
                let by = other.strip_prefix("within ")?;
                match by.strip_suffix('%') {
                    Some(by) => distance(by).map(Self::WithinPercent),
                    None => distance(by).map(Self::Within),
                }
            }
        }
    }
}

/// How an indicator is rated red, amber or green.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum RagRule {
    /// By national quartile: the best is green, the worst red, the two between amber.
    #[default]
    Quartile,
    /// By its target: met is green, missed by no more than so many per cent of the target amber, by more red.
    Target(f64),
    /// By its neighbours' average: better is green, no more than so many per cent of it away amber, worse red.
    Neighbours(f64),
    /// Not rated.
    None,
}

impl RagRule {
    /// The words on screen and in the file: `quartile`, `target within 5%`, `neighbours within 0.7%`, `none`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Quartile => "quartile".to_owned(),
            Self::Target(by) => format!("target within {by}%"),
            Self::Neighbours(by) => format!("neighbours within {by}%"),
            Self::None => "none".to_owned(),
        }
    }

    /// Reads the words back. None for anything else, or for a distance that is negative or not a number.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let by = |rest: &str| distance(rest.strip_suffix('%')?);
        match text.trim() {
            "quartile" => Some(Self::Quartile),
            "none" => Some(Self::None),
            other => match other.strip_prefix("target within ") {
                Some(rest) => by(rest).map(Self::Target),
                None => by(other.strip_prefix("neighbours within ")?).map(Self::Neighbours),
            },
        }
    }

    /// The rule as a sentence for whoever asks why.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Quartile => {
                "Green in the best national quartile, red in the worst, amber between.".to_owned()
            }
            Self::Target(by) => format!(
                "Green when the target is met, amber when it is missed by no more than {by} % of it, red otherwise."
            ),
            Self::Neighbours(by) => format!(
                "Green when better than the neighbours’ average, amber within {by} % of it, red when worse."
            ),
            Self::None => "Not rated.".to_owned(),
        }
    }
}

fn distance(text: &str) -> Option<f64> {
    let by: f64 = text.trim().parse().ok()?;
    (by.is_finite() && by >= 0.0).then_some(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_read_back_from_their_words() {
        for tolerance in [
            Tolerance::Exact,
            Tolerance::Within(0.5),
            Tolerance::WithinPercent(0.7),
            Tolerance::Significance,
        ] {
            assert_eq!(Tolerance::read(&tolerance.words()), Some(tolerance));
        }
        for rule in [
            RagRule::Quartile,
            RagRule::Target(5.0),
            RagRule::Neighbours(0.7),
            RagRule::None,
        ] {
            assert_eq!(RagRule::read(&rule.words()), Some(rule));
            assert!(rule.sentence().ends_with('.'));
        }
        for odd in [
            "",
            "within",
            "within -1",
            "within NaN%",
            "target within 5",
            "green",
        ] {
            assert_eq!(
                (Tolerance::read(odd), RagRule::read(odd)),
                (None, None),
                "{odd}"
            );
        }
    }
}
