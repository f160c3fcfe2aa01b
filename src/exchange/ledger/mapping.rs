//! Which column of a ledger says what, in a small text that is kept and given again with next month's ledger:
//!
//! ```toml
//! skip_rows = 2                     # lines above the headings
//! year = "2001/02"                  # the fiscal year, where neither dates nor the officer say it
//! month = 12                        # one month for every row, counted from April, where no column says it
//! months = "fiscal"                 # a bare number or 2025/03 is the third month of the fiscal year;
//!                                   # "calendar": it is March; "": a bare number is fiscal, 2025/03 is March
//! credits = "negative"              # how a column of credits is signed: "" where it is not
//!
//! [columns]                         # headings as line 3 of the file has them
//! cost_centre = "Cost centre"
//! subjective = "Account"
//! amount = "Net"                    # or debit and credit
//! date = "Posting date"             # or period
//! totals = "Description"            # where a text that begins with "Total" marks a row that sums others
//! ```
//!
//! Edges: a name that is no setting is refused with its line.

mod columns;

use serde::{Deserialize, Serialize};

use crate::domain::period::{Period, PeriodKind};
use crate::domain::problem::Problem;
use crate::exchange::published::mapping::toml_problem;
use crate::exchange::published::text::{Row, whole};

pub use columns::{LedgerColumns, SLOTS, Slot};

/// How many rows are looked at for the headings.
const HEADINGS_WITHIN: usize = 20;

/// How a ledger's columns are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LedgerMap {
    /// Lines above the headings.
    pub skip_rows: usize,
    /// The fiscal year, as `2001/02`; empty where the file or the officer says it.
    pub year: String,
    /// The month of every row, counted from April; none where a column says it.
    pub month: Option<u8>,
    /// What a number of a month counts from.
    pub months: Months,
    /// Whether a column of credits is written with its minus already.
    pub credits: Credits,
    /// The columns.
    pub columns: LedgerColumns,
}

/// What the number of a month counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Months {
    /// A bare number from April, one with its year from January.
    #[default]
    #[serde(rename = "")]
    AsWritten,
    /// From April, always.
    Fiscal,
    /// From January, always.
    Calendar,
}

/// How credits are written in a column of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Credits {
    /// Without a minus: they are taken off.
    #[default]
    #[serde(rename = "")]
    Plain,
    /// With a minus: they are added as they are.
    Negative,
}

impl LedgerMap {
    /// Reads a mapping.
    ///
    /// # Errors
    /// What is wrong in it, with the line.
    pub fn read(name: &str, text: &str) -> Result<Self, Problem> {
        let map: Self = toml::from_str(text).map_err(|error| toml_problem(name, text, &error))?;
        if map.month.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err(whole(
                "bad-mapping",
                name,
                &format!("month = {}", map.month.unwrap_or_default()),
                "Months are counted from April: 1 is April, 12 is March.",
                "Write a number from 1 to 12.",
            ));
        }
        if !map.year.is_empty() && map.fiscal_year().is_none() {
            return Err(whole(
                "bad-mapping",
                name,
                &format!("year = “{}”", map.year),
                "It is a fiscal year.",
                "Write it as 2001/02.",
            ));
        }
        Ok(map)
    }

    /// The mapping as a text that [`LedgerMap::read`] reads.
    #[must_use]
    pub fn write(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// The year it says, by the year in which it begins.
    #[must_use]
    pub fn fiscal_year(&self) -> Option<i16> {
        fiscal_year(&self.year)
    }

    /// A mapping for a ledger that begins with these rows, going by the words of its headings: the first row that names an
    /// amount and a code. The officer sees it and puts it right.
    #[must_use]
    pub fn guess(first: &[Row]) -> Self {
        let mut best = (0, Self::default());
        for row in first.iter().take(HEADINGS_WITHIN) {
            let columns = LedgerColumns::guess(&row.cells);
            let score = columns.score();
            if score > best.0 {
                let skip_rows = usize::try_from(row.line.saturating_sub(1)).unwrap_or(0);
                let map = Self {
                    skip_rows,
                    columns,
                    ..Self::default()
                };
                best = (score, map);
            }
        }
        best.1
    }
}

/// `2001/02` as 2001.
#[must_use]
pub fn fiscal_year(text: &str) -> Option<i16> {
    match Period::read(text.trim(), PeriodKind::Financial) {
        Ok(Period::Financial(year)) => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_documentation_is_read() {
        let text = crate::exchange::published::mapping::example(include_str!("mapping.rs"));
        let map = LedgerMap::read("map.toml", &text).unwrap();
        assert_eq!(
            (map.skip_rows, map.month, map.fiscal_year()),
            (2, Some(12), Some(2001))
        );
        assert_eq!(
            (map.months, map.credits),
            (Months::Fiscal, Credits::Negative)
        );
        assert_eq!(map.columns.totals, "Description");
        assert_eq!(LedgerMap::read("map.toml", &map.write()), Ok(map));
    }

    #[test]
    fn a_slip_of_the_pen_is_refused() {
        #[track_caller]
        fn check(text: &str, said: &str) {
            let problem = LedgerMap::read("map.toml", text).unwrap_err();
            assert!(problem.to_string().contains(said), "{problem}");
        }
        check("mont = 3\n", "mont");
        check("month = 13\n", "1 to 12");
        check("year = \"2001/05\"\n", "2001/02");
        check("[columns]\ncost_center = \"a\"\n", "line 2");
    }

    #[test]
    fn columns_are_guessed_from_the_headings_of_real_ledgers() {
        #[track_caller]
        fn check(lines: &[&str], skip_rows: usize, want: [&str; 5]) {
            let rows: Vec<Row> = (1..)
                .zip(lines)
                .map(|(line, text)| Row {
                    line,
                    cells: text.split('|').map(str::to_owned).collect(),
                })
                .collect();
            let map = LedgerMap::guess(&rows);
            let held = &map.columns;
            let amount = if held.amount.is_empty() {
                &held.debit
            } else {
                &held.amount
            };
            let when = if held.date.is_empty() {
                &held.period
            } else {
                &held.date
            };
            let found = [
                &held.cost_centre,
                &held.subjective,
                amount,
                when,
                &held.supplier,
            ];
            assert_eq!(found.map(String::as_str), want);
            assert_eq!(map.skip_rows, skip_rows);
        }
        check(
            &["Cost Centre|Subjective|Description|Net Amount|Posting Date|Supplier"],
            0,
            [
                "Cost Centre",
                "Subjective",
                "Net Amount",
                "Posting Date",
                "Supplier",
            ],
        );
        check(
            &[
                "City Council|Ledger 2025/26",
                "",
                "CC|Account|DR|CR|Period|Amount",
            ],
            2,
            ["CC", "Account", "DR", "Period", ""],
        );
        check(&["a|b", "1|2"], 0, ["", "", "", "", ""]);
        check(&[], 0, ["", "", "", "", ""]);
    }
}
