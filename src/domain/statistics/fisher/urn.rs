//! Drawing without putting back: how many of the drawn are marked, and how likely each number is.
//!
//! A group of people is drawn from all who answered; the marked are those who said yes. With an odds
//! ratio other than 1 the marked are drawn more readily, or less: Fisher's noncentral hypergeometric
//! distribution.
//!
//! The weights are walked outwards from the likeliest number, each from its neighbour by a quotient
//! of whole numbers. No factorial is ever taken, so nothing overflows, and few figures are lost
//! however many the people.
//!
//! Edges: weights too small beside the largest are left out; the walk is as long as some tens of
//! standard deviations.

/// An urn and how many are drawn from it; what is drawn is not more than it holds.
pub(super) struct Urn {
    /// How many in the urn are marked.
    pub(super) marked: u64,
    /// How many are not.
    pub(super) unmarked: u64,
    /// How many are drawn of them all.
    pub(super) drawn: u64,
}

impl Urn {
    /// The fewest marked that can be drawn.
    pub(super) fn least(&self) -> u64 {
        self.drawn.saturating_sub(self.unmarked)
    }

    /// The most marked that can be drawn.
    pub(super) fn most(&self) -> u64 {
        self.drawn.min(self.marked)
    }

    /// How much likelier one more than `count` marked is than `count`, which is less than the most.
    fn step(&self, count: u64, odds: f64) -> f64 {
        let more = (self.marked - count) as f64 * (self.drawn - count) as f64;
        let fewer = (count + 1) as f64 * (self.unmarked + count + 1 - self.drawn) as f64;
        more / fewer * odds
    }

    /// The likeliest number of marked: the first from which one more is no likelier.
    fn likeliest(&self, odds: f64) -> u64 {
        let (mut low, mut high) = (self.least(), self.most());
        // One more is ever less likely, the more there are.
        while low < high {
            let middle = low.midpoint(high);
            if self.step(middle, odds) > 1.0 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The weight of each number of marked, that of the likeliest being 1, as far out as weights are
    /// above `negligible`.
    pub(super) fn weigh(&self, odds: f64, negligible: f64) -> Weights {
        let likeliest = self.likeliest(odds);
        let mut weights = Vec::new();
        let mut weight = 1.0;
        let mut first = likeliest;
        while first > self.least() {
            weight /= self.step(first - 1, odds);
            if weight <= negligible {
                break;
            }
            weights.push(weight);
            first -= 1;
        }
        weights.reverse();
        weights.push(1.0);
        weight = 1.0;
        for count in likeliest..self.most() {
            weight *= self.step(count, odds);
            if weight <= negligible {
                break;
            }
            weights.push(weight);
        }
        Weights { first, weights }
    }
}

/// How likely each number is, beside the likeliest.
pub(super) struct Weights {
    /// The number that the first weight is of.
    first: u64,
    weights: Vec<f64>,
}

impl Weights {
    /// The sum of all weights.
    pub(super) fn total(&self) -> f64 {
        self.weights.iter().sum()
    }

    /// The weight of one number; nought where it is negligible.
    pub(super) fn at(&self, count: u64) -> f64 {
        let place = count.checked_sub(self.first);
        let weight = place.and_then(|place| self.weights.get(place as usize));
        weight.copied().unwrap_or(0.0)
    }

    /// The weight of this number and all above it.
    pub(super) fn from(&self, count: u64) -> f64 {
        let place = count.saturating_sub(self.first) as usize;
        // From the smallest up, so that none of them is lost beside the others.
        self.weights.iter().skip(place).rev().sum()
    }

    /// The weight of this number and all below it.
    pub(super) fn up_to(&self, count: u64) -> f64 {
        match count.checked_sub(self.first) {
            Some(place) => self.weights.iter().take(place as usize + 1).sum(),
            None => 0.0,
        }
    }

    /// The sum of the weights that are not above this one.
    pub(super) fn no_heavier_than(&self, limit: f64) -> f64 {
        self.weights.iter().filter(|weight| **weight <= limit).sum()
    }

    /// The average number.
    pub(super) fn mean(&self) -> f64 {
        let parts = self.weights.iter().enumerate();
        let beyond: f64 = parts.map(|(place, weight)| place as f64 * weight).sum();
        self.first as f64 + beyond / self.total()
    }
}

#[cfg(test)]
mod tests {
    use super::Urn;
    use crate::domain::statistics::testing::close;

    /// Worked by hand in numbers of few figures.
    const BY_HAND: f64 = 1e-14;

    /// Of eight, four marked, four drawn: 1, 16, 36, 16 and 1 ways.
    #[test]
    fn the_ways_are_counted() {
        #[track_caller]
        fn check(odds: f64, ways: [f64; 5]) {
            let urn = Urn {
                marked: 4,
                unmarked: 4,
                drawn: 4,
            };
            let weights = urn.weigh(odds, 0.0);
            let all: f64 = ways.iter().sum();
            for (count, way) in ways.into_iter().enumerate() {
                close(
                    weights.at(count as u64) / weights.total(),
                    way / all,
                    BY_HAND,
                );
            }
            close(
                weights.from(3) / weights.total(),
                (ways[3] + ways[4]) / all,
                BY_HAND,
            );
            close(weights.up_to(0) / weights.total(), ways[0] / all, BY_HAND);
        }
        check(1.0, [1.0, 16.0, 36.0, 16.0, 1.0]);
        check(2.0, [1.0, 32.0, 144.0, 128.0, 16.0]);
        check(0.5, [16.0, 128.0, 144.0, 32.0, 1.0]);
        check(100.0, [1.0, 1600.0, 36e4, 16e6, 1e8]);
    }

    #[test]
    fn ends_and_middle() {
        let urn = Urn {
            marked: 3,
            unmarked: 5,
            drawn: 6,
        };
        assert_eq!((urn.least(), urn.most()), (1, 3));
        let weights = urn.weigh(1.0, 0.0);
        close(weights.mean(), 6.0 * 3.0 / 8.0, BY_HAND);
        assert_eq!((weights.at(0), weights.at(4)), (0.0, 0.0));
        assert_eq!(weights.up_to(0), 0.0);
        assert_eq!(weights.from(4), 0.0);
        close(weights.from(0), weights.total(), BY_HAND);
        close(weights.up_to(9), weights.total(), BY_HAND);
        // What is negligible is left out on both sides.
        let narrow = urn.weigh(1.0, 0.99);
        assert_eq!((narrow.at(2), narrow.total()), (1.0, 1.0));
    }
}
