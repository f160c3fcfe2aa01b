//! A ledger that was read: its rows, what was left out and why, and its total, which must be the one the officer has.
//!
//! Every row of the file is among the rows, or counted under the reason for which it was left out. The control total is
//! of every row that has an amount but the totals the ledger prints itself, so that it equals what the finance system
//! says of the same report.

use crate::domain::intake::Skipped;
use crate::domain::ledger::LedgerRow;
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem, Severity};

/// A total that the ledger prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The line of the file.
    pub line: u64,
    /// Its words.
    pub words: String,
    /// The amount; none where it cannot be read.
    pub amount: Option<Pence>,
}

/// A ledger, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LedgerReading {
    /// The file's name.
    pub name: String,
    /// The fiscal year, by the year in which it begins.
    pub fiscal_year: i16,
    /// Rows read, the heading left out of the count.
    pub n_read: u64,
    /// The rows of the year, matched or not.
    pub rows: Vec<LedgerRow>,
    /// Rows left out, by reason; with the rows kept they are the rows read.
    pub skipped: Vec<Skipped>,
    /// What every row that has an amount comes to, also of those outside the year.
    pub total: Pence,
    /// What the rows outside the year come to.
    pub outside: Pence,
    /// The totals that the ledger prints itself.
    pub printed: Vec<Printed>,
    /// What is wrong. An error keeps the file out.
    pub problems: Vec<Problem>,
}

impl LedgerReading {
    /// What the rows that are kept come to.
    #[must_use]
    pub fn kept(&self) -> Pence {
        Pence(self.total.0.saturating_sub(self.outside.0))
    }

    /// Rows posted after the year's end.
    #[must_use]
    pub fn n_adjustments(&self) -> usize {
        self.rows.iter().filter(|row| row.is_adjustment).count()
    }

    /// Whether it may be taken in, its control total apart.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let is_error = |held: &Problem| held.severity == Severity::Error;
        !self.rows.is_empty() && !self.problems.iter().any(is_error)
    }

    /// The fiscal year as it is printed.
    #[must_use]
    pub fn year(&self) -> Period {
        Period::Financial(self.fiscal_year)
    }

    /// The refusal where the total that the officer has is another.
    #[must_use]
    pub fn off(&self, control: Pence) -> Option<Problem> {
        if control == self.total {
            return None;
        }
        let apart = i128::from(self.total.0) - i128::from(control.0);
        let difference = match i64::try_from(apart) {
            Ok(pence) => Pence(pence).to_string(),
            Err(_) => "more than can be held".to_owned(),
        };
        Some(Problem::refusal(
            "control-total",
            Place::File(self.name.clone(), None, None),
            format!("{}, control total", self.name),
            format!(
                "the file comes to {}, the control total is {control}: a difference of {difference}",
                self.total
            ),
            "Every penny of the ledger must be here, and none twice.",
            "Look for rows that are missing, cut off or there twice, or type the total that the ledger prints.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_penny_keeps_a_ledger_out() {
        let held = LedgerReading {
            name: "l.csv".into(),
            total: Pence(100_001),
            ..LedgerReading::default()
        };
        assert_eq!(held.off(Pence(100_001)), None);
        let said = held.off(Pence(100_000)).unwrap().to_string();
        for words in ["£1,000.01", "£1,000", "a difference of £0.01"] {
            assert!(said.contains(words), "{said}");
        }
        assert!(
            held.off(Pence(i64::MIN))
                .unwrap()
                .what
                .contains("more than")
        );
    }
}
