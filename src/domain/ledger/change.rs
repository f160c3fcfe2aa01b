//! A ledger taken in, matched again or taken out: each one change, undone as one.

use std::collections::BTreeMap;

use crate::domain::actual::Actual;
use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::grant::at::LineAt;
use crate::domain::id::{ActualId, BatchId, LedgerMatchId};
use crate::domain::ledger::tie::{Spent, Tie, tie};
use crate::domain::ledger::{LedgerMatch, LedgerRow};
use crate::domain::money::Pence;
use crate::domain::record::Edit;

/// The change that takes a ledger in: its batch, the codes that count, and what each line had spent in each month. Those
/// in whose place it comes go with the same change, so that no moment counts both.
pub fn taking_in(
    book: &Book,
    batch: Batch,
    replaced: &[&Batch],
    tie: &Tie,
    new_key: impl FnMut() -> i64,
) -> Command {
    let mut words = format!("Ledger {}", batch.name);
    let names: Vec<&str> = replaced.iter().map(|held| held.name.as_str()).collect();
    if !names.is_empty() {
        words.push_str(&format!(" in place of {}", names.join(", ")));
    }
    let id = batch.id;
    let mut commands = Vec::new();
    for held in replaced {
        commands.extend(taken_out_with(book, held.id));
        commands.push(Edit::remove(*held).into());
    }
    commands.push(Edit::add(batch).into());
    commands.extend(differences(book, id, tie, new_key));
    Command::several(words, commands)
}

/// The change that ties a ledger's rows anew, by the rules as they are now; none where nothing would change. Closed
/// months stay as they are.
pub fn matching_again(
    book: &Book,
    batch: &Batch,
    year: i16,
    rows: &[LedgerRow],
    new_key: impl FnMut() -> i64,
) -> Option<Command> {
    let kept: Vec<&LedgerMatch> = matches(book, batch.id).collect();
    let tie = tie(book, year, rows, &kept);
    let commands = differences(book, batch.id, &tie, new_key);
    let words = format!("Match {} again", batch.name);
    (!commands.is_empty()).then(|| Command::several(words, commands))
}

/// What must go before a batch can: the spending that came with it, and what was matched.
#[must_use]
pub fn taken_out_with(book: &Book, batch: BatchId) -> Vec<Command> {
    let spent = actuals(book, batch).map(|held| Edit::remove(held).into());
    spent
        .chain(matches(book, batch).map(|held| Edit::remove(held).into()))
        .collect()
}

/// What of a ledger counts.
pub fn matches(book: &Book, batch: BatchId) -> impl Iterator<Item = &LedgerMatch> {
    book.ledger_matches
        .iter()
        .filter(move |held| held.batch == batch)
}

fn actuals(book: &Book, batch: BatchId) -> impl Iterator<Item = &Actual> {
    book.actuals
        .iter()
        .filter(move |held| held.batch == Some(batch))
}

/// What must change for the plan to hold this tie.
fn differences(
    book: &Book,
    batch: BatchId,
    tie: &Tie,
    mut new_key: impl FnMut() -> i64,
) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut spent: BTreeMap<(LineAt, u8), &Spent> =
        tie.spent.iter().map(|(at, spent)| (*at, spent)).collect();
    for held in actuals(book, batch) {
        let at = (held.line(), held.month);
        match spent.remove(&at) {
            None => commands.push(Edit::remove(held).into()),
            Some(spent) => {
                let now = Actual {
                    amount: spent.amount,
                    note: note(spent),
                    ..held.clone()
                };
                if now != *held {
                    commands.push(Edit::change(held, now).into());
                }
            }
        }
    }
    for ((line, month), spent) in spent {
        let new = Actual {
            id: ActualId(new_key()),
            grant: line.grant,
            priority_area: line.priority_area,
            month,
            amount: spent.amount,
            batch: Some(batch),
            note: note(spent),
        };
        commands.push(Edit::add(new).into());
    }
    commands.extend(matched(book, batch, tie, new_key));
    commands
}

fn matched(
    book: &Book,
    batch: BatchId,
    tie: &Tie,
    mut new_key: impl FnMut() -> i64,
) -> Vec<Command> {
    let mut held: BTreeMap<(&str, &str, LineAt), &LedgerMatch> = matches(book, batch)
        .map(|held| {
            let line = LineAt::new(held.grant, held.priority_area);
            (
                (held.cost_centre.as_str(), held.subjective.as_str(), line),
                held,
            )
        })
        .collect();
    let mut commands = Vec::new();
    for new in &tie.matched {
        let was = held.remove(&(new.cost_centre.as_str(), new.subjective.as_str(), new.line));
        let now = LedgerMatch {
            id: was.map_or_else(|| LedgerMatchId(new_key()), |was| was.id),
            batch,
            cost_centre: new.cost_centre.clone(),
            subjective: new.subjective.clone(),
            grant: new.line.grant,
            priority_area: new.line.priority_area,
            months: new.months,
            n: new.n,
            amount: new.amount,
        };
        match was {
            Some(was) if *was == now => {}
            Some(was) => commands.push(Edit::change(was, now).into()),
            None => commands.push(Edit::add(now).into()),
        }
    }
    commands.extend(held.into_values().map(|gone| Edit::remove(gone).into()));
    commands
}

fn note(spent: &Spent) -> String {
    if spent.adjustments == Pence::ZERO {
        return String::new();
    }
    format!("includes {} posted after the year’s end", spent.adjustments)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::tests::{book, code};

    fn batch() -> Batch {
        Batch {
            id: BatchId(5),
            kind: "ledger".into(),
            name: "l.csv".into(),
            sha256: String::new(),
            entered: String::new(),
            source: String::new(),
            n_read: 2,
            n_kept: 2,
            n_figures: 2,
            skipped: Vec::new(),
        }
    }

    fn row(cost_centre: &str, month: u8, pence: i64) -> LedgerRow {
        LedgerRow {
            cost_centre: cost_centre.into(),
            month: Some(month),
            amount: Some(Pence(pence)),
            ..LedgerRow::default()
        }
    }

    /// The book as it would be after the change, for the records that a ledger makes.
    fn after(mut book: Book, command: &Command) -> Book {
        let Command::Several { commands, .. } = command else {
            panic!("several")
        };
        let mut actuals: Vec<Actual> = book.actuals.to_vec();
        let mut matches: Vec<LedgerMatch> = book.ledger_matches.to_vec();
        for command in commands {
            match command {
                Command::Actual(edit) => {
                    actuals.retain(|held| edit.was.as_ref() != Some(held));
                    actuals.extend(edit.now.clone());
                }
                Command::LedgerMatch(edit) => {
                    matches.retain(|held| edit.was.as_ref() != Some(held));
                    matches.extend(edit.now.clone());
                }
                _ => {}
            }
        }
        (book.actuals, book.ledger_matches) = (actuals.into(), matches.into());
        book
    }

    fn keys() -> impl FnMut() -> i64 {
        let mut last = 100;
        move || {
            last += 1;
            last
        }
    }

    #[test]
    fn a_ledger_comes_in_is_matched_again_and_goes_whole() {
        let rows = [row("C100", 1, 50), row("C100", 1, 25), row("C200", 2, 7)];
        let first = book(vec![code(1, "C100", "", 1, 1)]);
        let tied = tie(&first, 2025, &rows, &[]);
        let taken = after(
            first.clone(),
            &taking_in(&first, batch(), &[], &tied, keys()),
        );
        assert_eq!(taken.actuals.len(), 1);
        assert_eq!(
            (taken.actuals[0].amount, taken.actuals[0].batch),
            (Pence(75), Some(BatchId(5)))
        );
        assert_eq!(matching_again(&taken, &batch(), 2025, &rows, keys()), None);
        let more = Book {
            ledger_codes: vec![code(1, "C100", "", 2, 1), code(2, "C200", "", 1, 2)].into(),
            ..taken
        };
        let again = matching_again(&more, &batch(), 2025, &rows, keys()).unwrap();
        let again = after(more, &again);
        let mut spent: Vec<(i64, i64)> = again
            .actuals
            .iter()
            .map(|held| (held.grant.0, held.amount.0))
            .collect();
        spent.sort_unstable();
        assert_eq!(spent, [(1, 7), (2, 75)]);
        assert_eq!(again.ledger_matches.len(), 2);
        // Another comes in its place: nothing of the first is left, and it is one change.
        let next = Batch {
            id: BatchId(6),
            name: "m.csv".into(),
            ..batch()
        };
        let tied = tie(&again, 2025, &rows, &[]);
        let placed = taking_in(&again, next, &[&batch()], &tied, keys());
        assert_eq!(placed.words(&again), "Ledger m.csv in place of l.csv");
        let placed = after(again.clone(), &placed);
        let of = |held: &Actual| held.batch == Some(BatchId(6));
        assert!(placed.actuals.len() == 2 && placed.actuals.iter().all(of));
        let gone = Command::several("", taken_out_with(&again, BatchId(5)));
        let gone = after(again, &gone);
        assert!(gone.actuals.is_empty() && gone.ledger_matches.is_empty());
    }
}
