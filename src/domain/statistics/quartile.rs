//! Which quarter, or fifth, of all councils a figure falls in.
//!
//! The cut-points come from every council with a figure. Band A is the best quarter, D the worst, as
//! in the Department for Education's Local Authority Interactive Tool (LAIT); which end is the best is
//! for the indicator's polarity, and one that has none has no band.
//!
//! Edges: a figure outside the lowest and highest has no band, for it is not among those that were cut.
//! A handful of figures has quartiles too, in arithmetic; that at least four are wanted (Fingertips'
//! rule), and that some measures have too small a range to be cut at all (LAIT's), is for the caller.

use crate::domain::statistics::average::quantile7;

/// The lowest, the three cuts and the highest, in the unit of the figures.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Quartiles {
    /// The lowest.
    pub q0: f64,
    /// A quarter lie at or below.
    pub q25: f64,
    /// The middle.
    pub q50: f64,
    /// Three quarters lie at or below.
    pub q75: f64,
    /// The highest.
    pub q100: f64,
}

/// A quarter of all councils.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Band {
    /// The best quarter.
    A,
    /// The second.
    B,
    /// The third.
    C,
    /// The worst quarter.
    D,
}

impl Band {
    /// Every band, the best first.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The quartile, 1 being the best.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The band of a quartile, 1 being the best; none for any other number.
    #[must_use]
    pub fn of_number(quartile: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|band| band.number() == quartile)
    }

    /// The letter on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

impl Quartiles {
    /// The quartiles of figures in any order, by the seventh definition ([`quantile7`]).
    ///
    /// Missing ones are dropped by the caller. None when there are none, or one is not finite. It sorts
    /// a copy: with many areas, sort once and ask [`Quartiles::of_sorted`].
    pub fn of(values: &[f64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        Self::of_sorted(&sorted)
    }

    /// The quartiles of figures **already in rising order**. None when they are not, when there are
    /// none, or when one is not finite.
    pub fn of_sorted(sorted: &[f64]) -> Option<Self> {
        if !sorted.is_sorted() {
            return None;
        }
        Some(Self {
            q0: quantile7(sorted, 0.0)?,
            q25: quantile7(sorted, 0.25)?,
            q50: quantile7(sorted, 0.5)?,
            q75: quantile7(sorted, 0.75)?,
            q100: quantile7(sorted, 1.0)?,
        })
    }

    /// Quartiles as published: lowest, three cuts, highest. None when they do not rise, or one is not
    /// finite.
    pub fn published(bounds: [f64; 5]) -> Option<Self> {
        let [q0, q25, q50, q75, q100] = bounds;
        let sound = bounds.is_sorted() && bounds.iter().all(|bound| bound.is_finite());
        sound.then_some(Self {
            q0,
            q25,
            q50,
            q75,
            q100,
        })
    }

    /// The band of a figure. A figure on a cut belongs below it: `v <= q25` is the lowest quarter,
    /// whichever end is the best. None outside the lowest and highest, and for what is not a number.
    ///
    /// Source: Department for Education, Local Authority Interactive Tool, its published code.
    #[must_use]
    pub fn band(&self, value: f64, higher_is_better: bool) -> Option<Band> {
        if !(self.q0..=self.q100).contains(&value) {
            return None;
        }
        let quarter = [self.q25, self.q50, self.q75]
            .iter()
            .take_while(|cut| value > **cut)
            .count();
        let place = if higher_is_better {
            3 - quarter
        } else {
            quarter
        };
        Band::ALL.get(place).copied()
    }
}

/// How many figures are needed to cut them in fifths.
const ENOUGH_FOR_FIFTHS: usize = 5;

/// The fifth of all figures, **in rising order**, that a value falls in: 1 to 5, by the first cut that
/// is not below it. 1 is the best fifth: the lowest, or the highest when higher is better.
///
/// None with fewer than five figures, outside the lowest and highest, when they are not in order, and
/// when a number is not finite. The cuts are [`quantile7`] at 0.2, 0.4, 0.6, 0.8 and 1.
///
/// Source: Fingertips (Office for Health Improvement and Disparities), its published code, "quintiles".
pub fn quintile(sorted: &[f64], value: f64, higher_is_better: bool) -> Option<u8> {
    if sorted.len() < ENOUGH_FOR_FIFTHS || !sorted.is_sorted() {
        return None;
    }
    if !(*sorted.first()?..=*sorted.last()?).contains(&value) {
        return None;
    }
    let mut fifth = 5;
    for (number, p) in [(4, 0.8), (3, 0.6), (2, 0.4), (1, 0.2)] {
        if value <= quantile7(sorted, p)? {
            fifth = number;
        }
    }
    Some(if higher_is_better { 6 - fifth } else { fifth })
}

#[cfg(test)]
mod tests;
