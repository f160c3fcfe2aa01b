//! Whole-number fractions, in which a sum in a cell is worked out without losing anything.
//!
//! A third of £10 has no last decimal, so a sum kept in decimals comes back a sliver short; kept as
//! 10 over 3 it does not. Rounding to the penny is done once, here, at the end.
//!
//! Edges: an answer that needs more than 38 figures above or below the line is None, never a wrong one.

use crate::domain::money::Pence;

/// A fraction of whole numbers in its lowest terms; `bottom` is above nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain) struct Exact {
    top: i128,
    bottom: i128,
}

impl Exact {
    /// Nought.
    pub(in crate::domain) const NOUGHT: Exact = Exact { top: 0, bottom: 1 };

    /// A whole number.
    pub(in crate::domain) fn whole(number: i128) -> Exact {
        Exact {
            top: number,
            bottom: 1,
        }
    }

    /// Above the line.
    pub(in crate::domain) fn top(self) -> i128 {
        self.top
    }

    /// Below the line; above nought.
    pub(in crate::domain) fn bottom(self) -> i128 {
        self.bottom
    }

    /// One number over another, which must not be nought.
    pub(in crate::domain) fn new(top: i128, bottom: i128) -> Option<Exact> {
        let shared =
            i128::try_from(shared_factor(top.unsigned_abs(), bottom.unsigned_abs())).ok()?;
        let (top, bottom) = (top.checked_div(shared)?, bottom.checked_div(shared)?);
        if bottom < 0 {
            return Some(Exact {
                top: top.checked_neg()?,
                bottom: bottom.checked_neg()?,
            });
        }
        Some(Exact { top, bottom })
    }

    /// The number written with these figures, the last so many of them decimals.
    pub(in crate::domain) fn from_figures(
        figures: impl Iterator<Item = u32>,
        decimals: usize,
    ) -> Option<Exact> {
        let mut top: i128 = 0;
        for figure in figures {
            top = top.checked_mul(10)?.checked_add(i128::from(figure))?;
        }
        Exact::new(top, 10_i128.checked_pow(u32::try_from(decimals).ok()?)?)
    }

    pub(in crate::domain) fn plus(self, other: Exact) -> Option<Exact> {
        let top = self.top.checked_mul(other.bottom)?;
        let top = top.checked_add(other.top.checked_mul(self.bottom)?)?;
        Exact::new(top, self.bottom.checked_mul(other.bottom)?)
    }

    /// Crosswise into lowest terms first, so that a long sum stays short.
    pub(in crate::domain) fn times(self, other: Exact) -> Option<Exact> {
        let one = Exact::new(self.top, other.bottom)?;
        let two = Exact::new(other.top, self.bottom)?;
        Exact::new(
            one.top.checked_mul(two.top)?,
            one.bottom.checked_mul(two.bottom)?,
        )
    }

    pub(in crate::domain) fn is_nought(self) -> bool {
        self.top == 0
    }

    pub(in crate::domain) fn negated(self) -> Option<Exact> {
        Some(Exact {
            top: self.top.checked_neg()?,
            bottom: self.bottom,
        })
    }

    /// One divided by this, which must not be nought.
    pub(in crate::domain) fn inverted(self) -> Option<Exact> {
        Exact::new(self.bottom, self.top)
    }

    /// Pounds to the nearest penny, halves away from zero.
    pub(in crate::domain) fn to_pence(self) -> Option<Pence> {
        let pence = self.times(Exact {
            top: 100,
            bottom: 1,
        })?;
        let (whole, left) = (pence.top / pence.bottom, pence.top % pence.bottom);
        let (left, bottom) = (left.unsigned_abs(), pence.bottom.unsigned_abs());
        let rounded = if left >= bottom - left {
            whole + pence.top.signum()
        } else {
            whole
        };
        i64::try_from(rounded).ok().map(Pence)
    }
}

/// The largest number that divides both (Euclid); 1 at least, when either is above nought.
pub(in crate::domain) fn shared_factor(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
