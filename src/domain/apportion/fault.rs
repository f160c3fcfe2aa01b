//! Why nothing can be shared out, with the place it is about and what to do.
//!
//! The same refusal stands beside a field on screen and with line and column on the command line: the caller says where
//! a [`Spot`] is, the words are made here.

use crate::domain::apportion::{Ask, Line};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem};

/// What a refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The amount to be shared.
    Total,
    /// The lines as a whole.
    Lines,
    /// The weight of a line, counted from 0.
    Weight(usize),
    /// The fixed amount of a line.
    Fixed(usize),
    /// The base of a line.
    Base(usize),
    /// The floor.
    Floor,
    /// The ceiling.
    Ceiling,
}

/// A reason why nothing can be shared out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no line with a weight.
    NoWeights,
    /// Every weight is nought.
    AllNought,
    /// The total is below nought.
    TotalNegative,
    /// A weight is below nought.
    WeightNegative(usize),
    /// A fixed amount is below nought.
    FixedNegative(usize),
    /// A base is below nought.
    BaseNegative(usize),
    /// A line has no base though others have one and a floor or a ceiling is asked for.
    BaseMissing(usize),
    /// A line has a base but no calculated amount.
    CalculatedMissing(usize),
    /// The fixed amounts come to more than the total.
    FixedTooMuch(Pence),
    /// Fixed amounts are all there is, and they do not use up the total.
    NothingTakesTheRest(Pence),
    /// The floors come to more than there is; the scaling factor that would be needed, where there is one.
    FloorTooHigh {
        /// The floors together, in pounds.
        floors: String,
        /// What there is to share.
        shared: Pence,
        /// The negative factor.
        factor: Option<String>,
    },
    /// The ceilings come to less than there is.
    CeilingTooLow {
        /// The ceilings together, in pounds.
        ceilings: String,
        /// What there is to share.
        shared: Pence,
    },
    /// The floor is above the ceiling, or they are outside what makes sense.
    FloorAboveCeiling,
    /// A floor below −100 %, or of a part of the total below nought.
    FloorBelowNothing,
    /// A ceiling below −100 %, or of a part of the total below nought.
    CeilingBelowNothing,
    /// No line is above its floor, so nothing can be scaled to use up the total.
    NothingToScale {
        /// The floors together, in pounds.
        floors: String,
        /// What there is to share.
        shared: Pence,
    },
    /// Numbers too large to count exactly, in this line if it is one.
    TooLarge(Option<usize>),
}

impl Fault {
    /// What it is about.
    #[must_use]
    pub fn spot(&self) -> Spot {
        match self {
            Self::NoWeights | Self::AllNought | Self::TooLarge(None) => Spot::Lines,
            Self::TotalNegative | Self::FixedTooMuch(_) | Self::NothingTakesTheRest(_) => {
                Spot::Total
            }
            Self::WeightNegative(line)
            | Self::CalculatedMissing(line)
            | Self::TooLarge(Some(line)) => Spot::Weight(*line),
            Self::FixedNegative(line) => Spot::Fixed(*line),
            Self::BaseNegative(line) | Self::BaseMissing(line) => Spot::Base(*line),
            Self::FloorTooHigh { .. }
            | Self::FloorAboveCeiling
            | Self::FloorBelowNothing
            | Self::NothingToScale { .. } => Spot::Floor,
            Self::CeilingTooLow { .. } | Self::CeilingBelowNothing => Spot::Ceiling,
        }
    }

    /// The refusal, where the caller says the spot is.
    #[must_use]
    pub fn problem(&self, ask: &Ask<'_>, at: impl FnOnce(Spot) -> (Place, String)) -> Problem {
        let (place, location) = at(self.spot());
        let [kind, why, remedy] = self.words();
        Problem::refusal(kind, place, location, self.what(ask), why, remedy)
    }

    /// What was given.
    fn what(&self, ask: &Ask<'_>) -> String {
        let line = |place: &usize| ask.lines.get(*place);
        let name = |place: &usize| line(place).map_or("?", |line| line.name.as_str());
        let weight = |place: &usize| line(place).and_then(|line| line.weight);
        let pence = |place: &usize, of: fn(&Line) -> Option<Pence>| {
            line(place).and_then(of).unwrap_or_default()
        };
        match self {
            Self::NoWeights => "no line has a weight".to_owned(),
            Self::AllNought => "every weight is nought".to_owned(),
            Self::TotalNegative => format!("{} to share", ask.total),
            Self::WeightNegative(at) => match weight(at) {
                Some(weight) => format!("“{}” has the weight {weight}", name(at)),
                None => format!("“{}” has a weight below nought", name(at)),
            },
            Self::FixedNegative(at) => {
                format!("“{}” has {} fixed", name(at), pence(at, |line| line.fixed))
            }
            Self::BaseNegative(at) => {
                format!(
                    "“{}” has a base of {}",
                    name(at),
                    pence(at, |line| line.base)
                )
            }
            Self::BaseMissing(at) => {
                format!("“{}” has no base, and other lines have one", name(at))
            }
            Self::CalculatedMissing(at) => {
                format!("“{}” has a base and no calculated amount", name(at))
            }
            Self::FixedTooMuch(fixed) => {
                format!("{fixed} in fixed amounts, and {} to share", ask.total)
            }
            Self::NothingTakesTheRest(rest) => {
                format!("{rest} are left after the fixed amounts, and no line has a weight")
            }
            Self::FloorTooHigh {
                floors,
                shared,
                factor,
            } => match factor {
                Some(factor) => format!(
                    "the floors come to £{floors} and there is {shared}: the scaling factor would be {factor}"
                ),
                None => format!("the floors come to £{floors} and there is {shared}"),
            },
            Self::CeilingTooLow { ceilings, shared } => {
                format!("the ceilings come to £{ceilings} and there is {shared}")
            }
            Self::FloorAboveCeiling => "the floor is above the ceiling".to_owned(),
            Self::FloorBelowNothing => "the floor leaves lines less than nothing".to_owned(),
            Self::CeilingBelowNothing => "the ceiling leaves lines less than nothing".to_owned(),
            Self::NothingToScale { floors, shared } => {
                format!("every line is at its floor, £{floors} together, and there is {shared}")
            }
            Self::TooLarge(Some(at)) => format!("“{}” and its weight", name(at)),
            Self::TooLarge(None) => "these amounts and weights".to_owned(),
        }
    }

    /// Its name, why it is not right, and what to do.
    fn words(&self) -> [&'static str; 3] {
        match self {
            Self::NoWeights => [
                "no-weights",
                "A share is a weight's part of all weights, and there are none.",
                "Give at least one line a weight above nought.",
            ],
            Self::AllNought => [
                "weights-all-nought",
                "Nought is no part of nought: nobody could say who gets what.",
                "Give at least one line a weight above nought.",
            ],
            Self::TotalNegative => [
                "total-below-zero",
                "Less than nothing cannot be shared out.",
                "Enter nought or more; to take money from lines, move it at the virement desk.",
            ],
            Self::WeightNegative(_) => [
                "weight-below-zero",
                "A weight below nought would take money from a line and give it to the others.",
                "Enter nought or more, or leave the weight blank to leave the line out.",
            ],
            Self::FixedNegative(_) => [
                "fixed-below-zero",
                "A line is not paid less than nothing.",
                "Enter nought or more.",
            ],
            Self::BaseNegative(_) => [
                "base-below-zero",
                "A change on less than nothing has no meaning.",
                "Enter last year's or the present amount, nought or more.",
            ],
            Self::BaseMissing(_) => [
                "line-base-missing",
                "A floor and a ceiling are changes on a base, and a missing base is not nought.",
                "Enter its base, or leave its weight blank to leave the line out.",
            ],
            Self::CalculatedMissing(_) => [
                "weight-missing",
                "With bases, the weights are the amounts that a formula calculated.",
                "Enter the calculated amount, or remove the base to leave the line out.",
            ],
            Self::FixedTooMuch(_) => [
                "fixed-too-much",
                "More is fixed than there is.",
                "Lower the fixed amounts, or raise the total.",
            ],
            Self::NothingTakesTheRest(_) => [
                "nothing-takes-the-rest",
                "All of the total must go somewhere.",
                "Give at least one line a weight, or make the total what is fixed.",
            ],
            Self::FloorTooHigh { .. } => [
                "floor-too-high",
                "The floor is too high: keeping it would take more than there is.",
                "Lower the floor, or raise the total.",
            ],
            Self::CeilingTooLow { .. } => [
                "ceiling-too-low",
                "The ceiling is too low: not all of the money could be given out.",
                "Raise the ceiling, or lower the total.",
            ],
            Self::FloorAboveCeiling => [
                "floor-above-ceiling",
                "No amount is above the one and below the other.",
                "Lower the floor or raise the ceiling.",
            ],
            Self::FloorBelowNothing => [
                "floor-below-nothing",
                "A line cannot lose more than all it has.",
                "Enter −100 or more on bases; nought or more as a part of what is shared.",
            ],
            Self::CeilingBelowNothing => [
                "ceiling-below-nothing",
                "A line cannot lose more than all it has.",
                "Enter −100 or more on bases; nought or more as a part of what is shared.",
            ],
            Self::NothingToScale { .. } => [
                "nothing-to-scale",
                "Damping scales what the formula gives above the floor, and here it gives nothing above it.",
                "Raise the calculated amounts or the floor.",
            ],
            Self::TooLarge(_) => [
                "too-large-to-count",
                "They are too large, or have too many decimals, to be counted exactly in 38 figures.",
                "Use fewer decimals, or smaller numbers in the same proportions.",
            ],
        }
    }
}

/// Whether there is anything to refuse before any sum; gives back the fixed amounts together.
pub(super) fn check(ask: &Ask<'_>) -> Result<Pence, Fault> {
    if ask.total.is_negative() {
        return Err(Fault::TotalNegative);
    }
    let mut fixed = Some(Pence::ZERO);
    for (place, line) in ask.lines.iter().enumerate() {
        if line.weight.is_some_and(|weight| weight.is_negative()) {
            return Err(Fault::WeightNegative(place));
        }
        if line.base.is_some_and(Pence::is_negative) {
            return Err(Fault::BaseNegative(place));
        }
        if let Some(amount) = line.fixed {
            if amount.is_negative() {
                return Err(Fault::FixedNegative(place));
            }
            fixed = fixed.and_then(|sum| sum.checked_add(amount));
        }
    }
    let fixed = fixed.ok_or(Fault::TooLarge(None))?;
    if fixed > ask.total {
        return Err(Fault::FixedTooMuch(fixed));
    }
    let mut weights = ask.lines.iter().filter_map(|line| line.weight).peekable();
    let rest = Pence(ask.total.0 - fixed.0);
    if weights.peek().is_none() {
        let has_fixed = ask.lines.iter().any(|line| line.fixed.is_some());
        return match (has_fixed, rest == Pence::ZERO) {
            (true, true) => Ok(fixed),
            (true, false) => Err(Fault::NothingTakesTheRest(rest)),
            (false, _) => Err(Fault::NoWeights),
        };
    }
    if weights.all(crate::domain::apportion::Number::is_nought) {
        return Err(Fault::AllNought);
    }
    Ok(fixed)
}
