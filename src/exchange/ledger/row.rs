//! One row of a ledger: a posting, a total that the ledger prints itself, or nothing.

use crate::domain::ledger::LedgerRow;
use crate::domain::money::Pence;
use crate::domain::problem::{Problem, Severity};
use crate::exchange::ledger::amount;
use crate::exchange::ledger::heading::column_of;
use crate::exchange::ledger::mapping::{Credits, LedgerMap};
use crate::exchange::ledger::total::{begins_with_total, is_total};
use crate::exchange::ledger::when::{When, of_date, of_period, year_of_bare};
use crate::exchange::published::ees::headings::missing_column;
use crate::exchange::published::mapping::incomplete;
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
        /// The fiscal year that its period says, or its period and its date together.
        year: Option<i16>,
        /// The fiscal year of its date.
        dated: Option<i16>,
    },
}

/// When a row was posted, as far as it says.
struct Timed {
    when: When,
    /// Why its month is not known.
    fault: Option<String>,
    /// The fiscal year of its date.
    dated: Option<i16>,
    /// Whether a period or a date of its own can be read.
    is_said: bool,
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
    /// What should be known of how the columns were found.
    pub(super) warnings: Vec<Problem>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(
        name: &'a str,
        headings: Row,
        map: &'a LedgerMap,
    ) -> Result<Self, Vec<Problem>> {
        let (mut problems, mut warnings) = (Vec::new(), Vec::new());
        // What decides on which line and how much goes by a heading of its own; words may be read from the first of two.
        let mut place = |wanted: &str, decides: bool| {
            if wanted.is_empty() {
                return None;
            }
            let Some((at, twin)) = column_of(name, &headings, wanted) else {
                problems.push(missing_column(name, &headings, wanted));
                return None;
            };
            match twin {
                Some(twin) if decides => problems.push(twin),
                Some(mut twin) => {
                    twin.remedy = format!("Column {} is read.", at + 1);
                    warnings.push(twin.severity(Severity::Warning));
                }
                None => {}
            }
            Some(at)
        };
        let held = &map.columns;
        let [
            cost_centre,
            subjective,
            amount,
            debit,
            credit,
            date,
            period,
            totals,
        ] = [
            &held.cost_centre,
            &held.subjective,
            &held.amount,
            &held.debit,
            &held.credit,
            &held.date,
            &held.period,
            &held.totals,
        ]
        .map(|wanted| place(wanted, true));
        let [description, supplier, reference] =
            [&held.description, &held.supplier, &held.reference].map(|wanted| place(wanted, false));
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
            warnings,
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
        let timed = self.when(row);
        if self.is_total(row, timed.is_said) || (is_wordless && amount == Ok(Some(so_far))) {
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
        if let (Some(why), true) = (timed.fault, fault.is_empty()) {
            fault = format!("{PERIOD}: {why}");
        }
        let when = timed.when;
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
            dated: timed.dated,
        }
    }

    /// Whether the row says that it sums others. One that says when it was posted, and to which account or to whom, is a
    /// posting, whatever else it is called: money must not be dropped for the name of a supplier or a scheme.
    fn is_total(&self, row: &Row, says_when: bool) -> bool {
        // Some accounts are numbered before their words: `5 Total Sure Start`.
        let said = cell(row, self.totals);
        let said =
            said.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.');
        if begins_with_total(said) {
            return true;
        }
        let (account, supplier) = (cell(row, self.subjective), cell(row, self.supplier));
        let is_posted = (!account.is_empty() && !is_total(account)) || !supplier.is_empty();
        if is_posted && says_when {
            return false;
        }
        let named = [self.cost_centre, self.subjective, self.description];
        if named.iter().any(|at| is_total(cell(row, *at))) {
            return true;
        }
        // `Total expenditure` in a row that says nothing else of itself.
        let mut cells = row.cells.iter().enumerate();
        let is_bare = cell(row, self.cost_centre).is_empty() && !is_posted && !says_when;
        is_bare && cells.any(|(at, cell)| Some(at) != self.supplier && begins_with_total(cell))
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

    /// When it was posted. The period goes before the date: what was posted in April to period 12 belongs to March. The
    /// date is asked for the month only where there is no period, and for the year where the period does not say it.
    fn when(&self, row: &Row) -> Timed {
        let (said, day) = (cell(row, self.period), cell(row, self.date));
        let date = of_date(day);
        let dated = date.and_then(|when| when.year);
        let period = of_period(said, self.map.months, self.map.month.is_some());
        let is_said = date.is_some() || period.is_some_and(|when| when.month.is_some());
        let of = |month, year| When {
            month,
            year,
            is_adjustment: false,
        };
        let (when, fault) = match (self.map.month, period, date) {
            (Some(month), period, _) => {
                let year = period.and_then(|when| when.year);
                (of(Some(month), year.or(dated)), None)
            }
            (None, None, Some(date)) if said.is_empty() => (date, None),
            (None, None, _) => (of(None, None), Some(no_month(said, day))),
            (None, Some(period), date) => match (period.month, date) {
                (Some(month), Some(date)) => {
                    let year = period.year.or_else(|| year_of_bare(month, date));
                    (When { year, ..period }, None)
                }
                (Some(_), None) => (period, None),
                // A year alone, beside a day of that year.
                (None, Some(date)) if date.year == period.year => (date, None),
                (None, _) => (of(None, period.year), Some(no_month(said, day))),
            },
        };
        Timed {
            when,
            fault,
            dated,
            is_said,
        }
    }

    /// The fault of a row, with its place.
    pub(super) fn fault_of(&self, row: &LedgerRow) -> Option<Problem> {
        if row.fault.is_empty() {
            return None;
        }
        let (column, why) = if row.amount.is_none() {
            let why = "The row is kept, but counts on no line and is not in the total.";
            (self.amount.or(self.debit).or(self.credit), why)
        } else {
            let why = "The row is kept and is in the total, but counts on no line while its month is not known.";
            (self.period.or(self.date), why)
        };
        let column = column.unwrap_or(0);
        Some(at_cell(
            "row-set-aside",
            self.name,
            row.line,
            column,
            self.headings.cell(column),
            &row.fault,
            why,
            "Put it right in the ledger and take that in, or leave it aside.",
        ))
    }
}

fn cell(row: &Row, at: Option<usize>) -> &str {
    at.map_or("", |at| row.cell(at))
}

/// Why no month is known, in the words of the row.
fn no_month(period: &str, date: &str) -> String {
    match (period, date) {
        ("", "") => "neither a date nor a period".to_owned(),
        (one, "") | ("", one) => format!("“{one}”"),
        (period, date) => format!("“{period}”, “{date}”"),
    }
}
