//! The step in which an amount is shared: a penny, a pound, fifty, a hundred, a thousand.
//!
//! Committees like round figures. What a step leaves over stands on a line of its own, so that the total still holds.

use std::fmt;

use crate::domain::money::Pence;

/// A step of whole pence, above nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit(i64);

impl Unit {
    /// A penny.
    pub const PENNY: Unit = Unit(1);
    /// A pound.
    pub const POUND: Unit = Unit(100);
    /// The steps that are offered.
    pub const OFFERED: [Unit; 5] = [
        Unit::PENNY,
        Unit::POUND,
        Unit(5_000),
        Unit(10_000),
        Unit(100_000),
    ];

    /// A step of so much; none for nought and below.
    #[must_use]
    pub fn of(pence: Pence) -> Option<Self> {
        (pence.0 > 0).then_some(Self(pence.0))
    }

    /// The step as an amount.
    #[must_use]
    pub fn pence(self) -> Pence {
        Pence(self.0)
    }

    /// Reads `1p`, `50p`, `1`, `£50`, `1,000`.
    ///
    /// # Errors
    /// What is wrong and what to write, in a sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let pence = match text.strip_suffix(['p', 'P']) {
            Some(pence) => pence.trim().parse::<i64>().ok().map(Pence),
            None => Pence::read(text).ok().flatten(),
        };
        pence.and_then(Self::of).ok_or_else(|| {
            format!(
                "“{text}” is not a unit of whole pence above nought; write 1p, 1, 50, 100 or 1000"
            )
        })
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 100 {
            f.pad(&format!("{}p", self.0))
        } else {
            self.pence().fmt(f)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn units_are_read_and_shown() {
        #[track_caller]
        fn check(text: &str, want: Option<(i64, &str)>) {
            let found = Unit::read(text).ok().map(|unit| (unit.0, unit.to_string()));
            assert_eq!(found, want.map(|(pence, shown)| (pence, shown.to_owned())));
        }
        check("1p", Some((1, "1p")));
        check("1", Some((100, "£1")));
        check("£50", Some((5_000, "£50")));
        check("1000", Some((100_000, "£1,000")));
        check("0", None);
        check("-1", None);
        check("p", None);
        check("", None);
    }
}
