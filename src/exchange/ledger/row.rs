//! One row of a ledger: a posting, a total that the ledger prints itself, or nothing.

use crate::domain::ledger::LedgerRow;
use crate::domain::money::Pence;
use crate::domain::problem::Problem;
use crate::exchange::ledger::amount;
use crate::exchange::ledger::mapping::{Credits, LedgerMap};
use crate::exchange::ledger::when::{When, of_date, of_period};
use crate::exchange::published::ees::headings::missing_column;
use crate::exchange::published::mapping::{incomplete, place_of};
use crate::exchange::published::text::{Row, at_cell};

/// Words that a fault begins with.
const AMOUNT: &str = "amount unreadable";
const PERIOD: &str = "month unreadable";

/// What a row is.
pub(super) enum Posted {
    /// Nothing to keep, for this reason.
    LeftOut(&'static str),
    /// A total of the ledger's own, and its amount where it can be read.
    Total(Option<Pence>),
    /// A posting.
    Row {
        /// As it is kept.
        row: LedgerRow,
        /// The fiscal year that its period says, or its date where it has no period.
        year: Option<i16>,
        /// The fiscal year of its date.
        dated: Option<i16>,
    },
}

/// Where in a row everything stands.
pub(super) struct Columns<'a> {
    name: &'a str,
    headings: Row,
    map: &'a LedgerMap,
    cost_centre: Option<usize>,
    subjective: Option<usize>,
    description: Option<usize>,
    supplier: Option<usize>,
    reference: Option<usize>,
    amount: Option<usize>,
    debit: Option<usize>,
    credit: Option<usize>,
    date: Option<usize>,
    period: Option<usize>,
    totals: Option<usize>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(
        name: &'a str,
        headings: Row,
        map: &'a LedgerMap,
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut place = |wanted: &str| {
            let found = place_of(&headings, wanted);
            if found.is_none() && !wanted.is_empty() {
                problems.push(missing_column(name, &headings, wanted));
            }
            found
        };
        let held = &map.columns;
        let [cost_centre, subjective, description, supplier, reference] = [
            &held.cost_centre,
            &held.subjective,
            &held.description,
            &held.supplier,
            &held.reference,
        ]
        .map(|wanted| place(wanted));
        let [amount, debit, credit, date, period, totals] = [
            &held.amount,
            &held.debit,
            &held.credit,
            &held.date,
            &held.period,
            &held.totals,
        ]
        .map(|wanted| place(wanted));
        let needed = [
            ("amount", held.has_amount()),
            ("cost centre", !held.cost_centre.is_empty()),
            (
                "month",
                map.month.is_some() || !held.date.is_empty() || !held.period.is_empty(),
            ),
        ];
        for (what, _) in needed.iter().filter(|(_, is_there)| !is_there) {
            problems.push(incomplete(name, what, &headings));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            name,
            headings,
            map,
            cost_centre,
            subjective,
            description,
            supplier,
            reference,
            amount,
            debit,
            credit,
            date,
            period,
            totals,
        })
    }

    /// What a row is, when those before it come to `so_far`.
    pub(super) fn posted(&self, row: &Row, so_far: Pence) -> Posted {
        if row.is_empty() {
            return Posted::LeftOut("blank row");
        }
        if row.cells == self.headings.cells {
            return Posted::LeftOut("the heading again");
        }
        let amount = self.amount(row);
        let words = [
            self.cost_centre,
            self.subjective,
            self.description,
            self.supplier,
            self.reference,
            self.date,
            self.period,
        ];
        let is_wordless = words.iter().all(|at| cell(row, *at).is_empty());
        if self.is_total(row) || (is_wordless && amount == Ok(Some(so_far))) {
            return Posted::Total(amount.unwrap_or_default());
        }
        if amount == Ok(None) {
            return Posted::LeftOut("no amount in the row");
        }
        let mut fault = String::new();
        let amount = amount.unwrap_or_else(|why| {
            fault = format!("{AMOUNT}: {why}");
            None
        });
        let (when, dated) = self.when(row);
        let when = when.unwrap_or_else(|why| {
            if fault.is_empty() {
                fault = format!("{PERIOD}: {why}");
            }
            When {
                month: None,
                year: None,
                is_adjustment: false,
            }
        });
        let text = |at| cell(row, at).to_owned();
        Posted::Row {
            row: LedgerRow {
                line: row.line,
                cost_centre: text(self.cost_centre),
                subjective: text(self.subjective),
                description: text(self.description),
                supplier: text(self.supplier),
                reference: text(self.reference),
                month: when.month,
                is_adjustment: when.is_adjustment,
                amount,
                fault,
            },
            year: when.year,
            dated,
        }
    }

    /// Whether the row says that it sums others: `Total`, `Grand total:`, `C100 Total`.
    fn is_total(&self, row: &Row) -> bool {
        let code = cell(row, self.cost_centre);
        let is_code = begins_with_total(code) || code.to_lowercase().ends_with(" total");
        let others = [self.subjective, self.description, self.reference];
        let without_code = code.is_empty()
            && (others.iter().any(|at| begins_with_total(cell(row, *at)))
                || row.cells.iter().any(|cell| begins_with_total(cell)));
        // Some accounts are numbered before their words: `5 Total Sure Start`.
        let said = cell(row, self.totals);
        let said =
            said.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.');
        is_code || without_code || begins_with_total(said)
    }

    fn amount(&self, row: &Row) -> Result<Option<Pence>, String> {
        let read = |at: Option<usize>| amount::read(cell(row, at));
        if self.amount.is_some() && !cell(row, self.amount).is_empty() {
            return read(self.amount);
        }
        let (debit, credit) = (read(self.debit)?, read(self.credit)?);
        let credit = credit.map(|credit| match self.map.credits {
            Credits::Plain => Pence(credit.0.saturating_neg()),
            Credits::Negative => credit,
        });
        match (debit, credit) {
            (Some(debit), Some(credit)) => debit
                .checked_add(credit)
                .map(Some)
                .ok_or_else(|| "more money than can be held".to_owned()),
            (one, other) => Ok(one.or(other)),
        }
    }

    /// When it was posted, and the fiscal year of its date. The period goes before the date: what was posted in April to
    /// period 12 belongs to March.
    fn when(&self, row: &Row) -> (Result<When, String>, Option<i16>) {
        let date = of_date(cell(row, self.date));
        let dated = date.and_then(|when| when.year);
        let said = cell(row, self.period);
        let period = of_period(said, self.map.months, self.map.month.is_some());
        let found = match (self.map.month, period, date) {
            (Some(month), period, date) => Ok(When {
                month: Some(month),
                year: period.or(date).and_then(|when| when.year),
                is_adjustment: false,
            }),
            (None, Some(period), _) if period.month.is_some() => Ok(period),
            (None, _, Some(date)) => Ok(date),
            (None, _, None) => {
                let given = [said, cell(row, self.date)];
                let given: Vec<&str> = given.into_iter().filter(|text| !text.is_empty()).collect();
                Err(match given.is_empty() {
                    true => "neither a date nor a period".to_owned(),
                    false => format!("“{}”", given.join("”, “")),
                })
            }
        };
        (found, dated)
    }

    /// The fault of a row, with its place.
    pub(super) fn fault_of(&self, row: &LedgerRow) -> Option<Problem> {
        if row.fault.is_empty() {
            return None;
        }
        let column = if row.fault.starts_with(AMOUNT) {
            self.amount.or(self.debit).or(self.credit)
        } else {
            self.period.or(self.date)
        };
        let column = column.unwrap_or(0);
        Some(at_cell(
            "row-set-aside",
            self.name,
            row.line,
            column,
            self.headings.cell(column),
            &row.fault,
            "The row is kept, but counts on no line and is not in the total.",
            "Put it right in the ledger and take that in, or leave it aside.",
        ))
    }
}

fn cell(row: &Row, at: Option<usize>) -> &str {
    at.map_or("", |at| row.cell(at))
}

/// Whether a text is the word total, or begins with it.
fn begins_with_total(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let lower = ["grand ", "sub", "overall ", "net "]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .unwrap_or(&lower)
        .trim_start_matches(['-', ' ']);
    let rest = lower
        .strip_prefix("totals")
        .or_else(|| lower.strip_prefix("total"));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::begins_with_total;

    #[test]
    fn totals_are_known_by_their_word() {
        for text in [
            "Total",
            "TOTALS:",
            "Grand Total",
            "Sub-total",
            "subtotal",
            "Net total 2025",
            "Total expenditure",
        ] {
            assert!(begins_with_total(text), "{text}");
        }
        for text in [
            "Totally new",
            "Grand Hotel",
            "Substitute teachers",
            "",
            "Teatotal",
        ] {
            assert!(!begins_with_total(text), "{text}");
        }
    }
}
