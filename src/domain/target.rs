//! What a target asks for, read from the words it is printed in, and whether a figure meets it.
//!
//! Plans print targets as people say them: `<9%`, `Below 4%`, `Top quartile`, `Above national average`, `Reduce`. Each
//! is read into one value here and answered in one way, met, not met or cannot be told, so that the dashboard, the
//! benchmark table and a rating never disagree about the same words.
//!
//! Edges: a plain number is met when it is reached in the direction of the indicator's polarity. Words that are not
//! understood are kept and answered "cannot be told", never guessed at; a dash, `n/a` or a blank is no target.

mod judge;
mod read;

use crate::domain::benchmark::Direction;
use crate::domain::indicator::Polarity;
use crate::domain::indicator::rule::Tolerance;

/// Which side of its number a figure must lie on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Under it.
    Below,
    /// It or under it.
    AtMost,
    /// Over it.
    Above,
    /// It or over it.
    AtLeast,
    /// As far as it or beyond, in the direction of the polarity: a plain number.
    Reach,
}

/// Whom a relative target compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// England.
    National,
    /// The region.
    Region,
    /// The statistical neighbours' average.
    Neighbours,
}

/// How a figure must stand to a peer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Higher, whatever the polarity.
    Above,
    /// Lower, whatever the polarity.
    Below,
    /// Better by the polarity.
    Better,
    /// As good or better by the polarity.
    AsGood,
}

/// Which way a figure must move from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Up.
    Increase,
    /// Down.
    Reduce,
    /// The better way, by the polarity.
    Improve,
    /// Not the worse way.
    Maintain,
}

/// A target.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// None: blank, `-`, `n/a`.
    None,
    /// A number to reach or to keep to one side of.
    Number {
        /// Which side.
        bound: Bound,
        /// The number, in the indicator's unit.
        value: f64,
        /// The sign it was printed with, for the words.
        sign: Sign,
    },
    /// Two numbers to lie between; either of them will do.
    Between {
        /// The lower.
        low: f64,
        /// The higher.
        high: f64,
        /// The sign they were printed with.
        sign: Sign,
    },
    /// This national quartile or a better one; 1 is the best.
    Quartile(u8),
    /// Among the best so many per cent by rank.
    TopShare(f64),
    /// Against a peer's figure.
    Against(Peer, Side),
    /// Against the figure before.
    Move(Move),
    /// Words that are not understood, as printed.
    Unread(String),
}

/// What a number was printed with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    #[default]
    Plain,
    /// `%`
    Percent,
    /// `£`
    Pounds,
}

/// What is known of a figure when its target is judged. What is not known stays none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// How far off a target still counts as reached, where nearest to it is best.
    pub tolerance: Tolerance,
    /// Its national quartile, 1 the best.
    pub quartile: Option<u8>,
    /// Its rank, 1 the best, and how many are ranked.
    pub rank: Option<(usize, usize)>,
    /// England's figure.
    pub national: Option<f64>,
    /// The region's figure.
    pub region: Option<f64>,
    /// The statistical neighbours' figure.
    pub neighbours: Option<f64>,
    /// The figure of the period before.
    pub previous: Option<f64>,
    /// Which way it moved, where that was printed and the earlier figure was not.
    pub direction: Option<Direction>,
}

/// Whether a target is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// Nobody can tell from what is known.
    CannotTell,
    /// There is no target.
    NoTarget,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 4] = [Self::Met, Self::NotMet, Self::CannotTell, Self::NoTarget];

    /// The words on screen and in the column `target_met`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::CannotTell => "cannot tell",
            Self::NoTarget => "no target",
        }
    }
}

/// A target judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Whether it is met.
    pub verdict: Verdict,
    /// How far the figure lies on the wanted side of what it is measured against, in the indicator's unit (for a
    /// share of the ranks, in places). Negative where it falls short; none where there is no such distance.
    pub gap: Option<f64>,
    /// The sentence that says why, with its figures and no full stop.
    pub why: String,
}

impl Target {
    /// Reads a target as a plan prints it. Whatever is not understood is [`Target::Unread`].
    #[must_use]
    pub fn read(text: &str) -> Self {
        read::read(text)
    }

    /// Whether a figure meets the target; `value` is none where there is no figure.
    #[must_use]
    pub fn evaluate(
        &self,
        value: Option<f64>,
        polarity: Polarity,
        standing: &Standing,
    ) -> Evaluation {
        judge::evaluate(self, value, polarity, standing)
    }
}
