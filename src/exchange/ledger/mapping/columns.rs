//! The columns of a ledger: their names on screen, and the headings that finance systems give them.

use serde::{Deserialize, Serialize};

use crate::exchange::published::ees::headings::bare;

/// The headings of the columns; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LedgerColumns {
    /// The cost centre.
    pub cost_centre: String,
    /// The account code.
    pub subjective: String,
    /// What it was for.
    pub description: String,
    /// Who was paid.
    pub supplier: String,
    /// The number in the ledger.
    pub reference: String,
    /// The amount, signed.
    pub amount: String,
    /// What was spent.
    pub debit: String,
    /// What came back.
    pub credit: String,
    /// The day of posting.
    pub date: String,
    /// The period.
    pub period: String,
    /// Where the word `Total` marks a row that sums others.
    pub totals: String,
}

/// A column's name on screen, its place in [`LedgerColumns`], and the headings that mean it, in bare letters.
pub type Slot = (
    &'static str,
    fn(&mut LedgerColumns) -> &mut String,
    &'static [&'static str],
);

/// Every column, in the order on screen.
pub const SLOTS: [Slot; 11] = [
    (
        "Cost centre",
        |held| &mut held.cost_centre,
        &[
            "costcentre",
            "costcentrecode",
            "costcenter",
            "cc",
            "cctr",
            "centre",
            "costc",
            "responsibilitycentre",
            "costcentreid",
            "objective",
            "service",
            "la",
            "lacode",
        ],
    ),
    (
        "Account code",
        |held| &mut held.subjective,
        &[
            "subjective",
            "subjectivecode",
            "accountcode",
            "account",
            "glaccount",
            "glcode",
            "nominal",
            "nominalcode",
            "detailcode",
            "expensecode",
            "ledgercode",
            "costelement",
            "accountno",
        ],
    ),
    (
        "Amount",
        |held| &mut held.amount,
        &[
            "amount",
            "netamount",
            "net",
            "value",
            "actual",
            "amountgbp",
            "amountexcvat",
            "netvalue",
            "transactionamount",
            "homeamount",
            "actuals",
            "expenditure",
        ],
    ),
    (
        "Debit",
        |held| &mut held.debit,
        &["debit", "dr", "debits", "debitamount"],
    ),
    (
        "Credit",
        |held| &mut held.credit,
        &["credit", "cr", "credits", "creditamount"],
    ),
    (
        "Date",
        |held| &mut held.date,
        &[
            "postingdate",
            "posteddate",
            "dateposted",
            "transactiondate",
            "transdate",
            "date",
            "paymentdate",
            "documentdate",
            "effectivedate",
        ],
    ),
    (
        "Period",
        |held| &mut held.period,
        &[
            "period",
            "fiscalperiod",
            "postingperiod",
            "accountingperiod",
            "month",
            "yearperiod",
            "financialperiod",
        ],
    ),
    (
        "Description",
        |held| &mut held.description,
        &[
            "description",
            "narrative",
            "details",
            "text",
            "detail",
            "linedescription",
            "itemtext",
            "accountdescription",
            "purpose",
        ],
    ),
    (
        "Supplier",
        |held| &mut held.supplier,
        &[
            "supplier",
            "suppliername",
            "vendor",
            "vendorname",
            "payee",
            "creditor",
            "beneficiary",
        ],
    ),
    (
        "Reference",
        |held| &mut held.reference,
        &[
            "reference",
            "ref",
            "documentno",
            "documentnumber",
            "transactionno",
            "transactionnumber",
            "voucher",
            "invoiceno",
            "journal",
            "transactionid",
            "docno",
        ],
    ),
    ("Totals", |held| &mut held.totals, &[]),
];

impl LedgerColumns {
    /// Whether any column says an amount.
    #[must_use]
    pub fn has_amount(&self) -> bool {
        [&self.amount, &self.debit, &self.credit]
            .iter()
            .any(|held| !held.is_empty())
    }

    pub(super) fn guess(headings: &[String]) -> Self {
        let bares: Vec<String> = headings.iter().map(|heading| bare(heading)).collect();
        let mut columns = Self::default();
        for (_, slot, names) in SLOTS {
            let found = names
                .iter()
                .find_map(|name| bares.iter().position(|held| held == name));
            if let Some(heading) = found.and_then(|at| headings.get(at)) {
                slot(&mut columns).clone_from(heading);
            }
        }
        if !columns.debit.is_empty() && !columns.credit.is_empty() {
            // A running balance or a gross amount beside the two would count everything twice.
            columns.amount.clear();
        }
        columns
    }

    /// How much a row looks like headings: an amount and a code are what a ledger has.
    pub(super) fn score(&self) -> usize {
        let mut all = self.clone();
        let n = SLOTS
            .iter()
            .filter(|(_, slot, _)| !slot(&mut all).is_empty())
            .count();
        let needed = [self.has_amount(), !self.cost_centre.is_empty()];
        n + 10 * needed.iter().filter(|held| **held).count()
    }
}
