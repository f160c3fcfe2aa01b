//! An amount of money, held as whole pence, and how it is read and printed.
//!
//! A council's books must add up to the penny, and the machine's ordinary fractions do not: ten
//! payments of 10p do not make £1 in them. So an amount is a whole number of pence, a total that is
//! too large to hold is None and not a wrong figure, and a cell may hold a sum such as `=12*450`,
//! worked out exactly and rounded once, at the end.
//!
//! Edges: a blank is no amount, which is not £0. Brackets, or a minus sign before or after, make an
//! amount negative. A date or a year such as `2015/16` is refused rather than divided.

pub(in crate::domain) mod amount;
pub(in crate::domain) mod exact;
mod expression;

use std::fmt;

use serde::{Deserialize, Serialize};

/// A sum of money in pence. Negative is money owed, taken off or overspent, as the place says.
#[derive(
    Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Pence(pub i64);

impl Pence {
    /// Nothing: not the same as no amount.
    pub const ZERO: Pence = Pence(0);

    /// Reads what an officer types or a file holds: `£1,234.50`, `(1,234.50)`, `1,234.50-`, or a sum
    /// such as `=12*450` and `16.99*1.1`, which is exact until the end and then rounded to the penny,
    /// halves away from zero. A blank is `Ok(None)`.
    ///
    /// # Errors
    /// When the text is neither an amount nor a sum, or its amount is more than can be held; the error
    /// says at which character.
    pub fn read(text: &str) -> Result<Option<Pence>, AmountError> {
        amount::read(text)
    }

    /// As [`Pence::read`], but of a file: one amount and no sum, for nobody typed `=12*450` into a ledger to have it
    /// worked out here.
    ///
    /// # Errors
    /// When the text is no single amount, or more than can be held; the error says at which character.
    pub fn read_figure(text: &str) -> Result<Option<Pence>, AmountError> {
        amount::read_figure(text)
    }

    /// None when the total is more than can be held (about £92 thousand million million).
    pub fn checked_add(self, other: Pence) -> Option<Pence> {
        self.0.checked_add(other.0).map(Pence)
    }

    /// None when the difference is more than can be held.
    pub fn checked_sub(self, other: Pence) -> Option<Pence> {
        self.0.checked_sub(other.0).map(Pence)
    }

    /// The total; of nothing, £0. None when it is more than can be held on the way.
    pub fn sum(amounts: impl IntoIterator<Item = Pence>) -> Option<Pence> {
        amounts
            .into_iter()
            .try_fold(Pence::ZERO, Pence::checked_add)
    }

    /// The amount without its sign. The one amount that has no positive twin gives the largest there is.
    pub fn abs(self) -> Pence {
        Pence(self.0.saturating_abs())
    }

    /// Below £0.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// As [`Display`](fmt::Display) but without the pound sign, for the cells of a grid: `1,492,300.50`.
    pub fn pounds_grouped(self) -> String {
        let (pounds, pence) = self.parts();
        let mut text = self.sign().to_owned();
        let figures = pounds.to_string();
        for (place, figure) in figures.chars().enumerate() {
            if place > 0 && (figures.len() - place) % 3 == 0 {
                text.push(',');
            }
            text.push(figure);
        }
        if pence > 0 {
            text.push_str(&format!(".{pence:02}"));
        }
        text
    }

    /// Pounds with two decimals and nothing else, as other programs want it: `463950.00`.
    pub fn plain(self) -> String {
        let (pounds, pence) = self.parts();
        format!("{}{pounds}.{pence:02}", self.sign())
    }

    /// This amount as a percentage of a total, for showing only. None when the total is £0.
    pub fn share_of(self, total: Pence) -> Option<f64> {
        (total != Pence::ZERO).then(|| self.0 as f64 * 100.0 / total.0 as f64)
    }

    fn parts(self) -> (u64, u64) {
        let pence = self.0.unsigned_abs();
        (pence / 100, pence % 100)
    }

    fn sign(self) -> &'static str {
        if self.is_negative() { "-" } else { "" }
    }
}

/// `£1,492,300`, `£1,492,300.50`, `-£2`: whole pounds print no pence.
impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grouped = self.pounds_grouped();
        let figures = grouped.trim_start_matches('-');
        f.pad(&format!("{}£{figures}", self.sign()))
    }
}

/// Why a text is not an amount: where, what was given, what is wrong, what to write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AmountError {
    /// The character at fault, counted from 1.
    pub at: usize,
    /// The text as it was given.
    pub given: String,
    /// What stands there, as a noun: `a second decimal point`.
    pub why: String,
    /// What to write instead.
    pub remedy: String,
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AmountError {
            at,
            given,
            why,
            remedy,
        } = self;
        write!(f, "“{given}”: {why} at character {at}; {remedy}")
    }
}

impl std::error::Error for AmountError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Pence;

    #[track_caller]
    fn check(pence: i64, shown: &str, plain: &str) {
        assert_eq!(Pence(pence).to_string(), shown);
        assert_eq!(Pence(pence).plain(), plain);
        assert_eq!(Pence(pence).pounds_grouped(), shown.replace('£', ""));
    }

    #[test]
    fn amounts_print_as_officers_write_them() {
        check(149_230_000, "£1,492,300", "1492300.00");
        check(149_230_050, "£1,492,300.50", "1492300.50");
        check(46_395_000, "£463,950", "463950.00");
        check(-200, "-£2", "-2.00");
        check(-5, "-£0.05", "-0.05");
        check(0, "£0", "0.00");
        check(99_999, "£999.99", "999.99");
        check(100_000, "£1,000", "1000.00");
        let least = "-£92,233,720,368,547,758.08";
        check(i64::MIN, least, "-92233720368547758.08");
    }

    #[test]
    fn totals_that_cannot_be_held_are_none() {
        assert_eq!(Pence::sum([]), Some(Pence::ZERO));
        assert_eq!(Pence::sum([Pence(10); 10]), Some(Pence(100)));
        assert_eq!(Pence::sum([Pence(i64::MAX), Pence(1)]), None);
        assert_eq!(Pence(i64::MIN).checked_sub(Pence(1)), None);
        assert_eq!(Pence(i64::MIN).abs(), Pence(i64::MAX));
        assert!(Pence(-1).is_negative() && !Pence::ZERO.is_negative());
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        assert_eq!(Pence(25).share_of(Pence(200)), Some(12.5));
        assert_eq!(Pence(25).share_of(Pence::ZERO), None);
    }

    #[test]
    fn the_column_width_is_kept() {
        assert_eq!(format!("{:>8}|", Pence(1_200)), "     £12|");
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(pence: i64) {
            let amount = Pence(pence);
            for text in [amount.to_string(), amount.plain(), amount.pounds_grouped()] {
                prop_assert_eq!(Pence::read(&text), Ok(Some(amount)));
            }
        }

        #[test]
        fn no_text_stops_the_program(text: String) {
            let _ = Pence::read(&text);
        }

        #[test]
        fn no_text_like_a_sum_stops_the_program(text in "[ =£(),.0-9+*/\u{2212}-]{0,80}") {
            if let Err(error) = Pence::read(&text) {
                prop_assert!(error.at >= 1 && error.at <= text.chars().count() + 1);
            }
        }
    }
}
