//! What an amount typed, pasted or cleared does to the plan, as changes that are each one step to undo.
//!
//! Why apart from the screen: a cell that is empty, one that is filled and one that has "of which" parts are changed in
//! different ways, and all of them must be checked before anything is asked for.
//!
//! Edges: an empty text is no allocation, which is not £0. A dash, which is how an empty cell is shown, counts as empty.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::grant::Allocation;
use crate::domain::grant::position::less;
use crate::domain::id::{AllocationId, GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::problem::{Problem, Severity};
use crate::domain::record::Edit;
use crate::ui::grant::memo::Ledger;

/// A cell of the grid: who pays, and for what.
pub type Cell = (GrantId, PriorityAreaId);

/// Reads a cell's text: an amount, a sum, or nothing.
///
/// # Errors
/// Why it is neither, and what to write.
pub fn read(text: &str) -> Result<Option<Pence>, String> {
    match text.trim() {
        "–" | "-" | "−" | "—" => Ok(None),
        text => Pence::read(text).map_err(|error| error.to_string()),
    }
}

/// The change that makes a cell hold this amount; none when it does already. `key` is for an allocation that is new.
pub fn set(
    book: &Book,
    ledger: &Ledger,
    cell: Cell,
    amount: Option<Pence>,
    key: i64,
) -> Option<Command> {
    let (grant, priority_area) = cell;
    // The cell shows what the line has after virements; what is kept is what it was given before them.
    let moved = ledger.moved(grant, priority_area);
    let amount = amount.map(|amount| less(amount, moved));
    match (ledger.held(book, grant, priority_area), amount) {
        (None, None) => None,
        (None, Some(amount)) => {
            let now = Allocation::planned(AllocationId(key), grant, priority_area, amount);
            Some(Edit::add(now).into())
        }
        (Some(was), Some(amount)) if was.amount == amount => None,
        (Some(was), Some(amount)) => {
            let now = Allocation {
                amount,
                ..was.clone()
            };
            Some(Edit::change(was, now).into())
        }
        (Some(was), None) => Some(Edit::remove(was).into()),
    }
}

/// Why a change would be refused; none when it would be made.
pub fn refusal(command: &Command, book: &Book) -> Option<String> {
    command
        .problems(book)
        .iter()
        .find(|problem| problem.severity == Severity::Error)
        .map(told)
}

/// A problem in a line beside the place it is about: what, why, what to do.
pub fn told(problem: &Problem) -> String {
    format!("{}. {} {}", problem.what, problem.why, problem.remedy)
}

/// A text for a cell, and what the cell is called.
pub struct Wanted {
    /// The cell; none when the block reaches beyond the grid.
    pub cell: Option<Cell>,
    /// `Assessment, Main`.
    pub name: String,
    /// The text.
    pub text: String,
}

/// A block of texts, sorted into what can be done and what not.
#[derive(Default)]
pub struct Sorted {
    /// The changes.
    pub commands: Vec<Command>,
    /// The other cells, each with its reason.
    pub refused: Vec<String>,
    /// For cells that cannot be emptied: the change that makes them £0 instead.
    pub to_nought: Vec<Command>,
}

/// Sorts a block of texts.
pub fn sort(
    book: &Book,
    ledger: &Ledger,
    wanted: Vec<Wanted>,
    new_key: impl Fn() -> i64,
) -> Sorted {
    let mut sorted = Sorted::default();
    for Wanted { cell, name, text } in wanted {
        let refuse = |why: String| format!("{name}: {why}");
        let Some(cell) = cell else {
            if !text.trim().is_empty() {
                sorted
                    .refused
                    .push(refuse(format!("“{text}” would stand outside the grid.")));
            }
            continue;
        };
        let amount = match read(&text) {
            Ok(amount) => amount,
            Err(why) => {
                sorted.refused.push(refuse(why));
                continue;
            }
        };
        let Some(command) = set(book, ledger, cell, amount, new_key()) else {
            continue;
        };
        match refusal(&command, book) {
            None => sorted.commands.push(command),
            Some(why) => {
                sorted.refused.push(refuse(why));
                if amount.is_none() {
                    let nought = set(book, ledger, cell, Some(Pence::ZERO), new_key());
                    sorted.to_nought.extend(nought);
                }
            }
        }
    }
    sorted
}

/// The changes as one step: `Paste 8 amounts`. One change keeps its own name; none is nothing to do.
pub fn one_step(verb: &str, mut commands: Vec<Command>) -> Option<Command> {
    match commands.len() {
        0 | 1 => commands.pop(),
        n => Some(Command::several(format!("{verb} {n} amounts"), commands)),
    }
}

/// The change that has another grant pay part or all of what one pays for a line.
///
/// Where all of it moves into an empty cell the allocation itself moves, with its dates and its "of which" parts. What
/// virements brought or took stays with its grant: a cell that has any keeps its allocation, so that what both cells
/// have now comes to the same sum as before. None where there is nothing to move.
pub fn pay_from(
    book: &Book,
    ledger: &Ledger,
    from: Cell,
    to: GrantId,
    amount: Pence,
    key: i64,
) -> Option<Command> {
    let (payer, area) = from;
    let was = ledger.held(book, payer, area)?;
    let has = ledger.latest(book, payer, area)?;
    let other = ledger.latest(book, to, area);
    let is_moved = |grant| ledger.moved(grant, area) != Pence::ZERO;
    if amount == has && other.is_none() && !is_moved(payer) && !is_moved(to) {
        let now = Allocation {
            grant: to,
            ..was.clone()
        };
        return Some(Edit::change(was, now).into());
    }
    let left = has.checked_sub(amount)?;
    let paid = other.map_or(Some(amount), |other| other.checked_add(amount))?;
    let left = (left != Pence::ZERO || is_moved(payer)).then_some(left);
    let commands = [
        set(book, ledger, from, left, key),
        set(book, ledger, (to, area), Some(paid), key),
    ];
    let short = |id| book.grants.get(id).map_or("?", |grant| &grant.short);
    let name = book.priority_areas.get(area).map_or("?", |area| &area.name);
    Some(Command::several(
        format!("Pay {amount} of {name} from {}", short(to)),
        commands.into_iter().flatten().collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::VirementId;
    use crate::domain::virement::{Lasting, Virement, VirementLine};

    #[test]
    fn a_text_is_an_amount_a_sum_or_nothing() {
        #[track_caller]
        fn check(text: &str, want: Option<i64>) {
            assert_eq!(read(text), Ok(want.map(Pence)), "{text:?}");
        }
        check("", None);
        check(" – ", None);
        check("-", None);
        check("=290000+3250", Some(29_325_000));
        check("£1.50", Some(150));
        check("0", Some(0));
        assert!(read("12,3.4.5").is_err());
    }

    fn book(amounts: &[(i64, i64)]) -> Book {
        let held = |(grant, pence): &(i64, i64)| {
            let id = AllocationId(grant * 10);
            Allocation::planned(id, GrantId(*grant), PriorityAreaId(7), Pence(*pence))
        };
        Book {
            allocations: amounts.iter().map(held).collect::<Vec<_>>().into(),
            ..Book::default()
        }
    }

    #[test]
    fn a_cell_is_added_changed_removed_or_left() {
        let book = book(&[(1, 500)]);
        let ledger = Ledger::of(&book);
        let area = PriorityAreaId(7);
        let set = |grant, amount: Option<i64>| {
            set(
                &book,
                &ledger,
                (GrantId(grant), area),
                amount.map(Pence),
                99,
            )
        };
        let shape = |command: Option<Command>| match command {
            Some(Command::Allocation(edit)) => Some((
                edit.was.map(|was| was.amount.0),
                edit.now.map(|now| (now.id.0, now.amount.0)),
            )),
            _ => None,
        };
        assert_eq!(shape(set(1, Some(500))), None, "nothing has changed");
        assert_eq!(shape(set(1, Some(0))), Some((Some(500), Some((10, 0)))));
        assert_eq!(shape(set(1, None)), Some((Some(500), None)));
        assert_eq!(shape(set(2, Some(7))), Some((None, Some((99, 7)))));
        assert_eq!(shape(set(2, None)), None);
    }

    #[test]
    fn paying_from_elsewhere_keeps_the_sum() {
        #[track_caller]
        fn check(held: &[(i64, i64)], amount: i64, want: &[(i64, Option<i64>)]) {
            let book = book(held);
            let ledger = Ledger::of(&book);
            let from = (GrantId(1), PriorityAreaId(7));
            let command = pay_from(&book, &ledger, from, GrantId(2), Pence(amount), 99);
            let parts = match command {
                Some(Command::Several { commands, .. }) => commands,
                other => other.into_iter().collect(),
            };
            let got: Vec<_> = parts
                .into_iter()
                .filter_map(|part| match part {
                    Command::Allocation(edit) => {
                        let of = edit.now.as_ref().or(edit.was.as_ref())?.grant.0;
                        Some((of, edit.now.map(|now| now.amount.0)))
                    }
                    _ => None,
                })
                .collect();
            assert_eq!(got, want, "{held:?} {amount}");
        }
        check(&[(1, 500)], 500, &[(2, Some(500))]);
        check(&[(1, 500)], 100, &[(1, Some(400)), (2, Some(100))]);
        check(&[(1, 500), (2, 30)], 100, &[(1, Some(400)), (2, Some(130))]);
        check(&[(1, 500), (2, 30)], 500, &[(1, None), (2, Some(530))]);
        check(&[(2, 30)], 10, &[]);
    }

    /// What each grant has for the line once the change is made, in pounds: grant 1 was given £100 and £30 was moved
    /// from it, grant 2 was given £20 and £5 was moved to it.
    #[test]
    fn paying_from_elsewhere_makes_no_money_of_a_virement() {
        #[track_caller]
        fn check(from: i64, to: i64, pounds: i64, want: [i64; 3]) {
            let mut book = book(&[(1, 10_000), (2, 2_000)]);
            let part = |grant: i64, area: Option<i64>, pounds: i64| VirementLine {
                grant: GrantId(grant),
                priority_area: area.map(PriorityAreaId),
                amount: Pence(pounds * 100),
            };
            book.virements = vec![Virement {
                id: VirementId(1),
                fiscal_year: 2001,
                made_on: jiff::civil::date(2001, 9, 1),
                reason: String::new(),
                approver: String::new(),
                approved_by: String::new(),
                lasting: Lasting::ThisYear,
                lines: vec![
                    part(1, Some(7), -30),
                    part(1, None, 30),
                    part(2, Some(7), 5),
                    part(2, None, -5),
                ],
                scenario: String::new(),
            }]
            .into();
            let ledger = Ledger::of(&book);
            let cell = (GrantId(from), PriorityAreaId(7));
            let command = pay_from(&book, &ledger, cell, GrantId(to), Pence(pounds * 100), 99);
            let parts = match command {
                Some(Command::Several { commands, .. }) => commands,
                other => other.into_iter().collect(),
            };
            let mut held = book.allocations.to_vec();
            for part in parts {
                let Command::Allocation(edit) = part else {
                    panic!("only amounts change: {part:?}");
                };
                held.retain(|held| Some(held) != edit.was.as_ref());
                held.extend(edit.now);
            }
            book.allocations = held.into();
            let after = Ledger::of(&book);
            let has = |grant| after.latest(&book, GrantId(grant), PriorityAreaId(7));
            let got = [1, 2, 3].map(|grant| has(grant).map_or(0, |has| has.0 / 100));
            assert_eq!(got, want, "£{pounds} of {from} from {to}");
            assert_eq!(got.iter().sum::<i64>(), 95, "no money is made");
        }
        check(1, 2, 5, [65, 30, 0]);
        check(1, 2, 70, [0, 95, 0]);
        check(1, 3, 5, [65, 25, 5]);
        check(1, 3, 70, [0, 25, 70]);
        check(2, 3, 20, [70, 5, 20]);
        check(2, 1, 10, [80, 15, 0]);
    }

    #[test]
    fn a_block_is_sorted_and_beyond_the_grid_is_said() {
        let book = book(&[(1, 500)]);
        let ledger = Ledger::of(&book);
        let wanted = |cell: Option<i64>, text: &str| Wanted {
            cell: cell.map(|grant| (GrantId(grant), PriorityAreaId(7))),
            name: "A, B".into(),
            text: text.into(),
        };
        let texts = vec![
            wanted(Some(1), "6"),
            wanted(Some(1), "1.2.3"),
            wanted(None, "9"),
            wanted(None, " "),
        ];
        let sorted = sort(&book, &ledger, texts, || 1);
        assert_eq!(sorted.refused.len(), 3, "{:?}", sorted.refused);
        assert!(
            sorted.refused[0].contains("not there"),
            "the grant is not in this book"
        );
        assert!(sorted.refused[2].contains("outside the grid"));
        assert!(one_step("Paste", Vec::new()).is_none());
    }
}
