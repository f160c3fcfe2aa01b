//! What a ledger would count once more, when the plan has another of the same year.
//!
//! Finance systems print ledgers to date: May's holds April's rows again. Taken in beside April's, every row of April would
//! count twice, and each file would tie to its own total. So a ledger is held against those that the plan has: rows that
//! both have, and months of a code that count already, are said with what they come to, and the older ledger can go when
//! the new one comes in.
//!
//! Edges: two ledgers may rightly have rows of one code in one month, where a late posting comes by itself; so this is a
//! warning. Rows of a closed month count nowhere when they come again, and are left out of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::closing::{is_closed, month_name};
use crate::domain::id::BatchId;
use crate::domain::ledger::change::matches;
use crate::domain::ledger::tie::Tie;
use crate::domain::ledger::{LedgerRow, code_name, folded};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem, Severity};

/// How many codes and months are named; the rest are counted.
const NAMED: usize = 5;

/// A ledger of the plan that counts something that a new one would count too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The ledger that the plan has.
    pub batch: BatchId,
    /// Its name.
    pub name: String,
    /// How many rows both have: the same codes, number, month and amount.
    pub n_same: u64,
    /// What those come to.
    pub same: Pence,
    /// The codes and months that count by it already and would count again, in order.
    pub counted: Vec<Counted>,
}

/// A code that counts in a month already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The month, counted from April.
    pub month: u8,
    /// The code: `C100 / 4010`.
    pub code: String,
    /// What it comes to.
    pub amount: Pence,
}

/// A row as two ledgers may both have it.
type Same<'a> = (String, String, &'a str, u8, Pence);

fn same(row: &LedgerRow) -> Option<Same<'_>> {
    let (month, amount) = row.month.zip(row.amount)?;
    let (centre, account) = (folded(&row.cost_centre), folded(&row.subjective));
    row.fault
        .is_empty()
        .then_some((centre, account, row.reference.trim(), month, amount))
}

/// What the rows of a new ledger, tied to the plan as `tie` says, have in common with those of one that the plan has, of
/// the same fiscal year; none where nothing would count twice.
#[must_use]
pub fn overlap(
    book: &Book,
    year: i16,
    (batch, held): (&Batch, &[LedgerRow]),
    (new, tie): (&[LedgerRow], &Tie),
) -> Option<Overlap> {
    let closed: [bool; 13] = std::array::from_fn(|month| is_closed(book, year, Some(month as u8)));
    let is_open = |month: u8| closed.get(usize::from(month)) == Some(&false);
    let mut before: HashMap<Same<'_>, u64> = HashMap::new();
    for row in held.iter().filter_map(same) {
        *before.entry(row).or_default() += 1;
    }
    let (mut n_same, mut pence) = (0, 0_i64);
    for row in new.iter().filter_map(same).filter(|row| is_open(row.3)) {
        if let Some(left) = before.get_mut(&row).filter(|left| **left > 0) {
            *left -= 1;
            n_same += 1;
            pence = pence.saturating_add(row.4.0);
        }
    }
    let counted = counted(book, (batch, held), tie);
    (n_same > 0 || !counted.is_empty()).then(|| Overlap {
        batch: batch.id,
        name: batch.name.clone(),
        n_same,
        same: Pence(pence),
        counted,
    })
}

/// The codes and months that count by a ledger, and by this tie once more.
fn counted(book: &Book, (batch, held): (&Batch, &[LedgerRow]), tie: &Tie) -> Vec<Counted> {
    let mut would: HashSet<(String, String, u8)> = HashSet::new();
    for code in &tie.matched {
        let months = (1..=12).filter(|month| code.months >> (month - 1) & 1 == 1);
        let key = (folded(&code.cost_centre), folded(&code.subjective));
        would.extend(months.map(|month| (key.0.clone(), key.1.clone(), month)));
    }
    let mut counts: HashMap<(&str, &str), u16> = HashMap::new();
    for code in matches(book, batch.id) {
        let key = (code.cost_centre.as_str(), code.subjective.as_str());
        *counts.entry(key).or_default() |= code.months;
    }
    let mut found: BTreeMap<(u8, String), Counted> = BTreeMap::new();
    for row in held.iter().filter(|row| row.fault.is_empty()) {
        let Some((month, amount)) = row.month.zip(row.amount) else {
            continue;
        };
        let months = counts.get(&(row.cost_centre.as_str(), row.subjective.as_str()));
        let is_counted = months.is_some_and(|months| months >> (month - 1) & 1 == 1);
        let key = (folded(&row.cost_centre), folded(&row.subjective), month);
        if !is_counted || !would.contains(&key) {
            continue;
        }
        let code = code_name(row.cost_centre.trim(), row.subjective.trim());
        let at = (month, folded(&code));
        let held = found.entry(at).or_insert_with(|| Counted {
            month,
            code,
            amount: Pence::ZERO,
        });
        held.amount.0 = held.amount.0.saturating_add(amount.0);
    }
    found.into_values().collect()
}

impl Overlap {
    /// The warning, about a new ledger of this name.
    #[must_use]
    pub fn problem(&self, new: &str) -> Problem {
        let name = &self.name;
        let mut what: Vec<String> = Vec::new();
        if self.n_same > 0 {
            let rows = several(self.n_same as usize, "row");
            what.push(format!("{rows}, {}, that {name} has too", self.same));
        }
        for held in self.counted.iter().take(NAMED) {
            let month = month_name(held.month);
            let (code, amount) = (&held.code, held.amount);
            what.push(format!(
                "{month} of {code} has {amount} from {name} already"
            ));
        }
        if let Some(more @ 1..) = self.counted.len().checked_sub(NAMED) {
            let others = several(more, "other month");
            what.push(format!("and so have {others} of codes"));
        }
        Problem::refusal(
            "counted-already",
            Place::File(new.to_owned(), None, None),
            new,
            what.join("; "),
            "A ledger to date holds the rows of the one before it, and both would count.",
            format!(
                "Take it in in place of {name} (on the command line --replace {name}), unless these are postings that {name} does not have."
            ),
        )
        .severity(Severity::Warning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::closing::Closing;
    use crate::domain::id::{ClosingId, GrantId, LedgerMatchId, PriorityAreaId};
    use crate::domain::ledger::LedgerMatch;
    use crate::domain::ledger::tests::{book, code};
    use crate::domain::ledger::tie::tie;

    fn batch() -> Batch {
        Batch {
            id: BatchId(5),
            kind: "ledger".into(),
            name: "ytd1.csv".into(),
            sha256: String::new(),
            entered: String::new(),
            source: String::new(),
            n_read: 0,
            n_kept: 0,
            n_figures: 0,
            skipped: Vec::new(),
        }
    }

    fn row(cost_centre: &str, reference: &str, month: u8, pence: i64) -> LedgerRow {
        LedgerRow {
            cost_centre: cost_centre.into(),
            reference: reference.into(),
            month: Some(month),
            amount: Some(Pence(pence)),
            ..LedgerRow::default()
        }
    }

    /// A plan whose ledger has two rows in April, one of them of a code with a rule.
    fn plan() -> (Book, Vec<LedgerRow>) {
        let mut book = book(vec![code(1, "C100", "", 1, 1)]);
        book.ledger_matches = vec![LedgerMatch {
            id: LedgerMatchId(1),
            batch: BatchId(5),
            cost_centre: "C100".into(),
            subjective: String::new(),
            grant: GrantId(1),
            priority_area: PriorityAreaId(1),
            months: 1,
            n: 1,
            amount: Pence(10_000),
        }]
        .into();
        (
            book,
            vec![row("C100", "J1", 1, 10_000), row("C200", "J2", 1, 7)],
        )
    }

    #[track_caller]
    fn check(book: &Book, held: &[LedgerRow], new: &[LedgerRow], want: Option<(u64, i64, &str)>) {
        let tie = tie(book, 2025, new, &[]);
        let found = overlap(book, 2025, (&batch(), held), (new, &tie));
        let counted = |found: &Overlap| -> Vec<String> {
            let held = found.counted.iter();
            held.map(|held| format!("{} {} {}", held.month, held.code, held.amount.0))
                .collect()
        };
        let found = found.map(|found| (found.n_same, found.same.0, counted(&found).join(", ")));
        let found = found
            .as_ref()
            .map(|(n, sum, held)| (*n, *sum, held.as_str()));
        assert_eq!(found, want);
    }

    #[test]
    fn what_would_count_twice_is_found_with_its_figures() {
        let (book, held) = plan();
        let both = [held.as_slice(), &[row("C100", "J3", 2, 50)]].concat();
        check(&book, &held, &both, Some((2, 10_007, "1 C100 10000")));
        // A row there once is the same only once.
        let twice = [row("c100 ", "J1", 1, 10_000), row("C100", "J1", 1, 10_000)];
        check(&book, &held, &twice, Some((1, 10_000, "1 C100 10000")));
        // A late posting to the same code and month.
        let late = [row("C100", "J9", 1, 3)];
        check(&book, &held, &late, Some((0, 0, "1 C100 10000")));
        check(&book, &held, &[row("C200", "J9", 1, 3)], None);
        check(&book, &held, &[row("C100", "J1", 2, 10_000)], None);
    }

    #[test]
    fn a_closed_month_does_not_count_again() {
        let (mut book, held) = plan();
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
        check(&book, &held, &held, None);
    }

    #[test]
    fn the_warning_has_the_figures_and_the_way_out() {
        let (book, held) = plan();
        let tie = tie(&book, 2025, &held, &[]);
        let found = overlap(&book, 2025, (&batch(), &held), (&held, &tie)).unwrap();
        let said = found.problem("ytd2.csv").to_string();
        for words in [
            "ytd2.csv: two rows, £100.07, that ytd1.csv has too",
            "April of C100 has £100 from ytd1.csv already",
            "--replace ytd1.csv",
        ] {
            assert!(said.contains(words), "{said}");
        }
        let many = Overlap {
            counted: vec![found.counted[0].clone(); NAMED + 2],
            ..found
        };
        let said = many.problem("ytd2.csv").what;
        assert!(
            said.ends_with("and so have two other months of codes"),
            "{said}"
        );
    }
}
