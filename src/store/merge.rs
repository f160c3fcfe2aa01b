//! A colleague's copy, brought in: one transaction, one entry of the journal, one step of undo.
//!
//! ```text
//!  their journal, ours --> copy: what each has not heard of --> domain::merge::weigh, row by row --> writes, disputes
//!  writes --> rows, tried in a savepoint --> rules: what the plan keeps out --> tried again without it --> the entry
//!  their changes' names --> merged        what is not decided --> undecided        both journalled with the rest
//!  decided at once to stay as it is --> undecided, and out again: so the history can tell it from what came in
//! ```
//!
//! A record that only one copy has is weighed with its links ([`rows`]), which then go where it goes.
//!
//! What would come in is found by doing it and taking it back, so that a preview cannot promise what the merge does not
//! keep. Their file is only read; one of an earlier version is brought up to date in memory.
//!
//! Edges: the other copy is known for one by any change that both have heard of, or by the same rows at the beginning. The
//! entry is in the name of whoever merges; who made each change, and when, stands in `merged`.

mod bulk;
mod closed;
mod copy;
mod entry;
mod links;
mod made;
mod names;
mod rows;
mod rules;
mod tell;

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::domain::book::Book;
use crate::domain::compare::differences;
use crate::domain::merge::{Cell, Choice, Coming, Conflict, Found, Held, Row, Write, copy_of};
use crate::domain::problem::{Place, Problem};
use crate::store::error::StoreError;
use crate::store::journal::{self, Stamp, Table};
use crate::store::merge::copy::{Copy, RowKey, number, whole};
use crate::store::merge::made::Made;
use crate::store::merge::rows::Rows;
use crate::store::merge::rules::{Books, Faults};
use crate::store::merge::tell::Tell;
use crate::store::{IMPORT_CACHE_KIB, Store, facts, open, row};

/// What an officer decided about a cell; nothing where it is still open.
pub type Decided<'d> = &'d dyn Fn(&Cell) -> Option<Choice>;

impl Store {
    /// Brings in the changes of another copy, or, where `write` is false, finds what that would do and leaves the file as
    /// it is. `tick` is told how many bulk rows are written, and stops it by answering false.
    ///
    /// # Errors
    /// When the other file is no copy of this plan, cannot be read, or is of a newer version; or this one cannot be
    /// written. Nothing is changed then.
    pub fn merge(
        &mut self,
        theirs: &Path,
        decided: Decided<'_>,
        stamp: &Stamp,
        write: bool,
        tick: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Found, StoreError> {
        self.writable()?;
        let other = open::colleagues(theirs, &self.path)?;
        let name = theirs.file_name().unwrap_or_default().to_string_lossy();
        let done = self.merge_rows(&other, &name, decided, stamp, write, tick);
        done.map_err(|error| self.explained(error))
    }

    fn merge_rows(
        &mut self,
        other: &Connection,
        name: &str,
        decided: Decided<'_>,
        stamp: &Stamp,
        write: bool,
        tick: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Found, StoreError> {
        // One reading of their file, whatever they do to it meanwhile.
        let theirs = other.unchecked_transaction()?;
        if write {
            self.conn
                .pragma_update(None, "cache_size", -IMPORT_CACHE_KIB)?;
        }
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let merge = Merge::read(&tx, &theirs, name, decided)?;
        let found = merge.carry_out(stamp, write, tick)?;
        if write {
            tx.commit()?;
        }
        Ok(found)
    }
}

/// A merge that is being worked out.
struct Merge<'m> {
    tx: &'m Connection,
    other: &'m Connection,
    mine: Copy,
    theirs: Copy,
    tables: HashMap<String, Table>,
    /// What they did that this copy has not heard of, and what was done here to the same rows.
    rows: Vec<(RowKey, Row)>,
    /// The links of records that only one copy has, each with its record.
    goes_with: HashMap<RowKey, RowKey>,
    /// The same the other way about: where each of a record's links stands among the rows.
    with_it: HashMap<RowKey, Vec<usize>>,
    decided: Decided<'m>,
    words: String,
}

impl<'m> Merge<'m> {
    fn read(
        tx: &'m Connection,
        other: &'m Connection,
        name: &str,
        decided: Decided<'m>,
    ) -> Result<Self, StoreError> {
        let (mine, theirs) = (Copy::read(tx)?, Copy::read(other)?);
        same_plan((tx, &mine), (other, &theirs), name)?;
        let tables: HashMap<String, Table> = journal::tables(tx)?
            .into_iter()
            .map(|table| (table.name.clone(), table))
            .collect();
        let Rows { all, goes_with } = Rows::read((tx, &mine), (other, &theirs), &tables)?;
        let mut merge = Self {
            tx,
            other,
            mine,
            theirs,
            tables,
            with_it: with_it(&all, &goes_with),
            rows: all,
            goes_with,
            decided,
            words: String::new(),
        };
        merge.words = copy_of(&merge.coming(), name);
        Ok(merge)
    }

    /// Their changes that this copy has not heard of: their own, and those that they have from others.
    fn news(&self) -> Vec<(&String, &Coming)> {
        let own = self.theirs.news_to(&self.mine);
        let from_others = self.theirs.merged.iter();
        from_others
            .filter(|(name, _)| !self.mine.heard.contains(*name))
            .chain(own.map(|made| (&made.name, &made.coming)))
            .collect()
    }

    fn coming(&self) -> Vec<Coming> {
        let mut coming: Vec<Coming> = self
            .news()
            .into_iter()
            .map(|(_, coming)| coming.clone())
            .collect();
        // Steps of one copy are in order already; those that it has from others go to their times.
        coming.sort_by(|a, b| a.by.at.cmp(&b.by.at));
        coming
    }

    fn carry_out(
        &self,
        stamp: &Stamp,
        write: bool,
        tick: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Found, StoreError> {
        let before = row::load(self.tx)?;
        let their_book = row::load(self.other)?;
        let (mine, theirs) = (facts::version(&before), facts::version(&their_book));
        let tell = Tell::new(&mine, &theirs);
        bulk::areas(self.other, self.tx)?;
        let mut out = Faults::new();
        let (made, after) = loop {
            let made = self.make(&out);
            self.tx.execute_batch("savepoint merging")?;
            let refused = self.try_out(&made, &tell, stamp)?;
            let (faults, after) = if refused.is_empty() {
                let after = row::load(self.tx)?;
                let books = Books {
                    before: &before,
                    theirs: &their_book,
                    after: &after,
                };
                (self.faults(&books, &made, &out, &tell)?, Some(after))
            } else {
                (refused, None)
            };
            match after {
                Some(after) if faults.is_empty() => break (made, after),
                _ => {
                    self.tx
                        .execute_batch("rollback to merging; release merging")?;
                    out.extend(faults);
                }
            }
        };
        let files = self.files(&made, write, tick, &after)?;
        let snapshots = bulk::snapshots(self.other, self.tx)?;
        if write {
            for (id, coming) in &snapshots {
                bulk::snapshot(self.other, self.tx, *id, &coming.as_name)?;
            }
        }
        Ok(Found {
            words: self.words.clone(),
            coming: self.coming(),
            differences: differences(&mine, &facts::version(&after)),
            files,
            snapshots: snapshots.into_iter().map(|(_, coming)| coming).collect(),
            conflicts: self.conflicts(&made, &tell),
            held: self.held(&out, &tell),
        })
    }

    /// What the plan's rules keep out of what has just been written.
    fn faults(
        &self,
        books: &Books<'_>,
        made: &Made,
        out: &Faults,
        tell: &Tell<'_>,
    ) -> Result<Faults, StoreError> {
        let mut faults = rules::dangling(self.tx, &made.writes, out, tell)?;
        if faults.is_empty() {
            faults = rules::files(self.other, books, &made.writes, out)?;
        }
        if faults.is_empty() {
            faults = rules::unfit(books, &made.writes);
        }
        if faults.is_empty() {
            faults = closed::closed(books, &made.writes);
        }
        let faults = self.with_records(faults);
        if let Some(row) = faults.keys().find(|row| out.contains_key(*row)) {
            // It was kept out already and is at fault all the same: it is not the merge that breaks the rule.
            return Err(StoreError::Rule(tell.title(row)));
        }
        Ok(faults)
    }

    /// The names of the files that come in; their rows are written.
    fn files(
        &self,
        made: &Made,
        write: bool,
        tick: &mut dyn FnMut(u64) -> bool,
        after: &Book,
    ) -> Result<Vec<String>, StoreError> {
        let mut names = Vec::new();
        for (key, _) in self.rows.iter().filter(|(key, _)| key.0 == "batch") {
            let Some(batch) = number(&key.1) else {
                continue;
            };
            if !matches!(made.writes.get(key), Some(Write::Add(_))) {
                continue;
            }
            if write {
                bulk::batch(self.other, self.tx, batch, tick)?;
            }
            let held = after.batches.iter().find(|held| held.id.0 == batch);
            names.extend(held.map(|held| held.name.clone()));
        }
        Ok(names)
    }

    fn conflicts(&self, made: &Made, tell: &Tell<'_>) -> Vec<Conflict> {
        let rows: HashMap<&RowKey, &Row> = self.rows.iter().map(|(key, row)| (key, row)).collect();
        let told = made.disputes.iter().filter_map(|(key, dispute)| {
            let row = rows.get(key)?;
            Some(tell.conflict(key, row, dispute))
        });
        told.collect()
    }

    /// What is kept out: what belongs to another that is kept out is told with that.
    fn held(&self, out: &Faults, tell: &Tell<'_>) -> Vec<Held> {
        let root_of = |key: &RowKey| -> RowKey {
            let mut at = key.clone();
            // As long as the chain can be: a ring would be a fault of the file.
            for _ in 0..out.len() {
                match out.get(&at).and_then(|fault| fault.root.clone()) {
                    Some(root) if root != at => at = root,
                    _ => break,
                }
            }
            at
        };
        let mut with: HashMap<RowKey, usize> = HashMap::new();
        for key in out.keys() {
            let root = root_of(key);
            if root != *key {
                *with.entry(root).or_default() += 1;
            }
        }
        self.rows
            .iter()
            .filter_map(|(key, row)| {
                let fault = out.get(key).filter(|fault| fault.root.is_none())?;
                if (self.decided)(&whole(key)) == Some(Choice::Mine) {
                    return None;
                }
                let n = with.get(key).copied().unwrap_or(0);
                Some(tell.held(key, row, fault, n))
            })
            .collect()
    }
}

/// Where the links of each record stand among the rows.
fn with_it(
    rows: &[(RowKey, Row)],
    goes_with: &HashMap<RowKey, RowKey>,
) -> HashMap<RowKey, Vec<usize>> {
    let mut with_it: HashMap<RowKey, Vec<usize>> = HashMap::new();
    for (at, (key, _)) in rows.iter().enumerate() {
        if let Some(record) = goes_with.get(key) {
            with_it.entry(record.clone()).or_default().push(at);
        }
    }
    with_it
}

/// That both files are copies of one plan.
fn same_plan(
    mine: (&Connection, &Copy),
    theirs: (&Connection, &Copy),
    name: &str,
) -> Result<(), StoreError> {
    // Any change will do: the first may be lost to one of them, whose journal was cut when it was rescued.
    if !mine.1.heard.is_disjoint(&theirs.1.heard) {
        return Ok(());
    }
    let begins_apart = mine
        .1
        .beginning
        .as_ref()
        .zip(theirs.1.beginning.as_ref())
        .is_some_and(|(mine, theirs)| mine != theirs);
    if !begins_apart && mine.1.first_keys(mine.0)? == theirs.1.first_keys(theirs.0)? {
        return Ok(());
    }
    Err(StoreError::Refused(vec![Problem::refusal(
        "another-plan",
        Place::Plan,
        "A colleague’s copy",
        format!("“{name}” is not a copy of this plan"),
        "The two do not begin with the same records, and no change is in the history of both.",
        "Choose a file that was copied from this plan, or from which this one was copied.",
    )]))
}
