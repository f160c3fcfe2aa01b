//! In what order the indicators stand.
//!
//! What has no answer to the question of the order, and what has not been looked at yet, stands last; equals keep the
//! plan's order.

use std::cmp::Ordering;

use crate::domain::indicator::Indicator;
use crate::ui::indicators::fact::Fact;

/// An order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As in the plan.
    #[default]
    Plan,
    /// By title.
    Title,
    /// By national band, D first.
    Band,
    /// By rank, the last of all councils first.
    Rank,
    /// By change on the period before, the largest for the worse first.
    Change,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 5] = [
        Self::Plan,
        Self::Title,
        Self::Band,
        Self::Rank,
        Self::Change,
    ];

    /// The word in a saved view.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "",
            Self::Title => "title",
            Self::Band => "band",
            Self::Rank => "rank",
            Self::Change => "change",
        }
    }

    /// The words on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "Plan order",
            Self::Title => "Title",
            Self::Band => "Worst band first",
            Self::Rank => "Worst rank first",
            Self::Change => "Worsened most first",
        }
    }

    /// The order of a word; the plan's for one that is not known.
    pub fn of(word: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|held| held.word() == word).unwrap_or_default()
    }

    /// Whether it takes the figures.
    pub fn needs_figures(self) -> bool {
        matches!(self, Self::Band | Self::Rank | Self::Change)
    }

    /// Which of two stands first.
    pub fn compare(
        self,
        a: (&Indicator, Option<&Fact>),
        b: (&Indicator, Option<&Fact>),
    ) -> Ordering {
        match self {
            Self::Plan => Ordering::Equal,
            Self::Title => a.0.title.to_lowercase().cmp(&b.0.title.to_lowercase()),
            _ => largest_first(self.weight(a.1), self.weight(b.1)),
        }
    }

    /// How far up it stands; none at the foot.
    fn weight(self, fact: Option<&Fact>) -> Option<f64> {
        let fact = fact?;
        match self {
            Self::Plan | Self::Title => None,
            Self::Band => fact.national.band.map(|band| f64::from(band as u8)),
            Self::Rank => {
                let share = |rank: usize| rank as f64 / fact.national.n.max(1) as f64;
                fact.national.rank.map(share)
            }
            Self::Change => fact.worsened,
        }
    }
}

fn largest_first(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benchmark::National;
    use crate::domain::id::IndicatorId;
    use crate::domain::statistics::quartile::Band;

    fn fact(band: Option<Band>, rank: Option<usize>, worsened: Option<f64>) -> Fact {
        Fact {
            national: National {
                n: 150,
                rank,
                band,
                ..National::default()
            },
            worsened,
            ..Fact::default()
        }
    }

    #[test]
    fn the_worst_stands_first_and_what_is_not_known_last() {
        #[track_caller]
        fn check(sort: Sort, worse: &Fact, better: &Fact) {
            let held = Indicator::new(IndicatorId(1));
            let order = |a, b| sort.compare((&held, a), (&held, b));
            assert_eq!(order(Some(worse), Some(better)), Ordering::Less);
            assert_eq!(order(Some(better), Some(worse)), Ordering::Greater);
            assert_eq!(order(None, Some(better)), Ordering::Greater);
            assert_eq!(order(Some(better), Some(&Fact::default())), Ordering::Less);
        }
        let worse = fact(Some(Band::D), Some(149), Some(0.3));
        let better = fact(Some(Band::A), Some(2), Some(-0.1));
        for sort in [Sort::Band, Sort::Rank, Sort::Change] {
            check(sort, &worse, &better);
        }
    }

    #[test]
    fn a_word_gives_its_order_back() {
        for sort in Sort::ALL {
            assert_eq!(Sort::of(sort.word()), sort);
        }
        assert_eq!(Sort::of("by moonlight"), Sort::Plan);
    }
}
