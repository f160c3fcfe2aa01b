//! How likely and how grave, on the scale that a register uses, and how grave that makes a risk.
//!
//! One register grades Low, Medium and High, another 1 to 5. Both are kept as their register gives them; to set risks of
//! two registers side by side each grade is taken as its share of the top of its scale, and a score as the product of two
//! shares. High is then the same ground on both matrices: 6 and over of 9, and 15 and over of 25; Medium is 3 and over
//! of 9, and 8 and over of 25.

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
}
