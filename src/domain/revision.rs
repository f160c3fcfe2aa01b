//! What a later release says otherwise than an earlier one.
//!
//! A published figure is not the last word: last year's rate is corrected when this year's comes out. An officer who
//! has quoted it must see what was corrected, before somebody else does.
//!
//! Edges: figures are compared at the full precision at which the files give them; one that was suppressed and is
//! published now is a revision, and so is the other way about. How many decimals are printed is none.

use crate::domain::area::AreaCode;
use crate::domain::id::IndicatorId;
use crate::domain::period::Period;
use crate::domain::reading::Reported;

/// One figure that two releases do not give alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The area.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// What the earlier release says; none where it does not have the figure.
    pub was: Option<Reported>,
    /// What the later release says; none where it does not have the figure.
    pub now: Option<Reported>,
}

/// What sort of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Both have it, and say otherwise.
    Revised,
    /// Only the later has it.
    New,
    /// Only the earlier has it.
    Gone,
}

impl Sort {
    /// Every sort.
    pub const ALL: [Self; 3] = [Self::Revised, Self::New, Self::Gone];

    /// The word on screen and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Revised => "revised",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }
}

impl Revision {
    /// What sort of difference it is.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match (&self.was, &self.now) {
            (Some(_), Some(_)) => Sort::Revised,
            (None, _) => Sort::New,
            (Some(_), None) => Sort::Gone,
        }
    }

    /// By how much it moved, in the indicator's unit; none where either is missing.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        let value = |held: Option<Reported>| held.and_then(Reported::value);
        Some(value(self.now)? - value(self.was)?)
    }
}

/// Whether two releases say the same: the same figure, or the same reason for none.
#[must_use]
pub fn is_same(one: &Reported, other: &Reported) -> bool {
    match (one, other) {
        (Reported::Figure { value: one, .. }, Reported::Figure { value: other, .. }) => {
            one == other
        }
        (Reported::Missing(one), Reported::Missing(other)) => one == other,
        _ => false,
    }
}

/// How what arrives stands to what the plan has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// Figures that the plan does not have.
    pub new: u64,
    /// Figures that the plan has as they are.
    pub same: u64,
    /// Figures that the plan has otherwise.
    pub revised: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reading::Missing;

    fn figure(value: f64, decimals: u8) -> Reported {
        Reported::Figure { value, decimals }
    }

    #[test]
    fn only_what_is_said_otherwise_is_a_revision() {
        #[track_caller]
        fn check(one: Reported, other: Reported, want: bool) {
            assert_eq!(is_same(&one, &other), want, "{one:?} {other:?}");
        }
        check(figure(1.5, 1), figure(1.5, 2), true);
        check(figure(1.5, 1), figure(1.500_000_1, 1), false);
        let missing = Reported::Missing;
        check(
            missing(Missing::Confidential),
            missing(Missing::Confidential),
            true,
        );
        check(missing(Missing::Confidential), missing(Missing::Low), false);
        check(missing(Missing::Low), figure(0.0, 0), false);
    }

    #[test]
    fn a_change_needs_both_figures() {
        let mut held = Revision {
            indicator: IndicatorId(1),
            area: AreaCode::new("856"),
            period: Period::Financial(2024),
            was: Some(figure(2.0, 1)),
            now: Some(figure(3.5, 1)),
        };
        assert_eq!((held.sort(), held.change()), (Sort::Revised, Some(1.5)));
        held.now = Some(Reported::Missing(Missing::Confidential));
        assert_eq!((held.sort(), held.change()), (Sort::Revised, None));
        held.now = None;
        assert_eq!((held.sort(), held.change()), (Sort::Gone, None));
        held.was = None;
        assert_eq!(held.sort(), Sort::New);
    }
}
