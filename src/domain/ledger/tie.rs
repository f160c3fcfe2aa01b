//! Which rows of a ledger count on which line, and why the others do not.

use std::collections::{BTreeMap, HashMap};

use crate::domain::book::Book;
use crate::domain::closing::{is_closed, month_name};
use crate::domain::grant::at::LineAt;
use crate::domain::ledger::{LedgerCode, LedgerMatch, LedgerRow, code_name, folded};
use crate::domain::money::Pence;
use crate::domain::period::Period;

/// Rows of one code that count on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The cost centre, as the ledger writes it.
    pub cost_centre: String,
    /// The account code, as the ledger writes it.
    pub subjective: String,
    /// The line.
    pub line: LineAt,
    /// The months, one bit a month.
    pub months: u16,
    /// How many rows.
    pub n: u64,
    /// What they come to.
    pub amount: Pence,
}

/// What a line had spent in a month, by the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// How much.
    pub amount: Pence,
    /// How much of it was posted after the year's end.
    pub adjustments: Pence,
    /// How many rows.
    pub n: u64,
}

/// A row that counts nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Which of the rows.
    pub at: usize,
    /// Why.
    pub reason: String,
}

/// A ledger tied to the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tie {
    /// The codes that count, in order.
    pub matched: Vec<Matched>,
    /// What each line had spent in each month.
    pub spent: BTreeMap<(LineAt, u8), Spent>,
    /// The rows that count nowhere.
    pub set_aside: Vec<SetAside>,
}

impl Tie {
    /// How many rows count.
    #[must_use]
    pub fn n_matched(&self) -> u64 {
        self.matched.iter().map(|held| held.n).sum()
    }

    /// What the rows that count come to.
    #[must_use]
    pub fn amount(&self) -> Pence {
        Pence(self.matched.iter().map(|held| held.amount.0).sum())
    }

    /// The reasons for which rows count nowhere, the most frequent first, each with how many.
    #[must_use]
    pub fn reasons(&self) -> Vec<(String, u64)> {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for held in &self.set_aside {
            *counts.entry(kind_of(&held.reason)).or_default() += 1;
        }
        let mut found: Vec<(String, u64)> = counts
            .into_iter()
            .map(|(reason, n)| (reason.to_owned(), n))
            .collect();
        found.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        found
    }
}

/// A reason without what is special to its row: the words before the colon.
#[must_use]
pub fn kind_of(reason: &str) -> &str {
    reason.split_once(": ").map_or(reason, |(kind, _)| kind)
}

/// The rules of the book, ready to be asked ten thousand times.
struct Rules<'a> {
    book: &'a Book,
    year: i16,
    held: HashMap<(String, String), Vec<&'a LedgerCode>>,
}

impl<'a> Rules<'a> {
    fn new(book: &'a Book, year: i16) -> Self {
        let mut held: HashMap<_, Vec<&LedgerCode>> = HashMap::new();
        for code in &book.ledger_codes {
            let key = (folded(&code.cost_centre), folded(&code.subjective));
            held.entry(key).or_default().push(code);
        }
        Self { book, year, held }
    }

    /// The line of a code: by the rule for it, else by the rule for any account code of its cost centre.
    fn line(&self, cost_centre: &str, subjective: &str) -> Result<LineAt, String> {
        if cost_centre.trim().is_empty() {
            return Err("no cost centre".to_owned());
        }
        let mut other = None;
        for account in [folded(subjective), String::new()] {
            let rules = self.held.get(&(folded(cost_centre), account));
            for rule in rules.into_iter().flatten() {
                match rule.fiscal_year(self.book) {
                    Some(year) if year == self.year => {
                        return Ok(LineAt::new(rule.grant, rule.priority_area));
                    }
                    year => other = other.or(year),
                }
            }
        }
        let code = code_name(cost_centre, subjective);
        Err(match other {
            Some(year) => {
                let year = Period::Financial(year);
                format!("the rule is for a grant of another year: {code}, {year}")
            }
            None => format!("no rule for this code: {code}"),
        })
    }
}

/// Ties rows to the lines of a year. Months in `kept` stay as these matches have them, whatever the rules say now: they
/// are closed.
#[must_use]
pub fn tie(book: &Book, year: i16, rows: &[LedgerRow], kept: &[&LedgerMatch]) -> Tie {
    let rules = Rules::new(book, year);
    let closed: [bool; 13] = std::array::from_fn(|month| is_closed(book, year, Some(month as u8)));
    let mut lines: HashMap<(&str, &str), Result<LineAt, String>> = HashMap::new();
    let mut matched: BTreeMap<(&str, &str, LineAt), Matched> = BTreeMap::new();
    let mut tie = Tie::default();
    for (at, row) in rows.iter().enumerate() {
        let code = (row.cost_centre.as_str(), row.subjective.as_str());
        let found = match (row.amount, row.month) {
            _ if !row.fault.is_empty() => Err(row.fault.clone()),
            (None, _) => Err("no amount".to_owned()),
            (_, None) => Err("no month".to_owned()),
            (Some(amount), Some(month)) => {
                let is_closed = closed.get(usize::from(month)) == Some(&true);
                let line = if is_closed {
                    in_closed(kept, code, month)
                } else {
                    let line = lines.entry(code);
                    line.or_insert_with(|| rules.line(code.0, code.1)).clone()
                };
                line.map(|line| (line, month, amount))
            }
        };
        match found {
            Err(reason) => tie.set_aside.push(SetAside { at, reason }),
            Ok((line, month, amount)) => {
                let held = matched
                    .entry((code.0, code.1, line))
                    .or_insert_with(|| Matched {
                        cost_centre: code.0.to_owned(),
                        subjective: code.1.to_owned(),
                        line,
                        months: 0,
                        n: 0,
                        amount: Pence::ZERO,
                    });
                held.months |= 1 << (month - 1);
                held.n += 1;
                // The reading refuses a file whose amounts, all taken as positive, cannot be held.
                held.amount.0 = held.amount.0.saturating_add(amount.0);
                let spent = tie.spent.entry((line, month)).or_default();
                spent.amount.0 = spent.amount.0.saturating_add(amount.0);
                spent.n += 1;
                if row.is_adjustment {
                    spent.adjustments.0 = spent.adjustments.0.saturating_add(amount.0);
                }
            }
        }
    }
    tie.matched = matched.into_values().collect();
    tie
}

/// The line on which a row of a closed month counts already.
fn in_closed(kept: &[&LedgerMatch], code: (&str, &str), month: u8) -> Result<LineAt, String> {
    let held = kept
        .iter()
        .find(|held| held.cost_centre == code.0 && held.subjective == code.1 && held.has(month));
    held.map(|held| LineAt::new(held.grant, held.priority_area))
        .ok_or_else(|| format!("the month is closed: {}", month_name(month)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::closing::Closing;
    use crate::domain::id::{BatchId, ClosingId, GrantId, LedgerMatchId, PriorityAreaId};
    use crate::domain::ledger::tests::{book, code};

    fn row(code: (&str, &str), month: u8, pence: i64) -> LedgerRow {
        LedgerRow {
            line: 2,
            cost_centre: code.0.into(),
            subjective: code.1.into(),
            month: Some(month),
            amount: Some(Pence(pence)),
            ..LedgerRow::default()
        }
    }

    fn plan() -> Book {
        book(vec![
            code(1, "C100", "", 1, 1),
            code(2, "C100", "4010", 2, 2),
            code(3, "C200", "", 3, 1),
        ])
    }

    #[test]
    fn a_rule_for_the_account_goes_before_one_for_any() {
        #[track_caller]
        fn check(code: (&str, &str), want: Result<(i64, i64), &str>) {
            let tie = tie(&plan(), 2025, &[row(code, 3, 7)], &[]);
            let found = match tie.set_aside.first() {
                Some(held) => Err(held.reason.as_str()),
                None => Ok((
                    tie.matched[0].line.grant.0,
                    tie.matched[0].line.priority_area.0,
                )),
            };
            assert_eq!(found, want);
        }
        check(("C100", "4010"), Ok((2, 2)));
        check(("c100", "9999"), Ok((1, 1)));
        check(("C100", ""), Ok((1, 1)));
        check(
            ("C200", "1"),
            Err("the rule is for a grant of another year: C200 / 1, 2024/25"),
        );
        check(("C300", "1"), Err("no rule for this code: C300 / 1"));
        check(("", "4010"), Err("no cost centre"));
    }

    #[test]
    fn every_row_counts_or_is_set_aside_and_sums_are_exact() {
        let mut rows = vec![
            row(("C100", "1"), 1, 100),
            row(("C100", "1"), 1, -30),
            row(("C100", "2"), 12, 5),
            row(("C300", ""), 1, 9),
        ];
        rows[2].is_adjustment = true;
        rows.push(LedgerRow {
            fault: "amount unreadable: “x”".into(),
            ..LedgerRow::default()
        });
        let tie = tie(&plan(), 2025, &rows, &[]);
        assert_eq!(tie.n_matched() as usize + tie.set_aside.len(), rows.len());
        assert_eq!(tie.amount(), Pence(75));
        let line = LineAt::new(GrantId(1), PriorityAreaId(1));
        assert_eq!(tie.spent[&(line, 1)].amount, Pence(70));
        assert_eq!(tie.spent[&(line, 12)].adjustments, Pence(5));
        let reasons = tie.reasons();
        assert_eq!(reasons.len(), 2);
        assert!(reasons.contains(&("amount unreadable".into(), 1)));
    }

    #[test]
    fn a_closed_month_takes_nothing_new_and_loses_nothing() {
        let mut book = plan();
        book.closings = vec![Closing {
            id: ClosingId(1),
            fiscal_year: 2025,
            month: 1,
            is_closed: true,
            made_on: "2025-05-10".parse().unwrap(),
            made_by: String::new(),
            reason: String::new(),
        }]
        .into();
        let rows = [row(("C100", "1"), 1, 100), row(("C100", "1"), 2, 7)];
        let now = tie(&book, 2025, &rows, &[]);
        assert_eq!(now.set_aside[0].reason, "the month is closed: April");
        assert_eq!(now.amount(), Pence(7));
        let kept = LedgerMatch {
            id: LedgerMatchId(1),
            batch: BatchId(1),
            cost_centre: "C100".into(),
            subjective: "1".into(),
            grant: GrantId(2),
            priority_area: PriorityAreaId(2),
            months: 1,
            n: 1,
            amount: Pence(100),
        };
        let now = tie(&book, 2025, &rows, &[&kept]);
        assert!(now.set_aside.is_empty());
        let line = LineAt::new(GrantId(2), PriorityAreaId(2));
        assert_eq!(now.spent[&(line, 1)].amount, Pence(100));
    }
}
