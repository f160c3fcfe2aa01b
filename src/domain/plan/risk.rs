//! What could go wrong: how likely, how grave, what is done about it, and which way it is moving.
//!
//! Edges: a risk with one grade in words and the other in figures is refused, for no matrix has a cell for it. A movement
//! that the earlier score contradicts is refused too.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::id::{ObjectiveId, RiskId};
use crate::domain::objective::serves;
use crate::domain::plan::{Level, Scale, Score, name_empty};
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// Which way a risk has moved since its register was last looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Movement {
    /// Nobody said.
    #[default]
    NotSaid,
    /// It was not in the register before.
    New,
    /// Graver than before.
    Up,
    /// As it was.
    Same,
    /// Less grave than before.
    Down,
}

impl Movement {
    /// Every movement.
    pub const ALL: [Self; 5] = [Self::NotSaid, Self::New, Self::Up, Self::Same, Self::Down];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotSaid => "not said",
            Self::New => "new",
            Self::Up => "up",
            Self::Same => "same",
            Self::Down => "down",
        }
    }
}

/// Something that could go wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Its key.
    pub id: RiskId,
    /// The objective it threatens first; none for the programme as a whole.
    pub objective: Option<ObjectiveId>,
    /// Other objectives that it threatens too.
    pub also: Vec<ObjectiveId>,
    /// What could go wrong.
    pub title: String,
    /// How likely.
    pub probability: Level,
    /// How grave.
    pub impact: Level,
    /// Which way it has moved.
    pub movement: Movement,
    /// Its score when the register was last looked at, probability times impact on the same scale; none where nobody
    /// gave it.
    pub earlier: Option<u8>,
    /// What is done about it.
    pub mitigation: String,
    /// Who answers for it.
    pub owner: String,
    /// When it is to be looked at again.
    pub review: Option<Date>,
    /// The register it comes from.
    pub source: String,
    /// Where it stands in the list.
    pub position: i64,
}

impl Risk {
    /// A risk that is low both ways, of which nothing else is known yet.
    #[must_use]
    pub fn new(id: RiskId) -> Self {
        Self {
            id,
            objective: None,
            also: Vec::new(),
            title: String::new(),
            probability: Level::Low,
            impact: Level::Low,
            movement: Movement::NotSaid,
            earlier: None,
            mitigation: String::new(),
            owner: String::new(),
            review: None,
            source: String::new(),
            position: 0,
        }
    }

    /// Probability times impact as its register prints it: 1 to 9 in words, 1 to 25 in figures.
    #[must_use]
    pub fn score(&self) -> u8 {
        self.probability.rank() * self.impact.rank()
    }

    /// The highest score on its scale: 9 or 25.
    #[must_use]
    pub fn highest(&self) -> u8 {
        match self.probability.scale() {
            Scale::Words => 9,
            Scale::Figures => 25,
        }
    }

    /// How grave it is beside risks of either scale.
    #[must_use]
    pub fn gravity(&self) -> Score {
        Score::of(self.probability, self.impact)
    }

    /// Low, Medium or High as a whole.
    #[must_use]
    pub fn rating(&self) -> Level {
        self.gravity().rating()
    }

    /// Whether it threatens the objective, first or too.
    #[must_use]
    pub fn serves(&self, objective: ObjectiveId) -> bool {
        serves(self.objective, &self.also, objective)
    }

    /// The movement that the earlier score makes; none without one.
    #[must_use]
    pub fn moved(&self) -> Option<Movement> {
        Some(match self.score().cmp(&self.earlier?) {
            std::cmp::Ordering::Greater => Movement::Up,
            std::cmp::Ordering::Equal => Movement::Same,
            std::cmp::Ordering::Less => Movement::Down,
        })
    }

    fn mixed(&self, place: Place) -> Option<Problem> {
        (self.probability.scale() != self.impact.scale()).then(|| {
            Problem::refusal(
                "scales-mixed",
                place,
                format!("Risk “{}”, impact", self.title),
                format!(
                    "probability {}, impact {}",
                    self.probability.word(),
                    self.impact.word()
                ),
                "One is in words and the other in figures, so the matrix has no cell for it.",
                "Grade both as Low, Medium or High, or both from 1 to 5.",
            )
        })
    }

    fn score_that_cannot_be(&self, place: Place) -> Option<Problem> {
        let earlier = self.earlier?;
        let top = self.probability.scale().levels().len();
        let possible = (1..=top).any(|a| (1..=top).any(|b| a * b == usize::from(earlier)));
        (!possible).then(|| {
            Problem::refusal(
                "score-not-possible",
                place,
                format!("Risk “{}”, earlier score", self.title),
                earlier.to_string(),
                format!(
                    "No probability and impact of {} multiply to it.",
                    self.probability.scale().word()
                ),
                "Give probability times impact on the scale of this risk.",
            )
        })
    }

    fn contradicted(&self, place: Place) -> Option<Problem> {
        let moved = self.moved()?;
        let earlier = self.earlier?;
        (self.movement != Movement::NotSaid && self.movement != moved).then(|| {
            Problem::refusal(
                "movement-contradicted",
                place,
                format!("Risk “{}”, movement", self.title),
                format!(
                    "“{}”, from an earlier score of {earlier} to {}",
                    self.movement.word(),
                    self.score()
                ),
                format!("From {earlier} to {} is “{}”.", self.score(), moved.word()),
                "Correct the movement or the earlier score, or leave one of them empty.",
            )
        })
    }
}

impl Record for Risk {
    type Id = RiskId;
    const NOUN: &'static str = "risk";

    fn id(&self) -> RiskId {
        self.id
    }

    fn find(book: &Book, id: RiskId) -> Option<&Self> {
        book.risks.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Risk “{}”", self.title)
    }

    fn shown(&self, _book: &Book) -> String {
        format!(
            "{} (probability {}, impact {})",
            self.title,
            self.probability.word(),
            self.impact.word()
        )
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Risk(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Risk, what could go wrong"));
        }
        problems.extend(self.mixed(place.clone()));
        problems.extend(self.score_that_cannot_be(place.clone()));
        problems.extend(self.contradicted(place));
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_register_could_say_is_refused() {
        use Level::{Five, High, Low, Medium, Two};
        #[track_caller]
        fn check(grades: (Level, Level), movement: Movement, earlier: Option<u8>, want: &[&str]) {
            let risk = Risk {
                title: "Money runs short".into(),
                probability: grades.0,
                impact: grades.1,
                movement,
                earlier,
                ..Risk::new(RiskId(1))
            };
            let found = risk.problems(&Book::default());
            let kinds: Vec<&str> = found.iter().map(|problem| problem.kind).collect();
            assert_eq!(kinds, want, "{risk:?}");
        }
        use Movement::{Down, New, NotSaid, Same, Up};
        check((Low, High), NotSaid, None, &[]);
        check((Low, Five), NotSaid, None, &["scales-mixed"]);
        check((Medium, High), Up, Some(4), &[]);
        check((Medium, High), Same, Some(6), &[]);
        check((Medium, High), Down, Some(4), &["movement-contradicted"]);
        check((Medium, High), New, Some(4), &["movement-contradicted"]);
        check((Medium, High), NotSaid, Some(4), &[]);
        check((Medium, High), NotSaid, Some(5), &["score-not-possible"]);
        check((Two, Five), Down, Some(25), &[]);
        check((Two, Five), Down, Some(24), &["score-not-possible"]);
    }

    #[test]
    fn the_earlier_score_says_which_way() {
        #[track_caller]
        fn check(earlier: Option<u8>, want: Option<Movement>) {
            let risk = Risk {
                probability: Level::Medium,
                impact: Level::Medium,
                earlier,
                ..Risk::new(RiskId(1))
            };
            assert_eq!(risk.moved(), want);
        }
        check(None, None);
        check(Some(2), Some(Movement::Up));
        check(Some(4), Some(Movement::Same));
        check(Some(9), Some(Movement::Down));
    }
}
