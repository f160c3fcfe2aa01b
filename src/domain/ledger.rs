//! The council's own ledger: what was posted to each code, and which line of the plan a code belongs to.
//!
//! A ledger speaks of cost centres and account codes, a plan of grants and priority areas. A rule says which line a code
//! belongs to, and is remembered. A row whose code has no rule is not dropped but set aside with the reason, kept in the
//! file, and matched again when it has one; so that every pound of the ledger is either on a line or on a list.
//!
//! Why matches are records though rows are not: rows come by the ten thousand and never change, so they need no journal;
//! which of their codes count on which line does change, and undo must reach it.
//!
//! Edges: a rule is for the fiscal year of its grant. A code of the year before is not the same money.

pub mod change;
pub mod overlap;
pub mod reading;
pub mod tie;

use crate::domain::book::Book;
use crate::domain::closing::month_name;
use crate::domain::grant::at::LineAt;
use crate::domain::id::{BatchId, GrantId, LedgerCodeId, LedgerMatchId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// The kind of a batch that is a ledger, and of the mapping of its columns.
pub const KIND: &str = "ledger";

/// A row of a ledger, as the file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerRow {
    /// The line of the file.
    pub line: u64,
    /// The cost centre.
    pub cost_centre: String,
    /// The account code; empty where the ledger has none.
    pub subjective: String,
    /// What it was for.
    pub description: String,
    /// Who was paid.
    pub supplier: String,
    /// Its number in the ledger.
    pub reference: String,
    /// The month of the fiscal year, 1 for April.
    pub month: Option<u8>,
    /// Whether it was posted after the year's end, as period 13 or later.
    pub is_adjustment: bool,
    /// How much; below nought is income or a correction.
    pub amount: Option<Pence>,
    /// Why it can count nowhere as it stands; empty where it can.
    pub fault: String,
}

/// A rule: what is posted to these codes belongs to this line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerCode {
    /// Its key.
    pub id: LedgerCodeId,
    /// The cost centre.
    pub cost_centre: String,
    /// The account code; empty for any that has no rule of its own.
    pub subjective: String,
    /// The grant that pays.
    pub grant: GrantId,
    /// What it pays for.
    pub priority_area: PriorityAreaId,
}

/// `C100`, or `C100 / 4010`.
#[must_use]
pub fn code_name(cost_centre: &str, subjective: &str) -> String {
    match (cost_centre, subjective) {
        ("", "") => "no code".to_owned(),
        (one, "") | ("", one) => one.to_owned(),
        (centre, account) => format!("{centre} / {account}"),
    }
}

/// How codes are compared: as they are written, but for capitals and the spaces around.
#[must_use]
pub fn folded(code: &str) -> String {
    code.trim().to_lowercase()
}

impl LedgerCode {
    /// `C100 / 4010`.
    #[must_use]
    pub fn name(&self) -> String {
        code_name(&self.cost_centre, &self.subjective)
    }

    /// The fiscal year it is for: that of its grant.
    #[must_use]
    pub fn fiscal_year(&self, book: &Book) -> Option<i16> {
        book.grants.get(self.grant).map(|grant| grant.fiscal_year)
    }

    fn is_as(&self, other: &Self) -> bool {
        folded(&self.cost_centre) == folded(&other.cost_centre)
            && folded(&self.subjective) == folded(&other.subjective)
    }
}

impl Record for LedgerCode {
    type Id = LedgerCodeId;
    const NOUN: &'static str = "ledger rule";

    fn id(&self) -> LedgerCodeId {
        self.id
    }

    fn find(book: &Book, id: LedgerCodeId) -> Option<&Self> {
        book.ledger_codes.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Ledger rule for {}", self.name())
    }

    fn shown(&self, book: &Book) -> String {
        LineAt::new(self.grant, self.priority_area).name(book)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Allocation(self.grant, self.priority_area)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.cost_centre.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Ledger rule, cost centre"));
        }
        let year = self.fiscal_year(book);
        if year.is_none() || book.priority_areas.get(self.priority_area).is_none() {
            problems.push(Problem::refusal(
                "no-such-line",
                place.clone(),
                self.title(book),
                "a line that is not in the plan",
                "A rule says which line of the plan a code belongs to.",
                "Choose a grant and a priority area.",
            ));
        }
        let twin = book
            .ledger_codes
            .iter()
            .find(|held| held.id != self.id && held.is_as(self) && held.fiscal_year(book) == year);
        if let Some(twin) = twin {
            problems.push(Problem::refusal(
                "same-code",
                place,
                self.title(book),
                format!("the same codes as the rule for {}", twin.shown(book)),
                "A code belongs to one line in a year, or money would count twice.",
                "Change that rule, or name the account code to part the two.",
            ));
        }
        problems
    }
}

/// A code of one ledger, counted on a line in some months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerMatch {
    /// Its key.
    pub id: LedgerMatchId,
    /// The ledger.
    pub batch: BatchId,
    /// The cost centre, as the ledger writes it.
    pub cost_centre: String,
    /// The account code, as the ledger writes it.
    pub subjective: String,
    /// The grant that pays.
    pub grant: GrantId,
    /// What it pays for.
    pub priority_area: PriorityAreaId,
    /// The months that count, one bit a month: 1 for April, 2 for May, 4 for June.
    pub months: u16,
    /// How many rows.
    pub n: u64,
    /// What they come to.
    pub amount: Pence,
}

impl LedgerMatch {
    /// Whether a month counts.
    #[must_use]
    pub fn has(&self, month: u8) -> bool {
        (1..=12).contains(&month) && self.months >> (month - 1) & 1 == 1
    }

    fn months_named(&self) -> String {
        let months: Vec<String> = (1..=12)
            .filter(|month| self.has(*month))
            .map(month_name)
            .collect();
        months.join(", ")
    }
}

impl Record for LedgerMatch {
    type Id = LedgerMatchId;
    const NOUN: &'static str = "matched ledger code";

    fn id(&self) -> LedgerMatchId {
        self.id
    }

    fn find(book: &Book, id: LedgerMatchId) -> Option<&Self> {
        book.ledger_matches.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        let code = code_name(&self.cost_centre, &self.subjective);
        format!("Ledger code {code} matched")
    }

    fn shown(&self, book: &Book) -> String {
        let line = LineAt::new(self.grant, self.priority_area).name(book);
        format!("{} in {} to {line}", self.amount, self.months_named())
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Allocation(self.grant, self.priority_area)
    }

    fn problems(&self, _book: &Book) -> Vec<Problem> {
        Vec::new()
    }
}

#[cfg(test)]
pub(in crate::domain::ledger) mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::grant::{Grant, PriorityArea};

    /// Grants 1 and 2 of 2025/26, grant 3 of 2024/25; areas 1 and 2.
    pub(in crate::domain::ledger) fn book(codes: Vec<LedgerCode>) -> Book {
        let mut sample = Sample::default();
        sample.area("Any");
        sample.grant("Any", 100, "", &[]);
        let (grant, area) = (sample.grants[0].clone(), sample.areas[0].clone());
        let grant = |id, fiscal_year| Grant {
            id: GrantId(id),
            short: format!("G{id}"),
            fiscal_year,
            ..grant.clone()
        };
        let area = |id| PriorityArea {
            id: PriorityAreaId(id),
            name: format!("Area {id}"),
            ..area.clone()
        };
        Book {
            grants: vec![grant(1, 2025), grant(2, 2025), grant(3, 2024)].into(),
            priority_areas: vec![area(1), area(2)].into(),
            ledger_codes: codes.into(),
            ..Book::default()
        }
    }

    pub(in crate::domain::ledger) fn code(
        id: i64,
        cost_centre: &str,
        subjective: &str,
        grant: i64,
        area: i64,
    ) -> LedgerCode {
        LedgerCode {
            id: LedgerCodeId(id),
            cost_centre: cost_centre.into(),
            subjective: subjective.into(),
            grant: GrantId(grant),
            priority_area: PriorityAreaId(area),
        }
    }

    #[test]
    fn a_code_has_one_line_a_year() {
        #[track_caller]
        fn check(new: &LedgerCode, kinds: &[&str]) {
            let book = book(vec![code(1, "C100", "", 1, 1)]);
            let found: Vec<&str> = new.problems(&book).iter().map(|held| held.kind).collect();
            assert_eq!(found, kinds);
        }
        check(&code(2, "c100 ", "", 2, 2), &["same-code"]);
        check(&code(2, "C100", "4010", 2, 2), &[]);
        check(&code(2, "C100", "", 3, 2), &[]);
        check(&code(1, "C100", "", 2, 2), &[]);
        check(&code(2, " ", "", 1, 2), &["name-empty"]);
        check(&code(2, "C1", "", 9, 2), &["no-such-line"]);
    }

    #[test]
    fn months_are_bits() {
        let held = LedgerMatch {
            id: LedgerMatchId(1),
            batch: BatchId(1),
            cost_centre: "C".into(),
            subjective: String::new(),
            grant: GrantId(1),
            priority_area: PriorityAreaId(1),
            months: 0b1000_0000_0001,
            n: 2,
            amount: Pence(1),
        };
        assert!(held.has(1) && held.has(12) && !held.has(2) && !held.has(0) && !held.has(13));
        assert_eq!(held.months_named(), "April, March");
    }
}
