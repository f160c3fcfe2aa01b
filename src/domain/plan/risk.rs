//! What could go wrong: how likely, how grave, what is done about it, and which way it is moving.
//!
//! One register grades Low, Medium and High, another 1 to 5. Both are kept as their register gives them; to set risks of
//! two registers side by side each grade is taken as its share of the top of its scale, and a score as the product of two
//! shares. High is then the same ground on both matrices: 6 and over of 9, and 15 and over of 25; Medium is 3 and over
//! of 9, and 8 and over of 25.
//!
//! Edges: a risk with one grade in words and the other in figures is refused, for no matrix has a cell for it. A movement
//! that the earlier score contradicts is refused too.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::id::{ObjectiveId, RiskId};
use crate::domain::objective::serves;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// How likely, or how grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// 1 of 5.
    One,
    /// 2 of 5.
    Two,
    /// 3 of 5.
    Three,
    /// 4 of 5.
    Four,
    /// 5 of 5.
    Five,
}

/// In what a register grades its risks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Low, Medium, High.
    #[default]
    Words,
    /// 1 to 5.
    Figures,
}

impl Scale {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Words, Self::Figures];

    /// Its levels, lowest first.
    #[must_use]
    pub fn levels(self) -> &'static [Level] {
        match self {
            Self::Words => &Level::WORDS,
            Self::Figures => &Level::FIGURES,
        }
    }

    /// The words on screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Words => "Low, Medium, High",
            Self::Figures => "1 to 5",
        }
    }
}

impl Level {
    /// Every level of both scales.
    pub const ALL: [Self; 8] = [
        Self::Low,
        Self::Medium,
        Self::High,
        Self::One,
        Self::Two,
        Self::Three,
        Self::Four,
        Self::Five,
    ];
    /// The levels in words, lowest first: also the three ratings of a risk.
    pub const WORDS: [Self; 3] = [Self::Low, Self::Medium, Self::High];
    /// The levels in figures, lowest first.
    pub const FIGURES: [Self; 5] = [Self::One, Self::Two, Self::Three, Self::Four, Self::Five];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::One => "1",
            Self::Two => "2",
            Self::Three => "3",
            Self::Four => "4",
            Self::Five => "5",
        }
    }

    /// The scale it is a level of.
    #[must_use]
    pub fn scale(self) -> Scale {
        match self {
            Self::Low | Self::Medium | Self::High => Scale::Words,
            _ => Scale::Figures,
        }
    }

    /// Its place on its scale, from 1.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Low | Self::One => 1,
            Self::Medium | Self::Two => 2,
            Self::High | Self::Three => 3,
            Self::Four => 4,
            Self::Five => 5,
        }
    }

    /// Its share of the top of its scale, in fifteenths: thirds and fifths are both whole.
    fn fifteenths(self) -> u16 {
        let of = match self.scale() {
            Scale::Words => 5,
            Scale::Figures => 3,
        };
        u16::from(self.rank()) * of
    }
}

/// How grave a risk is on whichever scale: its share of the worst, in 225ths, so that both matrices have whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u16);

impl Score {
    /// Of a probability and an impact.
    #[must_use]
    pub fn of(probability: Level, impact: Level) -> Self {
        Self(probability.fifteenths() * impact.fifteenths())
    }

    /// Its share of the worst that there is, between 0 and 1.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.0) / 225.0
    }

    /// Low, Medium or High: see [`rating`].
    #[must_use]
    pub fn rating(self) -> Level {
        match self.0 {
            135.. => Level::High,
            72.. => Level::Medium,
            _ => Level::Low,
        }
    }
}

/// How grave a risk of this probability and impact is, as Low, Medium or High.
///
/// With three levels each way 6 and over of 9 is High and 3 and over Medium; with five, 15 and over of 25 is High and 8
/// and over Medium.
#[must_use]
pub fn rating(probability: Level, impact: Level) -> Level {
    Score::of(probability, impact).rating()
}

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
    fn both_matrices_have_the_same_ground() {
        #[track_caller]
        fn check(scale: Scale, medium: u8, high: u8) {
            for probability in scale.levels() {
                for impact in scale.levels() {
                    let score = probability.rank() * impact.rank();
                    let want = if score >= high {
                        Level::High
                    } else if score >= medium {
                        Level::Medium
                    } else {
                        Level::Low
                    };
                    assert_eq!(rating(*probability, *impact), want, "{score}");
                }
            }
        }
        check(Scale::Words, 3, 6);
        check(Scale::Figures, 8, 15);
    }

    #[test]
    fn risks_of_two_registers_are_set_side_by_side() {
        use Level::{Five, Four, High, Low, Medium, One, Three};
        #[track_caller]
        fn check(graver: (Level, Level), less: (Level, Level)) {
            let of = |(probability, impact)| Score::of(probability, impact);
            assert!(of(graver) > of(less), "{graver:?} {less:?}");
        }
        check((High, High), (Five, Four));
        check((High, Medium), (Four, Four));
        check((Four, Four), (Medium, Medium));
        check((Medium, Medium), (Three, Three));
        check((Low, Low), (One, One));
        assert_eq!(Score::of(High, High), Score::of(Five, Five));
        assert!((Score::of(High, High).share() - 1.0).abs() < 1e-12);
    }

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
